"""How the letters of a text file are written as bytes: told by marks, by form, or weighed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.nature import nature, wrong_kind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp865", "cp850", "iso8859_15")
_NORWEGIAN = frozenset("æøåÆØÅ")
_ACCENTED = frozenset("éèêëóòôöüäàáçñíïčđŋšŧžÉÈÓÒÄÖÜÁČŠŽ")
_MARKS = frozenset("«»“”„‘’–—…·•§°´½ªº\u00a0\u00ad©®€")
_SURE = 3
"""How much likelier than the next an encoding must be to go without a warning: a letter æ, ø or å."""
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MOJIBAKE = re.compile(
    "Ã[¥¦¸†˜…©\x80-\x9f]|â(?:€[™œ“”¦\x9d]|\x80[\x80-\xbf])|Â[«»\xa0°§´½]|√[•∏¶ÖòÜ©]|‚Äú|‚Äù|‚Äì|¬[´ª]"
    r"|├[Ñ©ªàÿå]|(?<=[a-z])[¿¾](?=[a-z])"
)
"""Letters as they look where UTF-8 was read as Windows-1252, MacRoman or DOS, or MacRoman as Windows-1252."""

_LOST = re.compile(r"(?<![\w/.?=&])[^\W\d_]+\?[^\W\d_]+(?![\w/=&])")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_ORDINARY = re.compile("[\t-\r\x20-\x7e\xa0-\u05ff\u1e00-\u1eff\u2010-\u20cf\ufeff\U0001f000-\U0001faff]")


def decoded(data: bytes, file: str, encoding: str | None = None) -> tuple[str, str, dict[str, int], list[str]]:
    """Return the canonical text of a file, its encoding, what was changed, and what a person should look at.

    Raises
    ------
    ReadingError
        If the file is no text, or none in the encoding named.
    """
    what = nature(data)
    if what != "text":
        raise wrong_kind(file, what)
    raw, encoding, warnings = decode(data, file) if encoding is None else (_as_said(data, file, encoding), encoding, [])
    warnings += _doubts(raw)
    text, changes = canonical(raw)
    return text, encoding, changes, warnings + replaced(changes)


def replaced(changes: Mapping[str, int]) -> list[str]:
    """Return the warning on characters that were replaced in making a text canonical, if there were any."""
    lost = changes.get("NUL") or changes.get("surrogates")
    return [_("Characters no text can hold were replaced by U+FFFD.")] if lost else []


def _doubts(raw: str) -> Iterator[str]:
    """Yield what in a text looks as if letters had been lost, here or before."""
    if found := raw.count("\ufffd"):
        yield _n(
            "{count} character was lost before the file came here (it stands as {mark}).",
            "{count} characters were lost before the file came here (they stand as {mark}).",
            found,
        ).format(count=found, mark="U+FFFD")
    if not raw.isascii() and (found := len(_MOJIBAKE.findall(raw))):
        yield _n(
            "{count} place looks as if an earlier program read the file in a wrong encoding.",
            "{count} places look as if an earlier program read the file in a wrong encoding.",
            found,
        ).format(count=found)
    if "?" in raw and (found := len(_LOST.findall(raw))):
        yield _n(
            "{count} word has a question mark within it: a letter may have been lost before the file came here.",
            "{count} words have a question mark within them: letters may have been lost before the file came here.",
            found,
        ).format(count=found)
    if found := len(_CONTROL.findall(raw)):
        yield _n(
            "{count} control character stands in the text: the file may be no text, or in another encoding.",
            "{count} control characters stand in the text: the file may be no text, or in another encoding.",
            found,
        ).format(count=found)


def _as_said(data: bytes, file: str, encoding: str) -> str:
    """Return the text of a file in the encoding somebody says it has."""
    try:
        return data.decode(encoding)
    except LookupError:
        known = "utf-8, cp1252 (Windows), mac_roman, cp865 (DOS), utf-16"
        raise ReadingError(f"There is no encoding {encoding!r}. Often met: {known}. {file} was not imported.") from None
    except ValueError as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise ReadingError(f"{file} is not {encoding}{at}. Nothing was imported from it.") from None


def decode(data: bytes, file: str = "") -> tuple[str, str, list[str]]:
    """Return the text of a file, its encoding, and what is uncertain about it.

    UTF-8 and UTF-16 are told by their marks or their form; otherwise Windows-1252, MacRoman and
    DOS (865) are weighed by which of them gives Norwegian letters and ordinary punctuation.

    Raises
    ------
    ReadingError
        If the bytes are no text.

    Examples
    --------
    >>> decode("på øya".encode("cp1252"))
    ('på øya', 'cp1252', [])
    >>> decode("på øya".encode("mac_roman"))[1]
    'mac_roman'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, file), encoding, []
    if (wide := _wide(data)) is not None:
        return _strictly(data, wide, file), wide, []
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    if data[:4096].count(0) > 1 or sum(byte < 9 for byte in data[:4096]) > 4:
        raise ReadingError(
            f"{file} is not text. Save the transcript as .docx or as .txt in UTF-8 and read that. "
            "Nothing was imported from it."
        )
    if sound := _MULTIBYTE.findall(data):
        rest = sum(byte > 127 for byte in _MULTIBYTE.sub(b"", data))
        if len(sound) >= rest:
            return _mixed(data), "utf-8", [_mixed_warning(rest)]
    return _single_byte(data)


def _wide(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 without mark if that makes nearly all of it letters and punctuation."""
    sample = data[:4096]
    if 0 not in sample:
        return None
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        text = sample.decode(encoding, "replace") if len(data) % width == 0 else ""
        if text and len(_ORDINARY.findall(text)) > 0.9 * len(text):
            return encoding
    return None


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding, "surrogatepass" if "16" in encoding else "strict")
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{file} says it is {encoding} but is not, at byte {error.start}. "
            "Open it in a text editor, check the letters, save it as UTF-8 and read it again. Nothing was imported "
            "from it."
        ) from error


def _mixed(data: bytes) -> str:
    parts, at = [], 0
    for found in _MULTIBYTE.finditer(data):
        parts += [data[at : found.start()].decode("cp1252", "replace"), _piece(found[0])]
        at = found.end()
    return "".join([*parts, data[at:].decode("cp1252", "replace")])


def _piece(data: bytes) -> str:
    """Return bytes that have the form of UTF-8; as Windows-1252 where they are none after all."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _mixed_warning(count: int) -> str:
    return _n(
        "Two encodings are mixed in the file: {count} character was read as Windows-1252.",
        "Two encodings are mixed in the file: {count} characters were read as Windows-1252.",
        count,
    ).format(count=count)


def _single_byte(data: bytes) -> tuple[str, str, list[str]]:
    texts: dict[str, str] = {}
    for encoding in _SINGLE_BYTE:
        texts.setdefault(data.decode(encoding, "replace"), encoding)
    scored = sorted(((likeness(text), -place, text) for place, text in enumerate(texts)), reverse=True)
    best, text = scored[0][0], scored[0][2]
    near = [texts[other] for score, _place, other in scored[1:] if best - score < _SURE]
    if best > 0 and not near:
        return text, texts[text], []
    told = _("The encoding is uncertain; read as {encoding}. Check æ, ø, å and quotation marks.")
    told = told.format(encoding=texts[text])
    if near:
        settle = _("If they are wrong, say which it is, such as {words}.")
        told += " " + settle.format(words=" / ".join(f'encoding="{other}"' for other in near))
    return text, texts[text], [told]


def likeness(text: str) -> int:
    """Return how Norwegian the characters above ASCII are: letters in words, punctuation at their edges."""
    score = 0
    for found in re.finditer(r"[^\x00-\x7f]", text):
        character, at = found[0], found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        inside = before.isalpha() and after.isalpha()
        wrong_case = character.isupper() and before.islower()
        if character in _NORWEGIAN:
            score += -1 if wrong_case else 3
        elif character in _ACCENTED:
            score += 2 if (before.isalpha() or after.isalpha()) and not wrong_case else -1
        elif character in _MARKS:
            score += 1 if inside and character not in "’\u00ad–" else 2
        else:
            score -= 2
    return score
