"""The empty Word document every report starts from: styles, page and language, and nothing else.

Made here rather than taken from a library's template, which brings its own author, dates and thumbnail.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from kodeverk.reports.styles import W, styles

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "metadata/core-properties"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def template(language: str, title: str) -> bytes:
    """Return an empty Word document in `language` (a tag such as ``nb-NO``), with `title` as its only metadata."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("document", f"{_R}/officeDocument", "word/document.xml"),
                                   ("core", f"{_PACKAGE}/relationships/{_CORE}", "docProps/core.xml")]),
        "docProps/core.xml": _core(language, title),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations([("styles", f"{_R}/styles", "styles.xml"),
                                                    ("settings", f"{_R}/settings", "settings.xml")]),
        "word/styles.xml": styles(language),
        "word/settings.xml": _settings(language),
    }  # fmt: skip
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts.items():
            package.writestr(name, _HEAD + part)
    return content.getvalue()


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'{parts}<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(relations: list[tuple[str, str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in relations)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core(language: str, title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


def _document() -> str:
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" '
    rest = 'w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/>'
    return f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body><w:sectPr>{page}{rest}</w:sectPr></w:body></w:document>'


def _settings(language: str) -> str:
    return (
        f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="567"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f"</w:compat><w:themeFontLang w:val={quoteattr(language)}/></w:settings>"
    )
