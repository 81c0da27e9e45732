"""The codebook: a tree of codes, categories with sub-questions, and expressions to search by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kodeverk.model.wording import Wording


class Expression(NamedTuple):
    """An expression (uttrykk): the study's label, which describes, and forms to search for.

    Attributes
    ----------
    label : str
        The study's own wording; never searched for.
    words : tuple of str
        Single words in base form; every inflected form is found. ``*`` at an end: any continuation.
    phrases : tuple of str
        Words in a row; each is found in its inflected forms.
    patterns : tuple of tuple of dict
        spaCy token patterns, for what words and phrases cannot say.
    """

    label: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    patterns: tuple[tuple[Mapping[str, object], ...], ...] = ()


class Code(NamedTuple):
    """A code: a name with the rules for its use.

    Attributes
    ----------
    id : str
        Permanent id.
    codebook : str
        Id of its codebook, such as ``partnerskap-2007``.
    path : str
        Names from the top of the tree, joined by ``/``; unique in the codebook.
    label, definition, include, exclude, example : Wording
        What it is called, what it means, when to use it, when not, an example.
    colour : str
        ``#rrggbb``; children without one inherit it.
    levels : tuple of str
        Levels the code belongs to, where the study has levels.
    expressions : tuple of Expression
    order : int
        Place in the codebook.
    """

    id: str
    codebook: str
    path: str
    label: Wording
    definition: Wording = Wording()
    include: Wording = Wording()
    exclude: Wording = Wording()
    example: Wording = Wording()
    colour: str = ""
    levels: tuple[str, ...] = ()
    expressions: tuple[Expression, ...] = ()
    order: int = 0

    @property
    def name(self) -> str:
        """Last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """Path of the parent; empty for a code at the top."""
        return self.path.rpartition("/")[0]


class SubQuestion(NamedTuple):
    """A sub-question (underspørsmål) of a category.

    Attributes
    ----------
    id : str
        Short id, such as ``V1``; unique in the codebook.
    text : Wording
    codes : tuple of str
        Ids of the codes that answer it.
    """

    id: str
    text: Wording
    codes: tuple[str, ...] = ()


class Category(NamedTuple):
    """A grouping of codes; code to category is many-to-many.

    Attributes
    ----------
    id, codebook, name : str
    label, definition : Wording
    codes : tuple of str
        Ids of the codes in it; their children belong with them.
    sub_questions : tuple of SubQuestion
    order : int
    """

    id: str
    codebook: str
    name: str
    label: Wording
    definition: Wording = Wording()
    codes: tuple[str, ...] = ()
    sub_questions: tuple[SubQuestion, ...] = ()
    order: int = 0


class Codebook(NamedTuple):
    """A versioned codebook; its codes and categories are records of their own.

    Attributes
    ----------
    id : str
        Short id, such as ``partnerskap-2007``.
    version : str
    title, description : Wording
    source : str
        Where it comes from.
    declares : dict of str to int
        How many codes, expressions, categories and sub-questions it says it has.
    """

    id: str
    version: str
    title: Wording
    description: Wording = Wording()
    source: str = ""
    declares: Mapping[str, int] = {}
