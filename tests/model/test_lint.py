"""Lint: what the studies got wrong is found, and sound codebooks are left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.model import Category, Code, Codebook, Expression, Guide, Part, Question, SubQuestion, Theme, Wording
from kodeverk.model.lint import lint
from kodeverk.model.problems import Problem
from kodeverk.reading import read_codebook, read_guide

ROOT = Path(__file__).resolve().parents[2]


def code(path: str, *expressions: Expression, definition: str = "Betyr noe") -> Code:
    return Code(f"id-{path}", "bok", path, Wording(nb=path), Wording(nb=definition), expressions=expressions)


def guide(*themes: Theme) -> Guide:
    return Guide("guide", "1", Wording(nb="Guide"), parts=tuple(Part(t.id, t.title, (t,)) for t in themes))


def theme(name: str, *feeds: str, questions: tuple[str, ...] = ()) -> Theme:
    return Theme(name, Wording(nb=name), feeds, tuple(Question(q, Wording(nb=q)) for q in questions))


BOOK = Codebook("bok", "1", Wording(nb="Bok"))
SOUND = [code("a"), code("a/b", Expression("b", ("ord",)))]


def told(found: list[Problem]) -> list[str]:
    return [f"{problem.severity} {problem.where}: {problem.what}" for problem in found]


def test_a_sound_codebook_with_its_guide_has_no_problems() -> None:
    book = BOOK._replace(declares={"codes": 1, "expressions": 1, "categories": 0, "sub_questions": 0})
    assert lint(book, SOUND, [], guide(theme("1", "a/b"), theme("2", "bok:a", "annen:x"))) == []


def test_the_studys_own_defects_are_found_out() -> None:
    book, codes, categories = read_codebook(ROOT / "tests/fixtures/partnerskap-2007-feil.yaml")
    found = told(lint(book, codes, categories, read_guide(ROOT / "tests/fixtures/guide-partnerskap-2007-feil.yaml")))
    b, g = "partnerskap-2007-feil", "guide-partnerskap-2007-feil"
    assert set(found) >= {
        f"warning {b}: declares 6 codes and lists 5",
        f"warning {b}: the expression “makt” stands under several codes: vertikale forbindelser/makt, "
        "horisontale forbindelser/makt",
        f"warning {b}: V4 (vertikal dimensjon), H3 (horisontal dimensjon), L2 (partnerskapsledelse): "
        "the same sub-question stands in several categories",
        f"warning {b}: interorganisatorisk koordinering: no theme of {g} feeds the code",
        f"warning {g}: declares 6 themes and lists 5",
        f"warning {g}: the number 5 is missing",
    }
    assert len([row for row in found if not row.startswith("note")]) == 6


@pytest.mark.parametrize("name", ["partnerskap-2007", "likeverd-2019", "mulighetsrommet-2020"])
def test_the_shipped_codebooks_declare_what_they_have_and_hold_no_errors(name: str) -> None:
    book, codes, categories = read_codebook(ROOT / f"codebooks/{name}.yaml")
    found = told(lint(book, codes, categories))
    assert book.declares and not [row for row in found if row.startswith("error") or "declares" in row]
    path = ROOT / f"codebooks/guide-{name}.yaml"
    if path.exists():
        with_guide = told(lint(book, codes, categories, read_guide(path)))
        assert not [row for row in with_guide if row.startswith("error") or "declares" in row]


def test_one_form_under_two_codes_is_noted() -> None:
    codes = [code("a", Expression("x", ("Ledelse",))), code("b", Expression("y", (), ("ledelse",)))]
    assert told(lint(BOOK, codes, [])) == ["note bok: the search form “ledelse” stands under several codes: a, b"]


def test_missing_definition_empty_expression_and_repeated_path_are_told() -> None:
    codes = [code("a", definition=""), code("a", Expression("tom"))]
    assert told(lint(BOOK, codes, [])) == [
        "error bok: a: the path stands twice",
        "warning bok: a: the code has no definition",
        "note bok: a: the expression “tom” has nothing to search for",
    ]


def test_codes_of_categories_that_do_not_exist_are_told() -> None:
    category = Category("k", "bok", "kat", Wording(nb="Kat"), codes=("id-a", "borte"))
    assert told(lint(BOOK, SOUND, [category])) == ["error bok: kat: names 1 code that does not exist"]


def test_sub_questions_on_one_topic_in_two_categories_are_noted() -> None:
    first = Category(
        "k",
        "bok",
        "en",
        Wording(),
        codes=("id-a",),
        sub_questions=(SubQuestion("V1", Wording(nb="Hva er partnerskapsmøtet?")),),
    )
    second = Category(
        "l", "bok", "to", Wording(), sub_questions=(SubQuestion("H1", Wording(nb="Virker partnerskapsmøter?")),)
    )
    assert told(lint(BOOK, SOUND, [first, second])) == [
        "note bok: V1 (en), H1 (to): sub-questions on the same topic stand in several categories"
    ]


def test_a_fed_parent_feeds_its_children_and_a_fed_child_its_parent() -> None:
    codes = [code("a"), code("a/b"), code("a/c"), code("d"), code("d/e"), code("d/f")]
    assert told(lint(BOOK, codes, [], guide(theme("1", "a"), theme("2", "d/e")))) == [
        "warning bok: d/f: no theme of guide feeds the code"
    ]


def test_feeds_that_do_not_exist_and_ambiguous_ones_are_told() -> None:
    codes = [code("a"), code("a/makt"), code("b"), code("b/makt")]
    assert told(lint(BOOK, codes, [], guide(theme("1", "a", "b", "makt", "finnes ikke"))))[:2] == [
        "error guide: 1: feeds “finnes ikke”, which is no code",
        "error guide: 1: feeds “makt”, which is several codes",
    ]


def test_gaps_and_repeats_in_the_numbering_are_told() -> None:
    themes = [theme("1", "a", questions=("1.1", "1.3")), theme("2"), theme("2"), theme("4")]
    assert told(lint(BOOK, SOUND, [], guide(*themes))) == [
        "error guide: the number 2 stands twice",
        "warning guide: the number 3 is missing",
        "warning guide: 1: the number 1.2 is missing",
    ]
