"""The layers of the study's texts: every version, what made it, and the rules with their versions where rules did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.coding.cleaning import cleaning_of
from kodeverk.messages import _, _n
from kodeverk.model import Snapshot, Source, SourceVersion
from kodeverk.views import html

if TYPE_CHECKING:
    import pandas as pd

IMPORTED, CLEANED, CORRECTED = "import", "cleaning", "correction"


class TextLayer(NamedTuple):
    """One version of a text, or one rule of a version that rules made.

    Attributes
    ----------
    source : str
    version : int
    in_force : bool
    by : str
        ``import``, ``cleaning`` or ``correction``.
    rule : str
        Empty but for a cleaning.
    rule_version : int or None
    changes : int or None
        How many changes the rule made.
    struck : int or None
        How many it proposed that were struck out.
    keep : str
        Words and marks that were to stay, parted by ``, ``.
    characters : int
        Length of the text in code points.
    made, reason : str
        When, ISO 8601 in UTC, and why.
    """

    source: str
    version: int
    in_force: bool
    by: str
    rule: str
    rule_version: int | None
    changes: int | None
    struck: int | None
    keep: str
    characters: int
    made: str
    reason: str


class TextLayers(NamedTuple):
    """The versions of the study's texts, in order of source and version."""

    rows: tuple[TextLayer, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each version, for a cleaning one for each rule. Columns: the fields of `TextLayer`."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=TextLayer._fields)

    def __repr__(self) -> str:
        versions = {row[:2]: row.by for row in self.rows}
        sources, cleaned = len({source for source, _number in versions}), list(versions.values()).count(CLEANED)
        told = _n("{count} version", "{count} versions", len(versions)).format(count=len(versions))
        of = _n("of {count} text", "of {count} texts", sources).format(count=sources)
        return f"<{told} {of}, " + _("{count} by cleaning").format(count=cleaned) + ">"

    def _repr_html_(self) -> str:
        heads = [_("Text"), _("Version"), _("By"), _("Rule"), _("Changes"), _("Struck out"), _("Made"), _("Why")]
        return str(
            html.block(html.tag("p", html.tag("b", repr(self)[1:-1])), html.table(heads, map(_cells, self.rows)))
        )


def text_layers(snapshot: Snapshot, source: str | None = None) -> TextLayers:
    """Return every version of the study's texts, or of one, with what made it.

    Raises
    ------
    UnknownName
        If there is no such source.
    """
    sources = [snapshot.source(source)] if source is not None else snapshot.all(Source)
    by_id = {one.id: one for one in sources}
    versions = [one for one in snapshot.all(SourceVersion) if one.source_id in by_id]
    versions.sort(key=lambda one: (by_id[one.source_id].name, one.number))
    return TextLayers(tuple(row for one in versions for row in _rows(by_id[one.source_id], one)))


def _rows(source: Source, version: SourceVersion) -> Iterator[TextLayer]:
    cleaning = cleaning_of(version)
    by = CLEANED if cleaning else CORRECTED if version.number > 1 else IMPORTED
    row = TextLayer(
        source.name, version.number, version.number == source.version, by, "", None, None, None,
        ", ".join(cleaning.get("keep", ())), version.length, version.made, version.reason,
    )  # fmt: skip
    if not cleaning:
        yield row
    for rule in cleaning.get("rules", ()):
        struck = sum(name == rule["rule"] for _start, _end, name in cleaning.get("struck", ()))
        yield row._replace(rule=rule["rule"], rule_version=rule["version"], changes=rule["changes"], struck=struck)


def _cells(row: TextLayer) -> list[object]:
    by = {IMPORTED: _("import"), CLEANED: _("cleaning"), CORRECTED: _("correction")}[row.by]
    rule = f"{row.rule} {row.rule_version}" if row.rule else ""
    number = f"{row.version} *" if row.in_force else str(row.version)
    return [row.source, number, by, rule, _shown(row.changes), _shown(row.struck), row.made, row.reason]


def _shown(count: int | None) -> object:
    return "" if count is None else count
