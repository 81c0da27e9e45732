"""A document on paper comes to an end: long lists are counted where they would stand, and the web page has them."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml import html as parser

from kodeverk.analysis import coverage
from kodeverk.model import Category, Coding, Evidence, Proposition, Snapshot, Theory, Wording
from kodeverk.reports import analysis_to_html, analysis_to_word
from kodeverk.reports.writer import PAGES, WHOLE, some
from tests.memory import study_of
from tests.reports.studies import small


def many(cases: int) -> Snapshot:
    """All but every third say that praise works, those say that it does not; the category has the one code."""
    texts = {f"inf-{n:02}": f"I: Ros?\n{n}: Ros nummer {n} var noe." for n in range(1, cases + 1)}
    people = {str(n): ("Tangvåg", {"line": "stat" if n % 2 else "kommune"}) for n in range(1, cases + 1)}
    codings = [(source, f"Ros nummer {int(source[4:])} var noe.", "ros", "ida") for source in texts]
    praise = Category("cat-r", "bok", "ros", Wording(nb="Ros og skryt"), codes=("code-ros",))
    works = Proposition("t:P-1", "t", "P-1", "", Wording(nb="Ros virker."), codes=("ros",))
    extra = [praise, Theory("t", "1", Wording(nb="T")), works]
    first = study_of(texts, people, ["ros"], codings, extra)
    judged = [
        Evidence(f"e{n}", coding.id, works.id, "supports" if n % 3 else "contradicts", "ola")
        for n, coding in enumerate(sorted(first.all(Coding), key=lambda coding: coding.source_id), 1)
    ]
    return study_of(texts, people, ["ros"], codings, [*extra, *judged])


def word(snapshot: Snapshot, folder: Path, by: str | None = None):
    return docx.Document(analysis_to_word(snapshot, folder / "a.docx", by=by, coverages=[coverage(snapshot)]))


def page(snapshot: Snapshot, folder: Path):
    path = analysis_to_html(snapshot, folder / "a.html", coverages=[coverage(snapshot)])
    return parser.fromstring(path.read_text(encoding="utf-8"))


def test_of_many_deviant_cases_the_first_are_quoted_and_the_rest_named_on_paper_and_the_page_has_all(tmp_path):
    snapshot = many(60)  # 40 for, 20 against
    texts = [p.text for p in word(snapshot, tmp_path).paragraphs]
    quoted = [text for text in texts if text.startswith("Deviant case: ")]
    assert [text.split()[2] for text in quoted] == ["3,", "6,", "9,", "12,", "15,"] and len(quoted) == PAGES.deviant
    (rest,) = [text for text in texts if text.startswith("Deviant too")]
    assert rest == "Deviant too, and not quoted here: 15 of 20: " + ", ".join(map(str, range(18, 61, 3))) + "."
    shown = [text for text in page(snapshot, tmp_path).itertext() if text.startswith("Deviant case: ")]
    assert len(shown) == 20 and WHOLE.deviant is None


def test_names_after_a_count_end_and_the_count_does_not(tmp_path):
    (line,) = [p.text for p in word(many(60), tmp_path).paragraphs if "Supports: " in p.text]
    named = [n for n in range(1, 61) if n % 3][: PAGES.names]
    assert f"Supports: 40 of 60: {', '.join(map(str, named))} and 20 more." in line
    told = "".join(page(many(60), tmp_path).itertext())
    assert f"40 of 60: {', '.join(str(n) for n in range(1, 61) if n % 3)}." in told
    assert some([], 3) == "" and some(["a", "b"], None) == "a, b"


def test_a_short_document_says_by_what_rule_and_one_of_a_few_cases_needs_none(tmp_path):
    rule = "This document is kept short enough to be read: after a count at most 20 cases are named"
    assert any(p.text.startswith(rule) for p in word(many(12), tmp_path).paragraphs)
    assert not any(rule[:30] in p.text for p in word(small(), tmp_path).paragraphs)
    assert not any(rule[:30] in text for text in page(many(12), tmp_path).itertext())


def test_a_quote_under_a_second_theme_is_referred_to_by_a_link_and_stands_whole_on_the_page(tmp_path):
    made = word(many(4), tmp_path, by="line")
    first = [p.text for p in made.paragraphs if p.style.name == "Quote" and "Ros nummer 1 " in p.text]
    references = [p for p in made.paragraphs if "quoted under" in p.text]
    assert len(references) == 4 and all(p.style.name == "Speaker line" for p in references), "both of both groups"
    assert len(first) == 2, "under the first theme, and as evidence"
    assert "inf-01, segment 2" in references[0].text + references[2].text
    marks = {
        mark.get(qn("w:name")): p.text for p in made.paragraphs for mark in p._p.iter(qn("w:bookmarkStart"))
    }  # fmt: skip
    for reference in references:
        (link,) = reference._p.iter(qn("w:hyperlink"))
        assert marks[link.get(qn("w:anchor"))] == reference.text.split("quoted under ")[1]
    by = analysis_to_html(many(4), tmp_path / "b.html", by="line", coverages=[coverage(many(4))]).read_text("utf-8")
    assert by.count("Ros nummer 1 var noe.</p><footer>") == 3 and "quoted under" not in by


def test_no_picture_is_printed_smaller_than_it_is_drawn(tmp_path):
    for snapshot in (small(), many(30)):
        made = word(snapshot, tmp_path, "line")
        assert len(made.inline_shapes) > 2
        for shape in made.inline_shapes:
            image = made.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].image
            assert abs(shape.width.inches - image.px_width / 200) < 0.02, "200 dots an inch, at full size"
