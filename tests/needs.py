"""Programs and packages that some tests need: missing, they skip; with KODEVERK_REQUIRE_ALL=1 they fail."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip the test for this reason, or fail it where every part must run."""
    if os.environ.get("KODEVERK_REQUIRE_ALL") == "1":
        pytest.fail(f"{reason}, and KODEVERK_REQUIRE_ALL=1 says every part must run")
    pytest.skip(reason)


def program(*names: str) -> str:
    """Return the path of the first of these programs there is, or skip (or fail) the test."""
    for name in names:
        if found := shutil.which(name):
            return found
    missing(f"{' / '.join(names)} is not installed on this machine")


def package_program(name: str, *packages: str) -> str:
    """Return the path of a program that came with Python packages beside this Python, or skip (or fail) the test."""
    for package in packages:
        if importlib.util.find_spec(package) is None:
            missing(f"the package {package} is not installed in this Python")
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else program(name)
