"""SL-7: letters in a file are letters imported and letters left out, on every file there is and on files made at random."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading import FORMATS
from tests.reading.accounts import assert_accounted
from tests.reading.made import docx, p, r, written, xml

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in ("corpora", "tests/fixtures")
    for path in (ROOT / folder).rglob("*")
    if path.suffix.lower() in FORMATS and not path.name.startswith(("~$", "."))
)
REFUSED = {"inf-01 ødelagt.docx", "inf-04 skannet.pdf"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sl_7_every_letter_of_every_file_here_is_imported_or_counted(path: Path) -> None:
    if path.name in REFUSED:
        with pytest.raises(ReadingError):
            assert_accounted(path)
        return
    assert assert_accounted(path).characters > 0


def test_sl_7_there_are_files_of_several_kinds() -> None:
    assert len(FILES) > 30 and {path.suffix for path in FILES} >= {".docx", ".odt", ".txt", ".md", ".vtt"}


# --- at random ------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("abcæøåÆØÅ 123.-—😀é\u00ad"), max_size=12)
SYMBOLS = st.sampled_from(["F0E0", "0041", "2014"]).map(lambda code: f'<w:sym w:font="Symbol" w:char="{code}"/>')


def changed(tag: str, text: str = "t") -> st.SearchStrategy[str]:
    return WORDS.map(lambda word: f'<w:{tag} w:id="1" w:author="a"><w:r><w:{text}>{word}</w:{text}></w:r></w:{tag}>')


INLINE = st.one_of(
    WORDS.map(r),
    WORDS.map(lambda word: r(word, "<w:vanish/>")),
    changed("ins"),
    changed("del", "delText"),
    changed("moveFrom"),
    changed("moveTo"),
    SYMBOLS.map(lambda symbol: f"<w:r>{symbol}</w:r>"),
    WORDS.map(lambda word: f'<w:hyperlink r:id="x">{r(word)}</w:hyperlink>'),
    WORDS.map(lambda word: f"<w:sdt><w:sdtContent>{r(word)}</w:sdtContent></w:sdt>"),
    WORDS.map(lambda word: f'<w:fldSimple w:instr="REF {len(word)}">{r(word)}</w:fldSimple>'),
    WORDS.map(
        lambda word: (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE abc</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(word)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    ),
    WORDS.map(lambda word: f"<m:oMath><m:r><m:t>{word}</m:t></m:r></m:oMath>"),
    st.tuples(WORDS, WORDS).map(
        lambda two: (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
            f"{p(two[0])}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            f"<w:txbxContent>{p(two[0])}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
            f"<w:t>{two[1]}</w:t></w:r>"
        )
    ),
    st.just("<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/></w:r>"),
    WORDS.map(
        lambda word: f"<w:ruby><w:rt>{r(word)}</w:rt><w:rubyBase>{r(word)}</w:rubyBase></w:ruby>".join(
            ("<w:r>", "</w:r>")
        )
    ),
)
PARAGRAPH = st.lists(INLINE, max_size=5).map(lambda inside: f"<w:p>{''.join(inside)}</w:p>")
BLOCK = st.recursive(
    PARAGRAPH,
    lambda inner: st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=2).map(
        lambda cells: "<w:tbl><w:tr>" + "".join(f"<w:tc>{''.join(cell)}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"
    ),
    max_leaves=4,
)


@settings(max_examples=120, deadline=None)
@given(st.lists(BLOCK, max_size=5), WORDS, WORDS)
def test_sl_7_on_word_documents_made_at_random(blocks: list[str], head: str, note: str) -> None:
    others = {
        "header1.xml": xml(p(head), "hdr"),
        "footnotes.xml": xml(f'<w:footnote w:id="2">{p(note)}</w:footnote>', "footnotes"),
    }
    with TemporaryDirectory() as folder:
        assert_accounted(written(Path(folder), docx(p("I: Hei") + "".join(blocks), others)))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(["txt", "md"]))
def test_sl_7_on_text_files_made_at_random(text: str, encoding: str, form: str) -> None:
    with TemporaryDirectory() as folder:
        data = ("I: Hei på deg\n" + text).encode(encoding, "ignore")
        assert_accounted(written(Path(folder), data, f"a.{form}"))
