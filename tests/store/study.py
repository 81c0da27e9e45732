"""A small study for the tests of the store: one interview of four lines, two codes, one coder."""

from __future__ import annotations

from pathlib import Path

from kodeverk.coding.codings import own_ids
from kodeverk.model import (
    Case,
    Code,
    Codebook,
    Coder,
    Coding,
    Plan,
    Record,
    Segment,
    Source,
    SourceVersion,
    Speaker,
    Wording,
    content_id,
    made,
    sha256,
)
from kodeverk.store import Store

TEXT = """I: Hvem bestemmer hos dere?
K: Vi er ett kontor med to sjefer 🙂, og det går på et vis.
I: Hva gjør det med deg?
K: Jeg blir stående mellom to stoler."""

ORIGINAL = TEXT.encode("utf-16")


def interview(text: str = TEXT, source_id: str = "s1", original: bytes = ORIGINAL) -> list[Record]:
    """The source, its first version with a segment for each line, and its informant."""
    segments, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        body = start + min(3, len(line))
        segments.append(Segment(number, start, start + len(line), body, speaker=line[:1], seconds=number / 7))
        start += len(line) + 1
    version = SourceVersion(
        f"{source_id}/1", source_id, 1, sha256(text), sha256(original), len(text), tuple(segments), {"turns": 4}, "2026"
    )
    return [
        Source(source_id, f"inf-{source_id}", "interview", "txt", f"{source_id}.txt"),
        version,
        Speaker(f"{source_id}/K", source_id, "K", "informant", "5"),
    ]


def foundation() -> list[Record]:
    """A coder, an informant in an office, and a codebook of two codes."""
    return [
        Coder("tone"),
        Case("k", "Lyngmo", "office"),
        Case("5", "5", "informant", "k"),
        Codebook("cb", "1", Wording("Prøve")),
        Code("cb:sjefer", "cb", "to sjefer", Wording("To sjefer", en="two bosses")),
        Code("cb:kontor", "cb", "kontor", Wording("Kontor")),
    ]


def new_study(path: Path, text: str = TEXT) -> Store:
    """A study of one interview, as one transaction."""
    store = Store(path)
    plan = Plan(made(*foundation(), *interview(text)), texts=(text,), originals=(ORIGINAL,))
    store.write(lambda snapshot: plan, verb="add_sources", who="tone")
    return store


def coding(start: int, end: int, code: str = "cb:sjefer", coder: str = "tone") -> Coding:
    """A coding of the interview."""
    key = ("s1", 1, start, end, code, coder)
    return Coding(content_id(*key), *key, made="2026-01-01T12:00:00Z")


def at(quote: str, code: str = "cb:sjefer") -> Coding:
    """A coding of the stretch that says this."""
    return coding(TEXT.index(quote), TEXT.index(quote) + len(quote), code)


def code(store: Store, *codings: Coding) -> object:
    """Write codings, those that are there already left out."""

    def plan(snapshot):
        there = snapshot.same(codings)
        new = own_ids(snapshot, [c for c in codings if c.key not in there])
        return Plan(made(*new), ids=tuple(c.id for c in codings))

    return store.write(plan, verb="code", who="tone")
