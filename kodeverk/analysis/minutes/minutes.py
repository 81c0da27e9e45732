"""Minutes read: every item with its office, date, number, title, decision, and how it is placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.minutes.placing import DISPUTED, NOT_PLACED, PLACED, Placed, Suggested, placed, suggested
from kodeverk.coding.items import Found, agenda_of
from kodeverk.errors import KodeverkError
from kodeverk.messages import _, _n
from kodeverk.model import Snapshot, Source, Span
from kodeverk.model.problems import Problem
from kodeverk.reading.minutes import meeting_date
from kodeverk.views.naming import names, natural

if TYPE_CHECKING:
    import pandas as pd

_FRAME = (
    "office", "date", "number", "title", "decision", "category", "kind", "binding", "conflict", "standing", "coder",
    "suggested", "reason", "listed", "source", "start", "end", "source_id",
)  # fmt: skip


class MinutedItem(NamedTuple):
    """An item of a meeting.

    Attributes
    ----------
    name : str
        As `categorise` takes it: ``referat-lyngmo, Sak 3/06``.
    office : str
        Short name; empty where the minutes are bound to no office.
    date : str
        Of the meeting, ISO 8601; empty where the head says none, or one that does not exist.
    number, title, decision : str
        ``3/06``; the heading; what it ended in, as the minutes have it, empty where no line says so.
    span : Span
        The whole item, heading included, in code points of the source's version in force.
    placed : dict of str to Placed
        By ``category``, ``decision``, ``binding`` and ``conflict``.
    suggested : tuple of Suggested
        What rules suggest its category to be, where nobody has placed it.
    found : Found
    """

    name: str
    office: str
    date: str
    number: str
    title: str
    decision: str
    span: Span
    placed: dict[str, Placed]
    suggested: tuple[Suggested, ...]
    found: Found

    @property
    def source(self) -> Source:
        """The minutes it stands in."""
        return self.found.source


class Minutes(NamedTuple):
    """The items of meetings.

    Attributes
    ----------
    items : tuple of MinutedItem
        By office, date and place in the minutes.
    problems : tuple of Problem
        What does not fit together in the minutes: problems in the data are data.
    codes : dict of str to (str, str)
        Short name and heading of every code an item has or is suggested, by id.
    """

    items: tuple[MinutedItem, ...]
    problems: tuple[Problem, ...]
    codes: dict[str, tuple[str, str]]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per item.

        Columns: office, date (ISO 8601), number, title, decision (as written); category, kind (of decision), binding,
        conflict (short names of codes; ``disputed`` or ``not placed`` where there is none); standing (of
        the category: ``placed``, ``disputed``, ``not placed``), coder (of the category, parted by ``; ``), suggested,
        reason (of rules, where nobody has placed it; they never count), listed (title on the agenda), source, start,
        end (code points), source_id.
        """
        import pandas as pd

        return pd.DataFrame([self._row(item) for item in self.items], columns=list(_FRAME))

    def _row(self, item: MinutedItem) -> tuple[object, ...]:
        category = item.placed["category"]
        judged = [self.said(item.placed[branch]) for branch in ("category", "decision", "binding", "conflict")]
        best = [one for one in item.suggested if one.hits == item.suggested[0].hits]
        return (
            item.office, item.date, item.number, item.title, item.decision, *judged, category.standing,
            "; ".join(category.coders), "; ".join(self.codes[one.code_id][0] for one in best),
            "; ".join(one.reason for one in best), item.found.item.listed, item.source.name, *item.span, item.source.id,
        )  # fmt: skip

    def said(self, one: Placed) -> str:
        """Return the short name of the code an item is placed under, or where it stands."""
        return self.codes[one.code_id][0] if one.standing == PLACED else one.standing

    @property
    def problem_frame(self) -> pd.DataFrame:
        """The problems, one row each. Columns: severity, where, what, advice."""
        import pandas as pd

        return pd.DataFrame(list(self.problems), columns=list(Problem._fields))

    @property
    def disputed(self) -> tuple[MinutedItem, ...]:
        """Items whose category coders differ on; see ``placed["category"].codings`` of each."""
        return tuple(item for item in self.items if item.placed["category"].standing == DISPUTED)

    @property
    def not_placed(self) -> tuple[MinutedItem, ...]:
        """Items nobody has given a category yet."""
        return tuple(item for item in self.items if item.placed["category"].standing == NOT_PLACED)

    def __repr__(self) -> str:
        count, meetings = len(self.items), len({item.source.id for item in self.items})
        told = [
            _n("{count} item", "{count} items", count).format(count=count),
            _n("{count} meeting", "{count} meetings", meetings).format(count=meetings),
            _("no category: {count}").format(count=len(self.not_placed)),
            _("disputed: {count}").format(count=len(self.disputed)),
            _("problems: {count}").format(count=len(self.problems)),
        ]
        return f"<{', '.join(told)}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.minutes.showing import minutes_html

        return str(minutes_html(self))


def read_minutes(snapshot: Snapshot, sources: Sequence[str] | None = None) -> Minutes:
    """Return every item of the minutes of a study.

    An item begins at the line with its number (``Sak 3/06 Telefontider``) and runs to the next; a list of items at the
    top is the agenda, and adds none. The date is the first on the line ``Møtedato:`` of the head, else in the head. The
    decision is the line ``Vedtak:``, ``Konklusjon:``, ``Avklaring:`` and the like. The text is the truth:
    an item taken out of it is gone from every table.

    Parameters
    ----------
    snapshot : Snapshot
    sources : sequence of str, optional
        Names of documents; without it all minutes.

    Raises
    ------
    UnknownName
        If there is no such source.
    KodeverkError
        If one of them is an interview.
    """
    from kodeverk.analysis.minutes.checking import problems_of

    chosen = _chosen(snapshot, sources)
    items = [item for source in chosen for item in _items(snapshot, source)]
    items.sort(key=lambda item: (natural(item.office), item.date, natural(item.source.name)))
    problems = problems_of(snapshot, chosen, items)
    return Minutes(tuple(items), tuple(problems), _codes(snapshot, items))


def _chosen(snapshot: Snapshot, sources: Sequence[str] | None) -> list[Source]:
    if sources is None:
        return [source for source in snapshot.all(Source) if source.kind == "minutes"]
    chosen = list(dict.fromkeys(snapshot.source(name) for name in sources))
    if spoken := [source.name for source in chosen if source.kind == "interview"]:
        raise KodeverkError(f"Interviews have no items: {', '.join(spoken)}. Name minutes or other documents.")
    return chosen


def _items(snapshot: Snapshot, source: Source) -> Iterable[MinutedItem]:
    text, agenda = snapshot.text(source.id), agenda_of(snapshot, source.id)
    date = meeting_date(text, agenda.head)
    office = names(snapshot).case.get(source.office_id or "", "")
    for item in agenda.items:
        found = Found(source, item)
        standing = placed(snapshot, found)
        more = suggested(snapshot, found) if standing["category"].standing == NOT_PLACED else ()
        decision = item.decision.of(text) if item.decision else ""
        yield MinutedItem(
            found.name, office, date.iso if date else "", item.number, item.title, decision, item.span, standing, more,
            found,
        )  # fmt: skip


def _codes(snapshot: Snapshot, items: Iterable[MinutedItem]) -> dict[str, tuple[str, str]]:
    from kodeverk.views.resolve import code_theme

    ids = {coding.code_id for item in items for one in item.placed.values() for coding in one.codings}
    ids |= {one.code_id for item in items for one in item.suggested}
    return {key: (names(snapshot).code[key], code_theme(snapshot, key).heading) for key in sorted(ids)}
