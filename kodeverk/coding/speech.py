"""Whose words count: what informants say, apart from what the interviewer does."""

from __future__ import annotations

from kodeverk.errors import GrammarError
from kodeverk.model import Segment, Snapshot, Speaker

INFORMANT, ALL = "informant", "all"


def segments_of(snapshot: Snapshot, source_id: str, *, speech: str = INFORMANT) -> list[Segment]:
    """Return the segments of a source, of its version in force, whose speech counts.

    Parameters
    ----------
    snapshot : Snapshot
    source_id : str
    speech : str
        ``informant``: what speakers say who are not the interviewer; a role that is unknown counts as informant.
        Text nobody is named for counts only in a source without named speakers, and comments never do.
        ``all``: every segment.

    Returns
    -------
    list of Segment
        Those with something said in them. A source without segments is one segment.
    """
    if speech not in (INFORMANT, ALL):
        raise GrammarError(f"Whose speech? {speech!r} is neither 'informant' nor 'all'.")
    version = snapshot.version(source_id)
    segments = [s for s in version.segments or (Segment(1, 0, version.length, 0, "paragraph"),) if s.body < s.end]
    if speech == ALL:
        return segments
    named = any(segment.speaker for segment in segments)
    speakers = snapshot.speakers()
    return [s for s in segments if _counts(s, speakers.get((source_id, s.speaker)), named=named)]


def _counts(segment: Segment, speaker: Speaker | None, *, named: bool) -> bool:
    if segment.kind == "comment" or (speaker is not None and speaker.role == "interviewer"):
        return False
    return bool(segment.speaker) or not named or (speaker is not None and speaker.role == "informant")
