"""The front door: files become sources, cases, codebooks, guides and theories.

One file per format; what a format cannot bring in is counted in its report, never lost in silence.
"""

from kodeverk.reading.cases import CaseRow, CaseTable, add_cases, read_cases
from kodeverk.reading.codebooks import read_codebook, use_codebook
from kodeverk.reading.coded import (
    AskedRow,
    CodingRow,
    JudgementRow,
    codings_of,
    read_asked,
    read_codings,
    read_judgements,
)
from kodeverk.reading.crosswalks import read_crosswalk, use_crosswalk
from kodeverk.reading.documents import add_documents
from kodeverk.reading.files import FORMATS, find_files, passed_over, read_source
from kodeverk.reading.framework import read_framework
from kodeverk.reading.guides import read_guide, use_guide
from kodeverk.reading.plans import SamplePlan, read_plan
from kodeverk.reading.report import Content, ImportReport, Reading
from kodeverk.reading.sources import add_sources
from kodeverk.reading.theories import read_theory, use_theory
from kodeverk.reading.values import set_value

__all__ = [
    "FORMATS", "AskedRow", "CaseRow", "CaseTable", "CodingRow", "Content", "ImportReport", "JudgementRow",
    "Reading", "SamplePlan", "add_cases", "add_documents", "add_sources", "codings_of", "find_files", "passed_over",
    "read_asked", "read_cases", "read_codebook", "read_codings", "read_crosswalk", "read_framework", "read_guide",
    "read_judgements", "read_plan", "read_source", "read_theory", "set_value", "use_codebook", "use_crosswalk",
    "use_guide", "use_theory",
]  # fmt: skip
