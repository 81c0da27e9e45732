"""What documents say and who has to do with whom, as one Word document for an appendix."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.coding.items import branch_of
from kodeverk.messages import _, _n, language
from kodeverk.model import Actor, AreaPlan, Code, Mark, Proposition, Relation, Snapshot, Source
from kodeverk.reports.documents_clauses import write_clauses
from kodeverk.reports.documents_equality import write_differences, write_directions, write_equality
from kodeverk.reports.documents_minutes import write_minutes, write_triangulations
from kodeverk.reports.documents_networks import write_models, write_networks
from kodeverk.reports.paper import Paper
from kodeverk.reports.people import Naming, naming
from kodeverk.reports.room_word import write_room
from kodeverk.reports.study_word import WordWriter
from kodeverk.reports.word import LANGUAGE_TAGS
from kodeverk.reports.writer import Writer
from kodeverk.views.naming import kind_label

if TYPE_CHECKING:
    from kodeverk.analysis.triangulation.triangulation import Triangulation


class Chapter(NamedTuple):
    """A chapter, and whether the study has anything to say in it.

    Attributes
    ----------
    title : str
    there : bool
    write : function
        Writes what stands under the heading.
    """

    title: str
    there: bool
    write: Callable[[Writer], None]


def documents_to_word(
    snapshot: Snapshot,
    path: str | os.PathLike[str],
    *,
    triangulated: Sequence[Triangulation] = (),
    title: str = "",
    coder_names: bool = False,
) -> Path:
    """Write what documents and relations show, and what it rests on, as a Word document (.docx), and return its path.

    Chapters: agreements against their template; cases of the meetings; claims held against documents; driving force and
    networks; equality; differences between the parties; direction along the lines; models; the room for opportunity.
    What the study has nothing of is left out, and the first page says so.

    Parameters
    ----------
    snapshot : Snapshot
    path : path-like
        The file to write, ``.docx``.
    triangulated : sequence of Triangulation
        What ``triangulate`` found, one for each claim.
    title : str
    coder_names : bool
        Whether coders are named; they go by K1, K2 ... if not.

    Raises
    ------
    KodeverkError
        If an agreement has neither numbered points nor headings of the template.
    """
    title = title or _("Documents and networks")
    paper = Paper(title, LANGUAGE_TAGS[language()])
    paper.paragraph("Title", title)
    paper.paragraph("Subtitle", _subtitle(snapshot))
    chapters = list(_chapters(naming(snapshot, coder_names), triangulated))
    if left := [chapter.title for chapter in chapters if not chapter.there]:
        said = _("Left out, since the study has nothing of it: {chapters}.")
        paper.paragraph("Front", said.format(chapters="; ".join(left)))
    paper.contents(_("Contents"))
    writer = WordWriter(paper)
    for chapter in chapters:
        if chapter.there:
            writer.heading(chapter.title, 1)
            chapter.write(writer)
    return paper.save(path)


def _subtitle(snapshot: Snapshot) -> str:
    kinds = [source.kind for source in snapshot.all(Source)]
    told = [f"{kind_label(kind)}: {kinds.count(kind)}" for kind in dict.fromkeys(sorted(kinds))]
    if relations := len(snapshot.all(Relation)):
        told.append(_n("{count} relation", "{count} relations", relations).format(count=relations))
    return "; ".join(told)


def _chapters(naming: Naming, triangulated: Sequence[Triangulation]) -> Iterator[Chapter]:
    """Yield the chapters in order."""
    from kodeverk.analysis.networks.differences import BRANCH, LITTLE
    from kodeverk.analysis.networks.equality import EQUALITY

    snapshot = naming.snapshot
    agreements = [source.office_id for source in snapshot.all(Source) if source.kind == "agreement"]
    compared = agreements.count(None) == 1 and len(agreements) > 1
    minutes = any(source.kind == "minutes" for source in snapshot.all(Source))
    placing = any(branch_of(code) == "category" for code in snapshot.all(Code))
    codes = {f"{code.codebook}:{code.path}" for code in snapshot.all(Code)}
    stated, related = set(snapshot.table(Proposition)), bool(snapshot.all(Relation))

    def triangulations(writer: Writer) -> None:
        write_triangulations(writer, triangulated)

    yield Chapter(_("Agreements against their template"), compared, lambda writer: write_clauses(writer, snapshot))
    yield Chapter(_("Cases of the meetings"), minutes and placing, lambda writer: write_minutes(writer, snapshot))
    yield Chapter(_("Claims held against documents"), bool(triangulated), triangulations)
    yield Chapter(_("Driving force and networks"), related, lambda writer: write_networks(writer, naming))
    yield Chapter(_("Equality"), stated >= set(EQUALITY), lambda writer: write_equality(writer, naming))
    different = BRANCH in codes and LITTLE in stated
    yield Chapter(_("Differences between the parties"), different, lambda writer: write_differences(writer, naming))
    yield Chapter(_("Direction along the lines"), related, lambda writer: write_directions(writer, snapshot))
    yield Chapter(_("Models"), bool(snapshot.all(Actor)), lambda writer: write_models(writer, snapshot))
    areas = bool(snapshot.all(Mark) or snapshot.all(AreaPlan))
    yield Chapter(_("The room for opportunity"), areas, lambda writer: _room(writer, snapshot))


def _room(writer: Writer, snapshot: Snapshot) -> None:
    from kodeverk.analysis.opportunity.cycle import yearly_cycle
    from kodeverk.analysis.opportunity.expecting import expectations
    from kodeverk.analysis.opportunity.room import room

    write_room(writer, room(snapshot), expectations(snapshot), yearly_cycle(snapshot), level=2)
