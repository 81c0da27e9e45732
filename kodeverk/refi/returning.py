"""A project that kodeverk wrote, made into the same study again, whatever another program has done to it since.

The elements say what they carry, and win; the note that kodeverk wrote says the rest. A record that names something
which is no longer there is left out and counted.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kodeverk.errors import ReadingError
from kodeverk.messages import _
from kodeverk.model import TABLES, Change, Codebook, Coder, Source, SourceVersion, Speaker, Wording, made, sha256
from kodeverk.model.codec import from_plain, to_plain
from kodeverk.refi.carried import VERSION, Fields, Known, Said, carried, fingerprint, is_carried, said
from kodeverk.refi.counted import quotes
from kodeverk.refi.exchange import Exchange, ForeignSource
from kodeverk.refi.known_again import recognised
from kodeverk.refi.losses import Loss, LossReport
from kodeverk.refi.positions import calibrated, placed, unsure
from kodeverk.refi.references import Tables, fitting
from kodeverk.refi.sound import is_sound
from kodeverk.visible import visible

UNKNOWN_CODER = "unknown"
"""The coder of a coding that another program made without saying who."""

_NOT_SAID: Mapping[str, Fields] = {
    "source": {"kind": "other", "format": "qdpx", "file": ""},
    "source_version": {"original": "", "segments": [], "report": {}},
    "case": {"kind": "informant"},
}
"""What the elements have no place for, of records that another program made."""


class Returned(NamedTuple):
    """What a project that kodeverk wrote makes.

    Attributes
    ----------
    changes : list of Change
    texts : tuple of str
    originals : tuple of bytes
    losses : LossReport
    """

    changes: list[Change]
    texts: tuple[str, ...]
    originals: tuple[bytes, ...]
    losses: LossReport


def is_own(exchange: Exchange) -> bool:
    """Return whether kodeverk wrote a project, though another program may have saved it since."""
    return any(map(is_carried, exchange.notes))


def about(exchange: Exchange) -> dict[str, str]:
    """Return which study a project was written from, as far as it says: ``study`` and ``created``."""
    head = next(carried(exchange))
    return {name: head[name] for name in ("study", "created") if isinstance(head.get(name), str)}


def records_of(exchange: Exchange, file: str = "", positions: str | Mapping[str, str] | None = None) -> Returned:
    """Return the records of the study a project was written from, as the project has them now.

    Parameters
    ----------
    exchange : Exchange
    file : str
        Name of the file, for messages.
    positions : str or dict of str to str, optional
        How another program counts places in texts it has written anew; see `kodeverk.refi.positions`.

    Raises
    ------
    ReadingError
        If the note kodeverk wrote is damaged, or was written by a newer kodeverk.
    UnsurePositions
        If another program wrote texts anew, and how it counts in them cannot be told.
    """
    try:
        return _Returning(exchange, carried(exchange), file, positions).all()
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, AssertionError):
        raise ReadingError(
            f"{file or 'The project'}: the note in which kodeverk keeps what REFI-QDA cannot say is damaged. Nothing "
            "was imported. Take an earlier copy of the file, or remove that note in the program that changed it: then "
            "the project is read as one of that program."
        ) from None


class _Returning:
    def __init__(
        self, exchange: Exchange, lines: Iterable[Fields], file: str, positions: str | Mapping[str, str] | None
    ) -> None:
        self.head, *rest = lines
        if not isinstance(self.head["kodeverk"], int) or self.head["kodeverk"] > VERSION:
            raise ReadingError(
                f"{file or 'The project'} was written by a newer kodeverk. Nothing was imported; update kodeverk to "
                "read it."
            )
        shapes = ({"t", "g"}, {"t", "w"}, {"text", "is"}, {"original", "is"})
        if len(rest) != self.head["lines"] or not all(any(shape <= one.keys() for shape in shapes) for one in rest):
            raise ValueError
        self.of = {(one["t"], one["g"]): one for one in rest if "t" in one and "w" not in one}
        self.whole = [one for one in rest if "w" in one]
        self.texts = {sha256(one["is"]): one["is"] for one in rest if "text" in one}
        originals = [base64.b64decode(one["is"], validate=True) for one in rest if "original" in one]
        self.originals = {sha256(original): original for original in originals}
        self.changed: Counter[str] = Counter()
        exchange, self.lost = self._with_places(exchange, file, positions)
        self.exchange, self.renamed = recognised(exchange, self.head["prints"])
        self.known = self._known()

    def _with_places(
        self, exchange: Exchange, file: str, positions: str | Mapping[str, str] | None
    ) -> tuple[Exchange, int]:
        """Return the project with canonical texts and places in them, and how many passages have none."""
        as_written = {guid: one.get("s") for (table, guid), one in self.of.items() if table == "source_version"}
        anew = [one for one in exchange.sources if as_written.get(one.guid) != sha256(one.text)]
        ways = calibrated(anew, positions)
        if not all(way.sure for way in ways):
            raise unsure(ways, file)
        lost = 0
        sources: dict[str, ForeignSource] = {}
        for one, way in zip(anew, ways, strict=True):
            there = placed(one, way.convention)
            pairs = zip(one.selections, there.spans, strict=True)
            found = tuple(s._replace(start=span.start, end=span.end) for s, span in pairs if span is not None)
            lost += sum(len(s.codings) for s, span in zip(one.selections, there.spans, strict=True) if span is None)
            sources[one.guid] = one._replace(text=there.text, selections=found)
        return exchange._replace(sources=tuple(sources.get(one.guid, one) for one in exchange.sources)), lost

    def _known(self) -> Known:
        ids = {("coder", user.guid): user.name or user.guid for user in self.exchange.users}
        ids[("coder", "")] = UNKNOWN_CODER
        versions: dict[str, int] = {}
        notes = {one["g"]: "" for one in self.whole if "g" in one}
        for (table, guid), one in self.of.items():
            if "id" in one.get("o", {}):
                element, id = one["o"]["id"]
                if table != "coder" or element == fingerprint(ids.get((table, guid))):
                    ids[table, guid] = id
            if table == "source":
                versions[guid] = one.get("m", {}).get("version", 1)
            if table in ("condensation", "whole_reading"):
                notes[guid] = table
        return Known(ids, versions, notes, frozenset(self.head["sets"]), self.head["book"])

    def all(self) -> Returned:
        by_elements = said(self.exchange, self.known)
        tables: Tables = {name: {} for name in TABLES}
        read: Counter[str] = Counter()
        for table, record in self._records(by_elements):
            if not is_sound(record):
                raise ValueError
            read[table] += 1
            tables[table].setdefault(record.id, record)
        before = {name: len(records) for name, records in tables.items()}
        self._complete(tables)
        read.update({name: len(records) - before[name] for name, records in tables.items()})
        kept, _gone = fitting(_coded_once(tables))
        records = [record for name in TABLES for record in kept[name].values()]
        versions = [record for record in records if isinstance(record, SourceVersion)]
        wanted = {version.sha256 for version in versions}
        texts = tuple(self.texts[sha] for sha in sorted(wanted))
        originals = tuple(self.originals[sha] for sha in sorted({v.original for v in versions} - {""}))
        return Returned(made(*records), texts, originals, self._report(by_elements, read, kept))

    def _records(self, by_elements: Said) -> Iterator[tuple[str, Any]]:
        texts = {one.guid: one.text for one in self.exchange.sources}
        self.texts |= {sha256(text): text for text in texts.values()}
        for (table, guid), fields in by_elements.items():
            one = self.of.get((table, guid), {})
            if table == "source_version" and one.get("s") != fields["sha256"]:
                self.changed["text"] += bool(one)
                one = {"m": {**one.get("m", {}), "original": "", **_divided(texts[guid])}}
            yield table, from_plain(TABLES[table], self._joined(table, guid, fields, one))
        for one in self.whole:
            yield one["t"], from_plain(TABLES[one["t"]], one["w"])

    def _joined(self, table: str, guid: str, fields: Fields, one: Fields) -> Fields:
        """Return the fields of a record: what the element says, and what was carried where it has not been changed."""
        values = {"id": guid, **_NOT_SAID.get(table, {}), **fields, **one.get("m", {})}
        for name, (element, carried_value) in one.get("o", {}).items():
            if fingerprint(fields.get(name, guid)) == element:
                values[name] = carried_value
            else:
                self.changed[table] += 1
        return values

    def _complete(self, tables: Tables) -> None:
        """Add what records of another program need: the codebook of its codes, a coder, speakers, no lost original."""
        for code in tables["code"].values():
            tables["codebook"].setdefault(code.codebook, Codebook(code.codebook, "1", Wording(nb=code.codebook)))
        if any(coding.coder == UNKNOWN_CODER for coding in tables["coding"].values()):
            tables["coder"].setdefault(UNKNOWN_CODER, Coder(UNKNOWN_CODER))
        for id, version in tables["source_version"].items():
            source = tables["source"].get(version.source_id)
            if version.original not in self.originals:
                tables["source_version"][id] = version._replace(original="")
            if isinstance(source, Source) and source.format == "qdpx":
                for label in dict.fromkeys(segment.speaker for segment in version.segments):
                    speaker = Speaker(f"{source.id}/{label}", source.id, label, "unknown")
                    tables["speaker"].setdefault(speaker.id, speaker)

    def _report(self, by_elements: Said, read: Counter[str], kept: Tables) -> LossReport:
        now = Counter(table for table, _guid in by_elements)
        rows = [
            Loss(table, read[table], len(kept[table]), read[table] - len(kept[table]),
                 _("it names what is no longer there") if read[table] > len(kept[table]) else "")
            for table in TABLES if read[table]
        ]  # fmt: skip
        if self.lost:
            rows.append(Loss("Coding", self.lost, 0, self.lost, _("its passage lies outside the text, or is empty")))
        before = self.head["elements"]
        told = _("{table}: {before} were written, {now} are there now; another program has changed the project since.")
        warnings = [
            told.format(table=table, before=before.get(table, 0), now=now[table])
            for table in sorted({*before, *now}) if before.get(table, 0) != now[table]
        ]  # fmt: skip
        if self.renamed:
            again = _("{count} elements had new GUIDs, and were known again by their names, texts and places.")
            warnings.append(again.format(count=self.renamed))
        changed = _("{table}: {count} were changed in another program, whose version stands.")
        warnings += [changed.format(table=table, count=count) for table, count in sorted(self.changed.items())]
        if not self.head["originals"] and "source_version" in read:
            warnings.append(_("The imported files are not in the project; texts, versions and codings are."))
        rows += _added(self.exchange, self.known)
        return LossReport((*rows, *self.exchange.losses), (*self.exchange.warnings, *warnings))


def _added(exchange: Exchange, known: Known) -> list[Loss]:
    """Return what another program has added that is not taken back, of the kinds kodeverk never writes there."""
    notes, cases = {note.guid for note in exchange.notes}, {case.guid for case in exchange.cases}
    passages = [passage for source in exchange.sources for passage in source.selections]
    own = [note for note in exchange.notes if not is_carried(note)]
    texts = [(one, source.text[one.start : one.end]) for source in exchange.sources for one in source.selections]
    described: list[Any] = [*exchange.sources, *passages, *own]
    counts = {
        "Link": sum(1 for one in exchange.links if not (one.origin in notes and one.target in cases)),
        "Set": sum(1 for one in exchange.sets if one.guid not in known.sets and not one.codes),
        "MemberSource": sum(len(one.sources) for one in exchange.sets),
        "VariableValue": sum(len(one.values) for one in exchange.sources),
        "Description": sum(1 for one in described if one.description),
        "PlainTextSelection name": sum(not quotes(one.name, visible(words)) for one, words in texts),
        "CodeRef": sum(len(one.codes) for one in exchange.cases),
        "Coding": sum(len(one.codings) for one in own),
        "PlainTextSelection": sum(len(one.selections) for one in own) + sum(1 for one in passages if one.place),
    }
    note = _("added by another program, where kodeverk has no place for it")
    return [Loss(element, count, 0, count, note) for element, count in counts.items() if count]


def _coded_once(tables: Tables) -> Tables:
    """Return the tables with one coding of several that say the same, and none outside its text."""
    lengths = {id: version.length for id, version in tables["source_version"].items()}
    found: dict[Any, str] = {}
    for coding in tables["coding"].values():
        if coding.span.fits(lengths.get(f"{coding.source_id}/{coding.version}", 0)):
            found.setdefault(coding.key, coding.id)
    kept = set(found.values())
    return {**tables, "coding": {id: coding for id, coding in tables["coding"].items() if id in kept}}


def _divided(text: str) -> Fields:
    """Return the segments of a text that another program wrote, found anew."""
    from kodeverk.reading.turns import divide, lines_of

    return {"segments": [to_plain(segment) for segment in divide(text, lines_of(text, 0)).segments]}
