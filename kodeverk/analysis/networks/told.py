"""Relations as they were told: by whom, of which office, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.messages import _
from kodeverk.model import Actor, Case, Coding, Relation, Snapshot, Source
from kodeverk.model.names import match_one
from kodeverk.model.network import NEVER
from kodeverk.views.naming import names, natural
from kodeverk.views.quotes import first_turn, said_order
from kodeverk.views.removed import mark

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "office", "from_actor", "to_actor", "initiator", "reciprocal", "channel", "frequency", "coder", "case", "source",
    "turn", "quote", "relation_id",
)  # fmt: skip


class Told(NamedTuple):
    """A relation with the passage that tells of it; actors by their short names.

    Attributes
    ----------
    office : str
        Office of who says it or of the document; empty where it is not known.
    from_actor, to_actor : str
    initiator : str
        Empty where the passage does not say.
    reciprocal : bool or None
        None where the passage does not say.
    channel, frequency : str
        Empty where the passage does not say.
    coder : str
    case : str
        Who says it; empty for a document, and in speech bound to nobody.
    source : str
    turn : int
        Number of the segment.
    quote : str
    relation_id : str
    start, end : int
        The passage, in code points of the source's text.
    """

    office: str
    from_actor: str
    to_actor: str
    initiator: str
    reciprocal: bool | None
    channel: str
    frequency: str
    coder: str
    case: str
    source: str
    turn: int
    quote: str
    relation_id: str
    start: int
    end: int
    removed: str = ""

    @property
    def place(self) -> str:
        """Who says it where, in the language in use."""
        said = _("{source}, segment {segment}").format(source=self.source, segment=self.turn)
        return ", ".join(part for part in (self.case, said, self.removed) if part)

    @property
    def denied(self) -> bool:
        """Whether it is told that there is no such contact: no contact then, and no silence either."""
        return self.frequency == NEVER


def told(snapshot: Snapshot, *, roles: bool = False) -> tuple[Told, ...]:
    """Return every relation with its passage, by office and in the order said.

    A relation told by somebody of two offices is told of each.

    Parameters
    ----------
    snapshot : Snapshot
    roles : bool
        Count persons as the role they fill.
    """
    key = f"relations told{' by role' if roles else ''}"
    return snapshot.derive(key, lambda: tuple(_told(snapshot, roles)))


def _told(snapshot: Snapshot, roles: bool) -> list[Told]:
    actors, codings, known = snapshot.table(Actor), snapshot.table(Coding), names(snapshot)
    name = {key: actors[actor.fills].name if roles and actor.fills else actor.name for key, actor in actors.items()}
    relations = snapshot.all(Relation)
    quotes = snapshot.quotes({codings[r.coding_id] for r in relations})
    found = []
    for r in relations:
        coding = codings[r.coding_id]
        cases = snapshot.cases_of(coding)
        said_by = "; ".join(known.case[case] for case in cases)
        for office in _offices(snapshot, coding) or ("",):
            found.append(
                Told(
                    known.case.get(office, ""), name[r.from_actor], name[r.to_actor], name.get(r.initiator or "", ""),
                    r.reciprocal, r.channel, r.frequency, r.coder, said_by, known.source[coding.source_id],
                    first_turn(snapshot, coding), quotes[coding.id], r.id, coding.start, coding.end,
                    mark(snapshot, coding),
                )
            )  # fmt: skip
    order = {r.id: said_order(snapshot, codings[r.coding_id]) for r in relations}
    return sorted(found, key=lambda one: (natural(one.office), order[one.relation_id], *one[1:3], one.relation_id))


def _offices(snapshot: Snapshot, coding: Coding) -> tuple[str, ...]:
    """Return the ids of the offices a passage speaks of: those of who says it, else that of the document."""
    cases = snapshot.table(Case)
    own = dict.fromkeys(
        case_id if cases[case_id].kind == "office" else cases[case_id].office_id or ""
        for case_id in snapshot.cases_of(coding)
    )
    document = snapshot.table(Source)[coding.source_id].office_id
    return tuple(key for key in own if key) or ((document,) if document else ())


def offices(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of all offices, in order."""
    cases = snapshot.table(Case)
    return tuple(name for key, name in names(snapshot).case.items() if cases[key].kind == "office")


def the_office(snapshot: Snapshot, name: str) -> str:
    """Return the name of the office that goes by `name`.

    Raises
    ------
    UnknownName
        If there is none; the message gives the nearest names.
    """
    of_kind = {case.id: case for case in snapshot.all(Case) if case.kind == "office"}
    return match_one("office", name, of_kind, lambda case: (case.name,)).name


def actors_by_name(snapshot: Snapshot) -> Mapping[str, Actor]:
    """Return every actor by its short name."""
    return {actor.name: actor for actor in sorted(snapshot.all(Actor), key=lambda a: (natural(a.name), a.id))}


def heard(relations: Iterable[Told]) -> set[str]:
    """Return the names of the actors at either end of some relations."""
    return {end for one in relations for end in (one.from_actor, one.to_actor)}


def frame_of(relations: Iterable[Told]) -> pd.DataFrame:
    """Return relations as a frame with the columns `COLUMNS`; reciprocal is True, False or None."""
    import pandas as pd

    rows = [one[: len(COLUMNS)] for one in relations]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"reciprocal": object})


def passages(relations: Sequence[Told]) -> list[int]:
    """Return for each relation the number of its passage; spans of a source that overlap are one passage."""
    order = sorted(range(len(relations)), key=lambda i: (relations[i].source, relations[i].start, relations[i].end))
    numbers, passage, source, end = [0] * len(relations), 0, "", 0
    for i in order:
        one = relations[i]
        if one.source != source or one.start >= end:
            passage, source, end = passage + 1, one.source, one.end
        numbers[i], end = passage, max(end, one.end)
    return numbers


# --- words -------------------------------------------------------------------------------------


def channel_label(channel: str) -> str:
    """Return a channel in the language in use; *not told* for none."""
    labels = {"": _("not told"), "meeting": _("in the meeting"), "line": _("in the line"), "outside": _("outside")}
    return labels.get(channel, channel)


def frequency_label(frequency: str) -> str:
    """Return a frequency in the language in use; *not told* for none."""
    labels = {
        "": _("not told"),
        "daily": _("daily"),
        "weekly": _("weekly"),
        "fortnightly": _("fortnightly"),
        "monthly": _("monthly"),
        "quarterly": _("quarterly"),
        "twice a year": _("twice a year"),
        "yearly": _("yearly"),
        "rarely": _("rarely"),
        "never": _("never"),
    }
    return labels.get(frequency, frequency)


def both_ways_label(reciprocal: bool | None) -> str:
    """Return whether a relation goes both ways, in the language in use; *not told* for None."""
    return {None: _("not told"), True: _("both ways"), False: _("one way")}[reciprocal]
