"""Response rates, with what does not add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kodeverk.analysis.sums import COLUMNS, Sum, sums_of
from kodeverk.analysis.surveys.grouped import ALL
from kodeverk.errors import FormatError
from kodeverk.messages import _, _n, numeral, percent
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

ANSWERED, SENT = "answered", "sent"


class Rate(NamedTuple):
    """How many of a group answered.

    Attributes
    ----------
    group : str
    sent : int or None
        None where it is not known how many were asked.
    answered : int
    """

    group: str
    sent: int | None
    answered: int

    @property
    def rate(self) -> float | None:
        """Part (0-1) of those asked; None where that is not known, or more answered than were asked."""
        return self.answered / self.sent if self.sent and self.answered <= self.sent else None


class ResponseRates(NamedTuple):
    """Response rates of a survey.

    Attributes
    ----------
    rates : tuple of Rate
        One per group; the last is all.
    sums : tuple of Sum
        The groups beside the totals, and what else was to be checked.
    """

    rates: tuple[Rate, ...]
    sums: tuple[Sum, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per group. Columns: group (``all`` is the last), sent, answered, rate (0-1)."""
        import pandas as pd

        frame = pd.DataFrame([(*one, one.rate) for one in self.rates], columns=["group", "sent", "answered", "rate"])
        return frame.astype({"sent": "Int64"})

    @property
    def checks(self) -> pd.DataFrame:
        """One row per sum.

        Columns: what, parts, counted_twice, sum, stated, difference (sum less stated), holds.
        """
        import pandas as pd

        return pd.DataFrame([one.row() for one in self.sums], columns=list(COLUMNS))

    @property
    def flags(self) -> tuple[str, ...]:
        """What does not add up, in the language in use."""
        over = _("{group}: {answered} answered, and only {sent} were asked")
        more = [
            over.format(group=_label(one.group), answered=numeral(one.answered), sent=numeral(one.sent))
            for one in self.rates
            if one.sent is not None and one.answered > one.sent
        ]
        more += self._not_asked()
        return (*more, *(one._replace(what=_what(one.what)).in_words() for one in self.sums if not one.holds))

    def _not_asked(self) -> list[str]:
        """Return the flag on groups that answered and are not said to have been asked, where others are."""
        *groups, whole = self.rates
        if whole.sent is None or whole.sent != sum(one.sent or 0 for one in groups):
            return []
        outside = [one for one in groups if one.sent is None and one.answered]
        count = sum(one.answered for one in outside)
        told = _n(
            "{count} answered outside the groups that were asked ({groups}), and counts in the rate of all",
            "{count} answered outside the groups that were asked ({groups}), and count in the rate of all",
            count,
        )
        named = ", ".join(_label(one.group) for one in outside)
        return [told.format(count=numeral(count), groups=named)] if outside else []

    def __repr__(self) -> str:
        last = self.rates[-1]
        wrong = _n("{count} flag", "{count} flags", len(self.flags)).format(count=len(self.flags))
        return f"<{_said(last)}; {wrong}>"

    def _repr_html_(self) -> str:
        head = ["", _("sent to"), _("answered"), _("response rate")]
        rows = [
            [_label(one.group), "–" if one.sent is None else one.sent, one.answered, _rate(one)] for one in self.rates
        ]
        return str(html.block(html.table(head, rows), html.items(self.flags) if self.flags else ""))


def _label(group: str) -> str:
    return _("all") if group == ALL else group


def _what(what: str) -> str:
    return {ANSWERED: _("answered, group by group"), SENT: _("sent, group by group")}.get(what, what)


def _rate(one: Rate) -> str:
    return "–" if one.rate is None else percent(one.rate)


def _said(one: Rate) -> str:
    if one.sent is None:
        return numeral(one.answered)
    told = _("{answered} of {sent} answered")
    return f"{told.format(answered=numeral(one.answered), sent=numeral(one.sent))}, {_rate(one)}"


def response_rates(
    sent: Mapping[str, int],
    answered: Mapping[str, int],
    *,
    total: tuple[int | None, int | None] = (None, None),
    sums: Mapping[str, Sequence[Any]] | None = None,
) -> ResponseRates:
    """Return response rates, group by group and for all, and flag what does not add up.

    ``rate = answered / sent``. Where the groups are samples that overlap, they add up to more than the total: the
    difference is flagged, and the rate of all is that of the totals, never of the sum. Who answered in a group that is
    not said to have been asked is in the rate of all, and flagged.

    Parameters
    ----------
    sent, answered : dict of str to int
        By group, how many were asked and how many answered. A group in `answered` alone has no rate.
    total : (int or None, int or None)
        How many were asked and answered in all; without it the groups together.
    sums : dict, optional
        Other numbers to check: what, to ``([parts], stated total)`` or ``([parts], stated total, counted twice)``.

    Raises
    ------
    FormatError
        If a number is negative or no whole number, a group was asked and none is said to have answered, or a sum is
        not written so.

    Examples
    --------
    >>> rates = response_rates({"mayor": 436, "chief": 436}, {"mayor": 106, "chief": 158, "other": 4})
    >>> rates
    <268 of 872 answered, 31%; 1 flag>
    >>> response_rates({}, {"random": 952, "followed": 804, "case": 187}, total=(4687, 1745)).flags
    ('answered, group by group: 952 + 804 + 187 = 1,943, 198 more than the 1,745 stated: at least 198 are
    counted twice, or a number is wrong',)
    """
    stated = [one for one in total if one is not None]
    for number in (*sent.values(), *answered.values(), *stated):
        if not isinstance(number, int) or number < 0:
            raise FormatError(f"{number!r} is no number of respondents: there must be whole numbers.")
    lacking = [group for group in sent if group not in answered]
    if lacking:
        raise FormatError(f"It is not said how many of {', '.join(lacking)} answered; 0 where nobody did.")
    rates = [Rate(group, sent.get(group), count) for group, count in answered.items()]
    in_all = [
        given if given is not None else sum(parts.values()) if parts else None
        for given, parts in zip(total, (sent, answered), strict=True)
    ]
    checks = [
        Sum(what, tuple(parts.values()), given)
        for what, parts, given in ((SENT, sent, total[0]), (ANSWERED, answered, total[1]))
        if given is not None and parts
    ]
    whole = Rate(ALL, in_all[0], in_all[1] or 0)
    return ResponseRates((*rates, whole), (*checks, *sums_of(sums or {})))
