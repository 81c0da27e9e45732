"""The static transcript: the text as it is, every coding where it stands, and nothing in it that could act (EX-7)."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from kodeverk import Project
from kodeverk.notebook.session import Session
from kodeverk.notebook.static import Transcripts
from tests.notebook.desks import FAMILY, study_in
from tests.notebook.test_telling import corrected
from tests.reports.payloads import PAYLOADS


def shown(study: Project, **options: object) -> str:
    """Return the HTML of a study's static desk."""
    return study.desk(coder="ida", static=True, **options)._repr_html_()  # type: ignore[arg-type,union-attr]


def plain(html: str) -> str:
    """Return what HTML reads as, without the numbers of codings."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup[^>]*>[^<]*</sup>", "", html)))


def test_it_is_the_whole_text_with_speakers_and_numbers(tmp_path: Path) -> None:
    study = study_in(tmp_path)
    study.code("tvil", source="inf-01", quote="har to sjefer, og det", coder="ida")
    study.code("to sjefer", source="inf-01", quote="to sjefer", coder="marit")
    html = shown(study)
    read = plain(html)
    assert "I 1Har dere to ledere?" in read and "5 2Ja, vi har to sjefer, og det går bra." in read and FAMILY in read
    assert re.findall(r"<sup[^>]*>([^<]*)</sup>", html) == ["2", "1"]  # the inner one ends first
    assert "1 tvil ida" in read and "2 to sjefer marit" in read
    assert repr(study.desk(coder="ida", static=True)) == "<transcripts of likeverd: 1 source, 2 codings>"


def test_each_piece_of_overlapping_codings_has_the_lines_of_those_that_hold_there(tmp_path: Path) -> None:
    study = study_in(tmp_path, inf_01="5: abcdef\n")
    for quote, path in (("abcd", "ledelse"), ("cdef", "tvil"), ("d", "to sjefer")):
        study.code(path, source="inf-01", quote=quote, coder="ida")
    marks = re.findall(r'<mark style="([^"]*)">([a-f]+)', shown(study))
    assert [(text, style.count("linear-gradient")) for style, text in marks] == [("ab", 1), ("c", 2), ("d", 3), ("ef", 1)]
    lanes = [re.findall(r"calc\(100% - (\d+)px\)", style) for style, _text in marks]
    assert lanes == [["8"], ["8", "4"], ["8", "4", "0"], ["4"]]  # each keeps its line throughout


def test_one_source_or_all_and_codings_without_their_text_listed_with_their_words(tmp_path: Path) -> None:
    study = study_in(tmp_path, inf_01="5: Ja takk.\n", inf_02="6: Nei takk.\n")
    study.code("tvil", source="inf-01", quote="Ja", coder="ida")
    corrected(study, "inf-01", "5: Jo takk.\n")
    both, one = plain(shown(study)), plain(shown(study, source="inf-01"))
    assert "Jo takk" in both and "Nei takk" in both and "Nei takk" not in one
    assert "Text removed" in one and re.search(r"tvil ida, 20\d\d-\d\d-\d\dJa \(version 1, segment 1\)", one)


def test_a_heading_reads_as_one_and_not_as_what_somebody_says(tmp_path: Path) -> None:
    (tmp_path / "inf-03.md").write_text("# Intervju 3\n\nI: Hvem leder?\n\n3: To sjefer.\n", encoding="utf-8")
    study = Project(tmp_path / "s.kodeverk")
    study.add_sources(tmp_path / "inf-03.md")
    assert study.table("segments")["kind"].tolist()[0] == "heading"
    assert re.findall(r"<strong[^>]*>([^<]*)</strong>", shown(study)) == ["Intervju 3"]


@pytest.mark.parametrize("payload", PAYLOADS[:: max(1, len(PAYLOADS) // 20)])
def test_text_names_and_codes_are_inert(tmp_path: Path, payload: str) -> None:
    line = " ".join(payload.split())
    study = study_in(tmp_path, inf_01=f"5: Hun sa {line} til meg.\n")
    study.add_code(line.replace("/", "∕"))
    quote = study.snapshot.text(study.snapshot.source("inf-01").id)[3:9]
    study.code(line.replace("/", "∕"), source="inf-01", quote=quote, coder=line)
    html = shown(study)
    allowed = {"div", "section", "h3", "h4", "b", "span", "mark", "sup", "ul", "li"}
    assert set(re.findall(r"<\s*/?\s*([a-zA-Z!][\w-]*)", html)) <= allowed
    assert set(re.findall(r"<\w+ ([\w-]+)=", html)) <= {"style"}
    assert not re.search(r"url\(|expression\(", "".join(re.findall(r'style="([^"]*)"', html)))


def test_a_study_without_codings_or_turns_is_still_read(tmp_path: Path) -> None:
    study = study_in(tmp_path, inf_01="Bare et notat.\n")
    transcripts = Transcripts.of(Session(study, "ida"))
    assert "Bare et notat." in plain(transcripts._repr_html_()) and "<mark" not in transcripts._repr_html_()
