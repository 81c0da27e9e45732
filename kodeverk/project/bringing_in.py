"""The verbs that bring material in: sources, cases, codebooks, guides, theories, codings."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kodeverk.coding import codings, notes
from kodeverk.coding.codings import Row
from kodeverk.errors import FormatError, KodeverkError, ReadingError
from kodeverk.messages import _
from kodeverk.model import Change, Coding, Plan, Proposition, Receipt, Snapshot, Theory

if TYPE_CHECKING:
    import pandas as pd

    from kodeverk.project.project import Project
    from kodeverk.reading import ImportReport, Reading

Progress = Callable[[Sequence[Any]], Iterable[Any]]


class Imported(NamedTuple):
    """What came in and what was left out, file by file.

    Attributes
    ----------
    receipt : Receipt
    reports : tuple of ImportReport
        One for each file that was read.
    refused : dict of str to str
        For each file that was not read, why: damaged ones, and those in a folder that are of no kind read here.
    """

    receipt: Receipt
    reports: tuple[ImportReport, ...]
    refused: dict[str, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each file and kind of content.

        Columns: file, format, encoding, characters, turns, speakers, kind, found, imported, left_out, note.
        """
        import pandas as pd

        columns = ["file", "format", "encoding", "characters", "turns", "speakers"]
        columns += ["kind", "found", "imported", "left_out", "note"]
        return pd.DataFrame([row for report in self.reports for row in report.rows()], columns=columns)

    def __repr__(self) -> str:
        lines = [str(self.receipt), *map(str, self.reports)]
        refused = _("Not read")
        lines += [f"{refused}: {why}" for why in self.refused.values()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        label = html.escape(_("Not read"))
        refused = "".join(f"<p><b>{label}:</b> {html.escape(why)}</p>" for why in self.refused.values())
        reports = "".join(report._repr_html_() for report in self.reports)
        return f"<div><p>{html.escape(str(self.receipt))}</p>{reports}{refused}</div>"


def add_sources(
    self: Project,
    where: str | Path | Sequence[str | Path],
    *,
    kind: str = "interview",
    progress: Progress = iter,
) -> Imported:
    """Bring in transcripts and other documents; return what came in and what was left out.

    A file that cannot be read is named in the result and stops none of the others. The same file twice
    is one source.

    Parameters
    ----------
    where : str, Path or sequence of them
        A folder, a file, a pattern such as ``data/*.docx``, or several.
    kind : str
        ``interview``, ``agreement``, ``minutes``, ``report`` or ``other``.
    progress : function, optional
        Wraps the list of files, such as ``tqdm.auto.tqdm``.

    Raises
    ------
    ReadingError
        If there is nothing to read, or nothing could be read.
    """
    from kodeverk import reading

    readings, refused = read_each(where, reading.read_source, progress)
    receipt = self.write(lambda now: reading.add_sources(now, readings, kind=kind), verb="add_sources")
    return Imported(receipt, tuple(read.report for read in readings), refused)


def read_each(
    where: str | Path | Sequence[str | Path], read: Callable[[Path], Reading], progress: Progress
) -> tuple[list[Reading], dict[str, str]]:
    """Return each file as read, and for those that could not be read or were passed over, by name, why.

    Raises
    ------
    ReadingError
        If there is nothing to read, or nothing could be read.
    """
    from kodeverk import reading

    files, readings, refused = reading.find_files(where), [], reading.passed_over(where)
    for file in progress(files):
        try:
            readings.append(read(file))
        except KodeverkError as error:
            if len(files) == 1:
                raise
            refused[file.name] = str(error)
    if not readings:
        raise ReadingError("None of the files could be read:\n" + "\n".join(f"- {why}" for why in refused.values()))
    return readings, refused


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

    cases = reading.read_cases(path, name=name, office=office)
    return self.write(lambda now: reading.add_cases(now, cases), verb="add_cases")


def use_codebook(self: Project, path: str | Path) -> Receipt:
    """Bring in a codebook from YAML; a newer version updates codes by path. Return the receipt.

    Raises
    ------
    FormatError
        If the file breaks the format; the message gives every fault with its line.
    """
    from kodeverk import reading

    read = reading.read_codebook(path)
    return self.write(lambda now: reading.use_codebook(now, *read), verb="use_codebook")


def use_guide(self: Project, path: str | Path) -> Receipt:
    """Bring in an interview guide from YAML; return the receipt."""
    from kodeverk import reading

    guide = reading.read_guide(path)
    return self.write(lambda now: reading.use_guide(now, guide), verb="use_guide")


def use_theory(self: Project, path: str | Path) -> Receipt:
    """Bring in a theory's propositions from YAML; return the receipt.

    Its note says, besides what the study does not have, what was changed under a version number that is in the
    study already.
    """
    from kodeverk import reading
    from kodeverk.analysis.theory.diff import same_version

    theory, propositions = reading.read_theory(path)

    def plan(now: Snapshot) -> Plan:
        made = reading.use_theory(now, theory, propositions)
        old = {p.id: p for p in now.all(Proposition) if p.theory == theory.id}
        new = old | {p.id: p for p in propositions}
        kept = [p for p in new.values() if Change(p, None) not in made.changes]
        told = same_version((now.table(Theory).get(theory.id), list(old.values())), (theory, kept))
        return made._replace(note="; ".join(filter(None, (made.note, told))))

    return self.write(plan, verb="use_theory")


def add_codings(self: Project, table: str | Path | pd.DataFrame) -> Receipt:
    """Bring in codings from a .csv or .xlsx file or a frame; all of them, or none. Return the receipt.

    Parameters
    ----------
    table : str, Path or DataFrame
        Columns ``source``, ``code``, ``coder`` and ``quote`` or ``start`` and ``end``; besides ``turn``
        (number of the segment the quote is in) and ``sub_question``.

    Raises
    ------
    FormatError
        If a column is missing.
    KodeverkError
        If rows cannot be coded; the message names each.
    """
    rows = _coding_rows(table)
    who = rows[0].coder if len({row.coder for row in rows}) == 1 else None
    return self.write(lambda now: codings.code(now, rows), verb="add_codings", who=who)


def _coding_rows(table: str | Path | pd.DataFrame) -> list[Row]:
    from kodeverk import reading

    if isinstance(table, str | Path):
        read, name = reading.read_codings(table), Path(table).name
    else:
        read, name = reading.codings_of(table.to_dict("records")), "frame"
    if not read:
        raise FormatError(f"{name} holds no codings.")
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

    rows, name = reading.read_judgements(path), Path(path).name

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

    rows, name = reading.read_asked(path), Path(path).name

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
