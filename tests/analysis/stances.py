"""A study from a table of who stands how to what: one interview a case, one question a proposition."""

from __future__ import annotations

from collections.abc import Mapping

from kodeverk.model import (
    Asked,
    Coding,
    Evidence,
    Guide,
    Part,
    Proposition,
    Question,
    Record,
    Snapshot,
    Theme,
    Theory,
    Wording,
)
from tests.memory import asked, study_of

THEORY = Theory("teori-bok", "1", Wording(nb="Teorien"), written="2026-01-01", relative_to_coding="before")
BOTH = {"mixed": ("supports", "contradicts"), "reserved": ("supports", "nuances")}
"""Standings that take two judgements."""
UNSAID = ("silent", "not asked", "unknown")


def proposition(name: str, order: int = 0, **fields: object) -> Proposition:
    """Return a proposition of the theory that concerns the code of its own name."""
    fields = {"codes": (name,), "group": "G", "statement": Wording(nb=f"Påstand {name}"), **fields}
    return Proposition(f"teori-bok:{name}", "teori-bok", name, order=order, **fields)  # type: ignore[arg-type]


def table_study(
    cases: Mapping[str, tuple[str, Mapping[str, object]]],
    stands: Mapping[str, Mapping[str, str]],
    *,
    fields: Mapping[str, Mapping[str, object]] | None = None,
    extra: tuple[Record, ...] = (),
    theory: Theory = THEORY,
) -> Snapshot:
    """Return a study where each case stands to each proposition as a table says.

    Parameters
    ----------
    cases : dict
        Informant to (office, attributes).
    stands : dict
        Proposition to case to ``supports``, ``contradicts``, ``nuances``, ``illustrates``, ``mixed``, ``reserved``
        (supports and nuances), ``said`` (coded, not judged), ``silent`` (asked, not coded), ``not asked``, or
        ``unknown`` (the turn was not judged). Cases left out are not asked.
    fields : dict
        Fields of propositions, by name.
    extra : records added as they are.
    """
    propositions = [proposition(name, n, **(fields or {}).get(name, {})) for n, name in enumerate(stands)]
    themes = tuple(Theme(f"t-{p}", Wording(nb=p), (p,), (Question(f"q-{p}", Wording(nb=f"{p}?")),)) for p in stands)
    guide = Guide("guide-bok", "1", Wording(nb="Guide"), parts=(Part("1", Wording(nb="Del"), themes),))
    texts, codings, questions, judged = {}, [], [], []
    for case in cases:
        lines = ["I: God dag?", f"{case}: Hei."]
        turns: list[Asked] = [asked(f"inf-{case}", 1)]
        for name, standing in ((name, by_case.get(case, "not asked")) for name, by_case in stands.items()):
            if standing == "not asked":
                continue
            lines += [f"I: Om {name}?", f"{case}: {case} om {name}." if standing != "silent" else f"{case}: Nja."]
            if standing != "unknown":
                turns.append(asked(f"inf-{case}", len(lines) - 1, f"guide-bok:q-{name}"))
            if standing not in UNSAID:
                codings.append((f"inf-{case}", f"{case} om {name}.", name, "ida"))
                judged += [(case, name, stance) for stance in BOTH.get(standing, (standing,)) if standing != "said"]
        texts[f"inf-{case}"] = "\n".join(lines)
        questions += turns
    first = study_of(texts, cases, list(stands), codings, [theory, guide, *propositions, *questions, *extra])
    by_quote = {first.quote(coding): coding.id for coding in first.all(Coding)}
    evidence = [
        Evidence(f"e-{case}-{name}-{stance}", by_quote[f"{case} om {name}."], f"teori-bok:{name}", stance, "ida")
        for case, name, stance in judged
    ]
    return first.replacing(Evidence, evidence)
