"""A text in the languages the project speaks."""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = ("nb", "nn", "en")


class Wording(NamedTuple):
    """The same words in bokmål, English and nynorsk; empty where not written.

    Attributes
    ----------
    nb, en, nn : str
        The text in bokmål, English and nynorsk.

    Examples
    --------
    >>> label = Wording(nb="ledelse", en="leadership")
    >>> label.in_language("en"), label.in_language("nn")
    ('leadership', 'ledelse')
    >>> bool(Wording())
    False
    """

    nb: str = ""
    en: str = ""
    nn: str = ""

    def in_language(self, language: str) -> str:
        """Return the text in `language`, or in the nearest language it is written in."""
        order = {"en": (self.en, self.nb, self.nn), "nn": (self.nn, self.nb, self.en)}
        return next((text for text in order.get(language, self) if text), "")

    def __bool__(self) -> bool:
        return any(self)

    def __str__(self) -> str:
        return self.in_language("nb")
