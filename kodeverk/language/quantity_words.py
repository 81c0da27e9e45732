"""The words of quantity in bokmål, nynorsk and English: numbers, units, and what may stand beside them."""

from __future__ import annotations

import re

_NUMBERS = (
    ("null", "zero"),
    ("én", "éin", "ett", "ei", "eitt", "en", "ein", "one"),
    ("to", "two"),
    ("tre", "three"),
    ("fire", "four"),
    ("fem", "five"),
    ("seks", "six"),
    ("sju", "syv", "seven"),
    ("åtte", "eight"),
    ("ni", "nine"),
    ("ti", "ten"),
    ("elleve", "eleven"),
    ("tolv", "twelve"),
    ("tretten", "thirteen"),
    ("fjorten", "fourteen"),
    ("femten", "fifteen"),
    ("seksten", "sixteen"),
    ("sytten", "seventeen"),
    ("atten", "eighteen"),
    ("nitten", "nineteen"),
    ("tjue", "tyve", "twenty"),
)
NUMBERS: dict[str, int] = {word: number for number, words in enumerate(_NUMBERS) for word in words}
"""Number words up to twenty."""

ARTICLES = ("en", "ein", "ei", "ett", "eitt")
"""Number words that are articles too."""

PARTS: dict[str, int] = {
    "tredjedel": 3, "tredel": 3, "third": 3, "fjerdedel": 4, "firedel": 4, "kvart": 4, "quarter": 4, "femtedel": 5,
    "femdel": 5, "fifth": 5, "sjettedel": 6, "seksdel": 6, "sixth": 6, "sjuendedel": 7, "sjudel": 7, "seventh": 7,
    "åttendedel": 8, "åttandedel": 8, "åttedel": 8, "eighth": 8, "niendedel": 9, "niandedel": 9, "nidel": 9, "ninth": 9,
    "tiendedel": 10, "tiandedel": 10, "tidel": 10, "tenth": 10,
}  # fmt: skip
"""Names of parts of a whole."""
ONE_IN: dict[str, int] = {
    "annen": 2, "annan": 2, "andre": 2, "other": 2, "second": 2, "tredje": 3, "third": 3, "fjerde": 4, "fourth": 4,
    "femte": 5, "fifth": 5, "sjette": 6, "sixth": 6, "åttende": 8, "åttande": 8, "eighth": 8, "tiende": 10,
    "tiande": 10, "tenth": 10,
}  # fmt: skip
"""Ordinals by which ``hver tredje`` says one of how many."""


def either(words: str) -> str:
    """Return the pattern of any of these words, which are parted by white space; ``_`` stands for a space."""
    return "|".join(re.escape(word).replace("_", r"\s+") for word in words.split())


def _set(words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in words.split())


NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b"

_ENDING = "(?:en|et|e|er|ene|ne|a|ar|ane)?s?"
_PERSON = either(
    "informant respondent deltaker deltakar leder leiar medarbeider medarbeidar saksbehandler saksbehandlar veileder "
    "rettleiar rådgiver rådgivar sosionom sosialarbeider sosialarbeidar intervjuobjekt intervjuperson person intervju"
)
UNITS: dict[str, str] = {
    "informants": rf"[\w-]*(?:{_PERSON}){_ENDING}|[\w-]*(?:ansatte?|tilsette?|tilsatte)|sjefene|sjefane|intervjuede"
    r"|intervjua|kvinne(?:r|ne)|kvinn(?:er|ene)|menn(?:ene)?|interview(?:s|ees?)?|participants?|leaders?|managers?|heads?"
    r"|employees?|persons?|counsellors?|caseworkers?|workers?|women|men",
    "offices": rf"[\w-]*(?:kontor|enhet|eining){_ENDING}|offices?|units?|(?:samarbeids)?avtal(?:ene|ane)"
    r"|agreements",
    "items": r"(?:møte)?sak(?:en|er|ene|a|ar|ane)?|vedtak(?:ene|a)?|cases?|items?|decisions?",
}
"""By unit of a claim the nouns that name it; an interview is an informant's, and each of the agreements an office's."""
EVERYBODY = re.compile(
    r"(?:informant|respondent|delt[ae]k|intervju|interview|participant|person|employee|office|enhet|eining|unit"
    r"|(?:nav-)?(?:ansatt|tilse?att|kontor)|(?:samarbeids)?avtal|agreement)\w*",
    re.IGNORECASE,
)
"""Nouns for all those interviewed or all offices, whom no selection needs to narrow."""
NOUN = "(?:" + "|".join(UNITS.values()) + r")\b"

_STEMS = either("kommunal statlig statleg stat ung eld erfar kvinnelig mannlig kvinneleg mannleg")
_NARROWING = either("municipal state female male young older newer experienced social")
DESCRIBING = rf"(?:{_NARROWING}|(?:{_STEMS})\w*)\b"
"""Words between the word of quantity and its noun by which the noun names fewer."""
FILLER = (
    "(?:"
    + either(
        "the de dei den det dem oss them us deim våre våra our disse desse these those alle all "
        "totalt total altogether i_alt til_sammen til_saman interviewed agenda"
    )
    + rf"|{DESCRIBING})\b"
)
"""What may stand between the word of quantity and its noun."""

PRONOUN = r"(?:dem|oss|them|us|deim)\b"
FROM = rf"(?:{either('av of blant among out_of ut_av utav')})\b"
RELATIVE = r"(?:som|who|that)\b"

_NORWEGIAN = either(
    "sier sa seier mener mente meiner meinte forteller fortalte fortel fortalde opplever opplevde beskriver "
    "beskrev skildrar skildra nevner nevnte nemner nemnde trekker trakk trekkjer synes syntes synest peker "
    "pekte peikar peika føler følte ser så såg har hadde er var ble blir vart vil ville kan kunne skal skulle må måtte "
    "får fikk fekk gir gir_uttrykk ga gav fremhever framhever fremhevet framhevet framhevar understreker understreket "
    "understrekar oppgir oppga svarer svarte svarar svara ønsker ønsket ønskjer ønskte tror trodde trur trudde "
    "savner savnet saknar sakna snakker snakket snakkar snakka uttrykker uttrykte uttrykkjer problematiserer "
    "problematiserte etterlyser etterlyste viser viste bruker brukte brukar brukte kjenner kjente jobber jobbet "
    "jobbar jobba kaller kalte kallar tar tok kommer kom kjem gjør gjorde gjer støtter støttet støttar vet visste "
    "veit mangler manglet manglar rapporterer rapporterte deltar deltok hevder hevdet hevdar hevda bekrefter "
    "bekreftet stiller stilte stod står frykter fryktet handler handlet handla gjelder gjaldt gjeld galdt omhandler "
    "omhandlet dreier dreide"
)
_ENGLISH = either(
    "say says said mean describe describes described experience experiences experienced mention mentions mentioned "
    "feel feels felt think thinks thought find finds found report reports reported tell tells told express "
    "expresses expressed have has had are is were was want wants wanted believe believes believed stress stresses "
    "stressed call calls called would could can will must support supports supported work works worked see sees "
    "saw know knows knew agree agrees agreed emphasise emphasize emphasised emphasized point points pointed "
    "problematise problematises problematised problematize do does did note notes noted come comes came take takes "
    "took deny denies denied disagree disagrees disagreed fear fears feared concern concerns concerned"
)
VERB = rf"(?:{_NORWEGIAN}|{_ENGLISH})\b"
"""Verbs by which a word of quantity that stands alone is known to count people."""
INFINITIVE = rf"to\s+(?:{_ENGLISH})\b"
"""Where ``to`` is English, and no number."""

NOISE = (
    "(?:"
    + either(
        "ganger gonger gang år dager dagar uker veker måneder månader timer timar minutter minutt times years days "
        "weeks months hours minutes"
    )
    + r")\b"
)
"""What numbers count that no claim is about."""

LABELS = _set(
    "side s figur figure fig tabell tabel table tab kapittel kap chapter avsnitt section vedlegg appendix nummer nr "
    "number no informant case sak intervju interview page p pp punkt del part"
)
"""Words whose number is a name, as in ``figur 4``."""

NOT_AFTER: dict[str, frozenset[str]] = {
    "få": _set("å kan kunne vil ville skal skulle må måtte bør burde har hadde for altfor"),
    "mange": _set("hvor kor så for altfor"),
    "many": _set("how so as too"),
    "few": _set("too"),
    "enkelte": _set("den det hver kvar"),
}
"""Words that count nothing after these: ``kan få``, ``hvor mange``, ``den enkelte``."""
TURNING = _set("ikke ikkje not never aldri neppe knapt hardly scarcely vel eller or andre other enn than pluss plus")
"""Words that change what the quantifier after them says, in a way that is not read: ``ikke mange``, ``eller alle``."""
COMPARED = rf"\s+(?:{either('enn than but')})\b"
"""After the noun: it compares or excepts, and does not count."""

EXCEPT_APART = either(
    "unntatt unnateke unnatake bortsett_fra bortsett_frå utenom utanom med_unntak_av med_unntak_for så_nær_som "
    "except_for except apart_from"
)
"""Words that except somebody wherever in the sentence they stand."""
EXCEPT = rf"{EXCEPT_APART}|but"
SENSES: dict[str, str] = {
    "at least": "minst i_det_minste ikke_færre_enn ikkje_færre_enn ikke_mindre_enn ikkje_mindre_enn at_least "
    "no_fewer_than not_fewer_than no_less_than not_less_than",
    "at most": "høyst maksimalt maks opptil opp_til inntil ikke_flere_enn ikkje_fleire_enn ikke_mer_enn ikkje_meir_enn "
    "at_most up_to no_more_than not_more_than",
    "more than": "over godt_over drøyt drygt godt_og_vel mer_enn meir_enn flere_enn fleire_enn more_than well_over",
    "less than": "under mindre_enn færre_enn less_than fewer_than",
    "nearly": "nesten nær snaut knapt i_underkant_av nearly almost barely just_under",
    "about": "om_lag omtrent omkring rundt cirka circa ca ca. about around roughly approximately",
    "exactly": "bare kun berre akkurat only just exactly",
}
"""Words before a number by how they change it."""
_NAMED = (f"(?P<{sense.replace(' ', '_')}>{either(listed)})" for sense, listed in SENSES.items())
SENSE = rf"(?:{'|'.join(_NAMED)})\s+"
ONLY = either("bare kun berre only")
ALL = either("alle samtlige samtlege all everyone everybody")
_NEARLY = either("nesten så_godt_som så_å_si tilnærmet omtrent om_lag almost nearly practically virtually")
_EACH = either("hver hvert kvar kvart every each")
EACH = re.compile(_EACH, re.IGNORECASE)
OR_MORE = (
    rf"(?:eller|or)\s+(?:(?P<at_least>{either('flere fleire mer meir more')})"
    rf"|(?P<at_most>{either('færre mindre fewer less')}))"
)
"""After a number: ``fem eller flere``."""
ANY_OTHER = rf"(?:{_EACH})\s+(?P<one_in>{'|'.join(ONE_IN)})|(?:annenhver|annethvert|annankvar|annakvar|annakvart)"
"""One of so many: ``hver tredje``, ``annenhver``."""
TO = r"(?:\s*[-–—]\s*|\s+(?:til|to)\s+)"
"""Between the two numbers of a range."""
NEITHER = either("verken hverken korkje neither")
NOR = either("eller nor or")
PAIR = either("et_par eit_par a_couple")
"""Two: what they say beside that is not read."""
THE = either("de dei the våre our disse desse these")
TWO = ("begge", "begge to", "both", "neither")

_ANY = either("ingen inga none no nobody no_one")
HEADS: tuple[tuple[str, str], ...] = (
    ("nearly all", rf"(?:{_NEARLY})\s+(?:{ALL}|{_EACH})"),
    ("nearly none", rf"(?:{_NEARLY})\s+(?:{_ANY})|{either('knapt_noen knapt_nokon hardly_any hardly_anyone')}"),
    *(
        (kind, either(listed))
        for kind, listed in (
            ("not all", "ikke_alle ikkje_alle ikke_samtlige not_all not_every not_everyone not_everybody"),
            ("none", "ingen inga ikke_én ikkje_éin none no_one nobody no neither not_one"),
            (
                "all",
                "alle_sammen alle samtlige samtlege hver hvert kvar kvart begge_to begge everyone everybody every each "
                "all both hele_utvalget heile_utvalet hele_gruppen hele_gruppa heile_gruppa the_whole_sample "
                "the_entire_sample",
            ),
            (
                "most",
                "de_fleste dei_fleste de_aller_fleste dei_aller_fleste flesteparten flertallet fleirtalet et_flertall "
                "eit_fleirtal majoriteten the_majority a_majority majority most",
            ),
            (
                "minority",
                "et_mindretall eit_mindretal mindretallet mindretalet a_minority the_minority de_færreste dei_færraste",
            ),
            ("several", "flere fleire several"),
            ("many", "svært_mange mange many"),
            (
                "few",
                "noen_få nokre_få bare_få svært_få ganske_få få et_fåtall eit_fåtal fåtallet fåtalet a_few "
                "only_a_few few",
            ),
            ("some", "noen nokre nokon enkelte some somebody someone"),
        )
    ),
)
"""By kind the words that say it by themselves."""
NEVER_ALONE = _set("no hver hvert kvar kvart every each hardly_any")
"""Words that need their noun."""
ALWAYS = _set("nobody no_one hardly_anyone hele_utvalget heile_utvalet hele_gruppen the_whole_sample the_entire_sample")
"""Words that need nothing beside them."""
HAVING = _set("har hadde have has had med with")
"""Words after which a number counts what somebody has."""
