"""Search: what is found and what is not, in context, ready to be coded."""

from __future__ import annotations

import pytest

from kodeverk.coding.codings import Row, code
from kodeverk.coding.search import search
from kodeverk.errors import GrammarError
from kodeverk.language import index as indexes
from kodeverk.model import Coding, Snapshot, SourceVersion, Span
from tests.memory import study_of

TEXT = """\
I: Hva med partnerskapet?
5: 😀 Partner\u00adskapet er sånn på papiret. NAV og nav, NAVs to
   sjefer <b>. Særloven styrer.
Ukjent: Sjefane sa det, sann."""


@pytest.fixture
def study() -> Snapshot:
    made = study_of({"inf-05": TEXT}, {"5": ("Lyngmo", {})}, codes=["makt"])
    version = made.version("src-inf-05")
    first, second, line, last = version.segments
    turns = (first, second._replace(end=line.end), last._replace(number=3))  # the second turn has two lines
    return made.replacing(SourceVersion, [version._replace(segments=turns)])


def said(study: Snapshot, query: str, **options: object) -> list[str]:
    return [hit.keyword for hit in search(study, query, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("partnerskap", ["Partner\u00adskapet"]),
        ("sjef", ["sjefer", "Sjefane"]),
        ('"to sjefer"', ["to\n   sjefer"]),
        ("pa", []),
        ("sann", ["sann"]),
        ("sånn", ["sånn"]),
        ("*loven", ["Særloven"]),
        ("sær*", ["Særloven"]),
        ("nav", ["NAV", "nav", "NAVs"]),
        ("skapet", []),
        ('sjef "to sjefer"', ["to\n   sjefer", "Sjefane"]),
    ],
)
def test_this_is_what_is_found(study: Snapshot, query: str, found: list[str]) -> None:
    assert said(study, query) == found


def test_forms_and_capitals_can_be_made_to_count(study: Snapshot) -> None:
    assert said(study, "sjef", forms=False) == []
    assert said(study, "sjefer", forms=False) == ["sjefer"]
    assert said(study, "NAV", case=True) == ["NAV", "NAVs"]
    assert said(study, "nav", case=True) == ["nav"]
    assert said(study, "*loven", case=True) == ["Særloven"]


def test_the_interviewer_is_heard_only_when_asked_for(study: Snapshot) -> None:
    assert said(study, "partnerskap") == ["Partner\u00adskapet"]
    assert said(study, "partnerskap", speech="all") == ["partnerskapet", "Partner\u00adskapet"]
    with pytest.raises(GrammarError, match="neither"):
        search(study, "makt", speech="begge")


def test_a_hit_carries_what_coding_it_takes(study: Snapshot) -> None:
    (hit,) = search(study, '"to sjefer"')
    assert (hit.source, hit.segment, hit.speaker, hit.cases) == ("inf-05", 2, "5", ("case-5",))
    assert hit.before.endswith("på papiret. NAV og nav, NAVs") and hit.after == "<b>. Særloven styrer."
    plan = code(study, [Row(hit.source, "makt", "ida", span=hit.span)])
    (change,) = plan.changes
    assert isinstance(change.after, Coding)
    assert study.quote(change.after) == hit.keyword == TEXT[hit.span.start : hit.span.end]


def test_a_speaker_bound_to_nobody_has_no_case(study: Snapshot) -> None:
    hit = search(study, "sann")[0]
    assert (hit.speaker, hit.cases, hit.span) == ("Ukjent", (), Span(len(TEXT) - 5, len(TEXT) - 1))


def test_hits_are_a_list_with_plain_rows_and_text_that_is_never_interpreted(study: Snapshot) -> None:
    hits = search(study, "sjef")
    assert len(hits) == 2 and [h.keyword for h in hits[1:]] == ["Sjefane"]
    assert hits.rows()[1] == {
        "source": "inf-05",
        "segment": 3,
        "speaker": "Ukjent",
        "cases": "",
        "start": hits[1].span.start,
        "end": hits[1].span.end,
        "before": "",
        "keyword": "Sjefane",
        "after": "sa det, sann.",
    }
    page = hits._repr_html_()
    assert "<th>source</th><th>segment</th><th>speaker</th>" in page
    assert "&lt;b&gt;" in page and "<b>." not in page
    assert "Sjefane" in page and "[Sjefane]" in repr(hits)


@pytest.mark.parametrize("query", ["", "  ", '"to sjefer', '""', "*", "lo*ven", "«»"])
def test_a_query_that_cannot_be_understood_is_refused(study: Snapshot, query: str) -> None:
    with pytest.raises(GrammarError):
        search(study, query)


def test_a_second_search_reads_no_text_into_words_again(study: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(search(study, "sjef")) == 2
    monkeypatch.setattr(indexes, "index", lambda text: pytest.fail("the text was cut into words again"))
    assert len(search(study.supposing([]), "sjef")) == 2
