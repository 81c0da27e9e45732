"""Balance: who talks how much, and how much of it is coded, before anything is made of who says what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.grouping import BETWEEN, attributes_of, by_label, groups_of
from kodeverk.analysis.groups.limits import OVER_EVEN
from kodeverk.analysis.groups.talk import turns_taken, words_said
from kodeverk.messages import _, numeral
from kodeverk.model import Snapshot
from kodeverk.views import html
from kodeverk.views.naming import speaking_cases, state_label
from kodeverk.views.quotes import words

if TYPE_CHECKING:
    import pandas as pd

INFORMANT = "informant"
_BAR = 24
"""Characters in the bar of whoever talks most."""


class Share(NamedTuple):
    """How much one informant, or one group of them, says.

    Attributes
    ----------
    name : str
        An informant, or a value of what is balanced by; empty for speech that is bound to nobody.
    informants : int
        How many they are.
    words : int
        Words of informant speech in interviews; what stands between spaces is a word.
    all_words : int
        Words of all informants of the study together.
    share_of_talk : float or None
        ``words / all_words`` (0-1); None where nobody says anything.
    turns : int
    codings : int
        Codings in their speech: quotes.
    coded_words : int
        Words of theirs that codings cover; words coded twice count once.
    codes : int
        Different codes used on their speech.
    """

    name: str
    informants: int
    words: int
    all_words: int
    share_of_talk: float | None
    turns: int
    codings: int
    coded_words: int
    codes: int


class Balance(NamedTuple):
    """How talk, quotes and codes are divided.

    Attributes
    ----------
    by : str
        ``informant``, ``office``, or attributes.
    rows : tuple of Share
        In order of name; last speech that is bound to nobody, where there is some.
    """

    by: str
    rows: tuple[Share, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per informant or group.

        Columns: name, informants (a count), words, all_words (counts), share_of_talk (0-1, words / all_words), turns,
        codings, coded_words, codes (counts).
        """
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(Share._fields))

    @property
    def dominating(self) -> list[Share]:
        """Those with over one and a half times an even share of the words, the most first.

        An even share is ``all_words x informants / all informants``; of one alone nobody dominates.
        """
        named = [row for row in self.rows if row.name]
        everybody = sum(row.informants for row in named)
        found = [
            row
            for row in named
            if row.informants < everybody and row.words * everybody > OVER_EVEN * row.all_words * row.informants
        ]
        return sorted(found, key=lambda row: -row.words)

    def in_words(self) -> str:
        """Return who dominates, with the counts, or that nobody does; in the language in use."""
        if not self.dominating:
            return _("Nobody says over {times} times an even share of the words.").format(times=numeral(OVER_EVEN))
        said = _("{name} ({words} of {all_words} words)")
        found = [
            said.format(name=state_label(r.name), words=numeral(r.words), all_words=numeral(r.all_words))
            for r in self.dominating
        ]
        text = _("Over {times} times an even share of the words: {names}.")
        return text.format(times=numeral(OVER_EVEN), names=", ".join(found))

    def __repr__(self) -> str:
        return f"<{by_label(self.by)}: {len(self.rows)}; {self.in_words()}>"

    def _repr_html_(self) -> str:
        head = [
            by_label(self.by), _("Informants"), _("Words"), _("Share of all words"), _("Turns"), _("Codings"),
            _("Coded words"), _("Codes"),
        ]  # fmt: skip
        if self.by == INFORMANT:
            head[:2] = [_("Informant")]
        most = max((row.words for row in self.rows), default=0)
        return str(html.block(html.table(head, [self._line(row, most) for row in self.rows]), self.in_words()))

    def _line(self, row: Share, most: int) -> list[object]:
        drawn = "▬" * round(_BAR * row.words / most) if most else ""
        bar = html.tag("span", drawn, style="opacity:.5;white-space:nowrap", **{"aria-hidden": "true"})
        share = "–" if row.share_of_talk is None else numeral(row.share_of_talk, 2)
        name = state_label(row.name) if row.name else _("without case")
        counted = [] if self.by == INFORMANT else [row.informants]
        shown = html.tag("span", share, " ", bar, style="white-space:nowrap")
        return [name, *counted, row.words, shown, row.turns, row.codings, row.coded_words, row.codes]


def balance(snapshot: Snapshot, *, by: str | Iterable[str] = INFORMANT) -> Balance:
    """Return how many words each informant, office or group says in interviews, and how many of them are coded.

    Informant speech only: what interviewers say is in no number.

    Parameters
    ----------
    snapshot : Snapshot
    by : str or list of str
        ``informant``, ``office``, an attribute, or several.

    Returns
    -------
    Balance

    Raises
    ------
    UnknownName
        If no case has such an attribute.
    """
    cases = speaking_cases(snapshot)
    if by == INFORMANT:
        found = [(case.name, [case.id]) for case in cases]
    else:
        grouped = [(group.name, [case.id for case in group.cases]) for group in groups_of(snapshot, by, cases)]
        found = [(name, ids) for name, ids in grouped if ids]
    rows = [_share(snapshot, name, ids) for name, ids in found]
    if "" in words_said(snapshot) or None in snapshot.codings_by_case():
        rows.append(_share(snapshot, "", [None]))
    return Balance(BETWEEN.join(attributes_of(by)), tuple(rows))


def _share(snapshot: Snapshot, name: str, ids: Sequence[str | None]) -> Share:
    said, turns, codings = words_said(snapshot), turns_taken(snapshot), snapshot.codings_by_case()
    own, total = sum(said.get(key or "", 0) for key in ids), sum(said.values())
    found = {coding for key in ids for coding in codings.get(key, ())}
    return Share(
        name=name,
        informants=sum(key is not None for key in ids),
        words=own,
        all_words=total,
        share_of_talk=own / total if total else None,
        turns=sum(turns.get(key or "", 0) for key in ids),
        codings=len(found),
        coded_words=sum(words(snapshot, codings.get(key, ()), key) for key in ids),
        codes=len({coding.code_id for coding in found}),
    )
