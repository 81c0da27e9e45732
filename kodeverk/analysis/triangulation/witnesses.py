"""What one kind of source has to say to a condition, office by office: it holds, does not, or it is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kodeverk.analysis.claims.counting import count
from kodeverk.analysis.claims.items import says_of
from kodeverk.analysis.documents.attributes import read_in_documents, said_label, with_documents
from kodeverk.analysis.minutes.minutes import MinutedItem, read_minutes
from kodeverk.analysis.minutes.tally import unreleased
from kodeverk.coding.items import judged_on
from kodeverk.errors import GrammarError
from kodeverk.language.quantifiers import Quantifier, holds
from kodeverk.messages import _
from kodeverk.model import KNOWN, NOT_APPLICABLE, NOT_RELEASED, Case, Claim, Code, Coding, Snapshot, Source, Value
from kodeverk.model.claim import OFFICES
from kodeverk.model.grammar import NAMES, NEITHER, NO, YES, Atom, Compare, Node, Truth, atoms, evaluate, parse
from kodeverk.views.asked import SAID, SILENT, status_label
from kodeverk.views.comparing import Row, comparison_test
from kodeverk.views.conditions import condition_codes, standings_where
from kodeverk.views.naming import names, state_label
from kodeverk.views.quotes import Quote, quotes_of, speaker_line
from kodeverk.views.telling import themes_of

HOLDS, FAILS, NOTHING = "holds", "does not hold", "silent"
"""What a source says to a condition; *silent* where nothing in it speaks to it, which is no denial."""
MOST_ITEMS = 5
"""Items of minutes that are quoted for an office."""


class Passage(NamedTuple):
    """What stands in a source, and where: for interviews who says it and the segment, else the document and the place.

    Attributes
    ----------
    quote, place : str
    coders : tuple of str
        Those who coded it; empty where it is a value that was read.
    """

    quote: str
    place: str
    coders: tuple[str, ...] = ()


class Witness(NamedTuple):
    """What one kind of source says of one office.

    Attributes
    ----------
    office : str
    says : str
        ``holds``, ``does not hold`` or ``silent``. Of interviews: ``said``, ``silent``, ``not asked``, ``unknown
        whether asked`` or ``not applicable``.
    why : str
        In the language in use.
    passages : tuple of Passage
    """

    office: str
    says: str
    why: str
    passages: tuple[Passage, ...] = ()


def offices_of(snapshot: Snapshot) -> list[Case]:
    """Return the offices of a study, by name."""
    cases = snapshot.table(Case)
    return [cases[key] for key in names(snapshot).case if cases[key].kind == "office"]


def interviews(snapshot: Snapshot, claim: Claim) -> dict[str, Witness]:
    """Return what informants of each office say, by the office's id; an office says what one of them says."""
    found: dict[str, Witness] = {}
    for member in count(snapshot, claim, OFFICES).members:
        pairs = [(case, coding) for coding in member.codings for case in snapshot.cases_of(coding)]
        own = [(case, coding) for case, coding in pairs if _office(snapshot, case) == member.id]
        quotes = quotes_of(snapshot, own, lambda _coding: "", lambda _coding: "")
        passages = _passages(quotes, lambda one: f"{speaker_line(snapshot, one.case_id)} – {one.place}")
        found[member.id] = Witness(member.name, member.status, status_label(member.status), passages)
    return found


def _passages(quotes: Iterable[Quote], place: Callable[[Quote], str]) -> tuple[Passage, ...]:
    """Return quotes as passages: what is coded more than once stands once, with its coders."""
    same: dict[tuple[object, ...], list[Quote]] = defaultdict(list)
    for one in quotes:
        same[one.source_id, one.start, one.end, one.case_id].append(one)
    return tuple(
        Passage(found[0].quote, place(found[0]), tuple(dict.fromkeys(one.coder for one in found)))
        for found in same.values()
    )


def _office(snapshot: Snapshot, case_id: str) -> str:
    case = snapshot.table(Case)[case_id]
    return case.id if case.kind == "office" else case.office_id or ""


# --- the register --------------------------------------------------------------------------------------------


def registered(snapshot: Snapshot, condition: str) -> dict[str, Witness]:
    """Return what the attributes of each office, or of its informants, say to a condition, by the office's id.

    It holds where it holds for one informant of the office, or for an office that has none; it does not where it is
    known not to for all of them. Silent else: where a value it asks for is unknown, not applicable or not released.

    Raises
    ------
    GrammarError
        If the condition asks for more than attributes.
    """
    if not all(isinstance(atom, Compare) for atom in atoms(parse(condition))):
        raise GrammarError(
            f"The register is asked for attributes alone; {condition!r} asks for more. "
            'Write such as leder_arbeidsgiver == "kommunal".'
        )
    standing, found = standings_where(snapshot, condition), dict[str, Witness]()
    for office in offices_of(snapshot):
        people = [case.id for case in snapshot.all(Case) if case.office_id == office.id] or [office.id]
        statuses = {standing[one] for one in people}
        concerned = statuses - {NOT_APPLICABLE}
        values = list(_values(snapshot, office.id, condition))
        says = HOLDS if SAID in statuses else FAILS if concerned == {SILENT} else NOTHING
        why = _why_silent(values) if says == NOTHING else ""
        passages = tuple(Passage(_shown(snapshot, value), value.read_from) for value in values)
        found[office.id] = Witness(office.name, says, why, passages)
    return found


def _values(snapshot: Snapshot, office: str, condition: str) -> Iterator[Value]:
    """Yield the values a condition asks for: the office's own, else those of its informants."""
    people = [case.id for case in snapshot.all(Case) if case.office_id == office]
    asked = [atom.name for atom in atoms(parse(condition)) if isinstance(atom, Compare) and atom.name not in NAMES]
    for name in dict.fromkeys(asked):
        own = snapshot.values(office).get(name)
        if own is not None:
            yield own
            continue
        for case in people:
            if (value := snapshot.values(case).get(name)) is not None:
                yield value


def _shown(snapshot: Snapshot, value: Value) -> str:
    case = snapshot.table(Case)[value.case_id]
    told = f"{value.attribute}: {_said(value)}"
    return told if case.kind == "office" else f"{case.name}, {told}"


def _said(value: Value) -> str:
    said = str(value) if value.state == KNOWN else state_label(value.state)
    others = [_("{value} in {place}").format(value=one.value, place=one.read_from) for one in value.others]
    told = _("{value} (otherwise: {others})").format(value=said, others="; ".join(others))
    return told if others else said


def _why_silent(values: Iterable[Value]) -> str:
    states = {value.state for value in values if value.state != KNOWN}
    return ", ".join(state_label(state) for state in sorted(states)) or _("nothing is known of it")


# --- agreements ----------------------------------------------------------------------------------------------


def agreed(snapshot: Snapshot, condition: str) -> dict[str, Witness]:
    """Return what the agreement of each office says to a condition, by the office's id.

    Asked for are attributes that are read out of agreements (`with_documents`), and codes of passages in them. A code
    is there where somebody gave it to a passage, and is not where passages of the agreement have its siblings alone.
    Silent where the office has no agreement, what is asked is not read in it, or nobody has coded it so.

    Raises
    ------
    GrammarError, UnknownName, AmbiguousName
        If the condition cannot be understood, asks for something else, or names what is not there.
    """
    node, read = parse(condition), with_documents(snapshot)
    tests = {atom: _agreement_test(read, atom, condition) for atom in atoms(node)}
    found: dict[str, Witness] = {}
    for office in offices_of(read):
        truth = _of_office(node, tests, office.id)
        says = HOLDS if truth == YES else FAILS if truth == NO else NOTHING
        found[office.id] = Witness(
            office.name, says, "" if says != NOTHING else _why_no_agreement(read, office.id),
            tuple(_agreement_passages(read, office.id, condition)),
        )  # fmt: skip
    return found


def _of_office(node: Node, tests: Mapping[Atom, Callable[[str], Truth]], office: str) -> Truth:
    return evaluate(node, lambda atom: tests[atom](office))


def _agreement_test(snapshot: Snapshot, atom: Atom, condition: str) -> Callable[[str], Truth]:
    if isinstance(atom, Compare):
        test = comparison_test(snapshot, atom)
        return lambda office: test(Row(case=office))
    if atom.function not in ("code", "category"):
        raise GrammarError(f"Agreements are asked for attributes, codes and categories; {condition!r} asks for more.")
    wanted = {code for theme in themes_of(snapshot, atom) for code in theme.codes}
    speaking = _speaking(snapshot, wanted)

    def coded(office: str) -> Truth:
        codes = {coding.code_id for coding in _in_agreements(snapshot, office)}
        return YES if codes & wanted else NO if codes & speaking else NEITHER

    return coded


def _in_agreements(snapshot: Snapshot, office: str) -> list[Coding]:
    sources = snapshot.table(Source)
    mine = {key for key, source in sources.items() if (source.kind, source.office_id) == ("agreement", office)}
    return [coding for coding in snapshot.all(Coding) if coding.source_id in mine]


def _agreement_passages(snapshot: Snapshot, office: str, condition: str) -> Iterator[Passage]:
    passages = {one.value.id: one for one in read_in_documents(snapshot).read}
    for value in _values(snapshot, office, condition):
        one, told = passages.get(value.id), said_label(f"{value.attribute}: {_said(value)}")
        if one is not None and one.passage:
            yield Passage(f"{told} – {one.passage}", f"{one.document}, {one.point}")
        elif value.read_from:
            yield Passage(told, value.read_from)
    wanted = condition_codes(snapshot, condition)
    coded = [(None, coding) for coding in _in_agreements(snapshot, office) if coding.code_id in wanted]
    yield from _passages(quotes_of(snapshot, coded, lambda _c: "", lambda _c: ""), lambda one: one.place)


def _why_no_agreement(snapshot: Snapshot, office: str) -> str:
    if any((one.kind, one.office_id) == ("agreement", office) for one in snapshot.all(Source)):
        return _("nothing in the agreement is read or coded as what is asked")
    return _("no agreement in the study")


# --- minutes -------------------------------------------------------------------------------------------------


def minuted(snapshot: Snapshot, condition: str, quantifier: Quantifier) -> dict[str, Witness]:
    """Return what the minutes of each office say to a condition on their items, by the office's id.

    It holds where as many items meet it as the quantifier says. Silent where the office has no minutes (not released,
    or none in the study); where no item has a code the condition names or a sibling of one, so that nobody has looked;
    and where it hangs on items that are not placed, or that coders place differently.

    Raises
    ------
    GrammarError, UnknownName, AmbiguousName
        If the condition cannot be understood, asks for more than codes, or names what is not there.
    """
    says, speaking = says_of(snapshot, condition), _speaking(snapshot, condition_codes(snapshot, condition))
    by_office: dict[str, list[MinutedItem]] = defaultdict(list)
    for item in read_minutes(snapshot).items:
        by_office[item.source.office_id or ""].append(item)
    found: dict[str, Witness] = {}
    for office in offices_of(snapshot):
        items = by_office[office.id]
        standing = [(item, *says(judged_on(snapshot, item.found))) for item in items]
        looked = any(c.code_id in speaking for item in items for c in judged_on(snapshot, item.found))
        meeting = [item for item, status, _codings in standing if status == SAID]
        counts = [sum(status == one for _item, status, _codings in standing) for one in (SAID, SILENT)]
        if not items or not looked:
            found[office.id] = Witness(office.name, NOTHING, _why_no_minutes(snapshot, office.name, len(items)))
            continue
        holding = holds(quantifier, said=counts[0], silent=counts[1], unknown=len(items) - sum(counts))
        told = _("{count} of {n} items").format(count=counts[0], n=len(items))
        if holding.true is None:
            told += ". " + _("It hangs on {n} items that are not placed, or that coders place differently.").format(
                n=len(items) - sum(counts)
            )
        verdict = {True: HOLDS, False: FAILS, None: NOTHING}[holding.true]
        passages = tuple(Passage(item.decision or item.title, item.name) for item in meeting[:MOST_ITEMS])
        found[office.id] = Witness(office.name, verdict, told, passages)
    return found


def _speaking(snapshot: Snapshot, wanted: Iterable[str]) -> set[str]:
    """Return the ids of the codes that show that a text was read for some codes: these and their siblings."""
    codes = snapshot.table(Code)
    named = [codes[key] for key in wanted]
    places = {(code.codebook, code.parent) for code in named}
    return {code.id for code in named} | {key for key, c in codes.items() if (c.codebook, c.parent) in places}


def _why_no_minutes(snapshot: Snapshot, office: str, items: int) -> str:
    if items:
        return _("no item has one of these codes, or a sibling of one")
    return state_label(NOT_RELEASED) if unreleased(snapshot, office) == NOT_RELEASED else _("no minutes in the study")
