"""All that a report may quote: the sources of the study, its guides, and documents from outside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kodeverk.analysis.proofreading.passages import Hit, Library, words_of
from kodeverk.model import Guide, Snapshot, Source, canonical
from kodeverk.reading import find_files, read_source
from kodeverk.views.naming import names

Documents: TypeAlias = "str | Path | Iterable[str | Path] | Mapping[str, str]"

INFORMANT, INTERVIEWER, UNBOUND, DOCUMENT = "informant", "interviewer", "nobody", "document"
SPEAKERS = (INFORMANT, INTERVIEWER, UNBOUND, DOCUMENT)


class Place(NamedTuple):
    """Where a passage stands.

    Attributes
    ----------
    source : str
        Short name of the source, guide or document.
    source_id : str
        Empty for guides, and for documents that are not in the study.
    segment : int
        Number of the segment it starts in; 0 where there are none.
    start, end : int
        In code points of the source's text.
    speaker : str
        One of `SPEAKERS`: who speaks there.
    case_id : str or None
    case : str
        Short name of the case that speaks; empty where none does.
    """

    source: str
    source_id: str
    segment: int
    start: int
    end: int
    speaker: str
    case_id: str | None = None
    case: str = ""


class _Text(NamedTuple):
    name: str
    source_id: str
    interview: bool
    starts: list[int]


class Shelf:
    """The texts a report may quote, with who speaks where in them.

    Parameters
    ----------
    snapshot : Snapshot
    documents : path, list of paths, or dict of name to text
        Documents that are not in the study.
    """

    def __init__(self, snapshot: Snapshot, documents: Documents = ()) -> None:
        self._snapshot = snapshot
        self._speakers = snapshot.speakers()
        self._texts: list[_Text] = []
        words = []
        for source in sorted(snapshot.all(Source), key=lambda s: s.id):
            starts = [segment.start for segment in snapshot.version(source.id).segments]
            self._texts.append(_Text(source.name, source.id, source.kind == "interview", starts))
            words.append(words_of(source.id, snapshot.text(source.id)))
        for name, text in [*_guides(snapshot), *_outside(documents)]:
            starts = [0, *(gap.end() for gap in re.finditer(r"\n\s*\n", text))]
            self._texts.append(_Text(name, "", False, starts))
            words.append(words_of(name, text))
        self.library = Library(words)

    def is_interview(self, hit: Hit) -> bool:
        """Return whether a hit stands in an interview."""
        return self._texts[hit.text].interview

    def turn(self, text: int, word: int) -> int:
        """Return the place, in its text, of the segment a word stands in."""
        return bisect_right(self._texts[text].starts, self.library.texts[text].starts[word]) - 1

    def in_one_turn(self, hits: list[Hit]) -> bool:
        """Return whether all hits stand in one turn of an interview, or in one document."""
        first = hits[0]
        if len({hit.text for hit in hits}) > 1:
            return False
        turns = {self.turn(first.text, word) for hit in hits for word in (hit.first, hit.last - 1)}
        return len(turns) == 1 or not self.is_interview(first)

    def words_in(self, text: int, turn: int) -> range:
        """Return the numbers of the words of one segment."""
        starts, words = self._texts[text].starts, self.library.texts[text].starts
        end = starts[turn + 1] if turn + 1 < len(starts) else 1 << 60
        return range(bisect_left(words, starts[turn] if turn >= 0 else 0), bisect_left(words, end))

    def place(self, hits: list[Hit]) -> Place:
        """Return where a passage stands that runs from the first of these hits to the last."""
        first, last = hits[0], hits[-1]
        text, turn = self._texts[first.text], self.turn(first.text, first.first)
        start, end = self.library.span(first).start, self.library.span(last).end
        if not text.interview:
            return Place(text.name, text.source_id, turn + 1 if text.source_id else 0, start, end, DOCUMENT)
        segment = self._snapshot.version(text.source_id).segments[max(0, turn)]
        who = self._speakers.get((text.source_id, segment.speaker))
        speaker = UNBOUND if who is None or segment.kind != "turn" else INFORMANT if who.case_id else who.role
        case_id = who.case_id if who is not None and speaker == INFORMANT else None
        case = names(self._snapshot).case.get(case_id or "", "")
        known = speaker if speaker in (INFORMANT, INTERVIEWER) else UNBOUND
        return Place(text.name, text.source_id, segment.number, start, end, known, case_id, case)


def _guides(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return each guide's questions as a text."""
    return [
        (guide.id, "\n\n".join(str(q.text) for theme in guide.themes() for q in theme.questions))
        for guide in sorted(snapshot.all(Guide), key=lambda g: g.id)
    ]


def _outside(documents: Documents) -> list[tuple[str, str]]:
    if isinstance(documents, Mapping):
        return [(name, canonical(text).text) for name, text in documents.items()]
    read = [read_source(path) for path in (find_files(documents) if documents else ())]
    return [(one.name, one.text) for one in read]
