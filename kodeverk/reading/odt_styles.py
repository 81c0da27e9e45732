"""What an OpenDocument text's styles say: which paragraphs are headings or numbered, what is bold or hidden."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE, FO, SVG, META = (
    f"{_ODF}{name}:1.0}}"
    for name in ("office", "text", "table", "drawing", "style", "xsl-fo-compatible", "svg-compatible", "meta")
)


class OdtStyles:
    """The styles of a document, with what each inherits.

    Parameters
    ----------
    *roots : Element or None
        Elements that hold styles, such as ``office:automatic-styles`` and ``office:styles``.
    """

    def __init__(self, *roots: etree._Element | None) -> None:
        held = [root for root in roots if root is not None]
        self._styles = {
            (style.get(STYLE + "family", ""), style.get(STYLE + "name", "")): style
            for root in reversed(held)
            for style in root.iter(STYLE + "style")
        }
        self._numbered = {
            level.get(TEXT + "level")
            for root in held
            for level in root.iter(TEXT + "outline-level-style")
            if level.get(STYLE + "num-format")
        }

    def _family(self, family: str, name: str) -> Iterator[etree._Element]:
        """Yield a style and those it inherits from, nearest first."""
        for _step in range(20):
            if (style := self._styles.get((family, name))) is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name", "")

    def _property(self, family: str, name: str, attribute: str) -> str:
        found = (style.find(STYLE + "text-properties") for style in self._family(family, name))
        return next((one.get(attribute, "") for one in found if one is not None and one.get(attribute)), "")

    def is_bold(self, family: str, name: str) -> bool | None:
        """Return whether a style is bold; None where it does not say."""
        weight = self._property(family, name, FO + "font-weight")
        return weight in ("bold", "600", "700", "800", "900") if weight else None

    def is_hidden(self, family: str, name: str) -> bool:
        """Return whether what has this style is not shown."""
        return self._property(family, name, TEXT + "display") == "none"

    def is_heading(self, name: str) -> bool:
        """Return whether a paragraph style is one of headings or titles."""
        names = (style.get(STYLE + "name", "") for style in self._family("paragraph", name))
        return any(one.startswith(("Heading", "Title", "Subtitle")) for one in names)

    def is_numbered(self, heading: etree._Element) -> bool:
        """Return whether the program puts a chapter number before a heading."""
        return heading.get(TEXT + "outline-level") in self._numbered and heading.get(TEXT + "is-list-header") != "true"
