"""From a name to the codes it stands for: a code with its children, a category, a sub-question."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from kodeverk.errors import AmbiguousName, UnknownName
from kodeverk.messages import language
from kodeverk.model import Category, Code, Coding, Snapshot, SubQuestion, Wording
from kodeverk.model.names import unknown
from kodeverk.views.naming import ancestors, colour_of, families, names, top_codes, with_children
from kodeverk.views.quotes import NOT_PLACED, Quote, quotes_of

T = TypeVar("T")

CODE, CATEGORY, SUB_QUESTION = "code", "category", "sub-question"
_KINDS = (CODE, CATEGORY, SUB_QUESTION)


class CodedTheme(NamedTuple):
    """A code with its children, a category or a sub-question, as something to look under.

    Attributes
    ----------
    kind : str
        ``code``, ``category`` or ``sub-question``.
    id, name, codebook : str
        The name is the short one `resolve_theme` accepts.
    label, definition, include, exclude : Wording
    codes : tuple of str
        Ids of all codes under it, children included, in the codebook's order.
    sub_questions : tuple of SubQuestion
        Those its codings can be placed under.
    colour : str
    """

    kind: str
    id: str
    name: str
    codebook: str
    label: Wording
    definition: Wording
    include: Wording
    exclude: Wording
    codes: tuple[str, ...]
    sub_questions: tuple[SubQuestion, ...]
    colour: str = ""

    @property
    def heading(self) -> str:
        """Label in the language in use, or the name where it has none."""
        return self.label.in_language(language()) or self.name


def resolve_theme(snapshot: Snapshot, name: str) -> CodedTheme:
    """Return the code (with its children), category or sub-question that goes by `name`.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        A code as ``codebook:path``, path or last part; a category or sub-question as
        ``codebook:name`` or name. With ``code:``, ``category:`` or ``sub-question:`` before it only
        that kind is looked for.

    Raises
    ------
    UnknownName, AmbiguousName
        The message names the nearest, or all that fit.
    """
    kind, _colon, rest = name.partition(":")
    wanted, bare = ((kind,), rest) if kind in _KINDS and rest else (_KINDS, name)
    found: list[CodedTheme] = []
    if CODE in wanted:
        found += _quietly(lambda: [code_theme(snapshot, snapshot.code(bare).id)], several=len(wanted) == 1)
    for category in snapshot.all(Category):
        if CATEGORY in wanted and bare in (category.id, category.name, f"{category.codebook}:{category.name}"):
            found.append(category_theme(snapshot, category))
        for question in category.sub_questions if SUB_QUESTION in wanted else ():
            if bare in (question.id, f"{category.codebook}:{question.id}"):
                found.append(_question_theme(snapshot, category, question))
    if len(found) == 1:
        return found[0]
    if found:
        fits = ", ".join(f"{theme.kind}:{theme.codebook}:{_bare(theme)}" for theme in found)
        raise AmbiguousName(f"The name {bare!r} fits several themes: {fits}. Write one of these.")
    if CODE in wanted:
        _quietly(lambda: [snapshot.code(bare)], several=True)
    raise UnknownName(unknown("code, category or sub-question", bare, _known(snapshot)))


def _quietly(find: Callable[[], list[T]], several: bool) -> list[T]:
    """Return what `find` finds; nothing where the name is unknown or, unless `several`, fits more than one."""
    try:
        return find()
    except UnknownName:
        return []
    except AmbiguousName:
        if several:
            raise
        return []


def _bare(theme: CodedTheme) -> str:
    return theme.name.removeprefix(f"{theme.codebook}:")


def _known(snapshot: Snapshot) -> list[str]:
    known = names(snapshot)
    last = [code.name for code in snapshot.all(Code)]
    questions = [question.id for category in snapshot.all(Category) for question in category.sub_questions]
    return [*known.category.values(), *known.code.values(), *last, *questions]


def code_theme(snapshot: Snapshot, code_id: str) -> CodedTheme:
    """Return a code with its children as a theme."""
    code, below = snapshot.table(Code)[code_id], families(snapshot)[code_id]
    related = {*below, *ancestors(snapshot, code_id)}
    questions = tuple(
        question
        for category in snapshot.all(Category)
        if category.codebook == code.codebook
        for question in category.sub_questions
        if related.intersection(question.codes)
    )
    return CodedTheme(
        CODE, code.id, names(snapshot).code[code.id], code.codebook, code.label, code.definition, code.include,
        code.exclude, below, questions, colour_of(snapshot, code.id),
    )  # fmt: skip


def category_theme(snapshot: Snapshot, category: Category) -> CodedTheme:
    """Return a category, with all codes in it and their children, as a theme."""
    return CodedTheme(
        CATEGORY, category.id, names(snapshot).category[category.id], category.codebook, category.label,
        category.definition, Wording(), Wording(), with_children(snapshot, category.codes), category.sub_questions,
    )  # fmt: skip


def _question_theme(snapshot: Snapshot, category: Category, question: SubQuestion) -> CodedTheme:
    codes = with_children(snapshot, question.codes)
    name = question.id
    if sum(q.id == question.id for c in snapshot.all(Category) for q in c.sub_questions) > 1:
        name = f"{category.codebook}:{question.id}"
    return CodedTheme(
        SUB_QUESTION, f"{category.id}/{question.id}", name, category.codebook, question.text, Wording(), Wording(),
        Wording(), codes, (question,),
    )  # fmt: skip


def main_themes(snapshot: Snapshot) -> list[CodedTheme]:
    """Return all categories, then all codes at the top of their codebook, as themes."""
    categories = [snapshot.table(Category)[key] for key in names(snapshot).category]
    return [category_theme(snapshot, c) for c in categories] + [code_theme(snapshot, c) for c in top_codes(snapshot)]


def pairs_under(snapshot: Snapshot, theme: CodedTheme) -> list[tuple[str | None, Coding]]:
    """Return every coding under a theme with each case it belongs to; None in unbound speech.

    Under a sub-question stand the codings placed there, and those of its codes placed nowhere.
    """
    codes, by_case = set(theme.codes), snapshot.codings_by_case()
    if theme.kind != SUB_QUESTION:  # without a call for every coding
        return [(case_id, coding) for case_id, found in by_case.items() for coding in found if coding.code_id in codes]
    return [
        (case_id, coding)
        for case_id, found in by_case.items()
        for coding in found
        if _belongs(snapshot, theme, codes, coding)
    ]


def only_pairs_under(snapshot: Snapshot, theme: CodedTheme) -> list[tuple[str | None, Coding]]:
    """Return what `pairs_under` does, in the order of the codings: for one theme alone, no other coding is bound."""
    codes = set(theme.codes)
    under = [coding for coding in snapshot.all(Coding) if _belongs(snapshot, theme, codes, coding)]
    return [(case_id, coding) for coding, cases in snapshot.with_cases(under) for case_id in cases or (None,)]


def _belongs(snapshot: Snapshot, theme: CodedTheme, codes: set[str], coding: Coding) -> bool:
    if theme.kind != SUB_QUESTION:
        return coding.code_id in codes
    if coding.sub_question:
        book = snapshot.table(Code)[coding.code_id].codebook
        return coding.sub_question == theme.sub_questions[0].id and book == theme.codebook
    return coding.code_id in codes


def place_in(theme: CodedTheme) -> Callable[[Coding], str]:
    """Return the function that says which sub-question of a theme a coding was placed under."""
    known = {question.id for question in theme.sub_questions}
    elsewhere = NOT_PLACED if known else ""
    return lambda coding: coding.sub_question if coding.sub_question in known else elsewhere


def quotes_under(snapshot: Snapshot, theme: CodedTheme, pairs: list[tuple[str | None, Coding]]) -> list[Quote]:
    """Return the codings under a theme as quotes, in the order said."""
    return quotes_of(snapshot, pairs, lambda _coding: theme.name, place_in(theme))
