"""Readings become sources of the study: text, first version, speakers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from kodeverk.errors import KodeverkError
from kodeverk.messages import _, _n
from kodeverk.model import (
    KNOWN,
    Case,
    Change,
    Plan,
    Record,
    Snapshot,
    Source,
    SourceVersion,
    Speaker,
    Value,
    content_id,
    made,
    sha256,
)
from kodeverk.model.codec import to_plain
from kodeverk.model.problems import SPOKEN
from kodeverk.model.source import KINDS
from kodeverk.reading.report import Reading

SOURCE_ATTRIBUTES = ("kilde", "source")
"""Attributes of a case that name the sources its informant speaks in."""

SPEAKER_ATTRIBUTES = ("taler", "speaker")
"""Attributes that name her label there, where several informants speak in one source."""


def add_sources(
    snapshot: Snapshot, readings: Iterable[Reading], *, kind: str = "interview", cases: Mapping[str, str] = {}
) -> Plan:
    """Return the changes that make each reading a source with its speakers.

    A file that is in the study already is recognised and left as it is. Informants are bound to the
    case whose attribute ``kilde`` or ``source`` names the file; where several do, to the one whose attribute ``taler``
    or ``speaker`` is the label.

    Parameters
    ----------
    snapshot : Snapshot
    readings : iterable of Reading
        From `read_source`.
    kind : str
        ``interview``, ``agreement``, ``minutes``, ``report`` or ``other``.
    cases : dict of str to str
        The id of the case who speaks in a reading, by its name, where that is known from elsewhere.

    Raises
    ------
    KodeverkError
        If the study, or another of the readings, has a source of the same name with another text.
    """
    if kind not in KINDS:
        raise KodeverkError(f"There is no kind of source {kind!r}. Kinds: {', '.join(KINDS)}.")
    by_name = {source.name: source for source in snapshot.all(Source)}
    originals = {v.original: v.source_id for v in snapshot.all(SourceVersion) if v.original}
    names = {source.id: source.name for source in by_name.values()}
    texts = {(v.source_id, v.sha256) for v in snapshot.all(SourceVersion)}
    changes: list[Change] = []
    ids: list[str] = []
    known: list[str] = []
    fresh: list[Reading] = []
    for reading in readings:
        text, original = sha256(reading.text), sha256(reading.original)
        there = by_name.get(reading.name)
        same = originals.get(original) or (there.id if there and (there.id, text) in texts else None)
        if same is not None:
            ids.append(same)
            known.append(_recognised(reading, names[same]))
            continue
        if there is not None:
            raise _taken(reading, there)
        records = _records(snapshot, reading, kind, (text, original), cases.get(reading.name))
        source, version = records[0], records[1]
        assert isinstance(source, Source) and isinstance(version, SourceVersion), "a source comes with its version"
        by_name[source.name], originals[original], names[source.id] = source, source.id, source.name
        texts.add((source.id, text))
        changes += made(*records)
        ids.append(source.id)
        fresh.append(reading)
    notes = [_("already in the study: {files}").format(files=", ".join(known))] if known else []
    notes += _unbound(changes) if kind in SPOKEN else []
    return Plan(
        changes,
        tuple(ids),
        "; ".join(notes),
        tuple(reading.text for reading in fresh),
        tuple(reading.original for reading in fresh),
    )


def _unbound(changes: Iterable[Change]) -> list[str]:
    """Return the line that says how many of the new speakers are nobody yet; none where all are told."""
    speakers = [change.after for change in changes if isinstance(change.after, Speaker)]
    count = sum(one.role != "interviewer" and one.case_id is None for one in speakers)
    told = _n(
        "{count} informant bound to no case yet: look at speakers()",
        "{count} informants bound to no case yet: look at speakers()",
        count,
    )
    return [told.format(count=count)] if count else []


def _recognised(reading: Reading, name: str) -> str:
    """Return a file's name, with that of the source it is where that is another."""
    if reading.name == name:
        return reading.file
    return _("{file} (the same file as {source})").format(file=reading.file, source=name)


def _taken(reading: Reading, there: Source) -> KodeverkError:
    return KodeverkError(
        f"There is a source {there.name!r} already (from {there.file}), and {reading.file} has another text. "
        f"Nothing was changed. If it is a correction, use correct({there.name!r}, file=...), which moves the codings; "
        "if it is another source, rename the file."
    )


def _records(
    snapshot: Snapshot, reading: Reading, kind: str, keys: tuple[str, str], case_id: str | None
) -> list[Record]:
    """Return the records of a new source; `keys` are the SHA-256 of its text and of its file."""
    text, original = keys
    source_id = content_id("source", reading.name, text)
    source = Source(source_id, reading.name, kind, reading.format, reading.file)
    version = SourceVersion(
        id=f"{source_id}/1",
        source_id=source_id,
        number=1,
        sha256=text,
        original=original,
        length=len(reading.text),
        segments=reading.segments,
        report=to_plain(reading.report),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    informants = {case_id: ""} if case_id else informants_of(snapshot, source)
    speakers = [
        Speaker(
            f"{source_id}/{label}", source_id, label, role,
            speaker_of(informants, label) if role == "informant" else None,
        )
        for label, role in reading.roles.items()
    ]  # fmt: skip
    return [source, version, *speakers]


def informants_of(snapshot: Snapshot, source: Source) -> dict[str, str]:
    """Return, for each informant whose attribute ``kilde`` or ``source`` names this source, her label there by case id.

    The label is what her attribute ``taler`` or ``speaker`` says; empty where it says nothing.
    """
    cases = snapshot.table(Case)
    known = [value for value in snapshot.all(Value) if value.state == KNOWN]
    labels = {value.case_id: str(value.value) for value in known if value.attribute in SPEAKER_ATTRIBUTES}
    return {
        value.case_id: labels.get(value.case_id, "")
        for value in known
        if value.attribute in SOURCE_ATTRIBUTES
        and names_source(str(value.value), source)
        and cases[value.case_id].kind == "informant"
    }


def speaker_of(informants: Mapping[str, str], label: str) -> str | None:
    """Return the id of the informant who speaks under a label, of those in a source; None where that is not told.

    One informant alone speaks under every label; of several, the one whose own label it is.

    >>> speaker_of({"4": "Leder stat", "5": "Leder kommune"}, "Leder kommune"), speaker_of({"4": "", "5": ""}, "NL")
    ('5', None)
    """
    if len(informants) == 1:
        return next(iter(informants))
    own = [case_id for case_id, written in informants.items() if written.casefold() == label.casefold()]
    return own[0] if len(own) == 1 else None


def names_source(written: str, source: Source) -> bool:
    """Return whether a cell such as ``inf-01`` or ``inf-01.docx; inf-01b`` names this source.

    >>> names_source("inf-01; inf-02.docx", Source("s", "inf-02", "interview", "docx", "inf-02.docx"))
    True
    """
    names = {name.strip().casefold() for name in written.replace(",", ";").split(";")}
    return bool(names & {source.name.casefold(), source.file.casefold()})
