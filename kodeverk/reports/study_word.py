"""The analysis of a study as a Word document."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.messages import _, _n, language
from kodeverk.model import Snapshot
from kodeverk.reports.paper import TALLEST, Cell, Paper, Run, Text
from kodeverk.reports.people import naming
from kodeverk.reports.study import subtitle, write_study
from kodeverk.reports.word import LANGUAGE_TAGS
from kodeverk.reports.writer import PAGES, Said, some

if TYPE_CHECKING:
    from kodeverk.analysis.theory.coverage import TheoryCoverage
    from kodeverk.pictures import Picture


def analysis_to_word(
    snapshot: Snapshot,
    path: str | os.PathLike[str],
    *,
    by: str | None = None,
    coverages: Sequence[TheoryCoverage] = (),
    title: str = "",
    coder_names: bool = False,
) -> Path:
    """Write what the analysis concludes, and what it rests on, as a Word document (.docx), and return its path.

    Chapters: material and balance; how to read; the comparison; a theory check for each theory; claims, condensations
    and agreement, where there are any; saturation; problems in the data. A verdict links to its proposition, and
    that to the quotes. `to_word` has every coding.

    Parameters
    ----------
    snapshot : Snapshot
        A selection gives the analysis of the selection.
    path : path-like
        The file to write, ``.docx``.
    by : str, optional
        Attribute whose groups are compared.
    coverages : sequence of TheoryCoverage
        What ``coverage`` found of each theory, with its check.
    title : str
    coder_names : bool
        Whether coders are named; they go by K1, K2 ... if not.

    Raises
    ------
    UnknownName
        If no case has the attribute `by`.
    """
    title = title or _("Analysis of the interviews")
    paper = Paper(title, LANGUAGE_TAGS[language()])
    paper.paragraph("Title", title)
    paper.paragraph("Subtitle", subtitle(snapshot))
    paper.contents(_("Contents"))
    write_study(WordWriter(paper), naming(snapshot, coder_names), by, coverages)
    return paper.save(path)


class WordWriter:
    """A `Writer` whose document is a Word document.

    Parameters
    ----------
    paper : Paper
    """

    room = PAGES

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._pictures = 0
        self._here = Run("")
        self._printed: dict[str, list[tuple[int, int, Run]]] = defaultdict(list)

    def heading(self, text: str, level: int, anchor: str = "") -> None:
        """Add a heading, with a bookmark where something links to it."""
        self._here = Run(text, anchor=self._paper.heading(text, level, anchor))

    def paragraph(self, *texts: Text) -> None:
        """Add a paragraph."""
        self._paper.paragraph("Normal", *texts)

    def lead(self, *texts: Text) -> None:
        """Add a line that stays on the page of what it leads to."""
        self._paper.paragraph("Definition", *texts)

    def small(self, *texts: Text) -> None:
        """Add a paragraph in smaller letters."""
        self._paper.paragraph("Small", *texts)

    def points(self, points: Iterable[Sequence[Text]]) -> None:
        """Add a list."""
        for point in points:
            self._paper.paragraph("Point", "– ", *point)

    def table(self, widths: Sequence[int], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a table."""
        self._paper.table(widths, head, rows)

    def quotes(self, quotes: Sequence[Said], most: int | None = None) -> None:
        """Add quotes; of more than `most`, the rest by their places."""
        for said in quotes[:most]:
            self._paper.paragraph("Quote", Run(said.quote.quote, language=said.language))
            self._paper.paragraph("SpeakerLine", " – ".join((*said.before, said.quote.place, *said.after)))
        if rest := quotes[most:] if most is not None else ():
            told = _n("{count} more quote: {places}", "{count} more quotes: {places}", len(rest))
            places = some(list(dict.fromkeys(said.quote.place for said in rest)), self.room.places, "; ")
            self._paper.paragraph("SpeakerLine", told.format(count=len(rest), places=places))

    def quotes_once(self, quotes: Sequence[Said]) -> None:
        """Add quotes; of one that lies in one added by this before, say where and under what heading it stands."""
        for said in quotes:
            quote, printed = said.quote, self._printed[said.quote.source_id]
            above = [under for start, end, under in printed if start <= quote.start and quote.end <= end]
            if above:
                line = " – ".join((*said.before, quote.place, *said.after))
                self._paper.paragraph("SpeakerLine", line + " – " + _("quoted under") + " ", above[0])
            else:
                self.quotes([said])
                printed.append((quote.start, quote.end, self._here))

    def picture(self, picture: Picture, caption: str, *, high: float = TALLEST) -> None:
        """Add a picture as PNG, with its text for those who cannot see it."""
        self._pictures += 1
        said = _("Figure {number}. {caption}").format(number=self._pictures, caption=caption)
        width, height = map(float, picture.figure.get_size_inches())
        scale = min(1.0, high / height)
        self._paper.picture(picture.png, (scale * width, scale * height), picture.alt, said)
