"""The whole main job: transcripts in, views, comparison and theory check out, with a summary on screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kodeverk.cli.screen import Screen, progress
from kodeverk.errors import ReadingError
from kodeverk.messages import _

if TYPE_CHECKING:
    from kodeverk.project import Project
    from kodeverk.project.bringing_in import Imported

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
    """

    folder: Path
    codebooks: tuple[Path, ...] = ()
    guides: tuple[Path, ...] = ()
    theories: tuple[Path, ...] = ()
    by: str | None = None
    out: Path = Path("ut")
    synthetic: bool = False


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
        _show_written(found["written"], job, screen)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1, default=str))
    return 1 if imported.refused else 0


def build(study: Project, job: Job) -> Imported:
    """Bring everything of a job into the study, and return what was imported; doing it twice adds nothing."""
    imported = study.add_sources(job.folder, progress=progress(_("Reading")))
    for register in REGISTERS:
        if (job.folder / register).exists():
            study.add_cases(job.folder / register)
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
            add(job.folder / name)
    study.apply_rules()
    return imported


def _show(study: Project, imported: Imported, job: Job, screen: Screen) -> dict[str, Any]:
    if job.synthetic:
        screen.line(_("Synthetic interviews, written for kodeverk: they show the method, nothing here is a finding."), "yellow")
    screen.heading(_("What came in"))
    _show_import(imported, screen)
    screen.heading(_("The study"))
    screen.line(repr(study))
    found: dict[str, Any] = {"left_out": int(imported.frame["left_out"].sum()), "refused": imported.refused}
    if job.by:
        found["comparison"] = _show_comparison(study, job.by, screen)
    if job.theories:
        found["theory"] = _show_theory(study, screen)
    found["rules"] = _show_rules(study, screen)
    found["problems"] = [problem._asdict() for problem in study.problems()]
    screen.heading(_("Problems in the data: {count}").format(count=len(found["problems"])))
    for problem in found["problems"][:5]:
        screen.line(f"{problem['where']}: {problem['what']}")
    return found


def _show_import(imported: Imported, screen: Screen) -> None:
    columns = (_("file"), _("encoding"), _("characters"), _("turns"), _("speakers"), _("left out"))
    rows = []
    for report in imported.reports:
        left = "; ".join(f"{row.left_out} {row.kind}" for row in report.content if row.left_out) or "–"
        rows.append((report.file, report.encoding, report.characters, report.turns, report.speakers, left))
    screen.table(columns, rows)
    for file, why in imported.refused.items():
        screen.line(f"{_('Not read')}: {file}: {why}", "red")


def _show_comparison(study: Project, by: str, screen: Screen) -> list[dict[str, Any]]:
    comparison = study.compare(by=by)
    screen.heading(_("Who speaks of what, by {attribute}").format(attribute=by))
    screen.line(str(comparison))
    return list(comparison.frame.to_dict("records"))


def _show_theory(study: Project, screen: Screen) -> dict[str, int]:
    check = study.check()
    counts = {str(verdict): int(count) for verdict, count in check.frame["verdict"].value_counts().items()}
    screen.heading(_("Theory against evidence"))
    screen.line(str(check))
    return counts


def _show_rules(study: Project, screen: Screen) -> list[dict[str, Any]]:
    coders = sorted(set(study.table("codings")["coder"]))
    rows: list[dict[str, Any]] = []
    for coder in coders:
        rows += [{"coder": coder, **row._asdict()} for row in study.accuracy(coder)]
    screen.heading(_("Rules against people (suggestions are no codings)"))
    return rows


def _write(study: Project, job: Job) -> list[Path]:
    from kodeverk.reports import theory_html

    title = _("Findings")
    theories = study.snapshot_theories()
    written = [
        study.path,
        study.to_word(job.out / "funn.docx", by=job.by, theories=theories, title=title),
        study.to_excel(job.out / "funn.xlsx", theories=theories),
        study.to_html(job.out / "transkripsjoner.html"),
    ]
    if theories:
        written.append(theory_html(study.check(), job.out / "teorisjekk.html"))
    return written


def _show_written(written: list[str], job: Job, screen: Screen) -> None:
    screen.heading(_("Written"))
    for path in written:
        screen.line(path)
