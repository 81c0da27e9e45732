"""The ways out to people: findings in Word, the study in Excel, transcripts and theory check as web pages.

Every file is written whole or not at all, holds no name of author, machine or folder, and is the
same, byte for byte, whenever the same study is written.
"""

from kodeverk.reports.excel import to_excel
from kodeverk.reports.html import to_html
from kodeverk.reports.theory_page import theory_html
from kodeverk.reports.word import to_word

__all__ = ["theory_html", "to_excel", "to_html", "to_word"]
