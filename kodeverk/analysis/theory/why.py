"""Why a case stands where it does to a proposition, in a few words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kodeverk.analysis.theory.findings import Judged
from kodeverk.analysis.theory.showing import standing_label
from kodeverk.analysis.theory.verdict import NOT_JUDGED
from kodeverk.messages import _, _n
from kodeverk.model import NOT_APPLICABLE, STANCES, Asked, Case, Guide, Proposition, Snapshot, Speaker
from kodeverk.views.asked import NOT_ASKED, SILENT, codes_said, question_feeds
from kodeverk.views.judging import DISPUTED
from kodeverk.views.naming import members

_FEW = 4
"""So many questions are named; of more, how many there are."""


class Put(NamedTuple):
    """What interviews asked.

    Attributes
    ----------
    questions : dict of str to str
        Every question and theme of the guides, ``<guide>:<id>``, with the short name it is shown by.
    feeds : dict of str to (set of str or None)
        The ids of the codes each feeds; None where that cannot be told.
    put : dict of str to set of str
        The questions judged to be put to each case that speaks; ``""`` where a turn was judged to ask none.
    """

    questions: Mapping[str, str]
    feeds: Mapping[str, frozenset[str] | None]
    put: Mapping[str, set[str]]


def put_questions(snapshot: Snapshot) -> Put:
    """Return what interviews asked, made once for each snapshot."""
    return snapshot.derive("put questions", lambda: _put(snapshot))


def _put(snapshot: Snapshot) -> Put:
    guides = snapshot.all(Guide)
    asked: dict[str, set[str]] = defaultdict(set)
    for record in snapshot.all(Asked):
        asked[record.source_id].add(record.question)
    sources: dict[str, set[str]] = defaultdict(set)
    for speaker in snapshot.all(Speaker):
        if speaker.case_id:
            sources[speaker.case_id].add(speaker.source_id)
    feeds = question_feeds(snapshot)
    return Put(
        {name: name.partition(":")[2] if len(guides) == 1 else name for name in feeds},
        feeds,
        {case: set().union(*(asked[source] for source in spoken_in)) for case, spoken_in in sources.items()},
    )


class Reasons(NamedTuple):
    """Says why cases stand where they do to one proposition.

    Attributes
    ----------
    snapshot : Snapshot
    proposition : Proposition
    codes : tuple of str
        Ids of the codes it concerns.
    feeding : tuple of str
        The questions and themes of the guides that feed them.
    """

    snapshot: Snapshot
    proposition: Proposition
    codes: tuple[str, ...]
    feeding: tuple[str, ...]

    def why(self, case_id: str, status: str, evidence: Sequence[Judged]) -> str:
        """Return why a case stands where it does."""
        if status == NOT_APPLICABLE:
            return _("it applies only where {selection}").format(selection=self.proposition.applies_to.strip())
        if status == DISPUTED:
            return _("coders judge the same passage oppositely; {quotes}").format(quotes=counted(evidence))
        if evidence:
            return counted(evidence)
        if status == NOT_JUDGED:
            held = codes_said(self.snapshot)
            count = sum(held[one][code] for one in self._voices(case_id) if one in held for code in self.codes)
            said = _n("{count} coding, not judged on it", "{count} codings, none judged on it", count)
            return said.format(count=count)
        put = {name for one in self._voices(case_id) for name in put_questions(self.snapshot).put.get(one, ())}
        if status == SILENT:
            asked = self._listed(name for name in self.feeding if name in put)
            return _("asked {questions}, and no coding of it").format(questions=asked)
        if status == NOT_ASKED:
            return self._not_asked()
        return self._unknown(case_id, put)

    def _voices(self, case_id: str) -> list[str]:
        """Return the ids of the cases that speak for a case: itself; for an office, those who speak in it."""
        return [one.id for one in members(self.snapshot, self.snapshot.table(Case)[case_id])]

    def _not_asked(self) -> str:
        if not self.feeding:
            return _("no question of the guide feeds its codes")
        missing = self._listed(self._questions())
        return _("not put in this interview: {questions}").format(questions=missing)

    def _unknown(self, case_id: str, put: set[str]) -> str:
        if not self.codes:
            return _("the study has none of its codes")
        if not any(one in put_questions(self.snapshot).put for one in self._voices(case_id)):
            return _("speaks in no source of the study")
        if not put:
            return _("nobody has judged what was asked")
        feeds = put_questions(self.snapshot).feeds
        if unclear := sorted(name for name in put if name and feeds.get(name) is None):
            return _("what was asked cannot be told from {questions}").format(questions=self._listed(unclear))
        return _("not every turn of the interviewer has been judged")

    def _questions(self) -> list[str]:
        """Return the questions among what feeds the codes, without the themes they stand in."""
        themes = {f"{guide.id}:{theme.id}" for guide in self.snapshot.all(Guide) for theme in guide.themes()}
        return [name for name in self.feeding if name not in themes] or list(self.feeding)

    def _listed(self, questions: Iterable[str]) -> str:
        short = put_questions(self.snapshot).questions
        named = [short.get(name, name) for name in questions]
        if len(named) > _FEW:
            return _("{count} questions ({first} ...)").format(count=len(named), first=", ".join(named[:_FEW]))
        return ", ".join(named)


def reasons(snapshot: Snapshot, proposition: Proposition, codes: tuple[str, ...]) -> Reasons:
    """Return what says why cases stand where they do to a proposition that concerns these codes."""
    wanted = frozenset(codes)
    feeds = put_questions(snapshot).feeds
    feeding = tuple(name for name, fed in feeds.items() if fed and not wanted.isdisjoint(fed))
    return Reasons(snapshot, proposition, codes, feeding)


def counted(evidence: Iterable[Judged]) -> str:
    """Return how many quotes were judged to say what."""
    quotes = {(judged.stance, judged.quote.coding_id) for judged in evidence}
    count = Counter(stance for stance, _id in quotes)
    found = [f"{standing_label(stance)} {count[stance]}" for stance in STANCES if count[stance]]
    return _("quotes: {counts}").format(counts=", ".join(found))
