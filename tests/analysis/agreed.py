"""A study in memory with a template and agreements, for tests that show their texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kodeverk.model import Case, Segment, Snapshot, Source, SourceVersion, sha256
from tests.memory import MemoryLoader

TEMPLATE = """\
Mal for lokal samarbeidsavtale

1 Parter
Avtalen er inngått mellom <kommune> kommune og NAV <fylke>. Hver av partene har ansvar for sine egne ansatte.
2 Formål
Kontoret skal få flere i arbeid. Innbyggerne i <kommune> skal møte «én dør». Partene er likeverdige.
3 Styring og ledelse
3a Partnerskapsmøtet
Rådmannen og fylkesdirektøren møtes fire ganger i året. Partnerskapsmøtet skal:
- vedta en felles plan
- drøfte hvor kontoret bør være
- ta opp uenighet først
3b Ledelse av kontoret
Kontoret skal ha [én leder / to ledere]. Leder rapporterer til begge parter, jf. punkt 4.
4 Mål og resultatkrav
Staten setter mål for de statlige oppgavene. Kommunestyret setter mål for de kommunale. Målene tas inn i årsplanen.
5 Tvister
Uenighet tas opp i partnerskapsmøtet. Kontoret drives som før mens saken er til behandling.
6 Varighet
Avtalen gjelder fra [dato] til [dato]. Den gjennomgås deretter [hvert år / hvert andre år].

Underskrift
For <kommune> kommune
"""


def filled(text: str = TEMPLATE, office: str = "Skarvøy") -> str:
    """Return the template as an office fills it in, nothing else changed."""
    text = text.replace("Mal for lokal", "Lokal").replace("<kommune>", office).replace("<fylke>", "Ytterland")
    text = text.replace("[én leder / to ledere]", "én leder").replace("[hvert år / hvert andre år]", "hvert andre år")
    return text.replace("[dato]", "1.10.2006", 1).replace("[dato]", "1. oktober 2007")


def agreements(template: str = TEMPLATE, headings: Sequence[str] = (), **offices: str) -> Snapshot:
    """Return a study with a template ``mal`` and the agreement ``avtale-<office>`` of each office."""
    loader = MemoryLoader()
    for name, text, office in [("mal", template, ""), *((f"avtale-{o}", text, o) for o, text in offices.items())]:
        if office:
            loader.add(Case(f"office-{office}", office, "office"))
            loader.add(Case(f"leader-{office}", f"L-{office}", "informant", f"office-{office}"))
        lines = [found.span() for found in re.finditer(r"\S(?:[^\n]*\S)?", text)]
        segments = tuple(
            Segment(number, start, end, start, "heading" if text[start:end] in headings else "paragraph")
            for number, (start, end) in enumerate(lines, 1)
        )
        loader.texts[sha256(text)] = text
        loader.add(Source(name, name, "agreement", "txt", f"{name}.txt", 1, f"office-{office}" if office else None))
        loader.add(
            SourceVersion(f"{name}/1", name, 1, sha256(text), sha256(text), len(text), segments, {}, "2026-01-01")
        )
    return Snapshot(loader)
