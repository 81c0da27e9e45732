"""Rename, move, merge, split: every coding follows, none is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.coding import recode
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Category, Code, Coding, Evidence, Snapshot, SubQuestion, Wording
from tests.memory import evidence, study_of

TEXT = "I: Nå?\n5: Vi deler kontor, vi deler kaffe, men pengene deler vi ikke.\n5: Budsjettet er rådmannens."
QUOTES = ["Vi deler kontor", "vi deler kaffe", "pengene deler vi ikke", "Budsjettet er rådmannens"]


def study() -> Snapshot:
    made = [("inf-05", q, code, coder) for q, code, coder in [
        (QUOTES[0], "samarbeid/hverdag", "ida"), (QUOTES[1], "samarbeid/hverdag", "ida"),
        (QUOTES[1], "samarbeid/møter", "ida"), (QUOTES[2], "penger", "ida"), (QUOTES[2], "penger", "marit"),
        (QUOTES[3], "penger/budsjett", "ida"),
    ]]  # fmt: skip
    category = Category(
        "cat", "bok", "drift", Wording(nb="drift"), codes=("code-samarbeid/hverdag", "code-penger"),
        sub_questions=(SubQuestion("D1", Wording(nb="?"), ("code-samarbeid/hverdag",)),),
    )  # fmt: skip
    return study_of(
        {"inf-05": TEXT},
        {"5": ("Lyngmo", {})},
        ["samarbeid/hverdag", "samarbeid/møter", "penger/budsjett"],
        made,
        [category],
    )


def coded(snapshot: Snapshot) -> Counter[tuple[str, str, str]]:
    codes = snapshot.table(Code)
    return Counter((codes[c.code_id].path, snapshot.quote(c), c.coder) for c in snapshot.all(Coding))


def test_renaming_keeps_ids_codings_and_children() -> None:
    before = study()
    after = before.supposing(recode.rename(before, "samarbeid", "samspill").changes)
    assert after.code("samspill/hverdag").id == before.code("samarbeid/hverdag").id
    assert after.table(Coding) == before.table(Coding)


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(KodeverkError, match="has a code 'samarbeid/møter' already"):
        recode.rename(study(), "hverdag", "møter")


def test_moving_takes_the_children_along_and_never_under_itself() -> None:
    before = study()
    after = before.supposing(recode.move(before, "penger", "samarbeid").changes)
    assert after.code("budsjett").path == "samarbeid/penger/budsjett"
    with pytest.raises(KodeverkError, match="cannot be moved under itself"):
        recode.move(before, "penger", "penger/budsjett")


def test_merging_joins_equal_codings_and_hands_their_evidence_over() -> None:
    before = study()
    twin = [c for c in before.all(Coding) if before.quote(c) == QUOTES[1] and c.code_id.endswith("hverdag")]
    judged = Evidence("e", twin[0].id, "t:A", "supports", "ida")
    before = before.replacing(Evidence, [judged])
    after = before.supposing(recode.merge(before, "hverdag", "møter").changes)
    assert coded(after) == Counter({
        ("samarbeid/møter", QUOTES[0], "ida"): 1, ("samarbeid/møter", QUOTES[1], "ida"): 1,
        ("penger", QUOTES[2], "ida"): 1, ("penger", QUOTES[2], "marit"): 1, ("penger/budsjett", QUOTES[3], "ida"): 1,
    })  # fmt: skip
    (kept,) = after.all(Evidence)
    assert after.quote(after.table(Coding)[kept.coding_id]) == QUOTES[1]
    (category,) = after.all(Category)
    assert category.codes == ("code-samarbeid/møter", "code-penger")
    assert category.sub_questions[0].codes == ("code-samarbeid/møter",)


def test_a_code_with_children_is_not_merged_away() -> None:
    with pytest.raises(KodeverkError, match="has 1 codes below it"):
        recode.merge(study(), "penger", "samarbeid")


def test_splitting_hands_over_just_the_codings_named() -> None:
    before = study()
    chosen = [c.id for c in before.all(Coding) if before.quote(c) == QUOTES[0]]
    after = before.supposing(recode.split(before, "hverdag", "lokaler", chosen).changes)
    assert coded(after)["samarbeid/lokaler", QUOTES[0], "ida"] == 1
    assert coded(after)["samarbeid/hverdag", QUOTES[1], "ida"] == 1
    assert after.code("lokaler").id in after.all(Category)[0].codes
    with pytest.raises(UnknownName, match="1 of 1 ids are no codings"):
        recode.split(before, "møter", "x", chosen)


def test_removing_takes_codings_and_evidence() -> None:
    before = study()
    before = before.replacing(Evidence, [evidence(before, QUOTES[3], "t:A", "supports")])
    after = before.supposing(recode.remove(before, "budsjett").changes)
    assert after.all(Evidence) == [] and len(after.all(Coding)) == 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["rename", "move", "merge", "split"]), st.integers(0, 5), st.integers(0, 5)),
        max_size=8,
    )
)
def test_no_sequence_of_recodings_loses_a_coded_passage(steps: list[tuple[str, int, int]]) -> None:
    now = study()
    passages = {(now.quote(c), c.coder) for c in now.all(Coding)}
    for number, (verb, first, second) in enumerate(steps):
        codes = sorted(now.all(Code), key=lambda c: c.id)
        one, other = codes[first % len(codes)], codes[second % len(codes)]
        try:
            if verb == "rename":
                plan = recode.rename(now, one.id, f"ny{number}")
            elif verb == "move":
                plan = recode.move(now, one.id, other.id)
            elif verb == "merge":
                plan = recode.merge(now, one.id, other.id)
            else:
                plan = recode.split(
                    now, one.id, f"del{number}", [c.id for c in now.all(Coding) if c.code_id == one.id][:1]
                )
        except KodeverkError:
            continue
        undone = now.supposing(plan.changes).supposing([c.inverse() for c in reversed(plan.changes)])
        assert undone.table(Coding) == now.table(Coding) and undone.table(Code) == now.table(Code)
        now = now.supposing(plan.changes)
        assert {(now.quote(c), c.coder) for c in now.all(Coding)} == passages
        assert all(c.code_id in now.table(Code) for c in now.all(Coding))
        assert len({c.path for c in now.all(Code)}) == len(now.all(Code))
        assert len({c.key for c in now.all(Coding)}) == len(now.all(Coding))
