"""Notes and links of another program as memos on what they are about."""

from __future__ import annotations

from kodeverk.messages import _
from kodeverk.refi.exchange import ForeignLink, Note
from kodeverk.refi.taking import STUDY, Taking, Target


def take_notes(taking: Taking) -> None:
    """Make memos of the project's description, its links, and its notes, a memo for each thing a note is about."""
    exchange = taking.exchange
    if exchange.description:
        taking.kept("Description", _("as a memo on the study"))
        taking.memo(STUDY, exchange.description)
    taking.point("", STUDY, exchange.notes_on_project)
    notes = {note.guid: note for note in exchange.notes}
    for link in exchange.links:
        _link(taking, link, notes)
    about: dict[str, dict[Target, None]] = {}
    for guid, target in taking.references:
        about.setdefault(guid, {})[target] = None
    for note in exchange.notes:
        _note(taking, note, list(about.get(note.guid, {STUDY: None})))


def _note(taking: Taking, note: Note, targets: list[Target]) -> None:
    """Make the memos of a note."""
    taking.left("Coding", _("a coding in a memo"), len(note.codings) + sum(len(one.codings) for one in note.selections))
    for one in note.selections:
        taking.left(one.element, _("a passage of a memo"))
        taking.left("NoteRef", _("a passage of a memo"), len(one.notes) + sum(len(c.notes) for c in one.codings))
        taking.left("Description", _("a passage of a memo"), bool(one.description))
    taking.left("NoteRef", _("a coding in a memo"), sum(len(coding.notes) for coding in note.codings))
    text = note.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
    name = note.name.strip()
    parts = [name if not text.startswith(name.rstrip(".…")) else "", text, note.description.strip()]
    written = "\n\n".join(part for part in parts if part)
    if note.description:
        taking.kept("Description")
    if not written:
        taking.left("Note", _("it is empty"))
        return
    for number, target in enumerate(targets):
        taking.memo(target, written, guid="" if number else note.guid, user=note.user, made=note.made)
    taking.kept("Note", _("as a memo on the study") if targets == [STUDY] else _("as a memo"))


def _link(taking: Taking, link: ForeignLink, notes: dict[str, Note]) -> None:
    """Take a link from or to a note as what the note is about, and any other as a memo on where it starts."""
    here, there = taking.targets.get(link.origin), taking.targets.get(link.target)
    for note, other in ((link.origin, there), (link.target, here)):
        if note in notes and other is not None:
            taking.references.append((note, other))
            taking.kept("Link", _("as what a memo is about"))
            taking.point("", other, link.notes)
            return
    if here is None or there is None:
        both = link.origin in notes and link.target in notes
        taking.left("Link", _("it links two memos") if both else _("what it links is not there"))
        taking.point("", STUDY, link.notes)
        return
    sign = {"OneWay": "→", "Bidirectional": "↔"}.get(link.direction, "–")
    names = [one.name or one.id for one in (here, there)]
    taking.memo(here, f"{link.name.strip()}: {names[0]} {sign} {names[1]}".removeprefix(": "), guid=link.guid)
    taking.kept("Link", _("as a memo on where it starts"))
    taking.point("", here, link.notes)
