"""Evidence is suggested from shared words, to be judged; nothing is assumed and nothing written."""

from __future__ import annotations

import math

import pytest

from kodeverk.analysis.theory.suggesting import EvidenceSuggestions, suggest_evidence
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Evidence, Proposition, Record, Snapshot, Theory, Wording
from tests.memory import evidence, study_of
from tests.views.four import PAYLOADS

TEXTS = {
    "a": "1: Vi har to sjefer som styrer med tall.\n1: Møtene er lange.",
    "b": "2: Sjefene ser ikke tallene.\n2: Det er fint vær.",
}
CASES = {"1": ("Tangvåg", {"line": "stat"}), "2": ("Lyngmo", {"line": "kommune"})}
CODINGS = [
    ("a", "Vi har to sjefer som styrer med tall.", "styring", "ida"),
    ("a", "Møtene er lange.", "styring/møter", "ida"),
    ("b", "Sjefene ser ikke tallene.", "styring", "ida"),
    ("b", "Det er fint vær.", "annet", "ida"),
]
P = Proposition("t:A", "t", "A", "", Wording(nb="Sjefer styrer med tall"), codes=("bok:styring",),
                supports=Wording(nb="Sjefen styrer og teller."), contradicts=Wording(nb="Tallet betyr ikke noe."),
                nuances=Wording(nb="Været er det vi snakker om."))  # fmt: skip


def study(*extra: Record, proposition: Proposition = P) -> Snapshot:
    return study_of(TEXTS, CASES, ["styring/møter", "annet"], CODINGS, [Theory("t", "1", Wording(nb="T")), proposition, *extra])


def told(found: EvidenceSuggestions) -> list[tuple[str, str, str]]:
    return [(s.quote, s.stance, s.reason) for s in found.suggestions]


def test_passages_under_its_codes_that_share_words_are_suggested_the_likeliest_first() -> None:
    """sjef stands in two of the four passages, styre in one, tall in two; vær stands in one of another code."""
    found = suggest_evidence(study())
    assert told(found) == [
        ("Vi har to sjefer som styrer med tall.", "supports", "shares: styrer, sjefen"),
        ("Sjefene ser ikke tallene.", "supports", "shares: sjefen"),
    ]
    weight = {n: math.log(1 + 4 / (1 + n)) for n in (1, 2)}
    assert [s.score for s in found.suggestions] == [round(weight[1] + weight[2], 2), round(weight[2], 2)]
    assert found.found == 2 and len(suggest_evidence(study(), limit=1).suggestions) == 1


def test_what_anybody_has_judged_on_it_is_not_suggested_again() -> None:
    whole = study()
    judged = evidence(whole, "Sjefene ser ikke tallene.", "t:A", "nuances", "marit")
    assert [s.quote for s in suggest_evidence(whole.replacing(Evidence, [judged])).suggestions] == [
        "Vi har to sjefer som styrer med tall."
    ]
    assert whole.all(Evidence) == []  # looking writes nothing


def test_premises_and_cases_it_does_not_apply_to_are_left_out() -> None:
    assert suggest_evidence(study(proposition=P._replace(kind="premise"))).found == 0
    only = suggest_evidence(study(proposition=P._replace(applies_to='line == "kommune"')))
    assert [s.case for s in only.suggestions] == ["2"]


def test_a_passage_coded_twice_is_suggested_once() -> None:
    codings = [*CODINGS, ("a", "Vi har to sjefer som styrer med tall.", "styring", "marit")]
    whole = study_of(TEXTS, CASES, ["styring/møter", "annet"], codings, [Theory("t", "1", Wording(nb="T")), P])
    assert [s.source for s in suggest_evidence(whole).suggestions] == ["a", "b"]


def test_where_a_rule_says_so_too_the_reason_tells() -> None:
    ruled = P._replace(rules={"contradicts": 'code("styring") and line == "kommune"'})
    assert [s.reason for s in suggest_evidence(study(proposition=ruled)).suggestions] == [
        "shares: styrer, sjefen", "shares: sjefen; the rule says: contradicts",
    ]  # fmt: skip


def test_function_words_are_not_shared_and_nynorsk_is_heard() -> None:
    nothing = P._replace(supports=Wording(nb="De er ikke med, og vi har det."), contradicts=Wording(), nuances=Wording())
    assert suggest_evidence(study(proposition=nothing)).found == 0
    nynorsk = P._replace(supports=Wording(nb="x", nn="Sjefane styrar."), contradicts=Wording(), nuances=Wording())
    assert suggest_evidence(study(proposition=nynorsk)).found == 2


def test_the_frame_has_the_place_of_each_passage() -> None:
    frame = suggest_evidence(study()).frame
    assert list(frame.columns) == [
        "proposition", "stance", "case", "source", "start", "end", "quote", "code", "score", "reason", "coding_id",
    ]  # fmt: skip
    whole = study()
    for row in frame.to_dict("records"):
        assert whole.text(f"src-{row['source']}")[row["start"] : row["end"]] == row["quote"]
    assert repr(suggest_evidence(study(), limit=1)) == "<1 passage to judge, of 2 that share a word with an indicator>"


def test_an_unknown_theory_and_no_suggestions_wanted_are_refused() -> None:
    with pytest.raises(UnknownName, match="theory"):
        suggest_evidence(study(), "u")
    with pytest.raises(KodeverkError, match="limit is 0"):
        suggest_evidence(study(), limit=0)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_it_becomes_markup(payload: str) -> None:
    texts = {"a": f"1: sjef {payload}"}
    whole = study_of(texts, CASES, ["styring"], [("a", f"sjef {payload}", "styring", "ida")], [Theory("t", "1", Wording(nb="T")), P])
    page = suggest_evidence(whole)._repr_html_()
    assert payload not in page and "sjef" in page
