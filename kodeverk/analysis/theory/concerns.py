"""What a proposition concerns: its codes, and the cases it applies to."""

from __future__ import annotations

from typing import NamedTuple

from kodeverk.errors import AmbiguousName, KodeverkError, UnknownName
from kodeverk.messages import _
from kodeverk.model import NOT_APPLICABLE, Proposition, Snapshot
from kodeverk.views.asked import SAID, SILENT, own_code
from kodeverk.views.conditions import standings_where
from kodeverk.views.naming import names, with_children
from kodeverk.views.resolve import resolve_theme

_APPLIES = {SAID: True, SILENT: False, NOT_APPLICABLE: False}


class Concerned(NamedTuple):
    """The codes a proposition concerns.

    Attributes
    ----------
    named : tuple of str
        Ids of the codes it names; those of its categories where it names no codes.
    codes : tuple of str
        Ids of these and all codes below them.
    notes : tuple of str
        What it names that the study does not have.
    """

    named: tuple[str, ...]
    codes: tuple[str, ...]
    notes: tuple[str, ...]


def concerned(snapshot: Snapshot, proposition: Proposition) -> Concerned:
    """Return the codes a proposition concerns, by its categories where it names no codes."""
    found: list[str] = []
    notes: list[str] = []
    for name in proposition.codes:
        try:
            found.append(own_code(snapshot, proposition.theory, name))
        except (UnknownName, AmbiguousName):
            notes.append(_("The study has no code {name}.").format(name=name))
    for name in proposition.categories if not proposition.codes else ():
        try:
            found += resolve_theme(snapshot, f"category:{_own(snapshot, proposition, name)}").codes
        except (UnknownName, AmbiguousName):
            notes.append(_("The study has no category {name}.").format(name=name))
    return Concerned(tuple(dict.fromkeys(found)), with_children(snapshot, found), tuple(notes))


def _own(snapshot: Snapshot, proposition: Proposition, name: str) -> str:
    """Return the full name of a category of the theory's own codebook, if it has one by that name."""
    full = f"{proposition.theory.partition('-')[2]}:{name}"
    return full if full in names(snapshot).category.values() else name


def applies(snapshot: Snapshot, proposition: Proposition) -> tuple[dict[str, bool | None], list[str]]:
    """Return for each case's id whether a proposition applies to it, empty for all; and what could not be read.

    It does not apply where its selection asks for an attribute that is not applicable to the case; None where it is
    not known whether it applies.
    """
    if not proposition.applies_to.strip():
        return {}, []
    try:
        found = standings_where(snapshot, proposition.applies_to)
        return {case_id: _APPLIES.get(standing) for case_id, standing in found.items()}, []
    except KodeverkError:
        said = _("Which cases it applies to cannot be told: {selection}. It is taken to apply to all.")
        return {}, [said.format(selection=proposition.applies_to)]
