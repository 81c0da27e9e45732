"""Rules suggest, and never code: where, why, only once, and never over a person's head."""

from __future__ import annotations

import pytest

from kodeverk.coding.decisions import accept, reject
from kodeverk.coding.rules import apply_rules
from kodeverk.errors import GrammarError, UnknownName
from kodeverk.model import (
    Code,
    Codebook,
    Coder,
    Coding,
    Expression,
    Plan,
    Snapshot,
    SourceVersion,
    Speaker,
    Suggestion,
    Wording,
    made,
    sha256,
)
from tests.memory import study_of

TEXT = """\
I: Hvordan er det å ha to sjefer?
5: 😀 Vi har to sjefer. Den ene sjefen sitter på rådhuset, bl.a. fordi sjefer må det. Ellers går det bra.
6: Partnerskapet er viktig, det."""

SJEF = Expression("opplevelse av sjefer", words=("sjef",), phrases=("to sjefer",))
PARTNER = Expression("partnerskap", words=("partnerskap*",))


def code(name: str, *expressions: Expression, book: str = "bok") -> Code:
    return Code(f"code-{name}", book, name, Wording(nb=name), expressions=expressions)


def study(text: str = TEXT, *codes: Code) -> Snapshot:
    chosen = codes or (code("sjefer", SJEF), code("partnerskap", PARTNER))
    return study_of({"inf-05": text}, {"5": ("Lyngmo", {})}, extra=chosen)


def suggested(snapshot: Snapshot, plan: Plan) -> list[tuple[str, str, str]]:
    after = snapshot.supposing(plan.changes)
    found = sorted(after.all(Suggestion), key=lambda s: (s.start, s.code_id))
    return [(s.code_id, after.quote(s), s.reason) for s in found]


def test_the_sentence_around_a_hit_is_suggested_with_the_reason_and_nothing_else() -> None:
    snapshot = study()
    assert suggested(snapshot, apply_rules(snapshot)) == [
        ("code-sjefer", "😀 Vi har to sjefer.", "opplevelse av sjefer: to sjefer"),
        (
            "code-sjefer",
            "Den ene sjefen sitter på rådhuset, bl.a. fordi sjefer må det.",
            "opplevelse av sjefer: sjef",
        ),
        ("code-partnerskap", "Partnerskapet er viktig, det.", "partnerskap: partnerskap*"),
    ]


def test_nothing_suggested_counts_as_coded() -> None:
    snapshot = study()
    plan = apply_rules(snapshot)
    assert [change.kind for change in plan.changes] == [Coder, Suggestion, Suggestion, Suggestion]
    assert snapshot.supposing(plan.changes).all(Coding) == []


def test_the_rule_coder_carries_the_codebook_and_its_version() -> None:
    snapshot = study()
    after = snapshot.supposing(apply_rules(snapshot).changes)
    assert after.table(Coder)["regler:bok@1"] == Coder("regler:bok@1", "rules", "1")
    assert {s.coder for s in after.all(Suggestion)} == {"regler:bok@1"}


@pytest.mark.parametrize(("role", "count"), [("interviewer", 0), ("unknown", 1), ("informant", 1)])
def test_interviewer_speech_is_never_suggested_and_an_unknown_role_counts_as_informant(role: str, count: int) -> None:
    snapshot = study_of({"a": "S1: Vi har to sjefer."}, extra=(code("sjefer", SJEF),))
    snapshot = snapshot.replacing(Speaker, [Speaker("src-a/S1", "src-a", "S1", role)])
    assert len(apply_rules(snapshot).ids) == count


def test_text_without_speakers_counts_and_text_outside_the_turns_of_an_interview_does_not() -> None:
    snapshot = study_of(
        {"avtale": "Partene har to sjefer.", "inf": "Intervju om to sjefer\nI: Hei.\n5: Hei, sjef!"},
        extra=(code("sjefer", SJEF),),
    )
    snapshot = snapshot.replacing(Speaker, [s for s in snapshot.all(Speaker) if s.label])
    found = [quote for _, quote, _ in suggested(snapshot, apply_rules(snapshot))]
    assert sorted(found) == ["Hei, sjef!", "Partene har to sjefer."]


def test_a_phrase_never_runs_from_one_turn_into_the_next() -> None:
    snapshot = study("Vi har to\nsjefer.", code("sjefer", Expression("to", phrases=("to sjefer",))))
    assert apply_rules(snapshot).ids == ()


def test_running_twice_adds_nothing() -> None:
    snapshot = study()
    first = apply_rules(snapshot)
    second = apply_rules(snapshot.supposing(first.changes))
    assert second.changes == []
    assert set(second.ids) == set(first.ids) and len(first.ids) == 3


def test_what_is_decided_stays_decided_and_is_not_suggested_anew_by_a_new_version() -> None:
    snapshot = study()
    first = apply_rules(snapshot)
    snapshot = snapshot.supposing(first.changes)
    snapshot = snapshot.supposing(accept(snapshot, first.ids[:1], coder="ida").changes)
    snapshot = snapshot.supposing(reject(snapshot, first.ids[1:2], coder="ida").changes)
    decided = {s for s in snapshot.all(Suggestion) if s.decision}
    newer = snapshot.replacing(Codebook, [Codebook("bok", "2", Wording(nb="Bok"))])
    after = newer.supposing(apply_rules(newer).changes)
    assert {s.decision for s in decided} == {"accepted", "rejected"}
    assert decided <= set(after.all(Suggestion))
    assert [s.coder for s in after.all(Suggestion) if not s.decision] == ["regler:bok@2"]
    assert len(after.all(Suggestion)) == 3 and len(after.all(Coding)) == 1


def test_undecided_suggestions_that_no_longer_hold_are_taken_back() -> None:
    snapshot = study()
    snapshot = snapshot.supposing(apply_rules(snapshot).changes)
    narrower = snapshot.replacing(Code, [code("sjefer", Expression("to", phrases=("to sjefer",)))._replace(order=1)])
    plan = apply_rules(narrower.replacing(Code, [*narrower.all(Code), code("partnerskap")]))
    assert [change.after for change in plan.changes] == [None, None]
    assert len(plan.ids) == 1


def test_a_corrected_text_gets_suggestions_of_its_own_version() -> None:
    snapshot = study("5: Vi har to sjefer.", code("sjefer", SJEF))
    snapshot = snapshot.supposing(apply_rules(snapshot).changes)
    text = "5: Vi hadde to sjefer."
    version = snapshot.version("src-inf-05")
    source = snapshot.source("inf-05")
    snapshot._loader.texts[sha256(text)] = text  # type: ignore[attr-defined]
    newer = snapshot.supposing(
        made(
            source._replace(version=2),
            SourceVersion(
                "src-inf-05/2", source.id, 2, sha256(text), "", len(text), (version.segments[0]._replace(end=len(text)),),
                {}, "",
            ),
        )
    )  # fmt: skip
    after = newer.supposing(apply_rules(newer).changes)
    assert [(s.version, after.quote(s)) for s in after.all(Suggestion)] == [(2, "Vi hadde to sjefer.")]


def test_only_the_codebook_and_the_sources_asked_for_are_gone_through() -> None:
    snapshot = study_of(
        {"a": "5: Sjefen sa det.", "b": "5: Sjefen sa det."},
        extra=(
            code("sjefer", SJEF),
            Codebook("ny", "3", Wording(nb="Ny")),
            Code("ny-sjef", "ny", "sjef", Wording(nb="sjef"), expressions=(SJEF,)),
        ),
    )
    both = snapshot.supposing(apply_rules(snapshot).changes)
    assert sorted((s.source_id, s.coder) for s in both.all(Suggestion)) == [
        ("src-a", "regler:bok@1"),
        ("src-a", "regler:ny@3"),
        ("src-b", "regler:bok@1"),
        ("src-b", "regler:ny@3"),
    ]
    one = snapshot.supposing(apply_rules(snapshot, codebook="ny", sources=["b"]).changes)
    assert [(s.source_id, s.coder) for s in one.all(Suggestion)] == [("src-b", "regler:ny@3")]
    assert apply_rules(both, codebook="ny", sources=["b"]).changes == []
    named = snapshot.supposing(apply_rules(snapshot, codebook="bok", coder="mine").changes)
    assert {s.coder for s in named.all(Suggestion)} == {"mine@1"}


def test_what_cannot_be_carried_out_is_refused() -> None:
    with pytest.raises(UnknownName, match="no codebook 'nei'. There are: bok"):
        apply_rules(study(), codebook="nei")
    with pytest.raises(UnknownName, match="inf-06"):
        apply_rules(study(), sources=["inf-06"])
    with pytest.raises(GrammarError, match="cannot be searched for"):
        apply_rules(study(TEXT, code("x", Expression("x", words=("*",)))))


def test_a_codebook_without_expressions_says_so() -> None:
    plan = apply_rules(study(TEXT, code("tom")))
    assert (plan.changes, plan.note) == ([], "no code has expressions")


def test_what_is_decided_stays_when_its_expression_is_gone() -> None:
    snapshot = study()
    first = apply_rules(snapshot)
    snapshot = snapshot.supposing(first.changes)
    snapshot = snapshot.supposing(reject(snapshot, first.ids[:1], coder="ida").changes)
    bare = snapshot.replacing(Code, [code("sjefer"), code("partnerskap")])
    after = bare.supposing(apply_rules(bare).changes)
    assert [(s.id, s.decision) for s in after.all(Suggestion)] == [(first.ids[0], "rejected")]
