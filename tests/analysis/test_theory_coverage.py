"""Theory and coding held up against each other, both ways.

The large table is a study of 2019: for each proposition, where in the discussion it is used, or that it never is,
and the five that the discussion brings in without the theory chapter having introduced them.
"""

from __future__ import annotations

import pytest

from kodeverk.analysis.theory.coverage import coverage
from kodeverk.errors import UnknownName
from kodeverk.model import Category, Coding, Evidence, Proposition, Theory, Wording
from tests.analysis.stances import THEORY, table_study
from tests.views.four import PAYLOADS, four, hostile

NEVER = ""
USED = {
    "INS-1": "D2.1", "INS-2": NEVER, "INS-3": "D2.1", "INS-4": "D2.2", "INS-5": NEVER, "INS-6": "D1.1",
    "TRA-1": "D1.2.2", "TRA-2": "D1.2.2", "TRA-3": "D1.1.2",
    "PA-1": "D1.1", "PA-2": "D3", "PA-3": "D3.3", "PA-4": "D1.2.2", "PA-5": "D1.2.3", "PA-6": NEVER, "PA-7": "D3",
    "PA-8": "D1.2.1", "PA-9": "D2.2",
    "PRO-1": NEVER, "PRO-2": "D1.1.2", "PRO-3": NEVER, "PRO-4": "D1.1.2", "PRO-5": "D1.4", "PRO-8": "D1.1.1",
    "PRO-9": "D1.1.2",
    "SYS-2": "D1.2", "SYS-3": "D1.2.2", "TV-1": "D2.3", "TV-2": "D1.3.1", "TV-3": "D0",
    "KO-1": "D2.3", "KO-2": "D2.3", "KO-3": NEVER, "KO-4": "D2.3", "KO-5": "D2.3", "KO-6": "D2.3", "KO-7": "D2.3",
    "KO-8": NEVER, "KO-9": NEVER, "KO-10": "D2.3", "KO-11": NEVER, "KO-12": NEVER, "KO-13": "D2.3", "KO-14": "D2.3",
    "NPM-1": "D1.2.3", "NPM-3": "D1.2.3", "NPM-4": NEVER, "EBP-1": NEVER,
    "GOV-1": NEVER, "GOV-2": NEVER, "GOV-3": NEVER, "GOV-4": NEVER, "GOV-5": NEVER,
}  # fmt: skip
LATE = ("INS-6", "PA-8", "PA-9", "PRO-9", "NPM-3")
"""Only in the discussion: institutionalised task-solving, over-control, inner motivation, altruism, fragmentation."""
NOT_USED = (
    "INS-2", "INS-5", "PA-6", "PRO-1", "PRO-3", "KO-3", "KO-8", "KO-9", "KO-11", "KO-12", "NPM-4", "EBP-1", "GOV-1",
    "GOV-2", "GOV-3", "GOV-4", "GOV-5",
)  # fmt: skip
"""Paradox by name, power and strategy, replacing people, phases, de-professionalisation, grey zones, rules, plans,
project groups, shared pot, post-NPM, evidence-based practice, and all of governance."""


def discussion():
    """The discussion as a study: its sections are the cases, and what a section uses is evidence from it."""
    sections = sorted(set(USED.values()) - {NEVER})
    cases = {section: ("Drøfting", {}) for section in sections}
    stands = {name: {section: "supports"} if section else {} for name, section in USED.items()}
    fields = {name: {"group": name.partition("-")[0]} for name in USED}
    for name in LATE:
        fields[name]["relative_to_coding"] = "after"
    groups = {name.partition("-")[0]: Wording(nb=name.partition("-")[0]) for name in USED}
    return table_study(cases, stands, fields=fields, theory=THEORY._replace(groups=groups))


def test_theory_introduced_and_never_used_is_what_the_study_of_2019_leaves_out() -> None:
    found = coverage(discussion())
    rows = found.never_used
    assert tuple(rows[rows["level"] == "proposition"]["name"]) == NOT_USED == tuple(found.unspoken["proposition"])
    wholes = rows[rows["level"] != "proposition"]
    assert wholes[["level", "name", "propositions"]].to_numpy().tolist() == [["group", "EBP", 1], ["group", "GOV", 5]]
    assert set(rows["reason"]) == {"no evidence"}


def test_theory_used_and_never_introduced_is_what_only_the_discussion_has() -> None:
    rows = coverage(discussion()).never_introduced
    assert rows["proposition"].tolist() == list(LATE) and set(rows["kind"]) == {"written after"}
    frame = coverage(discussion()).frame.set_index("proposition")
    assert frame["used"].sum() == len(USED) - len(NOT_USED) and frame.loc["INS-6", "relative_to_coding"] == "after"


# --- a study small enough to count by hand -----------------------------------------------------------


def small(*propositions: Proposition, evidence: tuple[tuple[str, str, str], ...] = ()):
    """The four informants with these propositions, and evidence as (quote, proposition, stance)."""
    snapshot = four([THEORY, *propositions])
    said = {snapshot.quote(c): c.id for c in snapshot.all(Coding) if c.coder == "tone" or "lunsj" in snapshot.quote(c)}
    judged = [Evidence(f"{q}{p}", said[q], f"teori-bok:{p}", stance, "tone") for q, p, stance in evidence]
    return snapshot.replacing(Evidence, judged)


def about(name: str, *codes: str, **fields: object) -> Proposition:
    return Proposition(f"teori-bok:{name}", "teori-bok", name, "G", Wording(nb=name), codes=codes, **fields)  # type: ignore[arg-type]


def test_what_was_written_after_the_coding_and_is_not_used_was_not_used_either() -> None:
    late = about("P", "møter", relative_to_coding="after")
    assert coverage(small(late)).never_introduced.empty and not coverage(small(late)).unspoken.empty


def test_codes_in_use_that_no_proposition_concerns_are_listed_with_who_uses_them() -> None:
    rows = coverage(small(about("P", "to sjefer"))).codes_without_theory
    assert rows.to_numpy().tolist() == [
        ["ledelse", "bok", 4, "1; 2; 3"], ["møter", "bok", 3, "1; 3"], ["lunsj", "bok", 1, "2"],
    ]  # fmt: skip


def test_a_parent_and_a_category_concern_the_codes_below_them() -> None:
    assert coverage(small(about("P", "ledelse"))).codes_without_theory["code"].tolist() == ["møter", "lunsj"]
    by_category = coverage(small(about("P", categories=("styring",)))).codes_without_theory
    assert by_category["code"].tolist() == ["lunsj"]


def test_codes_a_proposition_names_and_nobody_uses_are_listed_by_who_names_them() -> None:
    snapshot = small(about("P", "to sjefer", "lunsj"), about("Q", "lunsj", order=1))
    quiet = snapshot.replacing(Coding, [c for c in snapshot.all(Coding) if c.code_id != "code-lunsj"])
    assert coverage(quiet).codes_never_used.to_numpy().tolist() == [["lunsj", "bok", "P; Q"]]
    assert coverage(snapshot).codes_never_used.empty


def test_a_named_code_with_codings_below_it_is_in_use() -> None:
    snapshot = small(about("P", "ledelse"))
    children = snapshot.replacing(Coding, [c for c in snapshot.all(Coding) if c.code_id != "code-ledelse"])
    assert coverage(children).codes_never_used.empty


def test_evidence_elsewhere_than_on_the_codes_of_its_proposition_is_told() -> None:
    snapshot = small(
        about("P", "møter"), evidence=(("Møtene er fine nok.", "P", "supports"), ("Vi har to sjefer", "P", "supports"))
    )
    assert coverage(snapshot).never_introduced.to_numpy().tolist() == [["other code", "P", "ledelse/to sjefer", 1]]


def test_evidence_for_a_proposition_the_study_does_not_have_is_told() -> None:
    snapshot = small(about("P", "møter"), evidence=(("Møtene er fine nok.", "X", "supports"),))
    assert coverage(snapshot).never_introduced.to_numpy().tolist() == [["no such proposition", "teori-bok:X", "", 1]]


def test_an_illustration_does_not_use_a_proposition_and_where_the_cases_stand_is_told() -> None:
    snapshot = small(about("P", "to sjefer"), evidence=(("Vi har to sjefer", "P", "illustrates"),))
    row = coverage(snapshot).unspoken.iloc[0]
    assert row[["silent", "not_asked", "unknown", "not_judged", "illustrates"]].tolist() == [1, 1, 1, 0, 1]


def test_a_proposition_without_codes_says_so_and_a_whole_theory_can_be_unused() -> None:
    rows = coverage(small(about("P"), about("Q", "finnes ikke", order=1))).never_used
    assert rows[["level", "name", "propositions", "reason"]].to_numpy().tolist() == [
        ["theory", "teori-bok", 2, "no codes"], ["proposition", "P", 1, "no codes"], ["proposition", "Q", 1, "no codes"],
    ]  # fmt: skip


def test_coverage_of_one_theory_leaves_the_others_out() -> None:
    other = Theory("teori-x", "1", Wording(nb="X"))
    elsewhere = Proposition("teori-x:P", "teori-x", "P", "G", Wording(nb="P"), codes=("lunsj",))
    snapshot = four([THEORY, other, about("Q", "ledelse"), elsewhere])
    assert coverage(snapshot, "teori-x").codes_without_theory["code"].tolist() == [
        "ledelse", "ledelse/to sjefer", "møter",
    ]  # fmt: skip
    assert coverage(snapshot).codes_without_theory["code"].tolist() == ["møter"]
    with pytest.raises(UnknownName, match="teori-bok"):
        coverage(snapshot, "teori-y")


def test_coverage_says_itself_in_one_line_and_on_a_page() -> None:
    found = coverage(discussion())
    assert repr(found) == (
        f"<propositions with evidence: {len(USED) - len(NOT_USED)} of {len(USED)}; "
        "codes in use that no proposition concerns: 0>"
    )
    shown = found._repr_html_()
    assert "GOV-4" in shown and "written after the coding, with evidence: INS-6 (1)" in shown


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_coverage_becomes_html(payload: str) -> None:
    snapshot = hostile(payload)
    wording = Wording(nb=payload, en=payload)
    (coding,) = snapshot.all(Coding)
    category = Category("c", "bok", payload, wording, codes=(coding.code_id,))
    changed = (
        snapshot.replacing(Theory, [Theory("t", payload, wording, groups={payload: wording})])
        .replacing(Proposition, [Proposition("t:p", "t", payload, payload, wording)])
        .replacing(Evidence, [Evidence("a", coding.id, payload, "supports", payload)])
        .replacing(Category, [category])
    )
    shown = coverage(changed)._repr_html_()
    assert len(coverage(changed).never_introduced) == 1
    assert payload not in shown and "<img" not in shown and "<script" not in shown and "<svg" not in shown
