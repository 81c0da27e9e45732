"""The handout on the room for opportunity: what the study says, counted, and the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from kodeverk.errors import KodeverkError
from kodeverk.project import Project
from tests.room import CYCLE, PLANS, STATUS, codebook, workbook


def handout(folder: Path, sheets: dict[str, list[tuple[object, ...]]]) -> Path:
    study = Project(folder / "studie.kodeverk")
    study.use_codebook(codebook(folder))
    study.add_room(workbook(folder, sheets))
    path = study.room_to_word(folder / "utdelt.docx")
    again = study.room_to_word(folder / "igjen.docx")
    assert path.read_bytes() == again.read_bytes()
    return path


def test_the_handout_holds_areas_priorities_plans_expectations_and_the_year(tmp_path: Path) -> None:
    document = docx.Document(str(handout(tmp_path, {
        "status": [STATUS, ("Tangvåg", 1, "x", None, "x", "x", None), ("Lyngmo", 1, "nei", None, "x", "nei", None)],
        "planer": [PLANS, ("Tangvåg", 1, None, "fordi", "noe", None, None, "leder", None)],
        "forventninger": [("til rolle", "tema", "forventning", "rådmann", "leder"), ("staten", "t", "lytter", "x", "x")],
        "årshjul": [CYCLE, ("mars", "Partnerskapsmøte", "NAV-leder", "Mulighetsrommet")],
    })))  # fmt: skip
    heads = [p.text.split("  ")[-1] for p in document.paragraphs if p.style.name.startswith("Heading 1")]
    assert heads == [
        "The areas by level",
        "Office by office",
        "Priorities",
        "Plans",
        "Expectations",
        "The yearly cycle",
    ]
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["1", "God ledelse", "1\u00a0of\u00a02", "·", "2\u00a0of\u00a02", "1\u00a0of\u00a02", "·"] in cells
    assert ["Tangvåg", "1", "fewer than three"] in cells
    assert ["1 God ledelse", "Tangvåg", "Lyngmo", "", ""] in cells
    assert ["Tangvåg", "1 God ledelse", "●", "●", "·", "·", "●", "·", "how, who is involved, follow-up"] in cells
    told = "Plan at 1 of 2 offices: 1 with one area only, 0 with several. Of the others: not stated 1."
    assert told in [paragraph.text for paragraph in document.paragraphs]
    assert ["lytter", "●", "●", "all 2 roles"] in cells
    assert len(document.inline_shapes) == 3


def test_what_the_study_does_not_have_is_left_out(tmp_path: Path) -> None:
    sheets = {"årshjul": [CYCLE, ("mars", "Partnerskapsmøte", None, None)]}
    document = docx.Document(str(handout(tmp_path, sheets)))
    heads = [p.text.split("  ")[-1] for p in document.paragraphs if p.style.name.startswith("Heading 1")]
    assert heads == ["The areas by level", "The yearly cycle"]


def test_a_path_that_is_no_word_document_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    study = Project(tmp_path / "studie.kodeverk")
    study.use_codebook(codebook(tmp_path))
    with pytest.raises(KodeverkError, match=r"ends in \.docx; utdelt\.txt does not"):
        study.room_to_word(tmp_path / "utdelt.txt")
    assert not (tmp_path / "utdelt.txt").exists()
