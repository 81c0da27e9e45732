"""Whether a claim counts those its sentence speaks of, and the items of a meeting as its minutes number them."""

from __future__ import annotations

import pytest

from kodeverk.analysis.claims.evaluate import claims
from kodeverk.model import Claim, Snapshot, Source, SourceVersion, Value
from tests.analysis.claimed import claim, counted, study
from tests.memory import study_of

UNBOUND = "not bound to those it speaks of"
# Four leaders, one of them no social worker; of the four others two are.
PEOPLE = {
    "1": ("Tangvåg", {"role": "leder", "education": "jurist", "line": "stat", "leader_model": "toleder"}),
    "2": ("Tangvåg", {"role": "leder", "education": "sosionom", "line": "kommune", "leader_model": "toleder"}),
    "3": ("Tangvåg", {"role": "ansatt", "education": "økonom", "line": "stat", "leader_model": "toleder"}),
    "4": ("Tangvåg", {"role": "ansatt", "education": "sosionom", "line": "kommune", "leader_model": "toleder"}),
    "5": ("Lyngmo", {"role": "leder", "education": "sosionom", "line": "kommune", "leader_model": "enleder"}),
    "6": ("Lyngmo", {"role": "leder", "education": "sosionom", "line": "stat", "leader_model": "enleder"}),
    "7": ("Lyngmo", {"role": "ansatt", "education": "økonom", "line": "stat", "leader_model": "enleder"}),
    "8": ("Lyngmo", {"role": "ansatt", "education": "sosionom", "line": "kommune", "leader_model": "enleder"}),
}
SOCIAL, LEADERS = 'education == "sosionom"', 'role == "leder"'


def eight(*more: Value) -> Snapshot:
    return study(PEOPLE, {"tid": "12345678", "ros": "1256"}, extra=more)


@pytest.mark.parametrize(
    ("text", "among", "binding"),
    [
        ("De fleste lederne er sosionomer.", "", LEADERS),
        ("De fleste lederne på Lyngmo er sosionomer.", LEADERS, f'{LEADERS} and office == "Lyngmo"'),
        ("De fleste informantene på Lyngmo er sosionomer.", "", 'office == "Lyngmo"'),
        ("De fleste informantene på Lyngmo eller Tangvåg er sosionomer.", LEADERS, ""),
        ("På Lyngmo er de fleste informantene sosionomer.", "", 'office == "Lyngmo"'),
        ("Blant lederne er de fleste informantene sosionomer.", "", LEADERS),
        ("Av de fire lederne er tre sosionomer.", "", LEADERS),
        ("Tre av fire ansatte ved enlederkontoret er sosionomer.", "", 'role == "ansatt" and leader_model == "enleder"'),
        ("Tre av fire ansatte ved enlederkontoret er sosionomer.", 'leader_model == "enleder"', ""),
        ("Tre av fire ansatte ved enlederkontoret er sosionomer.", 'leader_model == "toleder"', 'leader_model == "toleder" and leader_model == "enleder"'),
        ("De fleste statlige informantene er sosionomer.", "", 'line == "stat"'),
        ("De fleste informantene som er ledere, er sosionomer.", "", LEADERS),
        ("De fleste informantene som jobber på Lyngmo er sosionomer.", "", 'office == "Lyngmo"'),
        ("Ingen av sosionomene er jurister.", "", SOCIAL),
        ("Alle lederne unntatt én er sosionomer.", "", LEADERS),
        ("Verken lederne eller de ansatte er sosionomer.", LEADERS, ""),
    ],
)  # fmt: skip
def test_a_claim_that_counts_others_than_it_names_says_which_selection_binds_it(
    text: str, among: str, binding: str
) -> None:
    quantifier = "tre" if text.startswith("Av de") else None
    more = {"quantifier": quantifier} if quantifier else {}
    found = counted(eight(), text, SOCIAL, among=among, unit="informants", **more)
    if not binding:
        assert found.verdict != UNBOUND
        return
    assert found.verdict == UNBOUND
    assert f"among={binding!r}" in found.why
    if "and leader_model" not in binding:
        bound = counted(eight(), text, SOCIAL, among=binding, unit="informants", **more)
        assert bound.verdict != UNBOUND and bound.counts[0].tally.n == len(bound.counts[0].tally.members)


def test_a_claim_of_leaders_is_plainly_true_when_leaders_are_counted_alone() -> None:
    text = "De fleste lederne er sosionomer."
    everybody = counted(eight(), text, SOCIAL)
    assert everybody.verdict == UNBOUND
    told = "It speaks of «lederne», which 3, 4, 7, 8 are not, who are counted. What would bind it: among='role == \"leder\"'."
    assert everybody.why.startswith(told)
    assert "It holds for 5 of 8." in everybody.why
    leaders = counted(eight(), text, SOCIAL, among=LEADERS)
    assert (leaders.verdict, leaders.counts[0].tally.n, leaders.who("said")) == ("true", 4, ["2", "5", "6"])


def test_a_share_of_those_at_a_place_is_no_share_of_all() -> None:
    found = counted(eight(), "50 % av informantene på Lyngmo er ledere.", LEADERS)
    assert (found.verdict, found.counts[0].tally.n) == (UNBOUND, 8)
    assert counted(eight(), "50 % av informantene er ledere.", LEADERS).verdict == "true"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("De fleste informantene er sosionomer.", SOCIAL),
        ("Alle informantene snakker om tid på Lyngmo.", 'code("tid")'),
        ("Alle informantene ved de to kontorene snakker om tid.", 'code("tid")'),
        ("Alle informantene trives på Lyngmo.", 'code("tid")'),  # a verb that is not known is no description
        ("Det er ingen informanter som snakker om tid.", 'code("tid")'),
        ("Alle informantene unntatt informant 1 sier det.", 'code("tid")'),
        ("Begge kontorene snakker om tid.", 'code("tid")'),
    ],
)
def test_a_sentence_that_speaks_of_all_is_bound_to_all(text: str, condition: str) -> None:
    assert counted(eight(), text, condition).verdict in ("true", "false")


def test_staff_may_be_all_or_those_who_do_not_lead() -> None:
    text = "Alle de ansatte snakker om tid."
    assert counted(eight(), text, 'code("tid")').verdict == UNBOUND
    for among in ('role == "ansatt"', 'role in ("leder", "ansatt")'):
        assert counted(eight(), text, 'code("tid")', among=among).verdict == "true"
    alone = {name: (office, {"line": values["line"]}) for name, (office, values) in PEOPLE.items()}
    assert counted(study(alone, {"tid": "12345678"}), text, 'code("tid")').verdict == "true"  # no roles are registered


@pytest.mark.parametrize(
    "text",
    [
        "Alle terapeutlederne sier det.",
        "Alle erfarne informanter sier det.",
        "Alle informantene ved distriktskontoret sier det.",
        "Alle deltidsansatte sier det.",
        "Alle informantene som har barn sier det.",
        "All the leaders say it.",
    ],
)
def test_what_the_register_does_not_know_must_be_said(text: str) -> None:
    found = counted(eight(), text, 'code("tid")')
    assert found.verdict == UNBOUND and "say with among= of whom it speaks" in found.why
    assert counted(eight(), text, 'code("tid")', among='case in ("1", "2")').verdict == "true"


def test_of_whom_it_is_not_known_is_not_taken_for_one_of_them() -> None:
    people = {n: ("Nord", {"role": "leder"}) for n in "123"}
    text = "Alle lederne nevner tid."
    assert counted(study(people, {"tid": "123"}), text, 'code("tid")').verdict == "true"  # all are known to be leaders
    unknown = study(people, {"tid": "123"}, extra=[Value("case-3/role", "case-3", "role", None, "unknown")])
    found = counted(unknown, text, 'code("tid")')
    assert found.verdict == UNBOUND and "of 3, who are counted, it is not known" in found.why
    assert counted(study({n: ("Nord", {}) for n in "123"}, {"tid": "123"}), text, 'code("tid")').verdict == UNBOUND


def test_the_verdict_that_is_recorded_is_the_one_that_is_shown() -> None:
    kept = claim(eight(), "De fleste lederne er sosionomer.", SOCIAL)
    assert kept.verdict == UNBOUND
    (found,) = claims(eight().replacing(Claim, [kept])).findings
    assert (found.verdict, found.stale) == (UNBOUND, False)


# --- what can never hold --------------------------------------------------------------------------------


def test_that_a_claim_can_never_hold_of_the_offices_is_no_note() -> None:
    found = counted(eight(), "Minst tre av lederne nevner ros.", 'code("ros")', among=LEADERS)
    assert (found.verdict, found.notes) == ("true", ())
    told = counted(eight(), "De fleste informantene er ledere.", LEADERS)
    assert [note[:29] for note in told.notes] == ["Counted by offices it is true"]
    share = counted(eight(), "63 % av informantene nevner ros.", 'code("ros")')
    assert share.notes == ()


# --- items of a meeting ------------------------------------------------------------------------------------


def minutes(**texts: tuple[str, ...]) -> Snapshot:
    """Minutes of paragraphs; those with ``*`` are coded bolig."""
    sources = [Source(f"src-{name}", name, "minutes", "txt", f"{name}.txt") for name in texts]
    codings = [
        (name, line.strip("*"), "bolig", "ida") for name, lines in texts.items() for line in lines if "*" in line
    ]
    written = {name: "\n".join(lines).replace("*", "") for name, lines in texts.items()}
    found = study_of(written, {}, ["bolig"], codings, sources)
    paragraphs = [
        v._replace(segments=tuple(s._replace(kind="paragraph", speaker="", body=s.start) for s in v.segments))
        for v in found.all(SourceVersion)
    ]
    return found.replacing(SourceVersion, paragraphs)


BOLIG = 'code("bolig")'


def test_an_item_of_a_meeting_begins_at_its_number_and_runs_to_the_next() -> None:
    one = minutes(referat=("Til stede: Kari.", "Sak 1", "*Flere boliger.*", "*Og det haster.*", "Sak 2", "Sak 3"))
    found = counted(one, "Én av tre saker handlet om bolig.", BOLIG)
    assert (found.verdict, found.counts[0].tally.n) == ("true", 3)
    assert (found.who("said"), found.who("silent")) == (["referat, Sak 1"], ["referat, Sak 2", "referat, Sak 3"])
    assert [quote.quote for quote in found.quotes] == ["Flere boliger.", "Og det haster."]
    assert found.notes == ("Items of referat: each begins at the line with its number, and runs to the next.",)


@pytest.mark.parametrize(
    ("lines", "counted_as"),
    [
        (("Sak 11/07 Bolig", "*Flere hus.*", "Sak 12/07 Budsjett"), ["Sak 11/07", "Sak 12/07"]),
        (("PS 3/07 Bolig", "*Flere hus.*", "PS 4/07 Budsjett"), ["PS 3/07", "PS 4/07"]),
        (("3. Bolig", "*Flere hus.*", "4. Budsjett", "7. mars 2007"), ["3", "4"]),
        (("Sak 1", "Sak 2", "Sak 1", "*Flere hus.*", "Sak 2", "b"), ["Sak 1", "Sak 2"]),  # the agenda, then the items
        (("Sak 1", "1. Bygge", "*Kjøpe*", "Sak 2"), ["Sak 1", "Sak 2"]),  # a list within an item
    ],
)
def test_how_items_are_numbered(lines: tuple[str, ...], counted_as: list[str]) -> None:
    found = counted(minutes(r=lines), "Én av to saker handlet om bolig.", BOLIG)
    assert found.verdict == "true"
    assert [member.name for member in found.counts[0].tally.members] == [f"r, {label}" for label in counted_as]


def test_where_nothing_is_numbered_paragraphs_are_counted_and_that_is_told() -> None:
    both = minutes(a=("Sak 1", "*bo*", "Sak 2"), b=("*En bolig.*", "Noe annet."))
    found = counted(both, "To av fire saker handlet om bolig.", BOLIG)
    assert (found.verdict, found.who("said")) == ("true", ["a, Sak 1", "b, 1"])
    assert found.notes[1] == "Items of b: none is numbered; every turn and paragraph is counted as one."
    named = counted(both, "To saker handlet om bolig.", BOLIG)
    assert (named.verdict, named.claim.unit) == ("true", "items")
