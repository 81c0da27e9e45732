"""The verbs that bring in what is said about the sources: cases, codebooks, guides, theories, codings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.coding import codings, notes
from kodeverk.coding.codings import Row
from kodeverk.errors import FormatError, KodeverkError
from kodeverk.messages import _
from kodeverk.model import Change, Coding, Plan, Proposition, Receipt, Snapshot, Theory

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.project.project import Project
    from kodeverk.reading import CodingRow
    from kodeverk.reading.segments_exported import Segments


def add_cases(self: Project, path: str | Path, *, name: str | None = None, office: str | None = None) -> Receipt:
    """Bring in informants, offices and attributes from .xlsx or .csv, and bind speakers; return the receipt.

    Parameters
    ----------
    path : str or Path
    name, office : str, optional
        The columns that hold the informant's and the office's name, where they are not called so.

    Raises
    ------
    FormatError
        If a column is missing; the message lists the columns there are.
    """
    from kodeverk import reading
    from kodeverk.reading.worker import read_limited

    cases = read_limited(reading.read_cases, path, name=name, office=office)
    return self.write(lambda now: reading.add_cases(now, cases), verb="add_cases")


def use_codebook(self: Project, path: str | Path) -> Receipt:
    """Bring in a codebook from YAML or REFI-QDA (.qdc); a newer version updates it. Return the receipt.

    Codes are known again by path, those of a .qdc file by their GUID first. What a .qdc file has no place for, such as
    levels and expressions, stays as it is in the study; what of the file did not come in is told in the receipt's note.

    Raises
    ------
    ReadingError
        If a .qdc file is no well-formed XML or contains a DTD.
    FormatError
        If the file breaks the format; for YAML the message gives every fault with its line.
    """
    from kodeverk import reading
    from kodeverk.reading.worker import read_limited

    if Path(path).suffix.lower() == ".qdc":
        from kodeverk.refi import qdc

        found = read_limited(qdc.read_qdc, path)
        return self.write(lambda now: qdc.use_qdc(now, found, Path(path).name), verb="use_codebook")
    read = read_limited(reading.read_codebook, path)
    return self.write(lambda now: reading.use_codebook(now, *read), verb="use_codebook")


def use_guide(self: Project, path: str | Path) -> Receipt:
    """Bring in an interview guide from YAML; return the receipt."""
    from kodeverk import reading
    from kodeverk.reading.worker import read_limited

    guide = read_limited(reading.read_guide, path)
    return self.write(lambda now: reading.use_guide(now, guide), verb="use_guide")


def use_theory(self: Project, path: str | Path) -> Receipt:
    """Bring in a theory's propositions from YAML; return the receipt.

    Its note says, besides what the study does not have, what was changed under a version number that is in the
    study already.
    """
    from kodeverk import reading
    from kodeverk.analysis.theory.diff import same_version
    from kodeverk.reading.worker import read_limited

    theory, propositions = read_limited(reading.read_theory, path)

    def plan(now: Snapshot) -> Plan:
        made = reading.use_theory(now, theory, propositions)
        old = {p.id: p for p in now.all(Proposition) if p.theory == theory.id}
        new = old | {p.id: p for p in propositions}
        kept = [p for p in new.values() if Change(p, None) not in made.changes]
        told = same_version((now.table(Theory).get(theory.id), list(old.values())), (theory, kept))
        return made._replace(note="; ".join(filter(None, (made.note, told))))

    return self.write(plan, verb="use_theory")


def add_codings(self: Project, table: str | Path | pd.DataFrame, *, coder: str = "") -> Receipt:
    """Bring in codings from a table, or coded segments exported by another program; all, or none. Return the receipt.

    Exports are known by their columns (MAXQDA's retrieved segments, ATLAS.ti's quotations, Dedoose's excerpts and
    Taguette's highlights, ``.xlsx`` or ``.csv``) or their headings (a code as NVivo exports it, ``.docx``). Each
    segment must stand in its source once, white space aside; a column ``turn`` says which where it stands there
    several times. What else the export holds, such as comments, is counted in the receipt's note.

    Parameters
    ----------
    table : str, Path or DataFrame
        Columns ``source``, ``code``, ``coder`` and ``quote`` or ``start`` and ``end``; besides ``turn``
        (number of the segment the quote is in) and ``sub_question``. Or another program's export.
    coder : str
        Who coded, where an export does not say.

    Raises
    ------
    FormatError
        If a column is missing.
    KodeverkError
        If rows cannot be coded; the message names each.
    """
    from kodeverk import reading
    from kodeverk.reading.segments_exported import read_segments
    from kodeverk.reading.worker import read_limited

    if isinstance(table, str | Path):
        name = Path(table).name
        if exported := read_limited(read_segments, table):
            return _add_exported(self, exported, name, coder)
        read = read_limited(reading.read_codings, table)
    else:
        read, name = reading.codings_of(table.to_dict("records")), "frame"
    if not read:
        raise FormatError(f"{name} holds no codings.")
    rows = _rows(read, name)
    who = rows[0].coder if len({row.coder for row in rows}) == 1 else None
    return self.write(lambda now: codings.code(now, rows), verb="add_codings", who=who)


def _add_exported(self: Project, exported: Segments, name: str, coder: str) -> Receipt:
    from kodeverk.reading.segments_exported import located

    rows = [row if row.coder else row._replace(coder=coder) for row in exported.rows]
    if not all(row.coder for row in rows):
        raise FormatError(f"{name} does not say who coded. Say it with coder=. Nothing was coded.")
    unread = ", ".join(f"{column} ({count})" for column, count in exported.unread.items())
    note = _("columns not brought in, with how many cells: {columns}").format(columns=unread) if unread else ""

    def plan(now: Snapshot) -> Plan:
        made = codings.code(now, _rows(located(now, rows), name))
        return made._replace(note="; ".join(filter(None, (made.note, note))))

    return self.write(plan, verb="add_codings", who=rows[0].coder if len({row.coder for row in rows}) == 1 else None)


def _rows(read: Iterable[CodingRow], name: str) -> list[Row]:
    return [
        Row(
            row.source,
            row.code,
            row.coder,
            row.quote,
            None if row.start is None or row.end is None else (row.start, row.end),
            row.turn,
            row.sub_question,
            f"{name}, row {row.row}",
        )
        for row in read
    ]


def add_judgements(self: Project, path: str | Path) -> Receipt:
    """Bring in evidence for and against propositions from .csv or .xlsx; return the receipt.

    Parameters
    ----------
    path : str or Path
        Columns ``source``, ``quote``, ``code``, ``proposition``, ``stance``, ``coder`` and ``note``;
        the coding is found by source, quote, code and coder, and must be there.
    """
    from kodeverk import reading
    from kodeverk.reading.worker import read_limited

    rows, name = read_limited(reading.read_judgements, path), Path(path).name

    def plan(now: Snapshot) -> Plan:
        changes: list[Change] = []
        ids: list[str] = []
        wanted = [Row(r.source, r.code, r.coder, r.quote, None, r.turn, "", f"{name}, row {r.row}") for r in rows]
        for row, coding in zip(rows, codings.code(now, wanted).ids, strict=True):
            if coding not in now.table(Coding):
                raise FormatError(f"{name}, row {row.row}: there is no such coding to judge. Nothing was judged.")
            try:
                one = notes.judge(now, coding, row.proposition, row.stance, coder=row.coder, note=row.note)
            except KodeverkError as error:
                raise type(error)(f"{name}, row {row.row}: {error}") from None
            changes += one.changes
            ids += one.ids
        return Plan(changes, tuple(ids))

    return self.write(plan, verb="add_judgements")


def add_asked(self: Project, path: str | Path) -> Receipt:
    """Bring in which guide question each interviewer turn asks, from .csv or .xlsx; return the receipt.

    Parameters
    ----------
    path : str or Path
        Columns ``source``, ``turn``, ``question`` (empty: none) and ``coder``.
    """
    from kodeverk import reading
    from kodeverk.reading.worker import read_limited

    rows, name = read_limited(reading.read_asked, path), Path(path).name

    def plan(now: Snapshot) -> Plan:
        changes: list[Change] = []
        ids: list[str] = []
        for row in rows:
            try:
                one = notes.asked(now, [(row.source, row.turn, row.question)], coder=row.coder)
            except KodeverkError as error:
                raise type(error)(f"{name}, row {row.row}: {error}") from None
            changes += one.changes
            ids += one.ids
        return Plan(changes, tuple(ids))

    return self.write(plan, verb="add_asked")
