"""Quotes: codings with their text and who says it, as every view shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from kodeverk.messages import _
from kodeverk.model import Coding, Snapshot, Span, Suggestion, merged
from kodeverk.views.naming import names, natural
from kodeverk.views.removed import mark, marked

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "theme", "sub_question", "case", "office", "source", "source_id", "start", "end", "quote", "code", "code_id",
    "coder", "coding_id",
)  # fmt: skip
"""Columns of the frames of quotes: one row per coding and case it belongs to."""

NOT_PLACED = "not placed"
SPEAKER_ATTRIBUTES = ("role", "rolle", "position", "stilling", "line", "linje")
"""Attributes that stand in the line that says who speaks, as far as a study has them."""


class Quote(NamedTuple):
    """A coding in the speech of one case, as shown under a theme or a person.

    Attributes
    ----------
    theme : str
        Short name of the code, category or sub-question it is shown under.
    sub_question : str
        Id of the sub-question it was placed under; ``not placed`` where the theme has sub-questions
        and it was not; empty where the theme has none.
    case, office : str
        Short names; empty in speech that is bound to nobody.
    source, source_id : str
    start, end : int
        In code points of the source's text.
    quote, code, code_id, coder, coding_id : str
    case_id : str or None
    turn : int
        Number of the first segment it stands in.
    removed : str
        ``text removed (version 1)`` where a correction removed the text: the quote, place and turn are those of the
        version it stayed in; else empty.
    """

    theme: str
    sub_question: str
    case: str
    office: str
    source: str
    source_id: str
    start: int
    end: int
    quote: str
    code: str
    code_id: str
    coder: str
    coding_id: str
    case_id: str | None
    turn: int
    removed: str = ""

    @property
    def place(self) -> str:
        """Source and segment, and the mark where the text was removed, in the language in use."""
        return marked(_("{source}, segment {segment}").format(source=self.source, segment=self.turn), self.removed)


def quotes_of(
    snapshot: Snapshot,
    pairs: Iterable[tuple[str | None, Coding]],
    theme: Callable[[Coding], str],
    sub_question: Callable[[Coding], str],
) -> list[Quote]:
    """Return codings as quotes, in the order said: by source, start, end, code and coder.

    Parameters
    ----------
    snapshot : Snapshot
    pairs : list of (case id or None, Coding)
        None for speech that is bound to nobody.
    theme, sub_question : functions
        What each coding is shown under.
    """
    known = names(snapshot)
    rank = snapshot.derive("code rank", lambda: {key: place for place, key in enumerate(known.code)})
    ordered = sorted(
        pairs,
        key=lambda p: (
            *said_order(snapshot, p[1]),
            rank.get(p[1].code_id, -1),
            p[1].coder,
            natural(known.case.get(p[0] or "", "")),
        ),
    )
    quotes = snapshot.quotes(coding for _case_id, coding in ordered)
    return [
        Quote(
            theme(c), sub_question(c), known.case.get(case_id or "", ""), known.office.get(case_id or "", ""),
            known.source[c.source_id], c.source_id, c.start, c.end, quotes[c.id], known.code.get(c.code_id, ""),
            c.code_id, c.coder, c.id, case_id, first_turn(snapshot, c, case_id), mark(snapshot, c),
        )
        for case_id, c in ordered
    ]  # fmt: skip


def said_order(snapshot: Snapshot, coding: Coding | Suggestion) -> tuple[int, int, int]:
    """Return a key that sorts codings by name of their source, then by place in it."""
    place = snapshot.derive("source rank", lambda: {key: n for n, key in enumerate(names(snapshot).source)})
    return place[coding.source_id], coding.start, coding.end


def first_turn(snapshot: Snapshot, coding: Coding | Suggestion, case_id: str | None = None) -> int:
    """Return the number of the first segment a coding stands in, with `case_id` the first of that case; 0 for none."""
    segments = snapshot.segments(coding)
    if case_id:
        speakers = snapshot.speakers()
        own = ((s, speakers.get((coding.source_id, s.speaker))) for s in segments)
        segments = tuple(s for s, who in own if who is not None and who.case_id == case_id) or segments
    return segments[0].number if segments else 0


def once(quotes: Iterable[Quote]) -> list[Quote]:
    """Return quotes with each passage once under a code: where several have coded it, one quote names them all.

    Its coder is their names, parted by ``, ``, and its other fields are those of the first.
    """
    alike: dict[Quote, list[Quote]] = defaultdict(list)
    for quote in quotes:
        alike[quote._replace(coder="", coding_id="")].append(quote)
    return [same[0]._replace(coder=", ".join(dict.fromkeys(one.coder for one in same))) for same in alike.values()]


def frame_of(quotes: Iterable[Quote]) -> pd.DataFrame:
    """Return quotes as a frame with the columns `COLUMNS`."""
    import pandas as pd

    return pd.DataFrame([quote[: len(COLUMNS)] for quote in quotes], columns=list(COLUMNS))


def frame_from(record: Any, rows: Iterable[Any]) -> pd.DataFrame:
    """Return named tuples of one kind as a frame, a column for each of their fields."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(record._fields))


def speaker_line(snapshot: Snapshot, case_id: str | None) -> str:
    """Return who speaks: case, office, and role and line as far as known.

    *Without case* for speech that is bound to nobody.
    """
    if case_id is None:
        return _("without case")
    known = names(snapshot)
    values = snapshot.values(case_id)
    office = known.office[case_id] if known.office[case_id] != known.case[case_id] else ""
    described = [str(values[name]) for name in SPEAKER_ATTRIBUTES if name in values and values[name].value is not None]
    return ", ".join(part for part in (known.case[case_id], office, *described) if part)


def spoken(snapshot: Snapshot, coding: Coding | Suggestion, case_id: str | None) -> list[Span]:
    """Return what of a coding's span is speech of this case; without a case, the whole span."""
    if case_id is None:
        return [coding.span]
    speakers = snapshot.speakers()
    parts = []
    for segment in snapshot.segments(coding):
        speaker = speakers.get((coding.source_id, segment.speaker))
        shared = segment.speech.intersection(coding.span)
        if speaker is not None and speaker.case_id == case_id and shared is not None:
            parts.append(shared)
    return parts


def words(snapshot: Snapshot, codings: Iterable[Coding], case_id: str | None) -> int:
    """Return how many words of a case the codings cover; words coded twice count once."""
    spans: dict[tuple[str, int], list[Span]] = defaultdict(list)
    for coding in codings:
        spans[coding.source_id, coding.version] += spoken(snapshot, coding, case_id)
    return sum(len(span.of(snapshot.text(*place)).split()) for place, found in spans.items() for span in merged(found))
