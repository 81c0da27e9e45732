"""Minutes: items with date, decision and category, counted office by office; plurality told from majority."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis.minutes.minutes import read_minutes
from kodeverk.analysis.minutes.tally import tally
from kodeverk.errors import GrammarError, KodeverkError
from kodeverk.messages import use_language
from kodeverk.model import Suggestion, Value
from kodeverk.views.select import select
from tests.analysis.claimed import counted
from tests.analysis.meetings import TABLE_5, by_letters, held, judged, minutes_of
from tests.memory import study_of

NOT_RELEASED = Value("office-Storåsen/minutes_released", "office-Storåsen", "minutes_released", None, "not released")
ADMINISTRATIVE, STRATEGY = "sakstype/administrativt", "sakstype/strategi"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_an_item_has_office_date_number_heading_decision_and_span() -> None:
    text = "Møte\nMøtedato: 14.11.2006\nSak 3/06 Post\nDrøftet.\nVedtak: Felles postkasse."
    (item,) = read_minutes(held({"ref": ("Nord", text)})).items
    assert (item.name, item.office, item.date, item.number) == ("ref, Sak 3/06", "Nord", "2006-11-14", "3/06")
    assert (item.title, item.decision) == ("Post", "Vedtak: Felles postkasse.")
    assert item.span.of(text) == "Sak 3/06 Post\nDrøftet.\nVedtak: Felles postkasse."


# --- the table of the study ----------------------------------------------------------------------------------


def test_the_table_of_items_by_office_and_category_is_that_of_the_study() -> None:
    found = tally(by_letters(TABLE_5, [NOT_RELEASED], ["Storåsen"]))
    frame = found.frame
    counts = frame[frame.state == "counted"].pivot(index="office", columns="category", values="count")
    assert {name: row.sum() for name, row in counts.iterrows()} == {"Kvernby": 20, "Rugdal": 6, "Skarvøy": 12, "Tolvik": 22}
    assert [int(counts[column.name].sum()) for column in found.columns] == [17, 8, 16, 10, 9]
    assert found.total.items == found.total.n == 60
    assert list(found.printed.loc["Skarvøy"])[:5] == ["4/12", "3/12", "5/12", "0/12", "0/12"]
    assert list(found.printed.loc["Storåsen"])[:5] == ["not released"] * 5


def test_shares_of_all_items_and_the_mean_of_the_offices_shares_put_different_categories_first() -> None:
    found = tally(by_letters(TABLE_5))
    shares = found.shares.set_index("category")
    assert shares.loc[ADMINISTRATIVE, ["pooled_share", "mean_share"]].round(3).tolist() == [0.283, 0.267]
    assert shares.loc[STRATEGY, ["pooled_share", "mean_share"]].round(3).tolist() == [0.267, 0.353]
    assert found.mean(2) == (Fraction(5, 12) + Fraction(4, 6) + Fraction(2, 20) + Fraction(5, 22)) / 4
    pooled, mean = found.largest.pooled, found.largest.mean
    assert (pooled.columns, pooled.items, pooled.n, pooled.kind) == ((ADMINISTRATIVE,), 17, 60, "plurality")
    assert (mean.columns, mean.kind) == ((STRATEGY,), "plurality")
    kinds = {one.scope: (one.columns, one.kind) for one in found.largest.rows}
    assert kinds == {
        "Skarvøy": ((STRATEGY,), "plurality"),
        "Rugdal": ((STRATEGY,), "majority"),
        "Kvernby": ((ADMINISTRATIVE, "sakstype/status", "sakstype/informasjon"), "tie"),
        "Tolvik": ((ADMINISTRATIVE,), "plurality"),
    }
    assert repr(found).startswith("<office x category: 60 of 60 items; ") and "17/60, 28%: plurality, not majority" in repr(found)


def test_the_claim_that_most_items_are_administrative_is_a_plurality() -> None:
    sentence = "De fleste av sakene er administrative avklaringer."
    found = counted(by_letters(TABLE_5), sentence, f'code("{ADMINISTRATIVE}")')
    assert (found.verdict, found.claim.unit, found.counts[0].tally.n) == ("plurality, not majority", "items", 60)
    assert len(found.who("said")) == 17


def test_an_item_taken_out_of_the_minutes_is_gone_from_tally_and_claim() -> None:
    """Kvernby loses an administrative item: 16 of 59, as many as strategy, so that it is no plurality either."""
    fewer = {**TABLE_5, "Kvernby": TABLE_5["Kvernby"][1:]}
    found = tally(by_letters(fewer))
    assert (found.total.items, found.total.counts[0], found.largest.pooled.kind) == (59, 16, "tie")
    claim = counted(by_letters(fewer), "De fleste av sakene er administrative avklaringer.", f'code("{ADMINISTRATIVE}")')
    assert claim.verdict == "false"


# --- zero, blank, not released, disputed ------------------------------------------------------------------------


def test_zero_blank_not_released_and_no_minutes_are_four_things() -> None:
    made = by_letters({"Nord": "aas", "Sør": "..."}, [NOT_RELEASED], ["Storåsen", "Vest"])
    found = tally(made)
    assert {row.name: row.state for row in found.rows} == {
        "Nord": "counted", "Storåsen": "not released", "Sør": "not placed", "Vest": "no minutes",
    }  # fmt: skip
    printed = found.printed
    assert [printed.loc[name].iloc[1] for name in ("Nord", "Sør", "Storåsen", "Vest")] == [
        "0/3", "", "not released", "no minutes",
    ]  # fmt: skip
    assert found.frame.set_index("office").loc["Sør", "count"].isna().all()
    assert found.frame.share.isna().all()  # fewer than five items


def test_what_is_counted_is_out_of_the_items_that_are_placed() -> None:
    found = tally(by_letters({"Nord": "aas.."}))
    (row,) = found.rows
    assert (row.counts[0], row.n, row.items, row.not_placed) == (2, 3, 5, 2)


def test_where_coders_differ_an_item_counts_under_neither_until_one_is_chosen() -> None:
    base = held({"ref": ("Nord", minutes_of("..."))})
    made = judged(
        base, ("ref, 1/06", ADMINISTRATIVE, "ida"), ("ref, 1/06", STRATEGY, "berit"), ("ref, 2/06", STRATEGY, "ida"),
        ("ref, 2/06", STRATEGY, "berit"),
    )  # fmt: skip
    found = tally(made)
    assert (found.total.counts, found.total.disputed, found.total.not_placed) == ((0, 0, 1, 0, 0), 1, 1)
    minutes = read_minutes(made)
    assert [item.number for item in minutes.disputed] == ["1/06"]
    assert minutes.disputed[0].placed["category"].coders == ("berit", "ida")
    assert tally(select(made, coders=["ida"])).total.counts == (1, 0, 1, 0, 0)
    claim = counted(made, "To av sakene er strategi.", f'code("{STRATEGY}")')
    assert (claim.verdict, claim.who("said")) == ("open", ["ref, Sak 2/06"])
    assert claim.notes[-1].startswith("Nobody has placed these items, or coders place them differently: ref, Sak 1/06;")


def test_that_an_item_binds_nobody_or_is_no_conflict_counts_where_a_coder_says_so() -> None:
    """Four of Nord's six items have a category, and nobody has looked for conflict in any."""
    made = judged(
        by_letters({"Nord": "aaaa..", "Sør": "..."}), ("ref-Nord, 1/06", "forpliktelse/bindende", "berit"),
        ("ref-Nord, 2/06", "forpliktelse/løftet", "berit"), ("ref-Nord, 3/06", "forpliktelse/ingen av delene", "berit"),
    )  # fmt: skip
    found = tally(made, columns="binding")
    nord, sør = found.rows
    assert (nord.counts, nord.not_placed, sør.state) == ((1, 1, 1), 3, "not placed")
    conflicts = tally(made, columns="conflict")
    assert [column.name for column in conflicts.columns] == ["konflikt/konfliktsak", "konflikt/ingen konflikt"]
    assert conflicts.total.n == 0 and conflicts.rows[0].state == "not placed"
    assert conflicts.printed.loc["Nord"].tolist() == ["", "", 6, 0, 6]
    read = judged(made, *((f"ref-Nord, {n}/06", "konflikt/ingen konflikt", "berit") for n in range(1, 7)))
    assert tally(read, columns="conflict").rows[0].counts == (0, 6)
    assert "counts where a coder says so" in conflicts._repr_html_()


def test_a_claim_that_there_is_no_conflict_is_open_until_somebody_has_looked() -> None:
    whole = by_letters({"Nord": "aa"})
    sentence, asked = "Ingen av sakene er konflikter.", 'code("konflikt/konfliktsak")'
    assert counted(whole, sentence, asked).verdict == "open"
    assert counted(whole, "Ingen av sakene er besluttende.", 'code("avgjørelse/besluttende")').verdict == "open"
    looked = judged(whole, *((f"ref-Nord, {n}/06", "konflikt/ingen konflikt", "berit") for n in (1, 2)))
    assert counted(looked, sentence, asked).verdict == "true"
    with pytest.raises(GrammarError, match=r"konflikt heads all .*konflikt/konfliktsak, konflikt/ingen konflikt"):
        counted(looked, sentence, 'code("konflikt")')


def test_rows_may_be_meetings_and_what_is_no_table_is_refused() -> None:
    made = by_letters({"Nord": "aas", "Sør": "s"})
    found = tally(made, rows="meeting")
    assert [(row.name, row.n) for row in found.rows] == [("ref-Nord", 3), ("ref-Sør", 1)]
    with pytest.raises(KodeverkError, match="no 'colour'"):
        tally(made, columns="colour")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text("atsri.", max_size=12), min_size=1, max_size=4))
def test_the_tally_agrees_with_counting_letters(offices: list[str]) -> None:
    found = tally(by_letters({f"K{n}": items for n, items in enumerate(offices)}))
    letters = [items.replace(".", "") for items in offices]
    for row, items, placed in zip(found.rows, offices, letters, strict=True):
        assert row.counts == tuple(placed.count(letter) for letter in "atsri")
        assert (row.items, row.not_placed) == (len(items), items.count("."))
    shares = pd.DataFrame([[p.count(c) / len(p) for c in "atsri"] for p in letters if p])
    if len(shares):
        assert [float(found.mean(n) or 0) for n in range(5)] == pytest.approx(shares.mean().tolist())


def test_no_majority_is_called_of_fewer_than_five_items() -> None:
    found = tally(by_letters({"Nord": "aas", "Sør": "aaaat"})).largest
    assert [(one.scope, one.kind, str(one)) for one in found.rows] == [
        ("Nord", "too few", "sakstype/administrativt 2/3: fewer than 5 items"),
        ("Sør", "majority", "sakstype/administrativt 4/5, 80%: majority"),
    ]
    assert found.pooled.kind == "majority" and found.frame.kind.tolist()[2:] == ["too few", "majority"]


def test_minutes_of_no_office_have_a_name_in_the_table() -> None:
    made = judged(held({"ref": ("", minutes_of("."))}), ("ref, 1/06", STRATEGY, "ida"))
    found = tally(made)
    assert found.printed.index.tolist() == ["without office", "all"]
    assert set(found.frame.office) == {"without office"} and found.largest.frame.scope.iloc[-1] == "without office"


def test_a_tally_is_told_in_the_language_in_use() -> None:
    use_language("nb")
    found = tally(by_letters({"Nord": "aas"}))
    assert repr(found).startswith("<kontor x kategori: 3 av 3 saker; ")
    assert repr(tally(by_letters({"Nord": "aas"}), rows="meeting")).startswith("<møte x kategori: ")


# --- problems, suggestions, display ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "office", "severity", "what"),
    [
        ("Møte\nSak 1/06 Post\na", "Nord", "warning", "the head names no date of the meeting"),
        ("Møtedato: 31.02.2007\nSak 1/06 Post\na", "Nord", "error", "the meeting is dated 31.02.2007, and there is no such day"),
        ("Møtedato: 1.2.2007\nSak 1/06 Post\na", "", "warning", "the minutes are bound to no office"),
        ("Møtedato: 1.2.2007\nSak 1/06 Post\nSak 2/06 Mål\nSak 1/06 Post\na", "Nord", "warning", "on the agenda, and not dealt with"),
        ("Møtedato: 1.2.2007\nSak 1/06 Post\na\nVedtak: b\nSak 1/06 Mål\nc", "Nord", "error", "the number stands twice, with different headings; they are counted as two items"),
        ("Møtedato: 1.2.2007\nSak 1/06 Post\nSak 1/06 Mål\na", "Nord", "warning", "the agenda has another heading"),
        ("Møtedato: 1.2.2007\nSak 1/06 Post\nSak 1/06 Post\na\nSak 2/06 Mål\nb", "Nord", "note", "not on the agenda"),
        ("Møtedato: 1.2.2007\nPost og mål.", "Nord", "warning", "no line numbers an item"),
        ("Møtedato: 1.2.2007\nSak 1/06 Post\na\n07/15 Mål\nb", "Nord", "note", "07/15 Mål: numbered otherwise than the items, and read as text of this one"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_in_minutes_is_told(text: str, office: str, severity: str, what: str) -> None:
    found = read_minutes(held({"ref": (office, text)})).problems
    assert [(one.severity, one.what) for one in found] == [(severity, what)]


def test_a_number_of_the_year_in_two_meetings_with_different_headings_and_one_meeting_twice_are_told() -> None:
    made = held({"a": ("Nord", "Møtedato: 1.2.2007\nSak 1/06 Post\na"), "b": ("Nord", "Møtedato: 1.2.2007\nSak 1/06 Mål\nb")})
    assert [one.what for one in read_minutes(made).problems] == [
        "a, b are of the same day, 2007-02-01; items in both are counted twice",
        "the number 1/06 has different headings in a, b",
    ]


def test_what_rules_suggest_stands_beside_an_item_nobody_has_placed_and_never_counts() -> None:
    text = minutes_of("..")
    hit = text.index("Vi drøftet")
    made = held({"ref": ("Nord", text)}, extra=[
        Suggestion("s1", "src-ref", 1, hit, hit + 5, "code-sakstype/status", "regler:bok@1", "status: tallene"),
        Suggestion("s2", "src-ref", 1, hit + 6, hit + 9, "code-sakstype/status", "regler:bok@1", "status: regnskap"),
        Suggestion("s3", "src-ref", 1, hit + 6, hit + 9, "code-sakstype/strategi", "regler:bok@1", "mål: mål"),
    ])  # fmt: skip
    first = read_minutes(made).frame.iloc[0]
    assert (first.category, first.suggested, first.reason) == ("not placed", "sakstype/status", "status: tallene; status: regnskap")
    assert tally(made).total.n == 0
    placed = judged(made, ("ref, 1/06", STRATEGY, "ida"))
    assert read_minutes(placed).items[0].suggested == ()


def test_the_frame_and_the_pages_show_every_item_escaped() -> None:
    made = judged(held({"ref": ("Nord", "Møtedato: 1.2.2007\nSak 1/06 <b>Post</b>\na")}), ("ref, 1/06", STRATEGY, "ida"))
    minutes, table = read_minutes(made), tally(made)
    assert minutes.frame.loc[0, ["office", "date", "number", "title", "category", "coder"]].tolist() == [
        "Nord", "2007-02-01", "1/06", "<b>Post</b>", STRATEGY, "ida",
    ]  # fmt: skip
    page = minutes._repr_html_() + table._repr_html_()
    assert "&lt;b&gt;Post" in page and "<b>Post" not in page and "<script" not in page
    assert repr(minutes) == "<1 item, 1 meeting, no category: 0, disputed: 0, problems: 0>"


def test_interviews_have_no_items() -> None:
    with pytest.raises(KodeverkError, match="Interviews have no items: inf-1"):
        read_minutes(study_of({"inf-1": "I: Hei.\n1: Sak 1."}), ["inf-1"])
    assert read_minutes(study_of({"inf-1": "I: Hei."})).items == ()
