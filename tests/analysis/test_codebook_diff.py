"""Two versions of a codebook: codes recognised by path, else by number, and told word by word."""

from __future__ import annotations

from kodeverk.analysis.codebook_diff import CodebookDiff, codebook_diff
from kodeverk.model import Code, Codebook, Wording


def code(path: str, label: str, definition: str = "", levels: tuple[str, ...] = (), order: int = 0) -> Code:
    return Code(path, "bok", path, Wording(nb=label), Wording(nb=definition), levels=levels, order=order)


def diff(before: list[Code], after: list[Code]) -> CodebookDiff:
    return codebook_diff((Codebook("bok", "1", Wording()), before), (Codebook("bok", "2", Wording()), after))


def test_a_code_keeps_its_number_under_another_path() -> None:
    found = diff([code("ledelse", "2 God ledelse", "a b")], [code("leiing", "2 God leiing", "a c")])
    assert [change[:3] for change in found.changes] == [("leiing", 2, "name"), ("leiing", 2, "definition")]
    assert str(found.changes[1]) == "2 leiing: definition: a [-b-] {+c+}"


def test_what_is_added_removed_and_renumbered_is_told() -> None:
    before = [code("a", "1 En"), code("b", "2 To")]
    found = diff(before, [code("b", "1 To"), code("c", "3 Tre")])
    assert [change[:3] for change in found.changes] == [("b", 1, "renumbered"), ("a", 1, "removed"), ("c", 3, "added")]
    assert list(found.frame["before"]) == ["2", "En", ""]


def test_a_path_that_is_in_the_newer_version_is_not_taken_for_another_by_its_number() -> None:
    found = diff([code("a", "1 En"), code("b", "2 To")], [code("c", "2 Tre"), code("b", "3 To")])
    assert {change[:3] for change in found.changes} == {("a", 1, "removed"), ("c", 2, "added"), ("b", 3, "renumbered")}


def test_a_field_the_newer_version_has_of_no_code_is_told_last_with_its_levels_in_words() -> None:
    before = [code(name, f"{n} {name}", f"om {name} her", ("eier",)) for n, name in enumerate(("A", "B"), 1)]
    found = diff(before, [code("A", "1 A"), code("B", "2 Be")])
    assert [change[:3] for change in found.changes] == [
        ("B", 2, "name"), ("A", 1, "definition"), ("A", 1, "levels"), ("B", 2, "definition"), ("B", 2, "levels"),
    ]  # fmt: skip
    assert found.one_sided == ("definition", "levels") and str(found.changes[2]) == "1 A: levels: owner → nothing"
    page = diff(before, [code("A", "1 A", "om A her", ("eier",)), code("B", "2 B", "", ("eier",))])._repr_html_()
    assert "2 B: definition: om B her → nothing" in page and "taken out of" not in page
    back = diff([code("A", "1 A"), code("B", "2 Be")], before)
    assert [change.field for change in back.changes][:2] == ["name", "definition"]
    assert "taken out of 2 codes" in found._repr_html_() and "put into 2 codes" in back._repr_html_()


def test_capital_letters_alone_and_the_order_of_levels_are_no_other_name_and_no_other_levels() -> None:
    found = diff([code("a", "1 Nav", levels=("x", "y"))], [code("a", "1 NAV", levels=("y", "x"))])
    assert found.names == () and [change.only_case for change in found.changes] == [True]
    assert "no difference" in repr(diff([code("a", "1 A")], [code("a", "1 A")]))
