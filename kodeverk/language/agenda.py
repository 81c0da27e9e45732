"""The items of a meeting as its minutes number them: on the agenda, and where each is dealt with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kodeverk.language.fold import fold
from kodeverk.model import Segment, Span

PARTS = ("turn", "paragraph", "heading", "table")
"""Kinds of segment an item is made of; notes and comments are none of it."""

_MARKUP = r"[#*_\s]*"
_MONTHS = "jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec"
NUMBERED = (
    re.compile(
        rf"{_MARKUP}(?P<label>(?:sak|saksnr|(?P<series>ps|rs)|agenda item|item|case)\.?\s*(?:nr\.?\s*)?"
        r"(?P<number>\d+(?:[/.-]\d+)*))\b",
        re.I,
    ),
    re.compile(
        rf"{_MARKUP}(?P<label>(?P<number>\d{{1,3}}/(?:19|20)?\d{{2}}|(?:19|20)\d{{2}}/\d{{1,3}}))(?=\s+[^\W\d])"
    ),
    re.compile(rf"{_MARKUP}(?P<label>(?P<number>\d{{1,3}})[.)])\s+(?!(?:{_MONTHS}))(?=\S)", re.I),
)
"""How a line numbers an item: ``Sak 3``, ``PS 12/07``; where no line does, ``12/07 Bolig``, else ``3. Bolig``."""
DECISION = re.compile(
    rf"{_MARKUP}(?:vedtak|vedtatt|konklusjon|avklaring|beslutning|avgjørelse|avgjerd|oppfølging|oppfølgjing|"
    rf"decision|conclusion|resolved){_MARKUP}:{_MARKUP}",
    re.I,
)
"""How a line says what an item ended in."""
_REFERENCE = re.compile(r"\s+[a-zæøå][^\n]*[.!?]\s*")
"""What follows the number where a sentence speaks of another item: ``Sak 3/06 ble utsatt.``"""
_BETWEEN = re.compile(r"[\s:.,)*_–—-]*")
_END = " \t\u00a0*_"


class AgendaItem(NamedTuple):
    """An item of a meeting.

    Attributes
    ----------
    label : str
        As it is numbered: ``Sak 3/06``. Where two items have the same number, the later is ``Sak 3/06 (2)``.
    number : str
        ``3/06``; with ``PS`` or ``RS`` before it where the items are numbered in series.
    title, listed : str
        Its heading, without number, where it is dealt with; and as the agenda at the top has it, empty where there is
        none or it is not on it.
    parts : tuple of Span
        Where it is dealt with first, its heading included, then other stretches with its number and its line on the
        agenda.
    dealt_with : bool
        Whether there is any text under its heading.
    decision : Span or None
        What it ended in, where a line says so: ``Vedtak: ...``.
    """

    label: str
    number: str
    title: str
    listed: str
    parts: tuple[Span, ...]
    dealt_with: bool
    decision: Span | None

    @property
    def again(self) -> bool:
        """Whether an item before it has the same number and another heading."""
        return self.label.endswith(")")

    @property
    def span(self) -> Span:
        """Where it is dealt with."""
        return self.parts[0]

    def overlaps(self, span: Span) -> bool:
        """Return whether a span shares text with it."""
        return any(part.overlaps(span) for part in self.parts)


class Agenda(NamedTuple):
    """The items of minutes.

    Attributes
    ----------
    items : tuple of AgendaItem
        In the order they are first named.
    head : Span
        What stands before the first of them; all where no line numbers an item.
    listed : bool
        Whether the items are listed at the top, before they are dealt with.
    otherwise : tuple of Span
        Lines with a number, ``3/06 Post``, and without the word the items have, ``Sak 3/06 Post``: read as text of the
        item they stand in.
    """

    items: tuple[AgendaItem, ...]
    head: Span
    listed: bool
    otherwise: tuple[Span, ...] = ()


class _Stretch(NamedTuple):
    """From a numbered line to the next: that line, and all of it."""

    label: str
    number: str
    title: str
    heading: Span
    span: Span
    decision: Span | None

    @property
    def told(self) -> bool:
        """Whether anything stands below the numbered line."""
        return self.heading != self.span


def agenda(text: str, segments: Sequence[Segment]) -> Agenda:
    """Return the items of minutes.

    An item begins at a line with its number and runs to the next such line. Numbers that stand once before they come
    again are an agenda at the top, where no item is concluded; it adds no items. Lines with the same number
    and title are one item, with the same number and another title two.

    Parameters
    ----------
    text : str
    segments : sequence of Segment

    Examples
    --------
    >>> text = "Saksliste\\nSak 1/06 Post\\nSak 2/06 Mål\\nSak 1/06 Post\\nVedtak: Ja.\\nSak 2/06 Mål\\nDrøftet."
    >>> found = agenda(text, (Segment(1, 0, len(text), 0, "paragraph"),))
    >>> [(one.label, one.title, one.span.of(text)) for one in found.items][0]
    ('Sak 1/06', 'Post', 'Sak 1/06 Post\\nVedtak: Ja.')
    """
    lines = list(_lines(text, segments))
    stretches = next((found for pattern in NUMBERED if (found := _stretches(text, lines, pattern))), [])
    if not stretches:
        return Agenda((), Span(0, len(text)), False)
    dealt, begin = _agenda_ends(stretches), {one.heading for one in stretches}
    otherwise = tuple(lines[place] for place, _hit in _headings(text, lines, NUMBERED[1]) if lines[place] not in begin)
    return Agenda(tuple(_items(stretches, dealt)), Span(0, stretches[0].span.start), dealt > 0, otherwise)


def _lines(text: str, segments: Sequence[Segment]) -> Iterator[Span]:
    """Yield the lines of a text that hold anything, without the white space around them."""
    for segment in segments:
        if segment.kind in PARTS:
            for found in re.finditer(r"\S(?:[^\n]*\S)?", text[segment.start : segment.end]):
                yield Span(*found.span()).shifted(segment.start)


def _stretches(text: str, lines: Sequence[Span], pattern: re.Pattern[str]) -> list[_Stretch]:
    begins = _headings(text, lines, pattern)
    if begins and pattern is NUMBERED[0]:  # an agenda may leave the word out: ``3/06 Post``
        begins = _headings(text, lines[: begins[0][0]], NUMBERED[1]) + begins
    ends = [place for place, _hit in begins[1:]] + [len(lines)]
    found = []
    for (first, hit), last in zip(begins, ends, strict=False):  # no line begins an item: there is still an end
        own = lines[first:last]
        label = " ".join(hit["label"].rstrip(".)").split())
        between = _BETWEEN.match(text, hit.end(), own[0].end)
        title = text[between.end() if between else hit.end() : own[0].end].strip(_END)
        span = Span(own[0].start, own[-1].end)
        series = hit["series"].upper() + " " if hit.groupdict().get("series") else ""
        found.append(_Stretch(label, series + fold(hit["number"]), title, own[0], span, _decision(text, own[1:])))
    return found


def _headings(text: str, lines: Sequence[Span], pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
    """Return which lines begin an item, and how."""
    hits = ((place, pattern.match(text, line.start, line.end)) for place, line in enumerate(lines))
    return [(place, hit) for place, hit in hits if hit and not _REFERENCE.fullmatch(text, hit.end(), lines[place].end)]


def _decision(text: str, lines: Sequence[Span]) -> Span | None:
    """Return from the first line that says what an item ended in to the last; of a word alone, all that follows."""
    found = [(line, hit) for line in lines if (hit := DECISION.match(text, line.start, line.end))]
    if not found:
        return None
    alone = any(hit.end() == line.end for line, hit in found)
    return Span(found[0][0].start, (lines[-1] if alone else found[-1][0]).end)


def _agenda_ends(stretches: Sequence[_Stretch]) -> int:
    """Return how many numbered lines at the top are an agenda; 0 where there is none."""
    numbers = [one.number for one in stretches]
    again = next((place for place, number in enumerate(numbers) if number in numbers[:place]), 0)
    later = set(numbers[again:])
    for place, one in enumerate(stretches[:again]):
        if one.decision or (one.number not in later and one.told):
            return place
    return again


def _items(stretches: Sequence[_Stretch], dealt: int) -> Iterator[AgendaItem]:
    listed: dict[str, _Stretch] = {}
    for one in stretches[:dealt]:
        listed.setdefault(one.number, one)
    found: dict[str, list[list[_Stretch]]] = {number: [] for number in listed}
    for one in stretches[dealt:]:
        groups = found.setdefault(one.number, [])
        same = next((group for group in groups if same_title(group[0].title, one.title)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    for number, groups in found.items():
        line = listed.get(number)
        on_agenda = line.title if line else ""
        if line and not groups:
            yield AgendaItem(line.label, number, on_agenda, on_agenda, (line.heading,), False, None)
        for again, group in enumerate(groups):
            parts = [one.span for one in group] + ([line.heading] if line and not again else [])
            label = group[0].label + (f" ({again + 1})" if again else "")
            decision = next((one.decision for one in group if one.decision), None)
            told, title = any(one.told for one in group), group[0].title or on_agenda
            yield AgendaItem(label, number, title, on_agenda, tuple(parts), told, decision)


def same_title(one: str, other: str) -> bool:
    """Return whether two headings may be of one item: one begins as the other, or there is none.

    >>> same_title("Telefontider", "Telefontider ved kontoret (forts.)"), same_title("Telefontider", "Bemanning")
    (True, False)
    """
    short, long = sorted((_even(one), _even(other)), key=len)
    return long.startswith(short)


def _even(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(title)))
