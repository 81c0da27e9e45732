"""The claims with numbers of two published studies, on their own tables of persons and offices: the verdicts agree."""

from __future__ import annotations

import pytest

from kodeverk.analysis.claims.evaluate import claims
from kodeverk.model import Source
from tests.analysis.claimed import claim, counted, study
from tests.memory import study_of

# Five pilot offices in 2007, six leaders; Lier has two. That all are leaders is in the register too.
LEADERS_2007 = {
    "1": ("Tjøme", {"role": "leder", "recruited": "internt", "contract": "nei"}),
    "2": ("Trøgstad", {"role": "leder", "recruited": "internt", "contract": "nei"}),
    "3": ("Hamar", {"role": "leder", "recruited": "internt", "contract": "nei"}),
    "4": ("Lier", {"role": "leder", "recruited": "internt", "contract": "nei"}),
    "5": ("Lier", {"role": "leder", "recruited": "internt", "contract": "nei"}),
    "6": ("Asker", {"role": "leder", "recruited": "eksternt", "contract": "nei"}),
}
SAID_2007 = {
    "tidstyv": "12345",
    "hele kontoret": "1",
    "utenfor møtet": "23",
    "bekjentskap": "1234",
    "skiller partnerskap": "123",
    "tvil til møtet": "12",
    "avgjør selv": "36",
    "kan ikke": "4",
    "særegen ledelse": "124",
    "lederens ansvar": "236",
    "støtter reformen": "123456",
    "endelig modell": "",
}


@pytest.mark.parametrize(
    ("text", "condition", "verdict"),
    [
        ("Alle unntatt Asker problematiserer tiden rapporteringen tar.", 'code("tidstyv")', "true"),
        ("Bare Tjøme rapporterer for hele kontoret til politikerne.", 'code("hele kontoret")', "true"),
        ("Bare Hamar rapporterer for hele kontoret til politikerne.", 'code("hele kontoret")', "false"),
        ("Ingen av lederne har lederavtale som NAV-leder.", 'contract != "nei"', "true"),
        ("To av lederne legger vekt på kontakt utenfor møtet.", 'code("utenfor møtet")', "true"),
        ("Fire av fem kontorer kjente hverandre fra før.", 'code("bekjentskap")', "true"),
        ("Tre av lederne skiller partnerskap fra samarbeid.", 'code("skiller partnerskap")', "true"),
        ("To av kontorene tar tvil om fullmakter opp i møtet.", 'code("tvil til møtet")', "true"),
        ("To av kontorene avgjør slikt selv.", 'code("avgjør selv")', "true"),
        ("Ett av kontorene kan ikke bruke fullmaktene på tvers.", 'code("kan ikke")', "true"),
        ("Tre av lederne merker en særegen ledelse.", 'code("særegen ledelse")', "true"),
        ("Tre av lederne sier det er lederens ansvar at det virker.", 'code("lederens ansvar")', "true"),
        ("Alle lederne støtter reformen.", 'code("støtter reformen")', "true"),
        ("Ingen av lederne tror modellen er endelig.", 'code("endelig modell")', "true"),
        ("Fire kontorer har rekruttert lederen internt.", 'recruited == "internt"', "true"),
        ("4 av 5 kontorer har rekruttert lederen internt.", 'recruited == "internt"', "true"),
        ("4 av 5 ledere er rekruttert internt.", 'recruited == "internt"', "false"),  # there are six
    ],
)
def test_claims_of_the_study_of_2007(text: str, condition: str, verdict: str) -> None:
    assert counted(study(LEADERS_2007, SAID_2007), text, condition).verdict == verdict


def test_a_number_that_fits_offices_alone_is_read_by_offices_and_still_not_plainly_true() -> None:
    found = counted(study(LEADERS_2007, SAID_2007), "4 av 5 kjente hverandre fra før.", 'code("bekjentskap")')
    assert found.verdict == "unit not stated"
    assert [(one.tally.unit, one.verdict) for one in found.counts] == [("offices", "true")]


def test_the_largest_share_of_the_cases_in_the_meetings_is_no_majority() -> None:
    """Cases of the partnership meetings: administrative 17, facilitating 8, strategy 16, status 10, information 9."""
    cases = {"tjøme": "aaaafffsssss", "trøgstad": "assssr", "hamar": "aaaaafffssrrrrriiiii", "lier": "aaaaaaaffsssssrrrriiii"}
    assert {place: len(found) for place, found in cases.items()} == {"tjøme": 12, "trøgstad": 6, "hamar": 20, "lier": 22}
    codes = {"a": "administrativt", "f": "tilrettelegging", "s": "strategi", "r": "status", "i": "informasjon"}
    texts = {place: "\n".join(f"{n}: Sak {n}." for n in range(1, len(found) + 1)) for place, found in cases.items()}
    codings = [
        (place, f"Sak {n}.", f"sak/{codes[one]}", "tone") for place, found in cases.items() for n, one in enumerate(found, 1)
    ]
    minutes = [Source(f"src-{place}", place, "minutes", "txt", f"{place}.txt") for place in cases]
    minuted = study_of(texts, {}, [f"sak/{code}" for code in codes.values()], codings, minutes)
    sentence = "De fleste av sakene er administrative avklaringer."
    pooled = counted(minuted, sentence, 'code("administrativt")')
    assert (pooled.verdict, pooled.claim.unit, pooled.counts[0].tally.n, len(pooled.who("said"))) == (
        "plurality, not majority", "items", 60, 17,
    )  # fmt: skip
    assert "strategi with 16" in pooled.why
    by_office = {
        place: counted(minuted, sentence, 'code("administrativt")', among=f'source == "{place}"').verdict for place in cases
    }
    assert by_office == {
        "tjøme": "false",  # strategy is the largest
        "trøgstad": "false",
        "hamar": "false",  # three are equally large
        "lier": "plurality, not majority",
    }


# Eight informants in two offices in 2019; 1, 2 and 5 are heads.
INFORMANTS_2019 = {
    "1": ("Tangvåg", {"education": "jurist", "role": "leder", "leader_model": "toleder"}),
    "2": ("Tangvåg", {"education": "sosionom", "role": "leder", "leader_model": "toleder"}),
    "3": ("Tangvåg", {"education": "annet", "role": "ansatt", "leader_model": "toleder"}),
    "4": ("Tangvåg", {"education": "sosionom", "role": "ansatt", "leader_model": "toleder"}),
    "5": ("Lyngmo", {"education": "sosionom", "role": "leder", "leader_model": "enleder"}),
    "6": ("Lyngmo", {"education": "annet", "role": "ansatt", "leader_model": "enleder"}),
    "7": ("Lyngmo", {"education": "sosionom", "role": "ansatt", "leader_model": "enleder"}),
    "8": ("Lyngmo", {"education": "sosionom", "role": "ansatt", "leader_model": "enleder"}),
}
SAID_2019 = {
    "stolthet": "1234568",
    "personlighet": "14",
    "taler ikke sammen": "5",
    "slagordet": "1234568",
    "for lite ut av møtet": "12",
}


@pytest.mark.parametrize(
    ("text", "condition", "among", "verdict"),
    [
        ("Tre av fire ansatte ved enlederkontoret er sosionomer.", 'education == "sosionom"', 'leader_model == "enleder"', "true"),
        ("Halvparten av informantene er sosionomer.", 'education == "sosionom"', "", "false"),
        ("5 av 8 informanter er sosionomer.", 'education == "sosionom"', "", "true"),
        ("Halvparten av de ansatte ved tolederkontoret er sosionomer.", 'education == "sosionom"', 'leader_model == "toleder"', "true"),
        ("Alle informantene viser stolthet.", 'code("stolthet")', "", "false"),
        ("7 av 8 informanter viser stolthet.", 'code("stolthet")', "", "true"),
        ("De fleste informantene mener personlighet veier tyngst.", 'code("personlighet")', "", "false"),
        ("De tre lederne opplever at linjene ikke snakker sammen.", 'code("taler ikke sammen")', 'role == "leder"', "false"),
        ("Alle informantene unntatt informant 7 sier noe slikt.", 'code("slagordet")', "", "true"),
        ("Begge lederne får for lite ut av møtet.", 'code("for lite ut av møtet")', 'role == "leder" and leader_model == "toleder"', "true"),
    ],
)  # fmt: skip
def test_claims_of_the_study_of_2019(text: str, condition: str, among: str, verdict: str) -> None:
    assert counted(study(INFORMANTS_2019, SAID_2019), text, condition, among=among).verdict == verdict


def test_what_seven_shows_elsewhere_makes_the_claim_of_pride_true_and_says_who_moved() -> None:
    before = study(INFORMANTS_2019, SAID_2019)
    kept = claim(before, "Alle informantene viser stolthet.", 'code("stolthet")')
    after = study(INFORMANTS_2019, {**SAID_2019, "stolthet": "12345678"}, extra=[kept])
    (found,) = claims(after).findings
    assert (found.verdict, found.stale) == ("true", True)
    assert found.changes == ("The verdict was false, and is true.", "7 moved from silent to said.")
