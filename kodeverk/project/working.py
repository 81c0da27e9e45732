"""The verbs of the workroom, as `Project` binds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kodeverk.coding import codings, decisions, notes
from kodeverk.coding import recode as recoding
from kodeverk.coding.place import place
from kodeverk.errors import KodeverkError
from kodeverk.model import Plan, Receipt, Snapshot

if TYPE_CHECKING:
    from kodeverk.project.project import Project


def code(
    self: Project,
    code: str,
    *,
    source: str,
    coder: str,
    quote: str = "",
    span: tuple[int, int] | None = None,
    segment: int | None = None,
    sub_question: str = "",
) -> Receipt:
    """Code a passage, found by quote, by span or by segment; return the receipt.

    Coding the same twice is coding once.

    Parameters
    ----------
    code : str
        ``codebook:path``, path, or its last part where that is unique.
    source : str
        Name of the source.
    coder : str
        Who judges.
    quote : str, optional
        The exact words; with `segment`, looked for in that segment alone.
    span : (int, int), optional
        Start and end in code points of the canonical text.
    segment : int, optional
        Number of a turn; alone it means all that is said in it.
    sub_question : str, optional
        Id of the sub-question the coding answers.

    Raises
    ------
    QuoteError
        If the quote is not there, or there more than once; the message says where.
    UnknownName, AmbiguousName
        If a name fits nothing, or several.
    """
    row = codings.Row(source, code, coder, quote, span, segment, sub_question)
    return self.write(lambda now: codings.code(now, [row]), verb="code", who=coder)


def uncode(self: Project, *ids: str | Iterable[str], coder: str | None = None, why: str = "") -> Receipt:
    """Remove codings, with evidence and memos that hang on them; return the receipt.

    Raises
    ------
    UnknownName
        If an id belongs to no coding.
    """
    gone = _each(ids)
    return self.write(lambda now: codings.uncode(now, gone), verb="uncode", who=coder, why=why)


def add_code(
    self: Project, path: str, *, codebook: str = "eget", definition: str = "", coder: str | None = None
) -> Receipt:
    """Add a code of one's own to a codebook, with parents as needed; return the receipt.

    Parameters
    ----------
    path : str
        Names from the top of the tree, joined by ``/``.
    codebook : str
        Id of the codebook; made if it is not there.
    definition : str, optional
    coder : str, optional
    """
    return self.write(
        lambda now: recoding.add(now, path, codebook=codebook, definition=definition), verb="add_code", who=coder
    )


def recode(
    self: Project,
    code: str,
    *,
    to: str | None = None,
    under: str | None = None,
    into: str | None = None,
    codings: Iterable[str] | None = None,
    why: str = "",
) -> Receipt:
    """Rename, move, merge or split a code; every coding follows. Return the receipt.

    Parameters
    ----------
    code : str
        The code.
    to : str, optional
        Rename it to this; together with `codings`, split: a new code of this name takes those codings.
    under : str, optional
        Move it under this code; ``""``: to the top.
    into : str, optional
        Merge it into this code.
    codings : iterable of str, optional
        Ids of the codings that go to the new code of a split.
    why : str, optional
        For the change log.

    Raises
    ------
    KodeverkError
        If not exactly one of `to`, `under` and `into` is given, or the change cannot be made.
    """
    chosen = [name for name, value in (("to", to), ("under", under), ("into", into)) if value is not None]
    if len(chosen) != 1 or (codings is not None and to is None):
        raise KodeverkError("Say one thing: to= (rename; with codings=, split), under= (move) or into= (merge).")
    ids = None if codings is None else tuple(codings)

    def plan(now: Snapshot) -> Plan:
        if to is not None:
            return recoding.rename(now, code, to) if ids is None else recoding.split(now, code, to, ids)
        if under is not None:
            return recoding.move(now, code, under)
        return recoding.merge(now, code, into or "")

    return self.write(plan, verb="recode", why=why)


def remove_code(self: Project, code: str, *, why: str = "") -> Receipt:
    """Remove a code with its codings and what hangs on them; return the receipt. `undo` brings all back."""
    return self.write(lambda now: recoding.remove(now, code), verb="remove_code", why=why)


def memo(self: Project, text: str, *, on: str = "study", target: str = "", coder: str) -> Receipt:
    """Keep a memo on the study or anything in it (``on=``: source, segment, case, code ...); return the receipt."""
    return self.write(lambda now: notes.memo(now, text, on=on, target=target, coder=coder), verb="memo", who=coder)


def judge(
    self: Project,
    *judged: str,
    coder: str,
    note: str = "",
    source: str = "",
    quote: str | None = None,
    span: tuple[int, int] | None = None,
    segment: int | None = None,
) -> Receipt:
    """Record a coding, or a passage without coding, as evidence on a proposition. Return the receipt.

    ``judge(coding, "PA-1", "supports", coder="ida")``, or
    ``judge("PA-1", "illustrates", source="inf-05", quote="to sjefer", coder="ida")``.

    Parameters
    ----------
    *judged : str
        Id of the coding (left out where `source` is given); the proposition, as ``theory:name`` or the
        name where unique; the stance: ``supports``, ``contradicts``, ``nuances`` or ``illustrates``.
    coder : str
        Who judges.
    note : str, optional
    source, quote, span, segment : optional
        Where a passage stands, as for `code`.

    Raises
    ------
    QuoteError
        If the quote is not there, or there more than once.
    UnknownName, AmbiguousName
        If a name fits nothing, or several.
    KodeverkError
        If it is not said what is judged, or the proposition is a premise.
    """
    placed = bool(source or quote or span or segment)
    if len(judged) != (2 if placed else 3) or (placed and not source):
        raise KodeverkError(
            "Judge a coding: judge(coding, proposition, stance); or a passage: judge(proposition, stance, source=) "
            "with quote=, span= or segment=. Nothing was changed."
        )

    def plan(now: Snapshot) -> Plan:
        if not placed:
            return notes.judge(now, judged[0], judged[1], judged[2], coder=coder, note=note)
        passage = place(now, source, quote=quote, span=span, segment=segment)
        wider = span is not None and passage[1] != tuple(span)
        found = notes.judge(now, passage, judged[0], judged[1], coder=coder, note=note)
        return found._replace(note=codings.widened()) if wider and found.changes else found

    return self.write(plan, verb="judge", who=coder)


def bind(self: Project, speaker: str, case: str, *, source: str, why: str = "") -> Receipt:
    """Say who speaks: a speaker label of a source is this case. Return the receipt."""
    return self.write(lambda now: notes.bind(now, source, speaker, case), verb="bind", why=why)


def set_role(self: Project, speaker: str, role: str, *, source: str) -> Receipt:
    """Tell a speaker as ``interviewer``, ``informant`` or ``unknown``; return the receipt."""
    return self.write(lambda now: notes.set_role(now, source, speaker, role), verb="set_role")


def asked(self: Project, question: str, turn: int, *, source: str, coder: str) -> Receipt:
    """Say which guide question an interviewer turn asks (``""``: none); return the receipt."""
    return self.write(lambda now: notes.asked(now, [(source, turn, question)], coder=coder), verb="asked", who=coder)


def apply_rules(self: Project, codebook: str | None = None) -> Receipt:
    """Make suggestions from the expressions of codebooks, never codings; return the receipt."""
    from kodeverk.coding.rules import apply_rules

    return self.write(lambda now: apply_rules(now, codebook=codebook), verb="apply_rules")


def accept(self: Project, *suggestions: str | Iterable[str], coder: str) -> Receipt:
    """Make codings, by `coder`, of suggestions, given by id one by one or as a column of ids; return the receipt."""
    ids = _each(suggestions)
    return self.write(lambda now: decisions.accept(now, ids, coder=coder), verb="accept", who=coder)


def reject(self: Project, *suggestions: str | Iterable[str], coder: str) -> Receipt:
    """Say no to suggestions, so that they are not made again; return the receipt."""
    ids = _each(suggestions)
    return self.write(lambda now: decisions.reject(now, ids, coder=coder), verb="reject", who=coder)


def _each(ids: Iterable[str | Iterable[str]]) -> list[str]:
    return [one for given in ids for one in ([given] if isinstance(given, str) else given)]


def change(
    self: Project, suggestion: str, *, coder: str, code: str | None = None, span: tuple[int, int] | None = None
) -> Receipt:
    """Make a coding of a suggestion with another code or another span; return the receipt."""
    return self.write(
        lambda now: decisions.change(now, suggestion, coder=coder, code=code, span=span), verb="change", who=coder
    )
