"""Coding for weeks, and with others: adjusting, reading as a whole, taking back one's own, as `Project` binds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kodeverk.coding.decided import LAYER
from kodeverk.model import Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kodeverk.analysis.agreement.deciding import Differences
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project
    from kodeverk.views.whole_readings import WholeReadings


def adjust(
    self: Project,
    coding: str,
    *,
    coder: str,
    span: tuple[int, int] | None = None,
    code: str | None = None,
    sub_question: str | None = None,
) -> Receipt:
    """Extend, shrink, recode or place anew one coding of one's own; return the receipt.

    It stays the same coding: evidence, relations and memos follow it.

    Parameters
    ----------
    coding : str
        Id of the coding, see ``table("codings")``.
    coder : str
        Whose coding it is; nobody else may adjust it.
    span : (int, int), optional
        Start and end in code points of the text in force, widened to whole characters.
    code : str, optional
        The code it gets.
    sub_question : str, optional
        Id of the sub-question it answers; ``""``: none.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such coding, code or sub-question, or a name fits several.
    QuoteError
        If the span does not fit the text.
    KodeverkError
        If the coding is another's, or she has coded the same passage with the same code already.
    """
    from kodeverk.coding import adjusting

    return self.write(
        lambda now: adjusting.adjust(now, coding, coder=coder, span=span, code=code, sub_question=sub_question),
        verb="adjust",
        who=coder,
    )


def read_through(self: Project, source: str, *, coder: str, read: bool = True) -> Receipt:
    """Mark a source as read through as a whole by a coder, or take the mark away; return the receipt.

    Parameters
    ----------
    source : str
        Name of the source.
    coder : str
        Who has read it.
    read : bool
        False takes the mark away.

    Raises
    ------
    UnknownName
        If there is no such source.
    """
    from kodeverk.coding import whole_reading

    return self.write(
        lambda now: whole_reading.read_through(now, source, coder=coder, read=read), verb="read_through", who=coder
    )


def whole_note(self: Project, source: str, text: str, *, coder: str) -> Receipt:
    """Keep a coder's note of what a source as a whole is about, in place of her earlier one; return the receipt.

    Parameters
    ----------
    source : str
        Name of the source.
    text : str
        The note; an empty one takes it away.
    coder : str
        Whose note it is.

    Raises
    ------
    UnknownName
        If there is no such source.
    """
    from kodeverk.coding import whole_reading

    return self.write(
        lambda now: whole_reading.whole_note(now, source, text, coder=coder), verb="whole_note", who=coder
    )


def undo(self: Project, coder: str | None = None) -> Receipt:
    """Take back the newest change, whoever made it and in whatever session; return the receipt.

    Parameters
    ----------
    coder : str, optional
        Only what this coder changed, though others have changed the study since.

    Raises
    ------
    KodeverkError
        If there is nothing to undo; with a coder, also if others have since changed what she changed, or something
        that stands hangs on it.
    """
    return self._store.undo(self.who) if coder is None else self._store.undo(coder, own=True)


def redo(self: Project, coder: str | None = None) -> Receipt:
    """Do again what was taken back last; return the receipt.

    Parameters
    ----------
    coder : str, optional
        Only what this coder had changed. Others' new changes do not end it, but her own do.

    Raises
    ------
    KodeverkError
        If nothing was undone, or something was changed since; with a coder, also if what others have done since
        does not allow it.
    """
    return self._store.redo(self.who) if coder is None else self._store.redo(coder, own=True)


def adjudicate(
    self: Project,
    between: Iterable[str],
    *,
    codes: Iterable[tuple[str, tuple[int, int] | None]],
    coder: str,
    layer: str = LAYER,
    note: str = "",
) -> Receipt:
    """Decide what is coded on a passage two coders coded differently; return the receipt.

    The decision goes into a layer of its own, and nothing of the two coders is altered. Deciding between the same
    codings again replaces what was decided before. See `differences`.

    Parameters
    ----------
    between : iterable of str
        Ids of the codings it is decided between; one side may have none.
    codes : list of (str, (int, int) or None)
        What is decided on: a code and where, start and end in code points; without a span, the whole passage. Empty:
        nothing is coded here.
    coder : str
        The person who decides.
    layer : str
        Name of the layer; ``select(coders=[layer])`` gives what was decided alone.
    note : str, optional
        Why.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such coding or code, or a name fits several.
    KodeverkError
        If the codings are of several sources or of an older version of the text, a span lies outside the passage,
        even in part, or a person goes by the layer's name.
    """
    from kodeverk.coding import adjudicating

    ids = between if isinstance(between, str) else tuple(between)
    chosen = codes if isinstance(codes, str) else tuple(codes)
    return self.write(
        lambda now: adjudicating.adjudicate(now, ids, codes=chosen, coder=coder, layer=layer, note=note),
        verb="adjudicate",
        who=coder,
    )


def adopt_agreed(self: Project, a: str, b: str, *, coder: str, layer: str = LAYER) -> Receipt:
    """Take over into the decided layer what two coders coded alike; return the receipt.

    Alike is the same code, from the same words to the same words, as in `agreement`.

    Parameters
    ----------
    a, b : str
        The two coders.
    coder : str
        The person who takes it over.
    layer : str
        Name of the layer of decided codings.

    Raises
    ------
    UnknownName
        If there is no such coder.
    KodeverkError
        If the two are the same, or a person goes by the layer's name.
    """
    from kodeverk.analysis.agreement.deciding import agreed_between
    from kodeverk.coding import adjudicating

    return self.write(
        lambda now: adjudicating.adopt(now, agreed_between(now, a, b), coder=coder, layer=layer),
        verb="adopt_agreed",
        who=coder,
    )


def differences(self: Study, a: str, b: str, *, layer: str = LAYER) -> Differences:
    """Return the passages two coders coded differently, both quotes side by side, and what was decided on each.

    See ``.frame``, ``.decided`` and ``.left``. A decision stands while the codings it was between are judged as they
    were; then the passage is to be decided anew.

    Parameters
    ----------
    a, b : str
        The two coders.
    layer : str
        The layer of decided codings; it need not be there yet.

    Raises
    ------
    UnknownName
        If there is no such coder.
    KodeverkError
        If the two are the same, or a coder of another kind goes by the layer's name.
    """
    from kodeverk.analysis.agreement.deciding import differences_between

    return differences_between(self.snapshot, a, b, layer=layer)


def whole_readings(self: Study) -> WholeReadings:
    """Return who has read which source through as a whole, and the notes of what each is about. See ``.frame``."""
    from kodeverk.views.whole_readings import whole_readings

    return whole_readings(self.snapshot)
