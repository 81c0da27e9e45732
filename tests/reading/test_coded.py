"""Tables of codings, judgements and asked questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.errors import FormatError
from kodeverk.reading import AskedRow, CodingRow, JudgementRow, read_asked, read_codings, read_judgements
from tests.reading.made import written


def test_codings_are_read_with_their_rows(tmp_path: Path) -> None:
    text = 'source,code,coder,quote,start,end,turn,sub_question\ninf-01,makt,tone,"Ja, «det»",,,4,V1\ninf-01,makt,tone,,3,9,,\n'
    assert read_codings(written(tmp_path, text.encode(), "kodinger.csv")) == [
        CodingRow("inf-01", "makt", "tone", "Ja, «det»", None, None, 4, "V1", 2),
        CodingRow("inf-01", "makt", "tone", "", 3, 9, None, "", 3),
    ]


def test_judgements_and_asked_questions_are_read(tmp_path: Path) -> None:
    text = "source;quote;code;proposition;stance;coder;note;turn\ninf-01;Ja;makt;t:PA-1;supports;tone;;7\n"
    assert read_judgements(written(tmp_path, text.encode(), "a.csv")) == [
        JudgementRow("inf-01", "Ja", "makt", "t:PA-1", "supports", "tone", "", 7, 2)
    ]
    assert read_asked(written(tmp_path, b"source,turn,question,coder\ninf-01,3,,tone\n", "b.csv")) == [
        AskedRow("inf-01", 3, "", "tone", 2)
    ]


@pytest.mark.parametrize(
    "text, message",
    [
        ("source,code,coder\na,b,c\n", "no column quote or start or turn. Columns found: source, code, coder"),
        ("source,code,coder,quote\na,,c,Hemmelig ord\n", "row 2: the column code is empty"),
        ("source,code,coder,quote\na,b,c,\n", "row 2: the column quote is empty"),
        ("source,code,coder,quote,start,end\na,b,c,,3,\n", "row 2: the column end is empty"),
        ("source,code,coder,quote,turn\na,b,c,Hemmelig ord,tre\n", "row 2: the column turn must hold a whole number"),
    ],
)
def test_what_is_missing_is_told_with_its_row_and_without_interview_text(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(FormatError, match=message) as told:
        read_codings(written(tmp_path, text.encode(), "kodinger.csv"))
    assert "Hemmelig" not in str(told.value)
