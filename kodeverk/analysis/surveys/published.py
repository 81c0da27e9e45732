"""A wave with raw data beside one of which only published percentages are left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kodeverk.analysis.surveys.grouped import share_of
from kodeverk.analysis.surveys.shares import Share, TopTwo, chosen, top_two
from kodeverk.errors import FormatError, KodeverkError, UnknownName
from kodeverk.messages import _, numeral, percent
from kodeverk.model.names import unknown
from kodeverk.reading.survey_plan import SCALE, Variable
from kodeverk.reading.surveys import SurveyTable
from kodeverk.views import html
from kodeverk.views.edits import edits_html, edits_line, word_edits

if TYPE_CHECKING:
    import pandas as pd

SCALES, WORDING, NO_WORDING, NO_SCALE, NO_N, SHARES = (
    "scales differ", "wording differs", "wording not known", "scale not known", "n not known", "perhaps shares",
)  # fmt: skip


class Published(NamedTuple):
    """What is left of another wave.

    Attributes
    ----------
    wave : str
        Such as ``2011``.
    percent : dict of str to float
        Published percentage (0-100) by group, or of ``all``.
    by : str or None
        What the groups are groups of.
    n : dict of str to int
        How many answered, where it was published.
    text : str
        The question as it was put then.
    points : int
        How many points the scale had; 0 where that is not known.
    answers : tuple of int
        Points of today's scale the percentage is of; empty for the two highest.
    source : str
        Where it was published.
    """

    wave: str
    percent: Mapping[str, float]
    by: str | None = None
    n: Mapping[str, int] = {}
    text: str = ""
    points: int = 0
    answers: tuple[int, ...] = ()
    source: str = ""


class PublishedComparison(NamedTuple):
    """An item's shares now beside published ones.

    Attributes
    ----------
    now : TopTwo
    published : Published
    warnings : tuple of str
        ``scales differ`` (then nothing is compared), ``wording differs``, ``wording not known``, ``scale not known``,
        ``n not known``, ``perhaps shares`` (every published percentage is at most 1).
    """

    now: TopTwo
    published: Published
    warnings: tuple[str, ...]

    @property
    def comparable(self) -> bool:
        """Whether the two were measured on the same scale, as far as is known."""
        return SCALES not in self.warnings

    def _sides(self) -> list[tuple[Share, float, float | None]]:
        shares = {one.group.name: one for one in self.now.shares}
        sides = []
        for group, then in self.published.percent.items():
            one = shares[group]
            share = share_of(one.top, one.counts.n)
            sides.append((one, float(then), 100 * share - then if self.comparable and share is not None else None))
        return sides

    @property
    def frame(self) -> pd.DataFrame:
        """One row per published group.

        Columns: item, wave, group, published (percentage 0-100), published_n, now (percentage 0-100), n, difference
        (percentage points, now less then; none where the scales differ or n is below 5), comparable, warnings (parted
        by ``; ``).
        """
        import pandas as pd

        told = "; ".join(self.warnings)
        rows = []
        for one, then, difference in self._sides():
            share = share_of(one.top, one.counts.n)
            rows.append(
                (self.now.item.name, self.published.wave, one.group.name, then, self.published.n.get(one.group.name),
                 None if share is None else 100 * share, one.counts.n, difference, self.comparable, told)
            )  # fmt: skip
        names = [
            "item",
            "wave",
            "group",
            "published",
            "published_n",
            "now",
            "n",
            "difference",
            "comparable",
            "warnings",
        ]
        return pd.DataFrame(rows, columns=names).astype({"published_n": "Int64"})

    def in_words(self) -> list[str]:
        """Return what a reader must know before comparing, in the language in use."""
        item, published = self.now.item, self.published
        labels = {
            SCALES: _("Not comparable: the scale had {then} points, and has {now}."),
            WORDING: _("The wording differs: {edits}"),
            NO_WORDING: _("How the question was put then is not known."),
            NO_SCALE: _("How many points the scale had is not known."),
            NO_N: _("How many answered then is not known."),
            SHARES: _("Every published number is at most 1: are they shares (0-1), and no percentages?"),
        }
        edits = edits_line(word_edits(published.text, item.text))
        return [labels[one].format(then=published.points, now=item.points, edits=edits) for one in self.warnings]

    def __repr__(self) -> str:
        return f"<{self.now.item.name}: {self.published.wave}{' – '.join(['', *self.in_words()])}>"

    def _repr_html_(self) -> str:
        head = [
            self.now.item.text or self.now.item.name,
            self.published.wave,
            "n",
            _("now"),
            "n",
            _("difference, points"),
        ]
        rows = [
            [
                one.group.label, percent(then / 100), self.published.n.get(one.group.name, "–"),
                "–" if (share := share_of(one.top, one.counts.n)) is None else percent(share), one.counts.n,
                "–" if difference is None else _signed(difference),
            ]
            for one, then, difference in self._sides()
        ]  # fmt: skip
        told: list[object] = list(self.in_words())
        if WORDING in self.warnings:
            edits = edits_html(word_edits(self.published.text, self.now.item.text))
            told[self.warnings.index(WORDING)] = html.together(
                [_("The wording differs: {edits}").format(edits=""), edits]
            )
        source = [html.tag("p", self.published.source, style=html.SMALL)] if self.published.source else []
        return str(html.block(html.table(head, rows), html.items(told) if told else "", *source))


def _signed(points: float) -> str:
    return ("+" if round(points) > 0 else "") + numeral(points, 0).replace("-", "−")


def compare_published(survey: SurveyTable, item: str, published: Published | Mapping[str, Any]) -> PublishedComparison:
    """Return an item's shares beside those published of another wave, with the difference in percentage points.

    Without raw data nothing can be tested: a difference is given, never a p. Where the scales have not the same number
    of points no difference is given.

    Parameters
    ----------
    survey : SurveyTable
    item : str
        A scale.
    published : Published or dict
        What is left of the other wave: ``wave`` and ``percent``, and what is known of ``by``, ``n``, ``text``,
        ``points``, ``answers`` and ``source``.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such scale, grouping or group.
    FormatError
        If what is published cannot be understood.
    KodeverkError
        If the scale has fewer than four points and `answers` is not said.
    """
    then = _published(published)
    variable = survey.variable(item, SCALE)
    outside = [one for one in then.answers if not variable.low <= one <= variable.high]
    if outside:
        raise KodeverkError(f"{item} has the points {variable.low} to {variable.high}, and not {outside[0]}.")
    now = chosen(survey, variable, then.answers, then.by) if then.answers else top_two(survey, item, then.by)
    known = [one.group.name for one in now.shares]
    for group in then.percent:
        if group not in known:
            raise UnknownName(unknown("group", group, known))
    return PublishedComparison(now, then, tuple(_warnings(variable, then)))


def _published(plain: Published | Mapping[str, Any]) -> Published:
    if isinstance(plain, Published):
        return plain
    strange = sorted(set(plain) - set(Published._fields))
    lacking = [key for key in ("wave", "percent") if key not in plain]
    if strange or lacking:
        what = f"has no {' and no '.join(lacking)}" if lacking else f"has {', '.join(strange)}, which is not known"
        raise FormatError(f"What is published {what}. Keys: {', '.join(Published._fields)}.")
    found = Published(**{**plain, "wave": str(plain["wave"]), "answers": tuple(plain.get("answers", ()))})
    wrong = [
        group for group, share in found.percent.items() if not isinstance(share, int | float) or not 0 <= share <= 100
    ]
    if wrong:
        raise FormatError(f"The published percentage of {wrong[0]} is not between 0 and 100.")
    return found


def _warnings(variable: Variable, then: Published) -> list[str]:
    differ = then.points and then.points != variable.points
    same = " ".join(then.text.split()).casefold() == " ".join(variable.text.split()).casefold()
    told = {
        SCALES: bool(differ),
        WORDING: bool(then.text and variable.text and not same),
        NO_WORDING: not (then.text and variable.text),
        NO_SCALE: not then.points,
        NO_N: any(group not in then.n for group in then.percent),
        SHARES: 0 < max(then.percent.values(), default=0) <= 1,
    }
    return [warning for warning, holds in told.items() if holds]
