from __future__ import annotations

import pytest

from kodeverk.analysis import compare
from kodeverk.analysis.groups.comparison import Comparison
from kodeverk.errors import UnknownName
from kodeverk.model import Code, Value, Wording
from tests.memory import study_of
from tests.views.four import PAYLOADS, four, hostile


def kinds(found: Comparison, theme: str = "") -> set[tuple[str, str]]:
    return {(c.kind, c.group) for c in found.cautions if c.theme == theme}


def test_a_comparison_counts_cases_of_each_group_by_name() -> None:
    frame = compare(four()).frame
    rows = frame.set_index(["theme", "group"])
    assert rows.loc[("lunsj", "toleder"), ["n", "said", "not_asked", "cases_said", "cases_not_asked"]].tolist() == [
        2, 1, 1, "2", "1",
    ]  # fmt: skip
    assert rows.loc[("lunsj", "enleder"), ["n", "said", "not_asked", "unknown", "cases_unknown"]].tolist() == [
        2,
        0,
        1,
        1,
        "3",
    ]
    assert rows.loc[("ledelse", "toleder"), ["said", "share", "codings", "words"]].tolist() == [2, 1.0, 4, 15]
    assert rows.loc[("ledelse", "enleder"), ["said", "share", "cases_said"]].tolist() == [1, 0.5, "3"]
    assert set(frame["theme"]) == {"styring", "ledelse", "møter", "lunsj"}


def test_the_most_contrasting_theme_comes_first() -> None:
    found = compare(four(), by="line", of=["møter", "lunsj", "to sjefer"])
    # two bosses: 1 says, 2 was asked and is silent; meetings and lunch: nobody who was asked is silent
    assert [(one.theme.name, one.contrast, one.spread) for one in found.themes] == [
        ("ledelse/to sjefer", 1.0, 0.5), ("møter", 0.0, 1.0), ("lunsj", 0.0, 0.5),
    ]  # fmt: skip


def test_cases_whose_value_is_unknown_stand_in_a_group_of_their_own() -> None:
    values = [Value("case-1/avd", "case-1", "avd", "A"), Value("case-2/avd", "case-2", "avd", None, "not applicable"),
              Value("case-3/avd", "case-3", "avd", "A")]  # fmt: skip
    groups = compare(four(values), by="avd").groups
    assert [(g.name, g.known, [c.name for c in g.cases]) for g in groups] == [
        ("A", True, ["1", "3"]), ("not applicable", False, ["2"]), ("unknown", False, ["4"]),
    ]  # fmt: skip


def test_exchanging_the_labels_exchanges_the_sides() -> None:
    turned = [Value("office-Tangvåg/leader_model", "office-Tangvåg", "leader_model", "enleder"),
              Value("office-Lyngmo/leader_model", "office-Lyngmo", "leader_model", "toleder")]  # fmt: skip
    one, other = compare(four()).frame, compare(four(turned)).frame
    exchanged = other.assign(group=other["group"].map({"enleder": "toleder", "toleder": "enleder"}))
    key = ["theme", "group"]
    assert one.sort_values(key).reset_index(drop=True).equals(exchanged.sort_values(key).reset_index(drop=True))


def test_one_office_against_one_is_said() -> None:
    assert ("one office", "") in kinds(compare(four()))
    assert not kinds(compare(four(), by="line")) & {("one office", "")}
    assert not {kind for kind, _ in kinds(compare(four(), by="office"))} & {"one office"}


def test_an_attribute_that_makes_the_same_groups_is_named() -> None:
    same = [Value("case-1/hus", "case-1", "hus", 1), Value("case-2/hus", "case-2", "hus", 1),
            Value("case-3/hus", "case-3", "hus", 2), Value("case-4/hus", "case-4", "hus", 2)]  # fmt: skip
    texts = [c.text for c in compare(four(same)).cautions if c.kind == "confounded"]
    assert len(texts) == 1
    assert "hus" in texts[0] and "leader_model" in texts[0]
    assert not [c for c in compare(four(same), by="line").cautions if c.kind == "confounded"]


def test_one_case_that_carries_its_group_is_named() -> None:
    found = compare(four(), of=["møter", "ledelse"])
    assert ("one case", "toleder") not in kinds(found, "ledelse")  # two codings each, nine words and six
    texts = {"a": "1: Mye snakk om dette, og enda litt mer.\n2: Lite.", "b": "3: Noe."}
    cases = {"1": ("K", {"g": "x"}), "2": ("K", {"g": "x"}), "3": ("L", {"g": "y"})}
    codings = [
        ("a", "Mye snakk om dette, og enda litt mer.", "t", "i"),
        ("a", "Lite.", "t", "i"),
        ("b", "Noe.", "t", "i"),
    ]
    carried = compare(study_of(texts, cases, ["t"], codings), by="g")
    assert [(c.kind, c.group) for c in carried.cautions if c.theme == "t"] == [("one case", "x")]
    assert "1" in next(c.text for c in carried.cautions if c.theme == "t")


def test_unequal_asking_is_said() -> None:
    assert ("unequal asking", "") in kinds(compare(four()), "ledelse")  # 4 was not asked; both of the others were
    assert ("unequal asking", "") not in kinds(compare(four()), "lunsj")  # one of two in either group


def test_people_who_differ_from_their_own_group_are_named() -> None:
    texts = {n: f"I: Hei?\n{n}: Ja, slik er det." for n in "12345"}
    cases = {n: ("K" if n != "5" else "L", {"g": "x" if n != "5" else "y"}) for n in "12345"}
    codings = [(n, "slik er det.", "t", "i") for n in "1"] + [(n, "Ja", "s", "i") for n in "12345"]
    frame = compare(study_of(texts, cases, ["t", "s"], codings), by="g").frame.set_index(["theme", "group"])
    assert frame.loc[("t", "x"), "deviant"] == "1"
    assert frame.loc[("s", "x"), "deviant"] == ""


def test_quotes_stand_with_their_group() -> None:
    quotes = compare(four(), of="lunsj").quotes
    assert quotes[["group", "case", "quote"]].to_numpy().tolist() == [["toleder", "2", "vi spiser lunsj hver for oss"]]


def test_shares_are_never_shown_without_counts() -> None:
    shown = compare(four())._repr_html_()
    assert "%" not in shown
    assert "2 of 2" in shown or "2 av 2" in shown


def test_an_unknown_attribute_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="leader_model, line, år"):
        compare(four(), by="ledermodell")


def test_a_study_without_codings_is_compared_as_silence() -> None:
    found = compare(four(codings=()))
    assert found.frame["said"].sum() == 0
    assert found.frame["n"].tolist() == [2] * 8
    assert found.quotes.empty


def test_attributes_with_norwegian_letters_make_groups() -> None:
    assert [g.name for g in compare(four(), by="år").groups] == ["2", "7", "19", "unknown"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_comparison_becomes_html(payload: str) -> None:
    snapshot = hostile(payload)
    snapshot = snapshot.replacing(Code, [c._replace(label=Wording(nb=payload)) for c in snapshot.all(Code)])
    found = compare(snapshot, by="line")
    assert found.groups[0].name == payload
    assert payload not in found._repr_html_()
    assert "<img" not in found._repr_html_() and "<script" not in found._repr_html_()
