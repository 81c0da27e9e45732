"""Update the catalogues, bokmål and nynorsk: ``python -m tests.update_catalogue``.

Takes every message in the code into each ``kodeverk.po``, in the order of the code, keeps the translations there,
drops messages no longer used, and compiles ``kodeverk.mo``. New messages stand with an empty ``msgstr`` to be
translated; run it once more after that.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kodeverk"
LOCALES = {"nb": "Bokmål", "nn": "Nynorsk"}


class Plain(Catalog):
    """A catalogue whose header says what gettext needs and nothing that changes from day to day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """Language, encoding and plurals."""
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


KEYWORDS = {"_": None, "_n": (1, 2)}
"""What marks a message in the code: `_`, and `_n` with its two forms."""

Message = str | tuple[str, ...]


def extracted() -> dict[Message, list[str]]:
    """Return every message, or its two forms, with the files it stands in, in the order of the code."""
    found: dict[Message, list[str]] = {}
    for file, _line, message, _comments, _context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        name = f"kodeverk/{Path(file).as_posix()}"
        if name not in found.setdefault(message, []):
            found[message].append(name)
    return found


def po(locale: str) -> Path:
    """Return the file of the catalogue of a language."""
    return PACKAGE / "locale" / locale / "LC_MESSAGES" / "kodeverk.po"


def kept(locale: str) -> Catalog:
    """Return the catalogue as it stands in the file, fuzzy and obsolete messages too."""
    with po(locale).open("rb") as file:
        return read_po(file, locale=locale, domain="kodeverk")


def updated(locale: str) -> Catalog:
    """Return the catalogue for the code as it is, with the translations kept."""
    before = kept(locale)
    catalogue = Plain(locale=locale, domain="kodeverk", header_comment=f"# {LOCALES[locale]}", fuzzy=False)
    for message, files in extracted().items():
        there = before.get(message)
        catalogue.add(message, there.string if there and there.id == message else "", [(file, None) for file in files])
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text translators work on."""
    content = io.BytesIO()
    write_po(content, catalogue, width=100, include_lineno=False)
    return content.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    content = io.BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


if __name__ == "__main__":
    for locale in LOCALES:
        catalogue = updated(locale)
        po(locale).write_bytes(as_po(catalogue))
        po(locale).with_suffix(".mo").write_bytes(as_mo(catalogue))
