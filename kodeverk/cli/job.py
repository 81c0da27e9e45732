"""The whole main job: transcripts in, views, comparison and theory check out, with a summary on screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kodeverk.cli import show
from kodeverk.cli.screen import Screen
from kodeverk.errors import KodeverkError, ReadingError
from kodeverk.messages import _
from kodeverk.model import Theory
from kodeverk.model.problems import problems

if TYPE_CHECKING:
    from kodeverk.project import Project
    from kodeverk.project.bringing_sources import Imported

REGISTERS = ("informanter.xlsx", "informanter.csv", "cases.xlsx", "cases.csv")


class Job(NamedTuple):
    """What to analyse, by what, and where to.

    Attributes
    ----------
    folder : Path
        Transcripts, and beside them, where they exist, cases (``informanter.xlsx`` or ``.csv``), codings
        (``kodinger.csv``), judgements (``vurderinger.csv``) and links to the guide (``spurt.csv``).
    codebooks, guides, theories : tuple of Path
    by : str or None
        Attribute to compare groups by.
    out : Path
        Folder for the results.
    synthetic : bool
        Whether to say that the interviews are synthetic and nothing found is a finding.
    leave_out : tuple of str
        Kinds of content of the transcripts that may be left out.
    """

    folder: Path
    codebooks: tuple[Path, ...] = ()
    guides: tuple[Path, ...] = ()
    theories: tuple[Path, ...] = ()
    by: str | None = None
    out: Path = Path("ut")
    synthetic: bool = False
    leave_out: tuple[str, ...] = ()


def do(job: Job, *, as_json: bool = False) -> int:
    """Do the whole main job, show what was found, and return the exit code."""
    from kodeverk.project import Project

    if not job.folder.is_dir():
        raise ReadingError(f"There is no folder {job.folder}.")
    job.out.mkdir(parents=True, exist_ok=True)
    screen = Screen(silent=as_json)
    with Project(job.out / "studie.kodeverk") as study:
        imported = build(study, job)
        found = _show(study, imported, job, screen)
        found["written"] = [str(path) for path in _write(study, job)]
    screen.heading(_("Written"))
    for path in found["written"]:
        screen.line(path)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1, default=str))
    return 1 if imported.refused else 0


def build(study: Project, job: Job) -> Imported:
    """Bring everything of a job into the study, and return what was imported; doing it twice adds nothing."""
    imported = study.add_sources(job.folder, leave_out=job.leave_out)
    for register in REGISTERS:
        if (job.folder / register).exists():
            study.add_cases(job.folder / register)
    if job.by:
        study.snapshot.attribute(job.by)  # a misspelt attribute is told before the long work
    for codebook in job.codebooks:
        study.use_codebook(codebook)
    for guide in job.guides:
        study.use_guide(guide)
    for theory in job.theories:
        study.use_theory(theory)
    for name, add in (
        ("spurt.csv", study.add_asked),
        ("kodinger.csv", study.add_codings),
        ("vurderinger.csv", study.add_judgements),
    ):
        if (job.folder / name).exists():
            try:
                add(job.folder / name)
            except KodeverkError as error:  # made for a guide, codebook or theory that was not given
                imported.refused[name] = f"{name}: {error}"
    study.apply_rules()
    return imported


def _show(study: Project, imported: Imported, job: Job, screen: Screen) -> dict[str, Any]:
    if job.synthetic:
        screen.line(
            _("Synthetic interviews, written for kodeverk: they show the method, nothing here is a finding."), "yellow"
        )
    show.imported(imported, screen)
    screen.heading(_("The study"))
    screen.line(repr(study))
    found: dict[str, Any] = {"left_out": int(imported.frame["left_out"].sum()), "refused": imported.refused}
    if job.by:
        found["comparison"] = show.comparison(study.compare(by=job.by), screen)
    if job.theories:
        found["theory"] = show.theory(study.check(), screen)
    found["rules"] = show.rules(study, screen)
    found["problems"] = show.problems(problems(study.snapshot), screen)
    return found


def _write(study: Project, job: Job) -> list[Path]:
    theories = [theory.id for theory in study.snapshot.all(Theory)]
    title = _("Synthetic interviews: the method shown, no finding") if job.synthetic else ""
    written = [
        study.path,
        study.to_word(job.out / "funn.docx", by=job.by, theories=theories, title=title),
        study.to_excel(job.out / "funn.xlsx", by=job.by, theories=theories),
        study.to_html(job.out / "transkripsjoner.html"),
        study.analysis_to_word(job.out / "analyse.docx", by=job.by, title=title),
        study.analysis_to_html(job.out / "analyse.html", by=job.by, title=title),
    ]
    if theories:
        written.append(study.theory_to_html(job.out / "teorisjekk.html", title=title))
    return written
