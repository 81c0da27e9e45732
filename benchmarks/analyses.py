"""What is concluded from a study, by the name it is measured under; each is shown as a notebook shows it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from kodeverk.project import Study

Look = Callable[[Study, str], Any]
"""From the study, and the text of a report on it, to what was found."""

_TWO = ("leader_model", "line")
_CONDITIONS = {"two leaders": 'leader_model == "toleder"', "told": 'code("kode 3")', "large": 'size == "stor"'}

LOOKS: dict[str, Look] = {
    "compare": lambda study, _: study.compare(by="leader_model"),
    "compare, two attributes": lambda study, _: study.compare(by=_TWO),
    "compare, offices": lambda study, _: study.compare(by="leader_model", level="office"),
    "compare.tests": lambda study, _: study.compare(by="leader_model").tests(),
    "compare_attributes": lambda study, _: study.compare_attributes(by="leader_model"),
    "balance": lambda study, _: study.balance(),
    "check": lambda study, _: study.check(),
    "check.by": lambda study, _: study.check().by("leader_model"),
    "check.paradoxes": lambda study, _: study.check().paradoxes,
    "check.deviant_cases": lambda study, _: study.check().deviant_cases,
    "check.expectations": lambda study, _: study.check().expectations,
    "coverage": lambda study, _: study.coverage(),
    "truth_table": lambda study, _: study.truth_table(_CONDITIONS, 'code("kode 5")'),
    "computed": lambda study, _: study.computed(),
    "suggest_evidence": lambda study, _: study.suggest_evidence(),
    "claims": lambda study, _: study.claims(),
    "check_report": lambda study, report: study.check_report(report),
    "by_person": lambda study, _: study.by_person("Informant 2"),
    "by_theme": lambda study, _: study.by_theme("kode 3"),
    "condensations": lambda study, _: study.condensations(),
    "framework": lambda study, _: study.framework(),
    "concept": lambda study, _: study.concept("avtale", by="leader_model"),
    "guide_coverage": lambda study, _: study.guide_coverage(),
    "information_strategy": lambda study, _: study.information_strategy(),
    "sample": lambda study, _: study.sample(by=list(_TWO)),
    "most_similar": lambda study, _: study.most_similar("office"),
    "saturation": lambda study, _: study.saturation(),
    "agreement, characters": lambda study, _: study.agreement("ida", "per"),
    "agreement, turns": lambda study, _: study.agreement("ida", "per", by="segment"),
    "agreement, evidence": lambda study, _: study.agreement("ida", "per", of="evidence"),
    "problems": lambda study, _: study.problems(),
    "code_map": lambda study, _: study.code_map(),
    "case_marks": lambda study, _: study.case_marks(by="leader_model"),
    "evidence_board": lambda study, _: study.evidence_board(),
    "co_occurrence_network": lambda study, _: study.co_occurrence_network(),
    "saturation_band": lambda study, _: study.saturation_band(),
    "theory_to_html": lambda study, _: _written(study.theory_to_html, ".html"),
    "analysis_to_html": lambda study, _: _written(partial(study.analysis_to_html, by="leader_model"), ".html"),
    "analysis_to_word": lambda study, _: _written(partial(study.analysis_to_word, by="leader_model"), ".docx"),
}
REPORTS = ("theory_to_html", "analysis_to_html", "analysis_to_word")
"""Not looks but whole documents with all of them: nobody waits before the screen for these."""


def seen(look: Look, study: Study, report: str) -> int:
    """Have a look, show it as a frame and as a page, and return how many characters the page has."""
    found = look(study, report)
    if isinstance(found, int):
        return found
    if hasattr(found, "frame"):
        assert len(found.frame.columns)
    return len(found._repr_html_())


def _written(write: Callable[[Path], Path], ending: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        return write(Path(folder) / f"document{ending}").stat().st_size
