"""Who speaks in the study's sources: how much, in which role, bound to which case, and whom an unbound one may be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.messages import _, _n
from kodeverk.model import Case, Snapshot, Source, Speaker
from kodeverk.model.problems import SPOKEN
from kodeverk.reading.roles import INFORMANT, INTERVIEWER, base_of, roles_of
from kodeverk.reading.sources import informants_of, speaker_of
from kodeverk.views import html
from kodeverk.views.naming import names, natural

if TYPE_CHECKING:
    import pandas as pd

NEAR = 0.9
"""Similarity of a label and a name from which on they may be one (Jaro-Winkler, 0-1)."""

ATTRIBUTE, LABEL, NAME, FILE = "attribute", "same label", "name", "file name"
_WORD = re.compile(r"\w+")


class SpeakerRow(NamedTuple):
    """A label that speaks in a source.

    Attributes
    ----------
    source, speaker : str
    role : str
        ``interviewer``, ``informant`` or ``unknown``.
    guessed : bool
        Whether the role was guessed from how they speak, and nobody has said otherwise.
    turns, words : int
    share : float or None
        Share of the words said in the source (0-1); None where nothing is said.
    case : str
        The case she is bound to; empty for none.
    likely_case : str
        For one that is not: the case she may be.
    because : str
        ``attribute`` (the case says so itself, in *kilde* and *taler*), ``same label`` (bound to it elsewhere),
        ``name`` or ``file name`` (alike).
    """

    source: str
    speaker: str
    role: str
    guessed: bool
    turns: int
    words: int
    share: float | None
    case: str
    likely_case: str
    because: str


class Speakers(NamedTuple):
    """Who speaks, source by source; those to be bound are told first."""

    rows: tuple[SpeakerRow, ...]

    @property
    def unbound(self) -> tuple[SpeakerRow, ...]:
        """Those who are no interviewers and bound to no case."""
        return tuple(row for row in self.rows if _is_unbound(row))

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each label of each source.

        Columns: source, speaker, role, guessed, turns, words, share (0-1), case, likely_case, because.
        """
        import pandas as pd

        return pd.DataFrame(self.rows, columns=SpeakerRow._fields)

    def __repr__(self) -> str:
        told = _n("{count} speaker", "{count} speakers", len(self.rows)).format(count=len(self.rows))
        left = _n("{count} not bound to a case", "{count} not bound to a case", len(self.unbound))
        return f"<{told}, {left.format(count=len(self.unbound))}>"

    def _repr_html_(self) -> str:
        parts: list[object] = [html.tag("p", html.tag("b", repr(self)[1:-1]))]
        heads = [_("Source"), _("Speaker"), _("Role"), _("Turns"), _("Words"), _("Share"), _("Case"), _("May be")]
        if unbound := self.unbound:
            hint = _('Say who speaks with bind("speaker", "case", source="source"); roles with set_role.')
            parts += [html.table(heads, [_cells(row) for row in unbound]), html.tag("p", hint, style=html.SMALL)]
        if rest := [_cells(row) for row in self.rows if not _is_unbound(row)]:
            parts.append(html.details(_("Interviewers, and those bound"), html.table(heads, rest)))
        return str(html.block(*parts))


def _is_unbound(row: SpeakerRow) -> bool:
    return not row.case and row.role != "interviewer"


def speakers(snapshot: Snapshot) -> Speakers:
    """Return who speaks in the study's sources, and for those bound to no case whom they may be."""
    known = names(snapshot)
    labels: dict[str, list[Speaker]] = defaultdict(list)
    for one in snapshot.all(Speaker):
        labels[one.source_id].append(one)
    told = {e.change.record.id for e in snapshot.history(Speaker) if e.change.before and e.change.after}
    rows = []
    for source_id, name in known.source.items():
        said = _said(snapshot, source_id)
        total = sum(words for _turns, words in said.values())
        roles, guessed = roles_of(snapshot.text(source_id), snapshot.version(source_id).segments)
        for one in sorted(labels[source_id], key=lambda speaker: natural(speaker.label)):
            turns, words = said.get(one.label, (0, 0))
            guess = one.label in guessed and roles.get(one.label) == one.role and one.id not in told
            likely, because = ("", "") if one.case_id or one.role == "interviewer" else _likely(snapshot, one)
            case = known.case.get(one.case_id or "", "")
            share = words / total if total else None
            may_be = known.case.get(likely, "")
            rows.append(SpeakerRow(name, one.label, one.role, guess, turns, words, share, case, may_be, because))
    return Speakers(tuple(rows))


def _said(snapshot: Snapshot, source_id: str) -> Mapping[str, tuple[int, int]]:
    """Return for each label how many turns and words are said under it."""
    text = snapshot.text(source_id)
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for segment in snapshot.version(source_id).segments:
        if segment.speaker:
            turns, words = found[segment.speaker]
            found[segment.speaker] = turns + 1, words + len(_WORD.findall(text, segment.body, segment.end))
    return found


def _likely(snapshot: Snapshot, speaker: Speaker) -> tuple[str, str]:
    """Return the id of the one case an unbound speaker may be, and why; two empty strings where there is none."""
    source = snapshot.table(Source)[speaker.source_id]
    if source.kind not in SPOKEN:
        return "", ""
    if named := speaker_of(informants_of(snapshot, source), speaker.label):
        return named, ATTRIBUTE
    if base_of(speaker.label) not in INFORMANT | INTERVIEWER:
        bound = {one.case_id for one in snapshot.all(Speaker) if one.label == speaker.label and one.case_id}
        if len(bound) == 1:
            return str(bound.pop()), LABEL
    informants = [case for case in snapshot.all(Case) if case.kind == "informant"]
    for written, because in ((speaker.label, NAME), (source.name, FILE)):
        alike = [case.id for case in informants if _alike(written, case.name)]
        if len(alike) == 1:
            return alike[0], because
    return "", ""


def _alike(written: str, name: str) -> bool:
    """Return whether a label or file name may be a case's name: nearly the same, one of its words, or its initials.

    Names that differ in a number are never the same.

    >>> [_alike(label, "Nina Lund") for label in ("Nina Lunde", "NL", "Nina", "Kari")], _alike("inf-01", "inf-02")
    ([True, True, True, False], False)
    """
    from rapidfuzz.distance import JaroWinkler

    one, two = written.casefold(), name.casefold()
    if re.findall(r"\d+", one) != re.findall(r"\d+", two):
        return False
    words = name.split()
    initials = "".join(word[0] for word in words) if len(words) > 1 else ""
    return one == two or written == initials or one in two.split() or JaroWinkler.similarity(one, two) >= NEAR


def _cells(row: SpeakerRow) -> list[object]:
    role = {"interviewer": _("interviewer"), "informant": _("informant"), "unknown": _("unknown")}[row.role]
    because = {
        ATTRIBUTE: _("her attributes say so"),
        LABEL: _("same label elsewhere"),
        NAME: _("name alike"),
        FILE: _("name of the file"),
        "": "",
    }[row.because]
    shown = _("{role}, guessed").format(role=role) if row.guessed else role
    likely = f"{row.likely_case} ({because})" if row.likely_case else ""
    share = "" if row.share is None else f"{row.share:.2f}"
    return [row.source, row.speaker, shown, row.turns, row.words, share, row.case, likely]
