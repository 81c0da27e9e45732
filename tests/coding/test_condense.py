"""Meaning condensation: no summary without source, and stale when what it sums up has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.coding.condense import Drift, drift, fingerprint
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Category, Coding, Condensation, Plan, SubQuestion, Wording, made
from kodeverk.project import Project

TEXT_1 = "I: Hvem leder?\nK: Vi har to sjefer, og de drar hver sin vei.\nI: Og møtene?\nK: Møtene er fine nok."
TEXT_2 = "I: Hvem leder?\nL: Én leder for alle, det virker."


@pytest.fixture
def study(tmp_path: Path) -> Project:
    """Two informants in one office; 1 has two codings of leadership and one of meetings, 2 one of leadership."""
    folder = tmp_path / "tekster"
    folder.mkdir()
    (folder / "inf-01.txt").write_text(TEXT_1, encoding="utf-8")
    (folder / "inf-02.txt").write_text(TEXT_2, encoding="utf-8")
    (folder / "informanter.csv").write_text("informant;office\n1;Tangvåg\n2;Tangvåg\n", encoding="utf-8")
    project = Project(tmp_path / "s.kodeverk")
    project.add_sources([folder / "inf-01.txt", folder / "inf-02.txt"])
    project.add_cases(folder / "informanter.csv")
    project.bind("K", "1", source="inf-01")
    project.bind("L", "2", source="inf-02")
    for path in ("ledelse/to sjefer", "møter", "lunsj"):
        project.add_code(path)
    project.code("to sjefer", source="inf-01", quote="Vi har to sjefer", coder="ida")
    project.code("ledelse", source="inf-01", quote="de drar hver sin vei", coder="ida")
    project.code("møter", source="inf-01", quote="Møtene er fine nok.", coder="ida")
    project.code("ledelse", source="inf-02", quote="Én leder for alle", coder="ida")
    return project


def only(study: Project) -> dict[str, object]:
    (row,) = study.condensations().frame.to_dict("records")
    return row


def coding_ids(study: Project, quote: str) -> list[str]:
    return [c.id for c in study.snapshot.all(Coding) if study.snapshot.quote(c) == quote]


def test_a_condensation_rests_on_all_codings_of_the_case_under_the_theme(study: Project) -> None:
    receipt = study.condense("1", "ledelse", "To sjefer, to retninger.", coder="ida")
    assert receipt.counts == {"condensation made": 1}
    row = only(study)
    # 4 words of 4 + 5 summed up
    assert (row["case"], row["office"], row["theme"]) == ("1", "Tangvåg", "ledelse")
    assert (row["words"], row["source_words"], row["ratio"], row["codings"]) == (4, 9, 4 / 9, 2)
    assert (row["stale"], row["why_stale"], row["coder"]) == (False, "", "ida")
    assert study.table("condensations")["theme"].tolist() == ["ledelse"]


def test_an_office_is_condensed_from_all_who_speak_in_it(study: Project) -> None:
    study.condense("Tangvåg", "ledelse", "Delte meninger om ledelsen.", coder="ida")
    assert (only(study)["codings"], only(study)["source_words"]) == (3, 13)


def test_there_is_no_condensation_without_source(study: Project) -> None:
    with pytest.raises(KodeverkError, match="no condensation without source"):
        study.condense("2", "møter", "Sier ingenting om møter.", coder="ida")
    with pytest.raises(KodeverkError, match="An empty condensation"):
        study.condense("1", "møter", " \n ", coder="ida")
    with pytest.raises(UnknownName, match="1 of 1 ids are no codings of the case under the theme"):
        study.condense("1", "møter", "Fine møter.", coder="ida", codings=coding_ids(study, "Vi har to sjefer"))
    with pytest.raises(KodeverkError, match="no condensation without source"):
        study.condense("1", "møter", "Fine møter.", coder="ida", codings=[])
    with pytest.raises(KodeverkError, match="coder is empty"):
        study.condense("1", "møter", "Fine møter.", coder="")
    assert study.condensations().frame.empty
    assert list(study.condensations().frame.columns)[:4] == ["case", "office", "theme", "text"]


def test_a_new_text_by_the_same_coder_takes_the_place_of_the_old_which_stays_in_the_log(study: Project) -> None:
    study.condense("1", "møter", "Fine møter.", coder="ida")
    study.condense("1", "møter", "Møtene er gode nok.", coder="ida")
    study.condense("1", "møter", "Nøysom om møtene.", coder="tone")
    assert study.condensations().frame["text"].tolist() == ["Møtene er gode nok.", "Nøysom om møtene."]
    assert study.condense("1", "møter", "Møtene er gode nok.", coder="ida").seq is None
    texts = [event.change.record.text for event in study.snapshot.history(Condensation)]  # type: ignore[union-attr]
    assert texts == ["Fine møter.", "Møtene er gode nok.", "Nøysom om møtene."]


def test_codings_that_come_go_and_move_make_it_stale_and_are_counted(study: Project) -> None:
    study.condense("1", "ledelse", "To sjefer, to retninger.", coder="ida")
    study.code("ledelse", source="inf-01", quote="Møtene er fine", coder="ida")
    assert only(study)["why_stale"] == "1 came"
    study.uncode(coding_ids(study, "Vi har to sjefer"))
    assert only(study)["why_stale"] == "1 came, 1 went"
    study.add_code("ledelse/retning")
    study.recode("ledelse", to="splittelse", codings=coding_ids(study, "de drar hver sin vei"))
    assert only(study)["why_stale"] == "1 came, 2 went"  # split off to a code beside it
    for _ in range(3):
        study.undo()
    assert only(study)["why_stale"] == "1 came"
    study.undo()
    assert (only(study)["stale"], only(study)["why_stale"]) == (False, "")


def test_a_coding_recoded_within_the_theme_has_moved(study: Project) -> None:
    study.condense("1", "ledelse", "To sjefer, to retninger.", coder="ida")
    study.recode("to sjefer", into="ledelse")
    assert only(study)["why_stale"] == "1 moved"


def test_changes_elsewhere_leave_it_as_it_is(study: Project) -> None:
    study.condense("1", "ledelse", "To sjefer, to retninger.", coder="ida")
    study.uncode(coding_ids(study, "Møtene er fine nok."), coding_ids(study, "Én leder for alle"))
    study.recode("ledelse", to="styring")
    assert (only(study)["stale"], only(study)["theme"]) == (False, "styring")


def test_a_condensation_whose_codings_are_all_gone_stays_and_says_so(study: Project) -> None:
    study.condense("1", "møter", "Fine møter.", coder="ida")
    study.uncode(coding_ids(study, "Møtene er fine nok."))
    row = only(study)
    assert (row["why_stale"], row["codings"], row["source_words"]) == ("without source now", 0, 0)
    assert row["ratio"] is None or row["ratio"] != row["ratio"]
    assert "without source now" in study.condensations()._repr_html_()
    study.remove_code("møter")
    assert only(study)["why_stale"] == "theme removed"


def test_it_rests_on_the_codings_that_are_given(study: Project) -> None:
    study.condense("1", "ledelse", "To sjefer.", coder="ida", codings=coding_ids(study, "Vi har to sjefer"))
    assert (only(study)["codings"], only(study)["source_words"], only(study)["stale"]) == (1, 4, False)


def test_a_condensation_of_a_sub_question_follows_what_is_placed_there(study: Project) -> None:
    ids = {code: study.snapshot.code(code).id for code in ("ledelse", "møter")}
    book = study.snapshot.code("ledelse").codebook
    category = Category("kat", book, "styring", Wording(nb="Styring"), Wording(), tuple(ids.values()), (
        SubQuestion("S1", Wording(nb="Hvem bestemmer?"), (ids["ledelse"],)),
    ))  # fmt: skip
    study.write(lambda now: Plan(made(category)), verb="use_codebook")
    study.condense("1", "S1", "To bestemmer.", coder="ida")
    assert (only(study)["theme"], only(study)["codings"], only(study)["stale"]) == ("S1", 2, False)
    study.code("møter", source="inf-01", quote="og de drar", coder="ida", sub_question="S1")
    assert only(study)["why_stale"] == "1 came"


def test_removing_takes_away_what_that_coder_wrote_and_undo_brings_it_back(study: Project) -> None:
    study.condense("1", "møter", "Fine møter.", coder="ida")
    with pytest.raises(UnknownName, match="tone has condensed nothing there; ida has"):
        study.remove_condensation("1", "møter", coder="tone")
    study.remove_condensation("1", "møter", coder="ida")
    assert study.condensations().frame.empty
    study.undo()
    assert only(study)["text"] == "Fine møter."


def test_the_study_with_condensations_is_whole_and_comes_back_from_a_dump(study: Project, tmp_path: Path) -> None:
    from kodeverk import load

    study.condense("1", "ledelse", "To sjefer.\n\n«De drar hver sin vei.»", coder="ida")
    study.uncode(coding_ids(study, "Vi har to sjefer"))
    assert study.verify().ok
    with load(study.dump(tmp_path / "dump"), tmp_path / "ny.kodeverk") as again:
        assert again.condensations().frame.to_dict("records") == study.condensations().frame.to_dict("records")


codings = st.lists(
    st.builds(
        lambda key, start, length, code: Coding(f"id-{key}", "s", 1, start, start + length, f"c{code}", "ida"),
        st.integers(0, 12), st.integers(0, 9), st.integers(1, 3), st.integers(0, 2),
    ),
    unique_by=lambda coding: coding.id,
    max_size=8,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(codings, codings)
def test_what_came_went_and_moved_is_what_a_comparison_by_hand_finds(before: list[Coding], after: list[Coding]) -> None:
    old, new = {c.id: c for c in before}, {c.id: c for c in after}
    moved = sum(old[key] != new[key] for key in old.keys() & new.keys())
    assert drift(fingerprint(before), after) == Drift(len(new.keys() - old.keys()), len(old.keys() - new.keys()), moved)
    assert (fingerprint(before) == fingerprint(after)) == (not drift(fingerprint(before), after))
    assert fingerprint(before) == fingerprint(before[::-1])
