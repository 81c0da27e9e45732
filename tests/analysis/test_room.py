"""The room for opportunity: what offices say of areas, told mark by mark, and never more than they say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis.opportunity.cycle import yearly_cycle
from kodeverk.analysis.opportunity.expecting import expectations
from kodeverk.analysis.opportunity.premises import PREMISES
from kodeverk.analysis.opportunity.room import Room, room
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import MARKS, Activity, AreaPlan, Case, Code, Expectation, Mark, Snapshot, Value, Wording
from kodeverk.project import Project
from tests.memory import study_of

ROOT = Path(__file__).resolve().parents[2]
AREAS = [("ledelse", ("eier",)), ("møter", ("eier", "kontor")), ("vilkår", ("kontor",)), ("brukere", ("tjeneste",)),
         ("språk", ("eier",))]  # fmt: skip
SAID = {"x": True, "-": False, "?": None}


def snapshot(marks: Sequence[str], extra: Sequence[object] = ()) -> Snapshot:
    """Marks one a line: ``Tangvåg 1 x-?x.``: office, area, then the five marks; a point is not stated."""
    records: list[object] = [
        Code(f"c{n}", "bok", name, Wording(nb=f"{n} {name}"), levels=levels, order=n)
        for n, (name, levels) in enumerate(AREAS, 1)
    ]
    for line in marks:
        office, area, signs = line.split()
        records.append(Case(office, office, "office"))
        records += [
            Mark(f"{office}/c{area}/{mark}", office, f"c{area}", mark, SAID[sign], "rom.xlsx")
            for mark, sign in zip(MARKS, signs, strict=True)
            if sign != "."
        ]
    return study_of({}, extra=[*records, *extra])  # type: ignore[list-item]


def made(*marks: str) -> Room:
    return room(snapshot(marks))


# --- marks ---------------------------------------------------------------------------------------


def test_yes_no_unknown_and_not_stated_are_counted_apart() -> None:
    found = made("A 1 x....", "B 1 -....", "C 1 ?....", "D 2 x....")
    strong = found.counts.query("area == 1 and mark == 'strong'").iloc[0]
    assert list(strong[["yes", "no", "unknown", "not_stated", "offices", "who"]]) == [1, 1, 1, 1, 4, "A"]
    assert len(found.frame) == 4 * 5 * 5 and set(found.frame["standing"]) == {"yes", "no", "unknown", "not stated"}


def test_zones_follow_the_levels_of_the_codebook_single_levels_first() -> None:
    zones = made("A 1 x....").zones
    assert list(zones.itertuples(index=False, name=None)) == [
        ("eier", 2, "1, 5"), ("kontor", 1, "3"), ("tjeneste", 1, "4"), ("eier/kontor", 1, "2"),
    ]  # fmt: skip


def test_an_office_an_area_or_a_mark_that_is_not_there_is_told() -> None:
    found = made("A 1 x....")
    for wrong in (("B", 1, "strong"), ("A", 21, "strong"), ("A", 1, "stærk")):
        with pytest.raises(UnknownName):
            found.standing(*wrong)
    assert found.standing("nav a", "ledelse", "strong") == "yes"


# --- priorities ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signs", "standing"),
    [
        ("xxx--", "exactly three"),
        ("xxx..", "exactly three"),
        ("xx---", "fewer than three"),
        ("xxxx-", "more than three"),
        ("xx?--", "not known"),
        ("xxx?-", "not known"),
        ("xxxx?", "more than three"),
        ("x?---", "fewer than three"),
        ("-----", "fewer than three"),
        (".....", "not stated"),
    ],
)
def test_three_priorities_are_three_and_what_is_unknown_is_no_priority(signs: str, standing: str) -> None:
    found = made("A 1 -....", *(f"A {n} ..{sign}.." for n, sign in enumerate(signs, 1)))
    assert list(found.priorities.frame["standing"]) == [standing]
    assert [one.office for one in found.priorities.exceptions] == ([] if standing == "exactly three" else ["A"])


def test_an_office_with_two_priorities_is_named() -> None:
    lines = [f"A {n} ..x.." for n in (1, 2, 3)] + [f"B {n} ..x.." for n in (1, 2)]
    assert repr(made(*lines).priorities) == "<exactly 3 priorities at 1 of 2 offices; B: fewer than three>"


def test_a_priority_is_not_in_plan() -> None:
    found = made(
        "A 1 ..xx.", "B 1 ..x-.", "C 1 ..x..",  # kept at A, dropped at B, not known at C
        "A 2 ..x-.", "B 2 ..x?.",  # dropped: A says so
        "A 3 ...x.",  # entered without
        "A 4 ..x..",  # nobody says
    )  # fmt: skip
    moved = found.moved.set_index("area")
    assert list(moved["standing"]) == ["kept", "dropped", "entered without", "not known", "neither"]
    assert list(moved.loc[1, ["kept_at", "dropped_at", "not_known_at", "entered_at"]]) == ["A", "B", "C", ""]
    assert moved.loc[3, "entered_at"] == "A" and list(moved["prioritised"]) == [3, 2, 0, 1, 0]
    assert "in no plan that is known: 2 (not in plan at 1, not known at 1)." in found._repr_html_()


def test_an_office_has_a_plan_has_none_is_unknown_or_says_nothing() -> None:
    nobody = [f"B {n} ...-." for n in range(1, 6)]
    found = made("A 1 ...x.", *nobody, "C 1 ...-.", "C 2 ...?.", "D 1 ...-.")
    assert found.with_plan == {"yes": ("A",), "no": ("B",), "unknown": ("C",), "not stated": ("D",)}
    assert repr(found).endswith("; plan: yes 1, no 1, unknown 1, not stated 1>")


def test_a_plan_that_is_written_against_the_mark_is_told() -> None:
    plans = [AreaPlan(f"A/c1/{part}", "A", "c1", part, {"why": "a"}, "") for part in ("1A", "1B")]
    page = room(snapshot(["A 1 ..x-.", "B 1 ..x-."], plans))._repr_html_()
    assert "Said not to be in plan, and a plan is written: A 1." in page
    assert "and a plan is written" not in room(snapshot(["A 1 ..xx."], plans))._repr_html_()


def test_an_office_may_be_given_as_it_stands_in_the_room() -> None:
    found = made("A 1 x....", "B 1 x....")
    assert found.nearest_strong(found.offices[0], 1).nearest == ("B",)
    assert found.standing(found.offices[1], 1, "strong") == "yes"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text("x-?.", min_size=5, max_size=5), min_size=1, max_size=4))
def test_every_office_is_counted_once_for_each_mark(rows: list[str]) -> None:
    found = made("Å 5 x....", *(f"{chr(65 + n)} 1 {signs}" for n, signs in enumerate(rows)))
    counts = found.counts
    assert (counts[["yes", "no", "unknown", "not_stated"]].sum(axis=1) == len(rows) + 1).all()
    for place, mark in enumerate(MARKS):
        own = counts[(counts["area"] == 1) & (counts["mark"] == mark)].iloc[0]
        assert own["yes"] == sum(signs[place] == "x" for signs in rows)
        assert own["not_stated"] == sum(signs[place] == "." for signs in rows) + 1


# --- learning and plans --------------------------------------------------------------------------


def test_the_nearest_strong_office_is_the_one_most_alike_in_the_register() -> None:
    register = {"A": ("enleder", "små"), "B": ("toleder", "små"), "C": ("enleder", "små"), "D": ("enleder", None)}
    values = [
        Value(f"{office}/{name}", office, name, value, "known" if value else "unknown")
        for office, pair in register.items()
        for name, value in zip(("ledermodell", "storleik"), pair, strict=True)
    ]
    found = room(snapshot(["A 1 x....", "B 1 x....", "C 1 x....", "D 1 x....", "E 1 -...."], values))
    near = found.nearest_strong("A", 1)
    assert near.nearest == ("C",) and list(near.frame["office"]) == ["C", "D", "B"]
    assert list(near.frame["attributes_differing"]) == ["", "", "ledermodell"]
    assert list(near.frame["attributes_not_known"]) == ["", "storleik", ""]
    assert found.nearest_strong("A", 2).nearest == () and "no other office" in repr(found.nearest_strong("A", 2))
    assert found.nearest_strong("E", 1).nearest == ("A", "B", "C", "D")  # the register knows nothing of E


def test_a_plan_answers_six_questions_or_says_which_it_leaves_open() -> None:
    plans = [
        AreaPlan("A/c1/", "A", "c1", "", {"why": "a", "what": "b"}, "rom.xlsx, sheet planer, B2"),
        AreaPlan("A/c2/2A", "A", "c2", "2A", dict.fromkeys(
            ("why", "what", "how", "who is involved", "who is responsible", "follow-up"), "ja"), ""),
        AreaPlan("A/c2/2B", "A", "c2", "2B", {}, ""),
    ]  # fmt: skip
    found = room(snapshot(["A 1 ...x.", "B 3 ...x."], plans))
    frame = found.plan_completeness
    assert list(frame["answered"]) == [2, 6, 0, 0] and list(frame["part"]) == ["", "2A", "2B", ""]
    assert frame["missing"][0] == "how; who is involved; who is responsible; follow-up" and frame["missing"][1] == ""
    assert list(frame["written"]) == [True, True, True, False] and frame["office"][3] == "B"
    assert list(frame["marked"]) == ["yes", "not stated", "not stated", "yes"]
    assert list(found.plans.itertuples(index=False, name=None)) == [("A", 2, "1, 2", 3, 1)]


# --- expectations and the year -------------------------------------------------------------------


def test_roles_agree_where_all_raise_it_and_what_is_unknown_agrees_with_nobody() -> None:
    rows = {"kommer": "xxx", "lytter": "x-x", "gir penger": "---", "svarer": "xx?", "ringer": "???", "spør": "x-?"}
    records = [
        Expectation(f"{text}{role}", "rådmann", "t", text, role, SAID[sign], f"rom.xlsx, sheet f, {column}{row}")
        for row, (text, signs) in enumerate(rows.items(), 2)
        for (role, column), sign in zip({"leder": "D", "stat": "E", "ansatt": "F"}.items(), signs, strict=True)
    ]
    found = expectations(study_of({}, extra=list(reversed(records))))
    agreement = found.agreement.set_index("expectation")
    assert agreement["agreement"].to_dict() == {
        "kommer": "all", "lytter": "some", "gir penger": "none", "svarer": "open", "ringer": "open", "spør": "some",
    }  # fmt: skip
    assert agreement.loc["svarer", ["raised", "not_raised", "unknown", "asked"]].tolist() == [2, 0, 1, 3]
    assert agreement.loc["lytter", "raised_by"] == "leder; ansatt" and len(found.frame) == 18
    assert [one.in_words() for one in found.expected[:4:3]] == ["all 3 roles", "2 of 3 roles, 1 unknown"]


def activity(month: int, title: str, responsible: str = "", agenda: tuple[str, ...] = (), office: str = "") -> Activity:
    return Activity(f"{month}{title}{office}", office or None, month, title, responsible, agenda, f"rom.xlsx, {month}")


def standings(*activities: Activity) -> dict[str, str]:
    cycle = yearly_cycle(study_of({}, extra=[Case("A", "A", "office"), *activities]))
    return cycle.checklist.set_index("premise")["standing"].to_dict()


def test_a_yearly_cycle_is_met_not_met_or_not_stated() -> None:
    model = ("Mulighetsrommet",)
    full = [
        activity(3, "Partnerskapsmøte", "NAV-leder", model),
        activity(10, "Partnerskapsmøte", "NAV-leiar", (*model, "Tjenesteportefølje")),
        activity(1, "Lederavtale"),
        activity(2, "Felles prinsipper for oppfølging"),
        activity(4, "Informasjonsutveksling"),
        activity(5, "Samarbeid med andre enheter i kommunen"),
        activity(6, "Orientering i kommunestyret"),
    ]
    assert standings(*full) == dict.fromkeys(PREMISES, "met")
    one = standings(activity(3, "Partnerskapsmøte", "NAV-leder", ("Budsjett",)), activity(1, "Lederavtale mangler"))
    assert {name: standing for name, standing in one.items() if standing != "not stated"} == {
        "two meetings": "not met", "model on the agenda": "not met", "leader agreement": "not met",
    }  # fmt: skip
    assert standings(full[0], full[1]._replace(agenda=("Budsjett",)))["model on the agenda"] == "not met"
    assert standings(full[0], full[1]._replace(responsible="rådmann"))["two meetings"] == "not met"
    assert standings(activity(5, "Sommerfest")) == dict.fromkeys(PREMISES, "not stated")
    assert standings() == dict.fromkeys(PREMISES, "not stated")


@pytest.mark.parametrize(
    ("premise", "title", "agenda", "standing"),
    [
        ("two meetings", "Forberede partnerskapsmøte", "", "not stated"),
        ("two meetings", "Referat fra partnerskapsmøtet sendes", "", "not stated"),
        ("two meetings", "Partnerskapsmøtet avlyst", "", "not stated"),
        ("two meetings", "2. partnerskapsmøte", "", "not met"),
        ("model on the agenda", "Partnerskapsmøte", "Mulighetsrommet: utsatt, ikke behandlet", "not met"),
        ("model on the agenda", "Partnerskapsmøte", "Gjennomgang av ledermodellen", "not met"),
        ("model on the agenda", "Høstens partnerskapsmøte", "Mulighetsrommet, ikke bare tallene", "met"),
        ("political anchoring", "Møte i arbeidsmiljøutvalget", "", "not stated"),
        ("political anchoring", "Utvalgte saker gjennomgås", "", "not stated"),
        ("political anchoring", "Orientering i levekårsutvalget", "", "met"),
        ("political anchoring", "Orientering til formannskapet, ikke bare om sosialhjelp", "", "met"),
        ("political anchoring", "Kommunestyret: ikke tatt opp", "", "not met"),
        ("political anchoring", "Kommunestyret: ingen merknader til årsmelding", "", "met"),
        ("leader agreement", "Leiaravtalen skal no fornyast", "", "met"),
        ("leader agreement", "No leader agreement yet", "", "not met"),
    ],
)
def test_words_that_only_look_like_a_premise_are_none(premise: str, title: str, agenda: str, standing: str) -> None:
    assert standings(activity(3, title, "NAV-leder", (agenda,) if agenda else ()))[premise] == standing


def test_a_meeting_nobody_is_said_to_be_responsible_for_is_not_stated() -> None:
    led, blank, other = (activity(n, "Partnerskapsmøte", who) for n, who in enumerate(("NAV-leder", "", "rådmann"), 1))

    def again(one: Activity) -> Activity:
        return one._replace(id="again", month=10)

    assert (
        standings(led, blank)["two meetings"] == standings(blank, other, again(blank))["two meetings"] == "not stated"
    )
    assert standings(led, other)["two meetings"] == standings(blank)["two meetings"] == "not met"
    assert standings(led, blank, again(led))["two meetings"] == "met"
    assert standings(led, again(led)._replace(responsible="leder av NAV-kontoret"))["two meetings"] == "met"


def test_offices_without_activities_of_their_own_are_checked_by_what_is_common() -> None:
    cases = [Case("A", "A", "office"), Case("B", "B", "office")]
    found = yearly_cycle(study_of({}, extra=[*cases, activity(1, "Lederavtale"), activity(2, "Utvalg", office="A")]))
    met = found.checklist.query("standing == 'met'")
    assert list(zip(met["office"], met["premise"], strict=True)) == [
        ("", "leader agreement"), ("A", "leader agreement"), ("A", "political anchoring"),
    ]  # fmt: skip
    assert found.office_label(found.premises[0]) == "the others" and "the others" in found._repr_html_()


def test_an_office_has_the_common_cycle_and_its_own() -> None:
    cycle = yearly_cycle(
        study_of({}, extra=[Case("A", "A", "office"), activity(1, "Lederavtale"), activity(2, "Utvalg", office="A")])
    )
    assert set(cycle.checklist["office"]) == {"A"} and list(cycle.frame["office"]) == ["", "A"]
    met = cycle.checklist.query("standing == 'met'")
    assert list(met["premise"]) == ["leader agreement", "political anchoring"]
    assert list(met["read_from"]) == ["rom.xlsx, 1", "rom.xlsx, 2"]


# --- the workbook that comes with kodeverk --------------------------------------------------------


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Project:
    study = Project(tmp_path_factory.mktemp("rom") / "rom.kodeverk")
    study.use_codebook(ROOT / "codebooks/mulighetsrommet-2020.yaml")
    study.add_room(ROOT / "corpora/mulighetsrommet-2020/mulighetsrom.xlsx")
    return study


YES_COUNTS = {  # area: strong, need, prioritised, in plan; None where the report states none
    2: (5, 1, 0, 0), 3: (4, 3, None, None), 4: (None, None, 2, 0), 5: (None, 2, 0, 1), 6: (0, 6, 3, None),
    7: (None, None, None, 2), 8: (None, None, None, 4), 9: (2, 5, 0, None), 10: (None, 6, None, 0),
    11: (None, 4, 0, None), 12: (4, 2, None, 0), 13: (2, 6, 0, None), 14: (1, None, 2, 0), 15: (8, None, None, None),
    16: (None, None, 1, 1), 18: (None, None, 3, 0), 20: (None, 2, None, None),
}  # fmt: skip


def test_the_totals_the_report_states_come_out_of_the_workbook(shipped: Project) -> None:
    counts = shipped.room().counts.pivot(index="area", columns="mark", values="yes")
    marks = ("strong", "need", "prioritised", "in plan")
    wanted = {
        (area, m): n for area, row in YES_COUNTS.items() for m, n in zip(marks, row, strict=True) if n is not None
    }
    assert {key: counts.loc[key] for key in wanted} == wanted and len(wanted) == 38
    assert [area for area, n in counts["prioritised"].items() if n] == [3, 4, 6, 7, 8, 10, 14, 16, 17, 18]
    assert counts.loc[3, "followed up"] == 2 and counts.loc[14, "followed up"] == 0


def test_twenty_areas_lie_in_seven_zones(shipped: Project) -> None:
    zones = shipped.room().zones
    assert list(zones["areas"]) == [7, 3, 3, 2, 2, 2, 1] and zones["areas"].sum() == 20
    assert list(zones["numbers"]) == [
        "2, 3, 4, 5, 6, 7, 8",
        "9, 10, 11",
        "12, 13, 14",
        "15, 16",
        "17, 18",
        "19, 20",
        "1",
    ]


def test_four_priorities_are_dropped_and_one_area_enters_a_plan_without(shipped: Project) -> None:
    moved = shipped.room().moved.set_index("area")["standing"]
    assert [area for area, standing in moved.items() if standing == "dropped"] == [4, 10, 14, 18]
    assert [area for area, standing in moved.items() if standing == "entered without"] == [5]


def test_nine_of_eleven_have_a_plan_four_of_them_only_on_merging(shipped: Project) -> None:
    still_in = shipped.select('i_nettverket == "ja"').room()
    assert len(still_in.offices) == 11 and len(still_in.plans) == 9
    assert list(still_in.plans.query("areas == 1")["numbers"]) == ["8"] * 4
    assert (still_in.plans["areas"] > 1).sum() == 5
    split = still_in.plan_completeness.query("office == 'Hestsund'")
    assert list(split["part"]) == ["", "", "2A", "2B"] and split["answered"].sum() == 24
    assert shipped.room().priorities.exceptions == ()


def test_four_roles_stand_to_eleven_and_twenty_expectations(shipped: Project) -> None:
    found = shipped.expectations()
    assert len(found.frame) == 124 and list(found.agreement["of"].value_counts()) == [20, 11]
    assert [one.text for one in found.agreed] == ["tar kontoret med i kommunens planarbeid", "er mer aktiv som eier"]
    by = found.agreement.set_index("expectation")["raised_by"]
    assert by["møter oftere"] == by["er med på én felles plan"] == "rådmenn; NAV-ledere"


def test_the_shipped_cycle_is_held_against_eight_things(shipped: Project) -> None:
    checked = shipped.yearly_cycle().checklist.set_index("premise")["standing"]
    assert list(checked.value_counts()[["met", "not met", "not stated"]]) == [6, 1, 1]
    assert checked["principles of follow-up"] == "not met" and checked["contact with municipal units"] == "not stated"


def test_a_view_shows_itself_escaped(shipped: Project) -> None:
    for view in (shipped.room(), shipped.room().priorities, shipped.expectations(), shipped.yearly_cycle(),
                 shipped.room().nearest_strong("Eikfjord", 3)):  # fmt: skip
        page = view._repr_html_()
        assert page.startswith("<div") and "<script" not in page and "\n" not in repr(view) and len(repr(view)) < 200
    hostile = Expectation("e", "<b>leder</b>", "t", "<script>1</script>", "rolle", True, "")
    assert "<script" not in expectations(study_of({}, extra=[hostile]))._repr_html_()


# --- versions ------------------------------------------------------------------------------------


def test_the_short_version_names_seven_areas_otherwise_and_one_in_capital_letters(shipped: Project) -> None:
    short = ROOT / "codebooks/mulighetsrommet-kort.yaml"
    diff = shipped.codebook_diff("mulighetsrommet-2020", short)
    assert [change.number for change in diff.names] == [4, 6, 7, 8, 9, 19, 20]
    assert [change.number for change in diff.of("name") if change.only_case] == [15]
    assert len(diff.of("levels")) == 20 and all(not change.after for change in diff.of("levels"))
    told = {change.number: str(change) for change in diff.of("definition")}
    assert "{+This is a challenge at all the offices.+}" in told[9]
    assert "[-come early and-]" in told[16] and "{+the economy is unclear, because+}" in told[16]
    assert shipped.codebook_diff(short, short).changes == ()
    with pytest.raises(UnknownName, match="mulighetsrommet-2021"):
        shipped.codebook_diff("mulighetsrommet-2021", short)


def test_an_unnamed_codebook_needs_one_with_levels(shipped: Project) -> None:
    assert [area.number for area in shipped.room("mulighetsrommet-2020").areas] == list(range(1, 21))
    with pytest.raises(KodeverkError, match="No codebook of the study has areas"):
        room(study_of({}, codes=["a"]))
