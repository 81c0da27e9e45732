"""Studies for tests of claims: persons who say what a table says they say, and claims counted in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kodeverk.analysis.claims.evaluate import finding, recorded
from kodeverk.analysis.claims.ledger import ClaimFinding
from kodeverk.coding.claims import bound
from kodeverk.model import Claim, Guide, Part, Question, Record, Snapshot, Theme, Wording
from tests.memory import asked, study_of


def study(
    people: Mapping[str, tuple[str, Mapping[str, object]]],
    themes: Mapping[str, Sequence[str]],
    *,
    all_asked: bool = True,
    extra: Sequence[Record] = (),
) -> Snapshot:
    """Informants by name with office and attributes; for each theme who speaks of it. All are asked, or nobody knows."""
    texts = {
        name: "\n".join(["I: Fortell.", f"{name}: Ja.", *(f"{name}: Om {theme}." for theme, who in themes.items() if name in who)])
        for name in people
    }
    codings = [(name, f"Om {theme}.", theme, "tone") for theme, who in themes.items() for name in who]
    question = Theme("a", Wording(nb="Alt"), tuple(themes), (Question("a.1", Wording(nb="Fortell.")),))
    guide = Guide("guide-bok", "1", Wording(nb="Guide"), parts=(Part("1", Wording(nb="Alt"), (question,)),))
    linked = [asked(name, 1, "guide-bok:a.1") for name in people] if all_asked else []
    return study_of(texts, people, tuple(themes), codings, [guide, *linked, *extra])


def claim(snapshot: Snapshot, text: str, condition: str, **more: str) -> Claim:
    """The claim as it is recorded in this study."""
    return recorded(snapshot, bound(snapshot, text, condition=condition, coder="tone", **more))


def counted(snapshot: Snapshot, text: str, condition: str, **more: str) -> ClaimFinding:
    """A claim made and looked at in one study."""
    return finding(snapshot, claim(snapshot, text, condition, **more))
