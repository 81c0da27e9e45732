"""Other programs' own project files as studies: read in the limited process, nothing lost untold, nothing written there."""

import zipfile

import pytest

import kodeverk
from kodeverk.errors import ReadingError, StoreError
from kodeverk.model import Case, Code, Coding, Memo, Source, Value
from tests.refi import test_qualcoder, test_rqda, test_taguette
from tests.refi.databases import QUALCODER, RQDA, TAGUETTE, database


def folder(tmp_path):
    database(tmp_path / "Likeverd.qda" / "data.qda", QUALCODER, test_qualcoder.rows())
    return tmp_path / "Likeverd.qda"


def coded(study) -> list[tuple[str, str, str, str]]:
    now = study.snapshot
    names, codes = now.table(Source), now.table(Code)
    return sorted(
        (names[one.source_id].name, one.span.of(now.text(one.source_id)), codes[one.code_id].name, one.coder)
        for one in now.all(Coding)
    )


def test_a_qualcoder_folder_becomes_a_study_with_every_coding_on_its_words(tmp_path):
    path = folder(tmp_path)
    before = sorted((file, file.read_bytes()) for file in tmp_path.rglob("*") if file.is_file())
    found = kodeverk.read_project(path, tmp_path / "ny.kodeverk")
    texts = [row for row in coded(found.study) if row[0].startswith("inf")]
    assert [row[1:] for row in texts] == [
        ("Ingen bestemmer.\n", "alene", "ida"), ("to sjefer 😀", "to sjefer", "ida"), ("vanskelig", "alene", "ola"),
    ]  # fmt: skip
    now = found.study.snapshot
    assert {case.name for case in now.all(Case)} >= {"Kari", "Per"}
    assert {(v.attribute, v.value) for v in now.all(Value)} >= {("alder", 47), ("kontor", "Lyngmo")}
    memos = "\n".join(memo.text for memo in now.all(Memo))
    for written in ("Sterkt!", "Godt spurt", "Første tanker", "Om to linjer", "Første intervju", "Ny leder", "Her"):
        assert written in memos, written
    assert found.study.verify().ok
    assert sorted((f, f.read_bytes()) for f in tmp_path.rglob("*") if f.is_file() and f.suffix != ".kodeverk") == before


def test_of_every_kind_of_element_found_is_kept_and_left_out(tmp_path):
    found = kodeverk.read_project(folder(tmp_path), tmp_path / "ny.kodeverk")
    assert found.losses.rows and all(row.found == row.kept + row.left_out for row in found.losses.rows)
    left = {row.element for row in found.losses.left_out}
    assert left >= {"table graph", "important"}
    counted = {row.element: 0 for row in found.losses.rows}
    for row in found.losses.rows:
        counted[row.element] += row.found
    made = test_qualcoder.rows()
    assert counted["Case"] == len(made["cases"])
    assert counted["Code"] == len(made["code_name"]) + len(made["code_cat"])
    assert counted["Coding"] == len(made["code_text"]) + len(made["code_image"]) + len(made["code_av"])


def test_a_zipped_qualcoder_project_gives_the_same_codings(tmp_path):
    with zipfile.ZipFile(tmp_path / "Likeverd.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(folder(tmp_path) / "data.qda", "Likeverd.qda/data.qda")
        packed.writestr("Likeverd.qda/audio/opptak.mp3", b"lyd")
    one, other = (
        kodeverk.read_project(tmp_path / name, tmp_path / f"{number}.kodeverk")
        for number, name in enumerate(("Likeverd.zip", "Likeverd.qda"))
    )
    assert coded(one.study) == coded(other.study) != []
    with zipfile.ZipFile(tmp_path / "to.zip", "w") as packed:
        packed.writestr("a/data.qda", b"x")
        packed.writestr("b/data.qda", b"x")
    with pytest.raises(ReadingError, match="holds 2 databases"):
        kodeverk.read_project(tmp_path / "to.zip", tmp_path / "to.kodeverk")


def test_a_taguette_and_an_rqda_project_are_told_by_their_tables_whatever_their_name(tmp_path):
    database(tmp_path / "a.db", TAGUETTE, test_taguette.rows())
    database(tmp_path / "b.db", RQDA, test_rqda.rows())
    taguette, rqda = (kodeverk.read_project(tmp_path / f"{x}.db", tmp_path / f"{x}.kodeverk") for x in "ab")
    assert [row[1:] for row in coded(taguette.study)] == [
        ("Hvem leder?\nKari", "ledelse", "ida"), ("to sjefer 😀", "ledelse", "ola"),
        ("to sjefer 😀", "ledelse.to sjefer", "ola"), ("vanskelig.\nJa.", "ledelse.to sjefer", "ida"),
    ]  # fmt: skip
    assert [row[1:] for row in coded(rqda.study)] == [
        ("på gata", "makt", "ola"), ("to sjefer 😀", "makt", "kontroll"), ("to sjefer 😀", "to sjefer", "ida"),
    ]  # fmt: skip
    assert taguette.study.verify().ok and rqda.study.verify().ok
    for found in (taguette, rqda):
        assert all(row.found == row.kept + row.left_out for row in found.losses.rows)


def test_handed_on_as_qdpx_the_study_keeps_sources_codes_and_codings(tmp_path):
    found = kodeverk.read_project(folder(tmp_path), tmp_path / "ny.kodeverk")
    again = kodeverk.read_qdpx(found.study.to_qdpx(tmp_path / "ny.qdpx"), tmp_path / "igjen.kodeverk")
    assert coded(again.study) == coded(found.study) != []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.mx24", b"anything", "is a project of MAXQDA.*export it as a REFI-QDA project"),
        ("x.nvpx", b"anything", "is a project of NVivo"),
        ("x.atlproj", b"PK\x03\x04", "is a project of ATLAS.ti"),
        ("x.qrk", b"anything", "is a project of Quirkos"),
        ("x.qdpx", b"PK\x03\x04", "Read it with kodeverk.read_qdpx"),
        ("x.qdc", b"<CodeBook/>", "use_codebook"),
        ("x.txt", b"I: Hei", "is no project that is read here. Projects of QualCoder"),
        ("x.qda", b"", "is no project that is read here"),
        ("x.sqlite3", b"SQLite format 3\x00", "damaged"),
    ],
)
def test_other_files_are_named_with_the_way_to_bring_them_in(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadingError, match=said):
        kodeverk.read_project(tmp_path / name, tmp_path / "ny.kodeverk")
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_missing_file_an_unknown_database_and_a_study_that_is_there_are_refused(tmp_path):
    with pytest.raises(ReadingError, match="There is no file borte.qda"):
        kodeverk.read_project(tmp_path / "borte.qda", tmp_path / "ny.kodeverk")
    database(tmp_path / "x.db", "CREATE TABLE a (b)")
    with pytest.raises(ReadingError, match="no project that is read here"):
        kodeverk.read_project(tmp_path / "x.db", tmp_path / "ny.kodeverk")
    (tmp_path / "ny.kodeverk").write_bytes(b"mitt")
    with pytest.raises(StoreError, match="already"):
        kodeverk.read_project(folder(tmp_path), tmp_path / "ny.kodeverk")
    assert (tmp_path / "ny.kodeverk").read_bytes() == b"mitt"
