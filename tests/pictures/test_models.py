"""Models of the partnership: boxes are the actors, arrows the relations told of, and nothing lies on anything else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis.networks.driving import driving_force
from kodeverk.errors import KodeverkError
from kodeverk.model import Actor, Coding, Relation, Snapshot, Value, Wording
from kodeverk.pictures import (
    Picture,
    coordination,
    dialogue_model,
    driving_force_model,
    driving_forces,
    office_structure,
    partnership_model,
)
from kodeverk.pictures.diagram import Node, Tie, diagram
from tests.memory import study_of
from tests.pictures.test_pictures import clashes, drawn, written

LINES = """I: Hvem ringer du?
L1: Jeg ringer rådmannen hver uke, og hun ringer meg. Fylkesdirektøren ringer meg. Møtet kaller jeg inn til."""

ACTORS = [
    Actor("a-KST", "KST", Wording(nb="kommunestyret", en="the council"), "role", "political", "municipal"),
    Actor("a-R", "R", Wording(nb="rådmannen", en="the chief executive"), "role", "authority", "municipal"),
    Actor("a-FD", "FD", Wording(nb="fylkesdirektøren", en="the county director"), "role", "authority", "state"),
    Actor("a-PM", "PM", Wording(nb="møtet", en="the meeting"), "composite", "authority", "both", ("a-R", "a-FD")),
    Actor("a-NL", "NL", Wording(nb="NAV-lederen", en="the leader"), "role", "practice", "both"),
    Actor("a-TJ", "TJ", Wording(nb="tjenesten", en="the service"), "role", "service", "both"),
]


def told(*relations: tuple[str, str, str | None, bool | None], actors: Iterable[Actor] = ACTORS) -> Snapshot:
    """A study of one office where these relations are told of; each in a passage of its own."""
    study = study_of({"int": LINES}, {"L1": ("Rugdal", {})}, ["kontakt"])
    text = study.text(study.source("int").id)
    begin = text.index("Jeg")
    codings, records = [], []
    for n, (one, other, initiator, both) in enumerate(relations):
        coding = Coding(f"c{n}", study.source("int").id, 1, begin + 4 * n, begin + 4 * n + 3, "code-kontakt", "ida")
        codings.append(coding)
        ends = [f"a-{one}", f"a-{other}", f"a-{initiator}" if initiator else None]
        records.append(Relation(f"r{n}", *ends, both, "outside", "weekly", coding.id, "ida", ""))  # type: ignore[arg-type]
    return study.replacing(Actor, actors).replacing(Coding, codings).replacing(Relation, records)


@cache
def rugdal() -> Snapshot:
    return told(
        ("NL", "R", "NL", True), ("NL", "R", "NL", None), ("R", "NL", "R", None), ("FD", "NL", "FD", False),
        ("NL", "PM", "NL", None), ("R", "FD", None, None),
    )  # fmt: skip


@cache
def made() -> dict[str, Picture]:
    snapshot = rugdal()
    found = driving_force(snapshot)
    return {
        "partnership": partnership_model(snapshot),
        "coordination": coordination(snapshot),
        "dialogue": dialogue_model(snapshot),
        "driving force": driving_force_model(snapshot, found.of("Rugdal")),
        "cells": driving_forces(found),
    }


@pytest.mark.parametrize("name", ["partnership", "coordination", "dialogue", "driving force", "cells"])
def test_no_label_lies_on_another_and_each_picture_tells_itself(name: str) -> None:
    picture = made()[name]
    assert clashes(picture) == []
    assert len(written(picture)) > 4 and len(picture.alt) > 40


@pytest.mark.parametrize("name", ["partnership", "coordination", "dialogue", "driving force"])
def test_boxes_do_not_overlap_and_hold_their_words(name: str) -> None:
    boxes = [extent(box) for box in drawn(made()[name], "box-").values()]
    assert len(boxes) >= 4
    assert not any(overlap(one, other) for one, other in itertools.combinations(boxes, 2))


def extent(element: object) -> tuple[float, float, float, float]:
    points = [
        (float(x), float(y))
        for part in element.iter()  # type: ignore[attr-defined]
        for x, y in re.findall(r"[ML] ([\d.]+) ([\d.]+)", part.get("d", ""))
    ]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def ties(picture: Picture) -> list[str]:
    """Ties as start-end, by the ids of what is drawn."""
    return sorted(name.split("-", 2)[2] for name in drawn(picture, "tie-"))


def test_the_partnership_model_follows_the_register_of_actors() -> None:
    assert ties(made()["partnership"]) == ["FD-NL", "FD-PM", "KST-R", "NL-TJ", "R-NL", "R-PM"]
    alone = told(actors=[actor for actor in ACTORS if actor.name not in ("KST", "PM")])
    assert ties(partnership_model(alone)) == ["FD-NL", "NL-TJ", "R-NL"]


def test_arrows_run_from_who_takes_the_initiative_and_follow_a_relation_that_is_taken_back() -> None:
    picture = made()["driving force"]
    assert ties(picture) == ["FD-NL", "FD-PM", "NL-PM", "NL-R", "R-NL", "R-PM"]  # members of the meeting dotted
    assert "NL to R: 2, both ways" in picture.alt and "R to NL: 1." in picture.alt and "FD to NL: 1" in picture.alt
    fewer = told(("NL", "R", "NL", None), ("FD", "NL", "FD", False), ("NL", "PM", "NL", None))
    again = driving_force_model(fewer, driving_force(fewer).of("Rugdal"))
    assert "NL to R: 1." in again.alt and "both ways" not in again.alt and "R-NL" not in ties(again)


def test_the_driving_force_says_how_its_passages_are_counted_and_how_the_placement_counts_them() -> None:
    text = " ".join(written(made()["driving force"]))
    assert "A passage counts once for each two actors here; in the placement once for each at authority level." in text


def test_contact_between_levels_and_on_one_level_are_told_apart() -> None:
    text = " ".join(written(made()["coordination"]))
    assert "5 passages tell of contact between levels, 1 of contact on one level." in text
    assert "FD-R" in ties(made()["coordination"])


def test_a_passage_coded_by_two_is_one_passage() -> None:
    first = rugdal()
    twice = [*first.all(Relation), *(r._replace(id=r.id + "-2", coder="jon") for r in first.all(Relation))]
    assert coordination(first.replacing(Relation, twice)).alt == made()["coordination"].alt


def test_the_dialogue_counts_offices_where_somebody_tells_of_both_ways() -> None:
    picture = made()["dialogue"]
    assert "NL – R: 1 of 1" in picture.alt and "FD – NL: 0 of 1" in picture.alt
    assert "the council" not in written(picture)


def test_two_leaders_stand_each_in_her_line_and_one_between_both() -> None:
    staff = {"state": "stat", "municipal": "kommune", "both": "alle"}
    first = told()
    office = first.case("Rugdal").id
    values = [Value(f"{office}/{k}", office, k, v) for k, v in {"stat": 6.8, "kommune": 5}.items()]
    values.append(Value(f"{office}/alle", office, "alle", None, "unknown"))
    one = first.replacing(Value, values)
    assert ties(office_structure(one, "Rugdal", staff=staff)) == [
        "FD-NL", "NL-municipal", "NL-state", "R-NL", "municipal-both", "state-both",
    ]  # fmt: skip
    assert {"6.8 FTE", "5 FTE", "FTE not known"} <= set(written(office_structure(one, "Rugdal", staff=staff)))
    persons = [
        Actor(f"a-{line}", f"NL-{line}", Wording(nb=line), "person", "practice", line, (), office, "a-NL")
        for line in ("state", "municipal")
    ]
    two = one.replacing(Actor, [*ACTORS, *persons])
    assert ties(office_structure(two, "Rugdal", staff=staff)) == [
        "FD-NL-state", "NL-municipal-municipal", "NL-state-state", "R-NL-municipal", "municipal-both", "state-both",
    ]  # fmt: skip


def test_without_actors_or_relations_one_error_says_what_to_bring_in() -> None:
    with pytest.raises(KodeverkError, match="add_actors"):
        partnership_model(told(actors=[]))
    with pytest.raises(KodeverkError, match="add_relations"):
        dialogue_model(told())
    with pytest.raises(KodeverkError, match="add_relations"):
        coordination(told(), "Rugdal")


KEYS = "abcdef"
PLACES = [(column, row) for row in range(3) for column in range(3)]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda t: t[0] != t[1]), max_size=8),
    st.permutations(PLACES),
)
def test_whatever_is_tied_each_end_lies_on_the_edge_of_its_own_box(
    pairs: list[tuple[str, str]], places: list[tuple[int, int]]
) -> None:
    nodes = [Node(key, key * 5, *place) for key, place in zip(KEYS, places, strict=False)]
    picture = diagram("Prøve", nodes, [Tie(*pair, heads="none", text="1") for pair in dict.fromkeys(pairs)])
    boxes = {name.removeprefix("box-"): extent(box) for name, box in drawn(picture, "box-").items()}
    for name, element in drawn(picture, "tie-").items():
        _tie, _number, start, end = name.split("-")
        points = re.findall(r"[ML] ([\d.]+) ([\d.]+)", "".join(e.get("d", "") for e in element.iter()))
        for key, (x, y) in ((start, points[0]), (end, points[-1])):
            left, top, right, bottom = boxes[key]
            assert left - 0.1 <= float(x) <= right + 0.1 and top - 0.1 <= float(y) <= bottom + 0.1
            assert min(abs(float(x) - left), abs(float(x) - right), abs(float(y) - top), abs(float(y) - bottom)) < 0.1


def test_that_there_is_no_contact_is_not_drawn_as_contact() -> None:
    first = told(("NL", "R", "NL", True), ("NL", "FD", None, None))
    never = [r._replace(frequency="never") if "FD" in r.to_actor else r for r in first.all(Relation)]
    assert ties(coordination(first)) == ["FD-NL", "NL-R"]
    assert ties(coordination(first.replacing(Relation, never))) == ["NL-R"]
    with pytest.raises(KodeverkError, match="Nothing is told of contact"):
        coordination(first.replacing(Relation, [r._replace(frequency="never") for r in never]))


def test_contact_told_in_the_line_alone_is_broken_and_counts_for_nobodys_initiative() -> None:
    first = told(("NL", "R", "NL", True), ("FD", "NL", "FD", False))
    line = first.replacing(
        Relation, [r._replace(channel="line") if r.from_actor == "a-FD" else r for r in first.all(Relation)]
    )
    picture = driving_force_model(line, driving_force(line).of("Rugdal"))
    assert "FD and NL: 1" in picture.alt and "NL to R: 1, both ways" in picture.alt


def test_those_who_only_decide_on_the_frame_are_counted_and_not_drawn() -> None:
    snapshot = told(("NL", "R", "NL", True), ("KST", "NL", None, None), ("KST", "R", None, None))
    for picture in (coordination(snapshot), dialogue_model(snapshot)):
        assert "the council" not in written(picture)
        assert any("KST – NL 1, KST – R 1" in text for text in written(picture))


def test_an_office_is_drawn_without_numbers_where_the_study_has_none() -> None:
    picture = office_structure(told(), "Rugdal")
    assert not any(" FTE" in text for text in written(picture) if not text.startswith("FTE:"))
    assert "The office" in written(picture)
