"""The items of documents: the cases of a meeting where its minutes number them, else turns and paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kodeverk.coding.items import BRANCHES, Found, agenda_of, branch_of, judged_on
from kodeverk.errors import GrammarError
from kodeverk.language.agenda import AgendaItem
from kodeverk.language.fold import fold
from kodeverk.model import Code, Coding, Snapshot, Source
from kodeverk.model.grammar import NEITHER, NO, YES, Call, Truth, atoms, evaluate, parse
from kodeverk.views.asked import SAID, SILENT, UNKNOWN_ASKED
from kodeverk.views.naming import names
from kodeverk.views.select import select
from kodeverk.views.telling import themes_of

KINDS = ("turn", "paragraph")
"""Kinds of segment that are an item of a document whose items are not numbered."""


class Item(NamedTuple):
    """An item of a document.

    Attributes
    ----------
    id : str
        ``<source id>/<number>``.
    name : str
        Source, and the number of the item or segment.
    status : str
        ``said``, ``silent``, or ``unknown whether asked`` where the condition asks for what nobody has judged of the
        item, or coders judge differently.
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
    """Return the items of the sources that `among` selects, or without it of all minutes.

    In a study without minutes the items are those of all sources that are no interviews.

    The items of minutes are those of `language.agenda`. Where no line of a source is numbered, its turns and paragraphs
    are its items. An item says a code if a coding with it overlaps the item, and else is silent. Under the codes that
    say what an item is (`coding.items.BRANCHES`) it is not known where it stands if nobody has placed it there, or
    coders place it differently; see `judged`.

    Raises
    ------
    GrammarError, UnknownName, AmbiguousName
        If the condition or the selection cannot be understood, asks for more than codes, or names what is not there.
    """
    if among:
        sources = set(select(snapshot, among).table(Source))
    else:
        documents = [source for source in snapshot.all(Source) if source.kind != "interview"]
        sources = {source.id for source in documents if source.kind == "minutes"} or {source.id for source in documents}
    says = says_of(snapshot, condition)
    found: list[Item] = []
    told: dict[bool, list[str]] = {True: [], False: []}
    for key, name in names(snapshot).source.items():
        if key in sources:
            parts = agenda_of(snapshot, key).items
            told[bool(parts)].append(name)
            for part in parts or _segments(snapshot, key):
                status, codings = says(judged_on(snapshot, Found(snapshot.table(Source)[key], part)))
                found.append(Item(f"{key}/{fold(part.label)}", f"{name}, {part.label}", status, codings))
    return Items(tuple(found), tuple(told[True]), tuple(told[False]))


def _segments(snapshot: Snapshot, source_id: str) -> list[AgendaItem]:
    """Return the turns and paragraphs of a source as items, by their numbers."""
    segments = [segment for segment in snapshot.version(source_id).segments if segment.kind in KINDS]
    return [AgendaItem(str(s.number), str(s.number), "", "", (s.speech,), True, None) for s in segments]


def says_of(snapshot: Snapshot, condition: str) -> Callable[[list[Coding]], tuple[str, tuple[Coding, ...]]]:
    """Return the function that says where an item with some codings stands to a condition, and by which of them.

    Raises
    ------
    GrammarError, UnknownName, AmbiguousName
    """
    node, codes = parse(condition), snapshot.table(Code)
    wanted: dict[Call, frozenset[str]] = {}
    for atom in atoms(node):
        if not isinstance(atom, Call) or atom.function not in ("code", "category"):
            raise GrammarError(
                f"Items of documents are counted by code and category alone; {condition!r} asks something else. "
                'Write code("...") or category("..."), joined by and, or, not.'
            )
        wanted[atom] = frozenset(code for theme in themes_of(snapshot, atom) for code in theme.codes)
        _refuse_headings(condition, [codes[code] for code in wanted[atom]])
    named = frozenset().union(*wanted.values())

    def says(codings: list[Coding]) -> tuple[str, tuple[Coding, ...]]:
        def ask(atom: object) -> Truth:
            assert isinstance(atom, Call)
            return judged(snapshot, wanted[atom], codings)

        truth = evaluate(node, ask)
        if truth == YES:
            return SAID, tuple(coding for coding in codings if coding.code_id in named)
        return (SILENT if truth == NO else UNKNOWN_ASKED), ()

    return says


def _refuse_headings(condition: str, wanted: Sequence[Code]) -> None:
    """Refuse to count by all that can be said of an item: ``konflikt`` holds that there is none, too."""
    below = [code.path for code in sorted(wanted, key=lambda code: code.order) if branch_of(code)]
    headings = [code.path for code in wanted if code.path in BRANCHES.values()]
    if headings and below:
        raise GrammarError(
            f"{condition!r} cannot be counted: {headings[0]} heads all that is said of an item, that it is not so "
            f"included. Name one of: {', '.join(below)}."
        )


def judged(snapshot: Snapshot, wanted: frozenset[str], codings: list[Coding]) -> Truth:
    """Return what is known of whether an item has one of some codes, by the codings on it.

    Codes that say what an item is, which stand under one branch, are known where the item is placed there: yes where
    everybody places it under one of those wanted, no where nobody does, not known where coders differ or nobody
    has placed it. That an item is no conflict, too, is known where a coder says so. Any other code an item has or has
    not.

    Parameters
    ----------
    snapshot : Snapshot
    wanted : frozenset of str
        Ids of codes.
    codings : list of Coding
        On the item.
    """
    codes = snapshot.table(Code)
    branches = {branch_of(codes[code]) for code in wanted}
    branch = branches.pop() if len(branches) == 1 else ""
    if not branch:
        return NO if wanted.isdisjoint(coding.code_id for coding in codings) else YES
    placed = {c.code_id for c in codings if c.code_id in codes and branch_of(codes[c.code_id]) == branch}
    if not placed:
        return NEITHER
    if placed <= wanted:
        return YES
    return NO if wanted.isdisjoint(placed) else NEITHER
