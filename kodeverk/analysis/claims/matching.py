"""Finding the claim that a sentence of a report makes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.language.fold import evened
from kodeverk.language.quantifiers import quantifiers

if TYPE_CHECKING:
    from kodeverk.analysis.claims.ledger import ClaimFinding, Ledger

NEAR = 90.0
"""From this likeness (0-100) on a sentence is near a claim."""

_MARKS = re.compile("[«»„“”\"‘’‚‹›']")
_ENDS = " .!?:;…"


class Match(NamedTuple):
    """The claim a sentence makes.

    Attributes
    ----------
    finding : ClaimFinding
    likeness : float
        0-100; 100 where they are the same but for white space, case, quotation marks and the mark at the end.
    quantifiers : tuple of (str, str)
        Words that say how many, of the claim and of the sentence, where they differ: the sentence says something else
        than what was counted. Else empty.
    """

    finding: ClaimFinding
    likeness: float
    quantifiers: tuple[str, str] | tuple[()] = ()

    @property
    def exact(self) -> bool:
        """Whether the sentence is the claim's."""
        return self.likeness == 100 and not self.quantifiers


def match(ledger: Ledger, sentence: str) -> Match | None:
    """Return the claim a sentence makes: the same, or the most like it; None where none is near.

    Likeness is the normalised Indel similarity of the sentences without their quantifiers (rapidfuzz ``fuzz.ratio``),
    so that a sentence with another quantifier is near the claim, and the two quantifiers are shown.
    """
    from rapidfuzz import fuzz

    wanted, bare, said = _even(sentence), _bare(sentence), _said(sentence)
    best: Match | None = None
    for finding in ledger.findings:
        text = finding.claim.text
        if _even(text) == wanted:
            return Match(finding, 100.0)
        likeness = fuzz.ratio(_bare(text), bare, score_cutoff=NEAR)
        if likeness and bare and (best is None or likeness > best.likeness):
            other = _said(text) != said
            best = Match(finding, likeness, (finding.claim.quantifier, said) if other else ())
    return best


@lru_cache(maxsize=4096)
def _even(text: str) -> str:
    return _MARKS.sub('"', evened(text).lower).strip(_ENDS)


@lru_cache(maxsize=4096)
def _said(text: str) -> str:
    return ", ".join(" ".join(one.words.lower().split()) for one in quantifiers(text))


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Return a sentence evened, without its quantifiers."""
    for one in reversed(quantifiers(text)):
        text = text[: one.start] + text[one.end :]
    return _even(text).strip()
