"""The yearly cycle: what is done in each month, and whether it holds what the model asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.opportunity.premises import Premise, check, premise_label, premise_standing_label
from kodeverk.messages import _, _n
from kodeverk.model import Activity, Case, Snapshot
from kodeverk.views import html
from kodeverk.views.naming import names

if TYPE_CHECKING:
    import pandas as pd


class YearlyCycle(NamedTuple):
    """Activities by month, and the checklist.

    Attributes
    ----------
    activities : tuple of (str, Activity)
        With the name of the office, empty where common to all; by month.
    premises : tuple of Premise
        Of what is common, for the offices without activities of their own; then of each that has some, with what is
        common.
    """

    activities: tuple[tuple[str, Activity], ...]
    premises: tuple[Premise, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per activity.

        Columns: office (empty where common), month (1-12), activity, responsible, agenda (parted by ``; ``), read_from.
        """
        import pandas as pd

        rows = [(office, *a[2:5], "; ".join(a.agenda), a.read_from) for office, a in self.activities]
        return pd.DataFrame(rows, columns=["office", "month", "activity", "responsible", "agenda", "read_from"])

    @property
    def checklist(self) -> pd.DataFrame:
        """One row per office and premise.

        Columns: office (empty for all without activities of their own), premise, standing (``met``, ``not met``,
        ``not stated``), found (what it rests on, parted by ``; ``), read_from (parted by ``; ``).
        """
        import pandas as pd

        rows = [(*one[:3], "; ".join(one.found), "; ".join(one.read_from)) for one in self.premises]
        return pd.DataFrame(rows, columns=list(Premise._fields))

    def office_label(self, premise: Premise) -> str:
        """Return the office a premise is told of, in the language in use; ``the others`` where some have their own."""
        own = any(one.office for one in self.premises)
        return premise.office or (_("the others") if own else _("all"))

    def __repr__(self) -> str:
        count = len(self.activities)
        told = _n("{count} activity of the year", "{count} activities of the year", count).format(count=count)
        counts = [
            f"{premise_standing_label(standing)} {sum(one.standing == standing for one in self.premises)}"
            for standing in dict.fromkeys(("met", "not met", "not stated"))
        ]
        return f"<{told}; {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        rows = [
            (
                month_label(a.month),
                office or _("all"),
                a.title,
                a.responsible,
                html.items(a.agenda) if a.agenda else "",
            )
            for office, a in self.activities
        ]
        heads = [_("month"), _("office"), _("activity"), _("responsible"), _("agenda")]
        checked = [
            (
                self.office_label(one),
                premise_label(one.premise),
                premise_standing_label(one.standing),
                "; ".join(one.found),
            )
            for one in self.premises
        ]
        check_heads = [_("office"), _("what the cycle is to hold"), _("standing"), _("rests on")]
        return str(html.block(html.table(heads, rows), html.tag("p"), html.table(check_heads, checked)))


def yearly_cycle(snapshot: Snapshot) -> YearlyCycle:
    """Return what the partnership does through the year, with the agenda checklist; see `premises.check` for its rule.

    An office with activities of its own is checked by these and what is common; all others by what is common.

    Parameters
    ----------
    snapshot : Snapshot
    """
    known = names(snapshot).case
    place = {key: number for number, key in enumerate(known)}
    found = sorted(snapshot.all(Activity), key=lambda a: (a.month, place.get(a.case_id or "", -1), a.title))
    own = sorted({a.case_id for a in found if a.case_id}, key=lambda key: place[key])
    others = any(case.kind == "office" and case.id not in own for case in snapshot.all(Case))
    premises: list[Premise] = []
    for case_id in [*([""] if others or not own else []), *own]:
        premises += check(known.get(case_id, ""), [a for a in found if a.case_id in (None, case_id)])
    return YearlyCycle(tuple((known.get(a.case_id or "", ""), a) for a in found), tuple(premises))


def month_label(month: int) -> str:
    """Return a month in the language in use."""
    labels = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
        _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return labels[month - 1]
