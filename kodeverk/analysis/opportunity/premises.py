"""What a yearly cycle is held against: two meetings, the model on the agenda of each, and six premises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model import Activity

MET, NOT_MET, NOT_STATED = "met", "not met", "not stated"
MEETINGS = 2
"""So many partnership meetings a year at least."""

TWO_MEETINGS, MODEL = "two meetings", "model on the agenda"
_SPOKEN = {
    "leader agreement": r"lederavtal|leiaravtal|leader agreement",
    "principles of follow-up": r"prinsipp\w* (?:for|om) oppfølging|oppfølgingsprinsipp|principles? of follow-up",
    "exchange of information": r"informasjonsutveksl|utveksl\w* (?:av )?informasjon|exchange of information",
    "review of services": r"tjenesteportefølj|tenesteportefølj|service portfolio",
    "contact with municipal units": r"kommunale (?:enhet|tjenest|eining|tenest)|andre (?:enhet|eining)|municipal units",
    "political anchoring": (
        r"politisk|\w*politik[ea]r|kommunestyre|formannskap|council|politic"
        r"|(?!arbeidsmiljø|samarbeid|medbestemm)\w*utvalg?(?:et|a|ene)?\b"
    ),
}
PREMISES = (TWO_MEETINGS, MODEL, *_SPOKEN)
_PATTERNS = {premise: re.compile(rf"\b(?:{words})", re.IGNORECASE) for premise, words in _SPOKEN.items()}
_MODEL = re.compile(r"\b(?:mulighetsrom|moglegheitsrom|modellen\b|tjue områd|room for opportunity)", re.IGNORECASE)
_MEETING = re.compile(
    r"(?:(?:\d+\.?|første|andre|tredje|fjerde|(?:vår|høst|haust)ens|ordinært|first|second|third|fourth)\s+)?"
    r"(?:partn[ea]rskapsmøte|eiermøte|eigarmøte|partnership meeting)[tsr]?\b",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r"\bnav[- ]?(?:leder|leiar|leader)|\b(?:leder|leiar|leader)\w* (?:av|for|i|ved|of|at) (?:det lokale )?nav\b",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"\b(?:(?:ikke|ikkje|not)\b(?!-|\s+(?:bare|berre|kun|minst|only|least)\b)"
    r"|ingen\b(?!\s+(?:merknad|endring|innvending))"
    r"|(?:mangl\w*|uten|utan|utsatt|utsett|avlys\w*|none|missing|postponed|cancelled)\b)"
    r"|^no\b",  # within a line it is nynorsk for now
    re.IGNORECASE,
)


class Premise(NamedTuple):
    """One thing a yearly cycle is to hold.

    Attributes
    ----------
    office : str
        Empty for the offices that have what is common and nothing of their own.
    premise : str
        One of `PREMISES`.
    standing : str
        ``met``, ``not met`` or ``not stated``.
    found : tuple of str
        What it rests on: activities and items as they are written.
    read_from : tuple of str
    """

    office: str
    premise: str
    standing: str
    found: tuple[str, ...]
    read_from: tuple[str, ...]


def check(office: str, activities: Sequence[Activity]) -> list[Premise]:
    """Return where a yearly cycle stands to each premise.

    A partnership meeting is an activity whose title begins with it, or with which one of the year it is: what is done
    before or after one is none. *Two meetings*: met where the Nav leader is responsible for at least two; not stated
    where there is none, or it hangs on meetings nobody is said to be responsible for. *Model on the agenda*: met where
    it is on the agenda of every meeting that has one. The others: met where an activity or an item on an agenda names
    it; not met where all that name it say that it is lacking; not stated where none names it. Lacking is what is said
    to be *mangler, ikke, ingen, uten, utsatt* or *avlyst* (not *ikke bare*), of meetings and the model too. Words are
    looked for in Norwegian and English; what was found stands beside the result, to be judged.

    Parameters
    ----------
    office : str
    activities : sequence of Activity
    """
    meetings = [one for one in activities if _MEETING.match(one.title.strip()) and not _LACKING.search(one.title)]
    found = [Premise(office, TWO_MEETINGS, _meetings(meetings), *_told(meetings))]
    found.append(Premise(office, MODEL, _model(meetings), *_told(meetings, _MODEL)))
    for premise, words in _PATTERNS.items():
        lines = [(one, line) for one in activities for line in (one.title, *one.agenda) if words.search(line)]
        holds = any(_holds(words, line) for _one, line in lines)
        standing = NOT_STATED if not lines else MET if holds else NOT_MET
        places = tuple(dict.fromkeys(one.read_from for one, _line in lines))
        found.append(Premise(office, premise, standing, tuple(line for _one, line in lines), places))
    return found


def _meetings(meetings: Sequence[Activity]) -> str:
    led = sum(bool(_LEADER.search(one.responsible)) for one in meetings)
    blank = sum(not one.responsible for one in meetings)
    if led >= MEETINGS:
        return MET
    return NOT_STATED if not meetings or led + blank >= MEETINGS else NOT_MET


def _model(meetings: Sequence[Activity]) -> str:
    held = [one for one in meetings if one.agenda]
    if not held:
        return NOT_STATED
    return MET if all(any(_holds(_MODEL, item) for item in one.agenda) for one in held) else NOT_MET


def _holds(words: re.Pattern[str], line: str) -> bool:
    return bool(words.search(line)) and not _LACKING.search(line)


def _told(
    meetings: Sequence[Activity], words: re.Pattern[str] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the meetings, or the items on their agendas that hold some words, and where they were read."""
    lines = [
        (one, line)
        for one in meetings
        for line in ((f"{one.title} ({one.month})",) if words is None else filter(words.search, one.agenda))
    ]
    return tuple(line for _one, line in lines), tuple(dict.fromkeys(one.read_from for one, _line in lines))


def premise_label(premise: str) -> str:
    """Return a premise in the language in use."""
    labels = {
        TWO_MEETINGS: _("at least two partnership meetings a year, called and minuted by the Nav leader"),
        MODEL: _("the twenty areas on the agenda of every partnership meeting"),
        "leader agreement": _("an agreement between both owners and the leader"),
        "principles of follow-up": _("the owners follow the leader up by the same principles"),
        "exchange of information": _("it is agreed how the owners inform one another"),
        "review of services": _("the municipal services of the office are reviewed every year"),
        "contact with municipal units": _("the leader answers for the contact with other municipal units"),
        "political anchoring": _("politicians are informed and involved"),
    }
    return labels[premise]


def premise_standing_label(standing: str) -> str:
    """Return whether a premise is met, in the language in use."""
    return {MET: _("met"), NOT_MET: _("not met"), NOT_STATED: _("not stated")}[standing]
