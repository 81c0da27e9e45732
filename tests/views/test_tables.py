from __future__ import annotations

import re

import pytest

from kodeverk.errors import UnknownName
from kodeverk.model import (
    Actor,
    Adjudication,
    Asked,
    Claim,
    Coding,
    Condensation,
    Evidence,
    Memo,
    Proposition,
    Relation,
    Snapshot,
    Suggestion,
    Theory,
    WholeReading,
    Wording,
)
from kodeverk.views import TABLES, table
from tests.memory import evidence, study_of
from tests.views.four import four


def full() -> Snapshot:
    study = four()
    coding = study.all(Coding)[0]
    return (
        study.replacing(Evidence, [evidence(study, "Én leder for alle", "t:P1", "supports", "ida")])
        .replacing(Theory, [Theory("t", "1", Wording(nb="T"))])
        .replacing(Proposition, [Proposition("t:P1", "t", "P1", "G", Wording(nb="Det er slik."))])
        .replacing(Memo, [Memo("m", "case", "case-1", "Tenk", "ida", "2026-01-02")])
        .replacing(Suggestion, [Suggestion("s", "src-inf-03", 1, 25, 30, "code-møter", "regler", "leder: leder")])
        .replacing(Condensation, [Condensation("k", "case-1", "ledelse", "Kort", (coding.id,), "ida", "2026")])
        .replacing(Claim, [Claim("c", "Alle ler.", "Alle", "", 'code("lunsj")', verdict="true", coder="ida")])
        .replacing(Actor, [Actor(key, key, Wording(nb=key), "role", "authority", "both") for key in ("R", "FD")])
        .replacing(Adjudication, [decision(coding)])
        .replacing(WholeReading, [WholeReading("w", "src-inf-01", 1, "ida", "2026-01-02", "Om to sjefer.", "2026-01-03")])
        .replacing(Relation, [Relation("r", "R", "FD", "R", True, "meeting", "weekly", coding.id, "ida", "2026")])
    )


def decision(coding: Coding) -> Adjudication:
    """A decision between one coding and nothing of the other coder's: it is kept as it is."""
    return Adjudication("d", *coding[1:5], (coding.id,), (coding.id,), "avgjort", "leder", "Ja.", "2026-01-04")


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_has_rows_and_the_columns_it_is_documented_to_have(name: str) -> None:
    frame = table(full(), name)
    assert len(frame) > 0
    assert table.__doc__ is not None
    rows = re.findall(rf"^        {name} +(.*?)(?=^        \S)", table.__doc__, re.M | re.S)
    documented = re.sub(r"one column per attribute \(.*?\)", "leader_model, line, år", rows[0])
    assert list(frame.columns) == [column.strip() for column in documented.split(",")]


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_of_an_empty_study_is_empty_and_keeps_its_columns(name: str) -> None:
    frame = table(study_of({}), name)
    assert len(frame) == 0
    assert len(frame.columns) > 2


def test_codings_are_listed_in_the_order_said() -> None:
    frame = table(full(), "codings")
    assert frame[["source", "quote", "code", "case", "office", "coder"]].iloc[:2].to_numpy().tolist() == [
        ["inf-01", "Vi har to sjefer", "ledelse/to sjefer", "1", "Tangvåg", "tone"],
        ["inf-01", "de drar hver sin vei", "ledelse", "1", "Tangvåg", "tone"],
    ]
    assert frame["case"].tolist()[-1] == ""
    assert (frame["end"] - frame["start"]).tolist() == frame["quote"].str.len().tolist()


def test_order_does_not_depend_on_the_order_records_were_made_in() -> None:
    study = full()
    for kind in (Coding, Asked, Evidence):
        study = study.replacing(kind, reversed(study.all(kind)))  # type: ignore[type-var, arg-type]
    for name in TABLES:
        assert table(study, name).equals(table(full(), name)), name


def test_cases_show_values_and_states_and_inherit_from_their_office() -> None:
    frame = table(full(), "cases").set_index("case")
    assert frame.loc["4", ["office", "leader_model", "line", "år"]].tolist() == [
        "Lyngmo",
        "enleder",
        "kommune",
        "unknown",
    ]
    assert frame.loc["Lyngmo", "line"] == "unknown"
    assert frame.loc["2", "år"] == 7


def test_suggestions_name_their_categories() -> None:
    row = table(full(), "suggestions").iloc[0]
    found = row[["source", "quote", "code", "categories", "coder", "reason"]].tolist()
    assert found == ["inf-03", "leder", "møter", "styring", "regler", "leder: leder"]


def test_segments_hold_what_is_said_without_labels() -> None:
    frame = table(full(), "segments")
    assert frame["text"].tolist()[:2] == ["Hvem leder kontoret?", "Vi har to sjefer, og de drar hver sin vei."]
    assert frame["role"].tolist()[:2] == ["interviewer", "informant"]


def test_an_unknown_table_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="codings, suggestions"):
        table(full(), "kodinger")
