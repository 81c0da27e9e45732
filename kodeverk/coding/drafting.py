"""What rules for cleaning make of one text: rule after rule, again until none finds anything, in terms of that text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from kodeverk.coding.edits import Edited, applied, checked
from kodeverk.coding.turning import segments_after
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.language.cleaning.material import Found, Material
from kodeverk.language.cleaning.rules import RULES
from kodeverk.language.graphemes import snapped
from kodeverk.model import Segment, Span
from kodeverk.model.names import unknown

_MARK = regex.compile(r"\[[^\[\]]*\]|\([^()]*\)|\*[^*]*\*|<[^<>]*>")
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_BESIDE = 16
"""Code points on either side that can make up one letter with what comes to stand beside them."""


class How(NamedTuple):
    """How texts are cleaned.

    Attributes
    ----------
    rules : tuple of str
        In the order they are applied, whatever order they were named in.
    keep : frozenset of str
        Words and marks that stay, in small letters.
    words : dict of str to str
        For ``dialect``: words in small letters, and what is written in their place.
    """

    rules: tuple[str, ...]
    keep: frozenset[str] = frozenset()
    words: Mapping[str, str] = {}


class Draft(NamedTuple):
    """What would be put in place of ``[start, end)``, by which rules, and what of it is only moved."""

    start: int
    end: int
    text: str
    rules: tuple[str, ...]
    moved: tuple[tuple[int, int, int], ...] = ()


def how(rules: str | Iterable[str], keep: Iterable[str] = (), words: Mapping[str, str] | None = None) -> How:
    """Return how texts are cleaned, checked.

    Raises
    ------
    UnknownName
        If there is no such rule.
    KodeverkError
        If no rule is named, ``columns`` is not alone, or ``dialect`` has no list, or one that never comes to an end.
    """
    named = {rules} if isinstance(rules, str) else set(rules)
    if strange := sorted(named - set(RULES)):
        raise UnknownName(unknown("rule for cleaning", strange[0], RULES) + f" Rules: {', '.join(RULES)}.")
    if not named:
        raise KodeverkError(f"Name at least one rule: {', '.join(RULES)}. Nothing was changed.")
    if "columns" in named and len(named) > 1:
        raise KodeverkError(
            "The rule columns puts lines in another order. Clean with it alone first, look at the text, and then "
            "clean with the others. Nothing was changed."
        )
    if ("dialect" in named) != bool(words):
        raise KodeverkError("The rule dialect and words= belong together: name both, or neither. Nothing was changed.")
    small = {old.casefold(): new for old, new in (words or {}).items()}
    again = sorted(old for old, new in small.items() if any(part in small for part in new.casefold().split()))
    if again:
        raise KodeverkError(
            f"The list of words changes {', '.join(again[:5])} into words it changes again. Write what each word "
            "becomes in the end. Nothing was changed."
        )
    texts = [keep] if isinstance(keep, str) else keep
    return How(tuple(rule for rule in RULES if rule in named), frozenset(word.casefold() for word in texts), small)


def drafted(text: str, segments: tuple[Segment, ...], wanted: How) -> list[Draft]:
    """Return what the rules change in a text, in order; applied, they find nothing more.

    A speaker's label is never touched, no character is parted, and what a rule would leave of a turn without a word in
    it is left as it is.

    Parameters
    ----------
    text : str
    segments : tuple of Segment
    wanted : How
    """
    drafts: list[Draft] = []
    new, now = text, segments
    while True:
        before = drafts
        for name in wanted.rules:
            material = Material(new, now, wanted.keep, wanted.words)
            if found := list(_allowed(material, RULES[name].find(material), name)):
                drafts = _joined(drafts, found, new, name)
                edited = Edited(text, [draft[:3] for draft in drafts])
                new, now = edited.new, segments_after(segments, edited)[0]
        if drafts == before or "columns" in wanted.rules:
            return [draft for draft in drafts if text[draft.start : draft.end] != draft.text]


def _allowed(material: Material, found: Iterable[Found], rule: str) -> Iterator[Found]:
    """Yield what a rule may change, in order: the rest would overlap, harm a label or a letter, or empty a turn."""
    starts = [segment.start for segment in material.segments]
    inside: dict[int, list[Found]] = defaultdict(list)
    taken: list[tuple[Found, list[int]]] = []
    for one in sorted(found):
        places = range(max(0, bisect_right(starts, one.start) - 1), bisect_left(starts, one.end))
        if not _harms(material, one, places):
            touched = [place for place in places if material.segments[place].speech.overlaps(Span(one.start, one.end))]
            taken.append((one, touched))
            for place in touched:
                inside[place].append(one)
    emptied = {
        place
        for place, held in inside.items()
        if (material.segments[place].kind == "turn" or rule != "page_furniture")
        and _emptied(material.text, material.segments[place].speech, held)
    }
    last = 0
    for one, touched in taken:
        if one.start >= last and not emptied.intersection(touched):
            yield one
            last = one.end


def _harms(material: Material, one: Found, places: Iterable[int]) -> bool:
    """Return whether a change touches a label, parts a character, or makes one of what stands on its two sides."""
    text, span = material.text, Span(one.start, one.end)
    segments = (material.segments[place] for place in places)
    if any(segment.start < segment.body and Span(segment.start, segment.body).overlaps(span) for segment in segments):
        return True
    beside = text[max(0, one.start - _BESIDE) : one.start] + one.text + text[one.end : one.end + _BESIDE]
    return snapped(text, span) != span or not unicodedata.is_normalized("NFC", beside)


def _emptied(text: str, speech: Span, found: Sequence[Found]) -> bool:
    """Return whether changes together leave no word of what is said, marks of the transcriber apart."""
    if any(len(_LETTER.findall(one.text)) > 1 for one in found):
        return False
    left, last = "", speech.start
    for one in found:
        left += text[last : max(last, one.start)]
        last = max(last, one.end)
    left += text[last : speech.end]
    return bool(_LETTER.search(speech.of(text))) and not _LETTER.search(_MARK.sub("", left))


def _joined(drafts: Sequence[Draft], found: Sequence[Found], now: str, rule: str) -> list[Draft]:
    """Return drafts and what was found in the text as they leave it, as drafts of the text before."""
    items: list[tuple[int, int, Draft | Found]] = [(one.start, one.end, one) for one in found]
    shift = 0
    for draft in drafts:
        items.append((draft.start + shift, draft.start + shift + len(draft.text), draft))
        shift += len(draft.text) - (draft.end - draft.start)
    result: list[Draft] = []
    shift = 0
    for group in _groups(sorted(items, key=lambda item: item[:2])):
        start, end = group[0][0], max(item[1] for item in group)
        held = [item[2] for item in group if isinstance(item[2], Draft)]
        new = [item[2] for item in group if isinstance(item[2], Found)]
        base = start - shift
        shift += sum(len(draft.text) - (draft.end - draft.start) for draft in held)
        if not new:
            result += held
            continue
        text = applied(now[start:end], checked(now[start:end], [(f.start - start, f.end - start, f.text) for f in new]))
        rules = tuple(dict.fromkeys([name for draft in held for name in draft.rules] + [rule]))
        result.append(Draft(base, end - shift, text, rules, new[0].moved))
    return result


def _groups(items: Iterable[tuple[int, int, Draft | Found]]) -> Iterator[list[tuple[int, int, Draft | Found]]]:
    """Yield what overlaps together; what only touches stays apart."""
    group: list[tuple[int, int, Draft | Found]] = []
    end = 0
    for item in items:
        if group and item[0] < end:
            group.append(item)
        else:
            if group:
                yield group
            group, end = [item], item[1]
        end = max(end, item[1])
    if group:
        yield group


def narrowed(text: str, draft: Draft) -> list[tuple[int, int, str]]:
    """Return a draft as edits; where what stays differs by a capital alone, that letter is an edit of its own.

    So what begins there, such as a coding, keeps its first letter.

    >>> narrowed("Eh, vi er", Draft(0, 5, "V", ("fillers",)))
    [(0, 4, ''), (4, 5, 'V')]
    """
    start, end, new = draft[:3]
    if len(new) == 1 and end - start > 1 and text[end - 1].casefold() == new.casefold():
        return [(start, end - 1, ""), *([(end - 1, end, new)] if text[end - 1] != new else [])]
    return [(start, end, new)]
