"""A document with everything a researcher's file may hold, for LibreOffice to save as Word, OpenDocument and RTF."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.needs import program

FILTERS = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "rtf": "rtf:Rich Text Format"}
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # one point
_OASIS = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("svg", "svg-compatible"),
        ("style", "style"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
NAMES = (
    f'{_OASIS} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:math="http://www.w3.org/1998/Math/MathML"'
)
WHO = "<dc:creator>Kari</dc:creator><dc:date>2026-01-01T00:00:00</dc:date>"


def change(kind: str, name: str, inside: str = "") -> str:
    """Return a tracked change as OpenDocument keeps it, before the text."""
    return (
        f'<text:changed-region text:id="{name}"><text:{kind}><office:change-info>{WHO}</office:change-info>{inside}'
        f"</text:{kind}></text:changed-region>"
    )


def note(kind: str, text: str) -> str:
    """Return a footnote or endnote."""
    return (
        f'<text:note text:id="n{text}" text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
    )


def cell(inside: str, span: str = "") -> str:
    """Return a table cell."""
    return f'<table:table-cell office:value-type="string"{span}>{inside}</table:table-cell>'


def table(*rows: str, columns: int = 2, name: str = "t") -> str:
    """Return a table."""
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return (
        f'<table:table table:name="{name}"><table:table-column table:number-columns-repeated="{columns}"/>{body}'
        "</table:table>"
    )


STYLES = """<office:styles>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1" style:class="text"/>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
</office:styles><office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="R1" style:family="ruby"><style:ruby-properties style:ruby-align="left"/></style:style>
<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p>topptekst</text:p></style:header><style:header-left><text:p>venstretopp</text:p></style:header-left>
<style:footer><text:p>Side <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>"""

# what it is, before the text, in the text, words that come in once, words left out, kind in the report
ELEMENTS: list[tuple[str, str, str, tuple[str, ...], tuple[str, ...], str]] = [
    ("heading", "", '<text:h text:style-name="Heading_20_1" text:outline-level="1">overskriften</text:h>', ("overskriften",), (), ""),
    ("bold name", "", '<text:p><text:span text:style-name="T1">Ola Dal:</text:span> fetnavn</text:p>', ("fetnavn",), (), ""),
    ("insertion", change("insertion", "i1"), '<text:p>der <text:change-start text:change-id="i1"/>innsattord<text:change-end text:change-id="i1"/></text:p>', ("innsattord",), (), "tracked insertions"),
    ("deletion", change("deletion", "d1", "<text:p>slettetord</text:p>"), '<text:p>her <text:change text:change-id="d1"/> borte</text:p>', ("borte",), ("slettetord",), "tracked deletions"),
    ("comment", "", f"<text:p>om <office:annotation>{WHO}<text:p>merknadsord</text:p></office:annotation>dette</text:p>", ("merknadsord", "dette"), (), "comments"),
    ("comment on a range", "", f'<text:p>om <office:annotation office:name="a1">{WHO}<text:p>områdemerknad</text:p></office:annotation>strekket<office:annotation-end office:name="a1"/></text:p>', ("områdemerknad", "strekket"), (), "comments"),
    ("footnote", "", f"<text:p>med{note('footnote', 'fotnoteord')}</text:p>", ("fotnoteord",), (), "footnotes"),
    ("endnote", "", f"<text:p>med{note('endnote', 'sluttnoteord')}</text:p>", ("sluttnoteord",), (), "endnotes"),
    ("text box", "", '<text:p>ved<draw:frame draw:name="b1" svg:width="4cm" svg:height="2cm" text:anchor-type="paragraph"><draw:text-box><text:p>boksord</text:p></draw:text-box></draw:frame></text:p>', ("boksord",), (), "text boxes"),
    ("shape with text", "", '<text:p>ved<draw:custom-shape draw:name="s1" svg:width="4cm" svg:height="2cm" text:anchor-type="paragraph"><text:p>figurord</text:p></draw:custom-shape></text:p>', ("figurord",), (), "text boxes"),
    ("table", "", table(cell("<text:p>celleord</text:p>") + cell("<text:p>naboord</text:p>")), ("celleord", "naboord"), (), "tables"),
    ("nested table", "", table(cell("<text:p>ytreord</text:p>" + table(cell("<text:p>indreord</text:p>"), columns=1, name="t3")), columns=1, name="t2"), ("ytreord", "indreord"), (), "tables"),
    ("merged cells", "", table(cell("<text:p>bredord</text:p>", ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>", cell("<text:p>smalen</text:p>") + cell("<text:p>smalto</text:p>"), name="t4"), ("bredord", "smalen", "smalto"), (), "tables"),
    ("link", "", '<text:p>en <text:a xlink:type="simple" xlink:href="https://example.org/">lenkeord</text:a></text:p>', ("lenkeord",), (), ""),
    ("content control", "", "<text:p>i <loext:content-control>kontrollord</loext:content-control></text:p>", ("kontrollord",), (), ""),
    ("field", "", '<text:p>den <text:date text:fixed="true" text:date-value="2026-01-01">datoord</text:date></text:p>', (), (), "fields"),
    ("hidden text", "", '<text:p>ikke <text:span text:style-name="T2">skjultord</text:span></text:p>', ("skjultord",), (), "hidden text"),
    ("ruby", "", '<text:p><text:ruby text:style-name="R1"><text:ruby-base>grunnord</text:ruby-base><text:ruby-text>leseord</text:ruby-text></text:ruby></text:p>', ("grunnord", "leseord"), (), ""),
    ("equation", "", '<text:p>at <draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="1cm"><draw:object><math:math><math:semantics><math:mi>likningsord</math:mi></math:semantics></math:math></draw:object></draw:frame></text:p>', (), (), ""),
    ("right-to-left text", "", "<text:p>så שלום her</text:p>", ("שלום",), (), ""),
    ("automatic numbers", "", '<text:list text:style-name="L1"><text:list-item><text:p>punktord</text:p><text:list><text:list-item><text:p>underord</text:p></text:list-item></text:list></text:list-item></text:list>', ("punktord", "underord"), (), "automatic numbers"),
    ("bullets", "", '<text:list text:style-name="L2"><text:list-item><text:p>kuleord</text:p></text:list-item></text:list>', ("kuleord",), (), "automatic numbers"),
    ("header", "", "", (), ("topptekst",), "headers"),
    ("header of left pages", "", "", (), ("venstretopp",), "headers"),
    ("page number", "", "", (), (), "page numbers"),
    ("soft hyphen", "", "<text:p>myk\u00adord</text:p>", ("myk\u00adord",), (), "soft hyphens"),
    ("no-break hyphen", "", "<text:p>fast\u2011ord</text:p>", ("fast\u2011ord",), (), ""),
    ("no-break space", "", "<text:p>hardt\u00a0rom</text:p>", ("hardt\u00a0rom",), (), ""),
    ("tab", "", "<text:p>venstreord<text:tab/>høyreord</text:p>", ("venstreord\thøyreord",), (), "tabs"),
    ("line break", "", "<text:p>overord<text:line-break/>underlinje</text:p>", ("overord\nunderlinje",), (), "line breaks"),
    ("page break", "", '<text:p text:style-name="P1">nysideord</text:p>', ("nysideord",), (), ""),
    ("emoji", "", "<text:p>smil😀ord</text:p>", ("smil😀ord",), (), ""),
    ("picture", "", f'<text:p>se <draw:frame draw:name="bilde" text:anchor-type="as-char" svg:width="1cm" svg:height="1cm"><draw:image><office:binary-data>{PIXEL}</office:binary-data></draw:image><svg:desc>bildeord</svg:desc></draw:frame></text:p>', (), ("bildeord",), "pictures"),
    ("bookmark", "", '<text:p><text:bookmark-start text:name="m"/>merkeord<text:bookmark-end text:name="m"/></text:p>', ("merkeord",), (), ""),
    ("section", "", '<text:section text:name="s"><text:p>avdelingsord</text:p></text:section>', ("avdelingsord",), (), ""),
]  # fmt: skip

FODT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document{NAMES} office:version="1.3"'
    f' office:mimetype="application/vnd.oasis.opendocument.text">{STYLES}<office:body><office:text>'
    f"<text:tracked-changes>{''.join(before for _what, before, *_rest in ELEMENTS)}</text:tracked-changes>"
    f"{''.join(body for _what, _before, body, *_rest in ELEMENTS)}</office:text></office:body></office:document>"
)


def saved(folder: Path, source: Path, *forms: str) -> dict[str, Path]:
    """Let LibreOffice save a file in these formats; return the files by format."""
    for form in forms:
        subprocess.run(
            [program("soffice", "libreoffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--convert-to", FILTERS.get(form, form), "--outdir", str(folder / "ut"), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    return {form: folder / "ut" / f"{source.stem}.{form.partition(':')[0]}" for form in forms}
