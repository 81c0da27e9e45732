"""Interview guides from YAML, and into the study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kodeverk.messages import _
from kodeverk.model import Asked, Change, Guide, Part, Plan, Question, Snapshot, Theme
from kodeverk.reading.codebooks import wording
from kodeverk.reading.schema import read_document
from kodeverk.reading.yaml_lines import Document, Place, refused


def read_guide(path: str | Path) -> Guide:
    """Return the interview guide of a YAML file.

    Raises
    ------
    ReadingError
        If the file is missing.
    FormatError
        If it breaks the format or gives two questions, themes or parts one id; one error for all.
    """
    document = read_document(path, "guide")
    top = document.value
    seen: dict[tuple[str, str], Place] = {}
    troubles = []
    for kind, place, plain in _numbered(top):
        if (kind, plain["id"]) in seen:
            troubles.append(document.trouble((*place, "id"), f"the {kind} id {plain['id']!r} stands twice"))
        seen[kind, plain["id"]] = place
    if troubles:
        raise refused(document.file, "guide", troubles)
    return Guide(
        id=top["id"],
        version=top["version"],
        title=wording(top["title"]),
        source=top.get("source", ""),
        introduction=wording(top.get("introduction")),
        parts=_parts(document),
        declares=top.get("declares", {}),
    )


def _numbered(top: dict[str, Any]) -> Iterator[tuple[str, Place, dict[str, Any]]]:
    for first, part in enumerate(top["parts"]):
        at: Place = ("parts", first)
        yield "part", at, part
        for second, theme in enumerate(part.get("themes", [])):
            yield "theme", (*at, "themes", second), theme
            for third, question in enumerate(theme.get("questions", [])):
                yield "question", (*at, "themes", second, "questions", third), question


def _parts(document: Document) -> tuple[Part, ...]:
    return tuple(
        Part(part["id"], wording(part["title"]), tuple(_theme(theme) for theme in part.get("themes", [])))
        for part in document.value["parts"]
    )


def _theme(plain: dict[str, Any]) -> Theme:
    questions = tuple(
        Question(one["id"], wording(one["text"]), tuple(wording(probe) for probe in one.get("probes", [])))
        for one in plain.get("questions", [])
    )
    return Theme(plain["id"], wording(plain["title"]), tuple(plain.get("feeds", ())), questions)


def use_guide(snapshot: Snapshot, guide: Guide) -> Plan:
    """Return the changes that bring an interview guide into the study, or to its new version.

    Links from interviewer turns to questions the new version no longer has are kept, and told in the note.
    """
    there = snapshot.table(Guide).get(guide.id)
    changes = [Change(there, guide)] if there != guide else []
    known = {f"{guide.id}:{question.id}" for _theme_, question in guide.questions()}
    asked = {link.question for link in snapshot.all(Asked) if link.question.startswith(f"{guide.id}:")} - known
    note = _("turns are linked to questions the guide no longer has: {questions}")
    return Plan(changes, (guide.id,), note.format(questions=", ".join(sorted(asked))) if asked else "")
