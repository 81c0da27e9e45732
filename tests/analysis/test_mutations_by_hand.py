"""Mutations of a study so small that all that rests on a record can be counted by hand, as it is below.

Five informants in three offices. Nord has two leaders (``to``), Sør and Vest one (``en``); 1, 3 and 5 lead. Of time 1, 2
and 3 speak, 4 is silent, 5 was not asked. Of praise all speak. Of power 3 and 5 speak, and nobody was asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kodeverk as kv
from kodeverk.coding.codings import uncode
from kodeverk.model import Coding
from tests.analysis.plain import Plain
from tests.analysis.resting import on_codings
from tests.analysis.shown import Key, of_kind
from tests.analysis.watching import Said, Watched, at_least, every, just, most, nobody

TEXTS = {
    "inf-1": "I: Hva tar tid?\n1: Rapportene tar hele mandagen. Møtene er greie nok.\nI: Får dere ros?\n1: Vi roses av rådmannen.",
    "inf-2": "I: Hva tar tid?\n2: Rapporten tar en dag. Møtene sluker resten.\nI: Får dere ros?\n2: Sjefen roser oss ofte her.",
    "inf-3": "I: Hva tar tid?\n3: Rapportering går fort. Kommunen bestemmer jo mest.\nI: Får dere ros?\n3: Ingen roser oss, dessverre.",
    "inf-4": "I: Hva tar tid?\n4: Ikke stort, egentlig. Alt går fint.\nI: Får dere ros?\n4: Det er stille fra toppen.",
    "inf-5": "I: Får dere ros?\n5: Staten bestemmer det meste. Ros får vi hver fredag, og det er hyggelig.",
}  # fmt: skip
REGISTER = """\
informant,kontor,kilde,role
1,Nord,inf-1,leder
2,Nord,inf-2,ansatt
3,Sør,inf-3,leder
4,Sør,inf-4,ansatt
5,Vest,inf-5,leder
"""
OFFICES = {"Nord": "to", "Sør": "en", "Vest": "en"}
CODEBOOK = """\
format: kodeverk/codebook/1
id: bok
version: "1"
title: {nb: Bok}
source: egen
codes:
  - name: tid
    label: {nb: tid}
    definition: {nb: Tid.}
    colour: "#1b6ca8"
    children:
      - {name: rapport, label: {nb: rapport}, definition: {nb: Rapporter.}}
      - {name: møter, label: {nb: møter}, definition: {nb: Møter.}}
  - {name: ros, label: {nb: ros}, definition: {nb: Ros.}, colour: "#c98a00"}
  - {name: makt, label: {nb: makt}, definition: {nb: Makt.}, colour: "#777777"}
categories:
  - {name: tidsbruk, label: {nb: Tidsbruk}, codes: [tid], sub_questions: [{id: T1, text: {nb: Hva?}, codes: [tid]}]}
"""
GUIDE = """\
format: kodeverk/guide/1
id: guide-bok
version: "1"
title: {nb: Guide}
source: egen
parts:
  - id: "1"
    title: {nb: En}
    themes:
      - {id: a, title: {nb: Tid}, feeds: [tid], questions: [{id: a.1, text: {nb: Hva tar tid?}}]}
      - {id: b, title: {nb: Ros}, feeds: [ros], questions: [{id: b.1, text: {nb: Får dere ros?}}]}
      - {id: c, title: {nb: Makt}, feeds: [makt], questions: [{id: c.1, text: {nb: Hvem bestemmer?}}]}
"""
_ONE = "kind: proposition, source: {author: X, year: '2000'}, supports: {nb: ja}, contradicts: {nb: nei}"
THEORY = f"""\
format: kodeverk/theory/1
id: teori-bok
version: "1"
title: {{nb: Teori}}
source: egen
written: 2026-01-01
relative_to_coding: before
groups:
  - id: P
    title: {{nb: Påstander}}
    propositions:
      - {{id: P-1, statement: {{nb: Rapporter tar tid.}}, codes: ["bok:tid"], {_ONE},
         expected: {{by: model, more: to}}, rules: {{supports: 'code("tid/rapport")'}}}}
      - {{id: P-2, statement: {{nb: Ansatte får ros.}}, codes: ["bok:ros"], opposite: [P-4], {_ONE}}}
      - {{id: P-3, statement: {{nb: Kommunen har makten.}}, codes: ["bok:makt"], {_ONE}}}
      - {{id: P-4, statement: {{nb: Ros uteblir.}}, codes: ["bok:ros"], {_ONE}}}
      - {{id: P-5, statement: {{nb: Møter tar tid.}}, codes: ["bok:tid/møter"], applies_to: 'model == "to"', {_ONE}}}
      - {{id: P-6, statement: {{nb: Ros er bra.}}, codes: ["bok:ros"], {_ONE}}}
"""
CODED = {
    ("inf-1", "Rapportene tar hele mandagen.", "rapport"): ("ida", "marit"),
    ("inf-1", "Møtene er greie nok.", "møter"): ("ida",),
    ("inf-1", "Vi roses av rådmannen.", "ros"): ("ida",),
    ("inf-2", "Rapporten tar en dag.", "rapport"): ("ida", "marit"),
    ("inf-2", "Møtene sluker resten.", "møter"): ("ida",),
    ("inf-2", "Sjefen roser oss ofte her.", "ros"): ("ida",),
    ("inf-3", "Rapportering går fort.", "rapport"): ("ida",),
    ("inf-3", "Kommunen bestemmer jo mest.", "makt"): ("ida",),
    ("inf-3", "Ingen roser oss, dessverre.", "ros"): ("ida", "marit"),
    ("inf-4", "Det er stille fra toppen.", "ros"): ("ida", "marit"),
    ("inf-5", "Staten bestemmer det meste.", "makt"): ("ida", "marit"),
    ("inf-5", "Ros får vi hver fredag, og det er hyggelig.", "ros"): ("ida",),
}
JUDGED = {  # by quote of ida's; of P-3 two quotes of 3 are one case
    "Rapportene tar hele mandagen.": {"P-1": "supports"},
    "Rapporten tar en dag.": {"P-1": "supports"},
    "Rapportering går fort.": {"P-1": "contradicts"},
    "Vi roses av rådmannen.": {"P-2": "supports"},
    "Sjefen roser oss ofte her.": {"P-2": "supports"},
    "Ingen roser oss, dessverre.": {"P-2": "contradicts", "P-3": "supports", "P-4": "supports"},
    "Det er stille fra toppen.": {"P-2": "contradicts", "P-4": "supports"},
    "Ros får vi hver fredag, og det er hyggelig.": {"P-2": "supports"},
    "Kommunen bestemmer jo mest.": {"P-3": "supports"},
    "Staten bestemmer det meste.": {"P-3": "nuances"},
    "Møtene er greie nok.": {"P-5": "supports"},
    "Møtene sluker resten.": {"P-5": "supports"},
}
VERDICTS = {"P-1": "partly", "P-2": "open", "P-3": "open", "P-4": "open", "P-5": "supported", "P-6": "not illuminated"}  # fmt: skip
"""P-4 has only supporters, but P-2, which it cannot hold beside, is supported by the others."""
CLAIMS = (
    Said("De fleste informantene snakker om tid.", 'category("tidsbruk")', most),
    Said("Alle lederne nevner ros.", 'code("ros")', every, 'role == "leder"', "informants"),
    Said("Begge kontorene med én leder snakker om makt.", 'code("makt")', just(2, 2), 'model == "en"', "offices"),
    Said("Ingen av informantene nevner møter.", 'code("tid/møter")', nobody),
    Said("Minst to snakker om rapporter.", 'code("tid/rapport")', at_least(2)),
    Said("2 av 2 informanter på kontoret med to ledere nevner møter.", 'code("tid/møter")', just(2, 2),
         'model == "to"', "informants"),
    Said("Flere av kontorene snakker om makt.", 'code("makt")', at_least(2)),
    Said("3 av 5 informanter er ledere.", 'role == "leder"', just(3, 5)),
)  # fmt: skip
STANDS = ["true", "true", "true", "false", "unit not stated", "true", "true", "true"]
CONDENSED = (("1", "code:tid"), ("2", "code:ros"), ("3", "code:tid"), ("Sør", "code:ros"), ("Nord", "tidsbruk"), ("5", "code:makt"))  # fmt: skip
LOOKED_AT = {
    "by": ("model", "role"),
    "conditions": {"to ledere": 'model == "to"', "rapport": 'code("tid/rapport")'},
    "outcome": 'code("ros")',
}
PROPOSITIONS, THEMES = tuple(VERDICTS), ("tidsbruk", "tid", "ros", "makt")


def made(place: Path, texts: Mapping[str, str] = TEXTS) -> kv.Project:
    """The study, with these transcripts."""
    files = {"informanter.csv": REGISTER, "bok.yaml": CODEBOOK, "guide.yaml": GUIDE, "teori.yaml": THEORY}
    files |= {f"{name}.txt": text for name, text in texts.items()}
    files |= {"spurt.csv": asked(texts), "kodinger.csv": coded(CODED)}
    files["vurderinger.csv"] = "source;code;quote;proposition;stance;coder;note\n" + "".join(
        f"{source};{code};{quote};{proposition};{stance};ida;\n"
        for source, quote, code in CODED
        for proposition, stance in JUDGED[quote].items()
    )
    place.mkdir()
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    study = kv.Project(place / "s.kodeverk")
    study.add_sources(place / "inf-*.txt")
    study.add_cases(place / "informanter.csv")
    for office, model in OFFICES.items():
        study.set_value(office, "model", model, read_from="brev")
    study.use_codebook(place / "bok.yaml")
    study.use_guide(place / "guide.yaml")
    study.use_theory(place / "teori.yaml")
    study.add_asked(place / "spurt.csv")
    study.add_codings(place / "kodinger.csv")
    study.add_judgements(place / "vurderinger.csv")
    for one in CLAIMS:
        study.claim(one.text, condition=one.condition, among=one.among, unit=one.unit, coder="ida")
    for case, theme in CONDENSED:
        study.condense(case, theme, "Kort sagt.", coder="ida")
    return study


def asked(texts: Mapping[str, str]) -> str:
    lines = [(name, *turn) for name, text in texts.items() for turn in enumerate(text.split("\n"), 1)]
    return "source;turn;question;coder\n" + "".join(
        f"{name};{turn};guide-bok:{'a.1' if 'tid' in line else 'b.1'};ida\n"
        for name, turn, line in lines
        if line.startswith("I: ")
    )


def coded(codings: Mapping[tuple[str, str, str], tuple[str, ...]]) -> str:
    return "source;code;coder;quote\n" + "".join(
        f"{source};{code};{coder};{quote}\n" for (source, quote, code), coders in codings.items() for coder in coders
    )


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kv.Project]:
    """Changed by tests that each take back what they did."""
    with made(tmp_path_factory.mktemp("for hand") / "s") as study:
        yield study


@pytest.fixture(scope="module")
def watched(study: kv.Project) -> Watched:
    return Watched(study, CLAIMS, LOOKED_AT)


def test_the_study_stands_as_counted_by_hand(study: kv.Project, watched: Watched) -> None:
    frame = study.check().frame
    assert dict(zip(frame["proposition"], frame["verdict"], strict=True)) == VERDICTS
    found = {one.claim.text: one.verdict for one in study.claims().findings}
    assert [found[one.text] for one in CLAIMS] == STANDS
    assert of_kind(watched.before.shown, "paradox") == {("P-2", ""), ("P-2", "P-4")}
    assert of_kind(watched.before.shown, "deviant") == {("P-1", "3")}
    assert not study.claims().stale().findings and not study.condensations().stale


# --- one informant moves -----------------------------------------------------------------------------------


def test_2_moves_from_nord_to_sør(study: kv.Project, watched: Watched, tmp_path: Path) -> None:
    """Nord and Sør are told anew, and what is asked of two leaders; what is of roles, words or coders is not.

    P-5 applies to two leaders alone: now 1 supports it, and of 2 it is not asked. P-2 is no paradox by office any more,
    for in Sør 2 supports it and 3 and 4 do not: three of five support it, which would be *partly*, were P-4, which
    it cannot hold beside, not supported too.
    """
    (tmp_path / "informanter.csv").write_text(REGISTER.replace("2,Nord", "2,Sør"), encoding="utf-8")
    found, read = watched.after(study, lambda it: it.add_cases(tmp_path / "informanter.csv"), {"case altered": 1})
    assert read <= found
    assert of_kind(found, "verdict") == {("P-2",), ("P-4",), ("P-5",)}, "P-4 with the paradox it is in"
    assert of_kind(found, "case") == {(name, "2") for name in PROPOSITIONS}
    assert of_kind(found, "paradox") == {("P-2", ""), ("P-2", "P-4")}
    assert of_kind(found, "deviant") == {("P-2", "3"), ("P-2", "4")}
    assert of_kind(found, "expected") == {("P-1",)}
    nord_and_sør = {(name, office) for name in PROPOSITIONS for office in ("Nord", "Sør")}
    assert of_kind(found, "group of office") == nord_and_sør | {("P-5", "Vest")}
    assert of_kind(found, "group of model") == {(name, model) for name in PROPOSITIONS for model in ("to", "en")}
    assert of_kind(found, "group of role") == {("P-5", "leder"), ("P-5", "ansatt")}
    assert of_kind(found, "theme by office") == {(theme, office) for theme in THEMES for office in ("Nord", "Sør")}
    assert of_kind(found, "theme by model") == {(theme, model) for theme in THEMES for model in ("to", "en")}
    for by, group in (("office", "Sør"), ("model", "en")):
        assert of_kind(found, f"contrast by {by}") == {("tid",), ("tidsbruk",)}
        unequal = {("unequal asking", theme, "") for theme in ("tidsbruk", "tid", "makt")}
        carried = {("one case", theme, group) for theme in ("tidsbruk", "tid")}
        assert of_kind(found, f"caution by {by}") == {("small groups", "", ""), *unequal, *carried}
        assert of_kind(found, f"deviates by {by}") == {("4", "tidsbruk"), ("4", "tid")}
        pairs = of_kind(found, f"pair by {by}")
        assert pairs and all("2" in pair for pair in pairs)
    assert of_kind(found, "balance by office") == {("Nord",), ("Sør",)}
    assert of_kind(found, "balance by model") == {("to",), ("en",)}
    assert of_kind(found, "claim") == {(CLAIMS[4].text,), (CLAIMS[5].text,)}
    assert of_kind(found, "condensation") == {("2", "ros", "ida"), ("Sør", "ros", "ida"), ("Nord", "tidsbruk", "ida")}
    assert of_kind(found, "truth table") == {("2",)} and of_kind(found, "row") == {(True, True), (False, True)}
    assert of_kind(found, "caution by role") == {("one office", "", "")}, "both employees are from Sør now"
    assert {key[0] for key in found} == {
        "verdict", "case", "paradox", "deviant", "expected", "group of office", "group of model", "group of role",
        "theme by office", "theme by model", "contrast by office", "contrast by model", "caution by office",
        "caution by model", "caution by role", "pair by office", "pair by model", "deviates by office", "deviates by model",
        "balance by office", "balance by model", "claim", "condensation", "truth table", "row",
    }  # fmt: skip


# --- one quote is withdrawn ----------------------------------------------------------------------------------


def test_what_3_says_of_reports_is_withdrawn(study: kv.Project, watched: Watched) -> None:
    """It was her only word of time, and all that stood against P-1."""
    (gone,) = [c.id for c in study.snapshot.all(Coding) if study.snapshot.quote(c) == "Rapportering går fort."]
    found, _read = watched.after(study, lambda it: it.uncode(gone), {"coding removed": 1, "evidence removed": 1})
    groups = (("office", "Sør"), ("model", "en"), ("role", "leder"))
    time = ("tidsbruk", "tid")
    expected: set[Key] = {("verdict", "P-1"), ("case", "P-1", "3"), ("deviant", "P-1", "3")}
    expected |= {(f"group of {by}", "P-1", group) for by, group in groups}
    expected |= {(f"group of {by}", "P-1", group) for by, group in (  # told what the whole is now
        ("office", "Nord"), ("office", "Vest"), ("model", "to"), ("role", "ansatt"))}  # fmt: skip
    expected |= {(f"theme by {by}", theme, group) for by, group in groups for theme in time}
    expected |= {(f"contrast by {by}", theme) for by, _group in groups for theme in time}
    expected |= {("caution by role", "one case", theme, "leder") for theme in time}  # 1 and 3 were heard: 1 has 3 of 3
    expected |= {("balance by informant", "3"), *((f"balance by {by}", group) for by, group in groups)}
    expected |= {("claim", CLAIMS[0].text), ("claim", CLAIMS[4].text), ("condensation", "3", "tid", "ida")}
    expected |= {("truth table", "3"), ("row", False, True), ("row", False, False)}
    expected |= {("agreement", "code", "tid/rapport"), ("agreement", "category", "tidsbruk"), ("agreement", "all", "")}
    expected |= {("difference", "inf-3", gone, "")}
    pairs = {key for key in found if key[0].startswith("pair")}
    assert found - pairs == expected
    assert {(key[0], frozenset(key[1:])) for key in pairs} == {
        (f"pair by {by}", frozenset({"3", other})) for by, _group in groups for other in "124"
    }, "5 was not asked of time, so they never differed on it"


# --- one stance is turned ------------------------------------------------------------------------------------


def test_4_is_judged_to_support_p2_after_all(study: kv.Project, watched: Watched) -> None:
    """In Sør one is for it and one against: no paradox, and four of five support it. It cannot hold beside P-4.

    So both stay open, and no other group is told of another verdict on the whole.
    """
    (quote,) = [
        c.id
        for c in study.snapshot.all(Coding)
        if study.snapshot.quote(c) == "Det er stille fra toppen." and c.coder == "ida"
    ]
    found, _read = watched.after(
        study, lambda it: it.judge(quote, "P-2", "supports", coder="ida"), {"evidence altered": 1}
    )
    groups = (("office", "Sør"), ("model", "en"), ("role", "ansatt"))
    expected: set[Key] = {("verdict", "P-2"), ("verdict", "P-4"), ("case", "P-2", "4"), ("deviant", "P-2", "3")}
    expected |= {("paradox", "P-2", ""), ("paradox", "P-2", "P-4")}
    expected |= {(f"group of {by}", "P-2", group) for by, group in groups}
    assert found == expected


# --- one span is shortened -----------------------------------------------------------------------------------


def test_a_span_shortened_makes_stale_what_was_counted_from_it_and_turns_no_verdict(
    study: kv.Project, watched: Watched
) -> None:
    """Of what 1 says of meetings the last word is left out: «Møtene er greie»; who says what is as before."""
    (long,) = [c for c in study.snapshot.all(Coding) if study.snapshot.quote(c) == "Møtene er greie nok."]
    codings = [c._replace(end=c.end - 5) if c == long else c for c in study.snapshot.all(Coding)]
    found, read = watched.differ(kv.Study(study.snapshot.replacing(Coding, codings)))
    groups = (("office", "Nord"), ("model", "to"), ("role", "leder"))
    stale: set[Key] = {("claim", CLAIMS[place].text) for place in (0, 3, 5)}
    stale |= {("condensation", "1", "tid", "ida"), ("condensation", "Nord", "tidsbruk", "ida")}
    fewer_words: set[Key] = {(f"theme by {by}", theme, group) for by, group in groups for theme in ("tid", "tidsbruk")}
    fewer_words |= {("balance by informant", "1"), *((f"balance by {by}", group) for by, group in groups)}
    alike = {("agreement", kind, name) for kind, name in (("code", "tid/møter"), ("category", "tidsbruk"), ("all", ""))}
    shown = {("case", "P-5", "1"), ("difference", "inf-1", long.id, "")}
    assert found == stale | fewer_words | alike | shown
    assert {key for key in read if key[0] in ("verdict", "case")} == set()


# --- one talks four times as much --------------------------------------------------------------------------


LINES = [f"Saken er {n}, og den er lang, sa hun og gikk." for n in ("en", "to", "tre")]
"""Eleven words each; 4 says eleven before."""
LONGER = {**TEXTS, "inf-4": " ".join([TEXTS["inf-4"], *LINES])}
BY = ("office", "model", "role")
OF_LENGTH: set[Key] = {
    *((f"balance by {by}", name) for by, named in (
        ("informant", "12345"), ("office", ("Nord", "Sør", "Vest")), ("model", ("to", "en")), ("role", ("leder", "ansatt"))
    ) for name in named),
    *(("agreement", "code", f"{code}") for code in ("tid/rapport", "tid/møter", "ros", "makt")),
    ("agreement", "category", "tidsbruk"), ("agreement", "all", ""),
    *((f"caution by {by}", "unequal length", "", "") for by in BY),
    *((f"caution by {by}", "unequal length", "", "", "again") for by in ("office", "role")),
}  # fmt: skip
"""Everybody's share of the talk, and how much of the speech two coders leave uncoded alike; and that 44 words are more
than twice 11, the median of 11 and 44 more than one and a half times 13, and that of 12 and 44 than 12."""


def test_4_talks_four_times_as_much_and_nobody_codes_it(watched: Watched, tmp_path: Path) -> None:
    with made(tmp_path / "s", LONGER) as talkative:
        assert talkative.balance().frame.set_index("name")["words"]["4"] == 44
        found, _read = watched.differ(talkative, Plain(talkative.snapshot))
    assert found == OF_LENGTH


def test_4_talks_four_times_as_much_and_all_of_it_is_coded(watched: Watched, tmp_path: Path) -> None:
    with made(tmp_path / "s", LONGER) as talkative:
        recorded = Plain(talkative.snapshot)
        for line in LINES:
            talkative.code("ros", source="inf-4", quote=line, coder="ida")
        found, _read = watched.differ(talkative, recorded)
    groups = (("office", "Sør"), ("model", "en"), ("role", "ansatt"))
    of_codings: set[Key] = {("condensation", "Sør", "ros", "ida"), ("case", "P-6", "4")}  # five, none judged on it
    of_codings |= {(f"theme by {by}", "ros", group) for by, group in groups}
    of_codings |= {(f"caution by {by}", "one case", "ros", group) for by, group in groups}
    extent = {key for key in found if key[0] == "difference"}
    assert found - extent == OF_LENGTH | of_codings
    assert {key[1] for key in extent} == {"inf-4"}, "ida codes all of it, marit the first sentence"


# --- anything withdrawn --------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_withdrawn_only_what_rests_on_it_changes(
    study: kv.Project, watched: Watched, data: st.DataObject
) -> None:
    """Propositions judged on it, themes its code stands under, claims that name them, condensations of its case."""
    codings = study.snapshot.all(Coding)
    gone = data.draw(st.lists(st.sampled_from(codings), min_size=1, max_size=4, unique=True))
    plan = uncode(study.snapshot, [coding.id for coding in gone])
    found, read = watched.differ(kv.Study(study.snapshot.supposing(plan.changes)))
    rests = on_codings(watched.plain, gone)
    assert [key for key in found if not rests(key)] == []
    assert read <= found
    for coding in gone:
        assert changes_at_least(watched.plain, coding) <= found


def changes_at_least(plain: Plain, coding: Coding) -> set[Key]:
    """What counts codings one by one, and so cannot be the same without one of them."""
    (case,) = plain.cases_at(coding.source_id, coding.start, coding.end)
    name, names = plain.cases[case].name, {p.id: p.name for p in plain.propositions}
    themes = [theme for theme, codes in plain.themes.items() if coding.code_id in codes]
    found: set[Key] = {("balance by informant", name)}
    found |= {("case", names[e.proposition], name) for e in plain.evidence if e.coding_id == coding.id}
    found |= {(f"theme by {by}", theme, plain.group(case, by)) for by in BY for theme in themes}
    for claim in plain.claims:
        if any(coding in codings for _status, codings in plain.basis(claim)[claim.unit or "offices"].values()):
            found.add(("claim", claim.text))
    for one in plain.condensations:
        if coding in plain.under(one):
            (key,) = [k for k in plain.condensed(plain) if k[1] == plain.cases[one.case_id].name]
            found.add(key)
    return found
