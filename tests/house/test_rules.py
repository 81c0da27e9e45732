"""The house rules: layers, lint, types, sizes, and what is public."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kodeverk

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "kodeverk").rglob("*.py"))
LINES, BODY, ARGUMENTS = 300, 40, 6


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "kodeverk"),
        ("mypy",),
        ("importlinter.cli", "lint"),
    ],
    ids=["lint", "format", "types", "layers"],
)
def test_the_tools_find_nothing(command: tuple[str, ...]) -> None:
    if command[0] == "importlinter.cli":
        result = subprocess.run(
            [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True
        )
    else:
        result = run(*command)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-2000:]


def functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    found = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append((f"{file.relative_to(ROOT)}:{node.lineno} {node.name}", node))
    assert len(found) > 200
    return found


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    long = {
        str(f.relative_to(ROOT)): n for f in FILES if (n := len(f.read_text(encoding="utf-8").splitlines())) > LINES
    }
    assert long == {}


def test_no_function_does_too_much_or_takes_too_much() -> None:
    long, wide = [], []
    for name, node in functions():
        body = node.body[1:] if ast.get_docstring(node) else node.body
        if body and node.end_lineno and node.end_lineno - body[0].lineno + 1 > BODY:
            long.append(name)
        if len([a for a in node.args.posonlyargs + node.args.args if a.arg not in ("self", "cls")]) > ARGUMENTS:
            wide.append(name)
    assert long == [] and wide == []


def test_only_the_command_line_prints() -> None:
    printing = [
        str(file.relative_to(ROOT))
        for file in FILES
        if "cli" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_nothing_is_run_as_a_script_in_sql_and_nothing_is_unpacked_by_name() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in FILES}
    assert [f.name for f, text in texts.items() if ".executescript(" in text or ".extractall(" in text] == []


def test_every_public_function_and_class_says_what_it_is() -> None:
    silent = []
    for file in FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                silent += [] if ast.get_docstring(node) else [f"{file.name}: {node.name}"]
    assert silent == []


def test_the_public_surface_is_the_list_and_all_of_it_loads() -> None:
    assert kodeverk.__all__ == [
        "Project", "Study", "load", "read_literature", "read_project", "read_qdpx", "read_survey", "response_rates",
        "use_language", "__version__",
    ]  # fmt: skip
    assert all(getattr(kodeverk, name) for name in kodeverk.__all__)


def test_no_heavy_library_is_loaded_at_the_start() -> None:
    code = "import sys, kodeverk, kodeverk.cli.main; kodeverk.cli.main.parser(); print(*sys.modules)"
    loaded = set(
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
    )
    assert "kodeverk.cli.commands" in loaded
    heavy = {
        "pandas",
        "numpy",
        "spacy",
        "nltk",
        "simplemma",
        "sqlalchemy",
        "docx",
        "openpyxl",
        "lxml",
        "rich",
        "networkx",
        "matplotlib",
        "statsmodels",
    }
    assert loaded & heavy == set()


def test_the_project_speaks_of_itself_alone() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    texts = [ROOT / name for name in tracked if name.endswith((".py", ".md", ".yaml", ".cfg", ".toml", ".ipynb"))]
    if not texts:
        pytest.fail("git lists no files: run the tests in a checkout")
    words = ["/wo" + "rk/", "../sh" + "ared", "py" + "pi.org", "pythonhos" + "ted", "registry.np" + "mjs"]
    assert [(p.name, w) for p in texts if p.is_file() for w in words if w in p.read_text(encoding="utf-8")] == []
