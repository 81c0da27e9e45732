"""Saturation: how much was new in each interview, by several definitions side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kodeverk.analysis.sampling.curve import curve
from kodeverk.analysis.sampling.definitions import CODEBOOK, CODES, DEFINITIONS, EXPRESSIONS, judged
from kodeverk.analysis.sampling.interviews import heard_in, interviews
from kodeverk.analysis.sampling.saturating import After, Saturation
from kodeverk.coding.speech import segments_of
from kodeverk.errors import KodeverkError
from kodeverk.language.fold import evened
from kodeverk.language.matcher import Matcher
from kodeverk.language.vocabulary import vocabulary_of
from kodeverk.messages import _
from kodeverk.model import KNOWN, UNKNOWN, Code, Coding, Snapshot, Source
from kodeverk.views.naming import names, natural

MIXED = "several values"


def saturation(
    snapshot: Snapshot,
    *,
    order: Sequence[str] | None = None,
    claimed_at: int | None = None,
    by: str | None = None,
) -> Saturation:
    """Return how much was new in each interview, and what several definitions of saturation say of it.

    Counted are codes used (Guest, Bunce & Johnson 2006), expressions of the codebooks said by informants, in whatever
    form, and codes whose definition was changed while an interview was being coded. Whose codings: all there are; look
    at a selection for those of one coder or one codebook. Saturation is of the codes there are: a codebook written
    beforehand shows only that its codes have been used.

    Parameters
    ----------
    snapshot : Snapshot
    order : sequence of str, optional
        Names of all interviews in the order they were held; without it, by name.
    claimed_at : int, optional
        After how many interviews saturation is claimed: what came after is told.
    by : str, optional
        An attribute, or ``office``: each group's curve by itself too. Groups that speak of different things do not
        saturate together.

    Returns
    -------
    Saturation

    Raises
    ------
    UnknownName
        If no case has the attribute.
    KodeverkError
        If there is no interview, `order` does not name each once, or `claimed_at` is no number of interviews.
    """
    held = interviews(snapshot, order)
    if not held:
        raise KodeverkError("There are no interviews: no source of the study, or of this selection, is of that kind.")
    if claimed_at is not None and not 1 <= claimed_at <= len(held):
        raise KodeverkError(f"claimed_at={claimed_at}: the study has {len(held)} interviews, counted from 1.")
    if by is not None and by != "office":
        snapshot.attribute(by)
    codes, expressions = _codes(snapshot), _expressions(snapshot, held)
    changed = _changed(snapshot, held)
    whole = _of(snapshot, held, codes, expressions, changed, claimed_at)._replace(in_order=order is not None)
    if by is None:
        return whole
    groups: dict[tuple[bool, str], list[Source]] = defaultdict(list)
    for source in held:
        groups[_value(snapshot, source, by)].append(source)
    ordered = sorted(groups, key=lambda key: (not key[0], natural(key[1])))
    each = [(key[1], _of(snapshot, groups[key], codes, expressions, changed, None)) for key in ordered]
    return whole._replace(by=by, groups=tuple((name, one._replace(in_order=whole.in_order)) for name, one in each))


def _of(
    snapshot: Snapshot,
    held: Sequence[Source],
    codes: dict[str, frozenset[str]],
    expressions: dict[str, frozenset[str]],
    changed: dict[str, int] | None,
    claimed_at: int | None,
) -> Saturation:
    used = curve([codes.get(source.id, frozenset()) for source in held])
    said = curve([expressions.get(source.id, frozenset()) for source in held])
    revised = None if changed is None else tuple(changed[source.id] for source in held)
    counts = {CODES: used.counts, EXPRESSIONS: said.counts, CODEBOOK: revised}
    judgements = tuple(judged(one, counts[one.counted], len(held)) for one in DEFINITIONS)
    coders = sorted({coding.coder for coding in snapshot.all(Coding)}, key=natural)
    found = Saturation(tuple(source.name for source in held), used, said, revised, judgements, tuple(coders))
    if claimed_at is not None:
        found = found._replace(claimed_at=claimed_at, after=tuple(_after(snapshot, held, found, claimed_at)))
    return found._replace(cautions=tuple(_cautions(snapshot, found)))


def _codes(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Return the short names of the codes used in each source."""
    found: dict[str, set[str]] = defaultdict(set)
    known = names(snapshot).code
    for coding in snapshot.all(Coding):
        found[coding.source_id].add(known.get(coding.code_id, coding.code_id))
    return {source: frozenset(codes) for source, codes in found.items()}


def _expressions(snapshot: Snapshot, held: Sequence[Source]) -> dict[str, frozenset[str]]:
    """Return the expressions of the codebooks, as they are written there, that informants say in each source."""
    matcher = Matcher({code.id: code.expressions for code in snapshot.all(Code) if code.expressions})
    texts = {source.id: snapshot.text(source.id) for source in held}
    ready = {key: evened(text) for key, text in texts.items()}
    expanded = matcher.expand(vocabulary_of(ready.values()))
    return {
        key: frozenset(
            hit.form
            for hit in expanded.find(text, [s.speech for s in segments_of(snapshot, key)], ready=ready[key])
        )
        for key, text in texts.items()
    }  # fmt: skip


def _changed(snapshot: Snapshot, held: Sequence[Source]) -> dict[str, int] | None:
    """Return how many definitions were changed while each interview was being coded, by source id.

    An interview is being coded from its first coding until the next interview gets its first. A definition is changed
    where it is another at the end than at the start; what was changed and changed back is not. None where the times
    cannot tell: there is no coding, or several interviews got their first at one time.
    """
    first: dict[str, str] = {}
    wanted = {source.id for source in held}
    for coding in snapshot.all(Coding):
        if coding.source_id in wanted:
            made = second(coding.made)
            first[coding.source_id] = min(first.get(coding.source_id, made), made)
    if len(first) < len(held) or len(set(first.values())) < len(first):
        return None
    states: dict[str, tuple[list[str], list[tuple[object, ...] | None]]] = defaultdict(lambda: ([], []))
    for event in snapshot.history(Code):
        code = event.change.after
        times, definitions = states[event.change.record.id]
        times.append(second(event.at))
        definitions.append((code.definition, code.include, code.exclude) if isinstance(code, Code) else None)
    order = sorted(first, key=lambda source: first[source])
    ends = [*(first[source] for source in order[1:]), "~"]
    return {
        source: sum(_differs(*state, first[source], end) for state in states.values())
        for source, end in zip(order, ends, strict=True)
    }


def second(time: str) -> str:
    """Return a time in UTC to the second, however its zone is written, so that times can be compared as text.

    >>> second("2026-11-21T08:43:01+00:00") == second("2026-11-21T08:43:01Z")
    True
    """
    return time[:19]


def _differs(times: list[str], definitions: list[tuple[object, ...] | None], start: str, end: str) -> bool:
    """Return whether a code's definition is another just before `end` than just before `start`; both must be there."""
    before, after = bisect_left(times, start) - 1, bisect_left(times, end) - 1
    was = definitions[before] if before >= 0 else None
    now = definitions[after] if after >= 0 else None
    return was is not None and now is not None and was != now


def _value(snapshot: Snapshot, source: Source, by: str) -> tuple[bool, str]:
    """Return whether the value of those who speak in an interview is known and one, and the value or its state."""
    found: set[tuple[bool, str]] = set()
    for case in heard_in(snapshot)[source.id]:
        if by == "office":
            office = names(snapshot).office[case.id]
            found.add((bool(office), office or UNKNOWN))
        else:
            value = snapshot.values(case.id).get(by)
            found.add((False, UNKNOWN) if value is None else (value.state == KNOWN, str(value)))
    if len(found) > 1:
        return False, MIXED
    return found.pop() if found else (False, UNKNOWN)


def _after(snapshot: Snapshot, held: Sequence[Source], found: Saturation, claimed_at: int) -> list[After]:
    known = names(snapshot).code
    rows = []
    for place in range(claimed_at, len(held)):
        source = held[place]
        for name in found.codes.new[place]:
            count = sum(
                coding.source_id == source.id and known.get(coding.code_id, coding.code_id) == name
                for coding in snapshot.all(Coding)
            )
            rows.append(After(place + 1, source.name, CODES, name, count))
        rows += [After(place + 1, source.name, EXPRESSIONS, form, None) for form in found.expressions.new[place]]
    return rows


def _cautions(snapshot: Snapshot, found: Saturation) -> list[str]:
    told = []
    times = [second(coding.made) for coding in snapshot.all(Coding)]
    made = [second(event.at) for event in snapshot.history(Code) if event.change.before is None]
    if times and made and max(made) <= min(times):
        told.append(_("All codes were made before the coding began: the curve shows the use of a given codebook."))
    if not times:
        told.append(_("Nothing is coded: what is not coded cannot be new."))
    elif without := [name for name, count in zip(found.interviews, _coded(snapshot, found), strict=True) if not count]:
        told.append(_("Not coded, and so with nothing new: {sources}.").format(sources=", ".join(without)))
    if found.claimed_at == len(found.interviews):
        told.append(_("No interview came after the one saturation is claimed at: the claim cannot be checked."))
    return told


def _coded(snapshot: Snapshot, found: Saturation) -> list[int]:
    """Return how many codings each interview has."""
    ids = {name: key for key, name in names(snapshot).source.items()}
    return [sum(c.source_id == ids[name] for c in snapshot.all(Coding)) for name in found.interviews]
