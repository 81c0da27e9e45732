"""What each request of the desk does to the study: the verb it is logged as, and the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kodeverk.model import Plan, Snapshot
from kodeverk.notebook import acts_coding, acts_notes, acts_text, acts_together
from kodeverk.notebook.checks import Fields
from kodeverk.notebook.seat import Seat


class Act(NamedTuple):
    """A request that changes the study.

    Attributes
    ----------
    verb : str
        For the change log.
    plan : function of (Snapshot, Seat, fields) to Plan
        Checks what the request names in the study as it is when written, and raises `Refused` where it does not hold.
    about : str
        The field that holds what it is about, where that can be many.
    result : object
        What the request gives back where the study cannot be looked at after it.
    """

    verb: str
    plan: Callable[[Snapshot, Seat, Fields], Plan]
    about: str = ""
    result: Any = None

    def count(self, fields: Fields) -> int:
        """Return how many passages, codings or suggestions the request is about."""
        return len(fields[self.about]) if self.about else 1


ACTS: Mapping[str, Act] = {
    "code": Act("code", acts_coding.code, "spans"),
    "in_vivo": Act("code", acts_coding.in_vivo, "spans"),
    "new_code": Act("add_code", acts_coding.new_code),
    "uncode": Act("uncode", acts_coding.uncode, "codings"),
    "adjust": Act("adjust", acts_coding.adjust),
    "accept": Act("accept", acts_coding.accept, "suggestions"),
    "reject": Act("reject", acts_coding.reject, "suggestions"),
    "change": Act("change", acts_coding.change),
    "memo": Act("memo", acts_notes.memo),
    "judge": Act("judge", acts_notes.judge),
    "relate": Act("relate", acts_notes.relate),
    "read": Act("read_through", acts_notes.read),
    "whole_note": Act("whole_note", acts_notes.whole_note),
    "correct": Act("correct", acts_text.correct, result=acts_text.NOT_TOLD),
    "decide": Act("adjudicate", acts_together.decide),
}
