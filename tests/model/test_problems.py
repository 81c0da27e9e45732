"""What does not fit together in a study is told, one row each."""

from __future__ import annotations

import pytest

from kodeverk.model import (
    PREMISE,
    Actor,
    Case,
    Category,
    Coding,
    Guide,
    Part,
    Proposition,
    Question,
    Record,
    Relation,
    Snapshot,
    Source,
    Speaker,
    SubQuestion,
    Theme,
    Value,
    Wording,
)
from kodeverk.model.problems import problems
from tests.memory import asked, evidence, study_of

TEXT = "I: Hva gjør du?\n5: Jeg er leder her.\nI: Ja."
CASES = {"5": ("Lyngmo", {"line": "stat"})}


def told(*extra: Record, codings: list[tuple[str, str, str, str]] | None = None) -> list[str]:
    return rows(study_of({"inf-05": TEXT}, CASES, ["makt", "makt/små", "ledelse"], codings or [], extra))


def rows(snapshot: Snapshot) -> list[str]:
    return [f"{problem.severity} {problem.where}: {problem.what}" for problem in problems(snapshot)]


def coding(start: int, end: int, sub_question: str = "", code: str = "code-makt") -> Coding:
    return Coding(f"c{start}", "src-inf-05", 1, start, end, code, "ida", sub_question)


def test_a_study_that_fits_together_has_no_problems() -> None:
    assert told(codings=[("inf-05", "leder her", "makt", "ida")]) == []


def test_speakers_without_case_or_role_are_told() -> None:
    unbound = Speaker("src-inf-05/5", "src-inf-05", "5", "informant", None)
    unknown = Speaker("src-inf-05/I", "src-inf-05", "I", "unknown", None)
    assert told(unbound, unknown, coding(19, 22)) == [
        "warning 5: the case speaks in no source",
        "warning inf-05: 1 coding lies in speech bound to no case",
        "warning inf-05: 5: the informant is bound to no case",
        "warning inf-05: I: interviewer or informant is not known",
    ]


def test_codings_that_no_longer_fit_are_told() -> None:
    assert told(coding(19, 999), coding(20, 24, code="borte")) == [
        "error inf-05 19-999: the coding lies outside the text",
        "error inf-05 20-24: the coding's code does not exist",
    ]


def test_codings_in_the_interviewers_speech_are_told() -> None:
    assert told(coding(3, 6)) == ["warning inf-05: 1 coding lies in speech bound to no case"]


@pytest.mark.parametrize("kind", ["agreement", "minutes", "report", "survey"])
def test_where_nobody_speaks_who_could_be_a_case_none_is_missed(kind: str) -> None:
    unbound = Speaker("src-inf-05/5", "src-inf-05", "5", "informant", None)
    snapshot = study_of({"inf-05": TEXT}, CASES, ["makt"], [], [unbound, coding(19, 22), coding(3, 6)])
    assert len(rows(snapshot)) == 3
    (source,) = snapshot.all(Source)
    assert rows(snapshot.replacing(Source, [source._replace(kind=kind)])) == ["warning 5: the case speaks in no source"]


@pytest.mark.parametrize(
    ("other", "count"),
    [(("a", "b", "a", False, "meeting"), 1), (("b", "a", "b", True, "meeting"), 1), (("a", "b", "a", True, "line"), 0),
     (("a", "b", None, None, "meeting"), 0)],
)  # fmt: skip
def test_a_passage_one_coder_reads_in_two_ways_is_told(other: tuple[str, str, str, bool, str], count: int) -> None:
    actors = [Actor(key, key.upper(), Wording(nb=key), "role", "practice", "state") for key in "ab"]

    def relation(id: str, coder: str, *said: str | bool | None) -> Relation:
        one, two, first, reciprocal, channel = said
        return Relation(id, one, two, first, reciprocal, channel, "", "c19", coder, "")  # type: ignore[arg-type]

    first = relation("r1", "ida", "a", "b", "a", True, "meeting")
    found = told(*actors, coding(19, 22), first, relation("r2", "ida", *other))
    assert len(found) == count and all(row.startswith("warning inf-05 19-22: A – B: the same coder") for row in found)
    assert told(*actors, coding(19, 22), first, relation("r2", "ola", *other)) == []


def test_codings_under_a_sub_question_of_other_codes_are_told() -> None:
    question = SubQuestion("V1", Wording(nb="Hva?"), ("code-makt",))
    category = Category("k", "bok", "kat", Wording(nb="Kat"), codes=("code-makt",), sub_questions=(question,))
    fits, other, none = (
        coding(19, 20, "V1", "code-makt/små"),
        coding(20, 21, "V1", "code-ledelse"),
        coding(21, 22, "V9"),
    )
    assert told(category, fits, other, none) == [
        "error inf-05 21-22: V9: the sub-question does not exist",
        "warning inf-05 20-21: V1: the sub-question's codes do not include the code",
    ]


def test_categories_and_sub_questions_naming_codes_there_are_not_are_told() -> None:
    question = SubQuestion("V1", Wording(nb="Hva?"), ("borte",))
    assert told(Category("k", "bok", "kat", Wording(), codes=("vekk",), sub_questions=(question,))) == [
        "error bok: V1: 1 code of the sub-question does not exist",
        "error bok: kat: 1 code of the category does not exist",
    ]


def test_cases_without_source_office_or_attribute_are_told() -> None:
    assert told(Case("case-6", "6", "informant"), Value("case-6/rolle", "case-6", "rolle", "leder")) == [
        "warning 6: the case speaks in no source",
        "note 6: the informant belongs to no office",
        "note line: the attribute is missing for 6",
        "note rolle: the attribute is missing for 5",
    ]


def test_evidence_on_premises_and_unknown_codes_in_theories_are_told() -> None:
    made = [("inf-05", "leder her", "makt", "ida")]
    premise = Proposition("t:P", "t", "P", "g", Wording(nb="x"), PREMISE, codes=("bok:borte", "annen:x", "bok:makt"))
    judged = evidence(study_of({"inf-05": TEXT}, CASES, ["makt"], made), "leder her", "t:P", "supports")
    lost = judged._replace(id="e2", proposition="t:Q")
    assert told(premise, judged, lost, codings=made) == [
        "error t:Q: evidence for a proposition that does not exist",
        "warning t: names codes of the codebook annen, which is not in use",
        "warning t:P: evidence on a premise, which gets no verdict",
        "warning t:P: names codes that do not exist: bok:borte",
    ]


def test_guide_questions_never_linked_are_noted() -> None:
    questions = tuple(Question(id_, Wording(nb=id_)) for id_ in ("1.1", "1.2"))
    guide = Guide("g", "1", Wording(), parts=(Part("1", Wording(), (Theme("1", Wording(), (), questions),)),))
    assert told(guide, asked("inf-05", 1, "g:1.1")) == ["note g: no turn is linked to 1 question: 1.2"]
