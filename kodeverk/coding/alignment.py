"""Two versions of a text laid side by side: where a stretch of the old one is in the new one, if that is certain.

A stretch of some words that stand just once in either text, is where they stand. For others the texts are laid side by
side word by word, twice, from the front and from the back, by their longest common subsequence
(`rapidfuzz.distance.LCSseq`). Where the two ways agree the stretch has a place; where they differ, as when one of two
equal sentences was taken out, it has none that is certain.

Words were chosen over characters for what a comparison does in silence: of the random interviews in
`tests/coding/outside_edits.py` edited hard (60 of them, 1,800 codings), diff-match-patch put 4 codings in a wrong place
that said the same as before, and characters laid side by side by rapidfuzz 3. What is not certain here is listed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from kodeverk.coding.blocks import Block, blocks_between, slid
from kodeverk.coding.edits import Moving
from kodeverk.coding.tokens import Tokens, in_line
from kodeverk.language.graphemes import snapped
from kodeverk.model import Span

ENOUGH = 0.5
"""Share of a stretch's own words that must be there for it to have a place."""

HELD, MOVED, BESIDE = 4, 8, 3
"""How many words in a row tell a stretch from equal words: where it stood, elsewhere, and beside what was altered."""

NEAR = 40
"""As many words between a stretch and what was altered, and it does not stand beside it."""


class Aligned:
    """Two versions of a text, and where stretches of the old one are in the new one.

    Parameters
    ----------
    old, new : str
        Canonical texts.

    Examples
    --------
    >>> old = "NL: Kari har to sjefer her. Og vi deler kontor her nede. Ja. Ja."
    >>> new = "NL: [Ansatt] har to sjefer her. Og vi\\ndeler kontor her nede. Ja."
    >>> aligned = Aligned(old, new)
    >>> [aligned.span(Span(old.index(q), old.index(q) + len(q))) for q in ("to sjefer", "deler kontor", "Kari", "Ja.")]
    [Span(start=17, end=26), Span(start=38, end=50), None, None]
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._before, self._after = before, after = Tokens(old), Tokens(new)
        forwards = blocks_between(before.keys, after.keys)
        backwards = [
            (len(before.keys) - end, len(before.keys) - start, put_in[::-1])
            for start, end, put_in in reversed(blocks_between(before.keys[::-1], after.keys[::-1]))
        ]
        self._ways = (
            _Way(before, after, slid(before.keys, forwards, 1)),
            _Way(before, after, slid(before.keys, backwards, -1)),
        )

    def span(self, span: Span) -> Span | None:
        """Return where a stretch of the old text is in the new one; None where it is gone, or no place is certain."""
        tokens = self._before.around(span)
        if not self._before.words(tokens):
            return self._sign(span)
        found = self._agreed(tokens)
        if found is None:
            return None
        exact = self._exact(span, tokens, found)
        return snapped(self.new, exact) if snapped(self.old, span) == span else exact

    @property
    def edits(self) -> list[tuple[int, int, str]]:
        """The edits that make the new text of the old one, as the words laid side by side from the front give them."""
        pairs = [(self._before, a, self._after, b) for a, b in self._ways[0].same()]
        edges = [(0, 0, 0, 0), *((o.starts[a], o.ends[a], n.starts[b], n.ends[b]) for o, a, n, b in pairs)]
        edges.append((len(self.old), 0, len(self.new), 0))
        gaps = [(one[1], other[0], self.new[one[3] : other[2]]) for one, other in pairwise(edges)]
        return [(start, end, put_in) for start, end, put_in in gaps if self.old[start:end] != put_in]

    def _agreed(self, tokens: Span) -> Span | None:
        """Return what the two ways have in common, if that is most of either; more, where it would look unaltered."""
        one, other = (way.span(tokens) for way in self._ways)
        if one is None or other is None:
            alone = self._alone(tokens)
            return alone if alone in (one, other) or one == other else None
        if one == other:
            doubled = self._unaltered(tokens, one) and any(way.doubled(tokens) for way in self._ways)
            return None if doubled else one
        shared = one.intersection(other)
        if shared is None or 2 * shared.length < max(one.length, other.length):
            return None
        return one.hull(other) if self._unaltered(tokens, shared) else shared

    def _unaltered(self, tokens: Span, found: Span) -> bool:
        return self._after.keys[found.start : found.end] == self._before.keys[tokens.start : tokens.end]

    def _alone(self, tokens: Span) -> Span | None:
        """Return where a stretch is, if its words are many and stand just once in either text."""
        keys = self._before.keys[tokens.start : tokens.end]
        if self._before.words(tokens) < MOVED or self._before.once(keys) is None:
            return None
        found = self._after.once(keys)
        return None if found is None else Span(found, found + len(keys))

    def _sign(self, span: Span) -> Span | None:
        """Return where a stretch without words is, such as an emoji, if it stands just once in either text."""
        said = span.of(self.old).strip()
        if not said or said != span.of(self.old) or self.old.count(said) != 1 or self.new.count(said) != 1:
            return None
        return Span(self.new.index(said), self.new.index(said) + len(said))

    def _exact(self, span: Span, tokens: Span, found: Span) -> Span:
        """Return the place in code points; what starts or ends within a word that is still there, still does."""
        before, after = self._before, self._after
        start, end = after.starts[found.start], after.ends[found.end - 1]
        if before.keys[tokens.start] == after.keys[found.start]:
            start += max(0, span.start - before.starts[tokens.start])
        if before.keys[tokens.end - 1] == after.keys[found.end - 1]:
            end -= max(0, before.ends[tokens.end - 1] - span.end)
        return Span(start, max(start + 1, end))


class _Way:
    """One way of laying two texts side by side; all its places are numbers of tokens."""

    def __init__(self, before: Tokens, after: Tokens, blocks: Sequence[Block]) -> None:
        self._before, self._after, self._blocks = before, after, blocks
        self._moving = Moving(blocks)
        self._ends = [end for _start, end, _put_in in blocks]
        shifts = accumulate((len(put_in) - (end - start) for start, end, put_in in blocks), initial=0)
        firsts = (start + shift for (start, _end, _put_in), shift in zip(blocks, shifts, strict=False))
        self._altered = "".join(map(self._words_of, blocks))
        self._put_in = [Span(first, first + len(block[2])) for first, block in zip(firsts, blocks, strict=True)]

    def span(self, tokens: Span) -> Span | None:
        """Return where a stretch is; None where most of it is gone, or it cannot be told from equal words."""
        words, own = self._before.words(tokens), self._own(tokens)
        there = sum(self._before.words(run) for run, _held in own)
        if there < ENOUGH * words:
            return self._elsewhere(tokens)
        if there == words and len(own) == 1 and own[0][1] < HELD:
            return None
        return self._moving.span(tokens)

    def same(self) -> Iterator[tuple[int, int]]:
        """Yield each token of the old text that is the same in the new one, with its number there."""
        start, other = 0, 0
        for (end, after, _put_in), room in zip(self._blocks, self._put_in, strict=True):
            yield from zip(range(start, end), range(other, room.start), strict=True)
            start, other = after, room.end
        rest = len(self._before.keys) - start
        yield from zip(range(start, start + rest), range(other, other + rest), strict=True)

    def doubled(self, tokens: Span) -> bool:
        """Return whether what was taken out or put in says what a stretch begins or ends with: which is it then?

        Anywhere its first or last eight words count; just before it the first three, and just after it the last three.
        """
        before, place = self._before, bisect_right(self._ends, tokens.start)
        if not any(run == tokens for run, _held in self._own(tokens)):
            return False
        if any(before.said(edge) in self._altered for edge in before.wide(tokens, MOVED)):
            return True
        head, tail = map(before.said, before.wide(tokens, BESIDE))
        beside = self._blocks[max(0, place - 1) : place + 1]
        near = [block for block in beside if self._far(tokens, block) < NEAR]
        return any((head if end <= tokens.start else tail) in self._words_of((start, end, put_in))
                   for start, end, put_in in near)  # fmt: skip

    def _far(self, tokens: Span, block: Block) -> int:
        """Return how many words stand between a stretch and what was altered before or after it."""
        start, end = block[:2]
        return self._before.words(Span(end, tokens.start) if end <= tokens.start else Span(tokens.end, start))

    def _words_of(self, block: Block) -> str:
        """Return in a line the words a block takes out, and those it puts in."""
        taken_out = self._before.said(Span(*block[:2]))
        return taken_out + in_line(key for key in block[2] if key[0].isalnum())

    def _own(self, tokens: Span) -> list[tuple[Span, int]]:
        """Return the runs of a stretch's tokens that are still there, each with how many words are in a row there."""
        found, place = [], bisect_right(self._ends, tokens.start)
        start = self._ends[place - 1] if place else 0
        while start < tokens.end:
            last = place == len(self._blocks)
            end = len(self._before.keys) if last else self._blocks[place][0]
            shared = Span(start, end).intersection(tokens)
            if shared is not None:
                found.append((shared, self._before.words(Span(start, end))))
            start = tokens.end if last else self._blocks[place][1]
            place += 1
        return found

    def _elsewhere(self, tokens: Span) -> Span | None:
        """Return where a stretch was moved to, with the passage it stands in; None where that is not certain."""
        place = bisect_right(self._ends, tokens.start)
        if place == len(self._blocks) or self._blocks[place][1] < tokens.end or tokens.start < self._blocks[place][0]:
            return None
        taken_out, found = Span(*self._blocks[place][:2]), []
        for at, room in self._copies(tokens):
            passage, first = self._widened(tokens, taken_out, at, room)
            keys = self._before.keys[passage.start : passage.end]
            many = self._before.words(passage) >= MOVED
            if many and self._before.once(keys) is not None and self._after.once(keys) == first:
                found.append(Span(at, at + tokens.length))
        return found[0] if len(found) == 1 else None

    def _copies(self, tokens: Span) -> Iterator[tuple[int, Span]]:
        """Yield every place in what was put in where the tokens of a stretch stand, and what was put in there."""
        wanted = self._before.keys[tokens.start : tokens.end]
        for room in self._put_in:
            for at in range(room.start, room.end - len(wanted) + 1):
                if self._after.keys[at : at + len(wanted)] == wanted:
                    yield at, room

    def _widened(self, tokens: Span, taken_out: Span, at: int, room: Span) -> tuple[Span, int]:
        """Return the longest passage around a stretch that was taken out here and put in there, and where it is now."""
        old, new = self._before.keys, self._after.keys
        start, end, shift = tokens.start, tokens.end, at - tokens.start
        while start > taken_out.start and start + shift > room.start and old[start - 1] == new[start + shift - 1]:
            start -= 1
        while end < taken_out.end and end + shift < room.end and old[end] == new[end + shift]:
            end += 1
        return Span(start, end), start + shift


def alike(one: str, other: str) -> bool:
    """Return whether two stretches say the same, wherever their lines are broken.

    >>> alike("to\\nsjefer", "to sjefer"), alike("to sjefer", "tosjefer")
    (True, False)
    """
    return one == other or one.split() == other.split()
