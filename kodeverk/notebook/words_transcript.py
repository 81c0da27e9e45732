"""Texts of the coding desk: the transcript, its marks, selecting and moving."""

from __future__ import annotations

from kodeverk.messages import _, _n

BOTH = (1, 2)
"""The numbers that call for the two forms of a text with a number."""


def transcript() -> dict[str, str | list[str]]:
    """Return the texts of the transcript and of its marks."""
    return {
        "transcript": _("Transcript"),
        "transcript.of": _("Transcript of {name}"),
        "transcript.turn": _("Turn {number}"),
        "mark.coding": _("{code}, {coder}: {quote}"),
        "mark.suggestion": _("Suggested {code}: {quote}"),
        "card.reason": _("Because of"),
        "card.suggested": _("Suggested, not decided on"),
        "card.memo": _("Memo"),
        "card.relation": _("Relation"),
    }


def selecting() -> dict[str, str | list[str]]:
    """Return the texts of selecting passages."""
    return {
        "selection.one": _("Marked: {text}"),
        "selection.several": [
            _n("{count} passage marked, the last: {text}", "{count} passages marked, the last: {text}", n) for n in BOTH
        ],
        "selection.keep": _("Mark one more passage beside this"),
        "selection.kept": [
            _n("{count} passage kept; mark the next", "{count} passages kept; mark the next", n) for n in BOTH
        ],
        "tray": _("Marked passages"),
        "tray.count": [_n("{count} passage marked", "{count} passages marked", n) for n in BOTH],
        "tray.drop": _("Let go of: {text}"),
    }


def moving() -> dict[str, str | list[str]]:
    """Return the texts of moving through the transcript."""
    return {
        "move.next": _("Next turn"),
        "move.previous": _("Previous turn"),
        "move.uncoded": _("Next turn without a coding"),
        "move.uncoded.none": _("Every turn an informant speaks in has a coding."),
        "move.uncoded.left": [_n("{count} turn without a coding", "{count} turns without a coding", n) for n in BOTH],
        "move.suggestion": _("Next suggestion"),
        "move.coding": _("Next coding"),
        "move.coding.back": _("Previous coding"),
        "move.difference": _("Next difference"),
    }


SECTIONS = (transcript, selecting, moving)
"""Each at most 40 lines long; what is shown together stands together."""
