"""One screen that says what a study holds."""

from __future__ import annotations

from kodeverk.messages import _
from kodeverk.model import (
    Case,
    Code,
    Codebook,
    Coding,
    Evidence,
    Guide,
    Memo,
    Proposition,
    Snapshot,
    Source,
    Suggestion,
    Theory,
)
from kodeverk.views.layers import on_top
from kodeverk.views.removed import told


def summary(snapshot: Snapshot) -> str:
    """Return what a study holds, in a few lines."""
    cases, codings = snapshot.all(Case), snapshot.all(Coding)
    coders = sorted({coding.coder for coding in codings})
    notes = (told(snapshot, (coding.id for coding in codings)), on_top(snapshot))
    coded = "; ".join(filter(None, (", ".join(coders), *notes)))
    waiting = sum(not suggestion.decision for suggestion in snapshot.all(Suggestion))
    rows = [
        (_("Sources"), len(snapshot.table(Source)), ""),
        (_("Informants"), sum(c.kind == "informant" for c in cases), ""),
        (_("Offices"), sum(c.kind == "office" for c in cases), ", ".join(c.name for c in cases if c.kind == "office")),
        (_("Codes"), len(snapshot.table(Code)), ", ".join(sorted(snapshot.table(Codebook)))),
        (_("Guides"), len(snapshot.table(Guide)), ", ".join(sorted(snapshot.table(Guide)))),
        (_("Propositions"), len(snapshot.table(Proposition)), ", ".join(sorted(snapshot.table(Theory)))),
        (_("Codings"), len(codings), coded),
        (_("Suggestions awaiting a decision"), waiting, ""),
        (_("Judgements of evidence"), len(snapshot.table(Evidence)), ""),
        (_("Memos"), len(snapshot.table(Memo)), ""),
    ]
    wide = max(len(name) for name, _count, _what in rows)
    return "\n".join(f"{name:<{wide}}  {count:>5}  {what}".rstrip() for name, count, what in rows)
