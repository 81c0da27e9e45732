"""A study in memory, built from a few lines of transcript, for tests that show their input."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kodeverk.model import (
    Asked,
    Case,
    Code,
    Codebook,
    Coder,
    Coding,
    Event,
    Evidence,
    Record,
    Segment,
    Snapshot,
    Source,
    SourceVersion,
    Speaker,
    Value,
    Wording,
    content_id,
    made,
    sha256,
)
from kodeverk.model.speech import Speech

INTERVIEWERS = {"I", "Intervjuer"}


class MemoryLoader:
    """Records and texts kept in dictionaries."""

    def __init__(self) -> None:
        self.tables: dict[type[Record], dict[str, Record]] = {}
        self.texts: dict[str, str] = {}

    def add(self, *records: Record) -> None:
        for record in records:
            self.tables.setdefault(type(record), {})[record.id] = record

    def load(self, kind: type[Record], seq: int) -> Mapping[str, Record]:
        return self.tables.get(kind, {})

    def find(self, kind: type[Record], ids: Iterable[str], seq: int) -> Mapping[str, Record]:
        return {key: self.tables[kind][key] for key in ids if key in self.tables.get(kind, {})}

    def speech(self, seq: int) -> Mapping[str, Speech]:
        return {v.id: Speech.of(v.segments) for v in self.load(SourceVersion, seq).values()}  # type: ignore[union-attr]

    def text(self, sha: str) -> str:
        return self.texts[sha]

    def each_text(self, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((key, self.texts[key]) for key in keys)

    def same(self, codings: Sequence[Coding]) -> Mapping[tuple[str, int, int, int, str, str], Coding]:
        known = {c.key: c for c in self.tables.get(Coding, {}).values()}
        return {c.key: known[c.key] for c in codings if c.key in known}

    def history(self, kind: type[Record], seq: int) -> list[Event]:
        return [Event(1, "2026-01-01", "ida", "made", "", change) for change in made(*self.load(kind, seq).values())]


def segments_of(text: str) -> tuple[Segment, ...]:
    """One turn a line, ``Label: speech``."""
    found, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        label = re.match(r"([^:]{1,30}): ", line)
        body = start + (label.end() if label else 0)
        found.append(Segment(number, start, start + len(line), body, "turn", label[1] if label else ""))
        start += len(line) + 1
    return tuple(found)


def study_of(
    texts: Mapping[str, str],
    cases: Mapping[str, tuple[str, Mapping[str, object]]] | None = None,
    codes: Sequence[str] = (),
    codings: Sequence[tuple[str, str, str, str]] = (),
    extra: Sequence[Record] = (),
) -> Snapshot:
    """Return a snapshot built in memory.

    Parameters
    ----------
    texts : dict
        Source name to transcript, one turn a line: ``I: ...`` and ``5: ...``.
    cases : dict
        Informant name to (office name, attributes); a speaker labelled with an informant's name is bound to it.
    codes : sequence of str
        Paths in the codebook ``bok``; parents are made as needed.
    codings : sequence of (source, quote, code path, coder)
    extra : records added as they are (evidence, guides, values of offices ...).

    Ids are readable: case ``case-5``, office ``office-Lyngmo``, source ``src-inf-01``, code ``code-a/b``.
    """
    loader = MemoryLoader()
    loader.add(Codebook("bok", "1", Wording(nb="Bok")))
    paths: dict[str, None] = {}
    for path in codes:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            paths.setdefault("/".join(parts[:depth]))
    for order, path in enumerate(paths):
        loader.add(Code(f"code-{path}", "bok", path, Wording(nb=path), order=order))
    for name, (office, attributes) in (cases or {}).items():
        loader.add(Case(f"office-{office}", office, "office"))
        loader.add(Case(f"case-{name}", name, "informant", f"office-{office}"))
        for attribute, value in attributes.items():
            loader.add(Value(f"case-{name}/{attribute}", f"case-{name}", attribute, value))  # type: ignore[arg-type]
    for name, text in texts.items():
        source = f"src-{name}"
        loader.texts[sha256(text)] = text
        segments = segments_of(text)
        loader.add(Source(source, name, "interview", "txt", f"{name}.txt"))
        loader.add(
            SourceVersion(f"{source}/1", source, 1, sha256(text), sha256(text), len(text), segments, {}, "2026-01-01")
        )
        for label in dict.fromkeys(s.speaker for s in segments):
            role = "interviewer" if label in INTERVIEWERS else "informant"
            case = f"case-{label}" if label in (cases or {}) else None
            loader.add(Speaker(f"{source}/{label}", source, label, role, case))
    for name, quote, path, coder in codings:
        text, source = texts[name], f"src-{name}"
        assert text.count(quote) == 1, f"{quote!r} stands {text.count(quote)} times"
        start = text.index(quote)
        code = f"code-{path}"
        key = content_id(source, start, start + len(quote), code, coder)
        loader.add(Coder(coder))
        loader.add(Coding(key, source, 1, start, start + len(quote), code, coder, "", "2026-01-01"))
    loader.add(*extra)
    return Snapshot(loader)


def evidence(snapshot: Snapshot, quote: str, proposition: str, stance: str, coder: str = "ida") -> Evidence:
    """Return evidence on the one coding whose quote is `quote`."""
    (coding,) = [c for c in snapshot.all(Coding) if snapshot.quote(c) == quote]
    return Evidence(content_id(coding.id, proposition, coder), coding.id, proposition, stance, coder)


def asked(source: str, turn: int, question: str = "") -> Asked:
    """Return an Asked record for turn number `turn` of a source made by `study_of`."""
    return Asked(f"src-{source}/{turn}/{question}", f"src-{source}", turn, question, "ida")
