"""Theories from YAML, and into the study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from kodeverk.errors import GrammarError
from kodeverk.messages import _, _n
from kodeverk.model import Change, Codebook, Evidence, Plan, Proposition, Snapshot, Theory
from kodeverk.model.grammar import parse
from kodeverk.model.mentions import codebook_of, is_there, mentioned, unheard_of
from kodeverk.reading.codebooks import wording
from kodeverk.reading.schema import read_document
from kodeverk.reading.yaml_lines import Document, Place, Trouble, refused

_WORDINGS = ("statement", "supports", "contradicts", "nuances", "concluded")


def read_theory(path: str | Path) -> tuple[Theory, list[Proposition]]:
    """Return the theory of a YAML file and its propositions in order.

    Raises
    ------
    ReadingError
        If the file is missing.
    FormatError
        If it breaks the format, gives two propositions one id, states a rule that cannot be understood
        or an opposite it does not have; one error for all.
    """
    document = read_document(path, "theory")
    top = document.value
    troubles: list[Trouble] = []
    found: dict[str, Proposition] = {}
    for first, group in enumerate(top["groups"]):
        for second, plain in enumerate(group["propositions"]):
            if plain["id"] in found:
                place = ("groups", first, "propositions", second, "id")
                troubles.append(document.trouble(place, f"the proposition {plain['id']!r} stands twice"))
            found[plain["id"]] = _proposition(plain, top["id"], group["id"], len(found))
    troubles += _faults(document, found)
    if troubles:
        raise refused(document.file, "theory", troubles)
    theory = Theory(
        id=top["id"],
        version=top["version"],
        title=wording(top["title"]),
        source=top.get("source", ""),
        written=top.get("written", ""),
        relative_to_coding=top.get("relative_to_coding", ""),
        groups={group["id"]: wording(group["title"]) for group in top["groups"]},
    )
    return theory, list(found.values())


def _faults(document: Document, known: Collection[str]) -> Iterator[Trouble]:
    """Yield what is wrong in conditions and opposites, which the schema does not see."""
    for first, group in enumerate(document.value["groups"]):
        for second, plain in enumerate(group["propositions"]):
            place: Place = ("groups", first, "propositions", second)
            conditions = {(*place, "rules", stance): where for stance, where in plain.get("rules", {}).items()}
            if "applies_to" in plain:
                conditions[*place, "applies_to"] = plain["applies_to"]
            for at, where in conditions.items():
                try:
                    parse(where)
                except GrammarError as error:
                    yield document.trouble(at, str(error))
            for third, name in enumerate(plain.get("opposite", ())):
                if name == plain["id"]:
                    yield document.trouble((*place, "opposite", third), "a proposition is not its own opposite")
                elif name not in known:
                    what = f"there is no proposition {name!r} in this theory"
                    yield document.trouble((*place, "opposite", third), what)


def _proposition(plain: dict[str, Any], theory: str, group: str, order: int) -> Proposition:
    return Proposition(
        id=f"{theory}:{plain['id']}",
        theory=theory,
        name=plain["id"],
        group=group,
        kind=plain["kind"],
        source={key: _one_language(text) for key, text in plain.get("source", {}).items()},
        codes=tuple(plain.get("codes", ())),
        categories=tuple(plain.get("categories", ())),
        expected=plain.get("expected", {}),
        applies_to=plain.get("applies_to", ""),
        order=order,
        rules=plain.get("rules", {}),
        opposite=tuple(plain.get("opposite", ())),
        written=plain.get("written", ""),
        relative_to_coding=plain.get("relative_to_coding", ""),
        **{name: wording(plain.get(name)) for name in _WORDINGS},
    )


def _one_language(text: Any) -> str:
    return text if isinstance(text, str) else str(wording(text))


def use_theory(snapshot: Snapshot, theory: Theory, propositions: Sequence[Proposition]) -> Plan:
    """Return the changes that bring a theory into the study, or to its new version.

    Propositions the new version no longer has are removed, unless evidence has been judged for them:
    these are kept. They, and codes, attributes and values the study does not have, are named in the note.
    """
    old = {p.id: p for p in snapshot.all(Proposition) if p.theory == theory.id}
    there = snapshot.table(Theory).get(theory.id)
    changes = [Change(there, theory)] if there != theory else []
    changes += [Change(old.get(p.id), p) for p in propositions if old.get(p.id) != p]
    gone = [p for id_, p in old.items() if id_ not in {p.id for p in propositions}]
    judged = {evidence.proposition for evidence in snapshot.all(Evidence)} if gone else set()
    changes += [Change(p, None) for p in gone if p.id not in judged]
    kept = [p.name for p in gone if p.id in judged]
    notes = []
    if kept:
        note = _("no longer in the theory, kept because evidence is judged for them: {names}")
        notes.append(note.format(names=", ".join(kept)))
    return Plan(
        changes, (theory.id, *(p.id for p in propositions)), "; ".join(notes + _missing(snapshot, propositions))
    )


def _missing(snapshot: Snapshot, propositions: Sequence[Proposition]) -> list[str]:
    """Return notes on what the study does not have: codebooks not in use by name; codes, attributes and values."""
    books: Counter[str] = Counter()
    codes: list[str] = []
    for name in dict.fromkeys(name for proposition in propositions for name in mentioned(proposition)):
        book = codebook_of(name)
        if book and book not in snapshot.table(Codebook):
            books[book] += 1
        elif not is_there(snapshot, name):
            codes.append(name)
    notes = [
        _n(
            "names {count} code of the codebook {codebook}, which is not in use",
            "names {count} codes of the codebook {codebook}, which is not in use",
            count,
        ).format(count=count, codebook=book)
        for book, count in books.items()
    ]
    if codes:
        notes.append(_("names codes the study does not have: {codes}").format(codes=", ".join(codes)))
    return notes + [f"{p.name}: {what}" for p in propositions for what in unheard_of(snapshot, p)]
