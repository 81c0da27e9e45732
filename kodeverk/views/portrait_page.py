"""The portrait of a person as a page: what stands before her quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.messages import _, _n, numeral, percent
from kodeverk.model import CONTRADICTS, SUPPORTS
from kodeverk.views import html
from kodeverk.views.asked import NOT_ASKED, SILENT, UNKNOWN_ASKED, status_label
from kodeverk.views.naming import state_label
from kodeverk.views.portrait import (
    Alone,
    Note,
    Run,
    Talk,
    alone_with,
    contradictions_of,
    notes_on,
    talk_of,
    telling_of,
)

if TYPE_CHECKING:
    from kodeverk.views.person import PersonView


def portrait_html(view: PersonView) -> Iterator[Markup]:
    """Yield the portrait, as far as there is something to say: attributes first, the order of telling last."""
    snapshot, ids = view.snapshot, view.case_ids
    if view.values:
        head = (_("Attribute"), _("Value"), _("Read from"))
        yield html.table(head, ((v.attribute, state_label(str(v)), v.read_from) for v in view.values))
    yield from _talk(talk_of(snapshot, ids))
    notes = notes_on(snapshot, ids, view.quotes)
    yield from _notes(_("The person as a whole"), [note for note in notes if note.on == "case"])
    yield from _contradictions(view)
    yield from _alone(alone_with(snapshot, ids))
    yield from _notes(_("Memos"), [note for note in notes if note.on != "case"])
    yield from _telling(telling_of(view.quotes))
    if view.quotes:
        yield html.tag("h4", _("What is said"))


def _talk(rows: list[Talk]) -> Iterator[Markup]:
    if not rows:
        return
    *interviews, whole = rows
    told = [
        _("{source}: {words} words, {share} of all {all} said there").format(
            source=one.source,
            words=numeral(one.words),
            share=percent(one.share or 0),
            all=numeral(one.words + one.others + one.interviewer),
        )
        for one in interviews
    ]
    told.append(
        _("{share} of the {all} words informants say in all interviews").format(
            share=percent(whole.share_of_informants or 0), all=numeral(whole.words + whole.others)
        )
    )
    yield html.tag("p", html.labelled(_("Share of talk"), "; ".join(told)))


def _notes(title: str, notes: list[Note]) -> Iterator[Markup]:
    if not notes:
        return
    entries = [
        html.together([note.text, html.tag("span", f" – {_line(note)}", style=html.SMALL)]) for note in notes
    ]  # fmt: skip
    yield html.together([html.tag("h4", title), html.items(entries)])


def _line(note: Note) -> str:
    where = "" if note.on == "case" else f"{note.about}, "
    return f"{where}{note.coder}, {note.made[:10]}"


def _contradictions(view: PersonView) -> Iterator[Markup]:
    found = contradictions_of(view.snapshot, view.case_ids)
    if not found:
        return
    count = len({(row.proposition, row.case) for row in found})
    title = _n(
        "Speaks both for and against {count} proposition", "Speaks both for and against {count} propositions", count
    )
    sides = {SUPPORTS: _("for"), CONTRADICTS: _("against")}
    blocks: list[Markup] = []
    for (name, statement, case), rows in groupby(found, key=lambda row: (row.proposition, row.statement, row.case)):
        who = f" ({case})" if len(view.case_ids) > 1 else ""
        blocks.append(html.tag("p", html.labelled(name, statement + who)))
        for row in rows:
            where = _("{source}, segment {segment}").format(source=row.source, segment=row.segment)
            note = f" – {row.note}" if row.note else ""
            line = html.together([html.tag("b", sides[row.stance]), f" – {where} ({row.coder}){note}"])
            blocks.append(html.blockquote(row.quote, line))
    yield html.details(title.format(count=count), *blocks)


def _alone(rows: list[Alone]) -> Iterator[Markup]:
    if not rows:
        return
    entries = []
    for row in rows:
        others = {SILENT: row.silent, NOT_ASKED: row.not_asked, UNKNOWN_ASKED: row.unknown_asked}
        told = ", ".join(f"{status_label(status)}: {count}" for status, count in others.items() if count)
        codings = _n("{count} coding", "{count} codings", row.codings).format(count=row.codings)
        entries.append(html.together([html.tag("b", row.code), f" – {codings}; ", _("the others"), f" – {told}"]))
    yield html.together([html.tag("h4", _("What nobody else says")), html.items(entries)])


def _telling(runs: Iterable[Run]) -> Iterator[Markup]:
    """Yield the order of telling, a row for each turn: the codes that begin in it, each named once."""
    turns = [
        (source, segment, ", ".join(dict.fromkeys(run.code for run in found)))
        for (source, segment), found in groupby(runs, key=lambda run: (run.source, run.segment))
    ]
    if turns:
        yield html.details(_("The order of telling"), html.table((_("Source"), _("Segment"), _("Codes")), turns))
