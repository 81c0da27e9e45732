"""RTF as tokens: groups, control words, and text in Unicode, whatever code page its bytes are in.

The rules are those of the Rich Text Format (RTF) Specification 1.9.1.
"""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from kodeverk.errors import ReadingError
from kodeverk.reading.rtf_words import CHARACTERS, CODE_PAGES, MAC_CODE_PAGES, SYMBOLS

OPEN, CLOSE, WORD, TEXT = "{", "}", "word", "text"
DEEPEST = 2_000
"""Groups within groups that are followed; programs write some tens."""

_TOKEN = re.compile(
    rb"(?P<text>(?:[^\\{}\r\n]++|\\'[0-9a-fA-F]{2})++)|[\r\n]+|(?P<group>[{}])"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\(?P<symbol>[^a-zA-Z])|\\"
)
_HEX = re.compile(rb"\\'([0-9a-fA-F]{2})")
_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_CHARACTER_SETS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}

Token = tuple[str, str, int | None]
"""What it is, its text or name, and the number of a control word."""


class _Group(NamedTuple):
    """What holds until a group ends: the font, how many bytes repeat a Unicode character, whether it lists fonts."""

    font: int | None = None
    spare: int = 1
    fonts: bool = False


class Tokens:
    """The tokens of an RTF file, in one pass whose time grows with the file alone.

    Parameters
    ----------
    data : bytes
    file : str
        File name, for messages.

    Attributes
    ----------
    code_page : str
        Code page of the file's bytes, where no font says otherwise.
    unread : int
        Bytes that are no characters of their code page, each read as U+FFFD.

    Raises
    ------
    ReadingError
        While iterating: if the file ends within a group, or its groups are nested too deep.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.code_page, self.unread = "cp1252", 0
        self._data, self._file = data, file
        self._fonts: dict[int, str] = {}
        self._first = 0
        self._group = _Group()
        self._outer: list[_Group] = []
        self._bytes, self._skip = bytearray(), 0
        self._text: list[str] = []

    def __iter__(self) -> Iterator[Token]:
        at = 0
        while found := _TOKEN.match(self._data, at):
            at = found.end()
            if (text := found["text"]) is not None:
                self._raw(_HEX.sub(_byte, text) if b"\\" in text else text)
            elif group := found["group"]:
                yield from self._flushed()
                yield self._brace(group.decode())
            elif name := found["word"] or found["symbol"]:
                number = int(found["number"]) if found["number"] else None
                token = self._control(name.decode("latin-1"), number)
                if token:
                    yield from self._flushed()
                    yield token
                elif name == b"bin":
                    at += max(0, number or 0)
        yield from self._flushed(last=True)
        if self._outer:
            raise ReadingError(
                f"{self._file} is cut short: it ends before its text does. Fetch it anew, or open it in Word or "
                "LibreOffice, check its end, and save it. Nothing was imported from it."
            )

    def _brace(self, brace: str) -> Token:
        self._skip = 0
        if brace == CLOSE:
            self._group = self._outer.pop() if self._outer else _Group()
        elif len(self._outer) < DEEPEST:
            self._outer.append(self._group)
        else:
            raise ReadingError(
                f"{self._file} is refused: its groups are nested deeper than {DEEPEST}. Open it in Word and save "
                "it anew if you trust it. Nothing was imported from it."
            )
        return brace, "", None

    # --- text ----------------------------------------------------------------------------

    def _raw(self, text: bytes) -> None:
        """Collect bytes of text; those that repeat a Unicode character for older programs are passed over."""
        passed = min(self._skip, len(text))
        self._skip -= passed
        self._bytes += text[passed:]

    def _settled(self) -> None:
        """Make the bytes collected to text, in the code page of their font."""
        font = self._group.font
        if not self._bytes:
            return
        page = self._fonts.get(font if font is not None else self._first, self.code_page)
        if page == SYMBOLS:
            self._text.append("".join(chr(byte) if byte < 0x80 else chr(0xF000 + byte) for byte in self._bytes))
        else:
            text = self._bytes.decode(page, "replace")
            self.unread += text.count("\ufffd")
            self._text.append(text)
        self._bytes.clear()

    def _flushed(self, last: bool = False) -> Iterator[Token]:
        """Yield the text collected; half a character beyond the first plane waits for its other half."""
        self._settled()
        if not self._text:
            return
        text = _PAIR.sub(_character, "".join(self._text))
        waits = "\ud800" <= text[-1:] <= "\udbff" and not last
        self._text = [text[-1:]] if waits else []
        if said := text[:-1] if waits else text:
            yield TEXT, said, None

    # --- control words and symbols -------------------------------------------------------

    def _control(self, name: str, number: int | None) -> Token | None:
        """Return a control word or symbol as a token; None where it stands for text or says how bytes are read."""
        if name in "\\{}":
            self._raw(name.encode())
            return None
        if self._skip and (name in CHARACTERS or name == "bin" or not name.isalpha()):
            self._skip -= 1
            return None
        self._skip = 0
        if name in ("\n", "\r"):
            return WORD, "par", None
        if name not in _HOW_TO_READ:
            return WORD, name, number
        self._settled()
        self._how_to_read(name, number)
        return (WORD, name, number) if name in _TOLD else None

    def _how_to_read(self, name: str, number: int | None) -> None:
        group, value = self._group, number or 0
        if name == "u":
            code = value % 0x10000 if value < 0x10000 else value
            self._text.append(chr(code) if code <= sys.maxunicode else "\ufffd")
            self._skip = group.spare
        elif name == "uc":
            self._group = group._replace(spare=max(0, value))
        elif name == "f":
            self._group = group._replace(font=value)
        elif name == "plain":
            self._group = group._replace(font=None)
        elif name == "fonttbl":
            self._group = group._replace(fonts=True)
        elif name in ("fcharset", "cpg") and group.fonts:
            page = CODE_PAGES.get(value, "") if name == "fcharset" else _page(value)
            self._fonts.update({group.font or 0: page} if page else {})
        elif name == "deff":
            self._first = value
        elif name == "ansicpg":
            self.code_page = _page(value) or self.code_page
        elif name in _CHARACTER_SETS:
            self.code_page = _CHARACTER_SETS[name]


_HOW_TO_READ = frozenset(
    ("u", "uc", "f", "plain", "fonttbl", "fcharset", "cpg", "deff", "ansicpg", "bin", *_CHARACTER_SETS)
)
_TOLD = frozenset(("plain", "fonttbl"))
"""Of these, what says something of the text besides."""


def _byte(pair: re.Match[bytes]) -> bytes:
    return bytes((int(pair[1], 16),))


def _character(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _page(number: int) -> str:
    """Return the code page of a number; empty if there is none of it.

    >>> _page(1252), _page(10000), _page(65001), _page(7)
    ('cp1252', 'mac_roman', 'utf-8', '')
    """
    try:
        return MAC_CODE_PAGES.get(number) or codecs.lookup(f"cp{number}").name
    except LookupError:
        return ""
