"""The chapter on how far the analysis can be trusted: agreement, saturation, and problems in the data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kodeverk.messages import _, numeral
from kodeverk.model import Coder, Coding, Source
from kodeverk.model.problems import problems
from kodeverk.reports.paper import Cell, Run
from kodeverk.reports.people import Naming
from kodeverk.reports.writer import Writer, listed

if TYPE_CHECKING:
    from kodeverk.analysis.agreement.result import Agreement, Row
    from kodeverk.analysis.sampling.saturating import Saturation


def write_quality(writer: Writer, naming: Naming) -> None:
    """Add the chapter."""
    writer.heading(_("How far this can be relied on"), 1)
    _agreement(writer, naming)
    _saturation(writer, naming)
    _problems(writer, naming)


def _agreement(writer: Writer, naming: Naming) -> None:
    """Add agreement, if two persons or more have coded: by character of informant speech."""
    from kodeverk.analysis.agreement.agree import agreement
    from kodeverk.analysis.agreement.showing import kind_label

    snapshot = naming.snapshot
    persons = {coder.id for coder in snapshot.all(Coder) if coder.kind == "person"}
    coders = sorted({coding.coder for coding in snapshot.all(Coding)} & persons)
    if len(coders) < 2:
        return
    found = agreement(snapshot, *coders)
    named = ", ".join(map(naming.coder, found.coders))
    writer.heading(_("Agreement: {coders}").format(coders=named), 2)
    said = _("Compared by character of informant speech in {n} sources, whole and code by code. The passages they "
             "differ on are {count}; that list is what there is to talk about.")  # fmt: skip
    writer.paragraph(said.format(n=len(found.sources), count=len(found.differences)))
    kinds = Counter(one.kind for one in found.differences)
    writer.points([f"{kind_label(kind, found.of)}: {count}"] for kind, count in kinds.most_common())
    head = [_("Code"), _("n"), _("judged alike"), _("used by all"), _("share"), "kappa", "alpha"]
    shown = [found.all, *(row for row in found.rows[:-1] if row.kind == "category")]
    writer.table([8, 3, 3, 3, 2, 2, 6], head, [_agreed(row) for row in shown])
    _reading(writer, found)


def _agreed(row: Row) -> list[Cell]:
    from kodeverk.analysis.agreement.showing import reason_label

    name = Run(_("all"), bold=True) if row.kind == "all" else _("{name} (category)").format(name=row.name)
    head: list[Cell] = [name, str(row.n), str(row.agreed), str(row.used_by_all)]
    if row.note:
        return [*head, "–", "–", _("not available: {reason}").format(reason=reason_label(row.note))]
    return [*head, *("–" if one is None else numeral(one, 2) for one in (row.share, row.kappa, row.alpha))]


def _reading(writer: Writer, found: Agreement) -> None:
    writer.small(
        _("Characters side by side are judged together: n is how much text was compared, not how many judgements.")
    )
    if found.unread:
        writer.small(
            _("Where a coder has coded nothing in a source, her judgements are missing there, not taken as no.")
        )


def _saturation(writer: Writer, naming: Naming) -> None:
    """Add saturation, if there are interviews: several definitions side by side, and the curve."""
    from kodeverk.analysis.sampling.saturation import saturation
    from kodeverk.pictures import saturation_band

    snapshot = naming.snapshot
    if not any(source.kind == "interview" for source in snapshot.all(Source)) or not snapshot.all(Coding):
        return
    found = saturation(snapshot)
    writer.heading(_("Saturation"), 2)
    writer.paragraph(
        _("Saturation is of the codes there are: a codebook written beforehand shows only that its codes have been "
          "used. The interviews are taken in the order of their names."),
    )  # fmt: skip
    writer.points(["⚠ ", caution] for caution in found.cautions)
    head = [_("definition"), _("rule"), _("found"), _("verdict"), _("source")]
    writer.table([4, 6, 4, 4, 6], head, _definitions(found))
    writer.picture(saturation_band(found), _("Codes heard by each interview, and what other orders would have given."))


def _definitions(found: Saturation) -> list[list[Cell]]:
    from kodeverk.analysis.sampling.definitions import verdict_label

    rows: list[list[Cell]] = []
    for one in found.judgements:
        counts = "–"
        if one.run_count is not None:
            counts = _("{run} new, {base} in the base").format(run=one.run_count, base=one.base_count)
        verdict = verdict_label(one.verdict) + (f" ({one.why_not})" if one.why_not else "")
        rows.append([one.definition.label, one.definition.rule, counts, verdict, one.definition.source_note])
    return rows


def _problems(writer: Writer, naming: Naming) -> None:
    """Add what is inconsistent: attributes that sources say differently, and problems in the data."""
    from kodeverk.analysis.sampling.conflicts import conflicts

    writer.heading(_("Conflicts and problems in the data"), 2)
    rows: list[list[Cell]] = [
        [case, attribute, f"{value} ({read_from})", f"{other} ({other_from})"]
        for case, attribute, value, read_from, other, other_from in conflicts(naming.snapshot).to_numpy()
    ]
    if rows:
        writer.table([2, 3, 6, 6], [_("Case"), _("Attribute"), _("Value in use"), _("Stated differently")], rows)
    else:
        writer.paragraph(_("No attribute is said differently by two sources."))
    found = [f"{one.where}: {one.what}" for one in problems(naming.snapshot)]
    listed(writer, found or [_("Nothing in the data is inconsistent.")])
