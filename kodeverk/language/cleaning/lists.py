"""Words the rules for cleaning know, in bokmål and nynorsk; some in English, which transcription programs write."""

from __future__ import annotations

_UNHEARD = """
uhørbart uhørbar uhørlig uhøyrbart uhøyrleg utydelig utydeleg uklart uklar uforståelig uforståeleg hørbart høyrbart
inaudible unclear
"""
_SOUNDS = """
latter lattar ler flirer fniser fnising humrer kremt kremter kremtar kremting harker hoster hostar hoste hosting sukk
sukker sukkar gjesper snufser snøfter gråter græt gret nyser puster pustar applaus klapper klappar banker bankar støy
ringer ringjer telefon telefonen mobil mobilen laughter laughs coughs sighs
"""
_PAUSES = "pause tenkepause stillhet stille stillheit taushet tagnad silence"
_HOW = """
ikke ikkje liten lita litt lett kort lang lengre høy høyt høgt lavt lågt svak svakt begge alle informanten informant
intervjueren intervjuaren intervjuer intervjuar hun han ho godt i bakgrunnen på av med seg og døra døren dypt djupt mye
mykje ord ordet setning del sekund sekunder s sek
"""
_TWICE = """
ja jo nei nja jada neida så det den de dei der da då hei takk veldig mange lenge langt mye mykje helt heilt svært aldri
alltid nå no bra masse mer meir stor store
"""

_VERBS = """
er var blir ble blei vart har hadde må måtte kan kunne skal skulle vil ville bør burde får fikk fekk gjør gjer gjorde
går gikk gjekk kommer kjem kom føler synes synest tror trur
"""
_STRANDED = "på med i til for om av fra frå ved over etter under mot hos inn ut opp"
_HEDGED = "og men så at fordi når om hvis viss som ikke ikkje jeg eg vi me de dei man"

_BINDS = """
og eller men at som om enn i på til av med for fra frå hos er var har hadde skal vil kan må en ei et ein eit den det de
dei vi jeg eg du han hun ho
"""

_NUMBERS = "en ein ett eitt to tre fire fem seks sju syv åtte ni ti elleve tolv tjue tretti førti femti hundre"

UNHEARD, SOUNDS, PAUSES = frozenset(_UNHEARD.split()), frozenset(_SOUNDS.split()), frozenset(_PAUSES.split())
HOW = frozenset(_HOW.split())
"""Words that say of a sound, a pause or the unheard how it is and whose."""

BINDS = frozenset(_BINDS.split())
"""Words after which no comma belongs but for what is put in between."""

NUMBERS = frozenset(_NUMBERS.split())
"""Numbers that are said two at a time: *to-tre stykker*."""

TWICE = frozenset(_TWICE.split())
"""Words that are said twice for weight or by grammar."""

VERBS = frozenset(_VERBS.split())
"""Verbs in a form that stands before the subject where another word begins the sentence."""

STRANDED = VERBS | frozenset(_STRANDED.split())
"""Words that meet themselves where a clause ends and the next goes on: *det som er er ..., vi jobber med med ...*"""

HEDGED = VERBS | frozenset(_HEDGED.split())
"""Words after which *på en måte* is no way something is done in."""

EXAMPLE_WORDS = {
    "nb": {
        "æ": "jeg", "jæ": "jeg", "itj": "ikke", "ittj": "ikke", "ikkj": "ikke", "ka": "hva", "kem": "hvem",
        "kæm": "hvem", "korsn": "hvordan", "koss": "hvordan", "nokka": "noe", "nåkka": "noe", "nån": "noen",
        "mæ": "meg", "dæ": "deg", "sæ": "seg", "dokker": "dere", "dåkker": "dere",
    },
    "nn": {
        "æ": "eg", "itj": "ikkje", "ittj": "ikkje", "ikkj": "ikkje", "ka": "kva", "kem": "kven", "kæm": "kven",
        "korsn": "korleis", "koss": "korleis", "nokka": "noko", "nåkka": "noko", "nån": "nokon", "mæ": "meg",
        "dæ": "deg", "sæ": "seg", "dåkker": "dokker",
    },
}  # fmt: skip
"""A few words of dialects, for bokmål and for nynorsk: example lists to be added to, not dictionaries."""
