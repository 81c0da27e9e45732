"""Dates as people write them: in digits, or with the month in words."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "ma[iy]", "jun", "jul", "aug", "sep", "o[kc]t", "nov", "de[sc]")
"""How the name of each month begins in bokmål, nynorsk and English."""
_DAY, _YEAR = r"(?P<day>\d{1,2})", r"(?P<year>\d{4}|\d{2})"
_FORMS = (
    re.compile(r"(?<![\d./-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])"),
    re.compile(rf"(?<![\d./-]){_DAY}\s?[./-]\s?(?P<month>\d{{1,2}})\s?[./-]\s?{_YEAR}(?!\d)"),
    re.compile(rf"(?<![\d./-]){_DAY}\.?\s+(?P<name>{'|'.join(_MONTHS)})[a-zæøå]*\.?,?\s+{_YEAR}(?!\d)", re.I),
)


class Written(NamedTuple):
    """A date as it is written, whether it exists or not.

    Attributes
    ----------
    year, month, day : int
    start, end : int
        Where it stands, in code points.
    """

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def iso(self) -> str:
        """The date as ``2006-11-14``; empty where there is no such day."""
        try:
            return datetime.date(self.year, self.month, self.day).isoformat()
        except ValueError:
            return ""


def dates(text: str) -> list[Written]:
    """Return the dates written in a text, in the order they stand.

    Day, month and year in digits, or the month in words. A year of two digits is of this century. A day or month no
    calendar has is returned too: its `iso` is empty.

    Examples
    --------
    >>> [one.iso for one in dates("14.11.2006, den 2. oktober 2006 og 2007-01-31")]
    ['2006-11-14', '2006-10-02', '2007-01-31']
    >>> [(one.day, one.month, one.iso) for one in dates("Møtedato: 31.02.07")]
    [(31, 2, '')]
    """
    found = [_written(hit) for form in _FORMS for hit in form.finditer(text)]
    return sorted(found, key=lambda one: one.start)


def _written(hit: re.Match[str]) -> Written:
    parts = hit.groupdict()
    name = parts.get("name")
    month = _month(name) if name else int(parts["month"])
    year = int(parts["year"])
    return Written(year + 2000 if year < 100 else year, month, int(parts["day"]), *hit.span())


def _month(name: str) -> int:
    return next(number for number, begins in enumerate(_MONTHS, 1) if re.match(begins, name, re.I))
