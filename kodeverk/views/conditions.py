"""Conditions over codes and attributes, as rules, claims and selections state them: for which cases they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kodeverk.model import NOT_APPLICABLE, Coding, Snapshot
from kodeverk.model.grammar import NEITHER, NO, OPEN, YES, Atom, Call, Compare, Node, Not, Truth, atoms, evaluate, parse
from kodeverk.views.asked import SAID, SILENT, UNKNOWN_ASKED
from kodeverk.views.comparing import LEFT_OPEN, Row, comparison_test, does_not_concern, named
from kodeverk.views.naming import names
from kodeverk.views.telling import telling, themes_of

_TRUTHS = {SAID: YES, SILENT: NO}


def tester(snapshot: Snapshot, node: Node) -> Callable[[Row], Truth]:
    """Return the function that says what is known of a selection for a row.

    What a case says is asked of the case as a whole, whatever source, code or coder the row names.

    Raises
    ------
    GrammarError, UnknownName, AmbiguousName
        If the selection names what does not exist.
    """
    ask = _asking(snapshot, node)
    return lambda row: evaluate(node, lambda atom: ask(atom, row))


def _asking(snapshot: Snapshot, node: Node) -> Callable[[Atom, Row], Truth]:
    prepared = {
        atom: comparison_test(snapshot, atom) if isinstance(atom, Compare) else _telling_test(snapshot, atom)
        for atom in atoms(node)
    }
    return lambda atom, row: prepared[atom](row)


def _telling_test(snapshot: Snapshot, call: Call) -> Callable[[Row], Truth]:
    tell = telling(snapshot, call)

    def test(row: Row) -> Truth:
        if row.case is LEFT_OPEN or row.case is None:
            return OPEN if row.case is LEFT_OPEN else NEITHER
        return _TRUTHS.get(tell(str(row.case)).status, NEITHER)

    return test


def cases_where(snapshot: Snapshot, where: str) -> dict[str, bool | None]:
    """Return for each case's id, offices included, whether it satisfies a condition; None where that is not known.

    An attribute that is not applicable to a case is not known of it either; see `standings_where`.

    Who was not asked about a code satisfies neither ``code("x")`` nor ``not code("x")``. An office
    answers with what its informants say, and with its own attributes.

    Parameters
    ----------
    snapshot : Snapshot
    where : str
        In the grammar of `model.grammar`.

    Raises
    ------
    GrammarError
        If `where` cannot be understood.
    UnknownName, AmbiguousName
        If it names an attribute, value, case, code ... that does not exist, or fits several.
    """
    test = tester(snapshot, parse(where))
    found = {case_id: test(Row(case=case_id)) for case_id in names(snapshot).case}
    return {case_id: truth.true if truth in (YES, NO) else None for case_id, truth in found.items()}


def standings_where(snapshot: Snapshot, where: str) -> dict[str, str]:
    """Return where each case, offices included, stands to a condition, by case id.

    One of `views.asked.STATUSES`, or *not applicable*. *Said* where it holds, *silent* where it does not.
    Where that is not known, *not asked* if every part of it that is not known was not asked, *not
    applicable* if every such part asks for an attribute that is not applicable to the case, else *unknown
    whether asked*. So ``not code("x")`` is *said* of a case that was asked about x and said nothing of it.

    Parameters and errors as `cases_where`.
    """
    node = parse(where)
    ask = _asking(snapshot, node)
    found: dict[str, str] = {}
    for case_id, holds in cases_where(snapshot, where).items():
        if holds is not None:
            found[case_id] = SAID if holds else SILENT
            continue
        parts = [atom for atom in atoms(node) if ask(atom, Row(case=case_id)) not in (YES, NO)]
        whys = {_not_known(snapshot, atom, case_id) for atom in parts}
        found[case_id] = whys.pop() if len(whys) == 1 else UNKNOWN_ASKED
    return found


def _not_known(snapshot: Snapshot, atom: Atom, case_id: str) -> str:
    """Return why a part of a condition is not known of a case."""
    if isinstance(atom, Call):
        return telling(snapshot, atom)(case_id).status
    return NOT_APPLICABLE if does_not_concern(snapshot, atom, case_id) else UNKNOWN_ASKED


def passages_where(snapshot: Snapshot, where: str) -> dict[str, list[Coding]]:
    """Return, for each case's id for which a condition holds, the codings that make it hold.

    None where it holds by attributes or by silence alone.

    Parameters and errors as `cases_where`.
    """
    node = parse(where)
    ask = _asking(snapshot, node)

    def making(node: Node, case_id: str, holds: bool) -> Iterator[Coding]:
        """Yield the codings that make a part of the condition hold, or not hold."""
        known = evaluate(node, lambda atom: ask(atom, Row(case=case_id)))
        if known != (YES if holds else NO) or isinstance(node, Compare):
            return
        if isinstance(node, Call):
            yield from telling(snapshot, node)(case_id).codings
        elif isinstance(node, Not):
            yield from making(node.inner, case_id, not holds)
        else:
            for part in node.parts:
                yield from making(part, case_id, holds)

    holding = [case_id for case_id, holds in cases_where(snapshot, where).items() if holds]
    return {case_id: list(dict.fromkeys(making(node, case_id, True))) for case_id in holding}


def condition_codes(snapshot: Snapshot, where: str) -> set[str]:
    """Return the ids of the codes a condition names, those below them and those of its categories included.

    Raises
    ------
    GrammarError, UnknownName, AmbiguousName
    """
    found: set[str] = set()
    for atom in atoms(parse(where)):
        if isinstance(atom, Call):
            found |= {code for theme in themes_of(snapshot, atom) for code in theme.codes}
        elif atom.name == "code":
            found |= {code for literal in atom.literals for code in named(snapshot, "code", str(literal))}
    return found
