"""Crosswalks between codebooks from YAML, and into the study."""

from __future__ import annotations

from pathlib import Path

from kodeverk.errors import UnknownName
from kodeverk.model import Change, Code, Codebook, Correspondence, Crosswalk, Plan, Snapshot
from kodeverk.model.crosswalk import NONE
from kodeverk.model.lint_crosswalk import lint_crosswalk
from kodeverk.model.problems import NOTE
from kodeverk.reading.codebooks import wording
from kodeverk.reading.schema import read_document
from kodeverk.reading.yaml_lines import Place, Trouble, refused


def read_crosswalk(path: str | Path) -> Crosswalk:
    """Return the crosswalk of a YAML file.

    Raises
    ------
    ReadingError
        If the file is missing.
    FormatError
        If it breaks the format, if a link lacks an end it must have or has one it must not, or stands twice; one
        error for all.
    """
    document = read_document(path, "crosswalk")
    top = document.value
    troubles: list[Trouble] = []
    links: list[Correspondence] = []
    for number, plain in enumerate(top["links"]):
        place: Place = ("links", number)
        link = Correspondence(plain.get("from", ""), plain.get("to", ""), plain["strength"], plain.get("note", ""))
        ends = bool(link.from_code) + bool(link.to_code)
        if ends != (1 if link.strength == NONE else 2):
            wrong = "'none' names one code alone, the one without an equivalent" if link.strength == NONE else (
                "a link names both codes: from and to"
            )  # fmt: skip
            troubles.append(document.trouble(place, wrong))
        elif any(link[:2] == other[:2] for other in links):
            troubles.append(document.trouble(place, "the link stands twice"))
        links.append(link)
    if top["from_codebook"] == top["to_codebook"]:
        troubles.append(document.trouble(("to_codebook",), "a crosswalk joins two codebooks, not one with itself"))
    if troubles:
        raise refused(document.file, "crosswalk", troubles)
    return Crosswalk(
        id=top["id"],
        version=top["version"],
        title=wording(top["title"]),
        from_codebook=top["from_codebook"],
        to_codebook=top["to_codebook"],
        links=tuple(links),
        source=top.get("source", ""),
    )


def use_crosswalk(snapshot: Snapshot, crosswalk: Crosswalk) -> Plan:
    """Return the changes that bring a crosswalk into the study, or to its new version.

    The note tells what does not fit with the codebooks of the study; codes without a row are in the view.

    Raises
    ------
    UnknownName
        If one of its codebooks is not in the study.
    """
    for book in (crosswalk.from_codebook, crosswalk.to_codebook):
        if book not in snapshot.table(Codebook):
            raise UnknownName(
                f"{crosswalk.id} joins {crosswalk.from_codebook} and {crosswalk.to_codebook}; {book} is not in the "
                "study. Bring it in with use_codebook first. Nothing was changed."
            )
    there = snapshot.table(Crosswalk).get(crosswalk.id)
    told = [p.what for p in lint_crosswalk(crosswalk, snapshot.all(Code)) if p.severity != NOTE]
    return Plan([Change(there, crosswalk)] if there != crosswalk else [], (crosswalk.id,), "; ".join(told))
