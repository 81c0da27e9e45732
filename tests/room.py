"""Small workbooks on the room for opportunity, for tests that show their input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

STATUS = ("kontor", "område nr", "sterk", "behov", "prioritert", "i plan", "fulgt opp")
PLANS = ("kontor", "område", "del", "hvorfor", "hva", "hvordan", "hvem er med", "hvem har ansvar", "oppfølging")
CYCLE = ("måned", "hva", "ansvarlig", "saker")

FOUR = """\
format: kodeverk/codebook/1
id: fire
version: "1"
title: {nb: Fire områder}
codes:
  - {name: ledelse, label: {nb: 1 God ledelse}, definition: {nb: Noe}, levels: [eier]}
  - {name: møter, label: {nb: 2 Rammer for møter}, definition: {nb: Noe}, levels: [eier, kontor]}
  - {name: vilkår, label: {nb: 3 Vilkår ansatte}, definition: {nb: Noe}, levels: [kontor]}
  - {name: brukere, label: {nb: 4 Brukernes stemme}, definition: {nb: Noe}, levels: [tjeneste]}
"""


def codebook(folder: Path) -> Path:
    """A codebook with four areas on three levels."""
    path = folder / "fire.yaml"
    path.write_text(FOUR, encoding="utf-8")
    return path


def workbook(folder: Path, sheets: Mapping[str, Sequence[Sequence[object]]], name: str = "rom.xlsx") -> Path:
    """An Excel file with these sheets; the first row of each is its heading."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / name)
    return folder / name
