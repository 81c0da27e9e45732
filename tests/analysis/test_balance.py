from __future__ import annotations

import pytest

from kodeverk.analysis.groups.balance import balance
from kodeverk.errors import UnknownName
from kodeverk.model import Source
from tests.memory import study_of
from tests.views.four import PAYLOADS, four, hostile


def test_balance_counts_words_turns_and_codings_of_each_informant() -> None:
    """1 says 10 + 4 words in two turns; her four words on meetings and parts of the first turn are coded."""
    frame = balance(four()).frame.set_index("name")
    columns = ["informants", "words", "turns", "codings", "coded_words", "codes"]
    assert frame.loc["1", columns].tolist() == [1, 14, 2, 3, 13, 3]
    assert frame.loc["2", columns].tolist() == [1, 14, 2, 3, 12, 2]  # six words coded twice count once
    assert frame.loc["3", columns].tolist() == [1, 10, 2, 2, 8, 2]
    assert frame.loc["4", columns].tolist() == [1, 4, 1, 0, 0, 0]
    assert frame.loc["", columns].tolist() == [0, 3, 0, 1, 3, 1]  # speech bound to nobody
    assert frame["all_words"].tolist() == [45] * 5
    assert frame["share_of_talk"].sum() == pytest.approx(1.0)
    assert frame.loc["3", "share_of_talk"] == 10 / 45


def test_what_interviewers_say_counts_for_nobody() -> None:
    short, long = (study_of({"a": f"I: {asks}\n1: Ja visst."}, {"1": ("K", {})}) for asks in ("Ja?", "Ja? " * 90))
    assert balance(short).rows == balance(long).rows
    assert balance(short).rows[0].share_of_talk == 1.0


def test_only_interviews_are_talk() -> None:
    snapshot = study_of({"a": "1: Ja visst."}, {"1": ("K", {})})
    minutes = snapshot.replacing(Source, [s._replace(kind="minutes") for s in snapshot.all(Source)])
    (row,) = balance(minutes).rows
    assert (row.words, row.turns, row.share_of_talk) == (0, 0, None)


def test_balance_by_attribute_or_office_adds_up_to_that_of_informants() -> None:
    everybody = balance(four()).frame
    for by in ("line", "office", ["leader_model", "line"]):
        frame = balance(four(), by=by).frame
        for column in ("informants", "words", "turns", "codings", "coded_words"):
            assert frame[column].sum() == everybody[column].sum(), (by, column)
    lines = balance(four(), by="line").frame.set_index("name")
    assert lines.loc["stat", ["informants", "words", "codes"]].tolist() == [2, 24, 3]
    assert [row.name for row in balance(four(), by="år").rows] == ["2", "7", "19", "unknown", ""]


def test_who_dominates_is_named_with_the_counts() -> None:
    texts = {"a": "1: " + "ord " * 60, "b": "2: " + "ord " * 20, "c": "3: " + "ord " * 20}
    found = balance(study_of(texts, {n: ("K", {}) for n in "123"}))
    assert [row.name for row in found.dominating] == ["1"]
    assert found.in_words() == "Over 1.5 times an even share of the words: 1 (60 of 100 words)."
    assert "Nobody says over" in balance(four()).in_words()
    assert balance(study_of({"a": "1: Ja."}, {"1": ("K", {})})).dominating == []  # one alone


def test_an_unknown_attribute_is_refused() -> None:
    with pytest.raises(UnknownName, match="leader_model, line, år"):
        balance(four(), by="linje")


def test_balance_of_an_empty_study_is_empty() -> None:
    found = balance(study_of({}))
    assert found.rows == () and found.frame.empty and found._repr_html_()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_balance_becomes_html(payload: str) -> None:
    for by in ("informant", "line"):
        shown = balance(hostile(payload), by=by)._repr_html_()
        assert payload not in shown and "<img" not in shown and "<script" not in shown
