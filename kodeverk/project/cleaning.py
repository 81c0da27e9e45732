"""Cleaning texts by rules, looking at it before and after, and positions between layers, as the hall binds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kodeverk.errors import QuoteError, UnknownName

if TYPE_CHECKING:
    from kodeverk.coding.drafting import How
    from kodeverk.coding.layers import Placed
    from kodeverk.model import Plan, Snapshot, Source
    from kodeverk.project.looks import Study
    from kodeverk.project.project import Project
    from kodeverk.views.cleaning import Cleaned, Cleanings
    from kodeverk.views.text_layers import TextLayers

Words: TypeAlias = str | Path | Mapping[str, str]


def cleanings(
    self: Study,
    sources: str | Iterable[str] | None = None,
    *,
    rules: str | Iterable[str],
    keep: str | Iterable[str] = (),
    words: Words | None = None,
) -> Cleanings:
    """Return every change that rules would make, each in its sentence; nothing is changed.

    Parameters
    ----------
    sources, rules, keep, words
        As for `Project.clean`.

    Returns
    -------
    Cleanings
        With `counts` and `frame`: id, source, version, turn, rule, start, end, before, after, context.

    Raises
    ------
    UnknownName
        If there is no such source or rule.
    KodeverkError
        If ``columns`` is not alone, or ``dialect`` has no list of words.
    """
    from kodeverk.views.cleaning import cleanings

    return cleanings(self.snapshot, _sources(self.snapshot, sources), _how(rules, keep, words))


def clean(
    self: Project,
    sources: str | Iterable[str] | None = None,
    *,
    rules: str | Iterable[str],
    keep: str | Iterable[str] = (),
    words: Words | None = None,
    without: Collection[str] = (),
    coder: str,
    why: str = "",
) -> Cleaned:
    """Clean texts by rules: make a new version of each source in which they find something; return what it did.

    The text as it was imported stays readable (`version`), codings and all else move along as in a correction, `undo`
    takes all of it back, and `place` tells where a passage of one version stands in another. Look first, with
    `cleanings`. Cleaning again with the same rules changes nothing.

    Rules are applied in this order, each from version 1 on; their docstrings, in `kodeverk.language.cleaning`, say what
    each does and what it leaves.

    ==================  ==============================================================================
    ``columns``         text in two columns side by side, one after the other; must be named alone
    ``page_furniture``  running heads and page numbers
    ``hyphens``         words divided at the end of a line: ``samar-`` ``beid``, but ``NAV-kontor``
    ``soft_hyphens``    soft hyphens
    ``omissions``       ``[...]``
    ``unheard``         ``[uhørbart]``, ``[?]``
    ``sounds``          ``(latter)``, ``[kremter]``, ``*ler*``
    ``pauses``          ``(pause)``, ``(.)``, ``(2,5)``
    ``fillers``         *eh, mm, liksom, altså, på en måte* ...; not where they answer or stand for weight
    ``repetitions``     *jeg jeg*, *det er det er*; not *ja ja*, *veldig veldig*
    ``dialect``         words of a list, such as *itj* for *ikke*
    ``spaces``          spaces on end, at line ends and before commas
    ==================  ==============================================================================

    Parameters
    ----------
    sources : str or iterable of str, optional
        Names of sources; without it every interview.
    rules : str or iterable of str
    keep : str or iterable of str, optional
        Words and marks that stay, such as ``["altså", "latter"]``.
    words : str, Path or dict, optional
        For ``dialect``: a .csv or .xlsx file with the columns ``from`` and ``to``, a YAML file, a dict; or ``"nb"`` or
        ``"nn"`` for a short example list.
    without : collection of str, optional
        Ids of changes, from `cleanings`, that are struck out. They are not proposed again for these texts.
    coder : str
        Who cleans.
    why : str, optional
        Kept with the version.

    Returns
    -------
    Cleaned
        With `counts` (codings kept, moved, changed, orphaned), `frame`, `corrections` and `receipt`.

    Raises
    ------
    UnknownName
        If there is no such source or rule, or no change of such an id is proposed.
    KodeverkError
        If ``columns`` is not alone, or ``dialect`` has no list of words.
    FormatError, ReadingError
        If the list of words cannot be read.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> from kodeverk import Project
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "inf-01.txt").write_text("I: To ledere?\\nInformant 1: Mm. Vi har eh to sjefer.\\nI: Så.")
    >>> study = Project(folder / "s.kodeverk")
    >>> _ = study.add_sources(folder)
    >>> study.cleanings(rules="fillers")
    <1 change proposed: fillers 1>
    >>> done = study.clean(rules="fillers", coder="ida")
    >>> study.version("inf-01").text
    'I: To ledere?\\nInformant 1: Mm. Vi har to sjefer.\\nI: Så.'
    >>> study.clean(rules="fillers", coder="ida")
    <clean: nothing to change (the rules find nothing to change)>
    >>> study.close()
    """
    from kodeverk.coding.cleaning import clean
    from kodeverk.reading.corrected import divided_anew
    from kodeverk.views.cleaning import Cleaned
    from kodeverk.views.corrected import correction

    wanted = _how(rules, keep, words)
    ids = frozenset([without] if isinstance(without, str) else without)

    def plan(now: Snapshot) -> Plan:
        return clean(now, _sources(now, sources), wanted, divided_anew, without=ids, why=why)

    receipt = self.write(plan, verb="clean", who=coder, why=why)
    done = receipt.ids if receipt.seq is not None else ()
    return Cleaned(receipt, tuple(correction(self.snapshot, one) for one in done))


def text_layers(self: Study, source: str | None = None) -> TextLayers:
    """Return every version of the study's texts, or of one: what made it, and which rules of which version.

    Columns of its `frame`: source, version, in_force, by (``import``, ``cleaning``, ``correction``), rule,
    rule_version, changes, struck, keep, characters, made, reason.

    Raises
    ------
    UnknownName
        If there is no such source.
    """
    from kodeverk.views.text_layers import text_layers

    return text_layers(self.snapshot, source)


def place(
    self: Study, source: str, start: int, end: int, *, from_version: int | None = None, to_version: int = 1
) -> Placed:
    """Return where a passage of one version of a text stands in another, earlier or later.

    Exact where every version between was made by rules or by edits; one that came as a whole text or file is laid
    beside the one before it, and a passage without a certain place has none.

    Parameters
    ----------
    source : str
    start, end : int
        In code points of `from_version`.
    from_version : int, optional
        Without it, the version in force.
    to_version : int
        1 is the text as imported.

    Returns
    -------
    Placed
        With ``start``, ``end`` (None where it has no place), ``text`` and ``exact``.

    Raises
    ------
    UnknownName
        If there is no such source or version.
    QuoteError
        If the passage is empty or outside the text.
    """
    from kodeverk.coding.layers import placed
    from kodeverk.model import SourceVersion, Span

    found = self.snapshot.source(source)
    at = found.version if from_version is None else from_version
    known = sorted(v.number for v in self.snapshot.all(SourceVersion) if v.source_id == found.id)
    if strange := [number for number in (at, to_version) if number not in known]:
        raise UnknownName(f"{found.name} has no version {strange[0]!r}. It has: {', '.join(map(str, known))}.")
    length = self.snapshot.version(found.id, at).length
    if not 0 <= start < end <= length:
        raise QuoteError(
            f"The span {start}-{end} is no passage of {found.name}, version {at}: it has {length} code points."
        )
    return placed(self.snapshot, found, Span(start, end), at, to_version)


def _sources(snapshot: Snapshot, names: str | Iterable[str] | None) -> list[Source]:
    from kodeverk.model import Source

    if names is None:
        return [source for source in snapshot.all(Source) if source.kind == "interview"]
    found = [snapshot.source(name) for name in ([names] if isinstance(names, str) else names)]
    return list({source.id: source for source in found}.values())


def _how(rules: str | Iterable[str], keep: str | Iterable[str], words: Words | None) -> How:
    from kodeverk.coding.drafting import how
    from kodeverk.language.cleaning.lists import EXAMPLE_WORDS
    from kodeverk.reading.word_changes import read_word_changes

    if isinstance(words, str) and words in EXAMPLE_WORDS:
        words = EXAMPLE_WORDS[words]
    if isinstance(words, str | Path):
        words = read_word_changes(words)
    return how(rules, keep, words)
