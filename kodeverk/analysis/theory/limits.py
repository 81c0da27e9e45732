"""What makes a truth table of few cases say less than it seems to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kodeverk.analysis.theory.truth_table import INFORMANT, TruthTable
from kodeverk.messages import _


def cautions(table: TruthTable) -> Iterator[str]:
    """Return what makes a truth table say less than it seems to, in the language in use."""
    n, rows, possible = len(table.members), len(table.rows), 2 ** len(table.conditions)
    if table.remainders:
        said = _(
            "Limited diversity: {n} cases fill {rows} of {all} combinations; of the other {left} nothing is known."
        )
        yield said.format(n=n, rows=rows, all=possible, left=table.remainders)
    if alone := sum(row.n == 1 for row in table.rows):
        yield _("{count} of {rows} combinations rest on one case each.").format(count=alone, rows=rows)
    if n and len({member.outcome for member in table.members}) == 1:
        yield _("The outcome is the same for all cases: nothing can go with it.")
    for place, name in enumerate(table.names):
        if n and len({member.values[place] for member in table.members}) == 1:
            yield _("{name} is the same for all cases, and says nothing.").format(name=name)
        elif table.level == INFORMANT and (offices := _by_office(table, place)):
            said = _(
                "{name} is the same for all informants of an office: it parts {offices} offices, not {n} informants."
            )
            yield said.format(name=name, offices=offices, n=n)
    if left := len({one.case for one in table.left_out}):
        said = _("Left out, because something is not known of them: {left} of {n} cases.")
        yield said.format(left=left, n=left + n)


def _by_office(table: TruthTable, place: int) -> int:
    """Return how many offices a condition parts, where it is the same for all of each and one has several; else 0."""
    found: dict[str, list[bool]] = defaultdict(list)
    for member in table.members:
        found[member.office].append(member.values[place])
    same = all(len(set(values)) == 1 for values in found.values())
    return len(found) if same and any(len(values) > 1 for values in found.values()) else 0
