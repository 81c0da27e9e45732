"""The foundation: the nouns of qualitative research as frozen records, and the algebra of spans.

Needs only the standard library.
"""

from kodeverk.model.case import KNOWN, NOT_APPLICABLE, NOT_RELEASED, STATES, UNKNOWN, Case, Consent, Value
from kodeverk.model.change import TABLE_OF, TABLES, Change, Plan, Receipt, Record, made, record_label, removed
from kodeverk.model.codebook import Category, Code, Codebook, Expression, SubQuestion
from kodeverk.model.coding import Coder, Coding, Condensation, Memo, Relation, Suggestion, content_id
from kodeverk.model.guide import Guide, Part, Question, Theme
from kodeverk.model.snapshot import Loader, Snapshot
from kodeverk.model.source import Asked, Segment, Source, SourceVersion, Speaker
from kodeverk.model.span import Span, covered, merged
from kodeverk.model.text import Canonical, canonical, context, sha256
from kodeverk.model.theory import (
    CONTRADICTS,
    NUANCES,
    PREMISE,
    PROPOSITION,
    STANCES,
    SUPPORTS,
    Evidence,
    Proposition,
    Theory,
)  # fmt: skip
from kodeverk.model.wording import LANGUAGES, Wording

__all__ = [
    "CONTRADICTS", "KNOWN", "LANGUAGES", "NOT_APPLICABLE", "NOT_RELEASED", "NUANCES", "PREMISE",
    "PROPOSITION", "STANCES", "STATES", "SUPPORTS", "TABLES", "TABLE_OF", "UNKNOWN",
    "Asked", "Canonical", "Case", "Category", "Change", "Code", "Codebook", "Coder", "Coding",
    "Condensation", "Consent", "Evidence", "Expression", "Guide", "Loader", "Memo", "Part",
    "Plan",    "Proposition", "Question", "Receipt", "Record", "Relation", "Segment", "Snapshot", "Source",
    "SourceVersion", "Span", "Speaker", "SubQuestion", "Suggestion", "Theme", "Theory", "Value",
    "Wording", "canonical", "content_id", "context", "covered", "made", "merged", "record_label", "removed",
    "sha256",
]  # fmt: skip
