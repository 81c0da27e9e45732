"""The command line: what a person types, what she sees, what the machine reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kodeverk.cli.main import main
from kodeverk.messages import use_language

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = {
    "studie.kodeverk", "funn.docx", "funn.xlsx", "transkripsjoner.html", "teorisjekk.html", "analyse.docx",
    "analyse.html",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--out", str(out), "--json"]) == 0
    return out


def test_the_demo_writes_its_seven_files(demo: Path) -> None:
    assert {file.name for file in demo.iterdir()} == WRITTEN
    assert all(file.stat().st_size > 10_000 for file in demo.iterdir())


def test_the_demo_shows_what_it_found_on_screen(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["demo", "--out", str(demo), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    for words in ("Synthetic interviews", "inf-08.docx", "Informants", "enleder (n = 4)", "One office against one",
                  "contradicted", "Rule:", "funn.docx"):  # fmt: skip
        assert words in said
    assert "\x1b[" not in said, "no colours where nobody looks"


@pytest.mark.slow
def test_the_demo_twice_is_the_demo_once(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def found() -> dict[str, object]:
        capsys.readouterr()
        assert main(["demo", "--out", str(demo), "--json"]) == 0
        return dict(json.loads(capsys.readouterr().out))

    first = found()
    word = (demo / "funn.docx").read_bytes()
    assert found() == first and (demo / "funn.docx").read_bytes() == word
    assert first["left_out"] > 0 and first["theory"]["supported"] > 0  # type: ignore[operator,index]


def test_verify_says_a_whole_file_is_whole_and_a_changed_one_is_not(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = demo / "studie.kodeverk"
    assert main(["verify", str(study), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    data = study.read_bytes()
    place = data.index(b"Vi er to ledere")
    broken = tmp_path / "broken.kodeverk"
    broken.write_bytes(data[:place] + b"W" + data[place + 1 :])
    assert main(["verify", str(broken), "--json"]) == 1
    said = capsys.readouterr().out
    assert json.loads(said)["findings"] and "ledere" not in said


@pytest.mark.parametrize("name", ["partnerskap-2007", "likeverd-2019", "mulighetsrommet-2020"])
def test_a_shipped_codebook_declares_what_it_has(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", str(ROOT / f"codebooks/{name}.yaml"), "--lang", "en", "--json"])
    problems = json.loads(capsys.readouterr().out)
    assert [p for p in problems if "declare" in p["what"]] == []


def test_lint_finds_the_defects_of_the_study(capsys: pytest.CaptureFixture[str]) -> None:
    book, guide = (ROOT / f"tests/fixtures/{n}partnerskap-2007-feil.yaml" for n in ("", "guide-"))
    assert main(["lint", str(book), "--guide", str(guide), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "6" in said and "makt" in said and "interorganisatorisk koordinering" in said
    assert said.count("\n- ") >= 5


def test_import_and_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, study = ROOT / "corpora/likeverd-2019", tmp_path / "s.kodeverk"
    assert (
        main(["import", str(study), str(corpus / "inf-06.txt"), "--cases", str(corpus / "informanter.xlsx"), "--json"])
        == 0
    )
    rows = json.loads(capsys.readouterr().out)["sources"]
    assert {row["file"] for row in rows} == {"inf-06.txt"} and rows[0]["encoding"] == "cp1252"
    assert main(["export", str(study), "--html", str(tmp_path / "t.html"), "--dump", str(tmp_path / "dump")]) == 0
    assert (tmp_path / "t.html").exists() and (tmp_path / "dump").is_dir()


def wrong(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err and captured.err.startswith("kodeverk: ")
    return captured.err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "inf-99.docx" in wrong(["import", str(tmp_path / "s.kodeverk"), str(tmp_path / "inf-99.docx")], capsys)


def test_an_empty_word_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tom.docx").write_bytes(b"")
    assert "tom.docx" in wrong(["import", str(tmp_path / "s.kodeverk"), str(tmp_path / "tom.docx")], capsys)


def test_a_password_protected_word_file_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "laast.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024 + name + b"\0" * 512)
    said = wrong(["import", str(tmp_path / "s.kodeverk"), str(tmp_path / "laast.docx")], capsys)
    assert "laast.docx" in said and "password" in said


def test_a_tab_in_a_codebook_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bok.yaml").write_text("format: kodeverk/codebook/1\nid: bok\ncodes:\n\t- name: a\n")
    said = wrong(["lint", str(tmp_path / "bok.yaml")], capsys)
    assert "bok.yaml" in said and "line 4" in said and "tab" in said


def test_a_case_file_without_the_column_lists_its_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folk.csv").write_text("hvem,hvor\n5,Lyngmo\n")
    said = wrong(["import", str(tmp_path / "s.kodeverk"), "--cases", str(tmp_path / "folk.csv")], capsys)
    assert "folk.csv" in said and "hvem" in said and "hvor" in said


def test_a_theory_that_does_not_exist_is_named(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = wrong(
        ["export", str(demo / "studie.kodeverk"), "--word", str(tmp_path / "f.docx"), "--theory", "teori-x"], capsys
    )
    assert "teori-x" in said and not (tmp_path / "f.docx").exists()


def test_nothing_to_do_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing to import" in wrong(["import", str(tmp_path / "s.kodeverk")], capsys)
    assert "no study file" in wrong(["export", str(tmp_path / "nei.kodeverk"), "--word", "x.docx"], capsys)


@pytest.mark.parametrize("command", [[], ["import"]], ids=["all", "one"])
def test_the_help_stands_in_bokmal_throughout(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    use_language("nb")
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    shown = capsys.readouterr().out
    assert "valg:\n" in shown and "vis denne hjelpen og avslutt" in shown
    assert [word for word in ("options:", "positional", "show ") if word in shown] == []
