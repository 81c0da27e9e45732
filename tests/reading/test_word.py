"""Word documents: every kind of content comes in exactly once, or is counted as left out (SL-1, SL-7)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kodeverk.reading import Reading, read_source
from kodeverk.reading.report import Content
from tests.reading.made import docx, p, r, written, xml

BOX = "<w:txbxContent><w:p><w:r><w:t>tekstboks</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = (
    "<w:p><w:r><mc:AlternateContent>"
    f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>FELTKODE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + r("feltsvar")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
NESTED = (
    "<w:tbl><w:tr><w:tc>"
    + p("ytre")
    + "<w:tbl><w:tr><w:tc>"
    + p("indre")
    + "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
)

# what it is, the XML, words that come in once, words left out, kind in the report
KINDS: list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]] = [
    ("paragraph", p("avsnitt"), ("avsnitt",), (), ""),
    ("heading", p("overskrift", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'), ("overskrift",), (), ""),
    ("insertion", f"<w:p><w:ins>{r('innsatt')}</w:ins></w:p>", ("innsatt",), (), "tracked insertions"),
    ("deletion", "<w:p><w:del><w:r><w:delText>strøket</w:delText></w:r></w:del></w:p>", (), ("strøket",), "tracked deletions"),
    ("moved away", f"<w:p><w:moveFrom>{r('flyttetfra')}</w:moveFrom></w:p>", (), ("flyttetfra",), "text moved from"),
    ("moved here", f"<w:p><w:moveTo>{r('flyttettil')}</w:moveTo></w:p>", ("flyttettil",), (), "text moved to"),
    ("deleted row", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("strøketrad") + "</w:tc></w:tr></w:tbl>", (), ("strøketrad",), "tracked deletions"),
    ("comment", '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', ("merknad",), (), "comments"),
    ("footnote", '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', ("fotnote",), (), "footnotes"),
    ("endnote", '<w:p><w:r><w:endnoteReference w:id="1"/></w:r></w:p>', ("sluttnote",), (), "endnotes"),
    ("text box", TEXT_BOX, ("tekstboks",), (), "text boxes"),
    ("old text box", f"<w:p><w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r></w:p>", ("tekstboks",), (), "text boxes"),
    ("word art", '<w:p><w:r><w:pict><v:shape><v:textpath string="pyntetekst"/></v:shape></w:pict></w:r></w:p>', ("pyntetekst",), (), ""),
    ("table", "<w:tbl><w:tr><w:tc>" + p("celle") + "</w:tc><w:tc>" + p("nabo") + "</w:tc></w:tr></w:tbl>", ("celle", "nabo"), (), "tables"),
    ("nested table", NESTED, ("ytre", "indre"), (), "tables"),
    ("link", f'<w:p><w:hyperlink r:id="x">{r("lenke")}</w:hyperlink></w:p>', ("lenke",), (), "links"),
    ("block content control", f"<w:sdt><w:sdtContent>{p('kontroll')}</w:sdtContent></w:sdt>", ("kontroll",), (), "content controls"),
    ("inline content control", f"<w:p><w:sdt><w:sdtContent>{r('inni')}</w:sdtContent></w:sdt></w:p>", ("inni",), (), "content controls"),
    ("content control around a row", f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{p('rad')}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>", ("rad",), (), "content controls"),
    ("field", FIELD, ("feltsvar",), ("FELTKODE",), "field codes"),
    ("simple field", f'<w:p><w:fldSimple w:instr="DATE">{r("enkeltfelt")}</w:fldSimple></w:p>', ("enkeltfelt",), (), "fields"),
    ("smart tag", f"<w:p><w:smartTag>{r('smart')}</w:smartTag></w:p>", ("smart",), (), "smart tags"),
    ("custom XML", f"<w:customXml>{p('egen')}</w:customXml>", ("egen",), (), "custom XML"),
    ("hidden text", f"<w:p>{r('skjult', '<w:vanish/>')}</w:p>", ("skjult",), (), "hidden text"),
    ("ruby", f"<w:p><w:r><w:ruby><w:rt>{r('lesehjelp')}</w:rt><w:rubyBase>{r('grunnord')}</w:rubyBase></w:ruby></w:r></w:p>", ("grunnord", "lesehjelp"), (), "ruby"),
    ("equation", "<w:p><m:oMathPara><m:oMath><m:r><m:t>likning</m:t></m:r></m:oMath></m:oMathPara></w:p>", ("likning",), (), "equations"),
    ("embedded document", '<w:altChunk r:id="aFChunk1.txt"/>', ("innlagtfil",), (), "embedded documents"),
    ("right-to-left run", f"<w:p>{r('hebraisk', '<w:rtl/>')}</w:p>", ("hebraisk",), (), "right-to-left text"),
    ("right-to-left wrapper", f'<w:p><w:bdo w:val="rtl">{r("retning")}</w:bdo></w:p>', ("retning",), (), ""),
    ("automatic number", p("punktvis", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'), ("punktvis",), (), "automatic numbers"),
    ("header", "", (), ("topptekst",), "headers"),
    ("footer", "", (), ("bunntekst",), "footers"),
    ("soft hyphen", "<w:p><w:r><w:t>myk</w:t><w:softHyphen/><w:t>strek</w:t></w:r></w:p>", ("myk\u00adstrek",), (), "soft hyphens"),
    ("no-break hyphen", "<w:p><w:r><w:t>fast</w:t><w:noBreakHyphen/><w:t>strek</w:t></w:r></w:p>", ("fast\u2011strek",), (), "no-break hyphens"),
    ("tab", "<w:p><w:r><w:t>før</w:t><w:tab/><w:t>etter</w:t></w:r></w:p>", ("før\tetter",), (), "tabs"),
    ("line break", "<w:p><w:r><w:t>over</w:t><w:br/><w:t>under</w:t></w:r></w:p>", ("over\nunder",), (), "line breaks"),
    ("symbol", '<w:p><w:r><w:t>pil</w:t><w:sym w:font="Wingdings" w:char="F0E0"/></w:r></w:p>', ("pil\uf0e0",), (), "symbols"),
]  # fmt: skip

PARTS = {
    "comment": ("comments.xml", '<w:comment w:id="1" w:author="x">' + p("merknad") + "</w:comment>", "comments"),
    "footnote": (
        "footnotes.xml",
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="1">'
        + p("fotnote")
        + "</w:footnote>",
        "footnotes",
    ),
    "endnote": ("endnotes.xml", '<w:endnote w:id="1">' + p("sluttnote") + "</w:endnote>", "endnotes"),
    "header": ("header1.xml", p("topptekst"), "hdr"),
    "footer": ("footer1.xml", p("bunntekst"), "ftr"),
}


def others(*kinds: str) -> dict[str, str | bytes]:
    parts: dict[str, str | bytes] = {PARTS[k][0]: xml(PARTS[k][1], PARTS[k][2]) for k in kinds if k in PARTS}
    if "embedded document" in kinds:
        parts["aFChunk1.txt"] = b"innlagtfil"
    return parts


def row(reading: Reading, kind: str) -> Content:
    return next(row for row in reading.report.content if row.kind == kind)


@pytest.mark.parametrize("what, body, kept, left, kind", KINDS, ids=[kind[0] for kind in KINDS])
def test_sl_1_each_kind_comes_in_once_or_is_reported(
    tmp_path: Path, what: str, body: str, kept: tuple[str, ...], left: tuple[str, ...], kind: str
) -> None:
    reading = read_source(written(tmp_path, docx(p("rammen") + body, others(what))))
    assert {word: reading.text.count(word) for word in ("rammen", *kept)} == dict.fromkeys(("rammen", *kept), 1)
    assert [word for word in left if word in reading.text] == []
    letters = row(reading, "letters")
    assert letters.imported == sum(map(str.isalnum, reading.text))
    assert letters.left_out == sum(len(word) for word in left)
    assert letters.found == letters.imported + letters.left_out
    if kind:
        assert row(reading, kind).found >= 1
        assert bool(row(reading, kind).left_out) == (bool(left) or kind == "automatic numbers")
    assert not any("balance" in warning for warning in reading.report.warnings)


def test_all_kinds_in_one_document_come_in_once_each(tmp_path: Path) -> None:
    whole = "".join(body for what, body, *_rest in KINDS if what != "old text box")
    reading = read_source(written(tmp_path, docx(whole, others(*(kind[0] for kind in KINDS)))))
    kept = {word for what, _body, words, *_rest in KINDS for word in words if what != "old text box"}
    assert len(kept) >= 30
    assert {word: len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", reading.text)) for word in kept} == dict.fromkeys(
        kept, 1
    )
    letters = row(reading, "letters")
    assert letters.found == letters.imported + letters.left_out
    assert letters.imported == sum(map(str.isalnum, reading.text))


def test_left_out_is_seen_in_the_report_and_in_its_html(tmp_path: Path) -> None:
    reading = read_source(written(tmp_path, docx(p("I: Hei") + KINDS[3][1], others("header"))))
    assert {content.kind for content in reading.report.left_out} == {"letters", "tracked deletions", "headers"}
    assert "! headers" in str(reading.report) and "! tracked deletions" not in str(reading.report)
    assert "<strong>1</strong>" in reading.report._repr_html_()
    assert reading.report.rows()[0][-5:] == ("letters", 20, 4, 16, "")


def test_comments_and_notes_stand_at_the_end_and_say_where_they_belong(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>I: Før</w:t></w:r></w:p><w:p><w:r><w:t>NL: Her</w:t><w:commentReference w:id="1"/></w:r></w:p>'
    )
    reading = read_source(written(tmp_path, docx(body + p("NL: Slutt"), others("comment"))))
    assert [(s.kind, s.speaker, s.speech.of(reading.text)) for s in reading.segments][-2:] == [
        ("turn", "NL", "Slutt"), ("comment", "", "merknad"),
    ]  # fmt: skip
    assert "14" in row(reading, "comments").note, (
        "the comment is anchored after 'I: Før' (6) + line end + 'NL: Her' (7)"
    )


def test_a_letter_written_as_a_symbol_is_a_letter(tmp_path: Path) -> None:
    reading = read_source(
        written(tmp_path, docx('<w:p><w:r><w:sym w:font="Arial" w:char="00C5"/><w:t>re</w:t></w:r></w:p>'))
    )
    assert reading.text == "Åre" and row(reading, "letters")[1:4] == (3, 3, 0)


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    first = p("Vi hadde ", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
    assert read_source(written(tmp_path, docx(first + p("møter.")))).text == "Vi hadde møter."


def test_a_field_that_never_ends_loses_nothing(tmp_path: Path) -> None:
    broken = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{r("inni")}</w:p>'
    reading = read_source(written(tmp_path, docx(broken + p("etterpå"))))
    letters = row(reading, "letters")
    assert reading.text == "etterpå" and (letters.found, letters.left_out) == (11, 4)


def test_deleted_hidden_text_in_a_text_box_is_counted_once(tmp_path: Path) -> None:
    box = TEXT_BOX.replace(r("tekstboks"), "").replace(
        "<w:r><w:t>tekstboks</w:t></w:r>", f"<w:del><w:r><w:delText>borte</w:delText></w:r></w:del>{r('igjen')}"
    )
    reading = read_source(written(tmp_path, docx(box)))
    assert reading.text == "igjen" and row(reading, "letters")[1:4] == (10, 5, 5)


def test_strict_office_files_are_read_too(tmp_path: Path) -> None:
    strict = xml(p("I: Strengt")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_source(written(tmp_path, docx("", document=strict))).text == "I: Strengt"


def test_headings_and_bold_are_known_by_their_styles(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Under"><w:basedOn w:val="Overskrift1"/></w:style>'
        '<w:style w:styleId="Sterk"><w:rPr><w:b/></w:rPr></w:style>'
    )
    name = '<w:rStyle w:val="Sterk"/>'
    turns = "".join(
        f"<w:p>{r(who, name)}</w:p>{p(said)}"
        for who, said in (("Kari", "a?"), ("Ola", "b"), ("Kari", "c?"), ("Ola", "d"))
    )
    body = p("Intervju", '<w:pPr><w:pStyle w:val="Under"/></w:pPr>') + turns
    reading = read_source(written(tmp_path, docx(body, {"styles.xml": xml(styles, "styles")})))
    assert [(s.kind, s.speaker, s.speech.of(reading.text)) for s in reading.segments] == [
        ("heading", "", "Intervju"), ("turn", "Kari", "a?"), ("turn", "Ola", "b"), ("turn", "Kari", "c?"), ("turn", "Ola", "d"),
    ]  # fmt: skip


PIECES = st.sampled_from([body for _what, body, *_rest in KINDS if body])


@given(st.lists(PIECES, min_size=1, max_size=8), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_the_account_balances_for_any_mixture(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], wrap: int
) -> None:
    body = "".join(bodies)
    for _ in range(wrap):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    data = docx(p("alltid") + body, others(*(kind[0] for kind in KINDS)))
    reading = read_source(written(tmp_path_factory.mktemp("sl7"), data))
    letters = row(reading, "letters")
    tree = etree.fromstring(xml(body).encode())
    for fallback in tree.iter("{*}Fallback"):
        fallback.clear()
    held = sum(map(str.isalnum, "".join(t.text or "" for t in tree.iter("{*}t", "{*}delText", "{*}instrText"))))
    held += sum(len(path.get("string", "")) for path in tree.iter("{*}textpath"))
    apart = len("merknad" + "fotnote" + "sluttnote" + "topptekst" + "bunntekst" + "alltid")
    apart += len("innlagtfil") * body.count("altChunk")
    assert letters.found == held + apart
    assert letters.found == letters.imported + letters.left_out
    assert letters.imported == sum(map(str.isalnum, reading.text))


def test_bold_names_without_a_colon_are_speakers_where_they_recur(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for name, speech in [
        ("Intervjuer", "Er dere to?"),
        ("Kari", "Ja, vi er to."),
        ("Intervjuer", "Og?"),
        ("Kari", "Det går."),
    ]:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f"\t{speech}")
    emphasised = document.add_paragraph()
    emphasised.add_run("Aldri").bold = True
    emphasised.add_run(" sa jeg det.")
    document.add_paragraph("Og så gikk vi.")
    document.save(str(tmp_path / "fet.docx"))
    read = read_source(tmp_path / "fet.docx")
    assert [(s.speaker, s.speech.of(read.text)) for s in read.segments] == [
        ("Intervjuer", "Er dere to?"), ("Kari", "Ja, vi er to."), ("Intervjuer", "Og?"), ("Kari", "Det går.\nAldri sa jeg det.\nOg så gikk vi."),
    ]  # fmt: skip
    assert read.roles["Intervjuer"] == "interviewer"
