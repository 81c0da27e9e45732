"""What names a code follows when it is renamed, moved or merged: theories, guides, claims and crosswalks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kodeverk.errors import KodeverkError
from kodeverk.model import Change, Claim, Crosswalk, Guide, Proposition, Snapshot
from kodeverk.model.grammar import with_names

Exchange = Callable[[str, str], str]


def following(snapshot: Snapshot, renamed: Mapping[str, str]) -> list[Change]:
    """Return the changes by which all that names some codes names them anew.

    Parameters
    ----------
    snapshot : Snapshot
        Before the codes are changed.
    renamed : dict of str to str
        The new names in full (``codebook:path``) by the codes' ids.
    """

    def exchange(name: str, book: str = "") -> str:
        for full in (f"{book}:{name}", name) if book and ":" not in name else (name,):
            try:
                return renamed.get(snapshot.code(full).id, name)
            except KodeverkError:
                continue
        return name

    changes = [Change(p, _proposition(p, exchange)) for p in snapshot.all(Proposition)]
    changes += [Change(guide, _guide(guide, exchange)) for guide in snapshot.all(Guide)]
    changes += [Change(claim, _claim(claim, exchange)) for claim in snapshot.all(Claim)]
    changes += [Change(crosswalk, _crosswalk(crosswalk, exchange)) for crosswalk in snapshot.all(Crosswalk)]
    return [change for change in changes if change.before != change.after]


def _condition(where: str, exchange: Exchange) -> str:
    try:
        return with_names(where, lambda name: exchange(name, ""))
    except KodeverkError:
        return where


def _proposition(proposition: Proposition, exchange: Exchange) -> Proposition:
    book = proposition.theory.partition("-")[2]
    return proposition._replace(
        codes=tuple(dict.fromkeys(exchange(name, book) for name in proposition.codes)),
        rules={stance: _condition(where, exchange) for stance, where in proposition.rules.items()},
        applies_to=_condition(proposition.applies_to, exchange),
    )


def _guide(guide: Guide, exchange: Exchange) -> Guide:
    book = guide.id.partition("-")[2]
    parts = (
        part._replace(
            themes=tuple(
                theme._replace(feeds=tuple(dict.fromkeys(exchange(name, book) for name in theme.feeds)))
                for theme in part.themes
            )
        )
        for part in guide.parts
    )
    return guide._replace(parts=tuple(parts))


def _claim(claim: Claim, exchange: Exchange) -> Claim:
    return claim._replace(condition=_condition(claim.condition, exchange), among=_condition(claim.among, exchange))


def _crosswalk(crosswalk: Crosswalk, exchange: Exchange) -> Crosswalk:
    def path(name: str, book: str) -> str:
        """Return the new path; a code that leaves its codebook leaves its old name, which lint then tells of."""
        found = exchange(f"{book}:{name}", "") if name else ""
        return found.removeprefix(f"{book}:") if found.startswith(f"{book}:") else name

    links = (
        link._replace(
            from_code=path(link.from_code, crosswalk.from_codebook), to_code=path(link.to_code, crosswalk.to_codebook)
        )
        for link in crosswalk.links
    )
    return crosswalk._replace(links=tuple(links))
