"""Documents: agreements and minutes brought in, and agreements compared with their template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.project.bringing_sources import Imported, read_each
from kodeverk.project.progress import Progress, bar

if TYPE_CHECKING:
    from kodeverk.analysis.documents.attributes import AgreementAttributes
    from kodeverk.analysis.documents.comparison import DocumentComparison
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project
    from kodeverk.reading import Reading


def add_documents(
    self: Project,
    where: str | Path | Sequence[str | Path],
    *,
    kind: str,
    office: str | None = None,
    leave_out: str | Iterable[str] = (),
    tracked: str = "accepted",
    encoding: str | None = None,
    progress: Progress = bar,
) -> Imported:
    """Bring in agreements, minutes and other documents, each bound to its office; return what came in.

    Nobody speaks in a document: every line is a paragraph or heading of its own. The office is the one named here;
    else the one on the line ``Kontor: NAV Skarvøy`` in the document's head; else the one whose name stands in the
    file's name; else none, which the receipt says. Bring in the offices first; a document without an office is bound
    when it is added again.

    Parameters
    ----------
    where : str, Path or sequence of them
        A folder, a file, a pattern such as ``data/avtale-*.docx``, or several.
    kind : str
        ``agreement``, ``minutes``, ``report``, ``survey`` or ``other``.
    office : str, optional
        Name of the office all these documents belong to.
    leave_out, tracked, encoding, progress
        As for `add_sources`.

    Raises
    ------
    ReadingError
        If there is nothing to read, or nothing could be read; of minutes also where a date does not exist.
    UnknownName
        If there is no such kind of document, or no such office.
    KodeverkError
        If the study has a source of the same name with another text, or one of the documents as another kind.
    LeavesOut
        If something of a document that is added alone, or of all of them, would be left out.
    """
    from kodeverk import reading
    from kodeverk.reading.sources import free_names

    free = free_names(self.snapshot)

    def check(read: Reading) -> None:
        if kind == "minutes":
            from kodeverk.reading.minutes import check_minutes

            check_minutes(read)
        free(read)

    batch = read_each(
        where, progress, leave_out=leave_out, check=check, spoken=False, tracked=tracked, encoding=encoding
    )
    receipt = self.write(
        lambda now: reading.add_documents(now, batch.readings, kind=kind, office=office), verb="add_documents"
    )
    return batch.imported(receipt)


def compare_documents(
    self: Study,
    template: str,
    documents: Sequence[str] | None = None,
    *,
    sentence: float = 0.4,
    kept: float = 0.5,
) -> DocumentComparison:
    """Return what each agreement has made of each point of its template.

    Each point of each agreement is *same*, *same with addition*, *fill-in*, *reworded*, *own* or *cut*; the rule is
    printed with the result. Points are found by heading, number and wording together, so that one that is renumbered,
    moved or put under another's heading is found again. See ``.frame``, ``.per_office``, ``.per_point``,
    ``.identical``, ``.local``, ``.differences(point, document)`` and ``.adaptation()``. ``.notes`` says which
    agreements have no numbers in their text, or the same number several times.

    Parameters
    ----------
    template : str
        Name of the source that is the template.
    documents : sequence of str, optional
        Names of agreements, or one name; without it all sources of kind ``agreement`` that belong to an office.
    sentence : float
        Likeness (0-1) of two sentences from which the one is recognised in the other.
    kept : float
        Share (0-1) of a point's sentences recognised from which it is *reworded* and not its *own*.

    Raises
    ------
    UnknownName
        If the study has no such source.
    KodeverkError
        If no agreement belongs to an office, or one has neither numbered points nor headings of the template; if the
        template is compared with itself, or numbers several points alike; if one of them is an interview; if a
        threshold is no share.
    """
    from kodeverk.analysis.documents.comparing import compare_documents

    return compare_documents(self.snapshot, template, documents, sentence=sentence, kept=kept)


def agreement_attributes(self: Study) -> AgreementAttributes:
    """Return what the agreement of each office says of leadership, employer, period, revision and services.

    Each with the passage that says it; unknown where it does not. As attributes they can be asked for in claims
    (``agreement_employer == "kommunal"``), as can the class of each point (``clause_2 != "same"``) and
    ``agreement_adaptation``: they are computed from the texts whenever a claim is looked at.
    """
    from kodeverk.analysis.documents.attributes import agreement_attributes

    return agreement_attributes(self.snapshot)
