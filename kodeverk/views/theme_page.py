"""What is told of a theme below its quotes, folded away until it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from kodeverk.messages import _
from kodeverk.views import html
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, status_label
from kodeverk.views.history import MADE, history_of
from kodeverk.views.naming import state_label
from kodeverk.views.voices import beside, contrasts_of, development_of, voices_of

if TYPE_CHECKING:
    from kodeverk.views.theme import ThemeView


def theme_html(view: ThemeView) -> Iterator[Markup]:
    """Yield voices, contrasts, codes beside it, development and history of a theme, each under its title."""
    snapshot = view.snapshot
    voices = voices_of(snapshot, view.quotes)
    rows = ((v.case or _("without case"), v.office, v.codings, v.words) for v in voices)
    yield from _section(_("Voices"), (_("Case"), _("Office"), _("Codings"), _("Words")), rows)
    found = contrasts_of(snapshot, view.standings)
    standing = (SAID, SILENT, NOT_ASKED, UNKNOWN_ASKED)
    head = (_("Attribute"), _("Value"), _("Cases"), *(status_label(status) for status in standing))
    contrasts = ((c.attribute, state_label(c.value), *c[2:]) for c in found)
    yield from _section(_("Contrasts, counted in cases"), head, contrasts)
    head = (
        _("Code"),
        _("Cases, overlapping"),
        _("Codings, overlapping"),
        _("Cases, same turn"),
        _("Codings, same turn"),
    )
    yield from _section(_("Codes beside it"), head, beside(snapshot, view.theme.codes, view.quotes))
    head = (_("Source"), _("Cases"), _("Codings"), _("Codes"), _("New codes"))
    steps = ((s.source, s.cases, s.codings, s.codes, s.new_codes) for s in development_of(snapshot, view.quotes))
    yield from _section(_("Interview by interview"), head, steps if view.quotes else ())
    head = (_("When"), _("Who"), _("On"), _("What"), _("Before"), _("After"), _("Why"))
    history = (
        (a.at[:10], a.who, a.of, _field(a.field, a.language), a.before, a.after, a.why)
        for a in history_of(snapshot, view.theme)
    )
    yield from _section(_("History of the definition"), head, history)


def _section(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[Markup]:
    found = list(rows)
    if found:
        yield html.details(title, html.table(head, found))


def _field(field: str, language: str) -> str:
    labels = {
        MADE: _("made"),
        "path": _("name"),
        "name": _("name"),
        "label": _("label"),
        "definition": _("definition"),
        "include": _("use when"),
        "exclude": _("do not use when"),
        "example": _("example"),
        "text": _("text"),
        "codes": _("codes"),
    }
    return f"{labels[field]} ({language})" if language else labels[field]
