"""The history of a theme: every change of name, label, definition and rules of use, from the change log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kodeverk.model import Category, Code, Event, Snapshot, SubQuestion, Wording
from kodeverk.views.naming import names
from kodeverk.views.resolve import CODE, SUB_QUESTION, CodedTheme

MADE = "made"
_FIELDS: Mapping[type, tuple[str, ...]] = {
    Code: ("path", "label", "definition", "include", "exclude", "example"),
    Category: ("name", "label", "definition", "codes"),
    SubQuestion: ("text", "codes"),
}


class Alteration(NamedTuple):
    """One thing that was changed in a code, category or sub-question.

    Attributes
    ----------
    at : str
        When, ISO 8601 in UTC.
    who : str
    of : str
        Name of the code, category or sub-question, as it is now.
    field : str
        ``made``, ``path``, ``name``, ``label``, ``definition``, ``include``, ``exclude``, ``example``, ``text`` or
        ``codes``.
    language : str
        ``nb``, ``nn`` or ``en`` for texts; empty for the rest.
    before, after, verb, why : str
    seq : int
        Number of the transaction in the change log.
    """

    at: str
    who: str
    of: str
    field: str
    language: str
    before: str
    after: str
    verb: str
    why: str
    seq: int


def history_of(snapshot: Snapshot, theme: CodedTheme) -> list[Alteration]:
    """Return what was changed in a theme's own definition and in those of the codes under it, oldest first.

    What was undone stands there, and its undoing.
    """
    found: list[Alteration] = []
    for event in snapshot.history(Code):
        before, after = event.change.before, event.change.after
        if event.change.record.id in theme.codes:
            found += _altered(snapshot, event, before, after, of=names(snapshot).code[event.change.record.id])
    if theme.kind != CODE:
        found += _of_category(snapshot, theme)
    return sorted(found, key=lambda alteration: alteration.seq)


def _of_category(snapshot: Snapshot, theme: CodedTheme) -> Iterator[Alteration]:
    question = theme.sub_questions[0].id if theme.kind == SUB_QUESTION else ""
    category_id = theme.id.removesuffix(f"/{question}") if question else theme.id
    for event in snapshot.history(Category):
        if event.change.record.id == category_id:
            both: list[object] = [event.change.before, event.change.after]
            if question:
                both = [_question(category, question) for category in both]
            yield from _altered(snapshot, event, *both, of=theme.name)


def _question(category: object, question: str) -> SubQuestion | None:
    asked = category.sub_questions if isinstance(category, Category) else ()
    return next((one for one in asked if one.id == question), None)


def _altered(snapshot: Snapshot, event: Event, before: object, after: object, *, of: str) -> Iterator[Alteration]:
    told = (event.verb, event.why, event.seq)
    if before is None and after is not None:
        yield Alteration(event.at, event.who, of, MADE, "", "", of, *told)
    for field in _FIELDS.get(type(after), ()) if before is not None else ():
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            for language, was, is_now in _texts(snapshot, old, new):
                yield Alteration(event.at, event.who, of, field, language, was, is_now, *told)


def _texts(snapshot: Snapshot, old: object, new: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(old, Wording) and isinstance(new, Wording):
        for language in Wording._fields:
            was, is_now = getattr(old, language), getattr(new, language)
            if was != is_now:
                yield language, was, is_now
    elif isinstance(old, tuple) and isinstance(new, tuple):
        known = names(snapshot).code
        was, is_now = ("; ".join(known.get(code, code) for code in codes) for codes in (old, new))
        yield "", was, is_now
    else:
        yield "", str(old), str(new)
