"""The foundation: the nouns of qualitative research as frozen records, and the algebra of spans.

Needs only the standard library.
"""

from kodeverk.model.case import KNOWN, NOT_APPLICABLE, NOT_RELEASED, STATES, UNKNOWN, Case, Consent, Reading, Value
from kodeverk.model.change import TABLE_OF, TABLES, Change, Event, Plan, Receipt, Record, made, record_label, removed
from kodeverk.model.claim import Claim
from kodeverk.model.codebook import Category, Code, Codebook, Expression, SubQuestion
from kodeverk.model.coding import Adjudication, Coder, Coding, Condensation, Memo, Suggestion, content_id
from kodeverk.model.crosswalk import Correspondence, Crosswalk
from kodeverk.model.guide import Guide, Part, Question, Theme
from kodeverk.model.network import Actor, Relation
from kodeverk.model.opportunity import MARKS, QUESTIONS, Activity, AreaPlan, Expectation, Mark
from kodeverk.model.snapshot import Loader, Snapshot
from kodeverk.model.source import Asked, Segment, Source, SourceVersion, Speaker, WholeReading
from kodeverk.model.span import Span, covered, merged
from kodeverk.model.text import Canonical, canonical, context, sha256
from kodeverk.model.theory import (
    CONTRADICTS,
    ILLUSTRATES,
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
    "CONTRADICTS", "ILLUSTRATES", "KNOWN", "LANGUAGES", "MARKS", "NOT_APPLICABLE", "NOT_RELEASED", "NUANCES",
    "PREMISE", "PROPOSITION", "QUESTIONS", "STANCES", "STATES", "SUPPORTS", "TABLES", "TABLE_OF", "UNKNOWN",
    "Activity", "Actor", "Adjudication", "AreaPlan", "Asked", "Canonical", "Case", "Category", "Change", "Claim",
    "Code",
    "Codebook", "Coder", "Coding", "Condensation", "Consent", "Correspondence", "Crosswalk", "Event",
    "Evidence", "Expectation", "Expression", "Guide", "Loader", "Mark", "Memo", "Part", "Plan", "Proposition",
    "Question", "Reading", "Receipt", "Record", "Relation", "Segment", "Snapshot", "Source", "SourceVersion",
    "Span", "Speaker", "SubQuestion", "Suggestion", "Theme", "Theory", "Value", "WholeReading", "Wording", "canonical",
    "content_id", "context", "covered", "made", "merged", "record_label", "removed", "sha256",
]  # fmt: skip
