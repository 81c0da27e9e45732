"""The equality checklist and the differences between the parties, from what was coded and judged."""

from __future__ import annotations

import pytest

from kodeverk.analysis.networks.differences import PartyDifferences, party_differences
from kodeverk.analysis.networks.equality import EqualityChecklist, equality_checklist
from kodeverk.errors import UnknownName
from kodeverk.model import (
    Evidence,
    Guide,
    Part,
    Proposition,
    Question,
    Snapshot,
    Source,
    Speaker,
    Theme,
    Theory,
    Wording,
)
from tests.memory import asked, evidence, study_of

TEXTS = {
    "int-a": "I: Hvem eier?\n1: Vi er ett kontor. Målene er våre egne. Det betyr lite.",
    "int-b": "I: Hvem eier?\n2: Jeg har mine.\n3: Jeg har dine. Og målene er like.",
    "int-c": "I: Hvem eier?\n4: Det vet jeg ikke.",
    "int-d": "I: Hva så?\n5: Ingenting.",
}
CASES = {"1": ("Ås", {}), "2": ("Bø", {}), "3": ("Bø", {}), "4": ("Øy", {}), "5": ("Li", {})}
CODES = ["likeverd", "ulikheter/fullmakter", "ulikheter/mål"]
CODINGS = [
    ("int-a", "Vi er ett kontor.", "likeverd", "ida"),
    ("int-a", "Målene er våre egne.", "ulikheter/mål", "ida"),
    ("int-a", "Det betyr lite.", "likeverd", "ida"),
    ("int-b", "Jeg har mine.", "likeverd", "ida"),
    ("int-b", "Jeg har dine.", "likeverd", "ida"),
    ("int-b", "Og målene er like.", "ulikheter/mål", "ida"),
]
GUIDE = Guide(
    "g", "1", Wording("G"), parts=(Part("1", Wording(), (Theme("1", Wording("E"), ("likeverd",), (
        Question("1.1", Wording("Hvem eier?")),)),)),),
)  # fmt: skip
"""Theme 1 feeds the code likeverd; only informant 4 was asked."""


def study(*judged: tuple[str, str, str], applies_to: str = "") -> Snapshot:
    """Return the study above, with each (quote, proposition, stance) judged by ida."""
    propositions = [
        Proposition(f"t:{name}", "t", name, "", Wording(f"Påstand {name}"), codes=("bok:likeverd",), order=order,
                    applies_to=applies_to if name == "T1" else "")
        for order, name in enumerate(("T1", "T2", "lite"))
    ]  # fmt: skip
    extra = [Theory("t", "1", Wording("T")), *propositions, GUIDE, asked("int-c", 1, "g:1.1"), asked("int-d", 1)]
    snapshot = study_of(TEXTS, CASES, CODES, CODINGS, extra)
    return snapshot.replacing(Evidence, [evidence(snapshot, *one) for one in judged])


def statuses(found: EqualityChecklist, expression: str) -> dict[str, str]:
    return {one.office: one.status for one in found.flags if one.expression == expression}


BOTH = (("Vi er ett kontor.", "t:T1", "supports"), ("Jeg har mine.", "t:T1", "contradicts"),
        ("Jeg har dine.", "t:T1", "supports"))  # fmt: skip


def test_an_office_stands_as_its_leaders_do_together_and_no_kind_of_silence_is_merged() -> None:
    """Bø: one of two leaders for, one against. Øy was asked and is silent, Li was not asked."""
    found = equality_checklist(study(*BOTH), ["T1", "t:T2"])
    assert statuses(found, "T1") == {"Bø": "mixed", "Li": "not asked", "Øy": "silent", "Ås": "supports"}
    assert statuses(found, "T2") == {"Bø": "not judged", "Li": "not asked", "Øy": "silent", "Ås": "not judged"}
    counts = found.counts.set_index("office")
    assert counts.loc["Bø"].tolist() == [1, 2, 0, 0, 1, 0] and counts.loc["Ås", "flags"] == 1
    assert repr(found) == "<Bø 1/2 (speaks both ways 1); Li 0/2; Øy 0/2; Ås 1/2 (supports 1)>"
    assert found.sums(["Ås", "Bø"]) == [
        ["flags", "1/2", "1/2"], ["of them: supports", "1", "0"], ["of them: contradicts", "0", "0"],
        ["of them: speaks both ways", "0", "1"], ["of them: nuances", "0", "0"],
    ]  # fmt: skip
    assert "of them: contradicts" in found._repr_html_()


def test_taking_the_evidence_away_takes_the_flag_away() -> None:
    found = equality_checklist(study(*BOTH[1:]), ["T1"])
    assert statuses(found, "T1")["Ås"] == "not judged" and found.counts["flags"].tolist() == [1, 0, 0, 0]


def test_what_only_illustrates_is_no_flag() -> None:
    found = equality_checklist(study(("Vi er ett kontor.", "t:T1", "illustrates")), ["T1"])
    assert statuses(found, "T1")["Ås"] == "illustrates" and found.counts["flags"].sum() == 0


def test_an_expression_that_does_not_apply_to_an_office_says_so() -> None:
    found = equality_checklist(study(applies_to='office == "Bø"'), ["T1"])
    assert statuses(found, "T1") == {"Bø": "not judged", "Li": "not applicable", "Øy": "not applicable",
                                     "Ås": "not applicable"}  # fmt: skip


def test_what_is_judged_of_a_document_counts_for_its_office() -> None:
    """The interview of Øy read as an agreement: nobody speaks in it, and it belongs to Øy."""
    snapshot = study()
    (source,) = [s for s in snapshot.all(Source) if s.name == "int-c"]
    speakers = [s._replace(case_id=None) if s.source_id == source.id else s for s in snapshot.all(Speaker)]
    document = snapshot.replacing(Speaker, speakers).replacing(
        Source, [s._replace(office_id="office-Øy") if s.id == source.id else s for s in snapshot.all(Source)]
    )
    start = TEXTS["int-c"].index("Det vet")
    passage = Evidence("e", None, "t:T1", "contradicts", "ida", "", "", source.id, 1, start, start + 8)
    found = equality_checklist(document.replacing(Evidence, [passage]), ["T1"])
    assert statuses(found, "T1")["Øy"] == "contradicts"
    assert [one.evidence[0].quote.quote for one in found.flags if one.evidence] == ["Det vet "]


def test_the_checklist_shows_statements_quotes_and_counts() -> None:
    shown = equality_checklist(study(*BOTH), ["T1", "T2"])._repr_html_()
    assert "Påstand T2" in shown and "Vi er ett kontor." in shown and "speaks both ways" in shown and "1/2" in shown


def test_an_unknown_expression_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="No proposition goes by the name 'T3'"):
        equality_checklist(study(), ["T3"])


def test_a_difference_names_who_tells_of_it_and_who_says_it_means_little() -> None:
    found = party_differences(study(("Det betyr lite.", "t:lite", "supports")), ["mål", "fullmakter"], little="t:lite")
    frame = found.frame.set_index("difference")
    assert frame.loc["ulikheter/mål", ["informants", "n", "offices", "codings"]].tolist() == ["1; 3", 2, "Bø; Ås", 2]
    assert frame.loc["ulikheter/fullmakter", "n"] == 0
    assert found.denied_by == ("1",) and found.quotes["quote"].tolist() == [
        "Målene er våre egne.",
        "Og målene er like.",
    ]
    shown = found._repr_html_()
    assert "Og målene er like." in shown and "Det betyr lite." in shown


def test_who_contradicts_that_differences_mean_little_does_not_deny_them() -> None:
    found = party_differences(study(("Det betyr lite.", "t:lite", "contradicts")), ["mål"], little="lite")
    assert "little: </b>nobody" in found._repr_html_() and "nothing is judged" in _unjudged()._repr_html_()
    assert found.denied_by == () and repr(found) == "<informants by difference: ulikheter/mål 2>"


def _unjudged() -> PartyDifferences:
    return party_differences(study(), ["mål"], little="lite")


def test_two_coders_of_one_passage_are_one_informant() -> None:
    snapshot = study_of(TEXTS, CASES, CODES, [*CODINGS, ("int-a", "Målene er våre egne.", "ulikheter/mål", "bo")],
                        [Theory("t", "1", Wording("T")), Proposition("t:lite", "t", "lite", "", Wording("L"))])  # fmt: skip
    (row,) = party_differences(snapshot, ["mål"], little="lite").rows
    assert row.informants == ("1", "3") and len(row.quotes) == 3


def test_without_the_codebook_of_meetings_the_differences_must_be_named() -> None:
    with pytest.raises(UnknownName, match="partsulikheter"):
        party_differences(study(), little="lite")
