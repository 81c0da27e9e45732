"""Agreement between coders on codes: by character, segment or case, for each code and for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kodeverk.analysis.agreement.coefficients import Pattern
from kodeverk.analysis.agreement.differences import differences
from kodeverk.analysis.agreement.evidence import on_evidence
from kodeverk.analysis.agreement.result import CODES, EVIDENCE, Agreement, Row, row
from kodeverk.analysis.agreement.units import CHARACTER, UNITS, Work, fields, patterns, work_of
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Category, Coder, Coding, Snapshot
from kodeverk.views.naming import ancestors, families, names, with_children
from kodeverk.views.removed import removed

LEVELS = ("code", "top")


def agreement(
    snapshot: Snapshot,
    *coders: str,
    by: str = CHARACTER,
    of: str = CODES,
    codes: Iterable[str] | None = None,
    level: str = "code",
) -> Agreement:
    """Return how far coders agree, for each code, each category and all codes, and every passage they differ on.

    Each code is a question of its own, answered yes or no on every unit: coders may use several codes on one passage.
    Informant speech only, in the versions of the sources in force. A coder with any coding in a source is taken to
    have read it: what she left uncoded there is *no*. In a source without a coding of hers her judgements are missing.

    Parameters
    ----------
    snapshot : Snapshot
    *coders : str
        Two or more.
    by : str
        The unit. ``character``: code points of informant speech; long passages weigh more, and adjacent ones are not
        independent. ``segment``: turns of informants; yes where a coding touches the turn. ``case``: cases, over the
        sources that all have coded who coded any of hers.
    of : str
        ``codes``; or ``evidence``: the stances the coders judged the same passages to take to the same propositions.
        Passages that overlap are one. What one coder alone judged is listed, and counts neither for nor against: the
        others may not have been asked to judge it. `by` and `level` say nothing then.
    codes : list of str, optional
        Codes to compare, with their children; they are listed also where nobody uses them, and categories are not.
        Otherwise all codes one of the coders uses, and the categories these are in.
    level : str
        ``code``, or ``top``: every code taken for the one at the top it stands under.

    Returns
    -------
    Agreement

    Raises
    ------
    KodeverkError
        If fewer than two coders are named, or `by`, `of` or `level` is none of those above.
    UnknownName, AmbiguousName
        If there is no such coder or code.

    Notes
    -----
    Share of equal judgements, Cohen's kappa (two coders) and Krippendorff's nominal alpha: see
    `kodeverk.analysis.agreement.coefficients`. For a category a unit is *yes* where any of its codes is used. For all
    codes the judgements of every code on every unit are put together and the coefficient is computed once of them: a
    code in much use weighs more in it than one in little use. Nothing is computed where no two coders judged a unit,
    where all judgements are the same, or of fewer than five units: it is then not available, never 1.
    """
    chosen = chosen_coders(snapshot, coders)
    for name, value, known in (("by", by, UNITS), ("of", of, (CODES, EVIDENCE)), ("level", level, LEVELS)):
        if value not in known:
            raise KodeverkError(f"{name}={value!r} is none of {', '.join(known)}.")
    wanted = None if codes is None else with_children(snapshot, [snapshot.code(name).id for name in _listed(codes)])
    if of == EVIDENCE:
        return on_evidence(snapshot, chosen, wanted)
    work = work_of(snapshot, chosen)
    compared = _compared_as(snapshot, wanted, level)
    listed = wanted is not None
    rows = _rows(snapshot, work, compared, by, listed)
    found = differences(snapshot, work, lambda coding: compared.get(coding.code_id))
    gone = _removed(snapshot, chosen, compared)
    return Agreement(chosen, CODES, by, level, tuple(rows), tuple(found), *_sources(snapshot, work), gone)


def _removed(snapshot: Snapshot, coders: Sequence[str], compared: Mapping[str, str]) -> int:
    """Return how many codings of these coders are not compared, since a correction removed their text."""
    codings = (snapshot.table(Coding)[key] for key in removed(snapshot))
    return sum(coding.coder in coders and coding.code_id in compared for coding in codings)


def _listed(names: Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def chosen_coders(snapshot: Snapshot, coders: Sequence[str]) -> tuple[str, ...]:
    """Return the coders to compare: two or more that the study knows, all different; raise where they are not."""
    known = snapshot.table(Coder)
    for name in coders:
        if name not in known:
            raise UnknownName(f"There is no coder {name!r}. There are: {', '.join(known) or 'none'}.")
    if len(set(coders)) != len(coders) or len(coders) < 2:
        raise KodeverkError(
            f"Agreement is between two or more different coders; given: {', '.join(coders) or 'none'}. "
            f"There are: {', '.join(known) or 'none'}."
        )
    return tuple(coders)


def _compared_as(snapshot: Snapshot, wanted: Iterable[str] | None, level: str) -> dict[str, str]:
    """Return for each code compared the id of the code it is compared as."""
    kept = names(snapshot).code if wanted is None else wanted
    return {key: [key, *ancestors(snapshot, key)][-1 if level == "top" else 0] for key in kept}


def _rows(snapshot: Snapshot, work: Work, compared: Mapping[str, str], by: str, listed: bool) -> list[Row]:
    known = names(snapshot)
    units = fields(snapshot, work, by)
    used = {coding.code_id for codings in work.codings.values() for coding in codings} & compared.keys()
    shown = {compared[key] for key in (compared if listed else used)}
    rows, total = [], Counter[Pattern]()
    for key in (code for code in known.code if code in shown):
        meant = [code for code in families(snapshot)[key] if compared.get(code) == key]
        rows.append(row("code", known.code[key], key, work.coders, patterns(units, work.coders, meant)))
        total.update(rows[-1].patterns)
    for key, name in known.category.items() if not listed else ():
        codes = with_children(snapshot, snapshot.table(Category)[key].codes)
        if used.intersection(codes):
            rows.append(row("category", name, key, work.coders, patterns(units, work.coders, codes)))
    return [*rows, row("all", "", "", work.coders, total)]


def _sources(snapshot: Snapshot, work: Work) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the sources two have coded, and those a coder has not, though another has."""
    known = names(snapshot).source
    common = tuple(known[key] for key, coded in work.coded.items() if len(coded) > 1)
    unread = tuple((known[key], c) for key, coded in work.coded.items() if coded for c in work.coders if c not in coded)
    return common, unread
