"""Cases in two levels (informant in office), their attributes, and what they agreed to."""

from __future__ import annotations

from typing import NamedTuple

KNOWN, UNKNOWN, NOT_APPLICABLE, NOT_RELEASED = "known", "unknown", "not applicable", "not released"
STATES = (KNOWN, UNKNOWN, NOT_APPLICABLE, NOT_RELEASED)


class Case(NamedTuple):
    """An informant or an office.

    Attributes
    ----------
    id : str
        Permanent id.
    name : str
        The short name every verb accepts, such as ``5`` or ``Lyngmo``.
    kind : str
        ``informant`` or ``office``.
    office_id : str or None
        The office an informant belongs to, and inherits attributes from.
    """

    id: str
    name: str
    kind: str
    office_id: str | None = None


class Reading(NamedTuple):
    """What another source says of an attribute than the one its value was taken from.

    Attributes
    ----------
    value : str
    read_from : str
        File, sheet and cell, or who said so.
    """

    value: str
    read_from: str


class Value(NamedTuple):
    """The value of one attribute of one case; *unknown* and its kin are values, not blanks.

    Attributes
    ----------
    id : str
        ``<case id>/<attribute>``.
    case_id : str
    attribute : str
        Name of the attribute, usable in a selection: letters, digits and underscores.
    value : str, int, float, bool or None
        None unless `state` is ``known``.
    state : str
        ``known``, ``unknown``, ``not applicable`` or ``not released``.
    read_from : str
        Where it was read: file, sheet and cell, or who said so.
    others : tuple of Reading
        Other sources that say otherwise.
    """

    id: str
    case_id: str
    attribute: str
    value: str | int | float | bool | None
    state: str = KNOWN
    read_from: str = ""
    others: tuple[Reading, ...] = ()

    def __str__(self) -> str:
        return str(self.value) if self.state == KNOWN else self.state


class Consent(NamedTuple):
    """What a case agreed to, when, and on which version of the form.

    Attributes
    ----------
    id, case_id : str
    form : str
        Version of the form that was signed.
    given : str
        Date, ISO 8601.
    scope : tuple of str
        What was agreed to: ``quotes``, ``recording``, ``archive`` ...
    withdrawn : str or None
        Date of withdrawal.
    """

    id: str
    case_id: str
    form: str
    given: str
    scope: tuple[str, ...] = ()
    withdrawn: str | None = None
