"""The texts of the page: every one it asks for is there, and no other, written for one and for many where it counts."""

from __future__ import annotations

import re
from string import Formatter

from kodeverk import use_language
from kodeverk.notebook import bundle
from kodeverk.notebook.words import SECTIONS, words

_ONE = re.compile(r"(?<!\w)t\(\s*\"([a-z][\w.]*)\"")
_MANY = re.compile(r"(?<!\w)tn\(\s*\"([a-z][\w.]*)\"")


def asked(pattern: re.Pattern[str]) -> set[str]:
    """Return the names the page's files ask for, written out as they must be."""
    return {name for file in bundle.FOLDER.rglob("*.js") for name in pattern.findall(file.read_text(encoding="utf-8"))}


def test_the_page_finds_every_text_it_asks_for_and_no_text_is_left_over() -> None:
    texts = words()
    one, many = asked(_ONE), asked(_MANY)
    assert len(one) > 100 and len(many) > 10
    assert sorted(one - {name for name, text in texts.items() if isinstance(text, str)}) == []
    assert sorted(many - {name for name, text in texts.items() if isinstance(text, list)}) == []
    assert sorted(texts.keys() - one - many) == []


def test_a_name_stands_in_one_section_only_and_no_text_is_empty() -> None:
    names = [name for section in SECTIONS for name in section()]
    assert len(names) == len(set(names)) == len(words())
    assert all(text and all(text) if isinstance(text, list) else text for text in words().values())


def test_a_text_with_a_number_is_a_pair_and_both_forms_take_the_same_values() -> None:
    pairs = {name: text for name, text in words().items() if isinstance(text, list)}
    assert len(pairs) > 10
    for name, pair in pairs.items():
        fields = [{field for _text, field, _spec, _how in Formatter().parse(form) if field} for form in pair]
        assert len(pair) == 2 and fields[1] >= fields[0], name


def test_the_texts_are_in_the_language_in_use_when_they_are_asked_for() -> None:
    use_language("en")
    english = words()
    use_language("nb")
    assert words().keys() == english.keys()
