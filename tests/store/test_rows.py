"""Records as rows and as lines of the log: the same JSON in both, and encoded once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import StoreError
from kodeverk.model import Segment, SourceVersion
from kodeverk.model.codec import to_plain
from kodeverk.store.rows import Once, from_log, shape, to_log

NUMBERS = st.integers(0, 10**9)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
SEGMENTS = st.builds(
    Segment,
    NUMBERS,
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.sampled_from(["turn", "table", 'a "kind"', ""]),
    WORDS | st.sampled_from(["", "I", 'Kari "K"']),
    st.none() | st.floats(0, 1e6) | st.just(0.0),
)


def version(*segments: Segment) -> SourceVersion:
    return SourceVersion("s1/1", "s1", 1, "a" * 64, "b" * 64, 9, segments, {"file": "å.txt"}, "2026-01-01T00:00:00Z")


def row(of: SourceVersion, once: Once | None = None) -> dict[str, Any]:
    return dict(zip(SourceVersion._fields, shape(SourceVersion).rows([of], once)[0], strict=True))


@given(st.lists(SEGMENTS, max_size=6))
@settings(deadline=None, max_examples=100)
def test_segments_are_kept_as_any_structure_is(segments: list[Segment]) -> None:
    plain = json.dumps(to_plain(segments), ensure_ascii=False, separators=(",", ":"))
    assert row(version(*segments))["segments"] == plain


@given(st.lists(SEGMENTS, max_size=6))
@settings(deadline=None, max_examples=50)
def test_the_line_of_the_log_holds_every_field_as_json(segments: list[Segment]) -> None:
    of = version(*segments)
    plain = {field: to_plain(value) for field, value in of._asdict().items()}
    assert to_log(of) == to_log(of, Once()) == json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    assert from_log(SourceVersion, to_log(of)) == of


def test_a_structure_is_encoded_once_for_the_row_and_the_line_of_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    once, of, other = Once(), version(Segment(1, 0, 9, 3)), version(Segment(1, 0, 8, 2))
    written: list[Any] = []
    as_kept = shape(SourceVersion)
    for i, write in dict(as_kept.write).items():
        monkeypatch.setitem(as_kept.write, i, lambda value, write=write: written.append(value) or write(value))
    kept, line = row(of, once), to_log(of, once)
    assert written == [of.segments, of.report]
    assert line is not None and f'"segments":{kept["segments"]},"report":{kept["report"]},' in line
    assert row(other, once)["segments"] == '[{"number":1,"start":0,"end":8,"body":2}]'


@pytest.mark.parametrize("broken", [{"number": "en"}, {"start": 1.5}, {"end": None}, {"seconds": float("nan")}])
def test_a_segment_that_cannot_be_kept_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(StoreError, match="source_version holds a value that cannot be kept"):
        row(version(Segment(1, 0, 9, 3)._replace(**broken)))
