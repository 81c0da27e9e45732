"""IM-6: ten thousand damaged files, every reader: imported with a report or refused with one type of error, in time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

import pytest

import kodeverk as kv
from kodeverk.errors import FormatError, ReadingError
from kodeverk.reading.files import FORMATS
from kodeverk.reading.worker import Call, limited
from tests.fixtures.make_innkurv import FOLDER
from tests.reading.mutants import mutants

SEEDS = sorted(
    path for path in FOLDER.iterdir() if path.suffix in {*FORMATS, ".xlsx", ".qdpx"} and "ødelagt" not in path.name
    and path.name[0] != "~"
)  # fmt: skip
READERS = {".xlsx": ("kodeverk.reading.cases", "read_cases"), ".qdpx": ("kodeverk.refi.opening", "read_package")}
PATIENCE = 10.0  # seconds, by the promise
MOST = 2**30


class Outcome(NamedTuple):
    """What became of a damaged file: the type of the error ("" where it was read), its message, and the seconds."""

    error: str
    said: str
    seconds: float


def read(call: Call, path: Path) -> Outcome:
    """Return what a reader in the limited process makes of a file."""
    module, function = READERS.get(path.suffix, ("kodeverk.reading.files", "read_source"))
    started = time.perf_counter()
    try:
        call(module, function, path)
        return Outcome("", "", time.perf_counter() - started)
    except (ReadingError, FormatError) as error:
        return Outcome(type(error).__name__, str(error), time.perf_counter() - started)


def all_seeds(tmp_path: Path) -> list[Path]:
    """Return a sound file of every format: those of the folder, and Markdown and mail besides."""
    more = {
        "notat.md": "# Intervju\n\n**I:** Hvem leder?\n\n**Informant 1:** Begge to. 😀\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "svar.eml": "From: Informant 1 <en@eksempel.invalid>\nTo: to@eksempel.invalid\nDate: Mon, 9 Mar 2026 12:21:00 +0100\n"
        "Subject: Intervju\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=grense\n\n--grense\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nBegge to, p=C3=A5 en m=C3=A5te.\n"
        "--grense\nContent-Type: text/html; charset=utf-8\n\n<p>Begge to, <b>på en måte</b>.</p>\n--grense--\n",
        "side.htm": "<html><body><h1>Intervju</h1><p>I: Hvem leder?</p><table><tr><td>1</td></tr></table></body></html>",
    }
    for name, text in more.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return SEEDS + [tmp_path / name for name in more]


def outcomes(tmp_path: Path, count: int, seed: int) -> dict[str, list[Outcome]]:
    """Return what became of damaged files, by the ending of their names."""
    found: dict[str, list[Outcome]] = {}
    seeds = all_seeds(tmp_path)
    with limited() as call:
        for name, ending, data in mutants(seeds, count, seed):
            path = tmp_path / f"{name}{ending}"
            path.write_bytes(data)
            found.setdefault(ending, []).append(read(call, path))
            path.unlink()
    return found


@pytest.mark.parametrize(
    ("count", "seed"), [(500, 1), pytest.param(10_000, 2, marks=pytest.mark.slow)], ids=["few", "ten thousand"]
)
def test_im_6_damaged_files_are_read_or_refused_by_one_error_in_time_and_memory(
    tmp_path: Path, count: int, seed: int
) -> None:
    found = outcomes(tmp_path, count, seed)
    assert set(found) == {*FORMATS, ".xlsx", ".qdpx"}
    every = [one for those in found.values() for one in those]
    assert len(every) == count
    assert sum(not one.error for one in every) > count / 20, "some must be read still, or nothing was tried"
    assert sum(bool(one.error) for one in every) > count / 20
    foreign = {one.said.split(": ", 1)[-1] for one in every if "could not be read: " in one.said}
    assert not {said for said in foreign if "too deep or too large" not in said}, "no reader may stumble"
    assert not [one.said for one in every if "took longer" in one.said or "broke down" in one.said]
    assert max(one.seconds for one in every) < PATIENCE


def test_im_6_a_study_is_the_same_after_files_that_could_not_be_read(tmp_path: Path) -> None:
    study = kv.Project(tmp_path / "s.kodeverk")
    (tmp_path / "inf-00.txt").write_text("I: Hvem?\nInformant 1: Begge to.", encoding="utf-8")
    study.add_sources(tmp_path / "inf-00.txt")
    before, refused = study.state_hash(), 0
    with limited() as call:
        for name, ending, data in mutants(all_seeds(tmp_path), 120, 3):
            path = tmp_path / f"{name}{ending}"
            path.write_bytes(data)
            if ending in READERS or not read(call, path).error:
                continue
            with pytest.raises(ReadingError):
                study.add_sources(path, leave_out="all")
            refused += 1
            assert study.state_hash() == before
    assert refused >= 20
    assert study.verify().findings == []
