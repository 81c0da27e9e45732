"""Who a report says is quoted: several quotes in a sentence, literature, documents, and people who are only mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kodeverk.analysis.proofreading.check import check_report
from kodeverk.analysis.proofreading.prose import prose_sentences
from kodeverk.analysis.proofreading.report import read_report
from kodeverk.model import Snapshot
from kodeverk.project import Project

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = Path(__file__).with_name("chapter_without_fault.md")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The shipped corpus: 1-4 at Tangvåg (two leaders), 5-8 at Lyngmo (one); leaders 1, 2, 5, 6; state 1, 3, 6, 7."""
    corpus = ROOT / "corpora/likeverd-2019"
    with Project(tmp_path_factory.mktemp("study") / "s.kodeverk") as project:
        project.add_sources(corpus, leave_out="headers")
        project.add_cases(corpus / "informanter.xlsx")
        yield project.snapshot


def findings(study: Snapshot, text: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.found) for finding in check_report(study, text + "\n").findings]


LITERATURE = [
    "Busch (2012, s. 41) framholder at «verdier får først kraft når noen handler etter dem».",
    "Ifølge Fossestøl mfl. (2014, s. 7) er partnerskapet «en ramme som lokale aktører må fylle selv».",
    "Det minner om Klausen og Torsteinsen (2009, s. 112), som peker på at «to kulturer sjelden blir én av et vedtak».",
    "Dette er i tråd med Vike (2018, s. 34), som beskriver førstelinja som «et sted der politikken blir til hender».",
    "Slik Jacobsen og Thorsvik (2013) formulerer det, er mål «noe en styrer etter, også når en ikke når dem».",
    "I boka «Makt og avmakt i det nye velferdskontoret» drøfter hun dette nærmere. «Tillit lar seg ikke bestille», skriver Vike.",
    "Andreassen (2011, s. 9) kaller dette «en offentlighet uten offentlige rom», og hun føyer til at «rommene må noen bygge».",
    "Busch er opptatt av det samme. Han hevder at «en leder alltid står i to rom på én gang» (Busch 2012, s. 60).",
    "Lipsky (2010) er klassikeren på feltet. Han viser at «skjønn er det som blir igjen når reglene er brukt opp».",
    "«Den som styrer alene, styrer sjelden godt», skriver Røvik (2007, s. 18).",
    "«Den som styrer alene, styrer sjelden godt» (s. 18), slår Røvik (2007) fast.",
    "Vike (2018, s. 77) skriv at «kommunen er den einaste staten folk møter til dagleg».",
    "Hos Vike (2018, s. 12) heiter det at «staten ser ikkje det kommunen ser kvar dag».",
    "Lipsky (2010, p. 14) argues that “policy is made at the counter and not in parliament”.",
    "As Evans et al. (2011) put it, discretion is “the space left between two rules that disagree”.",
    "Med Vikes ord er dette «den lokale statens lange tålmodighet». Vike (2018) er hovedkilden min her.",
]

SEVERAL = [
    "Informant 7 kaller ordet «et sånt festtaleord» (7), og for kontorlederen er det «et litt stivt ord» (5).",
    "«Mine kan noe», sier den kommunale lederen ved Tangvåg (2), mens avdelingslederen ved Lyngmo heller peker på blandingen: "
    "«Me sitter om hverandre allerede» (6).",
    "«Det er ikkje trappa det står på», seier den kommunalt tilsette ved Lyngmo (8), og den statleg tilsette der er samd: "
    "«Det er kjemien som avgjør» (7).",
    "Lederen ved enlederkontoret vil ikke overdrive modellen («jeg skal ikke si at det er modellen alene» (5)), og en av "
    "hennes egne sier det rett ut: «Det var ho. Trur eg» (8).",
    "«Vi krangler altfor lite på dette huset» (4), «Folk overvurderer det der, hvor stolen står» (3) og «Så det å sitte nær er "
    "kjempeviktig» (2) er tre syn fra samme kontor.",
    "Den statlige lederen ved Tangvåg mener at «folk har stolen sin», og legger til at «Kjøleskapet er vel det eneste vi "
    "virkelig er felles om» (1).",
    "«Det er et litt rart ord», sier en statlig ansatt, men for hennes leder er det klart nok: «At en holder munn når den andre "
    "kan det bedre» (1).",
    "Mens informant 2 understreker at «Vi er ikke så flinke på det», er informant 4 mer opptatt av at «Jeg er glad i dem òg».",
    "«Jeg blir målt på kroner» og «Mine kan noe», sier den kommunale lederen ved Tangvåg.",
    "Informant 8 ser begge sider: «Me er likeverdige no» (8), men også «me står bakarst i den køen» (8).",
    "Both leaders at Tangvåg are proud, the one saying that “Mennesket først, og så tallet” (1), the other that “Mine kan noe. "
    "De kan sitte i et rom med en som er rasende” (2).",
    "En av de ansatte (3) synes møtene er gode nok, «der synes jeg vi er likestilte», mens en kommunalt ansatt mener at "
    "«Vi får være med i bilen, men vi sitter bak i midten» (4).",
]

MENTIONED = [
    "Spurt om hun savnet en leder til, svarer informant 5: «ja, det hjelper veldig at det bare er én å gå til» (5).",
    "På spørsmål om lederen eller de ansatte fikk æren, ler hun litt: «det må du gjerne skrive at det var oss» (6).",
    "Spurt om forholdet til den statlige lederen, svarer hun: «hun er ryddig som få» (2).",
    "Om lederen sin seier ho: «Ho har vore på golvet i kommunen sjølv» (8).",
    "I motsetning til lederne ved Tangvåg er avdelingslederen ikke i tvil: «det er en styrke at me har én» (6).",
    "Om kollegaen i staten sier den kommunale lederen ved Tangvåg at «jeg kan ringe henne på en søndag» (2).",
    "Lederen ved Lyngmo får ros av en av sine egne: «Ho har vore på golvet i kommunen sjølv» (8).",
    "En ansatt som arbeider tett med lederen, uttrykker det slik: «Rom gjev ho oss» (8).",
    "Lederens egne folk er mer forbeholdne. «Det er det ikkje lov å seie høgt», seier ein av dei (8).",
    "Med lederens egne ord er målet «Å bli overflødig» (5).",
    "Hun snakker varmt om de kommunale: «Mine kan noe. De kan sitte i et rom med en som er rasende» (2).",
    "En av de ansatte forteller om lederen at «Hun står i døra klokka åtte og ser på oss om vi har sovet» (4).",
    "When asked whether the leader or the model mattered, she hesitates: “Det var ho. Trur eg” (8).",
    "Da lederen ved Lyngmo ble spurt om de ansattes syn på modellen, svarte hun: «Det var noen som ikke hilste på meg på en uke».",
    "«Nauda går først», svarar ho (8) på spørsmål om kva leiaren legg vekt på.",
    "Forskjellen fra lederen ved Tangvåg er tydelig når informant 6 sier at «brukerens beste» (6) går foran.",
    "Hun er uenig med informant 1, som hadde hørt at alle gikk «tilbake til sitt» (1): «Det holdt vi ut en stund» (2).",
]

DOCUMENTS = [
    "«Du ringer ikke til en du ikke tør å være dum foran», heter det hos den statlig ansatte ved Lyngmo (7).",
    "«Nå er det unge, så er det langtidsledige, så er det noe annet», lyder det fra en statlig ansatt ved Lyngmo.",
    "«Dem hjelper det ikke å gi en nettadresse», heter det fra kommunal side.",
    "I intervjuet med informant 3 heter det: «Stønaden kommer som den kommer».",
    "I rapporten fra kontoret står det lite om dette, men informant 4 er tydelig: «Du kan ikke telle at noen har sluttet å gråte».",
    "Lederen ved Lyngmo omtaler avtalen i forbifarten og sier heller: «Jeg takker nei til en del ledersamlinger i kommunen» (5).",
    "Om brevene fra fylket og kommunen sier hun: «Jeg legger begge brevene på pulten» (5).",
    "Planen var klar, husker informant 5: «Vi bestemte at ingen under tjuefem skulle vente mer enn én uke på en samtale».",
    "I sosialtjenesteloven § 1 står det at formålet er «å bedre levekårene for vanskeligstilte».",
    "Ifølge samarbeidsavtalen skal partene «opptre samlet utad og ha respekt for hverandres oppdrag».",
    "«Kontoret skal ha felles fagmøter hver uke» (samarbeidsavtalen, punkt 4).",
    "Av rundskrivet går det fram at kontoret «plikter å gi råd og veiledning til alle».",
]
# what a second round of sentences brought to light, and such as were right from the first
NATURAL = [
    "Det er først når hun kommer inn på budsjettet, at stemmen skifter, og da er det ikke lederen, men sosionomen som snakker: "
    "«Da var jeg glad for at jeg er sosionom og har fått høre verre» (2).",
    "Problemstillingen min var først «Hva hemmer samarbeidet mellom linjene i NAV?», men den ble for snever.",
    "Kodene «uformelle møter og felles måltider» og «fysisk utforming av lokalene» ble slått sammen.",
    "According to the employee in the municipality at Lyngmo, equality is found “i rommet, om du skjønar” (8).",
    "Han som en gang jobbet i Aetat, sa til informant 3: «Men hva har han lyst til å gjøre, da?»",
    "I likhet med Lipsky (2010) finner jeg at skjønnet er usynlig. «Du kan ikke telle at noen har sluttet å gråte» (4) er "
    "kanskje den enkleste måten å si det på.",
    "Weber skrev om «den byråkratiske forvaltningens saklige upersonlighet og presisjon». Det er langt fra Lyngmo.",
    "Bourdieu (1990), slik jeg leser ham, ville kalt det «en miskjenning som begge parter har bruk for».",
    "Hos Tveitnes, som er den eneste som har undersøkt tavler, heter det at «det som henger på veggen, henger også i hodet» "
    "(2008, s. 5).",
    "Når det gjelder brannøvelsen, har de to statlige ved Tangvåg hver sin versjon. Lederen husker «førti minutter» (1), den "
    "ansatte «tre kvarter» (3).",
    "Den nyansatte ler: «Jeg går på det kommunale» (7). Den eldste ler ikke: «Eg var trøytt, altså» (8).",
    "«Jeg står veldig fritt», sier lederen ved Lyngmo (5), og blir møtt med et lite forbehold: «det er eg som må seie frå» (8).",
    "Boka «Makt og avmakt i det nye velferdskontoret» nevner informant 5 uoppfordret.",
    "Informant 2 kaller den statlige lederen «ryddig som få, og jeg kan ringe henne på en søndag».",
    "«Jeg kjøpte boller», ler avdelingslederen (6). «Det får være det samme», legger hun til.",
]

ASKED = [
    "«Har dere snakket sammen om det?» spurte jeg. «Nei. Det er jo det», svarte informant 3.",
    "«Hva var det du lærte?», spør intervjueren, og informant 6 svarer: «Hvor lang en måned er».",
    "Jeg spurte henne om det. «Men du sa nettopp at dere er likeverdige nå?» spurde eg, og ho lo: «Ja, eg høyrer det sjølv» (8).",
    "“Har du sagt det til dem?” the interviewer asks, and informant 4 answers: “Det spør jo ingen om”.",
]


@pytest.mark.parametrize("text", [*LITERATURE, *SEVERAL, *MENTIONED, *DOCUMENTS, *ASKED, *NATURAL], ids=lambda text: text[:50])
def test_a_quote_that_is_rightly_introduced_is_left_in_peace(study: Snapshot, text: str) -> None:
    assert findings(study, text) == []


WRONG = [
    # literature that is none, and interviews that are literature
    ("Busch (2012, s. 41) framholder at «det er ingen som tenker stat og kommune når de har brødskiva i hånda».",
     "attribution wrong", "literature"),
    ("Slik Busch (2012) ser det, er ros knapp vare. Informant 4 sier at «vi får aldri skryt av noen andre enn hverandre».",
     "quote unknown", "vi får aldri skryt av noen andre enn hverandre"),
    ("I likhet med Vike (2018) sier informant 2 at «De spør etter papiret, og vi spør om ungene har sovet».",
     "quote altered", "De spør etter papiret, og vi spør om ungene har [-spist-] {+sovet+}"),
    ("I tråd med Vike (2018, s. 34) mener lederen ved Lyngmo at «Alarmknappen er jo den samme uansett hvem som betaler lønna».",
     "attribution wrong", "leder; Lyngmo"),
    # one of several
    ("Informant 7 kaller ordet «et sånt festtaleord» (7), og for kontorlederen er det «et litt stivt ord» (6).",
     "attribution wrong", "6"),
    ("«Så det å sitte nær er kjempeviktig», sier hun (1), mens avdelingslederen ved Lyngmo svarer: «Me sitter om "
     "hverandre allerede» (6).", "attribution wrong", "1"),
    ("«Mine kan noe», sier lederen i kommunen (2), mens den statlige lederen ved Tangvåg sier at «Me sitter om hverandre "
     "allerede».", "attribution wrong", "Tangvåg"),
    ("Informant 2 mener at «Vi er ikke så flinke på det», og legger til at «Vi krangler altfor lite på dette huset».",
     "attribution wrong", "2"),
    ("«Jeg blir målt på kroner» og «Jeg har en på sekstifire som ikke kan lese», sier den kommunale lederen ved Tangvåg.",
     "attribution wrong", "leder"),
    ("«Det er ikkje trappa det står på», seier den kommunalt tilsette ved Lyngmo, og den statleg tilsette der er samd: "
     "«Me et i det same rommet alle saman».", "attribution wrong", "stat"),
    ("Mens informant 2 understreker at «Jeg er glad i dem òg», er informant 4 mer opptatt av at «Vi er ikke så flinke på det».",
     "attribution wrong", "2; 4"),
    # those who are mentioned
    ("Spurt om hun savnet en leder til, svarer informant 6: «ja, det hjelper veldig at det bare er én å gå til».",
     "attribution wrong", "6"),
    ("Om lederen sin seier informant 7: «Ho har vore på golvet i kommunen sjølv».", "attribution wrong", "7"),
    ("«Du må kunne lese en lov», svarer hun (2) på spørsmål om hva ansatte trenger.", "attribution wrong", "2"),
    ("Med lederens egne ord er målet «At det er skikkelig gjort».", "attribution wrong", "leder"),
    ("En av de ansatte forteller om lederen at «Jeg takker nei til en del ledersamlinger i kommunen».",
     "attribution wrong", "ansatt"),
    ("På spørsmål om hva hun la i ordet, svarer hun: «Vi må slutte å telle og begynne å snakke med hverandre».",
     "quote unknown", "Vi må slutte å telle og begynne å snakke med hverandre"),
    ("Det stemmer med lederen ved Lyngmo, som mener at «Alarmknappen er jo den samme uansett hvem som betaler lønna».",
     "attribution wrong", "leder; Lyngmo"),
    ("The leader at Tangvåg says that “Likeverdig, ja. Det er et litt stivt ord, synes jeg”.", "attribution wrong", "Tangvåg"),
    ("The employee in the state line at Lyngmo (informant 8) says: “Jeg ropte over pulten”.", "attribution wrong", "8"),
    # the interviewer
    ("Informant 6 spør: «Så du mener at ledermodellen, at den inviterer til samarbeid?»", "quote of the interviewer",
     "Så du mener at ledermodellen, at den inviterer til samarbeid?"),
    ("«Så du mener at ledermodellen, at den inviterer til samarbeid?» undrer avdelingslederen ved Lyngmo seg.",
     "quote of the interviewer", "Så du mener at ledermodellen, at den inviterer til samarbeid?"),
    # documents
    ("«Du ringer ikke til en du ikke tør å være dum foran», heter det hos en statlig ansatt ved Tangvåg.",
     "attribution wrong", "Tangvåg"),
    ("I samarbeidsavtalen står det at «det går ikke an å være på to lag».", "attribution wrong", "document"),
    ("Lederen ved Lyngmo viser til avtalen og sier: «Kontoret skal ha felles fagmøter og felles budsjett».",
     "quote unknown", "Kontoret skal ha felles fagmøter og felles budsjett"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "said"), WRONG, ids=[text[:50] for text, _k, _s in WRONG])
def test_a_quote_that_is_wrongly_introduced_is_found(study: Snapshot, text: str, kind: str, said: str) -> None:
    found = findings(study, text)
    assert {one for one, _said in found} == {kind}
    assert "; ".join(what for _one, what in found) == said


def test_a_sentence_of_prose_does_not_end_inside_brackets_or_before_a_page() -> None:
    text = "Det er sagt før (jf. Vike. Se også Busch). Ho (f. 1970) ler. På s. 9 står det. Hun (6. Nå er det slutt. Ja (vel)."
    assert [span.of(text) for span in prose_sentences(text)] == [
        "Det er sagt før (jf. Vike. Se også Busch).", "Ho (f. 1970) ler.", "På s. 9 står det.", "Hun (6.", "Nå er det slutt.",
        "Ja (vel).",
    ]  # fmt: skip


def test_a_chapter_that_introduces_quotes_in_many_ways_has_no_findings(study: Snapshot) -> None:
    check = check_report(study, CHAPTER)
    assert check.findings == () and len(check.quoted) > 55
    assert {q.verdict for q in check.quoted} == {"exact"}
    assert sum(q.attribution == "consistent" for q in check.quoted) > 55


def test_each_wrong_number_after_a_quote_of_the_chapter_is_found(study: Snapshot) -> None:
    right = CHAPTER.read_text(encoding="utf-8")
    wrong = re.sub(r"\((\d)\)", lambda bracket: f"({int(bracket[1]) % 8 + 1})", right)
    assert wrong != right
    kinds = [finding.kind for finding in check_report(study, wrong).findings]
    assert kinds.count("attribution wrong") == len(re.findall(r"\(\d\)", right))


def test_without_its_numbers_nothing_in_the_chapter_is_held_to_be_wrong(study: Snapshot) -> None:
    bare = re.sub(r" \(\d\)", "", CHAPTER.read_text(encoding="utf-8"))
    check = check_report(study, bare)
    assert {finding.kind for finding in check.findings} <= {"attribution missing"}
    assert sum(q.attribution == "consistent" for q in check.quoted) > 25


def test_the_advice_says_what_a_wrong_quote_is_and_what_to_do(study: Snapshot) -> None:
    text = (
        "Busch (2012) skriver at «Det er kjemien som avgjør, det er ingen som tenker stat og kommune».\n\n"
        "«Me sitter om hverandre allerede» (1). «Me sitter alltid om hverandre allerede» (6). «Budsjettet burde vært delt i fire deler» (6).\n"
    )
    assert [finding.advice for finding in check_report(study, text).findings] == [
        "The report has this from literature. It is said by 7, Lyngmo, ansatt, stat, in inf-07, segment 34.",
        "The report names 1. It is said by 6, Lyngmo, leder, stat, in inf-06, segment 20.",
        "This is not word for word what stands in inf-06, segment 20. Mark what is left out or put in.",
        "Nobody says this in the sources. If it is from literature or a document, say which.",
    ]


@pytest.mark.parametrize("title", ["Én dør", "Årets møter", "Öst og vest", "«Ett NAV»", "éin leiar", "2007 og etterpå", "NAV"])
def test_a_typed_number_is_read_whatever_letter_the_heading_begins_with(study: Snapshot, title: str) -> None:
    text = f"# 5 Drøfting\n\n## 5.1 {title}\n\nSe kapittel 5.1.\n\n## 5.2 Tavla\n\nSom vist i avsnitt 5.1.\n"
    assert findings(study, text) == []
    assert findings(study, text.replace("## 5.1", "## 5.3")) != []


def test_a_line_of_plain_text_is_a_heading_by_its_number_whatever_capital_follows(tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text("5 Drøfting\n\n5.1 Én dør\n\nTekst.\n\n5.2 Änderung\n\n5.3 millioner kroner\n", encoding="utf-8")
    assert [one.text for one in read_report(path).paragraphs if one.kind == "heading"] == ["5 Drøfting", "5.1 Én dør", "5.2 Änderung"]
