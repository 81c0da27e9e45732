"""Matrices: case by code, case by category, code by code and their kin, as counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kodeverk.errors import KodeverkError
from kodeverk.messages import _, _n
from kodeverk.model import Case, Category, Coding, Snapshot
from kodeverk.views import html
from kodeverk.views.layers import on_top
from kodeverk.views.naming import names, natural, speaking_cases, with_children
from kodeverk.views.quotes import words
from kodeverk.views.removed import marked, removed

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Counts: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.int64]]

Cells: TypeAlias = Mapping[str | None, list[Coding]]

SPEAKERS = ("case", "informant", "office")
SUBJECTS = ("code", "category")
DIMENSIONS = (*SPEAKERS, *SUBJECTS, "source", "coder")
VALUES = ("codings", "words", "cases")
_BLOCK = 1_000_000
"""Pairs of overlapping codings held at a time."""


class Matrix(NamedTuple):
    """A table of counts; nothing said is 0, never a blank.

    Attributes
    ----------
    rows, columns, values : str
        What stands in rows, columns and cells.
    row_names, column_names : tuple of str
        Short names; an empty one is speech that is bound to nobody.
    counts : numpy.ndarray of int
        Rows by columns.
    removed : int
        How many codings of the study count here though a correction removed their text.
    decided : str
        How many codings of a layer decided between coders are counted on top of theirs, in words; empty for none.
    """

    rows: str
    columns: str
    values: str
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    counts: Counts
    removed: int = 0
    decided: str = ""

    @property
    def frame(self) -> pd.DataFrame:
        """The counts; index and columns are the short names, named after what they hold."""
        import pandas as pd

        index = pd.Index(self.row_names, name=self.rows, dtype=object)
        return pd.DataFrame(
            self.counts, index=index, columns=pd.Index(self.column_names, name=self.columns, dtype=object)
        )

    def __repr__(self) -> str:
        told = f"{self.rows} x {self.columns}, {self.values}: {len(self.row_names)} x {len(self.column_names)}"
        return f"<{marked(marked(told, self._gone), self.decided)}>"

    def _repr_html_(self) -> str:
        head = ["", *self.column_names]
        body = [
            [name or _("without case"), *line] for name, line in zip(self.row_names, self.counts.tolist(), strict=True)
        ]
        notes = [html.tag("p", note, style=html.SMALL) for note in (self._gone, self.decided) if note]
        return str(html.block(html.table(head, body), *notes))

    @property
    def _gone(self) -> str:
        """How many codings are counted whose text was removed; empty if none is."""
        told = _n("{count} coding with its text removed", "{count} codings with their text removed", self.removed)
        return told.format(count=self.removed) if self.removed else ""


def matrix(snapshot: Snapshot, rows: str = "case", columns: str = "code", values: str = "codings") -> Matrix:
    """Return counts of codings, words or cases for every row and column.

    Two dimensions of subjects (code by code, category by category) give co-occurrence: pairs of
    codings by the same coder whose spans overlap, each pair counted once in either of its two cells;
    on the diagonal the number of codings. Codes count their own codings, without children; a
    category counts each coding under its codes and their children once.

    Parameters
    ----------
    snapshot : Snapshot
    rows, columns : str
        ``case`` (who speaks), ``informant`` (the same without offices), ``office``, ``code``,
        ``category``, ``source`` or ``coder``. Codings in unbound speech stand in a row of their own.
    values : str
        ``codings``; ``words`` (of the case, words coded twice once); ``cases`` (how many of them).

    Returns
    -------
    Matrix

    Raises
    ------
    KodeverkError
        If a dimension or value is not one of these, or the two cannot be crossed.
    """
    for found, known in ((rows, DIMENSIONS), (columns, DIMENSIONS), (values, VALUES)):
        if found not in known:
            raise KodeverkError(f"A matrix has no {found!r}. There is: {', '.join(known)}.")
    if rows in SUBJECTS and columns == rows and values == "codings":
        return _co_occurrence(snapshot, rows)._replace(decided=on_top(snapshot))
    if rows == columns or {rows, columns} <= set(SPEAKERS) or {rows, columns} <= set(SUBJECTS):
        raise KodeverkError(f"A matrix of {rows} by {columns} cannot count {values}.")
    if columns in SPEAKERS:
        turned = matrix(snapshot, columns, rows, values)
        return Matrix(rows, columns, values, turned.column_names, turned.row_names, turned.counts.T, *turned[6:])
    return _crossed(snapshot, rows, columns, values)._replace(decided=on_top(snapshot))


# --- codings by who speaks and what of --------------------------------------------------------------


class _Subject(NamedTuple):
    """A dimension a coding has by itself: its names, what of a coding decides, and the places that gives."""

    names: list[str]
    of: Callable[[Coding], str]
    places: Mapping[str, tuple[int, ...]]


def _crossed(snapshot: Snapshot, rows: str, columns: str, values: str) -> Matrix:
    import numpy as np

    labels, groups = _groups(snapshot, rows)
    subject = _subject(snapshot, columns)
    count = {"codings": _codings_in, "cases": _cases_in, "words": _words_in}[values]
    width, places, amounts = len(subject.names), [], []
    for row, cells in enumerate(groups):
        found, much = count(snapshot, cells, subject)
        places += [row * width + place for place in found]
        amounts += much
    counts = np.bincount(np.array(places, dtype=np.int64), amounts or None, minlength=len(groups) * width)
    counts = counts.astype(np.int64).reshape(len(groups), width)
    return Matrix(rows, columns, values, tuple(labels), tuple(subject.names), counts, len(removed(snapshot)))


Count: TypeAlias = tuple[list[int], list[int]]
"""Columns to count in, and how much in each; an empty second list for one in each."""


def _codings_in(_snapshot: Snapshot, cells: Cells, subject: _Subject) -> Count:
    distinct: Iterable[Coding] = chain.from_iterable(cells.values())
    if len(cells) > 1:
        distinct = {coding.id: coding for coding in distinct}.values()
    return [place for key in map(subject.of, distinct) for place in subject.places.get(key, ())], []


def _cases_in(_snapshot: Snapshot, cells: Cells, subject: _Subject) -> Count:
    found: list[int] = []
    for case_id, codings in cells.items():
        keys = set(map(subject.of, codings)) if case_id else set()
        found += {place for key in keys for place in subject.places.get(key, ())}
    return found, []


def _words_in(snapshot: Snapshot, cells: Cells, subject: _Subject) -> Count:
    found = []
    for case_id, codings in cells.items():
        under: dict[int, list[Coding]] = defaultdict(list)
        for coding in codings:
            for place in subject.places.get(subject.of(coding), ()):
                under[place].append(coding)
        found += [(place, words(snapshot, coded, case_id)) for place, coded in under.items()]
    return [place for place, _words in found], [much for _place, much in found]


def _subject(snapshot: Snapshot, name: str) -> _Subject:
    known = names(snapshot)
    if name == "code":
        return _Subject(list(known.code.values()), attrgetter("code_id"), _numbered(known.code))
    if name == "category":
        return _Subject(list(known.category.values()), attrgetter("code_id"), _categories_of(snapshot))
    if name == "source":
        return _Subject(list(known.source.values()), attrgetter("source_id"), _numbered(known.source))
    coders = sorted({coding.coder for coding in snapshot.all(Coding)}, key=natural)
    return _Subject(coders, attrgetter("coder"), _numbered(coders))


def _numbered(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    return {key: (place,) for place, key in enumerate(keys)}


def _categories_of(snapshot: Snapshot) -> dict[str, tuple[int, ...]]:
    """Return for each code's id the places of the categories it is in, itself or through a code above it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, category in enumerate(names(snapshot).category):
        for code in with_children(snapshot, snapshot.table(Category)[category].codes):
            found[code].append(place)
    return {code: tuple(places) for code, places in found.items()}


def _groups(snapshot: Snapshot, rows: str) -> tuple[list[str], list[Cells]]:
    """Return the name of each row and its codings by case."""
    by_case = snapshot.codings_by_case()
    if rows not in SPEAKERS:
        subject = _subject(snapshot, rows)
        parts: list[dict[str | None, list[Coding]]] = [defaultdict(list) for _name in subject.names]
        for case_id, codings in by_case.items():
            for coding in codings:
                for place in subject.places.get(subject.of(coding), ()):
                    parts[place][case_id].append(coding)
        return subject.names, list(parts)
    known, cases = names(snapshot), snapshot.table(Case)
    heads: dict[str, list[str]] = {"": []}
    for case in speaking_cases(snapshot):
        if rows != "informant" or case.kind != "office":
            key = case.id if rows != "office" or case.kind == "office" else case.office_id or ""
            heads.setdefault(key, []).append(case.id)
    if rows == "office":
        heads = {**{key: [] for key in known.case if cases[key].kind == "office"}, **heads}
    groups: dict[str, dict[str | None, list[Coding]]] = {
        key: {case_id: by_case[case_id] for case_id in own if case_id in by_case} for key, own in heads.items()
    }
    if by_case.get(None):
        groups[""][None] = by_case[None]
    if not groups[""]:
        del groups[""]
    order = [key for key in known.case if key in groups] + [key for key in groups if key == ""]
    return [known.case.get(key, "") for key in order], [groups[key] for key in order]


# --- co-occurrence ---------------------------------------------------------------------------------


def _co_occurrence(snapshot: Snapshot, subjects: str) -> Matrix:
    import numpy as np

    codes, gone = {key: place for place, key in enumerate(names(snapshot).code)}, len(removed(snapshot))
    pairs = _overlaps(snapshot.all(Coding), codes)
    own = np.array([codes[coding.code_id] for coding in snapshot.all(Coding)], dtype=np.int64)
    used = np.bincount(own, minlength=len(codes))
    subject = _subject(snapshot, subjects)
    if subjects == "code":
        both = pairs + pairs.T
        np.fill_diagonal(both, used)
        return Matrix("code", "code", "codings", tuple(subject.names), tuple(subject.names), both, gone)
    member = np.zeros((len(codes), len(subject.names)), dtype=bool)
    for code, places in subject.places.items():
        member[codes[code], list(places)] = True
    counts = np.zeros((len(subject.names),) * 2, dtype=np.int64)
    for one in range(len(subject.names)):
        for other in range(one):
            crossing = np.outer(member[:, one], member[:, other])
            counts[one, other] = counts[other, one] = pairs[crossing | crossing.T].sum()
    np.fill_diagonal(counts, used @ member)
    return Matrix("category", "category", "codings", tuple(subject.names), tuple(subject.names), counts, gone)


def _overlaps(codings: list[Coding], codes: Mapping[str, int]) -> Counts:
    """Return how many pairs of overlapping codings by one coder there are, by the codes of the two.

    Each pair stands once, under (code of the one that starts first, code of the other). Sorted by
    start, what overlaps a coding is a run after it, found by bisection: O(n log n) and the pairs.
    """
    import numpy as np

    counts = np.zeros((len(codes), len(codes)), dtype=np.int64)
    if not codings:
        return counts
    groups: dict[tuple[str, int, str], int] = {}
    group = np.array([groups.setdefault((c.source_id, c.version, c.coder), len(groups)) for c in codings])
    start, end = np.array([c.start for c in codings]), np.array([c.end for c in codings])
    apart = group * (int(end.max()) + 1)  # every group on a stretch of its own
    start, end, code = start + apart, end + apart, np.array([codes[c.code_id] for c in codings])
    order = np.argsort(start, kind="stable")
    start, end, code = start[order], end[order], code[order]
    run = np.searchsorted(start, end, side="left") - np.arange(1, len(codings) + 1)
    upto = np.cumsum(run)
    first = 0
    while first < len(run):
        done = int(upto[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(upto, done + _BLOCK, side="right")))
        length = run[first:last]
        left = np.repeat(np.arange(first, last), length)
        step = np.arange(len(left)) - np.repeat(np.cumsum(length) - length, length)
        pair = code[left] * len(codes) + code[left + 1 + step]
        counts += np.bincount(pair, minlength=counts.size).reshape(counts.shape)
        first = last
    return counts
