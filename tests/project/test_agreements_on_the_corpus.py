"""Five agreements held against their template, from the raw files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kodeverk.project import Project

CORPUS = Path(__file__).resolve().parents[2] / "corpora" / "partnerskap-2007"
PER_OFFICE = {"Skarvøy": 5, "Rugdal": 9, "Kvernby": 6, "Tolvik": 8, "Storåsen": 7}
OTHERS = ["fill-in", "reworded", "own", "cut"]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Project(tmp_path_factory.mktemp("study") / "partnerskap.kodeverk") as project:
        project.add_cases(CORPUS / "register.xlsx")
        template = project.add_documents(CORPUS / "avtalemal.docx", kind="agreement", leave_out="headers")
        assert "avtalemal.docx" in template.receipt.note
        assert project.add_documents(f"{CORPUS}/avtale-*", kind="agreement", leave_out="headers").refused == {}
        yield project


def test_the_cells_are_as_the_study_counted_them(study: Project) -> None:
    found = study.compare_documents("avtalemal")
    counts = found.per_office.set_index("office")
    assert counts["points"].tolist() == [15] * 5
    assert counts["same"].to_dict() == PER_OFFICE and counts["same"].sum() == 35
    assert counts["same with addition"].sum() == 10 and counts[OTHERS].to_numpy().sum() == 30
    assert found.identical == ("1", "3a", "9", "14")
    closed = ["1", "2", "4", *map(str, range(9, 15))]
    cells = found.frame[found.frame["point"].isin(closed)]["class"].value_counts().to_dict()
    assert cells == {"same": 34, "same with addition": 10, "own": 1}
    assert found.adaptation(closed).degree == "low"


def test_a_point_cut_is_told_and_those_after_it_are_found_under_their_new_numbers(study: Project) -> None:
    frame = study.compare_documents("avtalemal").frame
    rugdal = frame[frame["office"] == "Rugdal"].set_index("point")
    assert rugdal.loc["7", "class"] == "cut" and rugdal.loc["7", "number_found"] == ""
    assert [rugdal.loc[str(n), "number_found"] for n in range(8, 16)] == [str(n - 1) for n in range(8, 16)]
    assert (frame["class"] == "cut").sum() == 1


def test_the_local_point_and_the_two_exceptions_stand_out(study: Project) -> None:
    found = study.compare_documents("avtalemal")
    assert found.local["office"].tolist() == ["Skarvøy"] and found.local["number"].tolist() == ["16"]
    assert found.cell("3c", "Kvernby").judged == "reworded" and found.cell("4", "Kvernby").judged == "own"
    sides = found.differences("3c", "Kvernby").frame
    assert sides["found"].tolist() == ["changed"] * 4 and sides["similarity"].between(0.6, 1).all()


def test_the_statements_of_the_report_are_counted_as_claims(study: Project) -> None:
    statements = {
        "Alle unntatt Rugdal har egen ordlyd i formålet.": 'clause_2 != "same"',
        "Bare Skarvøy har egne kommunale resultatmål.": 'clause_4 == "same with addition"',
        "Alle kontorene har malens ordlyd om partnerskapsmøtet.": 'clause_3a == "same"',
        "Alle unntatt Kvernby bruker malens ordlyd i punkt 4.": 'clause_4 in ("same", "same with addition")',
        "De fleste kontorene har lav grad av lokal tilpasning.": 'agreement_adaptation == "low"',
    }
    for text, condition in statements.items():
        study.claim(text, condition=condition, unit="offices", coder="ida")
    found = {one.claim.text: one for one in study.claims().findings}
    assert {text: found[text].verdict for text in statements} == dict.fromkeys(statements, "true")
    assert not any(found[text].stale for text in statements)


def test_what_the_agreements_say_is_what_the_register_says(study: Project) -> None:
    said = study.agreement_attributes().frame.pivot(index="office", columns="attribute", values="value")
    assert said.notna().all(axis=None)
    for office in PER_OFFICE:
        case = study.snapshot.case(office).id
        assert said.loc[office, "agreement_leader_model"] == study.snapshot.value(case, "leader_model")
        listed = {part.strip().split()[0] for part in said.loc[office, "agreement_services"].split(";")}
        register = str(study.snapshot.value(case, "kommunale_tjenester")).replace("tiltak", "arbeidstiltak")
        known = {word.strip() for word in register.replace("arbeidstrening", "arbeidstiltak").split(";")[0].split(",")}
        assert listed == known
    assert said["agreement_period"].to_dict() == {
        "Skarvøy": "2007-01-31/2007-12-31", "Rugdal": "2006-10-02/2007-06-30", "Kvernby": "2006-10-02/2007-04-30",
        "Tolvik": "2006-10-01/2008-03-01", "Storåsen": "2006-10-01/2007-10-01",
    }  # fmt: skip
    assert said["agreement_revision"].to_dict() == {
        "Skarvøy": 12, "Rugdal": 12, "Kvernby": 24, "Tolvik": 12, "Storåsen": 24,
    }  # fmt: skip
    assert said["agreement_employer"].to_dict() == {
        "Skarvøy": "valgfri", "Rugdal": "valgfri", "Kvernby": "statlig", "Tolvik": "kommunal og statlig",
        "Storåsen": "kommunal",
    }  # fmt: skip


def test_one_sentence_moved_changes_the_table_the_claim_and_nothing_else(tmp_path: Path) -> None:
    text = (CORPUS / "avtale-storåsen.txt").read_text(encoding="cp1252")
    added = text[text.index("Kontoret skal i tillegg bidra") : text.index("3. Styring")]
    (tmp_path / "avtale-storåsen.txt").write_text(text.replace(added, "\n"), encoding="cp1252")
    with Project(tmp_path / "endret.kodeverk") as changed:
        changed.add_cases(CORPUS / "register.xlsx")
        changed.add_documents(CORPUS / "avtalemal.docx", kind="agreement", leave_out="headers")
        others = [path for path in CORPUS.glob("avtale-*") if path.suffix != ".txt"]
        changed.add_documents([*others, tmp_path / "avtale-storåsen.txt"], kind="agreement", leave_out="headers")
        counts = changed.compare_documents("avtalemal").per_office.set_index("office")
        assert counts["same"].to_dict() == PER_OFFICE | {"Storåsen": 8}
        text = "Alle unntatt ett kontor har egen ordlyd i formålet."
        changed.claim(text, condition='clause_2 != "same"', unit="offices", coder="ida")
        assert changed.claims().findings[0].verdict == "false"
