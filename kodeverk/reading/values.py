"""Values of attributes: what one source says beside what another says, and what a person settles."""

from __future__ import annotations

import re

from kodeverk.errors import FormatError, KodeverkError
from kodeverk.model import KNOWN, STATES, UNKNOWN, Case, Change, Plan, Reading, Snapshot, Value

RESERVED = frozenset({"case", "case_id", "office_id", "kind", "code", "coder", "codebook"})
"""Names that mean something else in tables and selections, and so are no names of attributes."""

SETTLE = "set_value"
"""The verb that settles a conflict, by which the change log knows it again."""


def attribute_name(column: str) -> str:
    """Return a column's name as an attribute: small letters, digits and underscores, æøå kept.

    >>> attribute_name("År i NAV (ca.)"), attribute_name("2. linje")
    ('år_i_nav_ca', '_2_linje')
    """
    name = re.sub(r"\W+", "_", column.casefold()).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


def heard(snapshot: Snapshot, new: Value) -> Value:
    """Return the value of an attribute once one more source has been heard.

    A file that is read again replaces what it said before. Another file that says otherwise replaces nothing: the
    value there is stays until a person settles it, and what the other file says is kept beside it in ``others``. Not
    knowing contradicts nothing, and what was not known is filled in. A reading that a person has settled against
    with `set_value` is not raised again.

    Parameters
    ----------
    snapshot : Snapshot
    new : Value
        As the file has it.
    """
    before = snapshot.table(Value).get(new.id)
    if before is None:
        return new
    others = tuple(one for one in before.others if _file(one.read_from) != _file(new.read_from))
    agreeing = _same(before, new)
    if _file(before.read_from) == _file(new.read_from) or (before.state == UNKNOWN and not agreeing):
        return new._replace(others=tuple(one for one in others if one.value != str(new)))
    if agreeing or new.state == UNKNOWN:
        return before._replace(others=others)
    reading = Reading(str(new), new.read_from)
    if reading in before.others or not _settled(snapshot, new.id, reading):
        return before._replace(others=(*others, reading))
    return before._replace(others=others)


def _same(one: Value, other: Value) -> bool:
    return one.state == other.state and (one.value == other.value or str(one).casefold() == str(other).casefold())


def _file(read_from: str) -> str:
    return read_from.partition(", ")[0]


def _settled(snapshot: Snapshot, value_id: str, reading: Reading) -> bool:
    """Return whether a person has settled the value against this reading of the same file."""
    for event in snapshot.history(Value):
        before = event.change.before
        if event.verb == SETTLE and isinstance(before, Value) and before.id == value_id:
            known = (Reading(str(before), before.read_from), *before.others)
            if any((one.value, _file(one.read_from)) == (reading.value, _file(reading.read_from)) for one in known):
                return True
    return False


def set_value(
    snapshot: Snapshot, case: str, attribute: str, value: str | int | float | bool, *, read_from: str
) -> Plan:
    """Return the plan that says what an attribute of a case is, whatever the files say.

    What other sources said is taken out of the study; the change log keeps it, with why.

    Parameters
    ----------
    snapshot : Snapshot
    case : str
        Name of an informant or office.
    attribute : str
    value : str, int, float or bool
        ``unknown``, ``not applicable`` and ``not released`` are states, not texts.
    read_from : str
        Where it was read, or who said so.

    Raises
    ------
    UnknownName
        If there is no such case.
    FormatError
        If the name cannot be an attribute's, or nothing is said of where the value was read.
    KodeverkError
        If the case has the attribute from its office: it is settled there.
    """
    if attribute != attribute_name(attribute) or attribute in RESERVED:
        raise FormatError(f"{attribute!r} is no name of an attribute: small letters, digits and underscores.")
    if not read_from.strip():
        raise FormatError("Where was it read, or who said so? Say it with read_from=. Nothing was changed.")
    one = snapshot.case(case)
    key = f"{one.id}/{attribute}"
    before = snapshot.table(Value).get(key)
    if before is None and attribute in snapshot.values(one.id):
        office = snapshot.table(Case)[one.office_id or ""].name
        raise KodeverkError(f"{one.name} has {attribute} from the office {office}: set it there. Nothing was changed.")
    known = value not in STATES[1:]
    after = Value(key, one.id, attribute, value if known else None, KNOWN if known else str(value), read_from)
    return Plan([Change(before, after)] if before != after else [], (key,))
