"""What guide coverage returns: questions by case, codes with and without a question, interviews with their guide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.messages import _
from kodeverk.model import Guide
from kodeverk.views import html
from kodeverk.views.asked import NOT_ASKED, UNKNOWN_ASKED

if TYPE_CHECKING:
    import pandas as pd

ASKED = "asked"
STATUSES = (ASKED, NOT_ASKED, UNKNOWN_ASKED)
"""Asked, not asked, and unknown whether asked: never merged."""

_ASKED = ("guide", "theme", "question", "text", "case", "office", "status", "turns", "words")
_CODES = ("code", "codebook", "fed_by", "questions", "codings", "cases", "first", "emergent")
_THEMES = ("guide", "theme", "title", "questions", "feeds", "unclear")
_HELD = ("source", "cases", "guide", "version", "asked", "questions", "unjudged")


class QuestionAsked(NamedTuple):
    """Whether one case was asked one question.

    Attributes
    ----------
    guide, theme, question, text : str
        Ids, and the question's text in the language in use.
    case, office : str
    status : str
        One of `STATUSES`.
    turns : tuple of str
        Where it was asked, ``<source>:<turn>``.
    words : int or None
        Number of words in her answer; None where she was not asked or nobody knows.
    """

    guide: str
    theme: str
    question: str
    text: str
    case: str
    office: str
    status: str
    turns: tuple[str, ...]
    words: int | None


class CodeFed(NamedTuple):
    """What gives material to a code, and what it got.

    Attributes
    ----------
    code, codebook : str
    fed_by : tuple of str
        Guide themes that feed it, or a code above or below it, ``<guide>:<theme>``.
    questions : int
        Number of questions in these themes.
    codings, cases : int
        How many codings it has, and in how many cases' speech.
    first : str
        The first interview it was used in; empty where it was used in none.
    """

    code: str
    codebook: str
    fed_by: tuple[str, ...]
    questions: int
    codings: int
    cases: int
    first: str

    @property
    def emergent(self) -> bool:
        """Whether it is used though no theme of the guide feeds it."""
        return bool(self.codings and not self.fed_by)


class ThemeFeeds(NamedTuple):
    """What a theme of a guide gives material to.

    Attributes
    ----------
    guide, theme, title : str
    questions : tuple of str
        Ids.
    feeds : tuple of str
        Short names of the codes it names; empty where it feeds none.
    unclear : tuple of str
        Names that fit no code of the study, or several.
    """

    guide: str
    theme: str
    title: str
    questions: tuple[str, ...]
    feeds: tuple[str, ...]
    unclear: tuple[str, ...]


class InterviewHeld(NamedTuple):
    """How much of one guide was asked in one interview.

    Attributes
    ----------
    source : str
    cases : tuple of str
        Who speaks in it.
    guide, version : str
    asked, questions : int
        How many of the guide's questions were asked, of how many.
    unjudged : int
        Interviewer turns nobody has judged.
    """

    source: str
    cases: tuple[str, ...]
    guide: str
    version: str
    asked: int
    questions: int
    unjudged: int


class GuideCoverage(NamedTuple):
    """Who was asked what, and which codes came with and without a question.

    Attributes
    ----------
    guides : tuple of Guide
    asked : tuple of QuestionAsked
        By guide, question and case.
    fed : tuple of CodeFed
        In the codebooks' order.
    parts : tuple of ThemeFeeds
    held : tuple of InterviewHeld
        By interview, in the order held, and guide.
    """

    guides: tuple[Guide, ...]
    asked: tuple[QuestionAsked, ...]
    fed: tuple[CodeFed, ...]
    parts: tuple[ThemeFeeds, ...]
    held: tuple[InterviewHeld, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per question and case.

        Columns: guide, theme, question, text, case, office, status (``asked``, ``not asked``, ``unknown whether
        asked``), turns (parted by ``; ``), words (of the answer; missing where she was not asked).
        """
        rows = [(*one[:7], "; ".join(one.turns), one.words) for one in self.asked]
        return _frame(rows, _ASKED).astype({"words": "Int64"})

    @property
    def codes(self) -> pd.DataFrame:
        """One row per code.

        Columns: code, codebook, fed_by (guide themes, parted by ``; ``; empty: no question), questions, codings, cases
        (counts), first (interview), emergent (bool).
        """
        rows = [(*one[:2], "; ".join(one.fed_by), *one[3:], one.emergent) for one in self.fed]
        return _frame(rows, _CODES)

    @property
    def themes(self) -> pd.DataFrame:
        """One row per theme of the guide.

        Columns: guide, theme, title, questions, feeds, unclear (each parted by ``; ``).
        """
        return _frame([(*one[:3], *("; ".join(part) for part in one[3:])) for one in self.parts], _THEMES)

    @property
    def interviews(self) -> pd.DataFrame:
        """One row per interview and guide.

        Columns: source, cases (parted by ``; ``), guide, version, asked, questions (how many, of how many), unjudged
        (interviewer turns).
        """
        return _frame([(one.source, "; ".join(one.cases), *one[2:]) for one in self.held], _HELD)

    @property
    def emergent(self) -> list[str]:
        """Codes that are used though no theme of the guide feeds them."""
        return [one.code for one in self.fed if one.emergent]

    @property
    def unused(self) -> list[str]:
        """Codes a theme of the guide feeds that nobody has used."""
        return [one.code for one in self.fed if one.fed_by and not one.codings]

    def __repr__(self) -> str:
        count = {status: sum(one.status == status for one in self.asked) for status in STATUSES}
        told = _("asked: {asked}, not asked: {not_asked}, unknown whether asked: {unknown}; emergent codes: {emergent}")
        guides = ", ".join(guide.id for guide in self.guides)
        said = told.format(
            asked=count[ASKED], not_asked=count[NOT_ASKED], unknown=count[UNKNOWN_ASKED], emergent=len(self.emergent)
        )
        return f"<{guides}: {said}>"

    def _repr_html_(self) -> str:
        return str(html.block(*(part for guide in self.guides for part in self._of(guide)), *self._of_codes()))

    def _of(self, guide: Guide) -> list[Markup]:
        """Return the table of a guide's questions by case: words answered, not asked, or unknown."""
        own = [one for one in self.asked if one.guide == guide.id]
        cases = list(dict.fromkeys(one.case for one in own))
        cells = {(one.question, one.case): one for one in own}
        texts = {one.question: one.text for one in own}
        rows = [[question, text, *(_cell(cells[question, case]) for case in cases)] for question, text in texts.items()]
        held = [one for one in self.held if one.guide == guide.id]
        asked = _("{asked} of {questions} asked")
        heard = (f"{one.source}: {asked.format(asked=one.asked, questions=one.questions)}" for one in held)
        explained = _("Number: words in the answer. –: not asked. ?: nobody knows whether she was asked.")
        return [
            html.tag("h3", f"{guide.id} {guide.version}"),
            html.table([_("question"), "", *cases], rows),
            html.tag("p", explained, style=html.SMALL),
            html.tag("p", "; ".join(heard), style=html.SMALL),
        ]

    def _of_codes(self) -> list[Markup]:
        emergent = (f"{one.code} ({one.first}: {one.codings})" for one in self.fed if one.emergent)
        without = (one.code for one in self.fed if not one.fed_by and not one.codings)
        empty = (f"{one.theme} {one.title}" for one in self.parts if not one.feeds)
        lines = [
            (_("Emergent: used, and asked for by no question (first interview: codings)"), emergent),
            (_("Neither asked for nor used"), without),
            (_("Asked for and never used"), self.unused),
            (_("Themes that feed no code"), empty),
        ]
        return [html.tag("p", html.labelled(label, ", ".join(found) or "–")) for label, found in lines]


def _cell(one: QuestionAsked) -> str:
    return {ASKED: str(one.words), NOT_ASKED: "–", UNKNOWN_ASKED: "?"}[one.status]


def _frame(rows: Iterable[tuple[object, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))
