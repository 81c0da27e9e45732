"""Crosswalks: read, linted, and turned into suggestions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.analysis.crosswalks import crosswalk as view
from kodeverk.coding.crosswalks import apply_crosswalk, turned
from kodeverk.errors import FormatError, UnknownName
from kodeverk.model import (
    Change,
    Code,
    Codebook,
    Coding,
    Correspondence,
    Crosswalk,
    Plan,
    Snapshot,
    Suggestion,
    Wording,
)
from kodeverk.model.lint_crosswalk import lint_crosswalk
from kodeverk.reading import read_codebook, read_crosswalk, use_crosswalk
from tests.memory import study_of
from tests.reading.made import written

BOOKS = Path(__file__).resolve().parents[2] / "codebooks"
TEXT = "I: Hvem leder?\n1: Vi har to sjefer, og det er makt i det.\n1: Lunsjen er hyggelig."
LINKS = (
    Correspondence("ledelse", "styring", "narrower"),
    Correspondence("ledelse", "tillit", "weak", "bare delvis"),
    Correspondence("ledelse/to sjefer", "styring", "equal"),
    Correspondence("lunsj", "", "none"),
)


def study(*links: Correspondence) -> Snapshot:
    other = [Code(f"ny-{path}", "ny", path, Wording(nb=path)) for path in ("styring", "tillit", "hvile")]
    walk = Crosswalk("o", "1", Wording(nb="Overgang"), "bok", "ny", links or LINKS)
    codings = [
        ("i", "to sjefer", "ledelse/to sjefer", "ida"), ("i", "to sjefer", "ledelse/to sjefer", "tone"),
        ("i", "det er makt", "ledelse/makt", "ida"), ("i", "Lunsjen er hyggelig.", "lunsj", "ida"),
    ]  # fmt: skip
    codes = ["ledelse/to sjefer", "ledelse/makt", "lunsj"]
    extra = [Codebook("ny", "1", Wording(nb="Ny")), *other, walk]
    return study_of({"i": TEXT}, {"1": ("A", {})}, codes, codings, extra)


def suggested(plan: Plan) -> set[tuple[str, str]]:
    return {(s.code_id, s.reason) for c in plan.changes if isinstance(s := c.after, Suggestion)}


def test_codings_become_suggestions_with_the_strength_told_and_none_gives_nothing() -> None:
    snapshot = study()
    plan = apply_crosswalk(snapshot, "o")
    assert suggested(plan) == {
        ("ny-styring", "via o: ledelse/to sjefer = styring (equal)"),  # its own link, not that of the code above
        ("ny-styring", "via o: ledelse/makt = styring (narrower)"),  # that of the code above
        ("ny-tillit", "via o: ledelse/makt = tillit (weak)"),
    }
    assert len(plan.ids) == 3 and not [c for c in plan.changes if c.kind.__name__ == "Coding"]
    after = snapshot.supposing(plan.changes)
    assert apply_crosswalk(after, "o").changes == []


def test_the_other_way_narrower_is_broader() -> None:
    assert [link[:3] for link in turned(study().all(Crosswalk)[0]).links][:2] == [
        ("styring", "ledelse", "broader"), ("tillit", "ledelse", "weak"),
    ]  # fmt: skip
    walk = Crosswalk("o", "1", Wording(), "ny", "bok", (Correspondence("styring", "ledelse", "broader"),))
    forth = study().replacing(Crosswalk, [walk])
    assert apply_crosswalk(forth, "o").changes == []  # nothing is coded with the codebook it leaves
    assert {reason for _code, reason in suggested(apply_crosswalk(forth, "o", reverse=True))} == {
        "via o: ledelse/to sjefer = styring (narrower)", "via o: ledelse/makt = styring (narrower)",
    }  # fmt: skip


def test_what_is_decided_stays_and_what_no_longer_holds_is_taken_back() -> None:
    first = study()
    first = first.supposing(apply_crosswalk(first, "o").changes)
    rejected = next(s for s in first.all(Suggestion) if s.code_id == "ny-tillit")
    first = first.replacing(
        Suggestion, [s._replace(decision="rejected") if s == rejected else s for s in first.all(Suggestion)]
    )
    later = Crosswalk("o", "2", Wording(), "bok", "ny", (Correspondence("ledelse/makt", "tillit", "equal"),))
    plan = apply_crosswalk(first.replacing(Crosswalk, [later]), "o")
    left = first.supposing(plan.changes)
    assert [(s.code_id, s.decision) for s in left.all(Suggestion)] == [("ny-tillit", "rejected")]
    with pytest.raises(UnknownName, match="No crosswalk"):
        apply_crosswalk(first, "p")


def test_a_passage_coded_so_already_is_not_suggested() -> None:
    snapshot = study()
    made = next(c.after for c in apply_crosswalk(snapshot, "o").changes if isinstance(c.after, Suggestion))
    coding = snapshot.all(Coding)[0]
    there = coding._replace(id="x", start=made.start, end=made.end, code_id=made.code_id, coder="marit")
    more = snapshot.supposing([Change(None, there)])
    assert len(apply_crosswalk(more, "o").ids) == 2


def test_the_view_counts_codings_and_cases_on_either_side() -> None:
    found = view(study(), "o")
    assert [(one.from_code, one.from_codings, one.from_cases, one.to_codings) for one in found.links] == [
        ("ledelse", 3, 1, 0), ("ledelse", 3, 1, 0), ("ledelse/to sjefer", 2, 1, 0), ("lunsj", 1, 1, None),
    ]  # fmt: skip
    assert found.without_row == {"bok": [], "ny": ["hvile"]}
    assert repr(found) == "<bok → ny: equal 1, narrower 1, weak 1, no equivalent 1>"
    assert "hvile" in found._repr_html_() and len(found.problems) == 1


def test_lint_tells_unknown_codes_both_none_and_a_link_and_codes_without_a_row() -> None:
    links = (*LINKS, Correspondence("lunsj", "hvil", "weak"), Correspondence("", "styring", "none"))
    told = [f"{p.severity}: {p.what}" for p in view(study(*links), "o").faults]
    assert told == [
        "error: bok: lunsj is said to have no equivalent, and has a link",
        "error: ny has no code hvil",
        "error: ny: styring is said to have no equivalent, and has a link",
        "note: codes of ny without a row: hvile",
    ]
    alone = Crosswalk("o", "1", Wording(), "bok", "borte", LINKS)
    assert "the codebook borte is not in use" in [p.what for p in lint_crosswalk(alone, study().all(Code))]


NAMES = (
    "overgang-partnerskap-2007-mulighetsrommet-2020",
    "overgang-likeverd-2019-partnerskap-2007",
    "overgang-likeverd-2019-mulighetsrommet-2020",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_crosswalks_say_something_of_every_code_and_fit_their_codebooks(name: str) -> None:
    walk = read_crosswalk(BOOKS / f"{name}.yaml")
    codes = [c for book in (walk.from_codebook, walk.to_codebook) for c in read_codebook(BOOKS / f"{book}.yaml")[1]]
    assert len(walk.links) > 40 and lint_crosswalk(walk, codes) == []


def test_all_twenty_areas_have_their_home_in_2007_and_the_last_two_a_weak_one() -> None:
    """The areas by the top codes of 2007 they belong under: V, H, I, F, L as in the table of the 2020 study."""
    homes = ["HF", "LH", "VHF", "H", "FV", "VHF", "FI", "FHI", "IF", "LV"]
    homes += ["VI", "IL", "IH", "HI", "VL", "FV", "IH", "IF", "VI", "I"]
    letter = {"vertikale forbindelser": "V", "horisontale forbindelser": "H", "interorganisatorisk koordinering": "I",
              "formalitetskrav": "F", "ledelse": "L"}  # fmt: skip
    walk = read_crosswalk(BOOKS / f"{NAMES[0]}.yaml")
    areas = [code.path for code in read_codebook(BOOKS / "mulighetsrommet-2020.yaml")[1]]
    assert len(areas) == 20
    for area, home in zip(areas, homes, strict=True):
        found = [(letter[one.from_code.partition("/")[0]], one.strength) for one in walk.links if one.to_code == area]
        weak = area in ("mange systemer", "navs rolle")
        assert {top for top, strength in found if weak or strength != "weak"} == set(home), area
        assert ({strength for _top, strength in found} == {"weak"}) == weak, area


WALK = """\
format: kodeverk/crosswalk/1
id: o
version: "1.0"
title: {nb: Overgang}
from_codebook: bok
to_codebook: ny
links:
  - {from: makt, to: styring, strength: equal, note: Likt.}
  - {from: lunsj, strength: none}
  - {to: hvile, strength: none}
"""


def test_a_crosswalk_is_read_whole_and_used(tmp_path: Path) -> None:
    walk = read_crosswalk(written(tmp_path, WALK.encode(), "o.yaml"))
    assert walk.links == (
        Correspondence("makt", "styring", "equal", "Likt."), Correspondence("lunsj", "", "none"), Correspondence("", "hvile", "none"),
    )  # fmt: skip
    plan = use_crosswalk(study(), walk)
    assert len(plan.changes) == 1 and plan.note == "bok has no code makt"
    with pytest.raises(UnknownName, match="ny is not in the study"):
        use_crosswalk(study_of({"i": TEXT}), walk)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("to: styring, strength: equal", "strength: equal", "line 8.*a link names both codes"),
        (
            "from: lunsj, strength: none",
            "from: lunsj, to: hvile, strength: none",
            "line 9.*'none' names one code alone",
        ),
        ("{from: lunsj, strength: none}", "{from: makt, to: styring, strength: weak}", "line 9.*the link stands twice"),
        ("to_codebook: ny", "to_codebook: bok", "line 6.*joins two codebooks"),
        ("strength: equal", "strength: like", "line 8.*'like' is not one of equal"),
    ],
)
def test_a_crosswalk_that_breaks_the_form_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in WALK
    with pytest.raises(FormatError, match=said):
        read_crosswalk(written(tmp_path, WALK.replace(old, new).encode(), "o.yaml"))
