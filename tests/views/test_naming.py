from __future__ import annotations

from kodeverk.model import Code, Codebook, Wording
from kodeverk.views.naming import ancestors, colour_of, families, names, natural, top_codes
from tests.views.four import four


def test_names_are_sorted_as_a_norwegian_reader_expects() -> None:
    assert sorted(["inf-10", "ål", "inf-9", "ærfugl", "øl", "zoo"], key=natural) == [
        "inf-9", "inf-10", "zoo", "ærfugl", "øl", "ål",
    ]  # fmt: skip


def test_a_code_is_named_by_its_path_and_with_its_codebook_where_two_books_share_the_path() -> None:
    other = [Codebook("annen", "1", Wording()), Code("x", "annen", "møter", Wording(), colour="#112233")]
    assert names(four()).code == {
        "code-ledelse": "ledelse", "code-ledelse/to sjefer": "ledelse/to sjefer", "code-møter": "møter",
        "code-lunsj": "lunsj",
    }  # fmt: skip
    shared = names(four(other)).code
    assert shared["x"] == "annen:møter"
    assert shared["code-møter"] == "bok:møter"
    assert four(other).code(shared["x"]).id == "x"


def test_a_code_stands_for_its_children_and_a_child_inherits_its_colour() -> None:
    snapshot = four()
    coloured = snapshot.replacing(
        Code, [c._replace(colour="#aa0000" if c.path == "ledelse" else "") for c in snapshot.all(Code)]
    )
    assert families(snapshot)["code-ledelse"] == ("code-ledelse", "code-ledelse/to sjefer")
    assert ancestors(snapshot, "code-ledelse/to sjefer") == ["code-ledelse"]
    assert top_codes(snapshot) == ["code-ledelse", "code-møter", "code-lunsj"]
    assert colour_of(coloured, "code-ledelse/to sjefer") == "#aa0000"
    assert colour_of(coloured, "code-lunsj") == ""
