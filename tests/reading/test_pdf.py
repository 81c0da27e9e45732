"""PDF: the text layer in reading order; columns, running heads, hyphens, pictures and comments are told (SL-7)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kodeverk.errors import ReadingError
from kodeverk.reading import read_source
from kodeverk.reading.kinds import letters
from kodeverk.reading.pdf import read_pdf
from kodeverk.reading.report import Content, Raw
from tests.reading.made import written

LEFT = ["I: Hva betyr det at dere er to", "eiere av ett og samme kontor?", "NL: Det betyr at vi har to sett", "av regler, og to budsjetter som", "aldri kommer samtidig til oss."]  # fmt: skip
RIGHT = ["I: Og hva gjør dere da, når de", "ikke kommer samtidig?", "NL: Da venter vi på det siste,", "og regner med det første til vi", "vet hva vi faktisk har å gå på."]  # fmt: skip
COLUMNS_READ = [
    "I: Hva betyr det at dere er to eiere av ett og samme kontor?",
    "NL: Det betyr at vi har to sett av regler, og to budsjetter som aldri kommer samtidig til oss.",
    "I: Og hva gjør dere da, når de ikke kommer samtidig?",
    "NL: Da venter vi på det siste, og regner med det første til vi vet hva vi faktisk har å gå på.",
]


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    """Return a PDF somebody draws on."""
    held = io.BytesIO()
    canvas = Canvas(held, pageCompression=0)
    draw(canvas)
    canvas.save()
    return held.getvalue()


def lines(canvas: Canvas, at: float, top: float, texts: Sequence[str], size: float = 11) -> None:
    """Draw lines below each other."""
    canvas.setFont("Helvetica", size)
    for number, text in enumerate(texts):
        canvas.drawString(at, top - number * 1.2 * size, text)


def pages(*held: Sequence[str], around: Callable[[Canvas, int], None] = lambda canvas, number: None) -> bytes:
    """Return a PDF with these lines on its pages."""

    def draw(canvas: Canvas) -> None:
        for number, texts in enumerate(held, 1):
            around(canvas, number)
            lines(canvas, 72, 740, texts)
            canvas.showPage()

    return drawn(draw)


def read(data: bytes) -> Raw:
    """Read a PDF and hold it to its account: every letter imported or left out, as many as pypdf finds."""
    raw = read_pdf(data, "a.pdf")
    account = raw.content[0]
    assert account.kind == "letters" and account.found == account.imported + account.left_out
    assert account.imported == sum(letters(block.text) for block in raw.blocks)
    assert all(row.found == row.imported + row.left_out and row.left_out >= 0 for row in raw.content)
    return raw


def texts(raw: Raw) -> list[str]:
    return [block.text for block in raw.blocks]


def row(raw: Raw, kind: str) -> Content:
    return next(row for row in raw.content if row.kind == kind)


def pypdf_letters(data: bytes) -> int:
    return sum(letters(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def filled(words: Sequence[str], width: float = 440, size: float = 11) -> list[str]:
    """Return words broken into lines as a text program does: as many as find room."""
    broken = [words[0]]
    for word in words[1:]:
        if stringWidth(f"{broken[-1]} {word}", "Helvetica", size) <= width:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    return broken


def test_two_columns_are_read_one_after_the_other_below_a_heading_across_both() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 780, ["Om å ha to eiere: et intervju med en leder på et kontor"], 16)
        for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):  # drawn across, read down
            lines(canvas, 72, 740 - 13 * number, [left])
            lines(canvas, 300, 740 - 13 * number, [right])

    raw = read(drawn(draw))
    assert texts(raw) == ["Om å ha to eiere: et intervju med en leder på et kontor", *COLUMNS_READ]
    assert [block.kind for block in raw.blocks] == ["heading"] + ["paragraph"] * 4
    assert row(raw, "pages in columns").found == 1


def test_a_column_of_speakers_stays_beside_what_they_say() -> None:
    turns = [text.split(": ", 1) for text in COLUMNS_READ]

    def draw(canvas: Canvas) -> None:
        for number, (who, said) in enumerate(turns):
            lines(canvas, 72, 740 - 60 * number, [f"{who}:"])
            lines(canvas, 120, 740 - 60 * number, filled(said.split(), 200))

    raw = read(drawn(draw))
    assert texts(raw) == [f"{who}:\t{said}" for who, said in turns]
    assert row(raw, "lines with wide gaps").imported == 4


def test_cells_of_a_table_with_rules_are_read_row_by_row() -> None:
    def draw(canvas: Canvas) -> None:
        for number, y in enumerate((740, 680, 620)):
            canvas.line(70, y + 15, 520, y + 15)
            lines(canvas, 72, y, [line.replace("I:", f"V{number}").replace("NL:", "") for line in LEFT[:3]])
            lines(canvas, 300, y, [line.replace("I:", f"H{number}").replace("NL:", "") for line in RIGHT[:3]])

    told = [text.split()[0] for text in texts(read(drawn(draw))) if text[:1] in "VH"]
    assert told == ["V0", "H0", "V1", "H1", "V2", "H2"]


def test_a_cell_of_several_lines_is_read_to_its_end_before_the_next() -> None:
    cell = "Vi har hatt et samarbeid mellom kommune og stat i mange år"

    def draw(canvas: Canvas) -> None:
        for number, y in enumerate((740, 660)):
            lines(canvas, 72, y, [f"Rad {number}"])
            lines(canvas, 150, y, filled(cell.split(), 120))
            lines(canvas, 290, y, ["Slutt på", "raden."])

    told = " ".join(texts(read(drawn(draw)))).replace("\t", " ")
    assert told == f"Rad 0 {cell} Slutt på raden. Rad 1 {cell} Slutt på raden."


def test_lines_are_joined_where_the_next_word_had_no_room_and_kept_where_it_had() -> None:
    turn = (
        "NL: " + "Vi fikk beskjed om at det skulle skje raskt, og at ingen visste hva det kom til å koste oss. " * 3
    ).split()
    raw = read(pages([*filled(turn), "I: Ja?", "NL: Ja.", "Og så var det stille."]))
    assert texts(raw) == [" ".join(turn), "I: Ja?", "NL: Ja.", "Og så var det stille."]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.sampled_from(["og", "kontoret", "ansvarsgruppemøte", "vi", "på", "øya", "samarbeidet", "NAV"]), min_size=1, max_size=60), min_size=3, max_size=12))  # fmt: skip
def test_paragraphs_broken_by_a_text_program_come_back_whole(said: list[list[str]]) -> None:
    whole = [["NL:", *("og samarbeidet på kontoret " * 12).split()]]  # lines as long as lines get
    paragraphs = whole + [["I:" if number % 2 else "NL:", *words] for number, words in enumerate(said)]
    data = pages([line for words in paragraphs[:6] for line in filled(words)], [line for words in paragraphs[6:] for line in filled(words)] or ["I: Slutt."])  # fmt: skip
    assert texts(read(data))[: len(paragraphs)] == [" ".join(words) for words in paragraphs]
    assert row(read(data), "letters").found == pypdf_letters(data)


def test_a_sentence_goes_on_over_the_end_of_a_page_and_the_page_is_known() -> None:
    turn = "NL: Det var en tid " + "da alle skulle melde fra om alt de gjorde til alle andre " * 8 + "hver eneste dag."
    broken = filled(turn.split())
    raw = read(pages(["I: Hva da?", *broken[:4]], [*broken[4:], "I: Takk."]))
    assert texts(raw) == ["I: Hva da?", turn, "I: Takk."]
    text = "\n".join(texts(raw))
    assert f"2: {text.index(' '.join(broken[4:]))}" in row(raw, "pages").note


def test_the_longest_of_short_lines_is_not_taken_for_a_full_one() -> None:
    verses = ["Vi venter på et brev fra staten om budsjettet", "Ja", "og på det andre", "Nei", "som aldri kommer"]
    assert texts(read(pages(verses))) == verses


def test_running_heads_and_page_numbers_are_left_out_and_counted() -> None:
    def around(canvas: Canvas, number: int) -> None:
        lines(canvas, 72, 800, ["Konfidensielt: intervju Nordre"])
        lines(canvas, 280, 40, [f"Side {number} av 3"])

    data = pages(["I: En?", "NL: 1"], ["I: To?", "NL: 2"], ["I: Tre?", "NL: 3"], around=around)
    raw = read(data)
    assert texts(raw) == ["I: En?", "NL: 1", "I: To?", "NL: 2", "I: Tre?", "NL: 3"]
    assert (row(raw, "running heads").left_out, row(raw, "page numbers").left_out) == (3, 3)
    assert row(raw, "letters").left_out == 3 * letters("Konfidensielt: intervju Nordre") + 3 * letters("Side 1 av 3")
    assert row(raw, "letters").found == pypdf_letters(data)


def test_what_stands_once_or_as_part_of_the_text_is_no_running_head() -> None:
    one = pages(["I: Ja.", "NL: Nei."], around=lambda canvas, number: lines(canvas, 72, 800, ["Intervju 4"]))
    assert texts(read(one))[0] == "Intervju 4"
    same = pages(["I: Ja.", "NL: Vi er to."], ["I: Ja.", "NL: Vi er tre."])  # the first line of both, without a gap
    assert [text for text in texts(read(same)) if text == "I: Ja."] == ["I: Ja.", "I: Ja."]


def test_hyphens_at_line_ends_stay_and_are_counted() -> None:
    raw = read(pages(["NL: Vi har hatt et godt samar-", "beid om barne- og", "ungdomsarbeidet på NAV-", "Kontoret."]))
    assert "samar-\nbeid" in "\n".join(texts(raw)) and "NAV-\nKontoret" in "\n".join(texts(raw))
    assert row(raw, "hyphens at line ends").found == 2


def test_footnotes_stand_at_the_end_and_do_not_break_what_is_said() -> None:
    def draw(canvas: Canvas) -> None:
        lines(
            canvas,
            72,
            740,
            ["I: Hva da?", "NL: Det som står i rundskrivet.1", "I: Og det gjelder begge eierne av kontoret?"],
        )
        lines(canvas, 72, 100, ["1 Rundskriv om samarbeid, brukt av", "begge eierne."], 8)

    raw = read(drawn(draw))
    assert texts(raw)[-1] == "1 Rundskriv om samarbeid, brukt av begge eierne." and raw.blocks[-1].kind == "note"
    assert row(raw, "footnotes").imported == 1


def _picture(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "white")), 0, 0, 590, 800)


def test_scanned_pages_are_said_to_be_pictures() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 740, ["I: Hei."])
        canvas.showPage()
        _picture(canvas)

    raw = read(drawn(draw))
    pictured = row(raw, "pages of pictures")
    assert (pictured.found, pictured.left_out) == (1, 1) and "page 2" in pictured.note and texts(raw) == ["I: Hei."]
    with pytest.raises(ReadingError, match=r"^a\.pdf holds pictures of text, no text: it was scanned"):
        read_pdf(drawn(_picture), "a.pdf")


def test_comments_form_fields_and_attached_files_are_read_or_counted() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 72, 740, ["Kontor:"])
        canvas.acroForm.textfield(name="k", value="Nordre øy", x=200, y=735, width=150, height=15)
        canvas.acroForm.checkbox(name="ja", checked=True, x=72, y=600)
        canvas.textAnnotation("Spør om dette igjen.", Rect=[72, 500, 90, 520])

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(draw)))
    writer.add_attachment("vedlegg.txt", b"hemmelig")
    held = io.BytesIO()
    writer.write(held)
    raw = read(held.getvalue())
    assert texts(raw) == ["Kontor:\tNordre øy", "Spør om dette igjen."] and raw.blocks[-1].kind == "comment"
    kinds = ("form fields", "comments", "ticked boxes", "attached files")
    assert [(row(raw, kind).imported, row(raw, kind).left_out) for kind in kinds] == [(1, 0), (1, 0), (0, 1), (0, 1)]


def test_letters_drawn_twice_stand_once_and_text_askew_or_unseen_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            lines(canvas, 72 + shift, 740, ["Intervju: llll 1111"])
        canvas.saveState()
        canvas.translate(300, 300)
        canvas.rotate(45)
        lines(canvas, 0, 0, ["UTKAST"], 40)
        canvas.restoreState()
        hidden = canvas.beginText(72, 600)
        hidden.setTextRenderMode(3)
        hidden.textLine("gjenkjent tekst")
        canvas.drawText(hidden)

    raw = read(drawn(draw))
    assert sorted(texts(raw)) == ["Intervju: llll 1111", "UTKAST", "gjenkjent tekst"]
    assert raw.changes["letters drawn twice"] == len("Intervju:llll1111") and row(raw, "text askew").imported == 1
    assert any("not shown" in warning for warning in raw.warnings)


def test_a_transcript_becomes_turns(tmp_path: Path) -> None:
    reading = read_source(written(tmp_path, pages(["I: Hva gjør du?", "NL: Leder."]), "a.pdf"))
    assert [(turn.speaker, turn.speech.of(reading.text)) for turn in reading.segments] == [("I", "Hva gjør du?"), ("NL", "Leder.")]  # fmt: skip
