"""The grammar of selections: ``leader_model == "enleder" and (line == "stat" or years >= 10)``.

Read with Python's own parser into the four nodes below; never evaluated as Python.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from kodeverk.errors import GrammarError

Literal: TypeAlias = str | int | float | bool

LONGEST = 2000
"""Longest selection that is read, in characters."""

ALLOWED = (
    "Allowed: comparisons of a name with a literal (==, !=, <, <=, >, >=, in, not in), and, or, not, parentheses; "
    'such as leader_model == "enleder" and line in ("stat", "kommune").'
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


class Not(NamedTuple):
    """The opposite of a selection."""

    inner: Node


class And(NamedTuple):
    """Every one of the parts; an empty one holds always."""

    parts: tuple[Node, ...]


class Or(NamedTuple):
    """At least one of the parts."""

    parts: tuple[Node, ...]


Node: TypeAlias = Compare | Not | And | Or


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
        If it holds anything but comparisons of names with literals, and / or / not, parentheses.

    Examples
    --------
    >>> parse('not år < 5')
    Not(inner=Compare(name='år', test='<', literals=(5,)))
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


def comparisons(node: Node) -> Iterator[Compare]:
    """Return every comparison in a selection."""
    if isinstance(node, Compare):
        yield node
    elif isinstance(node, Not):
        yield from comparisons(node.inner)
    else:
        for part in node.parts:
            yield from comparisons(part)


def evaluate(node: Node, ask: Callable[[Compare], Truth]) -> Truth:
    """Return what is known of a selection when `ask` says what is known of each comparison."""
    if isinstance(node, Compare):
        return ask(node)
    if isinstance(node, Not):
        inner = evaluate(node.inner, ask)
        return Truth(inner.false, inner.true)
    found = [evaluate(part, ask) for part in node.parts]
    if isinstance(node, And):
        return Truth(all(t.true for t in found), any(t.false for t in found))
    return Truth(any(t.true for t in found), all(t.false for t in found))
