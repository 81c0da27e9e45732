"""The study: groups compared theme by theme, and theory checked against the coded evidence."""

from kodeverk.analysis.groups.compare import compare
from kodeverk.analysis.groups.comparison import Comparison
from kodeverk.analysis.theory.check import check
from kodeverk.analysis.theory.coverage import TheoryCoverage, coverage
from kodeverk.analysis.theory.findings import Finding, TheoryCheck
from kodeverk.analysis.theory.placing import truth_table
from kodeverk.analysis.theory.rollup import RollUp
from kodeverk.analysis.theory.solution import Solution
from kodeverk.analysis.theory.truth_table import TruthTable
from kodeverk.analysis.theory.verdict import VERDICTS, Rule, verdict_label

__all__ = [
    "VERDICTS", "Comparison", "Finding", "RollUp", "Rule", "Solution", "TheoryCheck", "TheoryCoverage", "TruthTable",
    "check", "compare", "coverage", "truth_table", "verdict_label",
]  # fmt: skip
