"""Expectations: what is expected of a role, and which roles agree that it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from kodeverk.messages import _, _n
from kodeverk.model import Expectation, Snapshot
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

RAISED, NOT_RAISED, UNKNOWN = "raised", "not raised", "unknown"
ALL, SOME, NONE, OPEN = "all", "some", "none", "open"
SIGNS = {RAISED: "●", NOT_RAISED: "–", UNKNOWN: "?"}


class Expected(NamedTuple):
    """One expectation, and where each role that was asked stands to it.

    Attributes
    ----------
    of, topic, text : str
        The role it is directed to, its heading, and the expectation.
    roles : dict of str to Expectation
        By the role that was asked.
    """

    of: str
    topic: str
    text: str
    roles: Mapping[str, Expectation]

    def who(self, standing: str) -> tuple[str, ...]:
        """Return the roles that stand so: ``raised``, ``not raised`` or ``unknown``."""
        return tuple(role for role, one in self.roles.items() if standing_of(one) == standing)

    @property
    def agreement(self) -> str:
        """Return ``all``, ``some``, ``none`` or ``open``.

        *All*: every role asked raised it. *None*: none of them did. *Some*: at least one did and one did not. *Open*:
        it depends on roles of which it is unknown. What is unknown is counted neither way.
        """
        raised, against = len(self.who(RAISED)), len(self.who(NOT_RAISED))
        if raised and against:
            return SOME
        if raised + against < len(self.roles):
            return OPEN
        return ALL if raised else NONE

    def in_words(self) -> str:
        """Return how many roles raised it, of how many asked, in the language in use; those unknown apart."""
        raised, unknown = len(self.who(RAISED)), len(self.who(UNKNOWN))
        told = _("all {n} roles") if self.agreement == ALL else _("{count} of {n} roles")
        said = told.format(count=raised, n=len(self.roles))
        return said + (
            ", " + _n("{count} unknown", "{count} unknown", unknown).format(count=unknown) if unknown else ""
        )


class Expectations(NamedTuple):
    """Expectations by role.

    Attributes
    ----------
    expected : tuple of Expected
        By the role they are directed to and topic, as the workbook has them.
    """

    expected: tuple[Expected, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that were asked."""
        return tuple(dict.fromkeys(role for one in self.expected for role in one.roles))

    @property
    def frame(self) -> pd.DataFrame:
        """One row per expectation and role asked.

        Columns: of, topic, expectation, role, standing (``raised``, ``not raised``, ``unknown``), read_from.
        """
        rows = [
            (one.of, one.topic, one.text, role, standing_of(said), said.read_from)
            for one in self.expected
            for role, said in one.roles.items()
        ]
        return _frame(rows, ["of", "topic", "expectation", "role", "standing", "read_from"])

    @property
    def agreement(self) -> pd.DataFrame:
        """One row per expectation.

        Columns: of, topic, expectation, raised, not_raised, unknown (counts of roles), asked (how many roles),
        agreement (``all``, ``some``, ``none``, ``open``: decided by roles that are unknown), raised_by, not_raised_by,
        unknown_of (roles, parted by ``; ``).
        """
        rows = []
        for one in self.expected:
            who = [one.who(standing) for standing in SIGNS]
            rows.append(
                (one.of, one.topic, one.text, *map(len, who), len(one.roles), one.agreement, *map("; ".join, who))
            )
        columns = ["of", "topic", "expectation", "raised", "not_raised", "unknown", "asked", "agreement"]
        return _frame(rows, [*columns, "raised_by", "not_raised_by", "unknown_of"])

    @property
    def agreed(self) -> tuple[Expected, ...]:
        """The expectations that every role asked raised."""
        return tuple(one for one in self.expected if one.agreement == ALL)

    def under(self, of: str) -> list[tuple[str, Expected]]:
        """Return what is expected of a role, each with its topic where that is another than the one before."""
        own = [one for one in self.expected if one.of == of]
        before = ["", *(one.topic for one in own)]
        return [(one.topic if one.topic != topic else "", one) for topic, one in zip(before, own, strict=False)]

    def __repr__(self) -> str:
        count = len(self.expected)
        told = _n("{count} expectation", "{count} expectations", count).format(count=count)
        cells = sum(len(one.roles) for one in self.expected)
        asked = _("{roles} roles asked, {cells} cells").format(roles=len(self.roles), cells=cells)
        agreed = _("all roles agree on {count}").format(count=len(self.agreed))
        return f"<{told}, {asked}; {agreed}>"

    def _repr_html_(self) -> str:
        parts: list[Markup] = [html.tag("p", legend(), style=html.SMALL)]
        for of in dict.fromkeys(one.of for one in self.expected):
            rows = [[topic, one.text, *cells(one, self.roles), one.in_words()] for topic, one in self.under(of)]
            heads = [_("topic"), _("expectation"), *self.roles, _("raised by")]
            parts += [html.tag("h4", _("Expected of {role}").format(role=of)), html.table(heads, rows)]
        return str(html.block(*parts))


def legend() -> str:
    """Return what the signs mean, in one line."""
    labels = {RAISED: _("raised"), NOT_RAISED: _("not raised"), UNKNOWN: _("unknown")}
    return "; ".join(f"{sign} {labels[standing]}" for standing, sign in SIGNS.items()) + "."


def cells(one: Expected, roles: tuple[str, ...]) -> list[str]:
    """Return the sign of each role; empty where a role was not asked of this expectation."""
    return [SIGNS[standing_of(one.roles[role])] if role in one.roles else "" for role in roles]


def standing_of(said: Expectation) -> str:
    """Return ``raised``, ``not raised`` or ``unknown``."""
    return UNKNOWN if said.raised is None else RAISED if said.raised else NOT_RAISED


def expectations(snapshot: Snapshot) -> Expectations:
    """Return what is expected of whom, and on which expectations the roles that were asked agree.

    Parameters
    ----------
    snapshot : Snapshot
    """
    found: dict[tuple[str, str, str], dict[str, Expectation]] = {}
    for one in sorted(snapshot.all(Expectation), key=_place):
        found.setdefault((one.of, one.topic, one.text), {})[one.role] = one
    order = {of: number for number, of in enumerate(dict.fromkeys(key[0] for key in found))}
    kept = sorted(found.items(), key=lambda entry: order[entry[0][0]])
    return Expectations(tuple(Expected(*key, roles) for key, roles in kept))


def _place(one: Expectation) -> tuple[str, int, int, str]:
    """Return a key that sorts cells as the workbook has them: by sheet, then row, then column."""
    where, _comma, cell = one.read_from.rpartition(", ")
    letters = cell.rstrip("0123456789")
    row = cell[len(letters) :]
    return where, int(row) if row else 0, len(letters), cell


def _frame(rows: Sequence[tuple[object, ...]], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)
