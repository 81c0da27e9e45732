"""Changes: what every verb returns, and the only thing the store writes."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from kodeverk.messages import _, _n
from kodeverk.model.case import Case, Consent, Value
from kodeverk.model.claim import Claim
from kodeverk.model.codebook import Category, Code, Codebook
from kodeverk.model.coding import Adjudication, Coder, Coding, Condensation, Memo, Suggestion
from kodeverk.model.crosswalk import Crosswalk
from kodeverk.model.guide import Guide
from kodeverk.model.network import Actor, Relation
from kodeverk.model.opportunity import Activity, AreaPlan, Expectation, Mark
from kodeverk.model.source import Asked, Source, SourceVersion, Speaker, WholeReading
from kodeverk.model.theory import Evidence, Proposition, Theory

Record: TypeAlias = (
    Coder | Source | SourceVersion | Case | Speaker | Value | Consent | Codebook | Code | Category
    | Guide | Asked | Theory | Proposition | Coding | Suggestion | Memo | Condensation | Relation
    | Evidence | Crosswalk | Claim | Actor | Mark | AreaPlan | Expectation | Activity | WholeReading | Adjudication
)  # fmt: skip

TABLES: dict[str, type[Record]] = {
    "coder": Coder,
    "source": Source,
    "source_version": SourceVersion,
    "case": Case,
    "speaker": Speaker,
    "value": Value,
    "consent": Consent,
    "codebook": Codebook,
    "code": Code,
    "category": Category,
    "guide": Guide,
    "asked": Asked,
    "theory": Theory,
    "proposition": Proposition,
    "coding": Coding,
    "suggestion": Suggestion,
    "memo": Memo,
    "condensation": Condensation,
    "actor": Actor,
    "relation": Relation,
    "evidence": Evidence,
    "crosswalk": Crosswalk,
    "claim": Claim,
    "mark": Mark,
    "area_plan": AreaPlan,
    "expectation": Expectation,
    "activity": Activity,
    "whole_reading": WholeReading,
    "adjudication": Adjudication,
}
"""Every kind of record a study holds, by the name of its table; parents before children."""

TABLE_OF: dict[type[Record], str] = {kind: name for name, kind in TABLES.items()}


def record_label(table: str, count: int) -> str:
    """Return how many records of a kind, in the language in use, from the name of its table.

    >>> record_label("coding", 1), record_label("category", 2)
    ('1 coding', '2 categories')
    """
    labels = {
        "coder": _n("{count} coder", "{count} coders", count),
        "source": _n("{count} source", "{count} sources", count),
        "source_version": _n("{count} source version", "{count} source versions", count),
        "case": _n("{count} case", "{count} cases", count),
        "speaker": _n("{count} speaker", "{count} speakers", count),
        "value": _n("{count} value", "{count} values", count),
        "consent": _n("{count} consent", "{count} consents", count),
        "codebook": _n("{count} codebook", "{count} codebooks", count),
        "code": _n("{count} code", "{count} codes", count),
        "category": _n("{count} category", "{count} categories", count),
        "guide": _n("{count} guide", "{count} guides", count),
        "asked": _n("{count} question asked", "{count} questions asked", count),
        "theory": _n("{count} theory", "{count} theories", count),
        "proposition": _n("{count} proposition", "{count} propositions", count),
        "coding": _n("{count} coding", "{count} codings", count),
        "suggestion": _n("{count} suggestion", "{count} suggestions", count),
        "memo": _n("{count} memo", "{count} memos", count),
        "condensation": _n("{count} condensation", "{count} condensations", count),
        "actor": _n("{count} actor", "{count} actors", count),
        "relation": _n("{count} relation", "{count} relations", count),
        "evidence": _n("{count} piece of evidence", "{count} pieces of evidence", count),
        "crosswalk": _n("{count} crosswalk", "{count} crosswalks", count),
        "claim": _n("{count} claim", "{count} claims", count),
        "mark": _n("{count} mark", "{count} marks", count),
        "area_plan": _n("{count} plan of an area", "{count} plans of areas", count),
        "expectation": _n("{count} expectation", "{count} expectations", count),
        "activity": _n("{count} activity of the year", "{count} activities of the year", count),
        "whole_reading": _n("{count} reading as a whole", "{count} readings as a whole", count),
        "adjudication": _n("{count} decision between coders", "{count} decisions between coders", count),
    }
    return labels.get(table, f"{{count}} {table}").format(count=count)


class Change(NamedTuple):
    """One record made (no `before`), altered, or removed (no `after`).

    Attributes
    ----------
    before, after : Record or None
        The record as it was and as it becomes; same kind and same id where both are given.
    """

    before: Record | None
    after: Record | None

    @property
    def kind(self) -> type[Record]:
        """Kind of the record changed."""
        return type(self.record)

    @property
    def record(self) -> Record:
        """The record after the change, or before it where it was removed."""
        record = self.after if self.after is not None else self.before
        assert record is not None, "a change has a record before or after it"
        return record

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.after, self.before)


class Event(NamedTuple):
    """What one transaction did to one record.

    Attributes
    ----------
    seq : int
        Number of the transaction.
    at : str
        When, ISO 8601 in UTC.
    who, verb, why : str
    change : Change
        The record before and after.
    """

    seq: int
    at: str
    who: str
    verb: str
    why: str
    change: Change


def made(*records: Record) -> list[Change]:
    """Return the changes that make these records."""
    return [Change(None, record) for record in records]


def removed(*records: Record) -> list[Change]:
    """Return the changes that remove these records."""
    return [Change(record, None) for record in records]


class Plan(NamedTuple):
    """What a verb wants changed; the store carries it out whole, or not at all.

    Attributes
    ----------
    changes : list of Change
    ids : tuple of str
        Ids of the records the verb is about, also those that are there already.
    note : str
        What the user should know besides.
    texts : tuple of str
        Canonical texts that new source versions refer to.
    originals : tuple of bytes
        Files that new source versions were read from.
    """

    changes: list[Change]
    ids: tuple[str, ...] = ()
    note: str = ""
    texts: tuple[str, ...] = ()
    originals: tuple[bytes, ...] = ()


class Receipt(NamedTuple):
    """What a verb did, in one line that shows itself.

    Attributes
    ----------
    verb : str
        ``code``, ``uncode``, ``add_sources`` ...
    seq : int or None
        Number of the transaction in the change log; None where nothing had to change.
    counts : dict of str to int
        How many records were made, altered and removed, such as ``{"coding made": 3}``.
    ids : tuple of str
        Ids of the records the verb is about, also those that were there already.
    note : str
        What the user should know besides.
    """

    verb: str
    seq: int | None
    counts: dict[str, int]
    ids: tuple[str, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        done = {"made": _("made"), "altered": _("altered"), "removed": _("removed")}
        parts = [(count, kind.partition(" ")) for kind, count in self.counts.items()]
        told = [f"{record_label(table, count)} {done[how]}" for count, (table, _space, how) in parts]
        what = ", ".join(told) or _("nothing to change")
        return f"{self.verb}: {what}" + (f" ({self.note})" if self.note else "")

    def __repr__(self) -> str:
        return f"<{self}>"
