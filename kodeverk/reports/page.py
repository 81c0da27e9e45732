"""One web page as one file: no script, no network, readable on paper, in the dark and by a screen reader."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from kodeverk.files import replacing
from kodeverk.messages import _, language
from kodeverk.views.html import shown

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

_PAGE = Markup("""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">{skip}</a>
<div class="page">
<nav aria-label="{contents}">{navigation}</nav>
<main id="main" tabindex="-1">
{main}
</main>
</div>
</body>
</html>
""")


def html(template: str, **fields: object) -> Markup:
    """Return `template` with its fields filled in; every field that is not markup itself is escaped.

    Only templates written in this package may be given; text of the study always comes as a field.

    Examples
    --------
    >>> str(html("<b>{name}</b>", name="<script>"))
    '<b>&lt;script&gt;</b>'
    """
    # str's own format: what it is given is escaped already, and Markup's, which escapes anew, is ten times as slow
    return Markup(str.format(template, **{name: shown(value) for name, value in fields.items()}))


def joined(parts: list[Markup]) -> Markup:
    """Return pieces of markup in a row, one a line."""
    return Markup("\n").join(parts)


def style_sheet() -> str:
    """Return the style sheet every page carries."""
    return resources.files("kodeverk.reports").joinpath("page.css").read_text(encoding="utf-8")


def write_page(path: str | os.PathLike[str], title: str, navigation: Markup, main: Iterable[Markup]) -> Path:
    """Write a page whole or not at all, and return its path; its parts stand one a line."""
    head, foot = _PAGE.split("{main}")
    filled = html(
        head,
        lang=language(),
        policy=Markup(POLICY),
        title=title,
        style=Markup(style_sheet()),
        skip=_("To the contents"),
        contents=_("Contents"),
        navigation=navigation,
    )
    with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as page:
        page.write(filled)
        for number, part in enumerate(main):  # a page of many megabytes is never in memory as one
            page.write("\n" * bool(number) + part)
        page.write(foot)
    return Path(path)
