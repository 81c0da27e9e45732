"""Leaving out needs one word: what a person wrote or can see in a file is not left out before somebody says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kodeverk.errors import KodeverkError, LeavesOut, nearest
from kodeverk.reading.kinds import BY_DESIGN, label, left_out_kinds
from kodeverk.reading.report import Content, ImportReport

ALL = "all"


def said(words: str | Iterable[str]) -> frozenset[str]:
    """Return the kinds of content that may be left out, by id, as somebody says them.

    Parameters
    ----------
    words : str or iterable of str
        Kinds by id (``headers``) or by name in the reader's language; or ``all``.

    Raises
    ------
    KodeverkError
        If there is no such kind.

    Examples
    --------
    >>> said("headers") == {"headers"}, said(()) == set()
    (True, True)
    """
    kinds = left_out_kinds()
    known = {name.casefold(): kind for kind in kinds for name in (kind, label(kind))} | {ALL: ALL}
    found = set()
    for word in [words] if isinstance(words, str) else words:
        if word.casefold() not in known:
            near = nearest(word.casefold(), known) or sorted(kinds)
            raise KodeverkError(f"Nothing is left out that is called {word!r}. Did you mean: {', '.join(near)}?")
        found.add(known[word.casefold()])
    return frozenset(found)


def needs_word(report: ImportReport, words: frozenset[str]) -> tuple[Content, ...]:
    """Return what of a file would be left out that is not among the kinds somebody has said may be."""
    if ALL in words:
        return ()
    named = [row for row in report.left_out if row.kind != "letters"]
    # Letters are counted apart from the kinds they stand in: only those no kind accounts for are asked for themselves.
    letters = [_unaccounted(row, bool(named)) for row in report.content if row.kind == "letters"]
    return tuple(row for row in named + letters if row.left_out > 0 and row.kind not in words | BY_DESIGN)


def check_left_out(report: ImportReport, words: frozenset[str]) -> None:
    """Raise LeavesOut where something would be left out that nobody has said may be.

    Parameters
    ----------
    report : ImportReport
    words : frozenset of str
        From `said`.
    """
    if asked := needs_word(report, words):
        raise LeavesOut(
            f"{report.file}: {_amounts(asked)} would be left out. Nothing was imported from it. "
            f"If that may be left out, say {spoken(asked)}.",
            asked,
        )


def _unaccounted(letters: Content, named: bool) -> Content:
    accounted = letters.imported + (letters.left_out if named else 0)
    return letters._replace(left_out=letters.found - accounted)


def spoken(content: Iterable[Content]) -> str:
    """Return the words that let these kinds be left out.

    >>> spoken([Content("headers", 2, 0, 2), Content("footers", 1, 0, 1)])
    "leave_out=['headers', 'footers']"
    """
    kinds = [*dict.fromkeys(row.kind for row in content)]
    return f"leave_out={kinds[0]!r}" if len(kinds) == 1 else f"leave_out={kinds!r}"


def _amounts(content: Iterable[Content]) -> str:
    counts: Counter[str] = Counter()
    for row in content:
        counts[row.kind] += row.left_out
    return ", ".join(f"{kind} ({count})" for kind, count in counts.items())
