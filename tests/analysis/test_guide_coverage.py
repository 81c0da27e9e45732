"""Asked, not asked, unknown: three things; codes and kinds of sources beside guide and plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.analysis.sampling.coverage import guide_coverage
from kodeverk.analysis.sampling.guides import guide_diff
from kodeverk.analysis.sampling.strategy import information_strategy
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import use_language
from kodeverk.model import Code, Codebook, Coding, Guide, Part, Question, Source, Theme, Wording
from kodeverk.reading import read_codebook, read_guide
from kodeverk.reading.plans import PlannedSources, SamplePlan
from tests.memory import asked, study_of
from tests.views.four import four

BOOKS = Path(__file__).resolve().parents[2] / "codebooks"


def test_asked_not_asked_and_unknown_are_told_apart() -> None:
    coverage = guide_coverage(four())
    found = {(one.question, one.case): (one.status, one.words) for one in coverage.asked}
    assert found == {
        ("a.1", "1"): ("asked", 10),  # Vi har to sjefer, og de drar hver sin vei.
        ("a.1", "2"): ("asked", 14),  # her answer goes on after the turn that asks nothing from the guide
        ("a.1", "3"): ("unknown whether asked", None),  # nobody has judged her interviewer's turn
        ("a.1", "4"): ("not asked", None),
        ("b.1", "1"): ("asked", 4), ("b.1", "2"): ("not asked", None),
        ("b.1", "3"): ("unknown whether asked", None), ("b.1", "4"): ("not asked", None),
        ("c.1", "1"): ("not asked", None), ("c.1", "2"): ("not asked", None),
        ("c.1", "3"): ("unknown whether asked", None), ("c.1", "4"): ("asked", 4),
    }  # fmt: skip
    assert [(one.source, one.asked, one.questions, one.unjudged) for one in coverage.held] == [
        ("inf-01", 2, 3, 0), ("inf-02", 1, 3, 0), ("inf-03", 0, 3, 1), ("inf-04", 1, 3, 0),
    ]  # fmt: skip


def test_an_answer_ends_where_another_question_or_an_unjudged_turn_begins() -> None:
    text = "I: Hvem leder?\n1: En to.\nI: Mm.\n1: Tre.\nI: Møter?\n1: Fire fem seks.\nI: Og så?\n1: Sju."
    guide = four().all(Guide)[0]
    links = [asked("i", 1, "guide-bok:a.1"), asked("i", 3), asked("i", 5, "guide-bok:b.1")]
    snapshot = study_of({"i": text}, {"1": ("Lyngmo", {})}, ["ledelse", "møter"], [], [guide, *links])
    words = {one.question: one.words for one in guide_coverage(snapshot).asked}
    assert words == {"a.1": 3, "b.1": 3, "c.1": None}


def test_codes_without_a_question_and_themes_without_a_code() -> None:
    coverage = guide_coverage(four())
    fed = {one.code: (one.fed_by, one.codings, one.cases, one.first) for one in coverage.fed}
    assert fed == {
        "ledelse": (("guide-bok:a",), 4, 3, "inf-01"),
        "ledelse/to sjefer": (("guide-bok:a",), 1, 1, "inf-01"),
        "møter": (("guide-bok:b",), 3, 2, "inf-01"),
        "lunsj": ((), 1, 1, "inf-02"),
    }
    assert coverage.emergent == ["lunsj"] and coverage.unused == []
    assert [one.theme for one in coverage.parts if not one.feeds] == ["c"]
    assert "Emergent" in coverage._repr_html_() and list(coverage.frame["words"].dropna()) == [10, 14, 4, 4]


def test_the_guide_of_2007_feeds_all_codes_but_co_ordination() -> None:
    book, codes, categories = read_codebook(BOOKS / "partnerskap-2007.yaml")
    guide = read_guide(BOOKS / "guide-partnerskap-2007.yaml")
    snapshot = study_of({"i": "I: Ja?\n1: Ja."}, {"1": ("A", {})}, extra=[book, *codes, *categories, guide])
    coverage = guide_coverage(snapshot)
    assert {one.theme: one.feeds for one in coverage.parts} == {
        "innledning": (),
        "1": ("formalitetskrav", "horisontale forbindelser"),
        "2": ("vertikale forbindelser", "formalitetskrav"),
        "3": ("vertikale forbindelser", "ledelse"),
        "4": ("vertikale forbindelser", "horisontale forbindelser"),
        "6": ("ledelse",),
        "avslutning": (),
    }
    unfed = {one.code.partition("/")[0] for one in coverage.fed if not one.fed_by}
    assert unfed == {"interorganisatorisk koordinering"}
    assert len(coverage.asked) == 49  # questions of the guide, one informant


def test_a_study_without_a_guide_and_an_order_that_leaves_one_out_are_refused() -> None:
    with pytest.raises(KodeverkError, match="no interview guide"):
        guide_coverage(study_of({"i": "I: Ja?"}))
    with pytest.raises(KodeverkError, match="missing: inf-04"):
        guide_coverage(four(), order=["inf-01", "inf-02", "inf-03"])


def made(*themes: tuple[str, str, tuple[Question, ...]], id: str = "g", introduction: str = "") -> Guide:
    found = tuple(Theme(name, Wording(nb=title), ("x",), questions) for name, title, questions in themes)
    return Guide(id, "1", Wording(nb="G"), "", Wording(nb=introduction), (Part("1", Wording(nb="Del"), found),))


def q(id: str, text: str, *probes: str) -> Question:
    return Question(id, Wording(nb=text), tuple(Wording(nb=probe) for probe in probes))


def test_what_changed_between_two_guides_is_told_in_words() -> None:
    lead, meet, tea = "Hvem leder kontoret?", "Hvilke møter har dere?", "Hvor drikker dere kaffe?"
    before = made(
        ("a", "Ledelse", (q("a.1", lead, "Hvordan?"), q("a.2", meet), q("a.3", tea))),
        ("b", "Mål", (q("b.1", "Hva er målet ditt?"),)),
    )
    after = made(
        ("a", "Ledelse", (q("a.1", "Hva er nytt her?"), q("a.2", lead, "Hvordan?", "Hvorfor?"))),
        ("b", "Mål og mening", (q("b.1", tea), q("b.2", "Hva er målene dine?"))),
        id="g2",
        introduction="Si hva likeverdig betyr.",
    )
    diff = guide_diff(before, after)
    assert [(one.kind, one.theme, one.question) for one in diff.changes] == [
        ("introduction", "", ""),
        ("theme reworded", "b", ""),
        ("added", "a", "a.1"),
        ("renumbered", "a", "a.2"), ("probes", "a", "a.2"),
        ("renumbered", "b", "b.1"), ("moved", "b", "b.1"),
        ("renumbered", "b", "b.2"), ("reworded", "b", "b.2"),
        ("removed", "a", "a.2"),
    ]  # fmt: skip
    assert str(diff.changes[6]) == "b.1 stood in theme a, and stands in theme b"
    assert guide_diff(before, before).changes == () and "alike" in guide_diff(before, before)._repr_html_()
    assert repr(diff) == "<g 1 → g2 1: changes: 10>"


def test_a_question_that_changed_its_place_within_a_theme_has_moved() -> None:
    one, two, three = q("1", "Hvem leder kontoret?"), q("2", "Hvilke møter har dere?"), q("3", "Hva er målet?")
    diff = guide_diff(made(("a", "A", (one, two, three))), made(("a", "A", (three, one, two))))
    assert [(change.kind, change.question, change.was, change.now) for change in diff.changes] == [
        ("moved", "3", "after 2", "first in theme a")
    ]


def test_themes_one_and_four_of_2007_have_two_kinds_of_sources() -> None:
    """The information strategy of 2007 (its table 4): five themes, of which 1 adds agreements and 4 minutes."""
    guide = read_guide(BOOKS / "guide-partnerskap-2007.yaml")
    book = Codebook("partnerskap-2007", "1", Wording(nb="Bok"))
    codes = [
        Code(f"c-{path}", book.id, path, Wording(nb=path))
        for path in ("formalitetskrav", "horisontale forbindelser", "vertikale forbindelser", "ledelse")
    ]
    strategy = [("1", ("interview", "agreement")), ("2", ("interview",)), ("3", ("interview",))]
    strategy += [("4", ("interview", "minutes")), ("6", ("interview",))]
    plan = SamplePlan(
        "plan",
        "1",
        Wording(),
        strategy=tuple(PlannedSources(f"{guide.id}:{theme}", kinds) for theme, kinds in strategy),
    )
    sources = [Source("src-avtale", "avtale", "agreement", "txt", "avtale.txt")]
    codings = [
        Coding("k1", "src-i", 1, 11, 13, "c-ledelse", "ida"),
        Coding("k2", "src-avtale", 1, 0, 2, "c-formalitetskrav", "ida"),
    ]
    texts = {"i": "I: Ja?\n1: Ja da.", "avtale": "Avtale."}
    snapshot = study_of(texts, {"1": ("A", {})}, extra=[book, *codes, guide, *sources, *codings])
    found = information_strategy(snapshot, plan=plan)
    planned = {}
    for one in found.channels:
        planned.setdefault(one.theme.partition(":")[2], []).extend([one.kind] if one.planned else [])
    assert {theme: len(kinds) for theme, kinds in planned.items()} == {"1": 2, "2": 1, "3": 1, "4": 2, "6": 1}
    counts = {(one.theme[-1], one.kind): (one.sources, one.codings) for one in found.channels if one.codings}
    assert counts == {
        ("1", "agreement"): (1, 1), ("2", "agreement"): (1, 1), ("3", "interview"): (1, 1), ("6", "interview"): (1, 1),
    }  # fmt: skip
    assert [(one.theme[-1], one.kind) for one in found.unplanned] == [("2", "agreement")]
    assert ("4", "minutes") in [(one.theme[-1], one.kind) for one in found.gaps]
    assert {one.in_study for one in found.channels if one.kind == "minutes"} == {0}
    use_language("nb")
    page = information_strategy(snapshot, of=["code:ledelse"])._repr_html_()
    assert "ledelse (kode)" in page and "avtale" in page and "agreement" not in page and "code:" not in page
    with pytest.raises(UnknownName, match="has no theme '5'"):
        information_strategy(snapshot, of=[f"{guide.id}:5"])
