"""Claims: sentences that say how many, bound to what they count, kept and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from kodeverk.coding.codings import now
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.language.fold import fold
from kodeverk.language.quantifiers import Quantifier, quantifiers, read_quantifier, unclear
from kodeverk.language.quantity import THE
from kodeverk.messages import _
from kodeverk.model import Case, Change, Claim, Plan, Snapshot, content_id
from kodeverk.model.claim import OFFICES, UNITS
from kodeverk.model.grammar import parse
from kodeverk.model.names import match_one, unknown

_POINT = "Say which words tell how many with quantifier=."
_HOW_MANY = "Words that can be counted say a number, a range, a share, or all, most, many, few, none."


def bound(
    snapshot: Snapshot,
    text: str,
    *,
    condition: str,
    unit: str | None = None,
    among: str = "",
    quantifier: str | None = None,
    coder: str,
    document: str = "",
    place: str = "",
) -> Claim:
    """Return the claim a sentence makes, not kept yet, and not counted.

    Parameters
    ----------
    snapshot : Snapshot
    text : str
        The sentence. A definite number (``de åtte informantene``) is no quantifier where another one stands beside.
    condition : str
        What the counted say or are, in the grammar of selections: ``code("tidstyv")``.
    unit : str, optional
        ``informants``, ``offices`` or ``items``; without it what the noun beside the quantifier says, or the offices
        it names, else none.
    among : str
        Selection of those it speaks of: ``role == "leder"``.
    quantifier : str, optional
        The words that say how many, where the sentence holds several, or one that is not found by itself.
    coder : str
    document, place : str
        Where it stands in a report.

    Raises
    ------
    KodeverkError
        If the sentence holds no quantifier or several and `quantifier` does not say which.
    GrammarError
        If `condition` or `among` cannot be understood.
    UnknownName
        If there is no such unit.
    """
    if unit is not None and unit not in UNITS:
        raise UnknownName(unknown("unit", unit, UNITS))
    parse(condition)
    if among.strip():
        parse(among)
    text = " ".join(text.split())
    found = _chosen(text, quantifier)
    said = found.unit or _unit_of_names(snapshot, found.names) if unit is None else unit
    key = content_id("claim", text)
    return Claim(key, text, found.words, said, condition.strip(), among.strip(), document, place, coder=coder)


def quantifier_of(claim: Claim) -> Quantifier:
    """Return the quantifier of a claim, read from its sentence."""
    return _chosen(claim.text, claim.quantifier)


def _chosen(text: str, words: str | None) -> Quantifier:
    """Return the quantifier of a sentence: the one there is, or the one with these words."""
    found = quantifiers(text)
    counting = [one for one in found if one.kind != THE] or found
    if words is None:
        if len(counting) == 1:
            return counting[0]
        listed = ", ".join(f"{one.words!r}" for one in counting)
        if not counting:
            raise KodeverkError(f"The sentence holds no quantifier that is known. {_POINT} {_HOW_MANY}")
        raise KodeverkError(f"The sentence holds {len(counting)} quantifiers: {listed}. {_POINT}")
    alike = [one for one in found if fold(one.words) == fold(words)]
    if alike:
        return alike[0]
    start = fold(text).find(fold(words))
    read = read_quantifier(text[start : start + len(words)]) if start >= 0 else None
    if read and unclear(text, start, start + len(words)):
        raise KodeverkError(f"{words!r} says something else by the words beside it, which cannot be read. {_HOW_MANY}")
    if read is None:
        known = "stands in the sentence, but is no quantifier" if start >= 0 else "does not stand in the sentence"
        listed = ", ".join(f"{one.words!r}" for one in found) or "none"
        raise KodeverkError(f"{words!r} {known}. Quantifiers found there: {listed}. {_HOW_MANY}")
    return read._replace(start=start, end=start + len(words))


def _unit_of_names(snapshot: Snapshot, names: tuple[str, ...]) -> str:
    """Return ``offices`` where those named are offices, and nobody else's name is the same; else nothing."""
    kinds = {case.kind for case in snapshot.all(Case) if case.name in names}
    return OFFICES if kinds == {"office"} else ""


def keep(snapshot: Snapshot, claims: Iterable[Claim]) -> Plan:
    """Return the plan that keeps claims; one with the same sentence is replaced, and kept as it is if nothing differs.

    Parameters
    ----------
    snapshot : Snapshot
    claims : list of Claim
        With verdict and fingerprint as they now are.
    """
    known, time = snapshot.table(Claim), now()
    changes, ids = [], []
    for claim in claims:
        before = known.get(claim.id)
        ids.append(claim.id)
        if before is None or before._replace(made=claim.made) != claim:
            changes.append(Change(before, claim._replace(made=time)))
    return Plan(changes, tuple(ids), _("claimed so already") if ids and not changes else "")


def the_claim(snapshot: Snapshot, name: str) -> Claim:
    """Return the claim with this sentence or id.

    Raises
    ------
    UnknownName
        If there is none; the message gives the nearest sentences.
    """
    return match_one("claim", " ".join(name.split()), snapshot.table(Claim), lambda claim: (claim.text, claim.id))


def withdraw(snapshot: Snapshot, name: str) -> Plan:
    """Return the plan that withdraws the claim with this sentence or id.

    Raises
    ------
    UnknownName
        If there is none.
    """
    claim = the_claim(snapshot, name)
    return Plan([Change(claim, None)], (claim.id,))
