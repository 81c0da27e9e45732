"""Guide, sample, saturation and crosswalks, as `Study` and `Project` bind them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.model import Guide, Receipt

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.analysis.crosswalks import CrosswalkView
    from kodeverk.analysis.sampling.covering import GuideCoverage
    from kodeverk.analysis.sampling.guides import GuideDiff
    from kodeverk.analysis.sampling.sample import Sample
    from kodeverk.analysis.sampling.saturating import Saturation
    from kodeverk.analysis.sampling.similar import MostSimilar
    from kodeverk.analysis.sampling.strategy import InformationStrategy
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project
    from kodeverk.reading import SamplePlan


def guide_coverage(self: Study, guide: str | None = None, *, order: Sequence[str] | None = None) -> GuideCoverage:
    """Return who was asked what, which codes the guide feeds, and which codes came without a question.

    Asked, not asked and unknown whether asked are three things. See ``.frame`` (question x case), ``.codes``,
    ``.themes``, ``.interviews`` and ``.emergent``.

    Parameters
    ----------
    guide : str, optional
        Id of one guide; without it all guides of the study.
    order : sequence of str, optional
        Names of all interviews in the order they were held; without it, by name.

    Raises
    ------
    UnknownName
        If there is no such guide.
    KodeverkError
        If the study has no guide, or `order` does not name each interview once.
    """
    from kodeverk.analysis.sampling.coverage import guide_coverage

    return guide_coverage(self.snapshot, guide, order=order)


def guide_diff(self: Study, before: str | Path, after: str | Path) -> GuideDiff:
    """Return in words what was changed from one interview guide to another.

    Parameters
    ----------
    before, after : str or Path
        Ids of guides in the study, or YAML files.

    Raises
    ------
    UnknownName
        If there is no such guide.
    """
    from kodeverk.analysis.sampling.guides import guide_diff

    return guide_diff(_guide(self, before), _guide(self, after))


def _guide(study: Study, guide: str | Path) -> Guide:
    from kodeverk.model.names import match_one
    from kodeverk.reading import read_guide
    from kodeverk.reading.worker import read_limited

    if Path(guide).suffix in (".yaml", ".yml"):
        return read_limited(read_guide, guide)
    return match_one("guide", str(guide), study.snapshot.table(Guide), lambda one: (one.id,))


def information_strategy(
    self: Study, plan: str | Path | None = None, *, of: Sequence[str] | None = None
) -> InformationStrategy:
    """Return, theme by theme, how many sources of each kind speak to it, beside what was planned.

    Parameters
    ----------
    plan : str or Path, optional
        A YAML file whose ``strategy`` says which kinds of sources are to speak to which theme.
    of : sequence of str, optional
        Codes, categories, sub-questions, or themes of a guide as ``<guide>:<theme>``; without it the plan's themes, or
        else all categories and codes at the top.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such theme.
    """
    from kodeverk.analysis.sampling.strategy import information_strategy

    return information_strategy(self.snapshot, plan=_plan(plan), of=of)


def sample(self: Study, plan: str | Path | None = None, *, by: Sequence[str] | None = None) -> Sample:
    """Return who was talked to, cell by cell, beside whom the plan wanted.

    Parameters
    ----------
    plan : str or Path, optional
        A YAML file with cells, criteria, or both.
    by : sequence of str, optional
        Attributes, or ``office``, where no plan lays the sample out; without it office, line and role.

    Raises
    ------
    UnknownName
        If no case has such an attribute.
    FormatError
        If the plan breaks the format.
    """
    from kodeverk.analysis.sampling.sample import sample

    return sample(self.snapshot, _plan(plan), by=by)


def _plan(path: str | Path | None) -> SamplePlan | None:
    from kodeverk.reading import read_plan
    from kodeverk.reading.worker import read_limited

    return None if path is None else read_limited(read_plan, path)


def most_similar(self: Study, level: str = "office") -> MostSimilar:
    """Return for each pair of offices, or informants, which attributes match, which differ, which are not known.

    Parameters
    ----------
    level : str
        ``office`` or ``informant``.

    Raises
    ------
    UnknownName
        If there is no such level, or fewer than two cases of it.
    """
    from kodeverk.analysis.sampling.similar import most_similar

    return most_similar(self.snapshot, level=level)


def conflicts(self: Study) -> pd.DataFrame:
    """Return the attributes that sources say differently, one row for each other reading.

    Columns: case, attribute, value, read_from (of the value in force), other_value, other_read_from. Settle them with
    `set_value`.
    """
    from kodeverk.analysis.sampling.conflicts import conflicts

    return conflicts(self.snapshot)


def saturation(
    self: Study, order: Sequence[str] | None = None, *, claimed_at: int | None = None, by: str | None = None
) -> Saturation:
    """Return how much was new in each interview, and what several definitions of saturation say of it.

    See ``.frame`` (the curve), ``.definitions``, ``.holds(definition)`` and, with a claim, ``.came_after``. Counted are
    all codings there are: ``study.select(coders=["ida"]).saturation()`` for those of one coder.

    Parameters
    ----------
    order : sequence of str, optional
        Names of all interviews in the order they were held; without it, by name.
    claimed_at : int, optional
        After how many interviews saturation is claimed: what came after is told.
    by : str, optional
        An attribute, or ``office``: each group's curve by itself too.

    Raises
    ------
    UnknownName
        If no case has the attribute.
    KodeverkError
        If there is no interview, `order` does not name each once, or `claimed_at` is no number of interviews.
    """
    from kodeverk.analysis.sampling.saturation import saturation

    return saturation(self.snapshot, order=order, claimed_at=claimed_at, by=by)


def crosswalk(self: Study, name: str, *, reverse: bool = False) -> CrosswalkView:
    """Return a crosswalk with what has been coded on either side, and what does not fit.

    Parameters
    ----------
    name : str
        Id of a crosswalk in the study.
    reverse : bool
        Read the other way; *narrower* and *broader* change places.

    Raises
    ------
    UnknownName
        If the study has no such crosswalk.
    """
    from kodeverk.analysis.crosswalks import crosswalk

    return crosswalk(self.snapshot, name, reverse=reverse)


def use_crosswalk(self: Project, path: str | Path) -> Receipt:
    """Bring in a crosswalk between two codebooks from YAML; return the receipt.

    Raises
    ------
    FormatError
        If the file breaks the format; the message gives every fault with its line.
    UnknownName
        If one of its codebooks is not in the study.
    """
    from kodeverk import reading
    from kodeverk.reading.worker import read_limited

    read = read_limited(reading.read_crosswalk, path)
    return self.write(lambda now: reading.use_crosswalk(now, read), verb="use_crosswalk")


def apply_crosswalk(self: Project, name: str, *, reverse: bool = False) -> Receipt:
    """Make suggestions with one codebook from codings with another, never codings; return the receipt.

    The reason of each suggestion says which code it comes from and how the two correspond: ``equal``, ``narrower``,
    ``broader`` or ``weak``. A code without an equivalent gives nothing. A person accepts, rejects or
    changes them, as those of rules.

    Parameters
    ----------
    name : str
        Id of a crosswalk in the study.
    reverse : bool
        From the codebook that is entered to the one that is left.

    Raises
    ------
    UnknownName
        If there is no such crosswalk.
    """
    from kodeverk.coding.crosswalks import apply_crosswalk

    return self.write(lambda now: apply_crosswalk(now, name, reverse=reverse), verb="apply_crosswalk")


def set_value(
    self: Project, case: str, attribute: str, value: str | int | float | bool, *, read_from: str, why: str = ""
) -> Receipt:
    """Say what an attribute of a case is, whatever the files say; return the receipt.

    This settles a conflict: what other sources said is taken out of the study, and the change log keeps it.

    Parameters
    ----------
    case : str
        Name of an informant or office.
    attribute : str
    value : str, int, float or bool
        ``unknown``, ``not applicable`` and ``not released`` are states.
    read_from : str
        Where it was read, or who said so.
    why : str, optional
        For the change log.

    Raises
    ------
    UnknownName
        If there is no such case.
    FormatError
        If the name cannot be an attribute's, or `read_from` is empty.
    KodeverkError
        If the case has the attribute from its office.
    """
    from kodeverk.reading import values

    return self.write(
        lambda now: values.set_value(now, case, attribute, value, read_from=read_from), verb=values.SETTLE, why=why
    )
