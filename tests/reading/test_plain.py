"""Text files: encodings are told apart (SL-5), text becomes canonical before the first offset (UN-3, UN-4)."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading import Reading, read_source
from kodeverk.reading.decoding import decode
from tests.reading.made import written

TEXTS = {
    "short": "I: Går det bra på jobben nå?",
    "capitals": "ÅPENT MØTE PÅ ØYA",
    "quotes": "Hun sa «vi og dem» – og “det holder”, sa jeg… ’ikke sant’",
    "quotes alone": "Hun sa «ja» – og «nei».",
    "nynorsk": "NL: Me får sjå korleis det går på kontoret, då.",
    "accents": "Én idé på kafé, òg ein allé. Så får vi se hva det blir til.",
    "long": "NL: Før var vi to etater på hvert vårt sted. Nå møtes vi hver torsdag, og jeg synes det går bedre. " * 40,
    "dash inside": "Vi møtes kl. 12–14 på møterommet – som regel.",
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman")


def writable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


CASES = [(name, encoding) for name, encoding in itertools.product(TEXTS, ENCODINGS) if writable(TEXTS[name], encoding)]


@pytest.mark.parametrize("name, encoding", CASES)
def test_the_letters_are_right_in_every_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    assert len(CASES) >= 40
    reading = read_source(written(tmp_path, TEXTS[name].encode(encoding), "inf.txt"))
    assert reading.text == TEXTS[name]
    assert "\ufffd" not in reading.text


def test_big_endian_utf_16_and_dos_letters_are_told_apart() -> None:
    text = "Vi møtes på kontoret, så går det greit å snakke."
    assert decode(text.encode("utf-16-be"))[:2] == (text, "utf-16-be")
    assert decode(text.encode("cp865"))[:2] == (text, "cp865")


def test_two_encodings_in_one_file_are_read_and_told() -> None:
    data = "Først på øya. Så på åsen. ".encode() + "Til slutt på fjøset.".encode("cp1252")
    text, encoding, warnings = decode(data)
    assert (text, encoding) == ("Først på øya. Så på åsen. Til slutt på fjøset.", "utf-8")
    assert len(warnings) == 1 and "2" in warnings[0]


def test_letters_lost_before_are_never_passed_over_in_silence(tmp_path: Path) -> None:
    lost = read_source(written(tmp_path, "I: P\ufffd jobben".encode(), "a.txt"))
    garbled = read_source(written(tmp_path, "I: PÃ¥ jobben".encode(), "b.txt"))
    uncertain = decode(b"ab \xb1 cd")[2]
    assert any("1" in warning for warning in lost.report.warnings)
    assert any("1" in warning for warning in garbled.report.warnings)
    assert len(uncertain) == 1


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ReadingError, match="is not text"):
        decode(bytes(range(256)) * 4, "bilde.txt")
    with pytest.raises(ReadingError, match="at byte 5"):
        decode(b"\xef\xbb\xbfab\xff", "x.txt")


@given(st.text(st.sampled_from("abc æøåÆØÅ.,\n"), min_size=6))
@settings(max_examples=80, deadline=None)
def test_any_norwegian_text_comes_back_from_windows_and_from_mac(text: str) -> None:
    assume(any(a.isalpha() and b in "æøå" for a, b in itertools.pairwise(text)))
    small = text.lower()
    assert decode(small.encode("cp1252"))[0] == small
    assert decode(small.encode("mac_roman"))[0] == small


def outline(reading: Reading) -> list[tuple[int, int, int, str, str]]:
    return [(s.start, s.end, s.body, s.kind, s.speaker) for s in reading.segments]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\f"], ids=["LF", "CRLF", "CR", "LS", "NEL", "FF"]
)
def test_every_kind_of_line_end_gives_the_same_offsets(tmp_path: Path, mark: bytes, end: str) -> None:
    text = end.join(["I: Hva gjør du?", "NL: Jeg er leder.", "", "Både ute og inne 😀.", "I: Ja."])
    reading = read_source(written(tmp_path, mark + text.encode(), "inf.txt"))
    assert outline(reading) == [(0, 15, 3, "turn", "I"), (16, 54, 20, "turn", "NL"), (55, 61, 58, "turn", "I")]
    assert len(reading.text) == 61


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_become_one(tmp_path: Path, form: str) -> None:
    text = "I: på ærlig øya, é ü"
    reading = read_source(written(tmp_path, unicodedata.normalize(form, text).encode(), "inf.txt"))
    assert reading.text == text
    assert ("NFC" in reading.report.changes) == (form == "NFD")
    assert reading.original == unicodedata.normalize(form, text).encode()


def test_compatibility_letters_stay_as_they_are(tmp_path: Path) -> None:
    text = "I: ﬁn ½ ² … \u00ad\u00a0\u200b"
    assert read_source(written(tmp_path, text.encode(), "inf.txt")).text == text


MARKDOWN = """# Intervju 7

**I:** Hei, hva gjør du?

**Informant 7**: Jeg *elsker* jobben.

- og listen

[00:01:05] __I:__ Ja?
"""


def test_markdown_loses_only_marks_around_labels_and_before_headings(tmp_path: Path) -> None:
    reading = read_source(written(tmp_path, MARKDOWN.encode(), "inf.md"))
    assert reading.text.startswith(
        "Intervju 7\n\nI: Hei, hva gjør du?\n\nInformant 7: Jeg *elsker* jobben.\n\n- og listen\n"
    )
    assert [(s.kind, s.speaker, s.seconds) for s in reading.segments] == [
        ("heading", "", None), ("turn", "I", None), ("turn", "Informant 7", None), ("turn", "I", 65.0),
    ]  # fmt: skip
    marks = next(row for row in reading.report.content if row.kind == "Markdown marks")
    assert (marks.found, marks.imported, marks.left_out) == (14, 0, 14)
    assert len(MARKDOWN) - len(reading.text) == 14
    assert reading.title == "Intervju 7"
