"""UN-2: a span is the same stretch of text in Python and in JavaScript."""

import json
import random
import subprocess
from pathlib import Path

import pytest

import kodeverk.notebook.offsets as offsets
from kodeverk.notebook import from_utf16, to_utf16
from tests.needs import program


@pytest.fixture
def node() -> str:
    return program("node")


SCRIPT = Path(offsets.__file__).with_name("desk") / "offsets.js"

CUT = """
import {{ toUtf16, fromUtf16 }} from {module};
import {{ readFileSync }} from "node:fs";
const rows = JSON.parse(readFileSync(0, "utf8"));
const answer = rows.map(([text, start, end]) => {{
  const [a, b] = [toUtf16(text, start), toUtf16(text, end)];
  return [a, b, text.slice(a, b), fromUtf16(text, a), fromUtf16(text, b)];
}});
process.stdout.write(JSON.stringify(answer));
"""


def in_node(node: str, rows: list[tuple[str, int, int]]) -> list[list]:
    script = CUT.format(module=json.dumps(SCRIPT.as_uri()))
    ran = subprocess.run(
        [node, "--input-type=module", "-e", script],
        input=json.dumps(rows).encode("ascii"),
        capture_output=True,
        check=True,
        timeout=120,
    )
    return json.loads(ran.stdout)


def any_character(rng: random.Random) -> str:
    """A code point of any plane but the surrogates; æøå, combining marks, joiners and emoji more often."""
    if rng.random() < 0.3:
        return rng.choice("æøåÆØÅ e\u0301\u030a\u200d\ufe0f👩🏽😀🇳🇴\u00ad\u2028\u0085\0")
    point = rng.randrange(17) * 0x10000 + rng.randrange(0x10000)
    return "\ufffd" if 0xD800 <= point <= 0xDFFF else chr(point)


def random_spans(many: int) -> list[tuple[str, int, int]]:
    rng = random.Random(20261121)
    texts = ["".join(any_character(rng) for _ in range(rng.randrange(1, 60))) for _ in range(many)]
    return [(text, *sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))) for text in texts]


def test_un_2_ten_thousand_random_spans_are_the_same_stretch_in_python_and_in_node(node):
    rows = random_spans(10_000)
    planes = {ord(character) >> 16 for text, _, _ in rows for character in text}
    assert planes == set(range(17))
    answers = in_node(node, rows)
    assert len(answers) == 10_000
    for (text, start, end), (a, b, cut, back_a, back_b) in zip(rows, answers, strict=True):
        assert (a, b) == (to_utf16(text, start), to_utf16(text, end))
        assert cut == text[start:end]
        assert (back_a, back_b) == (start, end) == (from_utf16(text, a), from_utf16(text, b))


def test_without_conversion_most_of_these_spans_would_be_wrong():
    moved = [text for text, start, _ in random_spans(1_000) if start > 3 and to_utf16(text, start) != start]
    assert len(moved) > 500


def test_positions_outside_the_text_or_inside_a_character_are_refused_without_quoting_it(node):
    for convert, offset in [(to_utf16, 3), (to_utf16, -1), (from_utf16, 4), (from_utf16, -1), (from_utf16, 2)]:
        with pytest.raises(ValueError, match="Position") as refused:
            convert("a😀", offset)
        assert "😀" not in str(refused.value) and refused.value.__suppress_context__ == (offset == 2)
    script = CUT.format(module=json.dumps(SCRIPT.as_uri())).replace("fromUtf16(text, a)", "fromUtf16(text, 2)")
    ran = subprocess.run(
        [node, "--input-type=module", "-e", script], input=b'[["a\\ud83d\\ude00", 0, 1]]', capture_output=True
    )
    assert ran.returncode != 0 and b"RangeError" in ran.stderr
