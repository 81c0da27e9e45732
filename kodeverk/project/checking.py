"""The looks that hold theory up against the evidence, as `Study` binds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.model import Snapshot

if TYPE_CHECKING:
    from kodeverk.analysis.theory.coverage import TheoryCoverage
    from kodeverk.analysis.theory.findings import TheoryCheck
    from kodeverk.analysis.theory.truth_table import TruthTable
    from kodeverk.analysis.theory.verdict import Rule
    from kodeverk.project.looks import Study


def check(self: Study, theory: str | Path | None = None, *, rule: Rule | None = None) -> TheoryCheck:
    """Return the propositions of a theory checked against the evidence, case by case.

    Look on with ``.frame``, ``.by_case``, ``.by("leader_model")``, ``.deviant_cases``, ``.expectations``,
    ``.paradoxes`` and ``.evidence``.

    Parameters
    ----------
    theory : str or Path, optional
        Id of a theory in the study, or a YAML file, read for this check alone. Without it, all
        theories of the study.
    rule : Rule, optional
        Other thresholds than the usual (``from kodeverk.analysis import Rule``); printed with the result.

    Raises
    ------
    UnknownName
        If the study has no such theory.
    KodeverkError
        If the rule is none, or asks for less than one case.
    """
    from kodeverk.analysis.theory.check import check

    return check(*_with(self.snapshot, theory), rule=rule)


def coverage(self: Study, theory: str | Path | None = None) -> TheoryCoverage:
    """Return coverage both ways: what of a theory is spoken to, and what of the coding it concerns.

    Look on with ``.unspoken``, ``.never_used``, ``.never_introduced``, ``.codes_without_theory`` and
    ``.codes_never_used``.

    Parameters
    ----------
    theory : str or Path, optional
        As in `check`.

    Raises
    ------
    UnknownName
        If the study has no such theory.
    """
    from kodeverk.analysis.theory.coverage import coverage

    return coverage(*_with(self.snapshot, theory))


def truth_table(
    self: Study, conditions: Mapping[str, str] | Iterable[str] | str, outcome: str, *, level: str = "informant"
) -> TruthTable:
    """Return which combinations of conditions go with an outcome, case by case (crisp-set QCA).

    Parameters
    ----------
    conditions : dict of str to str, list of str, or str
        Selections that say where each condition holds, by name or alone.
    outcome : str
        Selection that says where the outcome holds, such as ``code("integrering")``.
    level : str
        What the cases are: ``informant`` or ``office``.

    Raises
    ------
    KodeverkError
        If there are no conditions or too many, or one cannot be understood.
    """
    from kodeverk.analysis.theory.placing import truth_table

    return truth_table(self.snapshot, conditions, outcome, level=level)


def _with(snapshot: Snapshot, theory: str | Path | None) -> tuple[Snapshot, str | None]:
    """Return the snapshot with the theory of a file in it, where a file is named, and the theory's id."""
    if theory is None or Path(theory).suffix not in (".yaml", ".yml"):
        return snapshot, None if theory is None else str(theory)
    from kodeverk.reading import read_theory, use_theory
    from kodeverk.reading.worker import read_limited

    read, propositions = read_limited(read_theory, theory)
    return snapshot.supposing(use_theory(snapshot, read, propositions).changes), read.id
