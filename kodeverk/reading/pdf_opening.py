"""A PDF opened by pdfminer, with an ear to what the library complains of and an eye to what it passes over."""

from __future__ import annotations

import io
import logging
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, dict_value, int_value, resolve1

from kodeverk.reading.pdf_pages import Device, Page

_NO_LOSS = ("Cannot set", "Could not get FontBBox", "The PDF ")  # colours, boxes of fonts, permissions
_UNPACKED = 2**20  # bytes at a time


class Opened(NamedTuple):
    """A PDF as opened: its pages, and what the library could not make sense of.

    Attributes
    ----------
    document : PDFDocument
    pages : list of Page
    promised : int
        How many pages the file says it has.
    changes : Counter
        Ligatures taken apart, letters drawn twice.
    lost : Counter
        How many characters have no letter, by page.
    unseen : frozenset of int
        Pages with text that is not shown, as text recognition lays it behind a picture.
    faults : int
        Places the library complained of.
    """

    document: PDFDocument
    pages: list[Page]
    promised: int
    changes: Counter[str]
    lost: Counter[int]
    unseen: frozenset[int]
    faults: int


def open_pdf(data: bytes, file: str) -> Opened:
    """Return the pages of a PDF.

    Raises
    ------
    Exception
        Of any kind where the file is damaged: pdfminer has no one error for that. `read_pdf` makes it one.
    """
    with _listening() as faults:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        manager = PDFResourceManager()
        device = Device(manager, file)
        interpreter = Interpreter(manager, device)
        for page in PDFPage.create_pages(document):
            device.annotations = page.annots
            interpreter.process_page(page)
        faults["faults"] += b"%%EOF" not in data[-1024:]  # cut short: what was found was found by searching
        promised = int_value(dict_value(document.catalog.get("Pages", {})).get("Count", 0))
    return Opened(
        document, device.pages, promised, device.changes, device.lost, frozenset(device.unseen), faults["faults"]
    )


@contextmanager
def _listening() -> Iterator[Counter[str]]:
    """Count what pdfminer warns of, and keep its log to itself: it may quote the text."""
    faults: Counter[str] = Counter()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            faults["faults"] += not str(record.msg).startswith(_NO_LOSS)

    log, listener = logging.getLogger("pdfminer"), Listener(logging.WARNING)
    before = log.propagate, log.level
    log.propagate = False
    log.setLevel(logging.WARNING)
    log.addHandler(listener)
    try:
        yield faults
    finally:
        log.removeHandler(listener)
        log.propagate = before[0]
        log.setLevel(before[1])


class Interpreter(PDFPageInterpreter):
    """Carries out what a page says; it tells of packed contents that are damaged, which pdfminer passes over."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the contents of a page or figure."""
        for stream in streams:
            held = resolve1(stream)
            if isinstance(held, PDFStream) and not held.decipher and _is_cut(held):
                logging.getLogger("pdfminer").warning("a packed content is damaged")
        super().execute(streams)


def _is_cut(stream: PDFStream) -> bool:
    """Return whether the packed content of a page breaks off or cannot be unpacked."""
    filters = stream.get_filters()
    rest = stream.get_rawdata()
    if not rest or not filters or filters[0][0] not in LITERALS_FLATE_DECODE:
        return False
    unpacking = zlib.decompressobj()
    try:
        while rest and not unpacking.eof:
            unpacking.decompress(rest, _UNPACKED)
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return True
    return not unpacking.eof
