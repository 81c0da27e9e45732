"""The study: groups compared theme by theme, and theory checked against the coded evidence."""

from kodeverk.analysis.groups.compare import compare
from kodeverk.analysis.groups.comparison import Comparison
from kodeverk.analysis.theory.check import check
from kodeverk.analysis.theory.findings import Finding, TheoryCheck
from kodeverk.analysis.theory.verdict import VERDICTS, Rule, verdict_label

__all__ = ["VERDICTS", "Comparison", "Finding", "Rule", "TheoryCheck", "check", "compare", "verdict_label"]
