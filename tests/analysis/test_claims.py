"""The ledger of claims: verdicts by unit, who says it and of whom it is not known, and what has changed since."""

from __future__ import annotations

import re

import pytest

from kodeverk.analysis.claims.evaluate import claims, finding
from kodeverk.analysis.claims.ledger import Ledger
from kodeverk.analysis.claims.standing import fingerprint
from kodeverk.errors import GrammarError, UnknownName
from kodeverk.model import Claim, Coding, Snapshot, Source, Value
from kodeverk.views.select import select
from tests.analysis.claimed import claim, counted, study
from tests.analysis.meetings import by_letters
from tests.memory import study_of
from tests.views.four import PAYLOADS, four

FIVE = {
    "1": ("Nord", {"role": "leder"}),
    "2": ("Nord", {"role": "ansatt"}),
    "3": ("Nord", {"role": "ansatt"}),
    "4": ("Sør", {"role": "leder"}),
    "5": ("Øst", {"role": "leder"}),
}
THEMES = {"tid": "12345", "ros": "123", "lunsj": "14", "ro": ""}


def five(**more: object) -> Snapshot:
    return study(FIVE, THEMES, **more)  # type: ignore[arg-type]


def test_who_says_it_and_who_does_not_are_named_and_counted() -> None:
    found = counted(five(), "De fleste informantene nevner ros.", 'code("ros")')
    assert (found.verdict, found.who("said"), found.who("silent")) == ("true", ["1", "2", "3"], ["4", "5"])
    assert [quote.quote for quote in found.quotes] == ["Om ros."] * 3
    assert [quote.case for quote in found.quotes] == ["1", "2", "3"]


def test_nobody_counts_as_silent_who_was_not_asked() -> None:
    """In the four: 1 and 2 were asked of leading and say it; 3 says it, 4 was not asked; of meetings 3 says, 2 nothing."""
    found = counted(four(), "Alle informantene snakker om ledelse.", 'code("ledelse")')
    assert (found.verdict, found.who("said"), found.who("not asked")) == ("open", ["1", "2", "3"], ["4"])
    assert found.why.startswith("It holds for 3 of 4, and of 1 it is not known. «Alle» is read as: ")
    most = counted(four(), "De fleste informantene snakker om ledelse.", 'code("ledelse")')
    assert most.verdict == "true"  # whatever 4 would have said
    lunch = counted(four(), "Ingen av informantene snakker om lunsj.", 'code("lunsj")')
    assert lunch.verdict == "false"  # 2 does


def test_a_claim_can_be_of_attributes_and_of_some_alone() -> None:
    found = counted(five(), "Alle lederne nevner tid.", 'code("tid")', among='role == "leder"')
    assert (found.verdict, found.who("said")) == ("true", ["1", "4", "5"])
    found = counted(five(), "To av informantene er ansatte.", 'role == "ansatt"')
    assert (found.verdict, found.quotes) == ("true", ())


def test_whom_a_claim_speaks_of_must_be_known_where_it_matters() -> None:
    unknown = Value("case-5/role", "case-5", "role", None, "unknown")
    study = five(extra=[unknown])
    open_ = counted(study, "Alle lederne nevner lunsj.", 'code("lunsj")', among='role == "leder"')
    assert (open_.verdict, open_.who("said")) == ("open", ["1", "4"])
    assert open_.why.startswith("It holds for 2 of 2. It is not known whether it speaks of 5. «Alle» is read as: ")
    sure = counted(study, "Alle lederne nevner tid.", 'code("tid")', among='role == "leder"')
    assert sure.verdict == "true"
    few = counted(study, "Ingen av lederne nevner lunsj.", 'code("lunsj")', among='role == "leder"')
    assert few.verdict == "false"


# --- units ---------------------------------------------------------------------------------------


def test_without_a_unit_nothing_is_plainly_true() -> None:
    found = counted(five(), "Alle nevner tid.", 'code("tid")')
    assert (found.verdict, [one.verdict for one in found.counts]) == ("unit not stated", ["true", "true"])
    counts = "By informants: true. It holds for 5 of 5. By offices: true. It holds for 3 of 3."
    assert found.why == f"{counts} «Alle» is read as: all of those counted."


def test_units_that_disagree_are_told() -> None:
    found = counted(five(), "De fleste nevner ros.", 'code("ros")')
    assert found.verdict == "depends on unit"
    assert {one.tally.unit: one.verdict for one in found.counts} == {"informants": "true", "offices": "false"}
    stated = counted(five(), "De fleste informantene nevner ros.", 'code("ros")')
    assert stated.verdict == "true"
    assert stated.notes == ("Counted by offices it is false: It holds for 1 of 3.",)


def test_an_office_says_it_if_one_of_its_informants_does_and_of_leaders_if_a_leader_does() -> None:
    found = counted(five(), "To av kontorene nevner lunsj.", 'code("lunsj")')
    assert (found.verdict, found.who("said"), found.who("silent")) == ("true", ["Nord", "Sør"], ["Øst"])
    assert [(quote.case, quote.office) for quote in found.quotes] == [("1", "Nord"), ("4", "Sør")]
    staff = counted(five(), "Ingen av kontorene nevner lunsj.", 'code("lunsj")', among='role == "ansatt"')
    assert (staff.verdict, staff.counts[0].tally.n, staff.who("silent")) == ("true", 1, ["Nord"])


def test_an_office_is_counted_by_those_known_to_be_spoken_of() -> None:
    unknown = Value("case-1/role", "case-1", "role", None, "unknown")
    found = counted(
        five(extra=[unknown]), "Ingen av kontorene nevner lunsj.", 'code("lunsj")', among='role == "ansatt"'
    )
    assert (found.verdict, found.who("silent")) == ("true", ["Nord"])  # 1 says it, and may be no employee


def test_items_are_counted_in_documents_and_not_in_interviews() -> None:
    snapshot = study_of(
        {"inf-1": "I: Hei.\n1: Hei.", "referat": "Sak A.\nSak B.\nSak C."},
        {"1": ("Nord", {})}, ["uenighet", "status"],
        [("referat", "Sak A.", "status", "ida"), ("referat", "Sak B.", "uenighet", "ida")],
        [Source("src-referat", "referat", "minutes", "txt", "referat.txt")],
    )  # fmt: skip
    found = counted(snapshot, "Én av tre saker er uavklart.", 'code("uenighet") and not code("status")')
    assert (found.verdict, found.claim.unit) == ("true", "items")
    assert (found.who("said"), found.who("silent")) == (["referat, 2"], ["referat, 1", "referat, 3"])
    assert [quote.quote for quote in found.quotes] == ["Sak B."]
    with pytest.raises(GrammarError, match="counted by code and category alone"):
        counted(snapshot, "Én av tre saker er uavklart.", 'role == "leder"')


# --- more than true and false --------------------------------------------------------------------


def test_the_most_frequent_of_its_siblings_is_a_plurality_and_a_tie_is_none() -> None:
    people = {str(n): ("Nord", {}) for n in range(1, 8)}
    said = {"vei/bil": "123", "vei/buss": "45", "vei/tog": "67", "annet": "1234567"}
    bus = study(people, said)
    text = "De fleste informantene snakker om det."
    assert counted(bus, text, 'code("bil")').verdict == "plurality, not majority"
    assert counted(bus, text, 'code("buss")').verdict == "false"
    assert counted(bus, text, 'code("bil") and code("annet")').verdict == "false"  # no code with siblings
    assert counted(bus, "Alle informantene snakker om det.", 'code("bil")').verdict == "false"


def test_a_percentage_of_fewer_than_five_is_refused() -> None:
    refused = counted(five(), "100 % av lederne nevner tid.", 'code("tid")', among='role == "leder"')
    assert (refused.verdict, refused.why) == ("refused", "A percentage of 3 says less than the count: 3 of 3.")
    assert counted(five(), "60 % av informantene nevner ros.", 'code("ros")').verdict == "true"


def test_those_named_must_be_the_ones() -> None:
    text = "Alle kontorene unntatt {} nevner lunsj."
    assert counted(five(), text.format("Øst"), 'code("lunsj")').verdict == "true"
    assert counted(five(), text.format("Nord"), 'code("lunsj")').verdict == "false"  # as many, and another
    assert counted(five(), text.format("Lier"), 'code("lunsj")').why.startswith("Nobody counted is called Lier.")
    assert counted(five(all_asked=False), text.format("Øst"), 'code("lunsj")').verdict == "open"
    alone = study({"1": ("Øst", {})}, {"tid": "1", "lunsj": ""})
    assert counted(alone, text.format("Øst"), 'code("lunsj")').verdict == "false"  # excepted from nobody


# --- recorded, and changed since -----------------------------------------------------------------


def ledger(snapshot: Snapshot, *kept: Claim) -> Ledger:
    return claims(snapshot.replacing(Claim, kept))


def test_what_has_not_changed_is_not_stale_and_what_has_says_who_moved() -> None:
    before = five()
    kept = [
        claim(before, "Alle informantene nevner tid.", 'code("tid")'),
        claim(before, "De fleste informantene nevner ros.", 'code("ros")'),
        claim(before, "Noen informanter nevner lunsj.", 'code("lunsj")'),
    ]
    assert [one.stale for one in ledger(before, *kept).findings] == [False, False, False]
    gone = [c for c in before.all(Coding) if not (c.code_id == "code-ros" and c.source_id == "src-3")]
    after = ledger(before.replacing(Coding, gone), *kept)
    (changed,) = after.stale().findings
    assert changed.claim.text == "De fleste informantene nevner ros."
    assert changed.changes == ("The verdict was true, and is false.", "3 moved from said to silent.")


def test_moving_one_informant_to_another_office_changes_what_is_counted_by_offices_alone() -> None:
    before = five()
    kept = [
        claim(before, "To av kontorene nevner lunsj.", 'code("lunsj")'),
        claim(before, "To av informantene nevner lunsj.", 'code("lunsj")'),
    ]
    moved = study({**FIVE, "4": ("Nord", {"role": "leder"})}, THEMES, extra=kept)
    found = {one.claim.unit: one for one in claims(moved).findings}
    assert not found["informants"].stale
    assert found["offices"].verdict == "false"
    assert found["offices"].changes[0] == "The verdict was true, and is false."


def test_another_passage_makes_a_claim_stale_though_the_verdict_stands() -> None:
    before = five()
    kept = claim(before, "Noen informanter nevner ros.", 'code("ros")')
    shorter = [c._replace(end=c.end - 1) if c.source_id == "src-1" else c for c in before.all(Coding)]
    (found,) = ledger(before.replacing(Coding, shorter), kept).findings
    assert (found.verdict, found.changes) == ("true", ("1: other passages.",))


def test_a_claim_whose_code_is_gone_cannot_be_counted_and_the_others_still_can() -> None:
    before = five()
    kept = claim(before, "Noen informanter nevner ros.", 'code("ros")')
    lost = kept._replace(id="x", text="Noen informanter nevner rus.", condition='code("rus")')
    found = {one.claim.id: one for one in ledger(before, kept, lost).findings}
    assert found[kept.id].verdict == "true"
    assert (found["x"].verdict, found["x"].stale) == ("cannot be counted", True)
    assert "rus" in found["x"].why
    with pytest.raises(UnknownName):
        claim(before, "Noen informanter nevner rus.", 'code("rus")')


def test_the_fingerprint_holds_no_words_of_an_interview() -> None:
    seen = claim(five(), "Noen informanter nevner ros.", 'code("ros")').seen
    assert "case-1" in seen and "ros" not in seen
    assert fingerprint([]) == "{}"


# --- what is handed over -------------------------------------------------------------------------


def three() -> Ledger:
    snapshot = five()
    return ledger(
        snapshot,
        claim(snapshot, "De fleste lederne nevner «tid».", 'code("tid")', among='role == "leder"', document="r.docx", place="4.1"),
        claim(snapshot, "Alle kontorene nevner lunsj.", 'code("lunsj")'),
        claim(snapshot, "Alle nevner tid.", 'code("tid")'),
    )  # fmt: skip


def test_the_frame_has_a_row_for_each_claim_with_counts_and_names() -> None:
    frame = three().frame
    assert frame[["claim", "verdict", "unit", "n", "said", "silent", "not_asked", "unknown"]].to_numpy().tolist() == [
        ["Alle kontorene nevner lunsj.", "false", "offices", 3, 2, 1, 0, 0],
        ["Alle nevner tid.", "unit not stated", "", 5, 5, 0, 0, 0],
        ["De fleste lederne nevner «tid».", "true", "informants", 3, 3, 0, 0, 0],
    ]
    assert frame["who_said"].tolist() == ["Nord; Sør", "1; 2; 3; 4; 5", "1; 4; 5"]
    assert three().counts[["unit", "verdict"]].to_numpy().tolist()[-2:] == [["informants", "true"], ["offices", "true"]]
    assert len(three().quotes) == 2 + 5 + 3
    for frame, doc in ((three().frame, Ledger.frame), (three().counts, Ledger.counts), (three().quotes, Ledger.quotes)):
        text = str(doc.__doc__)
        assert [column for column in frame.columns if not re.search(rf"\b{column}\b", text)] == []


def test_a_ledger_tells_itself_in_a_line() -> None:
    assert repr(three()) == "<claims: 3; true: 1, false: 1, unit not stated: 1>"
    assert repr(claims(five())) == "<claims: 0>"
    assert list(claims(five()).frame.columns) == list(three().frame.columns)


@pytest.mark.parametrize(
    ("sentence", "claimed", "exact", "quantifiers"),
    [
        ("De fleste  lederne nevner \u201dtid\u201d", "De fleste lederne nevner «tid».", True, ()),
        ("Alle lederne nevner «tid».", "De fleste lederne nevner «tid».", False, ("De fleste", "alle")),
        ("De fleste lederne nevnte «tid».", "De fleste lederne nevner «tid».", False, ()),
        ("Flere av informantene har bil.", None, False, ()),
    ],
)
def test_a_sentence_of_a_report_finds_its_claim(
    sentence: str, claimed: str | None, exact: bool, quantifiers: tuple[str, ...]
) -> None:
    match = three().claim_for(sentence)
    if claimed is None:
        assert match is None
    else:
        assert match is not None
        assert (match.finding.claim.text, match.exact, match.quantifiers) == (claimed, exact, quantifiers)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_page_of_claims_runs(payload: str) -> None:
    snapshot = study_of(
        {"i": f"xx: Ja, {payload} sa hun."}, {"xx": (payload, {})}, ["a"], [("i", f"{payload} sa hun", "a", payload)]
    )
    kept = claim(snapshot, f"Noen informanter sier {payload}.", 'code("a")', document=payload, place=payload)
    page = ledger(snapshot, kept)._repr_html_()
    assert "Noen informanter" in page
    assert not re.search(r"<(script|img|svg|/style)", page)


def test_the_quotes_are_one_click_away() -> None:
    page = three()._repr_html_()
    assert page.count("<details") == 3  # one for the quotes of each claim
    assert "Om tid." in page and "Nobody" not in page


def test_counts_unit_and_who_are_in_the_open_and_quotes_alone_are_folded_away() -> None:
    page = three()._repr_html_()
    opened = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert "Om tid." in page and "Om tid." not in opened
    for told in (
        "offices (n = 3): false",
        "2 of 3: Nord, Sør",
        "1 of 3: Øst",
        "3 of 3: 1, 4, 5",
        "«De fleste» is read as",
    ):
        assert told in opened


def test_a_claim_looked_at_alone_is_as_in_the_ledger() -> None:
    snapshot = five()
    kept = claim(snapshot, "Alle nevner tid.", 'code("tid")')
    assert ledger(snapshot, kept).findings == (finding(snapshot, kept),)


def test_items_that_are_no_longer_counted_are_named_by_source_and_counted_in_one_line() -> None:
    office = {"Nord": "aass", "Sør": "at"}
    study = by_letters(office)
    kept = claim(study, "De fleste sakene er administrative.", 'code("sakstype/administrativt")', unit="items")
    selected = select(study.replacing(Claim, [kept]), 'source == "ref-Sør"')
    (found,) = claims(selected).findings
    assert "4 are no longer counted: ref-Nord (4)." in found.changes and len(found.changes) <= 2
