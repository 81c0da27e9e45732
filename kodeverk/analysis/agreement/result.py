"""What a comparison of coders returns: a row for each code with its coefficients, and where they differ."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.agreement import coefficients
from kodeverk.analysis.agreement.coefficients import Pattern, Patterns
from kodeverk.analysis.groups.limits import SMALL
from kodeverk.messages import _, _n, numeral

if TYPE_CHECKING:
    import pandas as pd

CODES, EVIDENCE = "codes", "evidence"
NOTHING, NO_VARIATION, NOT_USED, TOO_FEW = "nothing judged by two", "no variation", "not used", "too few units"

_ROW = (
    "kind", "name", "id", "unit", "n", "agreed", "used_by_all", "used", "prevalence", "share", "kappa", "alpha", "note",
)  # fmt: skip
_PLACE = ("source", "segment", "case", "kind")
_SIDE = ("coder", "code", "quote", "start", "end", "codings")


class Row(NamedTuple):
    """How far the coders agree on one code, category or proposition, or on all codes or propositions together.

    Attributes
    ----------
    kind : str
        ``code``, ``category``, ``proposition`` or ``all``.
    name, id : str
        Empty for all.
    coders : tuple of str
    patterns : dict of tuple to int
        What each coder judged, and of how many units; only units at least two of them judged.
    """

    kind: str
    name: str
    id: str
    coders: tuple[str, ...]
    patterns: Mapping[Pattern, int]

    @property
    def n(self) -> int:
        """Number of units that at least two coders judged; for all codes together, codes times units."""
        return sum(self.patterns.values())

    @property
    def agreed(self) -> int:
        """Number of those on which all who judged say the same."""
        return sum(n for pattern, n in self.patterns.items() if len(_judged(pattern)) == 1)

    @property
    def used_by_all(self) -> int:
        """Number of those on which all who judged use the code; of evidence, on which they take the same stance."""
        alike = {pattern: _judged(pattern) for pattern in self.patterns}
        return sum(self.patterns[pattern] for pattern, values in alike.items() if len(values) == 1 and all(values))

    @property
    def used(self) -> dict[str, int]:
        """On how many of the units each coder uses the code; of evidence, how many she judged."""
        counts = dict.fromkeys(self.coders, 0)
        for pattern, n in self.patterns.items():
            for coder, value in zip(self.coders, pattern, strict=True):
                counts[coder] += n if value else 0
        return counts

    @property
    def note(self) -> str:
        """Why there is no coefficient, empty where there is.

        ``nothing judged by two``, ``not used`` (by any of them), ``no variation`` (all judgements the same) or
        ``too few units`` (fewer than `limits.SMALL`).
        """
        values = {value for pattern in self.patterns for value in _judged(pattern)}
        if not self.n:
            return NOTHING
        if len(values) == 1:
            return NO_VARIATION if any(values) else NOT_USED
        return TOO_FEW if self.n < SMALL else ""

    @property
    def prevalence(self) -> float | None:
        """Share (0-1) of all judgements that use the code; None of evidence, or where `note` says why."""
        yes = sum(n * pattern.count(True) for pattern, n in self.patterns.items())
        judged = sum(n * (len(pattern) - pattern.count(None)) for pattern, n in self.patterns.items())
        return yes / judged if yes and not self.note else None

    @property
    def share(self) -> float | None:
        """Observed agreement (0-1), see `coefficients.pairwise`; None where `note` says why."""
        return None if self.note else coefficients.pairwise(self.patterns)

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, see `coefficients.kappa`; None for more than two coders, or where `note` says why."""
        return None if self.note or len(self.coders) != 2 else coefficients.kappa(self.patterns)

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha, nominal, see `coefficients.alpha`; None where `note` says why."""
        return None if self.note else coefficients.alpha(self.patterns)


class Side(NamedTuple):
    """What one coder did with a passage.

    Attributes
    ----------
    coder : str
    code, quote : str
        Empty where she did nothing with it.
    start, end : int or None
        In code points of the source's text.
    codings : tuple of str
        Ids of the codings, or of the evidence, it rests on.
    stance : str
        Of evidence.
    """

    coder: str
    code: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    codings: tuple[str, ...] = ()
    stance: str = ""


class Difference(NamedTuple):
    """A passage on which two coders differ.

    Attributes
    ----------
    source : str
    segment : int
        Number of the segment it starts in.
    case : str
        Who speaks; several parted by ``; ``.
    kind : str
        ``code``, ``sub-code``, ``extent``, ``missed``; of evidence, ``stance`` or ``missed``.
    a, b : Side
    proposition : str
        Of evidence.
    """

    source: str
    segment: int
    case: str
    kind: str
    a: Side
    b: Side
    proposition: str = ""


class Agreement(NamedTuple):
    """How far coders agree, and where they do not.

    Attributes
    ----------
    coders : tuple of str
    of : str
        ``codes`` or ``evidence``.
    by : str
        The unit: ``character``, ``segment`` or ``case``; ``passage`` for evidence.
    level : str
        ``code``, or ``top``: codes taken for the one at the top they stand under.
    rows : tuple of Row
        Codes, then categories; or propositions; last, all together.
    differences : tuple of Difference
        In the order of the text.
    sources : tuple of str
        Those at least two of the coders have coded (of evidence: judged in).
    unread : tuple of (source, coder)
        Sources one or more of the coders have coded, and this one has not.
    removed : int
        Codings, or judgements, of theirs that are not compared, since a correction removed their text.
    """

    coders: tuple[str, ...]
    of: str
    by: str
    level: str
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]
    sources: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]
    removed: int = 0

    @property
    def all(self) -> Row:
        """All codes, or propositions, together: every pair of code and unit is one judgement."""
        return self.rows[-1]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per code, category or proposition, and the last, of kind ``all``, for all.

        Columns: kind, name, id; unit; n (units judged by at least two coders; codes x units in the last row), agreed,
        used_by_all (of the n); used (units by coder, parted by ``; ``); prevalence, share (0-1), kappa, alpha (missing
        where not available); note (why not).
        """
        import pandas as pd

        rows = [
            (
                row.kind, row.name, row.id, self.by, row.n, row.agreed, row.used_by_all,
                "; ".join(f"{coder} {count}" for coder, count in row.used.items()),
                row.prevalence, row.share, row.kappa, row.alpha, row.note,
            )
            for row in self.rows
        ]  # fmt: skip
        numbers = dict.fromkeys(("prevalence", "share", "kappa", "alpha"), "float64")
        return pd.DataFrame(rows, columns=list(_ROW)).astype(numbers)

    @property
    def disagreements(self) -> pd.DataFrame:
        """One row per passage two coders differ on, in the order of the text.

        Columns: source, segment, case, kind; for the one coder and the other: coder_a, code_a, quote_a, start_a, end_a
        (code points), codings_a (ids), coder_b ...; empty for a coder who did nothing with the passage. Of evidence
        also proposition, stance_a, stance_b, and the ids are those of the evidence.
        """
        import pandas as pd

        more = ("stance",) if self.of == EVIDENCE else ()
        rows = [
            {
                **{name: getattr(one, name) for name in (*_PLACE, *(("proposition",) if more else ()))},
                **{f"{name}_a": _cell(one.a, name) for name in (*_SIDE, *more)},
                **{f"{name}_b": _cell(one.b, name) for name in (*_SIDE, *more)},
            }
            for one in self.differences
        ]
        sides = [f"{name}_{side}" for side in "ab" for name in (*_SIDE, *more)]
        columns = [*_PLACE, *(["proposition"] if more else []), *sides]
        whole = dict.fromkeys(("segment", "start_a", "end_a", "start_b", "end_b"), "Int64")
        return pd.DataFrame(rows, columns=columns).astype(whole)

    def __repr__(self) -> str:
        found = self.all.alpha
        value = _("not available") if found is None else numeral(found, 2)
        told = _("{coders}: alpha {alpha}, n = {n}").format(coders=", ".join(self.coders), alpha=value, n=self.all.n)
        return f"<{told}; {self.listed}>"

    @property
    def listed(self) -> str:
        """How long the list of differences is, and of what, in the language in use: of passages, whatever the unit."""
        count = len(self.differences)
        told = _n("{count} passage they differ on", "{count} passages they differ on", count)
        return told.format(count=count)

    def _repr_html_(self) -> str:
        from kodeverk.analysis.agreement.showing import agreement_html

        return str(agreement_html(self))


def _judged(pattern: Pattern) -> set[Hashable]:
    """Return the values of those who judged."""
    return {value for value in pattern if value is not None}


def _cell(side: Side, name: str) -> object:
    value = getattr(side, name)
    return "; ".join(value) if isinstance(value, tuple) else value


def row(kind: str, name: str, id: str, coders: tuple[str, ...], patterns: Patterns) -> Row:
    """Return a row over the units that at least two coders judged."""
    return Row(kind, name, id, coders, coefficients.pairable(patterns))
