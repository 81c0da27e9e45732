"""The coding desk, as `Project` binds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kodeverk.errors import MissingExtra

if TYPE_CHECKING:
    from kodeverk.notebook.desk import Desk
    from kodeverk.notebook.static import Transcripts
    from kodeverk.project.project import Project


def desk(
    self: Project,
    *,
    coder: str,
    source: str | None = None,
    blind: bool = False,
    read_first: bool = False,
    adjudicate: tuple[str, str] | None = None,
    static: bool = False,
) -> Desk | Transcripts:
    """Return the coding desk: transcript, codebook and all that is done while coding, with mouse and keyboard.

    As the last expression of a cell it shows itself. Every stroke is in the study before the page confirms it. A saved
    notebook holds none of the transcript: without a running notebook, title and counts are left.

    Parameters
    ----------
    coder : str
        Who codes; every change is made in this name.
    source : str, optional
        Name of the source to open; without it the one this coder coded last, or the first.
    blind : bool
        Whether nothing of other coders is shown: neither codings, memos nor counts. The codebook is everybody's: a
        code another coder makes is in it at once, also one named by a quote. Blind coders who code in vivo are best
        given a study each.
    read_first : bool
        Whether a source is coded only once this coder has marked it as read through.
    adjudicate : (str, str), optional
        Two coders whose differences are decided at this desk, into the layer ``avgjort``; their codings stay.
    static : bool
        A transcript with its codings to read instead, kept in the notebook: with all that is confidential in it.

    Returns
    -------
    Desk, or with `static` Transcripts

    Raises
    ------
    MissingExtra
        If anywidget is not installed.
    UnknownName
        If there is no such source, or no such coder to decide between.
    KodeverkError
        If the coder has no name or is no person, or the desk is to be both blind and for deciding.
    """
    from kodeverk.notebook.session import Session

    session = Session(self, coder, source=source, blind=blind, read_first=read_first, adjudicate=adjudicate)
    if static:
        from kodeverk.notebook.static import Transcripts

        return Transcripts.of(session)
    try:
        from kodeverk.notebook.desk import Desk
    except ModuleNotFoundError as missing:
        raise MissingExtra(
            f"The coding desk needs the library {missing.name}, which is not installed: "
            "pip install 'kodeverk[notebook]'. desk(static=True) needs nothing besides."
        ) from None
    return Desk(session)
