"""A mouse that marks passages of a transcript as a hand does: from the first character to the last, by where they are.

Which characters are meant is told in positions of the study's text. Where they are in the page is found among the
lines the page shows, by counting here and not by the desk's own code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex
from playwright.sync_api import Locator, Page

from kodeverk.model import Segment

POINTS = """async (desk, [from, to]) => {
  const walked = ([turn, line, start, end, text]) => {
    const element = desk.querySelectorAll(".kv-turn")[turn].querySelectorAll(".kv-line")[line];
    if (element.textContent !== text) throw new Error(`turn ${turn}, line ${line} shows another text`);
    const range = document.createRange();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let at = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (start >= at && start < at + node.length) range.setStart(node, start - at);
      if (end > at && end <= at + node.length) range.setEnd(node, end - at);
      at += node.length;
    }
    return range;
  };
  const frame = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const view = desk.querySelector(".kv-text");
  view.scrollIntoView({ block: "nearest" });
  for (let time = 0; time < 3; time += 1) {
    const seen = view.getBoundingClientRect();
    view.scrollTop += walked(from).getBoundingClientRect().top - seen.top - 0.35 * seen.height;
    await frame();
  }
  const [first, last] = [walked(from).getClientRects()[0], [...walked(to).getClientRects()].at(-1)];
  const seen = view.getBoundingClientRect();
  if (Math.max(last.bottom, first.bottom) > Math.min(seen.bottom, innerHeight) || first.top < Math.max(seen.top, 0)) return null;
  const points = [
    [first.left + 0.2 * first.width, (first.top + first.bottom) / 2],
    [last.right - 0.2 * last.width, (last.top + last.bottom) / 2],
  ];
  const covered = ([x, y]) => !desk.getRootNode().elementFromPoint(x, y)?.closest(".kv-line");
  for (let time = 0; time < 60 && points.some(covered); time += 1) await frame(); // as a hand waits for a card to go
  if (points.some(covered)) throw new Error("something lies over the text");
  return points;
}"""


class Mouse:
    """The mouse in one desk.

    Parameters
    ----------
    page : Page
    desk : Locator
        The desk's element.
    text : str
        The open source's text, from the study.
    segments : sequence of Segment
        Its turns, from the study.
    """

    def __init__(self, page: Page, desk: Locator, text: str, segments: Sequence[Segment]) -> None:
        self.page, self.desk, self.text = page, desk, text
        self.lines: list[tuple[int, int, int, int]] = []  # turn, line, start, end
        for turn, segment in enumerate(segments):
            start = segment.body
            for line, said in enumerate(text[segment.body : segment.end].split("\n")):
                self.lines.append((turn, line, start, start + len(said)))
                start += len(said) + 1
        assert all("\n" not in text[start:end] for *_, start, end in self.lines)

    def clusters(self) -> list[tuple[int, int]]:
        """Return start and end of every character a reader sees (no blanks, no soft hyphens), in the order of the text."""
        return [
            (start + found.start(), start + found.end())
            for *_, start, end in self.lines
            for found in regex.finditer(r"\X", self.text[start:end])
            if not found[0].isspace() and found[0] != "\N{SOFT HYPHEN}"
        ]

    def mark(self, start: int, end: int, *, backwards: bool = False) -> bool:
        """Drag from the first character of a span to its last; False where they are not in view together."""
        clusters = self.clusters()
        first = next(each for each in clusters if each[0] == start)
        last = next(each for each in clusters if each[1] == end)
        self.desk.locator(".kv-head").hover()  # away from the text, where a card may lie over what is to be marked
        points: Any = self.desk.evaluate(POINTS, [self._place(*first), self._place(*last)])
        if points is None:
            return False
        begin, stop = reversed(points) if backwards else points
        self.page.mouse.move(*begin)
        self.page.mouse.down()
        self.page.mouse.move(*stop, steps=4)
        self.page.mouse.up()
        return True

    def mark_quote(self, quote: str, **how: bool) -> tuple[int, int]:
        """Drag over the one place a quote stands at, and return its span."""
        assert self.text.count(quote) == 1, quote
        start = self.text.index(quote)
        assert self.mark(start, start + len(quote), **how)
        return start, start + len(quote)

    def click(self, quote: str) -> None:
        """Click in the middle of a quote."""
        middle = self.text.index(quote) + len(quote) // 2
        at = next(each for each in self.clusters() if each[0] >= middle)
        self.desk.locator(".kv-head").hover()
        points: Any = self.desk.evaluate(POINTS, [self._place(*at)] * 2)
        self.page.mouse.click(*points[0])

    def _place(self, start: int, end: int) -> list[Any]:
        turn, line, begins, ends = next(each for each in self.lines if each[2] <= start and end <= each[3])
        units = [len(self.text[begins:at].encode("utf-16-le")) // 2 for at in (start, end)]
        return [turn, line, *units, self.text[begins:ends]]
