"""The framework matrix: what is condensed, how much is not, and who is silent or was not asked."""

from __future__ import annotations

import pytest

from kodeverk.coding.condense import condense
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Category, Coding, Snapshot, Wording
from kodeverk.views.condensations import codings_under
from kodeverk.views.framework import framework
from kodeverk.views.resolve import resolve_theme
from tests.views.four import PAYLOADS, four, hostile


def summed(snapshot: Snapshot, case: str, theme: str, text: str, coder: str = "ida") -> Snapshot:
    """The study where a coder has condensed a case under a code."""
    found = resolve_theme(snapshot, theme)
    key = snapshot.case(case).id, f"code:{found.id}"
    plan = condense(snapshot, key, text, codings_under(snapshot, found)[key[0]], coder=coder)
    return snapshot.supposing(plan.changes)


def test_a_cell_holds_what_is_condensed_or_how_much_is_not_or_who_says_nothing() -> None:
    study = summed(four(), "1", "ledelse", "To sjefer drar hver sin vei.")
    frame = framework(study, ["ledelse", "to sjefer", "møter"]).frame
    assert frame.to_numpy().tolist() == [
        ["1", "Tangvåg", "To sjefer drar hver sin vei.", "1 coding", "1 coding"],
        ["2", "Tangvåg", "2 codings", "silent", "not asked"],
        ["3", "Lyngmo", "1 coding", "unknown whether asked", "1 coding"],
        ["4", "Lyngmo", "not asked", "not asked", "not asked"],
    ]
    assert list(frame.columns) == ["case", "office", "ledelse", "ledelse/to sjefer", "møter"]


def test_rows_can_be_offices_with_the_codings_of_all_who_speak_there() -> None:
    study = summed(four(), "Tangvåg", "ledelse", "Delt ledelse.")
    matrix = framework(study, ["ledelse", "lunsj"], rows="office")
    assert matrix.frame.to_numpy().tolist() == [
        ["Lyngmo", "Lyngmo", "1 coding", "unknown whether asked"],
        ["Tangvåg", "Tangvåg", "Delt ledelse.", "1 coding"],
    ]
    assert framework(study, ["ledelse"]).frame["ledelse"].tolist()[0] == "2 codings"


def test_without_themes_the_columns_are_the_categories() -> None:
    assert [theme.name for theme in framework(four()).themes] == ["styring"]
    assert [t.name for t in framework(four().replacing(Category, [])).themes] == ["ledelse", "møter", "lunsj"]


def test_a_theme_given_twice_is_one_column_and_kinds_of_one_name_are_told_apart() -> None:
    same = Category("cat-2", "bok", "møter", Wording(nb="Møter"), Wording(), ("code-lunsj",))
    matrix = framework(four([same]), ["code:møter", "category:møter", "code:møter"])
    assert list(matrix.frame.columns)[2:] == ["code:møter", "category:møter"]


def test_what_was_condensed_before_the_codings_changed_is_marked_stale() -> None:
    study = summed(four(), "1", "ledelse", "To sjefer.")
    fewer = study.replacing(Coding, [c for c in study.all(Coding) if study.quote(c) != "Vi har to sjefer"])
    matrix = framework(fewer, ["ledelse"])
    assert matrix.frame["ledelse"].tolist()[0] == "[stale] To sjefer."
    assert matrix.long[["case", "text", "stale", "why_stale"]].to_numpy().tolist()[0] == ["1", "To sjefer.", True, "1 went"]
    assert "1 coding went" in matrix._repr_html_()
    assert "stale: 1" in repr(matrix)
    assert "1 of 3 cells" in repr(matrix)


def test_two_coders_who_have_condensed_one_cell_both_stand_there_by_name() -> None:
    study = summed(summed(four(), "2", "ledelse", "Min og sin.", "ida"), "2", "ledelse", "Delt i to.", "tone")
    matrix = framework(study, ["ledelse"])
    assert matrix.frame["ledelse"].tolist()[1] == "ida: Min og sin.\n\ntone: Delt i to."
    long = matrix.long.query("case == '2'")
    assert long[["coder", "text", "codings"]].to_numpy().tolist() == [["ida", "Min og sin.", 2], ["tone", "Delt i to.", 2]]


def test_a_matrix_of_something_else_is_refused() -> None:
    with pytest.raises(KodeverkError, match="informant or office, not of 'kode'"):
        framework(four(), rows="kode")
    with pytest.raises(UnknownName, match="'leselse'"):
        framework(four(), ["leselse"])
    with pytest.raises(KodeverkError, match="needs a theme"):
        framework(four(), [])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_matrix_becomes_html(payload: str) -> None:
    study = hostile(payload)
    study = summed(study, "xx", f"code:{payload.replace('/', '')}", payload)
    shown = framework(study)._repr_html_()
    assert framework(study).frame.iloc[0, 2] == payload
    assert payload not in shown and "<img" not in shown and "<script" not in shown and "<svg" not in shown
