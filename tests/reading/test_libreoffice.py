"""Documents as another program writes them, with docx2python as a second opinion (SL-1)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from kodeverk.reading import Reading, read_source
from tests.needs import program
from tests.reading.made import written

pytestmark = pytest.mark.slow

HTML = """<html><head><meta charset="utf-8"><title>Intervju 9</title></head><body>
<h1>Overskriften</h1>
<p><b>Intervjuer:</b> Hva er «det»?</p>
<p><b>NL:</b> Jeg er <i>leder</i> på <a href="https://example.org/">lenketekst</a>.</p>
<ul><li>punktet</li></ul>
<table><tr><td>celleen</td><td>celleto</td></tr><tr><td>celletre</td><td><table><tr><td>innerst</td></tr></table></td></tr></table>
<p>første<br>andre</p>
</body></html>"""

ODT_NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
FODT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document{ODT_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="d1"><text:deletion><office:change-info>
<dc:creator>x</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info><text:p>slettetord</text:p>
</text:deletion></text:changed-region><text:changed-region text:id="i1"><text:insertion><office:change-info>
<dc:creator>x</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info></text:insertion>
</text:changed-region></text:tracked-changes>
<text:p>I: Før<text:change text:change-id="d1"/> og <text:change-start text:change-id="i1"/>innsattord<text:change-end text:change-id="i1"/></text:p>
<text:p>NL: Med fotnote<text:note text:id="f1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>fotnotetekst</text:p></text:note-body></text:note> og <office:annotation><dc:creator>x</dc:creator><dc:date>2026-01-01T00:00:00</dc:date><text:p>merknadstekst</text:p></office:annotation>sluttnote<text:note text:id="e1" text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>sluttnotetekst</text:p></text:note-body></text:note></text:p>
<text:p>I: Boks<draw:frame draw:name="b" svg:width="4cm" svg:height="2cm" text:anchor-type="paragraph"><draw:text-box><text:p>bokstekst</text:p></draw:text-box></draw:frame></text:p>
<text:p>NL: Tab<text:tab/>her<text:line-break/>linje</text:p>
</office:text></office:body></office:document>"""

RTF = r"""{\rtf1\ansi\ansicpg1252{\header topptekst}{\b I:} Hva gj\'f8r du?\par {\b NL:} Jeg er leder p\'e5 \'f8ya {\v skjultord}.\par
{\footnote fotnoteord}{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt lenkeord}}\par}"""


def converted(tmp_path: Path, content: str, name: str) -> Reading:
    source = written(tmp_path, content.encode("utf-8" if not name.endswith("rtf") else "cp1252"), name)
    subprocess.run(
        [program("soffice", "libreoffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "ut"), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return read_source(tmp_path / "ut" / f"{source.stem}.docx")


def once(reading: Reading, *words: str) -> None:
    assert {word: len(re.findall(rf"\b{word}\b", reading.text)) for word in words} == dict.fromkeys(words, 1)
    letters = reading.report.content[0]
    assert letters.found == letters.imported + letters.left_out
    assert letters.imported == sum(map(str.isalnum, reading.text))


def test_a_web_page_saved_as_word(tmp_path: Path) -> None:
    reading = converted(tmp_path, HTML, "inf.html")
    once(
        reading, "Overskriften", "lenketekst", "punktet", "celleen", "celleto", "celletre", "innerst", "første", "andre"
    )
    assert reading.segments[0].kind == "heading" and reading.title == "Intervju 9"
    assert reading.roles == {"Intervjuer": "interviewer", "NL": "informant"}

    from docx2python import docx2python

    with docx2python(tmp_path / "ut" / "inf.docx") as second:
        theirs = set(re.findall(r"[a-zæøå]{5,}", second.text))
    assert {"lenketekst", "punktet", "innerst", "celletre"} <= theirs & set(re.findall(r"[a-zæøå]{5,}", reading.text))


def test_a_writer_document_with_notes_changes_and_a_box_saved_as_word(tmp_path: Path) -> None:
    reading = converted(tmp_path, FODT, "inf.fodt")
    once(reading, "innsattord", "fotnotetekst", "sluttnotetekst", "merknadstekst", "bokstekst", "linje")
    assert "slettetord" not in reading.text
    left = {row.kind: row.left_out for row in reading.report.left_out}
    assert left["tracked deletions"] == 1 and left["letters"] >= len("slettetord")
    assert {s.kind for s in reading.segments} >= {"turn", "note", "comment"}


def test_rich_text_saved_as_word(tmp_path: Path) -> None:
    reading = converted(tmp_path, RTF, "inf.rtf")
    once(reading, "skjultord", "fotnoteord", "lenkeord", "øya")
    assert "topptekst" not in reading.text
    assert {"headers", "field codes"} & {row.kind for row in reading.report.left_out} >= {"headers"}
    assert [s.speaker for s in reading.segments if s.kind == "turn"] == ["I", "NL"]
