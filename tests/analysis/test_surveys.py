"""Surveys: counts, shares, means, pairs, a regression, against figures as printed and second implementations."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import kodeverk as kv
from kodeverk.analysis.surveys.survey import Survey
from kodeverk.errors import FormatError, KodeverkError, UnknownName
from kodeverk.reading.survey_plan import Variable
from kodeverk.reading.surveys import DONT_KNOW, Answer, SurveyTable
from tests.analysis.make_surveys import write

SCALE = Variable("godt", "scale", "Hvor godt?", 1, 5, {"5": "svært godt"}, ("9",))
ROLE, PLACE, OFFICE = Variable("rolle", "role"), Variable("kommune", "municipality"), Variable("kontor", "office")


def survey(*variables: tuple[Variable, list[Answer]]) -> Survey:
    answers = {variable.name: tuple(values) for variable, values in variables}
    count = len(variables[0][1])
    return Survey(SurveyTable("svar.csv", tuple(v for v, _a in variables), tuple(map(str, range(count))), answers))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("corpus")
    write(made)
    return made


@pytest.fixture(scope="module")
def owners(folder: Path) -> Survey:
    return kv.read_survey(folder / "spørreskjema.xlsx")


@pytest.fixture(scope="module")
def office(folder: Path) -> Survey:
    return kv.read_survey(folder / "kontorundersøkelse.xlsx")


def whole(share: float) -> int:
    return round(100 * share)


# --- counts, shares, means ------------------------------------------------------------------------


def test_a_crosstab_keeps_dont_know_and_no_answer_apart_from_n_and_gives_no_share_of_few() -> None:
    one = survey(
        (ROLE, ["ordfører"] * 5 + ["rådmann"] * 4 + [None]),
        (SCALE, [5, 5, 4, DONT_KNOW, 1, 5, 5, None, DONT_KNOW, 2]),
    )
    table = one.crosstab("godt", by="role")
    found = table.frame.set_index(["group", "answer"])
    assert {group: tuple(found.loc[(group, "5"), ["count", "n", "unknown", "missing"]]) for group in found.index.levels[0]} == {
        "ordfører": (2, 4, 1, 0), "rådmann": (2, 2, 1, 1), "not stated": (0, 1, 0, 0), "all": (4, 7, 2, 1),
    }  # fmt: skip
    assert found["share"].dropna().index.get_level_values("group").unique().tolist() == ["all"]
    assert found.loc[("all", "5"), "share"] == 4 / 7 and found.loc[("all", "5"), "label"] == "5 svært godt"
    page = table._repr_html_()
    assert "4 (57%)" in page and "fewer than 5 respondents" in page and "not stated" in page


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([1, 2, 3, 4, 5, DONT_KNOW, None])), min_size=1
    )
)
@settings(deadline=None, max_examples=60)
def test_every_count_is_that_of_a_plain_count(rows: list[tuple[str | None, Answer]]) -> None:
    one = survey((ROLE, [role for role, _score in rows]), (SCALE, [score for _role, score in rows]))
    plain = Counter(rows)
    frame = one.crosstab("godt", by="rolle").frame
    for row in frame.itertuples():
        group = {"not stated": None}.get(row.group, row.group)
        here = [(r, s) for r, s in rows if row.group == "all" or r == group]
        assert frame.loc[row.Index, "count"] == sum(s == int(row.answer) for _r, s in here)
        assert row.n == sum(isinstance(s, int) for _r, s in here)
        assert (row.unknown, row.missing) == (sum(s == DONT_KNOW for _r, s in here), sum(s is None for _r, s in here))
    assert frame[frame["group"] == "all"]["count"].sum() == sum(n for (_r, s), n in plain.items() if isinstance(s, int))


def test_the_shares_come_out_as_the_report_prints_them(owners: Survey, office: Survey) -> None:
    found = {
        item: {
            row.group: (row.n, whole(row.share)) for row in owners.top_two(item, by="role").frame.itertuples() if row.n
        }
        for item in ("styrke", "arbeid", "tilpasset")
    }
    assert found == {
        "styrke": {"ordfører": (101, 44), "rådmann": (157, 61), "all": (258, 54)},
        "arbeid": {"ordfører": (101, 74), "rådmann": (157, 79), "all": (258, 77)},
        "tilpasset": {"ordfører": (101, 69), "rådmann": (157, 69), "all": (258, 69)},
    }
    by = office.top_two("teammål", by="employer").frame.set_index("group")["share"]
    assert (
        whole(by["stat"]) == 80
        and whole(by["kommune"]) == 70
        and repr(office.top_two("team")).endswith("79 (79%), n = 100>")
    )


def test_means_are_those_of_numpy_without_who_did_not_know(owners: Survey) -> None:
    frame = owners.means(["samarbeid", "arbeid"], by="role").frame.set_index(["item", "group"])
    table = owners.table
    for item in ("samarbeid", "arbeid"):
        for group in ("ordfører", "rådmann"):
            values = [
                score
                for role, score in zip(table.answers["rolle"], table.answers[item], strict=True)
                if role == group and isinstance(score, int)
            ]
            row = frame.loc[(item, group)]
            assert row["n"] == len(values) > 90
            assert row["mean"] == pytest.approx(np.mean(values)) and row["sd"] == pytest.approx(np.std(values, ddof=1))
        assert frame.loc[(item, "annet"), ["n", "missing"]].tolist() == [0, 4] and np.isnan(
            frame.loc[(item, "annet"), "mean"]
        )
    assert (frame[["n", "unknown", "missing"]].sum(axis=1).xs("all", level="group") == 268).all()


def test_a_multiple_response_is_of_those_who_answered_and_its_shares_may_pass_one_hundred() -> None:
    meets = Variable("møter", "multiple", labels={"m1": "rådmann", "m2": "ordfører"})
    both, one, none = frozenset({"rådmann", "ordfører"}), frozenset({"rådmann"}), frozenset[str]()
    table = survey((meets, [both, both, both, both, one, none, None]), (ROLE, ["a"] * 7)).multiple("møter")
    assert table.frame[["label", "count", "n", "missing"]].values.tolist() == [
        ["rådmann", 5, 6, 1],
        ["ordfører", 4, 6, 1],
    ]
    assert table.frame["share"].sum() > 1 and "Several answers" in table._repr_html_()


def test_two_highest_of_three_points_are_refused() -> None:
    short = SCALE._replace(high=3)
    with pytest.raises(KodeverkError, match="has 3 points"):
        survey((short, [1, 2, 3])).top_two("godt")
    with pytest.raises(UnknownName, match="no variable 'godtt' of kind scale"):
        survey((SCALE, [1])).means("godtt")


# --- regression ------------------------------------------------------------------------------------


def test_the_regression_is_the_table_the_report_prints(owners: Survey) -> None:
    found = owners.regression("samarbeid", "likeverd")
    slope = found.slope
    assert (f"{slope.b:.2f}", f"{slope.se:.3f}", f"{slope.beta:.2f}", f"{found.r2:.3f}") == (
        "0.25",
        "0.045",
        "0.34",
        "0.118",
    )
    assert (f"{found.f:.2f}", found.df, found.n, found.excluded) == ("32.27", (1, 241), 243, 25)
    assert slope.p == pytest.approx(found.p) and found.p < 0.001
    assert found.lines()[0] == "R² = 0.118; F(1, 241) = 32.27, p < 0.001; n = 243"
    kv.use_language("nb")
    assert "32,27" in found.lines()[0] and "0,25" in found._repr_html_()


def test_the_regression_is_that_of_numpy_and_of_scipy(owners: Survey) -> None:
    table = owners.table
    both = [
        (x, y)
        for x, y in zip(table.answers["likeverd"], table.answers["arbeid"], strict=True)
        if isinstance(x, int) and isinstance(y, int)
    ]
    x, y = np.array(both, dtype=float).T
    design = np.column_stack([np.ones_like(x), x])
    coefficients, residuals, *_rest = np.linalg.lstsq(design, y, rcond=None)
    errors = np.sqrt(np.diag(np.linalg.inv(design.T @ design)) * residuals[0] / (len(x) - 2))
    second = stats.linregress(x, y)
    found = owners.regression("arbeid", "likeverd")
    assert found.n == len(both) > 200
    assert [found.constant.b, found.slope.b] == pytest.approx(coefficients.tolist())
    assert [found.constant.se, found.slope.se] == pytest.approx(errors.tolist())
    assert found.slope.beta == pytest.approx(second.rvalue) and found.r2 == pytest.approx(second.rvalue**2)
    assert found.slope.p == pytest.approx(second.pvalue) and found.f == pytest.approx(found.slope.t**2)


@pytest.mark.parametrize("scores", [[1, 1, 1, 1], [1, 2], [None, DONT_KNOW, 1, 2]])
def test_no_line_is_drawn_through_too_little(scores: list[Answer]) -> None:
    other = SCALE._replace(name="likt")
    one = survey((SCALE, scores), (other, [1, 2, 3, 4][: len(scores)]))
    with pytest.raises(KodeverkError, match="There is no regression of likt on godt"):
        one.regression("likt", "godt")


def test_there_is_no_regression_of_a_scale_on_itself() -> None:
    with pytest.raises(KodeverkError, match="no regression of godt on itself"):
        survey((SCALE, [1, 2, 3, 4, 5])).regression("godt", "godt")


# --- groups, pairs, other waves ---------------------------------------------------------------------


def test_a_test_is_fishers_for_shares_and_welchs_for_means_where_there_are_no_offices(owners: Survey) -> None:
    found = owners.test("arbeid", by="role", between=("ordfører", "rådmann"))
    assert found.counts == ((101, 75), (157, 124)) and found.unit == "respondent" and found.chance and found.welch
    table = owners.table
    sides = [
        [
            s
            for r, s in zip(table.answers["rolle"], table.answers["arbeid"], strict=True)
            if r == role and isinstance(s, int)
        ]
        for role in found.groups
    ]
    second = stats.ttest_ind(*sides, equal_var=False)
    assert (found.welch.t, found.welch.p, found.welch.df) == pytest.approx((second.statistic, second.pvalue, second.df))
    exact = stats.fisher_exact([[75, 26], [124, 33]]).pvalue
    assert found.chance.p == pytest.approx(exact, abs=0.05) and 0 < found.chance.p < 1


def test_whole_offices_are_dealt_out_where_each_has_one_group_only() -> None:
    one = survey(
        (ROLE, ["a"] * 4 + ["b"] * 4),
        (OFFICE, ["x", "x", "y", "y", "z", "z", "v", "v"]),
        (SCALE, [5, 5, 4, 5, 1, 2, 1, 1]),
    )
    found = one.test("godt", by="role")
    assert found.unit == "office" and found.welch is None
    assert found.chance is not None and found.chance.p == found.chance.smallest == pytest.approx(2 / 6)
    within = one._replace(table=one.table._replace(answers={**one.table.answers, "rolle": ("a", "b") * 4}))
    inside = within.test("godt", by="role")
    assert inside.unit == "respondent within office" and inside.chance is not None and inside.chance.allocations == 16
    lost = {**one.table.answers, "kontor": (None, *one.table.answers["kontor"][1:])}
    unknown = one._replace(table=one.table._replace(answers=lost)).test("godt", by="role")
    assert unknown.chance is None and "is not known" in unknown.in_words()


def test_a_test_needs_two_groups(owners: Survey) -> None:
    with pytest.raises(KodeverkError, match=r"here are 3: annet, ordfører, rådmann\. Choose two"):
        owners.test("arbeid", by="role")
    with pytest.raises(KodeverkError, match="Fewer than two of annet answered arbeid"):
        owners.test("arbeid", by="role", between=("annet", "rådmann"))


def test_pairs_are_places_with_one_of_each_role() -> None:
    one = survey(
        (ROLE, ["o", "r", "o", "r", "o", "r", "r", "o", "r"]),
        (PLACE, ["1", "1", "2", "2", "3", "4", "5", "5", None]),
        (SCALE, [4, 4, 2, 5, 1, 1, 3, DONT_KNOW, 3]),
    )
    found = one.dyads(("o", "r"))
    assert (found.pairs, found.alone, found.several, found.unplaced) == (3, (1, 1), 0, 1)
    assert found.frame.values.tolist()[0][:7] == ["godt", 3, 2, 1, 1, 0, 1] and found.frame["same_share"].isna().all()
    twice = one._replace(table=one.table._replace(answers={**one.table.answers, "kommune": ("1",) * 9}))
    assert (twice.dyads(("o", "r")).pairs, twice.dyads(("o", "r")).several) == (0, 1)
    with pytest.raises(UnknownName, match="role"):
        one.dyads(("o", "x"))


def test_there_are_thirty_eight_pairs(owners: Survey) -> None:
    found = owners.dyads(("ordfører", "rådmann"), ["likeverd"])
    assert (found.pairs, found.alone) == (38, (68, 120)) and found.agreements[0].n <= 38


WAVE = {
    "wave": "2011",
    "by": "role",
    "percent": {"ordfører": 56, "rådmann": 69},
    "n": {"ordfører": 150, "rådmann": 208},
    "points": 5,
}


def test_a_published_wave_stands_beside_with_the_difference_in_points(owners: Survey) -> None:
    text = owners.table.variable("arbeid").text
    found = owners.compare_published("arbeid", {**WAVE, "text": text.upper() + " "})
    assert found.warnings == () and found.comparable
    assert [whole(d / 100) for d in found.frame["difference"]] == [18, 10]
    other = owners.compare_published("arbeid", {**WAVE, "text": "I hvilken grad er det bra?"})
    assert (
        other.warnings == ("wording differs",)
        and "[-" in other.in_words()[0]
        and other.frame["difference"].notna().all()
    )


def test_shares_given_as_percentages_are_warned_of(owners: Survey) -> None:
    found = owners.compare_published("arbeid", {"wave": "2011", "percent": {"all": 0.75}, "points": 5})
    assert found.warnings[-1] == "perhaps shares" and "at most 1" in found.in_words()[-1] and "at most 1" in repr(found)
    some = owners.compare_published("arbeid", {**WAVE, "percent": {"ordfører": 1, "rådmann": 69}})
    assert "perhaps shares" not in some.warnings


@pytest.mark.parametrize("value", ["all", "not stated"])
def test_a_value_that_is_the_name_of_another_group_is_refused(value: str) -> None:
    one = survey((ROLE, [value, "y", None]), (SCALE, [1, 2, 3]))
    with pytest.raises(KodeverkError, match=f"rolle has the value '{value}', which stands for another group"):
        one.counts("rolle")


def test_another_scale_is_not_compared(office: Survey) -> None:
    found = office.compare_published("team", {"wave": 2014, "percent": {"all": 83}, "points": 4})
    assert not found.comparable and found.frame["difference"].isna().all() and whole(found.frame["now"][0] / 100) == 79
    assert found.in_words()[0] == "Not comparable: the scale had 4 points, and has 5."
    other = office.compare_published("oppgaver", {"wave": "2015", "percent": {"all": 11}, "points": 5, "answers": [3]})
    assert other.frame["difference"].tolist() == [13.0] and "n not known" in other.warnings


@pytest.mark.parametrize(
    "published, error",
    [({"wave": "1"}, "has no percent"), ({**WAVE, "skala": 4}, "has skala, which is not known"),
     ({**WAVE, "percent": {"ordfører": 156}}, "not between 0 and 100"), ({**WAVE, "percent": {"borger": 5}}, "borger"),
     ({**WAVE, "answers": [6]}, "the points 1 to 5, and not 6")],
)  # fmt: skip
def test_what_is_published_wrongly_is_told(owners: Survey, published: dict[str, object], error: str) -> None:
    with pytest.raises(KodeverkError, match=error):
        owners.compare_published("arbeid", published)


# --- response rates ---------------------------------------------------------------------------------


def test_response_rates_come_out_as_printed(owners: Survey) -> None:
    rates = kv.response_rates({"ordfører": 436, "rådmann": 436}, owners.counts("role"))
    found = rates.frame.set_index("group")
    assert found["answered"].to_dict() == {"annet": 4, "ordfører": 106, "rådmann": 158, "all": 268}
    assert [whole(found["rate"][group]) for group in ("ordfører", "rådmann", "all")] == [24, 36, 31]
    assert found["sent"]["all"] == 872 and rates.checks.empty
    told = "4 answered outside the groups that were asked (annet), and count in the rate of all"
    assert rates.flags == (told,)
    assert kv.response_rates({"a": 5}, {"a": 2, "b": 0}).flags == ()  # nobody of b answered
    assert kv.response_rates({"a": 5}, {"a": 2, "b": 1}, total=(9, None)).flags[1:] == ()  # b may be among the nine


def test_overlapping_samples_and_sums_that_do_not_add_up_are_flagged() -> None:
    rates = kv.response_rates(
        {}, {"tilfeldige": 952, "fulgt": 804, "case": 187}, total=(4687, 1745),
        sums={
            "kommuner": ([179, 38], 218), "svar": ([158, 106, 4], 268), "svar i teksten": ([158, 106, 4], 272),
            "roller": ([1, 1, 2, 4, 1, 1, 1, 2], 11), "kontor": ([100, 57, 6], 142, 20),
        },
    )  # fmt: skip
    assert whole(rates.frame.set_index("group")["rate"]["all"]) == 37
    found = rates.checks.set_index("what")
    assert found["difference"].to_dict() == {
        "answered": 198, "kommuner": -1, "svar": 0, "svar i teksten": -4, "roller": 2, "kontor": 1,
    }  # fmt: skip
    assert len(rates.flags) == 5 and "at least 198 are counted twice" in rates.flags[0]
    assert found["sum"]["kontor"] == 143 and not found["holds"]["kontor"] and found["holds"]["svar"]


def test_more_answers_than_were_asked_give_a_flag_and_no_rate() -> None:
    rates = kv.response_rates({"a": 5}, {"a": 6})
    assert rates.frame["rate"].isna().all() and rates.flags == (
        "a: 6 answered, and only 5 were asked",
        "all: 6 answered, and only 5 were asked",
    )


@pytest.mark.parametrize(
    "sent, answered, sums, error",
    [({"a": 5}, {}, {}, "how many of a answered"), ({"a": -1}, {"a": 0}, {}, "-1 is no number"),
     ({}, {"a": 1}, {"x": ([1, "to"], 3)}, "is not written as"), ({}, {"a": 1}, {"x": (1, 3)}, "is not written as"),
     ({}, {"a": 1}, {"x": 5}, "is not written as"), ({}, {"a": 1}, {"x": ()}, "is not written as")],
)  # fmt: skip
def test_numbers_written_wrongly_are_told(sent, answered, sums, error) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FormatError, match=error):
        kv.response_rates(sent, answered, sums=sums)


# --- as a whole ---------------------------------------------------------------------------------------


def test_the_corpus_holds_what_the_script_makes(folder: Path) -> None:
    there = Path(__file__).resolve().parents[2] / "corpora" / "mulighetsrommet-2020"
    for name in ("spørreskjema.xlsx", "kontorundersøkelse.xlsx"):
        assert kv.read_survey(there / name).frame.equals(kv.read_survey(folder / name).frame)
    assert (there / "litteratur.csv").read_bytes() == (folder / "litteratur.csv").read_bytes()


def test_every_look_shows_itself_escaped() -> None:
    role = ["<b>x</b>"] * 6 + ["y"] * 6
    one = survey((ROLE, role), (SCALE._replace(text="<i>?"), [1, 2, 3, 4, 5, 5] * 2), (PLACE, list("abcdef") * 2))
    published = {"wave": "<u>", "by": "rolle", "percent": {"y": 5}, "text": "<s>", "points": 5}
    looks = [
        one, one.crosstab("godt", "rolle"), one.top_two("godt", "rolle"), one.means("godt", "rolle"),
        one.test("godt", "rolle"), one.compare_published("godt", published), one.dyads(("<b>x</b>", "y")),
        kv.response_rates({}, {"<b>": 1}, sums={"<i>": ([1], 2)}),
    ]  # fmt: skip
    for look in looks:
        page = look._repr_html_()
        assert page.startswith("<div") and not any(tag in page for tag in ("<b>x", "<i>?", "<u>", "<s>", "<i>:"))
        assert "\n" not in repr(look)
