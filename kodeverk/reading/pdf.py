"""PDF files (.pdf): the text layer as paragraphs in reading order, with an account of every letter.

A PDF holds glyphs at places, not words in paragraphs (ISO 32000-1, section 9): order, spaces, columns and paragraphs
are found again from the places. What the file shows as pictures is said to be pictures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.utils import decode_text

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.kinds import letters
from kodeverk.reading.nature import nature, refused, wrong_kind
from kodeverk.reading.pdf_extras import attached, extras, has_xfa, is_portfolio, resolved
from kodeverk.reading.pdf_layout import Column, Piece, columns, gutters, line_of, pieces_of, rows_of
from kodeverk.reading.pdf_numbers import without_line_numbers
from kodeverk.reading.pdf_opening import Opened, open_pdf
from kodeverk.reading.pdf_pages import LOST, Page
from kodeverk.reading.pdf_paragraphs import Paragraphs, paragraphs
from kodeverk.reading.pdf_running import Margins, margins
from kodeverk.reading.report import Block, Content, Raw

_SHAPES = 50
"""Shapes on a page without letters from which on they are taken to be the letters, drawn."""


class _Account(NamedTuple):
    """Items per kind of content, those left out, letters left out, and the pages each kind stands on."""

    found: Counter[str]
    lost: Counter[str]
    left: Counter[str]
    pages: dict[str, list[int]]

    def add(self, kind: str, number: int = 1, *, lost: bool = False, page: int = 0) -> None:
        """Count items of a kind."""
        if number:
            self.found[kind] += number
            self.lost[kind] += number if lost else 0
            if page and page not in self.pages.setdefault(kind, []):
                self.pages[kind].append(page)


def read_pdf(data: bytes, file: str) -> Raw:
    """Return the text layer of a PDF as paragraphs and headings, then footnotes and comments.

    Columns are read one after the other. Lines are joined to paragraphs where that is certain. Running heads and page
    numbers, told by their return on page after page, line numbers, pictures and attached files are left out and
    counted. Hyphens at line ends stay, each followed by a line end. Values of form fields stand where the form has
    them.

    Raises
    ------
    ReadingError
        If the file is no PDF, protected with a password, damaged, a portfolio of other files, scanned without a text
        layer, or built to do harm.
    """
    if b"%PDF" not in data[:1024]:
        raise wrong_kind(file, nature(data))
    try:
        opened = open_pdf(data, file)
        if is_portfolio(opened.document):
            raise refused(file, _PORTFOLIO)
        raw = _raw(opened)
    except (ReadingError, MemoryError, RecursionError):
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise refused(file, _PROTECTED) from None
    except Exception:  # whatever pdfminer stumbles on; its own message may quote the text
        raise refused(file, _DAMAGED) from None
    if not raw.content[0].imported and any(row.kind == "pages of pictures" for row in raw.content):
        raise refused(file, _SCANNED)
    return raw


_PORTFOLIO = "is a portfolio: a cover around other files. Open it in Acrobat, save each file in it, and read those."
_PROTECTED = (
    "is protected with a password. Open it in a PDF program with the password, save or print it anew as PDF without "
    "one, and read that."
)
_DAMAGED = (
    "is damaged or cut short, or no PDF as the standard has it. Fetch it anew, or open it in a PDF program and save or "
    "print it anew as PDF."
)
_SCANNED = (
    "holds pictures of text, no text: it was scanned. Run text recognition (OCR) on it first, check what that read, "
    "and read the result."
)


def _raw(opened: Opened) -> Raw:
    account = _Account(Counter(), Counter(), Counter(), {})
    pieces, askew, comments = _contents(opened, account)
    rows, numbers = without_line_numbers([rows_of(one) for one in pieces])
    told = margins(rows, [page.height for page in opened.pages])
    _leave_out(told, numbers, account)
    read = paragraphs(_columns(opened.pages, told, askew, account))
    blocks = read.blocks + [Block(comment, "comment") for comment in comments]
    _counted(opened, read, account)
    found = sum(letters("".join(glyph.text for glyph in page.glyphs)) for page in opened.pages)
    found += sum(letters(comment) for comment in comments) + account.found.pop("letters of fields", 0)
    kept = sum(letters(block.text) for block in blocks)
    content = [Content("letters", found, kept, sum(account.left.values())), *_rows(read, account)]
    return Raw(blocks, "\n", "PDF", content, dict(opened.changes), _warnings(opened, content), _title(opened.document))


def _contents(opened: Opened, account: _Account) -> tuple[list[list[Piece]], list[list[Piece]], list[str]]:
    """Return the pieces of each page, form fields among them, those that stand askew, and the comments of all."""
    pages: list[list[Piece]] = []
    slanted: list[list[Piece]] = []
    comments: list[str] = []
    seen: set[int] = set()
    for page in opened.pages:
        above = extras(page, seen)
        straight, askew = pieces_of(page.glyphs)
        pages.append(straight + above.fields)
        slanted.append(askew)
        comments += above.comments
        for kind, number in above.found.items():
            account.add(kind, number, page=page.number)
        account.lost.update(above.lost)
        account.found["letters of fields"] += sum(letters(piece.text) for piece in above.fields)
        account.add("text askew", len(askew), page=page.number)
        account.add("pictures", page.pictures, lost=True, page=page.number)
        drawn = page.pictures or page.shapes >= _SHAPES
        if drawn and not any(letters(piece.text) for piece in straight + askew):
            account.add("pages of pictures", lost=True, page=page.number)
    return pages, slanted, comments


def _leave_out(told: Iterable[Margins], numbers: Iterable[list[Piece]], account: _Account) -> None:
    for number, (page, beside) in enumerate(zip(told, numbers, strict=True), 1):
        for kind, row in [*page.apart, *(("line numbers", [one]) for one in beside)]:
            account.add(kind, lost=True, page=number)
            account.left[kind] += sum(letters(piece.text) for piece in row)


def _columns(pages: list[Page], told: list[Margins], askew: list[list[Piece]], account: _Account) -> list[Column]:
    """Return the columns of all pages in reading order; a gutter two pages show is looked for on all."""
    bodies = [[piece for row in page.body for piece in row] for page in told]
    shown = Counter(round(gutter) for body in bodies for gutter in gutters(body)[:1])
    known = [float(gutter) for gutter, _count in shown.most_common(3)]
    found: list[Column] = []
    for page, body, slanted in zip(pages, bodies, askew, strict=True):
        ordered = columns(body, page.rules, page.number, known)
        account.add("pages in columns", int(any(column.gutter for column in ordered)), page=page.number)
        found += ordered
        found += [Column([line_of([piece], page.number)], -1.0) for piece in slanted]
    return found


def _counted(opened: Opened, read: Paragraphs, account: _Account) -> None:
    account.add("footnotes", read.footnotes)
    account.add("hyphens at line ends", read.hyphens)
    account.add("lines with wide gaps", read.gaps)
    account.add("soft hyphens", sum(block.text.count("\u00ad") for block in read.blocks))
    account.add("attached files", attached(opened.document), lost=True)
    account.add("XFA forms", int(has_xfa(opened.document)), lost=True)
    for page, count in sorted(opened.lost.items()):
        account.add("characters without a letter", count, lost=True, page=page)
    promised = max(opened.promised, len(opened.pages))
    account.found["pages"], account.lost["pages"] = promised, promised - len(opened.pages)


def _rows(read: Paragraphs, account: _Account) -> list[Content]:
    notes = _notes(read)
    return [
        Content(kind, count, count - account.lost[kind], account.lost[kind], _note(kind, account, notes))
        for kind, count in account.found.items()
        if count
    ]


def _notes(read: Paragraphs) -> Mapping[str, str]:
    """Return what is always said of a kind."""
    return {
        "pages": _places(read),
        "comments": _("at the end of the text"),
        "footnotes": _("at the end of the text"),
        "hyphens at line ends": _("kept, each followed by a line end"),
        "lines with wide gaps": _("a PDF knows no tables: the gaps became tabs"),
        "pages in columns": _("each column was read to its end before the next"),
        "pages of pictures": _("pictures of text, of which nothing can be read; use text recognition (OCR) first"),
        "characters without a letter": _("the file does not say which letters they are; they stand as {mark}").format(
            mark=LOST
        ),
        "XFA forms": _("only Adobe's programs show them; print the form as PDF and read that"),
    }


def _note(kind: str, account: _Account, notes: Mapping[str, str]) -> str:
    parts = [notes[kind]] if notes.get(kind) else []
    if left := account.left[kind]:
        parts.append(_n("{count} letter left out", "{count} letters left out", left).format(count=left))
    if pages := account.pages.get(kind):
        named = ", ".join(map(str, sorted(pages)))
        parts.append(_n("page {pages}", "pages {pages}", len(pages)).format(pages=named))
    return "; ".join(parts)


def _places(read: Paragraphs) -> str:
    """Return where in the text each page begins, in code points of the canonical text."""
    starts: list[int] = [0]
    for block in read.blocks:
        starts.append(starts[-1] + len(canonical(block.text).text) + 1)
    places = [
        f"{page}: {starts[number] + len(canonical(read.blocks[number].text[:offset]).text)}"
        for number, offset, page in read.pages
    ]
    return _("each begins at (page: character) {places}").format(places=", ".join(places)) if places else ""


def _warnings(opened: Opened, content: list[Content]) -> list[str]:
    warnings = content[0].unbalanced()
    if opened.faults:
        warnings.append(
            _n(
                "The PDF is faulty in {count} place: text may be missing. Compare with what a PDF program shows.",
                "The PDF is faulty in {count} places: text may be missing. Compare with what a PDF program shows.",
                opened.faults,
            ).format(count=opened.faults)
        )
    if opened.unseen:
        warnings.append(
            _(
                "Text that is not shown, as text recognition lays it behind a scanned page, was read on page {pages}. "
                "Check it against the picture."
            ).format(pages=", ".join(map(str, sorted(opened.unseen))))
        )
    if any("\ue000" <= glyph.text[:1] <= "\uf8ff" for page in opened.pages for glyph in page.glyphs):
        warnings.append(_("Some symbols belong to a font of their own and may look different here."))
    return warnings


def _title(document: PDFDocument) -> str:
    """Return the title the file gives itself."""
    for info in document.info:
        title = resolved(info.get("Title"))
        if isinstance(title, bytes):
            return decode_text(title).strip()
    return ""
