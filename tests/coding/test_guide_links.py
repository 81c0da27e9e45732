"""Guide questions are suggested for interviewer turns nobody has judged."""

from kodeverk.coding.guide_links import suggest_questions
from kodeverk.model import Asked, Guide, Part, Question, Theme, Wording
from tests.memory import asked, study_of

GUIDE = Guide("g", "1", Wording(nb="G"), parts=(Part("1", Wording(nb="D"), (Theme("1a", Wording(nb="T"), (), (
    Question("1a.1", Wording(nb="Hvilke møter har dere på tvers av linjene?")),
    Question("1a.2", Wording(nb="Hvordan virker plasseringen på samarbeidet?"), (Wording(nb="Hvem sitter du ved siden av?"),)),
)),)),))  # fmt: skip

TEXT = "I: Hva slags møte på tvers av linjene har dere?\n5: Ett.\nI: Mm.\n5: Ja.\nI: Hvem sitter ved siden av deg?\n5: Ingen."


def test_the_question_most_like_a_turn_is_suggested_in_any_inflection() -> None:
    found = suggest_questions(study_of({"inf-05": TEXT}), [GUIDE])
    assert {(s.turn, s.question) for s in found} == {(1, "g:1a.1"), (5, "g:1a.2")}
    assert all(0.4 <= s.score <= 1 for s in found)


def test_turns_that_are_judged_already_are_left_alone() -> None:
    study = study_of({"inf-05": TEXT}).replacing(Asked, [asked("inf-05", 1, "g:1a.2")])
    assert {s.turn for s in suggest_questions(study, [GUIDE])} == {5}
