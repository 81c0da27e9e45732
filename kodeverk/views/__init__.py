"""The reading room: by theme, by person, matrices, plain tables, and smaller studies to look at.

Every function looks at a snapshot and changes nothing.
"""

from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, STATUSES, UNKNOWN_ASKED, Standing, status
from kodeverk.views.conditions import cases_where, condition_codes, passages_where, standings_where
from kodeverk.views.matrix import Matrix, matrix
from kodeverk.views.person import PersonView, by_person
from kodeverk.views.quotes import NOT_PLACED, Quote, speaker_line
from kodeverk.views.resolve import CodedTheme, resolve_theme
from kodeverk.views.select import select
from kodeverk.views.tables import TABLES, table
from kodeverk.views.theme import ThemeView, by_theme

__all__ = [
    "NOT_ASKED", "NOT_PLACED", "SAID", "SILENT", "STATUSES", "TABLES", "UNKNOWN_ASKED", "CodedTheme", "Matrix",
    "PersonView", "Quote", "Standing", "ThemeView", "by_person", "by_theme", "cases_where", "condition_codes",
    "matrix", "passages_where", "resolve_theme", "select", "speaker_line", "standings_where", "status", "table",
]  # fmt: skip
