"""What stands in each sheet of the workbook: plain rows, without a word about Excel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from kodeverk.messages import _, language
from kodeverk.model import (
    Case,
    Category,
    Code,
    Codebook,
    Coding,
    Memo,
    Proposition,
    Snapshot,
    Source,
    Speaker,
    SubQuestion,
    Wording,
)
from kodeverk.reports.people import Naming, place
from kodeverk.views.matrix import Matrix, matrix
from kodeverk.views.naming import kind_label, names, state_label
from kodeverk.views.quotes import said_order
from kodeverk.views.removed import mark

Cell: TypeAlias = str | int | float
Row: TypeAlias = Sequence[Cell]


class Column(NamedTuple):
    """A column: its heading, its width in characters, and whether the heading stands upright."""

    title: str
    width: int = 16
    upright: bool = False


class Sheet(NamedTuple):
    """A sheet: its name, what it holds, its columns and rows; `fixed` columns stay in view, `heat` colours counts."""

    name: str
    about: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    fixed: int = 1
    heat: bool = False


def study_sheets(naming: Naming) -> list[Sheet]:
    """Return the sheets every study has, in the order they stand in the workbook."""
    snapshot = naming.snapshot
    by_code, by_category = matrix(snapshot, "case", "code"), matrix(snapshot, "case", "category")
    together = matrix(snapshot, "code", "code")
    return [
        _codebook(snapshot),
        _categories(snapshot),
        _sources(snapshot),
        _cases(snapshot),
        _codings(naming),
        _matrix(snapshot, by_code, _("case x code"), _("How many codings each case has with each code.")),
        _matrix(snapshot, by_category, _("case x category"), _("The same by category; a coding counts once in each.")),
        _matrix(snapshot, together, _("co-occurrence"), _(
            "How often one coder has coded overlapping words with both codes; on the diagonal the number of codings."
        )),
        _memos(naming),
    ]  # fmt: skip


def _codebook(snapshot: Snapshot) -> Sheet:
    titles = [_("Codebook"), _("Version"), _("Code"), _("Label"), _("Definition"), _("Use when"), _("Do not use when")]
    titles += [_("Example"), _("Expressions"), _("Categories"), _("Codings"), _("Cases")]
    widths = [18, 8, 30, 28, 50, 40, 40, 40, 34, 24, 9, 8]
    count = Counter(c.code_id for c in snapshot.all(Coding))
    cases: dict[str, set[str]] = defaultdict(set)
    for case_id, codings in snapshot.codings_by_case().items():
        for coding in codings if case_id else ():
            cases[coding.code_id].add(str(case_id))
    within: dict[str, list[str]] = defaultdict(list)
    for category_id, name in names(snapshot).category.items():
        for code_id in snapshot.table(Category)[category_id].codes:
            within[code_id].append(name)
    books = snapshot.table(Codebook)
    rows: list[Row] = []
    for code in map(snapshot.table(Code).__getitem__, names(snapshot).code):
        version = books[code.codebook].version if code.codebook in books else ""
        rules = [text(w) for w in (code.label, code.definition, code.include, code.exclude, code.example)]
        expressions = "; ".join(e.label for e in code.expressions)
        row = [code.codebook, version, code.path, *rules, expressions, "; ".join(within[code.id])]
        rows.append([*row, count[code.id], len(cases[code.id])])
    about = _("Every code with the rules for its use. Codings under its children are counted with the children.")
    return Sheet(_("codebook"), about, _columns(titles, widths), rows, fixed=3)


def _categories(snapshot: Snapshot) -> Sheet:
    titles = [_("Codebook"), _("Category"), _("Label"), _("Definition"), _("Codes"), _("Sub-question")]
    titles += [_("Text of the sub-question"), _("Codes that answer it")]
    path = names(snapshot).code
    rows: list[Row] = []
    for category in map(snapshot.table(Category).__getitem__, names(snapshot).category):
        codes = "; ".join(path[key] for key in category.codes if key in path)
        row = [category.codebook, category.name, text(category.label), text(category.definition), codes]
        for question in category.sub_questions or (SubQuestion("", Wording()),):
            answered = "; ".join(path[key] for key in question.codes if key in path)
            rows.append([*row, question.id, text(question.text), answered])
    about = _("Categories with their codes and sub-questions, one row per sub-question.")
    return Sheet(_("categories"), about, _columns(titles, [18, 24, 28, 50, 40, 12, 50, 40]), rows, fixed=2)


def _sources(snapshot: Snapshot) -> Sheet:
    titles = [_("Source"), _("Kind"), _("Version"), _("Cases"), _("Turns"), _("Words"), _("Characters"), _("Codings")]
    count = Counter(c.source_id for c in snapshot.all(Coding))
    rows: list[Row] = []
    speaking: dict[str, list[str]] = defaultdict(list)
    for speaker in sorted(snapshot.all(Speaker), key=lambda s: s.id):
        if speaker.case_id in snapshot.table(Case):
            speaking[speaker.source_id].append(snapshot.table(Case)[str(speaker.case_id)].name)
    for source in map(snapshot.table(Source).__getitem__, names(snapshot).source):
        version = snapshot.version(source.id)
        turns = sum(segment.kind == "turn" for segment in version.segments)
        cases = "; ".join(dict.fromkeys(speaking[source.id]))
        sizes = [turns, len(snapshot.text(source.id).split()), version.length, count[source.id]]
        rows.append([source.name, kind_label(source.kind), source.version, cases, *sizes])
    about = _("Every source with its size; words and characters include speaker labels and the interviewer.")
    return Sheet(_("sources"), about, _columns(titles, [20, 14, 9, 24, 9, 9, 12, 10]), rows)


def _cases(snapshot: Snapshot) -> Sheet:
    attributes = snapshot.attributes()
    titles = [_("Case"), _("Level"), _("Office"), _("Codings"), *attributes]
    by_case = snapshot.codings_by_case()
    rows: list[Row] = []
    for case in map(snapshot.table(Case).__getitem__, names(snapshot).case):
        values = snapshot.values(case.id)
        shown = [state_label(str(values[name])) if name in values else _("unknown") for name in attributes]
        level = _("office") if case.kind == "office" else _("informant")
        rows.append([case.name, level, names(snapshot).office[case.id], len(by_case.get(case.id, ())), *shown])
    about = _("Informants and offices with their attributes; informants inherit those of their office.")
    return Sheet(_("cases"), about, _columns(titles, [14, 12, 18, 10, *[20] * len(attributes)]), rows)


def _codings(naming: Naming) -> Sheet:
    snapshot, known = naming.snapshot, names(naming.snapshot)
    titles = [_("Quote"), _("Code"), _("Case"), _("Office"), _("Coder"), _("Source"), _("Segment"), _("Sub-question")]
    titles += [_("Start"), _("End"), _("Remark")]
    rank = {key: number for number, key in enumerate(known.code)}
    ordered = sorted(
        snapshot.all(Coding), key=lambda c: (*said_order(snapshot, c), rank[c.code_id], c.coder, c.version, c.id)
    )
    rows: list[Row] = []
    for c in ordered:
        cases = snapshot.cases_of(c)
        who = ["; ".join(dict.fromkeys(found[case] for case in cases)) for found in (known.case, known.office)]
        segment = next((one.number for one in snapshot.segments(c)), "")
        where: list[Cell] = [known.source[c.source_id], segment, c.sub_question, c.start, c.end, mark(snapshot, c)]
        rows.append([snapshot.quote(c), known.code[c.code_id], *who, naming.coder(c.coder), *where])
    about = _("Every coding with its quote, one row each; start and end count characters from 0.")
    return Sheet(_("codings"), about, _columns(titles, [80, 34, 10, 16, 10, 16, 9, 14, 9, 9, 24]), rows)


def _matrix(snapshot: Snapshot, counted: Matrix, name: str, about: str) -> Sheet:
    by_case = counted.rows == "case"
    office = {case: names(snapshot).office[key] for key, case in names(snapshot).case.items()}
    first = [Column(_("Case"), 14), Column(_("Office"), 16)] if by_case else [Column(_("Code"), 36)]
    rows: list[Row] = []
    for key, counts in zip(counted.row_names, counted.counts.tolist(), strict=True):
        head = [key or _("without case"), office.get(key, "")] if by_case else [key]
        rows.append([*head, *counts])
    columns = [*first, *(Column(column, 6, upright=True) for column in counted.column_names)]
    return Sheet(name, about, columns, rows, fixed=len(first), heat=True)


def _memos(naming: Naming) -> Sheet:
    snapshot = naming.snapshot
    titles = [_("Written"), _("On"), _("About"), _("Memo"), _("Written by")]
    rows = [
        [memo.made, on_label(memo.on), _about(snapshot, memo), memo.text, naming.coder(memo.coder)]
        for memo in sorted(snapshot.all(Memo), key=lambda m: (m.made, m.id))
    ]
    return Sheet(_("memos"), _("Thoughts noted along the way."), _columns(titles, [22, 12, 36, 90, 10]), rows)


def _about(snapshot: Snapshot, memo: Memo) -> str:
    known = names(snapshot)
    by_kind = {"source": known.source, "case": known.case, "code": known.code}
    if memo.on == "coding" and memo.target_id in snapshot.table(Coding):
        coding = snapshot.table(Coding)[memo.target_id]
        return f"{known.code[coding.code_id]} – {place(snapshot, coding)}"
    if memo.on == "proposition" and memo.target_id in snapshot.table(Proposition):
        return known.proposition[memo.target_id]
    return by_kind.get(memo.on, {}).get(memo.target_id, "")


def _columns(titles: Sequence[str], widths: Sequence[int]) -> list[Column]:
    return [Column(title, width) for title, width in zip(titles, widths, strict=True)]


def text(wording: Wording) -> str:
    """Return a wording in the language in use."""
    return wording.in_language(language())


def on_label(on: str) -> str:
    """Return what a memo is about in the language in use."""
    labels = {
        "source": _("source"),
        "segment": _("segment"),
        "case": _("case"),
        "code": _("code"),
        "coding": _("coding"),
        "proposition": _("proposition"),
        "study": _("study"),
    }
    return labels.get(on, on)
