"""Triangulation: a claim from interviews confirmed, not confirmed, or met with silence by documents and register."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.triangulation.outcome import (
    CONFIRMS,
    INTERVIEW,
    NOT_CONFIRMED,
    SAYS,
    SAYS_NOT,
    SILENT,
    WRITTEN,
    Finding,
    Overall,
)
from kodeverk.analysis.triangulation.witnesses import (
    FAILS,
    HOLDS,
    NOTHING,
    Passage,
    Witness,
    agreed,
    interviews,
    minuted,
    offices_of,
    registered,
)
from kodeverk.coding.claims import the_claim
from kodeverk.errors import GrammarError, KodeverkError, UnknownName
from kodeverk.language.quantifiers import Quantifier, read_quantifier
from kodeverk.messages import _
from kodeverk.model import Claim, Snapshot
from kodeverk.model.claim import ITEMS
from kodeverk.model.grammar import Call, Compare, asks_said, atoms, parse
from kodeverk.views.asked import SAID, UNKNOWN_ASKED, status_label
from kodeverk.views.telling import themes_of

if TYPE_CHECKING:
    import pandas as pd


class Triangulation(NamedTuple):
    """A claim held against other sources than those it comes from.

    Attributes
    ----------
    claim : str
        The sentence, or the headings of the codes the condition asks for.
    conditions : dict of str to str
        What each kind of source was asked; ``interview`` first.
    findings : tuple of Finding
        By office, then source.
    of_items : str
        How many items of an office must meet the condition on minutes.
    """

    claim: str
    conditions: dict[str, str]
    findings: tuple[Finding, ...]
    of_items: str

    @property
    def sources(self) -> list[str]:
        """The written sources it is held against."""
        return [source for source in WRITTEN if source in self.conditions]

    def of(self, office: str, source: str) -> Finding:
        """Return what one kind of source says of one office.

        Raises
        ------
        UnknownName
            If there is no such office or source here.
        """
        for one in self.findings:
            if (one.office, one.source) == (office, source):
                return one
        raise UnknownName(f"Nothing is said here of {office!r} by {source!r}. Sources: {', '.join(self.conditions)}.")

    @property
    def overall(self) -> tuple[Overall, ...]:
        """For each written source, what becomes of the offices that say it."""
        saying = tuple(one.office for one in self.findings if one.source == INTERVIEW and one.outcome == SAID)

        def overall(source: str) -> Overall:
            confirmed, not_confirmed, silent = (
                tuple(office for office in saying if self.of(office, source).outcome == outcome)
                for outcome in (CONFIRMS, NOT_CONFIRMED, SILENT)
            )
            return Overall(source, saying, confirmed, not_confirmed, silent, *self._items(source))

        return tuple(map(overall, self.sources))

    def _items(self, source: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        if source != "minutes":
            return "", ()
        return self.of_items, tuple((one.office, one.why.rstrip(".")) for one in self.findings if one.source == source)

    @property
    def differing(self) -> tuple[str, ...]:
        """Names of the offices where one written source says it and another does not."""
        outcomes: dict[str, set[str]] = {}
        for one in self.findings:
            if one.source != INTERVIEW:
                outcomes.setdefault(one.office, set()).add(one.outcome)
        yes, no = {CONFIRMS, SAYS}, {NOT_CONFIRMED, SAYS_NOT}
        return tuple(name for name, found in outcomes.items() if found & yes and found & no)

    @property
    def frame(self) -> pd.DataFrame:
        """One row per office, source and passage; one without passage where there is none.

        Columns: office, source (``interview``, ``agreement``, ``minutes``, ``register``), outcome (one of `OUTCOMES`;
        of interviews ``said``, ``silent``, ``not asked``, ``unknown whether asked``, ``not applicable``), why, quote,
        place, coders (parted by ``; ``), condition.
        """
        import pandas as pd

        rows = [
            (*one[:4], passage.quote, passage.place, "; ".join(passage.coders), self.conditions[one.source])
            for one in self.findings
            for passage in one.passages or (Passage("", ""),)
        ]
        return pd.DataFrame(rows, columns=[*Finding._fields[:4], "quote", "place", "coders", "condition"])

    def __repr__(self) -> str:
        return f"<{'; '.join(map(str, self.overall))}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.triangulation.showing import triangulation_html

        return str(triangulation_html(self))


def triangulate(
    snapshot: Snapshot,
    claim: str,
    *,
    agreement: str = "",
    minutes: str = "",
    register: str = "",
    of_items: str = "",
) -> Triangulation:
    """Return what was said in interviews held against documents and register, office by office.

    Where interviews of an office say it, a written source *confirms* it where what it was asked holds, *does not
    confirm* it where that does not hold, and is *silent* where nothing in it speaks to it, which counts neither way:
    in minutes, where there are none (not released, or none in the study), where no item has a code that is named or a
    sibling of one, so that nobody has read them for it, or where it hangs on items nobody has placed; in agreements,
    where there is none, what is asked is not read in it, or nobody has coded it so; in the register, where a value
    asked for is unknown, not applicable or not released. The rule is kodeverk's own; the idea
    of confronting sources of different kinds is Denzin's (1970) data triangulation.

    Parameters
    ----------
    snapshot : Snapshot
    claim : str
        A claim of the ledger, by sentence or id, or a condition on what was said.
    agreement, minutes, register : str
        What each is asked: a condition on attributes that are read out of agreements and codes of passages in them, on
        codes of items, on attributes.
    of_items : str
        How many items of an office must meet `minutes`: words such as ``minst én``, ``de fleste``, ``ingen``. There is
        no default: what one item confirms, most items may not.

    Raises
    ------
    KodeverkError
        If it is held against nothing, the claim counts items or asks nothing that is said, or minutes are asked and
        `of_items` says no quantity.
    GrammarError, UnknownName, AmbiguousName
        If a condition cannot be understood, or names what does not exist.
    """
    asked = {name: text for name, text in zip(WRITTEN, (agreement, minutes, register), strict=True) if text.strip()}
    if not asked:
        raise KodeverkError("Held against what? Give agreement=, minutes= or register=, a condition each.")
    chosen = _claim(snapshot, claim)
    ask: dict[str, Callable[[Snapshot, str], dict[str, Witness]]] = {"agreement": agreed, "register": registered}
    if "minutes" in asked:
        ask["minutes"] = partial(minuted, quantifier=_quantity(of_items))
    said = interviews(snapshot, chosen)
    witnesses = {name: ask[name](snapshot, text) for name, text in asked.items()}
    findings: list[Finding] = []
    for office in offices_of(snapshot):
        speaks = said.get(office.id) or Witness(office.name, UNKNOWN_ASKED, status_label(UNKNOWN_ASKED))
        findings.append(Finding(office.name, INTERVIEW, speaks.says, speaks.why, speaks.passages))
        for name, found in witnesses.items():
            one = found.get(office.id) or Witness(office.name, NOTHING, _("nothing is known of it"))
            findings.append(Finding(office.name, name, _outcome(speaks.says, one.says), one.why, one.passages))
    conditions = {INTERVIEW: chosen.condition, **asked}
    return Triangulation(chosen.text or _headings(snapshot, chosen.condition), conditions, tuple(findings), of_items)


def _claim(snapshot: Snapshot, name: str) -> Claim:
    try:
        found = the_claim(snapshot, name)
    except UnknownName as unknown:
        try:
            parse(name)
        except GrammarError:
            raise unknown from None
        found = Claim("", "", "", "", name.strip())
    if found.unit == ITEMS:
        raise KodeverkError("The claim counts items of documents, and is not said in interviews. Give what is said.")
    if not asks_said(parse(found.condition)):
        raise KodeverkError(
            f"The condition {found.condition!r} asks for nothing that is said in interviews. Give what is said, such "
            'as code("..."); what agreements and register have goes in agreement= and register=.'
        )
    return found


def _headings(snapshot: Snapshot, condition: str) -> str:
    """Return the headings of what a condition asks for, each once; the condition where it asks for attributes too."""
    asked = list(atoms(parse(condition)))
    if any(isinstance(atom, Compare) for atom in asked):
        return condition
    themes = [theme.heading for atom in asked if isinstance(atom, Call) for theme in themes_of(snapshot, atom)]
    return "; ".join(dict.fromkeys(themes)) or condition


def _quantity(of_items: str) -> Quantifier:
    if not of_items.strip():
        raise KodeverkError(
            "How many items of an office must meet what the minutes are asked? Say of_items='minst én', "
            "of_items='de fleste', of_items='ingen'."
        )
    if (found := read_quantifier(of_items)) is None:
        raise KodeverkError(f"{of_items!r} says no quantity. Write such as 'minst én', 'de fleste', 'ingen'.")
    return found


def _outcome(spoken: str, written: str) -> str:
    if written == NOTHING:
        return SILENT
    if spoken == SAID:
        return {HOLDS: CONFIRMS, FAILS: NOT_CONFIRMED}[written]
    return {HOLDS: SAYS, FAILS: SAYS_NOT}[written]
