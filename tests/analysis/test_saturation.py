"""What was new in each interview, in this order and in others, and what several definitions say of it."""

from __future__ import annotations

import math
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kodeverk as kv
from kodeverk.analysis.sampling.curve import DRAWN, curve, quantile
from kodeverk.analysis.sampling.definitions import DEFINITIONS, judged
from kodeverk.analysis.sampling.saturation import saturation
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import use_language
from kodeverk.model import Code, Expression, Snapshot, Wording
from tests.memory import study_of
from tests.views.four import four

interviews = st.lists(st.frozensets(st.sampled_from("abcdefgh")), min_size=1, max_size=6)


@settings(deadline=None, max_examples=60)
@given(interviews)
def test_mean_and_band_are_those_of_every_order_written_out(said: list[frozenset[str]]) -> None:
    found = curve(said)
    by_place: list[list[int]] = [[] for _one in said]
    for order in permutations(said):
        heard: set[str] = set()
        for place, one in enumerate(order):
            heard |= one
            by_place[place].append(len(heard))
    assert found.orders == math.factorial(len(said)) and found.exact
    for place, values in enumerate(by_place):
        assert found.mean[place] == pytest.approx(sum(values) / len(values))
        assert (found.low[place], found.high[place]) == (quantile(values, 0.025), quantile(values, 0.975))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.frozensets(st.sampled_from("abcdefgh")), min_size=7, max_size=12))
def test_the_mean_is_the_rarefaction_of_colwell_mao_and_chang(said: list[frozenset[str]]) -> None:
    n, found = len(said), curve(said)
    in_how_many = [sum(code in one for one in said) for code in sorted(frozenset().union(*said))]
    for k in range(1, n + 1):
        expected = sum(1 - math.comb(n - f, k) / math.comb(n, k) for f in in_how_many)
        assert found.mean[k - 1] == pytest.approx(expected)


def test_more_than_twelve_interviews_are_drawn_with_a_fixed_seed() -> None:
    said = [frozenset({f"c{n}", "alle"}) for n in range(14)]
    found = curve(said)
    assert (found.orders, found.exact) == (DRAWN, False) and found == curve(said)
    assert found.mean == pytest.approx([2 + n for n in range(14)])  # every order adds one code an interview


def test_the_shares_of_guest_bunce_and_johnson_come_out() -> None:
    """Guest, Bunce & Johnson 2006: of 109 codes made from the 30 interviews in Ghana, 80 (73 %) came in the first six
    and 20 more in the next six (92 %); 5 more in the 30 interviews in Nigeria made 114 (80 is 70 % of them)."""
    batches = [80, 20, 9, 5]
    codes = [f"c{n}" for n in range(sum(batches))]
    ends = [sum(batches[: n + 1]) for n in range(4)]
    found = curve([frozenset(codes[end - size : end]) for size, end in zip(batches, ends, strict=True)])
    assert found.cumulative == (80, 100, 109, 114)
    assert [round(100 * count / 109) for count in found.cumulative[:2]] == [73, 92]
    assert round(100 * found.cumulative[0] / 114) == 70


@pytest.mark.parametrize(
    ("new", "base", "run", "reached", "verdict"),
    [  # base 4, run 2, at most 5 %; by hand
        ([10, 6, 3, 1, 2, 0, 1, 0], 20, 1, 5, "holds"),  # runs 2, 1, 1: 10 %, 5 %, 5 %
        ([10, 6, 3, 1, 2, 1], 20, 3, None, "does not hold"),  # 15 %
        ([10, 6, 3, 1, 0, 0, 0, 2], 20, 2, None, "does not hold"),  # it held after 4 and 5, and holds no more
        ([10, 6, 3, 1, 0, 0], 20, 0, 4, "holds"),
        ([10, 6, 3, 1, 0], None, None, None, "not enough interviews to say"),
        ([0, 0, 0, 0, 0, 0], 0, None, None, "not enough interviews to say"),  # nothing heard: no ratio
    ],
)
def test_new_information_ratio_by_hand(
    new: list[int], base: int | None, run: int | None, reached: int | None, verdict: str
) -> None:
    found = judged(DEFINITIONS[0], new, len(new))
    assert (found.base_count, found.run_count, found.reached_at, found.verdict) == (base, run, reached, verdict)
    assert bool(found.why_not) == (verdict == "not enough interviews to say")


def test_the_stopping_criterion_needs_ten_interviews_and_three_without_anything_new() -> None:
    criterion = next(one for one in DEFINITIONS if one.name == "stopping criterion")
    assert judged(criterion, [9, *[1] * 9, 0, 0], 12).verdict == "not enough interviews to say"
    assert judged(criterion, [9, *[1] * 9, 0, 0, 0], 13).verdict == "holds"
    assert judged(criterion, [9, *[1] * 9, 0, 0, 1], 13).verdict == "does not hold"


def spoken() -> Snapshot:
    """Four interviews whose new codes are two, one, none and none more, and an expression said in two forms."""
    snapshot = four()
    code = snapshot.code("ledelse")._replace(
        expressions=(Expression("leder", words=("sjef", "leder"), phrases=("hver for oss",)),)
    )
    return snapshot.replacing(Code, [code if one.id == code.id else one for one in snapshot.all(Code)])


def test_codes_and_expressions_are_counted_where_they_are_first_heard() -> None:
    found = saturation(spoken(), claimed_at=2)
    assert found.codes.new == (("ledelse", "ledelse/to sjefer", "møter"), ("lunsj",), (), ())
    # informants alone: "sjefer" in 1, "hver for oss" in 2, "leder" in 3; the interviewers' "leder" does not count
    assert found.expressions.new == (("sjef",), ("hver for oss",), ("leder",), ())
    assert [(one.number, one.counted, one.name) for one in found.after] == [(3, "expressions", "leder")]
    assert found.holds("new codes") == "not enough interviews to say"
    assert repr(found).startswith("<4 interviews: new codes 3+1+0+0 (4 in all); after 2 interviews came 0 new codes")
    assert repr(found).endswith("; 0 of 5 definitions hold; 5 cannot be told>")
    page = found._repr_html_()
    assert "Interviews stand by name, since no order was given." in page
    assert "over all 24 orders" in page and "Guest, Namey &amp; Chen 2020" in page


def test_definitions_sources_and_numbers_are_in_the_reader_s_language_on_the_page_and_in_english_in_the_frame() -> None:
    found = saturation(spoken(), by="office")
    use_language("nb")
    page = found._repr_html_()
    assert "stoppkriterium" in page and "stopping criterion" not in page and "on words said" not in page
    assert "<h3>kontor: " in page and f"{found.codes.mean[1]:.1f}".replace(".", ",") + " (" in page
    assert set(found.definitions["definition"]) == {one.name for one in DEFINITIONS}
    assert set(found.definitions["source"]) == {one.source for one in DEFINITIONS}


def test_the_order_of_interviews_decides_what_is_new() -> None:
    found = saturation(spoken(), order=["inf-04", "inf-03", "inf-02", "inf-01"])
    assert found.codes.new == (("møter",), ("ledelse",), ("lunsj",), ("ledelse/to sjefer",))
    assert list(found.frame["source"]) == ["inf-04", "inf-03", "inf-02", "inf-01"]
    assert "Interviews stand in the order held." in found._repr_html_()
    with pytest.raises(KodeverkError, match="each of the 4 interviews once"):
        saturation(spoken(), order=["inf-04"])
    with pytest.raises(KodeverkError, match="claimed_at=5: the study has 4"):
        saturation(spoken(), claimed_at=5)


def test_the_line_that_sums_up_says_how_many_of_the_definitions_hold() -> None:
    """Six interviews, codes new in the first alone: new codes, and none, hold; of the rest there is too little to say."""
    names = [f"i{n}" for n in range(1, 7)]
    texts = dict.fromkeys(names, "I: Ja?\n1: Ja visst.")
    found = saturation(study_of(texts, {"1": ("A", {})}, ["t"], [(name, "Ja visst.", "t", "ida") for name in names]))
    verdicts = [one.verdict for one in found.judgements]
    assert (verdicts.count("holds"), verdicts.count("not enough interviews to say")) == (2, 3)
    assert repr(found) == "<6 interviews: new codes 1+0+0+0+0+0 (1 in all); 2 of 5 definitions hold; 3 cannot be told>"


def test_groups_have_curves_of_their_own() -> None:
    found = saturation(spoken(), by="leader_model")
    assert [(name, one.interviews) for name, one in found.groups] == [
        ("enleder", ("inf-03", "inf-04")), ("toleder", ("inf-01", "inf-02")),
    ]  # fmt: skip
    assert dict(found.groups)["enleder"].codes.new == (("ledelse", "møter"), ())
    assert set(found.frame["group"]) == {"", "enleder", "toleder"}


def test_what_is_not_coded_and_a_claim_at_the_end_are_cautioned_against() -> None:
    bare = saturation(study_of({"i": "I: Ja?\n1: Ja."}, {"1": ("A", {})}), claimed_at=1)
    assert any("Nothing is coded" in caution for caution in bare.cautions)
    assert any("cannot be checked" in caution for caution in bare.cautions)
    assert bare.holds() == "not enough interviews to say" and bare.frame["share"].isna().all()
    with pytest.raises(UnknownName, match="new codes"):
        bare.holds("new code")


def test_a_definition_changed_while_an_interview_was_coded_is_counted_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Coding starts on days 1, 2, 3; on day 2 a definition is changed, on day 3 another is changed and changed back."""
    import kodeverk.coding.codings
    import kodeverk.store.log

    day = [0]
    for module in (kodeverk.coding.codings, kodeverk.store.log):
        monkeypatch.setattr(module, "now", lambda: f"2026-01-0{day[0]}T12:00:00Z")
    for n in (1, 2, 3):
        (tmp_path / f"inf-0{n}.txt").write_text(f"I: Ja?\nInformant {n}: Vi har to sjefer.", encoding="utf-8")

    def define(study: kv.Project, **definitions: str) -> None:
        from kodeverk.model import Change, Plan

        now = study.snapshot
        changes = [
            Change(code, code._replace(definition=Wording(nb=text)))
            for name, text in definitions.items()
            for code in [now.code(name)]
        ]
        study.write(lambda _now: Plan(changes), verb="define")

    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path)
        study.add_code("makt", definition="Gammel.")
        study.add_code("tid", definition="Tid.")
        for n in (1, 2, 3):
            day[0] = n
            study.code("makt", source=f"inf-0{n}", quote="to sjefer", coder="ida")
            if n == 2:
                define(study, makt="Ny.")
            if n == 3:
                define(study, tid="Noe annet.")
                define(study, tid="Tid.")
        found = study.saturation()
        assert found.changed == (0, 1, 0)
        assert study.saturation(["inf-03", "inf-02", "inf-01"]).changed == (0, 1, 0)
        assert list(found.frame["changed_definitions"]) == [0, 1, 0]
    assert saturation(spoken()).changed is None  # all coded at one time: nobody can tell
