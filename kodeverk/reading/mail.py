"""E-mail (.eml): who wrote, when and to whom as headings, the text as turns of those who wrote it.

The form: https://www.rfc-editor.org/rfc/rfc5322 and, for parts and attachments, https://www.rfc-editor.org/rfc/rfc2045.
"""

from __future__ import annotations

import re
from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import NamedTuple

from kodeverk.errors import ReadingError
from kodeverk.messages import _
from kodeverk.model import canonical
from kodeverk.reading.decoding import decode
from kodeverk.reading.kinds import letters
from kodeverk.reading.mail_text import as_mails
from kodeverk.reading.nature import nature, refused, wrong_kind
from kodeverk.reading.report import Block, Content, Raw

_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")


class _Part(NamedTuple):
    """A text of a mail: the text, how it was encoded, letters found and left out, and what else was counted in it."""

    text: str
    encoding: str
    found: int
    left: int
    rows: list[Content]
    warnings: list[str]


def read_mail(data: bytes, file: str) -> Raw:
    """Return a mail: headings for who, when and about what, then the text as turns, quoted mails told apart.

    The plain text is read where there is one, else the web page. Attached files and pictures are left out and counted.

    Raises
    ------
    ReadingError
        If the file is no mail, holds no text, or is damaged.
    """
    if (what := nature(data)) != "text":
        raise wrong_kind(file, what)
    try:
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage), "the default policy makes these"
        return _raw(message, file)
    except (ReadingError, MemoryError, RecursionError):
        raise
    except Exception:  # the library's header parsers raise whatever they stumble on, with the header's text
        raise refused(file, "is damaged, or no e-mail. Open it in the mail program and save it anew.") from None


def _raw(message: EmailMessage, file: str) -> Raw:
    headers = [(name, " ".join(str(value).split())) for name in _HEADERS for value in message.get_all(name, [])]
    if not {"From", "Date", "Subject"} & {name for name, _value in headers}:
        raise refused(file, "is no e-mail: it does not say who sent it, when, or about what.")
    body = message.get_body(("plain", "html"))
    texts = _texts(message, body)
    read = [_read(part, file) for part in texts]
    if not any(letters(part.text) for part in read):
        raise refused(file, "is an e-mail without text. What it says may stand in attached files: save and read those.")
    head = "".join(f"{name}: {value}\n" for name, value in headers)
    text, changes = canonical("\n".join([head, *(part.text for part in read)]))
    others = [_read(part, file) for part in _versions(message, texts)]
    left = sum(part.left for part in read) + sum(letters(part.text) for part in others)
    found = letters(head) + sum(part.found for part in read) + sum(letters(part.text) for part in others)
    content = [Content("letters", found, letters(text), left)]
    content += [row for part in read for row in part.rows] + _versions_told(others, text) + _attached(message, texts)
    warnings = [warning for part in read for warning in part.warnings]
    if message.defects:
        warnings.append(_("The mail is not built as mails are; text may be missing. Compare with the mail program."))
    encoding = ", ".join(dict.fromkeys(part.encoding for part in read))
    subject = next((value for name, value in headers if name == "Subject"), "")
    return as_mails(Raw([Block(text)], "", encoding, content, changes, warnings, subject))


def _texts(message: EmailMessage, body: object) -> list[EmailMessage]:
    """Return the parts a reader sees as text: the body, and plain text between attachments."""
    return [
        part
        for part in _parts(message)
        if part is body or (part.get_content_type() == "text/plain" and not _is_file(part))
    ]


def _versions(message: EmailMessage, texts: list[EmailMessage]) -> list[EmailMessage]:
    """Return the web pages that say again what the text says."""
    return [
        part
        for part in _parts(message)
        if part not in texts and part.get_content_type() == "text/html" and not _is_file(part)
    ]


def _versions_told(others: list[_Part], text: str) -> list[Content]:
    """Return the rows on other versions of the text: whether they hold words it does not hold."""
    words = set(re.findall(r"\w+", text))
    kinds = Counter(
        "repeated text" if set(re.findall(r"\w+", canonical(part.text).text)) <= words else "other versions"
        for part in others
    )
    return [Content(kind, count, 0, count, _("the mail as a web page")) for kind, count in kinds.items()]


def _attached(message: EmailMessage, texts: list[EmailMessage]) -> list[Content]:
    """Return the rows on attached files, mails and pictures, which are left out."""
    kinds: Counter[str] = Counter()
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            kinds["attached mails"] += 1
        elif part not in texts and (_is_file(part) or part.get_content_maintype() != "text"):
            kinds["pictures" if part.get_content_maintype() == "image" else "attached files"] += 1
    return [Content(kind, count, 0, count) for kind, count in kinds.items()]


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts of a mail that hold something, those of mails attached to it left aside."""
    found: list[EmailMessage] = []
    waiting: list[object] = [message]
    while waiting:
        part = waiting.pop()
        if isinstance(part, EmailMessage):
            inside = part.get_payload() if part.get_content_maintype() == "multipart" else None
            if isinstance(inside, list):
                waiting += reversed(inside)
            else:
                found.append(part)
    return found


def _is_file(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _read(part: EmailMessage, file: str) -> _Part:
    """Return the text of a part; its encoding is what it says, or told by its letters where that is wrong."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    said = (part.get_content_charset() or "utf-8").casefold()
    warnings: list[str] = []
    try:
        codec = {"us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "cp1252", "latin-1": "cp1252"}.get(said, said)
        text, encoding = data.decode(codec), said
    except (LookupError, ValueError):
        text, encoding, warnings = decode(data, file)
    if part.get_content_type() != "text/html" or not text.strip():
        return _Part(text, encoding, letters(text), 0, [], warnings)
    from kodeverk.reading.web import read_markup

    page = read_markup(text, file, encoding, warnings, quotes=True)
    account = page.content[0]
    shown = "\n".join(block.text for block in page.blocks)
    return _Part(shown, encoding, account.found, account.left_out, page.content[1:], page.warnings)
