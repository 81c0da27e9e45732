"""Projects of QualCoder: a folder ``x.qda`` with the database ``data.qda``, or that folder zipped.

Tables as QualCoder 3.6 to 4.0 makes them (``src/qualcoder/__main__.py`` of https://github.com/ccbogel/QualCoder);
columns that came later than the project are taken as empty. Only the database is read: media, and what else lies in
the folder, stay where they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from kodeverk.messages import _
from kodeverk.model import content_id
from kodeverk.refi import exchange as kinds
from kodeverk.refi.anchoring import QT, Anchors, prevailing
from kodeverk.refi.losses import Loss, summed
from kodeverk.refi.native import Database, Row, elsewhere, iso, number, opened, text, users_of, whole
from kodeverk.refi.passages import Passage, Placed, placed, told, warnings_of
from kodeverk.refi.qualcoder_marks import Project, all_of, areas_of, medium, passages_of

_COLUMNS = {
    "project": ("databaseversion", "date", "memo", "about"),
    "source": ("id", "name", "fulltext", "mediapath", "memo", "owner", "date"),
    "code_cat": ("catid", "name", "memo", "owner", "date", "supercatid"),
    "code_name": ("cid", "name", "memo", "catid", "supercid", "owner", "date", "color"),
    "code_text": ("ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"),
    "annotation": ("anid", "fid", "pos0", "pos1", "memo", "owner", "date"),
    "cases": ("caseid", "name", "memo", "owner", "date"),
    "case_text": ("id", "caseid", "fid", "pos0", "pos1", "memo", "owner", "date"),
    "attribute_type": ("name", "memo", "caseorfile", "valuetype"),
    "attribute": ("name", "attr_type", "value", "id", "owner"),
    "journal": ("jid", "name", "jentry", "date", "owner"),
    "code_image": (
        "imid", "id", "x1", "y1", "width", "height", "pdf_page", "cid", "memo", "owner", "date", "important",
    ),
    "code_av": ("avid", "id", "pos0", "pos1", "cid", "memo", "owner", "date", "important"),
    "coder_names": ("name",),
}  # fmt: skip
_PARTS_OF_GRAPHS = re.compile(r"gr_\w+")


def is_qualcoder(base: Database) -> bool:
    """Return whether a database is a project of QualCoder by its tables."""
    return all(table in base for table in ("source", "code_name", "code_text", "code_cat"))


def read_qualcoder(data: bytes, file: str, name: str) -> kinds.Exchange:
    """Return what the database of a QualCoder project holds.

    Positions are code points of each source's text as stored; every coding stands where its stored words stand. One
    whose words stand nowhere near is no coding but a note on its source, and told.

    Parameters
    ----------
    data : bytes
        The file ``data.qda``.
    file, name : str
        File name, for messages; what the project is called.

    Raises
    ------
    ReadingError
        If it is damaged, or is built as QualCoder never builds it.
    """
    with opened(data, file) as base:
        tables = {table: base.rows(table, columns) for table, columns in _COLUMNS.items()}
        ignored = [table for table in base.tables if _PARTS_OF_GRAPHS.fullmatch(table)]
        losses = elsewhere(base, (*_COLUMNS, *ignored))
    guid = partial(content_id, "qualcoder", *(text(row, "date") for row in tables["project"]))
    owners = [text(row, "owner") for rows in tables.values() for row in rows if "owner" in row]
    users = users_of([*owners, *(text(row, "name") for row in tables["coder_names"])], guid)
    texts = {whole(row, "id"): text(row, "fulltext") for row in tables["source"]}
    project = Project(tables, guid, users, {key: len(held) for key, held in texts.items()})
    passages = passages_of(project)
    way, sure = prevailing(((held, told(passages[key])) for key, held in texts.items()), QT)
    found = {key: placed(held, passages[key], way) for key, held in texts.items()}
    values = _values(project, "file")
    journal = _journal(project)
    areas, memos = areas_of(project)
    names = project.names("source", "id")
    return kinds.Exchange(
        name=name,
        origin="QualCoder",
        users=tuple(project.users.values()),
        codes=_codes(project),
        variables=_variables(project),
        cases=_cases(project, found),
        sources=tuple(
            _source(project, row, found[whole(row, "id")], values[whole(row, "id")], areas[whole(row, "id")])
            for row in tables["source"]
        ),
        notes=(*(note for one in found.values() for note in (*one.notes, *one.displaced)), *memos, *journal),
        description="\n".join(filter(None, (text(row, "memo") for row in tables["project"]))),
        notes_on_project=tuple(note.guid for note in journal),
        losses=summed([*_not_taken(project), *(loss for one in found.values() for loss in one.losses), *losses]),
        warnings=(
            *warnings_of((names[key], one) for key, one in found.items()),
            *(() if sure else _unchecked(names, texts, passages)),
        ),
    )


def _unchecked(
    names: Mapping[int | None, str], texts: Mapping[int | None, str], passages: Mapping[int | None, list[Passage]]
) -> Iterator[str]:
    """Give a word on each source with passages stored without words, where ways of counting differ and none is told."""
    for key, held in texts.items():
        if len(Anchors(held).hits) > 1 and any(not one.quote for one in passages.get(key, ())):
            told = _(
                "{source}: no stored words tell how places are counted; annotations and parts of cases may be off."
            )
            yield told.format(source=names[key])


def _codes(project: Project) -> tuple[kinds.ForeignCode, ...]:
    groups = set(project.names("code_cat", "catid"))
    codes = set(project.names("code_name", "cid"))
    found = []
    for row in project.tables["code_cat"]:
        above = whole(row, "supercatid")
        parent = project.guid("category", above) if above in groups else ""
        own = project.guid("category", whole(row, "catid"))
        found.append(kinds.ForeignCode(own, text(row, "name"), parent, False, "", text(row, "memo")))
    for row in project.tables["code_name"]:
        above, group = whole(row, "supercid"), whole(row, "catid")
        parent = project.guid("category", group) if group in groups else ""
        parent = project.guid("code", above) if above in codes else parent
        own = project.guid("code", whole(row, "cid"))
        found.append(kinds.ForeignCode(own, text(row, "name"), parent, True, text(row, "color"), text(row, "memo")))
    return tuple(found)


def _variables(project: Project) -> tuple[kinds.Variable, ...]:
    return tuple(
        kinds.Variable(project.guid("variable", text(row, "name")), text(row, "name"), _kind(row), text(row, "memo"))
        for row in project.tables["attribute_type"]
    )


def _kind(row: Row) -> str:
    return "Float" if text(row, "valuetype") == "numeric" else "Text"


def _values(project: Project, of: str) -> defaultdict[int | None, tuple[kinds.Setting, ...]]:
    """Return the values of cases or of files, by the number of the case or the file."""
    kind = {text(row, "name"): _kind(row) for row in project.tables["attribute_type"]}
    found: defaultdict[int | None, tuple[kinds.Setting, ...]] = defaultdict(tuple)
    for row in project.tables["attribute"]:
        name, value = text(row, "name"), text(row, "value").strip()
        if text(row, "attr_type") == of and name in kind:
            said = number(value) if kind[name] == "Float" else value
            found[whole(row, "id")] += (kinds.Setting(project.guid("variable", name), said if value else None),)
    return found


def _cases(project: Project, found: dict[int | None, Placed]) -> tuple[kinds.ForeignCase, ...]:
    there = {selection.guid for one in found.values() for selection in one.selections}
    values, links = _values(project, "case"), defaultdict(list)
    for link in project.tables["case_text"]:
        links[whole(link, "caseid")].append(link)
    cases = []
    for row in project.tables["cases"]:
        case = whole(row, "caseid")
        files = dict.fromkeys(whole(link, "fid") for link in links[case] if all_of(project, link))
        parts = (project.guid("part of case", whole(link, "id")) for link in links[case])
        cases.append(
            kinds.ForeignCase(
                project.guid("case", case), text(row, "name"), text(row, "memo"), values=values[case],
                sources=tuple(project.guid("source", file) for file in files if file in found),
                selections=tuple(part for part in parts if part in there),
            )
        )  # fmt: skip
    return tuple(cases)


def _source(
    project: Project,
    row: Row,
    found: Placed,
    values: tuple[kinds.Setting, ...],
    areas: tuple[kinds.Selection, ...],
) -> kinds.ForeignSource:
    file = whole(row, "id")
    return kinds.ForeignSource(
        project.guid("source", file), text(row, "name"), medium(row), text(row, "fulltext"), file=text(row, "name"),
        description=text(row, "memo"), selections=(*found.selections, *areas), values=values,
        notes=tuple(note.guid for note in found.displaced), user=project.by(row), made=iso(text(row, "date")),
    )  # fmt: skip


def _journal(project: Project) -> list[kinds.Note]:
    return [
        kinds.Note(
            project.guid("journal", whole(row, "jid")), text(row, "name"), text(row, "jentry"),
            user=project.by(row), made=iso(text(row, "date")),
        )
        for row in project.tables["journal"]
    ]  # fmt: skip


def _not_taken(project: Project) -> list[Loss]:
    """Return what the tables read hold that is in no part of the exchange."""
    tables, files, codes = project.tables, project.names("source", "id"), project.names("code_name", "cid")
    why = _("its code or its source is not in the project any more")
    elements = {"code_text": "PlainTextSelection", "code_image": "PictureSelection", "code_av": "VideoSelection"}
    found = [
        Loss(element, 1, 0, 1, why)
        for table, element in elements.items()
        for row in tables[table]
        if whole(row, "fid" if table == "code_text" else "id") not in files or whole(row, "cid") not in codes
    ]
    found += [Loss("annotation", 1, 0, 1, why) for row in tables["annotation"] if whole(row, "fid") not in files]
    found += [
        Loss("important", 1, 0, 1, _("a mark on a coding"))
        for table in elements
        for row in tables[table]
        if whole(row, "important")
    ]
    owners = {"case": set(project.names("cases", "caseid")), "file": set(files)}
    known = {text(row, "name") for row in tables["attribute_type"]}
    found += [
        Loss("VariableValue", 1, 0, 1, _("of a journal entry, or of what is not in the project any more"))
        for row in tables["attribute"]
        if text(row, "name") not in known or whole(row, "id") not in owners.get(text(row, "attr_type"), set())
    ]
    return found
