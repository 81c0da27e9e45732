"""Writes the synthetic surveys and literature log of corpora/mulighetsrommet-2020; run it by hand after a change.

    python -m tests.analysis.make_surveys corpora/mulighetsrommet-2020

The answers are laid out so that the figures of a 2019 survey come out when they are counted: shares 61, 44, 74, 79 and
69 per cent, 38 pairs, and the regression B = .25, SE = .045, Beta = .34, R2 = .118, F(1, 241) = 32.27.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

JOINT = [[3, 5, 7, 8, 3], [0, 6, 10, 14, 5], [0, 6, 20, 33, 5], [0, 6, 14, 40, 13], [0, 1, 4, 23, 17]]
"""Respondents by how equal the partners are (rows, 1-5) and how well co-operation works (columns, 1-5): 243."""

MAYOR, CHIEF, OTHER = "ordfører", "rådmann", "annet"
DEGREES = "1=i svært liten grad; 2=i nokså liten grad; 3=verken eller; 4=i nokså stor grad; 5=i svært stor grad"
WELL = "1=svært dårlig; 2=nokså dårlig; 3=verken eller; 4=nokså godt; 5=svært godt"
WHO = "1=kommunen klart; 2=kommunen noe; 3=likt; 4=staten noe; 5=staten klart"
MEETING = "md_rådmann=rådmann; md_kommunalsjef=kommunalsjef; md_ordfører=ordfører; md_annen=annen leder i kommunen"
SPLIT = "1=bare statlige; 2=mest statlige; 3=like mye av hvert; 4=mest kommunale; 5=bare kommunale"
PLAN = ["variabel", "type", "tekst", "min", "maks", "etiketter", "vet ikke"]
OWNERS_PLAN: list[list[object]] = [
    ["nr", "nummer", "", "", "", "", ""],
    ["rolle", "rolle", "", "", "", "", ""],
    ["kommune", "kommune", "", "", "", "", ""],
    ["samarbeid", "skala", "Hvor godt virker samarbeidet med staten om kontoret?", 1, 5, WELL, 9],
    ["likeverd", "skala", "I hvilken grad er dere likeverdige parter?", 1, 5, DEGREES, 9],
    ["styrke", "skala", "Hvem av eierne bestemmer mest?", 1, 5, WHO, 9],
    ["arbeid", "skala", "I hvilken grad hjelper partnerskapet flere i arbeid?", 1, 5, DEGREES, 9],
    ["tilpasset", "skala", "I hvilken grad passer tjenestene til det folk trenger?", 1, 5, DEGREES, 9],
    ["møte", "flervalg", "Hvem møter fra kommunen? Sett flere kryss om det trengs.", "", "", MEETING, ""],
    ["åpent", "åpen", "Er det noe mer du vil si?", "", "", "", ""],
]
OFFICE_PLAN: list[list[object]] = [
    ["nr", "nummer", "", "", "", "", ""],
    ["rolle", "rolle", "", "", "", "", ""],
    ["arbeidsgiver", "arbeidsgiver", "", "", "", "", ""],
    ["kontor", "kontor", "", "", "", "", ""],
    ["team", "skala", "I hvilken grad arbeider dere i team?", 1, 5, DEGREES, 9],
    ["teammål", "skala", "I hvilken grad er du enig i målene for teamet?", 1, 5, DEGREES, 9],
    ["oppgaver", "skala", "Hvilke oppgaver har du mest av?", 1, 5, SPLIT, ""],
]
SAID = [
    "Vi ser for sjelden til hverandre. To møter i året er pent, men det er ikke styring.",
    "Når brevet om målene kommer, er det vi som skal finne plass til dem.",
    "Lederen på kontoret gjør jobben med å holde oss sammen. Det burde ikke henge på henne alene.",
    "Jeg har sittet ett år og vet for lite til å svare på halvparten av dette.",
    "Budsjettet vårt er ferdig før statens er kjent, hvert eneste år.",
    "Det går greit så lenge ingen spør hvem som eier saken.",
    "Vi vil ha med boligsakene. Det ville ikke fylket.",
    "Samarbeidet er godt. Papirene om samarbeidet er for mange.",
    "Politikerne spør om sosialhjelpen og ikke om noe annet.",
    "Etter sammenslåingen er vi tre rådhus og ett kontor, og folk kjører langt.",
    "Jeg ringer når det er noe, og får svar samme dag.",
    "Likeverdig på papiret, ja. Men den ene kan si nei, og den andre kan si at den er lei for det.",
]
SURNAMES = [
    "Brekkaas, T.", "Brekkås, T.", "Solvestøl, K.", "Solvetøl, K.", "Lundby, A.", "Lundbye, A.", "Kvågeteng, R.",
    "Kvågteng, R.", "Kvåget, R.", "Aurdal, M.", "Fjeldsjø, P.", "Gimnes, H.", "Hustoft, E.", "Jektvik, S.", "Mørkved, O.",
    "Nystrand, B.", "Omdalen, L.", "Ramslie, G.", "Tjomsås, V.", "Utgård, I.", "Wikstøl, D.", "Ytrevoll, N.",
]  # fmt: skip
MATTERS = ["Samlokalisering", "Lokal avtale", "Ledelse i to linjer", "Felles mål", "Brukermøtet", "Vertskommuner"]
PLACES = ["små kommuner", "bykontor", "et fylke", "tre kontor", "fjellbygder"]
ANGLES = ["en casestudie", "erfaringer fra praksis", "en kartlegging", "et tilbakeblikk"]
INCLUDED = {
    "forskningsrapport": 8,
    "masteroppgave": 9,
    "artikkel": 1,
    "bokkapittel": 1,
    "konferansebidrag": 1,
    "lærebok": 1,
}
EXCLUDED = {"ikke relevant": 45, "bare negative funn": 13, "passer ikke inn": 3}


def owners() -> Iterator[list[object]]:
    """Yield the rows of the owners' survey: 106 mayors, 158 chief executives, 4 others."""
    draw = random.Random(2019)
    roles = [MAYOR] * 106 + [CHIEF] * 158 + [OTHER] * 4
    places = [f"k{n:03d}" for n in range(1, 107)] + [f"k{n:03d}" for n in (*range(1, 39), *range(107, 227))]
    places += [f"k{n:03d}" for n in range(227, 231)]
    joint = [(x + 1, y + 1) for x, row in enumerate(JOINT) for y, n in enumerate(row) for _ in range(n)]
    pairs: list[tuple[object, object]] = [*joint, *[(9, 4)] * 8, *[(3, 9)] * 5, *[("", "")] * 8]
    draw.shuffle(pairs)
    pairs += [("", "")] * 4
    columns = [
        [*_scores(draw, high, n, draw_from), *empty]
        for shares in ((44, 96), (75, 124), (70, 108))
        for high, n, draw_from, empty in (
            (shares[0], 101, (1, 2, 3, 3), [9, 9, "", "", ""]),
            (shares[1], 157, (1, 2, 2, 3), [9]),
        )
    ]
    items = [[*columns[k], *columns[k + 1], *[""] * 4] for k in (0, 2, 4)]
    said = dict(zip(draw.sample(range(264), len(SAID)), SAID, strict=True))
    for place, (role, municipality) in enumerate(zip(roles, places, strict=True)):
        meets = [draw.random() < share for share in (0.9, 0.7, 0.45 if role == MAYOR else 0.2, 0.3)]
        ticks: list[object] = [""] * 4 if place % 29 == 0 else [int(tick) for tick in meets]
        likeverd, samarbeid = pairs[place]
        yield [place + 1, role, municipality, samarbeid, likeverd, *(item[place] for item in items), *ticks,
               said.get(place, "")]  # fmt: skip


def _scores(draw: random.Random, high: int, n: int, low: Sequence[int]) -> list[object]:
    """Return `n` scores of which `high` are 4 or 5."""
    scores: list[object] = [draw.choice((4, 4, 5)) for _ in range(high)] + [draw.choice(low) for _ in range(n - high)]
    draw.shuffle(scores)
    return scores


def office() -> Iterator[list[object]]:
    """Yield the rows of the office survey: 100 employees of ten offices, 56 state and 44 municipal."""
    draw = random.Random(2014)
    employers = ["stat"] * 56 + ["kommune"] * 44
    team = _scores(draw, 79, 100, (1, 2, 3, 3))
    goals = [*_scores(draw, 45, 56, (2, 3)), *_scores(draw, 31, 44, (2, 3))]
    tasks = [3] * 24 + [1] * 30 + [2] * 18 + [4] * 12 + [5] * 16
    draw.shuffle(tasks)
    for place, employer in enumerate(employers):
        role = "enhetsleder" if place % 10 == 0 else "mellomleder" if place % 10 == 5 else "veileder"
        yield [place + 1, role, employer, f"kontor {place % 10 + 1}", team[place], goals[place], tasks[place]]


def literature() -> Iterator[list[object]]:
    """Yield 118 publications found, 82 of them read, 21 of them kept."""
    draw = random.Random(2018)
    titles = [f"{matter} i {place}: {angle}" for matter in MATTERS for place in PLACES for angle in ANGLES]
    draw.shuffle(titles)
    kinds = list(INCLUDED)
    fates = [("ja", "", kind) for kind, n in INCLUDED.items() for _ in range(n)]
    fates += [("ja", why, draw.choice(kinds)) for why, n in EXCLUDED.items() for _ in range(n)]
    fates += [("nei", "", draw.choice(kinds)) for _ in range(36)]
    for place, (read, why, kind) in enumerate(fates):
        names = [SURNAMES[place % len(SURNAMES)]]
        names += [SURNAMES[(place * 7 + 3) % len(SURNAMES)]] if place % 3 == 0 else []
        kept = read == "ja" and not why
        search = "Oria" if place % 5 else draw.choice(("supplerende søk", "forslag fra fagfolk"))
        level = draw.choice(("eier", "tjeneste", "kontor")) if kept else ""
        narrow = "ja" if kept and place in (0, 4, 9, 13, 17) else ""
        yield [place + 1, "; ".join(dict.fromkeys(names)), 2012 + place % 7, titles[place], kind, search, read, why, level,
               narrow]  # fmt: skip


def workbook(path: Path, columns: list[str], rows: Iterator[list[object]], plan: list[list[object]]) -> None:
    """Write answers and plan."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2020, 1, 1)})
        for name, table in (("svar", [columns, *rows]), ("variabler", [PLAN, *plan])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(table):
                sheet.write_row(number, 0, row)


def write(folder: Path) -> None:
    """Write the three files."""
    ends = ["md_rådmann", "md_kommunalsjef", "md_ordfører", "md_annen", "åpent"]
    columns = ["nr", "rolle", "kommune", "samarbeid", "likeverd", "styrke", "arbeid", "tilpasset", *ends]
    workbook(folder / "spørreskjema.xlsx", columns, owners(), OWNERS_PLAN)
    columns = ["nr", "rolle", "arbeidsgiver", "kontor", "team", "teammål", "oppgaver"]
    workbook(folder / "kontorundersøkelse.xlsx", columns, office(), OFFICE_PLAN)
    with (folder / "litteratur.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        out.writerow(["id", "forfatter", "år", "tittel", "type", "kilde", "lest", "utelatt", "nivå", "snever"])
        out.writerows(literature())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
