"""Expected direction: whether more of one group than of the others support a proposition, as theory expects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kodeverk.analysis.theory.findings import CaseFinding
from kodeverk.analysis.theory.rollup import OFFICE, group_of
from kodeverk.analysis.theory.verdict import DISPUTED, MIXED, NOT_JUDGED
from kodeverk.messages import _, _n
from kodeverk.model import CONTRADICTS, ILLUSTRATES, NUANCES, SUPPORTS, Proposition, Value
from kodeverk.views.asked import SILENT
from kodeverk.views.naming import attribute_label

AS_EXPECTED, OPPOSITE, NO_DIFFERENCE, CANNOT_TELL = "as expected", "opposite", "no difference", "cannot be told"
HEARD = (SUPPORTS, CONTRADICTS, MIXED, NUANCES, ILLUSTRATES, SILENT)
"""Statuses of the cases that are heard on a proposition: they spoke of it and were judged, or were asked and silent."""


class Part(NamedTuple):
    """One side of an expected difference.

    Attributes
    ----------
    supports, heard : tuple of str
        Names of the cases that support, and of those heard.
    """

    supports: tuple[str, ...]
    heard: tuple[str, ...]

    def counted(self) -> str:
        """Return how many of those heard support, such as ``2 of 3``."""
        return _("{count} of {n}").format(count=len(self.supports), n=len(self.heard))


class Expectation(NamedTuple):
    """Whether the difference a proposition expects between groups is found.

    Attributes
    ----------
    by, more : str
        The attribute, and the value of the group more of which should support it.
    inside, others : Part
        The expected group, and all others whose value is known.
    result : str
        ``as expected``, ``opposite``, ``no difference``, or ``cannot be told``.
    cautions : tuple of str
        What makes the result weaker than it seems, in the language in use when it was made.
    """

    by: str
    more: str
    inside: Part
    others: Part
    result: str
    cautions: tuple[str, ...]

    def in_words(self) -> str:
        """Return the expectation and what was found as text, in the language in use."""
        said = _("more support where {by} is {more}: {inside} of those heard there, {others} elsewhere: {result}")
        return said.format(
            by=attribute_label(self.by), more=self.more, inside=self.inside.counted(), others=self.others.counted(),
            result=result_label(self.result),
        )  # fmt: skip


def result_label(result: str) -> str:
    """Return the result of an expectation in the language in use."""
    labels = {
        AS_EXPECTED: _("as expected"),
        OPPOSITE: _("opposite to what was expected"),
        NO_DIFFERENCE: _("no difference"),
        CANNOT_TELL: _("cannot be told"),
    }
    return labels[result]


def expectation(
    proposition: Proposition, cases: Iterable[CaseFinding], values: Mapping[str, Mapping[str, Value]]
) -> Expectation | None:
    """Return whether the difference a proposition expects is found; None where it expects none.

    The share of cases that support it among those heard is compared, in whole numbers: ``a/n`` of the
    expected group with ``b/m`` of all others by the sign of ``a·m - b·n``. Heard are those who spoke of
    it and were judged, and those who were asked and silent; a case that speaks both ways, nuances or
    illustrates does not support. Cases that are disputed, or whose value is not known, are in neither.

    Parameters
    ----------
    proposition : Proposition
    cases : list of CaseFinding
    values : dict of str to dict of str to Value
        Attributes by case id and name.
    """
    by, more = proposition.expected.get("by", ""), str(proposition.expected.get("more", ""))
    if not by or not more:
        return None
    found = [(case, *group_of(case, by, values)) for case in cases if case.case_id is not None]
    inside = [case for case, known, group in found if known and group == more]
    others = [case for case, known, group in found if known and group != more]
    unknown = [case for case, known, _group in found if not known]
    parts = _part(inside), _part(others)
    result = _result(*((len(part.supports), len(part.heard)) for part in parts))
    cautions = _cautions((inside, others), unknown, result, by)
    return Expectation(by, more, *parts, result, tuple(cautions))


def _part(cases: list[CaseFinding]) -> Part:
    heard = [case for case in cases if case.status in HEARD]
    return Part(tuple(c.case for c in heard if c.status == SUPPORTS), tuple(c.case for c in heard))


def _result(inside: tuple[int, int], others: tuple[int, int]) -> str:
    if not inside[1] or not others[1]:
        return CANNOT_TELL
    difference = inside[0] * others[1] - others[0] * inside[1]
    if not difference:
        return NO_DIFFERENCE
    return AS_EXPECTED if difference > 0 else OPPOSITE


def _cautions(
    sides: tuple[list[CaseFinding], list[CaseFinding]], unknown: list[CaseFinding], result: str, by: str
) -> list[str]:
    found = []
    everyone = [*sides[0], *sides[1]]
    if result != CANNOT_TELL:
        offices = [{case.office for case in side if case.status in HEARD} for side in sides]
        if by != OFFICE and any(len(found_in) == 1 for found_in in offices):
            named = "; ".join(min(found_in) or "–" for found_in in offices if len(found_in) == 1)
            found.append(
                _("A group is one office ({offices}): the difference may be the office's.").format(offices=named)
            )
        if result != NO_DIFFERENCE and _turns(*sides, result):
            found.append(_("One case more or less would change it."))
    if count := sum(case.status == NOT_JUDGED for case in everyone):
        said = _n(
            "{count} case speaks of it and is not judged.", "{count} cases speak of it and are not judged.", count
        )
        found.append(said.format(count=count))
    if left := [case.case for case in everyone if case.status == DISPUTED]:
        found.append(_("Left out, disputed between coders: {cases}.").format(cases=", ".join(left)))
    if left := [case.case for case in unknown if case.status in HEARD]:
        found.append(_("Left out, {by} not known: {cases}.").format(by=by, cases=", ".join(left)))
    return found


def _turns(inside: list[CaseFinding], others: list[CaseFinding], result: str) -> bool:
    """Return whether the result is another when one case that was heard stood otherwise."""
    (a, n), (b, m) = ((len(part.supports), len(part.heard)) for part in (_part(inside), _part(others)))
    less, more = ((a - 1, n), (b, m)), ((a, n), (b + 1, m))
    if result == OPPOSITE:
        less, more = ((a + 1, n), (b, m)), ((a, n), (b - 1, m))
    return any(_result(*sides) != result for sides in (less, more))
