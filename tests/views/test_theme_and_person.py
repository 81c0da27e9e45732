from __future__ import annotations

import pytest

from kodeverk.errors import AmbiguousName, UnknownName
from kodeverk.model import Case, Category, Code, Codebook, Coding, Memo, Snapshot, SubQuestion, Wording
from kodeverk.views import by_person, by_theme, resolve_theme
from kodeverk.views.quotes import COLUMNS
from tests.memory import study_of
from tests.views.four import CATEGORY, PAYLOADS, four, hostile


def placed(snapshot: Snapshot, quote: str, sub_question: str) -> Snapshot:
    codings = [c._replace(sub_question=sub_question) if snapshot.quote(c) == quote else c for c in snapshot.all(Coding)]
    return snapshot.replacing(Coding, codings)


def test_a_theme_shows_all_persons_under_a_code_and_its_children() -> None:
    view = by_theme(four(), "ledelse")
    rows = view.frame[["case", "office", "source", "quote", "code", "coder"]].to_numpy().tolist()
    assert rows == [
        ["1", "Tangvåg", "inf-01", "Vi har to sjefer", "ledelse/to sjefer", "tone"],
        ["1", "Tangvåg", "inf-01", "de drar hver sin vei", "ledelse", "tone"],
        ["2", "Tangvåg", "inf-02", "Jeg har min, de har sin.", "ledelse", "ida"],
        ["2", "Tangvåg", "inf-02", "Jeg har min, de har sin.", "ledelse", "tone"],
        ["3", "Lyngmo", "inf-03", "Én leder for alle", "ledelse", "tone"],
    ]
    assert list(view.frame.columns) == list(COLUMNS)
    assert view.status.to_numpy().tolist() == [
        ["1", "Tangvåg", "said", 2], ["2", "Tangvåg", "said", 2], ["3", "Lyngmo", "said", 1], ["4", "Lyngmo", "not asked", 0],
    ]  # fmt: skip


def test_silent_not_asked_and_unknown_stand_apart_in_a_theme() -> None:
    view = by_theme(four(), "to sjefer")
    assert {case: view.cases(case) for case in ("said", "silent", "not asked", "unknown whether asked")} == {
        "said": ["1"], "silent": ["2"], "not asked": ["4"], "unknown whether asked": ["3"],
    }  # fmt: skip


def test_speech_that_is_bound_to_nobody_is_shown_without_case() -> None:
    frame = by_theme(four(), "møter").frame
    assert frame["case"].tolist() == ["1", "3", ""]
    assert frame["quote"].tolist()[-1] == "Møtene er lange."
    assert by_person(four(), None).frame["quote"].tolist() == ["Møtene er lange."]


def test_quotes_of_a_category_stand_under_the_sub_question_they_were_placed_in() -> None:
    snapshot = placed(placed(four(), "Én leder for alle", "S1"), "Møtene er fine nok.", "S2")
    frame = by_theme(snapshot, "styring").frame
    found = {key: group["quote"].tolist() for key, group in frame.groupby("sub_question", sort=False)}
    assert list(found) == ["S1", "S2", "not placed"]
    assert found["S1"] == ["Én leder for alle"]
    assert found["S2"] == ["Møtene er fine nok."]
    assert len(found["not placed"]) == 6
    assert "S1 Hvem bestemmer?" in by_theme(snapshot, "styring")._repr_html_()


def test_a_sub_question_holds_what_was_placed_there_and_what_its_codes_leave_unplaced() -> None:
    snapshot = placed(placed(four(), "Én leder for alle", "S2"), "Møtene våre er felles.", "S1")
    frame = by_theme(snapshot, "S1").frame
    assert frame.query("sub_question == 'S1'")["quote"].tolist() == ["Møtene våre er felles."]
    assert "Én leder for alle" not in frame["quote"].tolist()
    assert set(frame.query("sub_question == 'not placed'")["code"]) == {"ledelse", "ledelse/to sjefer"}


def test_a_name_that_fits_a_code_and_a_category_is_ambiguous_until_the_kind_is_written() -> None:
    same = Category("cat-2", "bok", "møter", Wording(nb="Møter"), Wording(), ("code-lunsj",))
    snapshot = four([same])
    with pytest.raises(AmbiguousName, match=r"code:bok:møter, category:bok:møter"):
        resolve_theme(snapshot, "møter")
    assert resolve_theme(snapshot, "category:møter").codes == ("code-lunsj",)
    assert resolve_theme(snapshot, "code:møter").codes == ("code-møter",)
    assert resolve_theme(snapshot, "code:bok:møter").codes == ("code-møter",)


def test_categories_of_two_codebooks_are_told_apart_by_the_codebook() -> None:
    other = CATEGORY._replace(id="cat-x", codebook="annen", sub_questions=(SubQuestion("S1", Wording(nb="?")),))
    snapshot = four([other, Codebook("annen", "1", Wording())])
    with pytest.raises(AmbiguousName, match="annen:styring"):
        resolve_theme(snapshot, "styring")
    theme = resolve_theme(snapshot, "annen:styring")
    assert theme.id == "cat-x"
    assert resolve_theme(snapshot, theme.name).id == "cat-x"
    assert resolve_theme(snapshot, resolve_theme(snapshot, "bok:S1").name).id == "cat-styring/S1"


def test_an_unknown_theme_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"'leselse'.*Nearest: ledelse"):
        by_theme(four(), "leselse")


def test_an_ambiguous_code_is_refused_with_its_paths() -> None:
    snapshot = study_of({}, codes=["a/makt", "b/makt"])
    with pytest.raises(AmbiguousName, match="bok:a/makt, bok:b/makt"):
        by_theme(snapshot, "makt")


def test_a_person_is_shown_in_the_order_said() -> None:
    view = by_person(four(), "1")
    assert view.frame[["theme", "code", "quote"]].to_numpy().tolist() == [
        ["ledelse", "ledelse/to sjefer", "Vi har to sjefer"],
        ["ledelse", "ledelse", "de drar hver sin vei"],
        ["møter", "møter", "Møtene er fine nok."],
    ]
    assert [tuple(row) for row in view.status.to_numpy()] == [
        ("styring", "category", "said", 3), ("ledelse", "code", "said", 2), ("møter", "code", "said", 1),
        ("lunsj", "code", "not asked", 0),
    ]  # fmt: skip


def test_a_person_shows_attributes_with_state_and_where_they_were_read() -> None:
    rows = by_person(four(), "4").attributes.to_numpy().tolist()
    assert rows == [
        ["leader_model", "enleder", "known", "register, B3"], ["line", "kommune", "known", ""], ["år", None, "unknown", ""],
    ]  # fmt: skip


def test_an_office_shows_all_its_informants() -> None:
    view = by_person(four(), "Tangvåg")
    assert view.frame["case"].tolist() == ["1", "1", "1", "2", "2", "2"]
    assert dict(zip(view.status["theme"], view.status["status"], strict=True))["lunsj"] == "said"


def test_both_views_hold_the_same_codings() -> None:
    snapshot = four()
    everything = {c.id for c in snapshot.all(Coding)}
    persons = [case.name for case in snapshot.all(Case)] + [None]
    by_persons = {(row.case, row.coding_id) for p in persons for row in by_person(snapshot, p).frame.itertuples()}
    by_themes = {
        (row.case, row.coding_id) for c in snapshot.all(Code) for row in by_theme(snapshot, c.id).frame.itertuples()
    }
    assert by_persons == by_themes
    assert {coding for _case, coding in by_themes} == everything
    assert len(everything) == 9
    assert ("", next(c.id for c in snapshot.all(Coding) if c.source_id == "src-inf-04")) in by_themes


def test_a_coding_across_two_speakers_belongs_to_both() -> None:
    texts = {"g": "5: Vi er enige.\n6: Ja, helt enige."}
    snapshot = study_of(texts, {"5": ("A", {}), "6": ("A", {})}, ["enig"], [("g", "enige.\n6: Ja", "enig", "ida")])
    assert by_theme(snapshot, "enig").frame["case"].tolist() == ["5", "6"]
    assert [q.turn for q in by_theme(snapshot, "enig").quotes] == [1, 2]
    assert by_person(snapshot, "A").status["codings"].tolist() == [1]


@pytest.mark.parametrize("codings", [(), None])
def test_views_stand_an_empty_study_and_one_without_codings(codings: tuple[()] | None) -> None:
    if codings is None:
        empty = study_of({}, {"1": ("K", {})}, ["x"])
        assert by_theme(empty, "x").frame.empty
        assert by_theme(empty, "x").status["status"].tolist() == ["unknown whether asked"]
        return
    view = by_theme(four(codings=()), "ledelse")
    assert view.frame.empty
    assert list(view.frame.columns) == list(COLUMNS)
    assert view.status["status"].tolist() == ["silent", "silent", "unknown whether asked", "not asked"]
    assert by_person(four(codings=()), "1").frame.empty
    assert "<blockquote" not in view._repr_html_()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_view_becomes_html(payload: str) -> None:
    snapshot = hostile(payload)
    code = snapshot.all(Code)[0]._replace(
        label=Wording(nb=payload, en=payload),
        definition=Wording(nb=payload),
        include=Wording(nb=payload),
        colour=payload,
    )
    category = Category(payload, "bok", payload, Wording(nb=payload), Wording(nb=payload), (code.id,), (SubQuestion(payload, Wording(nb=payload)),))  # fmt: skip
    memo = Memo("m", "study", "", payload, payload, "")
    snapshot = snapshot.replacing(Code, [code]).replacing(Category, [category]).replacing(Memo, [memo])
    views = [
        by_theme(snapshot, f"code:{code.path}"),
        by_theme(snapshot, f"category:{payload}"),
        by_person(snapshot, "xx"),
    ]
    for view in views:
        shown = view._repr_html_()
        assert not view.frame.empty
        assert payload not in shown
        assert "<img" not in shown and "<script" not in shown and "<svg" not in shown
        assert payload in set(view.frame["coder"])  # the data are as they were
        assert payload not in view.frame.to_html()


def test_a_person_and_a_theme_tell_what_they_hold_in_one_line() -> None:
    assert "1" in repr(by_person(four(), "1"))
    assert "4" in repr(by_theme(four(), "ledelse"))
