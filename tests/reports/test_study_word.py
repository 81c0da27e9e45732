"""The analysis as a Word document: links that lead somewhere, quotes that are counted, pictures with words."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from kodeverk.analysis import coverage
from kodeverk.analysis.claims.evaluate import recorded
from kodeverk.coding.claims import bound
from kodeverk.coding.condense import condense
from kodeverk.errors import UnknownName
from kodeverk.model import Claim, Coding, Evidence, Snapshot
from kodeverk.reports import analysis_to_word
from tests.reports.studies import small
from tests.reports.test_study_html import torn


def document(snapshot: Snapshot, folder: Path, by: str | None = "leader_model"):
    return docx.Document(analysis_to_word(snapshot, folder / "a.docx", by=by, coverages=[coverage(snapshot)]))


def lines(document, style: str = "") -> list[str]:
    return [p.text for p in document.paragraphs if not style or p.style.name == style]


def text_of(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*lines(document), *cells])


def after(document, heading: str) -> list[tuple[str, str]]:
    """Style and text of the paragraphs under a heading, down to the next one."""
    found, within = [], False
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("Heading"):
            within = paragraph.text.endswith(heading)
        elif within:
            found.append((paragraph.style.name, paragraph.text))
    return found


def test_every_link_names_a_bookmark_and_each_bookmark_is_one(tmp_path):
    body = document(small(), tmp_path).element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    ends = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))]
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert {"v1", "p1_1", "p1_2"} <= links <= set(marks)
    assert len(marks) == len(set(marks)) and len(numbers) == len(set(numbers)) and sorted(numbers) == sorted(ends)


def test_the_verdict_in_the_table_is_the_link_to_its_proposition(tmp_path):
    made = document(small(), tmp_path)
    (table,) = [table for table in made.tables if table.cell(0, 0).text == "Proposition"]
    (link,) = table.rows[2].cells[1]._tc.iter(qn("w:hyperlink"))
    assert link.get(qn("w:anchor")) == "p1_1"
    (heading,) = [p for p in made.paragraphs if any(m.get(qn("w:name")) == "p1_1" for m in p._p)]
    assert heading.text == "P-1: open"
    assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None, "the head is repeated"


def test_deviant_cases_stand_first_with_every_quote_and_the_rest_are_told_by_place(tmp_path):
    shown = after(document(torn(), tmp_path, by=None), "P-2: partly")
    assert [text for style, text in shown if style == "Quote"] == [
        "Ros er tull.", "Men litt hjelper det.", "Ros virker alltid.", "Ros hjelper.",
    ]  # fmt: skip
    (rest,) = [text for _style, text in shown if "more quotes" in text]
    assert rest == (
        "5 more quotes: inf-03, segment 2; inf-04, segment 2; inf-01, segment 3; inf-02, segment 3; inf-02, segment 4"
    )


def test_counts_stand_before_quotes_and_each_case_has_its_mark(tmp_path):
    made = document(small(), tmp_path)
    sides = [cell.text for table in made.tables for cell in table.rows[-1].cells if "●" in cell.text]
    assert "1 of 2 heard; silent: 1\n●\u00a01   ○\u00a02" in sides


def test_no_table_is_wider_than_the_text_and_pictures_have_words_and_captions(tmp_path):
    made = document(small(), tmp_path)
    section = made.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / 635  # in twips
    widths = [sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) for table in made.tables]
    assert len(widths) > 8 and max(widths) <= room + 10
    assert max(shape.width for shape in made.inline_shapes) <= room * 635
    alts = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    captions = lines(made, "Caption")
    assert len(alts) == len(captions) >= 4 and all(len(alt) > 20 for alt in alts)
    assert [caption.split(".")[0] for caption in captions] == [f"Figure {n}" for n in range(1, len(captions) + 1)]
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert len([name for name in package.namelist() if name.endswith(".png")]) == len(alts)


def written() -> Snapshot:
    """The small study with a claim that holds, one whose unit is not said, and a condensation whose coding is gone."""
    snapshot = small()
    said = [
        recorded(snapshot, bound(snapshot, text, condition='code("ros")', coder="ola"))
        for text in ("To av fire informanter snakker om ros.", "Alle snakker om ros.")
    ]
    praise = [coding for coding in snapshot.all(Coding) if coding.code_id == "code-ros"]
    own = [coding for coding in praise if snapshot.cases_of(coding) == ("case-2",)]
    plan = condense(snapshot, ("case-2", "code:code-ros"), "Ros fra rådmannen.", own, coder="ida")
    stale = snapshot.supposing(plan.changes).replacing(Claim, said)
    left = [coding for coding in stale.all(Coding) if coding.id != own[0].id]
    kept = [one for one in stale.all(Evidence) if one.coding_id != own[0].id]
    return stale.replacing(Coding, left).replacing(Evidence, kept)


def test_claims_are_counted_anew_and_stale_ones_and_stale_condensations_are_told(tmp_path):
    made = document(written(), tmp_path)
    (claims,) = [table for table in made.tables if table.cell(0, 0).text == "Claim"]
    rows = {row.cells[0].text: row.cells[1].text for row in claims.rows[1:]}
    assert rows == {
        "Alle snakker om ros.": "unit not stated\nstale",
        "To av fire informanter snakker om ros.": "open\nstale",  # 3 does, 2 is silent, 1 and 4 were not asked
    }
    (condensed,) = [table for table in made.tables if table.cell(0, 2).text == "Condensation"]
    assert condensed.rows[1].cells[2].text.startswith("Ros fra rådmannen.\n⚠ stale")


def test_chapters_without_claims_and_condensations_are_left_out(tmp_path):
    heads = lines(document(small(), tmp_path), "Heading 1")
    assert [head.split("  ")[1] for head in heads] == [
        "Material and balance", "How to read this", "Comparison by leader_model", "Theory check: Teorien",
        "How far this can be relied on",
    ]  # fmt: skip


def test_the_rule_the_unit_and_when_the_theory_was_written_are_said(tmp_path):
    text = text_of(document(small(), tmp_path))
    for words in ("Cases are counted, not quotes", "n = 4 cases in 2 offices", "when it was written is not said"):
        assert words in text


def test_an_attribute_nobody_has_is_refused(tmp_path):
    with pytest.raises(UnknownName):
        document(small(), tmp_path, by="hårfarge")
    assert not list(tmp_path.iterdir())
