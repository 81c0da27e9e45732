"""Whether a quoted passage is what somebody said: exact, near, put together, or nowhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from kodeverk.analysis.proofreading.passages import OMISSION, Hit, Quotation, quotations
from kodeverk.analysis.proofreading.shelf import INFORMANT, INTERVIEWER, Place, Shelf
from kodeverk.views.edits import edits_line

EXACT, NEAR, STITCHED, UNKNOWN = "exact", "near", "stitched", "unknown"

LIKE = 0.6
"""Share (0-1) of a quote's letters found in one turn from which it is held to be an edited quote of it."""
SURE = 0.8
"""Share from which it is not looked for in pieces."""
RUN = 4
"""Words in a row, at least, of a piece of a quote put together without a mark."""

_TRIED = 6
"""Turns compared with a quote word by word."""
_RARE = 12
"""Words of a quote, the rarest, that turns are found by."""
_CLOSE = 4
"""Words two parts of an edited quote may lie further apart in the source than in the quote, if one is short."""


class Edit(NamedTuple):
    """A stretch of an edited quote: what the source says, and what the report says; equal where nothing was changed."""

    source: str
    report: str


class Match(NamedTuple):
    """Where a quoted passage stands, and how like it is.

    Attributes
    ----------
    verdict : str
        `EXACT`, `NEAR`, `STITCHED` or `UNKNOWN`.
    places : tuple of Place
        Of an exact quote every place it stands, speech of informants first; of an edited quote one; of one put
        together one for each piece; of an unknown one the nearest, if there is any.
    edits : tuple of Edit
        Of an edited quote.
    likeness : float
        Share (0-1) of the quote's letters that stand there.
    insertions : tuple of str
        What the report puts in brackets and the source does not have.
    """

    verdict: str
    places: tuple[Place, ...] = ()
    edits: tuple[Edit, ...] = ()
    likeness: float = 0.0
    insertions: tuple[str, ...] = ()

    @property
    def punctuation_only(self) -> bool:
        """Whether an edited quote differs in signs and capitals alone."""
        return self.verdict == NEAR and all(_letters(e.source) == _letters(e.report) for e in self.edits)

    @property
    def diff(self) -> str:
        """The edits in one line: ``[-`` what the source says ``-]``, ``{+`` what the report says ``+}``."""
        return edits_line(self.edits)


class _Alignment(NamedTuple):
    likeness: float
    hit: Hit
    blocks: list[tuple[int, int, int]]


def match(shelf: Shelf, text: str) -> Match:
    """Return where a quoted passage stands, and how like it is.

    *Exact*: every word in order in one turn (in one document), with nothing left out but where the report marks it
    (``[...]``, ``…``), white space, dashes and quotation marks aside, and capitals at the start. *Near*: at least
    60 % of its letters stand in words of one turn, in order, by the longest matching blocks (Ratcliff and Obershelp,
    as in `difflib`). *Stitched*: its pieces are said, but in different turns or in another order. Else *unknown*.
    """
    readings = quotations(text)
    if not readings:
        return Match(UNKNOWN)
    for one in readings:
        ways = [hits for hits in shelf.library.in_order(one.pieces) if shelf.in_one_turn(hits)]
        if ways:
            return _exact(shelf, one, ways)
    marked = [one for one in readings if len(one.pieces) > 1 and all(len(p.forms) > 2 for p in one.pieces)]
    for one in marked:
        if hits := _scattered(shelf, one):
            return Match(STITCHED, tuple(shelf.place([hit]) for hit in hits), likeness=1.0)
    return _edited(shelf, readings[0])


def _exact(shelf: Shelf, one: Quotation, ways: list[list[Hit]]) -> Match:
    rank = {INFORMANT: 0, INTERVIEWER: 1}
    found = [(shelf.place(hits), hits) for hits in ways]
    found.sort(key=lambda f: rank.get(f[0].speaker, 2))
    hits = found[0][1]
    signs = _signs(shelf, one, hits)
    added = tuple(i for i in one.insertions if i and not _there(shelf, i, hits))
    return Match(NEAR if signs else EXACT, tuple(f[0] for f in found), signs, 1.0, added)


def _there(shelf: Shelf, insertion: str, hits: list[Hit]) -> bool:
    """Return whether what stands in brackets stands in the source too."""
    text = shelf.library.texts[hits[0].text].text
    span = shelf.library.span(hits[0]).hull(shelf.library.span(hits[-1]))
    return _letters(insertion) in _letters(text[span.start : span.end + len(insertion) + 4])


def _signs(shelf: Shelf, one: Quotation, hits: list[Hit]) -> tuple[Edit, ...]:
    """Return the pieces whose signs or capitals differ, where they differ in no word; empty where none does."""
    edits = []
    for piece, hit in zip(one.pieces, hits, strict=True):
        said = shelf.library.span(hit).of(shelf.library.texts[hit.text].text)
        written = one.text[piece.starts[0] : piece.ends[-1]]
        edits.append(Edit(said, written) if _even(said) != _even(written) else Edit(written, written))
    return tuple(edits) if any(e.source != e.report for e in edits) else ()


_REMARKS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_SIGNS = (
    (re.compile(r"[«»‹›“”„‟\"‘’‚']"), ""), (re.compile(r"\s*…|\s*\.{2,}"), "…"),
    (re.compile("[\u00ad\u200b-\u200f\ufeff]"), ""),
    (re.compile(r"\s*(?:[–—]|(?<=\s)-(?=\s))\s*"), "–"), (re.compile(r"[‑‐]"), "-"), (re.compile(r"\s+"), " "),
)  # fmt: skip


def _even(text: str) -> str:
    """Return a text without remarks in brackets, its white space, quotation marks and dashes of one kind."""
    text = _REMARKS.sub("", text)
    for pattern, becomes in _SIGNS:
        text = pattern.sub(becomes, text)
    return text[:1].lower() + text[1:]


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _scattered(shelf: Shelf, one: Quotation) -> list[Hit]:
    """Return a place for each piece of a quote whose pieces are all said, near each other if they can be; else none."""
    places = [shelf.library.exact(piece.forms) for piece in one.pieces]
    if not all(places):
        return []
    chosen = [places[0][0]]
    for found in places[1:]:
        near = [h for h in found if h.text == chosen[-1].text]
        chosen.append((near or found)[0])
    return chosen


# --- edited quotes ---------------------------------------------------------------------------------


def _edited(shelf: Shelf, one: Quotation) -> Match:
    forms = [form for piece in one.pieces for form in piece.forms]
    found = [_align(shelf, forms, *turn) for turn in _turns(shelf, forms)]
    best = max(found, key=lambda a: (a.likeness, -(a.hit.last - a.hit.first)), default=None)
    if best is not None and best.likeness >= SURE:
        return _near(shelf, one, best)
    if runs := _runs(shelf, forms):
        return Match(STITCHED, tuple(shelf.place([hit]) for hit in runs), likeness=1.0)
    if best is not None and best.likeness >= LIKE and sum(size for *_at, size in best.blocks) > 2:
        return _near(shelf, one, best)
    near = (shelf.place([best.hit]),) if best is not None and best.likeness >= LIKE / 2 else ()
    return Match(UNKNOWN, near, likeness=best.likeness if best is not None else 0.0)


def _turns(shelf: Shelf, forms: Sequence[str]) -> list[tuple[int, int]]:
    """Return the turns that have most of a quote's rarest words, rare ones counting more."""
    count = {form: shelf.library.count(form) for form in forms}
    known = sorted((form for form in count if count[form]), key=lambda form: (count[form], form))
    votes: dict[tuple[int, int], float] = defaultdict(float)
    for form in known[:_RARE]:
        places = shelf.library.places(form)
        for turn in {(text, shelf.turn(text, word)) for text, word in places}:
            votes[turn] += 1 / len(places) ** 0.5
    return sorted(votes, key=lambda turn: (-votes[turn], turn))[:_TRIED]


def _align(shelf: Shelf, forms: list[str], text: int, turn: int) -> _Alignment:
    """Return how a quote's words lie in a turn: blocks around the longest, those far from the others left out."""
    words = shelf.words_in(text, turn)
    said = shelf.library.texts[text].forms[words.start : words.stop]
    blocks = [b for b in SequenceMatcher(None, forms, said, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return _Alignment(0.0, Hit(text, words.start, words.start + 1), [])
    middle = max(range(len(blocks)), key=lambda n: blocks[n].size)
    kept = [blocks[middle]]
    for order in (range(middle + 1, len(blocks)), range(middle - 1, -1, -1)):
        at = blocks[middle]
        for n in order:
            apart = abs((blocks[n].b - at.b) - (blocks[n].a - at.a))
            if blocks[n].size < RUN and apart > _CLOSE:
                continue
            at = blocks[n]
            kept.append(at)
    kept.sort()
    shared = sum(len(form) for a, _b, size in kept for form in forms[a : a + size])
    alike = shared + _alike(forms, said, [tuple(k) for k in kept])
    first, last = words.start + kept[0].b, words.start + kept[-1].b + kept[-1].size
    blocks_in_text = [(k.a, words.start + k.b, k.size) for k in kept]
    return _Alignment(alike / sum(map(len, forms)), Hit(text, first, last), blocks_in_text)


def _alike(forms: list[str], said: list[str], blocks: list[tuple[int, ...]]) -> float:
    """Return how many letters of words between the blocks are like what the source has there: *leder* for *ledere*."""
    total = 0.0
    for before, after in pairwise(blocks):
        mine = " ".join(forms[before[0] + before[2] : after[0]])
        theirs = " ".join(said[before[1] + before[2] : after[1]])
        ratio = fuzz.ratio(mine, theirs) if mine and theirs else 0.0
        total += len(mine.replace(" ", "")) * (ratio / 100 if ratio >= 60 else 0.0)
    return total


def _near(shelf: Shelf, one: Quotation, best: _Alignment) -> Match:
    """Return an edited quote with its edits, each piece of words as it is written on either side."""
    words = shelf.library.texts[best.hit.text]
    mine = [*(start for piece in one.pieces for start in piece.starts), one.pieces[-1].ends[-1]]
    turn = shelf.words_in(best.hit.text, shelf.turn(best.hit.text, best.hit.first))
    a, b, _size = best.blocks[0]
    at, there = 0, max(turn.start, b - a)  # words changed at either end stand against as many of the source
    a, b, _size = best.blocks[-1]
    hit = Hit(best.hit.text, there, min(turn.stop, b + len(mine) - 1 - a))
    omitted = _omissions(one)
    edits: list[Edit] = []
    for a, b, size in [*best.blocks, (len(mine) - 1, hit.last, 0)]:
        report = one.text[mine[at] : mine[a]].strip() if a > at else ""
        sign = bool(report) and not report[-1].isalnum()  # then the sign after it in the source stands against it
        source = words.text[words.starts[there] : words.ends[b - 1] + sign] if b > there else ""
        if source and not report and a in omitted:
            edits.append(Edit("[…]", "[…]"))
        elif source or report:
            edits.append(Edit(source.strip(), report))
        if size:
            same = one.text[mine[a] : mine[a + size]].strip()
            edits.append(Edit(same, same))
        at, there = a + size, b + size
    return Match(NEAR, (shelf.place([hit]),), tuple(edits), min(best.likeness, 1.0), one.insertions)


def _omissions(one: Quotation) -> set[int]:
    """Return the numbers of the words before which the report says that something is left out."""
    found, count = set(), 0
    for piece in one.pieces:
        if piece.gap == OMISSION:
            found.add(count)
        count += len(piece.forms)
    return found


def _runs(shelf: Shelf, forms: Sequence[str]) -> list[Hit]:
    """Return the pieces a quote is put together of without a mark, from several turns or out of order; else none."""
    found: list[Hit] = []
    at = 0
    while at < len(forms):
        places = shelf.library.longest(forms[at:])
        length = places[0].last - places[0].first if places else 0
        if length < RUN:
            return []
        turns = {(h.text, shelf.turn(h.text, h.first)) for h in found}
        same = [h for h in places if (h.text, shelf.turn(h.text, h.first)) in turns]
        found.append((same or places)[0])
        at += length
    apart = len({(h.text, shelf.turn(h.text, h.first)) for h in found}) > 1
    return found if len(found) > 1 and (apart or found != sorted(found)) else []
