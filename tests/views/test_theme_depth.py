"""What a theme tells besides its quotes: voices, contrasts, codes beside it, development and history."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.errors import UnknownName
from kodeverk.model import Case, Category, Change, Code, Codebook, Plan, SubQuestion, Value, Wording, made
from kodeverk.project import Project
from kodeverk.views import by_theme
from tests.memory import study_of
from tests.views.four import CASES, CODES, OFFICES, TEXTS, four


def test_voices_are_counted_in_codings_and_in_words_said_once() -> None:
    # 1: "Vi har to sjefer" 4 + "de drar hver sin vei" 5; 2: the same 6 words coded by two; 3: "Én leder for alle" 4
    assert by_theme(four(), "ledelse").voices.to_numpy().tolist() == [
        ["1", "Tangvåg", 2, 9], ["2", "Tangvåg", 2, 6], ["3", "Lyngmo", 1, 4],
    ]  # fmt: skip
    # "Møtene er fine nok." 4, "Møtene våre er felles." 4, and 3 by somebody who is bound to no case
    assert by_theme(four(), "møter").voices[["case", "words"]].to_numpy().tolist() == [["1", 4], ["3", 4], ["", 3]]


def test_contrasts_count_cases_and_keep_silent_not_asked_and_unknown_apart() -> None:
    found = by_theme(four(), "ledelse/to sjefer").contrasts
    # 1 said; 2 silent (asked of leadership); 3 unknown whether asked; 4 not asked. År has three known values.
    assert found.to_numpy().tolist() == [
        ["leader_model", "enleder", 2, 0, 0, 1, 1],
        ["leader_model", "toleder", 2, 1, 1, 0, 0],
        ["line", "kommune", 2, 0, 1, 1, 0],
        ["line", "stat", 2, 1, 0, 0, 1],
        ["år", "2", 1, 0, 0, 0, 1],
        ["år", "7", 1, 0, 1, 0, 0],
        ["år", "19", 1, 1, 0, 0, 0],
        ["år", "unknown", 1, 0, 0, 1, 0],
    ]


def test_an_attribute_with_one_value_or_with_many_is_no_contrast() -> None:
    many = [Value(f"case-{n}/alder", f"case-{n}", "alder", 30 + int(n)) for n in "1234"]
    five = {**CASES, "5": ("Lyngmo", {"line": "stat"})}
    extra = [*many, Value("case-5/alder", "case-5", "alder", 60), Value("office-Lyngmo/fylke", "office-Lyngmo", "fylke", "x")]  # fmt: skip
    study = study_of(TEXTS, five, CODES, (), [*OFFICES, *extra])
    assert set(by_theme(study, "ledelse").contrasts["attribute"]) == {"leader_model", "line", "år"}


def test_codes_beside_a_theme_overlap_it_or_share_its_turn_by_the_same_coder() -> None:
    codings = (
        ("inf-01", "Vi har to sjefer", "ledelse", "tone"),
        ("inf-01", "to sjefer", "møter", "tone"),  # overlaps
        ("inf-01", "de drar hver sin vei", "lunsj", "tone"),  # the same turn
        ("inf-01", "Møtene er fine nok.", "møter", "tone"),  # another turn
        ("inf-02", "Jeg har min", "ledelse", "tone"),
        ("inf-02", "de har sin", "møter", "tone"),  # the same turn
        ("inf-02", "Jeg har min, de har sin.", "lunsj", "ida"),  # another coder
    )
    study = study_of(TEXTS, CASES, CODES, codings)
    assert by_theme(study, "ledelse").beside.to_numpy().tolist() == [["møter", 1, 1, 2, 2], ["lunsj", 0, 0, 1, 1]]


def test_the_development_tells_what_each_interview_adds() -> None:
    frame = by_theme(four(), "ledelse").development()
    assert frame[["source", "cases", "codings", "codes", "new"]].to_numpy().tolist() == [
        ["inf-01", "1", 2, 2, 2], ["inf-02", "2", 2, 1, 0], ["inf-03", "3", 1, 1, 0], ["inf-04", "4", 0, 0, 0],
    ]  # fmt: skip
    assert frame["new_codes"].tolist() == ["ledelse/to sjefer; ledelse", "", "", ""]


def test_the_development_can_follow_a_date_and_unknown_dates_come_last() -> None:
    dates = {"1": "2019-03-05", "2": "2019-01-20", "3": "2019-02-11"}
    extra = [Value(f"case-{case}/dato", f"case-{case}", "dato", date) for case, date in dates.items()]
    frame = by_theme(four(extra), "ledelse").development("dato")
    assert frame["source"].tolist() == ["inf-02", "inf-03", "inf-01", "inf-04"]
    assert frame["order"].tolist() == ["2019-01-20", "2019-02-11", "2019-03-05", ""]
    assert frame["new_codes"].tolist() == ["ledelse", "", "ledelse/to sjefer", ""]
    with pytest.raises(UnknownName, match="'måned'"):
        by_theme(four(), "ledelse").development("måned")


def test_the_history_of_a_definition_is_told_change_by_change(tmp_path: Path) -> None:
    with Project(tmp_path / "s.kodeverk") as study:
        study.add_code("ledelse", definition="Hvem som leder.", coder="ida")
        study.add_code("ledelse/to sjefer", coder="ida")
        study.recode("ledelse/to sjefer", to="to ledere", why="Kontorene sier leder.")
        code = study.snapshot.code("ledelse")
        changed = code._replace(definition=Wording(nb="Hvem som leder kontoret.", en="Who leads."))
        study.write(lambda now: Plan([Change(code, changed)]), verb="use_codebook", who="tone")
        frame = study.by_theme("ledelse").history
        assert frame[["who", "of", "field", "language", "before", "after", "why"]].to_numpy().tolist() == [
            ["ida", "ledelse", "made", "", "", "ledelse", ""],
            ["ida", "ledelse/to ledere", "made", "", "", "ledelse/to ledere", ""],
            ["forsker", "ledelse/to ledere", "path", "", "ledelse/to sjefer", "ledelse/to ledere", "Kontorene sier leder."],
            ["forsker", "ledelse/to ledere", "label", "nb", "to sjefer", "to ledere", "Kontorene sier leder."],
            ["tone", "ledelse", "definition", "nb", "Hvem som leder.", "Hvem som leder kontoret.", ""],
            ["tone", "ledelse", "definition", "en", "", "Who leads.", ""],
        ]  # fmt: skip
        assert study.by_theme("to ledere").history["of"].unique().tolist() == ["ledelse/to ledere"]
        study.undo()
        undone = study.by_theme("ledelse").history
        assert undone.iloc[-1][["before", "after"]].tolist() == ["Who leads.", ""]
        assert "History of the definition" in study.by_theme("ledelse")._repr_html_()


def test_the_history_of_a_category_holds_its_codes_and_its_sub_questions_their_own(tmp_path: Path) -> None:
    question = SubQuestion("S1", Wording(nb="Hvem?"), ("k1",))
    first = Category("kat", "bok", "styring", Wording(nb="Styring"), Wording(), ("k1",), (question,))
    second = first._replace(codes=("k1", "k2"), sub_questions=(question._replace(text=Wording(nb="Hvem bestemmer?")),))
    codes = [Code(f"k{n}", "bok", f"kode {n}", Wording(nb=f"Kode {n}")) for n in (1, 2)]
    with Project(tmp_path / "s.kodeverk") as study:
        study.write(lambda now: Plan(made(Codebook("bok", "1", Wording()), *codes, first)), verb="use_codebook")
        study.write(lambda now: Plan([Change(first, second)]), verb="use_codebook", why="Nytt underspørsmål.")
        own = study.by_theme("styring").history.query("of == 'styring'")
        assert own[["field", "before", "after"]].to_numpy().tolist() == [
            ["made", "", "styring"], ["codes", "kode 1", "kode 1; kode 2"],
        ]  # fmt: skip
        asked = study.by_theme("S1").history.query("of == 'S1'")
        assert asked[["field", "before", "after"]].to_numpy().tolist() == [
            ["made", "", "S1"], ["text", "Hvem?", "Hvem bestemmer?"],
        ]  # fmt: skip


def test_a_theme_nobody_speaks_of_has_empty_frames_and_still_shows_itself() -> None:
    view = by_theme(four(codings=()), "lunsj")
    assert view.voices.empty and view.beside.empty
    assert view.development()["codings"].tolist() == [0, 0, 0, 0]
    assert "Voices" not in view._repr_html_()
    assert "Contrasts" in view._repr_html_()
    assert len(view.snapshot.all(Case)) == 6
