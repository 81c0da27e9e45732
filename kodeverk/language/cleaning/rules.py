"""The rules there are, in order: what the page did to a text, what the transcriber wrote, how people speak."""

from __future__ import annotations

from typing import NamedTuple

from kodeverk.language.cleaning import lines, marks, speech
from kodeverk.language.cleaning.material import Finder


class Rule(NamedTuple):
    """A rule for cleaning.

    Attributes
    ----------
    name : str
    version : int
        Raised when the rule finds something else in the same text.
    find : function
        From the material to what it would change; its docstring says what the rule does and does not.
    """

    name: str
    version: int
    find: Finder


RULES = {
    rule.name: rule
    for rule in (
        Rule("columns", 1, lines.columns),
        Rule("page_furniture", 1, lines.page_furniture),
        Rule("hyphens", 1, lines.hyphens),
        Rule("soft_hyphens", 1, lines.soft_hyphens),
        Rule("omissions", 1, marks.omissions),
        Rule("unheard", 1, marks.unheard),
        Rule("sounds", 1, marks.sounds),
        Rule("pauses", 1, marks.pauses),
        Rule("fillers", 1, speech.fillers),
        Rule("repetitions", 1, speech.repetitions),
        Rule("dialect", 1, speech.dialect),
        Rule("spaces", 1, speech.spaces),
    )
}
"""Every rule by its name, in the order of application."""
