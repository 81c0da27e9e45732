"""By theme: all persons under one code, category or sub-question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.messages import _, language
from kodeverk.model import Snapshot
from kodeverk.views import html
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, STATUSES, UNKNOWN_ASKED, Standing, standings, status_label
from kodeverk.views.history import Alteration, history_of
from kodeverk.views.layers import on_top
from kodeverk.views.naming import names, speaking_cases
from kodeverk.views.quotes import NOT_PLACED, Quote, frame_from, frame_of, once, speaker_line
from kodeverk.views.removed import marked, told
from kodeverk.views.resolve import CodedTheme, only_pairs_under, quotes_under, resolve_theme
from kodeverk.views.theme_page import theme_html
from kodeverk.views.voices import (
    Beside,
    Contrast,
    Step,
    Voice,
    beside,
    contrasts_of,
    development_of,
    voices_of,
)

if TYPE_CHECKING:
    import pandas as pd


class ThemeView(NamedTuple):
    """All persons under one theme, with those who say nothing of it.

    Attributes
    ----------
    theme : CodedTheme
    quotes : tuple of Quote
        By sub-question, case, and in the order said.
    standings : tuple of Standing
        Where each case stands: said, silent, not asked, unknown whether asked.
    speakers : dict of (str or None) to str
        The line that says who speaks, by case id.
    snapshot : Snapshot
        What the rest is made from when it is asked for: history, voices, contrasts, beside, development.
    """

    theme: CodedTheme
    quotes: tuple[Quote, ...]
    standings: tuple[Standing, ...]
    speakers: dict[str | None, str]
    snapshot: Snapshot

    @property
    def frame(self) -> pd.DataFrame:
        """One row per coding and case it belongs to.

        Columns: theme, sub_question, case, office, source, source_id, start, end (code points),
        quote, code, code_id, coder, coding_id.
        """
        return frame_of(self.quotes)

    @property
    def status(self) -> pd.DataFrame:
        """One row per case. Columns: case, office, status, codings (a count)."""
        import pandas as pd

        return pd.DataFrame([s[:4] for s in self.standings], columns=["case", "office", "status", "codings"])

    @property
    def history(self) -> pd.DataFrame:
        """One row per change of the theme's definition, or that of a code under it, oldest first.

        Columns: at, who, of, field, language, before, after, verb, why, seq.
        """
        return frame_from(Alteration, history_of(self.snapshot, self.theme))

    @property
    def voices(self) -> pd.DataFrame:
        """One row per case that says something. Columns: case, office, codings, words (coded words, counted once)."""
        return frame_from(Voice, voices_of(self.snapshot, self.quotes))

    @property
    def contrasts(self) -> pd.DataFrame:
        """One row per value of every attribute with two to four values; counts of cases, no test.

        Columns: attribute, value, cases, said, silent, not_asked, unknown_asked.
        """
        return frame_from(Contrast, contrasts_of(self.snapshot, self.standings))

    @property
    def beside(self) -> pd.DataFrame:
        """One row per code whose codings overlap, or share a turn with, one under the theme by the same coder.

        Columns: code, overlapping_cases, overlapping_codings, turn_cases, turn_codings (counts).
        """
        return frame_from(Beside, beside(self.snapshot, self.theme.codes, self.quotes))

    def development(self, by: str | None = None) -> pd.DataFrame:
        """Return one row per interview: what it adds to the theme.

        Columns: source, cases, order, codings, codes, new (counts), new_codes.

        Parameters
        ----------
        by : str, optional
            Attribute of cases to order the interviews by, such as their date; without it, their names.
        """
        return frame_from(Step, development_of(self.snapshot, self.quotes, by))

    def cases(self, status: str) -> list[str]:
        """Return the names of the cases with a status."""
        return [s.case for s in self.standings if s.status == status]

    def __repr__(self) -> str:
        said = _("{n} of {all} cases").format(n=len(self.cases(SAID)), all=len(self.standings))
        codings = _("codings: {n}").format(n=len({q.coding_id for q in self.quotes}))
        codings = marked(marked(codings, told(self.snapshot, (q.coding_id for q in self.quotes))), self._decided)
        others = [f"{status_label(s)}: {', '.join(self.cases(s))}" for s in STATUSES[1:] if self.cases(s)]
        return f"<{self.theme.name}: {'; '.join([said, codings, *others])}>"

    def _repr_html_(self) -> str:
        written = language()
        about = [
            (_("Definition"), self.theme.definition),
            (_("Use when"), self.theme.include),
            (_("Do not use when"), self.theme.exclude),
        ]
        texts = [html.tag("p", html.labelled(what, w.in_language(written))) for what, w in about if w]
        heading = html.tag("h3", self.theme.heading, " ", html.chip(self.theme.name, self.theme.colour))
        decided = [html.tag("p", self._decided, style=html.SMALL)] if self._decided else []
        shown = (*texts, *self._said(), _others(self.standings), *decided, *theme_html(self))
        return str(html.block(heading, *shown))

    @property
    def _decided(self) -> str:
        """How many of the codings were decided between coders, and are counted on top of theirs; empty for none."""
        return on_top(self.snapshot, (quote.coding_id for quote in self.quotes))

    def _said(self) -> list[Markup]:
        questions = [(q.id, f"{q.id} {q.text.in_language(language())}") for q in self.theme.sub_questions]
        parts: list[Markup] = []
        for key, title in [*questions, (NOT_PLACED, _("Not placed")), ("", "")]:
            found = [quote for quote in self.quotes if quote.sub_question == key]
            if found and title:
                parts.append(html.tag("h4", title))
            parts += by_speaker(found, self.speakers, self.theme.colour)
        return parts or [html.tag("p", _("Nothing is coded under this theme."))]


def by_speaker(quotes: Iterable[Quote], speakers: dict[str | None, str], colour: str = "") -> list[Markup]:
    """Return quotes as block quotes, each with the line that says who speaks, where, code and coders."""
    return [
        html.blockquote(q.quote, f"{speakers[q.case_id]} – {q.place} – {q.code} ({q.coder})", colour)
        for q in once(quotes)
    ]


def _others(found: Iterable[Standing]) -> Markup:
    standing = list(found)
    silent = [(s, [one.case for one in standing if one.status == s]) for s in (SILENT, NOT_ASKED, UNKNOWN_ASKED)]
    lines = [html.labelled(status_label(s), ", ".join(cases)) for s, cases in silent if cases]
    said = _("{n} of {all} cases say something.").format(
        n=sum(one.status == SAID for one in standing), all=len(standing)
    )
    return html.together([html.tag("p", said), html.items(lines) if lines else ""])


def by_theme(snapshot: Snapshot, name: str) -> ThemeView:
    """Return all persons under a code (with its children), a category or a sub-question.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        As `resolve_theme` accepts it.

    Returns
    -------
    ThemeView

    Raises
    ------
    UnknownName, AmbiguousName
    """
    theme = resolve_theme(snapshot, name)
    pairs = only_pairs_under(snapshot, theme)
    quotes = quotes_under(snapshot, theme, pairs)
    places = [question.id for question in theme.sub_questions] + [NOT_PLACED, ""]
    case_rank: dict[str | None, int] = {key: place for place, key in enumerate(names(snapshot).case)}
    quotes.sort(key=lambda q: (places.index(q.sub_question), case_rank.get(q.case_id, len(case_rank))))
    speakers = {case: speaker_line(snapshot, case) for case in dict.fromkeys(q.case_id for q in quotes)}
    found = standings(snapshot, speaking_cases(snapshot), theme.codes, pairs)
    return ThemeView(theme, tuple(quotes), tuple(found), speakers, snapshot)
