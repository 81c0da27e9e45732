"""The class of a point: what an agreement has made of a point of its template."""

from __future__ import annotations

from collections.abc import Sequence

from kodeverk.analysis.documents.limits import Thresholds
from kodeverk.analysis.documents.matching import ADDED, CHANGED, LEFT_OUT, UNCHANGED, Pair
from kodeverk.messages import _, percent

SAME, ADDITION, REWORDED, OWN, CUT, FILL_IN = "same", "same with addition", "reworded", "own", "cut", "fill-in"
CLASSES = (SAME, ADDITION, FILL_IN, REWORDED, OWN, CUT)
SIGNS = {SAME: "=", ADDITION: "+", FILL_IN: "…", REWORDED: "~", OWN: "≠", CUT: "×"}
"""One sign for each class, so that a table can be read in print without colours."""
COLOURS = {
    SAME: "#e9edf1", ADDITION: "#b9d8c2", FILL_IN: "#f2e3a6", REWORDED: "#f0bf8f", OWN: "#d98c7f", CUT: "#8d8d95",
}  # fmt: skip


def judged(pairs: Sequence[Pair], thresholds: Thresholds) -> str:
    """Return the class of a point from what became of its sentences.

    1. *Cut*: nothing of it stands there but perhaps its heading.
    2. *Same*: every sentence stands there unchanged, in whatever order, and nothing else; names of municipality, county
       and office filled in are no change.
    3. *Same with addition*: every sentence stands there unchanged, and whole sentences or list items besides.
    4. *Fill-in*: every sentence stands there unchanged, and something else than a name is filled in where the template
       leaves it open (a date, a choice, a description), whatever is added besides. A place left open is no filling.
    5. *Reworded*: a sentence is changed **or left out**, but at least ``thresholds.kept`` of them (0-1) stand there
       unchanged or can be recognised: their likeness is at least ``thresholds.sentence``. So a point of two sentences
       or more from which one is cut out is reworded, not cut.
    6. *Own*: fewer can.

    Parameters
    ----------
    pairs : sequence of Pair
        Of one point, or of a point and its parts together.
    thresholds : Thresholds
    """
    if all(pair.span is None for pair in pairs):
        return CUT
    found = [pair.found for pair in pairs if pair.template is not None and pair.template.spoken]
    if (left := len(found) - found.count(UNCHANGED)) == 0:
        if any(pair.fillings for pair in pairs):
            return FILL_IN
        return ADDITION if any(pair.found == ADDED for pair in pairs) else SAME
    recognised = len(found) - left + found.count(CHANGED)
    return REWORDED if recognised >= thresholds.kept * len(found) else OWN


def class_label(judged: str) -> str:
    """Return a class in the language in use."""
    labels = {
        SAME: _("same as the template"),
        ADDITION: _("same with addition"),
        FILL_IN: _("filled in"),
        REWORDED: _("reworded"),
        OWN: _("own wording"),
        CUT: _("cut"),
    }
    return labels.get(judged, judged)


def found_label(found: str) -> str:
    """Return what became of a sentence, in the language in use."""
    labels = {
        UNCHANGED: _("unchanged"),
        CHANGED: _("changed"),
        LEFT_OUT: _("left out"),
        ADDED: _("added"),
        "filled in": _("filled in"),
        "open": _("left open"),
    }
    return labels.get(found, found)


def rule(thresholds: Thresholds) -> str:
    """Return the rule of the classes in words, with its thresholds, as it is printed with the result."""
    text = _(
        "A point is the same where every sentence of the template stands unchanged, in whatever order, and nothing "
        "else; with addition where whole sentences stand besides; filled in where what the template leaves open, other "
        "than names, has been decided. It is reworded where a sentence is changed or left out but at least {kept} of "
        "them are there or can be recognised ({sentence} of the words in common, inflection aside), else own wording; "
        "cut where nothing of it is there but its heading. Capitals, punctuation, hyphens and numbers of points are "
        "not compared."
    )
    return text.format(kept=percent(thresholds.kept), sentence=percent(thresholds.sentence))
