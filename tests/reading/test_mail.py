"""Mail: each mail a turn of who sent it, quotes kept as nobody's, attached files counted."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.errors import ReadingError
from kodeverk.reading import Reading, read_source
from kodeverk.reading.kinds import letters
from kodeverk.reading.mail import read_mail
from kodeverk.reading.mail_text import looks_like_mail, mail_turns
from tests.reading.made import written

THREAD = """Fra: Kari Nordmann <kari@example.org>
Sendt: 3. mai 2024 10:12
Til: Per Hansen
Emne: Møte på øya

Hei Per,
Onsdag passer for begge eierne av kontoret.

-----Opprinnelig melding-----
Fra: Per Hansen
Sendt: 2. mai 2024 09:00
Emne: Møte på øya

Kan vi ta møtet på onsdag i stedet for torsdag?
"""


def mail(text: str = "Hei Per,\n\nOnsdag er fint på øya.\n", **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "Kari Nordmann <kari@example.org>", "Date": "Fri, 03 May 2024 10:12:00 +0200", "Subject": "Møte", **headers}.items():  # fmt: skip
        message[name] = value
    message.set_content(text, cte="quoted-printable")
    return message


def read(folder: Path, content: EmailMessage | str) -> Reading:
    data, name = (content.encode(), "a.txt") if isinstance(content, str) else (content.as_bytes(policy=SMTP), "a.eml")
    reading = read_source(written(folder, data, name))
    account = reading.report.content[0]
    assert account.found == account.imported + account.left_out and account.imported == letters(reading.text)
    return reading


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [(one.kind, one.speaker, one.speech.of(reading.text)) for one in reading.segments]


def row(reading: Reading, kind: str) -> tuple[int, int, int]:
    return next(one[1:4] for one in reading.report.content if one.kind == kind)


def test_a_mail_is_a_turn_of_who_sent_it_under_its_headers(tmp_path: Path) -> None:
    assert said(read(tmp_path, mail())) == [
        ("heading", "", "From: <kari@example.org>"),
        ("heading", "", "Date: Fri, 03 May 2024 10:12:00 +0200"),
        ("heading", "", "Subject: Møte"),
        ("turn", "Kari Nordmann", "Hei Per,\n\nOnsdag er fint på øya."),
    ]


def test_a_correspondence_in_plain_text_becomes_turns_and_every_letter_stays(tmp_path: Path) -> None:
    reading = read(tmp_path, THREAD)
    assert [(who, text) for kind, who, text in said(reading) if kind == "turn"] == [
        ("Kari Nordmann", "Hei Per,\nOnsdag passer for begge eierne av kontoret."),
        ("Per Hansen", "Kan vi ta møtet på onsdag i stedet for torsdag?"),
    ]
    assert sorted(filter(str.isalnum, reading.text)) == sorted(filter(str.isalnum, THREAD))
    assert ("heading", "", "Sendt: 3. mai 2024 10:12") in said(reading)


def test_what_is_quoted_is_kept_as_nobodys_and_repetition_is_told(tmp_path: Path) -> None:
    text = f"{THREAD}\nFra: Kari Nordmann\nSendt: 4. mai 2024\nEmne: Møte\n\n> Kan vi ta møtet på onsdag i stedet for torsdag?\nJa.\n"
    reading = read(tmp_path, text)
    assert said(reading)[-2:] == [("note", "", "> Kan vi ta møtet på onsdag i stedet for torsdag?"), ("turn", "Kari Nordmann", "Ja.")]  # fmt: skip
    assert row(reading, "quoted lines") == (1, 1, 0)
    assert any("stands in another mail too" in warning for warning in reading.report.warnings)


def test_what_is_written_between_quotes_is_said_by_who_sent_the_mail(tmp_path: Path) -> None:
    reading = read(tmp_path, mail("Først dette.\n\n> Passer onsdag?\nJa.\n> Og torsdag?\nNei.\n"))
    assert [one for one in said(reading) if one[0] != "heading"] == [
        ("turn", "Kari Nordmann", "Først dette."),
        ("note", "", "> Passer onsdag?"),
        ("turn", "Kari Nordmann", "Ja."),
        ("note", "", "> Og torsdag?"),
        ("turn", "Kari Nordmann", "Nei."),
    ]
    assert row(reading, "names put again") == (2, 2, 0)


@pytest.mark.parametrize(
    "line",
    [
        "Den 3. mai 2024 kl. 10:12 skrev Ola Li:", "fre. 3. mai 2024 kl. 10:12 skrev Ola Li <ola@example.org>:",
        "On Fri, 3 May 2024 at 10:12, Ola Li <ola@example.org> wrote:", "2024-05-03 10.12 skrev Ola Li:",
    ],
)  # fmt: skip
def test_a_line_that_says_who_wrote_begins_a_mail_unless_a_quote_follows(tmp_path: Path, line: str) -> None:
    reading = read(tmp_path, f"{THREAD}\n{line}\nDet går fint.\n")
    assert said(reading)[-1] == ("turn", "Ola Li", "Det går fint.")
    quoted = said(read(tmp_path, f"{THREAD}\n{line}\n> Det går fint.\n"))
    assert quoted[-2:] == [("heading", "", line), ("note", "", "> Det går fint.")]


def test_an_interview_is_no_mail() -> None:
    assert not looks_like_mail("Dato: 3. mai 2024\nSted: Oslo\nTil stede: to\n\nI: Fra hvem?\nNL: Fra: staten.\n")
    assert not looks_like_mail("NL: I 2019 skrev vi dette:\nat det var slik.\n")


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["Fra: Kari N <k@x.no>", "Sendt: 3. mai 10:12", "Emne: Møte", "", "> sitat", "> ", "Hei.", "Den 3. mai kl. 10:12 skrev Per:", "----------", "Mvh: Kari", "I: Ja?"]), max_size=14))  # fmt: skip
def test_no_letter_is_lost_however_mails_are_written(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    if mails := mail_turns(text):
        again = letters("".join(mails.again))
        assert sum(letters(block.text) for block in mails.blocks) == letters(text) + again
        assert [block.text for block in mails.blocks if block.kind == "note"] or not mails.quoted


def test_attached_files_pictures_and_mails_are_counted_and_left_out(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(b"GIF", maintype="image", subtype="gif", filename="a.gif")
    message.add_attachment(mail("Vedlagt."))
    reading = read(tmp_path, message)
    kinds = ("attached files", "pictures", "attached mails")
    assert [row(reading, kind) for kind in kinds] == [(1, 0, 1)] * 3 and "Vedlagt" not in reading.text


def test_a_web_page_that_says_the_same_is_passed_over_and_one_that_says_more_is_asked_for(tmp_path: Path) -> None:
    for page, kind in (("<p>Onsdag er fint på øya.</p>", "repeated text"), ("<p>Torsdag også.</p>", "other versions")):
        message = mail()
        message.add_alternative(page, subtype="html")
        assert row(read(tmp_path, message), kind) == (1, 0, 1)


def test_a_mail_with_a_web_page_alone_is_read_from_it(tmp_path: Path) -> None:
    message = mail()
    message.set_content(
        "<html><head><title>x</title></head><body><p>Hei &aring;!</p><p>Ja.</p></body></html>", subtype="html"
    )
    reading = read(tmp_path, message)
    assert said(reading)[-1] == ("turn", "Kari Nordmann", "Hei å!\nJa.") and row(reading, "page titles") == (1, 0, 1)


def test_what_a_mail_that_is_a_web_page_quotes_is_nobodys(tmp_path: Path) -> None:
    message = mail()
    message.set_content(
        "<div>Onsdag er fint på øya.<br></div><div class=gmail_quote><div>Den 2. mai 2024 kl. 09:00 skrev Per Hansen "
        "&lt;per@example.org&gt;:<br></div><blockquote><div>Kan vi <b>ta</b><br>møtet?</div><blockquote>Hei."
        "</blockquote></blockquote></div><p>Hilsen Kari</p>",
        subtype="html",
    )
    reading = read_source(written(tmp_path, message.as_bytes(policy=SMTP), "a.eml"))
    said = [(one.kind, one.speaker, one.speech.of(reading.text)) for one in reading.segments if one.kind != "heading"]
    assert said == [
        ("turn", "Kari Nordmann", "Onsdag er fint på øya."),
        ("note", "", "> Kan vi ta\n> møtet?\n> Hei."),
        ("turn", "Kari Nordmann", "Hilsen Kari"),
    ]
    assert reading.report.content[0].found == reading.report.content[0].imported + reading.report.content[0].left_out


@pytest.mark.parametrize(("charset", "names"), [("utf-8", "utf-8"), ("iso-8859-1", "utf-8"), ("utf-8", "nonsense"), ("cp1252", "windows-1252")])  # fmt: skip
def test_letters_come_in_right_whatever_the_mail_says_they_are(tmp_path: Path, charset: str, names: str) -> None:
    head = f"From: Kari\nSubject: =?utf-8?q?M=C3=B8te?=\nContent-Type: text/plain; charset={names}\nContent-Transfer-Encoding: 8bit\n\n"  # fmt: skip
    reading = read_source(written(tmp_path, head.encode() + "Det er på øya.\n".encode(charset), "a.eml"))
    assert said(reading)[-1] == ("turn", "Kari", "Det er på øya.") and "Møte" in reading.text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"I: Hei.\nNL: Hei.\n", "is no e-mail"),
        (b"From: a@b.no\nSubject: x\n\n", "without text"),
        (b"%PDF-1.7", "PDF"),
        (b"", "empty"),
    ],
)
def test_the_error_says_what_the_file_is(data: bytes, says: str) -> None:
    with pytest.raises(ReadingError, match=rf"^a\.eml .*{says}.*Nothing was imported from it\.$"):
        read_mail(data, "a.eml")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_damaged_mails_end_in_a_reading_or_one_error(data: st.DataObject) -> None:
    message = mail()
    message.add_alternative("<p>Hei</p>", subtype="html")
    content = bytearray(message.as_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        read_mail(bytes(content), "a.eml")
    except ReadingError as error:
        assert str(error).startswith("a.eml ") and "øya" not in str(error)
