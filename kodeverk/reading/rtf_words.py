"""The control words of RTF that a reader of texts must know, after the Rich Text Format Specification 1.9.1."""

from __future__ import annotations

CHARACTERS = {
    "tab": ("\t", "tabs"),
    "\t": ("\t", "tabs"),
    "line": ("\n", "line breaks"),
    "lbr": ("\n", "line breaks"),
    "page": ("\n", "line breaks"),
    "column": ("\n", "line breaks"),
    "emdash": ("\u2014", ""),
    "endash": ("\u2013", ""),
    "emspace": ("\u2003", ""),
    "enspace": ("\u2002", ""),
    "qmspace": ("\u2005", ""),
    "bullet": ("\u2022", ""),
    "lquote": ("\u2018", ""),
    "rquote": ("\u2019", ""),
    "ldblquote": ("\u201c", ""),
    "rdblquote": ("\u201d", ""),
    "zwbo": ("\u200b", ""),
    "zwnbo": ("\u2060", ""),
    "zwj": ("\u200d", ""),
    "zwnj": ("\u200c", ""),
    "ltrmark": ("\u200e", ""),
    "rtlmark": ("\u200f", ""),
    "mden": ("/", ""),
    "msup": ("^", ""),
    "msub": ("_", ""),
    "~": ("\u00a0", ""),
    "-": ("\u00ad", "soft hyphens"),
    "_": ("\u2011", "no-break hyphens"),
}
"""Control words and symbols that stand for one character each, with the kind they are counted under.

``mden``, ``msup`` and ``msub`` begin parts of equations, and keep them apart from what stands before.
"""

LEFT_OUT = {
    "fldinst": "field codes",
    "xe": "field codes",
    "rxe": "field codes",
    "tc": "field codes",
    "tcn": "field codes",
    "listtext": "automatic numbers",
    "pntext": "automatic numbers",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "headers"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footers"),
}
"""Destinations whose text is text of the document and does not come in."""

_NO_TEXT = """
    fonttbl colortbl filetbl listtable listoverridetable revtbl rsidtbl pgptbl generator themedata
    colorschememapping latentstyles datastore xmlnstbl mmathPr protusertbl userprops docvar mailmerge
    wgrffmtfilter pgdsctbl passwordhash password writereservation writereservhash windowcaption xform template
    nextfile oldcprops oldpprops oldtprops oldsprops falt panose fname fontemb fontfile keycode defchp defpap
    pnseclvl pn pntxta pntxtb listpicture background ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn bkmkstart bkmkend
    atrfstart atrfend atnid atnauthor atndate atnref atntime atnicn atnparent objdata objclass objname objalias
    objsect objtime oleclsid blipuid nonshppict nonesttables shprslt mmathPict xmlopen xmlclose factoidname
    xmlname xmlattrname xmlattrvalue htmltag mhtmltag ebcstart ebcend svb fchars lchars hlinkbase mvfmf mvfml mvtof
    mvtol hl datafield protstart protend pxe gridtbl fldtype
"""
NO_TEXT = frozenset(_NO_TEXT.split())
"""Destinations that hold nothing a person wrote or sees as text, or a second copy for older programs."""

TRANSPARENT = frozenset(("shppict", "shpinst", "nesttableprops", "ud", "moMath", "moMathPara", "do", "picprop"))
"""Destinations marked as passable (``\\*``) whose text is text of the document."""

SYMBOLS = "symbols"
"""In place of a code page, for fonts of symbols: what such a byte looks like is known only to the font."""

PARAGRAPH_ENDS = frozenset(("par", "sect", "cell", "row", "nestcell", "nestrow"))

FLOWS = {
    "footnote": "footnotes",
    "annotation": "comments",
    "shptxt": "text boxes",
    "dptxbxtext": "text boxes",
}
"""Destinations that are texts of their own, apart from the paragraph they stand in."""

COUNTED = {"field": "fields", "moMath": "equations", "xmlopen": "custom XML"}
"""Destinations counted by kind; what is in them comes in."""

TOGGLES: dict[str, tuple[str, bool | str]] = {
    "b": ("bold", True),
    "v": ("hidden", True),
    "deleted": ("deleted", "tracked deletions"),
    "mvf": ("deleted", "text moved from"),
    "revised": ("inserted", "tracked insertions"),
    "mvt": ("inserted", "text moved to"),
}
"""Properties that are switched on and off: what of a walk's state they set, and to what."""

SILENT = {"info": "information", "stylesheet": "styles", "pict": "picture", "upr": "twice"}
"""Destinations without text of the document that hold a title, names of styles, a description, or the text twice."""

CODE_PAGES = {
    0: "cp1252", 2: SYMBOLS, 77: "mac_roman", 78: "shift_jis", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Code page of the bytes in a font, by its character set (``\\fcharset``)."""

MAC_CODE_PAGES = {10000: "mac_roman", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2",
                  10081: "mac_turkish"}  # fmt: skip


def is_math_property(name: str) -> bool:
    """Return whether a control word begins properties of an equation, such as which brackets it has.

    >>> is_math_property("mdPr"), is_math_property("mr")
    (True, False)
    """
    return name[0] == "m" and name.endswith("Pr")
