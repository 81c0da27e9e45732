"""What an agreement says of the office, read out with the passage that says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from kodeverk.analysis.documents.split import Point
from kodeverk.analysis.documents.wording import CONTENT, Sentence, shown, together
from kodeverk.language.dates import dates
from kodeverk.language.fold import fold
from kodeverk.messages import _
from kodeverk.model import Span

LEADER_MODEL, EMPLOYER, FROM, TO, PERIOD, REVISION, SERVICES = (
    "agreement_leader_model", "agreement_employer", "agreement_from", "agreement_to", "agreement_period",
    "agreement_revision", "agreement_services",
)  # fmt: skip
ATTRIBUTES = (LEADER_MODEL, EMPLOYER, FROM, TO, PERIOD, REVISION, SERVICES)
"""What is read out of an agreement; see `read_out`."""
_LASTING = r"varighet|varigheit|periode|revisjon|gyldig|løpetid|period|duration"
"""In headings of points about how long an agreement lasts."""

ONE_LEADER, TWO_LEADERS = "enleder", "toleder"
MUNICIPAL, STATE, BOTH, CHOICE = "kommunal", "statlig", "kommunal og statlig", "valgfri"
CLOSED = {LEADER_MODEL: {ONE_LEADER, TWO_LEADERS}, EMPLOYER: {MUNICIPAL, STATE, BOTH, CHOICE}}
"""The values an attribute may have, where it cannot have others."""

_TWO = re.compile(r"\b(?:delt(?:e)? (?:ledelse|leiing)|todel\w*|2-delt|to (?:ledere|leiarar)|two leaders)\b")
_ONE = re.compile(
    r"\b(?:enhetlige? (?:ledelse|leder)|einskapleg leiing|(?:én|en|ein|éin) (?:felles )?(?:leder|leiar)|one leader)\b"
)
_EMPLOYED = re.compile(
    r"\b(?:ansatt|ansettes|ansettelse\w*|tilsatt|tilsett\w*|arbeidsgiver\w*|arbeidsgjevar\w*|employed)\b"
)
_CHOOSES = re.compile(
    r"\b(?:velger selv|vel sjølv|kan velge|fritt velge|eget valg|eige val|valgfri\w*|eget ønske|chooses)\b"
)
_BY_MUNICIPALITY = re.compile(r"\bkommun\w*")
_BY_STATE = re.compile(r"\b(?:stat|staten|statens|statlig\w*|arbeids- og velferdsetaten)\b")
_REVISED = re.compile(
    r"\b(?:gjennomgå\w*|revider\w*|revisjon\w*|evaluer\w*|vurder\w*|reforhandl\w*|forny\w*|revised)\b"
)
_NUMBERS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "annet": 2, "andre": 2, "anna": 2, "tredje": 3, "fjerde": 4,
    "femte": 5, "sjette": 6, "other": 2, "second": 2, "third": 3,
}  # fmt: skip
_NTH = rf"(?:(?P<nth>{'|'.join(_NUMBERS)}|\d{{1,2}})\.?\s+)?"
_INTERVAL = re.compile(
    rf"\b(?:(?:hvert|kvart|hver|kvar|every)\s+{_NTH}(?P<unit>år|måned|månad|month|year)|(?P<second>ann(?:et|a)hvert år)"
    r"|(?P<half>halvårlig|halvårleg|hvert halvår|kvart halvår)"
    r"|(?P<yearly>årlig|årleg|(?:én|en|ein|éin) gang (?:i|per|pr\.?) året?|yearly|annually))\b"
)
_FROM_TO = re.compile(r"\b(?:fra|frå|from|periode\w*|gjelder|gjeld)\b")
_NOT = re.compile(r"\b(?:ikke|ikkje|ingen|unntatt|utenom|utanom|not)\b")
_VOCABULARY = {
    "sosialhjelp": r"sosialhjelp\w*|økonomisk stønad",
    "gjeldsrådgivning": r"gjeldsråd\w*|økonomisk rådgivning",
    "rus": r"rus|rus(?:arbeid|omsorg|tjeneste|oppfølging|vern)\w*",
    "flyktninger": r"flyktning\w*|introduksjonsprogram\w*",
    "bolig": r"bolig\w*|booppfølging\w*|bustad\w*",
    "arbeidstiltak": r"arbeidstrening\w*|arbeidstiltak\w*|tiltak|kvalifiseringsprogram\w*|sysselsetting\w*",
    "norskopplæring": r"norskopplæring\w*|språkopplæring\w*|språktrening\w*",
    "psykisk helse": r"psykisk helse\w*",
    "barnevern": r"barnevern\w*",
    "voksenopplæring": r"voksenopplæring\w*|vaksenopplæring\w*",
    "hjemmetjenester": r"hjemmetjenest\w*|heimeten\w*|hjemmesykepleie\w*|omsorgstjenest\w*",
}
"""Services a municipality may lay to an office, with the words they go by."""
KNOWN_SERVICES = tuple(_VOCABULARY)


class ReadOut(NamedTuple):
    """What an agreement says of one thing.

    Attributes
    ----------
    attribute : str
        One of `ATTRIBUTES`.
    value : str, int or None
        None where it does not say it, or says it in two ways.
    point : str
        Number of the point it stands in; empty where it does not.
    passage : str
        The sentences that say it.
    span : Span or None
        From the first of them to the last, in code points.
    """

    attribute: str
    value: str | int | None
    point: str = ""
    passage: str = ""
    span: Span | None = None


def read_out(text: str, points: Sequence[Point]) -> list[ReadOut]:
    """Return what an agreement says of leadership, employer, period, revision and services, each with its passage.

    - ``agreement_leader_model``: ``enleder`` or ``toleder``; ``agreement_employer``: ``kommunal``, ``statlig``,
      ``kommunal og statlig`` (of two leaders) or ``valgfri`` (the leader chooses). Read in points whose heading is
      about leadership.
    - ``agreement_from``, ``agreement_to``: dates, ISO 8601; ``agreement_period``: both, parted by ``/``;
      ``agreement_revision``: how many months between revisions. Read in points about period or revision.
    - ``agreement_services``: municipal services laid to the office, parted by ``; ``, by the names of a fixed
      vocabulary, unless the sentence denies them. Read in the first point about services that are not adjoining.

    By expressions, in bokmål, with the most usual of nynorsk. Sentences that still leave a place open say nothing, and
    sentences that say two different things together say none of them.

    Parameters
    ----------
    text : str
    points : sequence of Point
        Of the agreement; see `split`.
    """
    leading = _about(points, r"ledelse|leder|leiing|leiar|leader")
    lasting = _about(points, _LASTING)
    services = _about(points, r"(?<!tilgrensende )(?<!tilstøtende )(?:tjenester|tenester|oppgaver|services)")[:1]
    start, end = _one(FROM, text, lasting, _dated(0)), _one(TO, text, lasting, _dated(1))
    period = ReadOut(PERIOD, None)
    if start.value and end.value:
        period = start._replace(attribute=PERIOD, value=f"{start.value}/{end.value}")
    return [
        _one(LEADER_MODEL, text, leading, _leader_model),
        _one(EMPLOYER, text, leading, _employer),
        start,
        end,
        period,
        _one(REVISION, text, lasting, _months),
        _services(text, services),
    ]


def no_days(text: str, points: Sequence[Point]) -> list[tuple[str, str]]:
    """Return the dates no calendar has in what an agreement says of its period: number of the point, and the date."""
    return [
        (point.key, said[one.start : one.end])
        for point, _sentence, said in _said(text, _about(points, _LASTING))
        for one in dates(said)
        if not one.iso
    ]


def attribute_label(attribute: str) -> str:
    """Return what an attribute that is read out says, in the language in use."""
    labels = {
        LEADER_MODEL: _("leader model"),
        EMPLOYER: _("employer of the leader"),
        FROM: _("valid from"),
        TO: _("valid to"),
        PERIOD: _("period"),
        REVISION: _("months between revisions"),
        SERVICES: _("services"),
    }
    return labels.get(attribute, attribute)


def _about(points: Sequence[Point], words: str) -> list[Point]:
    """Return the points whose heading has one of some words."""
    return [point for point in points if re.search(rf"\b{words}", fold(shown(point.heading)))]


def _said(text: str, points: Iterable[Point]) -> Iterator[tuple[Point, Sentence, str]]:
    """Yield the sentences that leave no place open, each with its point and in lower case."""
    for point in points:
        for sentence in point.sentences:
            if all(word.key != CONTENT for word in sentence.words):
                yield point, sentence, fold(shown(text[sentence.start : sentence.end]))


def _one(attribute: str, text: str, points: Iterable[Point], read: Callable[[str], str | int | None]) -> ReadOut:
    """Return the one thing sentences say; nothing where they say different things."""
    found: dict[str | int, tuple[Point, Sentence]] = {}
    for point, sentence, said in _said(text, points):
        if (value := read(said)) is not None:
            found.setdefault(value, (point, sentence))
    if not found:
        return ReadOut(attribute, None)
    value, (point, sentence) = next(iter(found.items()))
    span = Span(sentence.start, sentence.end)
    return ReadOut(attribute, value if len(found) == 1 else None, point.key, shown(span.of(text)), span)


def _leader_model(said: str) -> str | None:
    one, two = _ONE.search(said), _TWO.search(said)
    if bool(one) == bool(two):
        return None
    return ONE_LEADER if one else TWO_LEADERS


def _employer(said: str) -> str | None:
    if not _EMPLOYED.search(said):
        return CHOICE if _CHOOSES.search(said) and _BY_STATE.search(said) and _BY_MUNICIPALITY.search(said) else None
    if _CHOOSES.search(said):
        return CHOICE
    municipal, state = _BY_MUNICIPALITY.search(said), _BY_STATE.search(said)
    if municipal and state:
        return BOTH
    return MUNICIPAL if municipal else STATE if state else None


def _dated(place: int) -> Callable[[str], str | None]:
    def read(said: str) -> str | None:
        found = dates(said) if _FROM_TO.search(said) else []
        return found[place].iso or None if len(found) == 2 else None

    return read


def _months(said: str) -> int | None:
    """Return how many months between revisions a sentence says.

    >>> _months("den gjennomgås deretter hvert andre år."), _months("avtalen revideres årlig.")
    (24, 12)
    """
    found = _INTERVAL.search(said)
    if found is None or not _REVISED.search(said):
        return None
    if found["yearly"]:
        return 12
    if found["half"] or found["second"]:
        return 6 if found["half"] else 24
    count = _NUMBERS.get(found["nth"] or "") or int(found["nth"] or 1)
    return count * (12 if found["unit"] in ("år", "year") else 1)


def _laid_to_the_office(said: str) -> set[str]:
    """Return the services a part of a sentence names and does not deny; a denial that names none denies what is before.

    >>> sorted(_laid_to_the_office("rusarbeid og bolig, men ikke barnevern"))
    ['bolig', 'rus']
    >>> _laid_to_the_office("flyktningtjenesten holder til i samme hus, men inngår ikke i kontoret")
    set()
    """
    found: set[str] = set()
    for part in re.split(r",? (?:men|but) ", said):
        mine = {name for name, words in _VOCABULARY.items() if re.search(rf"\b(?:{words})\b", part)}
        if _NOT.search(part):
            found = found if mine else set()
        else:
            found |= mine
    return found


def _services(text: str, points: Sequence[Point]) -> ReadOut:
    named: dict[str, None] = {}
    places: list[tuple[Point, Sentence]] = []
    for point, sentence, said in _said(text, points):
        mine = {name for part in re.split("[;:]", said) for name in _laid_to_the_office(part)}
        if mine:
            named |= dict.fromkeys(mine)
            places.append((point, sentence))
    if not places:
        return ReadOut(SERVICES, None)
    passage = together(shown(text[one.start : one.end]) for _point, one in places)
    value = "; ".join(name for name in _VOCABULARY if name in named)
    return ReadOut(SERVICES, value, places[0][0].key, passage, Span(places[0][1].start, places[-1][1].end))
