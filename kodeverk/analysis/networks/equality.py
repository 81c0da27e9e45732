"""The equality checklist: how each expression of equality stands at each office, by what was judged of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.theory.concerns import applies, concerned
from kodeverk.analysis.theory.findings import Judged
from kodeverk.analysis.theory.showing import evidence_html, standing_label
from kodeverk.analysis.theory.verdict import NOT_JUDGED, TAKEN
from kodeverk.coding.notes import proposition
from kodeverk.messages import _, _n, language
from kodeverk.model import (
    CONTRADICTS,
    ILLUSTRATES,
    NOT_APPLICABLE,
    NUANCES,
    SUPPORTS,
    Case,
    Proposition,
    Snapshot,
    Source,
)
from kodeverk.views import html
from kodeverk.views.asked import SAID, in_all, status
from kodeverk.views.judging import MIXED, Judgement, judgements, stance_of
from kodeverk.views.naming import members, names
from kodeverk.views.quotes import quotes_of, speaker_line

if TYPE_CHECKING:
    import pandas as pd

EQUALITY = tuple(f"teori-partnerskap-2007:T70.{number}" for number in range(1, 8))
"""The seven expressions of equality and ownership of Thorsen & Nyhuus 2007."""

FLAGS = TAKEN
"""What counts as a flag: somebody at the office says something that was judged, whichever way."""

STOOD = (SUPPORTS, CONTRADICTS, MIXED, NUANCES)
"""How an office can stand by a flag that is counted by itself."""

_STANCES = (SUPPORTS, CONTRADICTS, NUANCES, ILLUSTRATES)
_FRAME = ("office", "expression", "statement", "status", *_STANCES, "quotes")
_COUNTS = ("office", "flags", "expressions", "supports", "contradicts", "mixed", "nuances")


class Flag(NamedTuple):
    """One expression at one office.

    Attributes
    ----------
    office, expression, statement : str
        Names, and the proposition in the language in use.
    status : str
        Where the office stands: ``supports``, ``contradicts``, ``mixed``, ``nuances``, ``disputed``, ``illustrates``,
        ``silent``, ``not asked``, ``unknown whether asked``, ``not judged`` or ``not applicable``.
    evidence : tuple of Judged
        With quotes, in the order said.
    """

    office: str
    expression: str
    statement: str
    status: str
    evidence: tuple[Judged, ...]

    def pieces(self, stance: str) -> int:
        """Return how many pieces of evidence have a stance."""
        return sum(one.stance == stance for one in self.evidence)


class EqualityChecklist(NamedTuple):
    """Expressions of equality by office.

    Attributes
    ----------
    flags : tuple of Flag
        By office, then expression.
    speakers : dict of (str or None) to str
        The line that says who speaks, by case id.
    """

    flags: tuple[Flag, ...]
    speakers: dict[str | None, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per office and expression.

        Columns: office, expression, statement, status (see `Flag`), supports, contradicts, nuances, illustrates
        (pieces of evidence, n), quotes (one a line).
        """
        import pandas as pd

        rows = [
            (*one[:4], *(one.pieces(stance) for stance in _STANCES), "\n".join(e.quote.quote for e in one.evidence))
            for one in self.flags
        ]
        return pd.DataFrame(rows, columns=list(_FRAME))

    @property
    def counts(self) -> pd.DataFrame:
        """One row per office.

        Columns: office, flags (expressions of which something was judged, whichever way), expressions (of how many);
        of these flags: supports, contradicts, mixed, nuances.
        """
        import pandas as pd

        rows = []
        for office in dict.fromkeys(one.office for one in self.flags):
            found = [one.status for one in self.flags if one.office == office]
            stood = [found.count(how) for how in STOOD]
            rows.append((office, sum(how in FLAGS for how in found), len(found), *stood))
        return pd.DataFrame(rows, columns=list(_COUNTS))

    @property
    def rule(self) -> str:
        """How an office stands, in words, in the language in use."""
        return _(
            "An office stands as its leaders and its documents do together, by what was judged: both ways where "
            "evidence goes both ways; what coders judge oppositely of one passage counts neither way. Without "
            "evidence: not judged where something is coded under the expression's codes; else silent, not asked, or "
            "unknown whether asked. A flag: something was judged, whichever way; an illustration is none."
        )

    def sums(self, offices: Sequence[str]) -> list[list[str]]:
        """Return the last rows of the table: how many flags, and of them each way, with the label of each row first."""
        counts = {office: numbers for office, *numbers in self.counts.itertuples(index=False)}
        rows = [[_("flags"), *(f"{counts[office][0]}/{counts[office][1]}" for office in offices)]]
        for place, how in enumerate(STOOD, 2):
            label = _("of them: {standing}").format(standing=standing_label(how))
            rows.append([label, *(str(counts[office][place]) for office in offices)])
        return rows

    def __repr__(self) -> str:
        told = []
        for office, flags, expressions, *stood in self.counts.itertuples(index=False):
            how = (f"{standing_label(how)} {n}" for how, n in zip(STOOD, stood, strict=True) if n)
            told.append(f"{office} {flags}/{expressions}" + (f" ({', '.join(words)})" if (words := list(how)) else ""))
        return f"<{'; '.join(told) or _('no offices')}>"

    def _repr_html_(self) -> str:
        offices = list(dict.fromkeys(one.office for one in self.flags))
        cells = {(one.expression, one.office): one for one in self.flags}
        expressions = {one.expression: one.statement for one in self.flags}
        rows: list[list[object]] = [
            [f"{name} {statement}", *(standing_label(cells[name, office].status) for office in offices)]
            for name, statement in expressions.items()
        ]
        rows += [[html.tag("b", label), *cells] for label, *cells in self.sums(offices)]
        parts = [html.tag("h3", _("Equality")), html.table([_("expression"), *offices], rows)]
        for office in offices:
            own = [one for one in self.flags if one.office == office and one.evidence]
            quotes = _n("{count} expression", "{count} expressions", len(own)).format(count=len(own))
            parts.append(html.details(f"{office}: {quotes}", *(part for one in own for part in self._of(one))))
        return str(html.block(*parts, html.tag("p", self.rule, style=html.SMALL)))

    def _of(self, flag: Flag) -> Iterable[object]:
        yield html.tag("p", html.labelled(flag.expression, standing_label(flag.status)))
        for one in flag.evidence:
            yield evidence_html(one, self.speakers.get(one.quote.case_id, ""))


def equality_checklist(snapshot: Snapshot, propositions: Sequence[str] = EQUALITY) -> EqualityChecklist:
    """Return how each office stands to each expression of equality, by judged evidence.

    Parameters
    ----------
    snapshot : Snapshot
    propositions : sequence of str
        Names of propositions, ``theory:name`` or the name where unique.

    Raises
    ------
    UnknownName
        If the study has no such proposition.
    """
    chosen = [proposition(snapshot, name) for name in propositions]
    known, cases = names(snapshot), snapshot.table(Case)
    offices = [cases[key] for key in known.case if cases[key].kind == "office"]
    flags = tuple(_flag(snapshot, office, one) for office in offices for one in chosen)
    said_by = {judged.quote.case_id for flag in flags for judged in flag.evidence}
    return EqualityChecklist(flags, {key: speaker_line(snapshot, key) if key else "" for key in said_by})


def _flag(snapshot: Snapshot, office: Case, expression: Proposition) -> Flag:
    own = _judged(snapshot, office, expression)
    evidence = []
    for case_id, one in own:
        (quote,) = quotes_of(snapshot, [(case_id, one.passage)], lambda _c: "", lambda coding: coding.sub_question)
        evidence.append(Judged(one.evidence.stance, one.evidence.coder, one.evidence.note, quote))
    found = stance_of({one.evidence.id: one for _case, one in own}.values()) if own else _without(
        snapshot, office, expression
    )  # fmt: skip
    evidence.sort(key=lambda one: (one.quote.source, one.quote.start, one.quote.end, one.coder))
    name, statement = names(snapshot).proposition[expression.id], expression.statement.in_language(language())
    return Flag(office.name, name, statement, found, tuple(evidence))


def _judged(snapshot: Snapshot, office: Case, expression: Proposition) -> list[tuple[str | None, Judgement]]:
    """Return what was judged of what an office's people say, and of its documents."""
    found, sources = judgements(snapshot), snapshot.table(Source)
    people = dict.fromkeys([*(case.id for case in members(snapshot, office)), office.id])
    own = [(case_id, one) for case_id in people for one in found.get((expression.id, case_id), ())]
    unbound = found.get((expression.id, None), ())
    return own + [(None, one) for one in unbound if sources[one.passage.source_id].office_id == office.id]


def _without(snapshot: Snapshot, office: Case, expression: Proposition) -> str:
    """Return where an office stands of which nothing was judged."""
    holds, _unread = applies(snapshot, expression)
    codes = concerned(snapshot, expression).codes
    people = members(snapshot, office)
    found = [
        NOT_APPLICABLE if holds.get(case.id, True) is False else status(snapshot, case.id, codes) for case in people
    ]
    together = in_all(found)
    return NOT_JUDGED if together == SAID else together
