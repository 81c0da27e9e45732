"""Finding expressions: what is found, what is not, and that a slow and simple matcher finds the same."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kodeverk.errors import FormatError, GrammarError
from kodeverk.language import matcher
from kodeverk.language.fold import UNSEEN, fold
from kodeverk.language.lemma import lemmas, sought
from kodeverk.language.matcher import Hit, Matcher
from kodeverk.language.vocabulary import vocabulary
from kodeverk.model import Expression, Span


def find(text: str, *expressions: Expression, within: list[Span] | None = None) -> list[Hit]:
    return Matcher({"kode": expressions}).expand(vocabulary([text])).find(text, within)


def said(text: str, *forms: str) -> list[str]:
    """What is found of words and phrases, as it stands in the text."""
    words = tuple(form for form in forms if " " not in form)
    phrases = tuple(form for form in forms if " " in form)
    return [hit.span.of(text) for hit in find(text, Expression("uttrykk", words, phrases))]


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("Sjefene sa det, og sjefer flest.", "sjef", ["Sjefene", "sjefer"]),
        ("Vi har TO SJEFER her.", "to sjefer", ["TO SJEFER"]),
        ("Me har to sjefar.", "to sjef", ["to sjefar"]),
        ("Vi har to\n  sjefer her.", "to sjefer", ["to\n  sjefer"]),
        ("Vi har to\u00a0sjefer her.", "to sjefer", ["to\u00a0sjefer"]),
        ("Det er part\u00adner\u00adskapet som styrer.", "partnerskap", ["part\u00adner\u00adskapet"]),
        ("👩‍👩‍👧 og 😀: likeverdet er der.", "likeverd", ["likeverdet"]),
        ("Særloven og forvaltningsloven, men ikke loven.", "*loven", ["Særloven", "forvaltningsloven", "loven"]),
        ("Samlokaliseringen og samlokalisert.", "samlokaliser*", ["Samlokaliseringen", "samlokalisert"]),
        ("En vi-følelse og flere vi‑følelser.", "vi-følelse", ["vi-følelse", "vi‑følelser"]),
        ("En NAV-leder.", "leder", ["leder"]),
        ("İ går var sjefen her.", "sjef", ["sjefen"]),
    ],
)
def test_this_is_found(text: str, form: str, found: list[str]) -> None:
    assert said(text, form) == found


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Han er på kontoret.", "pa"),
        ("Det er pa som sa det.", "på"),
        ("Det er sånn det er.", "sann"),
        ("Så gikk vi.", "sa"),
        ("Kontorlederen og lederlønn.", "leder"),
        ("Vi har to. Sjefer er det nok av.", "to sjefer"),
        ("Vi har to, sjefer.", "to sjefer"),
        ("Bento sjefer her.", "to sjefer"),
        ("Vi har to gode sjefer.", "to sjefer"),
        ("En vi følelse.", "vi-følelse"),
        ("Loven gjelder.", "*lov"),
        ("Det var likt.", "likeverd*"),
    ],
)
def test_this_is_not_found(text: str, form: str) -> None:
    assert said(text, form) == []


def test_the_label_describes_and_is_never_searched_for() -> None:
    text = "Det er makt i partnerskapet."
    assert find(text, Expression("makt", words=("partnerskap",))) == [Hit("kode", "makt", "partnerskap", Span(14, 27))]


def test_of_overlapping_hits_of_a_code_the_longest_stays_and_codes_may_overlap() -> None:
    text = "Vi har to sjefer."
    expressions = Matcher(
        {
            "a": [Expression("en", words=("sjef",)), Expression("to", phrases=("to sjefer",))],
            "b": [Expression("b", ("sjef",))],
        }
    )
    hits = expressions.expand(vocabulary([text])).find(text)
    assert [(hit.key, hit.form, hit.span.of(text)) for hit in hits] == [
        ("a", "to sjefer", "to sjefer"),
        ("b", "sjef", "sjefer"),
    ]


def test_a_phrase_with_more_ways_to_write_it_than_are_looked_for_is_found_all_the_same() -> None:
    many = " ".join(f"sa{number} to{number}" for number in range(matcher.WAYS))
    text = f"Her: {many}, og ja."
    assert len(said(text, "sa* to*")) == matcher.WAYS
    assert said(text, "sa* to*")[:2] == ["sa0 to0", "sa1 to1"]


def test_a_hit_lies_whole_in_one_of_the_stretches() -> None:
    text = "Vi har to\nsjefer og én sjef."
    first, second = Span(0, 9), Span(10, len(text))
    expressions = [Expression("to", phrases=("to sjefer",)), Expression("sjef", words=("sjef",))]
    hits = find(text, *expressions, within=[first, second])
    assert [hit.span.of(text) for hit in hits] == ["sjefer", "sjef"]


TAKE_UP = ({"LEMMA": {"IN": ["ta", "løfte"]}}, {"OP": "?"}, {"LOWER": "opp"})
PARAGRAPH = ({"LOWER": "§"}, {"OP": "?"}, {"LOWER": {"IN": ["28", "28."]}})  # spaCy reads 28. as an ordinal
ANY_WORD = ({"IS_DIGIT": True}, {"IS_ALPHA": True})


def test_a_token_pattern_finds_lemmas_of_both_languages_and_is_shown_in_one_line() -> None:
    text = "Vi tok det opp. Me løfta saka opp. Han tek opp alt. Opp tar vi."
    hits = find(text, Expression("saker", patterns=(TAKE_UP,)))
    assert [hit.span.of(text) for hit in hits] == ["tok det opp", "løfta saka opp", "tek opp"]
    assert {hit.form for hit in hits} == {"ta|løfte [?] opp"}


def test_many_token_patterns_are_told_apart() -> None:
    words = ["en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"]
    patterns = tuple(({"LOWER": word}, {"LEMMA": "gang"}) for word in words)
    hits = find("Først tolv ganger, så tre ganger.", Expression("ganger", patterns=patterns))
    assert [hit.form for hit in hits] == ["tolv gang", "tre gang"]


def test_a_token_pattern_finds_words_with_soft_hyphens_after_an_emoji() -> None:
    text = "😀 Vi tok det \u00ado\u00adpp igjen, etter § 28."
    hits = find(text, Expression("x", patterns=(TAKE_UP, PARAGRAPH)), within=[Span(2, len(text))])
    assert [hit.span.of(text) for hit in hits] == ["tok det \u00ado\u00adpp", "§ 28."]


def test_a_token_pattern_without_words_looks_everywhere() -> None:
    text = "Vi har 3 sjefer.\nOg 4 kontor."
    hits = find(text, Expression("tall", patterns=(ANY_WORD,)), within=[Span(0, 16), Span(17, 29)])
    assert [hit.span.of(text) for hit in hits] == ["3 sjefer", "4 kontor"]


def test_a_token_pattern_never_reaches_from_one_stretch_into_the_next() -> None:
    text = "Vi tar det\nopp."
    assert find(text, Expression("x", patterns=(TAKE_UP,)), within=[Span(0, 10), Span(11, 15)]) == []


def test_a_pattern_spacy_does_not_know_is_refused_by_the_name_of_its_expression() -> None:
    with pytest.raises(FormatError, match="'saker'.*opp"):
        find("ta opp", Expression("saker", patterns=(({"LOWER": "opp", "NOPE": 1},),)))


@pytest.mark.parametrize("form", ["", "*", "***", "lo*ven", "«»"])
def test_a_form_without_words_or_with_a_star_inside_is_refused(form: str) -> None:
    with pytest.raises(GrammarError, match="cannot be searched for"):
        find("loven", Expression("x", words=(form,)))


def test_no_expressions_find_nothing() -> None:
    assert find("Vi har to sjefer.") == []


# --- a second implementation: token by token, by the letter of the description -----------------------------------

FORMS = [
    "sjef",
    "leder",
    "to sjefer",
    "ta opp",
    "opp i",
    "vi-følelse",
    "*leder",
    "sjef*",
    "på",
    "sa",
    "i to",
    "få to sjefer",
]
PIECES = [
    "sjef", "Sjefer", "sjefene", "leder", "NAV-leder", "enhetsleder", "to", "TO", "tok", "tek", "opp", "i", "vi-følelsen",
    "vi", "følelse", "på", "pa", "så", "sa", "fekk", "få", "sje\u00adfen", "\u00adto", "İ", "😀", "\u200b", "1", "_",
]  # fmt: skip
GAPS = [" ", " ", " ", "\n", "\u00a0 ", ", ", ". ", "-", "", "\u00ad ", " \u200b "]


def token_by_token(text: str, forms: list[str]) -> list[tuple[int, int]]:
    """Where each form stands, the longest of those that overlap: slow, and with nothing of the fast matcher."""
    places = [place for place, character in enumerate(text) if character not in UNSEEN]
    seen = "".join(text[place] for place in places)
    tokens = [(m.start(), m.end(), fold(m[0])) for m in re.finditer(r"\w+", seen)]
    found = set()
    for form in forms:
        words = re.findall(r"[\w*]+", form)
        gap = r"[-‐‑]" if "-" in form else r"\s+"
        for first in range(len(tokens) - len(words) + 1):
            row = tokens[first : first + len(words)]
            gaps = [seen[a[1] : b[0]] for a, b in pairwise(row)]
            if all(re.fullmatch(gap, g) for g in gaps) and all(
                fits(token[2], word, alone=len(words) == 1) for token, word in zip(row, words, strict=True)
            ):
                found.add((places[row[0][0]], places[row[-1][1] - 1] + 1))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return sorted(kept)


def fits(token: str, word: str, *, alone: bool) -> bool:
    return fnmatchcase(token, word) if "*" in word else token == word or bool(lemmas(token) & sought(word, alone=alone))


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=14).map(
        lambda parts: "".join(piece + gap for piece, gap in parts)
    ),
    st.lists(st.sampled_from(FORMS), min_size=1, max_size=6, unique=True),
    st.sampled_from([1, matcher.WAYS]),
)
@example("Vi fekk to sjefar, og sje\u00adfene tok opp i to", FORMS, 1)
@example("Vi fekk to sjefar, og sje\u00adfene tok opp i to", FORMS, matcher.WAYS)
def test_the_one_pass_finds_what_a_token_by_token_search_finds(text: str, forms: list[str], ways: int) -> None:
    words = tuple(form for form in forms if " " not in form)
    phrases = tuple(form for form in forms if " " in form)
    with mock.patch.object(matcher, "WAYS", ways):  # with 1 every phrase is looked for by one of its words
        found = [tuple(hit.span) for hit in find(text, Expression("x", words, phrases))]
    assert found == token_by_token(text, forms)


def test_the_token_by_token_search_finds_something() -> None:
    assert token_by_token("Vi fekk to sjefer, og sjefen tok opp.", FORMS) == [(3, 17), (22, 28), (29, 36)]
