"""Minutes brought in: a date that does not exist is refused; a table of what items are is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.errors import FormatError
from kodeverk.reading import read_source
from kodeverk.reading.minutes import check_minutes, meeting_date, read_item_codings

MINUTES = "Møte i partnerskapet\nKontor: NAV Lyngmo\nMøtedato: {}\n\nSak 1/07 Post\nBrevet av 31.02.2007 ble lest.\n"


def test_a_meeting_dated_on_a_day_that_does_not_exist_is_refused_with_file_date_and_advice(tmp_path: Path) -> None:
    (tmp_path / "referat.txt").write_text(MINUTES.format("31.02.2007"), encoding="utf-8")
    with pytest.raises(FormatError, match=r"^referat\.txt: the meeting is dated 31\.02\.2007, .* Correct the date in the"):
        check_minutes(read_source(tmp_path / "referat.txt", spoken=False))


@pytest.mark.parametrize(
    ("head", "iso"),
    [
        (MINUTES.format("14.11.2006"), "2006-11-14"),
        ("Referat fra møte 3. januar 2007\nSak 1/07 Post\n", "2007-01-03"),
        ("Avtale av 1.10.2006\nDato: 2007-01-03\nSak 1/07 Post\n", "2007-01-03"),  # the line that says so comes first
        ("Møte i partnerskapet\nSak 1/07 Post\nmøtt 3.1.2007\n", None),  # what an item says is no head
    ],
)
def test_the_date_is_that_of_the_head(tmp_path: Path, head: str, iso: str | None) -> None:
    from kodeverk.language.agenda import agenda

    (tmp_path / "referat.txt").write_text(head, encoding="utf-8")
    read = read_source(tmp_path / "referat.txt", spoken=False)
    check_minutes(read)
    found = meeting_date(read.text, agenda(read.text, read.segments).head)
    assert (found.iso if found else None) == iso


def test_a_table_of_judgements_is_read_and_an_empty_cell_or_a_missing_column_is_named(tmp_path: Path) -> None:
    file = tmp_path / "saker.csv"
    file.write_text("source,item,code,coder\nreferat,1/07,sakstype/status,ida\n", encoding="utf-8")
    assert read_item_codings(file)[0][:4] == ("referat", "1/07", "sakstype/status", "ida")
    file.write_text("source,item,code,coder\nreferat,,sakstype/status,ida\n", encoding="utf-8")
    with pytest.raises(FormatError, match="row 2: the column item is empty"):
        read_item_codings(file)
    file.write_text("source,code,coder\nreferat,x,ida\n", encoding="utf-8")
    with pytest.raises(FormatError, match="has no column item. Columns found: source, code, coder"):
        read_item_codings(file)
