"""A literature log: what was searched, read, left out and kept, whether it adds up, and names written in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from kodeverk.analysis.name_variants import NameVariants, renamed, surname, variants
from kodeverk.analysis.sums import COLUMNS, Sum
from kodeverk.errors import FormatError, UnknownName
from kodeverk.messages import _, _n
from kodeverk.model.names import unknown
from kodeverk.reading.literature import Entry
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

FOUND, READ, EXCLUDED, INCLUDED, NARROW = "found", "read", "excluded", "included", "narrow"
STATED = (FOUND, READ, EXCLUDED, INCLUDED, NARROW)
READ_NOT_STATED, NARROW_NOT_STATED = "read not stated", "narrow not stated"


class Step(NamedTuple):
    """A number of the flow.

    Its step (``found``, ``read``, ``excluded``, ``included``, ``narrow``, ``read not stated``, ``narrow not stated``),
    of what, and how many.
    """

    step: str
    what: str
    number: int


class Fault(NamedTuple):
    """An entry that does not fit the flow: its id, and what is wrong."""

    id: str
    what: str


class Flow(NamedTuple):
    """From search to what was kept.

    Attributes
    ----------
    steps : tuple of Step
        Found by search, read, excluded by reason, included by type, and those in the narrow sense; `what` is empty on
        the row that holds the whole. Then, where there are any, those of which it is not stated whether they were read,
        and those included of which it is not stated whether they are narrow.
    sums : tuple of Sum
        Parts beside wholes.
    faults : tuple of Fault
        ``excluded and not read``, ``included without type``, ``narrow and not included``, ``same as <id>``, ``author
        twice``, ``reason as <reason>`` (but for small and capital letters).
    """

    steps: tuple[Step, ...]
    sums: tuple[Sum, ...]
    faults: tuple[Fault, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per number. Columns: step, what, count."""
        import pandas as pd

        return pd.DataFrame(self.steps, columns=["step", "what", "count"])

    @property
    def checks(self) -> pd.DataFrame:
        """One row per sum. Columns: what, parts, counted_twice, sum, stated, difference, holds.

        ``read`` shows how excluded and included make up what was read; it holds by the way they are counted, and is no
        check. What a report states is held against the log by `LiteratureLog.held_against`.
        """
        import pandas as pd

        return pd.DataFrame([one.row() for one in self.sums], columns=list(COLUMNS))

    def total(self, step: str) -> int:
        """Return the whole of a step; 0 of one that is not there."""
        return next((one.number for one in self.steps if one.step == step and not one.what), 0)

    def parts(self, step: str) -> dict[str, int]:
        """Return the parts of a step."""
        return {one.what: one.number for one in self.steps if one.step == step and one.what}

    def __repr__(self) -> str:
        told = _("{found} found, {read} read, {excluded} excluded, {included} included")
        return f"<{told.format(**{step: self.total(step) for step in (FOUND, READ, EXCLUDED, INCLUDED)})}>"

    def _repr_html_(self) -> str:
        rows = [
            [html.tag("b", _label(one.step)) if not one.what else "", one.what or "", one.number] for one in self.steps
        ]
        told = [*(one._replace(what=_label(one.what)).in_words() for one in self.sums), *map(_fault, self.faults)]
        return str(html.block(html.table([_("step"), "", _("publications")], rows), html.items(told)))


class LiteratureLog(NamedTuple):
    """The publications of a literature review.

    Attributes
    ----------
    file : str
    entries : tuple of Entry
    warnings : tuple of str
        What was found in reading the table.
    """

    file: str
    entries: tuple[Entry, ...]
    warnings: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per publication.

        Columns: id, authors, year, title, type, source, read, excluded, level, narrow, written (authors as the log has
        them); authors parted by ``; ``.
        """
        import pandas as pd

        rows = [
            one._replace(authors="; ".join(one.authors), written="; ".join(one.written))  # type: ignore[arg-type]
            for one in self.entries
        ]
        return pd.DataFrame(rows, columns=Entry._fields)

    @property
    def flow(self) -> Flow:
        """From search to what was kept; included is what was read and not excluded."""
        return _flow(self.entries)

    @property
    def variants(self) -> tuple[NameVariants, ...]:
        """Surnames that may be one, for a person to judge; `unify` makes them one. See `name_variants.variants`."""
        return variants(self.entries)

    def unify(self, names: Mapping[str, str]) -> LiteratureLog:
        """Return a log where surnames are written as a person says; ``written`` keeps what stood there.

        Parameters
        ----------
        names : dict of str to str
            Surname as it stands, to surname as it should be.

        Raises
        ------
        UnknownName
            If nobody in the log is called so.
        FormatError
            If a name is to be empty.
        """
        known = {surname(name) for entry in self.entries for name in entry.authors}
        for name in names:
            if name not in known:
                raise UnknownName(unknown("author", name, sorted(known)))
            if not names[name].strip():
                raise FormatError(f"{name} is to be written as nothing; give the surname it stands for.")
        entries = [
            entry._replace(authors=tuple(renamed(name, names) for name in entry.authors)) for entry in self.entries
        ]
        return self._replace(entries=tuple(entries))

    def held_against(self, stated: Mapping[str, Any]) -> pd.DataFrame:
        """Return the numbers a report states beside those of the log.

        Columns: step, what, stated, counted, difference (counted less stated).

        Parameters
        ----------
        stated : dict
            Of ``found``, ``read``, ``excluded``, ``included`` and ``narrow`` a number, or numbers by reason or type.

        Raises
        ------
        FormatError
            If it names another step.
        """
        import pandas as pd

        strange = [step for step in stated if step not in STATED]
        if strange:
            raise FormatError(f"{strange[0]!r} is no step of the flow; there are {', '.join(STATED)}.")
        flow = self.flow
        rows = []
        for step, number in stated.items():
            parts = flow.parts(step)
            numbers = number if isinstance(number, Mapping) else {"": number}
            rows += [(step, what, n, parts.get(what, 0) if what else flow.total(step)) for what, n in numbers.items()]
        frame = pd.DataFrame(rows, columns=["step", "what", "stated", "counted"])
        return frame.assign(difference=frame["counted"] - frame["stated"])

    def __repr__(self) -> str:
        count = len(self.entries)
        told = _n("{count} publication", "{count} publications", count).format(count=count)
        return f"<{'; '.join((f'{self.file}: {told}', repr(self.flow)[1:-1], *self.warnings))}>"

    def _repr_html_(self) -> str:
        names = [" / ".join(one.names) for one in self.variants]
        told = [html.tag("p", html.labelled(_("Perhaps one name"), "; ".join(names)))] if names else []
        told += [html.items(self.warnings)] if self.warnings else []
        return str(html.block(html.tag("b", self.file), Markup(self.flow._repr_html_()), *told))


def _flow(entries: tuple[Entry, ...]) -> Flow:
    read = [one for one in entries if one.read]
    excluded = [one for one in read if one.excluded]
    included = [one for one in read if not one.excluded]
    narrow = [one for one in included if one.narrow]
    parts = {
        FOUND: Counter(one.source for one in entries if one.source),
        READ: Counter[str](),
        EXCLUDED: Counter(one.excluded for one in excluded),
        INCLUDED: Counter(one.type for one in included if one.type),
        NARROW: Counter[str](),
    }
    wholes = dict(zip(parts, map(len, (entries, read, excluded, included, narrow)), strict=True))
    steps = [
        step
        for name, count in wholes.items()
        for step in (Step(name, "", count), *(Step(name, *part) for part in parts[name].most_common()))
    ]
    unstated = {
        READ_NOT_STATED: sum(one.read is None for one in entries),
        NARROW_NOT_STATED: sum(one.narrow is None for one in included),
    }
    steps += [Step(name, "", count) for name, count in unstated.items() if count]
    sums = [Sum(READ, (*parts[EXCLUDED].values(), len(included)), len(read))]
    sums += [Sum(name, tuple(parts[name].values()), wholes[name]) for name in (FOUND, INCLUDED) if parts[name]]
    return Flow(tuple(steps), tuple(sums), tuple(_faults(entries)))


def _faults(entries: tuple[Entry, ...]) -> list[Fault]:
    faults: list[Fault] = []
    seen: dict[tuple[str, str], str] = {}
    reasons: dict[str, str] = {}
    for one in entries:
        told = {
            "excluded and not read": bool(one.excluded) and one.read is False,
            "included without type": one.read and not one.excluded and not one.type,
            "narrow and not included": one.narrow and (one.read is False or bool(one.excluded)),
            "author twice": len(set(one.authors)) < len(one.authors),
        }
        faults += [Fault(one.id, what) for what, holds in told.items() if holds]
        key = one.title.casefold(), one.year
        if one.title and key in seen:
            faults.append(Fault(one.id, f"same as {seen[key]}"))
        seen.setdefault(key, one.id)
        if one.excluded and (reason := reasons.setdefault(one.excluded.casefold(), one.excluded)) != one.excluded:
            faults.append(Fault(one.id, f"reason as {reason}"))
    return faults


def _label(step: str) -> str:
    labels = {
        FOUND: _("found in the searches"),
        READ: _("read"),
        EXCLUDED: _("left out, by reason"),
        INCLUDED: _("kept, by type"),
        NARROW: _("of those, in the narrow sense"),
        READ_NOT_STATED: _("not stated whether it was read"),
        NARROW_NOT_STATED: _("kept, and not stated whether it is in the narrow sense"),
    }
    return labels.get(step, step)


def _fault(fault: Fault) -> str:
    if fault.what.startswith("same as "):
        return _("{id}: the same title and year as {other}").format(id=fault.id, other=fault.what[len("same as ") :])
    if fault.what.startswith("reason as "):
        told = _("{id}: the reason is written with other letters than {other}")
        return told.format(id=fault.id, other=fault.what[len("reason as ") :])
    labels = {
        "excluded and not read": _("{id}: left out, and not read"),
        "included without type": _("{id}: kept, and of no type"),
        "narrow and not included": _("{id}: in the narrow sense, and not kept"),
        "author twice": _("{id}: the same author stands twice"),
    }
    return labels[fault.what].format(id=fault.id)
