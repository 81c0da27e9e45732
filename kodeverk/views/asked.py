"""Said, silent, not asked, unknown whether asked: four things that differ and are never merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kodeverk.errors import AmbiguousName, UnknownName
from kodeverk.messages import _
from kodeverk.model import NOT_APPLICABLE, Asked, Case, Coding, Guide, Snapshot, Speaker
from kodeverk.model.guide import Theme
from kodeverk.views.naming import ancestors, families, members, names

SAID = "said"
SILENT = "silent"
NOT_ASKED = "not asked"
UNKNOWN_ASKED = "unknown whether asked"
STATUSES = (SAID, SILENT, NOT_ASKED, UNKNOWN_ASKED)


class Standing(NamedTuple):
    """Where one case stands to a theme.

    Attributes
    ----------
    case, office : str
        Short names.
    status : str
        ``said``, ``silent``, ``not asked`` or ``unknown whether asked``.
    codings : int
        How many codings of the case stand under the theme.
    case_id : str
    """

    case: str
    office: str
    status: str
    codings: int
    case_id: str


def status_label(status: str) -> str:
    """Return a status in the language in use."""
    labels = {
        SAID: _("said"),
        SILENT: _("silent"),
        NOT_ASKED: _("not asked"),
        UNKNOWN_ASKED: _("unknown whether asked"),
        NOT_APPLICABLE: _("not applicable"),
    }
    return labels.get(status, status)


def status(snapshot: Snapshot, case_id: str, code_ids: Iterable[str]) -> str:
    """Return where a case stands to some codes.

    *Said*: it has a coding with one of them, asked or not. *Silent*: no coding, though a turn in a
    source where the case speaks was judged to ask a question whose guide theme feeds one of the codes
    (a parent counts for its children and a child for its parents). *Not asked*: every interviewer
    turn in all sources where it speaks was judged, and none does. Else *unknown whether asked*. For
    an office: said if one of its informants said it, else silent if one was silent, not asked
    only if none was asked.

    Parameters
    ----------
    snapshot : Snapshot
    case_id : str
    code_ids : list of str

    Returns
    -------
    str
        One of `STATUSES`.
    """
    codes = frozenset(code_ids)
    return in_all(_of_one(snapshot, one.id, codes) for one in members(snapshot, snapshot.table(Case)[case_id]))


def in_all(statuses: Iterable[str]) -> str:
    """Return where an office stands when its informants stand so: said if one said it, else silent if one was.

    Not asked only if none was asked. Informants to whom it is not applicable do not count, unless it is so to all.

    >>> in_all(["not asked", "silent"]), in_all(["not asked", "unknown whether asked"]), in_all([])
    ('silent', 'unknown whether asked', 'unknown whether asked')
    >>> in_all(["not asked", "not applicable"]), in_all(["not applicable"])
    ('not asked', 'not applicable')
    """
    every = set(statuses)
    found = every - {NOT_APPLICABLE} or every
    for one in (SAID, SILENT):
        if one in found:
            return one
    return found.pop() if found in ({NOT_ASKED}, {NOT_APPLICABLE}) else UNKNOWN_ASKED


def standings(
    snapshot: Snapshot, cases: Iterable[Case], code_ids: Iterable[str], pairs: Iterable[tuple[str | None, Coding]]
) -> list[Standing]:
    """Return where each case, by itself, stands to a theme with these codes and codings.

    Parameters
    ----------
    snapshot : Snapshot
    cases : list of Case
    code_ids : list of str
    pairs : list of (case id or None, Coding)
        The codings under the theme.
    """
    codes, known = frozenset(code_ids), names(snapshot)
    count = Counter(case_id for case_id, _coding in pairs)
    return [
        Standing(
            case.name, known.office[case.id], SAID if count[case.id] else unsaid(snapshot, case.id, codes),
            count[case.id], case.id,
        )
        for case in cases
    ]  # fmt: skip


def _of_one(snapshot: Snapshot, case_id: str, codes: frozenset[str]) -> str:
    said = not codes.isdisjoint(codes_said(snapshot).get(case_id, ()))
    return SAID if said else unsaid(snapshot, case_id, codes)


def unsaid(snapshot: Snapshot, case_id: str, codes: frozenset[str]) -> str:
    """Return whether a case that says nothing with some codes was silent or not asked, or that this is unknown."""
    asked = snapshot.derive("asked", lambda: _asked(snapshot))
    if not codes.isdisjoint(asked.fed.get(case_id, ())):
        return SILENT
    return NOT_ASKED if codes and case_id in asked.judged else UNKNOWN_ASKED


def codes_said(snapshot: Snapshot) -> Mapping[str | None, Counter[str]]:
    """Return how many codings each case has with each code, by case id and code id."""
    return snapshot.derive(
        "codes said",
        lambda: {case: Counter(c.code_id for c in found) for case, found in snapshot.codings_by_case().items()},
    )


# --- what was asked ------------------------------------------------------------------------------


class _AskedOf(NamedTuple):
    fed: Mapping[str, set[str]]
    judged: set[str]


def _asked(snapshot: Snapshot) -> _AskedOf:
    feeds = question_feeds(snapshot)
    questions: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in snapshot.all(Asked):
        questions[record.source_id][record.segment].append(record.question)
    sources: dict[str, set[str]] = defaultdict(set)
    for speaker in snapshot.all(Speaker):
        if speaker.case_id:
            sources[speaker.case_id].add(speaker.source_id)
    fed: dict[str, set[str]] = {}
    judged: set[str] = set()
    for case_id, spoken_in in sources.items():
        asked = [q for source in spoken_in for found in questions[source].values() for q in found]
        fed[case_id] = {code for q in asked for code in feeds.get(q) or ()}
        clear = all(q == "" or feeds.get(q) is not None for q in asked)
        if asked and clear:  # where nothing was judged, no turn needs to be looked at
            turns = [(source, turn) for source in spoken_in for turn in interviewer_turns(snapshot, source)]
            if turns and all(turn in questions[source] for source, turn in turns):
                judged.add(case_id)
    return _AskedOf(fed, judged)


def interviewer_turns(snapshot: Snapshot, source_id: str) -> list[int]:
    """Return the numbers of the turns an interviewer speaks, or somebody nobody has placed."""
    speakers = snapshot.speakers()
    turns = []
    for segment in snapshot.version(source_id).segments:
        speaker = speakers.get((source_id, segment.speaker))
        unplaced = speaker is None or (speaker.role == "unknown" and not speaker.case_id)
        if segment.kind == "turn" and (unplaced or (speaker is not None and speaker.role == "interviewer")):
            turns.append(segment.number)
    return turns


def question_feeds(snapshot: Snapshot) -> Mapping[str, frozenset[str] | None]:
    """Return for each ``<guide>:<question>`` the ids of the codes its theme feeds.

    Codes above and below a code fed are fed too. None where a name in ``feeds`` fits several codes,
    so that what the question feeds cannot be told. A theme's id stands for a question of it.
    """
    return snapshot.derive("question feeds", lambda: _question_feeds(snapshot))


def _question_feeds(snapshot: Snapshot) -> dict[str, frozenset[str] | None]:
    feeds: dict[str, frozenset[str] | None] = {}
    for guide in snapshot.all(Guide):
        for theme in guide.themes():
            codes = _theme_feeds(snapshot, guide, theme)
            for name in (theme.id, *(question.id for question in theme.questions)):
                feeds[f"{guide.id}:{name}"] = codes
    return feeds


def _theme_feeds(snapshot: Snapshot, guide: Guide, theme: Theme) -> frozenset[str] | None:
    found: set[str] = set()
    for name in theme.feeds:
        try:
            code = own_code(snapshot, guide.id, name)
        except UnknownName:
            continue
        except AmbiguousName:
            return None
        found |= {*families(snapshot)[code], *ancestors(snapshot, code)}
    return frozenset(found)


def own_code(snapshot: Snapshot, document: str, name: str) -> str:
    """Return the id of the code a guide or theory means: one of its own codebook first.

    ``guide-likeverd-2019`` and ``teori-likeverd-2019`` belong to the codebook ``likeverd-2019``.

    Raises
    ------
    UnknownName, AmbiguousName
    """
    book = document.partition("-")[2]
    try:
        return snapshot.code(name if ":" in name else f"{book}:{name}").id
    except UnknownName:
        if ":" in name:
            raise
        return snapshot.code(name).id
