"""Words that bind others together and say little by themselves, in bokmål and nynorsk."""

from __future__ import annotations

_WORDS = """
akkurat aldri alle allerede allereie alltid alt altså andre ane anna annan annen annet at av bare begge ble blei bli
blir blitt blive burde bør både båe da de deg dei deira deires dem den denne der deres derfor dermed dersom desse det
dette di din dine disse ditt du dykk dykkar då eg egentlig eigentleg ein eit eitt eller ellers elles en enda endå ene
enn ennå er et ett etter ettersom fekk fikk for foran fordi fra frå før får fått gjekk gjennom gjer gjere gjorde gjort
gjør gjøre gå går gått ha hadde han hans har hatt heile hel hele heller helst helt hennar henne hennes her hit ho hos
hun hva hvem hver hverandre hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor i ifølge igjen ikke ikkje imot
ingen ingenting inn inne innen ja jeg jo kan kjem kom komme kommer kor korleis kunna kunne kva kvar kvarandre kven
kvifor la lar likevel litt man mange me med medan meg meiner meir mellom men mener mens mer mest mi min mine mitt mot
mye mykje må måtte ned nede nei noe noen nok noko nokon nokre nå når ofte og også om opp oppe oss over på sa sagt sama
same samme samt se seg sei seia seie seier selv ser si sia sida sidan siden sier sin sine sitt sjølv skal skulle slik
slike som stor store svært synes synest så sånn sånne ta tar tek til tilbake tror trur uansett under ut uta utan
utanfor ute uten utenfor var vart ved veldig vera vere vert verte vi vidare videre vil ville vore være vært vår våre
vårt å åt én
"""

FUNCTION_WORDS = frozenset(_WORDS.split())
"""Case folded; every inflected form is written out, so that no word of content goes with its lemma."""
