"""The analysis of a study as one web page: from a verdict to its quotes, and from a quote to where it was said."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.messages import _, _n
from kodeverk.model import Coding, Evidence, Snapshot
from kodeverk.reports.page import html, joined, write_page
from kodeverk.reports.paper import TALLEST, Cell, Run, Text, lines_of
from kodeverk.reports.people import naming
from kodeverk.reports.study import subtitle, write_study
from kodeverk.reports.writer import WHOLE, Said
from kodeverk.views.html import shown
from kodeverk.views.naming import names
from kodeverk.views.removed import marked

if TYPE_CHECKING:
    from kodeverk.analysis.theory.coverage import TheoryCoverage
    from kodeverk.pictures import Picture
    from kodeverk.views.quotes import Quote

MANY = 4
"""Of more columns than this a table is not squeezed into a narrow window: it is wound sideways."""


def analysis_to_html(
    snapshot: Snapshot,
    path: str | os.PathLike[str],
    *,
    by: str | None = None,
    coverages: Sequence[TheoryCoverage] = (),
    title: str = "",
    coder_names: bool = False,
) -> Path:
    """Write what the analysis concludes, and what it rests on, as one web page, and return its path.

    The same chapters as in Word. A verdict links to its proposition with its quotes, a quote to the turn it was said
    in, at the end of the page, and the turn back. No script, no network.

    Parameters
    ----------
    snapshot : Snapshot
        A selection gives the analysis of the selection.
    path : path-like
        The file to write, ``.html``.
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
    writer = HtmlWriter(snapshot)
    write_study(writer, naming(snapshot, coder_names), by, coverages)
    writer.write_places()
    head = html('<h1>{title}</h1><p class="lead">{line}</p>', title=title, line=subtitle(snapshot))
    return write_page(path, title, writer.navigation(), [head, *writer.parts])


class Place(NamedTuple):
    """Where a quote starts: a segment of a version of a source."""

    source_id: str
    version: int
    segment: int


class _Quoted(NamedTuple):
    """A place that is quoted: where its longest quote ends, and the headings it is quoted under by their anchors."""

    end: int
    under: dict[str, str]


class HtmlWriter:
    """A `Writer` whose document is a web page.

    Parameters
    ----------
    snapshot : Snapshot
        Where the turns that are quoted stand.

    Attributes
    ----------
    parts : list of Markup
    """

    room = WHOLE

    def __init__(self, snapshot: Snapshot) -> None:
        self.parts: list[Markup] = []
        self._snapshot = snapshot
        self._headings: list[tuple[int, str, str]] = []
        self._pictures = 0
        self._here = ("", "")
        self._quoted: dict[Place, _Quoted] = {}

    def heading(self, text: str, level: int, anchor: str = "") -> None:
        """Add a heading that can be linked to."""
        anchor = anchor or f"h{len(self._headings)}"
        self._headings.append((level, text, anchor))
        self._here = anchor, text
        tag = Markup(f"h{level + 1}")
        self._add('<{tag} id="{anchor}">{text}</{tag}>', tag=tag, anchor=anchor, text=text)

    def paragraph(self, *texts: Text) -> None:
        """Add a paragraph."""
        self._add('<p class="lead">{texts}</p>', texts=_inline(texts))

    def lead(self, *texts: Text) -> None:
        """Add a line in italics."""
        self._add('<p class="lead"><i>{texts}</i></p>', texts=_inline(texts))

    def small(self, *texts: Text) -> None:
        """Add a paragraph in smaller letters."""
        self._add('<p class="lead small">{texts}</p>', texts=_inline(texts))

    def points(self, points: Iterable[Sequence[Text]]) -> None:
        """Add a list."""
        lines = [html("<li>{texts}</li>", texts=_inline(point)) for point in points]
        if lines:
            self._add('<ul class="status">{lines}</ul>', lines=joined(lines))

    def table(self, widths: Sequence[int], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a table that is wound sideways where the window is narrow."""
        share = [round(100 * width / sum(widths), 1) for width in widths]
        columns = [html('<col style="width:{share}%">', share=one) for one in share]
        heads = [html('<th scope="col">{text}</th>', text=text) for text in head]
        body = [html("<tr>{cells}</tr>", cells=joined(_cells(row, len(widths)))) for row in rows]
        self._add(
            '<div class="table"><table class="{kind}"><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>'
            "<tbody>{body}</tbody></table></div>",
            kind="wide many" if len(widths) > MANY else "wide",
            columns=joined(columns), heads=joined(heads), body=joined(body),
        )  # fmt: skip

    def quotes(self, quotes: Sequence[Said], most: int | None = None) -> None:
        """Add quotes, each with a link to its turn; of more than `most`, the rest folded away."""
        self.parts += [self._quote(said) for said in quotes[:most]]
        if rest := quotes[most:] if most is not None else ():
            told = _n("{count} more quote", "{count} more quotes", len(rest)).format(count=len(rest))
            folded = joined([self._quote(said) for said in rest])
            self._add("<details><summary>{told}</summary>{folded}</details>", told=told, folded=folded)

    def quotes_once(self, quotes: Sequence[Said]) -> None:
        """Add quotes, also those added before."""
        self.quotes(quotes)

    def picture(self, picture: Picture, caption: str, *, high: float = TALLEST) -> None:
        """Add a picture as SVG within an image, where its names and styles meet those of no other."""
        self._pictures += 1
        said = _("Figure {number}. {caption}").format(number=self._pictures, caption=caption)
        image = Markup(picture._repr_html_())
        self._add(
            '<figure><div class="table">{image}</div><figcaption>{said}</figcaption></figure>', image=image, said=said
        )

    def write_places(self) -> None:
        """Add the turns that were quoted, with the one before each, and links back to where they are quoted."""
        if not self._quoted:
            return
        self.heading(_("Where it was said"), 1)
        self.small(_("Every turn quoted above, whole, with the turn before it."))
        for source_id, source in names(self._snapshot).source.items():
            if places := sorted(place for place in self._quoted if place.source_id == source_id):
                self.heading(source, 2)
                self.parts += [self._turn(place) for place in places]

    def navigation(self) -> Markup:
        """Return the headings of levels 1 and 2 as links."""
        template = '<li class="level{level}"><a href="#{anchor}">{text}</a></li>'
        rows = [
            html(template, level=level, anchor=anchor, text=text) for level, text, anchor in self._headings if level < 3
        ]
        return html("<h2>{heading}</h2><ul>{rows}</ul>", heading=_("Contents"), rows=joined(rows))

    # --- parts ---------------------------------------------------------------------------

    def _add(self, template: str, **fields: object) -> None:
        self.parts.append(html(template, **fields))

    def _quote(self, said: Said) -> Markup:
        quote, place = said.quote, self._place(said.quote)
        anchor, heading = self._here
        before = self._quoted.get(place, _Quoted(0, {}))
        self._quoted[place] = _Quoted(max(before.end, quote.end), {**before.under, anchor: heading})
        line = _between([*said.before, Run(quote.place, anchor=self._anchor(place)), *said.after])
        return html(
            '<blockquote class="{stance}"><p lang="{language}">{text}</p><footer>{line}</footer></blockquote>',
            stance=said.stance, language=said.language, text=quote.quote, line=_inline(line),
        )  # fmt: skip

    def _place(self, quote: Quote) -> Place:
        """Return where a quote starts; it may be of a coding, or of evidence on a span by itself."""
        known = self._snapshot.table(Coding)
        passage = known.get(quote.coding_id) or self._snapshot.table(Evidence)[quote.coding_id].passage(known)
        return Place(quote.source_id, passage.version, quote.turn)

    def _anchor(self, place: Place) -> str:
        ranks = self._snapshot.derive(
            "source ranks", lambda: {k: n for n, k in enumerate(names(self._snapshot).source)}
        )
        return f"s{ranks[place.source_id]}-{place.version}-{place.segment}"

    def _turn(self, place: Place) -> Markup:
        """Return the turns of a place with the one before, and where they are quoted."""
        version = self._snapshot.version(place.source_id, place.version)
        text = self._snapshot.text(place.source_id, place.version)
        quoted = self._quoted[place]
        lines = [
            html(
                '<p class="{kind}">{text}</p>', text=text[segment.start : segment.end],
                kind="before" if segment.number < place.segment else "turn-quoted",
            )
            for segment in version.segments
            if segment.number >= place.segment - 1 and segment.start < quoted.end
        ]  # fmt: skip
        back = _between([Run(heading, anchor=anchor) for anchor, heading in quoted.under.items()], "; ")
        return html(
            '<article class="place" id="{anchor}"><h4>{title}</h4>{lines}<p class="small">{said} {back}</p></article>',
            anchor=self._anchor(place), title=self._title(place),
            lines=joined(lines), said=_("Quoted in:"), back=_inline(back),
        )  # fmt: skip

    def _title(self, place: Place) -> str:
        said = _("{source}, segment {segment}")
        where = said.format(source=names(self._snapshot).source[place.source_id], segment=place.segment)
        in_force = place.version == self._snapshot.version(place.source_id).number
        return where if in_force else marked(where, _("version {n}").format(n=place.version))


def _between(texts: Sequence[Text], sign: str = " – ") -> list[Text]:
    """Return texts with a sign between each."""
    return [part for text in texts for part in (sign, text)][1:]


def _inline(texts: Iterable[Text]) -> Markup:
    return Markup("").join(_run(Run(text) if isinstance(text, str) else text) for text in texts)


def _run(run: Run) -> Markup:
    found = shown(run.text)
    if run.bold:
        found = html("<b>{text}</b>", text=found)
    if run.italic:
        found = html("<i>{text}</i>", text=found)
    return html('<a href="#{anchor}">{text}</a>', anchor=run.anchor, text=found) if run.anchor else found


def _cells(row: Sequence[Cell], columns: int) -> list[Markup]:
    across = html(' colspan="{columns}" class="across"', columns=columns) if len(row) == 1 < columns else Markup("")
    found = []
    for cell in row:
        shown = [html("<div>{text}</div>", text=_inline(texts)) for texts in lines_of(cell)]
        found.append(html("<td{across}>{lines}</td>", across=across, lines=joined(shown)))
    return found
