"""Files damaged by chance, the same every time: bytes flipped, cut, doubled, swapped, members of packages dropped."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

Mutation = Callable[[bytes, random.Random], bytes]
TELLING = (b"\x00", b"\xff\xfe", b"<", b">", b"&", b"]]>", b"{", b"}", b"\\", b"\\u-1 ", b"-->", b"\n\n", b"\r", b'"', b"1e999",
           b"9" * 30, b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&#xD800;", b"\xed\xa0\x80", b"stream", b"endobj", b"<<", b"/Kids")  # fmt: skip
"""What means something to one format or another."""


def mutants(seeds: list[Path], count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield damaged copies: a name that says which one it is, the ending of its file name, and its bytes."""
    chance = random.Random(seed)
    originals = [(path, path.read_bytes()) for path in seeds]
    for number in range(count):
        path, data = originals[number % len(originals)]
        inside = data.startswith(b"PK\x03\x04") and chance.random() < 0.7
        yield f"{path.stem} {number}", path.suffix, _in_package(data, chance) if inside else _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    for _time in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(MUTATIONS)(data, chance)
    return data


def _in_package(data: bytes, chance: random.Random) -> bytes:
    """Return a zip file with one member damaged, dropped, emptied, doubled or renamed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]
    at = chance.randrange(len(parts))
    name, content = parts[at]
    what = chance.randrange(10)
    if what == 0:
        del parts[at]
    elif what == 1:
        parts[at] = name, b""
    elif what == 2:
        parts.append((name.upper(), content))
    elif what == 3:
        parts[at] = "../" + name, content
    else:
        parts[at] = name, _damaged(content, chance)
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content)
    return held.getvalue()


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _time in range(min(len(changed), chance.choice((1, 3, 20)))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def _gap(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + data[at + chance.choice((1, 8, 200)) :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + data[at : at + chance.choice((4, 60, 500))] * chance.choice((2, 2, 50)) + data[at:]


def _put_in(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + chance.choice(TELLING) * chance.choice((1, 1, 3, 400)) + data[at:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    one, two, three = sorted(_place(data, chance) for _time in range(3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def _digit(data: bytes, chance: random.Random) -> bytes:
    """Return the data with one number made another: lengths, offsets, counts, times."""
    places = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return _flip(data, chance)
    at = chance.choice(places)
    return data[:at] + chance.choice((b"0", b"9", b"-1", b"99999999999", b"1.5", b"")) + data[at + 1 :]


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _gap, _doubled, _put_in, _swapped, _digit)
