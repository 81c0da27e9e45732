"""Numbers that should add up: parts beside the total that is stated, and what the difference may mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kodeverk.errors import FormatError
from kodeverk.messages import _, _n, numeral

COLUMNS = ("what", "parts", "counted_twice", "sum", "stated", "difference", "holds")


class Sum(NamedTuple):
    """Parts beside a stated total.

    Attributes
    ----------
    what : str
    parts : tuple of int
    stated : int
    counted_twice : int
        How many are known to stand in two parts; the sum is without them.
    """

    what: str
    parts: tuple[int, ...]
    stated: int
    counted_twice: int = 0

    @property
    def total(self) -> int:
        """The parts together, who stands in two counted once."""
        return sum(self.parts) - self.counted_twice

    @property
    def difference(self) -> int:
        """The parts together, less what is stated."""
        return self.total - self.stated

    @property
    def holds(self) -> bool:
        """Whether they add up."""
        return not self.difference

    def row(self) -> tuple[object, ...]:
        """Return the columns what, parts (joined by ``+``), counted_twice, sum, stated, difference, holds."""
        return (
            self.what, " + ".join(map(str, self.parts)), self.counted_twice, self.total, self.stated, self.difference,
            self.holds,
        )  # fmt: skip

    def in_words(self) -> str:
        """Return the sum as it stands, and what a difference may mean, in the language in use."""
        written = " + ".join(map(numeral, self.parts))
        written += f" − {numeral(self.counted_twice)}" if self.counted_twice else ""
        if self.holds:
            return _("{what}: {sum} = {stated}").format(what=self.what, sum=written, stated=numeral(self.stated))
        by = abs(self.difference)
        if self.difference > 0:
            told = _n(
                "{what}: {sum} = {total}, {by} more than the {stated} stated: at least {by} is counted twice, "
                "or a number is wrong",
                "{what}: {sum} = {total}, {by} more than the {stated} stated: at least {by} are counted twice, "
                "or a number is wrong",
                by,
            )
        else:
            told = _n(
                "{what}: {sum} = {total}, {by} fewer than the {stated} stated: {by} is not accounted for, or a "
                "number is wrong",
                "{what}: {sum} = {total}, {by} fewer than the {stated} stated: {by} are not accounted for, or a "
                "number is wrong",
                by,
            )
        return told.format(
            what=self.what, sum=written, total=numeral(self.total), by=numeral(by),
            stated=numeral(self.stated),
        )  # fmt: skip


def sums_of(stated: Mapping[str, Sequence[Any]]) -> Iterator[Sum]:
    """Yield the sums a person writes down: what, to parts, stated total and, if any, how many are counted twice.

    Raises
    ------
    FormatError
        If one is not written so.

    Examples
    --------
    >>> [one.difference for one in sums_of({"municipalities": ([179, 38], 218), "persons": ([1, 1, 2, 4, 5], 11)})]
    [-1, 2]
    """
    for what, written in stated.items():
        parts, *numbers = written if isinstance(written, Sequence) and written else (None,)
        if not isinstance(parts, Sequence) or not 1 <= len(numbers) <= 2 or not _whole([*parts, *numbers]):
            raise FormatError(
                f"The sum {what!r} is not written as ([parts], total) or ([parts], total, counted twice), in whole "
                "numbers."
            )
        yield Sum(what, tuple(parts), *numbers)


def _whole(numbers: Sequence[object]) -> bool:
    return all(isinstance(one, int) for one in numbers)
