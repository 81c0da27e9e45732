"""Bringing in codings from tables, and sources in batches."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import kodeverk as kv
from kodeverk.errors import FormatError, KodeverkError, ReadingError

TEXT = "I: Har dere to ledere?\nInformant 5: Ja, vi har to sjefer her."


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    study = kv.Project(tmp_path / "s.kodeverk")
    study.add_sources(tmp_path / "inf-05.txt")
    study.add_code("ledelse/to sjefer", codebook="bok")
    return study


def test_codings_come_from_a_frame_by_quote_or_by_span(study: kv.Project) -> None:
    start = TEXT.index("vi har")
    frame = pd.DataFrame([
        {"source": "inf-05", "code": "to sjefer", "coder": "ida", "quote": "to sjefer"},
        {"source": "inf-05", "code": "ledelse", "coder": "ida", "start": start, "end": start + 6},
    ])  # fmt: skip
    study.add_codings(frame)
    codings = study.table("codings")
    assert sorted(zip(codings["code"], codings["quote"], strict=True)) == [
        ("ledelse", "vi har"),
        ("ledelse/to sjefer", "to sjefer"),
    ]
    assert study.add_codings(codings).seq is None, "the study's own table of codings codes nothing anew"


def test_one_wrong_row_of_a_file_stops_all_and_is_named(study: kv.Project, tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text(
        "source,code,coder,quote\ninf-05,to sjefer,ida,to sjefer\ninf-05,to sjefer,ida,tre sjefer\ninf-05,x,ida,to\n"
    )
    with pytest.raises(KodeverkError, match=r"2 of 3 codings cannot be made; none was made") as refused:
        study.add_codings(tmp_path / "k.csv")
    assert "k.csv, row 3" in str(refused.value) and "k.csv, row 4" in str(refused.value)
    assert len(study.table("codings")) == 0


def test_a_table_without_the_column_lists_what_it_has(study: kv.Project) -> None:
    with pytest.raises(FormatError, match="no column quote or start or turn. Columns found: source, code, coder"):
        study.add_codings(pd.DataFrame([{"source": "inf-05", "code": "ledelse", "coder": "ida"}]))


def test_a_judgement_needs_its_coding(study: kv.Project, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(
        "source,quote,code,proposition,stance,coder,note\ninf-05,to sjefer,to sjefer,A,supports,ida,\n"
    )
    with pytest.raises(FormatError, match=r"v\.csv, row 2: there is no such coding to judge"):
        study.add_judgements(tmp_path / "v.csv")


def test_one_bad_file_of_a_batch_is_named_and_stops_none_of_the_others(study: kv.Project, tmp_path: Path) -> None:
    folder = tmp_path / "bunke"
    folder.mkdir()
    for number in range(19):
        (folder / f"a{number:02}.txt").write_text(f"I: Hei {number}?\nInformant: Nei.")
    (folder / "a07x.docx").write_bytes(b"PK\x03\x04 not a Word file")
    seen: list[Path] = []
    result = study.add_sources(folder, progress=lambda files: (seen.append(f) or f for f in files))
    assert len(result.reports) == 19 and list(result.refused) == ["a07x.docx"] and len(seen) == 20
    assert len(study.table("sources")) == 20
    assert "a07x.docx" in repr(result) and "a07x.docx" in result._repr_html_()
    with pytest.raises(ReadingError, match=r"a07x\.docx"):
        study.add_sources(folder / "a07x.docx")


def test_dump_and_load_give_the_same_study(study: kv.Project, tmp_path: Path) -> None:
    study.code("to sjefer", source="inf-05", quote="to sjefer", coder="ida")
    folder = study.dump(tmp_path / "dump")
    with kv.load(folder, tmp_path / "igjen.kodeverk") as again:
        assert again.state_hash() == study.state_hash()
        assert list(again.table("codings")["quote"]) == ["to sjefer"]


def test_a_selection_of_what_is_not_there_is_refused(study: kv.Project) -> None:
    with pytest.raises(KodeverkError, match="leder_modell"):
        study.select('leder_modell == "enleder"')


def test_what_a_folder_holds_besides_is_named_and_not_passed_over_in_silence(study: kv.Project, tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    (folder / "under").mkdir(parents=True)
    (folder / "a.txt").write_text("I: Hei?\nInformant: Ja.")
    (folder / "under/b.txt").write_text("I: Hei?\nInformant: Ja.")
    for name in ("gammel.doc", "x.pdf", "liste.csv", "README.md", "~$a.docx"):
        (folder / name).write_bytes(b"x")
    result = study.add_sources(folder)
    assert [report.file for report in result.reports] == ["a.txt"]
    assert set(result.refused) == {"gammel.doc", "x.pdf", "under"}
    assert "save it as .docx" in result.refused["gammel.doc"] and repr(result).count("gammel.doc") == 1


def test_a_link_to_a_question_of_no_guide_is_told_with_its_row(study: kv.Project, tmp_path: Path) -> None:
    (tmp_path / "spurt.csv").write_text("source,turn,question,coder\ninf-05,1,,ida\ninf-05,1,guide-x:1.1,ida\n")
    with pytest.raises(KodeverkError, match=r"spurt\.csv, row 3: No guide question goes by the name 'guide-x:1.1'"):
        study.add_asked(tmp_path / "spurt.csv")
    assert len(study.table("asked")) == 0


def test_suggestions_are_decided_by_the_column(study: kv.Project, tmp_path: Path) -> None:
    (tmp_path / "bok.yaml").write_text(
        "format: kodeverk/codebook/1\nid: b2\nversion: '1'\ntitle: {nb: B}\nsource: egen\ncodes:\n"
        "  - {name: ros, label: {nb: Ros}, definition: {nb: Ros.}, colour: '#1b6ca8', expressions: [{label: to, phrases: [to sjefer]}]}\n"
    )
    study.use_codebook(tmp_path / "bok.yaml")
    study.apply_rules()
    receipt = study.accept(study.suggestions()["suggestion_id"], coder="ida")
    assert len(receipt.ids) == 1 and len(study.suggestions()) == 0


def test_a_report_into_a_folder_that_is_not_there_says_so(study: kv.Project, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such folder.*nei"):
        study.to_word(tmp_path / "nei" / "funn.docx")


def test_an_attribute_that_is_called_as_a_column_of_every_table_is_refused(study: kv.Project, tmp_path: Path) -> None:
    (tmp_path / "folk.csv").write_text("informant,kontor,coder\n5,Lyngmo,x\n")
    with pytest.raises(FormatError, match=r"folk\.csv: the column coder is called as something else"):
        study.add_cases(tmp_path / "folk.csv")


def test_a_backup_is_put_in_the_studys_place_and_the_study_kept(study: kv.Project, tmp_path: Path) -> None:
    backup, before = study.backup(tmp_path / "kopier"), study.state_hash()
    study.code("to sjefer", source="inf-05", quote="to sjefer", coder="ida")
    kept = study.restore(backup)
    assert study.state_hash() == before and kept is not None
    with kv.Project(kept) as other:
        assert len(other.table("codings")) == 1
