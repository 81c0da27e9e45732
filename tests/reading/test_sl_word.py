"""SL-1 to SL-3: documents that hold everything, made by hand and by LibreOffice; all is kept once or reported."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kodeverk.errors import ReadingError
from kodeverk.reading import Reading, read_source
from kodeverk.reading.report import Content
from tests.reading.made import docx, p, r, written, xml
from tests.reading.made_writer import ELEMENTS, FODT, saved

WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
PIC = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
BOX = "<w:txbxContent><w:p><w:r><w:t>boksord</w:t></w:r></w:p></w:txbxContent>"


def run(inside: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def par(inside: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def numbered(text: str, level: int) -> str:
    return par(r(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


CHANGED = 'w:id="1" w:author="Kari" w:date="2026-01-01T00:00:00Z"'
TEXT_BOX = par(run(
    f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
))  # fmt: skip
PICTURE = par(run(
    f'<w:drawing><wp:inline {WP}><wp:docPr id="1" name="Bilde 1" descr="bildeord"/><a:graphic><a:graphicData>'
    f'<pic:pic {PIC}><pic:nvPicPr><pic:cNvPr id="1" name="x.png" descr="bildeord"/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="image1.png"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
))  # fmt: skip
COMMENTED = par(
    '<w:commentRangeStart w:id="3"/>' + r("strekket") + '<w:commentRangeEnd w:id="3"/>'
    + run('<w:commentReference w:id="3"/>')
)  # fmt: skip
REPLIED = par(r("omdette") + run('<w:commentReference w:id="1"/>') + run('<w:commentReference w:id="2"/>'))

# what it is, the XML of the body, words that come in once, words left out, kind in the report
HAND: list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]] = [
    ("insertion", par(f"<w:ins {CHANGED}>{r('innsattord')}</w:ins>"), ("innsattord",), (), "tracked insertions"),
    ("deletion", par(f"<w:del {CHANGED}>{run('<w:delText>slettetord</w:delText>')}</w:del>"), (), ("slettetord",), "tracked deletions"),
    ("move", par(f"<w:moveFrom {CHANGED}>{r('flyttetord')}</w:moveFrom>") + par(f"<w:moveTo {CHANGED}>{r('flyttaord')}</w:moveTo>"), ("flyttaord",), ("flyttetord",), "text moved from"),
    ("comment with a reply", REPLIED, ("omdette", "merknadsord", "svarord"), (), "comments"),
    ("comment on a range", COMMENTED, ("strekket", "områdemerknad"), (), "comments"),
    ("footnote", par(r("medfot") + run('<w:footnoteReference w:id="1"/>')), ("medfot", "fotnoteord"), (), "footnotes"),
    ("endnote", par(r("medslutt") + run('<w:endnoteReference w:id="1"/>')), ("medslutt", "sluttnoteord"), (), "endnotes"),
    ("text box, written twice", TEXT_BOX, ("boksord",), (), "text boxes"),
    ("table", table(cell(p("celleord")) + cell(p("naboord"))), ("celleord\tnaboord",), (), "tables"),
    ("nested table", table(cell(p("ytreord") + table(cell(p("indreord"))) + "<w:p/>")), ("ytreord", "indreord"), (), "tables"),
    ("merged cells", table(cell(p("bredord"), '<w:gridSpan w:val="2"/>'), cell(p("høyord"), '<w:vMerge w:val="restart"/>') + cell(p("smalord")), cell("<w:p/>", "<w:vMerge/>") + cell(p("sisteord"))), ("bredord", "høyord\tsmalord", "\tsisteord"), (), "tables"),
    ("link", par(f'<w:hyperlink r:id="rIdX">{r("lenkeord")}</w:hyperlink>'), ("lenkeord",), (), "links"),
    ("block content control", f"<w:sdt><w:sdtPr/><w:sdtContent>{p('blokkord')}</w:sdtContent></w:sdt>", ("blokkord",), (), "content controls"),
    ("inline content control", par(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('linjeord')}</w:sdtContent></w:sdt>"), ("linjeord",), (), "content controls"),
    ("field", par(mark("begin") + run("<w:instrText>KODEORD</w:instrText>") + mark("separate") + r("feltord") + mark("end")), ("feltord",), ("KODEORD",), "field codes"),
    ("field within a field", par(mark("begin") + run("<w:instrText>YTRE</w:instrText>") + mark("begin") + run("<w:instrText>INDRE</w:instrText>") + mark("separate") + r("mellom") + mark("end") + mark("separate") + r("ytrefelt") + mark("end")), ("ytrefelt",), ("YTRE", "INDRE", "mellom"), "field codes"),
    ("simple field", par(f'<w:fldSimple w:instr="DATE">{r("enkeltord")}</w:fldSimple>'), ("enkeltord",), (), "fields"),
    ("deleted field code", par(f"<w:del {CHANGED}>{run('<w:delInstrText>BORTKODE</w:delInstrText>')}</w:del>"), (), ("BORTKODE",), "tracked deletions"),
    ("field that shows its code", par(mark("begin") + run(r"<w:instrText> EQ \o\ad(lesehjelp,tegnord)</w:instrText>") + mark("end")), (), ("EQ", "o", "ad", "lesehjelp", "tegnord"), "formula fields"),
    ("smart tag", par(f'<w:smartTag w:element="PersonName">{r("smartord")}</w:smartTag>'), ("smartord",), (), "smart tags"),
    ("custom XML", f'<w:customXml w:element="x">{p("egenord")}</w:customXml>', ("egenord",), (), "custom XML"),
    ("hidden text", par(run("<w:t>skjultord</w:t>", "<w:vanish/>")), ("skjultord",), (), "hidden text"),
    ("ruby", par(run(f"<w:ruby><w:rubyPr/><w:rt>{r('leseord')}</w:rt><w:rubyBase>{r('grunnord')}</w:rubyBase></w:ruby>")), ("grunnord(leseord)",), (), "ruby"),
    ("equation", par("<m:oMath><m:f><m:num><m:r><m:t>teller</m:t></m:r></m:num><m:den><m:r><m:t>nevner</m:t></m:r></m:den></m:f></m:oMath>"), ("teller/nevner",), (), "equations"),
    ("embedded plain text", '<w:altChunk r:id="aFChunk1.txt"/>', ("tekstbit",), (), "embedded documents"),
    ("embedded Word document", '<w:altChunk r:id="aFChunk2.docx"/>', ("ordbit", "bitnote"), (), "embedded documents"),
    ("embedded rich text", '<w:altChunk r:id="aFChunk3.rtf"/>', ("rikbit",), ("bittopp",), "embedded documents"),
    ("embedded web page", '<w:altChunk r:id="aFChunk4.html"/>', ("nettbit",), (), "embedded documents"),
    ("embedded web archive", '<w:altChunk r:id="aFChunk5.mht"/>', (), ("arkivbit",), "embedded documents"),
    ("right-to-left run", par(run("<w:t>שלום</w:t>", "<w:rtl/>"), "<w:bidi/>"), ("שלום",), (), "right-to-left text"),
    ("automatic numbers", numbered("punktord", 0) + numbered("underord", 1) + numbered("dypord", 2), ("punktord", "underord", "dypord"), (), "automatic numbers"),
    ("headers, three kinds", "", (), ("toppord", "førsteord", "likeord"), "headers"),
    ("footer", "", (), ("bunnord",), "footers"),
    ("page number", "", (), ("Side", "PAGE", "3"), "page numbers"),
    ("soft hyphen", par(run("<w:t>myk</w:t><w:softHyphen/><w:t>ord</w:t>")), ("myk\u00adord",), (), "soft hyphens"),
    ("no-break hyphen", par(run("<w:t>fast</w:t><w:noBreakHyphen/><w:t>ord</w:t>")), ("fast\u2011ord",), (), "no-break hyphens"),
    ("tab", par(run("<w:t>venstreord</w:t><w:tab/><w:t>høyreord</w:t>")), ("venstreord\thøyreord",), (), "tabs"),
    ("line break", par(run("<w:t>overord</w:t><w:br/><w:t>underlinje</w:t>")), ("overord\nunderlinje",), (), "line breaks"),
    ("page break", par(run('<w:t>førside</w:t><w:br w:type="page"/><w:t>nyside</w:t>')), ("førside\nnyside",), (), "line breaks"),
    ("symbol", par(run('<w:t>pilord</w:t><w:sym w:font="Wingdings" w:char="F0E0"/>')), ("pilord\uf0e0",), (), "symbols"),
    ("diagram", par(run('<w:drawing><a:graphic><a:graphicData><dgm:relIds xmlns:dgm="x" r:dm="diagramData1.xml"/></a:graphicData></a:graphic></w:drawing>')), (), ("diagramord",), "diagrams"),
    ("chart", "", (), ("diagramtittel", "7"), "charts"),
    ("picture with a description", PICTURE, (), ("bildeord",), "picture descriptions"),
    ("embedded object", par(run('<w:object><v:shape alt="regnearkord"/><o:OLEObject xmlns:o="x" r:id="oleObject1.bin"/></w:object>')), (), ("regnearkord",), "embedded objects"),
    ("bookmark", par(f'<w:bookmarkStart w:id="1" w:name="m"/>{r("merkeord")}<w:bookmarkEnd w:id="1"/>'), ("merkeord",), (), ""),
    ("building block", "", (), ("byggeord",), "building blocks"),
]  # fmt: skip

COMMENTS = "".join(
    f'<w:comment w:id="{number}" w:author="Kari">{p(text)}</w:comment>'
    for number, text in ((1, "merknadsord"), (2, "svarord"), (3, "områdemerknad"))
)
EXTENDED = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="2" w15:paraIdParent="1"/></w15:commentsEx>'
)
CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>diagramtittel</a:t><c:v>7</c:v></c:chartSpace>'
)
DIAGRAM = '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>diagramord</a:t></d>'
PAGE = par(
    r("Side ") + mark("begin") + run("<w:instrText>PAGE</w:instrText>") + mark("separate") + r("3") + mark("end")
)
INNER = docx(
    par(r("ordbit") + run('<w:footnoteReference w:id="1"/>')),
    {"footnotes.xml": xml(f'<w:footnote w:id="1">{p("bitnote")}</w:footnote>', "footnotes")},
)
PARTS: dict[str, str | bytes] = {
    "comments.xml": xml(COMMENTS, "comments"),
    "commentsExtended.xml": EXTENDED,
    "footnotes.xml": xml(
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1">{p("fotnoteord")}</w:footnote>',
        "footnotes",
    ),
    "endnotes.xml": xml(f'<w:endnote w:id="1">{p("sluttnoteord")}</w:endnote>', "endnotes"),
    **{f"header{n}.xml": xml(p(text), "hdr") for n, text in enumerate(("toppord", "førsteord", "likeord"), 1)},
    "footer1.xml": xml(p("bunnord"), "ftr"),
    "footer2.xml": xml(PAGE, "ftr"),
    "chart1.xml": CHART,
    "diagramData1.xml": DIAGRAM,
    "image1.png": b"\x89PNG",
    "oleObject1.bin": b"\xd0\xcf\x11\xe0",
    "glossary/document.xml": xml(p("byggeord"), "glossaryDocument"),
    "aFChunk1.txt": b"tekstbit",
    "aFChunk2.docx": INNER,
    "aFChunk3.rtf": rb"{\rtf1\ansi{\header bittopp}rikbit\par}",
    "aFChunk4.html": b"<html><body><p>nettbit</p></body></html>",
    "aFChunk5.mht": b"<html><body><p>arkivbit</p></body></html>",
}
WHOLE = docx("".join(body for _what, body, *_rest in HAND), PARTS)


def row(reading: Reading, kind: str) -> Content:
    return next(row for row in reading.report.content if row.kind == kind)


def times(reading: Reading, words: tuple[str, ...]) -> dict[str, int]:
    return {word: len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", reading.text)) for word in words}


def balanced(reading: Reading) -> None:
    letters = row(reading, "letters")
    assert letters.found == letters.imported + letters.left_out
    assert letters.imported == sum(map(str.isalnum, reading.text)) > 0
    assert not any("balance" in warning for warning in reading.report.warnings)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read_source(written(tmp_path_factory.mktemp("sl1"), WHOLE))


@pytest.mark.parametrize("what, body, kept, left, kind", HAND, ids=[one[0] for one in HAND])
def test_sl_1_each_element_is_kept_once_or_reported(
    whole: Reading, what: str, body: str, kept: tuple[str, ...], left: tuple[str, ...], kind: str
) -> None:
    assert times(whole, kept) == dict.fromkeys(kept, 1)
    assert times(whole, left) == dict.fromkeys(left, 0)
    if kind:
        assert row(whole, kind).found >= 1
    if left and kind != "embedded documents":
        assert row(whole, kind).left_out >= 1


def test_sl_1_the_document_has_thirty_five_elements_and_more_and_its_letters_balance(whole: Reading) -> None:
    assert len(HAND) >= 35
    balanced(whole)
    kept = sum(len(re.sub(r"\W", "", word)) for _what, _body, words, *_rest in HAND for word in words)
    left = sum(len(word) for _what, _body, _kept, words, _kind in HAND for word in words)
    assert row(whole, "letters")[1:4] == (kept + left, kept, left)


def test_sl_7_the_letters_found_are_those_of_the_package(whole: Reading) -> None:
    """Counted from the text nodes of every part, without the second copies."""
    found = 0
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith((".txt", ".html", ".mht")):
                found += sum(map(str.isalnum, re.sub(r"<[^>]*>", "", data.decode())))
            elif name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(data)
                for again in root.iter("{*}Fallback"):
                    again.clear()
                described = [*root.iter("{*}docPr"), *root.iter("{*}shape")]
                texts = [str(one.get(name, "")) for one in described for name in ("descr", "alt")]
                found += sum(map(str.isalnum, "".join([*map(str, root.itertext()), *texts])))
    found += len("ordbit" + "bitnote" + "rikbit" + "bittopp")  # in documents within the document
    assert row(whole, "letters").found == found > 300


def test_sl_1_counts_of_what_is_left_out_or_kept_are_the_numbers_there_are(whole: Reading) -> None:
    counts = {kind: row(whole, kind)[1:4] for kind in (
        "comments", "headers", "footers", "page numbers", "tables", "embedded documents", "automatic numbers", "pictures",
        "charts", "diagrams", "text boxes", "formula fields", "picture descriptions",
    )}  # fmt: skip
    assert counts == {
        "comments": (3, 3, 0), "headers": (4, 0, 4), "footers": (1, 0, 1), "page numbers": (1, 0, 1), "tables": (4, 4, 0),
        "embedded documents": (5, 4, 1), "automatic numbers": (3, 0, 3), "pictures": (1, 0, 1), "charts": (1, 0, 1),
        "diagrams": (1, 0, 1), "text boxes": (1, 1, 0), "formula fields": (1, 0, 1), "picture descriptions": (2, 0, 2),
    }  # fmt: skip
    assert "lists of up to 3 levels" in row(whole, "automatic numbers").note


def test_a_document_within_a_document_within_a_document_is_counted_and_not_read(tmp_path: Path) -> None:
    inner = docx('<w:altChunk r:id="aFChunk1.txt"/>' + p("midt"), {"aFChunk1.txt": b"innerst"})
    reading = read_source(
        written(tmp_path, docx(p("ytterst") + '<w:altChunk r:id="aFChunk1.docx"/>', {"aFChunk1.docx": inner}))
    )
    assert reading.text == "ytterst\nmidt"
    assert row(reading, "letters")[1:4] == (18, 11, 7) and row(reading, "embedded documents")[1:4] == (2, 1, 1)


def test_an_embedded_document_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    reading = read_source(
        written(tmp_path, docx(p("ytterst") + '<w:altChunk r:id="aFChunk1.rtf"/>', {"aFChunk1.rtf": b"ikke rtf"}))
    )
    assert row(reading, "letters")[1:4] == (14, 7, 7) and row(reading, "embedded documents")[1:4] == (1, 0, 1)


# --- tracked changes: both versions ---------------------------------------------------------------

NEW_ROW = f"<w:ins {CHANGED}>{r('nyrad')}</w:ins>"
SENTENCE = (
    par(r("Vi ") + f"<w:ins {CHANGED}>{r('nye ')}</w:ins><w:del {CHANGED}>{run('<w:delText>gamle </w:delText>')}</w:del>" + r("her."))
    + par(r("Ett "), f"<w:rPr><w:ins {CHANGED}/></w:rPr>") + par(r("to."))
    + par(r("Tre "), f"<w:rPr><w:del {CHANGED}/></w:rPr>") + par(r("fire."))
    + f"<w:tbl><w:tr><w:trPr><w:ins {CHANGED}/></w:trPr>{cell(par(NEW_ROW))}</w:tr>"
    f"<w:tr>{cell(p('rad'))}</w:tr></w:tbl>"
)  # fmt: skip
WRITTEN_IN_WRITER = (
    FODT[: FODT.index("<text:tracked-changes>")]
    + '<text:tracked-changes><text:changed-region text:id="d1"><text:deletion><office:change-info><dc:creator>x</dc:creator>'
    "<dc:date>2026-01-01T00:00:00</dc:date></office:change-info><text:p>slutten</text:p><text:p>midten</text:p><text:p>starten"
    '</text:p></text:deletion></text:changed-region><text:changed-region text:id="i1"><text:insertion><office:change-info>'
    "<dc:creator>x</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>"
    '</text:tracked-changes><text:p>A <text:change text:change-id="d1"/>, B</text:p><text:p>C '
    '<text:change-start text:change-id="i1"/>ny</text:p><text:p>linje<text:change-end text:change-id="i1"/> D</text:p>'
    "</office:text></office:body></office:document>"
)
ACCEPTED, ORIGINAL = "A , B\nC ny\nlinje D", "A slutten\nmidten\nstarten, B\nC D"


def test_both_texts_of_tracked_changes_in_word(tmp_path: Path) -> None:
    path = written(tmp_path, docx(SENTENCE))
    accepted, original = read_source(path), read_source(path, tracked="original")
    assert accepted.text == "Vi nye her.\nEtt \nto.\nTre fire.\nnyrad\nrad"
    assert original.text == "Vi gamle her.\nEtt to.\nTre \nfire.\nrad"
    for reading in (accepted, original):
        balanced(reading)
    kinds = ("tracked deletions", "tracked insertions")  # the new row counts, and what was written in it
    assert [row(accepted, kind)[1:4] for kind in kinds] == [(1, 0, 1), (3, 3, 0)]
    assert [row(original, kind)[1:4] for kind in kinds] == [(1, 1, 0), (3, 0, 3)]


def test_both_texts_of_tracked_changes_in_rich_text(tmp_path: Path) -> None:
    rtf = rb"{\rtf1 Vi {\revised nye }{\deleted gamle }her.\par Ett {\revised\par}to.\par {\mvf bort}{\mvt hit}\par}"
    path = written(tmp_path, rtf, "x.rtf")
    assert read_source(path).text == "Vi nye her.\nEtt \nto.\nhit"
    original = read_source(path, tracked="original")
    assert original.text == "Vi gamle her.\nEtt to.\nbort"
    balanced(original)


def test_another_word_for_the_text_wanted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="'accepted' or 'original'"):
        read_source(written(tmp_path, docx(p("x"))), tracked="both")


@pytest.mark.slow
def test_both_texts_of_tracked_changes_as_libreoffice_saves_them(tmp_path: Path) -> None:
    source = written(tmp_path, WRITTEN_IN_WRITER.encode(), "endret.fodt")
    for form, path in saved(tmp_path, source, "odt", "docx", "rtf").items():
        for tracked, text in (("accepted", ACCEPTED), ("original", ORIGINAL)):
            reading = read_source(path, tracked=tracked)
            balanced(reading)
            if form == "rtf":  # LibreOffice does not mark the ends of paragraphs there as deleted or inserted
                assert reading.text.split() == text.split()
            else:
                assert re.sub(" +", " ", reading.text) == text


# --- the same document as LibreOffice saves it ----------------------------------------------------

NOT_SAVED = {"rtf": {"shape with text", "ruby", "header of left pages"}}
"""What LibreOffice itself leaves out when it saves in a format, or writes as the code of a field."""


@pytest.fixture(scope="module")
def by_writer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    folder = tmp_path_factory.mktemp("writer")
    files = saved(folder, written(folder, FODT.encode(), "alt.fodt"), "docx", "odt", "rtf")
    return {form: read_source(path) for form, path in files.items()}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "odt", "rtf"])
def test_sl_1_2_3_a_document_of_thirty_five_elements_saved_by_libreoffice(
    by_writer: dict[str, Reading], form: str
) -> None:
    reading = by_writer[form]
    assert len(ELEMENTS) >= 35
    balanced(reading)
    seen = [one for one in ELEMENTS if one[0] not in NOT_SAVED.get(form, ())]
    kept = tuple(word for _what, _before, _body, words, *_rest in seen for word in words)
    assert times(reading, kept) == dict.fromkeys(kept, 1)
    left = tuple(word for *_rest, words, _kind in seen for word in words)
    assert times(reading, left) == dict.fromkeys(left, 0) and len(left) >= 3
    kinds = {kind for *_rest, kind in seen if kind}
    assert kinds <= {content.kind for content in reading.report.content}
    assert "unknown parts" not in {content.kind for content in reading.report.content}


@pytest.mark.slow
def test_rich_text_saved_from_the_word_document_has_the_same_body(by_writer: dict[str, Reading]) -> None:
    lost_by_writer = {"figurord", "grunnord", "leseord"}
    words = {form: set(re.findall(r"\w+", by_writer[form].text)) for form in ("docx", "rtf", "odt")}
    assert words["docx"] - words["rtf"] <= lost_by_writer
    assert words["rtf"] <= words["docx"] and words["odt"] == words["docx"]
