"""The appendix on documents and networks: its tables are those of the corpus, and it leaves out what there is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document

from kodeverk.analysis.minutes.minutes import read_minutes
from kodeverk.messages import use_language
from kodeverk.project import Project
from kodeverk.reports.paper import Line, Run
from tests.room import CYCLE, STATUS, codebook, workbook

ROOT = Path(__file__).resolve().parents[2]
CORPUS, BOOKS = ROOT / "corpora" / "partnerskap-2007", ROOT / "codebooks"
CHAPTERS = [
    "Agreements against their template", "Cases of the meetings", "Claims held against documents",
    "Driving force and networks", "Equality", "Differences between the parties", "Direction along the lines", "Models",
    "The room for opportunity",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study file; tests look at copies."""
    path = tmp_path_factory.mktemp("vedlegg") / "studie.kodeverk"
    with Project(path) as study:
        study.add_cases(CORPUS / "register.xlsx")
        study.add_sources(str(CORPUS / "int-*"))
        study.add_documents(str(CORPUS / "avtale*"), kind="agreement", leave_out="headers")
        study.add_documents(str(CORPUS / "referat-*"), kind="minutes")
        for name in ("partnerskap-2007", "partnerskapsmøter-2007"):
            study.use_codebook(BOOKS / f"{name}.yaml")
        study.use_theory(BOOKS / "teori-partnerskap-2007.yaml")
        study.add_codings(CORPUS / "kodinger.csv")
        study.add_judgements(CORPUS / "vurderinger.csv")
        study.add_item_codings(CORPUS / "sakskategorier.csv")
        study.add_actors(CORPUS / "aktorer.csv")
        study.add_relations(CORPUS / "relasjoner.csv")
    return path


@pytest.fixture
def study(built: Path, tmp_path: Path) -> Iterator[Project]:
    with Project(shutil.copy(built, tmp_path / "kopi.kodeverk")) as made:
        yield made


def heads(document: Document, level: int = 1) -> list[str]:
    return [p.text.split("  ")[-1] for p in document.paragraphs if p.style.name == f"Heading {level}"]


def rows(document: Document) -> list[list[str]]:
    """Every row of every table; one that goes across is one cell."""
    return [
        [cell.text for cell in dict.fromkeys(row.cells)] for table in document.tables for row in table.rows
    ]  # fmt: skip


def written(study: Project) -> Path:
    """The document, with one claim held against the minutes where the study has what it takes."""
    held = []
    if "forpliktelse/bindende" in set(study.table("codes")["code"]):
        held = [study.triangulate('code("to sjefer")', minutes='code("forpliktelse/bindende")', of_items="de fleste")]
    return study.documents_to_word(study.path.with_name("vedlegg.docx"), triangulated=held)


def opened(path: Path) -> Document:
    return docx.Document(str(path))


@pytest.fixture(scope="module")
def appendix(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    use_language("en")
    with Project(shutil.copy(built, tmp_path_factory.mktemp("skrevet") / "kopi.kodeverk")) as made:
        return written(made)


def test_the_tables_are_those_of_the_study_of_2007(appendix: Path) -> None:
    document = opened(appendix)
    assert heads(document) == CHAPTERS[:-1]
    assert any(p.text.endswith("nothing of it: The room for opportunity.") for p in document.paragraphs)
    found = rows(document)
    assert ["no.", "point", "Kvernby", "Rugdal", "Skarvøy", "Storåsen", "Tolvik", "in all"] in found
    assert ["2", "Formål", "+", "=", "+", "+", "+", "= 1  + 4"] in found
    assert ["8", "Brukermedvirkning", "≠", "~ (7)", "~", "=", "≠", "= 1  ~ 2  ≠ 2"] in found
    assert ["", "= same as the template", "6", "9", "5", "7", "8", "35 / 75"] in found
    assert ["employer of the leader", "statlig", "point 3b: Leder skal være ansatt i staten."] in found
    (administrative,) = [row for row in found if row[0].startswith("1 Admin") and len(row) == 9]
    assert administrative[1:] == ["5/20", "1/6", "4/12", "not released", "7/22", "17/60", "28.3%", "26.7%"]
    assert ["items", "20", "6", "12", "–", "22", "60", "", ""] in found
    assert sum(row[0][:1].isdigit() and "/0" in row[0] for row in found) == 60
    assert ["minutes", "nothing speaks to it\nnot released", "–"] in found
    assert ["flags", "6/7", "6/7", "7/7", "6/7", "7/7"] in found


def test_triangulations_are_called_by_what_is_asked_and_no_two_alike(study: Project) -> None:
    asked = {"minutes": 'code("forpliktelse/bindende")', "of_items": "de fleste"}
    held = [
        study.triangulate('code("to sjefer")', **asked),
        study.triangulate('code("to sjefer")', agreement='agreement_leader_model == "toleder"'),
        study.triangulate('code("to sjefer")', **asked),
    ]
    document = opened(study.documents_to_word(study.path.with_name("to.docx"), triangulated=held))
    found = [head for head in heads(document, 2) if head.startswith(held[0].claim)]
    assert "code(" not in held[0].claim and found == [
        f"{held[0].claim} – minutes", f"{held[0].claim} – agreement", f"{held[0].claim} – minutes (2)"
    ]  # fmt: skip
    assert any("leader model: " in row[-1] for row in rows(document)) and "agreement_leader_model: " not in str(
        rows(document)
    )


def test_the_column_of_commitments_says_that_it_has_conflicts_too(appendix: Path, study: Project) -> None:
    head = ["no.", "heading", "category", "decision", "commitment; conflict or not"]
    assert head in rows(opened(appendix))
    assert ">commitment; conflict or not</th>" in read_minutes(study.snapshot)._repr_html_()


def test_the_title_page_counts_no_relations_where_there_are_none(tmp_path: Path) -> None:
    with Project(tmp_path / "tom.kodeverk") as empty:
        document = opened(empty.documents_to_word(tmp_path / "tom.docx"))
    assert not any("0 relations" in paragraph.text for paragraph in document.paragraphs)


def test_every_relation_stands_with_its_words_and_those_taken_away_are_gone(study: Project, appendix: Path) -> None:
    """Tolvik's relations are taken away: its part of the chapter goes, and the document says that nothing is told."""
    told = [row for row in rows(opened(appendix)) if len(row) == 6 and " → " in row[0]]
    network = study.network()
    said = ["from_actor", "to_actor", "initiator", "reciprocal", "channel", "frequency", "source", "turn", "quote"]
    assert len(told) == len(network.frame.drop_duplicates(said)) > 150
    one = network.frame.iloc[0]
    assert any(row[5].startswith(f"{one.quote}\n{one.case}, {one.source}") for row in told)
    assert "Tolvik: one-way authority level" in heads(opened(appendix), 2)
    own = study.network("Tolvik").frame
    study.unrelate(*own["relation_id"])
    after = opened(written(study))
    left = [row for row in rows(after) if len(row) == 6 and " → " in row[0]]
    assert len(left) == len(told) - len(own.drop_duplicates(said))
    assert not any(head.startswith("Tolvik") for head in heads(after, 2))
    assert any(p.text == "Nothing is told of contact between actors at: Tolvik." for p in after.paragraphs)


def test_pictures_have_captions_and_words_for_those_who_cannot_see_them(appendix: Path) -> None:
    document = opened(appendix)
    captions = [p.text for p in document.paragraphs if p.text.startswith("Figure ")]
    said = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(captions) == len(said) == 1 + 5 + 3 + 5 and all(said)
    assert captions[0] == "Figure 1. The driving force of each partnership."
    assert max(shape.height.inches for shape in document.inline_shapes) <= 8.6


def test_the_same_study_gives_the_same_bytes_and_no_coder_is_named(study: Project, appendix: Path) -> None:
    assert written(study).read_bytes() == appendix.read_bytes()
    text = "\n".join(cell for row in rows(opened(appendix)) for cell in row)
    assert "coded by K" in text and not any(name in text for name in ("berit", "by even", "randi"))


def test_a_study_of_the_areas_alone_has_that_chapter_alone(tmp_path: Path) -> None:
    with Project(tmp_path / "studie.kodeverk") as study:
        study.use_codebook(codebook(tmp_path))
        status = [STATUS, ("Tangvåg", 1, "x", None, "x", "x", None)]
        study.add_room(workbook(tmp_path, {"status": status, "årshjul": [CYCLE, ("mars", "Møte", None, None)]}))
        document = opened(written(study))
    assert heads(document) == CHAPTERS[-1:]
    assert heads(document, 2) == ["The areas by level", "Office by office", "Priorities", "The yearly cycle"]
    (left,) = [p.text for p in document.paragraphs if p.text.startswith("Left out")]
    assert all(chapter in left for chapter in CHAPTERS[:-1])


def test_an_empty_study_says_that_everything_is_left_out(tmp_path: Path) -> None:
    with Project(tmp_path / "studie.kodeverk") as study:
        document = opened(written(study))
    assert heads(document) == [] and any(p.text.startswith("Left out") for p in document.paragraphs)


def test_a_cell_may_have_some_of_its_words_in_bold(tmp_path: Path) -> None:
    from kodeverk.reports.paper import Paper

    paper = Paper("t", "nb-NO")
    paper.table([1, 1], ["a", "b"], [[Line(("Fra ", Run("1.10", bold=True))), ["x", Line(("y", "z"))]]])
    (table,) = docx.Document(str(paper.save(tmp_path / "t.docx"))).tables
    first, second = table.rows[1].cells
    assert [(run.text, bool(run.bold)) for run in first.paragraphs[0].runs] == [("Fra ", False), ("1.10", True)]
    assert [p.text for p in second.paragraphs] == ["x", "yz"]
