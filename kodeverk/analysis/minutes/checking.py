"""What does not fit together in minutes: dates, offices, and numbers of items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kodeverk.coding.items import agenda_of
from kodeverk.language.agenda import same_title
from kodeverk.language.dates import Written
from kodeverk.messages import _
from kodeverk.model import Snapshot, Source
from kodeverk.model.problems import ERROR, NOTE, SEVERITIES, WARNING, Problem
from kodeverk.reading.minutes import meeting_date

if TYPE_CHECKING:
    from kodeverk.analysis.minutes.minutes import MinutedItem


def problems_of(snapshot: Snapshot, sources: Iterable[Source], items: Sequence[MinutedItem]) -> list[Problem]:
    """Return what does not fit together in minutes, the gravest first."""
    found = [problem for source in sources for problem in _in_source(snapshot, source)]
    found += [*_across(items), *_same_meeting(items)]
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.where, one.what))


def _in_source(snapshot: Snapshot, source: Source) -> Iterator[Problem]:
    text, agenda = snapshot.text(source.id), agenda_of(snapshot, source.id)
    yield from _head(source, text, meeting_date(text, agenda.head))
    if not agenda.items:
        advice = _("Number them in the file, such as Sak 3/06, each on a line of its own.")
        yield Problem(WARNING, source.name, _("no line numbers an item"), advice)
    for item in agenda.items:
        where = f"{source.name}, {item.label}"
        if not item.dealt_with:
            what = _("on the agenda, and not dealt with") if item.listed else _("nothing stands under the heading")
            yield Problem(WARNING, where, what, _("Look whether the text is missing; the item is counted."))
        if item.again:
            what = _("the number stands twice, with different headings; they are counted as two items")
            yield Problem(ERROR, where, what, _("Correct the number in the file, if it is wrong."))
        elif not same_title(item.title, item.listed):
            what = _("the agenda has another heading")
            yield Problem(WARNING, where, what, _("Look whether it is the same item."))
        if agenda.listed and not item.listed:
            yield Problem(NOTE, where, _("not on the agenda"), _("Nothing, if it was raised at the meeting."))
        for line in agenda.otherwise:
            if item.overlaps(line):
                what = _("{line}: numbered otherwise than the items, and read as text of this one")
                advice = _("Number it as the others in the file, if it is an item.")
                yield Problem(NOTE, where, what.format(line=line.of(text)), advice)


def _head(source: Source, text: str, date: Written | None) -> Iterator[Problem]:
    if date is None:
        advice = _("Write it in the head of the file: Møtedato: 14.11.2006.")
        yield Problem(WARNING, source.name, _("the head names no date of the meeting"), advice)
    elif not date.iso:
        what = _("the meeting is dated {date}, and there is no such day").format(date=text[date.start : date.end])
        yield Problem(ERROR, source.name, what, _("Correct the date in the file."))
    if source.office_id is None:
        advice = _("Write Kontor: in the head of the file, or name the office when it is added again.")
        yield Problem(WARNING, source.name, _("the minutes are bound to no office"), advice)


def _across(items: Iterable[MinutedItem]) -> Iterator[Problem]:
    """Tell numbers with a year that stand in several meetings of an office, with different headings."""
    numbered: dict[tuple[str, str], list[MinutedItem]] = defaultdict(list)
    for item in items:
        if item.office and "/" in item.number:
            numbered[item.office, item.number].append(item)
    for (office, number), same in numbered.items():
        sources = list(dict.fromkeys(item.source.name for item in same))
        if len(sources) > 1 and not all(same_title(same[0].title, item.title) for item in same[1:]):
            what = _("the number {number} has different headings in {sources}")
            told = what.format(number=number, sources=", ".join(sources))
            yield Problem(WARNING, office, told, _("Correct the number in the file, if it is wrong."))


def _same_meeting(items: Iterable[MinutedItem]) -> Iterator[Problem]:
    held: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for item in items:
        if item.office and item.date:
            held[item.office, item.date].setdefault(item.source.name)
    for (office, date), sources in held.items():
        if len(sources) > 1:
            what = _("{sources} are of the same day, {date}; items in both are counted twice")
            told = what.format(sources=", ".join(sources), date=date)
            yield Problem(WARNING, office, told, _("Leave one out, if they are of one meeting."))
