"""Lint of a crosswalk: what does not fit between it and the two codebooks it joins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kodeverk.messages import _
from kodeverk.model.codebook import Code
from kodeverk.model.crosswalk import NONE, Crosswalk
from kodeverk.model.problems import ERROR, NOTE, SEVERITIES, WARNING, Problem


def lint_crosswalk(crosswalk: Crosswalk, codes: Iterable[Code]) -> list[Problem]:
    """Return what is inconsistent in a crosswalk, the gravest first.

    Told are: a codebook without codes (and nothing more of that side), codes the codebook does not have, codes that
    have a link and are said to have no equivalent, and codes without a row. A code has a row where it, a code above it
    or a code below it has one.

    Parameters
    ----------
    crosswalk : Crosswalk
    codes : iterable of Code
        Those of both codebooks; others are passed over.
    """
    known = list(codes)
    found: list[Problem] = []
    for book, paths in sides(crosswalk):
        own = [code.path for code in known if code.codebook == book]
        if own:
            found += [*_unknown(crosswalk, book, own, paths), *_missing(crosswalk, book, own, paths)]
        else:
            what = _("the codebook {codebook} is not in use").format(codebook=book)
            found.append(Problem(WARNING, crosswalk.id, what, _("Use that codebook too.")))
    found += _both(crosswalk)
    return sorted(found, key=lambda problem: (SEVERITIES.index(problem.severity), problem.where, problem.what))


def sides(crosswalk: Crosswalk) -> tuple[tuple[str, list[str]], tuple[str, list[str]]]:
    """Return each codebook's id with the paths of its codes that have a row."""
    left = dict.fromkeys(link.from_code for link in crosswalk.links if link.from_code)
    entered = dict.fromkeys(link.to_code for link in crosswalk.links if link.to_code)
    return (crosswalk.from_codebook, list(left)), (crosswalk.to_codebook, list(entered))


def without_row(own: Sequence[str], paths: Sequence[str]) -> list[str]:
    """Return the paths in a codebook that have no row, nor has any above or below them.

    >>> without_row(["makt", "makt/stor", "møter", "tid", "tid/mangel"], ["makt/stor", "tid"])
    ['møter']
    """
    return [path for path in own if not any(_related(path, row) for row in paths)]


def _related(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _unknown(crosswalk: Crosswalk, book: str, own: Sequence[str], paths: Sequence[str]) -> Iterator[Problem]:
    for path in paths:
        if path not in own:
            what = _("{codebook} has no code {code}").format(codebook=book, code=path)
            yield Problem(ERROR, crosswalk.id, what, _("Correct the crosswalk, or add the code."))


def _missing(crosswalk: Crosswalk, book: str, own: Sequence[str], paths: Sequence[str]) -> Iterator[Problem]:
    if missing := without_row(own, paths):
        what = _("codes of {codebook} without a row: {codes}").format(codebook=book, codes=", ".join(missing))
        advice = _("Say what corresponds to them, or that nothing does (strength: none).")
        yield Problem(NOTE, crosswalk.id, what, advice)


def _both(crosswalk: Crosswalk) -> Iterator[Problem]:
    for book, end in ((crosswalk.from_codebook, 0), (crosswalk.to_codebook, 1)):
        linked = {link[end] for link in crosswalk.links if link.strength != NONE}
        for path in sorted({link[end] for link in crosswalk.links if link.strength == NONE and link[end] in linked}):
            what = _("{codebook}: {code} is said to have no equivalent, and has a link").format(
                codebook=book, code=path
            )
            yield Problem(ERROR, crosswalk.id, what, _("Take one of the two away."))
