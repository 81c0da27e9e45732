"""The information strategy: which kinds of sources speak to which theme, as planned and as it became."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.errors import UnknownName
from kodeverk.messages import _
from kodeverk.model import Coding, Guide, Snapshot, Source
from kodeverk.reading import SamplePlan
from kodeverk.views import html
from kodeverk.views.asked import own_code
from kodeverk.views.naming import kind_label, with_children
from kodeverk.views.resolve import (
    CATEGORY,
    CODE,
    SUB_QUESTION,
    CodedTheme,
    main_themes,
    only_pairs_under,
    resolve_theme,
)

if TYPE_CHECKING:
    import pandas as pd


class Channel(NamedTuple):
    """What one kind of source says of one theme.

    Attributes
    ----------
    theme, kind : str
    sources, codings : int
        How many sources of the kind have a coding under the theme, and how many codings these are.
    in_study : int
        Sources of the kind in the study.
    planned : bool or None
        Whether the kind was to speak to the theme; None without a plan.
    """

    theme: str
    kind: str
    sources: int
    codings: int
    in_study: int
    planned: bool | None


class InformationStrategy(NamedTuple):
    """Themes by kind of source.

    Attributes
    ----------
    channels : tuple of Channel
        By theme, then kind.
    plan : str
        Id of the plan; empty without one.
    """

    channels: tuple[Channel, ...]
    plan: str = ""

    @property
    def frame(self) -> pd.DataFrame:
        """One row per theme and kind of source.

        Columns: theme, kind, sources, codings (counts), in_study (sources of the kind in the study), planned (bool;
        missing without a plan).
        """
        import pandas as pd

        return pd.DataFrame(list(self.channels), columns=list(Channel._fields)).astype({"planned": "boolean"})

    @property
    def gaps(self) -> tuple[Channel, ...]:
        """Kinds that were to speak to a theme and have no coding under it."""
        return tuple(one for one in self.channels if one.planned and not one.codings)

    @property
    def unplanned(self) -> tuple[Channel, ...]:
        """Kinds that speak to a theme without having been planned to."""
        return tuple(one for one in self.channels if one.planned is False and one.codings)

    def __repr__(self) -> str:
        themes = len({one.theme for one in self.channels})
        told = _("themes: {themes}; kinds of sources: {kinds}").format(
            themes=themes, kinds=", ".join(dict.fromkeys(kind_label(one.kind) for one in self.channels))
        )
        if self.plan:
            told += "; " + _("planned and empty: {gaps}; not planned: {unplanned}").format(
                gaps=len(self.gaps), unplanned=len(self.unplanned)
            )
        return f"<{told}>"

    def _repr_html_(self) -> str:
        kinds = list(dict.fromkeys(one.kind for one in self.channels))
        rows: dict[str, list[object]] = {}
        for one in self.channels:
            rows.setdefault(one.theme, [_shown(one.theme)]).append(_cell(one))
        explained = _("Sources, and codings in brackets. ○: planned, and nothing coded. +: not planned.")
        return str(
            html.block(
                html.table([_("theme"), *map(kind_label, kinds)], rows.values()),
                html.tag("p", explained, style=html.SMALL),
            )
        )


def _shown(theme: str) -> str:
    """Return a theme with what it is after its name, in the language in use; a theme of a guide as it is."""
    labels = {CODE: _("code"), CATEGORY: _("category"), SUB_QUESTION: _("sub-question")}
    kind, _colon, name = theme.partition(":")
    return f"{name} ({labels[kind]})" if kind in labels else theme


def _cell(one: Channel) -> str:
    if not one.codings:
        return "○" if one.planned else "–"
    return f"{one.sources} ({one.codings})" + (" +" if one.planned is False else "")


def information_strategy(
    snapshot: Snapshot, *, plan: SamplePlan | None = None, of: Sequence[str] | None = None
) -> InformationStrategy:
    """Return, theme by theme, how many sources of each kind speak to it, beside what was planned.

    Parameters
    ----------
    snapshot : Snapshot
    plan : SamplePlan, optional
        Its ``strategy`` says which kinds of sources are to speak to which theme.
    of : sequence of str, optional
        Codes, categories or sub-questions, or themes of a guide as ``<guide>:<theme>``, which stand for the codes they
        name and those below. Without it the plan's themes, or else all categories and codes at the top.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no such theme.
    """
    planned = {one.theme: one.kinds for one in plan.strategy} if plan is not None else {}
    themes = list(of) if of is not None else list(planned) or [_named(theme) for theme in main_themes(snapshot)]
    kind_of = {source.id: source.kind for source in snapshot.all(Source)}
    kinds = list(dict.fromkeys([*kind_of.values(), *(kind for found in planned.values() for kind in found)]))
    channels = []
    for theme in themes:
        codings = _under(snapshot, theme)
        for kind in kinds:
            found = {coding.id: coding.source_id for coding in codings if kind_of[coding.source_id] == kind}
            wanted = kind in planned.get(theme, ()) if plan is not None else None
            there = sum(one == kind for one in kind_of.values())
            channels.append(Channel(theme, kind, len(set(found.values())), len(found), there, wanted))
    return InformationStrategy(tuple(channels), plan.id if plan is not None else "")


def _named(theme: CodedTheme) -> str:
    return f"{theme.kind}:{theme.name}"


def _under(snapshot: Snapshot, name: str) -> list[Coding]:
    """Return the codings under a theme of the codebook, or with the codes a theme of a guide feeds."""
    guide_id, _colon, theme_id = name.partition(":")
    guide = snapshot.table(Guide).get(guide_id)
    if guide is None:
        return [coding for _case, coding in only_pairs_under(snapshot, resolve_theme(snapshot, name))]
    theme = next((one for one in guide.themes() if one.id == theme_id), None)
    if theme is None:
        known = ", ".join(one.id for one in guide.themes())
        raise UnknownName(f"The guide {guide_id} has no theme {theme_id!r}. It has: {known}.")
    codes = set(with_children(snapshot, [own_code(snapshot, guide_id, code) for code in theme.feeds]))
    return [coding for coding in snapshot.all(Coding) if coding.code_id in codes]
