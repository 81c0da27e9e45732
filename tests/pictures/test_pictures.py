"""Pictures: the marks are the numbers, nothing is told by colour alone, no label lies on another."""

from __future__ import annotations

import base64
import itertools
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest

from kodeverk.analysis import check
from kodeverk.analysis.sampling.saturation import saturation
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Code, Evidence, Proposition, Snapshot, Theory, Wording
from kodeverk.pictures import Picture, case_marks, co_occurrence_network, code_map, evidence_board, saturation_band
from kodeverk.pictures.sheet import HATCHES
from kodeverk.project.looks import Study
from kodeverk.views.html import contrast
from tests.memory import evidence, study_of
from tests.views.four import PAYLOADS, four, hostile

SVG = "{http://www.w3.org/2000/svg}"


def theory() -> list[Theory | Proposition]:
    said = {"P1": "To sjefer gir to retninger.", "P2": "Lunsj binder sammen.", "P3": "Ingen har sagt noe om dette."}
    codes = {"P1": ("ledelse",), "P2": ("lunsj",), "P3": ()}
    return [Theory("t-bok", "1", Wording(nb="T"), written="2026-01-01")] + [
        Proposition(f"t-bok:{name}", "t-bok", name, "g", Wording(nb=text), codes=codes[name], order=number)
        for number, (name, text) in enumerate(said.items())
    ]


def judged() -> Snapshot:
    first = four(theory())
    found = [
        evidence(first, "Vi har to sjefer", "t-bok:P1", "supports"),
        evidence(first, "de drar hver sin vei", "t-bok:P1", "supports"),
        evidence(first, "Én leder for alle", "t-bok:P1", "contradicts"),
        evidence(first, "vi spiser lunsj hver for oss", "t-bok:P2", "nuances"),
    ]
    return first.replacing(Evidence, found)


def every(snapshot: Snapshot) -> dict[str, Picture]:
    return {
        "code map": code_map(snapshot),
        "case marks": case_marks(snapshot, "line"),
        "evidence board": evidence_board(check(snapshot)),
        "network": co_occurrence_network(snapshot),
        "saturation band": saturation_band(saturation(snapshot, claimed_at=1)),
    }


@cache
def made() -> dict[str, Picture]:
    return every(judged())


PICTURES = ["code map", "case marks", "evidence board", "network", "saturation band"]


def drawn(picture: Picture, starts: str) -> dict[str, ET.Element]:
    """The elements of the SVG whose id starts so."""
    return {e.attrib["id"]: e for e in ET.fromstring(picture.svg).iter() if e.attrib.get("id", "").startswith(starts)}


def written(picture: Picture) -> list[str]:
    return [element.text or "" for element in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def clashes(picture: Picture) -> list[tuple[str, str]]:
    """Pairs of labels that lie on each other, and labels that do not lie within the picture."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from kodeverk.pictures.picture import styled

    with styled():
        renderer = FigureCanvasAgg(picture.figure).get_renderer()
        texts = [t for axes in picture.figure.axes for t in axes.texts if t.get_text().strip()]
        boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in texts]
    page = picture.figure.bbox
    outside = [(text, "page") for text, b in boxes if b.x0 < 0 or b.y0 < 0 or b.x1 > page.x1 or b.y1 > page.y1]
    letters = [(text, b.padded(-0.1 * min(b.width, b.height))) for text, b in boxes]  # they do not fill their boxes
    return outside + [(a, b) for (a, one), (b, other) in itertools.combinations(letters, 2) if one.overlaps(other)]


# --- the marks are the numbers -------------------------------------------------------------------


def test_a_code_map_has_a_lane_for_every_theme_coded_in_a_source_and_a_stretch_for_every_passage() -> None:
    picture = code_map(four())
    # ledelse is 1, møter 2, lunsj 3; in inf-01 two passages of leadership, in inf-02 the same one by two coders
    assert {name: len(list(e.iter(f"{SVG}path"))) for name, e in drawn(picture, "lane-").items()} == {
        "lane-0-1": 2, "lane-0-2": 1, "lane-1-1": 1, "lane-1-3": 1, "lane-2-1": 1, "lane-2-2": 1, "lane-3-2": 1,
    }  # fmt: skip
    assert "4 sources" in picture.alt
    assert "ledelse: in 3 of 4 sources, 4 stretches." in picture.alt
    assert "1 ledelse (3 of 4)" in written(picture)
    assert list(drawn(picture, "source-")) == ["source-0", "source-1", "source-2", "source-3"]


def test_a_stretch_lies_where_it_is_said() -> None:
    picture = code_map(four(), of="lunsj")
    (lane,) = drawn(picture, "lane-").values()
    (ground,) = (e for name, e in drawn(picture, "source-").items() if name == "source-1")
    lane_x, ground_x = (
        [float(x) for x in re.findall(r"[ML] ([\d.]+) ", next(e.iter(f"{SVG}path")).attrib["d"])]
        for e in (lane, ground)
    )
    text = "I: Hvem leder kontoret?\n2: Jeg har min, de har sin.\nI: Fint vær?\n2: Ja, og vi spiser lunsj hver for oss."
    start, scale = text.index("vi spiser"), (max(ground_x) - min(ground_x)) / len(text)
    assert min(lane_x) == pytest.approx(min(ground_x) + start * scale, abs=0.01)
    assert max(lane_x) == pytest.approx(min(ground_x) + (len(text) - 1) * scale, abs=0.01)


def test_case_marks_are_the_standings_of_the_views() -> None:
    snapshot = four()
    picture = case_marks(snapshot, "leader_model", ["lunsj", "ledelse"])
    assert [text for text in written(picture) if "n = " in text] == ["enleder (n = 2)", "toleder (n = 2)"]
    # columns: 3 and 4 of enleder, 1 and 2 of toleder; lunch: 3 unknown, 4, 1 not asked, 2 said
    fills = {}
    for name, element in drawn(picture, "mark-").items():
        paths = list(element.iter(f"{SVG}path"))
        signs = "".join(t.text or "" for t in element.iter(f"{SVG}text"))
        fills[name] = signs or ("hollow" if "fill: #ffffff" in paths[0].attrib["style"] else "filled")
    assert fills == {
        "mark-0-0": "?", "mark-0-1": "–", "mark-0-2": "–", "mark-0-3": "filled",
        "mark-1-0": "filled", "mark-1-1": "–", "mark-1-2": "filled", "mark-1-3": "filled",
    }  # fmt: skip
    assert "lunsj: said 1 (2); not asked 2 (4, 1); unknown whether asked 1 (3)." in picture.alt
    assert {"1 of 4", "3 of 4"} <= set(written(picture))


def test_cases_stand_together_by_one_attribute_or_two_and_the_unknown_last() -> None:
    labels = [text for text in written(case_marks(four(), ["leader_model", "line"], "lunsj")) if "n = " in text]
    assert labels == [f"{model} × {line} (n = 1)" for model in ("enleder", "toleder") for line in ("kommune", "stat")]
    assert [text for text in written(case_marks(four(), "år")) if "n = " in text][-1] == "unknown (n = 1)"
    with pytest.raises(UnknownName, match="leader_model, line, år"):
        case_marks(four(), "ledermodell")


def test_silence_is_a_hollow_mark() -> None:
    picture = case_marks(four(), of="to sjefer")  # 2 was asked of leadership and says nothing of two bosses
    hollow = [n for n, e in drawn(picture, "mark-").items() if "fill: #ffffff" in ET.tostring(e, "unicode")]
    assert hollow == ["mark-0-1"]
    assert "silent 1 (2)" in picture.alt


def test_an_evidence_board_has_a_card_for_every_case_where_the_check_has_it() -> None:
    found = check(judged())
    picture = evidence_board(found)
    expected = {
        (place, case.status.replace(" ", "_")): finding.count(case.status)
        for place, finding in enumerate(found.findings)
        for case in finding.cases
    }
    cards: dict[tuple[int, str], int] = {}
    for name in drawn(picture, "card-"):
        _card, place, status, _number = name.split("-")
        cards[int(place), status] = cards.get((int(place), status), 0) + 1
    assert cards == expected and sum(cards.values()) == 3 * 4
    assert expected[0, "supports"] == expected[0, "contradicts"] == expected[1, "nuances"] == 1
    assert "supports 1 (1); contradicts 1 (3)" in picture.alt
    assert any("Rule:" in text for text in written(picture))


def test_an_evidence_board_of_some_propositions() -> None:
    picture = evidence_board(check(judged()), ["P2"])
    assert "P2" in picture.alt and "P1" not in picture.alt
    with pytest.raises(UnknownName, match="P1, P2, P3"):
        evidence_board(check(judged()), ["finnes ikke i det hele tatt"])


def test_the_network_ties_what_one_coder_uses_in_one_turn() -> None:
    texts = {"a": "I: Hva?\n1: Sjefen kom. Vi spiste.\n1: Sjefen gikk.\nI: Ja.\n1: Vi lo. Sjefen lo."}
    codings = [
        ("a", "Sjefen kom", "sjef", "ida"), ("a", "Vi spiste", "mat", "ida"),  # one turn, one coder
        ("a", "Sjefen gikk", "sjef", "ida"), ("a", "gikk", "mat", "marit"),  # one turn, two coders
        ("a", "Vi lo", "latter", "ida"), ("a", "Sjefen lo", "sjef", "ida"),
    ]  # fmt: skip
    picture = co_occurrence_network(study_of(texts, {"1": ("K", {})}, ["sjef", "mat", "latter"], codings))
    assert sorted(drawn(picture, "tie-")) == ["tie-0-1", "tie-0-2"]
    assert len(drawn(picture, "node-")) == 3
    assert "sjef and mat: 1 turn; sjef and latter: 1 turn" in picture.alt
    assert "sjef (1\xa0of\xa01)" in written(picture)


def test_the_saturation_band_is_the_curve_of_saturation() -> None:
    found = saturation(four(), claimed_at=2)
    picture = saturation_band(found)
    assert len(drawn(picture, "interview-")) == 4 and len(drawn(picture, "claim")) == 1
    assert [text for text in written(picture) if text.startswith("+")] == [f"+{new}" for new in found.codes.counts]
    assert f"inf-01: {found.codes.cumulative[0]} (+{found.codes.counts[0]}" in picture.alt
    assert "claimed after 2" in picture.alt
    assert not drawn(saturation_band(saturation(four())), "claim")
    ordered = saturation_band(saturation(four(), order=["inf-01", "inf-02", "inf-04", "inf-03"]))
    for one, order in ((picture, "by name, since no order was given"), (ordered, "in the order held")):
        assert f"Interviews stand {order}." in one.alt
        assert f"Line: interviews {order}," in " ".join(written(one))
    with pytest.raises(KodeverkError, match="neither codes nor expressions"):
        saturation_band(found, "words")


# --- readable by everybody -----------------------------------------------------------------------


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_says_in_words_what_it_shows(name: str) -> None:
    picture = made()[name]
    root = ET.fromstring(picture.svg)
    assert root.tag == f"{SVG}svg" and root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == picture.alt and root[0].tag == f"{SVG}title" and root[0].text == picture.alt
    assert re.search(r"\d", picture.alt) and len(written(picture)) > 3
    shown = picture._repr_html_()
    assert shown.startswith('<img alt="') and "data:image/svg+xml;base64," in shown
    inside = base64.b64decode(re.search(r"base64,([^\"]+)", shown)[1]).decode()  # type: ignore[index]
    assert ET.fromstring(inside).tag == f"{SVG}svg" and "<title>" not in inside, "what it shows is told once"
    assert repr(picture) == f"<{picture.alt}>"


@pytest.mark.parametrize("name", PICTURES)
def test_no_label_lies_on_another_and_none_outside(name: str) -> None:
    assert clashes(made()[name]) == []


def crowded(cases: int, codes: int) -> Snapshot:
    """Interviews where everybody says something with most codes; long names, two offices."""
    names = [f"kode {n} med et ganske langt navn" for n in range(codes)]
    texts = {
        f"inf-{c:02}": "\n".join(["I: Hva da?", *(f"{c}: Setning {n} om noe her." for n in range(codes))])
        for c in range(1, cases + 1)
    }
    people = {
        str(c): ("Tangvåg" if c % 2 else "Lyngmo", {"leder": "to" if c % 2 else "en"}) for c in range(1, cases + 1)
    }
    codings = [
        (source, f"Setning {n} om", names[n], "ida")
        for c, source in enumerate(texts)
        for n in range(codes)
        if (n + c) % 5
    ]
    codings += [(source, f"etning {n} om", names[n - 1], "ida") for source in texts for n in range(1, codes)]
    return study_of(texts, people, names, codings)


@pytest.mark.parametrize(("cases", "codes"), [(8, 20), (8, 40)])
def test_eight_interviews_with_forty_codes_are_readable(cases: int, codes: int) -> None:
    snapshot = crowded(cases, codes)
    for picture in (code_map(snapshot), case_marks(snapshot, "leder"), co_occurrence_network(snapshot)):
        assert clashes(picture) == []
        sizes = [float(s) for s in re.findall(r"font-size: ([\d.]+)px", picture.svg)]
        assert len(sizes) > codes and min(sizes) >= 6.5  # one px is one point here


def test_twenty_four_interviews_have_room_for_their_names() -> None:
    assert clashes(saturation_band(saturation(crowded(24, 6), claimed_at=24))) == []


def test_neighbours_differ_in_hatch_and_what_is_filled_from_what_is_empty() -> None:
    snapshot = crowded(2, 12)
    assert all(one != other for one, other in itertools.pairwise((*HATCHES, HATCHES[0])))
    fills = {
        name: re.search(r"fill: (\S+)", ET.tostring(element, "unicode"))[1]  # type: ignore[index]
        for name, element in drawn(code_map(snapshot), "lane-0-").items()
    }
    assert len(fills) == 12 and all(a != b for a, b in itertools.pairwise(fills.values()))
    pale = snapshot.replacing(Code, [c._replace(colour="#fffde0") for c in snapshot.all(Code)])
    marks = drawn(case_marks(pale), "mark-").values()
    filled = {re.search(r"fill: (#\w+)", ET.tostring(mark, "unicode"))[1] for mark in marks if mark.find(f"{SVG}path") is not None}  # type: ignore[index]  # fmt: skip
    assert filled and all(contrast(fill, "#ffffff") > 1.8 for fill in filled - {"#ffffff"})
    assert "#fffde0" not in filled


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_study_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    one, other = made()[name], every(judged())[name]
    assert one.svg == other.svg and one.svg == one.svg
    first, second = one.save(tmp_path / "a.png"), other.save(tmp_path / "b.png")
    assert first.read_bytes() == second.read_bytes() and first.read_bytes().startswith(b"\x89PNG")
    assert one.save(tmp_path / "a.svg").read_text(encoding="utf-8") == one.svg


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_holds_no_date_no_program_and_needs_no_network(name: str, tmp_path: Path) -> None:
    picture = made()[name]
    assert not re.search(r"(?i)matplotlib|20\d\d-\d\d-\d\dT|<script|<!DOCTYPE", picture.svg)
    links = set(re.findall(r'(?:href|src)="([^"#][^"]*)"', picture.svg))
    assert links == set()
    assert b"matplotlib" not in picture.save(tmp_path / "a.png").read_bytes()


def test_what_the_notebook_has_set_for_its_own_pictures_changes_nothing() -> None:
    import matplotlib

    before = code_map(judged()).svg
    with matplotlib.rc_context({"font.size": 30, "svg.fonttype": "path", "savefig.bbox": "tight", "axes.grid": True}):
        assert code_map(judged()).svg == before
        assert matplotlib.rcParams["font.size"] == 30


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KodeverkError, match=r"\.svg or \.png"):
        code_map(four()).save(tmp_path / "kart.jpg")


@pytest.mark.parametrize("payload", [*PAYLOADS, "$x^2$ & <b>", "to\x07sjefer"])
def test_names_stay_text(payload: str) -> None:
    snapshot = hostile(payload)
    pictures = every(snapshot.replacing(Theory, []))
    for picture in pictures.values():
        root = ET.fromstring(picture.svg)
        assert not {e.tag for e in root.iter()} & {f"{SVG}script", f"{SVG}image", f"{SVG}b"}
        assert not [e for e in root.iter() if any(key.startswith("on") for key in e.attrib)]
        assert "<script" not in picture._repr_html_() and "<svg onload" not in picture.svg
        if payload.startswith("$") and picture is pictures["case marks"]:
            assert any(payload.replace("/", "") in text for text in written(picture))


def test_an_empty_study_has_pictures_too() -> None:
    empty = study_of({"a": "I: Hei?\n1: Hei."}, {"1": ("K", {})}, ["k"])
    for picture in (code_map(empty), case_marks(empty), co_occurrence_network(empty), evidence_board(check(empty))):
        assert ET.fromstring(picture.svg) is not None and picture.alt


def test_pictures_are_drawn_without_the_global_state_of_pyplot() -> None:
    code = (
        "import sys; from tests.pictures.test_pictures import every, judged; [p.svg for p in every(judged()).values()];"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_a_study_shows_its_pictures() -> None:
    study = Study(judged())
    assert study.code_map(of="lunsj").alt.startswith("Code map of 4 sources. lunsj: in 1 of 4 sources")
    assert study.case_marks(by="office").alt.startswith("Who says something of what: 4 cases.")
    assert "P2" in study.evidence_board("t-bok", propositions=["P2"]).alt
    assert "3 themes" in study.co_occurrence_network().alt
    assert "claimed after 3" in study.saturation_band(claimed_at=3).alt
