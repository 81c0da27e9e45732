"""From the files of the corpus of 2007 to the table of items, the claims and the triangulation: computed, not stored."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kodeverk import Project
from kodeverk.errors import KodeverkError
from kodeverk.messages import use_language

ROOT = Path(__file__).resolve().parents[2]
CORPUS, BOOKS = ROOT / "corpora" / "partnerskap-2007", ROOT / "codebooks"
SENTENCE = "De fleste av sakene er administrative avklaringer."
ADMINISTRATIVE = 'code("sakstype/administrative avklaringer")'


def brought_in(folder: Path, minutes: Path = CORPUS, judgements: Path | None = None) -> Project:
    study = Project(folder / "studie.kodeverk")
    study.add_cases(CORPUS / "register.xlsx")
    study.add_documents(sorted(minutes.glob("referat-*")), kind="minutes")
    study.use_codebook(BOOKS / "partnerskapsmøter-2007.yaml")
    study.add_item_codings(judgements or CORPUS / "sakskategorier.csv")
    return study


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study file with register, minutes and judgements; tests look at copies."""
    with brought_in(tmp_path_factory.mktemp("møter")) as made:
        return made.path


@pytest.fixture
def study(built: Path, tmp_path: Path) -> Iterator[Project]:
    with Project(shutil.copy(built, tmp_path / "kopi.kodeverk")) as made:
        yield made


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_the_table_of_the_study_comes_out_of_the_files(study: Project) -> None:
    found = study.tally()
    assert {row.name: row.counts for row in found.rows if row.n} == {
        "Skarvøy": (4, 3, 5, 0, 0), "Rugdal": (1, 0, 4, 1, 0), "Kvernby": (5, 3, 2, 5, 5), "Tolvik": (7, 2, 5, 4, 4),
    }  # fmt: skip
    assert found.total.counts == (17, 8, 16, 10, 9)
    assert {row.name: row.state for row in found.rows if not row.n} == {"Storåsen": "not released"}
    shares = [found.pooled(0), found.pooled(2), found.mean(0), found.mean(2)]
    assert [round(100 * float(share or 0), 1) for share in shares] == [28.3, 26.7, 26.7, 35.3]
    assert (found.largest.pooled.kind, found.largest.mean.kind) == ("plurality", "plurality")


def test_few_decisions_bind_some_are_lifted_and_nothing_is_a_conflict(study: Project) -> None:
    binding, conflict = study.tally(columns="binding").total, study.tally(columns="conflict").total
    assert (binding.counts, binding.not_placed, conflict.counts) == ((8, 9, 43), 0, (0, 60))
    assert study.tally(columns="decision").total.counts == (8, 35, 17)


def test_a_coder_who_only_gives_categories_has_judged_nothing_else(study: Project) -> None:
    study.categorise("referat-rugdal-2006-10-26, 5/06", "sakstype/statusrapportering", coder="per")
    alone = study.select(coders=["per"])
    assert alone.tally().total.n == 1
    assert [alone.tally(columns=branch).total.n for branch in ("binding", "conflict")] == [0, 0]
    assert not any("bound to no case" in one for one in study.problems().what)


def test_a_table_without_judgements_is_refused(study: Project, tmp_path: Path) -> None:
    (tmp_path / "tom.csv").write_text("source,item,code,coder\n", encoding="utf-8")
    with pytest.raises(KodeverkError, match=r"tom\.csv holds no judgements: "):
        study.add_item_codings(tmp_path / "tom.csv")


def test_every_item_has_office_date_heading_and_decision_and_the_minutes_hold_no_problem(study: Project) -> None:
    minutes = study.read_minutes()
    frame = minutes.frame
    assert len(frame) == 60 and minutes.problems == ()
    assert (frame[["office", "date", "number", "title", "decision"]] != "").all().all()
    assert frame.source.nunique() == 16 and frame.date.between("2006-10-01", "2007-10-31").all()


def test_the_claim_is_a_plurality_and_turns_when_an_item_is_taken_out(study: Project, tmp_path: Path) -> None:
    """Rugdal's one administrative item is taken out of its minutes: 16 of 59, as many as strategy."""
    study.claim(SENTENCE, condition=ADMINISTRATIVE, unit="items", coder="berit")
    (found,) = study.claims().findings
    assert (found.verdict, found.counts[0].tally.n, len(found.who("said"))) == ("plurality, not majority", 60, 17)
    shutil.copytree(CORPUS, tmp_path / "filer")
    file = tmp_path / "filer" / "referat-rugdal-2006-10-26.txt"
    head, item, rest = _around(file.read_text(encoding="utf-8"), "Sak 5/06")
    assert item.startswith("Sak 5/06")
    file.write_text((head + rest).replace("  5/06 Åpningstider og skranke\n", ""), encoding="utf-8")
    rows = list(csv.reader((CORPUS / "sakskategorier.csv").open(encoding="utf-8-sig")))
    kept = [row for row in rows if row[:2] != ["referat-rugdal-2006-10-26", "5/06"]]
    assert len(kept) < len(rows)
    with (tmp_path / "saker.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(kept)
    with brought_in(tmp_path, tmp_path / "filer", tmp_path / "saker.csv") as fewer:
        fewer.claim(SENTENCE, condition=ADMINISTRATIVE, unit="items", coder="berit")
        assert (fewer.tally().total.items, fewer.tally().largest.pooled.kind) == (59, "tie")
        assert fewer.claims().findings[0].verdict == "false"


def _around(text: str, label: str) -> tuple[str, str, str]:
    """The text before an item, the item, and what comes after it."""
    start = text.rindex(f"\n{label}") + 1
    end = text.index("\nSak ", start) + 1
    return text[:start], text[start:end], text[end:]


def test_a_second_coder_who_differs_takes_an_item_out_of_the_table_until_one_is_chosen(study: Project) -> None:
    study.categorise("referat-rugdal-2006-10-26, 5/06", "sakstype/statusrapportering", coder="ida")
    assert (study.tally().total.disputed, study.tally().total.counts[0]) == (1, 16)
    assert study.select(coders=["berit"]).tally().total.counts == (17, 8, 16, 10, 9)
    with pytest.raises(KodeverkError, match="ida has given"):
        study.categorise(study.read_minutes().disputed[0], "sakstype/tilrettelegging", coder="ida")
    study.undo()
    assert study.tally().total.disputed == 0


def test_rules_suggest_categories_of_items_with_their_reason_and_count_nowhere(tmp_path: Path) -> None:
    with Project(tmp_path / "studie.kodeverk") as made:
        made.add_cases(CORPUS / "register.xlsx")
        made.add_documents(sorted(CORPUS.glob("referat-skarvøy-*")), kind="minutes")
        made.use_codebook(BOOKS / "partnerskapsmøter-2007.yaml")
        made.apply_rules("partnerskapsmøter-2007")
        frame = made.read_minutes().frame
        assert (frame.standing == "not placed").all() and (frame.suggested != "").any()
        assert frame[frame.suggested != ""].reason.str.contains(": ").all()
        assert made.tally().total.n == 0
        assert {row.name: row.state for row in made.tally().rows}["Skarvøy"] == "not placed"


def test_a_meeting_on_a_day_that_does_not_exist_is_refused_at_import(tmp_path: Path) -> None:
    text = (CORPUS / "referat-rugdal-2006-10-26.txt").read_text(encoding="utf-8")
    file = tmp_path / "referat-rugdal.txt"
    file.write_text(text.replace("26.10.2006", "31.02.2007"), encoding="utf-8")
    with Project(tmp_path / "studie.kodeverk") as made:
        with pytest.raises(KodeverkError, match=r"referat-rugdal\.txt: the meeting is dated 31\.02\.2007"):
            made.add_documents(file, kind="minutes")
        assert made.table("sources").empty


def test_what_a_leader_says_is_held_against_agreement_minutes_and_register(study: Project) -> None:
    """He decides in the meeting: not borne out. He did not choose employer, though the agreement lets him. He has all
    powers: the register says so, the agreement awaits those of the state."""
    study.add_sources([CORPUS / "int-skarvøy.docx"])
    study.add_documents([CORPUS / "avtalemal.docx", CORPUS / "avtale-skarvøy.docx"], kind="agreement", leave_out="headers")
    for path in ("bestemmer", "fikk ikke velge", "alle fullmakter", "statens/gitt", "statens/avventes"):
        study.add_code(path)
    said = {
        "bestemmer": "Det er der vi bestemmer, det mener jeg.",
        "fikk ikke velge": "Så nei, jeg fikk ikke velge.",
        "alle fullmakter": "Jeg har jo fått alle fullmakter, både fra stat og kommune",
    }
    for code, quote in said.items():
        study.code(code, source="int-skarvøy", quote=quote, coder="ida")
    segments = study.table("segments")
    agreed = segments[(segments.source == "avtale-skarvøy") & segments.text.str.contains("avvent|ventes", case=False)]
    study.code("statens/avventes", source="avtale-skarvøy", quote=agreed.iloc[0].text, coder="ida")

    decides = study.triangulate('code("bestemmer")', minutes='code("forpliktelse/bindende")', of_items="de fleste")
    skarvøy = decides.of("Skarvøy", "minutes")
    assert (skarvøy.outcome, skarvøy.why, len(skarvøy.passages)) == ("does not confirm", "2 of 12 items", 2)
    assert decides.of("Storåsen", "minutes")[2:4] == ("silent", "not released")
    chose = study.triangulate(
        'code("fikk ikke velge")', agreement='agreement_employer != "valgfri"', register='valgte_arbeidsgiver == "nei"'
    )
    assert [chose.of("Skarvøy", one).outcome for one in chose.sources] == ["does not confirm", "confirms"]
    assert "Skarvøy" in chose.differing
    powers = study.triangulate(
        'code("alle fullmakter")', agreement='code("statens/gitt")', register='fullmakter == "vide, fra begge"'
    )
    assert [powers.of("Skarvøy", one).outcome for one in powers.sources] == ["does not confirm", "confirms"]
    assert powers.of("Tolvik", "register")[2:4] == ("silent", "unknown")
