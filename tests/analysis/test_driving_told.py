"""What the driving force makes of contact that is denied, of who fills an owner's role, and of coders who differ."""

from __future__ import annotations

from kodeverk.analysis.networks.driving import driving_force
from kodeverk.analysis.networks.driving_showing import contact_told
from kodeverk.analysis.networks.told import told
from kodeverk.model import Actor, Relation, Wording
from tests.analysis.related import Row, related
from tests.analysis.test_driving_force import AGENDA, placed


def test_that_there_is_no_contact_is_no_contact_and_takes_no_initiative() -> None:
    """It is kept, and counts 0 of contact; of who begins nothing is asked, and told contact elsewhere is not undone."""
    never: list[Row] = [("1", "NL", owner, "", None, "outside", "never") for owner in ("R", "FD")]
    snapshot = related([*AGENDA, *never, ("1", "NL", "FD", "", True, "outside", "weekly")])
    found = driving_force(snapshot).of("Ås")
    assert found.score[:3] == (3, 0, 1) and len(found.contacts) == 4
    assert [(one.owner, one.low, one.high, one.why, one.told) for one in found.score.owners] == [
        ("FD", 1.0, 1.0, "outside", 1), ("R", 0.0, 0.0, "denied", 0),
    ]  # fmt: skip
    assert len(found.denied) == 2 and [one.denied for one in found.relations] == [False] * 3 + [True] * 2 + [False]
    frame = driving_force(snapshot).frame.set_index("office")
    assert frame.loc["Ås", ["relations", "denied"]].tolist() == [4, 2]
    shown = driving_force(snapshot)._repr_html_()
    assert "mutual and frequent 1.00; 1 contact told of; told that NL has none (int-1, segment 6)" in shown
    assert "counts 0: told that NL has none (int-1, segment 5)" in shown and "2 relations, not counted" in shown


def test_that_there_is_none_in_the_line_or_the_meeting_tells_nothing_of_contact_outside() -> None:
    found = placed([*AGENDA, ("1", "NL", "FD", "", None, "line", "never"), ("1", "NL", "R", "", None, "outside", "")])
    assert found.owners[0][1:] == (0.0, 1.0, "not told", 0, 0, ())


def test_a_contact_told_without_its_place_is_not_outside_where_that_is_denied() -> None:
    nowhere: Row = ("1", "R", "NL", "R", False, "", "")
    never: Row = ("1", "NL", "R", "", None, "outside", "never")
    assert placed([*AGENDA, nowhere]).owners[1][1:4] == (0.0, 0.5, "outside")
    assert placed([*AGENDA, nowhere, never]).owners[1][1:4] == (0.0, 0.0, "denied")


def test_contacts_counted_beside_contact_outside_are_outside_and_those_without_a_place_stand_apart() -> None:
    rows: list[Row] = [
        ("1", "NL", "FD", "", True, channel, "monthly") for channel in ("outside", "line", "meeting", "")
    ]
    found = driving_force(related([*AGENDA, *rows, rows[0]])).of("Ås").score.owners[0]
    assert (found.told, found.unplaced) == (2, 1)
    assert contact_told(found)[1] == "mutual and frequent 0.50; 2 contacts told of; 1 more, not told where"
    only = driving_force(related([*AGENDA, rows[0]])).of("Ås").score.owners[0]
    assert contact_told(only)[1] == "mutual and frequent 0.50; 1 contact told of"
    assert placed([*AGENDA, *rows[1:]]).owners[0][3:6] == ("not outside", 0, 0)


def test_who_is_told_to_have_no_contact_is_named_once_and_where_and_a_silent_leader_is_not() -> None:
    never: Row = ("1", "NL-kommune", "FD", "", None, "outside", "never")
    line: Row = ("1", "NL-stat", "FD", "", None, "line", "")
    found = driving_force(related([*AGENDA, never, line], coders=["ida", "bo"]))
    assert (
        contact_told(found.of("Ås").score.owners[0])[1] == "counts 0: told that NL-kommune has none (int-1, segment 5)"
    )
    contacts = found.contacts.set_index(["office", "owner"])
    assert contacts.loc[("Ås", "FD"), ["why", "told", "denied"]].tolist() == [
        "denied",
        0,
        "NL-kommune: int-1, segment 5",
    ]


def test_how_often_is_not_told_by_a_passage_that_tells_of_no_contact() -> None:
    vague: Row = ("1", "NL", "FD", "", True, "outside", "")
    assert placed([*AGENDA, vague, ("1", "NL", "FD", "", None, "outside", "never")]).owners[0][1:3] == (0.0, 1.0)


def test_who_fills_an_owners_role_is_the_owner() -> None:
    kari = Actor("a-Kari", "Kari", Wording("Kari"), "person", "authority", "municipal", fills="a-R")
    weekly: list[Row] = [
        ("1", "NL", "Kari", "Kari", True, "outside", "daily"), ("1", "NL-stat", "FD", "", True, "outside", "weekly"),
    ]  # fmt: skip
    found = driving_force(related([*AGENDA, *weekly], extra=[kari]))
    assert found.of("Ås").owners == ("FD", "R") and found.of("Ås").score[:2] == (3, 1)
    assert [one.practice for one in found.of("Ås").contacts] == ["NL"] * 4 + ["NL-stat"]
    assert found.of("Ås").score.placement == "two-way practice level"
    by_name = related([*AGENDA, *weekly], extra=[kari])
    members = [a._replace(members=("a-Kari", "a-FD")) if a.name == "PM" else a for a in by_name.all(Actor)]
    assert driving_force(by_name.replacing(Actor, members)).of("Ås").score == found.of("Ås").score


def test_passages_coders_read_differently_are_named_and_counted_and_each_coder_placed_alone() -> None:
    """Bo turns the initiative round and finds no answer; of one passage they agree, and one only Ida has read."""
    contact: list[Row] = [("1", "NL", owner, "", True, "outside", "weekly") for owner in ("R", "FD")]
    snapshot = related([*AGENDA, *contact], coders=["ida", "bo"])
    turned = {"a-NL": "a-PM", None: None}
    relations = [
        r._replace(initiator=turned[r.initiator], reciprocal=r.reciprocal and False) if r.coder == "bo" else r
        for r in snapshot.all(Relation)
    ]
    quote = {one.relation_id: one.quote for one in told(snapshot)}
    second = [r for r in relations if quote[r.id].startswith("Utsagn 2")]
    kept = [r for r in relations if r not in second or r.coder == "ida"]
    found = driving_force(snapshot.replacing(Relation, kept))
    places, scores = found.of("Ås").coders
    assert places == tuple(f"int-1, segment {turn}" for turn in (2, 4, 5, 6))
    assert scores["ida"].placement == "two-way practice level" and list(scores) == ["bo", "ida"]
    assert scores["bo"].reason == "initiative"
    assert found.frame.set_index("office")["coded_differently"].to_dict() == {"Bø": 0, "Ås": 4}
    assert "(4 passages coded differently)" in repr(found) and "Bø: not placed;" in repr(found)
    shown = found._repr_html_().split("<details")[0]
    assert "Coders read 4 passages differently (int-1, segment 2; int-1, segment 4" in shown
    assert "By bo alone: not placed; by ida alone: two-way practice level." in shown


def test_coders_who_agree_are_not_told_of() -> None:
    found = driving_force(related(AGENDA, coders=["ida", "bo"]))
    assert found.of("Ås").coders == ((), {}) and "Coders read" not in found._repr_html_()
