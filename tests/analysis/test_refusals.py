"""What is refused, or said only with a reserve: shares of few, tests that cannot tell, verdicts out of nothing."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

import kodeverk as kv
from kodeverk.coding.notes import judge
from kodeverk.errors import KodeverkError
from kodeverk.model import Claim, Coder, Coding, Evidence, Proposition, Snapshot, Theory, Value, Wording
from tests.analysis.claimed import claim, counted, study
from tests.analysis.standing import standing
from tests.memory import study_of

SHARE = re.compile(r"\d\s*%|(?<![\d,.])(?:0[.,]\d|1[.,]00)")
"""A percentage, or a number that looks like a share: 0.67 or 1.00."""


def told(look: object) -> str:
    """All that can be read of a look: its line, and its page without what a browser alone reads."""
    page = look._repr_html_()  # type: ignore[attr-defined]
    page = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    labels = " ".join(re.findall(r'(?:title|aria-label|alt)="([^"]*)"', page))
    return html.unescape(f"{look!r} {labels} {re.sub(r'<[^>]*>', ' ', page)}")


CLAIMED = ("De fleste informantene nevner tid.", "To av tre informanter nevner tid.", "Begge kontorene nevner tid.")


def three() -> Snapshot:
    """1 and 2 speak of time, 3 is silent; 1 and 2 are judged to support that it matters, and three claims are made."""
    cases = {
        name: ("Nord" if name == "3" else "Sør", {"role": "leder", "m": "to" if name == "3" else "en"}, {"tid": status})
        for name, status in (("1", "said"), ("2", "said"), ("3", "silent"))
    }
    snapshot = standing(cases, propositions())
    judged = [Evidence(f"e{c.id}", c.id, "teori-bok:P", "supports", "ida") for c in snapshot.all(Coding)]
    claims = [claim(snapshot, text, 'code("tid")') for text in CLAIMED]
    return snapshot.replacing(Evidence, judged).replacing(Claim, claims)


def propositions() -> list[Theory | Proposition]:
    known = {"codes": ("tid",), "expected": {"by": "m", "more": "en"}, "rules": {"supports": 'code("tid")'}}
    one = Proposition("teori-bok:P", "teori-bok", "P", "A", Wording(nb="Tid teller."), **known)  # type: ignore[arg-type]
    other = one._replace(id="teori-bok:Q", name="Q", opposite=("P",), order=1)
    given = Proposition("teori-bok:R", "teori-bok", "R", "A", Wording(nb="Tid er tid."), "premise", order=2)
    return [Theory("teori-bok", "1", Wording(nb="Teorien"), groups={"A": Wording(nb="A")}), one, other, given]


# --- a percentage of three -----------------------------------------------------------------------------------


@pytest.fixture
def looked() -> kv.Study:
    return kv.Study(three())


def test_no_share_of_three_people_is_shown_in_any_look(looked: kv.Study) -> None:
    check, comparison = looked.check(), looked.compare(by="m")
    looks = {
        "comparison": comparison,
        "offices": looked.compare(by="m", level="office"),
        "check": check,
        "by group": check.by("m"),
        "claims": looked.claims(),
        "coverage": looked.coverage(),
        "truth table": looked.truth_table(["role == 'leder'"], 'code("tid")'),
        "matrix": looked.matrix(),
        "attributes": looked.compare_attributes(by="m"),
    }
    texts = {name: told(look) for name, look in looks.items()}
    assert all(len(text) > 60 for text in texts.values()) and all(text in texts["claims"] for text in CLAIMED)
    assert {name: found for name, text in texts.items() if (found := SHARE.findall(text))} == {}
    assert set(comparison.frame["share"].isna()) == {True}
    assert comparison.frame["share_note"].tolist() == [
        "2 of 2 heard said; no share of fewer than 5 heard", "0 of 1 heard said; no share of fewer than 5 heard",
    ]  # fmt: skip
    assert "2 of 2" in told(comparison) and "0 of 1" in told(comparison)


def test_what_is_a_share_of_words_says_so(looked: kv.Study) -> None:
    text = told(looked.balance())
    assert SHARE.search(text) and "Share of all words" in text
    assert "%" not in text


def test_no_share_of_three_people_is_written_to_word_excel_or_html(looked: kv.Study, tmp_path: Path) -> None:
    word = looked.to_word(tmp_path / "f.docx", by="m", theories=["teori-bok"])
    with zipfile.ZipFile(word) as packed:
        text = html.unescape(re.sub(r"<[^>]*>", " ", packed.read("word/document.xml").decode()))
    assert "Comparison by m" in text and SHARE.findall(text) == []
    book = openpyxl.load_workbook(looked.to_excel(tmp_path / "f.xlsx", by="m", theories=["teori-bok"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 50 and not [
        c.value for c in cells if isinstance(c.value, str) and re.search(r"\d\s*%", c.value)
    ]
    assert not [c.value for c in cells if "%" in c.number_format or (isinstance(c.value, float) and 0 < c.value < 1)]
    page = looked.theory_to_html(tmp_path / "t.html").read_text(encoding="utf-8")
    page = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    assert "Tid teller." in page and SHARE.findall(html.unescape(re.sub(r"<[^>]*>", " ", page))) == []


def test_a_percentage_of_four_is_refused_and_of_five_it_is_counted() -> None:
    people: dict[str, tuple[str, dict[str, object]]] = {n: ("Nord", {"role": "leder"}) for n in "1234"}
    few = counted(study(people, {"tid": ["1", "2"]}), "50 % av informantene nevner tid.", 'code("tid")')
    assert few.verdict == "refused" and "2 of 4" in few.why and "%" not in few.why
    more = study({**people, "5": ("Sør", {})}, {"tid": ["1", "2", "3"]})
    assert counted(more, "60 % av informantene nevner tid.", 'code("tid")').verdict == "true"


# --- one office against one ----------------------------------------------------------------------------------


def test_of_one_office_against_one_no_test_can_tell() -> None:
    found = kv.Study(three()).compare(by="m")
    (one,) = found.tests().tests
    assert (one.p, one.smallest, one.holm_p, one.fisher_p) == (None,) * 4
    assert one.reason == "one office against one" and "no test can tell" in one.in_words()
    assert "no test can tell" in told(found.tests()) and "no test can tell" in told(one)
    assert found.test("tid").p is None
    assert "one office" in set(found.warnings["kind"])
    assert found.tests().frame[["p", "smallest_p", "holm_p", "fisher_p"]].isna().all(axis=None)


# --- a verdict without evidence ------------------------------------------------------------------------------


@pytest.mark.parametrize("stances", [(), ("illustrates",)], ids=["no evidence", "only illustrations"])
def test_without_evidence_there_is_no_verdict_of_all_of_groups_or_of_the_expected(stances: Sequence[str]) -> None:
    snapshot = three()
    judged = [Evidence(f"{s}{c.id}", c.id, "teori-bok:P", s, "ida") for s in stances for c in snapshot.all(Coding)]
    check = kv.Study(snapshot.replacing(Evidence, judged)).check()
    assert dict(zip(check.frame["proposition"], check.frame["verdict"], strict=True)) == {
        "P": "not illuminated", "Q": "not illuminated", "R": "premise",
    }  # fmt: skip
    for by in ("m", "office"):
        groups = check.by(by).frame
        assert set(groups["verdict"]) == {"not illuminated", "premise"} and set(groups["differs"]) == {None}
    assert set(check.by_case["status"]) <= {"illustrates", "not judged", "silent", "unknown whether asked"}
    assert "as expected" not in set(check.expectations["result"])
    assert len(check.paradoxes) == len(check.deviant_cases) == 0
    assert set(check.by_case.query("proposition == 'P'")["computed"]) == {"supports", "none"}, "a rule gives no verdict"


def test_a_premise_is_not_judged() -> None:
    snapshot = three()
    with pytest.raises(KodeverkError, match="is a premise"):
        judge(snapshot, snapshot.all(Coding)[0].id, "R", "supports", coder="ida")


def test_evidence_in_speech_of_nobody_supports_nothing() -> None:
    """Two quotes of an unbound speaker count for no case, and illuminate nothing."""
    texts = {"s": "I: Tid?\nGjest: Tida går.\nGjest: Alt tar tid."}
    codings = [("s", "Tida går.", "tid", "ida"), ("s", "Alt tar tid.", "tid", "ida")]
    snapshot = study_of(texts, {"1": ("Nord", {})}, ["tid"], codings, propositions())
    judged = [Evidence(f"e{c.id}", c.id, "teori-bok:P", "supports", "ida") for c in snapshot.all(Coding)]
    check = kv.Study(snapshot.replacing(Evidence, judged)).check()
    assert check.frame["verdict"].tolist() == ["not illuminated", "not illuminated", "premise"]
    assert check.frame["supports"].tolist() == [0, 0, 0]


# --- a claim whose unit is not stated ------------------------------------------------------------------------


def test_a_claim_whose_unit_is_not_stated_is_never_simply_true() -> None:
    people: dict[str, tuple[str, dict[str, object]]] = {n: ("Nord" if n in "12" else "Sør", {}) for n in "1234"}
    alike = counted(study(people, {"tid": ["1", "2", "3"]}), "De fleste nevner tid.", 'code("tid")')
    assert alike.verdict == "unit not stated" and {one.verdict for one in alike.counts} == {"true"}
    assert "informants" in alike.why and "offices" in alike.why
    otherwise = counted(study(people, {"tid": ["1", "2"]}), "Alle nevner tid.", 'code("tid")')
    assert otherwise.verdict == "unit not stated" and {one.verdict for one in otherwise.counts} == {"false"}
    apart = counted(study(people, {"tid": ["1", "3"]}), "Alle nevner tid.", 'code("tid")')
    assert apart.verdict == "depends on unit"
    assert {one.tally.unit: one.verdict for one in apart.counts} == {"informants": "false", "offices": "true"}
    stated = counted(study(people, {"tid": ["1", "3"]}), "Alle kontorene nevner tid.", 'code("tid")')
    assert stated.verdict == "true" and "informants it is false" in stated.notes[0]


# --- agreement on what is not there --------------------------------------------------------------------------


def coded(*codings: tuple[str, str, str, str]) -> kv.Study:
    texts = {n: f"I: Hei.\n{n}: Alt tar tid. Vi får ros." for n in "1234"}
    cases: dict[str, tuple[str, dict[str, object]]] = {n: ("Nord", {}) for n in "1234"}
    return kv.Study(study_of(texts, cases, ["tid", "ros"], codings, [Coder("ida"), Coder("marit")]))


ABSENT = {
    "nobody has coded": (),
    "one has coded": (("1", "Alt tar tid.", "tid", "ida"),),
    "no source in common": (("1", "Alt tar tid.", "tid", "ida"), ("2", "Alt tar tid.", "tid", "marit")),
}


@pytest.mark.parametrize("by", ["character", "segment", "case"])
@pytest.mark.parametrize("codings", ABSENT.values(), ids=ABSENT.keys())
def test_agreement_on_absent_data_is_not_available(codings: tuple[tuple[str, str, str, str], ...], by: str) -> None:
    found = coded(*codings).agreement("ida", "marit", by=by, codes=["tid", "ros"])
    assert len(found.frame) == 3
    assert found.frame[["share", "kappa", "alpha"]].isna().all(axis=None)
    assert set(found.frame["n"]) == {0} and "not available" in told(found)
    assert not re.search(r"\b1\.0", told(found))


def test_agreement_without_variation_or_of_four_cases_is_not_available() -> None:
    everywhere = [(n, "Alt tar tid.", "tid", coder) for n in "1234" for coder in ("ida", "marit")]
    found = coded(*everywhere).agreement("ida", "marit", by="case", codes=["tid", "ros"]).frame.set_index("name")
    assert found.loc["tid", "note"] == "no variation" and found.loc["ros", "note"] == "not used"
    assert found[["share", "kappa", "alpha"]].loc[["tid", "ros"]].isna().all(axis=None)
    half = [
        (n, "Alt tar tid.", "tid", coder) for n, coder in (("1", "ida"), ("1", "marit"), ("2", "ida"), ("3", "ida"))
    ]
    half += [(n, "Vi får ros.", "ros", "marit") for n in "234"]
    few = coded(*half, ("4", "Vi får ros.", "ros", "ida")).agreement("ida", "marit", by="case", codes=["tid"])
    row = few.frame.set_index("name").loc["tid"]
    assert row["note"] == "too few units" and (row["n"], row["agreed"]) == (4, 2)
    assert row[["share", "kappa", "alpha"]].isna().all() and "2" in told(few)


def test_agreement_on_evidence_one_alone_judged_is_not_available() -> None:
    found = kv.Study(three().replacing(Coder, [Coder("ida"), Coder("marit")])).agreement("ida", "marit", of="evidence")
    assert found.frame[["share", "kappa", "alpha"]].isna().all(axis=None) and "not available" in told(found)


def test_cases_whose_value_is_unknown_make_no_group_to_test() -> None:
    snapshot = three()
    unknown = [v._replace(value=None, state="unknown") if v.attribute == "m" else v for v in snapshot.all(Value)]
    found = kv.Study(snapshot.replacing(Value, unknown)).compare(by="m")
    assert [(g.name, g.known) for g in found.groups] == [("unknown", False)]
    with pytest.raises(KodeverkError, match="A test is between two groups"):
        found.tests()
