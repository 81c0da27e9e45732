"""Guide coverage: what each person was asked, and which codes the guide's questions give material to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kodeverk.analysis.sampling.covering import (
    ASKED,
    CodeFed,
    GuideCoverage,
    InterviewHeld,
    QuestionAsked,
    ThemeFeeds,
)
from kodeverk.analysis.sampling.interviews import heard_in, interviews
from kodeverk.errors import AmbiguousName, KodeverkError, UnknownName
from kodeverk.messages import language
from kodeverk.model import Asked, Code, Coding, Guide, Snapshot, Source
from kodeverk.model.guide import Theme
from kodeverk.model.names import match_one
from kodeverk.views.asked import NOT_ASKED, UNKNOWN_ASKED, interviewer_turns, own_code, question_feeds
from kodeverk.views.naming import names, speaking_cases


def guide_coverage(
    snapshot: Snapshot, guide: str | None = None, *, order: Sequence[str] | None = None
) -> GuideCoverage:
    """Return who was asked what, which codes the guide feeds, and which codes came without a question.

    A person was *asked* a question where an interviewer turn in an interview of hers is linked to it, *not asked* where
    every interviewer turn of all her interviews has been judged and none is linked to it; else nobody knows. Her answer
    is what she says from that turn until the next interviewer turn that asks another question of a guide or that nobody
    has judged: a turn judged to ask nothing from the guide (a probe, a nod) does not end it. Where a turn asks several
    questions, its answer counts for each.

    A theme of the guide feeds the codes named in it, and those above and below them. Codes are told of in the codebooks
    the guide feeds anything in. A code is *emergent* where it is used and no theme of the guide feeds it.

    Parameters
    ----------
    snapshot : Snapshot
    guide : str, optional
        Id of one guide; without it all guides of the study. Two versions of a guide are two guides.
    order : sequence of str, optional
        Names of all interviews in the order they were held; without it, by name.

    Raises
    ------
    UnknownName
        If there is no such guide.
    KodeverkError
        If the study has no guide, or `order` does not name each interview once.
    """
    held = interviews(snapshot, order)
    if not snapshot.table(Guide):
        raise KodeverkError("The study has no interview guide. Bring one in with use_guide.")
    chosen = snapshot.all(Guide)
    if guide is not None:
        chosen = [match_one("guide", guide, snapshot.table(Guide), lambda one: (one.id,))]
    return GuideCoverage(
        tuple(chosen),
        tuple(_asked(snapshot, chosen, held)),
        tuple(_codes(snapshot, chosen, held)),
        tuple(_themes(snapshot, chosen)),
        tuple(_held(snapshot, chosen, held)),
    )


def links(snapshot: Snapshot) -> Mapping[str, Mapping[int, set[str]]]:
    """Return the questions each interviewer turn was judged to ask, by source id and turn; "" for none."""
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in snapshot.all(Asked):
        found[record.source_id][record.segment].add(record.question)
    return found


def _asked(snapshot: Snapshot, guides: Sequence[Guide], held: Sequence[Source]) -> list[QuestionAsked]:
    known, linked = names(snapshot), links(snapshot)
    turns: dict[tuple[str, str], list[str]] = defaultdict(list)
    words: Counter[tuple[str, str]] = Counter()
    unjudged: set[str] = set()
    for source in held:
        own = linked.get(source.id, {})
        asking = interviewer_turns(snapshot, source.id)
        cases = heard_in(snapshot)[source.id]
        if not asking or any(turn not in own for turn in asking):
            unjudged |= {case.id for case in cases}
        for turn in sorted(own):
            for asked in own[turn] - {""}:
                for case in cases:
                    turns[case.id, asked].append(f"{source.name}:{turn}")
        words += _answers(snapshot, source, own, asking)
    rows = []
    interviewed = {case.id for source in held for case in heard_in(snapshot)[source.id]}
    for guide in guides:
        for theme, question in guide.questions():
            name = f"{guide.id}:{question.id}"
            text = question.text.in_language(language())
            for case in (one for one in speaking_cases(snapshot) if one.id in interviewed):
                found = tuple(turns[case.id, name])
                status = ASKED if found else UNKNOWN_ASKED if case.id in unjudged else NOT_ASKED
                said = words[case.id, name] if found else None
                place = (guide.id, theme.id, question.id, text)
                rows.append(QuestionAsked(*place, case.name, known.office[case.id], status, found, said))
    return rows


def _answers(
    snapshot: Snapshot, source: Source, linked: Mapping[int, set[str]], asking: Sequence[int]
) -> Counter[tuple[str, str]]:
    """Return how many words each case of an interview says in answer to each question."""
    text, speakers, turns = snapshot.text(source.id), snapshot.speakers(), set(asking)
    words: Counter[tuple[str, str]] = Counter()
    current: set[str] = set()
    for segment in snapshot.version(source.id).segments:
        if segment.number in turns:
            now = linked.get(segment.number)
            if now != {""}:  # a turn that asks nothing from the guide lets the answer go on
                current = (now or set()) - {""}
            continue
        speaker = speakers.get((source.id, segment.speaker))
        if speaker is not None and speaker.case_id and segment.kind == "turn":
            for question in current:
                words[speaker.case_id, question] += len(segment.speech.of(text).split())
    return words


def _codes(snapshot: Snapshot, guides: Sequence[Guide], held: Sequence[Source]) -> list[CodeFed]:
    feeds, codes = question_feeds(snapshot), snapshot.table(Code)
    fed: dict[str, dict[str, int]] = defaultdict(dict)
    for guide in guides:
        for theme in guide.themes():
            for code in feeds[f"{guide.id}:{theme.id}"] or ():
                fed[code][f"{guide.id}:{theme.id}"] = len(theme.questions)
    books = {codes[code].codebook for code in fed}
    used = Counter(coding.code_id for coding in snapshot.all(Coding))
    cases = {case: {c.code_id for c in found} for case, found in snapshot.codings_by_case().items() if case}
    there = {(coding.source_id, coding.code_id) for coding in snapshot.all(Coding)}
    rows = []
    for key, name in names(snapshot).code.items():
        if codes[key].codebook in books:
            themes = fed.get(key, {})
            said = sum(key in found for found in cases.values())
            first = next((source.name for source in held if (source.id, key) in there), "")
            rows.append(CodeFed(name, codes[key].codebook, tuple(themes), sum(themes.values()), used[key], said, first))
    return rows


def _themes(snapshot: Snapshot, guides: Sequence[Guide]) -> list[ThemeFeeds]:
    rows = []
    for guide in guides:
        for theme in guide.themes():
            codes, unclear = _fed_by(snapshot, guide, theme)
            title, questions = theme.title.in_language(language()), tuple(q.id for q in theme.questions)
            rows.append(ThemeFeeds(guide.id, theme.id, title, questions, tuple(codes), tuple(unclear)))
    return rows


def _fed_by(snapshot: Snapshot, guide: Guide, theme: Theme) -> tuple[list[str], list[str]]:
    """Return the codes a theme names, by their short names, and the names that fit no code or several."""
    codes, unclear = [], []
    for name in theme.feeds:
        try:
            codes.append(names(snapshot).code[own_code(snapshot, guide.id, name)])
        except (UnknownName, AmbiguousName):
            unclear.append(name)
    return codes, unclear


def _held(snapshot: Snapshot, guides: Sequence[Guide], held: Sequence[Source]) -> list[InterviewHeld]:
    linked = links(snapshot)
    rows = []
    for source in held:
        own = linked.get(source.id, {})
        unjudged = sum(turn not in own for turn in interviewer_turns(snapshot, source.id))
        cases = tuple(case.name for case in heard_in(snapshot)[source.id])
        asked = set().union(*own.values())
        for guide in guides:
            ids = {f"{guide.id}:{question.id}" for _theme, question in guide.questions()}
            count = len(ids & asked)
            rows.append(InterviewHeld(source.name, cases, guide.id, guide.version, count, len(ids), unjudged))
    return rows
