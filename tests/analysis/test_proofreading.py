"""A finished report checked: each kind of defect is found, and a report without one is left in peace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kodeverk.analysis.proofreading.check import check_report
from kodeverk.analysis.proofreading.findings import ReportCheck
from kodeverk.analysis.proofreading.report import read_report
from kodeverk.messages import use_language
from kodeverk.model import Snapshot
from kodeverk.project import Project

ROOT = Path(__file__).resolve().parents[2]
CLEAN = Path(__file__).with_name("report_without_fault.md")
AGREEMENT = "Samarbeidsavtale\n\nPartene skal møtes som likeverdige og dele ansvaret for brukeren.\n\nAvtalen gjelder i fire år."


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The shipped corpus: 1-4 at Tangvåg (two leaders), 5-8 at Lyngmo (one); leaders 1, 2, 5, 6; state 1, 3, 6, 7."""
    corpus = ROOT / "corpora/likeverd-2019"
    with Project(tmp_path_factory.mktemp("study") / "s.kodeverk") as project:
        project.add_sources(corpus, leave_out="headers")
        project.add_cases(corpus / "informanter.xlsx")
        project.use_guide(ROOT / "codebooks/guide-likeverd-2019.yaml")
        yield project.snapshot


def found(check: ReportCheck) -> list[tuple[str, str]]:
    return [(finding.kind, finding.found) for finding in check.findings]


QUOTES = [
    ("Informant 2 vil ha to: «Jeg vil ha to. Det sier jeg rett ut» (1).", "attribution wrong", "1"),
    ("Lederen i kommunal linje ved Tangvåg er klar: «Jeg vil ha to. Det sier jeg rett ut» (5).", "attribution wrong", "5"),
    ("«Jeg går på det kommunale» (ansatt, kommune, Lyngmo).", "attribution wrong", "kommune"),
    ("«Jeg går på det kommunale» (leder, stat).", "attribution wrong", "leder"),
    ("En av de ansatte ved Tangvåg sier: «Me sitter om hverandre allerede.»", "attribution wrong", "ansatt; Tangvåg"),
    ("«Røykerne» (2), svarer hun.", "attribution wrong", "2"),
    ("> Jeg bruker, hva skal jeg si, førti sekunder fra min kontorstol til den som sitter lengst borte (informant 4)",
     "attribution wrong", "4"),
    ("Juristen ved Tangvåg mener det: «Vi er ikke så flinke på det.»", "attribution wrong", "jurist"),
    ("«Det er kjemien som avgjør», sier informant 8.", "attribution wrong", "8"),
    ("«Jeg vil ha to. Det sier jeg rett ut» (9).", "attribution wrong", "9"),
    ("Hun sier: «Jeg vil gjerne ha to. Det sier jeg rett ut» (2).", "quote altered",
     "Jeg vil {+gjerne+} ha to. Det sier jeg rett ut"),
    ("«To naboer med like vond rygg kan få helt likt» (1).", "quote altered",
     "To naboer med like vond rygg kan få helt [-ulikt-] {+likt+}"),
    ("«Avstanden er ikke mer enn førti skritt, men de førti skrittene blir ikke gått» (1).", "quote altered",
     "Avstanden er ikke mer enn [-tretti-] {+førti+} skritt, men de [-tretti-] {+førti+} skrittene blir ikke gått"),
    ("«Jeg tror vi trenger mer tid til hverandre» (8).", "quote unknown", "Jeg tror vi trenger mer tid til hverandre"),
    ("«Jeg vil ha to […] Me sitter om hverandre allerede» (2).", "quote stitched",
     "Jeg vil ha to […] Me sitter om hverandre allerede"),
    ("«Jeg har vært leder her i åtte år […] Jeg har sytten ansatte» (1).", "quote stitched",
     "Jeg har vært leder her i åtte år […] Jeg har sytten ansatte"),
    ("«vi sitter bak i midten […] Vi får være med i bilen» (4).", "quote stitched",
     "vi sitter bak i midten […] Vi får være med i bilen"),
    ("«Avstanden er ikke mer enn tretti skritt. Med én leder er det én klokke» (1).", "quote stitched",
     "Avstanden er ikke mer enn tretti skritt. Med én leder er det én klokke"),
    ("Informant 1 spør: «Selve ordet, likeverdig samarbeid, hva legger du i det?» (1)", "quote of the interviewer",
     "Selve ordet, likeverdig samarbeid, hva legger du i det?"),
    ("En leder sier at «partene skal møtes som likeverdige» (2).", "quote of a document", "partene skal møtes som likeverdige"),
    ("Noen sa dette. «Jeg vil ha to. Det sier jeg rett ut.»", "attribution missing", "Jeg vil ha to. Det sier jeg rett ut."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "said"), QUOTES, ids=[text[:40] for text, _k, _s in QUOTES])
def test_a_quote_that_is_not_what_it_says_is_found(study: Snapshot, text: str, kind: str, said: str) -> None:
    check = check_report(study, text + "\n", documents={"avtale": AGREEMENT})
    assert found(check) == [(kind, said)]


TRUE = [
    "Informant 2 vil ha to: «Jeg vil ha to. Det sier jeg rett ut» (2).",
    "«jeg   vil ha to. Det sier jeg rett ut …» (2).",
    "Den kommunale lederen ved Tangvåg sier at «de er koselige» er en vanlig holdning, og legger til: «Jeg vil ha to.» (2)",
    "«Jeg vil ha to. [...] Kommunale tjenester har det best med en som er kommunens egen» (leder, kommune).",
    "«Hun (kollegaen) får sitt fra rådhuset, og jeg får mitt fra fylket» (1).",
    "«[Lederen] får sitt fra rådhuset, og jeg får mitt fra fylket» (1).",
    "«[D]et letteste i verden er å få sosialbudsjettet til å se pent ut» (5).",
    "“Jeg vil ha to. Det sier jeg rett ut,” sier informant 2.",
    '"Me sitter om hverandre allerede," sier avdelingslederen i statlig linje ved Lyngmo.',
    "> Det skulle være et vikariat på seks måneder. Først vanlig saksbehandling, så klagesaker (1)",
    "Informant 1 og 2 er ledere. I samarbeidsavtalen står det at «partene skal møtes som likeverdige».",
    "Busch (2011) skriver at «ledelse alltid er noe annet enn styring».",
    "Begrepet «likeverd i det daglige arbeidet» er mitt eget. De kaller seg «lillebror» og «storebror».",
    "Intervjueren spurte: «Selve ordet, likeverdig samarbeid, hva legger du i det?»",
    "I motsetning til lederne ved Lyngmo er informant 2 klar: «Jeg vil ha to.»",
    "«Jeg vil ha to. Det sier jeg rett ut», sier den ene. Hun er leder.",
    "Informant 5 (leder, kommune) og en av de ansatte (7) er enige. Utvalget består av ledere (4) og ansatte (4).",
]


@pytest.mark.parametrize("text", TRUE, ids=[text[:40] for text in TRUE])
def test_a_true_quote_is_left_in_peace(study: Snapshot, text: str) -> None:
    assert [f for f in found(check_report(study, text + "\n", documents={"avtale": AGREEMENT})) if f[0] != "attribution missing"] == []


STATEMENTS = [
    ("Informant 6 ved tolederkontoret leder en avdeling.", "informant misdescribed", "Informant 6 ved tolederkontoret"),
    ("Informant 3, som er leder ved Tangvåg, nevner det.", "informant misdescribed", "Informant 3, som er leder ved Tangvåg"),
    ("Informant 7 (ansatt, kommune) går dit.", "informant misdescribed", "Informant 7 (ansatt, kommune"),
    ("På enlederkontoret Tangvåg er det annerledes.", "informant misdescribed", "enlederkontoret Tangvåg"),
    ("Informant 9 nevner det ikke.", "informant misdescribed", "Informant 9"),
    ("Alle de ni informantene nevner møter.", "count wrong", "Alle de ni informantene nevner møter."),
    ("Fire av fem ledere peker på budsjettet.", "count wrong", "Fire av fem ledere peker på budsjettet."),
    ("Begge de tre kontorene har møter.".replace("Begge", "Alle"), "count wrong", "Alle de tre kontorene har møter."),
    ("Halvparten av informantene er sosionomer.", "count wrong", "Halvparten av informantene er sosionomer."),
    ("To informanter (5, 6 og 7) forteller om tavla.", "count wrong", "To informanter (5, 6 og 7) forteller om tavla."),
    ("Informant 1 hadde sytten år i trygdeetaten.", "number differs", "sytten år i trygdeetaten"),
    ("Informant 3 hadde over ti år i trygdeetaten.", "number differs", "over ti år i trygdeetaten"),
    ("Kontoret på Lyngmo har 39 ansatte.", "number differs", "39 ansatte"),
]


@pytest.mark.parametrize(("text", "kind", "said"), STATEMENTS, ids=[text[:40] for text, _k, _s in STATEMENTS])
def test_a_statement_the_register_denies_is_found(study: Snapshot, text: str, kind: str, said: str) -> None:
    assert (kind, said) in found(check_report(study, text + "\n"))
    assert len(check_report(study, text + "\n").findings) == 1


def test_a_statement_the_register_bears_out_is_left_in_peace(study: Snapshot) -> None:
    text = """Alle de åtte informantene ble spurt. Fire av åtte informanter er ledere. Fem av informantene er sosionomer.
Begge lederne ved Tangvåg er med, og to av de fire informantene der er ansatte. De to statlige ansatte er informant 3 og 7.
Informant 5 er ansatt i kommunen. Informant 5 og lederne ved Tangvåg er enige. Informant 6 rakk fem måneder i Aetat.
En studie av tolv ledere viser det samme. Tangvåg har 39 ansatte. Informant 3 fikk hjelp av lederen ved Lyngmo.
"""
    assert found(check_report(study, text)) == []


STRUCTURE = [
    ("Se figur 4.\n\nFigur 1: Møter\n\nFigur 1 viser møter.", [("reference to nothing", "figur 4")]),
    ("Som tabell 2 og 3 viser.\n\nTabell 1: A\n\nTabell 2: B\n\nTabell 1 viser A.", [("reference to nothing", "tabell 3")]),
    ("# 1 Innledning\n\nSe kapittel 3.2.\n\n# 2 Funn", [("reference to nothing", "kapittel 3.2")]),
    ("Se vedlegg 3.\n\n# Vedlegg 1 Guide\n\n# Vedlegg 2 Brev", [("reference to nothing", "vedlegg 3")]),
    ("Tabellen nedenfor viser det.\n\nNoe annet.", [("reference to nothing", "Tabellen nedenfor")]),
    ("Figur 1: A\n\nFigur 1 nedenfor viser A.", [("reference to nothing", "Figur 1 nedenfor")]),
    ("Figur 1, 2 og 4.\n\nFigur 1: A\n\nFigur 2: B\n\nFigur 2: C\n\nFigur 4: D", [("caption number", "2")]),
    ("Figur 1 og 3.\n\nFigur 1: A\n\nFigur 3: B", [("caption number", "3")]),
    ("### 4.3.2.5 A\n\nx\n\n### 3.2.6 B\n\nx\n\n### 4.3.2.7 C", [("heading number", "3.2.6")]),
    ("## 5.2.2.1 A\n\nx\n\n## 5.2.3 B\n\nx\n\n## 5.2.2.3 C\n\nx\n\n## 5.2.3 D", [("heading number", "5.2.3")]),
    ("a) en\n\nb) to\n\nd) fire", [("letter of a list", "d")]),
    ("a) en\n\nb) to\n\nd) fire\n\nd) fem", [("letter of a list", "d")] * 2),
    ("Se Feil! Fant ikke referansekilden.", [("field broken", "Feil! Fant ikke referansekilden.")]),
    ("Se Error! Reference source not found.", [("field broken", "Error! Reference source not found.")]),
    ("| 5 | ? |", [("cell unknown", "5\t?")]),
    ("Figur 1 viser.\n\nFigur 1: A\n\nFigur 2: B", [("not referred to", "figure 2")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STRUCTURE, ids=[text[:30] for text, _e in STRUCTURE])
def test_a_number_that_points_nowhere_or_is_out_of_place_is_found(
    study: Snapshot, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(check_report(study, text + "\n")) == expected


MARKS = [
    ("«Me sitter om hverandre allerede (6).", "quotation mark", "The quote is not closed."),
    ("«Me sitter om hverandre allerede« (6).", "quotation mark", "The mark is turned the wrong way."),
    ('"Me sitter om hverandre allerede» (6).', "quotation mark", "The quote is opened by one kind of mark and closed by another."),
    ("Me sitter om hverandre allerede» (6).", "quotation mark", "A mark closes a quote that nothing opens."),
    ("«Me sitter om hverandre allerede» 6).", "bracket broken", "A bracket is missing around who says it."),
    ("«Me sitter om hverandre allerede» (6.", "bracket broken", "A bracket is missing around who says it."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "advice"), MARKS, ids=[text[-12:] for text, _k, _a in MARKS])
def test_a_mark_or_bracket_that_is_wrong_is_found(study: Snapshot, text: str, kind: str, advice: str) -> None:
    check = check_report(study, text + "\n")
    assert [(f.kind, f.advice) for f in check.findings] == [(kind, advice)]
    assert [q.attribution for q in check.quoted] == (["consistent"] if text[0] in "«\"" else [])


def test_a_report_without_fault_has_no_findings(study: Snapshot) -> None:
    check = check_report(study, CLEAN)
    assert found(check) == []
    assert len(check.quoted) > 45 and {q.verdict for q in check.quoted} == {"exact", "interviewer"}
    assert len(check.references) > 5 and set(check.references["verdict"]) == {"there"}
    assert {q.attribution for q in check.quoted} <= {"consistent", "not checkable"}
    assert sum(q.attribution == "consistent" for q in check.quoted) > 40


def in_word(text: str, path: Path) -> Path:
    """Write a report in Markdown as a Word document with the styles Word has for it."""
    from docx import Document

    document = Document()
    for block in re.split(r"\n\s*\n", text.strip()):
        if mark := re.match(r"(#+) (.*)", block):
            document.add_heading(mark[2], len(mark[1]))
        elif block.startswith(">"):
            for part in re.split(r"\n>\s*\n", block):
                document.add_paragraph(re.sub(r"^> ?", "", part, flags=re.MULTILINE), style="Quote")
        elif block.startswith("|"):
            rows = [[c.strip() for c in row.strip("|").split("|")] for row in block.split("\n") if "---" not in row]
            table = document.add_table(len(rows), len(rows[0]))
            for cells, row in zip(table.rows, rows, strict=True):
                for cell, value in zip(cells.cells, row, strict=True):
                    cell.text = value
        else:
            caption = re.match(r"(Figur|Tabell) \d+[:.] ", block)
            document.add_paragraph(block, style="Caption" if caption else None)
    document.save(str(path))
    return path


def in_plain(text: str, path: Path) -> Path:
    """Write a report in Markdown as plain text: block quotes indented, no other marks."""
    text = re.sub(r"^#+ ", "", text, flags=re.MULTILINE)
    text = re.sub(r"^> ?", "    ", text, flags=re.MULTILINE)
    text = re.sub(r"^\|[-|]+\|\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\| (.*) \|$", lambda m: m[1].replace(" | ", "\t"), text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("written", [in_word, in_plain])
def test_a_report_without_fault_has_none_in_word_or_as_plain_text(
    study: Snapshot, tmp_path: Path, written: Callable[[str, Path], Path]
) -> None:
    text = CLEAN.read_text(encoding="utf-8")
    path = written(text, tmp_path / ("rapport.docx" if written is in_word else "rapport.txt"))
    check = check_report(study, path)
    assert check.name == path.name and found(check) == []
    assert [(q.quote, q.verdict) for q in check.quoted] == [(q.quote, q.verdict) for q in check_report(study, CLEAN).quoted]
    assert len(check.references) == len(check_report(study, CLEAN).references)


def test_a_typed_table_of_contents_and_a_numbered_list_are_no_headings(study: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text(
        "Innholdsfortegnelse\n\n1 Innledning\n2 Metode\n2.1 Utvalg\n\nFigurliste\n\nFigur 1: Modellene\n\n"
        "1 Innledning\n\nTre punkter er viktige:\n\n1. Felles mål\n2. Kjennskap\n3. Balanse\n\n"
        "2 Metode\n\n2.1 Utvalg\nFigur 1 viser utvalget, jf. kapittel 2.1.\n\nFigur 1: Modellene\n",
        encoding="utf-8",
    )
    kinds = [(one.kind, one.text.split("\n")[0]) for one in read_report(path).paragraphs]
    assert [text for kind, text in kinds if kind == "heading"] == ["1 Innledning", "2 Metode", "2.1 Utvalg"]
    assert [text for kind, text in kinds if kind == "caption"] == ["Figur 1: Modellene"]
    assert found(check_report(study, path)) == []


NATURAL = [
    "Informant 7 var veileder i kommunen før hun begynte i staten. Informant 8 sitter ved siden av lederen ved Lyngmo.",
    "Lederen ved Lyngmo forteller om en ansatt som sa «den har jeg nummeret til» til kollegaen.",
    "«Jeg blir målt på kroner», forteller kommunal leder ved tolederkontoret, mens avdelingslederen ved enlederkontoret "
    "viser til at «me har et mål om at 80 prosent skal ha en aktiv plan».",
    "> Intervjuer: Var det et år? Jeg noterte fem måneder.\n> Informant 6: Fem måneder, ja. Det føltes som et år.",
    "De ansatte (3, 4, 7 og 8) er mindre opptatt av det enn lederne (1, 2, 5 og 6). Tangvåg har to ledere.",
    "| Tema | Tangvåg | Lyngmo |\n|---|---|---|\n| Modell | «Jeg vil ha to» (2) | «det er en styrke at me har én» (6) |",
    "Den kommunale lederen, informant 2, og den statlige, informant 1, møtes annenhver mandag.",
    "Tallene i figur 2 i årsrapporten (NAV 2018) er ikke tatt med. Se kapittel 4 i sosialtjenesteloven.",
    "«Me sitter om hverandre allerede» (Informant 6, mai 2017). «Jeg vil ha to. Det sier jeg rett ut» (inf-02).",
]


@pytest.mark.parametrize("text", NATURAL, ids=[text[:40] for text in NATURAL])
def test_what_a_thesis_naturally_says_is_left_in_peace(study: Snapshot, text: str) -> None:
    assert found(check_report(study, text + "\n")) == []


def test_verdicts_on_counts_are_in_the_reader_s_language_on_the_page(study: Snapshot) -> None:
    check = check_report(study, "Fire av fem ledere peker på budsjettet.\n")
    assert [one.verdict for one in check.counted] == ["false"]
    use_language("nb")
    page = check._repr_html_()
    assert "<td" in page and ">usant<" in page and ">false<" not in page
