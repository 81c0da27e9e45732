"""How well the rules' suggestions agree with one person's codings."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from kodeverk.coding.speech import segments_of
from kodeverk.errors import UnknownName
from kodeverk.messages import _, numeral
from kodeverk.model import Code, Coder, Coding, Snapshot, Source, Span, Suggestion, merged

R = TypeVar("R", Coding, Suggestion)


class Accuracy(NamedTuple):
    """Precision and recall of suggestions against one person's codings, of one code or of all.

    Attributes
    ----------
    code : str
        ``codebook:path``; empty in the row for all codes.
    suggestions : int
        Suggestions of the rules.
    right : int
        Suggestions that overlap a coding of that person with the same code, or one above or below it.
    precision : float or None
        `right` / `suggestions`, a share 0-1; None without suggestions.
    codings : int
        Codings of that person that overlap informant speech.
    found : int
        Codings that a suggestion with the same code, or one above or below it, overlaps.
    recall : float or None
        `found` / `codings`, a share 0-1; None without codings.
    from_suggestions : int
        Of `codings`, those that came of a suggestion, and so agree with one by their making.
    """

    code: str
    suggestions: int
    right: int
    precision: float | None
    codings: int
    found: int
    recall: float | None
    from_suggestions: int

    def __repr__(self) -> str:
        made = (
            _(" ({number} made of suggestions)").format(number=self.from_suggestions) if self.from_suggestions else ""
        )
        told = _(
            "{code}: precision {precision} ({right} of {suggestions} suggestions overlap a coding), "
            "recall {recall} ({found} of {codings} codings{made} overlapped); informant speech"
        )
        shown = {"code": self.code or _("all codes"), "made": made}
        shares = {"precision": _share(self.precision), "recall": _share(self.recall)}
        return f"<{told.format(**{**self._asdict(), **shown, **shares})}>"


def precision_recall(
    snapshot: Snapshot, *, coder: str, rules: str | None = None, related: bool = True
) -> list[Accuracy]:
    """Return precision and recall of the rules against one person: a row per code, the last for all.

    Units are whole suggestions and whole codings; one code point in common is an overlap. Informant speech only,
    in the versions of the sources in force. All suggestions count, whatever was decided on them, and all the
    person's codings in the codebooks the suggestions are from.

    Parameters
    ----------
    snapshot : Snapshot
    coder : str
        The person.
    rules : str, optional
        Id of a rule coder; without it the suggestions of all rules, of several versions of them each place once.
    related : bool
        Whether a code above or below the one suggested counts as the same.

    Raises
    ------
    UnknownName
        If there is no such coder.

    Notes
    -----
    precision = right / suggestions, recall = found / codings (van Rijsbergen 1979, Information Retrieval, ch. 7).
    """
    for name in (coder, *([rules] if rules else [])):
        if name not in snapshot.table(Coder):
            raise UnknownName(f"There is no coder {name!r}. There are: {', '.join(snapshot.table(Coder)) or 'none'}.")
    suggested = _suggested(snapshot, rules)
    codes = _codes(snapshot, suggested)
    codings = [c for c in _spoken(snapshot, snapshot.all(Coding)) if c.coder == coder and c.code_id in codes]
    same = _related(codes) if related else {key: [key] for key in codes}
    right = list(zip(suggested, _overlapped(suggested, codings, same), strict=True))
    found = list(zip(codings, _overlapped(codings, suggested, same), strict=True))
    made = {s.coding_id for s in snapshot.all(Suggestion) if s.coding_id}
    rows = [
        _row(f"{code.codebook}:{code.path}", _of(key, right), _of(key, found), made)
        for key, code in sorted(codes.items(), key=lambda item: (item[1].codebook, item[1].order))
    ]
    return [*(row for row in rows if row.suggestions or row.codings), _row("", right, found, made)]


def _suggested(snapshot: Snapshot, rules: str | None) -> list[Suggestion]:
    """Return the suggestions of rules, each place of a code once."""
    coders = {c.id for c in snapshot.all(Coder) if c.kind == "rules" and rules in (None, c.id)}
    chosen = [s for s in snapshot.all(Suggestion) if s.coder in coders]
    return list({(s.source_id, s.start, s.end, s.code_id): s for s in _spoken(snapshot, chosen)}.values())


def _spoken(snapshot: Snapshot, records: Iterable[R]) -> list[R]:
    """Return the codings or suggestions, of the versions in force, that overlap informant speech."""
    sources = snapshot.table(Source)
    speech = {key: merged([s.speech for s in segments_of(snapshot, key)]) for key in sources}
    return [
        record
        for record in records
        if record.version == sources[record.source_id].version and _overlaps(record.span, speech[record.source_id])
    ]


def _codes(snapshot: Snapshot, suggested: Iterable[Suggestion]) -> dict[str, Code]:
    """Return the codes of the codebooks the suggestions are from, or else of those with expressions, by id."""
    codes = snapshot.table(Code)
    books = {codes[s.code_id].codebook for s in suggested if s.code_id in codes}
    books = books or {code.codebook for code in codes.values() if code.expressions}
    return {key: code for key, code in codes.items() if code.codebook in books}


def _related(codes: Mapping[str, Code]) -> dict[str, list[str]]:
    """Return for each code its own id and those of the codes above and below it."""
    id_of = {(code.codebook, code.path): key for key, code in codes.items()}
    related: dict[str, list[str]] = {key: [key] for key in codes}
    for key, code in codes.items():
        parts = code.path.split("/")
        for depth in range(1, len(parts)):
            above = id_of.get((code.codebook, "/".join(parts[:depth])))
            if above is not None:
                related[key].append(above)
                related[above].append(key)
    return related


def _overlapped(
    records: Iterable[Coding | Suggestion],
    others: Iterable[Coding | Suggestion],
    same: Mapping[str, Sequence[str]],
) -> list[bool]:
    """Return for each record whether one of the others with the same code overlaps it."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for other in others:
        spans[other.source_id, other.code_id].append(other.span)
    joined = {key: merged(several) for key, several in spans.items()}
    return [
        any(_overlaps(record.span, joined.get((record.source_id, code), ())) for code in same.get(record.code_id, ()))
        for record in records
    ]


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    """Return whether a span overlaps one of some that are sorted and apart."""
    last = bisect_left(spans, (span.end,)) - 1
    return last >= 0 and span.overlaps(spans[last])


def _of(code_id: str, judged: Iterable[tuple[R, bool]]) -> list[tuple[R, bool]]:
    return [(record, yes) for record, yes in judged if record.code_id == code_id]


def _row(
    code: str, right: Sequence[tuple[Suggestion, bool]], found: Sequence[tuple[Coding, bool]], made: Container[str]
) -> Accuracy:
    rights, finds = sum(yes for _, yes in right), sum(yes for _, yes in found)
    return Accuracy(
        code,
        suggestions=len(right),
        right=rights,
        precision=rights / len(right) if right else None,
        codings=len(found),
        found=finds,
        recall=finds / len(found) if found else None,
        from_suggestions=sum(coding.id in made for coding, _ in found),
    )


def _share(share: float | None) -> str:
    return "-" if share is None else numeral(share, 2)
