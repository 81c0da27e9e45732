"""The styles of a Word report; fonts that every office program has, or has a twin of the same widths for."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

BODY, HEADS = "Times New Roman", "Arial"
INK, SOFT, LINE, LINK = "1F2933", "55606B", "C9CFD6", "0B57A4"
TEXT_WIDTH = 9070
"""Width of the text on an A4 page with 2.5 cm margins, in twips (1/1440 inch)."""


class Style(NamedTuple):
    """A paragraph style; lengths in twips, sizes in half points, `line` in 240ths of a line.

    Attributes
    ----------
    id, name : str
        The name Word knows it by; a name of our own where `own` is true.
    size, before, after, line, indent : int
    heads : bool
        Whether it is set in the heading font.
    run : str
        Further properties of the letters: ``b``, ``i``, ``soft``.
    keep : str
        ``next``, ``lines`` and ``page`` as they apply: stay with the next, stay in one piece, start a page.
    level : int or None
        Outline level, 0 at the top.
    extra : str
        Paragraph properties that go before spacing: borders, tabs.
    """

    id: str
    name: str
    size: int = 23
    before: int = 0
    after: int = 120
    line: int = 240
    indent: tuple[int, int] = (0, 0)
    heads: bool = False
    run: str = ""
    keep: str = ""
    level: int | None = None
    extra: str = ""
    own: bool = False


_RULE = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{LINE}"/></w:pBdr>'
_DOTS = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'

STYLES = (
    Style("Normal", "Normal", line=276),
    Style("Title", "Title", size=52, before=1800, heads=True, run="b"),
    Style("Subtitle", "Subtitle", size=26, after=320, heads=True, run="soft"),
    Style("Front", "Front", size=20, after=40, heads=True, own=True),
    Style("Heading1", "heading 1", size=34, after=200, heads=True, run="b", keep="next lines page", level=0),
    Style("Heading2", "heading 2", size=26, before=400, heads=True, run="b", keep="next lines", level=1),
    Style("Heading3", "heading 3", size=22, before=300, after=80, heads=True, run="b", keep="next lines", level=2),
    Style("Definition", "Definition", line=264, run="i", keep="next", own=True),
    Style("Quote", "Quote", size=22, before=140, after=0, line=264, indent=(567, 567), keep="next"),
    Style("SpeakerLine", "Speaker line", size=17, before=30, after=160, indent=(567, 567), heads=True, run="soft",
          keep="lines", own=True),
    Style("Status", "Status", size=18, before=160, after=160, line=259, heads=True, keep="lines", extra=_RULE,
          own=True),
    Style("CodeStatus", "Code status", size=17, before=40, after=160, heads=True, keep="lines", own=True),
    Style("TableText", "Table text", size=17, before=40, after=40, heads=True, own=True),
    Style("Point", "Point", size=20, after=60, line=259, indent=(284, 0), keep="lines", own=True),
    Style("Small", "Small", size=18, after=80, line=252, heads=True, run="soft", keep="lines", own=True),
    Style("Picture", "Picture", before=160, after=40, keep="next", own=True),
    Style("Caption", "caption", size=18, after=240, heads=True, run="soft", keep="lines"),
    Style("Gap", "Gap", size=4, after=100, own=True),
    Style("ContentsHeading", "Contents heading", size=26, after=160, heads=True, run="b", keep="next page", own=True),
    Style("TOC1", "toc 1", size=20, before=120, after=20, indent=(0, 567), heads=True, run="b", extra=_DOTS),
    Style("TOC2", "toc 2", size=19, after=20, indent=(284, 567), heads=True, extra=_DOTS),
    Style("Header", "header", size=16, after=0, heads=True, run="soft"),
    Style("Footer", "footer", size=16, after=0, heads=True, run="soft"),
)  # fmt: skip

_KEEP = {"next": "<w:keepNext/>", "lines": "<w:keepLines/>", "page": "<w:pageBreakBefore/>"}
_RUN = {"b": "<w:b/>", "i": "<w:i/>", "soft": f'<w:color w:val="{SOFT}"/>'}
_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
    '</w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="Findings">'
    '<w:name w:val="Findings table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/><w:bottom w:val="single" w:sz="8" w:space="0" '
    f'w:color="{INK}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders></w:tblPr>'
    "</w:style>"
)


def styles(language: str) -> str:
    """Return the XML of all styles, for a document in `language` (a tag such as ``nb-NO``)."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_font(BODY)}<w:color w:val="{INK}"/><w:sz w:val="23"/>'
        f'<w:szCs w:val="23"/>'
        f"<w:lang w:val={quoteattr(language)} w:eastAsia={quoteattr(language)}/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    return f'<w:styles xmlns:w="{W}">{defaults}{"".join(map(_style, STYLES))}{_TABLE}</w:styles>'


def _style(style: Style) -> str:
    kind = ' w:customStyle="1"' if style.own else ' w:default="1"' if style.id == "Normal" else ""
    based = "" if style.id == "Normal" else '<w:basedOn w:val="Normal"/>'
    left, right = style.indent
    paragraph = (
        "".join(_KEEP[word] for word in style.keep.split())
        + style.extra
        + f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="auto"/>'
        + (f'<w:ind w:left="{left}" w:right="{right}"/>' if left or right else "")
        + (f'<w:outlineLvl w:val="{style.level}"/>' if style.level is not None else "")
    )
    run = "".join(_RUN[word] for word in style.run.split())
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{_font(HEADS) if style.heads else ''}{run}{size}</w:rPr></w:style>"
    )


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
