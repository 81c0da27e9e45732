"""Who speaks, and turns that look wrong, as the hall binds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kodeverk.project.looks import Study
    from kodeverk.views.speakers import Speakers
    from kodeverk.views.unlikely import UnlikelyTurns


def speakers(self: Study) -> Speakers:
    """Return who speaks in each source: role, turns, words, case, and for those bound to none whom they may be.

    Columns of its `frame`: source, speaker, role, guessed (whether the role was guessed from how they speak), turns,
    words, share (of the words in the source, 0-1), case, likely_case, because (``attribute``, ``same label``, ``name``
    or ``file name``). `unbound` holds those to be bound, with `bind`; roles are told with `set_role`.
    """
    from kodeverk.views.speakers import speakers

    return speakers(self.snapshot)


def unlikely_turns(self: Study, source: str | None = None) -> UnlikelyTurns:
    """Return the turns of the interviews, or of one source, that look wrongly divided or attributed.

    Columns of its `frame`: source, turn, label, reason, other, start, end (code points), text. Reasons: ``heading``
    (taken for a speaker), ``speaker within`` (another's line inside the turn), ``labels alike``, ``long``, ``two
    labels`` (of one speaker in a row), ``time backwards``, ``table``. Nothing is changed by it; correct with `correct`.

    Raises
    ------
    UnknownName
        If there is no such source.
    """
    from kodeverk.views.unlikely import unlikely_turns

    return unlikely_turns(self.snapshot, source)
