"""What a view is told first: the texts it shows, the rules of the desk, and the study's sources and codes."""

from __future__ import annotations

from kodeverk.analysis.networks.told import channel_label, frequency_label
from kodeverk.analysis.theory.computed import computed_label
from kodeverk.messages import language
from kodeverk.model import STANCES, Coding
from kodeverk.model.network import CHANNELS, FREQUENCIES
from kodeverk.notebook.acts_coding import OWN_BOOK
from kodeverk.notebook.shown import Told
from kodeverk.notebook.telling import State
from kodeverk.notebook.words import words
from kodeverk.views.naming import names


def greeting(state: State, title: str, first: str | None) -> Told:
    """Return what a view is told first.

    Parameters
    ----------
    state : State
    title : str
        Of the study.
    first : str or None
        Id of the source to open; without it the one this coder coded last, or else the first.
    """
    seat = state.seat
    settings = {
        "language": language(), "coder": seat.coder, "blind": seat.blind, "read_first": seat.read_first,
        "adjudicate": {"coders": list(seat.adjudicate), "layer": seat.layer} if seat.adjudicate else None,
        "channels": [{"id": one, "label": channel_label(one)} for one in CHANNELS],
        "frequencies": [{"id": one, "label": frequency_label(one)} for one in FREQUENCIES],
        "stances": [{"id": one, "label": computed_label(one)} for one in STANCES],
        "study": title, "own_book": OWN_BOOK,
    }  # fmt: skip
    put = {kind: list(records.values()) for kind, records in state.shelves.items()}
    return {"words": words(), "settings": settings, "put": put, "open": first or _first(state)}


def _first(state: State) -> str | None:
    own = [coding for coding in state.snapshot.all(Coding) if coding.coder == state.seat.coder]
    if own:
        return max(own, key=lambda coding: coding.made).source_id
    return next(iter(names(state.snapshot).source), None)
