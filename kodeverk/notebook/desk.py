"""The coding desk as a widget: it carries messages between the page and the session, and holds nothing itself."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from kodeverk.messages import _, language
from kodeverk.notebook import bundle
from kodeverk.notebook.session import Session
from kodeverk.views import html


class Desk(anywidget.AnyWidget):
    """The coding desk, shown where it is the last expression of a cell.

    Widget state is saved with a notebook, so that none of what is confidential is part of it: texts, names, codes and
    quotes go to the page as messages only. Where no front end shows widgets, title and counts are left.

    Parameters
    ----------
    session : Session
    """

    _esm = bundle.esm()
    _css = bundle.css()

    title = traitlets.Unicode().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    unanswered = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self._session = session
        title, counts = session.summary()
        super().__init__(title=title, summary=counts, unanswered=unanswered(), language=language())
        self.on_msg(self._received)

    def _received(self, _widget: object, message: object, _buffers: object) -> None:
        for answer in self._session.handle(message):
            self.send(answer)

    def __repr__(self) -> str:
        title, counts = self._session.summary()
        return _("The coding desk of {title}: {counts}").format(title=title, counts=counts)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None:
            return None
        data, metadata = shown
        self.title, self.summary = self._session.summary()
        without = html.block(html.tag("p", repr(self)), html.tag("p", _where(), style=html.SMALL))
        return {**data, "text/plain": repr(self), "text/html": str(without)}, metadata


def unanswered() -> str:
    """Return what the page says where the study does not answer."""
    return _("The study does not answer. Run the cell again; what was confirmed as saved is in the study.")


def _where() -> str:
    return _("The desk itself is shown in a running notebook, where this cell is run.")
