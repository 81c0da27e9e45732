"""Two versions of a codebook, and in words what was changed between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.analysis.opportunity.marks import level_label
from kodeverk.messages import _, _n, language
from kodeverk.model import Code, Codebook
from kodeverk.reading.areas import area_of
from kodeverk.views import html
from kodeverk.views.edits import edits_html, edits_line, word_edits

if TYPE_CHECKING:
    import pandas as pd

ADDED, REMOVED, RENUMBERED, NAME = "added", "removed", "renumbered", "name"
TEXTS = ("definition", "include", "exclude", "example")
_LISTS = ("levels", "expressions")


class CodeChange(NamedTuple):
    """One thing that differs between two versions of a codebook.

    Attributes
    ----------
    code : str
        Path; of the newer version, or of the older where it is removed.
    number : int
        Its number, as its label has it, or else its place.
    field : str
        ``added``, ``removed``, ``renumbered``, ``name``, ``definition``, ``include``, ``exclude``, ``example``,
        ``levels`` or ``expressions``.
    before, after : str
        In the language in use; empty where there was, or is, nothing.
    """

    code: str
    number: int
    field: str
    before: str
    after: str

    @property
    def only_case(self) -> bool:
        """Whether nothing differs but small and capital letters."""
        return self.before != self.after and self.before.casefold() == self.after.casefold()

    @property
    def edits(self) -> list[tuple[str, str]]:
        """The words taken out and put in, where a text was reworded and some of its words were kept; else none."""
        if self.field not in (NAME, *TEXTS) or not (self.before and self.after):
            return []
        found = word_edits(self.before, self.after)
        return found if any(before == after for before, after in found) else []

    def _place(self) -> str:
        return f"{self.number} {self.code}: {field_label(self.field)}"

    def __str__(self) -> str:
        if self.edits:
            return f"{self._place()}: {edits_line(self.edits)}"
        return f"{self._place()}: {self.before or _('nothing')} → {self.after or _('nothing')}"

    def marked(self) -> Markup:
        """Return it in HTML, with the words taken out and put in marked."""
        return html.together([f"{self._place()}: ", edits_html(self.edits)]) if self.edits else html.shown(str(self))


class CodebookDiff(NamedTuple):
    """What differs between two versions of a codebook.

    Attributes
    ----------
    before, after : Codebook
    changes : tuple of CodeChange
        By number; those of fields that one version has of no code come last.
    one_sided : tuple of str
        These fields.
    """

    before: Codebook
    after: Codebook
    changes: tuple[CodeChange, ...]
    one_sided: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per change. Columns: code, number, field, before, after, only_case (bool), text (in words)."""
        import pandas as pd

        rows = [(*change, change.only_case, str(change)) for change in self.changes]
        return pd.DataFrame(rows, columns=[*CodeChange._fields, "only_case", "text"])

    def of(self, *fields: str) -> tuple[CodeChange, ...]:
        """Return the changes of some fields."""
        return tuple(change for change in self.changes if change.field in fields)

    @property
    def names(self) -> tuple[CodeChange, ...]:
        """The codes that go by another name, where more differs than small and capital letters."""
        return tuple(change for change in self.of(NAME) if not change.only_case)

    def __repr__(self) -> str:
        counts = Counter(change.field for change in self.changes)
        told = "; ".join(f"{field_label(field)} {count}" for field, count in counts.items())
        return f"<{_titled(self.before)} → {_titled(self.after)}: {told or _('no difference')}>"

    def _repr_html_(self) -> str:
        title = html.tag("h3", f"{_titled(self.before)} → {_titled(self.after)}")
        if not self.changes:
            return str(html.block(title, html.tag("p", _("no difference"))))
        parts = [title]
        for field in (ADDED, REMOVED, RENUMBERED, NAME, *TEXTS, *_LISTS):
            found = self.of(field)
            if not found:
                continue
            head = f"{field_label(field)} ({len(found)})"
            if field in self.one_sided:
                parts.append(html.tag("p", html.labelled(field_label(field), _whole_field(found))))
            else:
                parts += [html.tag("h4", head), html.items(change.marked() for change in found)]
        return str(html.block(*parts))


def _whole_field(found: Sequence[CodeChange]) -> str:
    """Return of how many codes a field was put in, or taken out, that one version has of no code."""
    if found[0].after:
        count = _n("put into {count} code", "put into {count} codes", len(found))
    else:
        count = _n("taken out of {count} code", "taken out of {count} codes", len(found))
    return count.format(count=len(found))


def _titled(codebook: Codebook) -> str:
    return f"{codebook.id} {codebook.version}"


def codebook_diff(before: tuple[Codebook, Sequence[Code]], after: tuple[Codebook, Sequence[Code]]) -> CodebookDiff:
    """Return in words what was changed from one version of a codebook to another.

    Codes are recognised by their path, those left over by the number in their label. Names, definitions, when to use
    and when not, examples, levels and expressions are compared; the number is no part of the name, and is told apart.
    A field one version has of no code is told last, so that it does not bury what was reworded.

    Parameters
    ----------
    before, after : (Codebook, sequence of Code)
    """
    old = {code.path: code for code in before[1]}
    by_number = {area_of(code).number: code for code in before[1] if not code.parent}
    taken = {code.path for code in after[1]}
    changes: list[CodeChange] = []
    for code in after[1]:
        was = old.pop(code.path, None)
        if was is None and not code.parent:
            same = by_number.get(area_of(code).number)
            was = old.pop(same.path, None) if same and same.path not in taken else None
        changes += _altered(was, code) if was else [_whole(ADDED, code)]
    changes += [_whole(REMOVED, code) for code in old.values()]
    one_sided = tuple(field for field in (*TEXTS, *_LISTS) if _has(before[1], field) != _has(after[1], field))
    changes.sort(key=lambda change: (change.field in one_sided, change.number))
    return CodebookDiff(before[0], after[0], tuple(changes), one_sided)


def _has(codes: Sequence[Code], field: str) -> bool:
    return any(any(getattr(code, field)) for code in codes)


def _whole(how: str, code: Code) -> CodeChange:
    area = area_of(code)
    return CodeChange(code.path, area.number, how, *(("", area.name) if how == ADDED else (area.name, "")))


def _altered(was: Code, code: Code) -> Iterator[CodeChange]:
    one, other = area_of(was), area_of(code)
    fields = {RENUMBERED: (str(one.number), str(other.number)), NAME: (one.name, other.name)}
    for text in TEXTS:
        fields[text] = (getattr(was, text).in_language(language()), getattr(code, text).in_language(language()))
    fields["levels"] = (_levels(was), _levels(code))
    fields["expressions"] = ("; ".join(e.label for e in was.expressions), "; ".join(e.label for e in code.expressions))
    for field, (before, after) in fields.items():
        if before != after:
            yield CodeChange(code.path, other.number, field, before, after)


def _levels(code: Code) -> str:
    return ", ".join(map(level_label, sorted(code.levels)))


def field_label(field: str) -> str:
    """Return a field of a code in the language in use."""
    labels = {
        ADDED: _("added"),
        REMOVED: _("removed"),
        RENUMBERED: _("renumbered"),
        NAME: _("name"),
        "definition": _("definition"),
        "include": _("use when"),
        "exclude": _("do not use when"),
        "example": _("example"),
        "levels": _("levels"),
        "expressions": _("expressions"),
    }
    return labels[field]
