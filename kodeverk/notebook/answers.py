"""What the study answers the coding desk in the reader's language: what was done, or why it was not.

No answer holds interview text, a name of a person or the name of a code: a code may be called by somebody's words.
"""

from __future__ import annotations

from kodeverk.errors import KodeverkError, StoreError
from kodeverk.messages import _, _n
from kodeverk.model import Receipt

MALFORMED, UNKNOWN, STALE, NOT_YOURS = "malformed", "unknown", "stale", "not yours"
UNREAD, REFUSED, STORE = "unread", "refused", "store"


class Refused(KodeverkError):
    """A request of the desk that is not carried out.

    Attributes
    ----------
    code : str
        For the page: ``malformed``, ``unknown``, ``stale``, ``not yours``, ``unread``, ``refused`` or ``store``.
    text : str
        For the reader, in the language in use.
    """

    def __init__(self, code: str, text: str = "") -> None:
        self.code = code
        self.text = text or why_not(code)
        super().__init__(self.text)


def why_not(code: str) -> str:
    """Return why a request is not carried out, by its code."""
    texts = {
        MALFORMED: _("The study did not understand what the desk asked for. Nothing was changed."),
        UNKNOWN: _("What the desk asked for is not in the study, or no longer. Nothing was changed."),
        STALE: _("The text has been changed since it was opened here. Nothing was changed; the new text is opened."),
        NOT_YOURS: _("This coding is another coder's. Nothing was changed."),
        UNREAD: _("Read the text through first, and mark it as read; then it can be coded. Nothing was changed."),
        REFUSED: _("This could not be done. Nothing was changed."),
        STORE: _("Nothing was saved: the study file could not be written just now."),
    }
    return texts[code]


def not_so(reason: str) -> Refused:
    """Return the refusal of something that has the right shape and still cannot be done, by its reason."""
    texts = {
        "no words": _("There are no words in this passage to name a code by. Nothing was changed."),
        "no name": _("A code needs a name, and so does each above it. Nothing was changed."),
        "twice": _("You have coded this passage with this code already. Nothing was changed."),
        "empty memo": _("An empty memo says nothing. Nothing was changed."),
        "premise": _("A premise is a definition or an assumption, and is not judged. Nothing was changed."),
        "one actor": _("A relation is between two different actors. Nothing was changed."),
        "initiative": _("The initiative is taken by one of the two. Nothing was changed."),
        "not deciding": _("This desk is not for deciding between coders. Nothing was changed."),
        "undo": _("There is nothing of yours to take back, or others have built on it since. Nothing was changed."),
        "redo": _("There is nothing of yours to do again, or it was changed since. Nothing was changed."),
    }
    return Refused(REFUSED, texts[reason])


def not_saved(error: StoreError) -> Refused:
    """Return the refusal of what the study file could not keep.

    The English detail, which says what to do, is added where it names nothing but the file: what it names it quotes.
    """
    detail = str(error)
    return Refused(STORE, why_not(STORE) if "'" in detail or '"' in detail else f"{why_not(STORE)} {detail}")


def unforeseen(error: Exception) -> Refused:
    """Return the refusal of what no rule foresees: a fault in kodeverk, of which only the kind is told."""
    text = _(
        "Something went wrong in kodeverk ({kind}). Run the cell again; what was confirmed as saved is in the study."
    )
    return Refused(REFUSED, text.format(kind=type(error).__name__))


def saved_unshown(error: Exception) -> str:
    """Return what is said where a change is in the study, and a fault in kodeverk keeps it from being shown."""
    text = _("It is saved, but what it changed cannot be shown here ({kind}). Run the cell again.")
    return text.format(kind=type(error).__name__)


def done(kind: str, receipt: Receipt, count: int) -> str:
    """Return what a request did, in one line for the status line and the screen reader.

    Parameters
    ----------
    kind : str
        Kind of the request.
    receipt : Receipt
    count : int
        How many passages, codings or suggestions it was about.
    """
    if receipt.seq is None and kind != "reject":  # a no beside somebody else's is kept by the desk alone
        return _("So it was already.")
    if kind == "in_vivo" and "code made" not in receipt.counts:
        text = _n(
            "Coded {count} passage with the code of these words, which was there already.",
            "Coded {count} passages with the code of these words, which was there already.",
            count,
        )
        return text.format(count=count)
    texts = {
        "code": _n("Coded {count} passage.", "Coded {count} passages.", count),
        "in_vivo": _n("Coded {count} passage in its own words.", "Coded {count} passages in their own words.", count),
        "new_code": _("New code."),
        "uncode": _n("Removed {count} coding.", "Removed {count} codings.", count),
        "adjust": _("Changed the coding."),
        "memo": _("Kept the memo."),
        "judge": _("Kept as evidence."),
        "relate": _("Kept the relation."),
        "accept": _n("Accepted {count} suggestion.", "Accepted {count} suggestions.", count),
        "reject": _n("Rejected {count} suggestion.", "Rejected {count} suggestions.", count),
        "change": _("Changed the suggestion and accepted it."),
        "read": _("Marked as read through.") if count else _("No longer marked as read through."),
        "whole_note": _("Saved the note."),
        "correct": _("Corrected the text."),
        "decide": _("Decided."),
    }
    return texts[kind].format(count=count)
