"""By person: everything one informant, or one office, says, in the order said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.messages import _
from kodeverk.model import Case, Coding, Snapshot, Value
from kodeverk.views import html
from kodeverk.views.asked import SAID, STATUSES, status, status_label
from kodeverk.views.layers import on_top
from kodeverk.views.naming import ancestors, colour_of, members, names
from kodeverk.views.portrait import (
    Alone,
    Contradiction,
    Note,
    Run,
    Talk,
    alone_with,
    contradictions_of,
    notes_on,
    talk_of,
    telling_of,
)
from kodeverk.views.portrait_page import portrait_html
from kodeverk.views.quotes import Quote, frame_from, frame_of, once, quotes_of, speaker_line
from kodeverk.views.removed import marked, told
from kodeverk.views.resolve import main_themes

if TYPE_CHECKING:
    import pandas as pd


class ThemeStatus(NamedTuple):
    """Where a person stands to one theme.

    Attributes
    ----------
    theme : str
        Short name of a category or of a code at the top of its codebook.
    kind : str
        ``category`` or ``code``.
    status : str
        ``said``, ``silent``, ``not asked`` or ``unknown whether asked``.
    codings : int
    """

    theme: str
    kind: str
    status: str
    codings: int


class PersonView(NamedTuple):
    """Everything one case says, and what it does not say.

    Attributes
    ----------
    name : str
        Short name; empty for speech that is bound to nobody.
    quotes : tuple of Quote
        By source and place; the theme of each is the code at the top above its own.
    themes : tuple of ThemeStatus
        Every category and every code at the top.
    values : tuple of Value
        The case's attributes by name, its office's included.
    speakers : dict of (str or None) to str
        The line that says who speaks, by case id.
    colours : dict of str to str
        Colour of each code, by id.
    case_ids : tuple of str
        Ids of the person, or of those who speak in the office; empty for speech that is bound to nobody.
    snapshot : Snapshot
        What the rest of the portrait is made from when it is asked for.
    """

    name: str
    quotes: tuple[Quote, ...]
    themes: tuple[ThemeStatus, ...]
    values: tuple[Value, ...]
    speakers: dict[str | None, str]
    colours: dict[str, str]
    case_ids: tuple[str, ...]
    snapshot: Snapshot

    @property
    def frame(self) -> pd.DataFrame:
        """One row per coding and informant, in the order said.

        Columns: theme (code at the top), sub_question, case, office, source, source_id, start, end
        (code points), quote, code, code_id, coder, coding_id.
        """
        return frame_of(self.quotes)

    @property
    def status(self) -> pd.DataFrame:
        """One row per category and code at the top. Columns: theme, kind, status, codings (a count)."""
        import pandas as pd

        return pd.DataFrame(list(self.themes), columns=list(ThemeStatus._fields))

    @property
    def attributes(self) -> pd.DataFrame:
        """One row per attribute. Columns: attribute, value (None unless known), state, read_from."""
        import pandas as pd

        columns = ["attribute", "value", "state", "read_from"]
        rows = [(v.attribute, v.value, v.state, v.read_from) for v in self.values]
        return pd.DataFrame(rows, columns=columns, dtype=object)

    @property
    def talk(self) -> pd.DataFrame:
        """One row per interview, and a last one (source empty) for all interviews of the study together.

        Columns: source, words, others, interviewer (words said by the person, other informants, interviewers), share
        (0-1 of every word), share_of_informants (0-1 of what informants say).
        """
        return frame_from(Talk, talk_of(self.snapshot, self.case_ids))

    @property
    def telling(self) -> pd.DataFrame:
        """The codes in the order told, one row for what stands in a row under one code.

        Columns: case, source, segment, start (code points), code, codings (a count).
        """
        return frame_from(Run, telling_of(self.quotes))

    @property
    def memos(self) -> pd.DataFrame:
        """Memos on the person as a whole, then on her sources, on turns in them and on her codings.

        Columns: on, about, text, coder, made.
        """
        return frame_from(Note, notes_on(self.snapshot, self.case_ids, self.quotes))

    @property
    def contradictions(self) -> pd.DataFrame:
        """Judged passages of a person who speaks both for and against one proposition, in different passages.

        Columns: proposition, statement, case, stance, quote, source, segment, coder, note, evidence_id.
        """
        return frame_from(Contradiction, contradictions_of(self.snapshot, self.case_ids))

    @property
    def alone(self) -> pd.DataFrame:
        """Codes that nobody else who speaks has; and where the others stand to each.

        Columns: code, codings, silent, not_asked, unknown_asked (how many of the others).
        """
        return frame_from(Alone, alone_with(self.snapshot, self.case_ids))

    def __repr__(self) -> str:
        said = [t for t in self.themes if t.status == SAID]
        themes = _("{n} of {all} themes").format(n=len(said), all=len(self.themes))
        codings = _("codings: {n}").format(n=len({q.coding_id for q in self.quotes}))
        ids = [quote.coding_id for quote in self.quotes]
        codings = marked(marked(codings, told(self.snapshot, ids)), on_top(self.snapshot, ids))
        return f"<{self.name or _('without case')}: {codings}; {themes}>"

    def _repr_html_(self) -> str:
        parts: list[object] = [html.tag("h3", self.name or _("without case")), *portrait_html(self)]
        for q in once(self.quotes):
            colour = self.colours[q.code_id]
            line = (self.speakers[q.case_id], f" – {q.place} – ", html.chip(q.code, colour), f" ({q.coder})")
            parts.append(html.blockquote(q.quote, html.together(line), colour))
        if not self.quotes:
            parts.append(html.tag("p", _("Nothing is coded here.")))
        missing = {one: [t.theme for t in self.themes if t.status == one] for one in STATUSES[1:]}
        lines = [html.labelled(status_label(one), ", ".join(found)) for one, found in missing.items() if found]
        if lines:
            parts += [html.tag("h4", _("What is not said")), html.items(lines)]
        if decided := on_top(self.snapshot, (quote.coding_id for quote in self.quotes)):
            parts.append(html.tag("p", decided, style=html.SMALL))
        return str(html.block(*parts))


def by_person(snapshot: Snapshot, name: str | None) -> PersonView:
    """Return the portrait of a person: everything said, in the order said, what is not said, and the person besides.

    Parameters
    ----------
    snapshot : Snapshot
    name : str or None
        An informant, or an office for all its informants; None for speech that is bound to nobody.

    Returns
    -------
    PersonView

    Raises
    ------
    UnknownName, AmbiguousName
    """
    case = None if name is None else snapshot.case(name)
    by_case = snapshot.codings_by_case()
    ids: list[str | None] = [None] if case is None else [member.id for member in members(snapshot, case)]
    pairs = [(case_id, coding) for case_id in ids for coding in by_case.get(case_id, ())]
    top = _tops(snapshot, (coding for _case, coding in pairs))
    quotes = quotes_of(snapshot, pairs, lambda c: top[c.code_id], lambda c: c.sub_question)
    return PersonView(
        name="" if case is None else case.name,
        quotes=tuple(quotes),
        themes=() if case is None else tuple(_theme_statuses(snapshot, case, [c for _case, c in pairs])),
        values=() if case is None else tuple(v for _name, v in sorted(snapshot.values(case.id).items())),
        speakers={case_id: speaker_line(snapshot, case_id) for case_id in ids},
        colours={code: colour_of(snapshot, code) for code in top},
        case_ids=tuple(case_id for case_id in ids if case_id is not None),
        snapshot=snapshot,
    )


def _tops(snapshot: Snapshot, codings: Iterable[Coding]) -> dict[str, str]:
    codes = dict.fromkeys(coding.code_id for coding in codings)
    return {code: names(snapshot).code[[code, *ancestors(snapshot, code)][-1]] for code in codes}


def _theme_statuses(snapshot: Snapshot, case: Case, codings: list[Coding]) -> list[ThemeStatus]:
    found = []
    for theme in main_themes(snapshot):
        codes = set(theme.codes)
        count = len({c.id for c in codings if c.code_id in codes})
        found.append(ThemeStatus(theme.name, theme.kind, status(snapshot, case.id, theme.codes), count))
    return found
