"""A transcript cleaned by rules without a study around it, for tests that show their input."""

from __future__ import annotations

from collections.abc import Iterable

from kodeverk.coding.drafting import Draft, drafted, how
from kodeverk.coding.edits import Edited
from kodeverk.reading.turns import divide, lines_of


def drafts(
    text: str, *rules: str, spoken: bool = True, keep: Iterable[str] = (), words: dict[str, str] | None = None
) -> list[Draft]:
    """What rules would change in a text whose turns the turn finder finds."""
    segments = divide(text, lines_of(text, 0), spoken=spoken).segments
    return drafted(text, segments, how(rules, keep, words))


def cleaned(text: str, *rules: str, **options: object) -> str:
    """A text as rules leave it."""
    return Edited(text, [one[:3] for one in drafts(text, *rules, **options)]).new  # type: ignore[arg-type]


def said(text: str, *rules: str, **options: object) -> str:
    """What NL says, as rules leave it, after a turn of the interviewer that asks nothing."""
    whole = f"I: Fortell.\nNL: {text}\nI: Takk."
    return cleaned(whole, *rules, **options).removeprefix("I: Fortell.\nNL: ").removesuffix("\nI: Takk.")
