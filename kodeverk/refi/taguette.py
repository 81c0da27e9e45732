"""Projects of Taguette, ``.sqlite3``, as "Export project" writes them.

Tables as in ``taguette/database/models.py`` of https://gitlab.com/remram44/taguette (versions 0.9 to 1.5). A document
is a web page; a highlight's offsets count the UTF-8 bytes of its text nodes (``taguette/extract.py``), and its snippet
holds the passage itself. Passwords and addresses of users are never read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from kodeverk.errors import ReadingError
from kodeverk.messages import _
from kodeverk.model import content_id
from kodeverk.refi import exchange as kinds
from kodeverk.refi.anchoring import UTF_8
from kodeverk.refi.losses import Loss, summed
from kodeverk.refi.native import Database, Row, elsewhere, iso, opened, text, users_of, whole
from kodeverk.refi.passages import Passage, Placed, placed, warnings_of
from kodeverk.refi.web_text import Shown

_COLUMNS = {
    "projects": ("id", "name", "description", "created"),
    "documents": ("id", "name", "description", "filename", "created", "project_id", "contents"),
    "highlights": ("id", "document_id", "start_offset", "end_offset", "snippet"),
    "tags": ("id", "project_id", "path", "description"),
    "highlight_tags": ("highlight_id", "tag_id"),
    "commands": ("id", "date", "user_login", "project_id", "payload"),
    "project_members": ("project_id", "user_login"),
}
_NOT_OF_THE_PROJECT = ("users", "alembic_version")


def is_taguette(base: Database) -> bool:
    """Return whether a database is one of Taguette by its tables."""
    return all(table in base for table in ("projects", "documents", "highlights", "tags", "highlight_tags"))


def read_taguette(data: bytes, file: str, project: str = "") -> kinds.Exchange:
    """Return what a Taguette project holds: documents as they are shown, highlights in code points of that text.

    Parameters
    ----------
    data : bytes
    file : str
        File name, for messages.
    project : str
        Name of the project where the file holds several.

    Raises
    ------
    ReadingError
        If the file is damaged, is built as Taguette never builds it, or holds several projects and none is named.
    """
    with opened(data, file) as base:
        tables = {table: base.rows(table, columns) for table, columns in _COLUMNS.items()}
        losses = elsewhere(base, (*_COLUMNS, *_NOT_OF_THE_PROJECT))
    chosen = _chosen(tables["projects"], file, project)
    mine = {
        table: [row for row in rows if whole(row, "project_id") == whole(chosen, "id")]
        for table, rows in tables.items() if rows and "project_id" in rows[0]
    }  # fmt: skip
    documents, tags = mine.get("documents", []), mine.get("tags", [])
    guid = partial(content_id, "taguette", text(chosen, "created"), whole(chosen, "id"))
    made = _made(mine.get("commands", []))
    users = users_of([*(who for who, _when in made.values()), *_logins(mine)], guid)
    passages, unplaced = _passages(tables, tags, guid, {i: (users[w].guid, when) for i, (w, when) in made.items()})
    pages = {whole(row, "id"): Shown(text(row, "contents").lstrip(" \t\n\r\f")) for row in documents}
    found = {key: _shown(page, placed(page.raw, passages[key], UTF_8)) for key, page in pages.items()}
    told = sum(key in {whole(row, "id") for row in tables["highlights"]} for key in made)
    return kinds.Exchange(
        name=text(chosen, "name"),
        origin="Taguette",
        users=tuple(users.values()),
        codes=tuple(
            kinds.ForeignCode(guid("tag", whole(row, "id")), text(row, "path"), description=text(row, "description"))
            for row in tags
        ),
        sources=tuple(_source(row, guid, pages[whole(row, "id")], found[whole(row, "id")]) for row in documents),
        notes=tuple(note for one in found.values() for note in one.displaced),
        description=text(chosen, "description"),
        losses=summed([
            *_of_pages(pages.values()), *(loss for one in found.values() for loss in one.losses), *losses, *unplaced,
            *_history(mine.get("commands", []), told),
        ]),
        warnings=warnings_of((text(row, "name"), found[whole(row, "id")]) for row in documents),
    )  # fmt: skip


def _chosen(projects: list[Row], file: str, project: str) -> Row:
    fitting = [row for row in projects if project in ("", text(row, "name"))]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(repr(text(row, "name")) for row in projects) or "none"
    raise ReadingError(
        f"{file} holds {len(projects)} projects: {names}. Say which with project=. Nothing was imported from it."
    )


def _made(commands: Iterable[Row]) -> dict[int, tuple[str, str]]:
    """Return who made each highlight and when, as the history of the project tells it."""
    found: dict[int, tuple[str, str]] = {}
    for row in commands:
        try:
            told = json.loads(text(row, "payload"))
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict) and told.get("type") == "highlight_add" and isinstance(told.get("highlight_id"), int):
            found.setdefault(told["highlight_id"], (text(row, "user_login"), iso(text(row, "date"))))
    return {key: (who, when) for key, (who, when) in found.items() if who}


def _logins(mine: dict[str, list[Row]]) -> list[str]:
    return [text(row, "user_login") for table in ("project_members", "commands") for row in mine.get(table, [])]


def _passages(
    tables: dict[str, list[Row]], tags: list[Row], guid: partial[str], made: dict[int, tuple[str, str]]
) -> tuple[defaultdict[int | None, list[Passage]], list[Loss]]:
    """Return the passages of each document, one for each tag, and the tags whose highlight is gone."""
    names = {whole(row, "id"): text(row, "path") for row in tags}
    tagged: defaultdict[int | None, list[int | None]] = defaultdict(list)
    for row in tables["highlight_tags"]:
        tagged[whole(row, "highlight_id")].append(whole(row, "tag_id"))
    found: defaultdict[int | None, list[Passage]] = defaultdict(list)
    for row in tables["highlights"]:
        key, snippet = whole(row, "id"), Shown(text(row, "snippet")).raw
        user, when = made.get(key or -1, ("", ""))
        for tag in [tag for tag in tagged.pop(key, []) if tag in names] or [None]:
            code, own = guid("tag", tag) if tag is not None else "", guid("highlight", key, tag)
            start, end = whole(row, "start_offset"), whole(row, "end_offset")
            passage = Passage(own, code, names.get(tag, ""), start, end, snippet, "", user, when)
            found[whole(row, "document_id")].append(passage)
    gone = sum(tag in names for rest in tagged.values() for tag in rest)
    return found, [Loss("Coding", gone, 0, gone, _("the highlight is not in the project any more"))] if gone else []


def _shown(page: Shown, found: Placed) -> Placed:
    """Return passages counted in the text as it is shown."""
    spans = [(one, *page.span(one.start, one.end)) for one in found.selections]
    return found._replace(
        selections=tuple(
            one._replace(start=start, end=end, name=page.text[start:end]) for one, start, end in spans
        )
    )  # fmt: skip


def _source(row: Row, guid: partial[str], page: Shown, found: Placed) -> kinds.ForeignSource:
    return kinds.ForeignSource(
        guid("document", whole(row, "id")), text(row, "name"), "text", page.text, file=text(row, "filename"),
        description=text(row, "description"), selections=found.selections,
        notes=tuple(note.guid for note in found.displaced), made=iso(text(row, "created")),
    )  # fmt: skip


def _of_pages(pages: Iterable[Shown]) -> list[Loss]:
    """Return what stands in documents and is no text."""
    names = {"img": _("picture in a document"), "a": _("address of a link")}
    return [
        Loss(name, page.tags[tag], 0, page.tags[tag]) for page in pages for tag, name in names.items() if page.tags[tag]
    ]


def _history(commands: list[Row], told: int) -> list[Loss]:
    why = _("of the history, who made a highlight and when")
    return [Loss("Command", len(commands), told, len(commands) - told, why)] if commands else []
