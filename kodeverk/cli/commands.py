"""What each command does; heavy libraries are loaded here, inside the command that needs them."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from kodeverk.errors import KodeverkError, StoreError
from kodeverk.messages import _n

if TYPE_CHECKING:
    from kodeverk.model.problems import Problem

OK, FINDINGS = 0, 1


def demo(options: argparse.Namespace) -> int:
    """Do the whole main job on the shipped synthetic interviews."""
    from kodeverk.cli.job import Job, do
    from kodeverk.cli.shipped import shipped

    books = shipped("codebooks")
    job = Job(
        folder=shipped("corpora") / "likeverd-2019",
        codebooks=tuple(books / f"{name}.yaml" for name in ("partnerskap-2007", "likeverd-2019")),
        guides=(books / "guide-likeverd-2019.yaml",),
        theories=tuple(books / f"teori-{name}.yaml" for name in ("likeverd-2019", "partnerskap-2007")),
        by="leader_model",
        out=options.out,
        synthetic=True,
        leave_out=("headers",),
    )
    return do(job, as_json=options.json)


def analyse(options: argparse.Namespace) -> int:
    """Do the whole main job on a folder of transcripts."""
    from kodeverk.cli.job import Job, do

    books = tuple(options.codebook), tuple(options.guide), tuple(options.theory)
    return do(
        Job(options.folder, *books, by=options.by, out=options.out, leave_out=tuple(options.leave_out)),
        as_json=options.json,
    )


def lint(options: argparse.Namespace) -> int:
    """Print what is inconsistent in a codebook; 1 if anything is."""
    from kodeverk.model.lint import lint as find
    from kodeverk.reading import read_codebook, read_guide
    from kodeverk.reading.worker import read_limited

    codebook, codes, categories = read_limited(read_codebook, options.codebook)
    guide = read_limited(read_guide, options.guide) if options.guide else None
    problems = find(codebook, codes, categories, guide)
    if options.json:
        _print_json([problem._asdict() for problem in problems])
    else:
        _print_problems(f"{codebook.id} {codebook.version}", problems)
    return FINDINGS if problems else OK


def _print_problems(title: str, problems: list[Problem]) -> None:
    count = len(problems)
    print(f"{title}: " + _n("{count} thing to look at", "{count} things to look at", count).format(count=count))
    for problem in problems:
        print(f"- {problem.where}: {problem.what}." + (f" {problem.advice}" if problem.advice else ""))


def verify(options: argparse.Namespace) -> int:
    """Print whether a study file is whole; 1 if it is not."""
    from kodeverk.store import verify as check

    result = check(options.file)
    if options.json:
        _print_json({"file": str(options.file), "ok": result.ok, "counts": result.counts,
                     "findings": [finding._asdict() for finding in result.findings]})  # fmt: skip
    else:
        print(result)
    return OK if result.ok else FINDINGS


def bring_in(options: argparse.Namespace) -> int:
    """Bring sources and cases into a study, and print what came in and what was left out."""
    from kodeverk.project import Project

    if not options.files and not options.cases:
        raise KodeverkError("Nothing to import: name files or folders, or --cases FILE.")
    with Project(options.study) as study:
        done: dict[str, Any] = {}
        if options.files:
            imported = study.add_sources(options.files, kind=options.kind, leave_out=options.leave_out)
            done["sources"] = imported.frame.to_dict("records")
            done["refused"] = imported.refused
            print(imported, file=sys.stderr if options.json else sys.stdout)
        if options.cases:
            receipt = study.add_cases(options.cases)
            done["cases"] = receipt.counts
            print(receipt, file=sys.stderr if options.json else sys.stdout)
        if options.json:
            _print_json(done)
    return FINDINGS if done.get("refused") else OK


def export(options: argparse.Namespace) -> int:
    """Write a study to the formats asked for, and print where."""
    from kodeverk.project import Project

    if not options.study.exists():
        raise StoreError(f"There is no study file {options.study}.")
    written: dict[str, str] = {}
    with Project(options.study) as study:
        if options.word:
            written["word"] = str(study.to_word(options.word, by=options.by, theories=options.theory))
        if options.excel:
            written["excel"] = str(study.to_excel(options.excel, by=options.by, theories=options.theory))
        if options.html:
            written["html"] = str(study.to_html(options.html))
        if options.qdc:
            written["qdc"] = str(study.to_qdc(options.qdc))
        if options.dump:
            written["dump"] = str(study.dump(options.dump))
    if not written:
        raise KodeverkError("Nothing to export: say --word, --excel, --html, --qdc or --dump.")
    if options.json:
        _print_json(written)
    else:
        print("\n".join(written.values()))
    return OK


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))
