"""Claims: sentences of a report that say how many, bound to what they count."""

from __future__ import annotations

from typing import NamedTuple

INFORMANTS, OFFICES, ITEMS = "informants", "offices", "items"
UNITS = (INFORMANTS, OFFICES, ITEMS)
"""What a claim counts: persons, offices, or the cases of a meeting (segments of documents)."""


class Claim(NamedTuple):
    """A sentence with a quantifier, bound to the query that says whether it is true.

    Attributes
    ----------
    id : str
    text : str
        The sentence as it stands in the report.
    quantifier : str
        The words that say how many: ``de fleste``, ``4 av 5``.
    unit : str
        One of `UNITS`; empty where the sentence does not say, and then no verdict is given.
    condition : str
        What the counted say: a condition in the grammar of selections, such as ``code("tidstyv")``.
    among : str
        Selection of those it speaks of; empty for all.
    document, place : str
        Where it stands in a report; empty where it stands nowhere yet.
    verdict : str
        As it was when last recorded.
    seen : str
        Fingerprint of what it was then computed from; another one makes it stale.
    coder, made : str
    """

    id: str
    text: str
    quantifier: str
    unit: str
    condition: str
    among: str = ""
    document: str = ""
    place: str = ""
    verdict: str = ""
    seen: str = ""
    coder: str = ""
    made: str = ""
