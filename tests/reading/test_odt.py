"""OpenDocument texts: every kind of content comes in exactly once, or is counted as left out."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kodeverk.errors import ReadingError
from kodeverk.reading import Reading, read_source
from kodeverk.reading.report import Content
from tests.needs import program
from tests.reading.made import docx, p, written, zipped
from tests.reading.test_libreoffice import FODT, HTML

NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
BOLD = '<style:text-properties fo:font-weight="bold"/>'
STYLES = (
    f'<style:style style:name="T1" style:family="text">{BOLD}</style:style>'
    f'<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard">{BOLD}</style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Title"/>'
)
COMMON = (
    '<style:style style:name="Standard" style:family="paragraph"/>'
    '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
    '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
)
WHO = "<dc:creator>forfatternavn</dc:creator><dc:date>2026-01-01T00:00:00</dc:date>"
DELETED = (
    '<text:tracked-changes><text:changed-region text:id="d1"><text:deletion><office:change-info>'
    f"{WHO}</office:change-info><text:p>strøket</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    '<text:p>før<text:change text:change-id="d1"/>etter</text:p>'
)
INSERTED = (
    '<text:tracked-changes><text:changed-region text:id="i1"><text:insertion><office:change-info>'
    f"{WHO}</office:change-info></text:insertion></text:changed-region></text:tracked-changes>"
    '<text:p><text:change-start text:change-id="i1"/>innsatt<text:change-end text:change-id="i1"/></text:p>'
)


def note(kind: str, text: str) -> str:
    return (
        f'<text:p>tekst<text:note text:note-class="{kind}"><text:note-citation>7</text:note-citation>'
        f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note></text:p>"
    )


def cell(inside: str) -> str:
    return f"<table:table-cell>{inside}</table:table-cell>"


ROW = f"<table:table-row>{cell('<text:p>celle</text:p>')}{cell('<text:p>nabo</text:p>')}</table:table-row>"
NESTED = (
    f"<table:table><table:table-row>{cell('<text:p>ytre</text:p><table:table>' + ROW + '</table:table>')}"
    "</table:table-row></table:table>"
)

# what it is, the XML, words that come in once, words left out, kind in the report
KINDS: list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]] = [
    ("paragraph", "<text:p>avsnitt</text:p>", ("avsnitt",), (), ""),
    ("heading", '<text:h text:outline-level="2">overskrift</text:h>', ("overskrift",), (), ""),
    ("numbered heading", '<text:h text:outline-level="1">overskrift</text:h>', ("overskrift",), (), "automatic numbers"),
    ("list", "<text:list><text:list-item><text:p>punkt</text:p><text:list><text:list-item><text:p>under</text:p>"
     "</text:list-item></text:list></text:list-item></text:list>", ("punkt", "under"), (), "automatic numbers"),
    ("written number", "<text:list><text:list-item><text:number>12</text:number><text:p>punkt</text:p></text:list-item></text:list>", ("punkt",), ("12",), "automatic numbers"),
    ("deletion", DELETED, ("føretter",), ("strøket", "forfatternavn"), "tracked deletions"),
    ("insertion", INSERTED, ("innsatt",), ("forfatternavn",), "tracked insertions"),
    ("footnote", note("footnote", "fotnote"), ("fotnote",), ("7",), "footnotes"),
    ("endnote", note("endnote", "sluttnote"), ("sluttnote",), ("7",), "endnotes"),
    ("comment", f"<text:p>tekst<office:annotation>{WHO}<text:p>merknad</text:p></office:annotation></text:p>", ("merknad",), ("forfatternavn",), "comments"),
    ("table", f"<table:table><table:table-header-rows>{ROW}</table:table-header-rows></table:table>", ("celle\tnabo",), (), "tables"),
    ("nested table", NESTED, ("ytre", "celle"), (), "tables"),
    ("text box", "<text:p>rundt<draw:frame><draw:text-box><text:p>boks</text:p></draw:text-box></draw:frame></text:p>", ("rundt", "boks"), (), "text boxes"),
    ("shape", "<text:p><draw:custom-shape><text:p>figur</text:p></draw:custom-shape></text:p>", ("figur",), (), "text boxes"),
    ("picture", '<text:p>ved<draw:frame><draw:image xlink:href="a.png"/><svg:title>bildetekst</svg:title></draw:frame></text:p>', ("ved",), ("bildetekst",), "pictures"),
    ("object", '<text:p><draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="b"/></draw:frame></text:p>', (), ("aksetittel",), "embedded objects"),
    ("link", '<text:p><text:a xlink:href="https://example.org">lenke</text:a></text:p>', ("lenke",), (), "links"),
    ("field", "<text:p><text:date>dagen</text:date></text:p>", ("dagen",), (), "fields"),
    ("contents", '<text:table-of-content><text:table-of-content-source><text:index-title-template>mal</text:index-title-template></text:table-of-content-source><text:index-body><text:p>innhold</text:p></text:index-body></text:table-of-content>', ("innhold",), ("mal",), "field codes"),
    ("section", "<text:section><text:p>avdeling</text:p></text:section>", ("avdeling",), (), ""),
    ("hidden text", '<text:p><text:span text:style-name="T3">skjult</text:span></text:p>', ("skjult",), (), "hidden text"),
    ("ruby", "<text:p><text:ruby><text:ruby-base>grunnord</text:ruby-base><text:ruby-text>hjelp</text:ruby-text></text:ruby></text:p>", ("grunnord(hjelp)",), (), "ruby"),
    ("tab", "<text:p>venstre<text:tab/>høyre</text:p>", ("venstre\thøyre",), (), "tabs"),
    ("line break", "<text:p>over<text:line-break/>under</text:p>", ("over\nunder",), (), "line breaks"),
    ("spaces", '<text:p>langt<text:s text:c="3"/>unna</text:p>', ("langt   unna",), (), ""),
    ("white space", "<text:p>\n   første\n  <text:span> andre</text:span></text:p>", ("første andre",), (), ""),
    ("soft hyphen", "<text:p>myk\u00adstrek</text:p>", ("myk\u00adstrek",), (), "soft hyphens"),
    ("no-break hyphen", "<text:p>fast\u2011strek</text:p>", ("fast\u2011strek",), (), "no-break hyphens"),
    ("header", "", (), ("topptekst",), "headers"),
]  # fmt: skip


def odt(body: str, others: dict[str, str | bytes] | None = None, *, margins: str = "") -> bytes:
    """Return an OpenDocument text with this body."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content{NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles{NAMES}><office:styles>{COMMON}</office:styles><office:master-styles>"
            f"<style:master-page>{margins}</style:master-page></office:master-styles></office:document-styles>",
            "meta.xml": f"<office:document-meta{NAMES}><office:meta><dc:title>Intervju 9</dc:title></office:meta>"
            "</office:document-meta>",
            **(others or {}),
        }
    )


def read(tmp_path: Path, data: bytes) -> Reading:
    return read_source(written(tmp_path, data, "intervju.odt"))


def row(reading: Reading, kind: str) -> Content:
    return next(row for row in reading.report.content if row.kind == kind)


def test_a_cell_that_is_shown_three_times_comes_in_once_and_is_told_of(tmp_path: Path) -> None:
    thrice = ROW.replace("-cell>", '-cell table:number-columns-repeated="3">', 1)
    reading = read(tmp_path, odt(f"<table:table>{thrice}</table:table>"))
    assert reading.text == "celle\tnabo" and row(reading, "repeated cells").left_out == 2
    assert len(reading.report.warnings) == 1 and row(reading, "letters").left_out == 0  # no speakers, and nothing else
    strange = read(tmp_path, odt(f"<table:table>{thrice.replace('3', 'x')}</table:table>"))
    assert strange.text == reading.text and "repeated cells" not in [one.kind for one in strange.report.content]


@pytest.mark.parametrize("what, body, kept, left, kind", KINDS, ids=[kind[0] for kind in KINDS])
def test_sl_2_each_kind_comes_in_once_or_is_reported(
    tmp_path: Path, what: str, body: str, kept: tuple[str, ...], left: tuple[str, ...], kind: str
) -> None:
    others: dict[str, str | bytes] = {}
    if what == "object":
        others["Object 1/content.xml"] = f"<office:document-content{NAMES}>aksetittel</office:document-content>"
    margins = "<style:header><text:p>topptekst</text:p></style:header>" if what == "header" else ""
    reading = read(tmp_path, odt("<text:p>rammen</text:p>" + body, others, margins=margins))
    assert {word: reading.text.count(word) for word in ("rammen", *kept)} == dict.fromkeys(("rammen", *kept), 1)
    assert [word for word in left if word in reading.text] == []
    letters = row(reading, "letters")
    assert letters.imported == sum(map(str.isalnum, reading.text))
    assert letters.left_out == sum(len(word) for word in left if word != "forfatternavn")
    assert letters.found == letters.imported + letters.left_out
    if kind:
        assert row(reading, kind).found >= 1
        gone = kind in {"automatic numbers", "pictures", "embedded objects", "field codes"} or bool(left)
        stays = kind in {"footnotes", "endnotes", "comments", "tracked insertions"}
        assert bool(row(reading, kind).left_out) == (gone and not stays)
    assert reading.title == "Intervju 9" and not any("balance" in one for one in reading.report.warnings)


def test_bold_names_are_speakers_by_span_and_by_paragraph_and_headings_have_their_kind(tmp_path: Path) -> None:
    body = (
        '<text:p text:style-name="P2">Samtalen</text:p>'
        '<text:p><text:span text:style-name="T1">Kari Berg</text:span> Hva mener du?</text:p>'
        '<text:p text:style-name="P1">Ola Dal<text:span text:style-name="T2"> Ingenting. Kari Berg spør.</text:span></text:p>'
        '<text:p><text:span text:style-name="T1">Kari Berg</text:span> Ingenting?</text:p>'
        '<text:p text:style-name="P1">Ola Dal<text:span text:style-name="T2"> Nei.</text:span></text:p>'
    )
    reading = read(tmp_path, odt(body))
    assert [(s.kind, s.speaker) for s in reading.segments] == [
        ("heading", ""), ("turn", "Kari Berg"), ("turn", "Ola Dal"), ("turn", "Kari Berg"), ("turn", "Ola Dal"),
    ]  # fmt: skip


def test_both_texts_of_tracked_changes(tmp_path: Path) -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="d1"><text:deletion><office:change-info/><text:p>slutten</text:p>'
        "<text:p>midten</text:p><text:p>starten</text:p></text:deletion></text:changed-region><text:changed-region "
        'text:id="i1"><text:insertion/></text:changed-region><text:changed-region text:id="f1"><text:format-change/>'
        '</text:changed-region><text:changed-region text:id="d2"><text:deletion><text:p>ingensteds</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
    )
    body = (
        '<text:p>A <text:change text:change-id="d1"/>, B</text:p><text:p>C <text:change-start text:change-id="i1"/>ny</text:p>'
        '<text:p>linje<text:change-end text:change-id="i1"/> D</text:p>'
        '<text:p><text:change-start text:change-id="f1"/>fet<text:change-end text:change-id="f1"/></text:p>'
    )
    path = written(tmp_path, odt(changes + body), "intervju.odt")
    accepted, original = read_source(path), read_source(path, tracked="original")
    assert accepted.text == "A , B\nC ny\nlinje D\nfet"
    assert original.text == "A slutten\nmidten\nstarten, B\nC D\nfet"
    assert row(accepted, "letters")[1:4] == (44, 14, 30) and row(original, "letters")[1:4] == (44, 27, 17)
    assert row(accepted, "tracked deletions")[1:4] == (2, 0, 2) and row(accepted, "tracked insertions")[1:4] == (
        1,
        1,
        0,
    )
    assert row(original, "tracked deletions")[1:4] == (2, 1, 1) and row(original, "tracked insertions")[1:4] == (
        1,
        0,
        1,
    )


def test_an_equation_comes_in_as_text_and_the_code_it_was_made_from_does_not(tmp_path: Path) -> None:
    mathml = (
        '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:semantics><m:mrow><m:mi>x</m:mi><m:mo>=</m:mo><m:mn>12</m:mn>'
        '</m:mrow><m:annotation encoding="StarMath 5.0">x = 12</m:annotation></m:semantics></m:math>'
    )
    body = '<text:p>der <draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="b"/></draw:frame> gjelder</text:p>'
    reading = read(tmp_path, odt(body, {"Object 1/content.xml": mathml}))
    assert reading.text == "der x=12 gjelder"
    assert row(reading, "letters")[1:4] == (16, 13, 3) and row(reading, "equations")[1:4] == (1, 1, 0)


def test_notes_stand_at_the_end_with_where_they_are_anchored(tmp_path: Path) -> None:
    reading = read(tmp_path, odt(f"<text:p>først</text:p>{note('footnote', 'fotnoten')}<text:p>sist</text:p>"))
    assert reading.text == "først\ntekst\nsist\nfotnoten" and reading.segments[-1].kind == "note"
    assert row(reading, "footnotes").note.endswith("anchored at 11")
    assert reading.text[:11] == "først\ntekst"


def test_odfdo_reads_the_same_words_where_it_keeps_them(tmp_path: Path) -> None:
    from odfdo import Document

    ordinary = {"paragraph", "heading", "list", "table", "nested table", "link", "section", "tab", "line break"}
    data = odt("".join(body for what, body, *_rest in KINDS if what in ordinary))
    theirs = Document(io.BytesIO(data)).get_formatted_text()
    ours = read(tmp_path, data).text
    assert len(re.findall(r"\w+", ours)) >= 15
    assert sorted(re.findall(r"\w+", ours)) == sorted(re.findall(r"\w+", theirs))


WRONG = {
    "locked.odt": (odt("", {"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "protected with a password"),
    "sheet.odt": (zipped({"content.xml": f"<office:document-content{NAMES}/>"}), "is no OpenDocument text"),
    "word.odt": (docx(p("x")), "is no OpenDocument text"),
    "text.odt": (b"I: Hei", "is no Office document"),
    "bomb.odt": (
        odt("", {"content.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}), "contains a DTD",
    ),
    "cut.odt": (odt("<text:p>x</text:p>")[:300], "is damaged or cut short"),
    "blank.odt": (odt("<text:p> </text:p>"), "holds no text"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_named_and_nothing_is_read(tmp_path: Path, name: str) -> None:
    data, message = WRONG[name]
    with pytest.raises(ReadingError, match=message) as told:
        read_source(written(tmp_path, data, name))
    assert name in str(told.value)


WORDS = st.text("abcæøå12 \u00ad–«", min_size=1, max_size=12)
INLINE = st.one_of(
    WORDS,
    WORDS.map(lambda one: f'<text:span text:style-name="T1">{one}</text:span>'),
    WORDS.map(lambda one: f"<office:annotation><dc:creator>xx</dc:creator><text:p>{one}</text:p></office:annotation>"),
    WORDS.map(lambda one: f"<draw:frame><draw:text-box><text:p>{one}</text:p></draw:text-box></draw:frame>"),
    st.sampled_from(["<text:tab/>", "<text:s/>", "<text:line-break/>", "<text:soft-page-break/>"]),
)
PARAGRAPH = st.lists(INLINE, max_size=4).map(lambda parts: f"<text:p>{''.join(parts)}</text:p>")
BODY = st.lists(
    st.one_of(
        PARAGRAPH,
        PARAGRAPH.map(lambda one: f"<text:list><text:list-item>{one}</text:list-item></text:list>"),
        st.lists(PARAGRAPH, max_size=3).map(
            lambda cells: f"<table:table><table:table-row>{''.join(map(cell, cells))}</table:table-row></table:table>"
        ),
    ),
    max_size=5,
).map("".join)


@given(BODY)
@settings(deadline=None, max_examples=80)
def test_every_letter_comes_in_whatever_stands_in_what(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    reading = read(tmp_path_factory.mktemp("odt"), odt("<text:p>rammen</text:p>" + body))
    root = etree.fromstring(f"<x{NAMES}>rammen{body}</x>")
    for creator in root.iter("{*}creator"):
        creator.text = ""
    theirs = sorted(filter(str.isalnum, "".join(map(str, root.itertext()))))
    assert theirs == sorted(filter(str.isalnum, reading.text)) and len(theirs) >= 6
    assert row(reading, "letters").imported == len(theirs) and row(reading, "letters").left_out == 0


# --- as LibreOffice writes them -----------------------------------------------------------------


def converted(tmp_path: Path, content: str, name: str) -> Reading:
    source = written(tmp_path, content.encode(), name)
    subprocess.run(
        [program("soffice", "libreoffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "odt:writer8", "--outdir", str(tmp_path / "ut"), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return read_source(tmp_path / "ut" / f"{source.stem}.odt")


def once(reading: Reading, *words: str) -> None:
    assert {word: len(re.findall(rf"\b{word}\b", reading.text)) for word in words} == dict.fromkeys(words, 1)
    letters = row(reading, "letters")
    assert letters.found == letters.imported + letters.left_out
    assert letters.imported == sum(map(str.isalnum, reading.text))


@pytest.mark.slow
def test_a_web_page_saved_by_libreoffice(tmp_path: Path) -> None:
    reading = converted(tmp_path, HTML, "inf.html")
    once(reading, "Overskriften", "lenketekst", "punktet", "celleen", "celleto", "celletre", "innerst", "andre")
    assert reading.segments[0].kind == "heading" and reading.title == "Intervju 9"
    assert reading.roles == {"Intervjuer": "interviewer", "NL": "informant"}


@pytest.mark.slow
def test_a_document_with_notes_changes_and_a_box_saved_by_libreoffice(tmp_path: Path) -> None:
    reading = converted(tmp_path, FODT, "inf.fodt")
    once(reading, "innsattord", "fotnotetekst", "sluttnotetekst", "merknadstekst", "bokstekst", "linje")
    left = {row.kind: row.left_out for row in reading.report.left_out}
    assert "slettetord" not in reading.text and left["tracked deletions"] == 1
    assert left["letters"] == len("slettetord") + 2  # and the marks of the two notes
    assert [s.speaker for s in reading.segments if s.kind == "turn"][:3] == ["I", "NL", "I"]
    assert {s.kind for s in reading.segments} >= {"turn", "note", "comment"}


def test_the_interview_of_the_corpus_is_read_whole() -> None:
    path = Path(__file__).resolve().parents[2] / "corpora" / "partnerskap-2007" / "int-rugdal.odt"
    reading = read_source(path)
    assert reading.roles == {"Intervjuer": "interviewer", "NAV-leder": "informant"} and len(reading.segments) > 50
    letters = row(reading, "letters")
    assert letters.found == letters.imported == sum(map(str.isalnum, reading.text)) > 5000
