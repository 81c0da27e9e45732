"""What differs between two rows of tokens, and how far what differs can be slid without another outcome."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

_OPENING = frozenset("«([{„“‹<")

Block: TypeAlias = tuple[int, int, Sequence[str]]
"""Tokens from the first to before the second, and the tokens that stand in place of them."""


def blocks_between(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return what differs between two rows of tokens, in order; between two blocks stand tokens that are the same."""
    found: list[Block] = []
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            continue
        put_in = new[code.dest_start : code.dest_end]
        if found and found[-1][1] == code.src_start:
            found[-1] = (found[-1][0], code.src_end, [*found[-1][2], *put_in])
        else:
            found.append((code.src_start, code.src_end, put_in))
    return found


def slid(old: Sequence[str], blocks: Sequence[Block], step: int) -> list[Block]:
    """Return blocks with what they take out, or put in, as far forward (1) or back (-1) as gives the same new text.

    What can stand before or behind a sign stands behind it, so that a sentence goes with its full stop.
    """
    edges = [0, *(edge for block in blocks for edge in block[:2]), len(old)]
    found: list[Block] = []
    for block, lower, upper in zip(blocks, edges[:-2:2], edges[3::2], strict=True):
        if block[0] == block[1] or not block[2]:
            places = [*[*_sliding(old, block, -1, lower)][::-1], block, *_sliding(old, block, 1, upper)]
            found.append(_best(old, places if step > 0 else places[::-1]))
        else:
            found += _parted(old, block, step, upper if step > 0 else lower)
    return found


def _parted(old: Sequence[str], block: Block, step: int, limit: int) -> list[Block]:
    """Return a block that exchanges tokens; parted where a part of it can go on for two words or more."""
    start, end, put_in = block
    if step > 0:
        parts = [((start, end, put_in[:m]), (end, end, put_in[m:])) for m in range(1, len(put_in))]
        parts += [((start, m, put_in), (m, end, ())) for m in range(start + 1, end)]
    else:
        parts = [((start, end, put_in[m:]), (start, start, put_in[:m])) for m in range(1, len(put_in))]
        parts += [((m, end, put_in), (start, m, ())) for m in range(start + 1, end)]
    for rest, part in parts:
        *_nearer, furthest = [part, *_sliding(old, part, step, limit)]
        passed = old[min(part[1], furthest[1]) : max(part[1], furthest[1])]
        if sum(key[0].isalnum() for key in passed) > 1:
            return [rest, furthest] if step > 0 else [furthest, rest]
    return [block]


def _sliding(old: Sequence[str], block: Block, step: int, limit: int) -> Iterator[Block]:
    """Yield the block one token further on, as long as the new text is the same."""
    start, end, put_in = block
    content = deque(put_in or old[start:end])
    while (end < limit and old[end] == content[0]) if step > 0 else (start > limit and old[start - 1] == content[-1]):
        content.rotate(-step)
        start, end = start + step, end + step
        yield start, end, list(content) if put_in else put_in


def _best(old: Sequence[str], places: Sequence[Block]) -> Block:
    """Return the furthest of the places a block can be, or one that differs from it by signs alone and is better."""
    alike = [places[-1]]
    for place in reversed(places[:-1]):
        if old[min(place[0], alike[-1][0])][0].isalnum():
            break
        alike.append(place)
    alike.sort(key=lambda place: place[0])
    return next((p for p in reversed(alike) if p[0] == 0 or old[p[0] - 1] not in _OPENING), alike[-1])
