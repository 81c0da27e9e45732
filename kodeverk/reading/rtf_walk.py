"""The walk through the tokens of an RTF file: every letter comes in once, or is counted as left out."""

from __future__ import annotations

from collections.abc import Iterable

from kodeverk.reading.report import Block
from kodeverk.reading.rtf_state import Flow, State
from kodeverk.reading.rtf_tables import DEEPEST, Rows
from kodeverk.reading.rtf_tokens import CLOSE, OPEN, TEXT, Token
from kodeverk.reading.rtf_words import (
    CHARACTERS,
    COUNTED,
    FLOWS,
    LEFT_OUT,
    NO_TEXT,
    PARAGRAPH_ENDS,
    SILENT,
    TOGGLES,
    TRANSPARENT,
    is_math_property,
)
from kodeverk.reading.walk import AT_THE_END, Walk, joined, told_apart

_HEADINGS = ("heading ", "title", "subtitle")
_NO_HEADING = 9
_OUTSIDE = "unknown parts"


class RtfWalk(Walk):
    """A walk through one RTF file.

    Parameters
    ----------
    tracked : str
        Which text of a document with tracked changes: ``accepted`` or ``original``.

    Attributes
    ----------
    title : str
        Title the file gives itself; empty if none.
    """

    def __init__(self, tracked: str = "accepted") -> None:
        super().__init__(tracked)
        self.title = ""
        self._state, self._states = State(dropped=_OUTSIDE), list[State]()
        self._begun = False
        self._passable = False  # whether \* stood before: who does not know what follows passes over it
        self._heard, self._left_text = "", list[str]()
        self._style: int | None = 0
        self._heading_styles: set[int] = set()
        self._shown: tuple[str, ...] = ()
        self._rows, self._flows = Rows(), list[Flow]()
        self._notes: list[tuple[str, Block, tuple[int, int]]] = []

    def walk(self, tokens: Iterable[Token]) -> None:
        """Walk through a whole file; footnotes, endnotes and comments stand at the end of the text."""
        for what, name, number in tokens:
            if what == TEXT:
                self._text(name)
            elif what == OPEN:
                self._begin_group()
            elif what == CLOSE:
                self._end_group()
            else:
                self._word(name, number)
        order = [kind for kind, _becomes in AT_THE_END]
        for kind, block, place in sorted(self._notes, key=lambda note: order.index(note[0])):
            if block.text.strip():
                self.blocks.append(block)
                self.places.setdefault(kind, []).append(place)

    # --- groups --------------------------------------------------------------------------

    def _set(self, **changes: object) -> None:
        self._state = self._state._replace(**changes)  # type: ignore[arg-type]
        self._dropped = self._state.dropped or self._taken_away()

    def _taken_away(self) -> str:
        """Return the kind of tracked change by which text here is not in the text asked for; empty if it is."""
        deleted, inserted = self._state.deleted, self._state.inserted
        return deleted if deleted in self.away else inserted if inserted in self.away else ""

    def _begin_group(self) -> None:
        self._states.append(self._state)
        if self._state.endings or not self._begun:
            self._set(endings=(), dropped=self._state.dropped if self._begun else "")
            self._begun = True

    def _end_group(self) -> None:
        if not self._states:  # a brace too many: outside the document
            self._set(silent="")
            return
        endings, self._state = self._state.endings, self._states.pop()
        self._dropped = self._state.dropped or self._taken_away()
        for what, number in reversed(endings):
            if what == "title":
                self.title = self._heard.strip()
            elif what == "flow":
                self._end_flow()
            else:
                self._end_left_out(what, self.left[what] - number)
        if not self._states:
            self._end_paragraph(0)

    def _at_end(self, what: str, number: int = 0) -> None:
        self._set(endings=(*self._state.endings, (what, number)))

    def _end_left_out(self, kind: str, held: int) -> None:
        """Count a destination that was left out and held so many letters, unless it held nothing."""
        text, self._left_text = " ".join(self._left_text), []
        if held or (kind == "automatic numbers" and text.strip()):
            self.left[kind] -= held
            self.lose(told_apart(kind, text), 1, held)

    def _begin_flow(self, kind: str) -> None:
        self._flows.append(Flow(kind, self._place(), self._rows))
        self._rows = Rows()
        self._open()
        self._set(level=0, heading=False)
        self._at_end("flow")

    def _end_flow(self) -> None:
        self._end_paragraph(0)
        flow, blocks = self._flows.pop(), self._close()
        self._rows = flow.rows
        if flow.kind:
            self.count(flow.kind)
        if becomes := dict(AT_THE_END).get(flow.kind):
            self._notes.append((flow.kind, joined(blocks, becomes), flow.place))
        else:
            self._float(blocks)

    def _place(self) -> tuple[int, int]:
        number, offset = super()._place()
        return number, 0 if self._state.level else offset

    # --- text ----------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        state = self._state
        if state.silent:
            self._heard += text if state.listening else ""
            if state.silent == "styles" and ";" in text:
                self._end_style()
            return
        shown = state.deleted, state.inserted, "hidden text" * state.hidden, "right-to-left text" * state.backward
        if shown != self._shown:
            for kind in set(shown) - {*self._shown, ""}:
                self.count(kind)
            self._shown = shown
        self._put(text, state.bold)
        if state.dropped:
            self._left_text.append(text)

    def _end_style(self) -> None:
        if self._style is not None and self._heard.strip().lower().startswith(_HEADINGS):
            self._heading_styles.add(self._style)
        self._heard, self._style = "", 0

    # --- control words -------------------------------------------------------------------

    def _word(self, name: str, number: int | None) -> None:
        passable, self._passable = self._passable, name == "*"
        state = self._state
        if state.silent:
            self._silent_word(name, number or 0, passable)
        elif name in CHARACTERS:
            character, kind = CHARACTERS[name]
            if kind:
                self.count(kind)
            self._text(character)
        elif name in PARAGRAPH_ENDS:
            if not state.dropped:
                self._ends(name)
        elif not self._destination(name, passable):
            self._property(name, number)

    def _property(self, name: str, number: int | None) -> None:
        on = number is None or number != 0
        if name in TOGGLES:
            which, value = TOGGLES[name]
            self._set(**{which: value if on else type(value)()})
        elif name in ("rtlch", "ltrch"):
            self._set(backward=name == "rtlch")
        elif name == "plain":
            self._set(bold=False, hidden=False, backward=False, deleted="", inserted="")
        elif name == "pard":
            self._set(level=0, heading=False)
        elif name == "intbl":
            self._set(level=max(1, self._state.level))
        elif name == "itap":
            self._set(level=max(0, min(number or 0, DEEPEST)))
        elif name == "outlinelevel":
            self._set(heading=(number or 0) < _NO_HEADING)
        elif name == "ilvl":
            self.levels = max(self.levels, 1 + min(number or 0, 8))
        elif name == "s":
            self._set(heading=number in self._heading_styles)
        elif name == "ftnalt" and self._flows:
            self._flows[-1].kind = "endnotes"

    def _destination(self, name: str, passable: bool) -> bool:
        """Begin what the group holds; return False where the word names no such thing."""
        if name in COUNTED:
            self.count(COUNTED[name])
        if name in LEFT_OUT:
            self._leave_out(LEFT_OUT[name])
        elif name in SILENT:
            if name == "pict":
                self.lose("pictures")
            self._set(silent=SILENT[name], listening=name == "stylesheet")
        elif name in NO_TEXT or is_math_property(name):
            self._set(silent="nothing")
        elif name in FLOWS:
            self._begin_flow(FLOWS[name])
        elif name == "object":
            self.lose("embedded objects")
        elif name in ("sn", "sv"):
            self._shape(name)
        elif passable and name not in TRANSPARENT:
            self._leave_out(_OUTSIDE)
        else:
            return name in COUNTED
        return True

    def _leave_out(self, kind: str) -> None:
        if not self._state.dropped:
            self._set(dropped=kind)
            self._at_end(kind, self.left[kind])

    def _shape(self, name: str) -> None:
        """Read the name or the value of a property of a shape or picture: only two of them are text."""
        if name == "sn":
            self._heard = ""
            self._set(silent="picture", listening=True)
        elif self._heard == "wzDescription":
            self._set(silent="")
            self._leave_out("picture descriptions")
        elif self._heard == "gtextUNICODE":
            self._set(silent="")
            self._begin_flow("")
        else:
            self._set(silent="picture", listening=False)

    def _silent_word(self, name: str, number: int, passable: bool) -> None:
        silent = self._state.silent
        if silent == "styles":
            if name in ("s", "cs", "ds", "ts"):
                self._style = number if name == "s" else None
            elif name == "outlinelevel" and number < _NO_HEADING and self._style is not None:
                self._heading_styles.add(self._style)
            elif passable:
                self._set(silent="nothing")
        elif silent == "information" and name == "title":
            self._heard = ""
            self._set(listening=True)
            self._at_end("title")
        elif silent == "picture" and name in ("sn", "sv"):
            self._shape(name)
        elif silent == "picture" and name == "pict":
            self.lose("pictures")
        elif silent == "twice" and name == "ud":
            self._set(silent="")

    # --- paragraphs and tables -----------------------------------------------------------

    def _ends(self, name: str) -> None:
        level = self._state.level
        if name in ("par", "sect"):
            if not self._taken_away():  # without its mark, a paragraph goes on in the next
                self._end_paragraph(level)
            return
        level = max(2, level) if name.startswith("nest") else 1
        self._end_paragraph(level)
        if name.endswith("cell"):
            self._rows.end_cell(level)
        else:
            self._end_row(level)

    def _end_paragraph(self, level: int) -> None:
        start = len(self.blocks)
        self._finish("heading" if self._state.heading and not level else "paragraph")
        blocks = self.blocks[start:]
        if level:
            del self.blocks[start:]
            self._rows.add(level, blocks)
            return
        if self._rows:
            del self.blocks[start:]
            self._end_row(1)
            self.blocks += blocks
        self._rows.going_on = False

    def _end_row(self, level: int) -> None:
        blocks, begins = self._rows.end_row(level)
        if begins:
            self.count("tables")
        self.blocks += blocks
