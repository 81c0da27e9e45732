"""Driving force: where the initiative lies, and whether contact goes both ways (Thorsen & Nyhuus 2007, figure 7)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis.networks.driving import driving_force
from kodeverk.analysis.networks.driving_changes import MOST, moves
from kodeverk.analysis.networks.driving_rule import CELLS, CLEAR, OFTEN, Contact, Score, score
from kodeverk.errors import UnknownName
from kodeverk.model import Relation
from kodeverk.model.network import CHANNELS, FREQUENCIES
from tests.analysis.related import Row, meetings, related

AGENDA: list[Row] = [("1", "NL", "PM", "NL", None, "meeting", "")] * 3
ASKED: list[Row] = [("1", "PM", "NL", "PM", None, "meeting", "")] * 3


def placed(rows: list[Row]) -> Score:
    return driving_force(related(rows)).of("Ås").score


def test_a_leader_who_sets_the_agenda_and_rarely_talks_to_the_owners_is_one_way_practice() -> None:
    """Like Storåsen: contact outside the meeting is minimal; what goes up is orientation."""
    found = placed([
        *AGENDA, ("1", "NL", "R", "", None, "outside", "rarely"), ("1", "NL", "FD", "", False, "outside", "never"),
    ])  # fmt: skip
    assert (found.level, found.direction, found.placement) == (1.0, 0.0, "one-way practice level")


def test_leaders_who_wait_and_meet_their_boss_in_the_line_alone_are_one_way_authority() -> None:
    """Like Tolvik: contact is told of, in the line, so that there is none outside; nobody had to deny it."""
    found = placed([
        *ASKED, ("1", "NL-stat", "FD", "", True, "line", "monthly"), ("1", "NL-kommune", "R", "", None, "line", ""),
    ])  # fmt: skip
    assert found.placement == "one-way authority level"
    assert [(one.owner, one.why) for one in found.owners] == [("FD", "not outside"), ("R", "not outside")]


def test_weekly_mutual_contact_with_both_owners_at_the_leaders_initiative_is_two_way_practice() -> None:
    """Like Rugdal: how often stands in one passage, that they ring back in another; one formal meeting is enough."""
    found = placed([
        ("1", "NL", "PM", "NL", None, "meeting", "yearly"), ("1", "NL", "R", "NL", None, "outside", "weekly"),
        ("1", "NL", "FD", "NL", None, "outside", "weekly"), ("1", "FD", "NL", "", True, "outside", ""),
        ("1", "R", "NL", "", True, "outside", ""),
    ])  # fmt: skip
    assert (found.level, found.low, found.high, found.placement) == (1.0, 1.0, 1.0, "two-way practice level")


def test_mutual_contact_of_which_nobody_tells_how_often_is_partly_two_way() -> None:
    """Like Skarvøy: weekly with R, mutual with FD, but how often is left unsaid."""
    found = placed([
        *AGENDA, ("1", "NL", "R", "", True, "outside", "weekly"), ("1", "NL", "FD", "", True, "outside", ""),
    ])  # fmt: skip
    assert (found.low, found.high, found.placement) == (0.5, 1.0, "partly two-way practice level")
    least, most = (end.placement for end in found.bounds)
    assert (least, most) == ("partly two-way practice level, partly one-way practice level", "two-way practice level")


def test_frequent_contact_with_one_owner_and_less_with_the_other_is_mostly_two_way() -> None:
    """Like Kvernby: several times a week with FD, a few times a year with R: (1 + 1/4) / 2."""
    found = placed([
        *AGENDA, ("1", "NL", "FD", "", True, "outside", "weekly"), ("1", "NL", "R", "", True, "outside", "quarterly"),
    ])  # fmt: skip
    assert found.direction == pytest.approx(0.625)
    assert found.placement == "mostly two-way practice level, partly one-way practice level"


def test_owners_who_drive_and_ring_every_week_would_be_two_way_authority() -> None:
    """The cell the study found empty can be reached."""
    found = placed([
        *ASKED, ("1", "R", "NL", "R", True, "outside", "weekly"), ("1", "FD", "NL", "FD", True, "outside", "weekly"),
    ])  # fmt: skip
    assert found.placement == "two-way authority level"


def test_contact_that_goes_one_way_counts_half() -> None:
    found = placed([
        *AGENDA, ("1", "NL", "FD", "", False, "outside", "weekly"), ("1", "NL", "R", "", False, "outside", "monthly"),
    ])  # fmt: skip
    assert [(one.owner, one.low, one.high) for one in found.owners] == [("FD", 0.5, 0.5), ("R", 0.25, 0.25)]


def test_of_several_contacts_the_one_that_counts_most_is_taken() -> None:
    """A quarterly lunch takes nothing away from weekly calls."""
    weekly: Row = ("1", "NL", "FD", "", True, "outside", "weekly")
    lunch: Row = ("1", "NL", "FD", "", True, "outside", "quarterly")
    assert placed([*AGENDA, weekly, lunch]).owners[0][:3] == ("FD", 1.0, 1.0)


def test_what_one_leader_tells_does_not_fill_in_what_the_other_leaves_open() -> None:
    """One never rings FD; how often the other does is not told, and stays open."""
    found = placed([
        *ASKED, ("1", "NL-kommune", "FD", "", None, "outside", "never"),
        ("1", "NL-stat", "FD", "", True, "outside", ""),
    ])  # fmt: skip
    assert found.owners[0][:3] == ("FD", 0.0, 1.0)


def test_a_contact_told_without_its_place_is_where_other_passages_put_it() -> None:
    nowhere: Row = ("1", "NL", "FD", "", True, "", "weekly")
    line: Row = ("1", "NL", "FD", "", None, "line", "")
    outside: Row = ("1", "NL", "FD", "", None, "outside", "")
    assert placed([*AGENDA, nowhere]).owners[0][1:4] == (0.0, 1.0, "outside")
    assert placed([*AGENDA, nowhere, line]).owners[0][1:4] == (0.0, 0.0, "not outside")
    assert placed([*AGENDA, nowhere, line, outside]).owners[0][1:4] == (1.0, 1.0, "outside")


def test_reporting_in_the_line_says_nothing_of_who_drives() -> None:
    line: list[Row] = [("1", "NL", "FD", "FD", False, "line", "monthly")] * 9
    assert placed([*AGENDA, *line])[:3] == (3, 0, 0)


def test_a_body_that_is_not_in_the_partnership_does_not_drive_it() -> None:
    """The directorate is at the level of authority, and no member of the meeting; so with staff and council."""
    rows: list[Row] = [
        ("1", "DIR", "NL", "DIR", None, "outside", ""),
        ("1", "ANS", "NL", "ANS", True, "outside", "daily"),
    ]
    found = driving_force(related([*AGENDA, *rows, ("1", "KST", "NL", "KST", None, "", "")])).of("Ås")
    assert found.score[:3] == (3, 0, 0) and len(found.contacts) == 3


def test_several_coders_of_one_passage_count_once() -> None:
    rows: list[Row] = [*AGENDA, ("1", "NL", "FD", "FD", True, "outside", "weekly")]
    one, several = (driving_force(related(rows, coders=coders)).of("Ås") for coders in (["ida"], ["ida", "bo", "eva"]))
    assert several.score == one.score and one.score[:2] == (3, 1)
    assert len(several.relations) == 12 and [len(c.relations) for c in several.contacts] == [3] * 4


def test_an_office_is_not_placed_on_two_initiatives_nor_without_a_word_of_the_owners() -> None:
    contact: list[Row] = [
        ("1", "NL", "R", "", True, "outside", "weekly"),
        ("1", "NL", "FD", "", True, "outside", "weekly"),
    ]
    few, silent = placed([*AGENDA[:2], *contact]), placed(AGENDA)
    assert (few.placement, few.reason) == ("not placed", "initiative")
    assert (silent.placement, silent.reason) == ("not placed", "contact")
    shown = driving_force(related([*AGENDA[:2], *contact]))._repr_html_()
    assert "2 relations tell who takes the initiative; at least 3 are needed." in shown
    assert placed([*AGENDA, *contact]).placement == "two-way practice level"


def test_every_office_is_there_also_one_nobody_tells_of() -> None:
    found = driving_force(related(AGENDA))
    assert [(one.office, one.score.degree) for one in found.offices] == [("Bø", "not placed"), ("Ås", "not placed")]
    assert found.frame["level"].isna().tolist() == [True, False]
    with pytest.raises(UnknownName, match="office"):
        found.of("Øy")


def test_the_number_of_meetings_is_shown_and_moves_nothing() -> None:
    rows: list[Row] = [
        *AGENDA, ("1", "NL", "FD", "", True, "outside", "weekly"), ("1", "NL", "R", "", True, "outside", "monthly"),
    ]  # fmt: skip
    few, many = (driving_force(related(rows, extra=[meetings("Ås", n)])) for n in (1, 12))
    assert few.frame["meetings"].tolist() == ["", "1"] and many.frame["meetings"].tolist() == ["", "12"]
    assert few.frame.drop(columns="meetings").equals(many.frame.drop(columns="meetings"))
    assert few.of("Ås").score.placement == "two-way practice level"


def test_taking_one_relation_away_moves_the_office_as_it_was_foretold() -> None:
    rows: list[Row] = [
        *AGENDA, ("1", "NL", "FD", "", True, "outside", "weekly"), ("1", "NL", "R", "", True, "outside", "weekly"),
    ]  # fmt: skip
    snapshot = related(rows)
    before = driving_force(snapshot)
    changes = before.changes
    one = changes[(changes["changes"] == 1) & changes["what"].str.contains("FD.*taken away")].iloc[0]
    left = [r for r in snapshot.all(Relation) if r.id != one["relation_ids"]]
    assert len(left) == 4
    after = driving_force(snapshot.replacing(Relation, left)).of("Ås").score.placement
    assert after == one["becomes"] == "partly two-way practice level" != before.of("Ås").score.placement


def test_an_office_that_stands_firmly_says_so() -> None:
    rows: list[Row] = [
        *[("1", "NL", "PM", "NL", None, "meeting", "")] * 12,
        *[("1", "NL", owner, "NL", True, "outside", "weekly") for owner in ("R", "FD") for _time in range(3)],
    ]  # fmt: skip
    found = driving_force(related(rows))
    assert found.changes.empty and "No change of up to 2 relations" in found._repr_html_()


def test_what_is_shown_names_office_rule_and_quotes_and_is_escaped() -> None:
    found = driving_force(related([*AGENDA, ("1", "NL", "FD", "", True, "outside", "weekly")]))
    assert repr(found) == "<Bø: not placed; Ås: partly two-way practice level>"
    shown = found._repr_html_()
    assert "Utsagn 1 om NL og PM." in shown and "67%" in shown and "not used" in shown and "<script" not in shown
    assert found.relations["quote"].tolist()[0] == "Utsagn 1 om NL og PM."
    assert found.cells() == {CELLS[0]: ["Ås"], CELLS[1]: [], CELLS[2]: [], CELLS[3]: []}


def test_how_often_counts_less_the_rarer_it_is() -> None:
    assert set(OFTEN) == set(FREQUENCIES)
    weights = [OFTEN[often] for often in FREQUENCIES]
    assert weights == sorted(weights, reverse=True) and (weights[0], weights[-1]) == (1.0, 0.0)


CONTACTS = st.lists(
    st.builds(
        Contact,
        st.integers(1, 6),
        st.sampled_from(["NL-stat", "NL-kommune"]),
        st.sampled_from(["R", "FD", "PM"]),
        st.sampled_from(["practice", "authority", ""]),
        st.sampled_from([True, False, None]),
        st.sampled_from(["", *CHANNELS]),
        st.sampled_from(["", *FREQUENCIES]),
    ),
    max_size=10,
)


@settings(deadline=None, max_examples=150)
@given(CONTACTS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(contacts: list[Contact], chance: random.Random) -> None:
    mixed = contacts * 2
    chance.shuffle(mixed)
    one, other = score(contacts, ("R", "FD")), score(mixed, ("R", "FD"))
    assert other.placement == one.placement and other[:2] == one[:2]
    assert [owner[:4] for owner in other.owners] == [owner[:4] for owner in one.owners]


@settings(deadline=None, max_examples=150)
@given(CONTACTS)
def test_degrees_lie_between_none_and_all_and_the_cells_are_those_it_belongs_to_most(contacts: list[Contact]) -> None:
    found = score(contacts, ("R", "FD"))
    assert 0 <= found.low <= found.direction <= found.high <= 1
    assert bool(found.cells) == (found.degree != "not placed")
    if found.cells:
        degrees = found.memberships
        assert degrees[found.cells[0]] == max(degrees.values())
        assert set(found.cells[1:]) <= {cell for cell, degree in degrees.items() if degree > 1 - CLEAR}
    if found.degree == "wholly":
        assert {end.placement for end in found.bounds} == {found.placement}


@settings(deadline=None, max_examples=25)
@given(CONTACTS.filter(lambda found: 2 <= len(found) <= 6))
def test_every_change_that_is_named_places_the_office_where_it_says(contacts: list[Contact]) -> None:
    contacts = list(dict.fromkeys(contacts))
    now = score(contacts, ("R", "FD"))
    for move in moves(contacts, ("R", "FD")):
        instead = {change.contact: change.instead for change in move.changes}
        assert 1 <= len(instead) == len(move.changes) <= MOST
        after = [told for one in contacts if (told := instead.get(one, one)) is not None]
        assert score(after, ("R", "FD")) == move.becomes != now
