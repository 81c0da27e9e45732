"""The bokmål catalogue holds every message a reader can meet, and nothing else."""

from __future__ import annotations

import ast
from string import Formatter

import pytest

from kodeverk.messages import _, language, use_language
from tests.update_catalogue import MO, PACKAGE, as_mo, extracted, kept, updated

UPDATE = "run: python -m tests.update_catalogue"


@pytest.fixture(scope="module")
def messages() -> set[str]:
    return set(extracted())


def placeholders(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return the names, formats and conversions of a text's placeholders, sorted."""
    return sorted(
        (name, form or "", how or "") for _text, name, form, how in Formatter().parse(text) if name is not None
    )


def test_every_message_in_the_code_is_found_by_the_extraction(messages):
    calls = [
        node
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    ]
    assert all(isinstance(call.args[0], ast.Constant) for call in calls), (
        "a message is written out, and formatted after"
    )
    assert {call.args[0].value for call in calls} == messages and len(calls) > 400


def test_every_message_is_translated_and_no_other(messages):
    catalogue = kept()
    translated = {m.id for m in catalogue if m.id and m.string and not m.fuzzy}
    assert messages - translated == set(), UPDATE
    assert {m.id for m in catalogue if m.id} - messages == set(), UPDATE
    assert list(catalogue.obsolete) == [], UPDATE


def test_a_translation_keeps_placeholders_and_the_white_space_around():
    found = [(m.id, m.string) for m in kept() if m.id]
    assert len(found) > 400
    assert [one for one, other in found if placeholders(one) != placeholders(other)] == []
    edges = [
        one
        for one, other in found
        if (one[:1].isspace(), one[-1:].isspace()) != (other[:1].isspace(), other[-1:].isspace())
    ]
    assert edges == []


def test_the_compiled_catalogue_is_what_the_text_says():
    assert MO.read_bytes() == as_mo(updated()), UPDATE


def test_the_language_is_chosen():
    use_language("nb")
    assert (language(), _("Codebook"), _("silent"), _("partly")) == (
        "nb", "Kodebok", "sier ikke noe om det", "delvis støttet",
    )  # fmt: skip
    use_language("en")
    assert (language(), _("Codebook"), _("silent"), _("partly")) == ("en", "Codebook", "silent", "partly")
    with pytest.raises(ValueError, match="No catalogue for the language 'de'"):
        use_language("de")
