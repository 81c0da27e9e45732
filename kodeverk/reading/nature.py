"""What a file really is, told by its first bytes, and what to do where that is not what its name says."""

from __future__ import annotations

from kodeverk.errors import ReadingError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LINK = bytes.fromhex("4c0000000114020000000000c000000000000046")


def nature(data: bytes) -> str:
    """Return what a file is by its content: ``zip``, ``protected``, ``ole``, ``pdf`` ... or ``text``.

    Examples
    --------
    >>> nature(b"%PDF-1.7"), nature(b"I: Hei"), nature(b"")
    ('pdf', 'text', 'empty')
    """
    starts = {b"%PDF": "pdf", b"{\\rtf": "rtf", _LINK: "shortcut", b"PK\x05\x06": "zip", b"PK\x03\x04": "zip"}
    if not data:
        return "empty"
    if data.startswith(_OLE):
        return "protected" if "EncryptedPackage".encode("utf-16-le") in data else "ole"
    found = next((what for start, what in starts.items() if data.startswith(start)), "text")
    head = data[:300].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return "html" if found == "text" and head.startswith((b"<!doctype html", b"<html")) else found


_ADVICE = {
    "empty": "is empty (0 bytes). If it lies in OneDrive or another cloud folder, open it once so that it is "
    "fetched to this machine, then read it again.",
    "protected": "is protected with a password. Open it in Word, remove the password "
    "(File > Info > Protect Document), save, and read it again.",
    "ole": "is an old Office file (.doc or .xls). Open it in Word, Excel or LibreOffice, "
    "save it as .docx or .xlsx, and read that.",
    "pdf": "is a PDF file, whatever its name says. Save the transcript as .docx or .txt and read that.",
    "rtf": "is an RTF file, whatever its name says. Open it in Word or LibreOffice, save it as .docx and read that.",
    "html": "is a web page, whatever its name says. Open it in Word or LibreOffice, save it as .docx and read that.",
    "shortcut": "is a shortcut, not the file itself. Read the file it points to.",
    "zip": "is a zip file or an Office document, not plain text. Give it the right file name ending, "
    "or save it as .txt.",
    "text": "is no Office document, whatever its name says. If it is plain text, rename it to .txt; "
    "if it was a document, it is damaged.",
}


def wrong_kind(file: str, what: str) -> ReadingError:
    """Return the error for a file that is not what its name says."""
    return ReadingError(f"{file} {_ADVICE[what]} Nothing was imported from it.")
