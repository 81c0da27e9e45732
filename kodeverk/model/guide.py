"""The interview guide: parts, themes, questions and probes, and the codes each theme feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kodeverk.model.wording import Wording


class Question(NamedTuple):
    """A question of a guide.

    Attributes
    ----------
    id : str
        Unique in the guide.
    text : Wording
    probes : tuple of Wording
        Follow-up questions.
    """

    id: str
    text: Wording
    probes: tuple[Wording, ...] = ()


class Theme(NamedTuple):
    """A theme of a guide.

    Attributes
    ----------
    id : str
    title : Wording
    feeds : tuple of str
        Names of codes the theme should give material to.
    questions : tuple of Question
    """

    id: str
    title: Wording
    feeds: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


class Part(NamedTuple):
    """A numbered part of a guide.

    Attributes
    ----------
    id : str
    title : Wording
    themes : tuple of Theme
    """

    id: str
    title: Wording
    themes: tuple[Theme, ...] = ()


class Guide(NamedTuple):
    """An interview guide with its version.

    Attributes
    ----------
    id, version, source : str
    title, introduction : Wording
    parts : tuple of Part
    declares : dict of str to int
        How many parts, themes and questions it says it has.
    """

    id: str
    version: str
    title: Wording
    source: str = ""
    introduction: Wording = Wording()
    parts: tuple[Part, ...] = ()
    declares: Mapping[str, int] = {}

    def themes(self) -> Iterator[Theme]:
        """Return every theme, in the guide's order."""
        return (theme for part in self.parts for theme in part.themes)

    def questions(self) -> Iterator[tuple[Theme, Question]]:
        """Return every question with its theme, in the guide's order."""
        return ((theme, question) for theme in self.themes() for question in theme.questions)
