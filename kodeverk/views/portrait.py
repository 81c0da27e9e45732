"""The portrait of a person: share of talk, order of telling, memos, contradictions, and what she alone says.

Each is made when asked for, so that a person is quick to open in a large study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kodeverk.messages import language
from kodeverk.model import CONTRADICTS, SUPPORTS, Memo, Proposition, Segment, Snapshot, Source
from kodeverk.views.asked import NOT_ASKED, SILENT, UNKNOWN_ASKED, codes_said, unsaid
from kodeverk.views.judging import MIXED, Judgement, judgements, settled, stance_of
from kodeverk.views.naming import families, names, speaking_cases
from kodeverk.views.quotes import Quote, said_order

MEMO_PLACES = ("case", "source", "segment", "coding")
"""What a memo can be on to belong to a person's portrait, in the order they are shown."""


class Talk(NamedTuple):
    """How much somebody talks in one interview, or in all of them.

    Attributes
    ----------
    source : str
        Name of the interview; empty for all interviews of the study together.
    words, others, interviewer : int
        Words said by the person, by other informants, and by interviewers; what stands between spaces is a word.
    share : float or None
        The person's share (0-1) of every word said; None where nothing is said.
    share_of_informants : float or None
        The person's share (0-1) of the words informants say.
    """

    source: str
    words: int
    others: int
    interviewer: int
    share: float | None
    share_of_informants: float | None


class Run(NamedTuple):
    """Codings with the same code one after another, as a person tells.

    Attributes
    ----------
    case, source : str
    segment, start : int
        Where the run begins; `start` in code points.
    code : str
    codings : int
    """

    case: str
    source: str
    segment: int
    start: int
    code: str
    codings: int


class Note(NamedTuple):
    """A memo on a person, her interviews, a turn in them, or a coding of what she says.

    Attributes
    ----------
    on : str
        ``case`` (the person as a whole), ``source``, ``segment`` or ``coding``.
    about : str
        Name of the case, source or code; of a turn ``source, segment``.
    text, coder, made : str
    """

    on: str
    about: str
    text: str
    coder: str
    made: str


class Contradiction(NamedTuple):
    """One judged passage of a person who speaks both for and against a proposition.

    Attributes
    ----------
    proposition, statement, case, stance, quote, source : str
        The statement in the language in use.
    segment : int
    coder, note, evidence_id : str
    """

    proposition: str
    statement: str
    case: str
    stance: str
    quote: str
    source: str
    segment: int
    coder: str
    note: str
    evidence_id: str


class Alone(NamedTuple):
    """A code that, of all who speak, only this person's speech has, itself and the codes below it.

    Attributes
    ----------
    code : str
    codings, silent, not_asked, unknown_asked : int
        Codings of the person; and how many of the others were silent on it, were not asked, and of how many that is
        unknown.
    """

    code: str
    codings: int
    silent: int
    not_asked: int
    unknown_asked: int


# --- share of talk -------------------------------------------------------------------------------


def talk_of(snapshot: Snapshot, case_ids: Collection[str]) -> list[Talk]:
    """Return how much some cases talk in each interview they speak in, and last in all interviews together.

    ``share = words / (words + others + interviewer)``, ``share_of_informants = words / (words + others)``.
    Speakers whose role is unknown count as informants; comments and text nobody is named for do not count.
    """
    rows, total = [], Counter[str]()
    for source_id, said in spoken_words(snapshot).items():
        parts = _parts(said, case_ids)
        total.update(parts)
        if parts["words"]:
            rows.append(_talk(names(snapshot).source[source_id], parts))
    return [*rows, _talk("", total)] if rows else []


def spoken_words(snapshot: Snapshot) -> Mapping[str, Mapping[str, int]]:
    """Return the words said in each interview by who says them: a case's id, ``interviewer``, or ``""`` for others."""
    return snapshot.derive("spoken words", lambda: _spoken_words(snapshot))


def _spoken_words(snapshot: Snapshot) -> dict[str, Counter[str]]:
    sources = snapshot.table(Source)
    interviews = [key for key in names(snapshot).source if sources[key].kind == "interview"]
    found = {}
    for source_id in interviews:
        text, said = snapshot.text(source_id), Counter[str]()
        for segment in snapshot.version(source_id).segments:
            if segment.speaker and segment.kind != "comment":
                said[_who(snapshot, source_id, segment)] += len(segment.speech.of(text).split())
        found[source_id] = said
    return found


def _who(snapshot: Snapshot, source_id: str, segment: Segment) -> str:
    speaker = snapshot.speakers().get((source_id, segment.speaker))
    if speaker is not None and speaker.role == "interviewer":
        return "interviewer"
    return speaker.case_id or "" if speaker is not None else ""


def _parts(said: Mapping[str, int], case_ids: Collection[str]) -> Counter[str]:
    own = sum(said.get(case_id, 0) for case_id in case_ids)
    interviewer = said.get("interviewer", 0)
    return Counter(words=own, interviewer=interviewer, others=sum(said.values()) - own - interviewer)


def _talk(source: str, parts: Mapping[str, int]) -> Talk:
    own, others, interviewer = parts["words"], parts["others"], parts["interviewer"]
    of_all, of_informants = own + others + interviewer, own + others
    return Talk(
        source, own, others, interviewer, own / of_all if of_all else None,
        own / of_informants if of_informants else None,
    )  # fmt: skip


# --- order of telling ----------------------------------------------------------------------------


def telling_of(quotes: Iterable[Quote]) -> list[Run]:
    """Return the codes in the order a person tells; what stands in a row under one code is one run."""
    runs: list[Run] = []
    for quote in quotes:
        place = (quote.case, quote.source, quote.code)
        if runs and (runs[-1].case, runs[-1].source, runs[-1].code) == place:
            runs[-1] = runs[-1]._replace(codings=runs[-1].codings + 1)
        else:
            runs.append(Run(quote.case, quote.source, quote.turn, quote.start, quote.code, 1))
    return runs


# --- memos ---------------------------------------------------------------------------------------


def notes_on(snapshot: Snapshot, case_ids: Collection[str], quotes: Sequence[Quote]) -> list[Note]:
    """Return the memos on some cases, their sources, the turns in them and their codings; those on the case first."""
    known, speakers = names(snapshot), snapshot.speakers().values()
    about = {("case", key): known.case[key] for key in case_ids}
    about |= {("source", s.source_id): known.source[s.source_id] for s in speakers if s.case_id in case_ids}
    about |= {("coding", quote.coding_id): quote.code for quote in quotes}
    found = []
    for memo in snapshot.all(Memo):
        name = about.get((memo.on, memo.target_id)) or _turn_name(memo, about)
        if name:
            found.append(Note(memo.on, name, memo.text, memo.coder, memo.made))
    return sorted(found, key=lambda note: (MEMO_PLACES.index(note.on), note.made, note.about, note.text))


def _turn_name(memo: Memo, about: Mapping[tuple[str, str], str]) -> str:
    """Return the name of the turn a memo is on, where it is one of these sources."""
    if memo.on != "segment":
        return ""
    source_id, _version, number = memo.target_id.rsplit("/", 2)
    source = about.get(("source", source_id))
    return f"{source}, {number}" if source else ""


# --- contradictions ------------------------------------------------------------------------------


def contradictions_of(snapshot: Snapshot, case_ids: Collection[str]) -> list[Contradiction]:
    """Return the passages judged for and against, of each case that speaks both ways of one proposition.

    A passage that coders judge oppositely is their disagreement and not hers (see `views.judging`): she speaks both
    ways where one coder judged so, or where passages that nobody disputes go both ways.
    """
    order = list(names(snapshot).proposition)
    torn = [(key, judged) for key, judged in judgements(snapshot).items() if key[1] in case_ids]
    torn = [(key, settled(judged)) for key, judged in torn if stance_of(judged) == MIXED]
    torn.sort(key=lambda one: (order.index(one[0][0]) if one[0][0] in order else len(order), one[0]))
    return [row for (name, case_id), judged in torn if case_id for row in _rows(snapshot, name, case_id, judged)]


def _rows(snapshot: Snapshot, proposition: str, case_id: str, judged: Sequence[Judgement]) -> Iterable[Contradiction]:
    known, quotes = names(snapshot), snapshot.quotes(one.passage for one in judged)
    stances, record = (SUPPORTS, CONTRADICTS), snapshot.table(Proposition).get(proposition)
    statement = record.statement.in_language(language()) if record is not None else ""
    both = [one for one in judged if one.evidence.stance in stances]
    for evidence, passage in sorted(both, key=lambda j: (stances.index(j[0].stance), *said_order(snapshot, j[1]))):
        segments = snapshot.segments(passage)
        yield Contradiction(
            known.proposition.get(proposition, proposition), statement, known.case[case_id], evidence.stance,
            quotes[passage.id], known.source[passage.source_id], segments[0].number if segments else 0,
            evidence.coder, evidence.note, evidence.id,
        )  # fmt: skip


# --- what she alone says -------------------------------------------------------------------------


def alone_with(snapshot: Snapshot, case_ids: Collection[str]) -> list[Alone]:
    """Return the codes only these cases have, with where all the others stand to each."""
    said = codes_said(snapshot)
    own = sum((said.get(case_id, Counter()) for case_id in case_ids), Counter[str]())
    others = [case.id for case in speaking_cases(snapshot) if case.id not in case_ids]
    theirs = {code for case_id in others for code in said.get(case_id, ())}
    found = []
    for code, name in names(snapshot).code.items():
        family = frozenset(families(snapshot)[code])
        if code not in own or not family.isdisjoint(theirs):
            continue
        standing = Counter(unsaid(snapshot, case_id, family) for case_id in others)
        found.append(Alone(name, own[code], standing[SILENT], standing[NOT_ASKED], standing[UNKNOWN_ASKED]))
    return found
