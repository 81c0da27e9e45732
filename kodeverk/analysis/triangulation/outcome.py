"""What becomes of a claim, office by office and in each kind of written source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kodeverk.analysis.triangulation.witnesses import Passage
from kodeverk.messages import _, _n
from kodeverk.views.asked import status_label

INTERVIEW = "interview"
WRITTEN = ("agreement", "minutes", "register")
CONFIRMS, NOT_CONFIRMED, SILENT = "confirms", "does not confirm", "silent"
SAYS, SAYS_NOT = "says it", "does not say it"
OUTCOMES = (CONFIRMS, NOT_CONFIRMED, SILENT, SAYS, SAYS_NOT)
"""What becomes of an office in a written source. The last two are of offices where no interview says it, so that there
is nothing to confirm: whether they were silent, not asked, or it is unknown, stands beside it."""


class Finding(NamedTuple):
    """What one kind of source says of one office.

    Attributes
    ----------
    office, source : str
        The source is ``interview``, ``agreement``, ``minutes`` or ``register``.
    outcome : str
        One of `OUTCOMES`; of interviews ``said``, ``silent``, ``not asked``, ``unknown whether asked`` or ``not
        applicable``.
    why : str
        In the language in use.
    passages : tuple of Passage
    """

    office: str
    source: str
    outcome: str
    why: str
    passages: tuple[Passage, ...]


class Overall(NamedTuple):
    """What becomes of the offices that say it, in one kind of written source.

    Attributes
    ----------
    source : str
    saying, confirmed, not_confirmed, silent : tuple of str
        Names of the offices that say it, and of those among them.
    of_items : str
        Of minutes: how many items of an office must meet what was asked; else empty.
    counts : tuple of (str, str)
        Of minutes: each office, and how many of its items do.
    """

    source: str
    saying: tuple[str, ...]
    confirmed: tuple[str, ...]
    not_confirmed: tuple[str, ...]
    silent: tuple[str, ...]
    of_items: str = ""
    counts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        source = source_label(self.source)
        if self.of_items:
            source = _("{source} (how many items of an office: {quantity})").format(
                source=source, quantity=self.of_items
            )
        if not self.saying:
            return _("{source}: no office says it").format(source=source)
        text = _n(
            "{source}: confirmed in {count} of {n} office that says it",
            "{source}: confirmed in {count} of {n} offices that say it",
            len(self.saying),
        )
        told = text.format(source=source, count=len(self.confirmed), n=len(self.saying))
        if self.counts and self.confirmed:
            told += f": {self._listed(self.confirmed)}"
        if self.not_confirmed:
            told += "; " + _("not in {offices}").format(offices=self._listed(self.not_confirmed))
        if self.silent:
            told += "; " + _("nothing speaks to it in {offices}").format(offices=self._listed(self.silent))
        return told

    def _listed(self, offices: Sequence[str]) -> str:
        counts = dict(self.counts)
        return ", ".join(f"{office} ({counts[office]})" if office in counts else office for office in offices)


def source_label(source: str) -> str:
    """Return a kind of source in the language in use."""
    labels = {
        INTERVIEW: _("interview"),
        "agreement": _("agreement"),
        "minutes": _("minutes"),
        "register": _("register"),
    }
    return labels.get(source, source)


def outcome_label(outcome: str) -> str:
    """Return what becomes of an office, in the language in use."""
    labels = {
        CONFIRMS: _("confirms"),
        NOT_CONFIRMED: _("does not confirm"),
        SILENT: _("nothing speaks to it"),
        SAYS: _("says it"),
        SAYS_NOT: _("does not say it"),
    }
    return labels.get(outcome) or status_label(outcome)
