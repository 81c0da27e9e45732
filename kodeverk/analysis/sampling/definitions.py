"""Definitions of saturation, and what each says of some interviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kodeverk.messages import _

HOLDS, FAILS, TOO_FEW = "holds", "does not hold", "not enough interviews to say"
VERDICTS = (HOLDS, FAILS, TOO_FEW)

CODES, EXPRESSIONS, CODEBOOK = "codes", "expressions", "definitions"
"""What is counted: codes used, expressions of the codebook said, definitions of codes changed."""


class Definition(NamedTuple):
    """A definition of saturation: nothing much new in a run of interviews after a base of interviews.

    Attributes
    ----------
    name : str
    counted : str
        ``codes``, ``expressions`` or ``definitions``.
    base, run : int
        Numbers of interviews.
    threshold : float
        Highest new information ratio (0-1): new in the run / heard in the base.
    source : str
    """

    name: str
    counted: str
    base: int
    run: int
    threshold: float
    source: str

    @property
    def label(self) -> str:
        """The name in the language in use."""
        labels = {
            "new codes": _("new codes"),
            "new codes, none": _("new codes, none"),
            "stopping criterion": _("stopping criterion"),
            "new expressions": _("new expressions"),
            "changed definitions": _("changed definitions"),
        }
        return labels.get(self.name, self.name)

    @property
    def source_note(self) -> str:
        """The source, with what kodeverk has made of it, in the language in use."""
        notes = {
            "new expressions": _("kodeverk; the rule of {source}, on words said").format(source=_GUEST),
            "changed definitions": _("kodeverk; after {source}, who count changes of the codebook").format(
                source=_CHANGES
            ),
        }
        return notes.get(self.name, self.source)

    @property
    def rule(self) -> str:
        """The rule in words, in the language in use."""
        if self.counted == CODEBOOK:
            told = _("no definition changed in the last {run} interviews, after at least {base}")
        elif self.threshold:
            told = _("new in the last {run} interviews at most {percent} % of what the first {base} had")
        else:
            told = _("nothing new in the last {run} interviews, after at least {base}")
        return told.format(run=self.run, base=self.base, percent=round(100 * self.threshold))


_GUEST = "Guest, Namey & Chen 2020, PLoS ONE 15(5), e0232076"
_CHANGES = "Guest, Bunce & Johnson 2006, Field Methods 18(1), 59-82"
DEFINITIONS = (
    Definition("new codes", CODES, 4, 2, 0.05, _GUEST),
    Definition("new codes, none", CODES, 4, 2, 0.0, _GUEST),
    Definition("stopping criterion", CODES, 10, 3, 0.0, "Francis et al. 2010, Psychology & Health 25(10), 1229-1245"),
    Definition("new expressions", EXPRESSIONS, 4, 2, 0.05, f"kodeverk; the rule of {_GUEST}, on words said"),
    Definition(
        "changed definitions", CODEBOOK, 4, 2, 0.0, f"kodeverk; after {_CHANGES}, who count changes of the codebook"
    ),
)
"""Side by side: none of them is the right one."""


class Judgement(NamedTuple):
    """What one definition says of some interviews.

    Attributes
    ----------
    definition : Definition
    interviews : int
        n.
    base_count : int or None
        Heard in the base; None where there are too few interviews, or nothing is known.
    run_count : int or None
        New in the last run.
    ratio : float or None
        New information ratio (0-1) of the last run; None where it cannot be computed.
    reached_at : int or None
        After how many interviews nothing much new came in any later run; None if never.
    verdict : str
        One of `VERDICTS`.
    """

    definition: Definition
    interviews: int
    base_count: int | None
    run_count: int | None
    ratio: float | None
    reached_at: int | None
    verdict: str

    @property
    def why_not(self) -> str:
        """Why nothing can be said, in the language in use; empty where it can."""
        if self.verdict != TOO_FEW:
            return ""
        wanted = self.definition.base + self.definition.run
        if self.interviews < wanted:
            told = _("{n} interviews; the rule needs {base} and then {run} more")
            return told.format(n=self.interviews, base=self.definition.base, run=self.definition.run)
        if self.definition.counted == CODEBOOK:
            return _("the interviews were coded at one time: the change log cannot tell them apart")
        return _("nothing was heard in the first {base} interviews").format(base=self.definition.base)


def judged(definition: Definition, new: Sequence[int] | None, interviews: int) -> Judgement:
    """Return what a definition says of how much was new in each interview.

    New information ratio = new in the run / heard in the base (Guest, Namey & Chen 2020, who stop at the first run
    within the threshold; the run moves on by one interview at a time). Here, where later interviews are at hand, all
    later runs must be within it too: the definition holds if the last run is, and was reached after the interview from
    which every run is. Fewer than base + run interviews: not enough to say. For the stopping criterion of Francis et
    al. (2010) and for changed definitions nothing at all may be new in the run.

    Parameters
    ----------
    definition : Definition
    new : sequence of int or None
        For each interview, how much was new in it; None where this is not known.
    interviews : int
        n.

    Examples
    --------
    >>> found = judged(DEFINITIONS[0], [10, 6, 3, 1, 2, 0, 1, 0], 8)
    >>> found.base_count, found.run_count, found.ratio, found.reached_at, found.verdict
    (20, 1, 0.05, 5, 'holds')
    >>> judged(DEFINITIONS[0], [10, 6, 3, 1, 0], 5).verdict
    'not enough interviews to say'
    """
    base, run = definition.base, definition.run
    if new is None or interviews < base + run:
        return Judgement(definition, interviews, None, None, None, None, TOO_FEW)
    heard = sum(new[:base])
    if not heard and definition.counted != CODEBOOK:
        return Judgement(definition, interviews, 0, None, None, None, TOO_FEW)
    runs = [(start, sum(new[start : start + run])) for start in range(base, interviews - run + 1)]
    reached = None
    for start, count in reversed(runs):
        if count > definition.threshold * heard:
            break
        reached = start
    last = runs[-1][1]
    ratio = last / heard if heard and definition.counted != CODEBOOK else None
    return Judgement(definition, interviews, heard, last, ratio, reached, HOLDS if reached is not None else FAILS)


def verdict_label(verdict: str) -> str:
    """Return a verdict in the language in use."""
    labels = {HOLDS: _("holds"), FAILS: _("does not hold"), TOO_FEW: _("not enough interviews to say")}
    return labels.get(verdict, verdict)
