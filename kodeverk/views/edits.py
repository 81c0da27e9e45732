"""Edits: what was taken out of a text and what was put in, word by word, in a line or as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from markupsafe import Markup

from kodeverk.views import html

OUT = "text-decoration:line-through;background:#f6d5d2;color:#1a1a1a"
IN = "text-decoration:underline;background:#d5ecd4;color:#1a1a1a"


def word_edits(before: str, after: str) -> list[tuple[str, str]]:
    """Return two wordings stretch by stretch: what the one says and the other; the same where nothing was changed.

    What stands between spaces is a word; they are laid side by side with `difflib.SequenceMatcher`.

    Examples
    --------
    >>> word_edits("Makt er alt for dem", "Makt er noe")
    [('Makt er', 'Makt er'), ('alt for dem', 'noe')]
    """
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(" ".join(old[a:b]), " ".join(new[c:d])) for _how, a, b, c, d in matcher.get_opcodes()]


def edits_line(edits: Iterable[tuple[str, str]]) -> str:
    """Return edits in one line: ``[-`` what was taken out ``-]``, ``{+`` what was put in ``+}``.

    >>> edits_line([("Makt er", "Makt er"), ("alt", "noe")])
    'Makt er [-alt-] {+noe+}'
    """
    parts = []
    for before, after in edits:
        if before == after:
            parts.append(before)
            continue
        parts += [f"[-{before}-]"] if before else []
        parts += [f"{{+{after}+}}"] if after else []
    return " ".join(parts)


def edits_html(edits: Iterable[tuple[str, str]]) -> Markup:
    """Return edits as HTML: what was taken out struck out, what was put in underlined."""
    pieces: list[object] = []
    for before, after in edits:
        if before == after:
            pieces += [before, " "]
            continue
        pieces += [html.tag("del", before, style=OUT), " "] if before else []
        pieces += [html.tag("ins", after, style=IN), " "] if after else []
    return html.together(pieces)
