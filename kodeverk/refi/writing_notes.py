"""What a study says beyond codings, in words, as notes, links and sets that any program can show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple, TypeVar

from kodeverk.model import (
    TABLE_OF,
    Actor,
    Adjudication,
    Case,
    Category,
    Code,
    Coder,
    Coding,
    Condensation,
    Consent,
    Evidence,
    Memo,
    Proposition,
    Record,
    Relation,
    Snapshot,
    Source,
    Theory,
    WholeReading,
    Wording,
    content_id,
)
from kodeverk.model.theory import CONTRADICTS, ILLUSTRATES, NUANCES, SUPPORTS
from kodeverk.refi.codebook import guid
from kodeverk.refi.exchange import ForeignLink, Grouping, Note
from kodeverk.visible import visible

NAME = 60
"""How long a name made of a text may be, in code points; a longer one is cut and ends with an ellipsis."""

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])"
)
_STANCES = {
    SUPPORTS: "Supports", CONTRADICTS: "Contradicts", NUANCES: "Nuances", ILLUSTRATES: "Illustrates",
}  # fmt: skip
_TITLES = {
    Condensation: "Condensations", Relation: "Relations", Consent: "Consent", WholeReading: "Readings as a whole",
    Adjudication: "Decisions between coders", Coding: "Codings whose text was removed",
}  # fmt: skip

R = TypeVar("R")
Place = tuple[str, str]
PASSAGE, BETWEEN = "passage", "\x1f"


class Noted(NamedTuple):
    """Notes, and what they are about.

    Attributes
    ----------
    notes : tuple of Note
    on : dict of (str, str) to tuple of str
        GUIDs of notes by what they are about: ``("coding", id)``, ``("code", id)``, ``("source", id)``,
        ``("study", "")``, or ``("passage", ...)`` with source, start and end between `BETWEEN`.
    links : tuple of ForeignLink
        From a note to the case it is about, since a case cannot name notes.
    sets : tuple of Grouping
        One for each proposition with evidence, and for each kind of note but memos.
    shown : dict of (str, str) to str
        The note of each record but memos, by table and id.
    """

    notes: tuple[Note, ...]
    on: dict[Place, tuple[str, ...]]
    links: tuple[ForeignLink, ...]
    sets: tuple[Grouping, ...]
    shown: dict[tuple[str, str], str]


def key(record: Record) -> str:
    """Return the GUID of the element that holds a record: its id where that is a GUID, else one made from it."""
    own = guid(record.id)
    if isinstance(record, Code | Category) or own == record.id.lower():
        return own
    return content_id("guid", TABLE_OF[type(record)], record.id)


def start_of(text: str) -> str:
    """Return a text as a name: whole, or its start with an ellipsis.

    >>> start_of("a" * 61) == "a" * 59 + "…", start_of("to sjefer")
    (True, 'to sjefer')
    """
    return visible(text if len(text) <= NAME else text[: NAME - 1] + "…")


def words(wording: Wording) -> str:
    """Return a wording in the study's own language: bokmål where it is written, else English, else nynorsk."""
    return wording.in_language("nb")


def moment(made: str) -> str:
    """Return a time as most programs write it, if it is one the format can hold, with its zone; else nothing.

    >>> moment("2026-11-21T18:04:10+00:00"), moment("2026-11-21")
    ('2026-11-21T18:04:10Z', '')
    """
    try:
        fits = _MOMENT.fullmatch(made) and datetime.fromisoformat(made)
    except ValueError:
        return ""
    if not fits:
        return ""
    return made.removesuffix("+00:00") + "Z" if made.endswith("+00:00") else made


def noted(snapshot: Snapshot, quote: Callable[[Coding], str]) -> Noted:
    """Return what a study says beyond codings, in English besides the study's own words, whatever the language in use.

    `quote` gives the words of a coding as they may be handed out.
    """
    return _Notes(snapshot, quote).all()


class _Notes:
    def __init__(self, snapshot: Snapshot, quote: Callable[[Coding], str]) -> None:
        self.now, self.quote = snapshot, quote
        self.notes: list[Note] = []
        self.on: dict[Place, list[str]] = defaultdict(list)
        self.links: list[ForeignLink] = []
        self.of: dict[type[Record], list[str]] = defaultdict(list)
        self.for_proposition: dict[str, list[str]] = defaultdict(list)
        self.shown: dict[tuple[str, str], str] = {}

    def all(self) -> Noted:
        self._each(Memo, self._memo)
        self._each(Condensation, self._condensation)
        self._each(Evidence, self._evidence)
        self._each(Relation, self._relation)
        self._each(Consent, self._consent)
        self._each(WholeReading, self._whole_reading)
        self._each(Adjudication, self._adjudication)
        self._each(Coding, self._coding)
        on = {place: tuple(notes) for place, notes in self.on.items()}
        return Noted(tuple(self.notes), on, tuple(self.links), tuple(self._sets()), self.shown)

    def _each(self, kind: type[R], put: Callable[[R], None]) -> None:
        for _id, record in sorted(self.now.table(kind).items()):
            put(record)

    def _put(self, record: Record, name: str, text: str, *, user: str = "", made: str = "") -> str:
        note = key(record)
        coder = self.now.table(Coder).get(user)
        self.notes.append(
            Note(note, start_of(name), visible(text), user=key(coder) if coder else "", made=moment(made))
        )
        if not isinstance(record, Memo):
            self.shown[TABLE_OF[type(record)], record.id] = note
        if not isinstance(record, Memo | Evidence):
            self.of[type(record)].append(note)
        return note

    def _link(self, note: str, case_id: str) -> None:
        case = key(self.now.table(Case)[case_id])
        self.links.append(ForeignLink(content_id("link", note, case), "about", note, case))

    def _on_coding(self, note: str, coding_id: str) -> None:
        """Put a note on a coding, or on its source where the coding is of an earlier version."""
        coding = self.now.table(Coding).get(coding_id)
        if coding is not None:
            self._on_span(note, coding, ("coding", coding.id))

    def _on_span(self, note: str, span: Coding | Adjudication, place: Place) -> None:
        in_force = self.now.table(Source)[span.source_id].version == span.version
        self.on[place if in_force else ("source", span.source_id)].append(note)

    def _memo(self, memo: Memo) -> None:
        note = self._put(memo, memo.text, memo.text, user=memo.coder, made=memo.made)
        if memo.on == "case":
            self._link(note, memo.target_id)
        elif memo.on == "coding":
            self._on_coding(note, memo.target_id)
        elif memo.on == "segment":
            self.on["source", memo.target_id.rpartition("/")[0]].append(note)
        elif memo.on in ("source", "code", "study"):
            self.on[memo.on, memo.target_id].append(note)

    def _condensation(self, one: Condensation) -> None:
        theme = self.now.table(Code).get(one.theme) or self.now.table(Category).get(one.theme)
        name = f"{self._case(one.case_id)} / {theme.name if theme else one.theme.rpartition(':')[2]}"
        note = self._put(one, f"Condensation: {name}", one.text, user=one.coder, made=one.made)
        self._link(note, one.case_id)
        for coding in one.codings:
            self._on_coding(note, coding)

    def _evidence(self, one: Evidence) -> None:
        proposition = self.now.table(Proposition)[one.proposition]
        title = f"{_STANCES.get(one.stance, one.stance)} {proposition.name}"
        lines = [f"{title}: {words(proposition.statement)}", one.note, _by(one.coder, one.made)]
        note = self._put(one, title, _lines(lines), user=one.coder, made=one.made)
        self.for_proposition[proposition.id].append(note)
        passage = one.passage(self.now.table(Coding))
        place = ("coding", one.coding_id) if one.coding_id is not None else _place(passage)
        self._on_span(note, passage, place)

    def _relation(self, one: Relation) -> None:
        actors = self.now.table(Actor)
        between = f"{actors[one.from_actor].name} - {actors[one.to_actor].name}"
        told = {
            "initiative": actors[one.initiator].name if one.initiator is not None else "not said",
            "both ways": {True: "yes", False: "no", None: "not said"}[one.reciprocal],
            "channel": one.channel or "not said",
            "how often": one.frequency or "not said",
        }
        lines = [f"Relation: {between}", *(f"{name}: {what}" for name, what in told.items()), _by(one.coder, one.made)]
        note = self._put(one, f"Relation: {between}", _lines(lines), user=one.coder, made=one.made)
        self._on_coding(note, one.coding_id)

    def _consent(self, one: Consent) -> None:
        lines = [f"Consent given {one.given}, form {one.form}", f"To: {', '.join(one.scope) or 'not said'}"]
        lines += [f"Withdrawn {one.withdrawn}"] if one.withdrawn is not None else []
        self._link(self._put(one, f"Consent: {self._case(one.case_id)}", _lines(lines)), one.case_id)

    def _whole_reading(self, one: WholeReading) -> None:
        if one.note:
            name = f"Reading as a whole: {self.now.table(Source)[one.source_id].name}"
            self.on["source", one.source_id].append(self._put(one, name, one.note, user=one.coder, made=one.made))

    def _adjudication(self, one: Adjudication) -> None:
        lines = [f"Decided between: {self._codes(one.between)}", f"Coded now: {self._codes(one.kept)}", one.note]
        note = self._put(one, "Decided between coders", _lines([*lines, _by(one.coder, one.made)]), user=one.coder)
        self._on_span(note, one, _place(one))

    def _coding(self, one: Coding) -> None:
        """Show a coding of an earlier version, whose words are gone from the text in force."""
        if self.now.table(Source)[one.source_id].version != one.version:
            name = f"Text removed: {self.now.table(Code)[one.code_id].name}"
            lines = [name, self.quote(one), _by(one.coder, one.made)]
            note = self._put(one, name, _lines(lines), user=one.coder, made=one.made)
            self.on["source", one.source_id].append(note)

    def _sets(self) -> Iterator[Grouping]:
        theories = self.now.table(Theory)
        for id, notes in sorted(self.for_proposition.items()):
            one = self.now.table(Proposition)[id]
            title = f"{one.name}: {words(one.statement)}"
            theory = words(theories[one.theory].title) if one.theory in theories else one.theory
            yield Grouping(content_id("set", id), start_of(title), visible(f"{theory}\n{title}"), notes=tuple(notes))
        for kind, notes in self.of.items():
            yield Grouping(content_id("set", _TITLES[kind]), _TITLES[kind], notes=tuple(notes))

    def _case(self, case_id: str) -> str:
        return self.now.table(Case)[case_id].name

    def _codes(self, codings: tuple[str, ...]) -> str:
        there, codes = self.now.table(Coding), self.now.table(Code)
        named = [f"{codes[there[c].code_id].name} ({there[c].coder})" for c in codings if c in there]
        return ", ".join(named) or "nothing"


def _place(passage: Coding | Adjudication) -> Place:
    return PASSAGE, BETWEEN.join((passage.source_id, str(passage.start), str(passage.end)))


def _by(coder: str, made: str) -> str:
    return f"{coder}, {made}" if made else coder


def _lines(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)
