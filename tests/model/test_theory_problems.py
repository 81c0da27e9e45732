"""Whether a theory is older than the coding, and judged passages without coding, as problems tell them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kodeverk.model import Coding, Event, Evidence, Proposition, Record, Snapshot, Theory, Wording, made
from kodeverk.model.problems import problems
from tests.memory import MemoryLoader, study_of

TEXT = "I: Hva?\n5: Jeg er leder her."
THEORY = Theory("t", "1", Wording(nb="T"), written="2026-01-01", relative_to_coding="before")


def proposition(name: str, **more: object) -> Proposition:
    return Proposition(f"t:{name}", "t", name, "", Wording(nb=name), **more)  # type: ignore[arg-type]


def told(coded: str, came_in: str, *extra: Record, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Problems of a study coded at one time, whose propositions came in at another."""

    def history(self: MemoryLoader, kind: type[Record], seq: int) -> list[Event]:
        return [Event(3, came_in, "ida", "use_theory", "", change) for change in made(*self.load(kind, seq).values())]

    monkeypatch.setattr(MemoryLoader, "history", history)
    coding = Coding("c", "src-s", 1, 19, 24, "code-a", "ida", "", coded)
    return rows(study_of({"s": TEXT}, {"5": ("Lyngmo", {})}, ["a"], [], [coding, *extra]))


def rows(snapshot: Snapshot) -> list[str]:
    return [f"{p.severity} {p.where}: {p.what}" for p in problems(snapshot)]


AFTER = "note t: said to be written before coding, but dated after the first coding ({}): {}"
LATE = (
    "note t: said to be written before coding, but came into this study after its first coding ({}), so that the study "
    "itself cannot show it: {}"
)


@pytest.mark.parametrize(
    ("coded", "came_in", "theory", "expected"),
    [
        ("2026-01-02T10:00:00+00:00", "2026-01-01T10:00:00Z", THEORY, []),
        ("2026-01-02T10:00:00+00:00", "2026-01-02T10:00:00Z", THEORY, []),
        ("2026-01-01T10:00:00+00:00", "2026-01-01T09:00:00Z", THEORY, []),  # on the same day
        ("2026-01-02T10:00:00+00:00", "2026-01-02T10:00:01Z", THEORY, [LATE.format("2026-01-02", "A, B")]),
        ("2026-01-02T10:00:00+00:00", "2026-03-02T10:00:00Z", THEORY._replace(written=""), [LATE.format("2026-01-02", "A, B")]),
        ("2025-12-31T10:00:00+00:00", "2026-03-02T10:00:00Z", THEORY, [AFTER.format("2025-12-31", "A, B")]),
        ("2025-12-31T10:00:00+00:00", "2026-03-02T10:00:00Z", THEORY._replace(relative_to_coding="after"), []),
        ("2025-12-31T10:00:00+00:00", "2026-03-02T10:00:00Z", THEORY._replace(relative_to_coding=""), []),
    ],
)  # fmt: skip
def test_a_theory_said_to_be_older_than_the_coding_is_held_to_dates_and_change_log(
    coded: str, came_in: str, theory: Theory, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(coded, came_in, theory, proposition("A"), proposition("B"), monkeypatch=monkeypatch) == expected


def test_a_proposition_with_a_date_of_its_own_is_held_to_that(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [proposition("A", written="2026-02-01"), proposition("B", relative_to_coding="after"), proposition("C")]
    found = told("2026-01-15T10:00:00+00:00", "2026-01-10T10:00:00Z", THEORY, *own, monkeypatch=monkeypatch)
    assert found == [AFTER.format("2026-01-15", "A")]


def test_a_study_without_coding_is_not_held_to_anything() -> None:
    assert rows(study_of({"s": TEXT}, {"5": ("Lyngmo", {})}, ["a"], [], [THEORY, proposition("A")])) == []


def spans(found: Iterable[tuple[int, int]]) -> list[Evidence]:
    return [Evidence(f"e{start}", None, "t:A", "supports", "ida", "", "", "src-s", 1, start, end) for start, end in found]


def test_a_judged_passage_outside_the_text_or_in_nobodys_speech_is_told() -> None:
    extra = [Theory("t", "1", Wording(nb="T")), proposition("A"), *spans([(11, 14), (3, 6), (20, 99)])]
    found = rows(study_of({"s": TEXT}, {"5": ("Lyngmo", {})}, ["a"], [], extra))
    assert found == [
        "error s 20-99: t:A: the judged passage lies outside the text",
        "warning s 3-6: t:A: the judged passage lies in speech bound to no case",
    ]


def test_codes_that_rules_name_and_are_not_there_are_told() -> None:
    ruled = proposition("A", rules={"supports": 'code("a") or code("b") or category("k")'}, applies_to='code("annen:x")')
    found = rows(study_of({"s": TEXT}, {"5": ("Lyngmo", {})}, ["a"], [], [Theory("t", "1", Wording(nb="T")), ruled]))
    assert found == [
        "warning t: names codes of the codebook annen, which is not in use",
        "warning t:A: names codes that do not exist: b, category:k",
    ]


def test_attributes_and_values_no_case_has_are_told() -> None:
    wrong = proposition("A", expected={"by": "rolle", "more": "ledre"}, applies_to="aar > 3")
    right = proposition("B", expected={"by": "office", "more": "Lyngmo"}, applies_to='rolle != "leder"')
    cases = {"5": ("Lyngmo", {"rolle": "leder", "år": 3})}
    found = rows(study_of({"s": TEXT}, cases, ["a"], [], [Theory("t", "1", Wording(nb="T")), wrong, right]))
    assert found == [
        "warning t:A: no case has an attribute aar",
        "warning t:A: no case has the value ledre of rolle (nearest: leder)",
    ]
