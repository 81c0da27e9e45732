"""What rules compute stands beside what people judged, counted by hand on the four informants of `tests.views.four`.

On ledelse: 1, 2 and 3 said, 4 not asked. On to sjefer: 1 said, 2 silent, 3 unknown, 4 not asked. On lunsj: 2 said, 1 and
4 not asked, 3 unknown.
"""

from __future__ import annotations

import pytest

from kodeverk.analysis.theory.computed import ComputedRules, computed
from kodeverk.errors import UnknownName
from kodeverk.model import Evidence, Proposition, Snapshot, Theory, Wording
from kodeverk.views import select
from tests.memory import evidence
from tests.views.four import PAYLOADS, four

THEORY = Theory("t", "1", Wording(nb="Teori"))


def ruled(name: str = "A", applies_to: str = "", **rules: str) -> Proposition:
    return Proposition(f"t:{name}", "t", name, "", Wording(nb="Makt"), rules=rules, applies_to=applies_to)


def study(*propositions: Proposition) -> Snapshot:
    return four([THEORY, *propositions])


def outcome(found: ComputedRules, proposition: str = "A") -> dict[str, str]:
    return {row.case: row.computed for row in found.of(proposition)}


def test_each_case_is_computed_and_what_is_not_known_is_none_of_the_others() -> None:
    found = computed(study(ruled(supports='code("to sjefer")', contradicts='not code("to sjefer")')))
    assert outcome(found) == {"1": "supports", "2": "contradicts", "3": "not known", "4": "not known"}
    assert [p.quote.quote for p in found.of("A")[0].passages] == ["Vi har to sjefer"]
    assert found.of("A")[1].passages == ()  # silence has no words


def test_for_and_against_is_both_and_no_rule_that_holds_is_none() -> None:
    found = computed(study(ruled(supports='code("ledelse")', contradicts='line == "stat"', nuances='line == "kommune"')))
    assert outcome(found) == {"1": "both", "2": "supports", "3": "both", "4": "nuances"}
    assert outcome(computed(study(ruled(nuances="år > 10")))) == {"1": "nuances", "2": "none", "3": "none", "4": "not known"}


def test_a_case_it_does_not_apply_to_is_not_computed() -> None:
    found = computed(study(ruled(applies_to='line == "kommune"', supports='code("ledelse")')))
    assert outcome(found) == {"1": "not applicable", "2": "supports", "3": "not applicable", "4": "not known"}
    assert found.of("A")[0].passages == ()


def test_what_is_computed_is_set_beside_what_is_judged_and_changes_nothing_of_it() -> None:
    whole = study(ruled(supports='code("ledelse")', contradicts='code("møter")'))
    judged = [
        evidence(whole, "Vi har to sjefer", "t:A", "supports"),  # 1: computed both
        evidence(whole, "vi spiser lunsj hver for oss", "t:A", "supports"),  # 2: computed supports
        evidence(whole, "Møtene våre er felles.", "t:A", "supports"),  # 3: computed both, judged mixed
        evidence(whole, "Én leder for alle", "t:A", "contradicts"),
    ]
    found = computed(whole.replacing(Evidence, judged))
    assert [(r.case, r.computed, r.judged, r.agrees) for r in found.rows] == [
        ("1", "both", "supports", False), ("2", "supports", "supports", True), ("3", "both", "mixed", True),
        ("4", "not known", "", None),
    ]  # fmt: skip
    illustrated = [evidence(whole, "Vi har to sjefer", "t:A", "illustrates")]
    assert computed(whole.replacing(Evidence, illustrated)).of("A")[0].agrees is None
    assert repr(found) == "<1 proposition with rules; computed and judged agree for 2 of 3 pairs of proposition and case>"


def test_a_span_judged_without_coding_counts_as_judged() -> None:
    whole = study(ruled(supports='code("ledelse")'))
    start = whole.text("src-inf-02").index("Jeg har min")
    span = Evidence("e", None, "t:A", "supports", "ida", "", "", "src-inf-02", 1, start, start + 8)
    assert [r.judged for r in computed(whole.replacing(Evidence, [span])).rows] == ["", "supports", "", ""]


def test_a_rule_that_names_what_is_not_there_is_not_known_for_anybody_and_said_so() -> None:
    found = computed(study(ruled(supports='code("borte")', contradicts='code("møter")')))
    assert outcome(found) == {"1": "contradicts", "2": "not known", "3": "contradicts", "4": "not known"}
    (note,) = found.notes["A"]
    assert 'code("borte")' in note and "'borte'" in note


def test_a_smaller_study_computes_as_the_whole_does_for_those_left() -> None:
    whole = study(ruled(supports='code("ledelse") and line == "kommune"'))
    smaller = select(whole, 'line == "stat"')  # nobody of kommune is left, which is no misspelling
    assert outcome(computed(smaller)) == {"1": "none", "3": "none"}
    assert computed(smaller).notes["A"] == []


def test_the_frames_have_a_row_for_each_case_and_each_passage() -> None:
    found = computed(study(ruled("A", supports='together("ledelse", "møter", turns=2)'), ruled("B", nuances="år > 1"), ruled("C")))
    assert list(found.frame.columns) == ["proposition", "case", "office", "computed", "judged", "agrees", "passages"]
    assert list(found.frame["proposition"]) == ["A"] * 4 + ["B"] * 4  # C has no rules
    assert found.frame["passages"][0] == "inf-01, segment 2; inf-01, segment 4"
    assert list(found.passages["quote"]) == [
        "Vi har to sjefer", "de drar hver sin vei", "Møtene er fine nok.", "Én leder for alle", "Møtene våre er felles.",
    ]  # fmt: skip
    assert set(found.passages["stance"]) == {"supports"}


def test_one_theory_is_computed_or_all_and_an_unknown_one_is_refused() -> None:
    other = Proposition("u:A", "u", "A", "", Wording(nb="x"), rules={"supports": "år > 1"})
    whole = four([THEORY, Theory("u", "1", Wording(nb="U")), ruled(supports="år > 1"), other])
    assert set(computed(whole).propositions) == {"t:A", "u:A"}
    assert set(computed(whole, "u").propositions) == {"u:A"}
    with pytest.raises(UnknownName, match="theory"):
        computed(whole, "v")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_it_becomes_markup(payload: str) -> None:
    proposition = Proposition("t:A", "t", payload, "", Wording(nb=payload), rules={"supports": f"år > 1 or line == {payload!r}"})
    page = computed(four([THEORY, proposition]))._repr_html_()
    assert payload not in page and "<script" not in page
    assert "år &gt; 1" in page


def test_the_page_shows_rule_case_and_passage() -> None:
    page = computed(study(ruled(supports='code("to sjefer")')))._repr_html_()
    assert "Vi har to sjefer" in page and "changes no verdict" in page and "code(&#34;to sjefer&#34;)" in page
