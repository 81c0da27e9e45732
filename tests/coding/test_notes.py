"""Memos, judgements, bindings and guide links."""

from __future__ import annotations

import pytest

from kodeverk.coding import decisions, notes
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import (
    PREMISE,
    Asked,
    Coding,
    Evidence,
    Guide,
    Memo,
    Part,
    Proposition,
    Question,
    Snapshot,
    Speaker,
    Suggestion,
    Theme,
    Theory,
    Wording,
)  # fmt: skip
from tests.memory import study_of

TEXT = "I: To ledere?\n5: Ja, to sjefer.\nI: Og?\n5: Det går."
GUIDE = Guide("g", "1", Wording(), parts=(Part("1", Wording(), (Theme("1a", Wording(), (), (Question("1a.1", Wording(nb="?")),)),)),))  # fmt: skip


@pytest.fixture
def study() -> Snapshot:
    extra = [
        GUIDE, Theory("t", "1", Wording(nb="T")), Proposition("t:A", "t", "A", "", Wording(nb="a")),
        Proposition("t:P", "t", "P", "", Wording(nb="p"), PREMISE),
        Suggestion("s1", "src-inf-05", 1, 17, 30, "code-ledelse", "regler:bok@1", "to sjefer"),
    ]  # fmt: skip
    return study_of(
        {"inf-05": TEXT}, {"5": ("Lyngmo", {})}, ["ledelse"], [("inf-05", "to sjefer", "ledelse", "ida")], extra
    )


def test_a_memo_stands_on_anything_and_nothing_else(study: Snapshot) -> None:
    (coding,) = study.all(Coding)
    for on, target, id in [("study", "", ""), ("source", "inf-05", "src-inf-05"), ("case", "5", "case-5"),
                           ("code", "ledelse", "code-ledelse"), ("coding", coding.id, coding.id), ("proposition", "A", "t:A"),
                           ("segment", "inf-05/2", "src-inf-05/1/2"), ("guide", "g", "g"), ("theory", "t", "t"), ("codebook", "bok", "bok")]:  # fmt: skip
        (change,) = notes.memo(study, "tenk", on=on, target=target, coder="ida").changes
        assert isinstance(change.after, Memo) and (change.after.on, change.after.target_id) == (on, id)
    with pytest.raises(UnknownName, match="No memo target goes by the name 'sky'"):
        notes.memo(study, "tenk", on="sky", target="x", coder="ida")
    with pytest.raises(KodeverkError, match="empty memo"):
        notes.memo(study, "  ", coder="ida")


def test_a_judgement_is_one_for_each_coder_and_her_last_word_counts(study: Snapshot) -> None:
    (coding,) = study.all(Coding)
    first = notes.judge(study, coding.id, "A", "supports", coder="ida")
    study = study.supposing(first.changes)
    assert notes.judge(study, coding.id, "t:A", "supports", coder="ida").changes == []
    study = study.supposing(notes.judge(study, coding.id, "A", "nuances", coder="ida", note="bare delvis").changes)
    study = study.supposing(notes.judge(study, coding.id, "A", "contradicts", coder="marit").changes)
    assert sorted((e.coder, e.stance) for e in study.all(Evidence)) == [("ida", "nuances"), ("marit", "contradicts")]


def test_premises_unknown_propositions_and_stances_are_refused(study: Snapshot) -> None:
    (coding,) = study.all(Coding)
    with pytest.raises(KodeverkError, match="t:P is a premise"):
        notes.judge(study, coding.id, "P", "supports", coder="ida")
    with pytest.raises(UnknownName, match="No proposition goes by the name 'B'"):
        notes.judge(study, coding.id, "B", "supports", coder="ida")
    with pytest.raises(UnknownName, match="Nearest: supports"):
        notes.judge(study, coding.id, "A", "support", coder="ida")


def test_a_speaker_is_bound_to_a_case(study: Snapshot) -> None:
    study = study.supposing(notes.set_role(study, "inf-05", "5", "interviewer").changes)
    assert study.codings_by_case().keys() == {None}
    study = study.supposing(notes.bind(study, "inf-05", "5", "5").changes)
    assert study.table(Speaker)["src-inf-05/5"].role == "informant"
    assert study.codings_by_case().keys() == {"case-5"}
    with pytest.raises(UnknownName, match="No speaker goes by the name 'Kari'"):
        notes.bind(study, "inf-05", "Kari", "5")


def test_onlyinterviewer_turns_ask(study: Snapshot) -> None:
    plan = notes.asked(study, [("inf-05", 1, "1a.1"), ("inf-05", 3, "")], coder="ida")
    assert {(c.record.segment, c.record.question) for c in plan.changes if isinstance(c.record, Asked)} == {
        (1, "g:1a.1"),
        (3, ""),
    }
    with pytest.raises(UnknownName, match="Segment 2 of inf-05 is no interviewer turn"):
        notes.asked(study, [("inf-05", 2, "1a.1")], coder="ida")
    with pytest.raises(UnknownName, match="No guide question goes by the name '9z'"):
        notes.asked(study, [("inf-05", 1, "9z")], coder="ida")


def test_an_accepted_suggestion_becomes_the_persons_coding_and_is_decided_once(study: Snapshot) -> None:
    after = study.supposing(decisions.accept(study, ["s1"], coder="marit").changes)
    assert [(c.coder, after.quote(c)) for c in after.all(Coding) if c.coder == "marit"] == [("marit", TEXT[17:30])]
    assert after.table(Suggestion)["s1"].decision == "accepted"
    with pytest.raises(KodeverkError, match="1 of 1 suggestions are decided already"):
        decisions.reject(after, ["s1"], coder="marit")


def test_a_rejected_suggestion_makes_no_coding(study: Snapshot) -> None:
    after = study.supposing(decisions.reject(study, ["s1"], coder="marit").changes)
    assert after.table(Coding) == study.table(Coding) and after.table(Suggestion)["s1"].decision == "rejected"


def test_a_changed_suggestion_is_coded_as_changed(study: Snapshot) -> None:
    start = TEXT.index("to sjefer")
    after = study.supposing(decisions.change(study, "s1", coder="marit", span=(start, start + 9)).changes)
    assert [after.quote(c) for c in after.all(Coding) if c.coder == "marit"] == ["to sjefer"]
    with pytest.raises(KodeverkError, match="does not fit inf-05"):
        decisions.change(study, "s1", coder="marit", span=(0, 9999))
