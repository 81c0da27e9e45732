"""Vertical direction: whether contact along each line, state and municipal, is told to go one way or both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.networks import told as telling
from kodeverk.analysis.networks.driving_rule import CLEAR, DENIED
from kodeverk.analysis.networks.told import Told, actors_by_name, frame_of, offices, passages
from kodeverk.messages import _, percent
from kodeverk.model import Actor, Snapshot
from kodeverk.model.network import BOTH, LINE, MUNICIPAL, STATE
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

ONE_WAY, TWO_WAY, MIXED, NOT_TOLD = "one-way", "two-way", "mixed", "not told"
DIRECTIONS = (ONE_WAY, MIXED, TWO_WAY, NOT_TOLD)
_FRAME = ("office", "line", "direction", "both_ways", "one_way", "not_told", "denied", "relations")


class Direction(NamedTuple):
    """One line at one office.

    Attributes
    ----------
    office : str
    line : str
        ``state`` or ``municipal``.
    both_ways, one_way, untold : int
        Passages that tell of contact between two in the line that goes both ways, one way, or do not say.
    denied : int
        Passages that tell that there is none.
    relations : tuple of Told
    """

    office: str
    line: str
    both_ways: int
    one_way: int
    untold: int
    denied: int
    relations: tuple[Told, ...]

    @property
    def known(self) -> int:
        """How many passages tell which way."""
        return self.both_ways + self.one_way

    @property
    def direction(self) -> str:
        """One of `DIRECTIONS`."""
        if not self.known:
            return NOT_TOLD
        if self.both_ways / self.known >= CLEAR:
            return TWO_WAY
        return ONE_WAY if self.both_ways / self.known <= 1 - CLEAR else MIXED

    @property
    def label(self) -> str:
        """The direction with the number of passages it rests on, in the language in use."""
        way = direction_label(self.direction)
        return _("{direction}, n = {n}").format(direction=way, n=self.known) if self.known else way


class VerticalDirection(NamedTuple):
    """The direction of both lines at every office.

    Attributes
    ----------
    lines : tuple of Direction
        By line, then office.
    actors : tuple of Actor
        Those told of along the lines.
    """

    lines: tuple[Direction, ...]
    actors: tuple[Actor, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per line and office.

        Columns: office, line (``state``, ``municipal``), direction (``one-way``: A, ``two-way``: B, ``mixed``: between,
        ``not told``), both_ways, one_way, not_told, denied: told that there is none (passages, n), relations (n, each
        coder's).
        """
        import pandas as pd

        rows = [(*one[:2], one.direction, *one[2:6], len(one.relations)) for one in self.lines]
        return pd.DataFrame(rows, columns=list(_FRAME))

    @property
    def relations(self) -> pd.DataFrame:
        """The relations along the lines, one row each, with quotes; columns as `Network.frame`."""
        return frame_of(told for one in self.lines for told in one.relations)

    @property
    def rule(self) -> str:
        """The rule in words, in the language in use."""
        return _(
            "Counted are relations told of in the line, between actors of different levels of which one belongs to the "
            "line and the other to it or to both; passages of the same two that say the same count once, whoever coded "
            "them. Two-way (B): at least {clear} of those of which it is told go both ways. One-way (A): at most "
            "{rest}. Mixed: between. n: passages that tell which way. Contact outside the line does not count here, "
            "and that there is none, where that is told, is no contact."
        ).format(clear=percent(CLEAR), rest=percent(1 - CLEAR))

    def offices(self, line: str) -> dict[str, list[str]]:
        """Return the offices where a line goes each way, for each of `DIRECTIONS`."""
        own = [one for one in self.lines if one.line == line]
        return {way: [one.office for one in own if one.direction == way] for way in DIRECTIONS}

    def __repr__(self) -> str:
        told = (f"{line_title(line)}: {self._in_words(line)}" for line in (STATE, MUNICIPAL) if self.lines)
        return f"<{'; '.join(told) or _('no offices')}>"

    def _in_words(self, line: str) -> str:
        """Return how many offices a line goes each way at, with how many passages tell so at each."""
        parts = []
        for way in DIRECTIONS:
            known = [str(one.known) for one in self.lines if (one.line, one.direction) == (line, way)]
            n = f" (n = {', '.join(known)})" if way != NOT_TOLD else ""
            parts += [f"{direction_label(way)} {len(known)}{n}"] if known else []
        return ", ".join(parts)

    def _repr_html_(self) -> str:
        from kodeverk.analysis.networks.showing import called, relations_table

        columns = [_("office"), _("direction"), *count_labels()]
        parts = [html.tag("h3", _("Direction along the lines"))]
        for line in (STATE, MUNICIPAL):
            own = [one for one in self.lines if one.line == line]
            rows = [[one.office, one.label, *one[2:6]] for one in own]
            parts += [html.tag("h4", line_title(line)), html.table(columns, rows)]
            parts += [html.details(one.office, relations_table(one.relations)) for one in own if one.relations]
        parts.append(called(self.actors))
        return str(html.block(*parts, html.tag("p", self.rule, style=html.SMALL)))


def vertical_direction(snapshot: Snapshot) -> VerticalDirection:
    """Return for each line and office whether contact in the line is told to go one way or both ways.

    Figure 3 of Thorsen & Nyhuus 2007 places a line between A, one-way, and B, two-way; the counts are kodeverk's.

    Parameters
    ----------
    snapshot : Snapshot
    """
    actors = actors_by_name(snapshot)
    relations = telling.told(snapshot, roles=True)
    found = []
    for line in (STATE, MUNICIPAL):
        along = [one for one in relations if line_of(one, actors) == line]
        found += [_direction(name, line, [one for one in along if one.office == name]) for name in offices(snapshot)]
    heard = telling.heard(told for one in found for told in one.relations)
    return VerticalDirection(tuple(found), tuple(actor for actor in actors.values() if actor.name in heard))


def line_of(one: Told, actors: Mapping[str, Actor]) -> str:
    """Return the line a relation goes along: ``state``, ``municipal``, or empty where it goes along none."""
    ends = (actors[one.from_actor], actors[one.to_actor])
    lines = {end.line for end in ends} - {BOTH}
    if one.channel != LINE or ends[0].level == ends[1].level or len(lines) != 1:
        return ""
    return lines.pop()


def _direction(office: str, line: str, relations: Sequence[Told]) -> Direction:
    said = {
        (passage, frozenset((one.from_actor, one.to_actor)), DENIED if one.denied else one.reciprocal)
        for one, passage in zip(relations, passages(relations), strict=True)
    }
    answers = [answer for _passage, _pair, answer in said]
    both, one_way, untold, denied = (answers.count(answer) for answer in (True, False, None, DENIED))
    return Direction(office, line, both, one_way, untold, denied, tuple(relations))


def direction_label(direction: str) -> str:
    """Return a direction in the language in use."""
    labels = {
        ONE_WAY: _("one way (A)"),
        TWO_WAY: _("both ways (B)"),
        MIXED: _("mixed (between A and B)"),
        NOT_TOLD: _("not told"),
    }
    return labels[direction]


def count_labels() -> list[str]:
    """Return what passages are counted as, in the language in use."""
    return [_("both ways"), _("one way"), _("not told"), _("told that there is none")]


def line_title(line: str) -> str:
    """Return a line as a heading, in the language in use."""
    return {STATE: _("state line"), MUNICIPAL: _("municipal line")}[line]
