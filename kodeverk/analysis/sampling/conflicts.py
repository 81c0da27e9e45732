"""Attributes that two sources say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kodeverk.model import Snapshot, Value
from kodeverk.views.naming import names

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("case", "attribute", "value", "read_from", "other_value", "other_read_from")


def conflicts(snapshot: Snapshot) -> pd.DataFrame:
    """Return the attributes that sources say differently, one row for each other reading.

    The value in force is the one that was read first; `set_value` settles which is right.

    Columns: case, attribute, value, read_from (of the value in force), other_value, other_read_from.
    """
    import pandas as pd

    known = names(snapshot).case
    place = {key: number for number, key in enumerate(known)}
    rows = [
        (known[value.case_id], value.attribute, str(value), value.read_from, *other)
        for value in sorted(snapshot.all(Value), key=lambda one: (place[one.case_id], one.attribute))
        for other in value.others
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
