"""The sources and notes of a REFI-QDA project: texts, passages, and what is marked outside the texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kodeverk.messages import _
from kodeverk.reading.spoken import to_the_thousandth
from kodeverk.refi.exchange import ForeignSource, Note, Selection, SyncPoint
from kodeverk.refi.xml import (
    Element,
    Parts,
    Walk,
    codings,
    description,
    key,
    local,
    number,
    selection,
    settings,
    targets,
)
from kodeverk.refi.xml import text as text_of

KINDS = {
    "TextSource": "text",
    "PDFSource": "pdf",
    "PictureSource": "picture",
    "AudioSource": "audio",
    "VideoSource": "video",
}
"""The elements that are sources, and what their texts belong to."""

_COMMON = ("Description", "Coding", "NoteRef", "VariableValue")


class Texts:
    """Where the texts and files of a project are found, by the paths its elements name.

    Parameters
    ----------
    plain : function
        From a path to a text, as the file has it; None where the project does not hold it.
    original : function
        From a path to the name of a file and the file; None where the project does not hold it.
    rich : function
        From a path to the text of a Word or PDF file; None where it cannot be read.
    """

    def __init__(
        self,
        plain: Callable[[str], str | None],
        original: Callable[[str], tuple[str, bytes] | None],
        rich: Callable[[str], str | None],
    ) -> None:
        self.plain, self.original, self.rich = plain, original, rich


def sources(walk: Walk, one: Element, texts: Texts) -> list[ForeignSource]:
    """Return a source; a recording with several transcripts gives one for each."""
    kind = KINDS[local(one)]
    if kind == "text":
        parts = walk.parts(one, (*_COMMON, "PlainTextContent", "PlainTextSelection"))
        found = [_filled(walk, one, one, parts, texts)]
    elif kind in ("audio", "video"):
        parts = walk.parts(one, (*_COMMON, "Transcript", f"{kind.title()}Selection"))
        found = [_transcript(walk, transcript, one, texts) for transcript in parts.get("Transcript", [])]
        found[1:] = [
            other._replace(guid=guid, kind="transcript") for other, guid in zip(found[1:], _own(parts)[1:], strict=True)
        ]
    else:
        inner = "Representation" if kind == "pdf" else "TextDescription"
        parts = walk.parts(one, (*_COMMON, inner, "PDFSelection" if kind == "pdf" else "PictureSelection"))
        found = [_described(walk, text, one, texts) for text in parts.get(inner, [])[:1]]
        for more in parts.get(inner, [])[1:]:
            walk.leave(more, _("a source has one text"))
        if kind == "pdf" and not found:
            found = [_page_text(walk, one, texts)]
    first = found[0] if found else ForeignSource(key(one.get("guid")), one.get("name") or "", kind, "")
    times = {None if at.seconds is None else round(1000 * at.seconds): at.position for at in first.sync_points}
    areas = tuple(_area(walk, area, times) for name in parts if name in _AREAS for area in parts[name])
    file, original = first.file, first.original
    if kind != "text" and (held := texts.original(one.get("path") or "")):
        file, original = held
    whole = first._replace(
        name=one.get("name") or first.name,
        kind=kind,
        file=file,
        original=original,
        description=_joined(description(parts), first.description if found and kind != "text" else ""),
        selections=first.selections + areas,
        codings=codings(walk, parts) + (first.codings if kind != "text" else ()),
        values=settings(walk, parts) + (first.values if kind != "text" else ()),
        notes=targets(parts, "NoteRef") + (first.notes if kind != "text" else ()),
    )
    return [whole, *found[1:]]


def note(walk: Walk, one: Element, texts: Texts) -> Note:
    """Return a note."""
    parts = walk.parts(one, (*_COMMON, "PlainTextContent", "PlainTextSelection"))
    as_source = _filled(walk, one, one, parts, texts)
    for element in [*parts.get("VariableValue", []), *parts.get("NoteRef", [])]:
        walk.leave(element, _("on a note"))
    return Note(
        guid=as_source.guid,
        name=as_source.name,
        text=as_source.text,
        description=description(parts),
        user=as_source.user,
        made=as_source.made,
        codings=codings(walk, parts),
        selections=as_source.selections,
    )


def _filled(walk: Walk, text: Element, of: Element, parts: Parts, texts: Texts) -> ForeignSource:
    """Return a source with the text, the passages and the file that an element gives."""
    content, rich, plain = _content(walk, text, parts, texts)
    if not content and (rich or plain):
        walk.warnings[
            _("{name}: its text is not in the project.").format(name=of.get("name") or key(of.get("guid")))
        ] = None
    held = texts.original(rich) if rich and rich.lower().endswith((".docx", ".doc", ".rtf", ".odt")) else None
    name, original = held or ("", b"")
    passages = []
    for one in parts.get("PlainTextSelection", []):
        start, end = number(one.get("startPosition")), number(one.get("endPosition"))
        ends = (start, end) if start is not None and end is not None else (-1, -1)
        passages.append(selection(walk, one, *ends))
    return ForeignSource(
        guid=key(of.get("guid")),
        name=of.get("name") or text.get("name") or "",
        kind="text",
        text=content,
        original=original,
        file=name,
        selections=tuple(passages),
        user=key(of.get("creatingUser")),
        made=of.get("creationDateTime") or "",
    )


def _content(walk: Walk, text: Element, parts: Parts, texts: Texts) -> tuple[str, str, str]:
    """Return a text, and the paths of its Word file and of its plain file."""
    plain, rich = (text.get(name) or "" for name in ("plainTextPath", "richTextPath"))
    if not plain and rich.lower().endswith(".txt"):
        plain, rich = rich, ""
    written = parts.get("PlainTextContent", [])
    for more in written[1:]:
        walk.leave(more, _("a source has one text"))
    if written:
        return text_of(written[0]), rich, plain
    content = texts.plain(plain) if plain else None
    if content is None and rich:
        content = texts.rich(rich)
        if content is not None:
            walk.warnings[
                _("{name}: the project holds it as a Word file only; positions may not fit its text.").format(
                    name=text.get("name") or rich
                )
            ] = None
    return content or "", rich, plain


def _page_text(walk: Walk, one: Element, texts: Texts) -> ForeignSource:
    """Return the source of a PDF that the project gives no text of: its text layer, where the file is there."""
    name = one.get("name") or key(one.get("guid"))
    content = texts.rich(one.get("path") or "") or ""
    if content:
        walk.warnings[_("{name}: its text was read from the PDF file; the project gives none.").format(name=name)] = (
            None
        )
    return ForeignSource(key(one.get("guid")), one.get("name") or "", "pdf", content)


def _described(walk: Walk, text: Element, of: Element, texts: Texts) -> ForeignSource:
    """Return the source that a text beside a page or picture gives."""
    parts = walk.parts(text, (*_COMMON, "PlainTextContent", "PlainTextSelection"))
    return _filled(walk, text, of, parts, texts)._replace(
        description=description(parts),
        codings=codings(walk, parts),
        values=settings(walk, parts),
        notes=targets(parts, "NoteRef"),
    )


def _transcript(walk: Walk, text: Element, of: Element, texts: Texts) -> ForeignSource:
    """Return the source that a transcript of a recording gives, with its passages between sync points."""
    parts = walk.parts(text, ("Description", "PlainTextContent", "SyncPoint", "TranscriptSelection", "NoteRef"))
    points: list[SyncPoint] = []
    for one in parts.get("SyncPoint", []):
        stamp = number(one.get("timeStamp"))
        seconds = None if stamp is None else stamp / 1000
        points.append(SyncPoint(key(one.get("guid")), number(one.get("position")), seconds))
    known = {point.guid: point for point in reversed(points)}
    passages = []
    for one in parts.get("TranscriptSelection", []):
        ends = [known.get(key(one.get(name))) for name in ("fromSyncPoint", "toSyncPoint")]
        start, end = (-1 if point is None or point.position is None else point.position for point in ends)
        passages.append(selection(walk, one, start, end))
    return _filled(walk, text, of, parts, texts)._replace(
        name=of.get("name") or text.get("name") or "",
        kind=KINDS[local(of)],
        description=description(parts),
        notes=targets(parts, "NoteRef"),
        selections=tuple(passages),
        sync_points=tuple(points),
    )


def _own(parts: Parts) -> list[str]:
    return [key(one.get("guid")) for one in parts.get("Transcript", [])]


def _joined(*written: str) -> str:
    return "\n".join(dict.fromkeys(one for one in written if one))


_AREAS = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")


def _area(walk: Walk, one: Element, times: Mapping[int | None, int | None]) -> Selection:
    """Return a marked area of a page, picture or recording, with its place in words.

    A stretch of a recording from one sync point to another is the passage of the transcript between them.
    """
    for text in [child for child in one if local(child) == "Representation"]:
        walk.leave(text, _("the text of an area of a page"))
        one.remove(text)
    name = local(one)
    if name == "PDFSelection":
        return selection(walk, one, place=_("page {number}").format(number=one.get("page") or "?"))
    if name == "PictureSelection":
        corners = [one.get(corner) or "?" for corner in ("firstX", "firstY", "secondX", "secondY")]
        return selection(walk, one, place=_("area {corners} of the picture").format(corners=", ".join(corners)))
    begin, end = number(one.get("begin")), number(one.get("end"))
    times = {} if begin is None or end is None else times
    start, stop = times.get(begin), times.get(end)
    if start is not None and stop is not None and start < stop:
        return selection(walk, one, start, stop)
    return selection(walk, one, place=f"{_clock(begin)}-{_clock(end)}")


def _clock(stamp: int | None) -> str:
    """Return a time of a recording, given in milliseconds; a question mark where there is none."""
    return "?" if stamp is None or stamp < 0 else to_the_thousandth(stamp)
