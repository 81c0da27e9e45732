"""What a file really is, told by its first bytes, and what to do where that is not what its name says."""

from __future__ import annotations

from kodeverk.errors import ReadingError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LINK = bytes.fromhex("4c0000000114020000000000c000000000000046")
_STARTS = {
    b"%PDF": "pdf", b"{\\rtf": "rtf", b"PK\x05\x06": "zip", b"PK\x03\x04": "zip", _LINK: "shortcut",
    b"ID3\x02": "recording", b"ID3\x03": "recording", b"ID3\x04": "recording", b"\xff\xfb": "recording",
    b"OggS\0": "recording", b"fLaC\0": "recording", b"\xff\xd8\xff": "picture", b"\x89PNG\r": "picture",
    b"GIF87a": "picture", b"GIF89a": "picture", b"II*\0": "picture", b"MM\0*": "picture",
    b"7z\xbc\xaf\x27\x1c": "packed", b"Rar!\x1a\x07": "packed", b"\x1f\x8b\x08": "packed",
    b"SQLite format 3\0": "database", b"[InternetShortcut]": "shortcut",
}  # fmt: skip
_PHOTOS = (b"heic", b"heix", b"mif1", b"avif")


def nature(data: bytes) -> str:
    """Return what a file is by its content: ``zip``, ``protected``, ``ole``, ``pdf`` ... or ``text``.

    Examples
    --------
    >>> nature(b"%PDF-1.7"), nature(b"I: Hei"), nature(b"")
    ('pdf', 'text', 'empty')
    """
    if not data:
        return "empty"
    if data.startswith(_OLE):
        return "protected" if "EncryptedPackage".encode("utf-16-le") in data else "ole"
    found = next((what for start, what in _STARTS.items() if data.startswith(start)), "text")
    if data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"AVI "):
        found = "recording"
    if data.startswith(b"\0\0\0") and data[4:8] == b"ftyp":  # ISO base media file (ISO/IEC 14496-12)
        found = "picture" if data[8:12] in _PHOTOS else "recording"
    if not data[:4096].strip(b"\0"):
        return "zeros"
    head = data[:300].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return "html" if found == "text" and head.startswith((b"<!doctype html", b"<html")) else found


_ADVICE = {
    "empty": "is empty (0 bytes). If it lies in OneDrive or another cloud folder, open it once so that it is "
    "fetched to this machine, then read it again.",
    "protected": "is protected with a password. Open it in Word, remove the password "
    "(File > Info > Protect Document), save, and read it again.",
    "ole": "is an old Office file (.doc or .xls). Open it in Word, Excel or LibreOffice, "
    "save it as .docx or .xlsx, and read that.",
    "pdf": "is a PDF file, whatever its name says. Give it the ending .pdf.",
    "rtf": "is an RTF file, whatever its name says. Give it the ending .rtf.",
    "html": "is a web page, whatever its name says. Give it the ending .html.",
    "recording": "is a recording, whatever its name says. Have it transcribed first, and read the transcript.",
    "picture": "is a picture, whatever its name says. Read the text it was made of, or write it out.",
    "packed": "is a packed file, whatever its name says. Unpack it and read the files it holds.",
    "database": "is a database, whatever its name says: perhaps a project of another program.",
    "zeros": "begins with nothing but zeros: it was never written to the end, or its cloud folder has not fetched it. "
    "Fetch it anew.",
    "shortcut": "is a shortcut, not the file itself. Read the file it points to.",
    "zip": "is a zip file or an Office document, not plain text. Give it the right file name ending, "
    "or save it as .txt.",
    "text": "is no Office document, whatever its name says. If it is plain text, rename it to .txt; "
    "if it was a document, it is damaged.",
}


def wrong_kind(file: str, what: str) -> ReadingError:
    """Return the error for a file that is not what its name says."""
    return refused(file, _ADVICE[what])


def refused(file: str, why: str) -> ReadingError:
    """Return the error for a file that is not read; `why` says what it is, and what to do, in whole sentences."""
    return ReadingError(f"{file} {why} Nothing was imported from it.")
