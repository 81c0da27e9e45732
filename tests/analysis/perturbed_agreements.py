"""Forty agreements of invented municipalities made from the template, and the class a careful reader gives each point.

The Norwegian material and the plan of each agreement are in `fixtures/avtaler-omskrevet.yaml`, written by somebody who
knew the definition of the classes and not the comparison. In a plan the class comes first (`CLASSES`), then what was
done to the point, in this order where there is more than one:

==============  ========================================================================================
``2a``          sentence 2 in its version a (a-c: most of its words are left; x-z: the same in other words)
``-2``          sentence 2 cut
``2>8``         sentence 2 moved to the end of point 8
``f:a``         open sentences filled in as in a (``empty``: blanks left empty)
``own:a``       the point anew
``=2134``       the sentences in another order (a is 10, b is 11)
``+p``          sentence p added at the end; ``+p@2`` after sentence 2, ``+p@0`` first
``~soft``       retyped, no word changed: see `retyped`
``cut head``    the point cut; all but its heading cut
==============  ========================================================================================

A point not named stands as in the template and is *same*.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import docx
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "corpora" / "partnerskap-2007" / "avtalemal.docx"
MATERIAL = ROOT / "tests" / "fixtures" / "avtaler-omskrevet.yaml"
POINTS = (*"123", "3a", "3b", "3c", *map(str, range(4, 16)))
CLASSES = {"X": "cut", "S": "same", "A": "same with addition", "F": "fill-in", "R": "reworded", "O": "own"}
NUMBERS = {  # by name: before the heading of a point, and of a sub-point
    "plain": ("{n} ", "{n}{s} "),
    "dot": ("{n}. ", "{n}{s}. "),
    "section": ("§ {n} ", "§ {n}{s} "),
    "word": ("Punkt {n}: ", "Punkt {n}{s}: "),
    "sub": ("{n}. ", "{n}.{i} "),
    "none": ("", ""),
}
WIDTH = 72

Paragraph = tuple[str, str]
"""What it is (``title``, ``h1``, ``h2``, ``p`` or ``li``) and its text."""


class Agreement(NamedTuple):
    """One agreement, what is expected of each point, and what was done to it."""

    name: str
    paragraphs: list[Paragraph]
    classes: dict[str, str]
    done: dict[str, str]
    form: str
    """How it is written: ``docx``, ``bold`` (no heading styles), ``txt`` or ``wrap`` (lines broken and hyphenated)."""


def agreements() -> list[Agreement]:
    """Return the forty agreements, in the order of the plan."""
    material = yaml.safe_load(MATERIAL.read_text(encoding="utf-8"))
    template = Template(material)
    return [template.agreement(name, plan) for name, plan in material["agreements"].items()]


def read_template() -> tuple[dict[str, str], dict[str, list[Paragraph]]]:
    """Return the heading and the sentences of each point of the template."""
    headings: dict[str, str] = {}
    units: dict[str, list[Paragraph]] = {}
    point = None
    for paragraph in docx.Document(str(TEMPLATE)).paragraphs:
        if paragraph.style.name.startswith("Heading"):
            found = re.fullmatch(r"(\d+[a-c]?) (.+)", paragraph.text)
            point = found and found[1]
            if found:
                headings[point], units[point] = found[2], []
        elif point:
            kind = "li" if paragraph.style.name == "List Bullet" else "p"
            parts = re.split(r"(?<=[.\]])\s+(?=[A-ZÆØÅ\[])", paragraph.text)
            units[point] += [(kind, text) for text in parts]
    return headings, units


class Template:
    """The template and the material, from which agreements are made."""

    def __init__(self, material: dict[str, Any]) -> None:
        self.headings, self.units = read_template()
        self.points, self.local = material["points"], material["local"]
        assert tuple(self.headings) == POINTS

    def agreement(self, name: str, plan: dict[str, Any]) -> Agreement:
        """Return one agreement as planned."""
        said = {str(point): line.split() for point, line in plan["points"].items()}
        assert set(said) <= set(POINTS), name
        ops = {point: said.get(point, ["S"])[1:] for point in POINTS}
        moved: dict[str, list[Paragraph]] = {}
        bodies = {point: self.body(point, ops[point], moved) for point in POINTS}
        bodies = {point: [*body, *moved.get(point, [])] for point, body in bodies.items()}
        paragraphs = [
            ("title", "Lokal samarbeidsavtale"),
            ("p", "mellom <kommune> kommune og Arbeids- og velferdsetaten ved NAV <fylke> om felles lokalt kontor"),
            ("p", "Syntetisk avtale, skrevet for kodeverk. Ingen kommune, noe kontor eller noen setning er virkelig."),
            *self.laid_out(plan, ops, bodies),
            ("h1", "Underskrift"),
            ("p", "<kommune>, 12. februar 2007"),
        ]
        names = {"NAV <kommune>": f"NAV {plan.get('office', name)}", "<kommune>": name, "<fylke>": plan["county"]}
        for place, chosen in names.items():
            paragraphs = [(kind, text.replace(place, chosen)) for kind, text in paragraphs]
        classes = {point: CLASSES[said.get(point, ["S"])[0]] for point in POINTS}
        form = "wrap" if plan.get("wrap") else plan.get("form", "docx")
        done = {point: " ".join(ops[point]) for point in POINTS}
        return Agreement(name, paragraphs, classes, self.told(plan, done, moved), form)

    def told(self, plan: dict[str, Any], done: dict[str, str], moved: dict[str, list[Paragraph]]) -> dict[str, str]:
        """Return what was done to each point, with what was done to its surroundings."""
        for point in moved:
            done[point] += " +moved here"
        for *merged, _ in plan.get("merge", []):
            for point in map(str, merged):
                done[point] += f" merged {merged}"
        done["3"] = "; ".join(f"{sub}: {done[sub]}" for sub in ("3a", "3b", "3c") if done[sub])
        return {point: text.strip() for point, text in done.items()}

    def body(self, point: str, ops: list[str], moved: dict[str, list[Paragraph]]) -> list[Paragraph]:
        """Return the paragraphs of a point after what was done to it; what it loses to another point goes in `moved`."""
        own = self.points[point]
        units = {number: [unit] for number, unit in enumerate(self.units[point], start=1)}
        order, retype = list(units), []
        for op in ops:
            if op in ("cut", "head"):
                return []
            if op[0] == "-":
                order.remove(int(op[1:]))
            elif op[0] == "=":
                order = [int(digit, 16) for digit in op[1:]]
            elif op[0] == "+":
                key, _, at = op[1:].partition("@")
                where = order.index(int(at)) + 1 if at and at != "0" else 0 if at else len(order)
                units[max(units) + 1] = [sentence(own["add"][key])]
                order.insert(where, max(units))
            elif op[0] == "~":
                retype.append(op[1:])
            elif op.startswith("f:"):
                units |= {n: filled(text, units[n][0][0]) for n, text in own["fill"][op[2:]].items()}
            elif op.startswith("own:"):
                units = {1: [("p", own["own"][op[4:]])]}
                order = [1]
            elif ">" in op:
                number, _, target = op.partition(">")
                order.remove(int(number))
                moved.setdefault(target, []).extend(units[int(number)])
            else:
                number = int(op[:-1])
                units[number] = [(units[number][0][0], own[number][op[-1]])]
        return retyped([unit for number in order for unit in units[number]], retype)

    def laid_out(
        self, plan: dict[str, Any], ops: dict[str, list[str]], bodies: dict[str, list[Paragraph]]
    ) -> list[Paragraph]:
        """Return the points with their headings, numbered in their order, and the local points between them."""
        merged = {str(first): (list(map(str, rest)), title) for first, *rest, title in plan.get("merge", [])}
        under = {point for rest, _ in merged.values() for point in rest}
        before, before_sub = NUMBERS[plan.get("numbers", "plain")]
        local = plan.get("local", {})
        number, out = 0, []

        def heading(title: str) -> Paragraph:
            nonlocal number
            number += 1
            return ("h1", before.format(n=number) + title)

        def title(point: str) -> str:
            return self.points[point]["heading"] if plan.get("headings") else self.headings[point]

        def put_local(after: int) -> None:
            if after in local:
                first, *rest = self.local[local[after]]
                out.extend([heading(first), *joined([("p", text) for text in rest])])

        put_local(0)
        for position in plan.get("order", range(1, 16)):
            point = str(position)
            subs = [sub for sub in ("3a", "3b", "3c") if point == "3" and "cut" not in ops[sub]]
            if point not in under and "cut" not in ops[point] and (subs or point != "3"):
                rest, together = merged.get(point, ([], ""))
                out += [heading(together or title(point)), *joined(bodies[point])]
                for other in rest:
                    out += joined(bodies[other])
                for place, sub in enumerate(subs, start=1):
                    out += [("h2", before_sub.format(n=number, s="abc"[place - 1], i=place) + title(sub))]
                    out += joined(bodies[sub])
            put_local(position)
        return out


def sentence(text: str) -> Paragraph:
    """Return a sentence to be added: a list item if it does not end in a full stop."""
    return ("p" if text.endswith(".") else "li", text)


def filled(text: str | list[str], kind: str) -> list[Paragraph]:
    """Return what is put in place of an open sentence: one of its kind, or several with list items marked ``-``."""
    if isinstance(text, str):
        return [(kind, text)]
    return [("li", one[2:]) if one.startswith("- ") else ("p", one) for one in text]


def retyped(units: list[Paragraph], ways: list[str]) -> list[Paragraph]:
    """Return a point's sentences retyped: no word of them is another."""
    for way in ways:
        if way == "para":  # each sentence a paragraph of its own
            units = [("p\n", text) for _, text in units]
        elif way == "list":  # each sentence a list item
            units = [("li", text) for _, text in units]
        elif way == "letters":  # list items lettered by hand
            items = iter("abcdefghijklmnop")
            units = [("p\n", f"{next(items)}) {text}") if kind == "li" else (kind, text) for kind, text in units]
        elif way == "run":  # a list as running text
            items = "; ".join(text for kind, text in units if kind == "li")
            units = [*(unit for unit in units if unit[0] != "li"), ("p", items + ".")]
        elif way == "caps":
            units = [(units[0][0], units[0][1].upper()), *units[1:]]
        else:
            units = [(kind, WAYS[way](text)) for kind, text in units]
    return units


def broken(text: str, width: int = WIDTH, indent: str = "") -> str:
    """Return a text in lines, with long words hyphenated at the end of a line."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(indent + line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
            continue
        room = width - len(indent + line) - 2
        cuts = [at for at in range(4, len(word) - 3) if at <= room and re.match(r"[^aeiouyæøå][aeiouyæøå]", word[at:])]
        if cuts and word.isalpha():
            line, word = f"{line} {word[: cuts[-1]]}-", word[cuts[-1] :]
        lines.append(line)
        line = word
    return f"\n{indent}".join([*lines, line])


def softened(text: str) -> str:
    """Return a text with a soft hyphen in each long word."""
    return re.sub(r"[^\W\d_]{10,}", lambda found: f"{found[0][:5]}\u00ad{found[0][5:]}", text)


WAYS = {
    "soft": softened,
    "nbsp": lambda text: re.sub(r"(\S+ \S+) ", "\\1\u00a0", text),
    "space": lambda text: text.replace(" ", "  ") + " \t",
    "brk": lambda text: broken(text, 30),
    "punct": lambda text: text.replace(", ", " – "),
    "quot": lambda text: text.replace("«", "”").replace("»", "”"),
}


def joined(units: list[Paragraph]) -> list[Paragraph]:
    """Return sentences in paragraphs: those in running text that follow one another are one."""
    out: list[Paragraph] = []
    for kind, group in groupby(units, key=lambda unit: unit[0]):
        texts = [text for _, text in group]
        out += [("p", " ".join(texts))] if kind == "p" else [(kind.strip(), text) for text in texts]
    return out


def write(agreement: Agreement, folder: Path) -> Path:
    """Write an agreement as a file in a folder and return its path."""
    stem = "avtale-" + agreement.name.lower().replace(" ", "-")
    if agreement.form in ("txt", "wrap"):
        path = folder / f"{stem}.txt"
        path.write_text("\n".join(map(as_text(agreement.form), agreement.paragraphs)) + "\n", encoding="utf-8")
        return path
    document = docx.Document()
    styles = {"title": "Title", "h1": "Heading 1", "h2": "Heading 2", "p": "Normal", "li": "List Bullet"}
    for kind, text in agreement.paragraphs:
        bold = agreement.form == "bold" and kind in ("title", "h1", "h2")
        document.add_paragraph(style="Normal" if bold else styles[kind]).add_run(text).bold = bold or None
    path = folder / f"{stem}.docx"
    document.save(str(path))
    return path


def as_text(form: str) -> Any:
    """Return what writes one paragraph as plain text: an empty line before it, but not before a list item."""

    def one(paragraph: Paragraph) -> str:
        kind, text = paragraph
        start, indent = ("- ", "  ") if kind == "li" else ("\n", "")
        return start + (broken(text, indent=indent) if form == "wrap" and kind in ("p", "li") else text)

    return one
