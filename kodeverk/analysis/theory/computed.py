"""What the rules of a theory compute for each case, beside what people judged and never for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.analysis.theory.concerns import applies
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import _, _n, language
from kodeverk.model import (
    CONTRADICTS,
    ILLUSTRATES,
    NOT_APPLICABLE,
    NUANCES,
    SUPPORTS,
    Case,
    Coding,
    Proposition,
    Snapshot,
    Theory,
)
from kodeverk.model.names import unknown
from kodeverk.views import html
from kodeverk.views.asked import SAID, SILENT
from kodeverk.views.conditions import passages_where, standings_where
from kodeverk.views.judging import DISPUTED, MIXED, Judgement, judgements, stance_of
from kodeverk.views.naming import names, speaking_cases
from kodeverk.views.quotes import COLUMNS, Quote, quotes_of

if TYPE_CHECKING:
    import pandas as pd

BOTH, NONE, NOT_KNOWN = "both", "none", "not known"
_RULED = (SUPPORTS, CONTRADICTS, NUANCES)


class Passage(NamedTuple):
    """A coding that makes a rule hold for a case: the stance of the rule, and the words."""

    stance: str
    quote: Quote


class Computed(NamedTuple):
    """What the rules of one proposition compute for one case.

    Attributes
    ----------
    proposition, case, office : str
        Short names.
    computed : str
        ``supports``, ``contradicts``, ``nuances``, ``both`` (for and against), ``none`` (no rule holds),
        ``not known`` (none holds that is known to, and one is not known: the case was not asked, or an
        attribute is not known) or ``not applicable`` (the proposition is not, or no rule holds and one asks for an
        attribute that is not applicable to the case).
    judged : str
        The stance of the evidence people judged in the case's speech, ``mixed`` for both, ``disputed`` where coders
        judge one passage oppositely; empty for none.
    agrees : bool or None
        Whether the two say the same; None where either says nothing.
    passages : tuple of Passage
        The codings that make the rules hold; none where they hold by attributes or by silence alone.
    case_id : str
    """

    proposition: str
    case: str
    office: str
    computed: str
    judged: str
    agrees: bool | None
    passages: tuple[Passage, ...]
    case_id: str


class ComputedRules(NamedTuple):
    """The rules of a theory, computed for every case that speaks; what was judged stands beside it.

    Attributes
    ----------
    rows : tuple of Computed
        By proposition and case, for the propositions that have rules.
    propositions : dict of str to Proposition
        Those, by short name.
    notes : dict of str to list of str
        By short name, the rules that could not be computed.
    """

    rows: tuple[Computed, ...]
    propositions: Mapping[str, Proposition]
    notes: Mapping[str, list[str]]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per proposition with rules and case.

        Columns: proposition, case, office, computed, judged, agrees (True, False or None), passages (where the
        codings stand that make the rules hold, as text).
        """
        import pandas as pd

        rows = [(*row[:6], "; ".join(dict.fromkeys(p.quote.place for p in row.passages))) for row in self.rows]
        columns = ["proposition", "case", "office", "computed", "judged", "agrees", "passages"]
        return pd.DataFrame(rows, columns=columns).astype({"agrees": object})

    @property
    def passages(self) -> pd.DataFrame:
        """One row per coding that makes a rule hold for a case.

        Columns: proposition, stance (of the rule), and those of every frame of quotes from ``case`` on.
        """
        import pandas as pd

        first = COLUMNS.index("case")
        rows = [(row.proposition, p.stance, *p.quote[first : len(COLUMNS)]) for row in self.rows for p in row.passages]
        return pd.DataFrame(rows, columns=["proposition", "stance", *COLUMNS[first:]])

    def of(self, proposition: str) -> list[Computed]:
        """Return the rows of one proposition, by short name."""
        return [row for row in self.rows if row.proposition == proposition]

    def __repr__(self) -> str:
        count = len(self.propositions)
        told = _n("{count} proposition with rules", "{count} propositions with rules", count).format(count=count)
        both = [row for row in self.rows if row.agrees is not None]
        agree = _("computed and judged agree for {n} of {all} pairs of proposition and case").format(
            n=sum(bool(row.agrees) for row in both), all=len(both)
        )
        return f"<{told}; {agree}>"

    def _repr_html_(self) -> str:
        apart = _("What rules compute stands beside what people judged. It is no evidence and changes no verdict.")
        return str(html.block(html.tag("p", apart), *(self._shown(name) for name in self.propositions)))

    def _shown(self, name: str) -> Markup:
        proposition = self.propositions[name]
        rules = [html.labelled(computed_label(s), html.tag("code", rule)) for s, rule in proposition.rules.items()]
        columns = [_("Case"), _("Office"), _("Computed"), _("Judged"), _("Passages")]
        rows = [
            [row.case, row.office, computed_label(row.computed), computed_label(row.judged), _quotes(row)]
            for row in self.of(name)
        ]
        title = html.tag("h4", name, " ", proposition.statement.in_language(language()))
        return html.together([title, html.items([*rules, *self.notes.get(name, ())]), html.table(columns, rows)])


def _quotes(row: Computed) -> Markup | str:
    if not row.passages:
        return ""
    said = [html.blockquote(p.quote.quote, f"{p.quote.place} – {p.quote.code} ({p.quote.coder})") for p in row.passages]
    return html.details(str(len(said)), *said)


def computed_label(stance: str) -> str:
    """Return what is computed or judged of a case, in the language in use."""
    labels = {
        SUPPORTS: _("supports"),
        CONTRADICTS: _("contradicts"),
        NUANCES: _("nuances"),
        ILLUSTRATES: _("illustrates"),
        BOTH: _("speaks both ways"),
        MIXED: _("speaks both ways"),
        DISPUTED: _("disputed between coders"),
        NONE: _("no rule holds"),
        NOT_KNOWN: _("not known"),
        NOT_APPLICABLE: _("not applicable"),
    }
    return labels.get(stance, stance)


def computed(snapshot: Snapshot, theory: str | None = None) -> ComputedRules:
    """Return what the rules of each proposition compute for each case that speaks, with the passages.

    A rule that names what the study does not have is not known for any case, and a note says so.

    Parameters
    ----------
    snapshot : Snapshot
    theory : str, optional
        Id of one theory; otherwise all.

    Returns
    -------
    ComputedRules

    Raises
    ------
    UnknownName
        If there is no such theory.
    """
    known = names(snapshot).proposition
    ruled = {
        known[proposition.id]: proposition for proposition in propositions_of(snapshot, theory) if proposition.rules
    }
    notes: dict[str, list[str]] = {}
    rows: list[Computed] = []
    for name, proposition in ruled.items():
        standings, found, notes[name] = _of_rules(snapshot, proposition)
        holds, unread = applies(snapshot, proposition)
        notes[name] += unread
        for case in speaking_cases(snapshot):
            stance = _outcome([standing.get(case.id, "") for standing in standings], holds.get(case.id, True))
            evidence = judgements(snapshot).get((proposition.id, case.id), [])
            rows.append(_row(snapshot, name, case, stance, evidence, found.get(case.id, [])))
    return ComputedRules(tuple(rows), ruled, notes)


def propositions_of(snapshot: Snapshot, theory: str | None) -> list[Proposition]:
    """Return the propositions of one theory, or of all, in their order.

    Raises
    ------
    UnknownName
        If there is no such theory.
    """
    if theory is not None and theory not in snapshot.table(Theory):
        raise UnknownName(unknown("theory", theory, snapshot.table(Theory)))
    found = [snapshot.table(Proposition)[key] for key in names(snapshot).proposition]
    return [proposition for proposition in found if theory in (None, proposition.theory)]


def ruled_passages(snapshot: Snapshot, proposition: Proposition) -> set[tuple[str, str]]:
    """Return the codings that make a rule of a proposition hold for a case it applies to: id, and the rule's stance."""
    _standings, found, _notes = _of_rules(snapshot, proposition)
    holds, _unread = applies(snapshot, proposition)
    heard = {case.id for case in speaking_cases(snapshot) if holds.get(case.id, True) is not False}
    return {(coding.id, stance) for case_id in heard for stance, coding in found.get(case_id, ())}


_Found = dict[str, list[tuple[str, Coding]]]


def _of_rules(snapshot: Snapshot, proposition: Proposition) -> tuple[list[dict[str, str]], _Found, list[str]]:
    """Return where the cases stand to the three rules, the codings that make them hold, and what could not be told."""
    standings: list[dict[str, str]] = []
    found: _Found = defaultdict(list)
    notes: list[str] = []
    for stance in _RULED:
        where = proposition.rules.get(stance, "")
        try:
            standings.append(standings_where(snapshot, where) if where else dict.fromkeys(names(snapshot).case, SILENT))
            for case_id, codings in (passages_where(snapshot, where) if where else {}).items():
                found[case_id] += [(stance, coding) for coding in codings]
        except KodeverkError as error:
            standings.append({})
            notes.append(_("The rule cannot be computed: {rule}. {error}").format(rule=where, error=error))
    return standings, found, notes


def _outcome(standings: list[str], applicable: bool | None) -> str:
    if applicable is False:
        return NOT_APPLICABLE
    holding = [stance for stance, standing in zip(_RULED, standings, strict=True) if standing == SAID]
    if {SUPPORTS, CONTRADICTS} <= set(holding):
        return BOTH
    if holding:
        return holding[0]
    if set(standings) - {SILENT, NOT_APPLICABLE}:
        return NOT_KNOWN
    return NOT_APPLICABLE if NOT_APPLICABLE in standings else NONE


def _row(
    snapshot: Snapshot,
    name: str,
    case: Case,
    stance: str,
    evidence: list[Judgement],
    found: Iterable[tuple[str, Coding]],
) -> Computed:
    judged = stance_of(evidence) if evidence else ""
    silent = stance in (NOT_KNOWN, NOT_APPLICABLE) or judged in ("", ILLUSTRATES, DISPUTED)
    agrees = None if silent else judged == {BOTH: MIXED}.get(stance, stance)
    passages = () if stance == NOT_APPLICABLE else tuple(_passages(snapshot, case, found))
    return Computed(name, case.name, names(snapshot).office[case.id], stance, judged, agrees, passages, case.id)


def _passages(snapshot: Snapshot, case: Case, found: Iterable[tuple[str, Coding]]) -> list[Passage]:
    stances: dict[str, list[Coding]] = defaultdict(list)
    for stance, coding in found:
        stances[stance].append(coding)
    return [
        Passage(stance, quote)
        for stance, codings in stances.items()
        for quote in quotes_of(snapshot, [(case.id, c) for c in codings], lambda _c: "", lambda c: c.sub_question)
    ]
