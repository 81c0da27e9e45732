"""Reports are tested in English, the language their texts are written in."""

from collections.abc import Iterator

import pytest

from kodeverk.messages import language, use_language


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    before = language()
    use_language("en")
    yield
    use_language(before)
