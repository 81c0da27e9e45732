"""Correspondence as text: each mail becomes a turn of who sent it; what it quotes is kept and told apart.

A mail begins with lines such as ``Fra:``, ``Sendt:``, ``Emne:``, or after a line such as ``Den 3. mai skrev Kari:``.
The name of the sender is moved from there to where the mail begins, as its label; nothing else moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kodeverk.messages import _, _n
from kodeverk.reading.kinds import letters
from kodeverk.reading.report import Block, Content, Raw

_FROM = ("fra", "frå", "from", "von", "från")
_TELLING = ("sendt", "sent", "dato", "date", "emne", "subject")
_OTHERS = (
    "til", "to", "kopi", "cc", "blindkopi", "bcc", "svar til", "reply-to", "vedlegg", "attachments", "viktighet",
    "importance", "prioritet", "priority",
)  # fmt: skip
_HEADER = re.compile(
    rf"[ \t]*[*_]{{0,2}}(?P<key>{'|'.join((*_FROM, *_TELLING, *_OTHERS))})[*_]{{0,2}}[ \t]*:[*_]{{0,2}}[ \t]*"
    r"(?P<value>[^\n]*)\n?",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?=[^\n]*(?:\d[:.]\d\d|@))[^\n>]{6,160}?(?:\b(?:skrev|wrote|schrieb)\s+(?P<who>[^\n:]{2,120}?)"
    r"|,\s*(?P<whom>[^\n,:]{2,120}?)\s+(?:wrote|skrev))[ \t]*:[ \t]*\n?"
)
_DIVIDER = re.compile(
    r"[ \t]*(?:-{3,}[ \t]*(?:opprinnelig|original|videresendt|vidaresend|forwarded)[^\n]*|_{10,}|-{10,})[ \t]*\n?",
    re.IGNORECASE,
)
_TELLS = 20
"""Fewest characters of a line that is said to repeat another."""


class Mails(NamedTuple):
    """A correspondence divided.

    Attributes
    ----------
    blocks : list of Block
        They join to the text, but for senders' names, which stand before what they wrote.
    senders : tuple of str
    mails, quoted, repeated : int
        Mails; quoted lines; quoted lines, and lines of mails, that stand elsewhere in the text too.
    again : tuple of str
        Senders' names put once more before what they wrote below a quote.
    """

    blocks: list[Block]
    senders: tuple[str, ...]
    mails: int
    quoted: int
    repeated: int
    again: tuple[str, ...]


def looks_like_mail(text: str) -> bool:
    """Return whether a text is a correspondence: it begins with the head of a mail, or holds two, or quotes one.

    >>> looks_like_mail("Fra: Kari\\nSendt: 3. mai 2024\\nEmne: Møte\\n\\nHei."), looks_like_mail("I: Hei.\\nNL: Hei.")
    (True, False)
    """
    return mail_turns(text) is not None


def mail_turns(text: str) -> Mails | None:
    """Return a correspondence as turns of those who wrote, or None if the text is none.

    The head of a mail becomes headings, its text a turn of the sender, lines it quotes (``>``) notes of nobody.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+$", text)
    heads = dict(_heads(lines))
    said = [number for number, line in enumerate(lines) if _SAID.fullmatch(line)]
    quotes = any(_quoted(line) for line in lines)
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not (first in heads or len(heads) > 1 or (said and (quotes or heads or len(said) > 1))):
        return None
    division = _Division()
    number = 0
    while number < len(lines):
        number = division.take(lines, number, heads)
    division.label()
    senders = tuple(dict.fromkeys(division.senders))
    again = tuple(division.again)
    return Mails(division.blocks, senders, division.mails, division.quoted, _repeated(lines), again)


def as_mails(raw: Raw) -> Raw:
    """Return a plain text as read, divided into mails where it is a correspondence."""
    mails = mail_turns("".join(block.text for block in raw.blocks))
    if mails is None:
        return raw
    rows = [Content("mails", mails.mails, mails.mails, 0)]
    if mails.quoted:
        rows.append(Content("quoted lines", mails.quoted, mails.quoted, 0, _("kept, as notes that nobody says")))
    content = [*raw.content]
    if mails.again:
        count, added = len(mails.again), letters("".join(mails.again))
        rows.append(Content("names put again", count, count, 0, _("before what a sender wrote below a quote")))
        if content and content[0].kind == "letters":
            account = content[0]
            content[0] = account._replace(found=account.found + added, imported=account.imported + added)
    told = _n(
        "{count} line stands in another mail too, as a quote or a copy. It is kept: mind not to code it twice.",
        "{count} lines stand in other mails too, as quotes or copies. They are kept: mind not to code them twice.",
        mails.repeated,
    ).format(count=mails.repeated)
    return raw._replace(
        blocks=mails.blocks,
        content=[*content, *rows],
        warnings=[*raw.warnings, told] if mails.repeated else raw.warnings,
        speakers=mails.senders,
    )


class _Division:
    """A text being divided into mails."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.senders: list[str] = []
        self.mails = self.quoted = 0
        self.again: list[str] = []
        self._waiting = ""  # the sender whose mail is about to begin
        self._sender = ""  # of this mail
        self._writes = ""  # the same, where a quote has broken off what is written

    def take(self, lines: Sequence[str], number: int, heads: dict[int, int]) -> int:
        """Take in what begins at a line; return the number of the line after it."""
        line = lines[number]
        if number in heads:
            self.label()
            for header in lines[number : heads[number]]:
                self._header(header)
            return heads[number]
        if _quoted(line):
            return self._quote(lines, number)
        if said := _SAID.fullmatch(line):
            after = next((one for one in lines[number + 1 :] if one.strip()), ">")
            if _quoted(after):
                self.blocks.append(Block(line, "heading"))
            else:
                self._begin(line, said["who"] or said["whom"])
        elif _DIVIDER.fullmatch(line):
            self.label()
            self.blocks.append(Block(line, "heading"))
        elif line.strip() and (self._waiting or self._writes):
            self.again += [self._writes] if not self._waiting else []
            self.blocks.append(Block(f"{self._waiting or self._writes}: {line}"))
            self._waiting = self._writes = ""
        else:
            self.blocks.append(Block(line))
        return number + 1

    def label(self) -> None:
        """Say who sent a mail that holds no text of its own."""
        if self._waiting:
            self.blocks.append(Block(f"{self._waiting}:\n"))
            self._waiting = ""

    def _header(self, line: str) -> None:
        found = _HEADER.fullmatch(line)
        if found and found["key"].casefold() in _FROM:
            self._begin(line, found["value"])
        else:
            self.blocks.append(Block(line, "heading"))

    def _begin(self, line: str, told: str) -> None:
        """Begin a mail: its sender's name is taken out of the line, to stand before the text."""
        self.label()
        self._sender = self._writes = ""
        self.mails += 1
        name = sender(told)
        at = line.find(name) if name else -1
        if at < 0:
            self.blocks.append(Block(line, "heading"))
            return
        before, after = line[:at].rstrip(" \t\"'"), line[at + len(name) :].lstrip(" \t\"'")
        self.blocks.append(Block(before + ("" if after[:1] in ":\n" else " ") + after, "heading"))
        self._waiting = self._sender = name
        self.senders.append(name)

    def _quote(self, lines: Sequence[str], number: int) -> int:
        self._writes = self._sender
        end = number
        for place in range(number, len(lines)):
            if _quoted(lines[place]):
                end = place + 1
            elif lines[place].strip():
                break
        self.quoted += sum(map(_quoted, lines[number:end]))
        self.blocks.append(Block("".join(lines[number:end]), "note"))
        return end


def sender(told: str) -> str:
    """Return the name of who sent a mail, or else the address; empty if neither can stand as a label.

    >>> sender('"Nordmann, Kari" <kari@example.org>'), sender("<kari@example.org>"), sender("Per [p@example.org]")
    ('Nordmann, Kari', 'kari@example.org', 'Per')
    """
    name = re.split(r"[<\[]|\(?mailto:", told)[0].strip(" \t\"'*_(")
    if not name and (address := re.search(r"[^\s<>\[\]\"']+@[^\s<>\[\]\"']+", told)):
        name = address[0].removeprefix("mailto:")
    return name if len(name) <= 80 and ":" not in name else ""


def _heads(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the heads of mails stand: lines of headers, among them who sent it, and when or about what."""
    number = 0
    while number < len(lines):
        end = number
        keys: set[str] = set()
        while end < len(lines):
            found = _HEADER.fullmatch(lines[end])
            folded = end > number and lines[end][:1] in " \t" and lines[end].strip()
            if not found and not folded:
                break
            keys |= {found["key"].casefold()} if found else set()
            end += 1
        if keys & set(_FROM) and keys & set(_TELLING):
            yield number, end
        number = max(end, number + 1)


def _quoted(line: str) -> bool:
    return line.lstrip(" \t").startswith(">")


def _repeated(lines: Sequence[str]) -> int:
    """Return how many lines stand in the text already, or later without a quote's mark."""
    plain = [" ".join(line.lstrip(" \t>").split()) for line in lines]
    unquoted = {text for text, line in zip(plain, lines, strict=True) if not _quoted(line) and len(text) >= _TELLS}
    count = 0
    seen: set[str] = set()
    for text, line in zip(plain, lines, strict=True):
        if len(text) < _TELLS or _HEADER.fullmatch(line) or _DIVIDER.fullmatch(line):
            continue
        count += text in unquoted if _quoted(line) else text in seen
        seen |= set() if _quoted(line) else {text}
    return count
