"""Differences between the parties: who tells of each, in which words, and who says they mean little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.coding.notes import proposition
from kodeverk.errors import UnknownName
from kodeverk.messages import _, language, numeral
from kodeverk.model import SUPPORTS, Code, Coding, Evidence, Snapshot, Source
from kodeverk.views import html
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, status
from kodeverk.views.naming import colour_of, families, names, natural, speaking_cases
from kodeverk.views.quotes import Quote, quotes_of, speaker_line

if TYPE_CHECKING:
    import pandas as pd

BRANCH = "partnerskapsmøter-2007:partsulikheter"
LITTLE = "teori-partnerskap-2007:T25"
"""That institutions differ does not hurt the alliance: who supports it says that differences mean little."""

_STATUSES = (SAID, SILENT, NOT_ASKED, UNKNOWN_ASKED)
_FRAME = (
    "difference", "label", "informants", "n", "offices", "silent", "not_asked", "unknown", "documents", "codings",
)  # fmt: skip
_QUOTES = ("difference", "case", "office", "source", "turn", "quote", "coder", "coding_id")


class Difference(NamedTuple):
    """One difference between the parties.

    Attributes
    ----------
    code, label, colour : str
        The code's short name, its label in the language in use, its colour.
    quotes : tuple of Quote
        What is coded with it, in the order said; the case is empty in documents.
    standings : dict of str to int
        How many informants said it, were silent, were not asked, or it is unknown whether they were.
    """

    code: str
    label: str
    colour: str
    quotes: tuple[Quote, ...]
    standings: dict[str, int]

    @property
    def informants(self) -> tuple[str, ...]:
        """Who tells of it."""
        return tuple(sorted({quote.case for quote in self.quotes if quote.case}, key=natural))

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices of those who tell of it."""
        return tuple(sorted({quote.office for quote in self.quotes if quote.case and quote.office}, key=natural))

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents it stands in."""
        return tuple(dict.fromkeys(quote.source for quote in self.quotes if not quote.case))


class PartyDifferences(NamedTuple):
    """Differences between the parties, one row each.

    Attributes
    ----------
    rows : tuple of Difference
        In the codebook's order.
    little : tuple of Quote
        Passages judged to say that differences mean little.
    judged : int
        Pieces of evidence, whichever way, on whether they do; none: nobody has judged it, which is no denial.
    lines : dict of (str or None) to str
        The line that says who speaks, by case id.
    """

    rows: tuple[Difference, ...]
    little: tuple[Quote, ...]
    judged: int
    lines: dict[str | None, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per difference.

        Columns: difference, label, informants (who tells of it, parted by ``; ``), n (of them), offices (theirs, parted
        by ``; ``); silent, not_asked, unknown (whether asked): how many of the other informants; documents (names,
        parted by ``; ``), codings (n, each coder's).
        """
        import pandas as pd

        rows = [
            (one.code, one.label, "; ".join(one.informants), len(one.informants), "; ".join(one.offices),
             *(one.standings.get(how, 0) for how in _STATUSES[1:]), "; ".join(one.documents),
             len({quote.coding_id for quote in one.quotes}))
            for one in self.rows
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(_FRAME))

    @property
    def quotes(self) -> pd.DataFrame:
        """What is said of each difference, one row per coding and informant.

        Columns: difference, case (empty in documents), office, source, turn, quote, coder, coding_id.
        """
        import pandas as pd

        rows = [
            (one.code, q.case, q.office, q.source, q.turn, q.quote, q.coder, q.coding_id)
            for one in self.rows
            for q in one.quotes
        ]
        return pd.DataFrame(rows, columns=list(_QUOTES))

    @property
    def denied_by(self) -> tuple[str, ...]:
        """Who says that differences mean little."""
        return tuple(sorted({quote.case for quote in self.little if quote.case}, key=natural))

    def __repr__(self) -> str:
        told = ", ".join(f"{one.label} {numeral(len(one.informants))}" for one in self.rows)
        return "<" + _("informants by difference: {told}").format(told=told or "–") + ">"

    def _repr_html_(self) -> str:
        columns = [_("difference"), _("informants"), _("n"), _("silent"), _("not asked"), _("unknown"), _("documents")]
        rows = [
            [one.label, ", ".join(one.informants) or "–", len(one.informants),
             *(one.standings.get(how, 0) for how in _STATUSES[1:]), ", ".join(one.documents)]
            for one in self.rows
        ]  # fmt: skip
        nobody = _("nobody") if self.judged else _("nothing is judged")
        denied = html.labelled(_("Say that differences mean little"), ", ".join(self.denied_by) or nobody)
        parts = [html.tag("h3", _("Differences between the parties")), html.table(columns, rows), html.tag("p", denied)]
        quoted = [(one.label, one.quotes, one.colour) for one in self.rows if one.quotes]
        for label, quotes, colour in [*quoted, *([(_("Mean little"), self.little, "")] if self.little else [])]:
            lines = (html.blockquote(q.quote, self._line(q), colour) for q in quotes)
            parts.append(html.details(label, *lines))
        return str(html.block(*parts))

    def _line(self, quote: Quote) -> str:
        place = _("{place}; coded by {coder}").format(place=quote.place, coder=quote.coder)
        return " – ".join(part for part in (self.lines.get(quote.case_id, ""), place) if part)


def party_differences(
    snapshot: Snapshot, codes: Iterable[str] | None = None, *, little: str = LITTLE
) -> PartyDifferences:
    """Return the differences between the parties, with the informants behind each.

    Parameters
    ----------
    snapshot : Snapshot
    codes : iterable of str, optional
        Codes, one a difference, with their children; without it those right below `BRANCH`.
    little : str
        Name of the proposition that differences mean little; who is judged to support it is listed.

    Raises
    ------
    UnknownName
        If the study has no such code or proposition.
    """
    chosen = _branch(snapshot) if codes is None else [snapshot.code(name) for name in codes]
    denying = proposition(snapshot, little)
    rows = tuple(_difference(snapshot, code) for code in chosen)
    table, judged = snapshot.table(Coding), [e for e in snapshot.all(Evidence) if e.proposition == denying.id]
    passages = {one.passage(table) for one in judged if one.stance == SUPPORTS}
    said = tuple(_quotes(snapshot, passages))
    heard = {quote.case_id for quotes in (said, *(one.quotes for one in rows)) for quote in quotes}
    lines = {key: speaker_line(snapshot, key) if key else "" for key in heard}
    return PartyDifferences(rows, said, len(judged), lines)


def _branch(snapshot: Snapshot) -> list[Code]:
    """Return the codes right below `BRANCH`, in order."""
    top, codes = snapshot.code(BRANCH), snapshot.table(Code)
    below = [codes[key] for key in families(snapshot)[top.id]]
    found = [code for code in below if code.parent == top.path]
    if not found:
        raise UnknownName(f"{BRANCH} has no codes below it. Name the differences with codes=.")
    return found


def _difference(snapshot: Snapshot, code: Code) -> Difference:
    below = families(snapshot)[code.id]
    coded = (coding for coding in snapshot.all(Coding) if coding.code_id in below)
    informants = [case for case in speaking_cases(snapshot) if case.kind != "office"]
    standings = Counter(status(snapshot, case.id, below) for case in informants)
    label = code.label.in_language(language()) or code.name
    colour = colour_of(snapshot, code.id)
    return Difference(names(snapshot).code[code.id], label, colour, tuple(_quotes(snapshot, coded)), dict(standings))


def _quotes(snapshot: Snapshot, passages: Iterable[Coding]) -> Sequence[Quote]:
    """Return passages as quotes; of a document, with the office it belongs to."""
    pairs = [(case, passage) for passage in passages for case in snapshot.cases_of(passage) or (None,)]
    sources, offices = snapshot.table(Source), names(snapshot).case
    found = quotes_of(snapshot, pairs, lambda _coding: "", lambda coding: coding.sub_question)
    return [
        quote if quote.case else quote._replace(office=offices.get(sources[quote.source_id].office_id or "", ""))
        for quote in found
    ]
