"""What the main job found, on one or two screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kodeverk.cli.screen import Screen
from kodeverk.messages import _, _n, numeral
from kodeverk.model import Coder
from kodeverk.views.asked import NOT_ASKED, SAID, SILENT, UNKNOWN_ASKED, status_label

if TYPE_CHECKING:
    from kodeverk.analysis.groups.comparison import Comparison, Side
    from kodeverk.analysis.theory.findings import TheoryCheck
    from kodeverk.model.problems import Problem
    from kodeverk.project import Project
    from kodeverk.project.bringing_sources import Imported

MOST = 8


def imported(result: Imported, screen: Screen) -> None:
    """Show, file by file, what came in and what was left out."""
    screen.heading(_("What came in"))
    screen.table(*result.overview())
    for file, why in result.refused.items():
        screen.line(_("Not read") + f": {file}: {why}", "red")
    for report in result.reports:
        for warning in report.warnings:
            screen.line(f"{report.file}: {warning}", "yellow")


def comparison(result: Comparison, screen: Screen) -> list[dict[str, Any]]:
    """Show which cases speak of the most contrasting themes in each group, and return all rows."""
    screen.heading(
        _("Who speaks of what, by {attribute} (cases, most contrasting themes first)").format(attribute=result.by)
    )
    columns = [_("theme"), *(f"{group.label} (n = {len(group.cases)})" for group in result.groups)]
    screen.table(columns, [[one.theme.name, *map(_side, one.sides)] for one in result.themes[:MOST]])
    if (more := len(result.themes) - MOST) > 0:
        screen.line(_n("... and {count} theme more", "... and {count} themes more", more).format(count=more), "dim")
    general = [caution.text for caution in result.cautions if not caution.theme]
    for text in general:
        screen.line(f"! {text}", "yellow")
    frame = result.frame.astype(object)
    frame = frame.where(frame.notna(), None)  # a share that is refused is null, not NaN
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)]


def _side(side: Side) -> str:
    """Return who of a group says something, and where the others stand; nobody disappears."""
    said = side.cases(SAID)
    parts = [side.counted + (f": {', '.join(said)}" if said else "")]
    for status in (SILENT, NOT_ASKED, UNKNOWN_ASKED):
        if cases := side.cases(status):
            parts.append(f"{status_label(status)}: {', '.join(cases)}")
    return "; ".join(parts)


def theory(check: TheoryCheck, screen: Screen) -> dict[str, int]:
    """Show how many propositions got which verdict, by the rule, and those with deviant cases."""
    from kodeverk.analysis.theory.verdict import verdict_label

    screen.heading(_("Theory against evidence"))
    counts = check.verdicts()
    screen.table((_("verdict"), _("propositions")), [(verdict_label(name), count) for name, count in counts.items()])
    screen.line(_("Rule") + f": {check.rule.in_words()}", "dim")
    return counts


def rules(study: Project, screen: Screen) -> list[dict[str, Any]]:
    """Show precision and recall of the rules against each coder, in the codebooks she used."""
    from kodeverk.coding.rules import precision_recall

    found: list[dict[str, Any]] = []
    snapshot = study.snapshot
    coders = snapshot.all(Coder)
    people = sorted(set(study.table("codings")["coder"]))
    for person in people:
        for rule in (coder.id for coder in coders if coder.kind == "rules"):
            rows = precision_recall(snapshot, coder=person, rules=rule)
            found += [{"coder": person, "rules": rule, **row._asdict()} for row in rows if row.codings]
    screen.heading(_("Rules against people: suggestions are no codings (informant speech only)"))
    columns = (_("coder"), _("rules"), _("precision"), _("recall"))
    whole = [row for row in found if not row["code"]]
    screen.table(
        columns,
        [
            (
                row["coder"],
                row["rules"],
                _share(row["precision"], row["right"], row["suggestions"]),
                _share(row["recall"], row["found"], row["codings"]),
            )
            for row in whole
        ],
    )
    return found


def _share(share: float | None, part: int, whole: int) -> str:
    counts = _("{part} of {whole}").format(part=part, whole=whole)
    return f"{counts} = {numeral(share, 2)}" if share is not None else counts


def problems(found: list[Problem], screen: Screen) -> list[dict[str, Any]]:
    """Show the first problems in the data, and return all."""
    screen.heading(_("Problems in the data: {count}").format(count=len(found)))
    for problem in found[:MOST]:
        what = problem.what if len(problem.what) <= 100 else problem.what[:100].rsplit(" ", 1)[0] + " ..."
        screen.line(f"{problem.where}: {what}")
    return [problem._asdict() for problem in found]
