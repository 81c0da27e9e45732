"""Texts of the coding desk: the codebook, commands, dialogs, the status line, the list of sources."""

from __future__ import annotations

from kodeverk.messages import _, _n

BOTH = (1, 2)
"""The numbers that call for the two forms of a text with a number."""


def places() -> dict[str, str | list[str]]:
    """Return what the places of the desk are called, and the buttons all dialogs have."""
    return {
        "place.desk": _("Coding desk: {study}"),
        "place.text": _("The text"),
        "place.side": _("Codebook and notes"),
        "place.tools": _("Tools"),
        "place.acts": _("What can be done with the passage"),
        "save": _("Save"),
        "cancel": _("Cancel"),
        "close": _("Close"),
        "leave": _("Let go of the selection"),
        "choose": _("Choose …"),
        "yes": _("Yes"),
        "no": _("No"),
        "note": _("Note"),
        "not_said": _("Not said"),
        "dialog.missing": _("This must be filled in: {field}"),
        "dialog.unchosen": _("Choose one: {options}"),
        "dialog.unanswered": _("The study has not confirmed this. What you have written stays here."),
    }


def codebook() -> dict[str, str | list[str]]:
    """Return the texts of the codebook."""
    return {
        "codebook.title": _("Codebook"),
        "codebook.search": _("Search the codes"),
        "codebook.find": _("Search the codebook"),
        "codebook.none": _("No code has these words."),
        "codebook.here": _("here"),
        "codebook.all": _("in all"),
        "codebook.key": _("is its key"),
        "rules.title": _("The rules of the code"),
        "rules.definition": _("Definition"),
        "rules.include": _("When to use"),
        "rules.exclude": _("When not to"),
        "rules.example": _("Example"),
        "rules.empty": _("Choose a code to read its definition here."),
        "rules.none": _("Nothing is written about this code yet."),
        "rules.pin": _("Number key"),
    }


def coding() -> dict[str, str | list[str]]:
    """Return the texts of coding a passage."""
    return {
        "code.choose": _("Choose a code"),
        "code.in_vivo": _("Code with their words"),
        "code.new": _("New code"),
        "code.new_named": _("New code: {name}"),
        "code.again": _("Same code again"),
        "code.number": _("Code with the number of the key"),
        "code.nothing": _("Select a passage first."),
        "selection.none": _("Select a passage to code it."),
        "selection.drag": _("Drag onto a code"),
        "selection.characters": [_n("{count} character", "{count} characters", n) for n in BOTH],
        "selection.passages": [_n("{count} passage", "{count} passages", n) for n in BOTH],
        "coding.first_of": _("the first of {count}"),
        "coding.recode": _("Give another code"),
        "coding.start_left": _("Begin a word earlier"),
        "coding.start_right": _("Begin a word later"),
        "coding.end_left": _("End a word earlier"),
        "coding.end_right": _("End a word later"),
        "coding.not_yours": _("This coding is made by {coder}; only your own are changed here."),
        "coding.no_further": _("It cannot be moved further."),
        "coding.remove": _("Remove the coding"),
        "coding.history": _("How it came to be"),
        "new_code.name": _("Name"),
        "new_code.under": _("Under"),
        "new_code.own": _("At the top of your own codes"),
        "new_code.top_of": _("At the top of {codebook}"),
        "new_code.no_slash": _(
            "The sign / cannot be part of a name. "
            "Choose below what the code stands under, or write the name without it."
        ),
        "new_code.make": _("Make the code"),
        "new_code.make_and_code": _("Make it and code"),
        "new_code.definition_help": _("What it means, in a sentence. It can be written later."),
    }


def dialogs() -> dict[str, str | list[str]]:
    """Return the texts of the dialogs about a passage."""
    return {
        "memo.title": _("Memo"),
        "memo.about": _("About"),
        "memo.text": _("What do you think?"),
        "memo.on_coding": _("this coding: {code}"),
        "memo.on_turn": _("turn {number}"),
        "memo.on_source": _("the whole text: {name}"),
        "memo.on_case": _("who speaks: {name}"),
        "memo.on_code": _("the code: {code}"),
        "memo.on_study": _("the study"),
        "evidence.title": _("Evidence for a proposition"),
        "evidence.proposition": _("Proposition"),
        "evidence.stance": _("What the passage does"),
        "evidence.no_theory": _("The study has no theory yet. Add one in Python: study.use_theory(...)"),
        "relation.title": _("Relation between two"),
        "relation.from": _("Who"),
        "relation.to": _("with whom"),
        "relation.initiator": _("Who takes the initiative"),
        "relation.reciprocal": _("Is it mutual?"),
        "relation.channel": _("How"),
        "relation.frequency": _("How often"),
        "relation.no_actors": _("The study has fewer than two actors. Add them in Python: study.add_actors(...)"),
    }


def status() -> dict[str, str | list[str]]:
    """Return the texts that say what is saved."""
    return {
        "undo": _("Undo"),
        "redo": _("Redo"),
        "saving": _("saving …"),
        "saved.at": _("Saved {time} – {count}"),
        "codings": [_n("{count} coding", "{count} codings", n) for n in BOTH],
        "clock": _("{hours}:{minutes}"),
        "unanswered.title": _("The study does not answer."),
        "unanswered.lost": [
            _n("What you did at {time} is not confirmed.", "{count} changes since {time} are not confirmed.", n)
            for n in BOTH
        ],
        "unanswered.advice": _(
            "All that was shown as saved is in the file. See whether the kernel is running; "
            "if it was restarted, run the cell with the desk again."
        ),
        "unanswered.again": _("Ask again"),
        "answers_late": _("The study answers again. What was not confirmed is saved."),
        "answers_again": _("The study answers again. What you see now is what is saved; do again what is missing."),
    }


def sources() -> dict[str, str | list[str]]:
    """Return the texts of the list of sources."""
    return {
        "sources.choose": _("Choose a text"),
        "sources.none": _("No text"),
        "sources.next": _("Next text"),
        "sources.previous": _("Previous text"),
        "sources.first": _("This is the first text."),
        "sources.last": _("This is the last text."),
        "sources.read": _("read through"),
        "sources.unread": _("not read through"),
        "sources.undecided": [_n("{count} suggestion left", "{count} suggestions left", n) for n in BOTH],
        "sources.orphans": [_n("{count} without its text", "{count} without their text", n) for n in BOTH],
    }


def help_texts() -> dict[str, str | list[str]]:
    """Return the texts of the help."""
    return {
        "help.title": _("Keys"),
        "help.code": _("Coding"),
        "help.coding": _("The coding in focus"),
        "help.move": _("Moving"),
        "help.suggest": _("Suggestions and differences"),
        "help.read": _("Reading, correcting, notes"),
        "help.study": _("The desk"),
        "help.text": _("In the text: arrow keys move, Shift with an arrow selects, Ctrl with an arrow goes by words."),
        "help.fields": _("Letters are keys only where nothing is being written."),
        "help.tree": _("In the codebook letters go to a name; Enter codes; right and left open and close."),
    }


SECTIONS = (places, codebook, coding, dialogs, status, sources, help_texts)
"""Each at most 40 lines long; what is shown together stands together."""
