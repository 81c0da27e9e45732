"""UN-1, UN-2 and UN-7: any character through the store, a dump and a file; spans in SQL; capitals and the alphabet."""

from __future__ import annotations

import random
import sqlite3
import unicodedata
from pathlib import Path

import kodeverk as kv
from kodeverk.model import Memo, Plan, Source, canonical, made
from kodeverk.reading import read_source
from kodeverk.store import Store, dump, load
from kodeverk.views.naming import natural
from tests.store.study import new_study

EVERY = [chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000]


def test_un_2_ten_thousand_spans_over_all_planes_cut_alike_in_python_and_sql(tmp_path):
    rng = random.Random(5)
    planes = [rng.randrange(plane << 16, (plane + 1) << 16) for plane in range(17) for _ in range(120)]
    rng.shuffle(planes)
    signs = [chr(c) for c in planes if not 0xD800 <= c < 0xE000] + list("æøå é \u00ad\u200d👩‍👩‍👧🇳🇴\n")
    text = canonical("".join(signs)).text
    assert {ord(sign) >> 16 for sign in text} == set(range(17))
    with new_study(tmp_path / "planes.kodeverk", text) as store:
        raw = sqlite3.connect(store.path)
        for _ in range(10_000):
            start = rng.randrange(len(text))
            end = rng.randrange(start + 1, min(len(text), start + 300) + 1)
            (cut,) = raw.execute("SELECT substr(content, ? + 1, ? - ?) FROM text", (start, end, start)).fetchone()
            assert cut == text[start:end]
        assert raw.execute("SELECT length(content), length FROM text").fetchone() == (len(text), len(text))
        raw.close()


def altered(sign: str) -> str:
    """What a character becomes on the way in, by the Unicode database and the rules for line ends and NUL."""
    return {"\r": "\n", "\0": "\ufffd"}.get(sign, unicodedata.normalize("NFC", sign))


def through(folder: Path, signs: list[str]) -> None:
    """Send these characters through a file, the store, a dump and back, as text and in what a person writes."""
    raw = "x".join(signs)  # parted by a letter: else some would be joined to one
    text = raw.replace("\r", "\n").replace("\0", "\ufffd")
    text = unicodedata.normalize("NFC", text)
    (folder / "alle.txt").write_bytes(b"\xef\xbb\xbf" + raw.encode())
    assert read_source(folder / "alle.txt", spoken=False).text == text
    assert [text[place] for place in range(0, len(text), 2)][:50] == [altered(sign) for sign in signs[:50]]
    kept = [sign for sign in signs if altered(sign) == sign]
    assert len(signs) - len(kept) < 1200, "NFC alters 1,120 of all characters, and two are line ends and NUL"
    notes = ["".join(kept[at : at + 5000]) for at in range(0, len(kept), 5000)]
    memos = [Memo(f"m{number:03d}", "study", "", note, "tone", "2026") for number, note in enumerate(notes)]
    with new_study(folder / "alle.kodeverk", text) as store:
        store.write(lambda _now: Plan(made(*memos)), verb="memo", who="tone")
        dump(store, folder / "dump")
        before = store.snapshot()
        assert all(memo.text == note for memo, note in zip(before.all(Memo), notes, strict=True))
    with load(folder / "dump", folder / "igjen.kodeverk") as again:
        after = again.snapshot()
        assert all(memo.text == note for memo, note in zip(after.all(Memo), notes, strict=True))
        (source,) = after.table(Source)
        assert after.text(source) == text == before_text(folder)


def before_text(folder: Path) -> str:
    with Store(folder / "alle.kodeverk") as store:
        (source,) = store.snapshot().table(Source)
        return store.snapshot().text(source)


def test_un_1_each_of_the_1112064_characters_comes_back_from_file_store_and_dump(tmp_path):
    assert len(EVERY) == 1_112_064
    through(tmp_path, EVERY)


ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


def words() -> list[str]:
    """Two hundred words that begin with and hold every letter of the alphabet, æ, ø and å more often."""
    rng = random.Random(7)
    found = {first + second for first in ALPHABET for second in "aæøåz"}
    while len(found) < 200:
        found.add("".join(rng.choice(ALPHABET + "æøåæøå") for _ in range(rng.randint(2, 7))))
    return sorted(found)


def test_un_7_two_hundred_words_stand_in_the_order_of_the_alphabet_whatever_their_capitals():
    assert len(words()) == 200
    wanted = sorted(words(), key=lambda word: [ALPHABET.index(letter) for letter in word])
    rng = random.Random(70)
    for written in (wanted, [word.upper() for word in wanted], [word.capitalize() for word in wanted]):
        shuffled = rng.sample(written, len(written))
        assert sorted(shuffled, key=natural) == written
    assert [wanted[n] for n in (0, -1)] == ["aa", wanted[-1]] and wanted[-1].startswith("å")


def test_un_7_two_hundred_words_are_found_whatever_their_capitals(tmp_path):
    text = "I: Hva?\nNL: " + " og ".join(words()) + ".\nI: Ja."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "a.txt")
        for word in words():
            hits = study.search(word.upper(), forms=False)
            assert [hit.keyword for hit in hits] == [word]


def test_un_7_sources_and_cases_are_listed_in_the_order_of_the_alphabet(tmp_path):
    names = ["Ås", "Øya", "Ærø", "Zakarias", "aas", "Å", "ørn", "ase"]
    for name in names:
        (tmp_path / f"{name}.txt").write_text(f"I: Hva?\nNL: Dette er {name}.\nI: Ja.", encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "*.txt")
        assert list(study.table("sources")["source"]) == ["aas", "ase", "Zakarias", "Ærø", "ørn", "Øya", "Å", "Ås"]
