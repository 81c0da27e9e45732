"""Taguette projects: pages as they are shown, highlights on their words, though they count bytes of something else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading.kinds import letters
from kodeverk.refi.losses import Loss
from kodeverk.refi.taguette import read_taguette
from kodeverk.refi.web_text import Shown
from tests.refi.databases import TAGUETTE, database, keyed

WHEN = "2023-05-02 09:30:00.123456"
PAGE = (
    "<h1>Intervju</h1>\n<p>I: Hvem\n  leder?</p>\n<p>Kari: Vi har <b>to sjefer</b> 😀, og å, det er "
    "vanskelig.<br>Ja.</p><table><tr><td>år</td><td>2007</td></tr></table><p><img src='/static/missing.png'></p>"
)
SHOWN = "Intervju\nI: Hvem leder?\nKari: Vi har to sjefer 😀, og å, det er vanskelig.\nJa.\når\t2007"
# The text nodes of the page, one after the other, by hand.
NODES = "Intervju\nI: Hvem\n  leder?\nKari: Vi har to sjefer 😀, og å, det er vanskelig.Ja.år2007"


def marked(key: int, quote: str, snippet: str = "", document: int = 1) -> tuple:
    start = len(NODES[: NODES.index(quote)].encode())
    return key, document, start, start + len(quote.encode()), snippet or quote


def history(key: int, user: str, kind: str = "highlight_add") -> tuple:
    payload = json.dumps({"type": kind, "highlight_id": key, "start_offset": 0, "end_offset": 1, "tags": [1]})
    return WHEN, user, 1, 1, payload


def rows(**more: list[dict]) -> dict[str, list[dict]]:
    marks = [
        marked(1, "to sjefer 😀", "<p><b>to sjefer</b> 😀</p>"), marked(2, "vanskelig.Ja.", "<p>vanskelig.<br>Ja.</p>"),
        marked(3, "Hvem\n  leder?\nKari", "<p>Hvem\n  leder?</p>\n<p>Kari</p>"), marked(4, "å, det"),
    ]  # fmt: skip
    return {
        "users": keyed(("login", "created", "hashed_password", "email"), ("ida", WHEN, "scrypt:hemmelig", "ida@x.no")),
        "projects": keyed(("id", "name", "description", "created"), (1, "Likeverd", "Om to linjer", WHEN)),
        "project_members": keyed(("project_id", "user_login", "privileges"), (1, "ida", "ADMIN"), (1, "ola", "TAG")),
        "documents": keyed(
            ("id", "name", "description", "filename", "created", "project_id", "text_direction", "contents"),
            (1, "inf-01", "Første", "inf-01.docx", WHEN, 1, "LEFT_TO_RIGHT", PAGE),
        ),
        "tags": keyed(
            ("id", "project_id", "path", "description"),
            (1, 1, "ledelse.to sjefer", "Når to leder"), (2, 1, "ledelse", ""),
        ),
        "highlights": keyed(("id", "document_id", "start_offset", "end_offset", "snippet"), *marks),
        "highlight_tags": keyed(("highlight_id", "tag_id"), (1, 1), (1, 2), (2, 1), (3, 2), (99, 1)),
        "commands": keyed(
            ("date", "user_login", "project_id", "document_id", "payload"),
            history(1, "ola"), history(1, "ida"), history(2, "ida"), history(3, "ida"), history(50, "ola"),
            (WHEN, "ida", 1, 1, "{ikke json"),
        ),
        "alembic_version": keyed(("version_num",), ("abc",)),
    } | more  # fmt: skip


def read(tmp_path, project: str = "", **more):
    return read_taguette(database(tmp_path / "x.sqlite3", TAGUETTE, rows(**more)), "x.sqlite3", project)


def quotes(source) -> list[str]:
    return [source.text[one.start : one.end] for one in source.selections]


def test_a_page_becomes_the_text_a_reader_sees_and_its_text_nodes_are_those_taguette_counts():
    page = Shown(PAGE)
    assert (page.text, page.raw) == (SHOWN, NODES)


def test_highlights_in_bytes_stand_on_their_words_one_coding_for_each_tag(tmp_path):
    (source,) = read(tmp_path).sources
    assert source.text == SHOWN and source.file == "inf-01.docx" and source.description == "Første"
    assert quotes(source) == [
        "to sjefer 😀", "to sjefer 😀", "vanskelig.\nJa.", "Hvem leder?\nKari", "å, det",
    ]  # fmt: skip
    assert [len(one.codings) for one in source.selections] == [1, 1, 1, 1, 0], "the last highlight has no tag"


def test_tags_people_and_who_made_each_highlight_come_across_and_secrets_do_not(tmp_path):
    found = read(tmp_path)
    people = {user.guid: user.name for user in found.users}
    assert list(people.values()) == ["ida", "ola"]
    assert [(code.name, code.description) for code in found.codes] == [
        ("ledelse.to sjefer", "Når to leder"), ("ledelse", ""),
    ]  # fmt: skip
    made = [(people.get(one.user, ""), one.made) for one in found.sources[0].selections]
    assert made == [("ola", "2023-05-02T09:30:00")] * 2 + [("ida", "2023-05-02T09:30:00")] * 2 + [("", "")]
    assert (found.name, found.description) == ("Likeverd", "Om to linjer")
    assert "hemmelig" not in repr(found) and "@" not in repr(found)


def test_what_is_no_text_and_what_belongs_to_nothing_is_told(tmp_path):
    assert read(tmp_path).losses == (
        Loss("picture in a document", 1, 0, 1),
        Loss("Coding", 1, 0, 1, "the highlight is not in the project any more"),
        Loss("Command", 6, 3, 3, "of the history, who made a highlight and when"),
    )


def test_a_highlight_whose_words_are_elsewhere_is_set_on_them_or_told(tmp_path):
    (key, document, start, end, words) = marked(1, "vanskelig")
    beside = [(key, document, start + 3, end + 3, words), (2, document, start, end, "aldri sagt")]
    found = read(tmp_path, highlights=keyed(("id", "document_id", "start_offset", "end_offset", "snippet"), *beside))
    (source,) = found.sources
    assert quotes(source)[0] == "vanskelig"
    assert [note.text for note in found.notes if note.guid in source.notes] == ["aldri sagt"]
    assert (
        found.warnings[0] == "inf-01: 2 codings were set where their words stand; their positions pointed beside them."
    )


def test_of_several_projects_one_must_be_named_and_only_its_own_come_across(tmp_path):
    two = keyed(("id", "name", "description", "created"), (1, "Likeverd", "", WHEN), (2, "Andre", "", WHEN))
    with pytest.raises(ReadingError, match="holds 2 projects: 'Likeverd', 'Andre'. Say which with project="):
        read(tmp_path, projects=two)
    found = read(tmp_path, "Andre", projects=two)
    assert (found.name, found.sources, found.codes) == ("Andre", (), ())
    assert len(read(tmp_path, "Likeverd", projects=two).sources) == 1


def test_a_view_in_place_of_the_highlights_is_refused(tmp_path):
    then = "ALTER TABLE highlights RENAME TO held; CREATE VIEW highlights AS SELECT * FROM held;"
    with pytest.raises(ReadingError, match="highlights is no table"):
        read_taguette(database(tmp_path / "x.sqlite3", TAGUETTE, rows(), then), "x.sqlite3")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<p>a<br/>b<br><br>c</p>", "a\nb\n\nc"),
        ("<pre>\n  a\n b</pre><p> c  d </p>", "  a\n b\nc d"),
        ("<pre></pre>\na<pre>\n\nb</pre>", "a\n\nb"),
        ("<ul><li>a</li>\n<li>b <b>c</b></li></ul>", "a\nb c"),
        ("a&amp;b&#x1F600;&nbsp;c", "a&b😀\u00a0c"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td></td><td>d</td></tr></table>", "a\tb\nc\td"),
        ("", ""),
    ],
)
def test_pages_are_shown_as_a_browser_shows_them(page, text):
    assert Shown(page).text == text


def test_only_the_line_end_right_after_the_mark_is_no_part_of_preformatted_text():
    assert Shown("<pre></pre>\n\na<pre>\n\nb</pre>").raw == "\n\na\nb"


def test_a_marked_section_is_a_comment_as_it_is_for_a_browser():
    assert Shown("a<![CDATA[b]]>c<![if x]>d").text == "acd"


PIECES = [
    "<p>",
    "</p>",
    "<br>",
    "<b>",
    "</b>",
    "<pre>",
    "</pre>",
    " ",
    "\n",
    "a",
    "å",
    "😀",
    "e\u0301",
    "&lt;",
    "\u00a0",
]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.data())
def test_every_letter_of_a_page_is_shown_once_and_every_stretch_keeps_its_letters(pieces, data):
    page = Shown("".join(pieces))
    assert letters(page.text) == letters(page.raw) == sum(letters(p) for p in pieces if len(p) < 3)
    if page.raw:
        start = data.draw(st.integers(0, len(page.raw) - 1))
        end = data.draw(st.integers(start + 1, len(page.raw)))
        first, last = page.span(start, end)
        assert "".join(page.text[first:last].split()) == "".join(page.raw[start:end].split())
