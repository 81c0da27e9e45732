"""Mutations: when one record changes, exactly the results that rest on it change, and no others.

Every result is looked at before and after (`shown`), and worked out a second time by plain loops (`plain`).
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

import kodeverk as kv
from kodeverk.cli.shipped import shipped
from tests.analysis.plain import Plain
from tests.analysis.resting import on_codings, on_evidence, on_office
from tests.analysis.shown import of_kind
from tests.analysis.watching import Said, Watched, at_least, every, just, most, nobody

CORPUS, BOOKS = shipped("corpora") / "likeverd-2019", shipped("codebooks")


P07 = "partnerskap-2007:"
CLAIMS = (
    Said("Alle informantene snakker om formelle møter.", 'code("formelle møter")', every),
    Said("De fleste informantene snakker om den vertikale dimensjonen.", f'category("{P07}vertikal dimensjon")', most),
    Said("5 av 8 informanter er sosionomer.", 'education == "sosionom"', just(5, 8)),
    Said("Minst tre av lederne snakker om likeverd.", 'code("likeverd og anerkjennelse")', at_least(3), 'role == "leder"'),
    Said("Ingen av informantene snakker om kontrakter.", 'code("kontrakter")', nobody),
    Said("Begge kontorene snakker om avtaler.", 'code("avtaler")', just(2, 2)),
    Said("2 av 4 informanter ved kontoret med én leder snakker om fullmakter.", 'code("fullmakter")', just(2, 4),
         'leader_model == "enleder"', "informants"),
    Said("Flere trekker fram stolthet.", 'code("stolte og engasjerte")', at_least(2)),
    Said("Flere av kontorene måles på samarbeid.", 'code("grad av samarbeid")', at_least(2)),
)  # fmt: skip
CONDENSED = (
    ("1", f"category:{P07}vertikal dimensjon"), ("7", "category:likeverd-2019:horisontal dimensjon"), ("Lyngmo", "formelle møter"),
    ("Tangvåg", "formelle møter"), ("5", "likeverd og anerkjennelse"), ("8", "stolte og engasjerte"),
    ("3", "nyanser av ulikhet"),
)  # fmt: skip
LOOKED_AT = {
    "by": ("leader_model", "line"),
    "conditions": {"to ledere": 'leader_model == "toleder"', "uformelt": 'code("uformelle møter")'},
    "outcome": 'code("likeverd og anerkjennelse")',
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped corpus with both codebooks, theories and all judgements, nine claims and seven condensations."""
    file = tmp_path_factory.mktemp("korpus") / "s.kodeverk"
    with kv.Project(file) as study:
        study.add_sources(CORPUS, leave_out="headers")
        study.add_cases(CORPUS / "informanter.xlsx")
        for name in ("partnerskap-2007", "likeverd-2019"):
            study.use_codebook(BOOKS / f"{name}.yaml")
        study.use_guide(BOOKS / "guide-likeverd-2019.yaml")
        for name in ("likeverd-2019", "partnerskap-2007"):
            study.use_theory(BOOKS / f"teori-{name}.yaml")
        study.add_asked(CORPUS / "spurt.csv")
        study.add_codings(CORPUS / "kodinger.csv")
        study.add_judgements(CORPUS / "vurderinger.csv")
        for one in CLAIMS:
            study.claim(one.text, condition=one.condition, among=one.among, unit=one.unit, coder="ida")
        for case, theme in CONDENSED:
            study.condense(case, theme, "Kort sagt.", coder="ida")
    return file


@pytest.fixture(scope="module")
def watched(corpus: Path) -> Iterator[Watched]:
    with kv.Project(corpus) as study:
        yield Watched(study, CLAIMS, LOOKED_AT)


@pytest.fixture
def study(watched: Watched, corpus: Path, tmp_path: Path) -> Iterator[kv.Project]:
    """The corpus study, to be changed."""
    with kv.Project(shutil.copy(corpus, tmp_path / "s.kodeverk")) as study:
        yield study


# --- the shipped corpus ----------------------------------------------------------------------------------


def test_all_that_is_shown_of_the_corpus_is_what_plain_loops_find(watched: Watched) -> None:
    shown, read = watched.before
    assert len(read) > 2900 and len(of_kind(read, "case")) == 181 * 8 and len(of_kind(read, "claim")) == 9
    assert {one.verdict for one in watched.study.claims().findings} == {"true", "open", "unit not stated"}
    assert not watched.study.claims().stale().findings and not watched.study.condensations().stale
    assert {key[0] for key in shown} - {key[0] for key in read} == {
        "expected", "deviant", "row", "difference", "agreement on evidence",
    }, "and no pair differs: nobody is silent on what another says"  # fmt: skip


def test_an_informant_who_moves_to_the_other_office_takes_along_what_is_of_offices_and_nothing_else(
    watched: Watched, study: kv.Project, tmp_path: Path
) -> None:
    register = openpyxl.load_workbook(CORPUS / "informanter.xlsx")
    (cell,) = [row[1] for row in register["informanter"].iter_rows(min_row=2) if row[0].value == "7"]
    assert cell.value == "Lyngmo"
    cell.value = "Tangvåg"
    register.save(tmp_path / "informanter.xlsx")
    found, read = watched.after(study, lambda it: it.add_cases(tmp_path / "informanter.xlsx"), {"case altered": 1})
    attributes = ("office", "leader_model", "staff", "office_size", "head_employer", "departments_cut_by")
    rests = on_office(watched.plain, study.snapshot.case("7").id, "Tangvåg", attributes)
    assert [key for key in found if not rests(key)] == []
    propositions = {name for (name,) in of_kind(watched.before.shown, "verdict")}
    assert of_kind(found, "verdict") == {("GOV-4",), ("T64",)}, "they apply to one kind of leadership alone"
    assert of_kind(found, "case") == {(name, "7") for name in propositions}
    for by, groups in (("office", ("Lyngmo", "Tangvåg")), ("leader_model", ("enleder", "toleder"))):
        assert of_kind(found, f"group of {by}") == {(name, group) for name in propositions for group in groups}
        assert of_kind(found, f"balance by {by}") == {(group,) for group in groups}
        assert len(of_kind(found, f"theme by {by}")) == 18 * 2
    assert of_kind(found, "group of line") == {("GOV-4", "stat"), ("T64", "stat")}
    assert of_kind(found, "expected") == {("INS-6",), ("RES-9",)}
    assert of_kind(found, "claim") == {(CLAIMS[6].text,), (CLAIMS[7].text,)}
    assert {key[1:3] for key in found if key[0] == "condensation"} == {
        ("7", "likeverd-2019:horisontal dimensjon"), ("Lyngmo", "nyanser av ulikhet/formelle møter"),
        ("Tangvåg", "nyanser av ulikhet/formelle møter"),
    }  # fmt: skip
    assert of_kind(found, "truth table") == {("7",)}
    assert read <= found and not of_kind(found, "agreement", "difference", "balance by informant", "theme by line")


def evidence_alone(plain: Plain) -> list[str]:
    """Of all codings, the one that is the only evidence of its case for most propositions."""
    judged: dict[tuple[str, str], list[str]] = {}
    places = {coding.id: coding for coding in plain.codings}
    for one in plain.evidence:
        coding = places[str(one.coding_id)]
        for case in plain.cases_at(coding.source_id, coding.start, coding.end):
            judged.setdefault((one.proposition, case), []).append(coding.id)
    alone = Counter(found[0] for found in judged.values() if len(found) == 1)
    return [max(alone.items(), key=lambda one: (one[1], one[0]))[0]]


def coded_so(case: str, code: str, *, judged: bool = True) -> Callable[[Plain], list[str]]:
    """What a case has under a code; only what nobody judged, where `judged` is false."""

    def find(plain: Plain) -> list[str]:
        (case_id,) = [one.id for one in plain.people if one.name == case]
        judgements = {one.coding_id for one in plain.evidence}
        under = [c.id for c in plain.said[case_id] if c.code_id in plain.theme(f"code:{code}")]
        return under if judged else [next(key for key in under if key not in judgements)]

    return find


@pytest.mark.parametrize(
    ("choose", "verdicts", "claims", "condensations"),
    [
        (evidence_alone, {"T66.9", "TV-1"}, set(), set()),
        (coded_so("8", "grad av samarbeid"), {"T11", "T63", "T68"}, {8}, set()),
        (coded_so("5", "likeverd og anerkjennelse", judged=False), set(), {3}, {"5"}),
    ],
    ids=["only evidence", "all she says of it", "judged by nobody"],
)
def test_a_quote_withdrawn_takes_along_what_rests_on_it_and_nothing_else(
    watched: Watched,
    study: kv.Project,
    choose: Callable[[Plain], list[str]],
    verdicts: set[str],
    claims: set[int],
    condensations: set[str],
) -> None:
    plain = watched.plain
    chosen = choose(plain)
    gone = [coding for coding in plain.codings if coding.id in chosen]
    pieces = sum(one.coding_id in chosen for one in plain.evidence)
    counts = {"coding removed": len(gone)} | ({"evidence removed": pieces} if pieces else {})
    found, read = watched.after(study, lambda it: it.uncode(chosen), counts)
    rests = on_codings(plain, gone)
    assert [key for key in found if not rests(key)] == []
    assert of_kind(found, "verdict") == {(name,) for name in verdicts}
    assert of_kind(found, "claim") == {(CLAIMS[place].text,) for place in claims}
    assert {key[1] for key in found if key[0] == "condensation"} == condensations
    assert read <= found and of_kind(found, "balance by informant") == of_kind(read, "balance by informant")
    assert {key[0] for key in found - read} <= {"agreement", "agreement on evidence", "deviant", "difference"}


def test_a_stance_turned_changes_its_proposition_and_nothing_else(watched: Watched, study: kv.Project) -> None:
    """T12 is supported by 1 and 2, each with one quote; when the one of 2 contradicts it, it is open."""
    plain = watched.plain
    (case_id,) = [case.id for case in plain.people if case.name == "2"]
    quotes = {coding.id for coding in plain.said[case_id]}
    (one,) = [e for e in plain.evidence if e.proposition.endswith(":T12") and e.coding_id in quotes]
    assert one.stance == "supports" and watched.before.read["verdict", "T12"]["verdict"] == "supported"
    key = str(one.coding_id)
    found, read = watched.after(
        study, lambda it: it.judge(key, "T12", "contradicts", coder=one.coder), {"evidence altered": 1}
    )
    assert [key for key in found if not on_evidence(plain, one)(key)] == []
    groups = (
        ("office", "Tangvåg", "Lyngmo"), ("leader_model", "toleder", "enleder"), ("line", "stat", "kommune"),
    )  # fmt: skip
    told = {(f"group of {by}", "T12", group) for by, *both in groups for group in both}
    assert read == {("verdict", "T12"), ("case", "T12", "2"), *told}, "every group is told what the whole is now"
    assert found - read <= {("deviant", "T12", case) for case in "12"}, "one against one: nobody deviates"
