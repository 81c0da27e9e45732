from __future__ import annotations

import pytest

from kodeverk.analysis import compare
from kodeverk.analysis.groups.balance import balance
from kodeverk.analysis.groups.comparison import Comparison
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Case, Category, Code, Value, Wording
from kodeverk.views.select import select
from tests.analysis.standing import standing
from tests.memory import study_of
from tests.views.four import ASKED, CASES, CATEGORY, CODES, CODINGS, GUIDE, OFFICES, PAYLOADS, TEXTS, four, hostile

FOUR = [*OFFICES, GUIDE, CATEGORY, *ASKED]


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
    assert rows.loc[("ledelse", "toleder"), ["said", "codings", "words"]].tolist() == [2, 4, 15]
    assert rows.loc[("ledelse", "enleder"), ["said", "cases_said"]].tolist() == [1, "3"]
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
    """1 says what 2 and 3 are silent about; 4 was not asked and makes nobody deviate."""
    stands = {"1": "said", "2": "silent", "3": "silent", "4": "not asked"}
    cases = {n: ("K", {"g": "x"}, {"t": status, "s": "said"}) for n, status in stands.items()}
    cases["5"] = ("L", {"g": "y"}, {"t": "said", "s": "said"})
    found = compare(standing(cases), by="g")
    frame = found.frame.set_index(["theme", "group"])
    assert frame.loc[("t", "x"), "deviant"] == "1"
    assert frame.loc[("s", "x"), "deviant"] == ""
    assert found.deviants.to_numpy().tolist() == [["1", "x", "t", "said", "silent", 1, 2]]


def test_nobody_deviates_from_people_who_were_not_heard() -> None:
    cases = {n: ("K", {"g": "x"}, {"t": "said" if n == "1" else "not asked"}) for n in "123"}
    assert compare(standing(cases), by="g").deviants.empty
    cases = {n: ("K", {"g": "x"}, {"t": "said" if n == "1" else "unknown whether asked"}) for n in "123"}
    assert compare(standing(cases), by="g").deviants.empty


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


# --- shares and marks --------------------------------------------------------------------------------


def test_of_fewer_than_five_heard_there_is_no_share_and_the_note_says_why() -> None:
    cases = {str(n): ("K" if n < 7 else "L", {"g": "x" if n < 7 else "y"}, {"t": "said" if n % 2 else "silent"})
             for n in range(1, 12)}  # fmt: skip
    cases |= {"6": ("K", {"g": "x"}, {"t": "not asked"}), "11": ("L", {"g": "y"}, {"t": "unknown whether asked"})}
    rows = compare(standing(cases), by="g").frame.set_index("group")
    assert rows.loc["x", ["n", "said", "heard", "share", "share_note"]].tolist() == [
        6, 3, 5, 0.6, "3 of 5 heard said; 1 not asked",
    ]  # fmt: skip
    assert rows.loc["y", ["n", "said", "heard", "share_note"]].tolist() == [
        5, 2, 4, "2 of 4 heard said; 1 unknown whether asked; no share of fewer than 5 heard",
    ]  # fmt: skip
    assert rows["share"].isna().tolist() == [False, True]


def test_not_asked_and_silent_give_different_shares() -> None:
    """Three say it and three do not: asked and silent they make a half, not asked they make no share of three."""
    for status, share, counted in (("silent", 0.5, "3 of 6 heard"), ("not asked", None, "3 of 3 heard")):
        cases = {str(n): ("K", {"g": "x"}, {"t": "said" if n < 4 else status}) for n in range(1, 7)}
        found = compare(standing(cases), by="g")
        (side,) = found.themes[0].sides
        assert (side.share, side.counted) == (share, counted)
        assert f"<b>{counted}</b>" in found._repr_html_()
    unheard = {n: ("K", {"g": "x"}, {"t": "not asked"}) for n in "12"}
    assert "<b>nobody heard</b>" in compare(standing(unheard), by="g")._repr_html_()


def test_every_case_is_a_mark_with_its_name_in_words_too() -> None:
    stands = {"1": "said", "2": "silent", "3": "not asked", "4": "unknown whether asked"}
    cases = {n: ("K", {"g": "x"}, {"t": status}) for n, status in stands.items()}
    shown = compare(standing(cases), by="g")._repr_html_()
    for name, (mark, status) in zip("1234", zip("●○–?", stands.values(), strict=True), strict=True):
        assert f'aria-label="{name}: {status}">{mark}</span>' in shown
        assert f"</span> {name}</span>" in shown
    assert shown.index("1 of 2 heard") < shown.index("●</span>")  # the counts come first


# --- two attributes, and offices -------------------------------------------------------------------------


def test_two_attributes_make_a_group_of_every_combination_also_an_empty_one() -> None:
    texts = {n: f"{n}: Ja." for n in "1234"}
    cases = {"1": ("K", {"a": "x", "b": "m"}), "2": ("K", {"a": "x", "b": "n"}), "3": ("L", {"a": "y", "b": "m"}),
             "4": ("L", {"a": "y"})}  # fmt: skip
    found = compare(study_of(texts, cases, ["t"], [("3", "Ja.", "t", "i")]), by=["a", "b"])
    assert found.by == "a × b"
    assert [(g.name, g.known, [c.name for c in g.cases]) for g in found.groups] == [
        ("x × m", True, ["1"]), ("x × n", True, ["2"]), ("y × m", True, ["3"]), ("y × n", True, []),
        ("y × unknown", False, ["4"]),
    ]  # fmt: skip
    empty = found.frame.set_index("group").loc["y × n"]
    assert empty[["n", "said", "silent", "not_asked", "unknown"]].tolist() == [0] * 5
    assert "y × n (n = 0)" in found._repr_html_()


def test_an_office_says_what_one_of_its_informants_says_and_is_not_asked_only_if_none_was() -> None:
    cases = {"1": ("K", {}, {"t": "said", "s": "not asked"}), "2": ("K", {}, {"t": "silent", "s": "silent"}),
             "3": ("L", {}, {"t": "not asked", "s": "not asked"}), "4": ("L", {}, {"t": "not asked", "s": "not asked"}),
             }  # fmt: skip
    offices = [Value("office-K/m", "office-K", "m", "en"), Value("office-L/m", "office-L", "m", "to")]
    found = compare(standing(cases, offices), by="m", level="office")
    rows = found.frame.set_index(["theme", "group"])
    assert rows.loc[("t", "en"), ["n", "said", "cases_said", "codings"]].tolist() == [1, 1, "K", 1]
    assert rows.loc[("s", "en"), ["n", "silent", "cases_silent"]].tolist() == [1, 1, "K"]
    assert rows.loc[("t", "to"), ["n", "not_asked", "cases_not_asked"]].tolist() == [1, 1, "L"]
    assert [c.name for group in found.groups for c in group.cases] == ["K", "L"]
    assert set(found.frame["unit"]) == {"office"} and repr(found) == "<m, offices: en (n=1), to (n=1); themes: 2>"
    assert "Each mark is an office." in found._repr_html_()


def test_offices_have_the_value_their_informants_share_and_no_other() -> None:
    cases = {"1": ("K", {"m": "en", "line": "stat"}), "2": ("K", {"m": "en", "line": "kommune"})}
    snapshot = study_of({n: f"{n}: Ja." for n in "12"}, cases, ["t"])
    assert [g.name for g in compare(snapshot, by="m", level="office").groups] == ["en"]
    with pytest.raises(KodeverkError, match="'line' differs within the office 'K'"):
        compare(snapshot, by="line", level="office")
    with pytest.raises(KodeverkError, match="no level 'line'"):
        compare(snapshot, by="m", level="line")
    with pytest.raises(KodeverkError, match="Nothing to compare by"):
        compare(snapshot, by=[])


# --- single cases ----------------------------------------------------------------------------------------


def test_the_pair_that_differs_on_most_themes_stands_first_with_how_many_both_were_heard_on() -> None:
    """1 and 2 differ on a and b of three; 3 differs from 1 on a, was not asked of b, and says c as both do.

    2 and 3 differ on nothing they were both heard on: they are no pair that differs.
    """
    cases = {"1": ("K", {"g": "x"}, {"a": "said", "b": "said", "c": "said"}),
             "2": ("L", {"g": "y"}, {"a": "silent", "b": "silent", "c": "said"}),
             "3": ("L", {"g": "y"}, {"a": "silent", "b": "not asked", "c": "said"})}  # fmt: skip
    found = compare(standing(cases), by="g")
    rows = found.pairs[["case", "other", "differ", "heard"]].to_numpy().tolist()
    assert rows == [["1", "2", 2, 3], ["1", "3", 1, 2]]
    assert sorted(found.pairs["themes"][0].split("; ")) == ["a", "b"]
    assert "1 (x) and 2 (y): 2 of the 3 themes both were heard on" in found._repr_html_()


def test_a_category_and_its_code_count_as_one_difference() -> None:
    cases = {"1": ("K", {"g": "x"}, {"a": "said"}), "2": ("L", {"g": "y"}, {"a": "silent"})}
    category = Category("cat", "bok", "alt", Wording(nb="Alt"), codes=("code-a",))
    found = compare(standing(cases, [category]), by="g")
    assert len(found.themes) == 2
    assert found.pairs[["differ", "heard"]].to_numpy().tolist() == [[1, 1]]


# --- cautions ----------------------------------------------------------------------------------------------


def test_all_attributes_that_make_the_same_groups_stand_in_one_caution_with_the_offices() -> None:
    values = [Value(f"office-{o}/{a}", f"office-{o}", a, v) for o, a, v in (
        ("Tangvåg", "staff", 39), ("Lyngmo", "staff", 45), ("Tangvåg", "same", 1), ("Lyngmo", "same", 1))]  # fmt: skip
    (found,) = [c.text for c in compare(four(values)).cautions if c.kind == "confounded"]
    assert "by office, staff: what leader_model does" in found
    assert "enleder = Lyngmo, toleder = Tangvåg" in found
    assert "same," not in found and "line" not in found


def test_groups_from_single_offices_that_others_share_are_named_without_giving_up() -> None:
    texts = {c.kind: c.text for c in compare(four(), by=["leader_model", "line"]).cautions}
    assert "toleder × stat (Tangvåg)" in texts["one office"] and "no test" not in texts["one office"]


def test_interviews_of_unequal_length_are_named_with_words_and_threshold() -> None:
    texts = {n: f"{n}: " + "ord " * count for n, count in (("1", 10), ("2", 12), ("3", 11), ("4", 14))}
    cases = {n: ("K" if n in "12" else "L", {"g": "x" if n in "12" else "y"}) for n in "1234"}
    even = compare(study_of(texts, cases, ["t"]), by="g")
    assert not [c for c in even.cautions if c.kind == "unequal length"]
    texts["4"] = "4: " + "ord " * 40
    found = [c.text for c in compare(study_of(texts, cases, ["t"]), by="g").cautions if c.kind == "unequal length"]
    assert found == [
        "Unequal length: 4 says 40 words, 1 says 10 (2 times or more).",
        "The groups speak unequally much: median words are x: 11, y: 25.5 (1.5 times or more).",
    ]


def test_small_groups_and_many_themes_are_said_with_their_thresholds() -> None:
    codes = [f"t{n}" for n in range(11)]
    many = compare(study_of({"1": "1: Ja."}, {"1": ("K", {"g": "x"})}, codes), by="g")
    texts = {c.kind: c.text for c in many.cautions}
    assert texts["many comparisons"] == "11 themes are compared (more than 10): some differ by chance alone."
    assert texts["small groups"] == "Groups of fewer than 5 cases: x (1). Counts are given, no shares."
    few = compare(study_of({"1": "1: Ja."}, {"1": ("K", {"g": "x"})}, codes[:10]), by="g")
    assert "many comparisons" not in {c.kind for c in few.cautions}


def test_whoever_has_no_known_office_is_named_at_either_level() -> None:
    cases = {"1": ("K", {"g": "x"})}
    alone = Case("case-9", "9", "informant", None)
    snapshot = study_of({"1": "1: Ja."}, cases, ["t"], extra=[alone])
    told = {
        level: [c.text for c in compare(snapshot, by="g", level=level).cautions if c.kind == "without office"]
        for level in ("office", "informant")
    }
    assert told == {
        "office": ["Not in this comparison, since their office is not known: 9."],
        "informant": ["The office of these is not known, and no group they are in can be tested: 9."],
    }


def test_no_known_office_is_not_one_office() -> None:
    """1 and 2 have no known office; what they share is that nobody knows it."""
    cases = {n: ("K", {"g": "x" if n in "12" else "y"}, {"t": "said"}) for n in "1234"}
    snapshot = standing(cases)
    homeless = [c._replace(office_id=None) if c.name in ("1", "2") else c for c in snapshot.all(Case)]
    texts = {c.kind: c.text for c in compare(snapshot.replacing(Case, homeless), by="g").cautions}
    assert texts["one office"] == "All cases are from one office in y (K)."
    assert "1, 2" in texts["without office"]


@pytest.mark.parametrize(
    ("other", "carries"), [("silent", True), ("not asked", False), ("unknown whether asked", False)]
)
def test_one_voice_carries_a_group_only_among_those_who_were_heard(other: str, carries: bool) -> None:
    """1 has both codings; 2 says nothing."""
    cases = {"1": ("K", {"g": "x"}, {"t": "said", "s": "said"}), "2": ("K", {"g": "x"}, {"t": other, "s": other})}
    both = Category("cat", "bok", "alt", Wording(nb="Alt"), codes=("code-t", "code-s"))
    found = compare(standing(cases, [both]), by="g", of="alt")
    assert (("one case", "x") in kinds(found, "alt")) == carries
    assert compare(standing(cases, [both]), by="office", of="alt", level="office").themes[0].sides[0].n == 1
    assert (("one case", "K") in kinds(compare(standing(cases, [both]), by="office", of="alt", level="office"), "alt")) == carries


def test_a_code_no_coder_has_used_is_marked() -> None:
    """All were asked of t and s; s stands as silence, and nobody ever used the code."""
    cases = {n: ("K", {"g": "x"}, {"t": "said", "s": "silent"}) for n in "12"}
    found = compare(standing(cases), by="g")
    assert [c.text for c in found.cautions if c.kind == "not used"] == [
        "No coder has used a code of s: silence on it may only mean that nobody coded it."
    ]
    texts = {"1": "1: Ja.", "2": "Ukjent: Ja."}
    of_nobody = study_of(texts, {"1": ("K", {"g": "x"})}, ["t"], [("2", "Ja.", "t", "i")])
    assert ("not used", "") not in kinds(compare(of_nobody, by="g"), "t"), "a coder used it, in speech bound to nobody"


def test_what_is_given_twice_is_refused() -> None:
    with pytest.raises(KodeverkError, match="Given more than once: 'line'"):
        compare(four(), by=["line", "line"])
    with pytest.raises(KodeverkError, match="Given more than once: 'møter'"):
        compare(four(), by="line", of=["møter", "lunsj", "møter"])


def test_a_selection_of_nobody_says_so_and_blames_no_attribute() -> None:
    nobody = select(four(), 'line == "stat" and line == "kommune"')
    assert nobody.all(Case) == []
    for look in (lambda: compare(nobody, by="line"), lambda: select(nobody, 'line == "stat"')):
        with pytest.raises(UnknownName, match="Nobody has an attribute 'line'.*this selection of it, holds no case"):
            look()
    with pytest.raises(UnknownName, match="'1'. The study, or this selection, holds none"):
        nobody.case("1")


MORE = [f"Dette {n} gjentar jeg gjerne, igjen og igjen, og slik." for n in ("første", "andre", "tredje")]
"""Ten words each; 3 says ten before."""


def test_when_one_informant_talks_four_times_as_much_only_what_depends_on_it_changes() -> None:
    longer = {**TEXTS, "inf-03": "\n3: ".join([TEXTS["inf-03"], *MORE])}
    before, after = compare(four()), compare(study_of(longer, CASES, CODES, CODINGS, FOUR))
    assert before.frame.equals(after.frame) and before.quotes.equals(after.quotes)
    assert {c.kind for c in set(before.cautions) ^ set(after.cautions)} == {"unequal length"}
    assert any("3 says 40 words" in c.text for c in after.cautions)
    one, other = (balance(study_of(texts, CASES, CODES, CODINGS, FOUR)) for texts in (TEXTS, longer))
    assert [(a.name, a.words, b.words) for a, b in zip(one.rows, other.rows, strict=True) if a.words != b.words] == [
        ("3", 10, 40)
    ]
    assert [row.name for row in one.dominating] == [] and [row.name for row in other.dominating] == ["3"]


def test_when_what_she_says_more_is_coded_she_carries_those_themes_and_no_others() -> None:
    longer = {**TEXTS, "inf-03": "\n3: ".join([TEXTS["inf-03"], *MORE])}
    coded = [*CODINGS, *(("inf-03", quote, "møter", "tone") for quote in MORE)]
    changed = study_of(longer, CASES, CODES, coded, FOUR)
    before, after = compare(four(), by="line"), compare(changed, by="line")
    new = {(c.kind, c.theme) for c in set(after.cautions) - set(before.cautions)}
    assert new == {("unequal length", ""), ("one case", "møter")}
    (text,) = [c.text for c in after.cautions if (c.kind, c.theme) == ("one case", "møter")]
    assert text.startswith("One voice, 3, carries stat: 4 of 5 codings, 34 of 38 words ")
    assert "one case" not in {c.kind for c in compare(changed).cautions}, "4 was not asked: 3 drowns nobody"
    standing_still = ["n", "said", "silent", "not_asked", "unknown", "cases_said"]
    assert before.frame.set_index(["theme", "group"])[standing_still].sort_index().equals(
        after.frame.set_index(["theme", "group"])[standing_still].sort_index()
    )
