"""The studies that are measured: built once for each size, copied for each run that writes."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from benchmarks import floors
from benchmarks.corpus import CODERS, OFFICES, Corpus, Interview, Mark, Size, corpus, marks
from kodeverk.model import (
    Case,
    Code,
    Codebook,
    Coder,
    Coding,
    Expression,
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

MORE_CODINGS = 10
"""How many times the codings of M the large study has."""


class Bench:
    """A folder of corpora, study files and the floors' files, made when first asked for.

    Parameters
    ----------
    folder : pathlib.Path
    runs : int
        How often each job is run.
    small, large : Size
        What is measured at S, and at M.
    """

    def __init__(self, folder: Path, runs: int, small: Size, large: Size) -> None:
        self.folder, self.runs, self.small, self.large = folder, runs, small, large
        self._corpora: dict[Size, Corpus] = {}

    def corpus(self, size: Size) -> Corpus:
        """Return the corpus of a size; sizes that differ in codings alone share their interviews."""
        texts = size._replace(name="", codings=0)
        if texts not in self._corpora:
            self._corpora[texts] = corpus(texts)
        found = self._corpora[texts]
        if size not in self._corpora:
            chosen = marks(found.interviews, size, random.Random(size.codings))
            self._corpora[size] = found._replace(size=size, marks=chosen)
        return self._corpora[size]

    def files(self, size: Size) -> Path:
        """Return the folder with the transcripts as files."""
        folder = self.folder / f"{size.name}-txt"
        if not folder.exists():
            folder.mkdir()
            for interview in self.corpus(size).interviews:
                (folder / f"{interview.name}.txt").write_text(interview.text, encoding="utf-8")
        return folder

    def floor(self, size: Size, *, coded: bool = True) -> Path:
        """Return the floor's file of this size."""
        path = self.folder / f"{size.name}-{coded}.floor"
        if not path.exists():
            floors.connect(path, new=True).close()
            floors.import_sources(self.files(size), path)
            floors.bind(path)
            if coded:
                floors.enter(path, self.rows(size))
        return path

    def study(self, size: Size, *, coded: bool = True) -> Path:
        """Return the study file of this size."""
        path = self.folder / f"{size.name}-{coded}.kodeverk"
        if not path.exists():
            build(self.corpus(size), path, coded=coded)
        return path

    def rows(self, size: Size) -> list[floors.Row]:
        """Return the codings of a size as they are handed to both sides."""
        found = self.corpus(size)
        return [row_of(mark, found.interviews) for mark in found.marks]

    def copied(self, path: Path) -> Path:
        """Return a fresh copy of a file, safe on the disk, so that no run pays for it."""
        copy = path.with_name(f"copy-{path.name}")
        shutil.copyfile(path, copy)
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
        return copy


def many_codings(size: Size) -> Size:
    """Return the size with many times the codings on the same texts."""
    number = size.codings * MORE_CODINGS
    return size._replace(name=f"{size.name}, {number}", codings=number)


def row_of(mark: Mark, interviews: list[Interview]) -> floors.Row:
    """Return a coding by names."""
    return floors.Row(interviews[mark.interview].name, mark.start, mark.end, f"code-{mark.code}", mark.coder)


def build(found: Corpus, path: Path, *, coded: bool = True) -> None:
    """Write a corpus as a study: sources, cases in offices, codebook, and codings if wanted."""
    texts = tuple(interview.text for interview in found.interviews)
    records: list[Record] = [Coder(coder) for coder in CODERS]
    records += [Case(f"office {n}", f"office {n}", "office") for n in range(len(texts) // OFFICES + 1)]
    for number, interview in enumerate(found.interviews):
        records += _source(interview, number)
    records += codebook(found)
    with Store(path) as store:
        store.write(
            lambda _now: Plan(made(*records), texts=texts, originals=tuple(map(str.encode, texts))),
            verb="build",
            who="ida",
        )
        if coded:
            chosen = made(*(coding(row_of(mark, found.interviews)) for mark in found.marks))
            store.write(lambda _now: Plan(chosen), verb="build", who="ida")


def coding(row: floors.Row) -> Coding:
    """Return the record of a coding."""
    key = (row.source_id, 1, *row[1:])
    return Coding(content_id(*key), *key, "", floors.AT)


def codebook(found: Corpus) -> list[Record]:
    """Return the codebook of a corpus."""
    records: list[Record] = [Codebook("bok", "1", Wording(nb="Bok"))]
    for number, forms in enumerate(found.expressions):
        expressions = tuple(
            Expression(form, phrases=(form,)) if " " in form else Expression(form, words=(form,)) for form in forms
        )
        name = f"kode {number}"
        records.append(Code(f"code-{number}", "bok", name, Wording(nb=name), expressions=expressions, order=number))
    return records


def _source(interview: Interview, number: int) -> list[Record]:
    text, name = interview.text, interview.name
    turns = enumerate(interview.turns, 1)
    segments = tuple(Segment(n, turn.start, turn.end, turn.body, "turn", turn.speaker) for n, turn in turns)
    label = interview.turns[1].speaker
    return [
        Case(label, label, "informant", f"office {number // OFFICES}"),
        Source(name, name, "interview", "txt", f"{name}.txt"),
        SourceVersion(f"{name}/1", name, 1, sha256(text), sha256(text), len(text), segments, {}, floors.AT),
        Speaker(f"{name}/I", name, "I", "interviewer"),
        Speaker(f"{name}/{label}", name, label, "informant", label),
    ]
