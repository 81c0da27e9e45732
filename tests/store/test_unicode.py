"""UN-2, the SQLite part: a span cuts the same stretch in Python and in SQL."""

from __future__ import annotations

import random
import sqlite3

from kodeverk.model import canonical
from tests.store.study import new_study


def test_ten_thousand_spans_over_all_planes_cut_alike_in_python_and_sql(tmp_path):
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
