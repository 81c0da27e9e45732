"""spaCy's tokens for Norwegian, with lemmas; loaded when first asked for and kept."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language

from kodeverk.language.lemma import NB, lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc

COMPONENT = "kodeverk_lemma"


class Lemmas:
    """A component that sets the lemma of every token, by the dictionary of one written language first.

    Parameters
    ----------
    first : str
        ``nb`` or ``nn``.
    """

    def __init__(self, first: str = NB) -> None:
        self.first = first

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with lemmas; calling it with the other language exchanges them."""
        for token in doc:
            token.lemma_ = lemma(token.lower_, self.first)
        return doc


@Language.factory(COMPONENT, default_config={"first": NB})
def _component(nlp: Language, name: str, first: str) -> Lemmas:
    return Lemmas(first)


@cache
def pipeline(language: str) -> Language:
    """Return spaCy's blank pipeline for ``nb`` or ``nn`` with lemmas; the same object each time.

    Examples
    --------
    >>> [token.lemma_ for token in pipeline("nn")("Lærarane sa det.")]
    ['lærar', 'seie', 'det', '.']
    """
    nlp = spacy.blank(language)
    nlp.add_pipe(COMPONENT, config={"first": language})
    return nlp
