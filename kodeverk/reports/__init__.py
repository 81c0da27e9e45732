"""The ways out to people: findings and analysis in Word, the study in Excel, web pages to read in.

Every file is written whole or not at all, holds no name of author, machine or folder, and is the
same, byte for byte, whenever the same study is written.
"""

from kodeverk.reports.excel import to_excel
from kodeverk.reports.framework import framework_to_excel
from kodeverk.reports.html import to_html
from kodeverk.reports.study_html import analysis_to_html
from kodeverk.reports.study_word import analysis_to_word
from kodeverk.reports.theory_page import theory_html
from kodeverk.reports.word import to_word

__all__ = [
    "analysis_to_html", "analysis_to_word", "framework_to_excel", "theory_html", "to_excel", "to_html", "to_word",
]  # fmt: skip
