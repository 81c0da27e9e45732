"""What is marked in the sources of a QualCoder project: passages of texts, and areas of pictures and recordings."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import NamedTuple

from kodeverk.messages import _
from kodeverk.model import content_id
from kodeverk.refi import exchange as kinds
from kodeverk.refi.native import Row, iso, text, whole
from kodeverk.refi.passages import Passage

_MEDIA = re.compile(r"/?(images|audio|video|docs)[:/]")
_KINDS = {"images": "picture", "audio": "audio", "video": "video"}
_SELECTIONS = {"picture": "PictureSelection", "audio": "AudioSelection", "video": "VideoSelection"}


class Project(NamedTuple):
    """The rows of each table, how ids are made, the users by name, and how long each source's text is."""

    tables: dict[str, list[Row]]
    guid: partial[str]
    users: dict[str, kinds.User]
    lengths: dict[int | None, int]

    def by(self, row: Row) -> str:
        """Return the GUID of a row's owner; empty where it has none."""
        owner = self.users.get(text(row, "owner"))
        return owner.guid if owner else ""

    def names(self, table: str, key: str) -> dict[int | None, str]:
        """Return the names in a table by its key."""
        return {whole(row, key): text(row, "name") for row in self.tables[table]}


def medium(row: Row) -> str:
    """Return what a source is: ``text``, ``pdf``, ``picture``, ``audio`` or ``video``."""
    path = text(row, "mediapath").lower()
    folder = _MEDIA.match(path)
    return "pdf" if path.endswith(".pdf") else _KINDS.get(folder[1], "text") if folder else "text"


def passages_of(project: Project) -> defaultdict[int | None, list[Passage]]:
    """Return what is marked in each source, by the source's number."""
    names = project.names("code_name", "cid")
    found: defaultdict[int | None, list[Passage]] = defaultdict(list)
    for row in project.tables["code_text"]:
        code, own = whole(row, "cid"), project.guid("coding", whole(row, "ctid"))
        if code in names:
            coding = _passage(project, row, own, text(row, "seltext"), project.guid("code", code), names[code])
            found[whole(row, "fid")].append(coding)
    for row in project.tables["annotation"]:
        found[whole(row, "fid")].append(_passage(project, row, project.guid("annotation", whole(row, "anid"))))
    for row in project.tables["case_text"]:
        if not all_of(project, row):
            found[whole(row, "fid")].append(_passage(project, row, project.guid("part of case", whole(row, "id"))))
    return found


def _passage(project: Project, row: Row, own: str, quote: str = "", code: str = "", name: str = "") -> Passage:
    made, start, end = iso(text(row, "date")), whole(row, "pos0"), whole(row, "pos1")
    return Passage(own, code, name, start, end, quote, text(row, "memo"), project.by(row), made)


def areas_of(project: Project) -> tuple[defaultdict[int | None, tuple[kinds.Selection, ...]], list[kinds.Note]]:
    """Return what is marked in pictures and recordings, by the source's number, and the memos on it."""
    names = project.names("code_name", "cid")
    media = {whole(row, "id"): _SELECTIONS.get(medium(row), "PDFSelection") for row in project.tables["source"]}
    found: defaultdict[int | None, tuple[kinds.Selection, ...]] = defaultdict(tuple)
    notes = []
    for table, key in (("code_image", "imid"), ("code_av", "avid")):
        for row in project.tables[table]:
            file, code, own = whole(row, "id"), whole(row, "cid"), project.guid(table, whole(row, key))
            if file not in media or code not in names:
                continue
            user, made = project.by(row), iso(text(row, "date"))
            memo = (content_id(own, "memo"),) if text(row, "memo") else ()
            notes += [kinds.Note(note, names[code], text(row, "memo"), user=user, made=made) for note in memo]
            coding = kinds.ForeignCoding(own, project.guid("code", code), user, made, memo)
            found[file] += (
                kinds.Selection(
                    own, "", -1, -1, (coding,), user=user, made=made, element=media[file], place=_where(row)
                ),
            )
    return found, notes


def _where(row: Row) -> str:
    """Return in words where an area is: milliseconds in a recording, pixels in a picture."""
    if "pos0" in row:
        return _("{start}-{end} ms").format(start=text(row, "pos0"), end=text(row, "pos1"))
    place = _("from {x}, {y}: {width} x {height} pixels").format(
        x=text(row, "x1"), y=text(row, "y1"), width=text(row, "width"), height=text(row, "height")
    )
    page = whole(row, "pdf_page")
    return place if page is None else _("page {page}, {place}").format(page=page + 1, place=place)


def all_of(project: Project, link: Row) -> bool:
    """Return whether a link from a case is to the whole of a source; one to a recording counts from 0 to 0."""
    end = whole(link, "pos1") or 0
    return not whole(link, "pos0") and (end == 0 or end >= project.lengths.get(whole(link, "fid"), 0) - 1)
