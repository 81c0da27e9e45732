from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kodeverk.views import html


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs", "Cf"])), st.text())
def test_any_text_is_read_back_as_itself_and_makes_no_tags(text: str, colour: str) -> None:
    reader = Reader()
    reader.feed(str(html.tag("p", text, html.chip("x", colour), title=text + colour)))
    assert reader.tags == ["p", "span"]
    assert reader.text.startswith(text)


@given(st.integers(0, 0xFFFFFF))
def test_text_on_a_tint_can_be_read(colour: int) -> None:
    assert html.contrast(html.DARK, html.tint(f"#{colour:06x}")) >= 4.5
    assert html.contrast(html.text_on(f"#{colour:06x}"), f"#{colour:06x}") >= 4.1


def test_a_table_has_a_header_and_a_row_each() -> None:
    shown = str(html.table(["a"], [["<"], [2]]))
    assert shown.count("<tr") == 3
    assert "&lt;" in shown
