"""Conditions over what cases say, counted by hand on the four informants of `tests.views.four`.

Of each theme stands: 1 said ledelse and møter, asked of both, all turns judged. 2 said ledelse and lunsj, was asked
of ledelse alone, all turns judged. 3 said ledelse and møter, nobody has judged what was asked. 4 said nothing, was
asked of neither, all turns judged.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import AmbiguousName, GrammarError, UnknownName
from kodeverk.model import Case, Coding, Evidence, Proposition, Snapshot, Theory, Wording, made
from kodeverk.model.grammar import Call, Not, parse
from kodeverk.views import cases_where, condition_codes, passages_where, select, standings_where, status
from kodeverk.views.resolve import resolve_theme
from tests.memory import asked, study_of
from tests.views.four import four

SAID, SILENT, NOT_ASKED, UNKNOWN = "said", "silent", "not asked", "unknown whether asked"


def informants(found: dict[str, object]) -> list[object]:
    return [found[f"case-{n}"] for n in "1234"]


def passages(snapshot: Snapshot, where: str) -> dict[str, list[str]]:
    return {case: [snapshot.quote(c) for c in found] for case, found in passages_where(snapshot, where).items()}


@pytest.mark.parametrize(
    ("where", "statuses"),
    [
        ('code("ledelse")', [SAID, SAID, SAID, NOT_ASKED]),
        ('code("to sjefer")', [SAID, SILENT, UNKNOWN, NOT_ASKED]),
        ('not code("to sjefer")', [SILENT, SAID, UNKNOWN, NOT_ASKED]),
        ('code("møter")', [SAID, NOT_ASKED, SAID, NOT_ASKED]),
        ('code("lunsj")', [NOT_ASKED, SAID, UNKNOWN, NOT_ASKED]),
        ('category("styring")', [SAID, SAID, SAID, NOT_ASKED]),
        ('code("S2")', [SAID, NOT_ASKED, SAID, NOT_ASKED]),
        ('code("to sjefer") and line == "stat"', [SAID, SILENT, UNKNOWN, SILENT]),
        ('code("to sjefer") or line == "stat"', [SAID, SILENT, SAID, NOT_ASKED]),
        ('code("møter") and code("lunsj")', [NOT_ASKED, NOT_ASKED, UNKNOWN, NOT_ASKED]),
        ('code("to sjefer") and code("lunsj")', [NOT_ASKED, SILENT, UNKNOWN, NOT_ASKED]),
        ('code("lunsj") and år > 1', [NOT_ASKED, SAID, UNKNOWN, UNKNOWN]),  # of 4 the years are not known either
        ('together("ledelse", "to sjefer")', [SAID, SILENT, UNKNOWN, NOT_ASKED]),
        ('together("ledelse", "møter")', [SILENT, NOT_ASKED, SILENT, NOT_ASKED]),
        ('together("ledelse", "møter", turns=1)', [SILENT, NOT_ASKED, SAID, NOT_ASKED]),
        ('together("møter", "ledelse", turns=2)', [SAID, NOT_ASKED, SAID, NOT_ASKED]),
        ('before("ledelse", "møter")', [SAID, NOT_ASKED, SAID, NOT_ASKED]),
        ('before("møter", "ledelse")', [SILENT, NOT_ASKED, SILENT, NOT_ASKED]),
        ('before("to sjefer", "ledelse")', [SILENT, SILENT, UNKNOWN, NOT_ASKED]),  # what is told first is both
        ('line == "stat"', [SAID, SILENT, SAID, SILENT]),
    ],
)  # fmt: skip
def test_who_a_condition_holds_for_who_is_silent_and_who_was_not_asked(where: str, statuses: list[str]) -> None:
    assert informants(standings_where(four(), where)) == statuses
    assert informants(cases_where(four(), where)) == [{SAID: True, SILENT: False}.get(s) for s in statuses]


@pytest.mark.parametrize("code", ["ledelse", "to sjefer", "møter", "lunsj"])
def test_a_code_by_itself_stands_as_the_views_say_for_informants_and_offices(code: str) -> None:
    whole = four()
    codes = resolve_theme(whole, code).codes
    expected = {case: status(whole, case, codes) for case in whole.table(Case)}
    assert standings_where(whole, f'code("{code}")') == expected
    assert len(expected) == 6


def test_an_office_answers_with_what_its_informants_say_together() -> None:
    """1 says one thing and 2, of the same office, the other in the next turn."""
    texts = {"gruppe": "I: Nå?\n1: Vi har to sjefer.\n2: Møtene er lange.\n3: Ja."}
    cases = {"1": ("A", {}), "2": ("A", {}), "3": ("B", {})}
    codings = [("gruppe", "to sjefer", "ledelse", "ida"), ("gruppe", "Møtene er lange", "møter", "ida")]
    study = study_of(texts, cases, ["ledelse", "møter"], codings, [asked("gruppe", 1)])
    found = standings_where(study, 'together("ledelse", "møter", turns=1)')
    assert found == {
        "case-1": NOT_ASKED, "case-2": NOT_ASKED, "case-3": NOT_ASKED, "office-A": SAID, "office-B": NOT_ASKED,
    }  # fmt: skip
    assert cases_where(study, 'code("ledelse") and code("møter")')["office-A"] is True


def test_the_same_judgement_by_two_coders_is_not_together_with_itself() -> None:
    whole = four()  # tone and ida have both coded the same words of 2 with ledelse
    assert passages(whole, 'together("ledelse", "ledelse")') == {
        "case-1": ["Vi har to sjefer", "de drar hver sin vei"],
        "office-Tangvåg": ["Vi har to sjefer", "de drar hver sin vei"],
    }


def test_what_is_told_first_is_told_so_in_each_source_by_itself() -> None:
    texts = {"a": "1: Møter.\n1: Ledelse.", "b": "1: Ledelsen.\n1: Møtene."}
    codings = [("a", "Møter", "møter", "ida"), ("a", "Ledelse", "ledelse", "ida"),
               ("b", "Møtene", "møter", "ida"), ("b", "Ledelsen", "ledelse", "ida")]  # fmt: skip
    study = study_of(texts, {"1": ("A", {})}, ["møter", "ledelse"], codings)
    assert passages(study, 'before("møter", "ledelse")')["case-1"] == ["Møter", "Ledelse"]
    assert passages(study, 'before("ledelse", "møter")')["case-1"] == ["Ledelsen", "Møtene"]


def test_the_passages_are_those_that_make_the_condition_hold() -> None:
    whole = four()
    assert passages(whole, 'code("to sjefer") or code("lunsj")') == {
        "case-1": ["Vi har to sjefer"],
        "case-2": ["vi spiser lunsj hver for oss"],
        "office-Tangvåg": ["Vi har to sjefer", "vi spiser lunsj hver for oss"],
    }
    assert passages(whole, 'together("ledelse", "møter", turns=1)') == {
        "case-3": ["Én leder for alle", "Møtene våre er felles."],
        "office-Lyngmo": ["Én leder for alle", "Møtene våre er felles."],
    }
    assert passages(whole, 'not (not code("lunsj") or line == "stat")')["case-2"] == ["vi spiser lunsj hver for oss"]
    assert passages(whole, 'not code("to sjefer")') == {"case-2": []}  # silence has no words


def test_the_codes_a_condition_names_include_those_below_and_in_its_categories() -> None:
    assert condition_codes(four(), 'not code("ledelse") and line == "stat"') == {
        "code-ledelse",
        "code-ledelse/to sjefer",
    }
    assert condition_codes(four(), 'category("styring")') == {"code-ledelse", "code-ledelse/to sjefer", "code-møter"}
    assert condition_codes(four(), 'before("lunsj", "S2") or code == "lunsj"') == {"code-lunsj", "code-møter"}
    assert condition_codes(four(), "år > 3") == set()


def test_a_selection_keeps_the_cases_that_say_so_with_all_their_codings() -> None:
    whole = four()
    smaller = select(whole, 'together("ledelse", "møter", turns=2) and line == "stat"')
    assert {c.name for c in smaller.all(Case) if c.kind == "informant"} == {"1", "3"}
    assert len(smaller.all(Coding)) == 5
    assert {c.name for c in select(whole, 'not code("to sjefer")').all(Case) if c.kind == "informant"} == {"2"}


def test_conditions_are_read_into_nodes() -> None:
    assert parse("not together(\"a b\", 'c', turns=3)") == Not(Call("together", ("a b", "c"), 3))
    assert parse('category("x")') == Call("category", ("x",))


@pytest.mark.parametrize(
    "where",
    [
        "code()", "code(x)", 'code("a", "b")', 'code("")', 'code(" ")', "code(1)", "code(True)", 'code(b"a")',
        'code(name="a")', 'code(*"a")', 'code(**{"a": 1})', 'code(f"{x}")', 'code("a").x', 'code("a")()', 'code("a" + "b")',
        'code("a") == True', 'together("a")', 'together("a", "b", "c")', 'together("a", "b", 2)',
        'together("a", "b", turns=-1)', 'together("a", "b", turns=1.5)', 'together("a", "b", turns=True)',
        'together("a", "b", turns="1")', 'together("a", "b", turn=1)', 'together("a", "b", turns=1, x=2)',
        'together("a", "b", turns=n)', 'before("a", "b", turns=1)', 'codes("a")', 'eval("1")', '__import__("os")',
        'x.code("a")', '(lambda: 1)("a")', 'code(("a",))', 'code(code("a"))',
    ],
)  # fmt: skip
def test_any_other_call_is_refused_with_what_is_allowed(where: str) -> None:
    with pytest.raises(GrammarError, match=r'together\("a", "b", turns=0\)'):
        parse(where)


@pytest.mark.parametrize(
    ("where", "error", "found"),
    [
        ('code("leselse")', UnknownName, "Nearest: ledelse"),
        ('category("styrin")', UnknownName, "styring"),
        ('category("ledelse")', UnknownName, "category"),
        ('code("styring")', UnknownName, "styring"),
        ('line == "Stat"', UnknownName, "'kommune', 'stat'"),
        ('line in ("stat", "komune")', UnknownName, "'komune'"),
        ('line != "Stat" and code("møter")', UnknownName, "'Stat'"),
        ('år == "7"', UnknownName, "19, 2, 7"),
        ("line == 3", UnknownName, "'kommune', 'stat'"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_with_what_there_is(where: str, error: type[Exception], found: str) -> None:
    for look in (cases_where, standings_where, passages_where, select):
        with pytest.raises(error) as raised:
            look(four(), where)
        assert found in str(raised.value)


def test_a_number_nobody_has_and_a_value_the_selection_lacks_are_honest_questions() -> None:
    assert informants(cases_where(four(), "år == 8")) == [False, False, False, None]
    state = select(four(), 'line == "stat"')
    assert cases_where(state, 'line == "kommune"')["case-1"] is False
    assert state.all(Case)


def test_an_ambiguous_code_is_refused_with_every_path() -> None:
    study = study_of({"a": "1: Ja."}, {"1": ("A", {})}, ["a/makt", "b/makt"])
    with pytest.raises(AmbiguousName, match="bok:a/makt, bok:b/makt"):
        cases_where(study, 'code("makt")')


CODES = ("a", "b")


@st.composite
def studies(draw: st.DrawFn) -> Snapshot:
    """Up to six turns of one informant, each with some of two codes; each of two questions asked, or not, or unknown."""
    turns = draw(st.lists(st.sets(st.sampled_from(CODES)), min_size=1, max_size=6))
    text = "\n".join(f"1: tur {n}" for n in range(len(turns)))
    codings = [("s", f"tur {n}", code, "ida") for n, codes in enumerate(turns) for code in sorted(codes)]
    return study_of({"s": text}, {"1": ("A", {})}, CODES, codings)


@settings(deadline=None, max_examples=60)
@given(studies(), st.integers(0, 5))
def test_together_and_before_agree_with_a_count_by_turn(study: Snapshot, turns: int) -> None:
    said = {code: [c.start // 9 for c in study.all(Coding) if c.code_id == f"code-{code}"] for code in CODES}
    near = any(abs(x - y) <= turns for x in said["a"] for y in said["b"])
    earlier = bool(said["a"] and said["b"]) and min(said["a"]) < min(said["b"])
    known = bool(said["a"] and said["b"])
    assert cases_where(study, f'together("a", "b", turns={turns})')["case-1"] == (near if known else None)
    assert cases_where(study, 'before("a", "b")')["case-1"] == (earlier if known else None)


@settings(deadline=None, max_examples=60)
@given(st.recursive(st.sampled_from(['code("ledelse")', 'code("to sjefer")', 'code("lunsj")', 'line == "stat"', "år > 5"]),
                    lambda inner: st.one_of(inner.map(lambda x: f"(not {x})"),
                                            st.tuples(inner, st.sampled_from(["and", "or"]), inner)
                                            .map(lambda t: f"({t[0]} {t[1]} {t[2]})")), max_leaves=6))  # fmt: skip
def test_a_condition_is_three_valued_as_its_parts_are(where: str) -> None:
    """Kleene's tables: not known is between false and true, and is minimum, or is maximum."""
    whole = four()
    parts = {}
    for part in ('code("ledelse")', 'code("to sjefer")', 'code("lunsj")', 'line == "stat"', "år > 5"):
        parts[part] = cases_where(whole, part)
    found = cases_where(whole, where)
    for case in ("case-1", "case-2", "case-3", "case-4"):
        text = where
        for part, truths in parts.items():
            text = text.replace(part, {True: "V(2)", None: "V(1)", False: "V(0)"}[truths[case]])
        value = eval(text.replace("not", "~").replace("and", "&").replace("or", "|"), {"V": _Kleene})
        assert found[case] == {2: True, 1: None, 0: False}[value.n]


class _Kleene:
    def __init__(self, n: int) -> None:
        self.n = n

    def __invert__(self) -> _Kleene:
        return _Kleene(2 - self.n)

    def __and__(self, other: _Kleene) -> _Kleene:
        return _Kleene(min(self.n, other.n))

    def __or__(self, other: _Kleene) -> _Kleene:
        return _Kleene(max(self.n, other.n))


def test_what_was_judged_of_a_proposition_can_be_asked_for() -> None:
    """1 supports P, 2 contradicts it, 3 speaks of it and nothing is judged, 4 was not asked."""
    whole = four()
    theory = Theory("t", "1", Wording(nb="Teori"))
    proposition = Proposition("t:P", "t", "P", "", Wording(nb="Ledelse samler."), codes=("bok:ledelse",))
    first, second = ((case, [c for c in found if "ledelse" in c.code_id]) for case, found in by_case(whole))
    judged = [
        Evidence(case, found[0].id, "t:P", stance, "ida")
        for (case, found), stance in zip((first, second), ("supports", "contradicts"), strict=True)
    ]
    study = whole.supposing(made(theory, proposition, *judged))
    assert informants(standings_where(study, 'supports("P")')) == [SAID, SILENT, UNKNOWN, NOT_ASKED]
    assert informants(standings_where(study, 'contradicts("t:P")')) == [SILENT, SAID, UNKNOWN, NOT_ASKED]
    assert passages_where(study, 'supports("P")')["case-1"] == [first[1][0]]
    assert standings_where(study, 'supports("P")')["office-" + office_of(study, "1")] == SAID
    with pytest.raises(UnknownName, match="proposition"):
        cases_where(study, 'supports("Q")')


def by_case(snapshot: Snapshot) -> list[tuple[str, list[Coding]]]:
    return [(f"case-{n}", snapshot.codings_by_case()[f"case-{n}"]) for n in "12"]


def office_of(snapshot: Snapshot, name: str) -> str:
    return snapshot.table(Case)[snapshot.case(name).office_id or ""].name
