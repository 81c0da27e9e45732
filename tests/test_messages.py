"""The catalogues, bokmål and nynorsk, hold every message a reader can meet, and nothing else."""

from __future__ import annotations

import ast
from string import Formatter

import pytest

from kodeverk.messages import _, _n, language, numeral, percent, use_language
from kodeverk.model import Receipt, record_label
from tests.update_catalogue import KEYWORDS, LOCALES, PACKAGE, Message, as_mo, extracted, kept, po, updated

UPDATE = "run: python -m tests.update_catalogue"


@pytest.fixture(scope="module")
def messages() -> set[Message]:
    return set(extracted())


def forms_of(text: Message) -> tuple[str, ...]:
    """Return the one form of a text, or the two of one that counts."""
    return (text,) if isinstance(text, str) else tuple(text)


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
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS
    ]
    written = [call.args[:2] if call.func.id == "_n" else call.args for call in calls]
    assert all(isinstance(form, ast.Constant) for forms in written for form in forms), (
        "a message is written out, and formatted after"
    )
    found = {tuple(form.value for form in forms) for forms in written}
    assert found == set(map(forms_of, messages)) and len(calls) > 400
    assert {len(forms) for forms in found} == {1, 2}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_translated_and_no_other(messages, locale):
    catalogue = kept(locale)
    translated = {m.id for m in catalogue if m.id and all(forms_of(m.string)) and not m.fuzzy}
    assert messages - translated == set(), UPDATE
    assert {m.id for m in catalogue if m.id} - messages == set(), UPDATE
    assert list(catalogue.obsolete) == [], UPDATE


@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_keeps_placeholders_and_the_white_space_around(locale):
    found = [pair for m in kept(locale) if m.id for pair in zip(forms_of(m.id), forms_of(m.string), strict=True)]
    assert len(found) > 400
    assert [one for one, other in found if placeholders(one) != placeholders(other)] == []
    edges = [
        one
        for one, other in found
        if (one[:1].isspace(), one[-1:].isspace()) != (other[:1].isspace(), other[-1:].isspace())
    ]
    assert edges == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_compiled_catalogue_is_what_the_text_says(locale):
    assert po(locale).with_suffix(".mo").read_bytes() == as_mo(updated(locale)), UPDATE


def test_the_language_is_chosen():
    use_language("nb")
    assert (language(), _("Codebook"), _("silent"), _("partly")) == (
        "nb", "Kodebok", "sier ikke noe om det", "delvis støttet",
    )  # fmt: skip
    use_language("en")
    assert (language(), _("Codebook"), _("silent"), _("partly")) == ("en", "Codebook", "silent", "partly")
    with pytest.raises(ValueError, match="No catalogue for the language 'de'"):
        use_language("de")


def test_a_count_takes_its_number_form_in_both_languages():
    counted = [_n("{count} hit", "{count} hits", n).format(count=n) for n in (0, 1, 2)]
    assert counted == ["0 hits", "1 hit", "2 hits"]
    use_language("nb")
    assert [record_label("source", n) for n in (0, 1, 2)] == ["0 kilder", "1 kilde", "2 kilder"]


def test_receipts_tell_coders_from_codes_in_bokmal():
    use_language("nb")
    receipt = Receipt("code", 1, {"coder made": 2, "code made": 3, "coding made": 1, "source made": 8})
    told = "2 som koder lagt til, 3 koder lagt til, 1 koding lagt til, 8 kilder lagt til"
    assert str(receipt) == f"code: {told}"
    assert record_label("coder", 1) == "1 som koder"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("nb", ["40\u00a0320", "1,5", "0,00", "0,30", "84\u00a0%"]),
        ("nn", ["40\u00a0320", "1,5", "0,00", "0,30", "84\u00a0%"]),
        ("en", ["40,320", "1.5", "0.00", "0.30", "84%"]),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(code, written):
    use_language(code)
    assert [numeral(40320), numeral(1.5), numeral(-0.001, 2), numeral(0.3, 2), percent(0.84)] == written
