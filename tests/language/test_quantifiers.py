"""Which words say how many, in three languages, and which only look as if they did."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.language.quantifiers import Quantifier, holds, quantifiers
from kodeverk.language.quantity import can_hold, reading


def told(text: str) -> list[tuple[str, str]]:
    """The words of each quantifier, and what is made of them: kind, number, of, sense, names, unit."""
    found = []
    for q in quantifiers(text):
        assert text[q.start : q.end] == q.words
        number = "" if q.number is None else str(q.number)
        if q.upto is not None:
            number += f"-{q.upto}"
        parts = [q.kind, number + ("" if q.of is None else f"/{q.of}"), "" if q.sense == "exactly" else q.sense]
        found.append((q.words, " ".join(part for part in [*parts, *q.names, q.unit] if part)))
    return found


BOKMAAL = [
    ("De fleste lederne opplever rapporteringen som en tidstyv.", "De fleste", "most informants"),
    ("De aller fleste av de kommunalt ansatte trives.", "De aller fleste", "most informants"),
    ("De fleste mener at personlighet veier tyngre enn utdanning.", "De fleste", "most"),
    ("Flertallet av sakene gjaldt avklaringer.", "Flertallet", "most items"),
    ("Et flertall av kontorene har felles mottak.", "Et flertall", "most offices"),
    ("Et mindretall av informantene er kritiske.", "Et mindretall", "minority informants"),
    ("Alle informantene er stolte av arbeidet.", "Alle", "all informants"),
    ("Alle de tre lederne sier at linjene ikke snakker sammen.", "Alle de tre", "all /3 informants"),
    ("Alle tre sier det samme.", "Alle tre", "all /3"),
    ("Samtlige ansatte ved kontoret er enige.", "Samtlige", "all informants"),
    ("Informantene er alle opptatt av brukeren.", "alle", "all informants"),
    ("Lederne sier alle at tiden ikke strekker til.", "alle", "all informants"),
    ("Hvert kontor har sin egen rutine.", "Hvert", "all offices"),
    ("Hele utvalget støtter reformen.", "Hele utvalget", "all"),
    ("Ikke alle lederne er like begeistret.", "Ikke alle", "not all informants"),
    ("Nesten alle informantene nevner målekortet.", "Nesten alle", "nearly all informants"),
    ("Alle unntatt én problematiserer tidsbruken.", "Alle unntatt én", "all but 1"),
    ("Alle kontorene bortsett fra Asker har felles mottak.", "Alle kontorene bortsett fra Asker", "all but 1 Asker offices"),
    ("Alle bortsett fra Asker og Lier er med.", "Alle bortsett fra Asker og Lier", "all but 2 Asker Lier"),
    ("Alle, bortsett fra informant 5, er enige.", "Alle, bortsett fra informant 5", "all but 1 5"),
    ("Ingen av lederne har lederavtale.", "Ingen", "none informants"),
    ("Ingen er uenig i slagordet.", "Ingen", "none"),
    ("Det er ingen som ønsker seg tilbake.", "ingen", "none"),
    ("Det var ikke én av informantene som klaget.", "ikke én", "none informants"),
    ("Flere av informantene forteller om samlokaliseringen.", "Flere", "several informants"),
    ("Flere forteller at de savner møtene.", "Flere", "several"),
    ("Noen ledere trekker frem økonomien.", "Noen", "some informants"),
    ("Enkelte av dem vil heller ha én leder.", "Enkelte", "some"),
    ("Få av de statlig ansatte kjenner budsjettet.", "Få", "few informants"),
    ("Mange informanter ser for seg en omlegging.", "Mange", "many informants"),
    ("Halvparten av informantene er sosionomer.", "Halvparten", "half informants"),
    ("Om lag halvparten av de ansatte er nye.", "Om lag halvparten", "half about informants"),
    ("Over halvparten av kontorene mangler avtale.", "Over halvparten", "half more than offices"),
    ("Fire av de fem samarbeidsavtalene er endret.", "Fire av de fem", "number 4/5 offices"),
    ("Alle avtalene har samme ordlyd.", "Alle", "all offices"),
    ("Alle avtalane har same ordlyd.", "Alle", "all offices"),
    ("Under halvparten av dem har vært der i ti år.", "Under halvparten", "half less than"),
    ("Fire av fem ledere kjente den andre parten fra før.", "Fire av fem", "number 4/5 informants"),
    ("4 av 5 kontorer har rekruttert internt.", "4 av 5", "number 4/5 offices"),
    ("Fem av de åtte informantene er sosionomer.", "Fem av de åtte", "number 5/8 informants"),
    ("Tre informanter av åtte nevner det.", "Tre informanter av åtte", "number 3/8 informants"),
    ("Begge lederne ved tolederkontoret får for lite ut av møtet.", "Begge", "all /2 informants"),
    ("Begge sier at døra står åpen.", "Begge", "all /2"),
    ("Bare to ledere legger vekt på kontakt utenfor møtet.", "Bare to", "number 2 informants"),
    ("Kun én nevner tillit.", "Kun én", "number 1"),
    ("Bare Tjøme rapporterer for hele kontoret.", "Bare Tjøme", "number 1 Tjøme"),
    ("To av informantene er jurister.", "To", "number 2 informants"),
    ("En av lederne sier at hun er på en annen planet.", "En", "number 1 at least informants"),
    ("Én av fem ledere er rekruttert eksternt.", "Én av fem", "number 1/5 informants"),
    ("Minst fire av informantene har lest brevet.", "Minst fire", "number 4 at least informants"),
    ("Høyst to av kontorene har avtale.", "Høyst to", "number 2 at most offices"),
    ("Tre ledere sier at det er lederens ansvar.", "Tre", "number 3 informants"),
    ("60 % av informantene er kvinner.", "60 %", "percent 60/100 informants"),
    ("Over 60 prosent av de ansatte er kommunale.", "Over 60 prosent", "percent 60/100 more than informants"),
    ("62,5 % av informantene er sosionomer.", "62,5 %", "percent 625/1000 informants"),
    ("To tredjedeler av lederne er menn.", "To tredjedeler", "fraction 2/3 informants"),
    ("De tre lederne opplever at linjene er på ulike planeter.", "De tre", "the /3 informants"),
]  # fmt: skip
NYNORSK = [
    ("Dei fleste leiarane meiner det.", "Dei fleste", "most informants"),
    ("Fem av dei åtte informantane er sosionomar.", "Fem av dei åtte", "number 5/8 informants"),
    ("Ingen av leiarane har leiaravtale.", "Ingen", "none informants"),
    ("Fleire av dei tilsette fortel om flyttinga.", "Fleire", "several informants"),
    ("Nokre meiner at det var betre før.", "Nokre", "some"),
    ("Berre ein av leiarane nemner det.", "Berre ein", "number 1 informants"),
    ("Ikkje alle kontora har same ordning.", "Ikkje alle", "not all offices"),
    ("Alle unnateke Asker er med.", "Alle unnateke Asker", "all but 1 Asker"),
    ("Meir enn halvparten av informantane er kvinner.", "Meir enn halvparten", "half more than informants"),
    ("Samtlege ser verdien av det.", "Samtlege", "all"),
]
ENGLISH = [
    ("Most leaders describe reporting as a thief of time.", "Most", "most informants"),
    ("Most of the informants agree.", "Most", "most informants"),
    ("The majority of the offices recruit internally.", "The majority", "most offices"),
    ("All three leaders find it easier.", "All three", "all /3 informants"),
    ("The leaders all say that time is short.", "all", "all informants"),
    ("All but one problematise reporting time.", "All but one", "all but 1"),
    ("All except Asker took part.", "All except Asker", "all but 1 Asker"),
    ("Nobody disagrees with the slogan.", "Nobody", "none"),
    ("None of them wants the old model back.", "None", "none"),
    ("No leader has a contract.", "No", "none informants"),
    ("Half the informants are social workers.", "Half", "half informants"),
    ("About half of the employees are new.", "About half", "half about informants"),
    ("Three of four at the one-leader office are social workers.", "Three of four", "number 3/4"),
    ("Five out of eight informants are social workers.", "Five out of eight", "number 5/8 informants"),
    ("Both heads get too little from the meeting.", "Both", "all /2 informants"),
    ("Only two leaders stress contact outside the meeting.", "Only two", "number 2 informants"),
    ("At least four of the informants have read it.", "At least four", "number 4 at least informants"),
    ("Several describe the lunch room.", "Several", "several"),
    ("A few of us still do.", "A few", "few"),
    ("A third of the cases were administrative.", "A third", "fraction 1/3 items"),
    ("One of the leaders said so.", "One", "number 1 at least informants"),
    ("Every office has its own routine.", "Every", "all offices"),
    ("Not all offices have one.", "Not all", "not all offices"),
    ("The five leaders were interviewed at work.", "The five", "the /5 informants"),
]
SHARES_RANGES_AND_EXCEPTIONS = [
    ("1/3 av informantene er menn.", "1/3", "fraction 1/3 informants"),
    ("4/5 av kontorene har avtale.", "4/5", "fraction 4/5 offices"),
    ("1/2 av informantene er menn.", "1/2", "half informants"),
    ("5/8 informanter er sosionomer.", "5/8", "number 5/8 informants"),
    ("Two-thirds of the informants agree.", "Two-thirds", "fraction 2/3 informants"),
    ("To tredeler av informantene er menn.", "To tredeler", "fraction 2/3 informants"),
    ("Fem åttedeler av informantene er menn.", "Fem åttedeler", "fraction 5/8 informants"),
    ("Four in five informants agree.", "Four in five", "fraction 4/5 informants"),
    ("Hver tredje informant er jurist.", "Hver tredje", "fraction 1/3 informants"),
    ("Kvar fjerde av dei tilsette er ny.", "Kvar fjerde", "fraction 1/4 informants"),
    ("Every third informant is new.", "Every third", "fraction 1/3 informants"),
    ("Annenhver informant er mann.", "Annenhver", "half informants"),
    ("Every other office has one.", "Every other", "half offices"),
    ("Mellom tre og fem informanter sier det.", "Mellom tre og fem", "number 3-5 informants"),
    ("Tre til fem av informantene sier det.", "Tre til fem", "number 3-5 informants"),
    ("3–5 informanter sier det.", "3–5", "number 3-5 informants"),
    ("Tre-fire av lederne sier det.", "Tre-fire", "number 3-4 informants"),
    ("Tre eller fire av lederne sier det.", "Tre eller fire", "number 3-4 informants"),
    ("Between three and five informants say it.", "Between three and five", "number 3-5 informants"),
    ("Three to five of the informants say it.", "Three to five", "number 3-5 informants"),
    ("50–60 % av informantene er menn.", "50–60 %", "percent 50-60/100 informants"),
    ("Fem eller flere av informantene sier det.", "Fem eller flere", "number 5 at least informants"),
    ("Two or fewer of the leaders say it.", "Two or fewer", "number 2 at most informants"),
    ("Opptil tre av lederne sier det.", "Opptil tre", "number 3 at most informants"),
    ("Ikke mer enn tre av lederne sier det.", "Ikke mer enn tre", "number 3 at most informants"),
    ("Nesten halvparten av informantene er menn.", "Nesten halvparten", "half nearly informants"),
    ("Almost everyone says it.", "Almost everyone", "nearly all"),
    ("Nearly every office has one.", "Nearly every", "nearly all offices"),
    ("Nesten ingen av informantene sier det.", "Nesten ingen", "nearly none informants"),
    ("Hardly any informants say it.", "Hardly any", "nearly none informants"),
    ("Bortsett fra én sier alle informantene det.", "Bortsett fra én sier alle", "all but 1 informants"),
    ("Med unntak av Asker har alle kontorene avtale.", "Med unntak av Asker har alle", "all but 1 Asker offices"),
    ("Apart from one, all informants say it.", "Apart from one, all", "all but 1 informants"),
    ("Alle informantene sier det, bortsett fra én.", "Alle informantene sier det, bortsett fra én", "all but 1 informants"),
    ("Fem ut av åtte informanter sier det.", "Fem ut av åtte", "number 5/8 informants"),
    ("Fem utav åtte informanter sier det.", "Fem utav åtte", "number 5/8 informants"),
    ("Fem (av åtte) informanter sier det.", "Fem (av åtte)", "number 5/8 informants"),
    ("Fem informanter (av åtte) sier det.", "Fem informanter (av åtte)", "number 5/8 informants"),
    ("Et par informanter sier det.", "Et par", "number 2 informants"),
    ("A couple of the informants say it.", "A couple", "number 2 informants"),
    ("De færreste informantene sier det.", "De færreste", "minority informants"),
    ("Et fåtall av informantene sier det.", "Et fåtall", "few informants"),
    ("Verken lederne eller de ansatte sier det.", "Verken lederne eller de ansatte", "none informants"),
    ("Neither the leaders nor the employees say it.", "Neither the leaders nor the employees", "none informants"),
    ("To saker handlet om bolig.", "To", "number 2 items"),
    ("Tre ledere på Lyngmo trives.", "Tre", "number 3 informants"),
]  # fmt: skip
NONE_HERE = [
    "En håndfull av informantene sier det.",  # no reading that can be counted
    "A handful of the informants say it.",
    "En del av informantene sier det.",
    "Et par-tre informanter sier det.",
    "Ikke mange informanter sier det.",
    "Not many of the informants say it.",
    "Ikke bare to ledere sier det.",
    "Nobody but Asker took part.",
    "Ingen unntatt Asker deltok.",
    "Ingen eller få informanter sier det.",
    "Alle eller de fleste informantene sier det.",
    "Alle andre informanter sier det.",
    "Flere ledere enn ansatte sier det.",
    "Two out of every three informants say it.",
    "Fem til tre av informantene sier det.",
    "Tre eller fem av informantene sier det.",
    "Bortsett fra lederne sier alle informantene det.",
    "Alle informantene sier det, bortsett fra lederne.",
    "2,5 informanter sier det.",
    "3/4-deler av informantene sier det.",
    "For alle del, det gikk bra.",
    "I alle fall var det slik.",
    "Først og fremst handler det om tid.",
    "All right, said the head.",
    "Han har ingen ting å si.",
    "De møttes flere ganger i uka.",
    "Hun har jobbet der i mange år.",
    "Slik er det hele tiden.",
    "Se figur 4 og tabell 3 på side 12.",
    "Informant 5 sier at det går bra.",
    "Kontoret har to ledere.",
    "Vi har to sjefer her.",
    "Kontoret har bare to ledere.",
    "Det er ingen forskjell mellom linjene.",
    "Alle møtene er lange.",
    "De fleste oppgavene er delt.",
    "Flere tiltak ble prøvd.",
    "Hun klarte å få lederne med.",
    "En leder sier at tiden er knapp.",
    "Hun har 60 % stilling.",
    "I 2007 sier de at det er nytt.",
    "They meet all the time.",
    "Most of the time they agree.",
    "After all, it works.",
    "There is no doubt about it.",
    "They had several meetings.",
    "The one-leader office has two departments.",
    "Begge deler er viktige.",
    "Fem av sju dager er hun der.",
    "Nonetheless it works, none the less.",
    "Noen ganger går det bra.",
    "Vi måler hvor mange ansatte som trives.",
    "Det gjelder den enkelte saken.",
    "Kontoret er samlet under én leder.",
    "They were reassigned, to see new links.",
    "Det koster 60 prosent mer.",
]


@pytest.mark.parametrize(("text", "words", "meant"), [*BOKMAAL, *NYNORSK, *ENGLISH, *SHARES_RANGES_AND_EXCEPTIONS])
def test_these_words_say_how_many(text: str, words: str, meant: str) -> None:
    assert told(text) == [(words, meant)]


@pytest.mark.parametrize("text", NONE_HERE)
def test_nothing_here_counts_what_claims_are_about(text: str) -> None:
    assert told(text) == []


def test_each_quantifier_of_a_paragraph_is_found_where_it_stands() -> None:
    text = "Blant de åtte informantene er fem av lederne nye. Ingen sier noe om det – og flere mener det ikke haster."
    assert told(text) == [
        ("de åtte", "the /8 informants"),
        ("fem", "number 5 informants"),
        ("Ingen", "none"),
        ("flere", "several"),
    ]


# --- what they mean ------------------------------------------------------------------------------

HELD = [
    ("Alle lederne sier det.", (5, 0, 0), True),
    ("Alle lederne sier det.", (4, 1, 0), False),
    ("Alle lederne sier det.", (4, 0, 1), None),
    ("Alle de tre lederne sier det.", (4, 0, 0), False),
    ("Ingen av lederne sier det.", (0, 5, 0), True),
    ("Ingen av lederne sier det.", (0, 4, 1), None),
    ("Ingen av lederne sier det.", (1, 0, 4), False),
    ("De fleste lederne sier det.", (3, 2, 0), True),
    ("De fleste lederne sier det.", (2, 1, 2), None),
    ("De fleste lederne sier det.", (2, 3, 0), False),
    ("De fleste lederne sier det.", (2, 2, 0), False),  # half are not most
    ("Nesten alle informantene sier det.", (8, 0, 0), False),
    ("Mange informanter sier det.", (2, 4, 0), False),
    ("Et mindretall av informantene sier det.", (0, 8, 0), False),
    ("De fleste av sakene var slik, sa lederen.", (17, 43, 0), False),  # 28 per cent: the largest share of five
    ("Halvparten av informantene er sosionomer.", (5, 3, 0), False),
    ("Om lag halvparten av informantene er sosionomer.", (5, 3, 0), True),
    ("Over halvparten av informantene er sosionomer.", (5, 3, 0), True),
    ("Tre av fire ledere er sosionomer.", (3, 1, 0), True),
    ("Fire av fem ledere er sosionomer.", (4, 2, 0), False),  # of six
    ("Alle unntatt én sier det.", (4, 1, 0), True),
    ("Alle unntatt én sier det.", (3, 1, 1), None),
    ("Alle unntatt én sier det.", (5, 0, 0), False),
    ("Nesten alle informantene sier det.", (7, 1, 0), True),
    ("Ikke alle informantene sier det.", (3, 1, 4), True),
    ("Flere sier det.", (2, 6, 0), True),
    ("Flere sier det.", (1, 7, 0), False),
    ("Noen sier det.", (0, 6, 2), None),
    ("Få informanter sier det.", (2, 6, 0), True),
    ("Få informanter sier det.", (4, 4, 0), False),
    ("Mange informanter sier det.", (3, 5, 0), True),
    ("Mange informanter sier det.", (2, 6, 0), False),
    ("To av informantene er jurister.", (3, 5, 0), False),
    ("En av lederne sier det.", (3, 2, 0), True),
    ("Minst fire av lederne sier det.", (5, 0, 0), True),
    ("Høyst to av lederne sier det.", (3, 2, 0), False),
    ("63 % av informantene er sosionomer.", (5, 3, 0), True),  # 62.5
    ("62,5 % av informantene er sosionomer.", (5, 3, 0), True),
    ("60 % av informantene er sosionomer.", (5, 3, 0), False),
    ("Over 60 % av informantene er sosionomer.", (5, 3, 0), True),
    ("To tredjedeler av informantene er menn.", (5, 3, 0), True),  # 5.33 of 8
    ("En tredjedel av informantene er menn.", (5, 3, 0), False),
    ("Begge lederne sier det.", (2, 0, 0), True),
    ("Begge lederne sier det.", (2, 0, 1), False),  # there are three
    ("Bare Tjøme rapporterer det.", (1, 4, 0), True),
    ("Mellom tre og fem informanter sier det.", (2, 6, 0), False),
    ("Mellom tre og fem informanter sier det.", (4, 4, 0), True),
    ("Mellom tre og fem informanter sier det.", (6, 2, 0), False),
    ("Mellom tre og fem informanter sier det.", (4, 2, 2), None),
    ("50–60 % av informantene sier det.", (4, 4, 0), True),
    ("50–60 % av informantene sier det.", (5, 3, 0), False),  # 62.5
    ("1/3 av informantene sier det.", (3, 5, 0), True),  # 2.67 of 8
    ("1/3 av informantene sier det.", (2, 6, 0), False),
    ("Annenhver informant sier det.", (4, 4, 0), True),
    ("Nesten halvparten av informantene sier det.", (3, 5, 0), True),
    ("Nesten halvparten av informantene sier det.", (4, 4, 0), False),
    ("Nesten ingen av informantene sier det.", (1, 7, 0), True),
    ("Nesten ingen av informantene sier det.", (0, 8, 0), False),
    ("Bortsett fra én sier alle informantene det.", (7, 1, 0), True),
    ("Bortsett fra én sier alle informantene det.", (8, 0, 0), False),
    ("Alle unntatt ett kontor har egne ord.", (0, 1, 0), False),  # an exception is one from others
    ("Alle unntatt ett kontor har egne ord.", (0, 0, 1), False),
    ("Alle unntatt ett kontor har egne ord.", (1, 1, 0), True),
    ("Nesten alle informantene sier det.", (0, 1, 0), False),
    ("Nesten ingen av informantene sier det.", (1, 0, 0), False),
    ("Få informanter sier det.", (3, 5, 0), False),  # three of eight are many
    ("Et mindretall av informantene sier det.", (3, 5, 0), True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "counted", "true"), HELD)
def test_what_is_said_is_true_false_or_hangs_on_the_unknown(
    text: str, counted: tuple[int, int, int], true: bool | None
) -> None:
    said, silent, unknown = counted
    (quantifier,) = quantifiers(text)
    holding = holds(quantifier, said=said, silent=silent, unknown=unknown)
    assert holding.true is true
    assert holding.why


def test_of_nobody_nothing_is_true() -> None:
    assert holds(quantifiers("Alle sier det.")[0], said=0, silent=0, unknown=0) == (None, "Nobody is counted.")


QUANTIFIERS = [quantifiers(text)[0] for text, _counted, _true in HELD]


@given(st.sampled_from(QUANTIFIERS), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
@settings(deadline=None, max_examples=200)
def test_what_is_open_can_become_true_and_false_and_what_is_not_cannot(
    quantifier: Quantifier, said: int, silent: int, unknown: int
) -> None:
    ends = {
        holds(quantifier, said=said + more, silent=silent + unknown - more, unknown=0).true
        for more in range(unknown + 1)
    }
    now = holds(quantifier, said=said, silent=silent, unknown=unknown).true
    assert ends == ({True, False} if now is None and said + silent + unknown else {now})


@given(st.integers(0, 30), st.integers(0, 30))
@settings(deadline=None, max_examples=200)
def test_nothing_is_both_many_and_few(said: int, silent: int) -> None:
    held = {words: holds(quantifiers(f"{words} informanter sier det.")[0], said=said, silent=silent, unknown=0).true for words in ("Mange", "Få")}
    assert not all(held.values())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Mange informanter sier det.", "«Mange» is read as: three or more, and a third or more."),
        ("Få informanter sier det.", "«Få» is read as: one or more, fewer than half, and not many (three or more, and a third or more)."),
        ("Om lag halvparten av informantene sier det.", "«Om lag halvparten» is read as: half, give or take one."),
        ("De fleste informantene sier det.", "«De fleste» is read as: more than half."),
        ("Mellom tre og fem informanter sier det.", "«Mellom tre og fem» is read as: 3 to 5."),
        ("Minst tre av fem ledere sier det.", "«Minst tre av fem» is read as: at least 3, of 5."),
        ("To tredjedeler av lederne sier det.", "«To tredjedeler» is read as: 2/3 of them, to the nearest person."),
        ("Et par informanter sier det.", "«Et par» is read as: exactly 2."),
    ],
)
def test_how_a_quantifier_is_read_is_said_in_words(text: str, says: str) -> None:
    assert reading(quantifiers(text)[0]) == says


def test_every_quantifier_of_these_tests_says_how_it_is_read() -> None:
    texts = [text for text, *_rest in (*BOKMAAL, *NYNORSK, *ENGLISH, *SHARES_RANGES_AND_EXCEPTIONS)]
    assert all(reading(quantifiers(text)[0]).strip(".").split(": ")[1] for text in texts)


@pytest.mark.parametrize(("words", "n", "can"), [("Minst tre", 2, False), ("Minst tre", 3, True), ("60 %", 2, False), ("Tre av fem", 4, False), ("Alle unntatt én", 1, False)])
def test_whether_it_can_hold_of_so_many(words: str, n: int, can: bool) -> None:
    assert can_hold(quantifiers(f"{words} av informantene sier det.")[0], n) is can
