"""The areas drawn: every sign a mark, every area in its own zone and no other, no label on another."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis.opportunity.room import Room, room
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import MARKS, Case, Code, Mark, Wording
from kodeverk.pictures import Picture
from kodeverk.pictures.areas import room_grid, room_venn
from kodeverk.pictures.circles import places
from kodeverk.pictures.sheet import PAGE
from tests.memory import study_of
from tests.pictures.test_pictures import clashes, drawn, written

ZONES = [("eier",)] * 7 + [("kontor",)] * 3 + [("tjeneste",)] * 3 + [("eier", "kontor"), ("eier", "tjeneste"),
         ("kontor", "tjeneste")] * 2 + [("eier", "tjeneste", "kontor")]  # fmt: skip
SAID = {"x": True, "-": False, "?": None}


def made(offices: dict[str, str], zones: list[tuple[str, ...]] = ZONES) -> Room:
    """By office, five signs that hold for every area: x yes, - no, ? unknown, . not stated."""
    records: list[object] = [
        Code(f"c{n}", "bok", f"område {n}", Wording(nb=f"{n} Et område med et navn {n}"), levels=levels, order=n)
        for n, levels in enumerate(zones, 1)
    ]
    for office, signs in offices.items():
        records.append(Case(office, office, "office"))
        records += [
            Mark(f"{office}/c{n}/{mark}", office, f"c{n}", mark, SAID[sign])
            for n in range(1, len(zones) + 1)
            for mark, sign in zip(MARKS, signs, strict=True)
            if sign != "."
        ]
    return room(study_of({}, extra=records))  # type: ignore[arg-type]


def signs(picture: Picture) -> dict[str, int]:
    """How many signs of each mark are drawn; one of each stands in the legend."""
    found: dict[str, int] = {}
    for axes in picture.figure.axes:
        for line in axes.lines:
            if (name := line.get_gid() or "").startswith("signs-"):
                found[name[6:]] = found.get(name[6:], 0) + len(line.get_xdata())
    return {name: count - 1 for name, count in found.items()}


def test_the_grid_has_a_sign_for_every_mark_that_is_set_and_none_for_what_is_not() -> None:
    picture = room_grid(made({"Almvik": "x-?.x", "Brekkstad": "xx..-"}))
    assert signs(picture) == {"strong": 40, "need": 20, "prioritised": 0, "in_plan": 0, "followed_up": 20}
    assert written(picture).count("?") == 20 + 1
    assert picture.alt.startswith(
        "20 areas, offices: 2. 1 Et område med et navn 1: strong yes 2 (Almvik, Brekkstad); need yes 1 (Brekkstad), no 1; "
        "prioritised unknown 1, not stated 1; in plan not stated 2; followed up yes 1 (Almvik), no 1. 2 Et "
    )


def test_fifteen_offices_fit_a_page_and_no_label_lies_on_another() -> None:
    names = ("Almvik", "Brekkstad", "Dalsnes", "Eikfjord", "Furuholt", "Granvåg", "Hestsund", "Kjølmo", "Lyngåsen",
             "Myrdalen", "Orrestad", "Rossvåg", "Selnesset", "Tverrlia", "Uteng")  # fmt: skip
    found = made(dict.fromkeys(names, "x?x?x"))
    grid = room_grid(found)
    assert grid.figure.get_size_inches()[0] == pytest.approx(PAGE) and clashes(grid) == []
    assert clashes(room_venn(found)) == [] == clashes(room_venn(found, "need", found.offices[-1]))


def test_every_disc_lies_within_the_circles_of_its_levels_and_no_other() -> None:
    found = places(list(enumerate(ZONES, 1)))
    assert len(found.at) == 20 and found.radius == 0.15
    for number, levels in enumerate(ZONES, 1):
        for circle in found.circles:
            away = math.dist(found.at[number], (circle.x, circle.y))
            if circle.level in levels:
                assert away + found.radius < circle.radius
            else:
                assert away - found.radius > circle.radius
    spots = list(found.at.values())
    assert min(math.dist(a, b) for i, a in enumerate(spots) for b in spots[:i]) > 2 * found.radius


@settings(deadline=None, max_examples=10)
@given(st.lists(st.sampled_from(sorted(set(ZONES))), min_size=0, max_size=12))
def test_discs_never_touch_however_many_areas_a_zone_has(zones: list[tuple[str, ...]]) -> None:
    every = [("eier",), ("kontor",), ("tjeneste",), *zones]
    try:
        found = places(list(enumerate(every, 1)))
    except KodeverkError as error:
        assert "too many areas" in str(error) and len(zones) > 3
        return
    spots = list(found.at.values())
    assert len(spots) == len(every)
    assert all(math.dist(a, b) > 2 * found.radius for i, a in enumerate(spots) for b in spots[:i])


def test_of_one_office_the_four_standings_look_different_without_colour() -> None:
    looks = {}
    for sign, standing in (("x", "yes"), ("-", "no"), ("?", "unknown"), (".", "not stated")):
        picture = room_venn(made({"Almvik": f"{sign}x..."}), "strong", "Almvik")
        (disc,) = [
            p for axes in picture.figure.axes for p in axes.artists + list(axes.patches) if p.get_gid() == "area-1"
        ]
        grey = sum(disc.get_facecolor()[:3]) / 3 > 0.5
        looks[standing] = (grey, bool(disc.get_hatch()), disc.get_linestyle())
        assert standing in picture.alt
    assert len(set(looks.values())) == 4


def test_of_all_offices_each_disc_has_its_counts_below_it() -> None:
    picture = room_venn(made({"A": "x....", "B": "-....", "C": "?....", "D": ".x..."}))
    assert written(picture).count("1/2") == 20 and len(drawn(picture, "area-")) == 20
    assert len(drawn(picture, "level-")) == 3 and "owner 7 (1, 2, 3, 4, 5, 6, 7)" in picture.alt
    nobody = room_venn(made({"A": "....."}))
    assert written(nobody).count("·") == 20 and "–" not in written(nobody)  # a dash is a no


def test_the_svg_is_the_same_each_time_and_sound() -> None:
    found = made({"A": "xxxxx"})
    assert room_venn(found).svg == room_venn(found).svg and ET.fromstring(room_grid(found).svg).tag.endswith("svg")


def test_an_unknown_mark_or_office_and_areas_on_two_levels_are_told() -> None:
    found = made({"A": "x...."})
    with pytest.raises(UnknownName, match="No office goes by the name 'B'"):
        room_venn(found, "strong", "B")
    with pytest.raises(UnknownName, match="No mark goes by the name 'sterk'"):
        room_venn(found, "sterk")
    with pytest.raises(KodeverkError, match="three levels; found: eier, kontor"):
        room_venn(made({"A": "x...."}, [("eier",), ("kontor",)]))
