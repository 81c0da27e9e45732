"""UN-3, UN-4, UN-5 and UN-8 on the way in: one form before the first position, and nothing that is not seen is lost."""

from __future__ import annotations

import contextlib
import itertools
import json
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import openpyxl
import pytest

import kodeverk as kv
from kodeverk.errors import GrammarError, KodeverkError, StoreError
from kodeverk.model import Coding, Source, SourceVersion, canonical
from kodeverk.reading import Reading, read_source
from tests.reading.made import docx, p, written

NORDIC = "I: På ærlig øya, éin gong? Ünder Ål\nNL: Å, på Å. ﬁn ½ ²"
"""With letters NFC composes, and some only NFKC would alter: a ligature, a fraction, a raised figure."""


def outline(reading: Reading) -> list[tuple[int, int, int, str, str]]:
    return [(s.start, s.end, s.body, s.kind, s.speaker) for s in reading.segments]


def in_format(folder: Path, text: str, form: str) -> Path:
    """Write a text in a format, its letters as they stand."""
    lines = text.split("\n")
    cues = "".join(f"00:0{n}.000 --> 00:0{n}.500\n{line}\n\n" for n, line in enumerate(lines))
    data = {
        "txt": text.encode(),
        "md": text.encode(),
        "vtt": f"WEBVTT\n\n{cues}".encode(),
        "srt": cues.encode(),
        "json": json.dumps([{"text": line} for line in lines], ensure_ascii=False).encode(),
        "docx": docx("".join(p(line) for line in lines)),
    }[form]
    return written(folder, data, f"a.{form}")


@pytest.mark.parametrize("form", ["txt", "md", "vtt", "srt", "json", "docx"])
def test_un_3_composed_and_decomposed_letters_become_one_and_compatibility_letters_stay(
    tmp_path: Path, form: str
) -> None:
    composed = read_source(in_format(tmp_path, NORDIC, form))
    apart = unicodedata.normalize("NFD", NORDIC)
    assert len(apart) > len(NORDIC)
    path = in_format(tmp_path, apart, form)
    decomposed = read_source(path)
    assert decomposed.text == composed.text and outline(decomposed) == outline(composed)
    assert "ﬁn ½ ²" in decomposed.text
    assert "NFC" in decomposed.report.changes and "NFC" not in composed.report.changes
    assert decomposed.original == path.read_bytes()


def test_un_3_a_search_finds_what_was_written_decomposed(tmp_path: Path) -> None:
    path = written(
        tmp_path, unicodedata.normalize("NFD", "I: Hvor?\nNL: Det er på Åsen, på øya.\nI: Ja.").encode(), "a.txt"
    )
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(path)
        for form in ("NFC", "NFD"):
            assert len(study.search(unicodedata.normalize(form, "på"), forms=False)) == 2
            assert len(study.search(unicodedata.normalize(form, "øya"), forms=False)) == 1


LINES = ["I: Hva gjør du?", "NL: Jeg er leder 😀.", "", "Både ute og inne.", "I: Ja."]
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r", "LS": "\u2028", "NEL": "\x85", "FF": "\f"}
MARKS = {"plain": "", "byte order mark": "\ufeff"}
FORMS = ("NFC", "NFD")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


def test_un_4_every_mark_line_end_form_and_encoding_gives_the_same_positions(tmp_path: Path) -> None:
    wanted = outline(read_source(written(tmp_path, "\n".join(LINES).encode(), "inf.txt")))
    assert len(wanted) == 3
    ways = list(itertools.product(MARKS, ENDS, FORMS, ENCODINGS))
    assert len(ways) == 96
    for mark, end, form, encoding in ways:
        text = MARKS[mark] + unicodedata.normalize(form, ENDS[end].join(LINES))
        reading = read_source(written(tmp_path, text.encode(encoding), "inf.txt"))
        assert outline(reading) == wanted, (mark, end, form, encoding)
        assert len(reading.text) == len("\n".join(LINES)), "each line end is one character"
        assert ("line ends" in reading.report.changes) == (end in ("CRLF", "CR"))


@pytest.mark.parametrize("ends", list(itertools.permutations(["\n", "\r\n", "\r", "\u2028"], 3)))
def test_un_4_line_ends_may_be_mixed(tmp_path: Path, ends: tuple[str, ...]) -> None:
    text = "I: En?" + ends[0] + "NL: To." + ends[1] + "I: Tre?" + ends[2] + "NL: Fire."
    reading = read_source(written(tmp_path, text.encode(), "inf.txt"))
    assert [(s.start, s.end) for s in reading.segments] == [(0, 6), (7, 14), (15, 22), (23, 32)]


UNSEEN = [
    "sam\u00adarbeid", "samar\u00ad\u00adbeid", "sam\u200barbeid", "sam\u200carbeid", "sam\u200darbeid", "sam\u2060arbeid",
    "\ufeffsamarbeid", "samarbeid\u200e", "\u200fsamarbeid\u200e", "\u202esamarbeid\u202c", "\u2066samarbeid\u2069",
    "\u202asamarbeid\u202c", "\u202bsamarbeid\u202c", "\u202dsamarbeid\u202c", "\u2067samarbeid\u2069",
    "\u2068samarbeid\u2069", "s\u00ada\u00adm\u00ada\u00adr\u00adbeid", "sam\u200b\u00ad\u2060arbeid",
    "SAM\u00adARBEID", "sam\u00adarbeid\u00ad",
]  # fmt: skip
SPACED = [f"to{space}sjefer" for space in "\u00a0\u202f\u2009\u3000\t\u2003"]
TURNING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kv.Project]:
    """A study of twenty-six interviews, each with one way of writing a word or a space; each word is coded."""
    folder = tmp_path_factory.mktemp("unseen")
    files = [written(folder, said(word).encode(), f"{place:02d}.txt") for place, word in enumerate([*UNSEEN, *SPACED])]
    with kv.Project(folder / "s.kodeverk") as study:
        study.add_sources(files)
        study.add_code("felles")
        for place, word in enumerate(UNSEEN):
            start = said(word).index(word)
            study.code("felles", source=f"{place:02d}", span=(start, start + len(word)), coder="ida")
        yield study


def said(word: str) -> str:
    return f"I: Hva?\nNL: Før {word} etter.\nI: Ja."


def test_un_5_what_is_not_seen_is_kept_and_ignored_in_a_search(twenty: kv.Project) -> None:
    assert len(UNSEEN) == 20
    for place, word in enumerate(UNSEEN):
        assert twenty.snapshot.text(twenty.snapshot.source(f"{place:02d}").id) == said(word)
    hits = list(twenty.search("samarbeid", forms=False))
    assert [hit.source for hit in hits] == [f"{place:02d}" for place in range(20)]
    for hit, word in zip(hits, UNSEEN, strict=True):
        assert "".join(filter(str.isalpha, hit.span.of(said(word)))).lower() == "samarbeid"


def test_un_5_a_space_that_is_no_space_is_kept_and_found_as_one(twenty: kv.Project) -> None:
    hits = list(twenty.search('"to sjefer"', forms=False))
    assert [hit.span.of(said(phrase)) for hit, phrase in zip(hits, SPACED, strict=True)] == SPACED


def test_un_5_quotes_are_exact_in_tables_dumps_workbooks_and_pages(twenty: kv.Project, tmp_path: Path) -> None:
    snapshot = twenty.snapshot
    quotes = {snapshot.table(Source)[one.source_id].name: snapshot.quote(one) for one in snapshot.all(Coding)}
    assert len(quotes) == 20
    assert all(word in quotes[f"{place:02d}"] in said(word) for place, word in enumerate(UNSEEN))
    frame = twenty.table("codings")
    assert dict(zip(frame["source"], frame["quote"], strict=True)) == quotes
    with kv.load(twenty.dump(tmp_path / "dump"), tmp_path / "igjen.kodeverk") as again:
        assert sorted(map(again.snapshot.quote, again.snapshot.all(Coding))) == sorted(quotes.values())
    book = openpyxl.load_workbook(twenty.to_excel(tmp_path / "ut.xlsx"))
    assert {cell.value for sheet in book for row in sheet for cell in row} >= set(quotes.values())
    page = Path(twenty.to_html(tmp_path / "ut.html")).read_text(encoding="utf-8")
    shown = lxml.html.fromstring(page).text_content()
    turning = {ord(sign): f"‹U+{ord(sign):04X}›" for sign in TURNING}
    assert [quote for quote in quotes.values() if quote.translate(turning) not in shown] == []
    assert "‹U+202E›" in shown, "what turns the direction of writing is shown by its number"


def fifty() -> list[str]:
    """Fifty strings with halves of characters: alone, turned about, in pairs, beside emoji and letters with marks."""
    rng = random.Random(8)
    pieces = ["\ud83d", "\ude00", "\ud83d\ude00", "a", "å", "😀", " ", "a\u030a", "\udc00", "\udbff"]
    found = [
        "\ud83d",
        "\ude00",
        "\ude00\ud83d",
        "a\ud83d",
        "\ud83db",
        "\ud83d\ud83d",
        "\ude00\ude00",
        "\ud83d\ude00\ud83d",
    ]
    while len(found) < 50:
        made = "".join(rng.choice(pieces) for _ in range(rng.randint(1, 8)))
        if any("\ud800" <= sign <= "\udfff" for sign in made) and made not in found:
            found.append(made)
    return found


def repaired(text: str) -> str:
    """The oracle: UTF-16 joins pairs, and what stays alone is replaced."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", joined)


def test_un_8_halves_of_characters_are_joined_where_they_are_a_pair_else_replaced_and_told(tmp_path: Path) -> None:
    assert len(fifty()) == 50
    for half in fifty():
        for name, data in {
            "a.txt": f"\ufeffx {half} y".encode("utf-16-le", "surrogatepass"),
            "b.json": json.dumps([{"text": f"x {half} y"}]).encode("ascii"),
        }.items():
            reading = read_source(written(tmp_path, data, name))
            assert reading.text.count("\ufffd") == canonical(half).text.count("\ufffd")
            reading.text.encode("utf-8")
            if "\ufffd" in reading.text:
                assert reading.report.changes.get("surrogates", 0) >= 1
                assert any("U+FFFD" in told for told in reading.report.warnings)


def test_un_8_canonical_text_of_fifty_strings_is_what_utf_16_makes_of_them() -> None:
    for half in fifty():
        text = canonical(half).text
        assert text.replace("\ufffd", "") == repaired(half).replace("\ufffd", "")
        text.encode("utf-8")


def test_un_8_verbs_refuse_them_with_the_position_and_never_with_an_error_of_python(tmp_path: Path) -> None:
    refused = 0
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(written(tmp_path, b"I: Hva?\nNL: Vi er to.\nI: Ja.", "a.txt"))
        study.add_code("felles")
        before = study.snapshot.seq
        for half in fifty():
            asked = f"ab{half}"
            place = next(n for n, sign in enumerate(asked) if "\ud800" <= sign <= "\udfff")
            for ask in (
                lambda asked=asked: study.memo(asked, coder="ida"),
                lambda asked=asked: study.add_code(asked),
                lambda asked=asked: study.code("felles", source="a", quote="Vi er to", coder=asked),
            ):
                with pytest.raises(StoreError, match="half a character, at position") as told:
                    ask()
                refused += f"position {place};" in str(told.value)
            with pytest.raises(KodeverkError):
                study.code("felles", source="a", quote=asked, coder="ida")
            with contextlib.suppress(GrammarError):
                assert len(study.search(asked, forms=False)) == 0
        assert study.snapshot.seq == before and study.snapshot.all(SourceVersion)
    assert refused == 150
