"""Tests and doctests read labels and reports in English, the language their msgids are written in."""

import os
from collections.abc import Iterator

import pytest

os.environ["KODEVERK_LANG"] = "en"  # before kodeverk is imported, and for the programs tests start


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Set English before and after every test; a test may choose another language."""
    from kodeverk.messages import use_language

    use_language("en")
    yield
    use_language("en")
