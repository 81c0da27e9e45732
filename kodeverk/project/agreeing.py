"""How far coders agree, as a look at the study."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kodeverk.analysis.agreement.result import Agreement
    from kodeverk.project.looks import Study


def agreement(
    self: Study,
    *coders: str,
    by: str = "character",
    of: str = "codes",
    codes: Iterable[str] | None = None,
    level: str = "code",
) -> Agreement:
    """Return how far coders agree on each code and on all, and every passage they differ on.

    ``.disagreements`` is the list to talk about, with both quotes; ``.frame`` has share of equal judgements, Cohen's
    kappa and Krippendorff's alpha, each with its n, and why where one is not available.

    Parameters
    ----------
    *coders : str
        Two or more. Each is taken to have read the sources she has any coding in, as far as the study looked at shows:
        choose codes here, not with `select`.
    by : str
        ``character`` (code points of informant speech), ``segment`` (turns of informants) or ``case``.
    of : str
        ``codes``, or ``evidence``: stances judged of the same passages for the same propositions.
    codes : list of str, optional
        Codes to compare, with their children; otherwise all in use.
    level : str
        ``code``, or ``top``: every code taken for the one at the top it stands under.

    Raises
    ------
    KodeverkError
        If fewer than two coders are named, or an option is none of those above.
    UnknownName, AmbiguousName
        If there is no such coder or code.

    See Also
    --------
    kodeverk.analysis.agreement.agree.agreement : the rules in full.
    """
    from kodeverk.analysis.agreement.agree import agreement

    return agreement(self.snapshot, *coders, by=by, of=of, codes=codes, level=level)
