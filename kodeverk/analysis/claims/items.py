"""The items of documents: the cases of a meeting where its minutes number them, else turns and paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from kodeverk.errors import GrammarError
from kodeverk.language.fold import fold
from kodeverk.model import Coding, Snapshot, Source
from kodeverk.model.grammar import NO, YES, Call, Truth, atoms, evaluate, parse
from kodeverk.views.asked import SAID, SILENT
from kodeverk.views.naming import names
from kodeverk.views.select import select
from kodeverk.views.telling import themes_of

KINDS = ("turn", "paragraph")
"""Kinds of segment that are an item of a document, or a part of one."""

_MARKUP = r"[#*_\s]*"
_MONTHS = "jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec"
NUMBERED = (
    re.compile(
        rf"{_MARKUP}(?P<label>(?:sak|saksnr|ps|rs|agenda item|item|case)\.?\s*(?:nr\.?\s*)?\d+(?:[/.-]\d+)*)\b", re.I
    ),
    re.compile(rf"{_MARKUP}(?P<label>\d{{1,3}}[.)])\s+(?!(?:{_MONTHS}))\S", re.I),
)
"""How a line numbers an item: ``Sak 3``, ``Sak 12/07``, ``PS 3/07``; where no line of a source does, ``3. Bolig``."""


class Item(NamedTuple):
    """An item of a document.

    Attributes
    ----------
    id : str
        ``<source id>/<number>``.
    name : str
        Source, and the number of the item or segment.
    status : str
        ``said`` or ``silent``.
    codings : tuple of Coding
        Those that make it so.
    """

    id: str
    name: str
    status: str
    codings: tuple[Coding, ...]


class Items(NamedTuple):
    """Items, and the names of the sources whose items are numbered and of those where none is."""

    items: tuple[Item, ...]
    numbered: tuple[str, ...]
    unnumbered: tuple[str, ...]


def items(snapshot: Snapshot, condition: str, among: str) -> Items:
    """Return the items of the sources that `among` selects, or without it of all sources that are no interviews.

    An item of a meeting begins at a numbered line and runs to the next one; what stands before the first is none. Lines
    with the same number are one item, so that an agenda at the top adds nothing. Where no line of a source is
    numbered, its turns and paragraphs are its items. An item says a code if a coding with it overlaps the item, and
    else is silent.

    Raises
    ------
    GrammarError, UnknownName, AmbiguousName
        If the condition or the selection cannot be understood, asks for more than codes, or names what is not there.
    """
    if among:
        sources = set(select(snapshot, among).table(Source))
    else:
        sources = {source.id for source in snapshot.all(Source) if source.kind != "interview"}
    says = _says(snapshot, condition)
    coded: dict[tuple[str, int], list[Coding]] = defaultdict(list)
    for coding in snapshot.all(Coding):
        if coding.source_id in sources:
            for segment in snapshot.segments(coding):
                coded[coding.source_id, segment.number].append(coding)
    found: list[Item] = []
    told: dict[bool, list[str]] = {True: [], False: []}
    for key, name in names(snapshot).source.items():
        if key in sources:
            numbered, parts = _parts(snapshot, key)
            told[numbered].append(name)
            for label, segments in parts.items():
                mine = dict.fromkeys(coding for segment in segments for coding in coded[key, segment])
                found.append(Item(f"{key}/{fold(label)}", f"{name}, {label}", *says(list(mine))))
    return Items(tuple(found), tuple(told[True]), tuple(told[False]))


def _parts(snapshot: Snapshot, source_id: str) -> tuple[bool, dict[str, list[int]]]:
    """Return whether the items of a source are numbered, and by the number of each the numbers of its segments."""
    text = snapshot.text(source_id)
    segments = [segment for segment in snapshot.version(source_id).segments if segment.kind in KINDS]
    for pattern in NUMBERED:
        found: dict[str, list[int]] = {}
        written: dict[str, str] = {}
        label = ""
        for segment in segments:
            begins = pattern.match(text, segment.start, segment.end) if segment.kind == "paragraph" else None
            if begins:
                label = " ".join(begins["label"].rstrip(".)").split())
                label = written.setdefault(fold(label), label)
            if label:
                found.setdefault(label, []).append(segment.number)
        if found:
            return True, found
    return False, {str(segment.number): [segment.number] for segment in segments}


def _says(snapshot: Snapshot, condition: str) -> Callable[[list[Coding]], tuple[str, tuple[Coding, ...]]]:
    """Return the function that says whether an item with some codings meets a condition, and by which of them."""
    node = parse(condition)
    wanted: dict[Call, set[str]] = {}
    for atom in atoms(node):
        if not isinstance(atom, Call) or atom.function not in ("code", "category"):
            raise GrammarError(
                f"Items of documents are counted by code and category alone; {condition!r} asks something else. "
                'Write code("...") or category("..."), joined by and, or, not.'
            )
        wanted[atom] = {code for theme in themes_of(snapshot, atom) for code in theme.codes}
    named = set().union(*wanted.values())

    def says(codings: list[Coding]) -> tuple[str, tuple[Coding, ...]]:
        codes = {coding.code_id for coding in codings}

        def ask(atom: object) -> Truth:
            assert isinstance(atom, Call)
            return NO if wanted[atom].isdisjoint(codes) else YES

        if evaluate(node, ask) != YES:
            return SILENT, ()
        return SAID, tuple(coding for coding in codings if coding.code_id in named)

    return says
