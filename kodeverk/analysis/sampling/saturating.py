"""What a look at saturation returns: curves, definitions side by side, and what came after a claim."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.analysis.sampling.curve import Curve, sparkline
from kodeverk.analysis.sampling.definitions import CODES, EXPRESSIONS, HOLDS, TOO_FEW, Judgement, verdict_label
from kodeverk.errors import UnknownName
from kodeverk.messages import _, _n, numeral
from kodeverk.model.names import unknown
from kodeverk.views import html
from kodeverk.views.naming import attribute_label

if TYPE_CHECKING:
    import pandas as pd

_FRAME = (
    "group", "number", "source", "new_codes", "codes", "share", "mean", "low", "high", "new_expressions", "expressions",
    "changed_definitions", "names",
)  # fmt: skip
_JUDGED = (
    "group", "definition", "counted", "base", "run", "threshold", "n", "base_count", "run_count", "ratio", "reached_at",
    "verdict", "source",
)  # fmt: skip


class After(NamedTuple):
    """What came after the interview saturation is claimed at.

    Attributes
    ----------
    number : int
        Place of the interview, counted from 1.
    source : str
    counted : str
        ``codes`` or ``expressions``.
    name : str
        The code or the expression.
    codings : int or None
        How often the code was used in that interview; None for expressions.
    """

    number: int
    source: str
    counted: str
    name: str
    codings: int | None


class Saturation(NamedTuple):
    """How much was new in each interview.

    Attributes
    ----------
    interviews : tuple of str
        Sources in the order held, where it was given; else by name.
    codes, expressions : Curve
        Codes used, and expressions of the codebooks said.
    changed : tuple of int or None
        Definitions changed while each interview was being coded; None where the times cannot tell.
    judgements : tuple of Judgement
        Several definitions side by side.
    coders : tuple of str
        Whose codings are counted.
    cautions : tuple of str
        In the language in use when it was made.
    claimed_at : int or None
        After how many interviews saturation is claimed.
    after : tuple of After
        What came after.
    by : str
        The attribute that makes groups; empty without.
    groups : tuple of (str, Saturation)
        Each group by itself.
    in_order : bool
        Whether the order the interviews were held in was given.
    """

    interviews: tuple[str, ...]
    codes: Curve
    expressions: Curve
    changed: tuple[int, ...] | None
    judgements: tuple[Judgement, ...]
    coders: tuple[str, ...]
    cautions: tuple[str, ...] = ()
    claimed_at: int | None = None
    after: tuple[After, ...] = ()
    by: str = ""
    groups: tuple[tuple[str, Saturation], ...] = ()
    in_order: bool = False

    def holds(self, definition: str = "new codes") -> str:
        """Return ``holds``, ``does not hold`` or ``not enough interviews to say``, by one definition.

        Raises
        ------
        UnknownName
            If there is no such definition; the message lists those there are.
        """
        found = {one.definition.name: one.verdict for one in self.judgements}
        if definition not in found:
            raise UnknownName(unknown("definition of saturation", definition, found))
        return found[definition]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per interview, in the order held, or by name where none was given; groups after the whole.

        Columns: group (empty: all), number, source, new_codes, codes (so far), share (0-1, of all codes used), mean,
        low, high (codes by then over all orders of the interviews, quantiles 0.025 and 0.975), new_expressions,
        expressions (so far), changed_definitions (missing where unknown), names (of the new codes, parted by ``; ``).
        """
        import pandas as pd

        rows = [row for group, one in self._each() for row in one._rows(group)]
        return pd.DataFrame(rows, columns=list(_FRAME)).astype({"changed_definitions": "Int64"})

    @property
    def definitions(self) -> pd.DataFrame:
        """One row per definition of saturation; with groups, the groups after the whole.

        Columns: group, definition, counted (``codes``, ``expressions``, ``definitions``), base, run (interviews),
        threshold (0-1), n (interviews), base_count, run_count (counts), ratio (0-1, run_count / base_count), reached_at
        (after how many interviews), verdict, source. Missing where there are too few interviews to say.
        """
        import pandas as pd

        rows = [
            (
                group, *j.definition[:5], j.interviews, j.base_count, j.run_count, j.ratio, j.reached_at, j.verdict,
                j.definition.source,
            )
            for group, one in self._each()
            for j in one.judgements
        ]  # fmt: skip
        whole = dict.fromkeys(("base_count", "run_count", "reached_at"), "Int64")
        return pd.DataFrame(rows, columns=list(_JUDGED)).astype(whole)

    @property
    def came_after(self) -> pd.DataFrame:
        """One row per code and expression first heard after the claim.

        Columns: number (of the interview), source, counted, name, codings (missing for expressions).
        """
        import pandas as pd

        return pd.DataFrame(list(self.after), columns=list(After._fields)).astype({"codings": "Int64"})

    def _each(self) -> list[tuple[str, Saturation]]:
        return [("", self), *self.groups]

    def _rows(self, group: str) -> list[tuple[object, ...]]:
        codes, said = self.codes, self.expressions
        total = codes.total
        return [
            (
                group, place + 1, source, codes.counts[place], codes.cumulative[place],
                codes.cumulative[place] / total if total else None, codes.mean[place], codes.low[place],
                codes.high[place], said.counts[place], said.cumulative[place],
                None if self.changed is None else self.changed[place], "; ".join(codes.new[place]),
            )
            for place, source in enumerate(self.interviews)
        ]  # fmt: skip

    def __repr__(self) -> str:
        told = _("{n} interviews: new codes {curve} ({codes} in all)").format(
            n=len(self.interviews), curve="+".join(map(str, self.codes.counts)), codes=self.codes.total
        )
        if self.claimed_at is not None:
            told += "; " + self._claim()
        return f"<{told}; {self._verdicts()}>"

    def _verdicts(self) -> str:
        """Return how many of the definitions hold: no one of them is saturation."""
        count = Counter(one.verdict for one in self.judgements)
        told = _("{holds} of {n} definitions hold").format(holds=count[HOLDS], n=len(self.judgements))
        if unsure := count[TOO_FEW]:
            told += "; " + _n("{count} cannot be told", "{count} cannot be told", unsure).format(count=unsure)
        return told

    @property
    def order_in_words(self) -> str:
        """What order the interviews stand in, in the language in use."""
        return _("in the order held") if self.in_order else _("by name, since no order was given")

    def _claim(self) -> str:
        codes = sum(one.counted == CODES for one in self.after)
        said = sum(one.counted == EXPRESSIONS for one in self.after)
        told = _("after {interviews} came {codes} and {expressions}")
        return told.format(
            interviews=_n("{count} interview", "{count} interviews", self.claimed_at or 0).format(
                count=self.claimed_at
            ),
            codes=_n("{count} new code", "{count} new codes", codes).format(count=codes),
            expressions=_n("{count} new expression", "{count} new expressions", said).format(count=said),
        )

    def _repr_html_(self) -> str:
        parts = [_shown(self)]
        for group, one in self.groups:
            parts += [html.tag("h3", f"{attribute_label(self.by)}: {group} (n = {len(one.interviews)})"), _shown(one)]
        return str(html.block(*parts))


def _shown(one: Saturation) -> Markup:
    codes = one.codes
    rows = [
        [
            place + 1, source, codes.counts[place], codes.cumulative[place],
            f"{numeral(codes.mean[place], 1)} ({codes.low[place]}–{codes.high[place]})", one.expressions.counts[place],
            "?" if one.changed is None else one.changed[place],
            (", ".join(codes.new[place]) or "–") if place else _("all codes in it"),
        ]
        for place, source in enumerate(one.interviews)
    ]  # fmt: skip
    heads = ["", _("interview"), _("new codes"), _("codes so far"), _("in other orders"), _("new expressions")]
    heads += [_("changed definitions"), _("which codes are new")]
    orders = (_("over all {n} orders") if codes.exact else _("over {n} orders drawn")).format(n=numeral(codes.orders))
    band = _("In other orders: mean, and where 95 % lie, {orders}. Coders: {coders}.").format(
        orders=orders, coders=", ".join(one.coders) or "–"
    )
    bars = f"{sparkline(codes.counts)}  {sparkline(codes.cumulative, codes.total)}"
    parts = [html.tag("p", bars, style="font-size:1.4em;margin:.2em 0;letter-spacing:.12em"), html.table(heads, rows)]
    order = _("Interviews stand {order}.").format(order=one.order_in_words)
    parts += [html.tag("p", f"{order} {band}", style=html.SMALL), _judgements(one)]
    if one.claimed_at is not None:
        parts.append(html.tag("p", html.labelled(_("Saturation claimed"), one._claim())))
        parts.append(html.items(f"{a.source}: {a.name} ({a.codings})" for a in one.after if a.counted == CODES))
    if one.cautions:
        parts.append(html.items(f"⚠ {caution}" for caution in one.cautions))
    return html.together(parts)


def _judgements(one: Saturation) -> Markup:
    rows = []
    for judgement in one.judgements:
        definition = judgement.definition
        counts = "–"
        if judgement.run_count is not None:
            counts = _("{run} new, {base} in the base").format(run=judgement.run_count, base=judgement.base_count)
        verdict = verdict_label(judgement.verdict) + (f" ({judgement.why_not})" if judgement.why_not else "")
        told = (judgement.reached_at or "–", verdict, definition.source_note)
        rows.append([definition.label, definition.rule, counts, *told])
    heads = [_("definition"), _("rule"), _("found"), _("reached after"), _("verdict"), _("source")]
    return html.table(heads, rows)
