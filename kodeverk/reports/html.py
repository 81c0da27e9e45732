"""Transcripts with their codings in colour, as one web page."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from kodeverk.messages import _, language
from kodeverk.model import Code, Codebook, Coding, Segment, Snapshot, Source, SourceVersion
from kodeverk.reports.page import html, joined, write_page
from kodeverk.reports.people import Naming, clock, naming, place, tongue
from kodeverk.reports.pieces import Piece, lanes, pieces
from kodeverk.views.colours import colours
from kodeverk.views.naming import names as names_of
from kodeverk.views.quotes import speaker_line

LANE = 4
"""Height of a coloured line under coded text, in pixels; the style sheet counts on it."""


def to_html(snapshot: Snapshot, path: str | os.PathLike[str], *, title: str = "", coder_names: bool = False) -> Path:
    """Write every transcript with its codings in colour as one web page, and return its path.

    The page needs no network and runs no script. Every coding is a coloured line under the text, with
    code and coder in the margin of the turn; overlapping and nested codings lie under each other.

    Parameters
    ----------
    snapshot : Snapshot
        A selection shows its sources and codings only.
    path : path-like
        The file to write, ``.html``.
    title : str
        Heading of the page.
    coder_names : bool
        Whether coders are named; they go by K1, K2 ... if not.
    """
    names = naming(snapshot, coder_names)
    sources = [snapshot.table(Source)[key] for key in names_of(snapshot).source]
    title = title or _("Coded transcripts")
    parts = [html("<h1>{title}</h1>", title=title), _introduction(snapshot, len(sources)), _legend(snapshot)]
    by_source: dict[str, list[Coding]] = defaultdict(list)
    for coding in snapshot.all(Coding):
        by_source[coding.source_id].append(coding)
    parts += [
        _source(Transcript.of(names, source, by_source[source.id]), number) for number, source in enumerate(sources, 1)
    ]
    return write_page(path, title, _navigation(sources, by_source), parts)


class Transcript(NamedTuple):
    """One source with what is needed to show it.

    Attributes
    ----------
    names : Naming
    source : Source
    version : SourceVersion
        The version in force.
    text : str
    codings : list of Coding
        Those of this version, in the order of the text.
    numbers : dict of str to int
        A number for each coding, by id, counted through the source.
    removed : list of Coding
        Those whose text a correction removed: they stand in an older version.
    """

    names: Naming
    source: Source
    version: SourceVersion
    text: str
    codings: list[Coding]
    numbers: dict[str, int]
    removed: list[Coding]

    @classmethod
    def of(cls, names: Naming, source: Source, codings: list[Coding]) -> Transcript:
        """Return the transcript of a source, its codings put in order."""
        snapshot = names.snapshot
        version = snapshot.version(source.id)
        shown = [c for c in codings if c.version == version.number]
        shown.sort(key=lambda c: (c.start, -c.end, snapshot.table(Code)[c.code_id].path, c.coder))
        numbers = {c.id: number for number, c in enumerate(shown, 1)}
        text = snapshot.text(source.id)
        removed = sorted((c for c in codings if c.version != version.number), key=lambda c: (c.version, c.start, c.id))
        return cls(names, source, version, text, shown, numbers, removed)

    def turns(self) -> list[tuple[Segment, list[Coding]]]:
        """Return every segment with the codings that overlap it; the whole text where there are no segments."""
        segments = list(self.version.segments) or [Segment(1, 0, len(self.text), 0, "paragraph")]
        found: list[tuple[Segment, list[Coding]]] = []
        waiting, following = [], 0
        for segment in segments:
            while following < len(self.codings) and self.codings[following].start < segment.end:
                waiting.append(self.codings[following])
                following += 1
            waiting = [c for c in waiting if c.end > segment.start]
            found.append((segment, list(waiting)))
        return found


def _introduction(snapshot: Snapshot, sources: int) -> Markup:
    facts = [
        _("Sources: {number}").format(number=sources),
        _("Codings: {number}").format(number=len(snapshot.table(Coding))),
        _("Coders: {number}").format(number=len({c.coder for c in snapshot.all(Coding)})),
    ]
    reading = _(
        "Coded text has a line in the colour of its code. The small number behind it is found again in the margin, "
        "with code and coder. Lines under each other are codings of the same words."
    )
    return html('{facts}<p class="lead">{reading}</p>', facts=_facts(facts), reading=reading)


def _facts(facts: list[str]) -> Markup:
    rows = Markup("").join(html("<li>{fact}</li>", fact=fact) for fact in facts)
    return html('<ul class="facts">{rows}</ul>', rows=rows)


def _navigation(sources: list[Source], by_source: dict[str, list[Coding]]) -> Markup:
    rows = [
        html(
            '<li><a href="#s{number}">{name}</a> <span class="small">{count}</span></li>',
            number=number,
            name=source.name,
            count=_("Codings: {number}").format(number=len(by_source[source.id])),
        )
        for number, source in enumerate(sources, 1)
    ]
    template = '<h2>{heading}</h2><ul>{rows}</ul><h2>{legend}</h2><ul><li><a href="#codebook">{codes}</a></li></ul>'
    return html(template, heading=_("Sources"), rows=joined(rows), legend=_("Codebook"), codes=_("Codes and counts"))


def _legend(snapshot: Snapshot) -> Markup:
    counts = Counter(c.code_id for c in snapshot.all(Coding))
    sources = Counter(code for code, _source in {(c.code_id, c.source_id) for c in snapshot.all(Coding)})
    books, rows, colour = snapshot.table(Codebook), [], colours(snapshot)
    for code in map(snapshot.table(Code).__getitem__, names_of(snapshot).code):
        depth = code.path.count("/")
        rows.append(
            html(
                '<tr class="{top}"><th scope="row" style="padding-left:{indent}em" title="{definition}">'
                '<span class="chip" style="--code:{colour}"></span>{label}</th>'
                '<td class="count">{count}</td><td class="count">{sources}</td><td>{book}</td></tr>',
                top="sub" if depth else "top",
                indent=1.4 * depth,
                definition=code.definition.in_language(language()),
                colour=colour[code.id],
                label=label(code),
                count=counts[code.id],
                sources=sources[code.id],
                book=books[code.codebook].title.in_language(language()) if code.codebook in books else code.codebook,
            )
        )
    heads = [_("Code"), _("Codings"), _("Sources"), _("Codebook")]
    head = Markup("").join(html('<th scope="col">{head}</th>', head=head) for head in heads)
    template = (
        '<section id="codebook"><h2>{heading}</h2><div class="table"><table class="legend">'
        "<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )
    return html(template, heading=_("Codes and counts"), head=head, rows=joined(rows))


def label(code: Code) -> str:
    """Return what a reader calls a code: its label, or its name where it has none."""
    return code.label.in_language(language()) or code.name


def _source(transcript: Transcript, number: int) -> Markup:
    snapshot, source = transcript.names.snapshot, transcript.source
    speakers = [s for s in snapshot.speakers().values() if s.source_id == source.id]
    cases = dict.fromkeys(s.case_id for s in speakers if s.case_id)
    facts = [speaker_line(snapshot, case_id) for case_id in cases]
    facts += [_("Turns: {number}").format(number=sum(s.kind == "turn" for s in transcript.version.segments))]
    facts += [_("Codings: {number}").format(number=len(transcript.codings))]
    if transcript.removed:
        facts += [_("Codings with their text removed: {number}").format(number=len(transcript.removed))]
    asking = {s.label for s in speakers if s.role == "interviewer"}
    turns = [
        _turn(transcript, segment, codings, f"s{number}-{segment.number}", segment.speaker in asking)
        for segment, codings in transcript.turns()
    ]
    template = '<section class="source" id="s{number}"><h2>{name}</h2>{facts}{turns}{removed}</section>'
    parts = {"facts": _facts(facts), "turns": joined(turns), "removed": _removed(transcript)}
    return html(template, number=number, name=source.name, **parts)


def _removed(transcript: Transcript) -> Markup:
    """Return the codings whose text a correction removed, each with its quote and the version it stands in."""
    snapshot = transcript.names.snapshot
    rows = [
        html(
            '<li style="--code:{colour}">{label} <q>{quote}</q> <span class="small">{coder}, {place}</span></li>',
            colour=colours(snapshot)[c.code_id],
            label=label(snapshot.table(Code)[c.code_id]),
            quote=snapshot.quote(c),
            coder=transcript.names.coder(c.coder),
            place=place(snapshot, c),
        )
        for c in transcript.removed
    ]
    template = '<h3>{heading}</h3><ul class="codes">{rows}</ul>'
    return html(template, heading=_("Text removed by a correction"), rows=joined(rows)) if rows else Markup("")


def _turn(transcript: Transcript, segment: Segment, codings: list[Coding], anchor: str, asks: bool) -> Markup:
    lane_of = lanes(codings)
    depth = max(lane_of.values(), default=-1) + 1
    body = pieces(segment.speech, codings) if segment.body < segment.end else []
    template = (
        '<div class="turn {kind}" id="{anchor}" style="--lanes:{depth}"><div class="who"><b>{speaker}</b>'
        '<a class="number" href="#{anchor}">{number}</a>{time}</div>'
        '<p class="said" lang="{lang}">{said}</p>{codes}</div>'
    )
    return html(
        template,
        kind="asks" if asks else segment.kind,
        anchor=anchor,
        depth=depth,
        speaker=segment.speaker,
        number=segment.number,
        time="" if segment.seconds is None else html(' <time class="small">{at}</time>', at=clock(segment.seconds)),
        lang=_tongue(transcript, codings),
        said=Markup("").join(_piece(transcript, piece, lane_of, depth) for piece in body),
        codes=_margin(transcript, codings),
    )


def _tongue(transcript: Transcript, codings: list[Coding]) -> str:
    return tongue(transcript.names.snapshot, codings[0]).partition("-")[0] if codings else "nb"


def _piece(transcript: Transcript, piece: Piece, lane_of: dict[str, int], depth: int) -> Markup:
    text = transcript.text[piece.start : piece.end]
    if not piece.codings:
        return html("{text}", text=text)
    colour, snapshot = colours(transcript.names.snapshot), transcript.names.snapshot
    drawn = [
        f"linear-gradient({line},{line}) 0 calc(100% - {LANE * (depth - 1 - lane)}px)/100% {LANE - 1}px no-repeat"
        for line, lane in ((colour[c.code_id], lane_of[c.id]) for c in piece.codings)
    ]
    # The tint is the shortest coding's, so that a nested one stands out; 26 hexadecimal is 15 per cent.
    tint = colour[min(piece.codings, key=lambda c: c.end - c.start).code_id] + "26"
    said = "\n".join(
        f"{label(snapshot.table(Code)[c.code_id])} – {transcript.names.coder(c.coder)}" for c in piece.codings
    )
    ending = [str(transcript.numbers[c.id]) for c in piece.codings if c.end == piece.end]
    sup = html('<sup data-number="{number}" aria-hidden="true"></sup>', number=",".join(ending)) if ending else ""
    return html(
        '<mark style="background:{drawn},{tint}" title="{said}">{text}{sup}</mark>',
        drawn=",".join(drawn),
        tint=tint,
        said=said,
        text=text,
        sup=sup,
    )


def _margin(transcript: Transcript, codings: list[Coding]) -> Markup:
    if not codings:
        return Markup("")
    snapshot, colour = transcript.names.snapshot, colours(transcript.names.snapshot)
    rows = [
        html(
            '<li style="--code:{colour}" title="{path}">{number} {label} <span class="small">{coder}</span></li>',
            colour=colour[c.code_id],
            path=snapshot.table(Code)[c.code_id].path,
            number=transcript.numbers[c.id],
            label=label(snapshot.table(Code)[c.code_id]),
            coder=transcript.names.coder(c.coder),
        )
        for c in codings
    ]
    template = '<ul class="codes" aria-label="{heading}">{rows}</ul>'
    return html(template, heading=_("Codes in this turn"), rows=Markup("").join(rows))
