from __future__ import annotations

import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import KodeverkError
from kodeverk.model import Category, Code, Coding, Wording
from kodeverk.views import matrix
from kodeverk.views.matrix import DIMENSIONS, VALUES
from tests.memory import study_of
from tests.views.four import PAYLOADS, four, hostile


def cells(rows: str, columns: str, values: str = "codings") -> dict[str, list[int]]:
    frame = matrix(four(), rows, columns, values).frame
    return {str(name): line.tolist() for name, line in frame.iterrows()}


def test_case_by_code_counts_codings_and_says_zero_where_nothing_is_said() -> None:
    frame = matrix(four()).frame
    assert list(frame.columns) == ["ledelse", "ledelse/to sjefer", "møter", "lunsj"]
    assert (frame.index.name, frame.columns.name) == ("case", "code")
    assert cells("case", "code") == {
        "1": [1, 1, 1, 0],
        "2": [2, 0, 0, 1],
        "3": [1, 0, 1, 0],
        "4": [0, 0, 0, 0],
        "": [0, 0, 1, 0],
    }


def test_a_category_counts_a_coding_once() -> None:
    twice = Category("cat-2", "bok", "alt", Wording(nb="Alt"), Wording(), ("code-ledelse", "code-ledelse/to sjefer"))
    frame = matrix(four([twice]), columns="category").frame
    assert frame["styring"].tolist() == [3, 2, 2, 0, 1]
    assert frame["alt"].tolist() == [2, 2, 1, 0, 0]


def test_offices_sum_their_informants_and_keep_unbound_speech() -> None:
    assert cells("office", "code") == {"Lyngmo": [1, 0, 1, 0], "Tangvåg": [3, 1, 1, 1], "": [0, 0, 1, 0]}
    assert cells("office", "code", "cases") == {"Lyngmo": [1, 0, 1, 0], "Tangvåg": [2, 1, 1, 1], "": [0, 0, 0, 0]}


def test_a_coding_across_two_informants_of_one_office_counts_once_for_the_office() -> None:
    texts = {"g": "5: Vi er enige.\n6: Ja, helt enige."}
    snapshot = study_of(texts, {"5": ("A", {}), "6": ("A", {})}, ["enig"], [("g", "enige.\n6: Ja", "enig", "ida")])
    assert matrix(snapshot, "office").frame.to_numpy().tolist() == [[1]]
    assert matrix(snapshot, "informant").frame.to_numpy().tolist() == [[1], [1]]


def test_words_coded_twice_count_once_and_the_interviewer_never() -> None:
    # 2: "Jeg har min, de har sin." is coded by two coders: six words
    assert cells("case", "code", "words")["2"] == [6, 0, 0, 6]
    assert cells("code", "coder", "words") == {
        "ledelse": [6, 15], "ledelse/to sjefer": [0, 4], "møter": [0, 11], "lunsj": [6, 0],
    }  # fmt: skip


def test_rows_and_columns_can_be_exchanged() -> None:
    assert matrix(four(), "code", "case").frame.equals(matrix(four(), "case", "code").frame.T)
    assert cells("coder", "source") == {"ida": [0, 2, 0, 0], "tone": [3, 1, 2, 1]}


def test_co_occurrence_counts_overlapping_pairs_of_one_coder() -> None:
    texts = {"a": "1: en to tre fire fem seks sju"}
    codings = [
        ("a", "en to tre", "x", "ida"), ("a", "tre fire", "y", "ida"), ("a", "to", "y", "ida"),
        ("a", "fire fem", "z", "ida"), ("a", "seks", "z", "ida"),
        ("a", "en to", "z", "tone"),  # another coder: disagreement, no co-occurrence
    ]  # fmt: skip
    snapshot = study_of(texts, {"1": ("K", {})}, ["x", "y", "z"], codings)
    assert matrix(snapshot, "code", "code").frame.to_numpy().tolist() == [[1, 2, 0], [2, 2, 1], [0, 1, 3]]


def test_spans_that_touch_do_not_co_occur() -> None:
    snapshot = study_of({"a": "1: ento"}, {}, ["x", "y"], [("a", "en", "x", "i"), ("a", "to", "y", "i")])
    assert matrix(snapshot, "code", "code").counts.tolist() == [[1, 0], [0, 1]]


TEXT = "1: " + "a" * 57
SPANS = st.tuples(st.integers(3, 50), st.integers(1, 30)).map(lambda s: (s[0], min(60, s[0] + s[1])))
CODINGS = st.lists(
    st.tuples(SPANS, st.integers(0, 3), st.sampled_from(["ida", "tone"]), st.sampled_from("ab")), max_size=25
)


@settings(deadline=None, max_examples=60)
@given(CODINGS)
def test_co_occurrence_is_what_comparing_all_pairs_gives(drawn: list[tuple[tuple[int, int], int, str, str]]) -> None:
    snapshot = study_of({"a": TEXT, "b": TEXT}, {"1": ("K", {})}, ["c0", "c1", "c2/d", "c3"])
    paths = ["c0", "c1", "c2/d", "c3"]
    codings = {
        key: Coding(str(key), f"src-{source}", 1, *span, f"code-{paths[code]}", coder)
        for span, code, coder, source in drawn
        for key in [(span, code, coder, source)]
    }
    groups = [
        Category("A", "bok", "A", Wording(), Wording(), ("code-c0", "code-c2"), order=0),
        Category("B", "bok", "B", Wording(), Wording(), ("code-c1", "code-c2/d"), order=1),
    ]
    made = list(codings.values())
    snapshot = snapshot.replacing(Coding, made).replacing(Category, groups)
    order = [c.id for c in sorted(snapshot.all(Code), key=lambda c: c.order)]
    expected = [[0] * len(order) for _ in order]
    under = {"code-c0": {0}, "code-c1": {1}, "code-c2/d": {0, 1}, "code-c3": set()}
    crossing = 0
    for coding in made:
        expected[order.index(coding.code_id)][order.index(coding.code_id)] += 1
    for one, other in combinations(made, 2):
        if one[1:3] == other[1:3] and one.coder == other.coder and one.span.overlaps(other.span):
            if one.code_id != other.code_id:
                i, j = order.index(one.code_id), order.index(other.code_id)
                expected[i][j] += 1
                expected[j][i] += 1
            a, b = under[one.code_id], under[other.code_id]
            crossing += (0 in a and 1 in b) or (1 in a and 0 in b)
    assert matrix(snapshot, "code", "code").counts.tolist() == expected
    by_category = matrix(snapshot, "category", "category").counts.tolist()
    assert by_category[0][1] == by_category[1][0] == crossing
    assert by_category[0][0] == sum(0 in under[c.code_id] for c in made)


@settings(deadline=None, max_examples=40)
@given(CODINGS)
def test_every_coding_stands_in_case_by_code(drawn: list[tuple[tuple[int, int], int, str, str]]) -> None:
    codings = {Coding(str(n), f"src-{d[3]}", 1, *d[0], f"code-c{d[1]}", d[2]) for n, d in enumerate(drawn)}
    snapshot = study_of({"a": TEXT, "b": TEXT}, {"1": ("K", {})}, ["c0", "c1", "c2", "c3"]).replacing(Coding, codings)
    counted = matrix(snapshot).counts.sum(axis=0).tolist()
    assert counted == [sum(c.code_id == f"code-c{n}" for c in codings) for n in range(4)]


def test_many_pairs_are_counted_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    codings = [Coding(str(n), "src-a", 1, 3 + n % 7, 40, f"code-c{n % 3}", "ida") for n in range(60)]
    snapshot = study_of({"a": TEXT}, {}, ["c0", "c1", "c2"]).replacing(Coding, codings)
    whole = matrix(snapshot, "code", "code").counts.tolist()
    monkeypatch.setattr(sys.modules["kodeverk.views.matrix"], "_BLOCK", 7)
    assert matrix(snapshot, "code", "code").counts.tolist() == whole == [[20, 400, 400], [400, 20, 400], [400, 400, 20]]


@pytest.mark.parametrize(
    ("rows", "columns", "values"),
    [("case", "case", "codings"), ("case", "office", "codings"), ("code", "category", "codings"), ("code", "code", "words"),
     ("person", "code", "codings"), ("case", "themes", "codings"), ("case", "code", "percent")],
)  # fmt: skip
def test_what_cannot_be_crossed_is_refused(rows: str, columns: str, values: str) -> None:
    with pytest.raises(KodeverkError):
        matrix(four(), rows, columns, values)


def test_every_matrix_stands_an_empty_study_and_one_without_codings() -> None:
    for snapshot in (study_of({}), four(codings=())):
        for rows in DIMENSIONS:
            for columns in DIMENSIONS:
                for values in VALUES:
                    try:
                        found = matrix(snapshot, rows, columns, values)
                    except KodeverkError:
                        continue
                    assert not found.frame.to_numpy().any()
                    assert found._repr_html_()
    assert matrix(four(codings=())).frame.shape == (4, 4)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_in_a_matrix_never_become_html(payload: str) -> None:
    shown = matrix(hostile(payload), "coder", "source")._repr_html_()
    assert "alert" in shown or "&amp;lt;" in shown
    assert payload not in shown
