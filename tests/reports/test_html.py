"""Transcripts as a web page: whole, in order, with every coding readable, and at rest."""

import re
from itertools import pairwise

import pytest
from lxml import html as parser

from kodeverk.model import Code, Coding, Segment, Source, SourceVersion, Wording, sha256
from kodeverk.reports import to_html
from kodeverk.reports.page import POLICY, style_sheet
from kodeverk.views.colours import SPARE, colours
from kodeverk.views.html import contrast
from tests.memory import study_of
from tests.reports.studies import TEXTS, small


def page(snapshot, folder, **options):
    path = to_html(snapshot, folder / "t.html", **options)
    return parser.fromstring(path.read_text(encoding="utf-8"))


def said(turn) -> str:
    return turn.xpath("string(.//p[contains(@class,'said')])")


def test_every_source_stands_whole_and_in_order(tmp_path):
    sections = page(small(), tmp_path).xpath("//section[@class='source']")
    assert [s.xpath("string(h2)") for s in sections] == list(TEXTS)
    for section, text in zip(sections, TEXTS.values(), strict=True):
        turns = section.xpath(".//div[starts-with(@class,'turn')]")
        shown = [f"{t.xpath('string(.//b)')}: {said(t)}" for t in turns]
        assert shown == text.split("\n")


def test_every_coding_is_marked_in_the_text_and_named_in_the_margin(tmp_path):
    turn = page(small(), tmp_path).get_element_by_id("s1-2")
    marks = [(m.xpath("string()"), m.get("title").split("\n")) for m in turn.xpath(".//mark")]
    around = ["styring/linjer – K1", "styring/to sjefer – K1", "styring/to sjefer – K2"]
    assert marks == [
        ("Vi har ", around),
        ("to linjer", [*around, "styring/linjer – K2"]),
        (", og det går i hverandre.", around),
    ]
    margin = [" ".join(li.xpath("string()").split()) for li in turn.xpath(".//ul[@class='codes']/li")]
    assert margin == ["1 styring/linjer K1", "2 styring/to sjefer K1", "3 styring/to sjefer K2", "4 styring/linjer K2"]
    assert [s.get("data-number") for s in turn.xpath(".//sup")] == ["4", "1,2,3"]
    assert turn.get("style") == "--lanes:4"


def test_a_coding_over_two_turns_is_shown_in_both(tmp_path):
    long = Coding("x", "src-a", 1, 3, 21, "code-ros", "ida")
    root = page(study_of({"a": "1: Ja da.\n1: Vi får ros."}, codes=["ros"], extra=[long]), tmp_path)
    assert [m.xpath("string()") for m in root.xpath("//mark")] == ["Ja da.", "Vi får r"]
    assert [m.xpath("count(sup)") for m in root.xpath("//mark")] == [0, 1]
    assert len(root.xpath("//ul[@class='codes']/li")) == 2


def test_the_legend_counts_codings_and_sources(tmp_path):
    rows = page(small(), tmp_path).xpath("//table[@class='legend']/tbody/tr")
    shown = [[cell.xpath("string()") for cell in row][:3] for row in rows]
    assert shown == [
        ["styring", "0", "0"],
        ["styring/to sjefer", "2", "1"],
        ["styring/linjer", "2", "1"],
        ["ros", "2", "2"],
        ["utenfor", "1", "1"],
    ]


def test_coders_are_named_only_when_asked(tmp_path):
    assert "ida" not in to_html(small(), tmp_path / "a.html").read_text(encoding="utf-8")
    assert "– ida" in to_html(small(), tmp_path / "b.html", coder_names=True).read_text(encoding="utf-8")


def test_time_stamps_headings_and_text_outside_turns_are_shown(tmp_path):
    text = "Overskrift\nS01: Hei"
    segments = (Segment(1, 0, 10, 0, "heading"), Segment(2, 11, 19, 16, "turn", "S01", 3671.4))
    version = SourceVersion("s/1", "s", 1, sha256(text), "", len(text), segments, {}, "")
    snapshot = study_of({})
    snapshot._loader.texts[sha256(text)] = text
    snapshot = snapshot.replacing(Source, [Source("s", "s", "interview", "txt", "s.txt")])
    root = page(snapshot.replacing(SourceVersion, [version]), tmp_path)
    assert root.xpath("string(//time)") == "1:01:11" and "heading" in root.get_element_by_id("s1-1").get("class")
    assert said(root.get_element_by_id("s1-1")) == "Overskrift"
    bare = snapshot.replacing(SourceVersion, [version._replace(segments=())])
    assert said(page(bare, tmp_path).get_element_by_id("s1-1")) == text


def test_codings_whose_text_was_removed_are_counted_and_listed_with_their_quote(tmp_path):
    snapshot = small()
    version = snapshot.version("src-inf-04")
    newer = version._replace(id="src-inf-04/2", number=2)
    source = snapshot.source("inf-04")._replace(version=2)
    old = Coding("x", "src-inf-04", 1, 11, 14, "code-ros", "ida")
    snapshot = snapshot.replacing(SourceVersion, [*snapshot.all(SourceVersion), newer])
    snapshot = snapshot.replacing(Source, [*snapshot.all(Source), source]).replacing(Coding, [old])
    root = page(snapshot, tmp_path)
    said = root.xpath("string(//section[@id='s4'])")
    assert "Codings with their text removed: 1" in said and "place not certain (version 1)" in said
    assert not root.xpath("//mark")


def test_the_page_asks_for_nothing_and_runs_nothing(tmp_path):
    path = to_html(small(), tmp_path / "t.html")
    root = parser.fromstring(path.read_text(encoding="utf-8"))
    assert root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
    assert root.xpath("//script | //link | //img | //iframe | //object | //embed | //form | //base") == []
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on")]
    assert all(address.startswith("#") for address in root.xpath("//@href | //@src"))
    assert not re.search(r"url\(|@import|https?:", path.read_text(encoding="utf-8"))


def test_the_page_can_be_read_by_a_screen_reader(tmp_path):
    root = page(small(), tmp_path)
    assert root.get("lang") == "en" and root.xpath("count(//main)") == root.xpath("count(//h1)") == 1
    levels = [int(e.tag[1]) for e in root.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) and set(root.xpath("//@href")) <= {f"#{i}" for i in ids}
    assert root.get_element_by_id("s3-2").xpath(".//p/@lang") == ["nn"]
    assert root.xpath("//table//th[not(@scope)]") == []


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light, the dark and the printed page, by name."""
    found = re.findall(r":root \{(.*?)\}", style_sheet(), re.S)
    return {name: dict(re.findall(r"--(\w+): (#\w+)", block)) for name, block in zip("ldp", found, strict=True)}


@pytest.mark.parametrize("theme", "ldp")
def test_text_has_the_contrast_wcag_asks_for_in_every_theme(theme):
    colour = themes()[theme]
    for name in ("ink", "soft", "link", "good", "bad", "mixed", "none"):
        assert contrast(colour[name], colour["paper"]) >= 4.5, name
    corners = [f"#{r}{g}{b}" for r in ("00", "ff") for g in ("00", "ff") for b in ("00", "ff")]
    for corner in corners:
        assert contrast(colour["ink"], over(corner, colour["paper"], 0x26 / 255)) >= 4.5, corner


def over(colour: str, paper: str, share: float) -> str:
    parts = [(int(colour[n : n + 2], 16), int(paper[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def test_codes_without_colour_get_one_by_their_top_code_and_no_other_text_becomes_a_colour():
    extra = [Code("a", "b", "x", Wording("x"), colour="#abcdef"), Code("b", "b", "x/y", Wording("y"), order=1)]
    extra += [Code("c", "b", "z", Wording("z"), colour="red;}", order=2), Code("d", "b", "z/w", Wording("w"), order=3)]
    found = colours(study_of({}, extra=extra))
    assert found == {"a": "#abcdef", "b": "#abcdef", "c": found["d"], "d": found["c"]} and found["c"] in SPARE


def test_a_code_made_in_one_codebook_changes_no_colour_that_was_learnt():
    extra = [Code(f"b{n}", "b", f"x{n}", Wording("x"), order=n) for n in range(9)]
    extra += [Code(f"e{n}", "eget", f"y{n}", Wording("y"), order=n) for n in range(3)]
    before = colours(study_of({}, extra=extra))
    after = colours(study_of({}, extra=[*extra, Code("e3", "eget", "a-first", Wording("y"), order=3)]))
    assert len(set(before.values())) == 8 and {key: after[key] for key in before} == before
    assert len({after[f"e{n}"] for n in range(4)}) == 4
