"""Lemmas of Norwegian word forms: simplemma's bokmål and nynorsk, NLTK's stemmer where it knows none.

A form may be read in several ways (`styrt`: a fall, or of *styra*), and both written languages occur in one
interview. So a form has a *set* of lemmas, and two forms belong together if their sets meet.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from kodeverk.language.fold import fold

NB, NN = "nb", "nn"
STEM = "~"
"""Marks a stem, so that it is never taken for a lemma."""


@lru_cache(maxsize=1 << 18)
def lemmas(form: str) -> frozenset[str]:
    """Return every lemma of a word form, case folded.

    What the bokmål and nynorsk dictionaries say of it, or of it without the s of the genitive; where neither
    knows the form, what simplemma makes of it (parts of compounds, endings), the form itself and its stem,
    marked ``~``: a guess made of one form need not be that made of another (`fagkonflikten`: *fagkonflikte*).

    Parameters
    ----------
    form : str
        One word, without white space.

    Examples
    --------
    >>> sorted(lemmas("jentene")), sorted(lemmas("lærarane")), sorted(lemmas("sa"))
    (['jente'], ['lærar'], ['seie', 'si'])
    >>> sorted(lemmas("partnerskapsmøte"))
    ['partnerskapsmøte', '~partnerskapsmøt']
    """
    form = fold(form)
    known = _known_readings(form, (NB, NN))
    readings = known or [*_guessed_readings(form, (NB, NN)), form, _stem(form)]
    nouns = [noun for reading in readings if (noun := _plural_of(form, reading))]
    return frozenset([*readings, *nouns])


@lru_cache(maxsize=1 << 18)
def lemma(form: str, first: str = NB) -> str:
    """Return the one lemma of a form that the language `first`, ``nb`` or ``nn``, gives before the other.

    Examples
    --------
    >>> lemma("sa", "nb"), lemma("sa", "nn"), lemma("ungdommane", "nb")
    ('si', 'seie', 'ungdom')
    """
    form = fold(form)
    order = (NB, NN) if first == NB else (NN, NB)
    return next(iter(_known_readings(form, order) or _guessed_readings(form, order)), form)


def in_dictionary(form: str) -> bool:
    """Return whether a bokmål or nynorsk dictionary knows a form, or the form without the s of the genitive.

    >>> in_dictionary("leder"), in_dictionary("enhetslede")
    (True, False)
    """
    return bool(_known_readings(fold(form), (NB, NN)))


@lru_cache(maxsize=1 << 16)
def sought(word: str, *, alone: bool = True) -> frozenset[str]:
    """Return the lemmas whose forms a word in a codebook or a query stands for.

    Parameters
    ----------
    word : str
    alone : bool
        True for a single word: one in base form means that word, with its infinitive in -a, and is not sought as
        a form of another (`stole` is not *stela*, `leder` is not *led*), save as the present tense (`går`).
        False for a word of a phrase: every reading, since the words beside it tell which is meant.

    Examples
    --------
    >>> sorted(sought("leder")), sorted(sought("leder", alone=False))
    (['leder', '~led'], ['led', 'leder', '~led'])
    """
    word = fold(word)
    readings = lemmas(word)
    if alone and word in _known_readings(word, (NB, NN)):
        readings = frozenset(r for r in readings if word in (r, r + "r", r[:-1] + "er"))
        readings |= {word[:-1] + "a"} if word.endswith("e") else set()
    return readings | {word, _stem(word)}


def _known_readings(form: str, order: tuple[str, ...]) -> list[str]:
    """Return what dictionaries say of a form, or of it without the s of the genitive, in the order of the languages."""
    known = [reading for language in order if (reading := _known(form, language))]
    if not known and form.endswith("s") and form != "s":
        known = [reading for language in order if (reading := _known(form[:-1], language))]
    return known


def _guessed_readings(form: str, order: tuple[str, ...]) -> list[str]:
    return [reading for language in order if (reading := _guessed(form, language)) != form]


def _known(form: str, language: str) -> str:
    """Return what the dictionary of a language says, empty where it does not know the form."""
    import simplemma

    return fold(simplemma.lemmatize(form, lang=language)) if simplemma.is_known(form, lang=language) else ""


def _guessed(form: str, language: str) -> str:
    """Return what endings and parts of compounds tell; a form that is not letters alone stays as it is."""
    import simplemma

    return fold(simplemma.lemmatize(form, lang=language)) if form.isalpha() else form


def _plural_of(form: str, reading: str) -> str:
    """Return the noun a form is the plural of where the dictionary has only the verb (`sjefer`: *sjefe*)."""
    if form[-2:] not in ("er", "ar") or reading not in (form[:-1], form + "e", form + "a"):
        return ""
    noun = form[:-2]
    return noun if len(noun) > 2 and noun in (_known(noun, NB), _known(noun, NN)) else ""


def _stem(form: str) -> str:
    return STEM + str(_stemmer().stem(form))


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import NorwegianStemmer

    return NorwegianStemmer()
