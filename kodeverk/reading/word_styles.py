"""What a Word document's styles say: which paragraphs are headings or numbered, which words are bold."""

from __future__ import annotations

from lxml import etree

from kodeverk.reading.word_xml import W


def on(properties: etree._Element | None, name: str) -> bool:
    """Return whether a property such as ``b`` or ``vanish`` is switched on."""
    found = properties.find(W + name) if properties is not None else None
    return found is not None and found.get(W + "val", "true") not in ("0", "false", "off")


class Styles:
    """The styles of a document, with what each inherits.

    Parameters
    ----------
    root : Element or None
        Root of ``styles.xml``.
    """

    def __init__(self, root: etree._Element | None) -> None:
        styles = list(root.iter(W + "style")) if root is not None else []
        self._styles = {style.get(W + "styleId", ""): style for style in styles}

    def _family(self, style_id: str) -> list[etree._Element]:
        """Return a style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        while style_id in self._styles and len(found) < 20:
            style = self._styles[style_id]
            found.append(style)
            based = style.find(W + "basedOn")
            style_id = based.get(W + "val", "") if based is not None else ""
        return found

    def _styled(self, properties: etree._Element | None, element: str) -> list[etree._Element]:
        style = properties.find(W + element) if properties is not None else None
        return self._family(style.get(W + "val", "")) if style is not None else []

    def is_heading(self, properties: etree._Element | None) -> bool:
        """Return whether a paragraph with these properties is a heading or title."""
        if properties is None:
            return False
        styles = self._styled(properties, "pStyle")
        levels = [properties.find(W + "outlineLvl")] + [style.find(f"{W}pPr/{W}outlineLvl") for style in styles]
        level = next((found.get(W + "val", "9") for found in levels if found is not None), "9")
        names = [style.find(W + "name") for style in styles]
        named = [name.get(W + "val", "").lower() for name in names if name is not None]
        return level != "9" or any(name.startswith(("heading ", "title", "subtitle")) for name in named)

    def list_level(self, properties: etree._Element | None) -> int:
        """Return the level, from 1, of the list a paragraph stands in with a number or bullet by Word; 0 if none."""
        if properties is None:
            return 0
        styled = self._styled(properties, "pStyle")
        places = [properties.find(W + "numPr"), *(style.find(f"{W}pPr/{W}numPr") for style in styled)]
        number, level = (
            next((one.get(W + "val", "0") for at in places if at is not None for one in at.findall(W + name)), "0")
            for name in ("numId", "ilvl")
        )
        if number == "0":
            return 0
        return 1 + min(int(level), 8) if level.isdecimal() and len(level) < 4 else 1

    def is_bold(self, properties: etree._Element | None) -> bool:
        """Return whether a run with these properties is bold, by itself or by its character style."""
        if properties is None:
            return False
        if properties.find(W + "b") is not None:
            return on(properties, "b")
        return any(on(style.find(W + "rPr"), "b") for style in self._styled(properties, "rStyle"))
