"""The front gate: ``kodeverk`` on the command line.

Built on argparse, which is part of Python: nothing heavy is loaded before a command needs it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kodeverk import __version__
from kodeverk.cli import commands
from kodeverk.errors import KodeverkError
from kodeverk.messages import LANGUAGES, _, use_language

WRONG_INPUT = 2


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Return the exit code of one command: 0 fine, 1 something was found, 2 the input is wrong."""
    if "--lang" in arguments[:-1] and (code := arguments[list(arguments).index("--lang") + 1]) in LANGUAGES:
        use_language(code)
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except KodeverkError as error:
        sys.stderr.write(f"kodeverk: {error}\n")
        return WRONG_INPUT
    except OSError as error:
        sys.stderr.write(f"kodeverk: {error.strerror or error}: {error.filename or ''}\n")
        return WRONG_INPUT
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped. What was confirmed is kept, nothing is half done.") + "\n")
        return WRONG_INPUT


class Parser(argparse.ArgumentParser):
    """A parser, of the command line or of one command, whose help stands in the language in use."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, **settings)
        self._positionals.title, self._optionals.title = _("arguments"), _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this help and exit"))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help=_("write what was found as JSON, for machines"))
    shared.add_argument("--lang", choices=LANGUAGES, help=_("language of labels and reports"))
    top: argparse.ArgumentParser = Parser(
        prog="kodeverk",
        description=_("Qualitative interview coding and analysis, from transcript to theory-checked finding."),
        epilog=_("Exit codes: 0 fine, 1 something was found (lint, verify), 2 wrong input."),
    )
    top.add_argument(
        "--version", action="version", version=f"kodeverk {__version__}", help=_("show the version and exit")
    )
    verbs = top.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    _looking(verbs, shared)
    _keeping(verbs, shared)
    return top


def _looking(verbs: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    demo = verbs.add_parser("demo", parents=[shared], help=_("do the whole main job on the synthetic interviews"))
    demo.add_argument("--out", type=Path, default=Path("ut"), help=_("folder for the results"))
    demo.set_defaults(command=commands.demo)

    analyse = verbs.add_parser("analyse", parents=[shared], help=_("do the whole main job on a folder of one's own"))
    analyse.add_argument("folder", type=Path, help=_("folder with transcripts, cases and codings"))
    analyse.add_argument(
        "--codebook", type=Path, action="append", default=[], help=_("codebook (YAML); may be repeated")
    )
    analyse.add_argument("--guide", type=Path, action="append", default=[], help=_("interview guide (YAML)"))
    analyse.add_argument("--theory", type=Path, action="append", default=[], help=_("theory (YAML); may be repeated"))
    _leave_out(analyse)
    analyse.add_argument("--by", help=_("attribute to compare groups by, such as leader_model"))
    analyse.add_argument("--out", type=Path, default=Path("ut"), help=_("folder for the results"))
    analyse.set_defaults(command=commands.analyse)

    lint = verbs.add_parser("lint", parents=[shared], help=_("find what is inconsistent in a codebook"))
    lint.add_argument("codebook", type=Path)
    lint.add_argument("--guide", type=Path, help=_("interview guide that should feed the codes"))
    lint.set_defaults(command=commands.lint)


def _leave_out(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar=_("KIND"),
        help=_("kind of content that may be left out, such as headers, or all; may be repeated"),
    )


def _keeping(verbs: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    verify = verbs.add_parser("verify", parents=[shared], help=_("prove that a study file is whole"))
    verify.add_argument("file", type=Path)
    verify.set_defaults(command=commands.verify)

    bring = verbs.add_parser("import", parents=[shared], help=_("bring transcripts and cases into a study"))
    bring.add_argument("study", type=Path, help=_("study file; made if it is not there"))
    bring.add_argument("files", type=Path, nargs="*", help=_("files or folders"))
    bring.add_argument(
        "--kind", default="interview", help=_("kind of source: interview, agreement, minutes, report, other")
    )
    _leave_out(bring)
    bring.add_argument("--cases", type=Path, help=_("informants, offices and attributes (.xlsx, .csv)"))
    bring.set_defaults(command=commands.bring_in)

    export = verbs.add_parser("export", parents=[shared], help=_("hand a study over to other programs"))
    export.add_argument("study", type=Path)
    for name, what in (("word", ".docx"), ("excel", ".xlsx"), ("html", ".html"), ("qdc", "REFI-QDA .qdc")):
        export.add_argument(f"--{name}", type=Path, metavar=_("FILE"), help=_("write {what}").format(what=what))
    export.add_argument("--dump", type=Path, metavar=_("FOLDER"), help=_("write the whole study as plain text"))
    export.add_argument("--theory", action="append", default=[], help=_("id of a theory to check and take along"))
    export.add_argument("--by", help=_("attribute to compare groups by, such as leader_model"))
    export.set_defaults(command=commands.export)
