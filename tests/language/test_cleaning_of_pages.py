"""Hyphens at line ends, soft hyphens, running heads, page numbers and columns: joined, taken out, put in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coding.cleaned import cleaned, drafts


def test_s02_a_word_divided_at_a_line_end_is_joined() -> None:
    text = "I: Hvordan går det?\nNL: Vi har hatt et godt og nært samar-\nbeid med kommunen i mange år."
    assert (
        cleaned(text, "hyphens")
        == "I: Hvordan går det?\nNL: Vi har hatt et godt og nært samarbeid med kommunen i mange år."
    )


def test_hyphens_that_belong_to_a_word_stay() -> None:
    for before, after in [
        ("Vi flyttet i fjor sammen til NAV-\nkontoret i byen.", "Vi flyttet i fjor sammen til NAV-kontoret i byen."),
        ("I fjor var vi ikke flere enn to-\ntre stykker.", "I fjor var vi ikke flere enn to-tre stykker."),
        ("Her jobber vi mest med barne-\nog ungdomsvern hele tida.", None),
        ("Alle skal skrive seg på e-\npostlista hver mandag.", "Alle skal skrive seg på e-postlista hver mandag."),
        ("Reglene er de samme i Oslo-\nAkershus som ellers i landet.", "Reglene er de samme i Oslo-Akershus som ellers i landet."),
        ("Leder-team er bra, sier alle i leder-\nteam som dette her.", "Leder-team er bra, sier alle i leder-team som dette her."),
        ("Jeg ville bare at hun skulle kom-\n\nNei, vent.", None),
        ("Jeg vil-\nnei, vent.", None),
    ]:  # fmt: skip
        assert cleaned(before, "hyphens", spoken=False) == (after or before)


def test_a_short_line_is_joined_where_the_whole_word_stands_elsewhere() -> None:
    text = "I: Hei.\nNL: Om samar-\nbeid. Samarbeid er alt."
    assert cleaned(text, "hyphens") == "I: Hei.\nNL: Om samarbeid. Samarbeid er alt."


def test_a_turn_that_breaks_off_is_not_joined_with_the_next_speaker() -> None:
    text = "I: Hei på deg der.\nNL: Jeg tenkte på at vi kanskje skulle samar-\nI: beid er kanskje ordet."
    assert cleaned(text, "hyphens") == text


def test_soft_hyphens_go_and_a_line_break_behind_one() -> None:
    assert (
        cleaned("NL: sam\xadar\xadbeid og kom\xad\nmune.\nI: Ja.", "soft_hyphens")
        == "NL: samarbeid og kommune.\nI: Ja."
    )


PAGES = (
    "Rapport 2019:12\nI: Hva er viktig for deg i jobben?\nNL: At vi får til et godt og jevnt samar-\nSide 1 av 3\n"
    "\fRapport 2019:12\nbeid med kommunen. Vi har 3\n2\nsjefer her.\nSide 2 av 3\n"
    "\fRapport 2019:12\nI: Mange?\nNL: 3\nSide 3 av 3\n"
)


def test_s02_running_heads_and_page_numbers_go_and_a_word_across_pages_is_joined() -> None:
    clean = cleaned(PAGES, "page_furniture", "hyphens")
    assert "Rapport" not in clean and "Side" not in clean
    assert "godt og jevnt samarbeid med kommunen. Vi har 3\n2\nsjefer her." in clean
    assert clean.rstrip().endswith("NL: 3")


def test_without_form_feeds_page_numbers_are_known_by_their_row() -> None:
    text = "".join(f"Vi snakket om tema nummer {n} hele dagen.\n{n}\nIntervju med NL\n" for n in (4, 5, 6))
    assert cleaned(text, "page_furniture", spoken=False) == (
        "Vi snakket om tema nummer 4 hele dagen.\nVi snakket om tema nummer 5 hele dagen.\n"
        "Vi snakket om tema nummer 6 hele dagen.\n"
    )
    answers = "Hvor mange?\n3\nOg der?\n7\nOg der?\n5\n"
    assert cleaned(answers, "page_furniture", spoken=False) == answers


def test_what_starts_two_pages_is_no_running_head() -> None:
    text = "Ja, slik er det.\nTo ledere her.\n\fJa, slik er det.\nMen der er det én."
    assert cleaned(text, "page_furniture", spoken=False) == text


def test_what_stands_at_the_head_and_the_foot_of_two_pages_is_no_running_head_of_three() -> None:
    page = "Ja, slik er det.\nTo ledere her.\nMen der er det én.\nSå da så.\nJa, slik er det.\n"
    assert cleaned(f"{page}\f{page}", "page_furniture", spoken=False) == f"{page}\f{page}"
    assert "Ja, slik" not in cleaned(f"{page}\f{page}\f{page}", "page_furniture", spoken=False)


def test_numbers_that_answer_a_question_are_no_page_numbers() -> None:
    text = "I: Hvor mange?\nNL: 1\nI: Nå?\nNL: 2\nI: Og nå?\nNL: 3\n"
    assert cleaned(text, "page_furniture") == text


SIDES = [
    ("Vi har to ledere på", "Kommunen eier sin del av"),
    ("kontoret, og de deler", "tjenestene, og staten eier"),
    ("arbeidet mellom seg etter", "sin. Det må de snakke om"),
    ("en felles avtale.", "hver eneste uke."),
]


def test_two_columns_come_one_after_the_other() -> None:
    text = "\n".join(f"{left:<32}{right}" for left, right in SIDES)
    after = cleaned(f"Innledning\n{text}\n\nEtter kolonnene.", "columns", spoken=False)
    left, right = ([side[k] for side in SIDES] for k in (0, 1))
    assert after == "\n".join(["Innledning", *left, *right, "", "Etter kolonnene."])


def test_columns_with_an_empty_line_are_two_columns_still() -> None:
    rows = [f"{left:<32}{right}" for left, right in SIDES]
    after = cleaned("\n".join([*rows, "", *rows]), "columns", spoken=False)
    left, right = ([side[k] for side in SIDES] for k in (0, 1))
    assert after == "\n".join([*left, "", *left, *right, "", *right])


def test_a_table_of_short_cells_is_no_two_columns() -> None:
    text = "\n".join(
        f"{name:<20}{number}" for name, number in [("Leder", 2), ("Ansatt", 12), ("Rådgiver", 3), ("Vakt", 1)]
    )
    assert cleaned(text, "columns", spoken=False) == text


def test_i23_heads_in_the_middle_of_a_sentence_go_and_a_lost_hyphen_is_not_made_up() -> None:
    page = "Kapittel 2 Likeverd    {n}\n"
    text = "".join(
        f"{page.format(n=n)}Her skriver vi om avtale nummer {n} mellom de to eierne, og om\n\f"
        for n in (14, 15, 16, 17)
    )
    clean = cleaned(text, "page_furniture", "hyphens", spoken=False)
    assert "Kapittel" not in clean and clean.count("mellom de to eierne, og om") == 4
    assert cleaned("Det er et partner skap mellom to.", "hyphens", spoken=False) == "Det er et partner skap mellom to."


def test_s01_s03_a_box_stays_its_own_and_marks_in_quotes_stay_when_the_page_is_cleaned() -> None:
    text = (
        "Vi kan ikke bare vente på at de andre skal [...] gjøre job-\nben for oss, sa [leder] i en av kommunene.\n\n"
        "Ramme 1: Om kontoret\nTo ledere deler ansvaret.\n"
    )
    clean = cleaned(text, "page_furniture", "hyphens", "soft_hyphens", "spaces", spoken=False)
    assert clean == text.replace("job-\nben", "jobben")


PARTS = st.sampled_from(
    ["eh", "Eh,", "mm", "Mm.", "ja", "jeg", "Jeg", "det er", "liksom", ", ikke sant,", "(latter)", "[...]", "(pause)", "æ",
     "samar-\nbeid", "NAV-\nkontor", "sam\xadar", "\n", "\nI: ", "\nNL: ", "\f", "Side 3\n", "\n4\n", "to sjefer", "  ", ",",
     ".", "?", "!", "…", "*ler*", "«mm»", "e\u0301", "👩‍👩‍👧", "A\u030a".replace("A\u030a", "Å"), "\u030a"]
)  # fmt: skip
RULES = ("page_furniture", "hyphens", "soft_hyphens", "omissions", "unheard", "sounds", "pauses", "fillers", "repetitions",
         "dialect", "spaces")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=40), st.sets(st.sampled_from(RULES), min_size=1))
def test_what_was_cleaned_is_clean(parts: list[str], rules: set[str]) -> None:
    from kodeverk.model import canonical

    text = canonical("I: " + " ".join(parts)).text
    words = {"æ": "jeg"} if "dialect" in rules else None
    once = cleaned(text, *rules, words=words)
    found = drafts(text, *rules, words=words)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert canonical(once).text == once
