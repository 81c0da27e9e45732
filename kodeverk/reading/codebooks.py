"""Codebooks from YAML, and into the study: codes keep their ids from version to version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kodeverk.errors import FormatError, nearest
from kodeverk.messages import _
from kodeverk.model import (
    Category,
    Change,
    Code,
    Codebook,
    Coding,
    Expression,
    Plan,
    Snapshot,
    SubQuestion,
    Suggestion,
    Wording,
    content_id,
)
from kodeverk.reading.schema import read_document
from kodeverk.reading.yaml_lines import Document, Place, Trouble, refused


def wording(plain: Mapping[str, str] | None) -> Wording:
    """Return a wording as YAML has it, without the white space of its layout."""
    return Wording(**{language: text.strip() for language, text in (plain or {}).items()})


def read_codebook(path: str | Path) -> tuple[Codebook, list[Code], list[Category]]:
    """Return the codebook of a YAML file, with its codes in order and its categories.

    Raises
    ------
    ReadingError
        If the file is missing.
    FormatError
        If it breaks the format, names a code twice, or refers to one it does not have; one error for all.
    """
    document = read_document(path, "codebook")
    top = document.value
    troubles: list[Trouble] = []
    codes = _codes(document, troubles)
    categories = _categories(document, codes, troubles)
    if troubles:
        raise refused(document.file, "codebook", troubles)
    codebook = Codebook(
        id=top["id"],
        version=top["version"],
        title=wording(top["title"]),
        description=wording(top.get("description")),
        source=top.get("source", ""),
        declares=top.get("declares", {}),
    )
    return codebook, codes, categories


def _walk(codes: list[Any], parent: str, colour: str, place: Place) -> Iterator[tuple[Place, str, str, Any]]:
    """Yield place, path, colour and content of each code, parents first."""
    for index, plain in enumerate(codes):
        path = f"{parent}/{plain['name']}" if parent else plain["name"]
        own, here = plain.get("colour", colour), (*place, index)
        yield here, path, own, plain
        yield from _walk(plain.get("children", []), path, own, (*here, "children"))


def _codes(document: Document, troubles: list[Trouble]) -> list[Code]:
    codebook, found = document.value["id"], dict[str, Code]()
    for order, (place, path, colour, plain) in enumerate(_walk(document.value["codes"], "", "", ("codes",))):
        if path in found:
            troubles.append(document.trouble((*place, "name"), f"the code {path!r} stands twice"))
        texts = {name: wording(plain.get(name)) for name in ("label", "definition", "include", "exclude", "example")}
        found[path] = Code(
            id=content_id("code", codebook, path),
            codebook=codebook,
            path=path,
            colour=colour,
            levels=tuple(plain.get("levels", ())),
            expressions=tuple(_expression(one) for one in plain.get("expressions", ())),
            order=order,
            **texts,
        )
    return list(found.values())


def _expression(plain: Mapping[str, Any]) -> Expression:
    patterns = tuple(tuple(pattern) for pattern in plain.get("patterns", ()))
    return Expression(plain["label"], tuple(plain.get("words", ())), tuple(plain.get("phrases", ())), patterns)


def _categories(document: Document, codes: list[Code], troubles: list[Trouble]) -> list[Category]:
    codebook, found, ids = document.value["id"], dict[str, Category](), set[str]()
    for order, plain in enumerate(document.value.get("categories", [])):
        place: Place = ("categories", order)
        if plain["name"] in found:
            troubles.append(document.trouble((*place, "name"), f"the category {plain['name']!r} stands twice"))
        questions = []
        for number, question in enumerate(plain.get("sub_questions", [])):
            here = (*place, "sub_questions", number)
            if question["id"] in ids:
                troubles.append(document.trouble((*here, "id"), f"the sub-question {question['id']!r} stands twice"))
            ids.add(question["id"])
            named = _resolved(document, (*here, "codes"), question.get("codes", []), codes, troubles)
            questions.append(SubQuestion(question["id"], wording(question["text"]), named))
        found[plain["name"]] = Category(
            id=content_id("category", codebook, plain["name"]),
            codebook=codebook,
            name=plain["name"],
            label=wording(plain["label"]),
            definition=wording(plain.get("definition")),
            codes=_resolved(document, (*place, "codes"), plain.get("codes", []), codes, troubles),
            sub_questions=tuple(questions),
            order=order,
        )
    return list(found.values())


def _resolved(
    document: Document, place: Place, names: list[str], codes: list[Code], troubles: list[Trouble]
) -> tuple[str, ...]:
    """Return the ids of the codes named by path, or by their last part where that is unique."""
    ids = []
    for number, name in enumerate(names):
        fits = [code for code in codes if code.path == name] or [code for code in codes if code.name == name]
        if len(fits) == 1:
            ids.append(fits[0].id)
            continue
        near = ", ".join(nearest(name, [code.path for code in codes] + [code.name for code in codes]))
        what = f"there is no code {name!r}" + (f"; nearest: {near}" if near else "")
        if fits:
            what = f"{name!r} fits several codes: {', '.join(code.path for code in fits)}; write the path"
        troubles.append(document.trouble((*place, number), what))
    return tuple(ids)


def use_codebook(snapshot: Snapshot, codebook: Codebook, codes: Sequence[Code], categories: Sequence[Category]) -> Plan:
    """Return the changes that bring a codebook into the study, or to its new version.

    Codes are recognised by their id, or else by their path, and keep their ids. Codes the new version no longer has
    are removed, unless something is coded with them: these are kept, and named in the note.

    Parameters
    ----------
    snapshot : Snapshot
    codebook, codes, categories :
        From `read_codebook`.

    Raises
    ------
    FormatError
        If a code that is known by its id gets the name of another that is not in the codebook any more but in use.
    """
    old = {code.path: code for code in snapshot.all(Code) if code.codebook == codebook.id}
    old_categories = {c.name: c for c in snapshot.all(Category) if c.codebook == codebook.id}
    claimed = {code.id for code in old.values()} & {code.id for code in codes}
    ids = {code.id: _own_id(code, old.get(code.path), claimed) for code in codes}
    new = [code._replace(id=ids[code.id]) for code in codes]
    new_categories = [_with_ids(category, ids, old_categories) for category in categories]
    gone = [code for code in old.values() if code.id not in set(ids.values())]
    kept = _in_use(snapshot, gone)
    if twice := sorted({code.path for code in kept} & {code.path for code in new}):
        raise FormatError(
            f"The codebook gives another code the name {', '.join(map(repr, twice))}, and the study's own code of that "
            "name is in use. Recode or rename it first. Nothing was changed."
        )
    before: dict[str, Code | Category] = {c.id: c for c in old.values()}
    before |= {c.id: c for c in old_categories.values()}
    there = snapshot.table(Codebook).get(codebook.id)
    changes = [Change(there, codebook)] if there != codebook else []
    wanted: list[Code | Category] = [*new, *new_categories]
    changes += [Change(before.get(r.id), r) for r in wanted if before.get(r.id) != r]
    there_still = {category.id for category in new_categories}
    changes += [Change(category, None) for category in old_categories.values() if category.id not in there_still]
    changes += [Change(code, None) for code in gone if code.id not in {code.id for code in kept}]
    note = _("no longer in the codebook, kept because they are in use: {codes}")
    paths = ", ".join(code.path for code in kept)
    return Plan(changes, (codebook.id, *(code.id for code in new)), note.format(codes=paths) if kept else "")


def _own_id(code: Code, there: Code | None, claimed: set[str]) -> str:
    """Return a code's own id where the study knows it, else that of the code which stands at its path."""
    return code.id if code.id in claimed or there is None or there.id in claimed else there.id


def _with_ids(category: Category, ids: Mapping[str, str], old: Mapping[str, Category]) -> Category:
    questions = tuple(q._replace(codes=tuple(ids.get(c, c) for c in q.codes)) for q in category.sub_questions)
    known = {one.id for one in old.values()}
    own = old[category.name].id if category.name in old and category.id not in known else category.id
    return category._replace(id=own, codes=tuple(ids.get(c, c) for c in category.codes), sub_questions=questions)


def _in_use(snapshot: Snapshot, gone: list[Code]) -> list[Code]:
    """Return those of the codes that something is coded with or suggested for, with the codes above them."""
    if not gone:
        return []
    used = {c.code_id for c in snapshot.all(Coding)} | {s.code_id for s in snapshot.all(Suggestion)}
    paths = [code.path for code in gone if code.id in used]
    return [code for code in gone if any(path == code.path or path.startswith(f"{code.path}/") for path in paths)]
