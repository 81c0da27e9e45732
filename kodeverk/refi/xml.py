"""The elements of a REFI-QDA project, walked into an `Exchange`.

Elements are known by their local names (REFI-QDA 1.5 prints its own examples in another namespace than its schema), and
whatever is found where the standard has nothing is counted as left out, with all it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from lxml import etree

from kodeverk.messages import _
from kodeverk.refi.exchange import (
    ForeignCase,
    ForeignCode,
    ForeignCoding,
    ForeignLink,
    Grouping,
    Selection,
    Setting,
    User,
    Variable,
)
from kodeverk.refi.losses import Loss

Element = etree._Element
Parts = dict[str, list[Element]]

_NOTHING: list[Element] = []
_LEAVES = frozenset(
    {
        "User", "Description", "PlainTextContent", "NoteRef", "CodeRef", "SourceRef", "SelectionRef", "VariableRef",
        "TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue", "SyncPoint",
        "MemberCode", "MemberSource", "MemberNote",
    }
)  # fmt: skip
"""Elements that hold text or nothing; what stands in them against the standard is left out."""


class Walk:
    """What is left out on the way through a project, counted by element and reason; and what a person should look at.

    Attributes
    ----------
    left : Counter
        By name of the element and the reason.
    warnings : dict of str to None
        Each once, in order.
    """

    def __init__(self) -> None:
        self.left: Counter[tuple[str, str]] = Counter()
        self.warnings: dict[str, None] = {}
        self._words: dict[str, str] = {}

    def once(self, word: str) -> str:
        """Return a word as it is held already: thousands of codings name the same codes, coders and times."""
        return self._words.setdefault(word, word)

    def leave(self, element: Element, why: str) -> None:
        """Count an element, and all in it, as left out."""
        for one in element.iter():
            self.left[local(one), why] += 1

    def parts(self, element: Element, known: Iterable[str]) -> Parts:
        """Return the children of an element by local name; those not known are left out."""
        found: Parts = {}
        for child in element:
            name = local(child)
            if name not in known:
                self.leave(child, _("no such element in the standard at this place"))
            elif name == "Description" and name in found:
                self.leave(child, _("a second description"))
            else:
                found.setdefault(name, []).append(child)
                if name in _LEAVES:
                    for inner in child:
                        self.leave(inner, _("no such element in the standard at this place"))
        return found

    def losses(self) -> tuple[Loss, ...]:
        """Return what was left out as rows of a loss report."""
        return tuple(Loss(name, count, 0, count, why) for (name, why), count in self.left.items())


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def key(written: str | None) -> str:
    """Return a GUID in one form: lower case, no braces.

    >>> key("{0C62D07E-9C1B-4F4C-8B4E-000000000001} ")
    '0c62d07e-9c1b-4f4c-8b4e-000000000001'
    """
    return (written or "").strip().strip("{}").lower()


def number(written: str | None) -> int | None:
    """Return a whole number, or None where there is none.

    >>> number(" 12 "), number("12.5"), number(None)
    (12, None, None)
    """
    try:
        return int(written) if written is not None and len(written) < 20 else None
    except ValueError:
        return None


def description(parts: Parts) -> str:
    """Return what stands in an element's Description, or nothing."""
    return "".join(text(one) for one in parts.get("Description", _NOTHING))


def text(element: Element) -> str:
    """Return the text of an element; what stands in elements that do not belong there is text of it too.

    >>> text(etree.fromstring("<Description>before<b>in</b>after</Description>"))
    'beforeinafter'
    """
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def targets(parts: Parts, name: str) -> tuple[str, ...]:
    """Return the GUIDs that references of one kind point at."""
    return tuple(key(one.get("targetGUID") or one.get("guid")) for one in parts.get(name, _NOTHING))


def users(walk: Walk, container: Element) -> tuple[User, ...]:
    """Return the users of a project."""
    found = walk.parts(container, ("User",)).get("User", _NOTHING)
    return tuple(User(key(one.get("guid")), one.get("name") or "", one.get("id") or "") for one in found)


def codes(walk: Walk, held: Iterable[Element], parent: str = "") -> list[ForeignCode]:
    """Return codes and those below them, each after the one above it."""
    found: list[ForeignCode] = []
    for one in held:
        parts = walk.parts(one, ("Description", "NoteRef", "Code"))
        guid = key(one.get("guid"))
        found.append(
            ForeignCode(
                guid=guid,
                name=one.get("name") or "",
                parent=parent,
                codable=(one.get("isCodable") or "true").strip().lower() not in ("false", "0"),
                colour=colour(one.get("color")),
                description=description(parts),
                notes=targets(parts, "NoteRef"),
            )
        )
        found += codes(walk, parts.get("Code", _NOTHING), guid)
    return found


def colour(written: str | None) -> str:
    """Return a colour as ``#rrggbb``, or nothing where there is none.

    >>> colour("#F80"), colour("#00ff7F"), colour("red")
    ('#ff8800', '#00ff7f', '')
    """
    digits = (written or "").strip().removeprefix("#").lower()
    if not set(digits) <= set("0123456789abcdef") or len(digits) not in (3, 6):
        return ""
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def variables(walk: Walk, container: Element) -> tuple[Variable, ...]:
    """Return the variables of a project."""
    found = []
    for one in walk.parts(container, ("Variable",)).get("Variable", _NOTHING):
        parts = walk.parts(one, ("Description",))
        found.append(
            Variable(key(one.get("guid")), one.get("name") or "", one.get("typeOfVariable") or "Text",
                     description(parts))
        )  # fmt: skip
    return tuple(found)


_VALUES: dict[str, Callable[[str], str | int | float | bool]] = {
    "TextValue": str,
    "BooleanValue": lambda written: {"true": True, "1": True, "false": False, "0": False}[written.lower()],
    "IntegerValue": int,
    "FloatValue": float,
    "DateValue": str,
    "DateTimeValue": str,
}


def settings(walk: Walk, parts: Parts) -> tuple[Setting, ...]:
    """Return the values that stand in an element; a value that is not of its type is kept as it is written."""
    found = []
    for one in parts.get("VariableValue", _NOTHING):
        inner = walk.parts(one, ("VariableRef", *_VALUES))
        value: str | int | float | bool | None = None
        for name, read in _VALUES.items():
            written = text(inner[name][0]) if name in inner else ""
            if name in inner and (written.strip() or name == "TextValue"):
                value = _typed(read, written if name == "TextValue" else written.strip())
        found.append(Setting(next(iter(targets(inner, "VariableRef")), ""), value))
    return tuple(found)


def _typed(read: Callable[[str], str | int | float | bool], written: str) -> str | int | float | bool:
    try:
        return read(written) if len(written) < 300 else written
    except (ValueError, KeyError):
        return written


def cases(walk: Walk, container: Element) -> tuple[ForeignCase, ...]:
    """Return the cases of a project."""
    found = []
    for one in walk.parts(container, ("Case",)).get("Case", _NOTHING):
        parts = walk.parts(one, ("Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef", "NoteRef"))
        found.append(
            ForeignCase(
                guid=key(one.get("guid")),
                name=one.get("name") or "",
                description=description(parts),
                codes=targets(parts, "CodeRef"),
                values=settings(walk, parts),
                sources=targets(parts, "SourceRef"),
                selections=targets(parts, "SelectionRef"),
                notes=targets(parts, "NoteRef"),
            )
        )
    return tuple(found)


def codings(walk: Walk, parts: Parts) -> tuple[ForeignCoding, ...]:
    """Return the codings that stand in an element, one for each code they name."""
    found = []
    for one in parts.get("Coding", _NOTHING):
        inner = walk.parts(one, ("CodeRef", "NoteRef"))
        code = inner["CodeRef"][0].get("targetGUID") if "CodeRef" in inner else None
        for more in inner.get("CodeRef", _NOTHING)[1:]:
            walk.leave(more, _("a coding has one code"))
        user, made = walk.once(key(one.get("creatingUser"))), walk.once(one.get("creationDateTime") or "")
        notes = targets(inner, "NoteRef")
        found.append(ForeignCoding(key(one.get("guid")), walk.once(key(code)), user, made, notes))
    return tuple(found)


def selection(walk: Walk, one: Element, start: int = -1, end: int = -1, place: str = "") -> Selection:
    """Return a marked passage or area."""
    parts = walk.parts(one, ("Description", "Coding", "NoteRef"))
    return Selection(
        guid=key(one.get("guid")),
        name=one.get("name") or "",
        start=start,
        end=end,
        codings=codings(walk, parts),
        description=description(parts),
        notes=targets(parts, "NoteRef"),
        user=walk.once(key(one.get("creatingUser"))),
        made=walk.once(one.get("creationDateTime") or ""),
        element=walk.once(local(one)),
        place=place,
    )


def links(walk: Walk, container: Element) -> tuple[ForeignLink, ...]:
    """Return the links of a project."""
    found = []
    for one in walk.parts(container, ("Link",)).get("Link", _NOTHING):
        notes = targets(walk.parts(one, ("NoteRef",)), "NoteRef")
        direction = one.get("direction") or "Associative"
        ends = key(one.get("originGUID")), key(one.get("targetGUID"))
        found.append(
            ForeignLink(key(one.get("guid")), one.get("name") or "", *ends, direction, colour(one.get("color")), notes)
        )
    return tuple(found)


def sets(walk: Walk, container: Element) -> tuple[Grouping, ...]:
    """Return the sets of a project."""
    found = []
    for one in walk.parts(container, ("Set",)).get("Set", _NOTHING):
        parts = walk.parts(one, ("Description", "MemberCode", "MemberSource", "MemberNote"))
        members = (targets(parts, f"Member{kind}") for kind in ("Code", "Source", "Note"))
        found.append(Grouping(key(one.get("guid")), one.get("name") or "", description(parts), *members))
    return tuple(found)
