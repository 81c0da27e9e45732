"""Sources of another program as texts with turns, and its passages as codings."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime
from typing import NamedTuple

from kodeverk.messages import _, _n
from kodeverk.model import Coding, Segment, Source, SourceVersion, Span, canonical, sha256
from kodeverk.model.codec import to_plain
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Content, ImportReport
from kodeverk.reading.turns import Turns, divide, lines_of
from kodeverk.refi.counted import quotes
from kodeverk.refi.exchange import ForeignCoding, ForeignSource, Selection
from kodeverk.refi.positions import Calibration, placed
from kodeverk.refi.taking import STUDY, Passage, Taking, Target, Text, clean, free, moment

ELEMENTS = {"text": "TextSource", "pdf": "PDFSource", "audio": "AudioSource", "video": "VideoSource",
            "picture": "PictureSource", "transcript": "Transcript"}  # fmt: skip


class _Held(NamedTuple):
    """A source being made: its record, the ends of its segments, the GUIDs of passages in its text, and the text."""

    source: ForeignSource
    record: Source
    ends: list[int]
    twins: frozenset[str]
    text: str


class Texts:
    """Makes sources one by one, with names nothing goes by yet and codings that are not there yet."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        exchange = taking.exchange
        self._cases = {case.guid for case in exchange.cases} - {""}
        self._linked = {end for link in exchange.links for end in (link.origin, link.target)}
        self._linked |= {guid for case in exchange.cases for guid in case.selections}
        self._names: dict[str, str] = {}
        self._codings: dict[tuple[str, int, int, str, str], str] = {}
        self._time = datetime.now(UTC).isoformat(timespec="seconds")

    def take(self, source: ForeignSource, found: Calibration) -> None:
        """Make a source of a text, with all that stands on it."""
        taking, element = self.taking, ELEMENTS[source.kind]
        name = free(clean(source.name) or source.file.rpartition(".")[0] or f"source {source.guid[:8]}", self._names)
        place = placed(source, found.convention)
        if not place.text.strip():
            self._without_text(source, name)
            return
        source_id = taking.own_id("source", source.guid, name)
        self._names[name] = source_id
        turns = divide(place.text, lines_of(place.text, 0))
        segments = self._timed(turns.segments, place.points, source)
        record = self._records(source, source_id, name, place.text, turns._replace(segments=segments))
        key = source.guid if source.guid not in taking.held else source_id
        taking.held[key] = Text(record, segments, dict(turns.roles))
        taking.kept(element, _("its text; the recording stays where it is") if element in _RECORDED else "")
        target = Target("source", source_id, name)
        taking.point(source.guid, target, source.notes)
        if source.description:
            taking.kept("Description")
            taking.memo(target, source.description, user=source.user, made=source.made)
        twins = frozenset(one.guid for one, span in zip(source.selections, place.spans, strict=True) if span)
        held = _Held(source, record, [segment.end for segment in segments], twins, place.text)
        for one, span in zip(source.selections, place.spans, strict=True):
            if span is None:
                self._lost(held, one)
            else:
                self._passage(held, one, Passage(source_id, span))
        whole = Passage(source_id, Span(0, len(place.text)))
        for coding in source.codings:
            self._coding(coding, whole, (source.user,), _("on the whole text"))
        if place.cut:
            told = _n(
                "{name}: {count} passage began or ended within a character and was widened to its edge.",
                "{name}: {count} passages began or ended within a character and were widened to its edge.",
                place.cut,
            )
            taking.warnings[told.format(name=name, count=place.cut)] = None

    def _records(self, source: ForeignSource, source_id: str, name: str, text: str, turns: Turns) -> Source:
        changes = canonical(source.text).changes
        original = source.original or (source.text.encode("utf-8", "replace") if changes else b"")
        ending = source.file.rpartition(".")[2].lower() if source.original else "txt"
        file = source.file if source.original else f"{name}.txt"
        count = letters(text)
        report = ImportReport(
            file=self.taking.file, format="qdpx", encoding="utf-8", characters=len(text),
            turns=sum(one.kind == "turn" for one in turns.segments), speakers=tuple(turns.roles), tables=0,
            content=(Content("letters", count, count, 0),), changes=changes,
        )  # fmt: skip
        spoken = source.kind in ("audio", "video", "transcript") or bool(turns.roles)
        record = Source(source_id, name, "interview" if spoken or source.kind == "text" else "other", ending, file)
        version = SourceVersion(
            id=f"{source_id}/1", source_id=source_id, number=1, sha256=sha256(text),
            original=sha256(original) if original else "", length=len(text), segments=turns.segments,
            report=to_plain(report), made=moment(source.made) or self._time,
        )  # fmt: skip
        self.taking.records += [record, version]
        self.taking.texts.append(text)
        self.taking.originals += [original] if original else []
        return record

    def _without_text(self, source: ForeignSource, name: str) -> None:
        """Leave out a source the project holds no text of, with what is marked on it; what is written of it is kept."""
        taking, why = self.taking, _("the project holds no text of it")
        taking.left(ELEMENTS[source.kind], why)
        taking.left("SyncPoint", why, len(source.sync_points))
        taking.point(source.guid, Target("study", "", name), source.notes)
        if source.description:
            taking.kept("Description", _("as a memo on the study"))
            taking.memo(STUDY, f"{name}\n\n{source.description}", user=source.user, made=source.made)
        for coding in source.codings:
            self._without_place(coding, why)
        for one in source.selections:
            self._without_span(one, Target("study", "", name), why)

    def _timed(
        self, segments: tuple[Segment, ...], points: tuple[int | None, ...], source: ForeignSource
    ) -> tuple[Segment, ...]:
        """Return the segments with the times of the sync points that stand at their start."""
        times = {place: one.seconds for one, place in zip(source.sync_points, points, strict=True) if place is not None}
        found, used = [], 0
        for segment in segments:
            seconds = next((times[at] for at in range(segment.start, segment.body + 1) if at in times), None)
            used += seconds is not None
            found.append(segment._replace(seconds=seconds) if seconds is not None else segment)
        self.taking.kept("SyncPoint", _("as times of turns"), used)
        self.taking.left("SyncPoint", _("it stands at the start of no turn"), len(source.sync_points) - used)
        return tuple(found)

    def _lost(self, held: _Held, one: Selection) -> None:
        """Count a selection that is no passage of the text, unless the same passage stands as text besides."""
        if one.place and one.guid in held.twins:
            self.taking.kept(one.element, _("the same passage stands as text"))
            self.taking.kept("Coding", _("the same passage stands as text"), len(one.codings))
        else:
            self._without_span(one, Target("source", held.record.id, held.record.name), _outside(one))

    def _passage(self, held: _Held, one: Selection, passage: Passage) -> None:
        """Make the codings of a passage and the memos on it."""
        taking, span, record = self.taking, passage.span, held.record
        taking.passages.setdefault(one.guid, passage)
        made = [self._coding(coding, passage, (one.user, held.source.user), "") for coding in one.codings]
        first = next((key for key in made if key), None)
        name = f"{record.name} {span.start}-{span.end}"
        segment = min(bisect_right(held.ends, span.start), len(held.ends) - 1) + 1
        target = Target("coding", first, name) if first else Target("segment", f"{record.id}/1/{segment}", name)
        taking.point(one.guid, target, one.notes)
        said = self._said(one, record.name, held.text[span.start : span.end])
        if said:
            where = "" if first else "\n({})".format(_("code points {start}-{end}").format(**span._asdict()))
            taking.memo(target, said + where, user=one.user, made=one.made)
        if first or said or one.notes or one.codings:
            taking.kept(one.element, "" if first or one.codings else _("as a memo: it has no coding"))
        elif one.guid in self._linked:
            taking.kept(one.element, _("as the place of a link"))
        else:
            taking.left(one.element, _("nothing is said of it: no coding, no memo"))

    def _said(self, one: Selection, source: str, words: str = "") -> str:
        """Return what is written of a passage: its name, where that says more than its words do, and its memo."""
        codes = self.taking.codes
        known = {source, *(codes[coding.code].label.nb for coding in one.codings if coding.code in codes)}
        name = "" if quotes(one.name, words) or clean(one.name) in known else one.name.strip()
        if name:
            self.taking.kept(f"{one.element} name", _("as a memo: it is not how the passage begins"))
        if one.description:
            self.taking.kept("Description")
        return "\n\n".join(dict.fromkeys(part for part in (name, one.description) if part.strip()))

    def _coding(self, coding: ForeignCoding, passage: Passage, users: tuple[str, ...], note: str) -> str | None:
        """Make a coding and return its id; None where it names a case or nothing there is."""
        taking = self.taking
        code = taking.codes.get(coding.code)
        if code is None:
            if coding.code in self._cases:
                taking.of_cases.setdefault(coding.code, []).append(passage)
                taking.point(coding.guid, Target("source", passage.source_id, ""), coding.notes)
            else:
                self._without_place(coding, _("the code is not in the project"))
            return None
        coder = taking.coder_of(coding, *users)
        key = passage.source_id, passage.span.start, passage.span.end, code.id, coder
        there = self._codings.get(key)
        if there is None:
            there = self._codings[key] = taking.own_id("coding", coding.guid, *key)
            taking.records.append(
                Coding(there, passage.source_id, 1, *passage.span, code.id, coder, made=moment(coding.made))
            )
            taking.kept("Coding", note)
        else:
            taking.kept("Coding", _("the same code by the same coder on the same passage is one coding"))
        taking.point(coding.guid, Target("coding", there, ""), coding.notes)
        return there

    def _without_place(self, coding: ForeignCoding, why: str) -> None:
        self.taking.left("Coding", why)
        self.taking.point(coding.guid, STUDY, coding.notes)

    def _without_span(self, one: Selection, target: Target, why: str) -> None:
        """Leave out a passage that is nowhere in a text, with its codings; its memo is kept on the source."""
        taking = self.taking
        taking.point(one.guid, target, one.notes)
        if said := self._said(one, target.name):
            codes = ", ".join(taking.codes[coding.code].path for coding in one.codings if coding.code in taking.codes)
            lines = "\n".join(part for part in (one.place, codes, said) if part)
            taking.memo(target, lines, user=one.user, made=one.made)
        taking.left(one.element, why)
        for coding in one.codings:
            self._without_place(coding, why)


_RECORDED = frozenset({"AudioSource", "VideoSource"})


def _outside(one: Selection) -> str:
    if one.place:
        return _("it marks an area of a page, picture or recording, not text")
    if one.start < 0 or one.end < one.start:
        return _("its positions are no passage of the text")
    return _("it is empty") if one.end <= one.start else _("it ends beyond the text")


def take_texts(taking: Taking, found: list[Calibration]) -> None:
    """Make all sources and codings."""
    texts = Texts(taking)
    for source, calibration in zip(taking.exchange.sources, found, strict=True):
        texts.take(source, calibration)
