"""A small Norwegian word list with its inflections, enough to write interviews with."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

LITTLE = (
    "det er og i jeg på som vi at de til har en av med for ikke så den men om var kan et da når blir fra må "
    "skal vil der jo noe litt også veldig her mer eller alle nå bare mye hva sånn opp etter ut egentlig kanskje "
    "altså selv få ha være gå gjøre si mellom uten begge noen andre hvert hele inn under over før mens fordi hvis "
    "oss dem meg deg min vår deres slik samme både verken enten heller gjerne ofte aldri alltid"
)

_MASCULINE = (
    "avtale bruker dag del frist gang grunn holdning jobb kommune kultur leder linje lov måned måte oppgave plan "
    "plass praksis prosess regel rolle rutine sak samtale side stat stilling tillit time tjeneste vei veileder økonomi"
)
_NEUTER = (
    "ansvar arbeid budsjett kontor krav lag mål møte navn nivå område ord oppdrag problem prosjekt punkt råd "
    "sted system språk spørsmål styre tall tema tiltak tilbud utvalg valg vedtak vilkår år"
)
_VERBS = (
    "arbeide avklare bestemme bruke diskutere fordele føle følge godkjenne kjenne kjøre klare levere lære melde mene "
    "møte oppleve planlegge rapportere samarbeide savne snakke spille spørre starte støtte styre svare trenge tenke "
    "utvikle vente vise vurdere ønske"
)
_ADJECTIVES = "egen god klar lang mulig ny sen sterk stor tett trygg tydelig tung uklar ulik vanskelig vanlig viktig"
FIRST = (
    "ansatt arbeids avtale avdelings bruker budsjett data eier faglig familie fag flyktning helse informasjons innsats "
    "kompetanse kommune kontakt kontor kultur kurs kvalitets leder ledelses likestillings linje lokal lønns mål "
    "oppfølgings opplærings organisasjons partner personal plan planleggings politikk praksis prosjekt region ressurs "
    "rutine samarbeids service sikkerhets sosial stat statistikk styrings team tillits tjeneste trygde utdannings "
    "utviklings veilednings velferds virksomhets økonomi"
)
SECOND_MASCULINE = (
    "avtale dag del ekspert forskrift funksjon gjennomgang kanal konflikt kultur leder linje modell oppgave ordning "
    "plan praksis prosess reform rolle rutine samling sak situasjon strategi struktur tradisjon veileder"
)
SECOND_NEUTER = (
    "ansvar apparat arbeid behov budsjett dokument forhold grunnlag kontor krav kurs mål møte nettverk nivå notat "
    "område oppdrag opplegg program prosjekt råd skjema styre system tall tilbud tiltak utvalg verktøy vilkår"
)


class Word(NamedTuple):
    """A word in base form, with every form it is said in."""

    base: str
    forms: tuple[str, ...]


def masculine(base: str) -> Word:
    """Return a masculine noun.

    >>> masculine("avtale").forms, masculine("leder").forms
    (('avtale', 'avtalen', 'avtaler', 'avtalene'), ('leder', 'lederen', 'ledere', 'lederne'))
    """
    if base.endswith("er"):
        return Word(base, (base, base + "en", base + "e", base + "ne"))
    stem = base.removesuffix("e")
    return Word(base, (base, stem + "en", stem + "er", stem + "ene"))


def neuter(base: str) -> Word:
    """Return a neuter noun.

    >>> neuter("kontor").forms, neuter("møte").forms
    (('kontor', 'kontoret', 'kontorene'), ('møte', 'møtet', 'møter', 'møtene'))
    """
    stem = base.removesuffix("e")
    several = (stem + "er",) if base.endswith("e") else ()
    return Word(base, (base, stem + "et", *several, stem + "ene"))


def verb(base: str) -> Word:
    """Return a verb of the first weak class.

    >>> verb("snakke").forms
    ('snakke', 'snakker', 'snakket')
    """
    return Word(base, (base, base + "r", base + "t"))


def adjective(base: str) -> Word:
    """Return an adjective; those that take no ``t`` get none."""
    return Word(base, tuple(dict.fromkeys((base, base if base.endswith("ig") else base + "t", base + "e"))))


def compounds() -> list[Word]:
    """Return compound nouns, some four thousand: what people talk about at work."""
    masculines = [masculine(a + b) for a, b in product(FIRST.split(), SECOND_MASCULINE.split())]
    return masculines + [neuter(a + b) for a, b in product(FIRST.split(), SECOND_NEUTER.split())]


def common() -> list[Word]:
    """Return the everyday nouns, verbs and adjectives."""
    return nouns() + [verb(base) for base in _VERBS.split()] + adjectives()


def nouns() -> list[Word]:
    """Return the everyday nouns."""
    return [masculine(base) for base in _MASCULINE.split()] + [neuter(base) for base in _NEUTER.split()]


def adjectives() -> list[Word]:
    """Return the everyday adjectives."""
    return [adjective(base) for base in _ADJECTIVES.split()]
