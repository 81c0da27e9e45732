"""Two coders compared: what they judge alike, and above all what they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise as neighbours
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kodeverk.analysis.agreement.agree import agreement
from kodeverk.analysis.agreement.coefficients import alpha, kappa
from kodeverk.analysis.agreement.result import Agreement, Row
from kodeverk.errors import AmbiguousName, KodeverkError, UnknownName
from kodeverk.model import Category, Code, Coder, Coding, Evidence, Proposition, Snapshot, SourceVersion, Wording
from kodeverk.project import Project
from kodeverk.project.looks import Study
from tests.memory import study_of
from tests.views.four import PAYLOADS

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpora" / "likeverd-2019"
TEXTS = {
    "inf-01": "I: Hvem leder?\n1: Vi har to sjefer. De er uenige.\nI: Og møtene?\n1: Møtene er fine. Lunsjen er fin.\n1: Ja.",
    "inf-02": "I: Hvem leder?\n2: Jeg har én sjef. Det er nok.\n2: Vi møtes sjelden.",
    "inf-03": "I: Hvem leder?\n3: Ingen, tror jeg.",
}
CASES = {"1": ("Tangvåg", {}), "2": ("Tangvåg", {}), "3": ("Lyngmo", {})}
CODES = ("ledelse/to sjefer", "ledelse/uenighet", "møter", "lunsj")


def coded(*codings: tuple[str, str, str, str], **options: object) -> Agreement:
    return agreement(study(*codings), "ida", "marit", **options)  # type: ignore[arg-type]


def study(*codings: tuple[str, str, str, str]) -> Snapshot:
    return study_of(TEXTS, CASES, CODES, codings, [Coder("ida"), Coder("marit"), Coder("tone")])


def rows(found: Agreement) -> dict[str, Row]:
    return {row.name or row.kind: row for row in found.rows}


def told(found: Agreement) -> list[tuple[str, str, str, str, str]]:
    return [(one.kind, one.a.code, one.a.quote, one.b.code, one.b.quote) for one in found.differences]


BOTH = (
    ("inf-01", "Vi har to sjefer.", "ledelse/to sjefer", "ida"),
    ("inf-01", "Vi har to sjefer. De er uenige.", "ledelse/to sjefer", "marit"),
    ("inf-01", "Møtene er fine.", "møter", "ida"),
    ("inf-01", "Møtene er fine.", "møter", "marit"),
    ("inf-02", "Vi møtes sjelden.", "møter", "ida"),
    ("inf-02", "Det er nok.", "ledelse", "marit"),
)


def test_by_character_the_share_of_informant_speech_judged_alike() -> None:
    # speech of 1: 31 + 31 + 3 = 65, of 2: 28 + 17 = 45; n = 110. Two bosses: ida 17 of marit's 31, so 14 differ.
    # Meetings: 15 both, 17 ida alone in inf-02.
    found = rows(coded(*BOTH))
    bosses, meetings = found["ledelse/to sjefer"], found["møter"]
    assert (bosses.n, bosses.agreed, bosses.used_by_all, bosses.used) == (110, 96, 17, {"ida": 17, "marit": 31})
    assert (meetings.n, meetings.agreed, meetings.used_by_all) == (110, 93, 15)
    assert bosses.share == pytest.approx(96 / 110)
    # pe = (17 * 31 + 93 * 79) / 110**2
    assert bosses.kappa == pytest.approx((96 * 110 - 7874) / (110**2 - 7874))
    assert found["all"].n == 3 * 110  # ledelse, ledelse/to sjefer and møter: codes somebody uses
    assert found["all"].agreed == 96 + 93 + (110 - 11)


def test_by_segment_a_coding_counts_for_every_turn_it_touches() -> None:
    found = rows(coded(*BOTH, by="segment"))
    # turns of informants: three of 1, two of 2
    assert {name: (row.n, row.agreed, row.used_by_all) for name, row in found.items()} == {
        "ledelse": (5, 4, 0), "ledelse/to sjefer": (5, 5, 1), "møter": (5, 4, 1), "all": (15, 13, 2),
    }  # fmt: skip
    assert (found["ledelse/to sjefer"].kappa, found["ledelse/to sjefer"].alpha) == (1, 1)


def test_by_case_a_code_is_used_on_the_case_or_not() -> None:
    found = rows(coded(*BOTH, by="case"))
    assert {name: (row.n, row.agreed, row.used_by_all) for name, row in found.items()} == {
        "ledelse": (2, 1, 0), "ledelse/to sjefer": (2, 2, 1), "møter": (2, 1, 1), "all": (6, 4, 2),
    }  # fmt: skip
    assert found["møter"].note == "too few units" and found["møter"].share is None and found["møter"].alpha is None


def test_a_case_is_compared_over_the_sources_all_have_coded_who_coded_any() -> None:
    texts = {"a": "1: Vi har to sjefer.", "b": "1: Møtene er fine."}
    first = [("a", "Vi har to sjefer.", "møter", coder) for coder in ("ida", "marit")]
    later = ("b", "Møtene er fine.", "lunsj", "ida")  # marit has not coded the second interview
    snapshot = study_of(texts, {"1": ("K", {})}, ["møter", "lunsj"], [*first, later])
    found = rows(agreement(snapshot, "ida", "marit", by="case"))
    assert (found["lunsj"].n, found["lunsj"].used, found["lunsj"].note) == (1, {"ida": 0, "marit": 0}, "not used")
    assert found["møter"].used_by_all == 1
    apart = study_of(texts, {"1": ("K", {})}, ["møter", "lunsj"], [first[0], ("b", "Møtene er fine.", "lunsj", "marit")])
    assert agreement(apart, "ida", "marit", by="case").all.n == 0


def test_a_category_is_used_where_any_of_its_codes_is() -> None:
    category = Category("cat", "bok", "styring", Wording(nb="Styring"), codes=("code-ledelse", "code-møter"))
    snapshot = study(*BOTH)
    found = agreement(snapshot.replacing(Category, [category]), "ida", "marit", by="segment").rows
    row = next(row for row in found if row.kind == "category")
    assert (row.name, row.n, row.used) == ("styring", 5, {"ida": 3, "marit": 3})
    assert row.agreed == 3  # in inf-02 ida has meetings in the last turn, marit leadership in the one before


def test_what_the_interviewer_says_is_not_compared() -> None:
    codings = (("inf-01", "Hvem leder?\n1: Vi har to sjefer.", "møter", "ida"),
               ("inf-01", "Vi har to sjefer.", "møter", "marit"))  # fmt: skip
    found = coded(*codings)
    assert found.all.used == {"ida": 17, "marit": 17}
    assert found.all.alpha == 1
    assert found.differences == ()


def test_only_sources_both_have_coded_are_compared() -> None:
    found = coded(*BOTH, ("inf-03", "Ingen, tror jeg.", "møter", "ida"))
    assert found.sources == ("inf-01", "inf-02")
    assert found.unread == (("inf-03", "marit"),)
    assert found.all.n == coded(*BOTH).all.n
    assert not [one for one in found.differences if one.source == "inf-03"]
    assert "inf-03" in found._repr_html_()


@pytest.mark.parametrize("by", ["character", "segment", "case"])
def test_absent_data_is_not_available_and_never_agreement(by: str) -> None:
    alone = coded(("inf-01", "Vi har to sjefer.", "ledelse", "ida"), by=by)
    apart = coded(
        ("inf-01", "Vi har to sjefer.", "ledelse", "ida"), ("inf-02", "Det er nok.", "ledelse", "marit"), by=by
    )
    nobody = coded(by=by)
    for found in (alone, apart, nobody):
        assert found.all.n == 0 and found.all.note == "nothing judged by two"
        assert found.frame[["share", "kappa", "alpha", "prevalence"]].isna().all(axis=None)
        assert "not available" in repr(found) and "not available" in found._repr_html_()
        assert found.differences == ()
    assert len(alone.rows) == len(apart.rows) == 2 and len(nobody.rows) == 1


def test_a_code_nobody_uses_gives_no_agreement_on_it() -> None:
    found = coded(*BOTH, codes=["lunsj", "møter"])
    assert {name: (row.n, row.note, row.share, row.alpha) for name, row in rows(found).items() if name == "lunsj"} == {
        "lunsj": (110, "not used", None, None),
    }
    assert [row.kind for row in found.rows] == ["code", "code", "all"]


def test_all_judgements_alike_give_counts_and_no_coefficient() -> None:
    everything = [("inf-02", "Jeg har én sjef. Det er nok.\n2: Vi møtes sjelden.", "møter", c) for c in ("ida", "marit")]
    row = rows(coded(*everything))["møter"]
    assert (row.n, row.agreed, row.note) == (45, 45, "no variation")
    assert (row.share, row.kappa, row.alpha) == (None, None, None)


def test_with_three_coders_one_may_be_missing_from_a_source() -> None:
    more = (*BOTH, ("inf-01", "Møtene er fine.", "møter", "tone"))
    found = agreement(study(*more), "ida", "marit", "tone")
    meetings = rows(found)["møter"]
    assert meetings.patterns == {(True, True, True): 15, (False, False, False): 50,
                                 (True, False, None): 17, (False, False, None): 28}  # fmt: skip
    assert meetings.kappa is None  # Cohen's is for two
    assert meetings.alpha == pytest.approx(alpha(meetings.patterns))
    assert found.unread == (("inf-02", "tone"),)
    assert {(one.a.coder, one.b.coder) for one in found.differences} == {("ida", "marit"), ("ida", "tone"), ("marit", "tone")}


# --- the list of disagreements -------------------------------------------------------------------


def test_every_kind_of_disagreement_has_its_name() -> None:
    found = coded(
        ("inf-01", "Vi har to sjefer.", "ledelse/to sjefer", "ida"),
        ("inf-01", "Vi har to sjefer. De er", "ledelse/to sjefer", "marit"),  # same code, another extent
        ("inf-01", "Møtene er fine.", "møter", "ida"),
        ("inf-01", "Møtene er", "lunsj", "marit"),  # same passage, another code
        ("inf-02", "Jeg har én sjef.", "ledelse", "ida"),
        ("inf-02", "Jeg har én sjef.", "ledelse/uenighet", "marit"),  # a code and one under it
        ("inf-02", "Vi møtes sjelden.", "møter", "marit"),  # by one alone
    )
    assert told(found) == [
        ("extent", "ledelse/to sjefer", "Vi har to sjefer", "ledelse/to sjefer", "Vi har to sjefer. De er"),
        ("code", "møter", "Møtene er fine", "lunsj", "Møtene er"),
        ("sub-code", "ledelse", "Jeg har én sjef", "ledelse/uenighet", "Jeg har én sjef"),
        ("missed", "", "", "møter", "Vi møtes sjelden"),
    ]
    frame = found.disagreements
    assert frame[["source", "segment", "case", "coder_a", "coder_b"]].to_numpy().tolist() == [
        ["inf-01", 2, "1", "ida", "marit"], ["inf-01", 4, "1", "ida", "marit"],
        ["inf-02", 2, "2", "ida", "marit"], ["inf-02", 3, "2", "ida", "marit"],
    ]  # fmt: skip
    for row in frame.itertuples():
        assert TEXTS[row.source][row.start_b : row.end_b] == row.quote_b
    assert frame["start_a"].isna().tolist() == [False, False, False, True]


def test_a_coding_without_a_word_is_nothing_to_differ_on() -> None:
    same = [("inf-01", "Møtene er fine.", "møter", coder) for coder in ("ida", "marit")]
    snapshot = study(*same)
    (first, _second) = snapshot.all(Coding)
    space = first._replace(id="x", start=first.end, end=first.end + 1, code_id="code-lunsj")
    assert TEXTS["inf-01"][space.start : space.end] == " "
    assert agreement(snapshot.replacing(Coding, [*snapshot.all(Coding), space]), "ida", "marit").differences == ()


def test_the_list_is_said_to_be_of_passages_also_where_cases_are_counted() -> None:
    """1 is judged alike by case: both use the code in her speech. That they used it on different words is two passages."""
    codings = (("inf-01", "Møtene er fine.", "møter", "ida"), ("inf-01", "Vi har to sjefer.", "møter", "marit"))
    said = "The list is of passages, one by one; the counts above are by segment or case, and do not add up to it."
    by_case, by_character = coded(*codings, by="case"), coded(*codings)
    assert by_case.all.agreed == by_case.all.n > 0
    assert repr(by_case).endswith("; 2 passages they differ on>")
    page = by_case._repr_html_()
    assert "<h4>2 passages they differ on</h4>" in page and said in page
    assert said not in by_character._repr_html_()


def test_with_codes_taken_for_the_one_at_the_top_a_code_and_one_under_it_are_the_same() -> None:
    codings = (("inf-02", "Jeg har én sjef.", "ledelse", "ida"), ("inf-02", "Jeg har én sjef.", "ledelse/uenighet", "marit"))
    assert [one.kind for one in coded(*codings).differences] == ["sub-code"]
    found = coded(*codings, level="top")
    assert found.differences == () and [row.name for row in found.rows] == ["ledelse", ""]
    assert found.all.alpha == 1 and coded(*codings).all.alpha != 1


def test_a_code_both_use_does_not_hide_the_one_only_one_uses() -> None:
    same = [("inf-01", "Møtene er fine.", "møter", coder) for coder in ("ida", "marit")]
    assert told(coded(*same, ("inf-01", "Møtene er fine.", "lunsj", "ida"))) == [
        ("missed", "lunsj", "Møtene er fine", "", "")
    ]


def test_two_codes_against_one_are_two_rows_and_no_more() -> None:
    found = coded(
        ("inf-01", "Møtene er fine.", "møter", "ida"),
        ("inf-01", "Møtene er fine.", "lunsj", "ida"),
        ("inf-01", "Møtene er fine.", "ledelse", "marit"),
    )
    assert sorted((kind, a, b) for kind, a, _qa, b, _qb in told(found)) == [
        ("code", "lunsj", "ledelse"), ("code", "møter", "ledelse"),
    ]  # fmt: skip


def test_codes_of_two_codebooks_are_no_alternatives() -> None:
    snapshot = study(("inf-01", "Møtene er fine.", "møter", "ida"), ("inf-01", "Møtene er fine.", "lunsj", "marit"))
    other = [c._replace(codebook="annen") if c.path == "lunsj" else c for c in snapshot.all(Code)]
    assert [one.kind for one in agreement(snapshot.replacing(Code, other), "ida", "marit").differences] == ["missed"] * 2


def test_one_long_passage_against_two_short_ones_is_one_disagreement() -> None:
    found = coded(
        ("inf-01", "Møtene er fine. Lunsjen er fin.", "møter", "ida"),
        ("inf-01", "Møtene", "møter", "marit"),
        ("inf-01", "Lunsjen", "møter", "marit"),
    )
    assert told(found) == [("extent", "møter", "Møtene er fine. Lunsjen er fin", "møter", "Møtene […] Lunsjen")]
    assert len(found.differences[0].b.codings) == 2


def test_stops_and_spaces_at_the_ends_are_no_disagreement() -> None:
    found = coded(("inf-01", "Møtene er fine.", "møter", "ida"), ("inf-01", " Møtene er fine", "møter", "marit"))
    assert found.differences == ()
    assert found.all.used == {"ida": 15, "marit": 14}  # by character they count; the label's space is no speech


def test_a_passage_coded_in_two_pieces_is_the_passage_coded_in_one() -> None:
    whole = "Vi har to sjefer. De er uenige."
    one = coded(("inf-01", whole, "ledelse", "ida"), ("inf-01", whole, "ledelse", "marit"))
    two = coded(("inf-01", whole, "ledelse", "ida"), ("inf-01", whole[:17], "ledelse", "marit"),
                ("inf-01", whole[17:], "ledelse", "marit"))  # fmt: skip
    spaced = coded(("inf-01", whole, "ledelse", "ida"), ("inf-01", whole[:17], "ledelse", "marit"),
                   ("inf-01", whole[18:], "ledelse", "marit"))  # fmt: skip
    assert spaced.differences == () and spaced.all.used == {"ida": 31, "marit": 30}
    across = "Møtene er fine. Lunsjen er fin.\n1: Ja."
    assert one.rows == two.rows and one.differences == two.differences == ()
    turns = coded(("inf-01", across, "ledelse", "ida"), ("inf-01", across[:31], "ledelse", "marit"),
                  ("inf-01", across[-3:], "ledelse", "marit"))  # fmt: skip
    assert turns.differences == () and turns.all.agreed == turns.all.n == 65


def test_the_same_codings_by_both_are_no_disagreement_and_alpha_one() -> None:
    found = coded(*[(s, q, c, coder) for s, q, c, by in BOTH if by == "ida" for coder in ("ida", "marit")])
    assert found.differences == () and found.all.alpha == 1 and found.all.kappa == 1
    assert found.disagreements.empty and list(found.disagreements)[:4] == ["source", "segment", "case", "kind"]


# --- against a cell for every character ----------------------------------------------------------


def cells(snapshot: Snapshot, code_id: str) -> Counter[tuple[bool, bool]]:
    """The second implementation: one cell per character of informant speech, in sources both have coded."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for version in snapshot.all(SourceVersion):
        codings = [c for c in snapshot.all(Coding) if c.source_id == version.source_id]
        if {c.coder for c in codings} != {"ida", "marit"}:
            continue
        for segment in version.segments:
            for place in range(segment.body, segment.end) if segment.speaker != "I" else ():
                over = [c for c in codings if c.code_id == code_id and c.start <= place < c.end]
                counts[any(c.coder == "ida" for c in over), any(c.coder == "marit" for c in over)] += 1
    return counts


places = st.tuples(st.sampled_from(sorted(TEXTS)), st.integers(0, 110), st.integers(1, 60), st.sampled_from(["ida", "marit"]),
                   st.sampled_from(["møter", "lunsj"]))  # fmt: skip


def spans(drawn: list[tuple[str, int, int, str, str]]) -> list[Coding]:
    made = []
    for number, (source, start, length, coder, code) in enumerate(drawn):
        end = min(start + length, len(TEXTS[source]))
        if start < end:
            made.append(Coding(str(number), f"src-{source}", 1, start, end, f"code-{code}", coder))
    return made


@settings(deadline=None, max_examples=60)
@given(st.lists(places, min_size=2, max_size=12))
def test_by_character_is_what_a_cell_for_every_character_gives(drawn: list[tuple[str, int, int, str, str]]) -> None:
    snapshot = study().replacing(Coding, spans(drawn))
    found = agreement(snapshot, "ida", "marit", codes=["møter", "lunsj"])
    for name in ("møter", "lunsj"):
        counted, row = cells(snapshot, f"code-{name}"), rows(found)[name]
        assert dict(row.patterns) == dict(counted)
        assert row.note or (row.kappa, row.alpha) == (kappa(counted), alpha(counted))


@settings(deadline=None, max_examples=60)
@given(st.lists(places, min_size=1, max_size=10), st.integers(1, 59))
def test_splitting_a_coding_in_two_changes_nothing(drawn: list[tuple[str, int, int, str, str]], cut: int) -> None:
    codings = spans(drawn)
    assume(codings and cut < codings[0].end - codings[0].start)
    first, *others = codings
    pieces = [first._replace(id="x", end=first.start + cut), first._replace(id="y", start=first.start + cut)]
    whole, split = (agreement(study().replacing(Coding, c), "ida", "marit") for c in (codings, [*pieces, *others]))
    assert whole.rows == split.rows
    plain = [[(d.kind, d.a[:5], d.b[:5]) for d in one.differences] for one in (whole, split)]
    assert plain[0] == plain[1]


@settings(deadline=None, max_examples=40)
@given(st.lists(places, min_size=1, max_size=10))
def test_exchanging_the_coders_exchanges_the_sides(drawn: list[tuple[str, int, int, str, str]]) -> None:
    snapshot = study().replacing(Coding, spans(drawn))
    one, other = agreement(snapshot, "ida", "marit"), agreement(snapshot, "marit", "ida")
    assert [(row.n, row.agreed, row.alpha) for row in one.rows] == [(row.n, row.agreed, row.alpha) for row in other.rows]
    assert Counter((d.kind, d.a.quote, d.b.quote) for d in one.differences) == Counter(
        (d.kind, d.b.quote, d.a.quote) for d in other.differences
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(places, min_size=1, max_size=10))
def test_there_is_a_disagreement_wherever_words_are_judged_differently(drawn: list[tuple[str, int, int, str, str]]) -> None:
    snapshot = study().replacing(Coding, spans(drawn))
    found = agreement(snapshot, "ida", "marit")
    differing = any(
        any(ch.isalnum() for ch in TEXTS[name][a:b])
        for name in found.sources
        for a, b in differing_runs(snapshot, f"src-{name}")
    )
    assert differing == bool(found.differences)


def differing_runs(snapshot: Snapshot, source_id: str) -> list[tuple[int, int]]:
    """Stretches of informant speech between any two borders where the coders' codes are not the same."""
    codings = [c for c in snapshot.all(Coding) if c.source_id == source_id]
    segments = [s for s in snapshot.version(source_id).segments if s.speaker != "I"]
    borders = sorted({p for c in codings for p in (c.start, c.end)} | {p for s in segments for p in (s.body, s.end)})
    found = []
    for start, end in neighbours(borders):
        used = [{c.code_id for c in codings if c.coder == who and c.start <= start < c.end} for who in ("ida", "marit")]
        if used[0] != used[1] and any(s.body <= start < s.end for s in segments):
            found.append((start, end))
    return found


# --- evidence ------------------------------------------------------------------------------------


def judged(*judgements: tuple[str, str, str, str]) -> Agreement:
    """Evidence of (quote, proposition, stance, coder) on codings of ida's."""
    snapshot = study(*[(s, q, c, by) for s, q, c, by in BOTH if by == "ida"])
    ids = {snapshot.quote(c): c.id for c in snapshot.all(Coding)}
    evidence = [Evidence(f"e{n}", ids[q], f"t:{p}", stance, by) for n, (q, p, stance, by) in enumerate(judgements)]
    propositions = [Proposition(f"t:{p}", "t", p, "g", Wording(nb=p)) for p in ("P1", "P2")]
    snapshot = snapshot.replacing(Evidence, evidence).replacing(Proposition, propositions)
    return agreement(snapshot, "ida", "marit", of="evidence")


def test_stances_are_compared_where_both_judged_and_listed_where_they_differ() -> None:
    found = judged(
        ("Vi har to sjefer.", "P1", "supports", "ida"), ("Vi har to sjefer.", "P1", "contradicts", "marit"),
        ("Møtene er fine.", "P1", "supports", "ida"), ("Møtene er fine.", "P1", "supports", "marit"),
        ("Vi møtes sjelden.", "P2", "nuances", "marit"),
    )  # fmt: skip
    row = rows(found)
    assert (row["P1"].n, row["P1"].agreed, row["P2"].n, row["P2"].note) == (2, 1, 0, "nothing judged by two")
    assert (row["all"].n, row["all"].note) == (2, "too few units")
    assert found.disagreements[["kind", "proposition", "stance_a", "stance_b", "quote_a"]].to_numpy().tolist() == [
        ["stance", "P1", "supports", "contradicts", "Vi har to sjefer."], ["missed", "P2", "", "nuances", ""],
    ]  # fmt: skip


def test_stances_of_a_passage_one_judged_by_a_span_and_the_other_by_a_coding_are_compared() -> None:
    snapshot = study(("inf-01", "Vi har to sjefer.", "ledelse", "ida"))
    (coding,) = snapshot.all(Coding)
    evidence = [
        Evidence("a", coding.id, "t:P", "supports", "ida"),
        Evidence("b", None, "t:P", "contradicts", "marit", "", "", coding.source_id, 1, coding.start + 3, coding.end),
    ]
    snapshot = snapshot.replacing(Evidence, evidence).replacing(Proposition, [Proposition("t:P", "t", "P", "g", Wording())])
    (one,) = agreement(snapshot, "ida", "marit", of="evidence").differences
    assert (one.kind, one.a.stance, one.b.stance, one.a.quote, one.b.quote) == (
        "stance", "supports", "contradicts", "Vi har to sjefer.", "har to sjefer.",
    )  # fmt: skip


def test_alpha_over_stances() -> None:
    snapshot = study(*[("inf-01", word, "møter", "ida") for word in ("Vi", "sjefer.", "Møtene", "Lunsjen", "Ja")])
    stances = [("supports", "supports"), ("supports", "supports"), ("contradicts", "contradicts"),
               ("nuances", "supports"), ("contradicts", "contradicts")]  # fmt: skip
    evidence = [
        Evidence(f"{coding.id}{coder}", coding.id, "t:P", stance, coder)
        for coding, pair in zip(snapshot.all(Coding), stances, strict=True)
        for coder, stance in zip(("ida", "marit"), pair, strict=True)
    ]
    snapshot = snapshot.replacing(Evidence, evidence).replacing(Proposition, [Proposition("t:P", "t", "P", "g", Wording())])
    row = agreement(snapshot, "ida", "marit", of="evidence").all
    # ten values: 5 supports, 4 contradicts, 1 nuances; one unit of five differs: Do = 2/10, De = (100 - 42) / 90
    assert row.alpha == pytest.approx(1 - (2 / 10) / (58 / 90))
    assert row.kappa == pytest.approx((0.8 - 0.4) / (1 - 0.4))  # pe = (2 * 3 + 2 * 2 + 1 * 0) / 25
    assert row.prevalence is None


# --- requests, looks, size -----------------------------------------------------------------------


def test_requests_that_cannot_be_carried_out_say_why() -> None:
    snapshot = study(*BOTH)
    for coders in ((), ("ida",), ("ida", "ida")):
        with pytest.raises(KodeverkError, match="two or more different coders"):
            agreement(snapshot, *coders)
    with pytest.raises(UnknownName, match="ida, marit"):
        agreement(snapshot, "ida", "eva")
    with pytest.raises(KodeverkError, match="by='word' is none of character, segment, case"):
        agreement(snapshot, "ida", "marit", by="word")
    with pytest.raises((UnknownName, AmbiguousName)):
        agreement(snapshot, "ida", "marit", codes=["finnes ikke"])


def test_both_quotes_stand_side_by_side_with_the_limits_of_what_is_computed() -> None:
    shown = coded(*BOTH)._repr_html_()
    for text in ("Vi har to sjefer", "Vi har to sjefer. De er uenige", "different extent", ".800", "Feinstein", "330"):
        assert text in shown
    assert "%" not in shown.replace("width:100%", "").replace("width:50%", "")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_agreement_becomes_html(payload: str) -> None:
    name = payload.replace("/", "")
    text = {payload: f"I: {payload}?\nxx: Ja, {payload} sa hun. Og mer."}
    codings = [(payload, f"{payload} sa hun", name, payload), (payload, "Og mer", name, "ida")]
    found = agreement(study_of(text, {"xx": (payload, {})}, [name], codings), "ida", payload)
    assert len(found.differences) == 2
    shown = found._repr_html_()
    assert payload not in shown and "<img" not in shown and "<script" not in shown


@pytest.fixture(scope="module")
def likeverd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    with Project(tmp_path_factory.mktemp("studie") / "s.kodeverk") as project:
        project.add_sources(CORPUS, leave_out="headers")
        project.add_cases(CORPUS / "informanter.xlsx")
        for book in ("partnerskap-2007", "likeverd-2019"):
            project.use_codebook(ROOT / "codebooks" / f"{book}.yaml")
        project.add_codings(CORPUS / "kodinger.csv")
        yield project


def test_the_shipped_interviews_are_compared_as_a_researcher_would(likeverd: Study) -> None:
    found = likeverd.agreement("ida", "marit", by="case")
    frame = found.frame
    assert (len(found.sources), found.unread) == (8, ())
    codes = frame[frame["kind"] == "code"]
    assert set(codes["n"]) == {8} and found.all.n == 8 * len(codes) == codes["n"].sum()
    assert found.all.agreed == codes["agreed"].sum() > 0
    # every coding of either coder with a code the other does not use on that interview is in the list
    table = likeverd.table("codings")
    used = {who: set(zip(rows["source"], rows["code"], strict=True)) for who, rows in table.groupby("coder")}
    alone = used["ida"] ^ used["marit"]
    listed = found.disagreements
    sides = {(r.source, code) for r in listed.itertuples() for code in (r.code_a, r.code_b) if code}
    assert len(alone) > 10 and alone <= sides
