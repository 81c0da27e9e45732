"""Quantities: what the words say by which a sentence says how many, and when it is true."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from kodeverk.messages import _, numeral

ALL, THE, NONE, NOT_ALL, ALL_BUT, NEARLY_ALL, NEARLY_NONE = (
    "all", "the", "none", "not all", "all but", "nearly all", "nearly none",
)  # fmt: skip
MOST, SEVERAL, MANY, FEW, MINORITY, SOME = "most", "several", "many", "few", "minority", "some"
NUMBER, HALF, FRACTION, PERCENT = "number", "half", "fraction", "percent"
EXACTLY, ABOUT, NEARLY, AT_LEAST, AT_MOST, MORE_THAN, LESS_THAN = (
    "exactly", "about", "nearly", "at least", "at most", "more than", "less than",
)  # fmt: skip


class Quantifier(NamedTuple):
    """A word or words that say how many, where they stand in a text.

    Attributes
    ----------
    start, end : int
        Half-open span in code points; of the noun only what stands between the words.
    words : str
        As they stand.
    kind : str
        What they say; `holds` has the table.
    number : int or None
        The number said: the 4 of ``4 av 5``, the 1 of ``alle unntatt én``, the 60 of ``60 %``.
    of : int or None
        What it is out of: the 5 of ``4 av 5``, the 3 of ``alle de tre``, the 100 of ``60 %``.
    sense : str
        How a number, half, fraction or percentage is meant: ``exactly``, ``about``, ``nearly``, ``at least``,
        ``at most``, ``more than``, ``less than``.
    names : tuple of str
        Those excepted, or alone meant, by name: ``alle unntatt Asker``, ``bare Tjøme``.
    noun : str
        The noun beside it that says what is counted, as it stands; empty where none does.
    unit : str
        ``informants``, ``offices`` or ``items``, from the noun; empty where there is none.
    upto : int or None
        Where a range ends: the 5 of ``mellom tre og fem``, whose number is 3.
    """

    start: int
    end: int
    words: str
    kind: str
    number: int | None = None
    of: int | None = None
    sense: str = EXACTLY
    names: tuple[str, ...] = ()
    noun: str = ""
    unit: str = ""
    upto: int | None = None


class Holding(NamedTuple):
    """Whether what a quantifier says is true of those counted.

    Attributes
    ----------
    true : bool or None
        None where it hangs on those of whom nothing is known, or nobody is counted.
    why : str
        The reason, in the language in use.
    """

    true: bool | None
    why: str


def holds(quantifier: Quantifier, *, said: int, silent: int, unknown: int) -> Holding:
    """Return whether what a quantifier says is true, false, or hangs on those of whom nothing is known.

    Those counted are n = said + silent + unknown. Of the unknown any number might say it: k, how many say it, lies
    between said and said + unknown. True where the reading holds for every such k, false where it holds for none,
    else open (None): supervaluation (van Fraassen 1966), with every completion of what is unknown a valuation.

    ===========  ==============================================  ===============================================
    kind         words                                           reading
    ===========  ==============================================  ===============================================
    all          alle, samtlige, begge; all, every, both         k = n
    the          de tre lederne; the three leaders               k = n
    none         ingen, verken … eller; none, nobody, neither    k = 0
    not all      ikke alle; not all                              k < n
    all but      alle unntatt én; all but one                    n - k = the number excepted; else 0 < n - k < k
    nearly all   nesten alle; almost all, almost everyone        n - k = 1, or 0 < n - k <= n / 10
    nearly none  nesten ingen; hardly any                        k = 1, or 0 < k <= n / 10
    most         de fleste, flertallet; most, majority           k > n / 2: a majority, which a plurality is not
    minority     et mindretall, de færreste; a minority          0 < k < n / 2
    several      flere; several                                  k >= 2
    many         mange; many                                     k >= 3 and k >= n / 3
    few          få, et fåtall; few                              0 < k < n / 2, and not many
    some         noen, enkelte; some                             k >= 1
    number       fire av fem, 4/5 ledere, bare én                k = the number
    number       et par; a couple                                k = 2
    number       mellom tre og fem, 3–5, tre eller fire          k from the one number to the other
    half         halvparten, annenhver, 1/2 av; half             k = n / 2
    fraction     to tredeler, 4/5 av, hver tredje; four in five  k = that part of n, to the nearest person
    percent      60 %, 50–60 %                                   100 k / n rounds to it, at the decimals written
    ===========  ==============================================  ===============================================

    An exception is one from others: *all but*, *nearly all* and *nearly none* are false where the exception is all.

    The last four may be meant otherwise than *exactly*: *about* (within one of it), *nearly* (short of it, by one at
    most), *at least*, *at most*, *more than*, *less than*. ``En av lederne`` tells of one, and no more: *at least*
    one. Where it is said how many there are (``4 av 5``, ``begge``, ``alle de tre``) and another number is counted, it
    is false. Where *many* and *few* part no source says: the thresholds are kodeverk's, and printed with the verdict.

    Parameters
    ----------
    quantifier : Quantifier
    said, silent, unknown : int
        How many say it, do not say it, and of how many it is not known.

    Examples
    --------
    >>> most = Quantifier(0, 9, "De fleste", MOST)
    >>> holds(most, said=3, silent=0, unknown=2).true, holds(most, said=2, silent=3, unknown=0).true
    (True, False)
    >>> print(holds(most, said=2, silent=1, unknown=2).true)
    None
    """
    n = said + silent + unknown
    if n == 0:
        return Holding(None, _("Nobody is counted."))
    if quantifier.kind not in (FRACTION, PERCENT) and quantifier.of not in (None, n):
        return Holding(False, _("There are {n}, not {of}.").format(n=n, of=quantifier.of))
    found = {_READINGS[quantifier.kind](quantifier, k, n) for k in range(said, said + unknown + 1)}
    if len(found) == 2:
        text = _("It holds for {said} of {n}, and of {unknown} it is not known.")
        return Holding(None, text.format(said=said, n=n, unknown=unknown))
    return Holding(found == {True}, _("It holds for {said} of {n}.").format(said=said, n=n))


def can_hold(quantifier: Quantifier, n: int) -> bool:
    """Return whether what a quantifier says can be true of n at all: ``minst tre`` of two can not."""
    return any(holds(quantifier, said=k, silent=n - k, unknown=0).true for k in range(n + 1))


def reading(quantifier: Quantifier) -> str:
    """Return how a quantifier is read, as a sentence in the language in use.

    Examples
    --------
    >>> reading(Quantifier(0, 5, "Mange", MANY))
    '«Mange» is read as: three or more, and a third or more.'
    """
    return _("«{words}» is read as: {reading}.").format(words=quantifier.words, reading=_in_words(quantifier))


def _in_words(q: Quantifier) -> str:
    if q.names:
        return _("all but those named") if q.kind == ALL_BUT else _("those named, and nobody else")
    if q.kind == ALL_BUT:
        fewer = _("all but some, who are fewer than the others")
        return fewer if q.number is None else _("all but {number}").format(number=q.number)
    if q.kind in (NUMBER, HALF, FRACTION, PERCENT):
        told = _by_sense(q, _amount(q))
    else:
        told = {
            ALL: _("all of those counted"), THE: _("all of those counted"), NONE: _("none of those counted"),
            NOT_ALL: _("fewer than all"), NEARLY_ALL: _("all but one, or but a tenth at most"),
            NEARLY_NONE: _("one, or a tenth at most"), MOST: _("more than half"),
            MINORITY: _("one or more, fewer than half"), SEVERAL: _("two or more"),
            MANY: _("three or more, and a third or more"),
            FEW: _("one or more, fewer than half, and not many (three or more, and a third or more)"),
            SOME: _("one or more"),
        }[q.kind]  # fmt: skip
    of = None if q.kind in (FRACTION, PERCENT) else q.of
    return told if of is None else _("{reading}, of {of}").format(reading=told, of=of)


def _amount(q: Quantifier) -> str:
    """Return the number, range or share a quantifier says."""
    if q.kind == HALF:
        return _("half")
    if q.kind == FRACTION:
        return _("{number}/{of} of them").format(number=q.number, of=q.of)
    shown = [number for number in (q.number, q.upto) if number is not None]
    if q.kind == PERCENT:
        said = [numeral(100 * number / (q.of or 100)) for number in shown]
        return _("{percent} per cent").format(percent="–".join(said))
    return str(q.number) if q.upto is None else _("{number} to {upto}").format(number=q.number, upto=q.upto)


def _by_sense(q: Quantifier, amount: str) -> str:
    exactly = {
        NUMBER: _("exactly {amount}") if q.upto is None else "{amount}", HALF: _("exactly {amount}"),
        FRACTION: _("{amount}, to the nearest person"), PERCENT: _("a share that rounds to {amount}"),
    }  # fmt: skip
    said = {
        EXACTLY: exactly[q.kind], ABOUT: _("{amount}, give or take one"),
        NEARLY: _("less than {amount}, by one at most"),
        AT_LEAST: _("at least {amount}"), AT_MOST: _("at most {amount}"), MORE_THAN: _("more than {amount}"),
        LESS_THAN: _("less than {amount}"),
    }  # fmt: skip
    return said[q.sense].format(amount=amount)


def _many(k: int, n: int) -> bool:
    return k >= 3 and 3 * k >= n


def _all_but(q: Quantifier, k: int, n: int) -> bool:
    return 0 < n - k < k if q.number is None else 0 < k == n - q.number


def _number(q: Quantifier, k: int, n: int) -> bool:
    return _meant(q, _off(q, k, Fraction(1)), Fraction(0))


def _half(q: Quantifier, k: int, n: int) -> bool:
    return _meant(q, k - Fraction(n, 2), Fraction(0))


def _part(q: Quantifier, k: int, n: int) -> bool:
    nearest = Fraction(1, 2) if q.kind == FRACTION else Fraction(n, 2 * (q.of or 1))
    return _meant(q, _off(q, k, Fraction(n, q.of or 1)), nearest)


def _off(q: Quantifier, k: int, one: Fraction) -> Fraction:
    """Return how far k is from the number said, or from the range; `one` is how many a one of it stands for."""
    low, high = (one * (number or 0) for number in (q.number, q.number if q.upto is None else q.upto))
    return min(k - low, Fraction(0)) or max(k - high, Fraction(0))


def _meant(q: Quantifier, off: Fraction, nearest: Fraction) -> bool:
    """Return whether a number that is `off` from the one said is what was meant; exactly is within `nearest`."""
    return {
        EXACTLY: abs(off) <= nearest,
        ABOUT: abs(off) <= max(Fraction(1), nearest),
        NEARLY: -max(Fraction(1), nearest) <= off < 0,
        AT_LEAST: off >= 0,
        AT_MOST: off <= 0,
        MORE_THAN: off > 0,
        LESS_THAN: off < 0,
    }[q.sense]


_READINGS: dict[str, Callable[[Quantifier, int, int], bool]] = {
    ALL: lambda q, k, n: k == n,
    THE: lambda q, k, n: k == n,
    NONE: lambda q, k, n: k == 0,
    NOT_ALL: lambda q, k, n: k < n,
    ALL_BUT: _all_but,
    NEARLY_ALL: lambda q, k, n: k > 0 and 0 < n - k <= max(1, n / 10),
    NEARLY_NONE: lambda q, k, n: k < n and 0 < k <= max(1, n / 10),
    MOST: lambda q, k, n: 2 * k > n,
    MINORITY: lambda q, k, n: 0 < 2 * k < n,
    SEVERAL: lambda q, k, n: k >= 2,
    MANY: lambda q, k, n: _many(k, n),
    FEW: lambda q, k, n: 0 < 2 * k < n and not _many(k, n),
    SOME: lambda q, k, n: k >= 1,
    NUMBER: _number,
    HALF: _half,
    FRACTION: _part,
    PERCENT: _part,
}
