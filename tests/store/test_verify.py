"""verify proves a study whole, and finds every kind of damage without telling what anybody said."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest

from kodeverk.errors import StoreError
from kodeverk.store import verify
from tests.store.study import at, code, new_study

pytestmark = pytest.mark.damages


@pytest.fixture
def path(tmp_path):
    with new_study(tmp_path / "studie.kodeverk") as store:
        code(store, at("to sjefer 🙂"), at("ett kontor", "cb:kontor"))
        code(store, at("mellom"))
        store.undo("tone")
    return store.path


def test_a_whole_study_is_found_whole_with_what_was_counted(path):
    found = verify(path)
    assert found.ok
    assert found.findings == []
    expected = {"text": 1, "original": 1, "txn": 4, "coding": 2, "source": 1, "code": 2, "memo": 0}
    assert {name: found.counts[name] for name in expected} == expected
    with pytest.raises(StoreError, match="There is no study"):
        verify(path.with_name("ingen.kodeverk"))


DAMAGE = {
    "a word of the text": ("UPDATE text SET content = replace(content, 'ett', 'itt')", "text .*SHA-256"),
    "the length of the text": ("UPDATE text SET length = 7", "text .*length"),
    "a byte of the file imported": ("UPDATE original SET content = x'00'", "original .*SHA-256"),
    "a file imported, lost": ("DELETE FROM original", "source_version s1/1: names a file"),
    "a quote": ("UPDATE coding SET quote = 'tre sjefer'", "coding .*quote"),
    "the surroundings": ("UPDATE coding SET before = 'x'", "coding .*surroundings"),
    "a span": ("UPDATE coding SET start = start + 1", "coding .*surroundings"),
    "a span beyond the text": ('UPDATE coding SET "end" = 9999', "coding .*does not fit"),
    "a code": ("UPDATE coding SET code_id = 'borte'", "coding, row .*names a code"),
    "a record, past the log": ("UPDATE code SET path = 'tre sjefer'", "code .*not as the change log"),
    "a record, removed past the log": ("DELETE FROM speaker", "speaker .*not in the study"),
    "a structure": ("UPDATE code SET label = '[5'", "code .*cannot be read"),
    "a segment": ("UPDATE source_version SET segments = replace(segments, '\"end\":27', '\"end\":2')", "segment 1"),
    "a transaction": ("DELETE FROM txn WHERE seq = 2", "transaction 2: is missing"),
    "a line of the log": ("DELETE FROM change WHERE seq = 1 AND n = 3", "transaction 1: has a gap"),
    "an earlier state in the log": ("UPDATE change SET after = replace(after, ':1', ':0') WHERE seq = 3", "follow on"),
    "a trigger": ("CREATE TRIGGER sly AFTER INSERT ON coding BEGIN DELETE FROM coding; END", "trigger sly"),
    "a view": ("CREATE VIEW coding2 AS SELECT * FROM coding", "view coding2"),
    "a column": ("ALTER TABLE memo ADD COLUMN extra TEXT", "table memo: has another layout"),
    "an index": ("DROP INDEX ix_coding_code_id", "ix_coding_code_id"),
}


@pytest.mark.parametrize("damaged", DAMAGE)
def test_damage_is_found_and_named(path, damaged):
    statement, expected = DAMAGE[damaged]
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.commit()
    raw.close()
    found = verify(path)
    assert not found.ok
    told = str(found)
    assert re.search(expected, told), told
    assert not any(word in told for word in ("sjefer 🙂", "ett kontor", "itt kontor", "mellom", "tre sjefer"))


def test_a_flipped_bit_in_a_text_or_a_quote_is_found_where_sqlite_sees_nothing(path):
    whole = path.read_bytes()
    for place in ("K: Vi er ett kontor", "kontor med"):
        start = whole.index(place.encode())
        for bit in (1, 0x80):  # the second leaves bytes that are no UTF-8
            flipped = bytearray(whole)
            flipped[start + 3] ^= bit
            path.write_bytes(flipped)
            raw = sqlite3.connect(path)
            raw.text_factory = bytes
            assert raw.execute("PRAGMA integrity_check").fetchall() == [(b"ok",)]
            raw.close()
            found = verify(path)
            assert not found.ok
            assert "kontor" not in str(found)
    path.write_bytes(whole)
    assert verify(path).ok


def test_a_cut_or_overwritten_file_is_found(path):
    whole = path.read_bytes()
    for damaged in (whole[:5000], whole[: len(whole) // 2], b"x" * 100 + whole[100:], whole[:8192] + bytes(4096) * 60):
        path.write_bytes(damaged)
        assert not verify(path).ok
        assert "Traceback" not in json.dumps(str(verify(path)))
