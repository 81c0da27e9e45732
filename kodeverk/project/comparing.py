"""The looks that compare groups, as `Study` binds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kodeverk.analysis.groups.attributes import AttributeComparison
    from kodeverk.analysis.groups.balance import Balance
    from kodeverk.analysis.groups.comparison import Comparison
    from kodeverk.project.looks import Study


def compare(
    self: Study, *, by: str | Sequence[str], of: str | Sequence[str] | None = None, level: str = "informant"
) -> Comparison:
    """Return, theme by theme, which cases speak of it in each group; with cautions, and tests on request.

    Parameters
    ----------
    by : str or list of str
        An attribute, or ``office``; of several (``["leader_model", "line"]``) each combination is a group.
    of : str or list of str, optional
        Codes, categories or sub-questions; otherwise all categories and codes at the top.
    level : str
        ``informant``; or ``office``, that says what one of its informants says.

    Returns
    -------
    Comparison
        ``.frame``, ``.quotes``, ``.warnings``, ``.pairs`` (which two cases differ most), ``.deviants`` (who differs
        from her own group); ``.test(theme)`` and ``.tests()`` say what chance alone could do.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such attribute or theme.
    KodeverkError
        If there is no such level, or offices are to be compared by what differs within one.
    """
    from kodeverk.analysis.groups.compare import compare

    return compare(self.snapshot, by=by, of=of, level=level)


def compare_attributes(self: Study, *, by: str | Sequence[str]) -> AttributeComparison:
    """Return every other attribute group by group: numbers with names, sum and median; words with who has what.

    What is unknown, not applicable or not released stands apart, with names, and is in no sum.

    Raises
    ------
    UnknownName
        If no case has such an attribute.
    """
    from kodeverk.analysis.groups.attributes import compare_attributes

    return compare_attributes(self.snapshot, by=by)


def balance(self: Study, *, by: str | Sequence[str] = "informant") -> Balance:
    """Return how much of the talk is whose, and how much of it is coded: ``.frame``, one row each.

    Informant speech in interviews only.

    Parameters
    ----------
    by : str or list of str
        ``informant``, ``office``, an attribute such as ``line``, or several.

    Raises
    ------
    UnknownName
        If no case has such an attribute.
    """
    from kodeverk.analysis.groups.balance import balance

    return balance(self.snapshot, by=by)
