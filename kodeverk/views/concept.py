"""The same word, different content: how a word is used in each group, told in counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.coding.search import Hit, search
from kodeverk.messages import _, _n
from kodeverk.model import Coding, Snapshot
from kodeverk.views.company import Share, company, shares, speaker_of
from kodeverk.views.concept_page import concept_html
from kodeverk.views.naming import names, natural, speaking_cases
from kodeverk.views.portrait import spoken_words
from kodeverk.views.quotes import frame_from

if TYPE_CHECKING:
    import pandas as pd


class Use(NamedTuple):
    """How much one group uses a word.

    Attributes
    ----------
    group : str
        Value of the attribute, or its state where it is not known.
    cases, with_word : int
        How many cases there are, and how many of them say the word.
    hits : int
    words : int
        Every word the group says in the interviews.
    said_by : str
        Names of the cases that say it, parted by ``; ``.
    """

    group: str
    cases: int
    with_word: int
    hits: int
    words: int
    said_by: str


class Line(NamedTuple):
    """One place where the word is said, in context.

    Attributes
    ----------
    group, case, office, source : str
        Empty group and case for speech that is bound to nobody.
    segment, start, end : int
        Segment, and span of the keyword in code points.
    before, keyword, after : str
    codes : str
        Codes that lie on the keyword, parted by ``; ``.
    """

    group: str
    case: str
    office: str
    source: str
    segment: int
    start: int
    end: int
    before: str
    keyword: str
    after: str
    codes: str


class Concept(NamedTuple):
    """How a word is used in each group of cases.

    Attributes
    ----------
    word, by : str
        The word as sought, and the attribute.
    uses : tuple of Use
        Group by group.
    found : tuple of Line
        Every hit, by source and in the order said.
    beside, coded : tuple of Share
        Words in the same sentence, and codes on the word.
    """

    word: str
    by: str
    uses: tuple[Use, ...]
    found: tuple[Line, ...]
    beside: tuple[Share, ...]
    coded: tuple[Share, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per group. Columns: group, cases, with_word, hits, words (counts), said_by."""
        return frame_from(Use, self.uses)

    @property
    def lines(self) -> pd.DataFrame:
        """One row per hit.

        Columns: group, case, office, source, segment, start, end (code points), before, keyword, after, codes.
        """
        return frame_from(Line, self.found)

    @property
    def company(self) -> pd.DataFrame:
        """One row per word that stands in the same sentence, in its base form; function words left out.

        Those whose number of cases differs most between groups come first. It is no test: groups may differ in size
        and in how much they talk. Columns: word, difference (most cases less fewest), and for each group
        ``cases: <group>`` and ``sentences: <group>``.
        """
        return self._shares("word", "sentences", self.beside)

    @property
    def codes(self) -> pd.DataFrame:
        """One row per code on the word. Columns: code, difference, ``cases: <group>``, ``hits: <group>``."""
        return self._shares("code", "hits", self.coded)

    def _shares(self, name: str, hits: str, shares: Iterable[Share]) -> pd.DataFrame:
        import pandas as pd

        columns = [name, "difference"]
        columns += [f"{what}: {use.group}" for use in self.uses for what in ("cases", hits)]
        rows = [
            [s.name, s.difference, *(n for both in zip(s.cases, s.hits, strict=True) for n in both)] for s in shares
        ]
        return pd.DataFrame(rows, columns=columns)

    def __repr__(self) -> str:
        told = [
            _("{group}: {n} of {all} cases, {hits}").format(
                group=use.group, n=use.with_word, all=use.cases,
                hits=_n("{count} hit", "{count} hits", use.hits).format(count=use.hits),
            )
            for use in self.uses
        ]  # fmt: skip
        unbound = sum(not line.case for line in self.found)
        told += [_("without case: {n}").format(n=unbound)] if unbound else []
        return f"<{self.word}, {self.by} – {'; '.join(told)}>"

    def _repr_html_(self) -> str:
        return concept_html(self)


def concept(snapshot: Snapshot, word: str, *, by: str) -> Concept:
    """Return how a word is used in each group of an attribute: by whom, in what company, and coded how.

    Parameters
    ----------
    snapshot : Snapshot
    word : str
        As `search` reads it: every inflected form of a word, ``oppfølging*`` for compounds too, ``"en frase"``.
        Only what informants say is searched.
    by : str
        Attribute of cases. A case whose value is not known stands in a group of its own.

    Raises
    ------
    UnknownName
        If no case has the attribute.
    GrammarError
        If the word cannot be searched for.
    """
    attribute = snapshot.attribute(by)
    groups = _groups(snapshot, attribute)
    group_of = {case_id: name for name, cases in groups.items() for case_id in cases}
    hits = search(snapshot, word)
    coded = _codes_at(snapshot, hits)
    lines = [_line(snapshot, hit, group_of, codes) for hit, codes in zip(hits, coded, strict=True)]
    on_word = [(speaker_of(hit), code) for hit, codes in zip(hits, coded, strict=True) for code in codes]
    return Concept(
        word, attribute, tuple(_use(snapshot, name, cases, hits) for name, cases in groups.items()), tuple(lines),
        shares(company(snapshot, hits), groups), shares(on_word, groups),
    )  # fmt: skip


def _groups(snapshot: Snapshot, attribute: str) -> Mapping[str, list[str]]:
    """Return the ids of the cases that speak by the value they have; groups whose value is not known come last."""
    found: dict[str, list[str]] = defaultdict(list)
    known = set()
    for case in speaking_cases(snapshot):
        value = snapshot.values(case.id).get(attribute)
        name = "unknown" if value is None else str(value)
        found[name].append(case.id)
        if value is not None and value.value is not None:
            known.add(name)
    return {name: found[name] for name in sorted(found, key=lambda name: (name not in known, natural(name)))}


def _use(snapshot: Snapshot, group: str, cases: Sequence[str], hits: Sequence[Hit]) -> Use:
    own = [hit for hit in hits if speaker_of(hit) in cases]
    saying = [case_id for case_id in cases if case_id in {speaker_of(hit) for hit in own}]
    words = sum(said.get(case_id, 0) for said in spoken_words(snapshot).values() for case_id in cases)
    return Use(
        group, len(cases), len(saying), len(own), words, "; ".join(names(snapshot).case[key] for key in saying)
    )  # fmt: skip


def _line(snapshot: Snapshot, hit: Hit, group_of: Mapping[str, str], codes: Sequence[str]) -> Line:
    known, case = names(snapshot), speaker_of(hit)
    return Line(
        group_of.get(case, ""), known.case.get(case, ""), known.office.get(case, ""), hit.source, hit.segment,
        *hit.span, hit.before, hit.keyword, hit.after, "; ".join(codes),
    )  # fmt: skip


def _codes_at(snapshot: Snapshot, hits: Sequence[Hit]) -> list[list[str]]:
    """Return for each hit the names of the codes that lie on it, in the codebook's order."""
    sources = {name: key for key, name in names(snapshot).source.items()}
    wanted = {(sources[hit.source], snapshot.version(sources[hit.source]).number) for hit in hits}
    there: dict[str, list[Coding]] = defaultdict(list)
    for coding in snapshot.all(Coding):
        if (coding.source_id, coding.version) in wanted:
            there[coding.source_id].append(coding)
    known = names(snapshot).code
    rank = {key: place for place, key in enumerate(known)}
    found = []
    for hit in hits:
        on = {c.code_id for c in there[sources[hit.source]] if c.span.overlaps(hit.span)}
        found.append([known[key] for key in sorted(on, key=rank.__getitem__)])
    return found
