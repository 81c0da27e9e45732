from __future__ import annotations

import pytest

from kodeverk.errors import GrammarError, UnknownName
from kodeverk.model import Case, Category, Code, Coding, Evidence, Snapshot, Source, Speaker, Suggestion, Value
from kodeverk.model.grammar import And, Compare, Not, Or, parse
from kodeverk.views import cases_where, select, status
from tests.memory import evidence, study_of
from tests.views.four import four


def informants(snapshot: Snapshot) -> set[str]:
    return {case.name for case in snapshot.all(Case) if case.kind == "informant"}


def quotes(snapshot: Snapshot) -> list[str]:
    return sorted(snapshot.quote(coding) for coding in snapshot.all(Coding))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ('line == "stat"', {"1", "3"}),
        ('leader_model == "enleder" and line == "stat"', {"3"}),
        ('leader_model == "enleder" or line == "stat"', {"1", "3", "4"}),
        ('not (line == "stat")', {"2", "4"}),
        ('not (line == "stat" and år > 5)', {"2", "3", "4"}),  # false for 4 whatever its år is
        ('not (line == "stat" or år > 5)', set()),
        ('line in ("stat", "kommune")', {"1", "2", "3", "4"}),
        ('line not in ["stat"]', {"2", "4"}),
        ("år > 5", {"1", "2"}),
        ("år <= 2", {"3"}),
        ("år == 7.0", {"2"}),
        ("år != 7", {"1", "3"}),  # 4 is unknown
        ("not år == 7", {"1", "3"}),
        ('år == "unknown"', {"4"}),
        ('år != "unknown"', {"1", "2", "3"}),
        ('år in ("unknown", 2)', {"3", "4"}),
        ("år > -1", {"1", "2", "3"}),
        ('line > 3 or line < "l"', {"2", "4"}),  # text is never compared with a number
        ('case == "1"', {"1"}),
        ("case in (1, 3)", {"1", "3"}),
        ('case == "Lyngmo"', {"3", "4"}),
        ('office != "Lyngmo"', {"1", "2"}),
        ('source == "inf-02"', {"2"}),
        ('kind == "interview"', {"1", "2", "3", "4"}),
        ('kind == "minutes"', set()),
    ],
)  # fmt: skip
def test_a_selection_keeps_the_cases_that_satisfy_it(where: str, expected: set[str]) -> None:
    assert informants(select(four(), where)) == expected


def test_a_selection_becomes_nodes_of_its_own() -> None:
    assert parse('(a == 1 or b in ("x", "y")) and not c != True') == And(
        (Or((Compare("a", "==", (1,)), Compare("b", "in", ("x", "y")))), Not(Compare("c", "!=", (True,))))
    )


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ('__import__("os").system("ls") == 0', "__import__"),
        ("line.upper() == 'STAT'", "line.upper()"),
        ("line", "line"),
        ("1 < år < 5", "1 < år < 5"),
        ("år == år", "år"),
        ("år == [x for x in y]", "[x for x in y]"),
        ("line in 'stat'", "'stat'"),
        ("line == None", "None"),
        ("år == 1 + 1", "1 + 1"),
        ("line is 'stat'", "line is 'stat'"),
        ("line = 'stat'", "line = 'stat'"),
        ("", "''"),
        ("line == 'stat' and", "and"),
        ("(" * 300 + "år == 1" + ")" * 300, "cannot be understood"),
        ("not " * 400 + "år == 1", ""),
        ("line == 'a\x00b'", "cannot be understood"),
        ("å" * 3000, "3000"),
        ("lambda: 1", "lambda: 1"),
        ("f'{line}' == 'x'", "line"),
        ("år == b'x'", "b'x'"),
        ("(x := 3) == 3", "x := 3"),
    ],
)
def test_anything_else_is_refused_with_what_was_found(where: str, found: str) -> None:
    if where.startswith("not not"):
        parse(where)  # deep, yet within what is read
        return
    with pytest.raises(GrammarError) as error:
        parse(where)
    assert found in str(error.value)
    assert "llowed" in str(error.value) or "at most" in str(error.value)


def test_an_unknown_attribute_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match=r"'linje'.*leader_model, line, år.*case, office"):
        select(four(), 'linje == "stat"')


@pytest.mark.parametrize(
    ("where", "known"),
    [
        ('case == "9"', "1, 2, 3"),
        ('office == "Oslo"', "Lyngmo, Tangvåg"),
        ('source == "inf-99"', "inf-0"),
        ('kind == "intervju"', "interview"),
        ('code == "leselse"', "ledelse"),
        ('coder == "per"', "ida, tone"),
        ('codebook == "b"', "bok"),
    ],
)
def test_an_unknown_name_is_refused_with_those_near_it(where: str, known: str) -> None:
    with pytest.raises(UnknownName, match=known):
        select(four(), where)


def test_names_have_no_order() -> None:
    with pytest.raises(GrammarError, match="'case' is a name"):
        select(four(), 'case > "1"')


def test_a_code_stands_for_its_children_and_silent_cases_stay() -> None:
    smaller = select(four(), codes="ledelse")
    assert quotes(smaller) == [
        "Jeg har min, de har sin.", "Jeg har min, de har sin.", "Vi har to sjefer", "de drar hver sin vei", "Én leder for alle",
    ]  # fmt: skip
    assert informants(smaller) == {"1", "2", "3", "4"}
    assert {code.path for code in smaller.all(Code)} == {"ledelse", "ledelse/to sjefer"}


def test_selecting_cases_keeps_every_code() -> None:
    smaller = select(four(), 'line == "stat" and år > 5')
    assert len(smaller.all(Code)) == 4
    assert quotes(smaller) == ["Møtene er fine nok.", "Vi har to sjefer", "de drar hver sin vei"]
    assert len(smaller.all(Category)) == 1


def test_a_category_keeps_the_codes_that_are_left_and_goes_when_none_is() -> None:
    assert [c.codes for c in select(four(), codes="møter").all(Category)] == [("code-møter",)]
    assert select(four(), codes="lunsj").all(Category) == []


def test_lists_and_words_select_alike() -> None:
    words = select(four(), 'case == "2" and coder == "ida" and code == "ledelse"')
    lists = select(four(), cases=["2"], coders=["ida"], codes=["ledelse"])
    assert quotes(words) == quotes(lists) == ["Jeg har min, de har sin."]
    assert informants(select(four(), cases="Lyngmo", kinds="interview")) == {"3", "4"}


def test_what_hangs_on_a_coding_or_case_goes_with_it() -> None:
    whole = four()
    judged = [
        evidence(whole, "Vi har to sjefer", "t:P1", "supports"),
        evidence(whole, "Én leder for alle", "t:P1", "contradicts"),
    ]
    hint = Suggestion("s", "src-inf-03", 1, 19, 25, "code-møter", "regler")
    smaller = select(whole.replacing(Evidence, judged).replacing(Suggestion, [hint]), 'case == "1"')
    assert [smaller.quote(smaller.table(Coding)[e.coding_id]) for e in smaller.all(Evidence)] == ["Vi har to sjefer"]
    assert smaller.all(Suggestion) == []
    assert [source.name for source in smaller.all(Source)] == ["inf-01"]
    assert {value.case_id for value in smaller.all(Value)} == {"case-1", "office-Tangvåg"}
    assert {case.name for case in smaller.all(Case)} == {"1", "Tangvåg"}


def test_in_a_source_with_several_informants_what_others_say_goes() -> None:
    texts = {"gruppe": "5: Vi er enige.\n6: Nei, det er vi ikke.\n5: Jo."}
    cases = {"5": ("A", {"line": "stat"}), "6": ("B", {"line": "kommune"})}
    codings = [("gruppe", "Vi er enige.", "enig", "ida"), ("gruppe", "Nei, det er vi ikke.", "enig", "ida"),
               ("gruppe", "ikke.\n5: Jo.", "enig", "ida")]  # fmt: skip
    smaller = select(study_of(texts, cases, ["enig"], codings), 'line == "stat"')
    assert quotes(smaller) == ["Vi er enige.", "ikke.\n5: Jo."]
    assert set(smaller.codings_by_case()) == {"case-5"}


def test_speech_without_case_is_left_out_by_attributes_and_kept_by_codes() -> None:
    assert "Møtene er lange." not in quotes(select(four(), 'line in ("stat", "kommune")'))
    assert "Møtene er lange." in quotes(select(four(), 'code == "møter"'))


def test_a_smaller_study_still_knows_who_was_asked() -> None:
    smaller = select(four(), 'office == "Lyngmo"')
    assert status(smaller, "case-4", ["code-møter"]) == "not asked"


def test_a_study_is_not_changed_by_looking() -> None:
    whole = four()
    before = {kind: dict(whole.table(kind)) for kind in (Case, Coding, Source, Code)}
    select(whole, 'line == "stat"', codes=["møter"])
    assert before == {kind: dict(whole.table(kind)) for kind in (Case, Coding, Source, Code)}


def test_it_is_told_apart_whether_a_selection_is_false_for_a_case_or_cannot_be_decided() -> None:
    assert cases_where(four(), "år > 5") == {
        "case-1": True, "case-2": True, "case-3": False, "case-4": None, "office-Lyngmo": None, "office-Tangvåg": None,
    }  # fmt: skip


def test_a_document_and_its_codings_stay_with_their_office() -> None:
    first = four()
    source = first.source("inf-03")
    office = first.case("Lyngmo").id
    document = first.replacing(Speaker, [s for s in first.all(Speaker) if s.source_id != source.id]).replacing(
        Source, [s._replace(office_id=office) if s.id == source.id else s for s in first.all(Source)]
    )
    there = [c.id for c in document.all(Coding) if c.source_id == source.id]
    assert there and all(document.cases_of(c) == () for c in document.all(Coding) if c.id in there)
    kept = select(document, cases=["Lyngmo"])
    assert [c.id for c in kept.all(Coding) if c.source_id == source.id] == there
    other = next(c.name for c in document.all(Case) if c.kind == "office" and c.id != office)
    assert source.id not in select(document, cases=[other]).table(Source)


def test_a_document_common_to_all_stays_whatever_cases_are_chosen() -> None:
    first = four()
    source = first.source("inf-03")
    common = first.replacing(Speaker, [s for s in first.all(Speaker) if s.source_id != source.id]).replacing(
        Source, [s._replace(kind="agreement") if s.id == source.id else s for s in first.all(Source)]
    )
    assert source.id in select(common, cases=["Tangvåg"]).table(Source)
    assert source.id in select(common, kinds=["agreement"]).table(Source)
    assert source.id not in select(common, kinds=["interview"]).table(Source)
    assert source.id not in select(common, 'source == "inf-01"').table(Source)
