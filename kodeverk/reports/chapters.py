"""Chapters of findings: category, sub-question, code; quotes with who says them; who says nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from kodeverk.messages import _, language
from kodeverk.model import Category, Code, Codebook, Coding, Snapshot, SubQuestion
from kodeverk.reports.paper import Paper, Run, Text
from kodeverk.reports.people import Naming, place, spot, tongue
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, codes_said, standings, status_label
from kodeverk.views.naming import names, speaking_cases, top_codes, with_children
from kodeverk.views.quotes import said_order
from kodeverk.views.resolve import CATEGORY, CodedTheme, category_theme, code_theme, main_themes, pairs_under

Pairs: TypeAlias = list[tuple[str | None, Coding]]
Stretch: TypeAlias = tuple[str, int, int, int]


class Section(NamedTuple):
    """A part of a chapter: its heading, the codes it is about, and its codings with the cases they belong to."""

    heading: str
    codes: tuple[str, ...]
    pairs: Pairs


def write_findings(paper: Paper, naming: Naming) -> None:
    """Add a chapter for each category, then one for each code at the top that has codes in no category."""
    used = _used(naming.snapshot)
    for theme, codes in _themes(naming.snapshot):
        if used.isdisjoint(codes):
            continue  # named by `uncoded`
        by_code = theme.kind == CATEGORY
        sections = _by_question(naming, theme) if by_code else _by_code(naming, theme, codes)
        _Chapter(paper, naming, theme).write(sections, by_code)


def uncoded(snapshot: Snapshot) -> list[str]:
    """Return what has no chapter because nothing is coded with it: categories and codes, by their headings."""
    used, found = _used(snapshot), []
    for theme, codes in _themes(snapshot):
        if used.isdisjoint(codes):
            whole = used.isdisjoint(theme.codes)
            found += [_title(snapshot, theme)] if whole else [_label(snapshot.table(Code)[key]) for key in codes]
    return list(dict.fromkeys(found))


def _themes(snapshot: Snapshot) -> Iterator[tuple[CodedTheme, Sequence[str]]]:
    """Return what can have a chapter, with the codes it is about: of a code at the top, those in no category."""
    within: set[str] = set()
    for category in map(snapshot.table(Category).__getitem__, names(snapshot).category):
        theme = category_theme(snapshot, category)
        within.update(theme.codes)
        yield theme, theme.codes
    for top in top_codes(snapshot):
        theme = code_theme(snapshot, top)
        if left := [key for key in theme.codes if key not in within]:
            yield theme, left


def _used(snapshot: Snapshot) -> set[str]:
    return {coding.code_id for coding in snapshot.all(Coding)}


def _by_question(naming: Naming, theme: CodedTheme) -> list[Section]:
    """Return a category's codings under its sub-questions; what fits none, last.

    A coding stands where a coder placed it; one that nobody placed, under every sub-question its code answers.
    """
    snapshot = naming.snapshot
    answering = {question.id: set(with_children(snapshot, question.codes)) for question in theme.sub_questions}
    found: dict[str, Pairs] = defaultdict(list)
    for case_id, coding in pairs_under(snapshot, theme):
        placed = [coding.sub_question] if coding.sub_question in answering else []
        fitting = placed or [key for key, codes in answering.items() if coding.code_id in codes]
        for key in fitting or [""]:
            found[key].append((case_id, coding))
    sections = [
        Section(_question(question), tuple(answering[question.id]), found[question.id])
        for question in theme.sub_questions
    ]
    rest = tuple(dict.fromkeys(coding.code_id for _case, coding in found[""]))
    heading = _("Under no sub-question") if theme.sub_questions else _("Codes")
    return [*sections, Section(heading, rest, found[""])] if found[""] else sections


def _question(question: SubQuestion) -> str:
    return f"{question.id} {question.text.in_language(language())}".strip()


def _by_code(naming: Naming, theme: CodedTheme, left: Sequence[str]) -> list[Section]:
    snapshot, found = naming.snapshot, defaultdict(list)
    for case_id, coding in pairs_under(snapshot, theme):
        found[coding.code_id].append((case_id, coding))
    own = _("{code}, the code itself").format(code=theme.heading)
    headings = {key: own if key == theme.id else _label(snapshot.table(Code)[key]) for key in left}
    return [Section(headings[key], (key,), found[key]) for key in left if found[key]]


class _Chapter:
    """One chapter being written; a stretch of text is printed in full once in it."""

    def __init__(self, paper: Paper, naming: Naming, theme: CodedTheme) -> None:
        self.paper, self.naming, self.theme = paper, naming, theme
        self.printed: set[Stretch] = set()
        self.defined: set[str] = set()

    def write(self, sections: Sequence[Section], by_code: bool) -> None:
        """Add heading, definition, sections, and who says what of the whole."""
        snapshot, theme = self.naming.snapshot, self.theme
        self.paper.heading(_title(snapshot, theme), 1)
        self._define(theme.definition.in_language(language()))
        if theme.codebook in snapshot.table(Codebook):
            book = snapshot.table(Codebook)[theme.codebook]
            kind = _("Category") if theme.kind == CATEGORY else _("Code")
            title = book.title.in_language(language()) or book.id
            self.paper.paragraph("TableText", f"{kind}: {theme.name}. {title}, {book.version}.")
        for section in sections:
            if len(sections) > 1 or section.codes != (theme.id,):
                self.paper.heading(section.heading, 2)
            if not by_code:
                self._definition(section.codes[0])
            self._section(section, by_code)
        if len(sections) != 1:
            self.paper.heading(_("Who speaks of this"), 2)
            self._status(theme.codes, pairs_under(snapshot, theme))
        self._missing()

    def _section(self, section: Section, by_code: bool) -> None:
        by: dict[str, list[Coding]] = defaultdict(list)
        for _case, coding in section.pairs:
            by[coding.code_id].append(coding)
        for key in names(self.naming.snapshot).code:
            if key in by:
                if by_code:
                    self.paper.heading(_label(self.naming.snapshot.table(Code)[key]), 3)
                    self._definition(key)
                self._quotes(by[key])
                if section.codes != (key,):
                    self._code_status(key, section)
        if not section.pairs:
            self.paper.paragraph("Normal", _("Nothing is coded here."))
        if section.codes:
            self._status(section.codes, section.pairs)

    def _quotes(self, codings: Iterable[Coding]) -> None:
        snapshot, above = self.naming.snapshot, []
        for group, inside in _hosts(_grouped(self.naming, codings), self.printed):
            first = group[0]
            said = f"{self.naming.speaker(first)} – {place(snapshot, first)}"
            coders = self._coders(group, inside)
            if _stretch(first) in self.printed:
                above.append(f"{spot(snapshot, first)} ({coders})")
                continue
            self.printed.add(_stretch(first))
            self.paper.paragraph("Quote", Run(snapshot.quote(first), language=tongue(snapshot, first)))
            code = names(snapshot).code[first.code_id]
            self.paper.paragraph("SpeakerLine", f"{said} – {code} ({coders})")
        if above:
            self.paper.paragraph(
                "SpeakerLine", _("Printed above in this chapter, coded with this too: "), "; ".join(above)
            )

    def _coders(self, group: Sequence[Coding], inside: Sequence[Coding]) -> str:
        """Return who coded these words, and who coded a part of them."""
        whole = list(dict.fromkeys(self.naming.coder(coding.coder) for coding in group))
        part = dict.fromkeys(self.naming.coder(coding.coder) for coding in inside)
        parts = [_("{coder}: part of it").format(coder=name) for name in part if name not in whole]
        return "; ".join([", ".join(whole), *parts])

    def _definition(self, code_id: str) -> None:
        if code_id not in self.defined and code_id != self.theme.id:
            self.defined.add(code_id)
            self._define(self.naming.snapshot.table(Code)[code_id].definition.in_language(language()))

    def _define(self, text: str) -> None:
        if text:
            self.paper.paragraph("Definition", text)

    def _missing(self) -> None:
        snapshot = self.naming.snapshot
        used = _used(snapshot)
        empty = [_label(snapshot.table(Code)[key]) for key in self.theme.codes if key not in used]
        if empty:
            self.paper.paragraph("Status", Run(_("Nothing is coded with: "), bold=True), "; ".join(empty))

    def _status(self, codes: Sequence[str], pairs: Pairs) -> None:
        self.paper.paragraph("Status", *self._standing(codes, pairs))

    def _code_status(self, code_id: str, section: Section) -> None:
        """Add who says something with one code of a section."""
        pairs = [(case_id, coding) for case_id, coding in section.pairs if coding.code_id == code_id]
        name = Run(f"{_label(self.naming.snapshot.table(Code)[code_id])}. ", italic=True)
        self.paper.paragraph("CodeStatus", name, *self._standing((code_id,), pairs))

    def _standing(self, codes: Sequence[str], pairs: Pairs) -> list[Text]:
        """Return where each case stands; one whose codings stand under another sub-question is not called silent."""
        snapshot = self.naming.snapshot
        found = standings(snapshot, speaking_cases(snapshot), codes, pairs)
        said = [one.case for one in found if one.status == SAID]
        coded = codes_said(snapshot)
        elsewhere = [one.case for one in found if one.status != SAID and set(codes) & set(coded.get(one.case_id, ()))]
        counted = _("{n} of {all} cases").format(n=len(said), all=len(found))
        texts: list[Text] = [Run(_("Says something: "), bold=True), f"{counted}{_listed(said)}. "]
        groups = [(_("elsewhere in this chapter"), elsewhere)]
        for status in (SILENT, NOT_ASKED, UNKNOWN_ASKED):
            left = [one.case for one in found if one.status == status and one.case not in elsewhere]
            groups.append((status_label(status), left))
        for label, cases in groups:
            if cases:
                texts += [Run(f"{label[:1].upper()}{label[1:]}: ", bold=True), f"{', '.join(cases)}. "]
        return texts


def _title(snapshot: Snapshot, theme: CodedTheme) -> str:
    """Return the heading of a theme, with its codebook where another of the same kind has the same."""
    alike = [one for one in main_themes(snapshot) if one.heading == theme.heading]
    return theme.heading if len(alike) < 2 else f"{theme.heading} ({theme.codebook})"


def _listed(cases: Sequence[str]) -> str:
    return f" ({', '.join(cases)})" if cases else ""


def _label(code: Code) -> str:
    return code.label.in_language(language()) or code.name


def _grouped(naming: Naming, codings: Iterable[Coding]) -> list[list[Coding]]:
    """Return codings of the same words with the same code together, by case and in the order said."""
    snapshot = naming.snapshot
    rank = snapshot.derive("case rank", lambda: {key: number for number, key in enumerate(names(snapshot).case)})
    groups: dict[tuple[Stretch, str], dict[str, Coding]] = defaultdict(dict)
    for c in codings:
        groups[(c.source_id, c.version, c.start, c.end), c.code_id][c.id] = c

    def key(group: list[Coding]) -> tuple[int, tuple[int, int, int], str]:
        first = min((rank[case] for case in snapshot.cases_of(group[0])), default=len(rank))
        return first, said_order(snapshot, group[0]), group[0].code_id

    return sorted((sorted(group.values(), key=lambda c: (c.coder, c.id)) for group in groups.values()), key=key)


def _hosts(groups: Sequence[list[Coding]], printed: set[Stretch]) -> list[tuple[list[Coding], list[Coding]]]:
    """Return each group that lies in no other to be printed now, with the codings of its code that lie in it."""
    found: list[tuple[list[Coding], list[Coding]]] = []
    for group in sorted(groups, key=lambda one: one[0].start - one[0].end):
        open_hosts = (one for one in found if _stretch(one[0][0]) not in printed)
        alike = (one for one in open_hosts if one[0][0].code_id == group[0].code_id)
        host = next((one for one in alike if _holds(_stretch(one[0][0]), _stretch(group[0]))), None)
        if host is None:
            found.append((group, []))
        else:
            host[1].extend(group)
    return sorted(found, key=lambda one: groups.index(one[0]))


def _stretch(coding: Coding) -> Stretch:
    return coding.source_id, coding.version, coding.start, coding.end


def _holds(outer: Stretch, inner: Stretch) -> bool:
    return outer[:2] == inner[:2] and outer[2] <= inner[2] and inner[3] <= outer[3]
