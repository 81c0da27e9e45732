"""The parts of a report's check: matching of passages, numbers in a row, Word's own numbers, the ledger, how it shows."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis.proofreading.check import check_report
from kodeverk.analysis.proofreading.matching import EXACT, NEAR, UNKNOWN, match
from kodeverk.analysis.proofreading.report import read_report
from kodeverk.analysis.proofreading.series import faults, missing, skipped
from kodeverk.analysis.proofreading.shelf import Shelf
from kodeverk.model import Claim, Snapshot, Source
from tests.memory import study_of
from tests.reading.made import docx, p, r, written, xml

FIVE = (
    "I: Hvordan er det å ha to ledere?\n"
    "5: Vi har to ledere, og det går i hverandre (ler). Det er nå sånn det er … her hos oss.\n"
    "I: Mm.\n"
    "5: Jeg savner et møte der vi snakker om sakene våre, ikke bare om brannslanger."
)
SIX = "I: Og du?\n6: Vi får ros av rådmannen når budsjettet går i balanse, ellers hører vi ingenting."
CASES = {
    "5": ("Lyngmo", {"role": "leder", "line": "stat", "leader_model": "enleder"}),
    "6": ("Tangvåg", {"role": "ansatt", "line": "kommune", "leader_model": "toleder"}),
}


def small(codings: list[tuple[str, str, str, str]] | None = None, extra: list[Claim] | None = None) -> Snapshot:
    return study_of({"inf-05": FIVE, "inf-06": SIX}, CASES, ["møter", "ros"], codings or [], extra or [])


def test_a_remark_a_pause_and_an_omission_in_brackets_are_no_edits() -> None:
    shelf = Shelf(small())
    for quote in (
        "Vi har to ledere, og det går i hverandre.",
        "vi har to ledere … det går i hverandre",
        "Det er nå sånn det er … her hos oss",
        "Det er nå sånn det er ... her",
        "Vi har to ledere [...] her hos oss",
        "Vi har to ledere (stat og kommune), og det går i hverandre",
        "Jeg savner et møte (...) ikke bare om brannslanger.",
    ):
        found = match(shelf, quote)
        assert (found.verdict, found.places[0].case) == (EXACT, "5"), quote
    assert match(shelf, "Vi har to ledere (stat og kommune), og det går").insertions == ("stat og kommune",)
    assert match(shelf, "og det går i hverandre (ler)").insertions == ()


def test_an_edit_is_shown_with_what_the_source_says() -> None:
    shelf = Shelf(small())
    found = match(shelf, "Jeg savner et kurs der vi snakker om sakene, ikke bare om brannslanger.")
    assert found.verdict == NEAR and not found.punctuation_only
    assert found.diff == "Jeg savner et [-møte-] {+kurs+} der vi snakker om sakene, [-våre-] ikke bare om brannslanger"
    signs = match(shelf, "Jeg savner et møte, der vi snakker om sakene våre")
    assert signs.verdict == NEAR and signs.punctuation_only
    assert match(shelf, "Noe helt annet enn dette er sagt").verdict == UNKNOWN


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_every_stretch_of_a_turn_is_found_where_it_stands(data: st.DataObject) -> None:
    shelf = Shelf(small())
    text = SIX
    words = shelf.library.texts[1]
    assert words.text == text
    turn = [n for n in range(len(words.forms)) if words.starts[n] > text.index("\n") + 3]
    first = data.draw(st.sampled_from(turn[:-3]))
    last = data.draw(st.integers(first + 3, turn[-1]))
    quote = text[words.starts[first] : words.ends[last]]
    found = match(shelf, quote)
    assert found.verdict == EXACT
    assert (words.starts[first], words.ends[last]) in [(place.start, place.end) for place in found.places]


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_of_an_edited_quote_the_edits_hold_all_the_report_says(data: st.DataObject) -> None:
    words = SIX.split("6: ")[1].rstrip(".").split()
    at = data.draw(st.integers(1, len(words) - 2))
    changed = [*words[:at], data.draw(st.sampled_from(["kommunen", "aldri", "kylling"])), *words[at + 1 :]]
    found = match(Shelf(small()), " ".join(changed))
    assert found.verdict == NEAR

    def bare(text: str) -> str:
        return text.replace(",", "").replace(" ", "")

    assert bare("".join(e.report for e in found.edits)) == bare("".join(changed))
    assert bare("".join(e.source for e in found.edits)) == bare("".join(words))


# --- numbers in a row ----------------------------------------------------------------------------


def growing(numbers: list[tuple[int, ...]]) -> int:
    """The length of the longest growing part of a row, by trying all."""
    for size in range(len(numbers), 0, -1):
        for part in combinations(numbers, size):
            if all(a < b for a, b in pairwise(part)):
                return size
    return 0


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(1, 6)), max_size=8))
def test_as_few_numbers_as_can_be_are_out_of_place(numbers: list[tuple[int, ...]]) -> None:
    out = {fault.at for fault in faults(numbers, lambda _a, _b: ())}
    kept = [number for at, number in enumerate(numbers) if at not in out]
    assert kept == sorted(set(kept)) and len(kept) == growing(numbers)


def test_one_slip_in_a_row_of_headings_is_one_fault() -> None:
    row = [(5, 2, 2, 1), (5, 2, 3), (5, 2, 2, 3), (5, 2, 3)]
    assert [(f.at, f.twice, f.expected) for f in faults(row, skipped)] == [(1, True, ((5, 2, 2, 2),))]
    assert faults([(1,), (2,), (3,)], missing) == [] == faults([(4,), (4, 1), (4, 2), (5,), (5, 1)], skipped)
    assert faults([(4, 1), (4, 2), (5, 1), (5, 2)], missing) == []


# --- reports in Word -----------------------------------------------------------------------------

STYLES = """<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:pPr><w:numPr>
<w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:pPr><w:numPr>
<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Bildetekst"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="INNH1"><w:name w:val="toc 1"/></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>"""
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def styled(name: str, text: str) -> str:
    return p(text, f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>')


def test_headings_word_numbers_itself_captions_fields_notes_and_contents_are_read(tmp_path: Path) -> None:
    caption = (
        f'<w:p><w:pPr><w:pStyle w:val="Bildetekst"/></w:pPr>{r("Figur ")}{FIELD.format(code="SEQ Figur", shown="1")}'
        f"{r(' Modellen')}</w:p>"
    )
    reference = f"<w:p>{r('Se ')}{FIELD.format(code='REF _Ref1', shown='Figur 1')}{r(', kapittel 1.2 og kapittel 2.1.')}"
    reference += '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    body = (
        styled("INNH1", "1.2 Møter\t3") + styled("Overskrift1", "Innledning") + styled("Overskrift2", "Tema")
        + styled("Overskrift2", "Møter") + reference + caption + styled("Sitat", "Vi får ros av rådmannen (6)")
        + p("Hun savner noe annet.", '<w:pPr><w:ind w:left="720"/></w:pPr>')
    )  # fmt: skip
    note = f'<w:footnote w:id="2"><w:p>{r("«Vi får ros av rådmannen» (5).")}</w:p></w:footnote>'
    data = docx(
        body, {"styles.xml": xml(STYLES, "styles"), "numbering.xml": xml(NUMBERING, "numbering"),
               "footnotes.xml": xml(note, "footnotes")},
    )  # fmt: skip
    path = written(tmp_path, data, "rapport.docx")
    read = read_report(path)
    assert [(one.kind, one.label or one.text[:12]) for one in read.paragraphs] == [
        ("contents", "1.2 Møter\t3"), ("heading", "1"), ("heading", "1.1"), ("heading", "1.2"), ("text", "Se Figur 1, "),
        ("caption", "Figur 1 Mode"), ("quote", "Vi får ros a"), ("quote", "Hun savner n"), ("note", "«Vi får ros "),
    ]  # fmt: skip
    check = check_report(small(), path)
    assert [(f.kind, f.found) for f in check.findings] == [("reference to nothing", "kapittel 2.1"), ("attribution wrong", "5")]
    assert list(check.references["verdict"]) == ["there", "there", "nowhere"]


# --- the ledger ----------------------------------------------------------------------------------


def test_a_sentence_of_the_ledger_gets_its_verdict_and_another_quantifier_is_told() -> None:
    text = "Begge informantene savner møter."
    claim = Claim("c1", text, "Begge", "informants", 'code("møter")')
    study = small([("inf-05", "Jeg savner et møte", "møter", "ida"), ("inf-06", "Vi får ros", "ros", "ida")], [claim])
    check = check_report(study, "Begge  informantene savner møter.\n")
    (row,) = check.quantifiers.itertuples()
    assert (row.quantifier, row.claim_id) == ("Begge", "c1") and row.verdict == check_verdict(study)
    other = check_report(study, "Ingen informanter savner møter. Ingen av informantene savner møter.\n")
    assert {f.kind for f in other.findings} == {"claim"} and other.findings[0].expected == text


def check_verdict(study: Snapshot) -> str:
    from kodeverk.analysis.claims.evaluate import claims

    return claims(study).findings[0].verdict


# --- how it shows --------------------------------------------------------------------------------


def test_it_shows_findings_first_with_edits_struck_out_and_nothing_becomes_a_tag() -> None:
    text = "<b>Et sitat</b>: «Vi får skryt av rådmannen når budsjettet går i balanse» (6) <script>alert(1)</script>.\n"
    check = check_report(small(), text)
    shown = check._repr_html_()
    assert "<script" not in shown and "<b>Et" not in shown
    assert ">ros</del>" in shown and ">skryt</ins>" in shown
    assert repr(check) == "<report: 1 quote; 1 warning>"
    (finding,) = check.frame.to_dict("records")
    assert (finding["kind"], finding["case"], finding["source"], finding["segment"]) == ("quote altered", "6", "inf-06", 2)
    assert SIX[finding["start"] : finding["end"]].startswith("Vi får ros")
    assert list(check.quotes["diff"]) == ["Vi får [-ros-] {+skryt+} av rådmannen når budsjettet går i balanse"]


def test_a_clean_report_says_so_and_its_frames_keep_their_columns() -> None:
    check = check_report(small(), "Ingenting å se.\n")
    assert repr(check) == "<report: 0 quotes; nothing found>" and "Nothing found" in check._repr_html_()
    assert check.frame.empty and list(check.frame.columns)[:3] == ["kind", "severity", "heading"]
    assert check.quotes.empty and check.quantifiers.empty and check.references.empty


def test_documents_are_given_by_name_or_as_files(tmp_path: Path) -> None:
    file = tmp_path / "avtale.txt"
    file.write_text("Partene skal møtes som likeverdige og dele ansvaret.\n", encoding="utf-8")
    text = "Informant 5 sier at «partene skal møtes som likeverdige» (5).\n"
    for documents in (file, [file], {"avtale": file.read_text(encoding="utf-8")}):
        (finding,) = check_report(small(), text, documents=documents).findings
        assert (finding.kind, finding.severity, finding.expected) == ("quote of a document", "error", "avtale")
    told = "I avtalen står det at «partene skal møtes som likeverdige og dele ansvaret».\n"
    assert check_report(small(), told, documents=file).findings == ()
    assert check_report(small(), told).findings == ()


def test_a_source_of_the_study_that_is_no_interview_is_a_document() -> None:
    study = small()
    sources = [s._replace(kind="agreement") if s.name == "inf-06" else s for s in study.all(Source)]
    (finding,) = check_report(study.replacing(Source, sources), "«Vi får ros av rådmannen» (6).\n").findings
    assert (finding.kind, finding.expected) == ("quote of a document", "inf-06, segment 2")


def test_informants_by_name_and_attributes_of_another_study_are_read() -> None:
    study = study_of(
        {"a": "I: Ja?\nKari: Det er trangt om plassen her hos oss.", "b": "I: Ja?\nOla: Det er god plass hos oss."},
        {"Kari": ("Asker", {"rolle": "lærer"}), "Ola": ("Bærum", {"rolle": "rektor"})},
    )
    right = "Kari sier at «det er trangt om plassen» (lærer, Asker). Rektoren ved Bærum: «Det er god plass hos oss.»\n"
    assert check_report(study, right).findings == ()
    wrong = "Ola sier at «det er trangt om plassen her». Kari, rektor ved Asker, er enig.\n"
    assert [f.kind for f in check_report(study, wrong).findings] == ["attribution wrong", "informant misdescribed"]
