"""Programs outside Python that some tests need: missing, they skip; with KODEVERK_REQUIRE_ALL=1 they fail."""

from __future__ import annotations

import os
import shutil

import pytest


def program(*names: str) -> str:
    """Return the path of the first of these programs there is, or skip (or fail) the test."""
    for name in names:
        if found := shutil.which(name):
            return found
    reason = f"{' / '.join(names)} is not installed on this machine"
    if os.environ.get("KODEVERK_REQUIRE_ALL") == "1":
        pytest.fail(f"{reason}, and KODEVERK_REQUIRE_ALL=1 says every part must run")
    pytest.skip(reason)
