"""What names a code names it still when the code is renamed, moved or merged."""

from __future__ import annotations

import pytest

from kodeverk.coding import recode
from kodeverk.model import (
    Claim,
    Correspondence,
    Crosswalk,
    Guide,
    Part,
    Proposition,
    Snapshot,
    Theme,
    Theory,
    Wording,
    made,
)
from kodeverk.model.grammar import with_names
from tests.memory import study_of

TEXTS = {"inf-05": "I: Nå?\n5: Vi deler kontor, men pengene deler vi ikke."}
CODINGS = [("inf-05", "Vi deler kontor", "hverdag/møter", "ida"), ("inf-05", "pengene", "penger", "ida")]
ASKS = (
    'line == "stat" and (code("bok:hverdag/møter")\n or not together("møter", "penger", turns=2)) and code != "penger"'
)


def study() -> Snapshot:
    plain = study_of(TEXTS, {"5": ("Lyngmo", {"line": "stat"})}, ["hverdag/møter", "penger"], CODINGS)
    records = (
        Theory("teori-bok", "1", Wording(nb="Teori")),
        Proposition(
            "teori-bok:P", "teori-bok", "P", "", Wording(nb="Møter binder."), codes=("hverdag/møter", "penger", "ukjent"),
            rules={"supports": 'code("møter")'}, applies_to='code("penger")',
        ),
        Guide("guide-bok", "1", Wording(), parts=(Part("1", Wording(), (Theme("1a", Wording(), ("møter", "bok:penger")),)),)),
        Claim("c", "Alle sier det.", "alle", "informants", ASKS),
        Crosswalk("x", "1", Wording(), "bok", "bok", (Correspondence("hverdag/møter", "penger"), Correspondence("penger"))),
    )  # fmt: skip
    return plain.supposing(made(*records))


def named(snapshot: Snapshot) -> tuple[object, ...]:
    (proposition,), (guide,), (claim,) = (snapshot.all(kind) for kind in (Proposition, Guide, Claim))
    (crosswalk,) = snapshot.all(Crosswalk)
    rules = (proposition.rules["supports"], proposition.applies_to)
    feeds = next(guide.themes()).feeds
    return proposition.codes, rules, feeds, claim.condition, [link[:2] for link in crosswalk.links]


def test_a_renamed_code_and_those_below_it_are_named_anew() -> None:
    before = study()
    after = before.supposing(recode.rename(before, "hverdag", "det daglige").changes)
    new = "bok:det daglige/møter"
    asks = ASKS.replace('"bok:hverdag/møter"', f'"{new}"').replace('"møter"', f'"{new}"')
    assert named(after) == (
        (new, "penger", "ukjent"), (f'code("{new}")', 'code("penger")'), (new, "bok:penger"), asks,
        [("det daglige/møter", "penger"), ("penger", "")],
    )  # fmt: skip


def test_what_is_merged_away_is_named_as_what_it_went_into() -> None:
    before = study()
    after = before.supposing(recode.merge(before, "penger", "møter").changes)
    new = "bok:hverdag/møter"
    codes, rules, feeds, asks, links = named(after)
    assert (codes, rules, feeds) == (
        ("hverdag/møter", new, "ukjent"),
        ('code("møter")', f'code("{new}")'),
        ("møter", new),
    )
    assert asks == ASKS.replace('"penger"', f'"{new}"')
    assert links == [("hverdag/møter", "hverdag/møter"), ("hverdag/møter", "")]


def test_a_change_that_renames_nothing_touches_nothing_else() -> None:
    before = study()
    changed = {change.kind.__name__ for change in recode.rename(before, "penger", "budsjett").changes}
    assert changed == {"Code", "Proposition", "Guide", "Claim", "Crosswalk"}
    assert {change.kind.__name__ for change in recode.split(before, "penger", "lønn", []).changes} == {"Code"}


@pytest.mark.parametrize("where", ["", 'line == "møter"', 'code("Å ø 🙂") or case == "møter"'])
def test_only_names_of_codes_are_exchanged(where: str) -> None:
    assert with_names(where, lambda name: name.replace("møter", "x")) == where
    assert with_names(where, lambda name: "æ") == where.replace("Å ø 🙂", "æ")
