from __future__ import annotations

import pytest

from kodeverk.analysis import Rule, check, coverage
from kodeverk.errors import UnknownName
from kodeverk.model import Coding, Evidence, Proposition, Record, Snapshot, Theory, Wording
from kodeverk.views import select
from tests.memory import study_of
from tests.views.four import CODINGS, PAYLOADS, four, hostile

THEORY = Theory("teori-bok", "1", Wording(nb="Teorien"), written="2026-01-01", relative_to_coding="before")


def proposition(name: str, *codes: str, **fields: object) -> Proposition:
    return Proposition(
        f"teori-bok:{name}",
        "teori-bok",
        name,
        "G",
        Wording(nb=f"Påstand {name}"),
        codes=codes,
        order=int(name[1:]),
        **fields,
    )  # type: ignore[arg-type]


def judged(
    snapshot: Snapshot, quote: str, name: str, stance: str, coder: str = "tone", by: str | None = None
) -> Evidence:
    """Evidence on the coding of `quote` that `coder` made, judged by `by`."""
    (coding,) = [c for c in snapshot.all(Coding) if snapshot.quote(c) == quote and c.coder == coder]
    who = by or coder
    return Evidence(f"{coding.id}/{name}/{who}/{stance}", coding.id, f"teori-bok:{name}", stance, who)


def study(
    propositions: list[Proposition], evidence: list[tuple[str, ...]], extra: list[Record] | None = None
) -> Snapshot:
    snapshot = four([THEORY, *propositions, *(extra or [])])
    return snapshot.replacing(Evidence, [judged(snapshot, *row) for row in evidence])


def test_a_proposition_shows_who_is_for_against_silent_and_not_asked() -> None:
    snapshot = study(
        [proposition("P1", "ledelse")],
        [("Vi har to sjefer", "P1", "supports"), ("Jeg har min, de har sin.", "P1", "supports"),
         ("Én leder for alle", "P1", "contradicts")],
    )  # fmt: skip
    found = check(snapshot)
    row = found.frame.iloc[0]
    assert row[["proposition", "verdict", "deviant", "coders"]].tolist() == ["P1", "partly", "3", "tone"]
    assert row[["supports", "contradicts", "nuances", "silent", "not_asked", "unknown", "not_applicable"]].tolist() == [
        2, 1, 0, 0, 1, 0, 0,
    ]  # fmt: skip
    assert found.by_case[["case", "office", "status", "evidence", "quotes"]].to_numpy().tolist() == [
        ["3", "Lyngmo", "contradicts", 1, "Én leder for alle"],  # deviant case first
        ["1", "Tangvåg", "supports", 1, "Vi har to sjefer"],
        ["2", "Tangvåg", "supports", 1, "Jeg har min, de har sin."],
        ["4", "Lyngmo", "not asked", 0, ""],
    ]
    offices = found.by_office.set_index("office")
    assert offices.loc["Lyngmo", ["cases", "supports", "contradicts", "not_asked"]].tolist() == [2, 0, 1, 1]
    assert offices.loc["Tangvåg", ["cases", "supports", "contradicts", "not_asked"]].tolist() == [2, 2, 0, 0]


def test_silent_not_asked_unknown_and_not_judged_stand_apart() -> None:
    found = check(study([proposition("P1", "to sjefer"), proposition("P2", "lunsj")], []))
    statuses = {(row.proposition, row.case): row.status for row in found.by_case.itertuples()}
    assert statuses == {
        ("P1", "1"): "not judged", ("P1", "2"): "silent", ("P1", "3"): "unknown whether asked", ("P1", "4"): "not asked",
        ("P2", "1"): "not asked", ("P2", "2"): "not judged", ("P2", "3"): "unknown whether asked", ("P2", "4"): "not asked",
    }  # fmt: skip
    assert found.frame["verdict"].tolist() == ["not illuminated", "not illuminated"]
    assert found.frame[["silent", "not_asked", "unknown", "not_judged"]].to_numpy().tolist() == [
        [1, 1, 1, 1],
        [0, 2, 1, 1],
    ]


def test_a_premise_gets_no_verdict_even_with_evidence() -> None:
    snapshot = study([proposition("P1", "ledelse", kind="premise")], [("Vi har to sjefer", "P1", "supports")])
    assert check(snapshot).frame["verdict"].tolist() == ["premise"]


def test_many_quotes_of_one_case_are_one_case() -> None:
    snapshot = study(
        [proposition("P1", "ledelse")],
        [("Vi har to sjefer", "P1", "supports"), ("de drar hver sin vei", "P1", "supports"), ("Møtene er fine nok.", "P1", "supports")],
    )  # fmt: skip
    row = check(snapshot).frame.iloc[0]
    assert row[["supports", "evidence", "verdict"]].tolist() == [1, 3, "open"]


def test_cases_it_does_not_apply_to_are_shown_and_not_counted() -> None:
    snapshot = study(
        [proposition("P1", "ledelse", applies_to='leader_model == "toleder"')],
        [("Vi har to sjefer", "P1", "supports"), ("Én leder for alle", "P1", "contradicts")],
    )
    found = check(snapshot)
    assert found.frame.iloc[0][["supports", "contradicts", "not_applicable", "evidence"]].tolist() == [1, 0, 2, 1]
    case = found.findings[0].with_status("not applicable")[0]
    assert (case.case, len(case.evidence)) == ("3", 1)
    assert found.findings[0].notes != ()


def test_a_case_whose_attribute_is_unknown_is_not_called_not_applicable() -> None:
    found = check(study([proposition("P1", "ledelse", applies_to="år > 5")], []))
    statuses = {row.case: row.status for row in found.by_case.itertuples()}
    assert statuses["3"] == "not applicable"
    assert statuses["4"] == "not asked"


@pytest.mark.parametrize("selection", ['finnes_ikke == "x"', "dette er ikke en seleksjon ("])
def test_a_selection_that_cannot_be_read_is_noted(selection: str) -> None:
    finding = check(study([proposition("P1", "ledelse", applies_to=selection)], [])).findings[0]
    assert selection in finding.notes[0]
    assert finding.count("not applicable") == 0


def test_evidence_in_unbound_speech_alone_illuminates_nothing_and_is_shown() -> None:
    snapshot = study([proposition("P1", "møter")], [("Møtene er lange.", "P1", "contradicts")])
    found = check(snapshot)
    assert found.frame.iloc[0][["verdict", "contradicts", "evidence"]].tolist() == ["not illuminated", 0, 0]
    assert found.by_case.iloc[-1][["case", "status", "quotes"]].tolist() == ["", "contradicts", "Møtene er lange."]
    assert "Møtene er lange." in found._repr_html_()
    assert found.findings[0].notes == ("Evidence in speech without case is shown, and counts for no case.",)


def test_coders_who_judge_oppositely_are_shown() -> None:
    snapshot = study(
        [proposition("P1", "ledelse")],
        [("Vi har to sjefer", "P1", "supports", "tone"), ("Vi har to sjefer", "P1", "contradicts", "tone", "katrine"),
         ("Jeg har min, de har sin.", "P1", "nuances")],
    )  # fmt: skip
    found = check(snapshot)
    assert found.disputes[["proposition", "case", "quote", "supports", "contradicts"]].to_numpy().tolist() == [
        ["P1", "1", "Vi har to sjefer", "tone", "katrine"]
    ]
    assert found.frame.iloc[0][["mixed", "nuances", "coders"]].tolist() == [0, 1, "katrine; tone"]


def test_coders_who_judge_alike_share_one_quote() -> None:
    snapshot = study(
        [proposition("P1", "ledelse")],
        [("Vi har to sjefer", "P1", "supports", "tone"), ("Vi har to sjefer", "P1", "supports", "tone", "katrine")],
    )
    found = check(snapshot)
    assert found._repr_html_().count("Vi har to sjefer") == 1
    assert "(katrine, tone)" in found._repr_html_()
    assert len(found.evidence) == 2


def test_deviant_cases_are_those_against_the_more_frequent_stance() -> None:
    snapshot = study(
        [proposition("P1", "ledelse"), proposition("P2", "ledelse")],
        [("Vi har to sjefer", "P1", "contradicts"), ("Jeg har min, de har sin.", "P1", "contradicts"),
         ("Én leder for alle", "P1", "supports"), ("Vi har to sjefer", "P2", "contradicts"), ("Én leder for alle", "P2", "supports")],
    )  # fmt: skip
    assert [finding.deviant for finding in check(snapshot).findings] == [("3",), ()]


def test_a_code_the_study_does_not_have_is_noted() -> None:
    finding = check(study([proposition("P1", "annen:makt")], [])).findings[0]
    assert "annen:makt" in finding.notes[0]
    assert finding.count("unknown whether asked") == 4


def test_a_category_stands_for_its_codes_where_no_code_is_named() -> None:
    finding = check(study([proposition("P1", categories=("styring",))], [])).findings[0]
    assert finding.count("not judged") == 3
    assert finding.notes == ()


def test_a_check_follows_the_selection() -> None:
    snapshot = study(
        [proposition("P1", "ledelse")],
        [("Vi har to sjefer", "P1", "supports"), ("Én leder for alle", "P1", "supports")],
    )
    assert check(snapshot).frame["verdict"].tolist() == ["supported"]
    assert check(select(snapshot, 'line == "stat" and case == "1"')).frame["verdict"].tolist() == ["open"]


def test_the_rule_is_printed_and_can_be_another() -> None:
    snapshot = study(
        [proposition("P1", "ledelse")],
        [("Vi har to sjefer", "P1", "supports"), ("Én leder for alle", "P1", "supports")],
    )
    strict = check(snapshot, "teori-bok", rule=Rule(support_cases=3))
    assert strict.frame["verdict"].tolist() == ["open"]
    assert strict.rule.in_words() in strict._repr_html_()


def test_an_unknown_theory_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="teori-bok"):
        check(four([THEORY]), "teori-x")


def test_an_empty_study_and_one_without_codings_are_checked() -> None:
    assert check(study_of({})).frame.empty
    assert check(study_of({}))._repr_html_()
    bare = four([THEORY, proposition("P1", "ledelse")], codings=())
    assert check(bare).frame["verdict"].tolist() == ["not illuminated"]
    assert list(check(study_of({})).by_office.columns)[:3] == ["proposition", "office", "cases"]
    assert len(CODINGS) == 9


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_check_becomes_html(payload: str) -> None:
    snapshot = hostile(payload)
    coding = snapshot.all(Coding)[0]
    wording = Wording(nb=payload, en=payload)
    found = check(
        snapshot.replacing(Theory, [Theory("t", "1", wording)])
        .replacing(Proposition, [Proposition("t:p", "t", payload, payload, wording, codes=(payload,), applies_to=payload)])
        .replacing(Evidence, [Evidence("a", coding.id, "t:p", "supports", payload, payload), Evidence("b", coding.id, "t:p", "contradicts", "x")])
    )  # fmt: skip
    shown = found._repr_html_()
    assert found.frame["disputed"].tolist() == [1]
    assert payload not in shown
    assert "<img" not in shown and "<script" not in shown and "<svg" not in shown
    assert found.frame["proposition"].tolist() == [payload]


def test_a_theory_that_says_before_and_is_dated_after_the_first_coding_is_told_wherever_it_is_said() -> None:
    """All is coded 2026-01-01; P1 has the theory's date, P2 a date of its own, P3 says after."""
    later = THEORY._replace(written="2026-02-01")
    propositions = [
        proposition("P1", "ledelse"), proposition("P2", "ledelse", written="2025-12-01"),
        proposition("P3", "ledelse", relative_to_coding="after"), proposition("P4", "ledelse", written="2026-01-02"),
    ]  # fmt: skip
    found = check(four([later, *propositions]))
    dated = "dated after the first coding"
    assert found.frame["not_borne_out"].tolist() == [dated, "", "", dated]
    shown = found._repr_html_()
    assert "which dates or change log do not bear out for 2 propositions" in shown
    assert shown.count("(not borne out: dated after the first coding)") == 1, "P4 says itself when it was written"
    assert coverage(four([later, *propositions])).frame["not_borne_out"].tolist() == [dated, "", "", dated]
    assert "do not bear out" in coverage(four([later, *propositions]))._repr_html_()
    assert "bear" not in check(four([THEORY, *propositions[:3]]))._repr_html_()
