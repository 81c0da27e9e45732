"""The cells of a working group's workbook, understood as people write them; every fault is told with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from kodeverk.errors import FormatError, nearest
from kodeverk.reading.areas import Area
from kodeverk.reading.tables import Plain, Sheet

Row: TypeAlias = tuple[int, dict[str, Plain]]

YES = frozenset({"x", "xx", "ja", "j", "yes", "y", "true", "sann", "1", "✓", "✔"})
NO = frozenset({"nei", "n", "no", "false", "usann", "0"})
NOT_KNOWN = frozenset({"ukjent", "ukjend", "unknown", "vet ikke", "veit ikkje", "?"})
_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("mars", "march"), ("april",), ("mai", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("desember", "december"),
)  # fmt: skip
_AREA = re.compile(r"(?:område|area|nr\.?)?\s*(\d+)\.?(?:\s+(\D.*))?", re.IGNORECASE)
SHOWN, LONGEST, WORD = 25, 30, 12
"""Most faults one error lists; code points of a cell it repeats, of names and of words: of longer ones it says none."""


def text(cell: Plain) -> str:
    """Return a cell as text; empty where it is."""
    return "" if cell is None else str(cell).strip()


def quoted(written: str, longest: int = LONGEST) -> str:
    """Return a cell as a message repeats it: one that is too long for what it should be may be a remark on somebody.

    >>> quoted("Tangvog"), quoted("Kari Nordmann sa at hun ikke ville")
    ("'Tangvog'", "'... (34 characters)'")
    """
    return repr(written if len(written) <= longest else f"... ({len(written)} characters)")


def office_key(name: str) -> str:
    """Return an office's name as it is compared: with or without NAV before it, in any case.

    >>> office_key("NAV Skarvøy") == office_key(" skarvøy")
    True
    """
    return re.sub(r"^nav\s+", "", " ".join(name.split()).casefold())


class Cells:
    """What the cells of a workbook mean, and which of them mean nothing.

    Parameters
    ----------
    file : str
    areas : sequence of Area
    offices : dict of str to str
        Ids of the offices there are, by `office_key`.
    """

    def __init__(self, file: str, areas: Sequence[Area], offices: Mapping[str, str]) -> None:
        self.file = file
        self.faults: list[str] = []
        self._offices = offices
        self._areas = areas
        self._by_number = {area.number: area for area in areas}
        self._by_name = {name.casefold(): area for area in areas for name in area.label if name}

    def fault(self, sheet: Sheet, column: str, row: int, what: str) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(f"{sheet.place(column, row)}: {what}")

    def office(self, sheet: Sheet, column: str, row: Row) -> str | None:
        """Return the id of the office a cell names; None, with a fault, where it names none."""
        name = text(row[1][column])
        known = self._offices.get(office_key(name))
        if known is None:
            said = f"there is no office {quoted(name)}" if name else "no office is named"
            advice = "Offices are those of the study and of the sheet kontorer, or else of the sheet status."
            self.fault(sheet, column, row[0], f"{said}. {advice}")
        return known

    def area(self, sheet: Sheet, column: str, row: Row) -> Area | None:
        """Return the area a cell names by number, name or both; None, with a fault, where it names none."""
        written = text(row[1][column])
        numbered = _AREA.fullmatch(written)
        if numbered is None:
            found = self._by_name.get(written.casefold())
        else:
            found = self._by_number.get(int(numbered[1]))
            if found and numbered[2] and self._by_name.get(numbered[2].casefold(), found) is not found:
                found = None
        if found is None:
            near = nearest(written.casefold(), self._by_name)
            hint = f"nearest: {', '.join(near)}" if near and numbered is None else self._numbers()
            said = f"there is no area {quoted(written)}" if written else "no area is named"
            self.fault(sheet, column, row[0], f"{said}; {hint}.")
        return found

    def _numbers(self) -> str:
        first, last = min(self._by_number, default=0), max(self._by_number, default=0)
        return f"the codebook has {len(self._areas)} areas, numbered {first} to {last}"

    def mark(self, sheet: Sheet, column: str, row: Row) -> tuple[bool, bool | None]:
        """Return whether a cell says anything, and what: yes, no, or None for not known."""
        written = text(row[1][column])
        folded = " ".join(written.casefold().split())
        if folded in YES | NO:
            return True, folded in YES
        if folded and folded not in NOT_KNOWN:
            said = f"{quoted(written, WORD)} is no mark; write x or ja, nei, ukjent, or leave the cell empty"
            self.fault(sheet, column, row[0], f"{said}.")
        return folded in NOT_KNOWN, None

    def month(self, sheet: Sheet, column: str, row: Row) -> int:
        """Return the month a cell names by number or name, 1-12; 0, with a fault, where it names none."""
        written = text(row[1][column])
        if written.isdecimal() and 1 <= int(written) <= 12:
            return int(written)
        short = written.casefold().rstrip(".")
        for number, names in enumerate(_MONTHS, 1):
            if len(short) >= 3 and any(name.startswith(short) for name in names):
                return number
        self.fault(sheet, column, row[0], f"{quoted(written, WORD)} is no month; write its name or 1 to 12.")
        return 0

    def check(self) -> None:
        """Raise one FormatError that tells every fault, if there is any."""
        if not self.faults:
            return
        if len(self.faults) == 1:
            raise FormatError(f"{self.faults[0]} Nothing was changed.")
        listed = [f"- {fault}" for fault in self.faults[:SHOWN]]
        more = len(self.faults) - SHOWN
        listed += [f"- ... and {more} more."] if more > 0 else []
        count = len(self.faults)
        raise FormatError(f"{self.file}: {count} cells cannot be used. Nothing was changed.\n" + "\n".join(listed))
