"""Plain text and Markdown: the encoding is told apart, the text is kept as it is written."""

from __future__ import annotations

import codecs
import re

from kodeverk.errors import ReadingError
from kodeverk.messages import _, _n
from kodeverk.model import canonical
from kodeverk.reading.nature import nature, wrong_kind
from kodeverk.reading.report import Block, Content, Raw

LINE_ENDS = "\n\v\f\x85\u2028\u2029"
"""Characters that end a line; each stays in the text, as one code point."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp865")
_NORWEGIAN = frozenset("æøåÆØÅ")
_ACCENTED = frozenset("éèêëóòôöüäàáçñíÉÄÖÜ")
_MARKS = frozenset("«»“”„‘’–—…·•§°´½\u00a0\u00ad©®€")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MOJIBAKE = re.compile("Ã[¥¦¸†˜…©]|â€[™œ“”¦]")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_LABEL = re.compile(
    r"(?P<stamp>[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?[ \t]*)?"
    r"(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<label>[^*\n]{1,44}?)(?P=mark)(?P<after>[ \t]*:)?"
)


def read_text(data: bytes, file: str) -> Raw:
    """Return a plain text file as it is written."""
    text, encoding, changes, warnings = _decoded(data, file)
    return Raw([Block(text)], "", encoding, [], changes, warnings)


def read_markdown(data: bytes, file: str) -> Raw:
    """Return a Markdown file as lines; marks of headings and around speaker labels are left out."""
    text, encoding, changes, warnings = _decoded(data, file)
    blocks = [_marked(block) for block in _lines(text)]
    marks = sum(len(before.text) - len(after.text) for before, after in zip(_lines(text), blocks, strict=True))
    content = [Content("Markdown marks", marks, 0, marks, _("around speaker labels and before headings"))]
    title = next((block.text.strip() for block in blocks if block.kind == "heading"), "")
    return Raw(blocks, "", encoding, content if marks else [], changes, warnings, title)


def _lines(text: str) -> list[Block]:
    return [Block(line) for line in re.findall(f"[^{LINE_ENDS}]*[{LINE_ENDS}]|[^{LINE_ENDS}]+$", text)]


def _marked(block: Block) -> Block:
    if heading := _HEADING.match(block.text):
        end = re.search(r"[ \t]+#+[ \t]*(?=\s*$)", block.text)
        text = block.text[heading.end() : end.start()] + block.text[end.end() :] if end else None
        return Block(text or block.text[heading.end() :], "heading")
    found = _LABEL.match(block.text)
    if not found or not (found["after"] or found["label"].endswith(":") or found.end() == len(block.text.rstrip())):
        return block
    label = (found["stamp"] or "") + found["label"] + (found["after"] or "")
    return Block(label + block.text[found.end() :], "paragraph", len(label))


def _decoded(data: bytes, file: str) -> tuple[str, str, dict[str, int], list[str]]:
    what = nature(data)
    if what != "text":
        raise wrong_kind(file, what)
    raw, encoding, warnings = decode(data, file)
    already = raw.count("\ufffd")
    if already:
        warnings.append(
            _n(
                "{count} character was lost before the file came here (it stands as {mark}).",
                "{count} characters were lost before the file came here (they stand as {mark}).",
                already,
            ).format(count=already, mark="U+FFFD")
        )
    if ("Ã" in raw or "â" in raw) and (found := len(_MOJIBAKE.findall(raw))):
        warnings.append(
            _n(
                "{count} place looks as if an earlier program read the file in a wrong encoding.",
                "{count} places look as if an earlier program read the file in a wrong encoding.",
                found,
            ).format(count=found)
        )
    text, changes = canonical(raw)
    if changes.get("NUL") or changes.get("surrogates"):
        warnings.append(_("Characters no text can hold were replaced by U+FFFD."))
    return text, encoding, changes, warnings


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
        raise ReadingError(f"{file} is not text. Save the transcript as .docx or as .txt in UTF-8 and read that.")
    if sound := _MULTIBYTE.findall(data):
        rest = sum(byte > 127 for byte in _MULTIBYTE.sub(b"", data))
        if len(sound) >= rest:
            return _mixed(data), "utf-8", [_mixed_warning(rest)]
    return _single_byte(data)


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without mark if every other byte is nearly always 0."""
    sample = data[: 4096 - len(data) % 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding, "surrogatepass" if "16" in encoding else "strict")
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{file} says it is {encoding} but is not, at byte {error.start}. "
            "Open it in a text editor, check the letters, save it as UTF-8 and read it again."
        ) from error


def _mixed(data: bytes) -> str:
    parts, at = [], 0
    for found in _MULTIBYTE.finditer(data):
        parts += [data[at : found.start()].decode("cp1252", "replace"), found[0].decode("utf-8", "replace")]
        at = found.end()
    return "".join([*parts, data[at:].decode("cp1252", "replace")])


def _mixed_warning(count: int) -> str:
    return _n(
        "Two encodings are mixed in the file: {count} character was read as Windows-1252.",
        "Two encodings are mixed in the file: {count} characters were read as Windows-1252.",
        count,
    ).format(count=count)


def _single_byte(data: bytes) -> tuple[str, str, list[str]]:
    scored = []
    for order, encoding in enumerate(_SINGLE_BYTE):
        text = data.decode(encoding, "replace")
        scored.append((likeness(text), -order, encoding, text))
    scored.sort(reverse=True)
    best, second = scored[0], scored[1]
    warnings = []
    if best[0] <= 0 or best[0] == second[0]:
        warnings.append(
            _("The encoding is uncertain; read as {encoding}. Check æ, ø, å and quotation marks.").format(
                encoding=best[2]
            )
        )
    return best[3], best[2], warnings


def likeness(text: str) -> int:
    """Return how Norwegian the characters above ASCII are: letters in words, punctuation at their edges."""
    score = 0
    for found in re.finditer(r"[^\x00-\x7f]", text):
        character, at = found[0], found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        inside = before.isalpha() and after.isalpha()
        if character in _NORWEGIAN:
            wrong_case = character.isupper() and before.islower()
            score += -1 if wrong_case else 3
        elif character in _ACCENTED:
            score += 1 if before.isalpha() or after.isalpha() else -1
        elif character in _MARKS:
            score += 1 if inside and character not in "’\u00ad–" else 2
        else:
            score -= 2
    return score
