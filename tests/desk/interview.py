"""A study with one interview, for the tests in which a whole notebook is at work."""

from __future__ import annotations

from pathlib import Path

import kodeverk as kv
from kodeverk.model import Source, SourceVersion

INTERVIEW = """\
I: Hvordan er det å jobbe her når to bestemmer? Si gjerne fra hvis noe er uklart.
Åse: Vi får ikke gjort alt. Familien 👨‍👩‍👧‍👦 går først, og sjefen vet det. Øystein låner bort bilen når det kniper.
I: Hvem bestemmer da?
Åse: Sjefen i kommunen, men den andre sjefen må også si ja. Så drøfter vi det på kafé 🇳🇴 med kollegaene 👩🏽‍⚕️ våre.
Det tar tid, og tid er det vi har minst av.
I: Hva skjer om de to er uenige?
Åse: Da venter vi. Én gang ventet vi i tre uker på et svar om møterommet.
"""

BOOK = """\
format: kodeverk/codebook/1
id: bok
version: "1"
title: {nb: Bok}
codes:
  - {name: tid, label: {nb: Tid}, definition: {nb: Å ha eller mangle tid.}, expressions: [{label: å vente, words: [vente]}]}
  - name: styring
    label: {nb: Styring}
    definition: {nb: Hvem som bestemmer.}
    expressions: [{label: sjefen, words: [sjef]}]
  - {name: omsorg, label: {nb: Omsorg}, definition: {nb: Å ta vare på noen.}}
"""


def study_file(folder: Path, *, rules: bool = False, text: str = INTERVIEW) -> Path:
    """Write a study with the interview and the codebook, and return its file."""
    (folder / "inf-1.txt").write_text(text, encoding="utf-8")
    (folder / "bok.yaml").write_text(BOOK, encoding="utf-8")
    with kv.Project(folder / "s.kodeverk") as study:
        study.add_sources(folder / "inf-1.txt")
        study.use_codebook(folder / "bok.yaml")
        if rules:
            study.apply_rules()
    return folder / "s.kodeverk"


def text_of(file: Path) -> tuple[str, SourceVersion]:
    """Return the text of the study's one source and its version in force, as the study keeps them."""
    with kv.Project(file) as study:
        (source,) = study.snapshot.table(Source)
        return study.snapshot.text(source), study.snapshot.version(source)


def coded(file: Path) -> list[tuple[str, str]]:
    """Return quote and code of every coding in a study's file, in the order of the text."""
    text, _version = text_of(file)
    with kv.Project(file) as study:
        frame = study.table("codings").sort_values(["start", "end", "code"])
        assert [text[row.start : row.end] for row in frame.itertuples()] == frame["quote"].tolist()
        return list(frame[["quote", "code"]].itertuples(index=False, name=None))
