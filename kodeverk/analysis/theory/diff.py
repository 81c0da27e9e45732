"""What changed between two versions of a theory, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.messages import _, language
from kodeverk.model import Proposition, Theory, Wording
from kodeverk.views import html
from kodeverk.views.edits import edits_html, edits_line, word_edits
from kodeverk.views.naming import natural

if TYPE_CHECKING:
    import pandas as pd

Written = tuple[Theory | None, Sequence[Proposition]]
"""A theory and its propositions, as `reading.read_theory` returns them; no theory before it is brought in."""

ADDED, REMOVED = "added", "removed"
_THEORY = ("version", "title", "source", "written", "relative_to_coding", "groups")
_FIELDS = (
    "statement", "kind", "group", "source", "codes", "categories", "supports", "contradicts", "nuances", "expected",
    "applies_to", "concluded", "rules", "opposite", "written", "relative_to_coding",
)  # fmt: skip


_NAMES = ("codes", "categories", "opposite")


class Alteration(NamedTuple):
    """One thing that differs between two versions of a theory.

    Of a text that was reworded the sentence marks the words: ``[-`` taken out ``-]``, ``{+`` put in ``+}``.

    Attributes
    ----------
    proposition : str
        Its short name; empty for the theory itself.
    field : str
        What of it: ``statement``, ``codes``, ``supports`` ...; ``added`` or ``removed`` for the whole proposition.
    before, after : str
        As text, in the language in use; empty where there was, or is, nothing. Of codes, categories and opposites,
        those taken out and those put in.
    """

    proposition: str
    field: str
    before: str
    after: str

    def in_words(self) -> str:
        """Return it as a sentence, in the language in use."""
        if self.field == ADDED:
            return _("{name} is added: {text}").format(name=self.proposition, text=self.after)
        if self.field == REMOVED:
            return _("{name} is removed: {text}").format(name=self.proposition, text=self.before)
        name = self.proposition or _("The theory")
        said = {"name": name, "field": field_label(self.field), "before": self.before, "after": self.after}
        if self.field in _NAMES:
            return _changed_names(said)
        if not self.before:
            return _("{name}: {field}: «{after}» put in").format(**said)
        if not self.after:
            return _("{name}: {field}: «{before}» taken out").format(**said)
        if self.edits:
            return f"{said['name']}: {said['field']}: «{edits_line(self.edits)}»"
        return _("{name}: {field}: «{before}» became «{after}»").format(**said)

    @property
    def edits(self) -> list[tuple[str, str]]:
        """The words taken out and put in, where a text was reworded and some of its words were kept; else none."""
        if self.field in (ADDED, REMOVED, *_NAMES) or not (self.before and self.after):
            return []
        found = word_edits(self.before, self.after)
        return found if any(before == after for before, after in found) else []

    def marked(self) -> Markup:
        """Return it as a sentence in HTML, with the words taken out and put in marked."""
        if not self.edits:
            return html.shown(self.in_words())
        place = f"{self.proposition or _('The theory')}: {field_label(self.field)}: "
        return html.together([place, edits_html(self.edits)])


def _changed_names(said: dict[str, str]) -> str:
    if said["before"] and said["after"]:
        return _("{name}: {field}: {before} taken out, {after} put in").format(**said)
    if said["after"]:
        return _("{name}: {field}: {after} put in").format(**said)
    return _("{name}: {field}: {before} taken out").format(**said)


class TheoryDiff(NamedTuple):
    """What differs between two versions of a theory.

    Attributes
    ----------
    before, after : str
        Ids with versions, such as ``teori 1.0``; empty for a theory that was not there.
    alterations : tuple of Alteration
        Those of the theory itself, then by proposition.
    """

    before: str
    after: str
    alterations: tuple[Alteration, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per alteration. Columns: proposition, field, before, after."""
        import pandas as pd

        return pd.DataFrame(self.alterations, columns=Alteration._fields)

    @property
    def sentences(self) -> list[str]:
        """The alterations in words, in the language in use."""
        return [alteration.in_words() for alteration in self.alterations]

    @property
    def marked(self) -> list[Markup]:
        """The alterations as sentences in HTML, with the words taken out and put in marked."""
        return [alteration.marked() for alteration in self.alterations]

    def __repr__(self) -> str:
        what = self.summary() or _("no difference")
        return f"<{self.title}: {what}>"

    @property
    def title(self) -> str:
        """From which version to which, in the language in use."""
        nothing = _("nothing")
        return f"{self.before or nothing} → {self.after or nothing}"

    def summary(self) -> str:
        """Return in a few words which propositions were added, removed and altered; empty where none was."""
        groups = {ADDED: _("added: {names}"), REMOVED: _("removed: {names}"), "": _("altered: {names}")}
        told = []
        for how, text in groups.items():
            found = [a for a in self.alterations if how == (a.field if a.field in (ADDED, REMOVED) else "")]
            names = list(dict.fromkeys(a.proposition or _("the theory") for a in found))
            told += [text.format(names=", ".join(names))] if names else []
        return "; ".join(told)

    def _repr_html_(self) -> str:
        found = html.items(self.marked) if self.alterations else html.tag("p", _("no difference"))
        return str(html.block(html.tag("h3", self.title), found))


def field_label(field: str) -> str:
    """Return the name of a field of a theory or proposition, in the language in use."""
    labels = {
        "version": _("the version"), "title": _("the title"), "source": _("the source"),
        "written": _("the date written"), "relative_to_coding": _("written before or after coding"),
        "statement": _("the statement"), "kind": _("the kind"), "group": _("the group"), "codes": _("the codes"),
        "categories": _("the categories"), "supports": _("what would support it"),
        "contradicts": _("what would contradict it"), "nuances": _("what would nuance it"),
        "expected": _("the expected difference"), "applies_to": _("which cases it applies to"),
        "concluded": _("what the study concluded"), "rules": _("the rules"), "opposite": _("its opposites"),
        "groups": _("the titles of groups"),
    }  # fmt: skip
    return labels.get(field, field)


def theory_diff(before: Written, after: Written) -> TheoryDiff:
    """Return what differs between two versions of a theory; the order of propositions does not count.

    A wording is compared in every language, and shown in the one in use; in bokmål or English where
    only that was reworded.

    Parameters
    ----------
    before, after : (Theory or None, sequence of Proposition)

    Examples
    --------
    >>> old = Proposition("t:A", "t", "A", "g", Wording(nb="Makt betyr alt"), codes=("bok:makt",))
    >>> new = old._replace(statement=Wording(nb="Makt betyr noe"), codes=("bok:makt", "bok:leder"))
    >>> theory = Theory("t", "1", Wording(nb="T"))
    >>> theory_diff((theory, [old]), (theory._replace(version="2"), [new]))
    <t 1 → t 2: altered: the theory, A>
    """
    old, new = {p.name: p for p in before[1]}, {p.name: p for p in after[1]}
    found = list(_between("", before[0], after[0], _THEORY)) if before[0] and after[0] else []
    for name in sorted(old.keys() | new.keys(), key=natural):
        if name not in old:
            found.append(Alteration(name, ADDED, "", _text(new[name].statement)))
        elif name not in new:
            found.append(Alteration(name, REMOVED, _text(old[name].statement), ""))
        else:
            found += _between(name, old[name], new[name], _FIELDS)
    return TheoryDiff(_called(before[0]), _called(after[0]), tuple(found))


def same_version(before: Written, after: Written) -> str:
    """Return what differs under one version number, in words and asking for a new one; empty where nothing does."""
    found = theory_diff(before, after)
    if before[0] is None or found.before != found.after or not found.alterations:
        return ""
    said = _("changed under the version number it had, {version}: {changes}; give the theory a new version number")
    return said.format(version=before[0].version, changes="; ".join(found.sentences))


def _called(theory: Theory | None) -> str:
    return f"{theory.id} {theory.version}" if theory else ""


def _between(
    name: str, before: Theory | Proposition, after: Theory | Proposition, fields: Iterable[str]
) -> Iterator[Alteration]:
    for field in fields:
        old, new = getattr(before, field), getattr(after, field)
        if old == new:
            continue
        if isinstance(old, tuple) and not isinstance(old, Wording):
            gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
            if gone or come:
                yield Alteration(name, field, ", ".join(gone), ", ".join(come))
        elif isinstance(old, Wording) and _text(old) == _text(new):
            written = next(key for key in Wording._fields if getattr(old, key) != getattr(new, key))
            yield Alteration(name, field, getattr(old, written), getattr(new, written))
        else:
            yield Alteration(name, field, _text(old), _text(new))


def _text(value: object) -> str:
    if isinstance(value, Wording):
        return value.in_language(language())
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {text}" for key, text in value.items())
    return str(value)
