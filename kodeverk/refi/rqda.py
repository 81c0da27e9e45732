"""Projects of RQDA, ``.rqda``.

Tables as in ``R/ProjectFun.R`` of https://github.com/Ronggui/RQDA (versions 0.1.5 to 0.3). What has another status than
1 was deleted in RQDA and is no longer shown there; it is told and not taken along. Positions count code points, as the
text window of GTK does.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from kodeverk.messages import _
from kodeverk.model import content_id
from kodeverk.refi import exchange as kinds
from kodeverk.refi.losses import Loss, summed
from kodeverk.refi.native import Database, Row, elsewhere, iso, number, opened, text, users_of, whole
from kodeverk.refi.passages import Passage, Placed, placed, warnings_of

_COLUMNS = {
    "project": ("date", "memo"),
    "source": ("id", "name", "file", "memo", "owner", "date", "status"),
    "freecode": ("id", "name", "memo", "owner", "date", "status", "color"),
    "codecat": ("catid", "name", "memo", "owner", "status"),
    "treecode": ("cid", "catid", "status"),
    "filecat": ("catid", "name", "memo", "owner", "status"),
    "treefile": ("fid", "catid", "status"),
    "coding": ("rowid", "cid", "fid", "seltext", "selfirst", "selend", "status", "owner", "date", "memo"),
    "coding2": ("rowid", "cid", "fid", "seltext", "selfirst", "selend", "status", "owner", "date", "memo"),
    "cases": ("id", "name", "memo", "owner", "status"),
    "caselinkage": ("rowid", "caseid", "fid", "selfirst", "selend", "status", "owner", "memo"),
    "attributes": ("name", "memo", "class", "status"),
    "caseattr": ("variable", "value", "caseid", "status"),
    "fileattr": ("variable", "value", "fileid", "status"),
    "annotation": ("rowid", "fid", "position", "annotation", "owner", "date", "status"),
    "journal": ("rowid", "name", "journal", "date", "owner", "status"),
    "image": ("id", "name", "status"),
    "imagecoding": ("rowid", "status"),
}
_ELEMENTS = {
    "source": "TextSource", "freecode": "Code", "codecat": "Set", "treecode": "MemberCode", "filecat": "Set",
    "treefile": "MemberSource", "coding": "PlainTextSelection", "coding2": "PlainTextSelection", "cases": "Case",
    "caselinkage": "SourceRef", "attributes": "Variable", "caseattr": "VariableValue", "fileattr": "VariableValue",
    "annotation": "annotation", "journal": "Note", "image": "PictureSource", "imagecoding": "PictureSelection",
}  # fmt: skip
_REFERS = {
    "treecode": {"cid": "freecode", "catid": "codecat"}, "treefile": {"fid": "source", "catid": "filecat"},
    "coding": {"cid": "freecode", "fid": "source"}, "coding2": {"cid": "freecode", "fid": "source"},
    "caselinkage": {"caseid": "cases", "fid": "source"}, "annotation": {"fid": "source"},
    "caseattr": {"caseid": "cases"}, "fileattr": {"fileid": "source"},
}  # fmt: skip
_NUMERIC = frozenset({"numeric", "integer", "double"})


def is_rqda(base: Database) -> bool:
    """Return whether a database is a project of RQDA by its tables."""
    return all(table in base for table in ("source", "freecode", "coding", "treecode", "caselinkage"))


def read_rqda(data: bytes, file: str, name: str) -> kinds.Exchange:
    """Return what an RQDA project holds; what was deleted in RQDA is told in the losses.

    Parameters
    ----------
    data : bytes
    file, name : str
        File name, for messages; what the project is called.

    Raises
    ------
    ReadingError
        If it is damaged, or is built as RQDA never builds it.
    """
    with opened(data, file) as base:
        stored = {table: base.rows(table, columns) for table, columns in _COLUMNS.items()}
        losses = elsewhere(base, _COLUMNS)
    tables, gone = _in_force(stored)
    guid = partial(content_id, "rqda", *(text(row, "date") for row in tables["project"]))
    users = users_of((text(row, "owner") for rows in tables.values() for row in rows if "owner" in row), guid)
    passages = _passages(tables, guid, users)
    found = {whole(row, "id"): placed(text(row, "file"), passages[whole(row, "id")]) for row in tables["source"]}
    remarks = _remarks(tables, guid, users)
    journal = [_note(row, guid, users, "journal") for row in tables["journal"]]
    return kinds.Exchange(
        name=name,
        origin="RQDA",
        users=tuple(users.values()),
        codes=tuple(
            kinds.ForeignCode(
                guid("code", whole(row, "id")), text(row, "name"), "", True, text(row, "color"), text(row, "memo")
            )
            for row in tables["freecode"]
        ),
        variables=_variables(tables, guid),
        cases=_cases(tables, guid, found),
        sources=_sources(tables, guid, found, remarks),
        notes=(
            *(note for one in found.values() for note in (*one.notes, *one.displaced)),
            *(note for notes in remarks.values() for note in notes), *journal,
        ),
        sets=_sets(tables, guid),
        description="\n".join(filter(None, (text(row, "memo") for row in tables["project"]))),
        notes_on_project=tuple(note.guid for note in journal),
        losses=summed([*gone, *(loss for one in found.values() for loss in one.losses), *losses]),
        warnings=warnings_of((text(row, "name"), found[whole(row, "id")]) for row in tables["source"]),
    )  # fmt: skip


def _in_force(stored: dict[str, list[Row]]) -> tuple[dict[str, list[Row]], list[Loss]]:
    """Return the rows that were not deleted and refer to such, and what was left out."""
    tables, losses = {}, []
    for table, rows in stored.items():
        tables[table] = [row for row in rows if "status" not in row or whole(row, "status") in (1, None)]
        losses += [Loss(_ELEMENTS.get(table, table), 1, 0, 1, _("deleted in RQDA"))] * (len(rows) - len(tables[table]))
    keys = {"freecode": "id", "source": "id", "cases": "id", "codecat": "catid", "filecat": "catid"}
    there = {table: {whole(row, key) for row in tables[table]} for table, key in keys.items()}
    for table, refers in _REFERS.items():
        kept = [row for row in tables[table] if all(whole(row, key) in there[what] for key, what in refers.items())]
        why = _("what it belongs to is not in the project any more")
        losses += [Loss(_ELEMENTS[table], 1, 0, 1, why)] * (len(tables[table]) - len(kept))
        tables[table] = kept
    for table in ("image", "imagecoding"):
        losses += [Loss(_ELEMENTS[table], 1, 0, 1)] * len(tables[table])
    return tables, losses


def _by(row: Row, users: dict[str, kinds.User]) -> str:
    return users[text(row, "owner")].guid if text(row, "owner") in users else ""


def _note(row: Row, guid: partial[str], users: dict[str, kinds.User], table: str) -> kinds.Note:
    name = text(row, "name") if "name" in row else _("Annotation at {place}").format(place=text(row, "position"))
    own, made = guid(table, whole(row, "rowid")), iso(text(row, "date"))
    return kinds.Note(own, name, text(row, table), user=_by(row, users), made=made)


def _remarks(
    tables: dict[str, list[Row]], guid: partial[str], users: dict[str, kinds.User]
) -> defaultdict[int | None, list[kinds.Note]]:
    """Return the annotations of each source: remarks at a place between two characters."""
    found: defaultdict[int | None, list[kinds.Note]] = defaultdict(list)
    for row in tables["annotation"]:
        if text(row, "annotation"):
            found[whole(row, "fid")].append(_note(row, guid, users, "annotation"))
    return found


def _passages(
    tables: dict[str, list[Row]], guid: partial[str], users: dict[str, kinds.User]
) -> defaultdict[int | None, list[Passage]]:
    names = {whole(row, "id"): text(row, "name") for row in tables["freecode"]}
    texts = {whole(row, "id"): text(row, "file") for row in tables["source"]}
    found: defaultdict[int | None, list[Passage]] = defaultdict(list)
    for table in ("coding", "coding2"):
        for row in tables[table]:
            code, start, end, quote = (
                whole(row, "cid"),
                whole(row, "selfirst"),
                whole(row, "selend"),
                text(row, "seltext"),
            )
            if start and texts[whole(row, "fid")][start - 1 : end] == quote:
                # RQDA renews the words of a coding when a file is edited, and takes one character too many in front.
                quote = quote[1:]
            own = guid(table, whole(row, "rowid"))
            passage = Passage(
                own, guid("code", code), names[code], start, end, quote, text(row, "memo"), _by(row, users),
                iso(text(row, "date")),
            )  # fmt: skip
            found[whole(row, "fid")].append(passage)
    for row in tables["caselinkage"]:
        if not _all_of(row, len(texts[whole(row, "fid")])):
            own, start, end = guid("caselinkage", whole(row, "rowid")), whole(row, "selfirst"), whole(row, "selend")
            found[whole(row, "fid")].append(Passage(own, "", "", start, end, "", text(row, "memo"), _by(row, users)))
    return found


def _all_of(row: Row, length: int) -> bool:
    return not whole(row, "selfirst") and (whole(row, "selend") or 0) >= length - 1


def _variables(tables: dict[str, list[Row]], guid: partial[str]) -> tuple[kinds.Variable, ...]:
    """Return the attributes declared, and those that have values alone."""
    known = {text(row, "name"): row for row in tables["attributes"]}
    used = (text(row, "variable") for table in ("caseattr", "fileattr") for row in tables[table])
    found = []
    for name in dict.fromkeys([*known, *used]):
        kind = "Float" if name in known and text(known[name], "class") in _NUMERIC else "Text"
        memo = text(known[name], "memo") if name in known else ""
        found.append(kinds.Variable(guid("variable", name), name, kind, memo))
    return tuple(found)


def _values(
    tables: dict[str, list[Row]], table: str, guid: partial[str]
) -> dict[int | None, tuple[kinds.Setting, ...]]:
    numeric = {text(row, "name") for row in tables["attributes"] if text(row, "class") in _NUMERIC}
    found: defaultdict[int | None, tuple[kinds.Setting, ...]] = defaultdict(tuple)
    for row in tables[table]:
        name, value = text(row, "variable"), text(row, "value").strip()
        said = number(value) if name in numeric else value
        setting = kinds.Setting(guid("variable", name), None if value in ("", "NA") else said)
        found[whole(row, table.replace("attr", "id"))] += (setting,)
    return found


def _cases(
    tables: dict[str, list[Row]], guid: partial[str], found: dict[int | None, Placed]
) -> tuple[kinds.ForeignCase, ...]:
    values, links = _values(tables, "caseattr", guid), defaultdict(list)
    lengths = {whole(row, "id"): len(text(row, "file")) for row in tables["source"]}
    there = {selection.guid for one in found.values() for selection in one.selections}
    for row in tables["caselinkage"]:
        links[whole(row, "caseid")].append(row)
    return tuple(
        kinds.ForeignCase(
            guid("case", whole(row, "id")), text(row, "name"), text(row, "memo"),
            values=values.get(whole(row, "id"), ()),
            sources=tuple(dict.fromkeys(
                guid("source", whole(link, "fid"))
                for link in links[whole(row, "id")] if _all_of(link, lengths[whole(link, "fid")])
            )),
            selections=tuple(
                part for link in links[whole(row, "id")] if (part := guid("caselinkage", whole(link, "rowid"))) in there
            ),
        )
        for row in tables["cases"]
    )  # fmt: skip


def _sources(
    tables: dict[str, list[Row]], guid: partial[str], found: dict[int | None, Placed],
    remarks: dict[int | None, list[kinds.Note]],
) -> tuple[kinds.ForeignSource, ...]:  # fmt: skip
    values = _values(tables, "fileattr", guid)
    return tuple(
        kinds.ForeignSource(
            guid("source", key), text(row, "name"), "text", text(row, "file"), description=text(row, "memo"),
            selections=found[key].selections, values=values.get(key, ()), made=iso(text(row, "date")),
            notes=tuple(note.guid for note in (*found[key].displaced, *remarks.get(key, ()))),
        )
        for key, row in ((whole(row, "id"), row) for row in tables["source"])
    )  # fmt: skip


def _sets(tables: dict[str, list[Row]], guid: partial[str]) -> tuple[kinds.Grouping, ...]:
    """Return the categories of codes and of files."""
    members: defaultdict[tuple[str, int | None], list[int | None]] = defaultdict(list)
    for table, key in (("treecode", "cid"), ("treefile", "fid")):
        for row in tables[table]:
            members[table, whole(row, "catid")].append(whole(row, key))
    codes = [
        kinds.Grouping(
            guid("codecat", whole(row, "catid")), text(row, "name"), text(row, "memo"),
            codes=tuple(guid("code", code) for code in members["treecode", whole(row, "catid")]),
        )
        for row in tables["codecat"]
    ]  # fmt: skip
    files = [
        kinds.Grouping(
            guid("filecat", whole(row, "catid")), text(row, "name"), text(row, "memo"),
            sources=tuple(guid("source", file) for file in members["treefile", whole(row, "catid")]),
        )
        for row in tables["filecat"]
    ]  # fmt: skip
    return (*codes, *files)
