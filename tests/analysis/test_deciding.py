"""Differences between two coders with what was decided on each; the decided layer counts as nobody's unless named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kodeverk as kv
from kodeverk.analysis.agreement.deciding import agreed_between, differences_between
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Coder, Coding, Span
from tests.memory import study_of

TEXT = "I: Hvem leder?\n5: Vi har to sjefer. De er uenige.\nI: Går det?\n5: Det går bra, på et vis."
CASES = "informant,kontor,kilde\n5,Lyngmo,inf-05\n"
CODES = ("ledelse", "uenighet", "hverdag")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[kv.Project]:
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "informanter.csv").write_text(CASES, encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "inf-05.txt")
        study.add_cases(tmp_path / "informanter.csv")
        study.bind("5", "5", source="inf-05")
        for path in CODES:
            study.add_code(path)
        yield study


def code(study: kv.Project, path: str, quote: str, coder: str) -> str:
    return study.code(path, source="inf-05", quote=quote, coder=coder).ids[0]


def work(study: kv.Project) -> None:
    """Both call the first passage leadership; on the second they differ; the third ida alone has coded."""
    for coder in ("ida", "marit"):
        code(study, "ledelse", "to sjefer", coder)
    code(study, "uenighet", "De er uenige.", "ida")
    code(study, "hverdag", "De er uenige.", "marit")
    code(study, "hverdag", "på et vis", "ida")


def test_the_differences_are_those_of_agreement_with_what_was_decided_beside_them(study: kv.Project) -> None:
    work(study)
    found = study.differences("ida", "marit")
    assert list(found.frame.columns) == [
        "source", "turn", "case", "kind", "a_code", "a_quote", "b_code", "b_quote", "a_codings", "b_codings", "decided",
        "decided_codes", "decided_by", "note",
    ]  # fmt: skip
    assert [row.difference for row in found.rows] == list(study.agreement("ida", "marit").differences)
    assert (found.decided, found.left) == (0, 2)
    first, second = found.frame.to_dict("records")
    assert (first["kind"], first["turn"], first["case"]) == ("code", 2, "5")
    assert (first["a_code"], first["b_code"], first["a_quote"]) == ("uenighet", "hverdag", "De er uenige")
    assert (second["kind"], second["a_code"], second["b_code"], second["b_codings"]) == ("missed", "hverdag", "", "")

    decision = study.adjudicate(
        [first["a_codings"], first["b_codings"]], codes=[("uenighet", None)], coder="lena", note="om dem"
    ).ids[0]
    study.adjudicate([second["a_codings"]], codes=[], coder="tone")
    found = study.differences("ida", "marit")
    assert repr(found) == "<ida, marit: 2 passages they differ on; 2 decided (avgjort), 0 left>"
    told = found.frame[["decided", "decided_codes", "decided_by", "note"]].values.tolist()
    assert told[0] == [decision, "uenighet", "lena", "om dem"]
    assert told[1][0] and told[1][1:] == ["", "tone", ""]
    assert study.differences("ida", "marit", layer="annet").left == 2
    assert [row.difference.kind for row in study.differences("marit", "ida").rows] == ["code", "missed"]
    assert study.differences("marit", "ida").decided == 2


def test_a_passage_is_to_be_decided_anew_once_one_of_them_has_judged_anew(study: kv.Project) -> None:
    work(study)
    row = study.differences("ida", "marit").rows[0].difference
    study.adjudicate([*row.a.codings, *row.b.codings], codes=[("uenighet", None)], coder="lena")
    assert study.differences("ida", "marit").decided == 1
    study.adjust(row.a.codings[0], coder="ida", code="ledelse")
    assert study.differences("ida", "marit").decided == 0


def test_what_is_shown_names_both_quotes_and_the_decision_and_is_inert(study: kv.Project) -> None:
    work(study)
    row = study.differences("ida", "marit").rows[0].difference
    study.adjudicate([*row.a.codings, *row.b.codings], codes=[], coder="lena", note="<script>alert(1)</script>")
    page = study.differences("ida", "marit")._repr_html_()
    assert "De er uenige" in page and "nothing is coded here" in page and "not decided" in page
    assert "<script" not in page and "&lt;script" in page


def test_a_person_is_no_layer_and_an_unknown_coder_is_refused(study: kv.Project) -> None:
    work(study)
    code(study, "ledelse", "bra", "tone")
    with pytest.raises(KodeverkError, match="'tone' is no layer"):
        study.differences("ida", "marit", layer="tone")
    with pytest.raises(KodeverkError, match="'ida' is no layer"):
        study.differences("ida", "marit", layer="ida")
    with pytest.raises(UnknownName, match="kari"):
        study.differences("ida", "kari")


# --- whom the layer counts as ------------------------------------------------------------------------


def test_agreement_between_two_is_the_same_with_and_without_a_decided_layer(study: kv.Project) -> None:
    work(study)
    before = study.agreement("ida", "marit")
    study.adopt_agreed("ida", "marit", coder="lena")
    row = study.differences("ida", "marit").rows[0].difference
    study.adjudicate([*row.a.codings, *row.b.codings], codes=[("uenighet", None)], coder="lena")
    assert study.agreement("ida", "marit") == before
    assert study.agreement("ida", "avgjort").all.used["avgjort"] > 0, "named, it is compared as any coder"


def test_a_passage_reads_as_one_quote_with_all_its_coders_and_no_case_is_counted_twice(study: kv.Project) -> None:
    work(study)
    before = {status: study.by_theme("ledelse").cases(status) for status in ("said", "silent", "unknown")}
    matrix = study.matrix(rows="office", values="cases").frame
    study.adopt_agreed("ida", "marit", coder="lena")
    theme, person = study.by_theme("ledelse"), study.by_person("5")
    assert {status: theme.cases(status) for status in before} == before
    assert study.matrix(rows="office", values="cases").frame.equals(matrix)
    for page in (theme._repr_html_(), person._repr_html_()):
        assert page.count("to sjefer") == 1 and "(avgjort, ida, marit)" in page
    assert len(theme.frame) == 3, "every coding keeps its row in the frame"
    assert list(theme.voices["words"]) == [2]


def test_the_layer_can_be_looked_at_alone(study: kv.Project) -> None:
    work(study)
    study.adopt_agreed("ida", "marit", coder="lena")
    alone = study.select(coders=["avgjort"])
    assert {(c.coder, alone.snapshot.quote(c)) for c in alone.snapshot.all(Coding)} == {("avgjort", "to sjefer")}
    assert alone.by_theme("ledelse").cases("said") == ["5"]
    assert set(study.select(coders=["ida", "marit"]).table("codings")["coder"]) == {"ida", "marit"}


# --- what both coded alike, against words counted one by one -------------------------------------------

LINE = "1: en to tre fire fem seks sju åtte"
WORDS = [Span(at, at + len(word)) for word in LINE[3:].split() for at in [LINE.index(word, 3)]]
RUNS = st.lists(st.tuples(st.integers(0, 7), st.integers(1, 3), st.sampled_from("ab")), max_size=5)


def runs_of(codings: list[Coding]) -> set[tuple[str, int, int]]:
    """Unbroken runs of words coded with one code, found word by word: the code, the first and the last word."""
    found = set()
    for path in "ab":
        coded = [any(c.code_id == f"code-{path}" and c.span.overlaps(word) for c in codings) for word in WORDS]
        for first, last in ((f, t) for f in range(8) for t in range(f, 8)):
            whole = all(coded[first : last + 1])
            if whole and not (first and coded[first - 1]) and not (last < 7 and coded[last + 1]):
                found.add((path, first, last))
    return found


@settings(max_examples=80, deadline=None)
@given(ida=RUNS, marit=RUNS)
def test_alike_are_the_unbroken_runs_of_words_both_have_and_no_passage_is_both_alike_and_different(
    ida: list[tuple[int, int, str]], marit: list[tuple[int, int, str]]
) -> None:
    made: dict[str, Coding] = {}
    for coder, runs in (("ida", ida), ("marit", marit)):
        for first, length, path in runs:
            span = WORDS[first].hull(WORDS[min(7, first + length - 1)])
            key = f"{coder} {path} {span}"
            made[key] = Coding(key, "src-s", 1, *span, f"code-{path}", coder)
    snapshot = study_of({"s": LINE}, codes=["a", "b"], extra=[Coder("ida"), Coder("marit"), *made.values()])
    alike = agreed_between(snapshot, "ida", "marit")
    by = [[c for c in made.values() if c.coder == coder] for coder in ("ida", "marit")]
    expected = runs_of(by[0]) & runs_of(by[1])
    hulls = {(one.code[-1], Span(one.spans[0].start, max(s.end for s in one.spans))) for one in alike}
    assert hulls == {(path, WORDS[first].hull(WORDS[last])) for path, first, last in expected}
    in_alike = {key for one in alike for key in one.between}
    differing = {
        key for row in differences_between(snapshot, "ida", "marit").rows
        for side in (row.difference.a, row.difference.b) for key in side.codings
    }  # fmt: skip
    assert not in_alike & differing
    if all(by):
        assert in_alike | differing == set(made)
