"""A codebook of any program, as REFI-QDA 1.0 (.qdc), brought into a study; codes keep their GUIDs as ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kodeverk.errors import FormatError, ReadingError
from kodeverk.messages import LANGUAGES, _, _n, language, use_language
from kodeverk.model import Category, Change, Code, Codebook, Memo, Plan, Snapshot, Wording
from kodeverk.reading.codebooks import use_codebook
from kodeverk.reading.package import root_of
from kodeverk.refi.codebook import code_nouns, guid
from kodeverk.refi.exchange import Exchange, ForeignCode
from kodeverk.refi.taking import Taking, clean
from kodeverk.refi.taking_codes import take_codes, take_sets
from kodeverk.refi.xml import Element, Walk, codes, colour, local, sets

LARGEST = 50 * 2**20
"""Largest codebook read, in bytes."""


def read_qdc(path: str | Path) -> Exchange:
    """Return the codes and sets of a .qdc file, whichever program wrote it, as the file has them.

    Parameters
    ----------
    path : str or Path

    Raises
    ------
    ReadingError
        If the file is missing, too large, no well-formed XML, or contains a DTD.
    FormatError
        If it is no codebook, or holds no code.

    References
    ----------
    REFI-QDA standard 1.5 (2019), section 2 (codebook exchange); ``Codebook.xsd`` 1.0.
    """
    path = Path(path)
    root = _root(_bytes(path), path.name)
    if local(root) != "CodeBook":
        raise FormatError(f"{path.name} holds no codebook: its root is {local(root)[:40]}, not CodeBook.")
    walk = Walk()
    parts = walk.parts(root, ("Codes", "Sets"))
    found = tuple(code for container in parts.get("Codes", []) for code in codes(walk, container))
    if not found:
        raise FormatError(f"{path.name} holds no code, and a .qdc file must hold at least one. Export it anew.")
    groups = tuple(group for container in parts.get("Sets", []) for group in sets(walk, container))
    origin = root.get("origin") or ""
    return Exchange(path.stem, origin, codes=found, sets=groups, losses=walk.losses(), warnings=tuple(walk.warnings))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ReadingError(f"{path.name} is larger than {LARGEST // 2**20} MiB; no codebook is. Nothing was read.")
        return path.read_bytes()
    except OSError as error:
        raise ReadingError(f"{path.name} cannot be opened ({error.strerror}). Nothing was read.") from error


def _root(data: bytes, file: str) -> Element:
    damaged = ReadingError(f"{file} is no well-formed XML. Export it anew. Nothing was read.")
    dtd = ReadingError(
        f"{file} is refused: it contains a DTD, which could fetch other files. No program that exports codebooks "
        "writes one. Nothing was read."
    )
    return root_of(data, damaged=damaged, dtd=dtd)


def use_qdc(snapshot: Snapshot, exchange: Exchange, file: str) -> Plan:
    """Return the changes that bring a codebook from `read_qdc` into the study, or to what the file has.

    Codes are known again by their GUID, else by their path. Of a code that is in the study already, what a .qdc file
    has no place for stays as it is: levels, expressions, wordings in several languages; so do definition and rules
    of use unless the description was changed.

    Parameters
    ----------
    snapshot : Snapshot
    exchange : Exchange
    file : str
        Name of the file, for messages.

    Raises
    ------
    FormatError
        If the file holds codes of several codebooks of this study.
    """
    taking = Taking(exchange, file)
    take_codes(taking)
    take_sets(taking, attributes_from_sets=False)
    made = [record for record in taking.records if isinstance(record, Code)]
    known = {guid(code.id): code for code in snapshot.all(Code)}
    book = _book(snapshot, taking, {known[code.id].codebook for code in made if code.id in known}, file)
    own = [code for code in snapshot.all(Code) if code.codebook == book.id]
    written = list(_written(own))
    new = []
    for code, foreign in zip(made, exchange.codes, strict=True):
        old, before = known.get(code.id), [nouns[code.id] for nouns in written if code.id in nouns]
        new.append((_as_it_was(code, old, foreign, before) if old else code)._replace(codebook=book.id))
    ids = {code.id: known[code.id].id for code in made if code.id in known}
    if [code.id for code in new] == _down_the_tree(own):
        new = [code._replace(order=known[guid(code.id)].order) for code in new]
    plan = use_codebook(snapshot, book, new, _categories(snapshot, taking, book.id, ids))
    memos = [memo for memo in taking.records if isinstance(memo, Memo) and memo.id not in snapshot.table(Memo)]
    note = "; ".join(filter(None, (plan.note, *_told(taking, made, exchange))))
    return plan._replace(changes=[*plan.changes, *(Change(None, memo) for memo in memos)], note=note)


def _book(snapshot: Snapshot, taking: Taking, known: set[str], file: str) -> Codebook:
    """Return the codebook the codes are of: the one in the study that has them, or that of the file."""
    if len(known) > 1:
        raise FormatError(
            f"{file} holds codes of several codebooks of this study: {', '.join(sorted(known))}. Export one at a time, "
            "with codebook=. Nothing was changed."
        )
    made = next(record for record in taking.records if isinstance(record, Codebook))
    return snapshot.table(Codebook).get(next(iter(known), made.id), made)


def _written(codes: list[Code]) -> Iterator[dict[str, ForeignCode]]:
    """Give codes as they would be written, by GUID, in each language: the file may have been written in any."""
    before = language()
    try:
        for name in LANGUAGES:
            use_language(name)
            labels = (_("Use when"), _("Do not use when"), _("Example"))
            nouns = code_nouns(codes, {}, words=lambda wording: wording.in_language(language()), labels=labels)
            yield {noun.guid: noun for noun in nouns}
    finally:
        use_language(before)


def _as_it_was(code: Code, old: Code, foreign: ForeignCode, before: list[ForeignCode]) -> Code:
    """Return a code as the file has it, with what the file does not say otherwise as the study has it."""
    code = code._replace(id=old.id, levels=old.levels, expressions=old.expressions)
    if any(foreign.description.strip() == noun.description.strip() for noun in before):
        code = code._replace(definition=old.definition, include=old.include, exclude=old.exclude, example=old.example)
    if any(foreign.name == noun.name for noun in before):
        code = code._replace(label=old.label)
    return code._replace(colour=old.colour) if any(foreign.colour == colour(n.colour) for n in before) else code


def _down_the_tree(codes: list[Code]) -> list[str]:
    """Return the ids of codes in the order a file has them: each with those below it, siblings in their order."""
    places = {code.path: (code.order, code.path) for code in codes}

    def place(code: Code) -> list[tuple[int, str]]:
        parts = code.path.split("/")
        return [places.get("/".join(parts[:depth]), (0, "")) for depth in range(1, len(parts) + 1)]

    return [code.id for code in sorted(codes, key=place)]


def _categories(snapshot: Snapshot, taking: Taking, book: str, ids: Mapping[str, str]) -> list[Category]:
    """Return the file's categories; of one that is in the study, what the file does not say otherwise stays."""
    known = {guid(one.id): one for one in snapshot.all(Category) if one.codebook == book}
    found = []
    for one in (record for record in taking.records if isinstance(record, Category)):
        new = one._replace(codebook=book, codes=tuple(ids.get(code, code) for code in one.codes))
        found.append(_category_as_it_was(new, known[one.id]) if one.id in known else new)
    if [one.id for one in found] == [c.id for c in sorted(known.values(), key=lambda c: (c.order, c.name, c.id))]:
        return [one._replace(order=known[guid(one.id)].order) for one in found]
    return found


def _category_as_it_was(new: Category, old: Category) -> Category:
    """Return a category as the file has it; its sub-questions, which a file has as lines of text, stay records."""
    new = new._replace(id=old.id, sub_questions=old.sub_questions)
    if new.label.nb in {clean(old.label.in_language(name) or old.name) for name in LANGUAGES}:
        new = new._replace(name=old.name, label=old.label)
    asked = {f"{q.id}: {q.text.in_language(name)}" for q in old.sub_questions for name in LANGUAGES}
    told = "\n".join(line for line in new.definition.nb.split("\n") if line not in asked)
    same = told in {old.definition.in_language(name).strip() for name in LANGUAGES}
    return new._replace(definition=old.definition if same else Wording(nb=told))


def _told(taking: Taking, made: list[Code], exchange: Exchange) -> Iterator[str]:
    """Give what did not come across as it is in the file, for the receipt."""
    for row in taking.losses():
        if row.left_out:
            told = _("{count} {element} left out ({why})")
            yield told.format(count=row.left_out, element=row.element, why=row.note)
    numbered = [c.path for c, f in zip(made, exchange.codes, strict=True) if c.name != clean(f.name).replace("/", "-")]
    if numbered:
        yield _("names that stood twice at one place got a number: {codes}").format(codes=", ".join(numbered))
    if held := sum(not code.codable for code in exchange.codes):
        yield _n("{count} code only holds others there", "{count} codes only hold others there", held).format(
            count=held
        )
