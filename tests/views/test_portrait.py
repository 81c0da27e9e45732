"""The portrait of a person, counted by hand in a study of three.

    inf-01   I: Hvordan går det?          3 words   Q1 a.1 asked
             1: Det går fint.             3 words
             1: Men møtene er lange.      4 words
    inf-02   I: Hvem leder?               2 words   asked nothing of møter
             2: Jeg leder selv. ...
    par      3: Vi spiser lunsj.  2: Ja, det gjør vi.   two informants in one interview, no interviewer
"""

from __future__ import annotations

from kodeverk.model import Coding, Evidence, Memo, Proposition, Record, Snapshot, Theory, Wording
from kodeverk.views import by_person
from tests.memory import asked, evidence, study_of
from tests.views.four import GUIDE, PAYLOADS, four, hostile

TEXTS = {
    "inf-01": "I: Hvordan går det?\n1: Det går fint.\n1: Men møtene er lange.",
    "inf-02": "I: Hvem leder?\n2: Jeg leder selv, og møtene er gode.",
    "par": "3: Vi spiser lunsj.\n2: Ja, det gjør vi.",
}
CASES: dict[str, tuple[str, dict[str, object]]] = {"1": ("A", {}), "2": ("A", {}), "3": ("B", {})}
CODES = ("ledelse/alene", "møter", "lunsj")
CODINGS = (
    ("inf-01", "Det går fint.", "møter", "ida"),
    ("inf-01", "møtene er lange", "møter", "ida"),
    ("inf-02", "Jeg leder selv", "ledelse/alene", "ida"),
    ("inf-02", "møtene er gode", "møter", "ida"),
    ("inf-02", "møtene er gode", "møter", "tone"),
    ("par", "Vi spiser lunsj.", "lunsj", "ida"),
)
THEORY = [
    Theory("teori-bok", "1", Wording(nb="Teori")),
    Proposition("teori-bok:P-1", "teori-bok", "P-1", "", Wording(nb="Møter er gode.")),
    Proposition("teori-bok:P-2", "teori-bok", "P-2", "", Wording(nb="Ledere leder."), order=1),
]


def three(extra: list[Record] | None = None) -> Snapshot:
    judged = [asked("inf-01", 1, "guide-bok:a.1"), asked("inf-02", 1, "guide-bok:a.1")]
    return study_of(TEXTS, CASES, CODES, CODINGS, [GUIDE, *THEORY, *judged, *(extra or [])])


def test_talk_is_shared_within_each_interview_and_in_the_whole_study() -> None:
    rows = by_person(three(), "2").talk.to_numpy().tolist()
    assert rows == [
        # source, words, others, interviewer, share, share of informants
        ["inf-02", 7, 0, 2, 7 / 9, 1.0],
        ["par", 4, 3, 0, 4 / 7, 4 / 7],
        ["", 11, 10, 5, 11 / 26, 11 / 21],
    ]


def test_an_office_talks_as_much_as_those_in_it() -> None:
    assert by_person(three(), "A").talk["words"].tolist() == [7, 7, 4, 18]
    assert by_person(three(), None).talk.empty


def test_what_is_told_in_a_row_under_one_code_is_one_run() -> None:
    rows = by_person(three(), "2").telling.to_numpy().tolist()
    assert rows == [["2", "inf-02", 2, 18, "ledelse/alene", 1], ["2", "inf-02", 2, 37, "møter", 2]]
    assert by_person(three(), "1").telling[["segment", "codings"]].to_numpy().tolist() == [[2, 2]]


def test_memos_on_the_person_come_first_and_those_on_others_not_at_all() -> None:
    coding = next(c.id for c in three().all(Coding) if c.source_id == "src-inf-01")
    memos: list[Record] = [
        Memo("1", "coding", coding, "Nøler her.", "ida", "2026-01-04"),
        Memo("2", "source", "src-inf-01", "Avbrutt av telefon.", "ida", "2026-01-03"),
        Memo("3", "case", "case-1", "Trygg, men sliten.", "ida", "2026-01-05"),
        Memo("4", "segment", "src-inf-01/1/3", "Ler.", "ida", "2026-01-02"),
        Memo("5", "case", "case-2", "En annen.", "ida", "2026-01-01"),
        Memo("6", "study", "", "Om alt.", "ida", "2026-01-01"),
        Memo("7", "source", "src-par", "To sammen.", "ida", "2026-01-01"),
    ]
    view = by_person(three(memos), "1")
    assert view.memos[["on", "about", "text"]].to_numpy().tolist() == [
        ["case", "1", "Trygg, men sliten."],
        ["source", "inf-01", "Avbrutt av telefon."],
        ["segment", "inf-01, 3", "Ler."],
        ["coding", "møter", "Nøler her."],
    ]
    shown = view._repr_html_()
    assert shown.index("Trygg, men sliten.") < shown.index("Nøler her.") < shown.index("Det går fint.<")
    assert "En annen." not in shown


def test_who_speaks_both_for_and_against_a_proposition_contradicts_herself() -> None:
    study = three()
    judged: list[Record] = [
        evidence(study, "Det går fint.", "teori-bok:P-1", "supports"),
        evidence(study, "møtene er lange", "teori-bok:P-1", "contradicts"),
        evidence(study, "Jeg leder selv", "teori-bok:P-1", "contradicts"),
        evidence(study, "Jeg leder selv", "teori-bok:P-2", "supports"),
    ]
    rows = by_person(three(judged), "1").contradictions[["proposition", "statement", "stance", "quote", "segment"]]
    assert rows.to_numpy().tolist() == [
        ["P-1", "Møter er gode.", "supports", "Det går fint.", 2],
        ["P-1", "Møter er gode.", "contradicts", "møtene er lange", 3],
    ]
    assert by_person(three(judged), "2").contradictions.empty
    # In an office one may speak for and another against: that is no contradiction within a person.
    assert by_person(three(judged), "A").contradictions["case"].unique().tolist() == ["1"]


def test_two_coders_who_judge_one_passage_differently_do_not_make_her_contradict_herself() -> None:
    study = three()
    judged: list[Record] = [
        evidence(study, "Jeg leder selv", "teori-bok:P-2", "supports", "ida"),
        evidence(study, "Jeg leder selv", "teori-bok:P-2", "contradicts", "tone"),
    ]
    assert by_person(three(judged), "2").contradictions.empty


def test_a_judged_span_without_a_coding_counts_in_the_contradictions() -> None:
    study = three()
    start = TEXTS["inf-01"].index("Men")
    judged: list[Record] = [
        evidence(study, "Det går fint.", "teori-bok:P-1", "supports"),
        Evidence("e", None, "teori-bok:P-1", "contradicts", "ida", "", "", "src-inf-01", 1, start, start + 3),
    ]
    assert by_person(three(judged), "1").contradictions["quote"].tolist() == ["Det går fint.", "Men"]


def test_what_she_alone_says_tells_who_was_silent_from_who_was_not_asked() -> None:
    # Of leadership (a.1) 1 was asked and is silent. 3 speaks only where no interviewer turn is: unknown whether asked.
    rows = by_person(three(), "2").alone.to_numpy().tolist()
    assert rows == [["ledelse/alene", 1, 1, 0, 1]]
    # Of lunch nobody was asked: every interviewer turn 1 and 2 met has been judged.
    assert by_person(three(), "3").alone.to_numpy().tolist() == [["lunsj", 1, 0, 2, 0]]
    assert by_person(three(), "1").alone.empty


def test_a_code_another_has_below_it_is_not_hers_alone() -> None:
    more = [*CODINGS, ("par", "Ja, det gjør vi.", "ledelse", "ida"), ("inf-01", "Det går", "ledelse/alene", "ida")]
    study = study_of(TEXTS, CASES, CODES, more, [GUIDE])
    assert "ledelse" not in by_person(study, "2").alone["code"].tolist()
    assert by_person(study, "2").alone.empty


def test_the_portrait_is_shown_in_a_readable_order_and_says_nothing_where_there_is_nothing() -> None:
    shown = by_person(three([Memo("3", "case", "case-2", "Raus.", "ida", "2026-01-05")]), "2")._repr_html_()
    order = [shown.index(part) for part in ("Share of talk", "Raus.", "What nobody else says", "The order of telling", "Jeg leder selv<")]  # fmt: skip
    assert order == sorted(order)
    assert "Speaks both" not in shown
    assert "78%" in shown  # 7 of 9 words
    nobody = by_person(four(), None)
    assert [nobody.talk.empty, nobody.memos.empty, nobody.contradictions.empty, nobody.alone.empty] == [True] * 4


def test_nothing_of_a_portrait_becomes_html() -> None:
    for payload in PAYLOADS:
        study = hostile(payload).replacing(Memo, [Memo("m", "case", "case-xx", payload, payload, payload)])
        shown = by_person(study, "xx")._repr_html_()
        assert payload not in shown and "<img" not in shown and "<script" not in shown
