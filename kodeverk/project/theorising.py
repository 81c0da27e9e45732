"""The looks at a theory's register: its versions, what its rules compute, and what may be evidence for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.model import Proposition, Theory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kodeverk.analysis.theory.computed import ComputedRules
    from kodeverk.analysis.theory.diff import TheoryDiff
    from kodeverk.analysis.theory.suggesting import EvidenceSuggestions
    from kodeverk.analysis.theory.versions import TheoryVersions
    from kodeverk.project.looks import Study


def computed(self: Study, theory: str | None = None) -> ComputedRules:
    """Return what the rules of propositions compute for each case, beside what people judged and never for it.

    Parameters
    ----------
    theory : str, optional
        Id of one theory; otherwise all.

    Raises
    ------
    UnknownName
        If there is no such theory.
    """
    from kodeverk.analysis.theory.computed import computed

    return computed(self.snapshot, theory)


def suggest_evidence(self: Study, theory: str | None = None, *, limit: int = 50) -> EvidenceSuggestions:
    """Return coded passages that share words with what would support, contradict or nuance a proposition.

    They are to be read and judged; nothing is written. For the formula see
    `analysis.theory.suggesting.suggest_evidence`.

    Parameters
    ----------
    theory : str, optional
        Id of one theory; otherwise all.
    limit : int
        How many passages at most, the likeliest first.

    Raises
    ------
    UnknownName
        If there is no such theory.
    """
    from kodeverk.analysis.theory.suggesting import suggest_evidence

    return suggest_evidence(self.snapshot, theory, limit=limit)


def theory_diff(self: Study, theory: str | Path | tuple[Theory, Sequence[Proposition]]) -> TheoryDiff:
    """Return what a theory's file would change in the study: propositions added, removed, reworded.

    Parameters
    ----------
    theory : str, Path or (Theory, list of Proposition)
        A YAML file, or what `reading.read_theory` made of one.

    Raises
    ------
    ReadingError, FormatError
        If the file is missing or breaks the format.
    """
    from kodeverk.analysis.theory.diff import theory_diff
    from kodeverk.reading import read_theory
    from kodeverk.reading.worker import read_limited

    file = read_limited(read_theory, theory) if isinstance(theory, str | Path) else theory
    id = file[0].id
    propositions = [p for p in self.snapshot.all(Proposition) if p.theory == id]
    return theory_diff((self.snapshot.table(Theory).get(id), propositions), file)


def theory_versions(self: Study, theory: str) -> TheoryVersions:
    """Return each version of a theory the study has had, with what changed, from the change log.

    Parameters
    ----------
    theory : str
        Its id.

    Raises
    ------
    UnknownName
        If the study has never had the theory.
    """
    from kodeverk.analysis.theory.versions import theory_versions

    return theory_versions(self.snapshot, theory)
