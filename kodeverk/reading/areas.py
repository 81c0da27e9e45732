"""The areas of development of a codebook: their numbers, names and levels."""

from __future__ import annotations

import re
from typing import NamedTuple

from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.messages import language
from kodeverk.model import Code, Codebook, Snapshot, Wording
from kodeverk.model.names import unknown

_NUMBERED = re.compile(r"(\d+)[.:)]?\s+(\S.*)")


class Area(NamedTuple):
    """An area of development: a code at the top of a codebook.

    Attributes
    ----------
    id : str
        Id of the code.
    number : int
        As its label has it; its place in the codebook where the label has none.
    label : Wording
        Without its number.
    levels : tuple of str
        As the codebook has them; several where it lies between levels.
    """

    id: str
    number: int
    label: Wording
    levels: tuple[str, ...]

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label.in_language(language())

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


def area_of(code: Code) -> Area:
    """Return a code as an area.

    >>> area_of(Code("c", "b", "ledelse", Wording(nb="2 God ledelse"), levels=("eier",)))[1:]
    (2, Wording(nb='God ledelse', en='', nn=''), ('eier',))
    """
    numbered = [_NUMBERED.fullmatch(text) for text in code.label]
    number = next((int(found[1]) for found in numbered if found), code.order + 1)
    texts = (found[2] if found else text for found, text in zip(numbered, code.label, strict=True))
    return Area(code.id, number, Wording(*texts), code.levels)


def areas(snapshot: Snapshot, codebook: str | None = None) -> list[Area]:
    """Return the areas of a codebook in order of number.

    Parameters
    ----------
    snapshot : Snapshot
    codebook : str, optional
        Its id; without it, the one whose codes have levels.

    Raises
    ------
    UnknownName
        If the study has no such codebook.
    KodeverkError
        If none is named, and no codebook has levels, or several do.
    """
    book = _codebook(snapshot, codebook)
    found = [area_of(code) for code in snapshot.all(Code) if code.codebook == book and not code.parent]
    return sorted(found, key=lambda area: (area.number, area.id))


def _codebook(snapshot: Snapshot, named: str | None) -> str:
    if named is not None:
        if named not in snapshot.table(Codebook):
            raise UnknownName(unknown("codebook", named, snapshot.table(Codebook)))
        return named
    books = sorted({code.codebook for code in snapshot.all(Code) if code.levels})
    if len(books) == 1:
        return books[0]
    if books:
        raise KodeverkError(f"Several codebooks have levels: {', '.join(books)}. Say which with codebook=.")
    raise KodeverkError("No codebook of the study has areas on levels. Bring one in with use_codebook first.")
