"""Problems in the data are data: what a study holds that does not fit together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kodeverk.messages import _, _n
from kodeverk.model.before import CAME_IN, DATED, first_coding, not_borne_out
from kodeverk.model.case import Case, Value
from kodeverk.model.codebook import Category, Code, Codebook
from kodeverk.model.coding import Coding
from kodeverk.model.guide import Guide
from kodeverk.model.mentions import codebook_of, is_there, mentioned, unheard_of
from kodeverk.model.network import Actor, Relation
from kodeverk.model.snapshot import Snapshot
from kodeverk.model.source import Asked, Source, Speaker
from kodeverk.model.theory import PREMISE, Evidence, Proposition

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)

SPOKEN = ("interview", "other")
"""Kinds of sources whose speakers are cases. In documents nobody speaks, and who answers a survey is no case."""

_DAY = len("2026-11-21")


class Problem(NamedTuple):
    """Something that does not fit together.

    Attributes
    ----------
    severity : str
        ``error`` (results will be wrong), ``warning`` (they may be) or ``note`` (worth knowing).
    where : str
        What it concerns, by the names people use; never interview text.
    what : str
        What is the matter.
    advice : str
        What to do.
    """

    severity: str
    where: str
    what: str
    advice: str


def problems(snapshot: Snapshot) -> list[Problem]:
    """Return everything in a study that does not fit together, the gravest first.

    Parameters
    ----------
    snapshot : Snapshot

    Returns
    -------
    list of Problem
        Empty if all fits.
    """
    found = [problem for look in _LOOKS for problem in look(snapshot)]
    return sorted(found, key=lambda problem: (SEVERITIES.index(problem.severity), problem.where, problem.what))


def _speakers(snapshot: Snapshot) -> Iterator[Problem]:
    sources = snapshot.table(Source)
    for speaker in snapshot.all(Speaker):
        where = f"{sources[speaker.source_id].name}: {speaker.label}"
        if speaker.role == "unknown":
            yield Problem(
                WARNING, where, _("interviewer or informant is not known"), _("Say who interviews and who answers.")
            )
        elif speaker.role == "informant" and speaker.case_id is None and sources[speaker.source_id].kind in SPOKEN:
            yield Problem(WARNING, where, _("the informant is bound to no case"), _("Bind the speaker to a case."))


def _codings(snapshot: Snapshot) -> Iterator[Problem]:
    sources, codes = snapshot.table(Source), snapshot.table(Code)
    unbound: dict[str, int] = defaultdict(int)
    for coding in snapshot.all(Coding):
        where = f"{sources[coding.source_id].name} {coding.start}-{coding.end}"
        if not coding.span.fits(snapshot.version(coding.source_id, coding.version).length):
            yield Problem(ERROR, where, _("the coding lies outside the text"), _("Take it away or code anew."))
        elif sources[coding.source_id].kind in SPOKEN and not snapshot.cases_of(coding):
            unbound[coding.source_id] += 1
        if coding.code_id not in codes:
            yield Problem(ERROR, where, _("the coding's code does not exist"), _("Recode it or take it away."))
    for source_id, count in unbound.items():
        what = _n(
            "{count} coding lies in speech bound to no case", "{count} codings lie in speech bound to no case", count
        )
        yield Problem(WARNING, sources[source_id].name, what.format(count=count), _("Bind the speaker to a case."))


def _removed(snapshot: Snapshot) -> Iterator[Problem]:
    """Tell of codings whose text a correction removed: they count still, with the quote they had."""
    sources = snapshot.table(Source)
    gone = Counter(c.source_id for c in snapshot.all(Coding) if c.version != sources[c.source_id].version)
    for source_id, count in gone.items():
        what = _n(
            "{count} coding had its text removed by a correction, or no place for it was certain",
            "{count} codings had their text removed by a correction, or no place for them was certain",
            count,
        ).format(count=count)
        advice = _("Look at corrections(); code anew what still stands, and take the rest away with uncode.")
        yield Problem(WARNING, sources[source_id].name, what, advice)


def _placed(snapshot: Snapshot) -> Iterator[Problem]:
    sources, codes = snapshot.table(Source), snapshot.table(Code)
    answers: dict[str, set[str]] = defaultdict(set)
    for category in snapshot.all(Category):
        for question in category.sub_questions:
            answers[question.id] |= set(question.codes)
    for coding in snapshot.all(Coding):
        if not coding.sub_question or coding.code_id not in codes:
            continue
        where = f"{sources[coding.source_id].name} {coding.start}-{coding.end}: {coding.sub_question}"
        if coding.sub_question not in answers:
            yield Problem(ERROR, where, _("the sub-question does not exist"), _("Place the coding anew."))
        elif not _covers(answers[coding.sub_question], coding.code_id, snapshot):
            what = _("the sub-question's codes do not include the code")
            yield Problem(WARNING, where, what, _("Place the coding under another one, or add the code to it."))


def _covers(ids: set[str], code_id: str, snapshot: Snapshot) -> bool:
    """Return whether a code, or one above it, is among these ids; none at all covers every code."""
    codes = snapshot.table(Code)
    code = codes[code_id]
    above = {
        other.id
        for other in (codes[id_] for id_ in ids if id_ in codes)
        if other.codebook == code.codebook and f"{code.path}/".startswith(f"{other.path}/")
    }
    return not ids or bool(above)


def _categories(snapshot: Snapshot) -> Iterator[Problem]:
    codes = snapshot.table(Code)
    advice = _("Correct the codebook and use it anew.")
    for category in snapshot.all(Category):
        if missing := sum(code not in codes for code in category.codes):
            what = _n(
                "{count} code of the category does not exist", "{count} codes of the category do not exist", missing
            )
            yield Problem(ERROR, f"{category.codebook}: {category.name}", what.format(count=missing), advice)
        for question in category.sub_questions:
            if missing := sum(code not in codes for code in question.codes):
                what = _n(
                    "{count} code of the sub-question does not exist",
                    "{count} codes of the sub-question do not exist",
                    missing,
                )
                yield Problem(ERROR, f"{category.codebook}: {question.id}", what.format(count=missing), advice)


def _cases(snapshot: Snapshot) -> Iterator[Problem]:
    heard = {speaker.case_id for speaker in snapshot.all(Speaker)}
    informants = [case for case in snapshot.all(Case) if case.kind == "informant"]
    for case in informants:
        if case.id not in heard:
            advice = _("Add the interview, or bind a speaker to the case.")
            yield Problem(WARNING, case.name, _("the case speaks in no source"), advice)
        if case.office_id is None:
            advice = _("Write the office in the table of cases, if there is one.")
            yield Problem(NOTE, case.name, _("the informant belongs to no office"), advice)
    names = sorted({value.attribute for value in snapshot.all(Value) if _of_informants(snapshot, value)})
    for name in names:
        without = [case.name for case in informants if name not in snapshot.values(case.id)]
        if without:
            what = _("the attribute is missing for {cases}").format(cases=", ".join(without))
            yield Problem(NOTE, name, what, _("Fill it in, or write unknown."))


def _conflicts(snapshot: Snapshot) -> Iterator[Problem]:
    cases = snapshot.table(Case)
    advice = _("Settle it with set_value, and say why.")
    for value in snapshot.all(Value):
        for other in value.others if value.case_id in cases else ():
            what = _("sources disagree: {value} ({read_from}), {other} ({other_read_from})").format(
                value=value, read_from=value.read_from, other=other.value, other_read_from=other.read_from
            )
            yield Problem(WARNING, f"{cases[value.case_id].name}: {value.attribute}", what, advice)


def _actors(snapshot: Snapshot) -> Iterator[Problem]:
    known = {actor.id: actor.name for actor in snapshot.all(Actor)}
    advice = _("Say in the report which is meant; both are kept.")
    for actor in snapshot.all(Actor):
        members = "; ".join(known.get(key, key) for key in actor.members)
        for other in actor.others:
            what = _("sources name other members: {members} ({read_from}), {other} ({other_read_from})").format(
                members=members, read_from=actor.read_from, other=other.value, other_read_from=other.read_from
            )
            yield Problem(WARNING, actor.name, what, advice)


def _relations(snapshot: Snapshot) -> Iterator[Problem]:
    """Tell where one coder reads a passage in two ways: both ways and not, or with both taking the initiative."""
    codings, sources, actors = snapshot.table(Coding), snapshot.table(Source), snapshot.table(Actor)
    read: dict[tuple[object, ...], list[Relation]] = defaultdict(list)
    for one in snapshot.all(Relation):
        read[one.coding_id, one.coder, frozenset({one.from_actor, one.to_actor}), one.channel].append(one)
    for alike in read.values():
        stated = ({one.reciprocal for one in alike}, {one.initiator for one in alike})
        if alike[0].coding_id in codings and any(len(said - {None}) > 1 for said in stated):
            passage = codings[alike[0].coding_id]
            pair = " – ".join(actors[key].name for key in (alike[0].from_actor, alike[0].to_actor))
            where = f"{sources[passage.source_id].name} {passage.start}-{passage.end}: {pair}"
            what = _("the same coder reads the same passage in ways that contradict each other")
            yield Problem(WARNING, where, what, _("Take one of the relations away."))


def _of_informants(snapshot: Snapshot, value: Value) -> bool:
    case = snapshot.table(Case).get(value.case_id)
    return case is not None and case.kind == "informant"


def _evidence(snapshot: Snapshot) -> Iterator[Problem]:
    propositions, codings, sources = snapshot.table(Proposition), snapshot.table(Coding), snapshot.table(Source)
    for evidence in snapshot.all(Evidence):
        proposition = propositions.get(evidence.proposition)
        if proposition is None:
            what, advice = _("evidence for a proposition that does not exist"), _("Judge it anew or take it away.")
            yield Problem(ERROR, evidence.proposition, what, advice)
        elif proposition.kind == PREMISE:
            what = _("evidence on a premise, which gets no verdict")
            yield Problem(WARNING, proposition.id, what, _("Take it away, or make the premise a proposition."))
        if evidence.coding_id is not None:
            continue
        passage = evidence.passage(codings)
        where = f"{sources[passage.source_id].name} {passage.start}-{passage.end}: {evidence.proposition}"
        if not passage.span.fits(snapshot.version(passage.source_id, passage.version).length):
            yield Problem(ERROR, where, _("the judged passage lies outside the text"), _("Take it away or judge anew."))
        elif sources[passage.source_id].kind in SPOKEN and not snapshot.cases_of(passage):
            what = _("the judged passage lies in speech bound to no case")
            yield Problem(WARNING, where, what, _("Bind the speaker to a case."))


def _theory(snapshot: Snapshot) -> Iterator[Problem]:
    books = snapshot.table(Codebook)
    absent: dict[tuple[str, str], None] = {}
    for proposition in snapshot.all(Proposition):
        named = [(codebook_of(name), name) for name in mentioned(proposition)]
        absent |= {(proposition.theory, book): None for book, _name in named if book and book not in books}
        missing = [name for book, name in named if (not book or book in books) and not is_there(snapshot, name)]
        if missing:
            what = _("names codes that do not exist: {codes}").format(codes=", ".join(missing))
            yield Problem(WARNING, proposition.id, what, _("Correct the theory, or add the codes."))
        advice = _("Correct the theory, or the table of cases.")
        yield from (Problem(WARNING, proposition.id, what, advice) for what in unheard_of(snapshot, proposition))
    for theory, book in absent:
        what = _("names codes of the codebook {codebook}, which is not in use").format(codebook=book)
        yield Problem(WARNING, theory, what, _("Use that codebook too."))


def _written_before(snapshot: Snapshot) -> Iterator[Problem]:
    """Tell propositions said to be older than the coding, where dates or the change log do not bear it out."""
    propositions, first = snapshot.table(Proposition), first_coding(snapshot)[:_DAY]
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, why in not_borne_out(snapshot).items():
        found[why, propositions[key].theory].append(propositions[key].name)
    advice = _("If it was so, say in the report how that is known; else write after.")
    said = {
        DATED: _("said to be written before coding, but dated after the first coding ({date}): {names}"),
        CAME_IN: _(
            "said to be written before coding, but came into this study after its first coding ({date}), so that "
            "the study itself cannot show it: {names}"
        ),
    }
    for (why, theory), names in found.items():
        yield Problem(NOTE, theory, said[why].format(date=first, names=", ".join(names)), advice)


def _guides(snapshot: Snapshot) -> Iterator[Problem]:
    linked = {link.question for link in snapshot.all(Asked)}
    for guide in snapshot.all(Guide):
        never = [q.id for _theme, q in guide.questions() if f"{guide.id}:{q.id}" not in linked]
        if never:
            what = _n(
                "no turn is linked to {count} question: {questions}",
                "no turn is linked to {count} questions: {questions}",
                len(never),
            ).format(count=len(never), questions=", ".join(never))
            advice = _("Link the interviewer's turns; until then it is unknown whether these were asked.")
            yield Problem(NOTE, guide.id, what, advice)


_LOOKS: tuple[Callable[[Snapshot], Iterator[Problem]], ...] = (
    _speakers, _codings, _removed, _placed, _categories, _cases, _conflicts, _actors, _relations, _evidence, _theory,
    _written_before, _guides,
)  # fmt: skip
