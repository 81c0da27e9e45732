"""A keyword in context."""

from __future__ import annotations

from kodeverk.language.kwic import Line, kwic
from kodeverk.model import Span

TEXT = "I: Hva med makt?\n5: Rådmannen har makt over\nkontoret vårt."


def test_context_stays_in_the_turn_and_on_one_line() -> None:
    start = TEXT.rindex("makt")
    line = kwic(TEXT, Span(start, start + 4), Span(TEXT.index("Råd"), len(TEXT)))
    assert line == Line("Rådmannen har", "makt", "over kontoret vårt.")


def test_context_is_cut_between_words() -> None:
    start = TEXT.rindex("makt")
    line = kwic(TEXT, Span(start, start + 4), Span(TEXT.index("Råd"), len(TEXT)), width=8)
    assert line == Line("har", "makt", "over")
