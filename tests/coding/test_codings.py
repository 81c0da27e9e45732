"""Coding by quote, span and segment; uncoding."""

from __future__ import annotations

import pytest

from kodeverk.coding.codings import Row, code, uncode
from kodeverk.errors import AmbiguousName, KodeverkError, QuoteError, UnknownName
from kodeverk.model import Code, Coding, Memo, Snapshot
from tests.memory import evidence, study_of

TEXT = """\
I: Har dere to ledere?
5: Ja. Vi har to sjefer, det er nå sånn det er.
I: Hvordan går det?
5: Det er nå sånn det er. Ærlig talt 👩‍👩‍👧 går det bra."""


@pytest.fixture
def study() -> Snapshot:
    return study_of({"inf-05": TEXT}, {"5": ("Lyngmo", {})}, ["ledelse/makt", "styring/makt", "styring/to sjefer"])


def one(study: Snapshot, **row: object) -> Coding:
    plan = code(study, [Row(**{"source": "inf-05", "code": "to sjefer", "coder": "ida", **row})])  # type: ignore[arg-type]
    (change,) = plan.changes
    assert isinstance(change.after, Coding)
    return change.after


def test_a_quote_is_coded_where_it_stands(study: Snapshot) -> None:
    coding = one(study, quote="to sjefer")
    assert study.quote(coding) == "to sjefer"
    assert (coding.start, coding.end) == (TEXT.index("to sjefer"), TEXT.index("to sjefer") + 9)


def test_a_quote_after_an_emoji_family_is_coded_in_code_points(study: Snapshot) -> None:
    coding = one(study, quote="går det bra")
    assert TEXT[coding.start : coding.end] == "går det bra" == study.quote(coding)


def test_a_segment_alone_means_what_is_said_in_it_without_the_label(study: Snapshot) -> None:
    assert study.quote(one(study, segment=2)) == "Ja. Vi har to sjefer, det er nå sånn det er."


def test_a_quote_that_stands_twice_is_refused_with_both_places(study: Snapshot) -> None:
    with pytest.raises(QuoteError, match=r"2 times in inf-05: segment 2, .*; segment 4, ") as refused:
        one(study, quote="er nå sånn det er.")
    assert "nå sånn" not in str(refused.value)


def test_the_segment_tells_which_of_two_equal_quotes_is_meant(study: Snapshot) -> None:
    coding = one(study, quote="er nå sånn det er.", segment=4)
    assert coding.start == TEXT.rindex("er nå sånn det er.")


def test_a_quote_that_is_not_there_is_refused_with_the_nearest_place(study: Snapshot) -> None:
    with pytest.raises(
        QuoteError, match=r"does not stand in inf-05. Nearest \(\d+ % alike\): segment 2, span"
    ) as refused:
        one(study, quote="Vi har to sjefar")
    assert "sjefer" not in str(refused.value)


def test_a_quote_typed_with_combining_letters_is_found(study: Snapshot) -> None:
    assert study.quote(one(study, quote="ga\u030ar det bra")) == "går det bra"


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (9, 3), (0, 10_000)])
def test_a_span_that_does_not_fit_is_refused(study: Snapshot, span: tuple[int, int]) -> None:
    with pytest.raises(QuoteError, match="does not fit inf-05"):
        one(study, span=span)


def test_the_same_coding_twice_is_one(study: Snapshot) -> None:
    row = Row("inf-05", "to sjefer", "ida", "to sjefer")
    plan = code(study, [row, row])
    assert len(plan.changes) == 1
    again = code(study.supposing(plan.changes), [row])
    assert again.changes == [] and again.ids == (plan.changes[0].record.id,)


def test_two_coders_who_code_the_same_make_two_codings(study: Snapshot) -> None:
    plan = code(study, [Row("inf-05", "to sjefer", coder, "to sjefer") for coder in ("ida", "marit")])
    assert len({change.record.id for change in plan.changes}) == 2


def test_an_ambiguous_code_name_lists_its_paths(study: Snapshot) -> None:
    with pytest.raises(AmbiguousName, match="bok:ledelse/makt, bok:styring/makt"):
        one(study, code="makt", quote="to sjefer")


def test_a_code_that_does_not_exist_is_refused_with_the_nearest_name(study: Snapshot) -> None:
    with pytest.raises(UnknownName, match="'to sjefar'. Nearest: to sjefer, styring/to sjefer"):
        one(study, code="to sjefar", quote="to sjefer")


def test_one_bad_row_of_many_stops_all_and_is_named(study: Snapshot) -> None:
    rows = [
        Row("inf-05", "to sjefer", "ida", "to sjefer", at="kodinger.csv, line 2"),
        Row("inf-06", "to sjefer", "ida", "to sjefer", at="kodinger.csv, line 3"),
        Row("inf-05", "tull", "ida", "to sjefer", at="kodinger.csv, line 4"),
    ]
    with pytest.raises(KodeverkError, match="2 of 3 codings cannot be made; none was made") as refused:
        code(study, rows)
    assert "line 3" in str(refused.value) and "line 4" in str(refused.value) and "line 2" not in str(refused.value)


def test_uncoding_takes_evidence_and_memos_with_it(study: Snapshot) -> None:
    coding = one(study, quote="to sjefer")
    study = study.supposing(code(study, [Row("inf-05", "to sjefer", "ida", "to sjefer")]).changes)
    judged = evidence(study, "to sjefer", "teori:A", "supports")
    memo = Memo("m1", "coding", coding.id, "hm", "ida", "2026-01-01")
    other = Memo("m2", "study", "", "hm", "ida", "2026-01-01")
    study = study.replacing(type(judged), [judged]).replacing(Memo, [memo, other])
    after = study.supposing(uncode(study, [coding.id]).changes)
    assert after.all(Coding) == [] and after.all(type(judged)) == [] and after.all(Memo) == [other]


def test_uncoding_what_is_not_there_is_refused(study: Snapshot) -> None:
    with pytest.raises(UnknownName, match="1 of 1 ids belong to no coding"):
        uncode(study, ["nope"])


def test_a_passage_coded_anew_after_its_coding_was_recoded_gets_an_id_of_its_own(study: Snapshot) -> None:
    from kodeverk.coding import recode

    row = Row("inf-05", "to sjefer", "ida", "to sjefer")
    study = study.supposing(code(study, [row]).changes)
    (first,) = study.all(Coding)
    study = study.supposing(recode.split(study, "to sjefer", "flere sjefer", [first.id]).changes)
    plan = code(study, [row])
    assert len(plan.changes) == 1 and plan.ids[0] != first.id
    after = study.supposing(plan.changes)
    assert sorted(after.table(Code)[c.code_id].name for c in after.all(Coding)) == ["flere sjefer", "to sjefer"]
    assert code(after, [row]).changes == [] and code(after, [row]).ids == plan.ids


def test_a_quote_in_another_segment_is_told_where_it_stands(study: Snapshot) -> None:
    with pytest.raises(QuoteError, match=r"does not stand in segment 4 of inf-05. It stands elsewhere: segment 2, span"):
        one(study, quote="to sjefer", segment=4)


@pytest.mark.parametrize("where", [{"segment": "4"}, {"span": "abc"}, {"span": (1.0, 2)}, {"span": (1,)}])
def test_what_is_no_place_is_refused_in_words(study: Snapshot, where: dict[str, object]) -> None:
    with pytest.raises((QuoteError, UnknownName), match="inf-05"):
        one(study, **where)


def test_coding_the_interviewer_is_done_and_remarked_on(study: Snapshot) -> None:
    plan = code(study, [Row("inf-05", "to sjefer", "ida", segment=1)])
    assert len(plan.changes) == 1 and plan.note == "outside what informants say"
    assert code(study, [Row("inf-05", "to sjefer", "ida", segment=2)]).note == ""


def test_a_span_that_disagrees_with_the_quote_or_segment_beside_it_is_refused(study: Snapshot) -> None:
    start = TEXT.index("to sjefer")
    with pytest.raises(QuoteError, match="is not where the quote or segment given with it is"):
        one(study, quote="to sjefer", span=(0, 3))
    with pytest.raises(QuoteError, match="is not where the quote or segment given with it is"):
        one(study, segment=4, span=(start, start + 9))
    assert study.quote(one(study, quote="to sjefer", span=(start, start + 9), segment=2)) == "to sjefer"


def test_whole_numbers_of_a_frame_are_places_too(study: Snapshot) -> None:
    import numpy as np

    start = TEXT.index("to sjefer")
    coding = one(study, span=(np.int64(start), np.int64(start + 9)))
    assert study.quote(coding) == "to sjefer" and type(coding.start) is int
    assert one(study, segment=np.int64(2)) == one(study, segment=2)._replace(made=one(study, segment=2).made)
