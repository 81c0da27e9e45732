"""A study watched: everything it shows before and after something is done to it, and what plain loops find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import kodeverk as kv
from tests.analysis.plain import Holds, Plain, otherwise, read
from tests.analysis.shown import Key, Picture, changed, shown


def most(s: int, t: int, u: int) -> bool | None:
    """More than half."""
    n = s + t + u
    return True if 2 * s > n else False if 2 * (s + u) <= n else None


def every(s: int, t: int, u: int) -> bool | None:
    return False if t else None if u else True


def nobody(s: int, t: int, u: int) -> bool | None:
    return False if s else None if u else True


def at_least(count: int) -> Holds:
    return lambda s, t, u: True if s >= count else False if s + u < count else None


def just(count: int, of: int) -> Holds:
    def holds(s: int, t: int, u: int) -> bool | None:
        if s + t + u != of or s > count or s + u < count:
            return False
        return True if not u else None

    return holds


class Said(NamedTuple):
    """A claim: its sentence, what it counts, and when it holds."""

    text: str
    condition: str
    holds: Holds
    among: str = ""
    unit: str | None = None


class State(NamedTuple):
    """A study as it stands: what is shown, and what plain loops find."""

    shown: Picture
    read: Picture


class Watched:
    """A study whose results are looked at before and after something is done to it."""

    def __init__(self, study: kv.Study, claims: Iterable[Said], looked_at: Mapping[str, Any]) -> None:
        self.study, self.looked_at = study, looked_at
        self.holds = {one.text: one.holds for one in claims}
        self.plain = Plain(study.snapshot)
        self.before = self.state(study)

    def state(self, study: kv.Study, recorded: Plain | None = None) -> State:
        """Look at everything, and hold it against what plain loops find.

        `recorded`: the study as it was when claims and condensations were made, where that is not the one watched.
        """
        here = shown(study, **self.looked_at)
        found = read(Plain(study.snapshot), recorded or self.plain, holds=self.holds, **self.looked_at)
        assert otherwise(here, found) == {}
        return State(here, found)

    def differ(self, study: kv.Study, recorded: Plain | None = None) -> tuple[set[Key], set[Key]]:
        """The results shown of a study that differ from those before, and those the plain reading finds to differ."""
        after = self.state(study, recorded)
        return changed(self.before.shown, after.shown), changed(self.before.read, after.read)

    def after(
        self, study: kv.Project, act: Callable[[kv.Project], kv.Receipt], counts: dict[str, int]
    ) -> tuple[set[Key], set[Key]]:
        """Do something to a study, see what differs, and take it back: then nothing does."""
        assert dict(act(study).counts) == counts
        found = self.differ(study)
        study.undo()
        assert changed(self.before.shown, shown(study, **self.looked_at)) == set()
        return found
