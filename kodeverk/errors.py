"""Every error kodeverk raises, in one tree.

::

    KodeverkError                 a request that cannot be carried out; the study is unchanged
    ├── UnknownName               no source, code, case, coder ... goes by that name
    ├── AmbiguousName             the name fits several; the message lists them
    ├── QuoteError                a quote is not in the source, or stands there more than once
    ├── ReadingError              a file cannot be read: missing, damaged, protected, wrong kind
    │   └── LeavesOut             something of a file would be left out, and nobody has said that it may
    ├── UnsurePositions           how another program counted the places of a text cannot be told for certain
    ├── FormatError               a codebook, guide, theory or table breaks its published format
    ├── GrammarError              a selection such as ``line == "stat"`` cannot be understood
    ├── StoreError                the study file: busy, read-only, damaged or made by a newer kodeverk
    └── MissingExtra              an optional library is not installed; the message names the extra

Problems in the *data* are not errors: they are rows of ``study.problems()``.
No message holds interview text: messages travel in logs and e-mails.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any


class KodeverkError(Exception):
    """A request that cannot be carried out; nothing was changed."""


class UnknownName(KodeverkError):
    """No record of the wanted kind goes by the name given."""


class AmbiguousName(KodeverkError):
    """The name given fits more than one record."""


class QuoteError(KodeverkError):
    """A quote that is not in the source, or stands there more than once."""


class ReadingError(KodeverkError):
    """A file that cannot be read."""


class LeavesOut(ReadingError):
    """A file of which something would be left out that nobody has said may be.

    Attributes
    ----------
    content : tuple of kodeverk.reading.Content
        What would be left out, a row for each kind.
    """

    def __init__(self, message: str, content: Iterable[Any] = ()) -> None:
        super().__init__(message)
        self.content = tuple(content)


class UnsurePositions(KodeverkError):
    """A project of another program in which it cannot be told for certain how places in a text are counted.

    Attributes
    ----------
    candidates : dict of str to dict of str to (int, int)
        For each source the ways of counting that may be meant, with how many of its stored quotes each finds, of how
        many.
    """

    def __init__(self, message: str, candidates: dict[str, dict[str, tuple[int, int]]] | None = None) -> None:
        super().__init__(message)
        self.candidates = candidates or {}


class FormatError(KodeverkError):
    """A file that can be read but breaks its published format."""


class GrammarError(KodeverkError):
    """A selection that cannot be understood."""


class StoreError(KodeverkError):
    """A study file that cannot be opened or written."""


class MissingExtra(KodeverkError):
    """An optional library that is not installed."""


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known names most like `name`, best first.

    Examples
    --------
    >>> nearest("likverd", ["likeverd", "ledelse"])
    ['likeverd']
    """
    return difflib.get_close_matches(name, list(known), n=most, cutoff=0.5)
