"""Relations: made with their passage, once, and never left without it."""

from __future__ import annotations

import pytest

from kodeverk.coding.codings import Row, uncode
from kodeverk.coding.recode import merge
from kodeverk.coding.relations import Tie, relate, unrelate
from kodeverk.errors import KodeverkError, QuoteError, UnknownName
from kodeverk.model import Coding, Plan, Relation, Snapshot
from tests.analysis.related import ACTORS
from tests.memory import study_of


def study(*codings: tuple[str, str, str, str]) -> Snapshot:
    """1: Jeg ringer rådmannen hver uke. Han ringer tilbake."""
    text = "1: Jeg ringer rådmannen hver uke. Han ringer tilbake."
    return study_of({"int": text}, {"1": ("Ås", {})}, ["kontakt", "ringer"], codings, ACTORS)


def tie(quote: str = "Jeg ringer rådmannen hver uke.", code: str = "kontakt", **told: object) -> Tie:
    passage = Row("int", code, "ida", quote)
    said = {"from_actor": "NL", "to_actor": "R", "initiator": "NL", "reciprocal": None, "channel": "outside",
            "frequency": "weekly", "coder": "ida"}  # fmt: skip
    return Tie(passage, **{**said, **told})  # type: ignore[arg-type]


def carried_out(snapshot: Snapshot, plan: Plan) -> Snapshot:
    for change in plan.changes:
        snapshot.table(change.kind)  # a table not read yet is read from memory, where nothing is written
    return snapshot.after(plan.changes, snapshot.seq + 1)


def test_a_relation_comes_with_the_coding_of_its_passage() -> None:
    snapshot = study()
    after = carried_out(snapshot, relate(snapshot, [tie()]))
    (relation,), (coding,) = after.all(Relation), after.all(Coding)
    assert relation.coding_id == coding.id and after.quote(coding) == "Jeg ringer rådmannen hver uke."
    assert relation[1:7] == ("a-NL", "a-R", "a-NL", None, "outside", "weekly")


def test_the_same_relation_twice_is_one_and_another_reading_of_the_passage_is_another() -> None:
    snapshot = study()
    plan = relate(snapshot, [tie(), tie()])
    assert plan.ids[0] == plan.ids[1] and len(plan.changes) == 2
    after = carried_out(snapshot, plan)
    again = relate(after, [tie()])
    assert again.changes == [] and again.note == "related already" and again.ids == plan.ids[:1]
    assert len(relate(after, [tie(to_actor="FD"), tie(coder="bo")]).changes) == 2


def test_a_coding_there_is_can_be_the_evidence() -> None:
    snapshot = study(("int", "Han ringer tilbake.", "kontakt", "ida"))
    (coding,) = snapshot.all(Coding)
    after = carried_out(snapshot, relate(snapshot, [tie()._replace(passage=coding.id)]))
    assert [r.coding_id for r in after.all(Relation)] == [coding.id] and len(after.all(Coding)) == 1


@pytest.mark.parametrize(
    ("told", "error", "said"),
    [
        ({"from_actor": "NLL"}, UnknownName, "No actor goes by the name 'NLL'. Nearest: NL."),
        ({"to_actor": "ordføreren"}, UnknownName, "No actor goes by the name 'ordføreren'."),
        ({"to_actor": "NL"}, KodeverkError, "A relation is between two actors; NL is named twice."),
        ({"initiator": "FD"}, KodeverkError, "The initiative is taken by one of the two, NL or R, not by FD."),
        ({"channel": "telefon"}, UnknownName, "No channel goes by the name 'telefon'."),
        ({"frequency": "weekley"}, UnknownName, "Nearest: weekly."),
        ({"coder": " "}, UnknownName, "Give the coder's name."),
    ],
)
def test_what_is_no_relation_is_refused(told: dict[str, object], error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        relate(study(), [tie(**told)])
    assert said in str(caught.value) and "ringer" not in str(caught.value)


def test_of_several_rows_every_faulty_one_is_named_and_none_is_made() -> None:
    rows = [tie(), tie(to_actor="Q")._replace(at="r.csv, row 3"), tie("finnes ikke")._replace(at="r.csv, row 4")]
    with pytest.raises(KodeverkError) as caught:
        relate(study(), rows)
    assert str(caught.value).startswith("2 of 3 relations cannot be made; nothing was changed:\n- r.csv, row 3: ")
    assert "row 4" in str(caught.value) and "finnes ikke" not in str(caught.value)


def test_a_quote_that_is_not_there_is_refused_as_for_codings() -> None:
    with pytest.raises(QuoteError):
        relate(study(), [tie("Jeg mailer.")])


def test_a_relation_is_taken_away_and_its_coding_stays() -> None:
    snapshot = study()
    made = relate(snapshot, [tie()])
    after = carried_out(snapshot, made)
    less = carried_out(after, unrelate(after, made.ids))
    assert less.all(Relation) == [] and len(less.all(Coding)) == 1
    with pytest.raises(UnknownName, match="1 of 1 ids belong to no relation: nei"):
        unrelate(after, ["nei"])


def test_a_withdrawn_coding_takes_its_relations_with_it() -> None:
    snapshot = study()
    after = carried_out(snapshot, relate(snapshot, [tie(), tie("Han ringer tilbake.")]))
    first = after.all(Coding)[0]
    less = carried_out(after, uncode(after, [first.id]))
    assert [r.coding_id for r in less.all(Relation)] == [c.id for c in less.all(Coding)] != [first.id]


def test_relations_follow_when_a_code_is_merged_and_one_told_twice_is_one() -> None:
    snapshot = study()
    after = carried_out(snapshot, relate(snapshot, [tie(), tie(code="ringer"), tie(code="ringer", to_actor="FD")]))
    assert (len(after.all(Coding)), len(after.all(Relation))) == (2, 3)
    merged = carried_out(after, merge(after, "ringer", "kontakt"))
    (coding,) = merged.all(Coding)
    assert sorted(r.to_actor for r in merged.all(Relation)) == ["a-FD", "a-R"]
    assert {r.coding_id for r in merged.all(Relation)} == {coding.id}
    assert relate(merged, [tie(to_actor="FD")]).changes == []
