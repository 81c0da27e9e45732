"""Web pages: what a reader sees comes in once, what she does not see is counted, by a second parser too (SL-7)."""

from __future__ import annotations

import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading import Reading, read_source
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Content, Raw
from kodeverk.reading.web import read_html
from tests.needs import program
from tests.reading.made import written

NOSCRIBE = (
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN" "http://www.w3.org/TR/REC-html40/strict.dtd">\n<html >\n<head >\n'
    '<meta charset="UTF-8" />\n<style type="text/css" >\np, li { white-space: pre-wrap; }\n</style>\n'
    '<meta name="audio_source" content="./opptak.mp3" /></head>\n<body > <div class="WordSection1" >'
    '<p style="font-weight: 600" >opptak</p><p ><span >Transcribed with noScribe vers. 0.7<br />Audio file: ./opptak.mp3'
    '</span></p><p ><a name="ts_0_12140_" >(12 seconds pause) </a></p>'
    '<p ><a name="ts_12140_22800_S01" >S01: <span style="color: #78909C" >[00:00:12]</span> Hva betyr det?</a>'
    '<a name="ts_22800_24360_S01" > (..)</a><a name="ts_24360_30010_S01" > For dere.</a>'
    '<a name="ts_30090_30910_//S02" > //S02: At vi er to.</a><a name="ts_31870_33510_S01" >// Ja.</a></p>'
    '<p ><a name="ts_36190_37330_S00" >S00: <span style="color: #78909C" >[00:00:36]</span> To eiere &amp; ett kontor.</a></p>'
    "</div></body></html>"
)


def read(page: str) -> Raw:
    """Read a page and hold it to its account."""
    raw = read_html(page.encode(), "a.html")
    account = raw.content[0]
    assert account.kind == "letters" and account.found == account.imported + account.left_out
    assert all(row.found == row.imported + row.left_out and row.left_out >= 0 for row in raw.content)
    assert not raw.warnings
    return raw


def texts(raw: Raw) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in raw.blocks]


def row(raw: Raw | Reading, kind: str) -> Content:
    content = raw.content if isinstance(raw, Raw) else raw.report.content
    return next(row for row in content if row.kind == kind)


def said(reading: Reading) -> list[tuple[str, str, float | None]]:
    return [(one.speaker, one.speech.of(reading.text), one.seconds) for one in reading.segments if one.kind == "turn"]


def test_noscribes_anchors_become_turns_with_speaker_and_time(tmp_path: Path) -> None:
    reading = read_source(written(tmp_path, NOSCRIBE.encode(), "a.html"))
    assert said(reading) == [
        ("S01", "Hva betyr det? (..) For dere. //S02: At vi er to.// Ja.", 12.0),
        ("S00", "To eiere & ett kontor.", 36.0),
    ]
    assert (row(reading, "pauses").imported, row(reading, "overlaps").imported) == (2, 1)
    assert reading.text.startswith("opptak\nTranscribed with noScribe vers. 0.7\nAudio file: ./opptak.mp3\n(12 seconds")


def test_a_turn_whose_time_stands_in_the_anchor_alone_gets_it_before_the_label(tmp_path: Path) -> None:
    named = read_source(written(tmp_path, NOSCRIBE.replace("S00: <", "Leder: <").encode(), "b.html"))
    assert said(named)[-1] == ("Leder", "To eiere & ett kontor.", 36.0)
    bare = NOSCRIBE.replace('<span style="color: #78909C" >[00:00:12]</span> ', "").replace(
        'S00: <span style="color: #78909C" >[00:00:36]</span>', "Leder:"
    )
    assert "[00:00" not in bare
    reading = read_source(written(tmp_path, bare.encode(), "a.html"))
    assert [(who, seconds) for who, _text, seconds in said(reading)] == [("S01", 12.14), ("Leder", 36.19)]
    account = row(reading, "letters")
    assert letters(reading.text) == account.imported + letters("000012140000036190")


@pytest.mark.parametrize(
    ("page", "becomes"),
    [
        ("<h2>Om  oss</h2><p>Hei\n på <b>deg</b>.</p>", [("heading", "Om oss"), ("paragraph", "Hei på deg.")]),
        ("<p>en<br>to&nbsp;tre &aring;&#248;&#xe6;</p>", [("paragraph", "en\nto\xa0tre åøæ")]),
        ("<div>a<div>b</div>c</div>d", [("paragraph", one) for one in "abcd"]),
        ("<p>en<p>to<ul><li>tre<li>fire</ul>", [("paragraph", one) for one in ("en", "to", "tre", "fire")]),
        ("<table><tr><td>a<td><p>b</p><p>c</p></table>", [("table", "a\tb\nc")]),
        ("<table><tr><td><h1>T</h1><p>a</p></td></tr></table>", [("heading", "T"), ("paragraph", "a")]),
        ("<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>", [("table", "a\t"), ("table", "b\tc")]),
        ("<pre>a\n  b</pre><textarea>c\nd</textarea>", [("paragraph", "a\n  b"), ("paragraph", "c\nd")]),
        ("a<p hidden>b</p><p style='display: none'>c</p>", [("paragraph", one) for one in "abc"]),
        ("Navn: <input value='Kari Å'><input type=hidden value=x>", [("paragraph", "Navn: Kari Å")]),
        ("<p>a</html>b<p>c", [("paragraph", one) for one in "abc"]),
        ("<p>a <!-- skjult --><script>b()</script><style>c{}</style>d", [("paragraph", "a d")]),
    ],
)  # fmt: skip
def test_what_a_reader_sees_comes_in_once(page: str, becomes: list[tuple[str, str]]) -> None:
    assert texts(read(page)) == becomes


def test_what_she_does_not_see_is_counted_as_left_out() -> None:
    raw = read(
        "<html><head><title>Intervju 4</title><style>p{}</style></head><body><nav>Hjem Om</nav><!-- merk -->"
        "<script>var a</script><img src='http://example.org/a.png' alt='to menn'><video>gammel</video><p>Hei.</p>"
    )
    assert texts(raw) == [("paragraph", "Hei.")] and raw.title == "Intervju 4"
    left = {row.kind: row.left_out for row in raw.content[1:]}
    assert left == {
        "page titles": 1, "style blocks": 1, "menus": 1, "script blocks": 1, "pictures": 1, "embedded objects": 1,
        "markup comments": 1, "picture descriptions": 1,
    }  # fmt: skip
    assert row(raw, "letters").left_out == letters("Intervju 4p{}Hjem Ommerkvar a to menn gammel")


@pytest.mark.parametrize(
    "note",
    [
        "<div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1'>[1]</a> Noten.</p></div>",  # Word
        '<div id="sdfootnote1"><p><a name="sdfootnote1sym">[1]</a> Noten.</p></div>',  # LibreOffice
        '<p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Noten.</span></p>',  # Google Docs
        '<aside role="doc-footnote"><p>[1] Noten.</p></aside>',  # publishers: https://www.w3.org/TR/dpub-aria-1.1/
    ],
)
def test_footnotes_stand_at_the_end_as_notes(note: str) -> None:
    raw = read(f"<p>Før.</p>{note}<p>Etter.</p>")
    assert texts(raw) == [("paragraph", "Før."), ("paragraph", "Etter."), ("note", "[1] Noten.")]
    assert row(raw, "footnotes").imported == 1


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>på øya", "utf-8"),
        ("\ufeff<p>på øya", "utf-8"),
        ("<meta charset=iso-8859-1><p>på «øya»", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=macintosh"><p>på øya', "mac-roman"),
        ("<p>på øya", "cp1252"),
        ("\ufeff<html><p>på øya", "utf-16-le"),
    ],
)
def test_letters_come_in_right_by_mark_by_name_or_by_likeness(data: str, encoding: str) -> None:
    raw = read_html(data.encode(encoding), "a.html")
    assert raw.blocks[0].text.replace("«", "").replace("»", "") == "på øya"


def test_a_page_that_says_a_wrong_encoding_is_read_and_the_warning_says_so() -> None:
    raw = read_html("<meta charset=utf-8><p>på øya og på åsen".encode("cp1252"), "a.html")
    assert raw.blocks[0].text == "på øya og på åsen" and any("utf-8 but is not" in one for one in raw.warnings)


PIECES = ["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<br>", "tekst ", "æøå", "&amp;", "&nbsp;", "&foo;", "<!-- k -->", "<script>'<p>x'</script>", "<style>p{}</style>", "<title>t</title>", "<!DOCTYPE html>", "<?xml version='1.0'?>", "<![if a]>", "<li>", "<ol>", "<img alt='bilde'>", "<input value=v>", "<textarea>a<b>c</textarea>", "<p hidden>", "<h1>", "</h1>", "<a name='ts_1_2_S01'>", "</a>", "<nav>", "</nav>", "<svg><title>t</title></svg>", "<select><option>o", "<pre>", "</pre>", "<html>", "<body>", "</html>", "<iframe>i</iframe>", "<noscript>n</noscript>", "<math><mi>x</mi></math>", "</br>"]  # fmt: skip


class Seen(HTMLParser):
    """The letters of texts that are no code and no comment, in their order, by another parser."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.within = "", ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.within = tag if tag in ("script", "style", "title", "nav", "noscript", "iframe") else self.within

    def handle_endtag(self, tag: str) -> None:
        self.within = "" if tag == self.within else self.within

    def handle_data(self, data: str) -> None:
        self.text += "" if self.within else data


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_sl_7_every_letter_of_a_page_is_imported_or_left_out(pieces: list[str]) -> None:
    read("x" + "".join(pieces))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([one for one in PIECES if "input" not in one and "textarea" not in one and "nav" not in one]), max_size=14))  # fmt: skip
def test_the_same_letters_are_seen_by_another_parser(pieces: list[str]) -> None:
    page = "x" + "".join(pieces)
    mine = "".join(block.text for block in read(page).blocks)
    assert sorted(filter(str.isalnum, mine)) == sorted(filter(str.isalnum, Seen(page).text))


def test_a_page_built_deep_keeps_its_text_and_one_too_deep_is_refused() -> None:
    assert texts(read("<div>" * 2_000 + "dypt" + "</div>" * 2_000)) == [("paragraph", "dypt")]
    with pytest.raises(ReadingError, match="built too deep"):
        read_html(b"<div>" * 10_000 + b"dypt", "a.html")


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "empty"), (b"%PDF-1.7", "PDF"), (b"<!-- bare -->", "no web page"), (b"PK\x03\x04", "zip")]
)
def test_the_error_says_what_the_file_is(data: bytes, says: str) -> None:
    with pytest.raises(ReadingError, match=rf"^a\.html .*{says}.*Nothing was imported from it\.$"):
        read_html(data, "a.html")


def test_entities_of_a_dtd_are_never_resolved(tmp_path: Path) -> None:
    secret = written(tmp_path, b"hemmelig", "canary.txt")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "yyy">]><html><p>a &x; &y;</p></html>'
    assert "hemmelig" not in str(read_html(page.encode(), "a.html"))


@pytest.mark.slow
def test_a_transcript_saved_as_a_web_page_by_libreoffice_comes_back_turn_by_turn(tmp_path: Path) -> None:
    made = Document()
    for text in ("I: Hva er «det»?", "NL: På øya, 100 % & mer.", "I: Ja?", "NL: Nei."):
        made.add_paragraph(text)
    made.save(str(tmp_path / "a.docx"))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [program("soffice", "libreoffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "html:HTML (StarWriter)",
         "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    page, document = read_source(tmp_path / "a.html"), read_source(tmp_path / "a.docx")
    assert page.text == document.text and said(page) == said(document) and len(said(page)) == 4


def test_what_a_word_processor_marks_as_deleted_is_left_out_and_counted_and_struck_text_stays() -> None:
    page = (
        '<p>Vi har <del cite="mailto:Ida" datetime="2024-05-03T10:00">tre</del><ins cite="mailto:Ida" '
        'datetime="2024-05-03T10:00">to</ins> eiere, <del>ikke</del> <s>fire</s>.</p>'
    )
    raw = read(page)
    assert texts(raw) == [("paragraph", "Vi har to eiere, ikke fire.")]
    assert row(raw, "tracked deletions")[1:4] == (1, 0, 1) and row(raw, "letters").left_out == len("tre")
    assert row(raw, "tracked insertions")[1:4] == (1, 1, 0)
