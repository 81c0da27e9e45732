"""The Word document: every coding in it, whole, in its place, with who says it; and nothing of the machine it is made on."""

import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kodeverk.analysis import check
from kodeverk.errors import UnknownName
from kodeverk.messages import use_language
from kodeverk.model import Category, Coding, Wording
from kodeverk.reports import to_word
from kodeverk.visible import visible
from tests.memory import study_of
from tests.reports.studies import reserved, small


def report(folder, snapshot=None, **options):
    return docx.Document(to_word(snapshot or small(), folder / "f.docx", **options))


def lines(document, *styles: str) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in document.paragraphs if not styles or p.style.name in styles]


def chapter(document, heading: str) -> list[tuple[str, str]]:
    """Style and text of each paragraph under a heading of level 1."""
    found = lines(document)
    start = found.index(("Heading 1", heading)) + 1
    end = next((n for n in range(start, len(found)) if found[n][0] == "Heading 1"), len(found))
    return found[start:end]


def test_a_chapter_goes_by_category_sub_question_and_code(tmp_path):
    who = "1, Tangvåg, leder, stat – inf-01, segment 2"
    assert chapter(report(tmp_path), "2  Styring") == [
        ("Definition", "Om å bli styrt ovenfra."),
        ("Table text", "Category: vertikalt. Bok, 1."),
        ("Heading 2", "2.1  V1 Hvem styrer?"),
        ("Heading 3", "styring/to sjefer"),
        ("Quote", "Vi har to linjer, og det går i hverandre."),
        ("Speaker line", f"{who} – styring/to sjefer (K1, K2)"),
        ("Code status", "styring/to sjefer. Says something: 1 of 4 cases (1). Silent: 2. Not asked: 3, 4. "),
        ("Heading 3", "styring/linjer"),
        ("Quote", "to linjer"),
        ("Speaker line", f"{who} – styring/linjer (K2)"),
        ("Speaker line", "Printed above in this chapter, coded with this too: inf-01, segment 2 (K1)"),
        ("Code status", "styring/linjer. Says something: 1 of 4 cases (1). Not asked: 2, 3, 4. "),
        ("Status", "Says something: 1 of 4 cases (1). Silent: 2. Not asked: 3, 4. "),
        ("Heading 2", "2.2  V2 Hva måles?"),
        ("Normal", "Nothing is coded here."),
        ("Heading 2", "2.3  Who speaks of this"),
        ("Status", "Says something: 1 of 4 cases (1). Silent: 2. Not asked: 3, 4. "),
        ("Status", "Nothing is coded with: styring"),
    ]


def test_codes_outside_the_categories_and_speech_without_case_have_their_place(tmp_path):
    assert chapter(report(tmp_path), "4  utenfor") == [
        ("Table text", "Code: utenfor. Bok, 1."),
        ("Quote", "Det synes jeg også."),
        ("Speaker line", "without case – inf-03, segment 3 – utenfor (K1)"),
        ("Status", "Says something: 0 of 4 cases. Not asked: 1, 2, 3, 4. "),
    ]


def test_every_coding_is_in_the_document_once_in_full_or_by_reference(tmp_path):
    snapshot = small()
    document = report(tmp_path, snapshot)
    quotes = [text for _style, text in lines(document, "Quote")]
    assert sorted(quotes) == sorted({snapshot.quote(c) for c in snapshot.all(Coding)})
    coders = " ".join(text for _style, text in lines(document, "Speaker line"))
    assert len(re.findall(r"K\d", coders)) == len(snapshot.table(Coding))


def test_a_coding_placed_under_a_sub_question_stands_there_alone(tmp_path):
    snapshot = small()
    placed = [c._replace(sub_question="V2") if c.coder == "ola" else c for c in snapshot.all(Coding)]
    found = chapter(report(tmp_path, snapshot.replacing(Coding, placed)), "2  Styring")
    second = found[found.index(("Heading 2", "2.2  V2 Hva måles?")) :]
    assert ("Quote", "to linjer") in second and ("Quote", "to linjer") not in found[: -len(second)]


def test_the_method_chapter_tells_counts_coders_codebooks_cases_and_rule(tmp_path):
    snapshot = small()
    document = report(tmp_path, snapshot, checks=[check(snapshot)])
    method = chapter(document, "1  Material and method")
    assert method[0] == ("Normal", "Sources: 4. Cases: 4, in offices: 2. Codings: 7. Coders: 2 (K1, K2).")
    assert any(text.startswith("Cases are counted, not quotes; speech bound to no case") for _style, text in method)
    books, cases = document.tables[:2]
    assert [[cell.text for cell in row.cells][:3] for row in books.rows][1:] == [
        ["Codebook", "Bok", "1"],
        ["Theory", "Teorien", "1"],
    ]
    assert [cell.text for cell in cases.rows[1].cells] == ["1", "Tangvåg", "leder", "stat", "toleder", "unknown"]


def test_the_comparison_and_the_theory_check_are_tables(tmp_path):
    snapshot = small()
    document = report(tmp_path, snapshot, checks=[check(snapshot)], by="leader_model")
    comparison, theory = document.tables[2:]
    assert [c.text for c in comparison.rows[0].cells] == ["Theme", "enleder (n = 2)", "toleder (n = 2)"]
    by_theme = {row.cells[0].text.split("\n")[0]: [c.text for c in row.cells[1:]] for row in comparison.rows}
    assert by_theme["Styring"] == ["nobody heard\nnot asked: 3, 4", "1 of 2 heard: 1\nsilent: 2"]
    rows = [[cell.text for cell in row.cells] for row in theory.rows]
    assert rows[1] == ["Gruppe A"] * 6
    assert rows[2] == [
        "P-1\nTo sjefer gir uro.", "open\njudged by K2", "1: 1", "0", "", "silent: 2\nnot asked: 3, 4",
    ]  # fmt: skip
    assert rows[3][2:4] == ["1: 2", "1: 3"]


def test_an_unknown_attribute_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(UnknownName):
        to_word(small(), tmp_path / "f.docx", by="ledermodell")
    assert list(tmp_path.iterdir()) == []


def test_the_table_of_contents_is_a_field_with_its_entries_in_it(tmp_path):
    document = report(tmp_path)
    body = document.element.body
    entries = [text for style, text in lines(document, "toc 1", "toc 2")]
    assert entries == [text for style, text in lines(document, "Heading 1", "Heading 2")] and len(entries) > 8
    kinds = [e.get(qn("w:fldCharType")) for e in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] and "TOC" in next(body.iter(qn("w:instrText"))).text
    anchors = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))}
    assert anchors <= {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))} and len(anchors) == len(entries)


def test_pages_are_numbered_and_headings_and_quotes_have_the_styles_word_knows(tmp_path):
    document = report(tmp_path)
    section = document.sections[0]
    assert [e.text.strip() for e in section.footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer
    quote = document.styles["Quote"]
    assert quote.paragraph_format.left_indent.cm == pytest.approx(1.0, abs=0.01)
    assert {"Heading 1", "Heading 2", "Heading 3", "Title"} <= {style.name for style in document.styles}


def test_the_language_is_tagged_for_the_document_and_for_nynorsk_speech(tmp_path):
    use_language("nb")
    path = to_word(small(), tmp_path / "f.docx")
    with zipfile.ZipFile(path) as package:
        styles, body = package.read("word/styles.xml"), package.read("word/document.xml")
    assert b'w:lang w:val="nb-NO"' in styles
    tagged = etree.fromstring(body).xpath(
        "//w:r[w:rPr/w:lang/@w:val='nn-NO']/w:t/text()", namespaces={"w": qn("w:p")[1:-2]}
    )
    assert tagged == ["Eg synest me får for lite ros."]
    assert b'"nb-NO"' not in body


def test_long_quotes_line_breaks_and_tabs_are_kept(tmp_path):
    quote = "x" * 100_000 + "\tslutt\n5: og videre"
    snapshot = study_of({"a": f"5: {quote}"}, codes=["ros"], codings=[("a", quote, "ros", "ida")])
    assert lines(report(tmp_path, snapshot), "Quote") == [("Quote", quote)]


def test_all_characters_xml_cannot_hold_are_shown_and_reported(tmp_path):
    illegal = "".join(chr(n) for n in range(32) if chr(n) not in "\t\n\r") + "\ufffe\uffff\ud800"
    text = f"5: {illegal}"
    snapshot = study_of({"a": "5: x"}, codes=["ros"], codings=[("a", "5: x", "ros", "ida")])
    snapshot._loader.texts = dict.fromkeys(snapshot._loader.texts, text)
    coding = snapshot.all(Coding)[0]._replace(start=3, end=len(text))
    document = report(tmp_path, snapshot.replacing(Coding, [coding]))
    assert lines(document, "Quote") == [("Quote", visible(illegal))]
    assert any(text.endswith("shown as visible signs such as ␀: 32.") for _style, text in lines(document))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=40))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_speech_comes_out_as_it_is_but_for_visible_signs(tmp_path, speech):
    text = f"5: {speech}"
    snapshot = study_of({"a": "5: x"}, codes=["ros"], codings=[("a", "x", "ros", "ida")])
    snapshot._loader.texts = dict.fromkeys(snapshot._loader.texts, text)
    coding = snapshot.all(Coding)[0]._replace(start=3, end=len(text))
    assert lines(report(tmp_path, snapshot.replacing(Coding, [coding])), "Quote") == [("Quote", visible(speech))]


def test_an_empty_study_gives_a_document(tmp_path):
    assert ("Heading 1", "1  Material and method") in lines(report(tmp_path, study_of({})))


def test_what_one_coder_coded_within_anothers_quote_is_printed_once(tmp_path) -> None:
    study = study_of(
        {"inf-01": "I: Nå?\n1: Vi har to linjer her, og det går."},
        {"1": ("Tangvåg", {})},
        ["ledelse"],
        [("inf-01", "Vi har to linjer her", "ledelse", "ida"), ("inf-01", "to linjer", "ledelse", "marit")],
    )
    document = report(tmp_path, study)
    assert [text for _, text in lines(document, "Quote")] == ["Vi har to linjer her"]
    ((_, line),) = lines(document, "Speaker line")
    assert line.endswith("(K1; K2: part of it)")


def test_a_case_silent_on_one_code_of_a_sub_question_is_named_there(tmp_path):
    # 2 was asked of two bosses, says nothing of them, and speaks of the lines.
    snapshot = small()
    (line,) = [c for c in snapshot.all(Coding) if c.code_id == "code-ros" and c.source_id == "src-inf-02"]
    moved = [c._replace(code_id="code-styring/linjer") if c == line else c for c in snapshot.all(Coding)]
    found = [text for _style, text in lines(report(tmp_path, snapshot.replacing(Coding, moved)), "Code status")]
    assert found == [
        "styring/to sjefer. Says something: 1 of 4 cases (1). Silent: 2. Not asked: 3, 4. ",
        "styring/linjer. Says something: 2 of 4 cases (1, 2). Not asked: 3, 4. ",
    ]


def test_a_case_that_speaks_under_another_sub_question_is_not_called_silent(tmp_path):
    snapshot = small()
    placed = [c._replace(sub_question="V2") if c.source_id == "src-inf-01" else c for c in snapshot.all(Coding)]
    found = chapter(report(tmp_path, snapshot.replacing(Coding, placed)), "2  Styring")
    assert found[3:5] == [
        ("Normal", "Nothing is coded here."),
        ("Status", "Says something: 0 of 4 cases. Elsewhere in this chapter: 1. Silent: 2. Not asked: 3, 4. "),
    ]


def test_what_nothing_is_coded_with_gets_no_chapter_and_is_named_in_the_method(tmp_path):
    texts = {"inf-01": "I: Nå?\n1: Vi får ros."}
    codes = ["ros", "guidetemaer/rammer", "guidetemaer/tid", "delt/i kategori", "delt/utenfor"]
    category = Category("cat-d", "bok", "delt", Wording(nb="Kategorien"), codes=("code-delt/i kategori",))
    codings = [("inf-01", "Vi får ros.", "ros", "ida"), ("inf-01", "får", "delt/i kategori", "ida")]
    study = study_of(texts, {"1": ("Tangvåg", {})}, codes, codings, [category])
    document = report(tmp_path, study)
    assert [text for _style, text in lines(document, "Heading 1")] == [
        "1  Material and method", "2  Kategorien", "3  ros",
    ]  # fmt: skip
    assert chapter(document, "1  Material and method")[-1] == (
        "Normal", "Nothing is coded with: guidetemaer; delt; delt/utenfor",
    )  # fmt: skip


def test_a_verdict_shows_who_nuances_beside_supporting_and_who_is_not_judged(tmp_path):
    checked = check(reserved())
    assert checked.findings[1].verdict == "partly"
    (*_other, theory) = report(tmp_path, reserved(), checks=[checked]).tables
    assert [cell.text for cell in theory.rows[3].cells][1:] == [
        "partly\nprovisional: 1 of 4 cases speak of it and are not judged\njudged by K2",
        "2: 2, 3", "0", "also nuancing: 2", "not asked: 1\nspeaks of it, nothing judged: 4",
    ]  # fmt: skip


def test_attributes_are_written_as_in_the_register(tmp_path):
    document = report(tmp_path, by="leader_model")
    assert [cell.text for cell in document.tables[1].rows[0].cells][2:] == ["role", "line", "leader_model", "målform"]
    assert ("Heading 1", "5  Comparison by leader_model") in lines(document)


def test_the_themes_get_at_least_a_third_of_the_comparison(tmp_path):
    for by, groups in (("leader_model", 2), ("målform", 2)):
        table = report(tmp_path, by=by).tables[2]
        widths = [column.width for column in table.columns]
        assert len(widths) == groups + 1 and 3 * widths[0] >= 0.99 * sum(widths)
