"""Codings and what hangs on them: coders, suggestions, memos, condensations."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kodeverk.model.span import Span

_NAMESPACE = uuid.UUID("6f1d5d0e-4f0c-5f7b-9b57-6b6f64657665")


class Coder(NamedTuple):
    """Who judged: a person, a rule set, a crosswalk, a model, or several persons whose differences were decided.

    Attributes
    ----------
    id : str
        The short name every verb accepts.
    kind : str
        ``person``, ``rules``, ``crosswalk``, ``model`` or ``adjudicated``: a layer of codings that was decided on.
    version : str
        Version of the rules, the crosswalk or the model; empty for persons.
    """

    id: str
    kind: str = "person"
    version: str = ""


class Coding(NamedTuple):
    """One coder's judgement that a code fits a span of a source.

    The quote is not part of it: it is read from the text.

    Attributes
    ----------
    id : str
        Made from the content when the coding was first made, and kept for life.
    source_id : str
    version : int
        Version of the source that `start` and `end` count in.
    start, end : int
        Half-open span in code points of that version's canonical text.
    code_id : str
    coder : str
    sub_question : str
        Id of the sub-question it was placed under; empty if not placed.
    made : str
        When, ISO 8601 in UTC.
    """

    id: str
    source_id: str
    version: int
    start: int
    end: int
    code_id: str
    coder: str
    sub_question: str = ""
    made: str = ""

    @property
    def span(self) -> Span:
        """The span coded."""
        return Span(self.start, self.end)

    @property
    def key(self) -> tuple[str, int, int, int, str, str]:
        """What makes two codings one: source, version, start, end, code and coder."""
        return self.source_id, self.version, self.start, self.end, self.code_id, self.coder


class Suggestion(NamedTuple):
    """A coding proposed by rules or a model; it counts as nothing until a person says yes.

    Attributes
    ----------
    id, source_id, version, start, end, code_id, coder :
        As for a coding; the coder is the rule set, with its version in its name.
    reason : str
        The expression or rule that hit.
    decision : str
        Empty, ``accepted``, ``rejected`` or ``changed``.
    decided_by : str
        The person who decided.
    coding_id : str or None
        The coding that came of it.
    """

    id: str
    source_id: str
    version: int
    start: int
    end: int
    code_id: str
    coder: str
    reason: str = ""
    decision: str = ""
    decided_by: str = ""
    coding_id: str | None = None

    @property
    def span(self) -> Span:
        """The span the code is suggested for."""
        return Span(self.start, self.end)


class Memo(NamedTuple):
    """A dated thought on a source, segment, case, code, coding, proposition or the study.

    Attributes
    ----------
    id : str
    on : str
        Kind of what it is about: ``source``, ``case``, ``code``, ``coding``, ``proposition``, ``study``.
    target_id : str
        Permanent id of what it is about; empty for the study.
    text : str
    coder : str
    made : str
    """

    id: str
    on: str
    target_id: str
    text: str
    coder: str
    made: str


class Condensation(NamedTuple):
    """Meaning condensation (meningsfortetning): a summary of a case under a theme.

    Attributes
    ----------
    id, case_id : str
    theme : str
        Code, category or sub-question it sums up.
    text : str
    codings : tuple of str
        Ids of the codings it rests on; never empty.
    coder, made : str
    seen : str
        Fingerprint of the case's codings under the theme when it was written; another one makes it stale.
    """

    id: str
    case_id: str
    theme: str
    text: str
    codings: tuple[str, ...]
    coder: str
    made: str
    seen: str = ""


class Adjudication(NamedTuple):
    """What was decided on a passage that two coders coded differently; their own codings stand as they are.

    Attributes
    ----------
    id : str
    source_id : str
    version : int
    start, end : int
        The passage: all that either of them coded there, in code points.
    between : tuple of str
        Ids of the codings it decides between; one side may have none.
    kept : tuple of str
        Ids of the codings of the decided layer that came of it; empty where it was decided that nothing is coded.
    layer : str
        The coder, of kind ``adjudicated``, whose codings are the decided layer.
    coder : str
        The person who decided.
    note, made : str
    """

    id: str
    source_id: str
    version: int
    start: int
    end: int
    between: tuple[str, ...]
    kept: tuple[str, ...]
    layer: str
    coder: str
    note: str
    made: str

    @property
    def span(self) -> Span:
        """The passage decided on."""
        return Span(self.start, self.end)


def rekeyed(
    keys: Mapping[tuple[str, int, int, int, str, str], Coding], changes: Iterable[tuple[object, object]]
) -> dict[tuple[str, int, int, int, str, str], Coding]:
    """Return codings by key as changes, each of a record before and after, leave them."""
    found = dict(keys)
    for before, after in changes:
        if isinstance(before, Coding) and before.key in found and found[before.key].id == before.id:
            del found[before.key]
        if isinstance(after, Coding):
            found[after.key] = after
    return found


def content_id(*parts: object) -> str:
    """Return the id that belongs to this content: a name-based UUID (version 5).

    Examples
    --------
    >>> content_id("a", 1) == content_id("a", 1) != content_id("a", 2)
    True
    """
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, parts))))
