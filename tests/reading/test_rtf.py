"""Rich Text: every kind of content comes in exactly once, or is counted as left out (SL-3, SL-7)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Content, Raw
from kodeverk.reading.rtf import read_rtf
from kodeverk.reading.rtf_tokens import DEEPEST
from tests.needs import program

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial Cyr;}"
    r"{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset128 MS Mincho;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql\li0 Normal;}{\s1\outlinelevel0\b Overskrift 1;}{\s2\sbasedon0 Title;}{\*\cs3 Sterk;}}"
    r"{\*\generator Msftedit 5.41;}{\info{\title Intervju 7}{\author Forfatter}{\doccomm Om filen}}\pard "
)

# what it is, the RTF, words that come in once, words left out, kind in the report
KINDS: list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]] = [
    ("paragraph", r"avsnitt\par ", ("avsnitt",), (), ""),
    ("heading by its level", r"{\pard\outlinelevel0 overskrift\par}", ("overskrift",), (), ""),
    ("letters of the code page", r"bl\'e5b\'e6r\par ", ("blåbær",), (), ""),
    ("letters of a font", r"{\f1\'e4\'e0}\par ", ("да",), (), ""),
    ("letters of two bytes", "{\\f3 \\'93\\'fa\\'96\\'7b}\\par ", ("日本",), (), ""),
    ("Unicode letters", r"{\uc1\u379\'5arka \uc2\u322??o\uc0\u347}ut\par ", ("Żrka", "łośut"), (), ""),
    ("emoji", r"smil\u-10179?\u-8704?\par ", ("smil😀",), (), ""),
    ("symbol of a font", r"pil{\f2\'e0}\par ", ("pil\uf0e0",), (), ""),
    ("footnote", r"til{\super\chftn{\footnote\pard\plain\chftn fotnote}}\par ", ("til", "fotnote"), (), "footnotes"),
    ("endnote", r"til{\footnote\ftnalt\pard sluttnote}\par ", ("til", "sluttnote"), (), "endnotes"),
    ("comment", r"om{\*\atrfstart 1}dette{\*\atrfend 1}{\*\atnid OB}{\*\atnauthor Ola Berg}\chatn{\*\annotation{\*\atnref 1}\pard merknad}\par ", ("omdette", "merknad"), (), "comments"),
    ("text box", r"ved{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard tekstboks\par}}{\shprslt{\*\do{\dptxbxtext\pard tekstboks\par}}}}\par ", ("ved", "tekstboks"), (), "text boxes"),
    ("old text box", r"ved{\*\do\dobxcolumn{\dptxbxtext\pard tekstboks\par}}\par ", ("ved", "tekstboks"), (), "text boxes"),
    ("word art", r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv pyntetekst}}}}\par ", ("pyntetekst",), (), ""),
    ("header", r"{\header\pard topptekst\par}", (), ("topptekst",), "headers"),
    ("footer of the first page", r"{\footerf\pard bunntekst\par}", (), ("bunntekst",), "footers"),
    ("insertion", r"{\revised\revauth1 innsatt}\par ", ("innsatt",), (), "tracked insertions"),
    ("deletion", r"{\deleted\revauthdel1 slettet}\par ", (), ("slettet",), "tracked deletions"),
    ("moved away", r"{\mvf flyttetfra}\par ", (), ("flyttetfra",), "text moved from"),
    ("moved here", r"{\mvt flyttettil}\par ", ("flyttettil",), (), "text moved to"),
    ("hidden text", r"{\v skjult}\par ", ("skjult",), (), "hidden text"),
    ("field", r'{\field{\*\fldinst HYPERLINK "adresse"}{\fldrslt feltsvar}}\par ', ("feltsvar",), ("HYPERLINK", "adresse"), "field codes"),
    ("picture", r"{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv bildetekst}}}\pngblip 89504e47}}{\nonshppict{\pict\wmetafile8 0100}}\par ", (), ("bildetekst",), "pictures"),
    ("embedded object", r"{\object\objemb{\*\objclass Excel.Sheet}{\*\objdata 01050000}{\result vist}}\par ", ("vist",), (), "embedded objects"),
    ("automatic number", r"{\listtext\pard 12.\tab}punktet\par ", ("punktet",), ("12",), "automatic numbers"),
    ("old automatic number", r"{\pntext\f2\'B7\tab}{\*\pn\pnlvlblt{\pntxtb a}}kulen\par ", ("kulen",), (), "automatic numbers"),
    ("table", r"\trowd\cellx1000\cellx2000\pard\intbl celle\cell nabo\cell\row\pard ", ("celle\tnabo",), (), "tables"),
    ("nested table", r"\trowd\cellx1000\pard\intbl ytre\par\pard\intbl\itap2 indre\nestcell annen\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\cell\row\pard ", ("ytre", "indre\tannen"), (), "tables"),
    ("equation", r"{\mmath{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr teller}}{\mden{\mr nevner}}}}{\*\mmathPict{\pict 00}}}\par ", ("teller/nevner",), (), "equations"),
    ("right-to-left run", r"{\rtlch\fcs1 \ab \ltrch\fcs0 venstre}{\ltrch\fcs1 \rtlch\fcs0 hebraisk}\par ", ("venstrehebraisk",), (), "right-to-left text"),
    ("both ways of writing", r"{\upr{gammel}{\*\ud{gammel\u337?}}}\par ", ("gammelő",), (), ""),
    ("soft hyphen", r"myk\-strek\par ", ("myk\u00adstrek",), (), "soft hyphens"),
    ("no-break hyphen", r"fast\_strek\par ", ("fast\u2011strek",), (), "no-break hyphens"),
    ("tab", r"før\tab etter\par ".replace("ø", r"\'f8"), ("før\tetter",), (), "tabs"),
    ("line break", r"over\line under\par ", ("over\nunder",), (), "line breaks"),
    ("signs", r"\lquote a\rquote\~\ldblquote b\rdblquote\endash c\emdash d\{e\}\\\par ", ("‘a’\u00a0“b”–c—d{e}\\",), (), ""),
    ("index entry", r"ord{\v{\xe oppslag}}\par ", ("ord",), ("oppslag",), "field codes"),
    ("bookmark", r"{\*\bkmkstart navn}merket{\*\bkmkend navn}\par ", ("merket",), (), ""),
    ("unknown part", r"{\*\fremmed ukjent}\par ", (), ("ukjent",), "unknown parts"),
    ("unknown word", r"\fremmed7 kjent\par ", ("kjent",), (), ""),
    ("binary data", r"{\*\themedata \bin5 }{\b}}etter\par ", ("etter",), (), ""),
]  # fmt: skip


def rtf(body: str) -> Raw:
    return read_rtf((HEAD + body + "}").encode("cp1252"), "intervju.rtf")


def text(raw: Raw) -> str:
    return "\n".join(block.text for block in raw.blocks)


def row(raw: Raw, kind: str) -> Content:
    return next(row for row in raw.content if row.kind == kind)


@pytest.mark.parametrize("what, body, kept, left, kind", KINDS, ids=[kind[0] for kind in KINDS])
def test_sl_3_each_kind_comes_in_once_or_is_reported(
    what: str, body: str, kept: tuple[str, ...], left: tuple[str, ...], kind: str
) -> None:
    raw = rtf(r"rammen\par " + body)
    assert {word: text(raw).count(word) for word in ("rammen", *kept)} == dict.fromkeys(("rammen", *kept), 1)
    assert [word for word in left if word in text(raw)] == []
    assert letters(text(raw)) == letters("rammen" + "".join(kept))
    counted = row(raw, "letters")
    assert counted[1:4] == (
        letters("rammen" + "".join(kept + left)),
        letters("rammen" + "".join(kept)),
        letters("".join(left)),
    )
    if kind:
        assert row(raw, kind).found >= 1
        not_text = kind in ("pictures", "embedded objects", "automatic numbers")
        assert bool(row(raw, kind).left_out) == (bool(left) or not_text)
    assert not any("balance" in warning for warning in raw.warnings)


def test_sl_3_all_kinds_in_one_document_come_in_once_each() -> None:
    raw = rtf("".join(body for _what, body, *_rest in KINDS))
    expected = {
        word: sum(other.count(word) for _what, _body, words, *_rest in KINDS for other in words)
        for _what, _body, words, *_rest in KINDS
        for word in words
    }
    assert len(expected) >= 35
    assert {word: text(raw).count(word) for word in expected} == expected
    left = sum(letters("".join(words)) for _what, _body, _kept, words, _kind in KINDS)
    kept = sum(letters("".join(words)) for _what, _body, words, *_rest in KINDS)
    assert row(raw, "letters")[1:4] == (kept + left, kept, left)


TEXT_EDIT = rb"""{\rtf1\ansi\ansicpg1252\cocoartf2761
\cocoatextscaling0\cocoaplatform0{\fonttbl\f0\fswiss\fcharset0 Helvetica;\f1\fnil\fcharset0 AppleColorEmoji;}
{\colortbl;\red255\green255\blue255;}
{\*\expandedcolortbl;;}
{\*\listtable{\list\listtemplateid1{\listlevel{\leveltext\leveltemplateid1\'01\uc0\u8226 ;}{\levelnumbers;}}{\listname ;}\listid1}}
\paperw11900\paperh16840\margl1440\margr1440\vieww11520\viewh8400\viewkind0
\pard\tx566\pardirnatural\partightenfactor0

\f0\b\fs24 \cf0 I:
\b0  Hva gj\'f8r du p\'e5 \'abhuset\'bb?\
\b NL:
\b0  Sitter
\f1 \uc0\u55357 \u56842
\f0 .\
\pard
\ls1\ilvl0\cf0 {\listtext\t\uc0\u8226 \t}punkt\
}"""
WORD = rb"""{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff0\deff0\stshfdbch31505\stshfloch31506{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman{\*\falt Tms};}{\flomajor\f31500\fbidi \froman\fcharset0\fprq2 Times New Roman;}}
{\colortbl;\red0\green0\blue0;}{\*\defchp \f31506\fs22 }{\*\defpap \ql \li0 }\noqfpromote {\stylesheet{\ql \li0\ri0 \snext0 \sqformat \spriority0 Normal;}{\s1\ql \outlinelevel0 \sbasedon0 \snext0 \slink15 heading 1;}{\*\cs10 \additive \ssemihidden Default Paragraph Font;}{\*\ts11\tsrowd\trftsWidthB3 \ssemihidden Normal Table;}}
{\*\listtable{\list\listtemplateid1\listhybrid{\listlevel\levelnfc0{\leveltext\leveltemplateid67567631\'02\'00.;}{\levelnumbers\'01;}\fi-360 }{\listname ;}\listid1}}{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}
{\*\rsidtbl \rsid123}{\mmathPr\mmathFont34\mbrkBin0}{\info{\title Samtale}{\author Kari}{\nofwords3}}{\*\xmlnstbl {\xmlns1 http://schemas.microsoft.com/office/word/2003/wordml}}
\paperw11906 {\*\wgrffmtfilter 2450}{\*\ftnsep \ltrpar \pard\plain {\rtlch\fcs1 \af0 \ltrch\fcs0 \chftnsep \par }}\ltrpar \sectd {\footer \pard\plain {\field{\*\fldinst { PAGE  \\* MERGEFORMAT }}{\fldrslt {\noproof 1}}}\par }
{\*\pnseclvl1\pnucrm\pnstart1{\pntxta .}}\pard\plain \ltrpar\s1\ql \outlinelevel0 \rtlch\fcs1 \af0\afs20 \ltrch\fcs0 \f0 {\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid123 Innledning\par }
\pard\plain \ql {\rtlch\fcs1 \ab\af0 \ltrch\fcs0 \b\insrsid123 NL:}{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid123  Vi g\'e5r\u8230\'85 {\*\bkmkstart _GoBack}{\*\bkmkend _GoBack}\'abhjem\'bb}{\rtlch\fcs1 \af0 \ltrch\fcs0 \cs16\super \chftn {\footnote \ltrpar \pard\plain {\cs16\super \chftn }{ Note.}}}{ \par }
{\*\themedata 504b0304}{\*\colorschememapping 3c3f786d}{\*\latentstyles\lsdstimax376{\lsdlockedexcept \lsdqformat1 Normal;\lsdqformat1 heading 1;}}{\*\datastore 0105}}"""


def test_a_file_as_textedit_writes_it() -> None:
    raw = read_rtf(TEXT_EDIT, "mac.rtf")
    assert [(block.text, block.bold) for block in raw.blocks] == [
        ("I: Hva gjør du på «huset»?", 2), ("NL: Sitter😊.", 3), ("punkt", 0),
    ]  # fmt: skip
    assert {one.kind: one[1:4] for one in raw.content} == {"letters": (30, 30, 0), "automatic numbers": (1, 0, 1)}


def test_a_file_as_word_writes_it() -> None:
    raw = read_rtf(WORD, "word.rtf")
    assert [(block.kind, block.text) for block in raw.blocks] == [
        ("heading", "Innledning"), ("paragraph", "NL: Vi går… «hjem» "), ("note", " Note."),
    ]  # fmt: skip
    assert raw.title == "Samtale" and raw.blocks[1].bold == 3
    assert {one.kind for one in raw.content if one.left_out} == {"letters", "page numbers"}


PIECES = st.sampled_from([body for _what, body, *_rest in KINDS])


@given(
    st.lists(PIECES, min_size=1, max_size=8),
    st.sampled_from(
        ["{%s}", r"{\b %s}", r"{\deleted %s}", r"{\header %s}", r"{\footnote %s}", r"\intbl %s\cell\row\pard "]
    ),
)
@settings(max_examples=80, deadline=None)
def test_sl_7_the_account_balances_for_any_mixture(bodies: list[str], around: str) -> None:
    raw = rtf(around % "".join(bodies))
    found, imported, left = row(raw, "letters")[1:4]
    assert found == sum(
        letters("".join(kept + out)) for _what, body, kept, out, _kind in KINDS for _ in range(bodies.count(body))
    )
    assert (found, imported) == (imported + left, letters(text(raw)))


def test_structure_headings_title_tables_notes_and_where_they_are_anchored() -> None:
    raw = rtf(
        r"\pard\s1 Oversk\'f8yt\par\pard\s2 Tittel\par\pard\plain I: F\'f8r{\footnote 'en}\par "
        r"\trowd\cellx1\cellx2\intbl a\par b\cell\cell\row\trowd\cellx1\intbl c\cell\row\pard {\*\annotation to}NL: ja\par"
    )
    assert [(block.kind, block.text) for block in raw.blocks] == [
        ("heading", "Overskøyt"), ("heading", "Tittel"), ("paragraph", "I: Før"), ("table", "a\nb\t"), ("table", "c"),
        ("paragraph", "NL: ja"), ("note", "'en"), ("comment", "to"),
    ]  # fmt: skip
    assert raw.title == "Intervju 7" and raw.encoding == "RTF (cp1252)"
    assert row(raw, "tables")[1:4] == (1, 1, 0)
    # Overskøyt, Tittel and I: Før with their line ends are 10 + 7 + 6; then "a", "b", tab and "c", each with a line end
    assert row(raw, "footnotes").note.endswith("anchored at 23")
    assert row(raw, "comments").note.endswith("anchored at 31")


def test_two_tables_with_an_empty_line_between_are_two() -> None:
    table = r"\trowd\cellx1\intbl a\cell\row"
    assert row(rtf(table + r"\pard\par" + table), "tables").found == 2


def test_a_row_within_a_cell_that_is_not_ended_is_kept() -> None:
    raw = rtf(r"\intbl\itap2 inni\nestcell\pard\intbl ytre\cell\row\pard etter\par")
    assert [(block.kind, block.text) for block in raw.blocks] == [
        ("table", "ytre"), ("table", "inni"), ("paragraph", "etter"),
    ]  # fmt: skip


def test_a_row_that_is_not_ended_stands_before_what_follows() -> None:
    raw = rtf(r"\intbl a\cell b\cell\pard etter\par\intbl c\cell")
    assert [(block.kind, block.text) for block in raw.blocks] == [
        ("table", "a\tb"), ("paragraph", "etter"), ("table", "c"),
    ]  # fmt: skip


def test_a_bold_start_of_a_line_is_told_so_that_a_name_may_stand_there() -> None:
    raw = rtf(r"{\b Kari}\tab Ja.\par {\b Alt}\par Ikke {\b her}\par \b Ola\b0  nei\par")
    assert [(block.text, block.bold) for block in raw.blocks] == [
        ("Kari\tJa.", 5), ("Alt", 3), ("Ikke her", 0), ("Ola nei", 3),
    ]  # fmt: skip


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert [block.text for block in rtf(r"Vi hadde {\deleted\par}m\'f8ter.\par").blocks] == ["Vi hadde møter."]


def test_a_note_that_begins_without_a_group_loses_nothing() -> None:
    raw = read_rtf(rb"{\rtf1 f\'f8r \footnote noten}", "x.rtf")
    assert [block.text for block in raw.blocks] == ["før ", "noten"] and row(raw, "letters")[1:4] == (8, 8, 0)


def test_text_in_a_note_keeps_the_paragraph_around_it_whole() -> None:
    raw = rtf(r"f\'f8r {\footnote f\'f8rste\par andre} etter\par")
    assert [block.text for block in raw.blocks] == ["før  etter", "første\nandre"]


@pytest.mark.parametrize(
    "bytes_, told, said",
    [(rb"\mac\ansicpg10000 bl\'8cb\'be r", "mac_roman", "blåbæ r"), (rb"\pc bl\'86", "cp437", "blå"),
     (rb"\pca \'9b", "cp850", "ø"), (rb"\ansi\ansicpg1251 \'e4", "cp1251", "д"),
     (b"\\ansi\\ansicpg65001 bl\xc3\xa5", "utf-8", "blå"), (b"\\ansi bl\xe5", "cp1252", "blå"),
     (rb"\ansi\ansicpg7 \'e5", "cp1252", "å"),
     (rb"\ansi{\fonttbl\f0\fnil\fcharset0 Arial;\f1\fnil\fcharset238 Arial;}\f1\'b3\plain\'b3", "cp1252", "ł³"),
     (rb"\ansi\deff1{\fonttbl{\f1\fcharset204 Arial;}}\'e4", "cp1252", "д")],
)  # fmt: skip
def test_bytes_are_read_in_the_code_page_of_the_file_or_the_font(bytes_: bytes, told: str, said: str) -> None:
    raw = read_rtf(b"{\\rtf1" + bytes_ + b"\\par}", "x.rtf")
    assert (text(raw), raw.encoding) == (said, f"RTF ({told})")


def test_bytes_that_are_no_letters_are_told_and_never_stand_unseen() -> None:
    raw = rtf("a\\'81b\\par")
    assert text(raw) == "a\ufffdb"
    assert any(warning.startswith("1 byte is no letter of its code page") for warning in raw.warnings)


@pytest.mark.parametrize(
    "body, said",
    [(r"\u229 ab", "åb"), (r"\u229{}ab", "åab"), (r"\u229\par b", "å\nb"), (r"\u229\'e5b", "åb"),
     (r"\uc0\u229 ab", "åab"), (r"{\uc2\u229\'e5\'e5}\u229 ab", "ååb"), (r"\u229\endash b", "åb"),
     (r"\u229\bin2 xyb", "åb"), (r"\u65533?x", "\ufffdx"), (r"\u128512?x", "😀x"), (r"\u-10179?{}\u-8704?x", "😀x"),
     (r"\u229", "å"), ("a\\\nb", "a\nb"), ("a\r\nb", "ab"), (r"\'zz", "zz"), (r"a\|b\:c\*d", "abcd")],
)  # fmt: skip
def test_what_stands_for_a_unicode_character_in_older_programs_is_passed_over(body: str, said: str) -> None:
    assert text(rtf(body)) == said


def test_a_file_cut_short_is_refused_and_so_is_one_that_is_no_rtf() -> None:
    whole = (HEAD + r"I: Hei\par}").encode()
    for end in range(6, len(whole)):
        with pytest.raises(ReadingError, match="cut short"):
            read_rtf(whole[:end], "x.rtf")
    with pytest.raises(ReadingError, match="is no Office document"):
        read_rtf(b"I: Hei", "x.rtf")


def test_text_behind_the_end_is_left_out_and_told() -> None:
    raw = read_rtf((HEAD + r"inne\par}ute\par}{ogs\'e5}").encode(), "x.rtf")
    assert text(raw) == "inne"
    assert row(raw, "unknown parts")[1:4] == (1, 0, 1) and row(raw, "letters")[1:4] == (11, 4, 7)


def test_depth_without_end_is_refused_and_a_row_of_tables_within_tables_is_not() -> None:
    with pytest.raises(ReadingError, match=f"deeper than {DEEPEST}"):
        read_rtf(b"{\\rtf1" + b"{" * 100_000 + b"x" + b"}" * 100_000 + b"}", "x.rtf")
    raw = rtf("".join(rf"\intbl\itap{level} a{level}\nestcell " for level in range(2, 9000, 99)) + r"\cell\row")
    assert row(raw, "letters").left_out == 0 and text(raw).count("a") == 91


@given(
    st.lists(
        st.sampled_from(
            [
                *(body for _what, body, *_rest in KINDS),
                "{",
                "}",
                "\\",
                "\\'",
                "\\u-9",
                "\\bin9 ",
                "\\*",
                "\x00",
                "å",
                "\\ud",
                "\\upr",
                "\\sv ",
                "\\sn ",
                "\\row ",
                "\\nestrow ",
            ]
        ),
        max_size=20,
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_the_bytes_only_the_one_error_leaves_the_reader(pieces: list[str]) -> None:
    data = (HEAD + "".join(pieces) + "}").encode("cp1252")
    try:
        raw = read_rtf(data, "x.rtf")
    except ReadingError:
        return
    found, imported, left = row(raw, "letters")[1:4]
    assert (found, imported) == (imported + left, letters(text(raw)))


ORDINARY = HEAD + "".join(
    body
    for what, body, *_rest in KINDS
    if what in ("paragraph", "heading by its level", "letters of the code page", "letters of a font", "Unicode letters", "emoji", "tab", "signs", "soft hyphen", "line break", "field", "table", "bookmark", "unknown word", "insertion", "moved here", "hidden text", "header", "no-break hyphen")
) + "}"  # fmt: skip


def words(of: str) -> list[str]:
    return re.findall(r"\w+", of.replace("\u00ad", ""))


def test_striprtf_reads_the_same_words_where_it_keeps_them() -> None:
    from striprtf.striprtf import rtf_to_text

    theirs = (
        rtf_to_text(ORDINARY, encoding="cp1252").encode("utf-16", "surrogatepass").decode("utf-16").replace("|", " ")
    )
    ours = text(read_rtf(ORDINARY.encode("cp1252"), "x.rtf"))
    assert len(words(ours)) >= 15
    assert words(ours) == words(theirs) and "😀" in ours


@pytest.mark.slow
def test_libreoffice_reads_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "inf.rtf").write_bytes(ORDINARY.encode("cp1252"))
    subprocess.run(
        [program("soffice", "libreoffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "inf.rtf")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    theirs = (tmp_path / "inf.txt").read_text(encoding="utf-8-sig")
    assert words(text(read_rtf(ORDINARY.encode("cp1252"), "x.rtf"))) == words(theirs)
