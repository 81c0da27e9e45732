"""Texts of the coding desk: suggestions, reading first, correcting, adjudicating, the case and its memos."""

from __future__ import annotations

from kodeverk.messages import _, _n

BOTH = (1, 2)
"""The numbers that call for the two forms of a text with a number."""


def suggestions() -> dict[str, str | list[str]]:
    """Return the texts of the list of suggestions."""
    return {
        "back": _("Back to the list"),
        "suggestions.title": _("Suggestions"),
        "suggestions.progress": [
            _n("{decided} of {total} suggestion decided", "{decided} of {total} suggestions decided", n) for n in BOTH
        ],
        "suggestions.none": _("No rule or model has suggested anything in this text."),
        "suggestions.all_decided": _("Every suggestion in this text is decided."),
        "suggestions.none_left": _("That was the last suggestion in this text."),
        "suggestions.because": _("Because of"),
        "suggestions.look": [_n("Look at {count}", "Look at all {count}", n) for n in BOTH],
        "suggestions.look_at": [_n("{count} passage because of", "{count} passages because of", n) for n in BOTH],
        "suggestions.accept_all": [
            _n("I have looked: accept {count}", "I have looked: accept all {count}", n) for n in BOTH
        ],
        "suggestion.accept": _("Accept"),
        "suggestion.change": _("Change"),
        "suggestion.reject": _("Reject"),
    }


def reading() -> dict[str, str | list[str]]:
    """Return the texts of reading a source as a whole."""
    return {
        "reading.title": _("Readings"),
        "reading.mode": _("Read without marks"),
        "reading.bar": _("You read without marks. Escape leads back to coding."),
        "reading.guard": _(
            "In this study an interview is read as a whole before it is coded. This one is not marked as read yet."
        ),
        "reading.begin": _("Read it now"),
        "reading.mark": _("Mark as read through"),
        "reading.read": _("Read through {when}"),
        "reading.take_back": _("Take the mark away"),
        "reading.by": _("Reading of {coder}"),
        "reading.note": _("The interview as a whole"),
        "reading.note_help": _("What is it about, all in all? Saved as you write."),
        "reading.note_empty": _("No note yet."),
        "reading.note_waits": _("Not saved yet …"),
        "reading.note_saving": _("Saving …"),
        "reading.note_saved": _("Saved {when}"),
        "reading.note_refused": _("Not saved. What you wrote stands here still; it is tried again when you write on."),
    }


def correcting() -> dict[str, str | list[str]]:
    """Return the texts of correcting a turn."""
    return {
        "text.correct": _("Correct the text"),
        "correct.title": _("Correct turn {number}"),
        "correct.text": _("Text of turn {number}"),
        "correct.why": _("Reason (may be empty)"),
        "correct.help": _(
            "Codings move along. Those whose words are changed are listed afterwards; earlier versions stay. "
            "Here no turn can be split, taken out or given to another speaker; study.correct(text=...) does that."
        ),
        "correct.save": _("Save the correction"),
        "correct.nothing": _("Nothing was changed in the text."),
        "correct.refused": _("Not saved. What you wrote stands here still."),
        "correct.changed_meanwhile": _(
            "The text has been changed meanwhile. What you wrote stands here; compare before you save it."
        ),
        "correct.other_turns": _(
            "The text has been changed meanwhile, and has other turns. What you wrote stands below and changes nothing."
        ),
        "correct.draft": _("You wrote this before, and have not saved it."),
        "correct.in_force": _("What the text says now"),
        "correct.written": _("What you wrote"),
        "correct.kept": _("What you wrote is not saved; it stands here when you correct the turn again."),
        "both.before": _("Before"),
        "both.after": _("Now"),
        "go_there": _("Go there"),
    }


def corrected() -> dict[str, str | list[str]]:
    """Return the texts of what a correction did, and of earlier versions."""
    return {
        "text.title": _("Text"),
        "corrected.title": _("What the correction did"),
        "corrected.kept": [_n("{count} coding as it was", "{count} codings as they were", n) for n in BOTH],
        "corrected.moved": [_n("{count} coding moved along", "{count} codings moved along", n) for n in BOTH],
        "corrected.changed": [
            _n("{count} coding with other words", "{count} codings with other words", n) for n in BOTH
        ],
        "corrected.orphaned": [
            _n("{count} coding without its text", "{count} codings without their text", n) for n in BOTH
        ],
        "corrected.lost": _("Also without their text: {what}"),
        "corrected.fine": _("It still fits"),
        "orphans.title": [_n("{count} coding without its text", "{count} codings without their text", n) for n in BOTH],
        "orphans.help": _(
            "A correction removed what was coded, or left no certain place for it. "
            "Each stays, with its words, until you decide otherwise."
        ),
        "orphans.removed": _("Text removed after version {version}"),
        "orphans.uncertain": _("Place not certain after version {version}"),
        "orphans.mark_first": _("Mark a passage to move it there, or leave it."),
        "orphans.anew": _("Move it to the marked passage"),
        "orphans.uncode": _("Remove the coding"),
        "versions.title": _("Versions of the text"),
        "versions.in_force": _("Version {number}, in force"),
        "versions.number": _("Version {number}"),
        "versions.not_in_force": _("Version {number}, not in force"),
        "versions.help": _("An earlier version, to be read only. Nothing can be coded here."),
        "versions.made": _("Made {when}"),
        "versions.replaced": _("Replaced {when}"),
        "versions.replaced_by": _("Replaced {when} by {who}"),
    }


def adjudicating() -> dict[str, str | list[str]]:
    """Return the texts of deciding between two coders."""
    return {
        "adjudicate.mode": _("Decide where coders differ"),
        "differences.title": _("Differences"),
        "differences.progress": [
            _n("{decided} of {total} difference decided", "{decided} of {total} differences decided", n) for n in BOTH
        ],
        "differences.none": _("The two coders do not differ in this text."),
        "differences.all_decided": _("Every difference in this text is decided."),
        "difference.uncoded": _("not coded"),
        "difference.nothing": _("nothing is coded here"),
        "difference.decided": _("Decided by {coder}:"),
        "decide.first": _("The first"),
        "decide.second": _("The second"),
        "decide.both": _("Both"),
        "decide.other": _("Another code"),
        "decide.nothing": _("Nothing"),
        "decide.help": _("For another extent, mark a passage within what they coded, and take another code."),
        "decide.outside": _("The marked passage lies partly outside what the two coders coded here."),
        "decide.note": _("Why? (may be empty)"),
    }


def case() -> dict[str, str | list[str]]:
    """Return the texts of who speaks, and of memos."""
    return {
        "case.title": _("Case"),
        "case.show": _("Who speaks, and memos"),
        "case.turn": _("Who speaks in turn {number}"),
        "case.all": _("Who speaks here"),
        "case.unbound": _("bound to no case yet."),
        "case.nobody": _("No case is bound to anybody who speaks here."),
        "memos.title": _("Memos"),
        "memos.add": _("Add"),
    }


SECTIONS = (suggestions, reading, correcting, corrected, adjudicating, case)
"""Each at most 40 lines long; what is shown together stands together."""
