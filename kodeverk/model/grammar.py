"""The grammar of selections: ``leader_model == "enleder" and (line == "stat" or code("integrering"))``.

Read with Python's own parser into the five nodes below; never evaluated as Python.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from kodeverk.errors import GrammarError

Literal: TypeAlias = str | int | float | bool

LONGEST = 2000
"""Longest selection that is read, in characters."""

NAMES = ("case", "office", "source", "kind", "code", "coder", "codebook")
"""What a selection can compare besides attributes; ``kind`` is the kind of the source."""
STANCES = ("supports", "contradicts")
CODE_FUNCTIONS = ("code", "together", "before")
FUNCTIONS = {"code": 1, "category": 1, "together": 2, "before": 2, **dict.fromkeys(STANCES, 1)}
"""What can be asked of what a case says, with the number of names each takes; `together` takes ``turns=`` too."""

ALLOWED = (
    "Allowed: comparisons of a name with a literal (==, !=, <, <=, >, >=, in, not in), "
    'code("a"), category("a"), together("a", "b", turns=0), before("a", "b"), supports("P"), contradicts("P"), '
    "and, or, not, parentheses; "
    'such as leader_model == "enleder" and not code("integrering").'
)
_TESTS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


class Compare(NamedTuple):
    """A name compared with one literal, or with several for ``in`` and ``not in``."""

    name: str
    test: str
    literals: tuple[Literal, ...]


class Call(NamedTuple):
    """A question to what a case says: ``code``, ``category``, ``together``, ``before``, ``supports``, ``contradicts``.

    Attributes
    ----------
    function : str
    names : tuple of str
        Of codes, sub-questions or, for ``category``, categories; of a proposition for the stances.
    turns : int
        For ``together``: how many turns apart at most; 0 in the same one.
    """

    function: str
    names: tuple[str, ...]
    turns: int = 0


class Not(NamedTuple):
    """The opposite of a selection."""

    inner: Node


class And(NamedTuple):
    """Every one of the parts; an empty one holds always."""

    parts: tuple[Node, ...]


class Or(NamedTuple):
    """At least one of the parts."""

    parts: tuple[Node, ...]


Atom: TypeAlias = Compare | Call
Node: TypeAlias = Atom | Not | And | Or


class Truth(NamedTuple):
    """What is known of a test: whether it can be true, and whether it can be false.

    Neither can be for a value that is unknown: it satisfies no comparison, nor its opposite. Both
    can be for a name that is left open, such as ``code`` when a case is asked about.
    """

    true: bool
    false: bool


YES, NO, NEITHER, OPEN = Truth(True, False), Truth(False, True), Truth(False, False), Truth(True, True)


def parse(where: str) -> Node:
    """Return the nodes of a selection.

    Raises
    ------
    GrammarError
        If it holds anything but comparisons of names with literals, the `FUNCTIONS` with
        names in quotes, and / or / not, parentheses.

    Examples
    --------
    >>> parse('not år < 5')
    Not(inner=Compare(name='år', test='<', literals=(5,)))
    >>> parse('together("a", "b", turns=2)')
    Call(function='together', names=('a', 'b'), turns=2)
    """
    if len(where) > LONGEST:
        raise GrammarError(f"The selection has {len(where)} characters; at most {LONGEST} are read.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _node(ast.parse(where.strip(), mode="eval").body, where)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise GrammarError(f"The selection {where!r} cannot be understood. {ALLOWED}") from None


def _node(found: ast.expr, where: str) -> Node:
    if isinstance(found, ast.BoolOp):
        parts = tuple(_node(part, where) for part in found.values)
        return And(parts) if isinstance(found.op, ast.And) else Or(parts)
    if isinstance(found, ast.UnaryOp) and isinstance(found.op, ast.Not):
        return Not(_node(found.operand, where))
    if isinstance(found, ast.Compare):
        return _compare(found, where)
    if isinstance(found, ast.Call):
        return _call(found, where)
    raise _unexpected(found, where)


def _compare(found: ast.Compare, where: str) -> Compare:
    test = _TESTS.get(type(found.ops[0]))
    if len(found.ops) != 1 or test is None or not isinstance(found.left, ast.Name):
        raise _unexpected(found, where)
    right = found.comparators[0]
    if test not in ("in", "not in"):
        return Compare(found.left.id, test, (_literal(right, where),))
    if not isinstance(right, ast.Tuple | ast.List | ast.Set):
        raise _unexpected(right, where)
    return Compare(found.left.id, test, tuple(_literal(item, where) for item in right.elts))


def _call(found: ast.Call, where: str) -> Call:
    function = found.func.id if isinstance(found.func, ast.Name) else ""
    names = tuple(_literal(name, where) for name in found.args)
    options = {option.arg: _literal(option.value, where) for option in found.keywords}
    turns = options.pop("turns", 0) if function == "together" else 0
    counted = isinstance(turns, int) and not isinstance(turns, bool) and turns >= 0
    if len(names) != FUNCTIONS.get(function) or options or not counted:
        raise _unexpected(found, where)
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise _unexpected(found, where)
    return Call(function, tuple(map(str, names)), int(turns))


def _literal(found: ast.expr, where: str) -> Literal:
    if isinstance(found, ast.Constant) and isinstance(found.value, str | int | float | bool):
        return found.value
    if isinstance(found, ast.UnaryOp) and isinstance(found.op, ast.USub):
        number = _literal(found.operand, where)
        if isinstance(number, int | float) and not isinstance(number, bool):
            return -number
    raise _unexpected(found, where)


def _unexpected(found: ast.expr, where: str) -> GrammarError:
    part = ast.get_source_segment(where.strip(), found) or where
    return GrammarError(f"The selection holds {part!r}, which is not allowed. {ALLOWED}")


def atoms(node: Node) -> Iterator[Atom]:
    """Return every comparison and every question in a selection."""
    if isinstance(node, Compare | Call):
        yield node
    elif isinstance(node, Not):
        yield from atoms(node.inner)
    else:
        for part in node.parts:
            yield from atoms(part)


def asks_said(node: Node) -> bool:
    """Return whether a selection asks for something that is said or coded, and not for attributes and places alone.

    >>> asks_said(parse('clause_2 != "same"')), asks_said(parse('line == "stat" and code("makt")'))
    (False, True)
    """
    return any(isinstance(atom, Call) or atom.name in ("code", "codebook", "coder") for atom in atoms(node))


def with_names(where: str, exchange: Callable[[str], str]) -> str:
    """Return a selection with the names of codes in it exchanged, and all else as it was written.

    Raises
    ------
    GrammarError
        If `where` cannot be understood.

    Examples
    --------
    >>> with_names('line == "stat" and not code("makt")', lambda name: f"bok:{name}")
    'line == "stat" and not code("bok:makt")'
    """
    if not where.strip():
        return where
    parse(where)
    written = where.strip()
    lines = [line.encode() for line in written.split("\n")]
    for spot in sorted(_spots(ast.parse(written, mode="eval")), key=lambda c: (-c.lineno, -c.col_offset)):
        name = str(spot.value)
        if (new := exchange(name)) != name:
            line = lines[spot.lineno - 1]
            lines[spot.lineno - 1] = (
                line[: spot.col_offset] + json.dumps(new, ensure_ascii=False).encode() + line[spot.end_col_offset :]
            )
    return b"\n".join(lines).decode()


def _spots(tree: ast.AST) -> Iterator[ast.Constant]:
    """Return the places in a selection where the name of a code stands."""
    for found in ast.walk(tree):
        inside: list[ast.expr] = []
        if isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id in CODE_FUNCTIONS:
            inside = found.args
        elif isinstance(found, ast.Compare) and isinstance(found.left, ast.Name) and found.left.id == "code":
            inside = found.comparators
        for part in inside:
            yield from (c for c in ast.walk(part) if isinstance(c, ast.Constant) and isinstance(c.value, str))


def evaluate(node: Node, ask: Callable[[Atom], Truth]) -> Truth:
    """Return what is known of a selection when `ask` says what is known of each comparison and question."""
    if isinstance(node, Compare | Call):
        return ask(node)
    if isinstance(node, Not):
        inner = evaluate(node.inner, ask)
        return Truth(inner.false, inner.true)
    found = [evaluate(part, ask) for part in node.parts]
    if isinstance(node, And):
        return Truth(all(t.true for t in found), any(t.false for t in found))
    return Truth(any(t.true for t in found), all(t.false for t in found))
