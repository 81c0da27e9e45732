"""Transcripts with their codings, to read in a notebook without a kernel: nothing to click, and no script."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from kodeverk.messages import _, _n, numeral
from kodeverk.model import Code, Coding, Segment, Snapshot, Source
from kodeverk.notebook.seat import Seat
from kodeverk.notebook.session import Session
from kodeverk.notebook.shown import is_orphan
from kodeverk.reports.html import label
from kodeverk.reports.people import clock
from kodeverk.reports.pieces import Piece, lanes, pieces
from kodeverk.views import html
from kodeverk.views.colours import colours
from kodeverk.views.naming import names
from kodeverk.views.quotes import first_turn

LINE = 4
"""Height of the coloured line under coded text in pixels, with one that parts it from the next."""

TURN = "display:grid;grid-template-columns:9em minmax(0,1fr);gap:0 1em;margin:.5em 0"
SAID = "white-space:pre-wrap;line-height:calc(1.5em + {depth}px);padding-bottom:{depth}px"
SUP = "line-height:0;font-size:.7em"
CODES = "grid-column:2;font-size:.88em;opacity:.85"
MARK = "color:inherit;padding-bottom:{depth}px;background:{lines},{tint}"


class Transcripts(NamedTuple):
    """Transcripts as they stand, each with the codings this seat sees; the whole text is part of what is shown.

    Attributes
    ----------
    title : str
        Of the study.
    snapshot : Snapshot
    seat : Seat
    sources : tuple of str
        Ids of the sources shown, in order of name.
    """

    title: str
    snapshot: Snapshot
    seat: Seat
    sources: tuple[str, ...]

    @classmethod
    def of(cls, session: Session) -> Transcripts:
        """Return the source a desk was asked to open, or else every source."""
        snapshot = session.study.snapshot
        sources = (session.first,) if session.first else tuple(names(snapshot).source)
        return cls(session.study.path.stem, snapshot, session.seat, sources)

    def codings(self, source: str) -> list[Coding]:
        """Return the codings of a source that are seen from here, in the order of the text."""
        seen = (c for c in self.snapshot.all(Coding) if c.source_id == source and self.seat.sees(c.coder))
        return sorted(seen, key=lambda c: (c.start, -c.end, c.code_id, c.coder))

    def __repr__(self) -> str:
        codings = sum(len(self.codings(source)) for source in self.sources)
        counts = [
            _n("{count} source", "{count} sources", len(self.sources)).format(count=numeral(len(self.sources))),
            _n("{count} coding", "{count} codings", codings).format(count=numeral(codings)),
        ]
        return _("<transcripts of {title}: {counts}>").format(title=self.title, counts=", ".join(counts))

    def _repr_html_(self) -> str:
        return str(html.block(*(_source(self, source) for source in self.sources)))


def _source(shown: Transcripts, source: str) -> Markup:
    snapshot, codings = shown.snapshot, shown.codings(source)
    text, segments = snapshot.text(source), snapshot.version(source).segments
    standing = [coding for coding in codings if not is_orphan(snapshot, coding)]
    numbers = {coding.id: number for number, coding in enumerate(standing, 1)}
    turns = segments or (Segment(1, 0, len(text), 0, "paragraph"),)
    return html.tag(
        "section",
        html.tag("h3", snapshot.table(Source)[source].name),
        *(_turn(shown, text, turn, standing, numbers) for turn in turns),
        _removed(shown, [coding for coding in codings if is_orphan(snapshot, coding)]),
    )


def _turn(shown: Transcripts, text: str, turn: Segment, codings: list[Coding], numbers: dict[str, int]) -> Markup:
    here = [coding for coding in codings if coding.span.overlaps(turn.span)]
    lane_of = lanes(here)
    depth = LINE * (max(lane_of.values(), default=-1) + 1)
    time = "" if turn.seconds is None else f" {clock(turn.seconds)}"
    who = html.tag("div", html.tag("b", turn.speaker), html.tag("span", f" {turn.number}{time}", style=html.SMALL))
    said = [_piece(shown, piece, text, numbers, Lines(lane_of, depth)) for piece in pieces(turn.speech, here)]
    if turn.kind == "heading":
        said = [html.tag("strong", *said)]
    below = html.tag("div", *(_line(shown, coding, f"{numbers[coding.id]} ") for coding in here), style=CODES)
    return html.tag(
        "div", who, html.tag("div", *said, style=SAID.format(depth=depth)), below if here else "", style=TURN
    )


class Lines(NamedTuple):
    """The coloured lines under the text of a turn: which is whose, 0 nearest the text, and the room for all of them."""

    lane: dict[str, int]
    depth: int

    def drawn(self, coding: Coding, colour: str) -> str:
        """Return a coding's line as a background."""
        place = self.depth - LINE * (self.lane[coding.id] + 1)
        return f"linear-gradient({colour},{colour}) 0 calc(100% - {place}px)/100% {LINE - 1}px no-repeat"


def _piece(shown: Transcripts, piece: Piece, text: str, numbers: dict[str, int], lines: Lines) -> Markup:
    """Return a stretch of text with a line in the colour of each code under it, and the numbers of what ends here."""
    said = text[piece.start : piece.end]
    if not piece.codings:
        return html.shown(said)
    colour = colours(shown.snapshot)
    drawn = ",".join(lines.drawn(coding, colour[coding.code_id]) for coding in piece.codings)
    tint = f"{colour[min(piece.codings, key=lambda c: c.end - c.start).code_id]}26"  # 26 hexadecimal is 15 per cent
    ending = ",".join(str(numbers[coding.id]) for coding in piece.codings if coding.end == piece.end)
    number = html.tag("sup", ending, style=SUP) if ending else ""
    return html.tag("mark", said, number, style=MARK.format(depth=lines.depth, lines=drawn, tint=tint))


def _line(shown: Transcripts, coding: Coding, before: str = "") -> Markup:
    code = shown.snapshot.table(Code)[coding.code_id]
    chip = html.chip(label(code), colours(shown.snapshot)[code.id])
    return html.tag("div", before, chip, html.tag("span", f" {coding.coder}, {coding.made[:10]}", style=html.SMALL))


def _removed(shown: Transcripts, orphans: list[Coding]) -> Markup | str:
    """Return the codings whose text a correction removed, each with its words of then."""
    if not orphans:
        return ""
    quotes = shown.snapshot.quotes(orphans)
    places = {coding.id: html.tag("span", _place(shown.snapshot, coding), style=html.SMALL) for coding in orphans}
    rows = [html.tag("li", _line(shown, one), quotes[one.id], places[one.id]) for one in orphans]
    return html.tag("div", html.tag("h4", _("Text removed")), html.tag("ul", *rows))


def _place(snapshot: Snapshot, coding: Coding) -> str:
    """Return where a coding stood in the version it stays in."""
    told = _("(version {number}, segment {segment})")
    return " " + told.format(number=coding.version, segment=first_turn(snapshot, coding))
