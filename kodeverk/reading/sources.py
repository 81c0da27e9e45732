"""Readings become sources of the study: text, first version, speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    there = _There(snapshot)
    changes: list[Change] = []
    ids: list[str] = []
    known: list[str] = []
    fresh: list[Reading] = []
    for reading in readings:
        if (same := there.recognised(reading)) is not None:
            ids.append(same)
            known.append(_recognised(reading, there.names[same], there.kinds.get(same, kind), kind))
            continue
        keys = sha256(reading.text), sha256(reading.original)
        records = _records(snapshot, reading, kind, keys, cases.get(reading.name))
        there.add(reading, records[0].id)
        changes += made(*records)
        ids.append(records[0].id)
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


class _There:
    """The sources there are, in the study and among the readings that came before."""

    def __init__(self, snapshot: Snapshot) -> None:
        sources = list(snapshot.all(Source))
        versions = list(snapshot.all(SourceVersion))
        self.names = {source.id: source.name for source in sources}
        self.kinds = {source.id: source.kind for source in sources}
        self._by_name = {source.name: (source.id, source.file) for source in sources}
        self._originals = {version.original: version.source_id for version in versions if version.original}
        self._texts = {(version.source_id, version.sha256) for version in versions}

    def recognised(self, reading: Reading) -> str | None:
        """Return the id of the source a reading is already; raise KodeverkError if another has its name."""
        source_id, file = self._by_name.get(reading.name, (None, ""))
        if (same := self._originals.get(sha256(reading.original))) is not None:
            return same
        if source_id is None or (source_id, sha256(reading.text)) in self._texts:
            return source_id
        raise KodeverkError(
            f"There is a source {reading.name!r} already (from {file}), and {reading.file} has another text. Nothing "
            f"was imported from it. If it is a correction, use correct({reading.name!r}, file=...), which moves the "
            "codings; if it is another source, rename the file."
        )

    def add(self, reading: Reading, source_id: str) -> None:
        """Take a reading among the sources."""
        self.names[source_id] = reading.name
        self._by_name[reading.name] = source_id, reading.file
        self._originals[sha256(reading.original)] = source_id
        self._texts.add((source_id, sha256(reading.text)))


def free_names(snapshot: Snapshot) -> Callable[[Reading], None]:
    """Return what raises KodeverkError for a reading whose name a source with another text has, or one seen before."""
    there = _There(snapshot)

    def check(reading: Reading) -> None:
        if there.recognised(reading) is None:
            there.add(reading, content_id("source", reading.name, sha256(reading.text)))

    return check


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


def _recognised(reading: Reading, name: str, there: str, kind: str) -> str:
    """Return a file's name, with the name and the kind of the source it is where they are others."""
    if there != kind:
        return _("{file} (there as {kind}, not as {wanted})").format(file=reading.file, kind=there, wanted=kind)
    if reading.name == name:
        return reading.file
    return _("{file} (the same file as {source})").format(file=reading.file, source=name)


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
