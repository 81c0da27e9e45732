"""ED-2: a text edited outside the study: certain codings have their place, the rest are listed, none is silently wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from kodeverk.coding.alignment import Aligned, alike
from kodeverk.coding.edits import Edited
from kodeverk.model import Span
from tests.coding.outside_edits import HARD, USUAL, Act, edited

OLD = """I: Hvem bestemmer hos dere?
NL: Kari sier at vi har to sjefer her. Det er veldig tungt for alle oss. Det er veldig tungt for alle oss.
I: Og hva med økonomien på kontoret?
NL: Den styrer kommunen, og det har den alltid gjort så lenge jeg har vært her."""


def said_of(new: str, quote: str, nth: int = 0) -> str | None:
    """Return what the nth place of a quote says after the text became `new`; None where it has no certain place."""
    start = [n for n in range(len(OLD)) if OLD.startswith(quote, n)][nth]
    found = Aligned(OLD, new).span(Span(start, start + len(quote)))
    return None if found is None else found.of(new)


def test_a_pseudonym_within_belongs_to_the_coding_and_one_outside_does_not() -> None:
    new = OLD.replace("Kari", "[Ansatt 1]")
    assert said_of(new, "Kari sier at vi har to sjefer") == "[Ansatt 1] sier at vi har to sjefer"
    assert said_of(new, "vi har to sjefer") == "vi har to sjefer"


def test_lines_broken_elsewhere_alter_nothing() -> None:
    new = OLD.replace("sier at vi", "sier\nat vi").replace("lenge jeg", "lenge\njeg")
    found = said_of(new, "Kari sier at vi har to sjefer her.")
    assert found == "Kari sier\nat vi har to sjefer her." and alike(found, "Kari sier at vi har to sjefer her.")


def test_of_a_repeated_sentence_taken_out_once_neither_is_guessed_at() -> None:
    sentence = "Det er veldig tungt for alle oss."
    new = OLD.replace(" " + sentence, "", 1)
    assert [said_of(new, sentence, n) for n in (0, 1)] == [None, None]
    assert said_of(new, "to sjefer her") == "to sjefer her"


def test_what_was_exchanged_wholesale_has_no_place() -> None:
    new = OLD.replace("Den styrer kommunen, og det har den alltid gjort", "Fylket sitter med pengene nå")
    assert said_of(new, "styrer kommunen, og det har den alltid gjort") is None


def test_a_passage_that_was_moved_is_found_where_it_went() -> None:
    moved = "Den styrer kommunen, og det har den alltid gjort så lenge jeg har vært her."
    new = OLD.replace(moved, "Ja.").replace("NL: Kari", f"NL: {moved} Kari")
    assert said_of(new, "det har den alltid gjort") == "det har den alltid gjort"


def test_a_cut_far_off_says_nothing_of_a_passage_that_begins_as_something_taken_out_did() -> None:
    said = [f"Punkt {n} gjelder {'budsjett' if n % 2 else 'oppfølging'} i uke {n}." for n in range(60)]
    coded = "Det er vel begge deler. Han kjører ut varer nå."
    old = " ".join([*said[:20], coded, *said[20:40], "Men varer nå og kjører ut varer nå.", *said[40:]])
    new = old[: old.index("Men varer nå")]
    found = Aligned(old, new).span(Span(old.index(coded), old.index(coded) + len(coded)))
    assert found == Span(old.index(coded), old.index(coded) + len(coded))


def test_in_a_text_of_two_lines_a_speaker_written_otherwise_leaves_what_is_said() -> None:
    old, said = "I: Hei\nINFORMANT: Jeg liker arbeidet mitt.", "Jeg liker arbeidet mitt."
    new = old.replace("INFORMANT", "Per")
    found = Aligned(old, new).span(Span(old.index(said), len(old)))
    assert found is not None and found.of(new) == said


def test_a_sign_that_stands_once_is_found_and_one_that_stands_twice_is_not() -> None:
    old, new = "NL: Ja. 👨‍👩‍👧 er glad. Ja!", "NL: Ja da. 👨‍👩‍👧 er veldig glad. Ja! Nei!"
    found = [Aligned(old, new).span(Span(old.index(s), old.index(s) + len(s))) for s in ("👨‍👩‍👧", "!")]
    assert [one and one.of(new) for one in found] == ["👨‍👩‍👧", None]


def outcomes(seeds: Iterable[int], acts: tuple[Act, ...]) -> Counter[str]:
    """Return how many codings are right, listed though they have a place, and silently wrong.

    Right is: placed where its characters are, white space at its edges aside; or listed where it is gone or torn apart.
    """
    found: Counter[str] = Counter()
    for seed in seeds:
        made = edited(seed, acts=acts)
        aligned = Aligned(made.old, made.new)
        assert Edited(made.old, aligned.edits).new == made.new
        for (start, end), truth in zip(made.spans, made.truth, strict=True):
            got = aligned.span(Span(start, end))
            places = [place for place in truth if made.new[slice(*place)].strip()]
            whole = _stripped(made.new, places[0][0], places[-1][1]) if places else None
            unaltered = got is not None and alike(got.of(made.new), made.old[start:end])
            if (got and _stripped(made.new, *got)) == whole or (len(places) > 1 and not unaltered):
                found["right"] += 1
            else:
                found["silently wrong" if unaltered else "listed"] += 1
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return end - len(said.lstrip()), start + len(said.rstrip())


def test_ten_documents_edited_outside() -> None:
    found = outcomes(range(10), USUAL)
    assert found["silently wrong"] == 0 and found["right"] >= 0.98 * found.total() and found.total() == 300


@pytest.mark.slow
@pytest.mark.parametrize(("acts", "share"), [(USUAL, 0.995), (HARD, 0.985)], ids=["as proofreading goes", "hard"])
def test_two_hundred_documents_edited_outside(acts: tuple[Act, ...], share: float) -> None:
    found = outcomes(range(200), acts)
    assert found["silently wrong"] == 0 and found["right"] >= share * found.total() and found.total() == 6000, found
