"""Items of a meeting, found in minutes: agendas, numbers, titles, decisions; and the dates people write."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.language.agenda import Agenda, agenda
from kodeverk.language.dates import dates
from kodeverk.model import Segment


def read(text: str, kind: str = "paragraph") -> Agenda:
    """The agenda of minutes with a segment for each line."""
    segments, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        segments.append(Segment(number, at, at + len(line), at, kind))
        at += len(line) + 1
    return agenda(text, segments)


def told(text: str) -> list[tuple[str, str, str]]:
    """Label, heading and what it ended in, of each item."""
    return [(one.label, one.title, one.decision.of(text) if one.decision else "") for one in read(text).items]


MINUTES = """Møte i partnerskapet
Kontor: NAV Lyngmo
Saksliste
Sak 1/06 Post
Sak 2/06 Mål for året
Sak 1/06 Post
Rådmannen fortalte.
Vedtak: Felles postkasse.
Sak 2/06 Mål for året
Drøftet.
Konklusjon: Ses i sammenheng.
Fulgt opp senere."""


def test_an_agenda_adds_no_items_and_each_runs_to_the_next_number() -> None:
    assert told(MINUTES) == [
        ("Sak 1/06", "Post", "Vedtak: Felles postkasse."),
        ("Sak 2/06", "Mål for året", "Konklusjon: Ses i sammenheng."),
    ]
    found = read(MINUTES)
    assert found.listed and found.head.of(MINUTES).endswith("Saksliste\n")
    first = found.items[0]
    assert first.span.of(MINUTES) == "Sak 1/06 Post\nRådmannen fortalte.\nVedtak: Felles postkasse."
    assert [part.of(MINUTES) for part in first.parts[1:]] == ["Sak 1/06 Post"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1/06\tPost\n2/06\tMål\nSak 1/06 Post\na\nSak 2/06 Mål\nb", ["Sak 1/06: Post", "Sak 2/06: Mål"]),  # a table above
        ("1/06 Post\na\n2/06 Mål\nb\n14/11 2006", ["1/06: Post", "2/06: Mål"]),
        ("PS 1/07 Post\na\nRS 1/07 Mål\nb", ["PS 1/07: Post", "RS 1/07: Mål"]),  # two series, one number
        ("2007/1 Post\na\n2007/2 Mål\nb", ["2007/1: Post", "2007/2: Mål"]),  # the year first
        ("Sak 1: Post\na\nSak 2 – Mål\nSak 1 ble utsatt fra forrige møte.", ["Sak 1: Post", "Sak 2: Mål"]),
        ("Ingen nummer.\nBare tekst.", []),
    ],
)
def test_how_items_are_numbered(text: str, items: list[str]) -> None:
    assert [f"{one.label}: {one.title}" for one in read(text).items] == items


def test_a_number_is_as_it_is_written_and_a_line_numbered_otherwise_than_the_items_is_kept() -> None:
    text = "07/14 Før\nSak 12/2007: Post\na\nPS 14/07 Mål\nb\n07/15 Motsatt\n07/16 ble utsatt til neste møte."
    found = read(text)
    assert [one.number for one in found.items] == ["07/14", "12/2007", "PS 14/07"]
    assert [line.of(text) for line in found.otherwise] == ["07/15 Motsatt"]


def test_the_same_number_with_another_heading_is_another_item() -> None:
    text = "Sak 1/06 Post\na\nVedtak: Ja.\nSak 2/06 Mål\nb\nVedtak: Nei.\nSak 2/06 Bemanning\nc"
    assert [(one.label, one.again) for one in read(text).items] == [
        ("Sak 1/06", False), ("Sak 2/06", False), ("Sak 2/06 (2)", True),
    ]  # fmt: skip
    continued = "Sak 1/06 Post\na\nVedtak: Ja.\nSak 2/06 Mål\nb\nSak 1/06 Post (forts.)\nc"
    assert [one.label for one in read(continued).items] == ["Sak 1/06", "Sak 2/06"]
    assert len(read(continued).items[0].parts) == 2


def test_an_item_of_the_agenda_that_is_not_dealt_with_is_an_item_still() -> None:
    text = "Saksliste\nSak 1/06 A\nSak 2/06 B\nSak 3/06 C\nVelkommen.\nSak 1/06 A\nx\nVedtak: y\nSak 3/06 C\nz"
    found = read(text).items
    assert [(one.label, one.dealt_with) for one in found] == [("Sak 1/06", True), ("Sak 2/06", False), ("Sak 3/06", True)]
    assert found[1].span.of(text) == "Sak 2/06 B"


def test_notes_and_comments_are_no_part_of_an_item() -> None:
    text = "Sak 1 Post\nSak 2 i en merknad"
    segments = [Segment(1, 0, 10, 0, "paragraph"), Segment(2, 11, len(text), 11, "comment")]
    assert [one.span.of(text) for one in agenda(text, segments).items] == ["Sak 1 Post"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.text("abc æøå", min_size=1, max_size=20), st.integers(0, 3), st.booleans()), max_size=8),
    st.booleans(),
)
def test_as_many_items_are_found_as_were_written_with_or_without_an_agenda(
    written: list[tuple[str, int, bool]], listed: bool
) -> None:
    heads = [f"Sak {n}/06 T{title.strip()}" for n, (title, _lines, _decided) in enumerate(written, 1)]
    lines = ["Møte", *(["Saksliste", *heads] if listed else [])]
    for head, (_title, more, decided) in zip(heads, written, strict=True):
        lines += [head, *["Rådmannen sa noe."] * (more + 1), *(["Vedtak: Ja."] if decided else [])]
    found = read("\n".join(lines))
    assert [one.number for one in found.items] == [f"{n}/06" for n in range(1, len(written) + 1)]
    assert found.listed == (listed and bool(written))
    assert [one.decision is not None for one in found.items] == [decided for _title, _lines, decided in written]
    spans = [one.span for one in found.items]
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


@settings(deadline=None, max_examples=100)
@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_a_date_is_read_however_it_is_written(day: datetime.date) -> None:
    months = [
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
        "desember",
    ]  # fmt: skip
    ways = [
        f"{day.day}.{day.month}.{day.year}", f"{day.day:02}.{day.month:02}.{day.year % 100:02}", day.isoformat(),
        f"{day.day}/{day.month}-{day.year}", f"{day.day}. {months[day.month - 1]} {day.year}",
        f"{day.day}. {months[day.month - 1][:3]}. {day.year}",
    ]  # fmt: skip
    assert [[one.iso for one in dates(f"Møtedato: {way}, kl. 12")] for way in ways] == [[day.isoformat()]] * len(ways)


def test_a_day_no_calendar_has_is_found_and_has_no_iso() -> None:
    assert [one.iso for one in dates("31.02.2007, 30. februar 2007, 2007-13-01, 29.2.2008")] == ["", "", "", "2008-02-29"]
