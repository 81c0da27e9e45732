"""SL-5: the letters of a text file are right, or there is a question; no letter is lost without a word."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading import Reading, read_source
from kodeverk.reading.decoding import decode
from tests.reading.made import written

ALL = "I: Er «alt» på øya så «ærlig» – sa hun: “ÅRSMØTE”? Én gang… NL: Ja, idé på kafé."
PLAIN = "I: Er alt på øya så ærlig, sa hun på ÅRSMØTET. NL: Ja, gå då. Æ vet ikke, då vel."
NYNORSK = "I: Korleis går det? NL: Me får sjå, då, òg på kontoret; det er ærleg meint."
SAMI = "I: Bures boahtin. NL: Giitu, čáppa beaivi. Mun lean Kárášjogas, ja šattan veahá."
LONG = PLAIN + " Så går vi på møte og snakker om æ, ø og å. " * 300

FILES = {
    "UTF-8": ALL.encode(),
    "UTF-8 with a mark": ALL.encode("utf-8-sig"),
    "UTF-8, sami": SAMI.encode(),
    "UTF-8, one letter": "å".encode(),
    "UTF-16 little-endian with a mark": b"\xff\xfe" + ALL.encode("utf-16-le"),
    "UTF-16 big-endian with a mark": b"\xfe\xff" + ALL.encode("utf-16-be"),
    "UTF-16 little-endian": ALL.encode("utf-16-le"),
    "UTF-16 big-endian": ALL.encode("utf-16-be"),
    "UTF-16, one letter": "å".encode("utf-16-le"),
    "UTF-16, short": "Så…".encode("utf-16-be"),
    "UTF-16, quotes at the ends": "“nei”".encode("utf-16-le"),
    "UTF-16, emoji": "Ja 😀 på øya".encode("utf-16-le"),
    "UTF-32 with a mark": b"\xff\xfe\0\0" + ALL.encode("utf-32-le"),
    "UTF-32 big-endian with a mark": b"\0\0\xfe\xff" + ALL.encode("utf-32-be"),
    "UTF-32 little-endian": ALL.encode("utf-32-le"),
    "UTF-32 big-endian, short": "på".encode("utf-32-be"),
    "Windows-1252": ALL.encode("cp1252"),
    "Windows-1252, nynorsk": NYNORSK.encode("cp1252"),
    "Windows-1252, long": LONG.encode("cp1252"),
    "Windows-1252, short": "På øya.".encode("cp1252"),
    "Windows-1252, one word": "nå".encode("cp1252"),
    "Windows-1252, capitals": "ÅPENT MØTE PÅ ØYA".encode("cp1252"),
    "Windows-1252, quotes": "Hun sa «vi og dem» – og “det holder”, på sitt vis".encode("cp1252"),
    "Windows-1252, CRLF": PLAIN.replace(". ", ".\r\n").encode("cp1252"),
    "Latin-1": PLAIN.encode("latin-1"),
    "Latin-1, nynorsk": NYNORSK.encode("latin-1"),
    "Latin-9 with a euro": "Det koster 50 € på møtet".encode("iso8859-15"),
    "MacRoman": ALL.encode("mac_roman"),
    "MacRoman, nynorsk": NYNORSK.encode("mac_roman"),
    "MacRoman, long": LONG.encode("mac_roman"),
    "MacRoman, CR": PLAIN.replace(". ", ".\r").encode("mac_roman"),
    "MacRoman, short": "På øya.".encode("mac_roman"),
    "DOS, Nordic": PLAIN.encode("cp865"),
    "DOS, Western": PLAIN.encode("cp850"),
    "DOS, long": LONG.encode("cp865"),
    "DOS, short": "på øya".encode("cp865"),
}  # fmt: skip
TEXT = {
    "sami": SAMI, "nynorsk": NYNORSK, "long": LONG, "one letter": "å", "emoji": "Ja 😀 på øya", "one word": "nå",
    "quotes at the ends": "“nei”", "capitals": "ÅPENT MØTE PÅ ØYA", "Latin-9 with a euro": "Det koster 50 € på møtet",
    "quotes": "Hun sa «vi og dem» – og “det holder”, på sitt vis",
    "CRLF": PLAIN.replace(". ", ".\n"), "CR": PLAIN.replace(". ", ".\n"),
    "DOS, short": "på øya", "UTF-16, short": "Så…", "UTF-32 big-endian, short": "på", "short": "På øya.",
}  # fmt: skip


def text_of(name: str) -> str:
    """The text a file was made of, by the end of its name."""
    default = PLAIN if name.startswith(("Latin-1", "DOS")) else ALL
    ends = (text for end, text in TEXT.items() if name == end or name.endswith(f", {end}"))
    return TEXT.get(name) or next(ends, default)


def read(folder: Path, data: bytes) -> Reading:
    return read_source(written(folder, data, "inf.txt"))


@pytest.mark.parametrize("name", FILES)
def test_sl_5_the_letters_are_right_in_each_of_the_files(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, FILES[name])
    assert reading.text == text_of(name)
    assert "\ufffd" not in reading.text and reading.report.encoding


ASKS = {
    "two encodings mixed": ("på øya og på åsen, ".encode() + "så på ør".encode("cp1252"), "Two encodings are mixed"),
    "UTF-8 read as Windows-1252": ("PÃ¥ Ã¸ya, sa hun â€œnåâ€\x9d".encode(), "4 places look as if"),
    "UTF-8 read as MacRoman": ("P√• √∏ya".encode(), "2 places look as if"),
    "UTF-8 read as DOS": ("p├Ñ ├©ya".encode(), "2 places look as if"),
    "MacRoman read as Windows-1252": ("hun s¾rlig fr¿s".encode(), "2 places look as if"),
    "letters lost": ("p\ufffd \ufffdya".encode(), "2 characters were lost before"),
    "question marks in words": (b"I: hva sp?r du om, og hvorfor s? l?nge?", "2 words have a question mark within"),
    "letters of no language": (b"ab \xb1 cd \xb1", "The encoding is uncertain"),
    "a lone quotation mark": (b"hun sa \xabja\xbb", 'encoding="'),
    "control characters": (b"I: ja\x08 og\x1a", "2 control characters stand in the text"),
    "NUL": (b"I: ja\0 og nei, sa de alle sammen", "replaced by U+FFFD"),
    "Windows letters that are none": (b"p\xe5 \xf8ya \x81", "1 character was lost"),
}


@pytest.mark.parametrize("name", ASKS)
def test_sl_5_where_letters_may_be_wrong_there_is_a_question(tmp_path: Path, name: str) -> None:
    data, told = ASKS[name]
    assert len(FILES) + len(ASKS) >= 40
    warnings = read(tmp_path, data).report.warnings
    assert any(told in one for one in warnings), warnings


def test_the_question_is_settled_by_a_word(tmp_path: Path) -> None:
    path = written(tmp_path, "«Ja»".encode("cp850"), "inf.txt")
    uncertain = read_source(path)
    assert any("uncertain" in told for told in uncertain.report.warnings)
    settled = read_source(path, encoding="cp850")
    assert settled.text == "«Ja»" and settled.report.encoding == "cp850"
    assert not any("uncertain" in told for told in settled.report.warnings)
    with pytest.raises(ReadingError, match=r"inf.txt is not utf-8 at byte 0"):
        read_source(path, encoding="utf-8")
    for wrong in ("klingon", "hex", "rot13"):
        with pytest.raises(ReadingError, match=f"There is no encoding '{wrong}'"):
            read_source(path, encoding=wrong)


def test_questions_in_addresses_and_at_ends_of_words_are_none(tmp_path: Path) -> None:
    text = "I: Hva? Se http://nav.no/side?id=ja og x.no/a?b. Hva?! ja? nei?"
    assert read(tmp_path, text.encode()).report.warnings == ()


SHORT = [
    "på", "å", "Ja, på øya.", "«Ja»", "“nei”", "’", "Hun sa – ja", "Æ va redd", "ØVRE ÅS", "é", "idé", "§ 3", "50 €", "12 °C",
    "naïve", "Müller på kontoret", "François", "½ time på møte", "så…", "– Nei", "• punkt", "GÅ", "Ærlig talt", "Øystein", "Åse",
    "ÆØÅ", "blåbærsyltetøy", "Sápmi", "1ª", "kr 100,– på møte", "på\u00a0øya", "sam\u00adarbeid på", "fjellå", "nå?", "skrå»",
    "(å)", "«på»", "Å nei", "å, ja", "Én", "òg", "fôr", "jeg sa: “Ø”",
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-32-le", "utf-32-be", "cp1252", "latin-1", "iso8859-15", "mac_roman", "cp865", "cp850"]  # fmt: skip


def test_sl_5_however_short_a_file_is_its_letters_are_right_or_there_is_a_question() -> None:
    tried, silent, asked = 0, [], 0
    for text, encoding in itertools.product(SHORT, ENCODINGS):
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        tried += 1
        found, _encoding, warnings = decode(data, "x.txt")
        wrong = found.removeprefix("\ufeff") != text
        asked += wrong and bool(warnings)
        if wrong and not warnings:
            silent.append((text, encoding, found))
    assert tried > 400 and silent == [] and asked < tried / 10


@given(st.text(st.sampled_from("abcdefg hijk æøå ÆØÅ «» – ” . \n"), min_size=1), st.sampled_from(ENCODINGS))
@settings(deadline=None, max_examples=200)
def test_sl_5_any_text_of_these_letters_is_right_or_asked_about(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return
    if encoding.startswith("utf-") or text.isascii():
        assert decode(data, "x.txt")[0].removeprefix("\ufeff") == text.removeprefix("\ufeff")
    elif sum(text.count(letter) for letter in "æøå") > 2 * sum(text.count(other) for other in "ÆØÅ«»–”"):
        found, _encoding, warnings = decode(data, "x.txt")
        assert found == text or warnings


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=300)
def test_sl_5_whatever_the_bytes_there_is_a_text_a_question_or_one_kind_of_error(data: bytes) -> None:
    try:
        text, encoding, warnings = decode(data, "x.txt")
    except ReadingError as error:
        assert str(error).startswith("x.txt ")
        return
    if encoding == "utf-8" and not warnings:
        assert text.encode() == data
