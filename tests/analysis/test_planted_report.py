"""A report with thirty planted errors, written by somebody who had not seen the checker.

`make_rapport.py` makes the report; its table of errors says for each where it stands, the words that are wrong, and how
the truth was verified. An error is found where a finding that is more than a note touches those words, or names them.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

import kodeverk as kv
from kodeverk.analysis.proofreading.findings import NOTE, Finding, ReportCheck

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
CORPUS = ROOT / "corpora" / "likeverd-2019"
MOST_FALSE_ALARMS = 3


class Planted(NamedTuple):
    """One planted error."""

    id: str
    kind: str
    where: str
    found: str
    truth: str
    note: str


def rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> ReportCheck:
    with kv.Project(tmp_path_factory.mktemp("study") / "likeverd.kodeverk") as study:
        study.add_sources(CORPUS, leave_out="headers")
        study.add_sources(FIXTURES / "samarbeidsavtale-lyngmo.txt", kind="agreement")
        study.add_cases(CORPUS / "informanter.xlsx")
        for name in ("partnerskap-2007", "likeverd-2019"):
            study.use_codebook(ROOT / "codebooks" / f"{name}.yaml")
        study.use_guide(ROOT / "codebooks" / "guide-likeverd-2019.yaml")
        study.add_asked(CORPUS / "spurt.csv")
        study.add_codings(CORPUS / "kodinger.csv")
        for row in rows("rapport-likeverd-2019-paastander.csv"):
            study.claim(row["text"], condition=row["condition"], unit=row["unit"], among=row["among"], coder="forsker")
        return study.check_report(FIXTURES / "rapport-likeverd-2019.docx")


PLANTED = [Planted(**row) for row in rows("rapport-likeverd-2019-feil.csv")]


def touches(finding: Finding, planted: Planted) -> bool:
    """Whether a finding touches the words of a planted error."""
    text = finding.paragraph.text
    at = text.find(planted.found)
    if at < 0:  # the number Word puts before a heading is no text of it
        return finding.paragraph.kind == "heading" and planted.found.endswith(text)
    return finding.start < at + len(planted.found) and at < max(finding.end, finding.start + 1)


def alarms(checked: ReportCheck) -> list[Finding]:
    return [finding for finding in checked.findings if finding.severity != NOTE]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.id)
def test_each_planted_error_is_found(checked: ReportCheck, planted: Planted) -> None:
    assert any(touches(finding, planted) for finding in alarms(checked)), f"{planted.kind}: {planted.truth}"


def test_there_are_thirty_and_hardly_a_false_alarm(checked: ReportCheck) -> None:
    false = [f for f in alarms(checked) if not any(touches(f, planted) for planted in PLANTED)]
    assert len(PLANTED) == 30
    assert len(false) <= MOST_FALSE_ALARMS, [(f.kind, f.paragraph.heading, f.found) for f in false]


def test_the_quotes_that_are_right_are_found_word_for_word(checked: ReportCheck) -> None:
    verdicts = [quote.verdict for quote in checked.quoted]
    assert verdicts.count("exact") >= 80
