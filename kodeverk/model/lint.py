"""Lint: what is inconsistent in a codebook, and between a codebook and its interview guide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kodeverk.messages import _, _n
from kodeverk.model.codebook import Category, Code, Codebook
from kodeverk.model.guide import Guide
from kodeverk.model.problems import ERROR, NOTE, SEVERITIES, WARNING, Problem

_TOPIC = 12  # letters from which a compound says what a question is about
_ENDING = re.compile(r"(?:mene|met|ene|et|en|er|e|a)$")


def lint(
    codebook: Codebook, codes: Sequence[Code], categories: Sequence[Category], guide: Guide | None = None
) -> list[Problem]:
    """Return what is inconsistent in a codebook, and between it and an interview guide; the gravest first.

    Parameters
    ----------
    codebook : Codebook
    codes : sequence of Code
    categories : sequence of Category
    guide : Guide, optional
        The guide whose themes should feed the codes.

    Returns
    -------
    list of Problem
        Empty if all is consistent.
    """
    found = [
        *_declared(codebook, codes, categories),
        *_codes(codebook, codes),
        *_shared_expressions(codebook, codes),
        *_categories(codebook, codes, categories),
        *_shared_questions(codebook, categories),
    ]
    if guide is not None:
        found += [*_guide_counts(guide), *_numbering(guide), *_feeds(codebook, codes, guide)]
    return sorted(found, key=lambda problem: (SEVERITIES.index(problem.severity), problem.where, problem.what))


def _declared(codebook: Codebook, codes: Sequence[Code], categories: Sequence[Category]) -> Iterator[Problem]:
    listed = {
        "codes": sum(not code.parent for code in codes),
        "expressions": sum(bool(code.parent and code.expressions) for code in codes),
        "categories": len(categories),
        "sub_questions": sum(len(category.sub_questions) for category in categories),
    }
    return _counts(codebook.id, codebook.declares, listed)


def _guide_counts(guide: Guide) -> Iterator[Problem]:
    listed = {
        "parts": len(guide.parts),
        "themes": len(list(guide.themes())),
        "questions": len(list(guide.questions())),
    }
    return _counts(guide.id, guide.declares, listed)


def _counts(where: str, declared: Mapping[str, int], listed: Mapping[str, int]) -> Iterator[Problem]:
    for kind, count in listed.items():
        if kind in declared and declared[kind] != count:
            what = _("declares {declared} and lists {listed}").format(
                declared=_counted(kind, declared[kind]), listed=count
            )
            yield Problem(WARNING, where, what, _("Add what is missing, or correct the number declared."))


def _counted(kind: str, count: int) -> str:
    names = {
        "codes": _n("{count} code", "{count} codes", count),
        "expressions": _n("{count} expression", "{count} expressions", count),
        "categories": _n("{count} category", "{count} categories", count),
        "sub_questions": _n("{count} sub-question", "{count} sub-questions", count),
        "parts": _n("{count} part", "{count} parts", count),
        "themes": _n("{count} theme", "{count} themes", count),
        "questions": _n("{count} question", "{count} questions", count),
    }
    return names[kind].format(count=count)


def _codes(codebook: Codebook, codes: Sequence[Code]) -> Iterator[Problem]:
    paths = [code.path for code in codes]
    for path in _repeated(paths):
        yield Problem(ERROR, _at(codebook, path), _("the path stands twice"), _("Give each code a name of its own."))
    for code in codes:
        where = _at(codebook, code.path)
        if not code.definition:
            yield Problem(WARNING, where, _("the code has no definition"), _("Write what it means."))
        for expression in code.expressions:
            if not (expression.words or expression.phrases or expression.patterns):
                what = _("the expression “{label}” has nothing to search for").format(label=expression.label)
                yield Problem(NOTE, where, what, _("Give it words or phrases, or code it by reading."))


def _shared_expressions(codebook: Codebook, codes: Sequence[Code]) -> Iterator[Problem]:
    labels: dict[str, dict[str, None]] = defaultdict(dict)
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for code in codes:
        names = [expression.label for expression in code.expressions]
        names += [code.name] if code.parent else []
        for name in names:
            labels[_plain(name)].setdefault(code.path)
        for expression in code.expressions:
            for form in (*expression.words, *expression.phrases):
                forms[_plain(form)].setdefault(code.path)
    for label, paths in labels.items():
        if len(paths) > 1:
            what = _("the expression “{label}” stands under several codes: {codes}")
            yield _shared(codebook, what.format(label=label, codes=", ".join(paths)), WARNING)
    for form, paths in forms.items():
        if len(paths) > 1 and (form not in labels or len(labels[form]) < 2):
            what = _("the search form “{form}” stands under several codes: {codes}")
            yield _shared(codebook, what.format(form=form, codes=", ".join(paths)), NOTE)


def _shared(codebook: Codebook, what: str, severity: str) -> Problem:
    advice = _("Say in the definitions when which one is used, or keep it under one.")
    return Problem(severity, codebook.id, what, advice)


def _categories(codebook: Codebook, codes: Sequence[Code], categories: Sequence[Category]) -> Iterator[Problem]:
    ids = {code.id for code in codes}
    named = {code_id for category in categories for code_id in category.codes}
    for category in categories:
        asked = [code for question in category.sub_questions for code in question.codes]
        if missing := len({*category.codes, *asked} - ids):
            what = _n("names {count} code that does not exist", "names {count} codes that do not exist", missing)
            advice = _("Correct the names, or add the codes.")
            yield Problem(ERROR, _at(codebook, category.name), what.format(count=missing), advice)
    inside = {code.path for code in codes if code.id in named}
    outside = [code.path for code in codes if not code.parent and not _family(code.path, inside)]
    if categories and outside:
        what = _("in no category: {codes}").format(codes=", ".join(outside))
        yield Problem(NOTE, codebook.id, what, _("Place them in a category, if they belong in one."))


def _shared_questions(codebook: Codebook, categories: Sequence[Category]) -> Iterator[Problem]:
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    topics: dict[str, dict[str, str]] = defaultdict(dict)
    for category in categories:
        for question in category.sub_questions:
            text = _plain(str(question.text))
            texts[text][question.id] = category.name
            for word in text.split():
                if len(topic := _ENDING.sub("", word)) >= _TOPIC:
                    topics[topic][question.id] = category.name
    advice = _("Say what it asks in each, or keep it in one.")
    same = {tuple(group) for group in texts.values()}
    for groups, what, severity in (
        (texts, _("the same sub-question stands in several categories"), WARNING),
        (topics, _("sub-questions on the same topic stand in several categories"), NOTE),
    ):
        for group in groups.values():
            if len(set(group.values())) > 1 and (severity == WARNING or tuple(group) not in same):
                where = ", ".join(f"{question} ({category})" for question, category in group.items())
                yield Problem(severity, _at(codebook, where), what, advice)


def _numbering(guide: Guide) -> Iterator[Problem]:
    levels = [("", [part.id for part in guide.parts])]
    levels += [(part.id, [theme.id for theme in part.themes if theme.id != part.id]) for part in guide.parts]
    levels += [(theme.id, [question.id for question in theme.questions]) for theme in guide.themes()]
    advice = _("Correct the numbering, or say in the guide what is left out and why.")
    for parent, ids in levels:
        where = f"{guide.id}: {parent}" if parent else guide.id
        for repeated in _repeated(ids):
            yield Problem(ERROR, where, _("the number {number} stands twice").format(number=repeated), advice)
        for missing in _gaps(ids):
            yield Problem(WARNING, where, _("the number {number} is missing").format(number=missing), advice)


def _gaps(ids: Sequence[str]) -> list[str]:
    """Return the ids missing in a row numbered or lettered in order; names without number are passed over.

    >>> _gaps(["innledning", "1", "2", "4"]), _gaps(["2b", "2d"]), _gaps(["3.1", "3.3"])
    (['3'], ['2a', '2c'], ['3.2'])
    """
    found = [re.fullmatch(r"(|.*\.)(\d{1,3})|(.*\d)([a-z])", id_) for id_ in ids]
    rows: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for match in found:
        if match is not None:
            lettered = match[4] is not None
            rows[match[3] if lettered else match[1], lettered].add(ord(match[4]) - 96 if lettered else int(match[2]))
    return [
        f"{before}{chr(96 + number) if lettered else number}"
        for (before, lettered), there in rows.items()
        for number in range(1, max(there))
        if number not in there
    ]


def _feeds(codebook: Codebook, codes: Sequence[Code], guide: Guide) -> Iterator[Problem]:
    fed: set[str] = set()
    for theme in guide.themes():
        for name in theme.feeds:
            book, colon, rest = name.rpartition(":")
            if colon and book != codebook.id:
                continue
            paths = [code.path for code in codes if code.path == rest]
            paths = paths or [code.path for code in codes if code.name == rest]
            fed |= set(paths)
            if len(paths) != 1:
                what = (
                    _("feeds “{name}”, which is no code") if not paths else _("feeds “{name}”, which is several codes")
                )
                advice = _("Write the code's path.")
                yield Problem(ERROR, f"{guide.id}: {theme.id}", what.format(name=name), advice)
    hungry = [code.path for code in codes if not _family(code.path, fed)]
    above = set(hungry)
    for path in hungry:
        if path.rpartition("/")[0] not in above:
            what = _("no theme of {guide} feeds the code").format(guide=guide.id)
            yield Problem(
                WARNING, _at(codebook, path), what, _("Add a question to the guide, or say where it comes from.")
            )


def _family(path: str, paths: Iterable[str]) -> bool:
    """Return whether a path, one above it or one below it is among these."""
    return any(f"{path}/".startswith(f"{other}/") or f"{other}/".startswith(f"{path}/") for other in paths)


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+\*?|\*[^\W_]+", text.casefold()))


def _at(codebook: Codebook, where: str) -> str:
    return f"{codebook.id}: {where}"
