"""Talk: how much each informant says in interviews, in words and turns of her own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kodeverk.model import Snapshot, Source
from kodeverk.views.portrait import spoken_words

INTERVIEWER = "interviewer"


def words_said(snapshot: Snapshot) -> Mapping[str, int]:
    """Return the words each case says in all interviews, by its id; under ``""`` those of speakers bound to nobody.

    What interviewers say is in none of them.
    """
    return snapshot.derive("words said", lambda: _words_said(snapshot))


def _words_said(snapshot: Snapshot) -> Counter[str]:
    found: Counter[str] = Counter()
    for said in spoken_words(snapshot).values():
        found.update({who: count for who, count in said.items() if who != INTERVIEWER})
    return found


def turns_taken(snapshot: Snapshot) -> Mapping[str, int]:
    """Return how many turns each case takes in interviews, by its id; no comment is a turn."""
    return snapshot.derive("turns taken", lambda: _turns_taken(snapshot))


def _turns_taken(snapshot: Snapshot) -> Counter[str]:
    bound = {place: speaker.case_id for place, speaker in snapshot.speakers().items() if speaker.case_id}
    interviews = [source.id for source in snapshot.all(Source) if source.kind == "interview"]
    return Counter(
        bound[source_id, segment.speaker]
        for source_id in interviews
        for segment in snapshot.version(source_id).segments
        if segment.kind != "comment" and (source_id, segment.speaker) in bound
    )
