"""A study where it is said outright where each informant stands to each code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kodeverk.model import Guide, Part, Question, Record, Snapshot, Theme, Wording
from tests.memory import asked, study_of


def standing(
    cases: Mapping[str, tuple[str, Mapping[str, object], Mapping[str, str]]], extra: Sequence[Record] = ()
) -> Snapshot:
    """Return a study of one interview a case: name to (office, attributes, status by code).

    The interviewer has one turn for each code. *Said*: asked and coded; *silent*: asked; *not asked*: the turn was
    judged to ask nothing; *unknown whether asked*: nobody judged it.
    """
    codes = list(dict.fromkeys(code for _office, _values, stands in cases.values() for code in stands))
    themes = tuple(
        Theme(f"th-{code}", Wording(nb=code), (code,), (Question(f"q-{code}", Wording(nb=f"{code}?")),))
        for code in codes
    )
    guide = Guide("guide-bok", "1", Wording(nb="Guide"), parts=(Part("1", Wording(nb="Alt"), themes),))
    texts, codings, judged = {}, [], []
    for name, (_office, _values, stands) in cases.items():
        texts[name] = "\n".join(f"I: Hva med {code}?\n{name}: Svar om {code}." for code in stands)
        for place, (code, status) in enumerate(stands.items()):
            if status == "said":
                codings.append((name, f"Svar om {code}.", code, "ida"))
            if status != "unknown whether asked":
                judged.append(asked(name, 2 * place + 1, "" if status == "not asked" else f"guide-bok:q-{code}"))
    placed = {name: (office, values) for name, (office, values, _stands) in cases.items()}
    return study_of(texts, placed, codes, codings, [guide, *judged, *extra])
