"""Deciding between two coders: into a layer of its own, and nothing of theirs is altered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kodeverk as kv
from kodeverk.coding.adjudicating import Agreed, adjudicate, adopt
from kodeverk.coding.decided import decisions
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Adjudication, Coder, Coding, Plan, Snapshot
from tests.memory import study_of

TEXT = "I: Hvem leder?\n5: Vi har to sjefer. De er uenige.\nI: Går det?\n5: Det går bra, på et vis."
CODES = ("ledelse", "ledelse/to sjefer", "uenighet", "hverdag")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[kv.Project]:
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "inf-05.txt")
        for path in CODES:
            study.add_code(path)
        yield study


def code(study: kv.Project, path: str, quote: str, coder: str) -> str:
    return study.code(path, source="inf-05", quote=quote, coder=coder).ids[0]


def of(study: kv.Project, *coders: str) -> set[tuple[str, str]]:
    """The codings of some coders: name of the code and quote."""
    frame = study.table("codings")
    return {(row.code, row.quote) for row in frame.itertuples() if row.coder in coders}


def test_a_decision_makes_codings_in_the_layer_and_leaves_the_coders_own_alone(study: kv.Project) -> None:
    ida, marit = code(study, "ledelse", "to sjefer", "ida"), code(study, "uenighet", "sjefer. De er uenige", "marit")
    theirs = {c.id: c for c in study.snapshot.all(Coding)}
    span = (TEXT.index("to sjefer"), TEXT.index("to sjefer") + 9)
    receipt = study.adjudicate([ida, marit], codes=[("ledelse", span), ("uenighet", None)], coder="lena", note="begge")
    assert receipt.counts == {"adjudication made": 1, "coder made": 2, "coding made": 2}
    assert of(study, "avgjort") == {("ledelse", "to sjefer"), ("uenighet", "to sjefer. De er uenige")}
    assert study.snapshot.table(Coder)["avgjort"].kind == "adjudicated"
    assert theirs.items() <= study.snapshot.table(Coding).items()
    (decision,) = study.snapshot.all(Adjudication)
    assert (decision.between, decision.coder, decision.layer, decision.note) == (
        (ida, marit),
        "lena",
        "avgjort",
        "begge",
    )
    assert decision.span.of(TEXT) == "to sjefer. De er uenige"
    assert receipt.ids == (decision.id, *decision.kept) and len(decision.kept) == 2
    study.undo("lena")
    assert study.snapshot.table(Coding) == theirs and study.snapshot.all(Adjudication) == []


def test_deciding_again_replaces_what_was_decided_and_the_other_order_is_the_same_passage(study: kv.Project) -> None:
    ida, marit = code(study, "ledelse", "to sjefer", "ida"), code(study, "uenighet", "to sjefer", "marit")
    first = study.adjudicate([ida, marit], codes=[("ledelse", None)], coder="lena").ids[0]
    study.memo("hvorfor", on="coding", target=study.snapshot.table(Adjudication)[first].kept[0], coder="lena")
    second = study.adjudicate([marit, ida], codes=[("uenighet", None)], coder="tone").ids[0]
    assert first == second
    assert of(study, "avgjort") == {("uenighet", "to sjefer")}
    assert study.table("memos").empty, "what hung on the coding that went is gone with it"
    study.adjudicate([ida, marit], codes=[], coder="tone", note="ingen av dem")
    assert of(study, "avgjort") == set()
    assert [(one.kept, one.note) for one in study.snapshot.all(Adjudication)] == [((), "ingen av dem")]
    assert of(study, "ida", "marit") == {("ledelse", "to sjefer"), ("uenighet", "to sjefer")}


def test_a_coding_of_the_layer_stays_while_another_decision_keeps_it(study: kv.Project) -> None:
    ida, marit = code(study, "ledelse", "to sjefer", "ida"), code(study, "uenighet", "to sjefer", "marit")
    more = code(study, "hverdag", "to sjefer", "ida")
    study.adjudicate([ida, marit], codes=[("ledelse", None)], coder="lena")
    study.adjudicate([more], codes=[("ledelse", None)], coder="lena")
    assert len({key for one in study.snapshot.all(Adjudication) for key in one.kept}) == 1
    study.adjudicate([ida, marit], codes=[], coder="lena")
    assert of(study, "avgjort") == {("ledelse", "to sjefer")}
    study.adjudicate([more], codes=[], coder="lena")
    assert of(study, "avgjort") == set()


def test_deciding_the_same_twice_is_deciding_once(study: kv.Project) -> None:
    ida = code(study, "ledelse", "to sjefer", "ida")
    study.adjudicate([ida], codes=[("ledelse", None)], coder="lena")
    assert study.adjudicate([ida], codes=[("ledelse", None)], coder="lena").seq is None


def test_what_cannot_be_decided_is_refused_and_nothing_is_changed(study: kv.Project) -> None:
    ida = code(study, "ledelse", "to sjefer", "ida")
    layer = study.adjudicate([ida], codes=[("ledelse", None)], coder="lena").ids[1]
    before = study.state_hash()

    def refused(match: str, between: list[str], kind: type[KodeverkError] = KodeverkError, **more: object) -> None:
        asked = {"codes": [], "coder": "lena", **more}
        with pytest.raises(kind, match=match):
            study.adjudicate(between, **asked)  # type: ignore[arg-type]
        assert study.state_hash() == before

    refused("1 of 1 ids belong to no coding", ["x"], UnknownName)
    refused("Between which codings", [])
    refused("no side to decide between", [layer])
    refused("'ida' is a coder of kind person", [ida], layer="ida")
    refused("'avgjort' is a coder of kind adjudicated", [ida], coder="avgjort", layer="annet")
    refused("both the person who decides and the layer", [ida], coder="ny", layer="ny")
    refused("Into which layer", [ida], layer=" ")
    start = TEXT.index("to sjefer")
    for span in ((0, 5), (start - 3, start + 2), (start, start + 12)):  # beside it, and in part
        refused("is not within the passage", [ida], codes=[("ledelse", span)])
    for codes in ("ledelse", ["ledelse"], [("ledelse",)], [3]):
        refused("pairs of a code and where", [ida], codes=codes)
    refused("give a list of their ids", ida)  # type: ignore[arg-type]
    refused("No code goes by", [ida], UnknownName, codes=[("finnes ikke", None)])


def test_codings_of_several_sources_or_of_an_older_text_are_not_decided_between() -> None:
    texts = {"a": "5: Vi har to sjefer.", "b": "5: Det går bra."}
    codings = [("a", "to sjefer", "ledelse", "ida"), ("b", "Det går bra.", "ledelse", "marit")]
    snapshot = study_of(texts, codes=CODES, codings=codings)
    one, other = snapshot.all(Coding)
    with pytest.raises(KodeverkError, match="not all in version 1 of a"):
        adjudicate(snapshot, [one.id, other.id], codes=[], coder="lena")
    older = snapshot.replacing(Coding, [one._replace(version=0), other])
    with pytest.raises(KodeverkError, match="not all in version 1 of a"):
        adjudicate(older, [one.id], codes=[], coder="lena")


# --- does it still stand? ---------------------------------------------------------------------------


def standing(study: kv.Project) -> set[frozenset[str]]:
    return set(decisions(study.snapshot))


def test_a_decision_stands_until_a_coder_judges_anew_and_again_when_she_takes_that_back(study: kv.Project) -> None:
    ida, marit = code(study, "ledelse", "to sjefer", "ida"), code(study, "uenighet", "to sjefer", "marit")
    study.adjudicate([ida, marit], codes=[("ledelse", None)], coder="lena")
    both = {frozenset({ida, marit})}
    assert standing(study) == both
    study.adjust(ida, coder="ida", code="hverdag")
    assert standing(study) == set()
    study.undo("ida")
    assert standing(study) == both
    study.adjust(marit, coder="marit", span=(20, 25))
    assert standing(study) == set()
    study.adjudicate([ida, marit], codes=[("ledelse", None)], coder="lena", note="enda en gang")
    assert standing(study) == both
    assert len(study.snapshot.all(Adjudication)) == 1
    study.uncode(marit, coder="marit")
    assert standing(study) == set(), "nobody has decided on what ida coded alone"
    assert [one.between for one in study.snapshot.all(Adjudication)] == [(ida,)]
    study.undo("marit")
    assert standing(study) == both


def test_a_correction_of_the_text_neither_ends_a_decision_nor_hides_that_it_had_ended(study: kv.Project) -> None:
    ida, marit = code(study, "ledelse", "to sjefer", "ida"), code(study, "uenighet", "to sjefer", "marit")
    other = code(study, "ledelse", "Det går bra", "ida")
    study.adjudicate([ida, marit], codes=[("ledelse", None)], coder="lena")
    study.adjudicate([other], codes=[("ledelse", None)], coder="lena")
    study.adjust(other, coder="ida", code="hverdag")
    study.correct("inf-05", edits=[(0, 0, "Å ")], coder="tone", why="prøve")
    moved = study.snapshot.table(Coding)[ida]
    assert (moved.version, study.snapshot.quote(moved)) == (2, "to sjefer")
    assert standing(study) == {frozenset({ida, marit})}
    study.adjust(ida, coder="ida", span=(moved.start, moved.end - 2))
    assert standing(study) == set()


def test_what_a_decision_names_is_there_also_after_codes_are_merged(study: kv.Project) -> None:
    ida, more = code(study, "ledelse", "to sjefer", "ida"), code(study, "hverdag", "to sjefer", "ida")
    marit = code(study, "uenighet", "to sjefer", "marit")
    study.adjudicate([ida, more, marit], codes=[("ledelse", None), ("hverdag", None)], coder="lena")
    study.recode("hverdag", into="ledelse")
    (decision,) = study.snapshot.all(Adjudication)
    assert set(decision.between) == {ida, marit} and len(decision.kept) == 1
    assert {*decision.between, *decision.kept} == set(study.snapshot.table(Coding))
    study.remove_code("uenighet")
    assert study.snapshot.all(Adjudication)[0].between == (ida,)
    assert study.verify().ok


# --- taking over what both coded alike --------------------------------------------------------------


def test_what_both_coded_alike_is_taken_over_once_with_the_words_both_mean(study: kv.Project) -> None:
    for coder, quote in (
        ("ida", "to sjefer"),
        ("marit", "to sjefer"),
        ("ida", "Det går bra"),
        ("marit", "Det går bra,"),
    ):
        code(study, "ledelse", quote, coder)
    code(study, "uenighet", "De er uenige.", "ida")
    code(study, "hverdag", "De er uenige.", "marit")
    theirs = of(study, "ida", "marit")
    receipt = study.adopt_agreed("ida", "marit", coder="lena")
    assert receipt.counts["coding made"] == 2
    assert of(study, "avgjort") == {("ledelse", "to sjefer"), ("ledelse", "Det går bra")}
    assert of(study, "ida", "marit") == theirs
    again = study.adopt_agreed("ida", "marit", coder="lena")
    assert (again.seq, again.note) == (None, "2 passages were decided already")
    assert {len(one.between) for one in study.snapshot.all(Adjudication)} == {2}


def test_taking_over_does_not_undo_a_decision_but_does_replace_one_both_have_left(study: kv.Project) -> None:
    ida, marit = code(study, "ledelse", "to sjefer", "ida"), code(study, "ledelse", "to sjefer", "marit")
    study.adjudicate([ida, marit], codes=[("uenighet", None)], coder="lena", note="begge tar feil")
    study.adopt_agreed("ida", "marit", coder="lena")
    assert of(study, "avgjort") == {("uenighet", "to sjefer")}
    for coding, coder in ((ida, "ida"), (marit, "marit")):
        study.adjust(coding, coder=coder, code="hverdag")
    study.adopt_agreed("ida", "marit", coder="lena")
    assert of(study, "avgjort") == {("hverdag", "to sjefer")}


def test_a_sub_question_is_taken_over_where_both_give_the_same() -> None:
    snapshot = study_of({"a": "5: Vi har to sjefer."}, codes=CODES)
    codings = [
        Coding(coder, "src-a", 1, 3, 9, "code-ledelse", coder, question)
        for coder, question in (("ida", "S1"), ("marit", "S1"))
    ]
    for second, expected in (("S1", "S1"), ("S2", "")):
        placed = snapshot.replacing(Coding, [codings[0], codings[1]._replace(sub_question=second)])
        plan = adopt(placed, [Agreed(("ida", "marit"), "code-ledelse", (codings[0].span,))], coder="lena")
        assert [c.after.sub_question for c in plan.changes if isinstance(c.after, Coding)] == [expected]


# --- at random, against a dictionary ----------------------------------------------------------------

QUOTES = ("to sjefer", "Vi har to", "De er uenige", "Det går bra")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_layer_is_what_the_decisions_say_and_the_coders_own_are_as_they_made_them(data: st.DataObject) -> None:
    texts = {"a": TEXT}
    made = [
        ("a", quote, path, coder) for quote in QUOTES for path, coder in (("ledelse", "ida"), ("uenighet", "marit"))
    ]
    snapshot = study_of(texts, codes=CODES, codings=made)
    own = dict(snapshot.table(Coding))
    decided: dict[frozenset[str], set[tuple[int, int, str]]] = {}
    for _step in range(data.draw(st.integers(1, 8))):
        between = data.draw(st.sets(st.sampled_from(sorted(own)), min_size=1, max_size=2))
        codes = data.draw(st.sets(st.sampled_from(CODES), max_size=2))
        plan = adjudicate(snapshot, sorted(between), codes=[(path, None) for path in codes], coder="lena")
        snapshot = carried_out(snapshot, plan)
        hull = min(own[key].start for key in between), max(own[key].end for key in between)
        decided[frozenset(between)] = {(*hull, f"code-{path}") for path in codes}
    layer = {(c.start, c.end, c.code_id) for c in snapshot.all(Coding) if c.coder == "avgjort"}
    assert layer == {one for kept in decided.values() for one in kept}
    assert {c.id: c for c in snapshot.all(Coding) if c.coder != "avgjort"} == own
    assert {frozenset(one.between) for one in snapshot.all(Adjudication)} == set(decided)


def carried_out(snapshot: Snapshot, plan: Plan) -> Snapshot:
    """The snapshot as a plan leaves it, each change checked against what it says was there."""
    for change in plan.changes:
        table = snapshot.table(change.kind)
        assert table.get(change.record.id) == change.before
        records = {**table, change.record.id: change.after}
        snapshot = snapshot.replacing(change.kind, [record for record in records.values() if record is not None])
    return snapshot


def test_nobody_codes_in_the_decided_layer_by_hand_and_nobody_without_a_name(study: kv.Project) -> None:
    ida = code(study, "ledelse", "to sjefer", "ida")
    study.adjudicate([ida], codes=[("ledelse", None)], coder="lena")
    before = study.state_hash()
    with pytest.raises(KodeverkError, match="'avgjort' is a layer of what was decided"):
        code(study, "uenighet", "uenige", "avgjort")
    with pytest.raises(KodeverkError, match="coder is empty"):
        study.correct("inf-05", text=TEXT + " Jo.", coder="")
    with pytest.raises(KodeverkError, match="coder is empty"):
        study.adjudicate([ida], codes=[], coder="")
    assert study.state_hash() == before
    study.undo(), study.redo()
    assert study.state_hash() == before
