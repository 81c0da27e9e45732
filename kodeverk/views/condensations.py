"""Condensations as they stand: what each sums up, how much shorter it is, and whether its codings have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.coding.condense import Drift, drift
from kodeverk.errors import UnknownName
from kodeverk.messages import _, _n, numeral
from kodeverk.model import Case, Coding, Condensation, Snapshot, record_label
from kodeverk.views import html
from kodeverk.views.naming import members, names
from kodeverk.views.quotes import words
from kodeverk.views.resolve import SUB_QUESTION, CodedTheme, pairs_under, resolve_theme

if TYPE_CHECKING:
    import pandas as pd

NO_SOURCE, NO_THEME = "without source now", "theme removed"


class Summary(NamedTuple):
    """One condensation as it stands now.

    Attributes
    ----------
    case, office, theme : str
        Short names; the theme as it was stored where it has been removed.
    text : str
    words, source_words : int
        Of the condensation, and of what it rests on as far as that is still coded.
    ratio : float or None
        ``words / source_words``; None where nothing is left to compare with.
    codings : int
        How many of the codings it rests on are still there.
    stale : bool
        Whether the codings of the case under the theme have changed since it was written.
    why_stale : str
        How many came, went and moved; ``without source now``; ``theme removed``; empty where it is not stale.
    coder, made, case_id, theme_id, condensation_id : str
        The theme's id as ``kind:id``, which `resolve_theme` accepts.
    """

    case: str
    office: str
    theme: str
    text: str
    words: int
    source_words: int
    ratio: float | None
    codings: int
    stale: bool
    why_stale: str
    coder: str
    made: str
    case_id: str
    theme_id: str
    condensation_id: str


class Condensations(NamedTuple):
    """Every condensation of a study, by case and theme.

    Attributes
    ----------
    summaries : tuple of Summary
    """

    summaries: tuple[Summary, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per condensation.

        Columns: case, office, theme, text, words, source_words (counts), ratio (condensed words for each word summed
        up), codings (a count), stale, why_stale, coder, made, case_id, theme_id, condensation_id.
        """
        import pandas as pd

        return pd.DataFrame(list(self.summaries), columns=list(Summary._fields)).astype({"stale": bool})

    @property
    def stale(self) -> list[Summary]:
        """Those whose codings have changed since they were written."""
        return [one for one in self.summaries if one.stale]

    def __repr__(self) -> str:
        stale = _("stale: {n}").format(n=len(self.stale))
        return f"<{record_label('condensation', len(self.summaries))}; {stale}>"

    def _repr_html_(self) -> str:
        head = (_("Case"), _("Theme"), _("Condensation"), _("Words"), _("Of"), _("Ratio"), _("Coder"))
        rows = (
            (
                s.case,
                s.theme,
                marked(s),
                s.words,
                s.source_words,
                "–" if s.ratio is None else numeral(s.ratio, 2),
                s.coder,
            )
            for s in self.summaries
        )
        return str(html.block(html.tag("p", repr(self)[1:-1]), html.table(head, rows)))


def marked(summary: Summary) -> Markup:
    """Return the text of a condensation, with a word on why it is stale where it is."""
    if not summary.stale:
        return html.shown(summary.text)
    note = html.tag("em", "⚠ ", _("stale"), ": ", stale_label(summary.why_stale), style=html.SMALL)
    return html.together([summary.text, Markup("<br>"), note])


def stale_label(why: str) -> str:
    """Return why a condensation is stale in the language in use."""
    if why in (NO_SOURCE, NO_THEME):
        return {NO_SOURCE: _("without source now"), NO_THEME: _("theme removed")}[why]
    told = []
    for part in why.split(", ") if why else ():
        count, _space, what = part.partition(" ")
        label = {
            "came": _n("{count} coding came", "{count} codings came", int(count)),
            "went": _n("{count} coding went", "{count} codings went", int(count)),
            "moved": _n("{count} coding moved", "{count} codings moved", int(count)),
        }[what]
        told.append(label.format(count=count))
    return ", ".join(told)


def condensations(snapshot: Snapshot) -> Condensations:
    """Return every condensation with what it rests on, its length against that, and whether it is stale.

    It is compared with the codings of the study looked at: in a selection that leaves some of them out, it is
    shown as stale, for it sums up more than what is looked at.

    Parameters
    ----------
    snapshot : Snapshot
    """
    theme_ids = dict.fromkeys(record.theme for record in snapshot.all(Condensation))
    themes = {theme_id: theme_of(snapshot, theme_id) for theme_id in theme_ids}
    under = {key: codings_under(snapshot, theme) for key, theme in themes.items() if theme is not None}
    rank = {key: place for place, key in enumerate(names(snapshot).case)}
    found = [
        summary_of(snapshot, record, themes[record.theme], under.get(record.theme, {}))
        for record in snapshot.all(Condensation)
    ]
    return Condensations(tuple(sorted(found, key=lambda s: (rank[s.case_id], s.theme, s.coder, s.condensation_id))))


def summary_of(
    snapshot: Snapshot, record: Condensation, theme: CodedTheme | None, under: Mapping[str, list[Coding]]
) -> Summary:
    """Return one condensation as it stands.

    Parameters
    ----------
    snapshot : Snapshot
    record : Condensation
    theme : CodedTheme or None
        None where it has been removed.
    under : dict of str to list of Coding
        The codings under the theme by the id of the case, as `codings_under` gives them.
    """
    known = names(snapshot)
    now = under.get(record.case_id, [])
    resting = [coding for coding in now if coding.id in set(record.codings)]
    speaking = [member.id for member in members(snapshot, snapshot.table(Case)[record.case_id])]
    length, said = len(record.text.split()), sum(words(snapshot, resting, case_id) for case_id in speaking)
    if theme is None:
        why = NO_THEME
    else:
        changed = drift(record.seen, now)
        why = _in_words(changed) if now else NO_SOURCE
    return Summary(
        known.case[record.case_id], known.office[record.case_id], record.theme if theme is None else theme.name,
        record.text, length, said, length / said if said else None, len(resting), bool(why), why, record.coder,
        record.made, record.case_id, record.theme, record.id,
    )  # fmt: skip


def _in_words(changed: Drift) -> str:
    return ", ".join(f"{count} {what}" for what, count in changed._asdict().items() if count)


def theme_id(theme: CodedTheme) -> str:
    """Return what a theme is remembered by, whatever it is called later: ``kind:id``."""
    if theme.kind == SUB_QUESTION:
        return f"{theme.kind}:{theme.codebook}:{theme.sub_questions[0].id}"
    return f"{theme.kind}:{theme.id}"


def theme_of(snapshot: Snapshot, theme_id: str) -> CodedTheme | None:
    """Return the theme that `theme_id` gave this for; None where it has been removed."""
    try:
        return resolve_theme(snapshot, theme_id)
    except UnknownName:
        return None


def codings_under(snapshot: Snapshot, theme: CodedTheme) -> Mapping[str, list[Coding]]:
    """Return the codings under a theme by case id; an office has those of everybody who speaks in it."""
    return snapshot.derive(f"codings under {theme_id(theme)}", lambda: _codings_under(snapshot, theme))


def _codings_under(snapshot: Snapshot, theme: CodedTheme) -> Mapping[str, list[Coding]]:
    found: dict[str, dict[str, Coding]] = defaultdict(dict)
    cases = snapshot.table(Case)
    for case_id, coding in pairs_under(snapshot, theme):
        if case_id is not None:
            for key in {case_id, cases[case_id].office_id or case_id}:
                found[key][coding.id] = coding
    return {key: list(codings.values()) for key, codings in found.items()}
