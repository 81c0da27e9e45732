"""The study: groups compared theme by theme, and theory checked against the coded evidence."""

from kodeverk.analysis.check import check
from kodeverk.analysis.compare import compare
from kodeverk.analysis.comparison import Comparison
from kodeverk.analysis.findings import Finding, TheoryCheck
from kodeverk.analysis.verdict import VERDICTS, Rule, verdict_label

__all__ = ["VERDICTS", "Comparison", "Finding", "Rule", "TheoryCheck", "check", "compare", "verdict_label"]
