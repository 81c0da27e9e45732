"""Thirty-four caption files as programs and people write them, each with the turns it holds, worked out by hand.

Made from the descriptions of the formats and of what the programs write; no file of theirs is copied.
"""

from __future__ import annotations

from typing import NamedTuple

Turn = tuple[str, float | None, str]


class Made(NamedTuple):
    """A file: its name, its bytes, and speaker, time and words of each segment; ``note`` and ``comment`` by kind."""

    file: str
    data: bytes
    turns: list[Turn]
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    sound: bool = False
    """Whether the file is as its format's description has it, so that other readers must agree."""


A, B = "00:00:01.000 --> 00:00:02.000", "00:00:02.000 --> 00:00:04.500"
GUID = "8a017ebb-1722-4e7f-8984-fc6da39c3489"

MADE = {
    "teams": Made(
        "teams.vtt",
        f"WEBVTT\n\n{GUID}/7-0\n{A}\n<v Kari Nordmann>Hei, går det bra?</v>\n\n{GUID}/9-0\n{B}\n"
        "<v Ola Vik>Ja, det\ngjør det.</v>\n".encode(),
        [("Kari Nordmann", 1.0, "Hei, går det bra?"), ("Ola Vik", 2.0, "Ja, det gjør det.")],
        sound=True,
    ),
    "stream, with confidences": Made(
        "stream.vtt",
        f'WEBVTT\n\nNOTE duration:"00:32:10.0"\n\nNOTE language:nb-no\n\nNOTE Confidence: 0.8\n\n{GUID}\n{A}\nHei.\n\n'
        f"NOTE Confidence: 0.61\n\n{GUID}\n{B}\nEr du der?\n".encode(),
        [("", 1.0, "Hei."), ("", 2.0, "Er du der?")],
        sound=True,
    ),
    "zoom": Made(
        "zoom.vtt",
        f"WEBVTT\r\n\r\n1\r\n{A}\r\nKari Nordmann: Hei.\r\n\r\n2\r\n{B}\r\nOla Vik: Hei, hei.\r\n\r\n"
        "3\r\n00:00:05.000 --> 00:00:06.000\r\nKari Nordmann: Skal vi?\r\n".encode(),
        [("Kari Nordmann", 1.0, "Hei."), ("Ola Vik", 2.0, "Hei, hei."), ("Kari Nordmann", 5.0, "Skal vi?")],
        sound=True,
    ),
    "whisper, vtt without hours": Made(
        "whisper.vtt",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nhei du\n\n00:02.000 --> 00:04.500\nhva da\n\n",
        [("", 1.0, "hei du"), ("", 2.0, "hva da")],
        sound=True,
    ),
    "whisper, srt": Made(
        "whisper.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nHei på deg.\n\n2\n00:00:02,000 --> 00:00:04,500\nJa.\n\n".encode(),
        [("", 1.0, "Hei på deg."), ("", 2.0, "Ja.")],
        sound=True,
    ),
    "whisperX, srt with speakers": Made(
        "whisperx.srt",
        b"1\n00:00:01,000 --> 00:00:02,000\n[SPEAKER_00]: Hei.\n\n2\n00:00:02,000 --> 00:00:04,500\n[SPEAKER_01]: Ja.\n",
        [("SPEAKER_00", 1.0, "Hei."), ("SPEAKER_01", 2.0, "Ja.")],
        sound=True,
    ),
    "aTrain, a thousand thousandths": Made(
        "atrain.srt",
        b"1\n00:00:01,000 --> 00:00:01,1000\nHei.\n\n2\n00:00:01,1000 --> 00:00:04,500\nJa.\n\n",
        [("", 1.0, "Hei."), ("", 2.0, "Ja.")],
    ),
    "aTrain, past midnight": Made(
        "atrain.srt",
        b"1\n23:59:58,000 --> 00:00:01,000\nHei.\n\n2\n00:00:01,000 --> 00:00:04,500\nJa.\n\n",
        [("", 86398.0, "Hei."), ("", 86401.0, "Ja.")],
    ),
    "noScribe": Made(
        "noscribe.vtt",
        b"WEBVTT Intervju\n\nNOTE\nTranscribed with noScribe vers. 0.7\nAudio file: /home/x/i.wav\n\n\n"
        b"NOTE media: /home/x/i.wav\n\n1\n00:00:34.570 --> 00:00:40.01\n<v S00>Hva er det?\n\n"
        b"2\n00:00:41.000 --> 00:00:42.000\n<v S01>Ja (..) //S00: mm// det.\n",
        [("S00", 34.57, "Hva er det?"), ("S01", 41.0, "Ja (..) //S00: mm// det.")],
    ),
    "noScribe, nobody told apart": Made(
        "noscribe.vtt",
        f"WEBVTT Intervju\n\nNOTE\nTranscribed with noScribe vers. 0.7\n\n1\n{A}\n<v >Hei.\n\n2\n{B}\n<v >Ja.\n".encode(),
        [("", 1.0, "Hei."), ("", 2.0, "Ja.")],
        sound=True,
    ),
    "YouTube, rolling": Made(
        "youtube.no.vtt",
        f"WEBVTT\nKind: captions\nLanguage: no\n\n{A} align:start position:0%\n \n"
        f"hei<00:00:01.200><c> du</c>\n\n{B} align:start position:0%\nhei du\nhva<00:00:02.500><c> da</c>\n".encode(),
        [("", 1.0, "hei du"), ("", 2.0, "hei du hva da")],
        sound=True,
    ),
    "autotekst": Made(
        "autotekst.vtt",
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n- Hva tenker du?\n\n00:00:02.000 --> 00:00:04.500\n- Nei, æ vet ikke.\n".encode(),
        [("", 1.0, "- Hva tenker du?"), ("", 2.0, "- Nei, æ vet ikke.")],
        sound=True,
    ),
    "autotekst, srt with mark and CRLF": Made(
        "autotekst.srt",
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nHva tenker du?\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,500\r\nÆ vet ikke.\r\n".encode(),
        [("", 1.0, "Hva tenker du?"), ("", 2.0, "Æ vet ikke.")],
        sound=True,
    ),
    "short times": Made(
        "korte.vtt",
        b"WEBVTT\n\n00:00:01 --> 00:00:02\n<v A>Hei.\n\n0:02 --> 0:04.5\n<v B>Ja.\n\n00:05,250 --> 00:00:06,000\n<v A>Nei.\n",
        [("A", 1.0, "Hei."), ("B", 2.0, "Ja."), ("A", 5.25, "Nei.")],
    ),
    "minutes past the hour": Made(
        "lange.vtt",
        b"WEBVTT\n\n59:59.000 --> 60:01.000\n<v A>Hei.\n\n71:05.500 --> 71:06.000\n<v B>Ja.\n",
        [("A", 3599.0, "Hei."), ("B", 4265.5, "Ja.")],
    ),
    "no empty line between cues": Made(
        "tette.vtt",
        f"WEBVTT\n\n{A}\n<v A>Hei.\n{B}\n<v B>Ja.\n".encode(),
        [("A", 1.0, "Hei."), ("B", 2.0, "Ja.")],
    ),
    "no empty line between cues with numbers": Made(
        "tette.srt",
        b"1\n00:00:01,000 --> 00:00:02,000\nVi er\n7\n2\n00:00:02,000 --> 00:00:04,500\nJa.\n",
        [("", 1.0, "Vi er 7"), ("", 2.0, "Ja.")],
    ),
    "no empty line after the head": Made(
        "hode.vtt", f"WEBVTT\n{A}\n<v A>Hei.\n\n{B}\n<v B>Ja.\n".encode(), [("A", 1.0, "Hei."), ("B", 2.0, "Ja.")]
    ),
    "no head": Made("uten.vtt", f"{A}\n<v A>Hei.\n\n{B}\n<v B>Ja.\n".encode(), [("A", 1.0, "Hei."), ("B", 2.0, "Ja.")]),
    "an empty line within a cue": Made(
        "hull.vtt",
        f"WEBVTT\n\n{A}\n<v A>Hei.\n\nEr du der?\n\n{B}\n<v B>Ja.\n".encode(),
        [("A", 1.0, "Hei."), ("B", 2.0, "Ja.")],
        notes=("Er du der?",),
        sound=True,
    ),
    "times that are none": Made(
        "feil.vtt",
        f"WEBVTT\n\n{A}\n<v A>Hei.\n\n00:xx --> 00:yy\nHva sa du?\n\n{B}\n<v B>Ja.\n".encode(),
        [("A", 1.0, "Hei."), ("B", 2.0, "Ja.")],
        notes=("00:xx --> 00:yy\nHva sa du?",),
    ),
    "words behind the times": Made(
        "linje.vtt",
        f"WEBVTT\n\n{A} Hei på deg.\n\n{B} align:start\nJa.\n".encode(),
        [("", 1.0, "Hei på deg."), ("", 2.0, "Ja.")],
    ),
    "several voices in a cue": Made(
        "to.vtt",
        f"WEBVTT\n\n{A}\n<v.loud A>Mm.</v><v B>Ja.</v>\n\n{B}\nog <v A>du?\n".encode(),
        [("A", 1.0, "Mm."), ("B", 1.0, "Ja. og"), ("A", 2.0, "du?")],
    ),
    "tags and references": Made(
        "merker.vtt",
        f"WEBVTT\n\n{A}\n<v A>Kari &amp; <i>Ola</i> &lt;ler&gt; p&aring;&nbsp;<c.gul>&#216;ya</c> &Oslash; R&D &x;\n".encode(),
        [("A", 1.0, "Kari & Ola <ler> på\u00a0Øya Ø R&D &x;")],
        sound=True,
    ),
    "a voice tag that is not closed": Made(
        "apen.vtt", f"WEBVTT\n\n{A}\n<v Kari Hei\n\n{B}\n<v Kari>Ja.\n".encode(),
        [("", 1.0, "<v Kari Hei"), ("Kari", 2.0, "Ja.")],
    ),
    "a voice tag that runs into another": Made(
        "apen.vtt", f"WEBVTT\n\n{A}\n<v Kari <i>Hei</i>\n".encode(), [("", 1.0, "<v Kari Hei")]
    ),
    "comments, styles and regions": Made(
        "notater.vtt",
        f"WEBVTT\n\nSTYLE\n::cue {{ color: red }}\n\nREGION\nid:fred\n\nNOTE Tatt opp i kantina\n\n{A}\n<v A>Hei.\n\n"
        f"NOTE\nBåndet hakker\nher.\n\n{B}\n<v B>Ja.\n".encode(),
        [("A", 1.0, "Hei."), ("B", 2.0, "Ja.")],
        comments=("Tatt opp i kantina", "Båndet hakker\nher."),
        sound=True,
    ),
    "cues in disorder and over each other": Made(
        "rot.vtt",
        b"WEBVTT\n\n00:05.000 --> 00:09.000\n<v A>Hei.\n\n00:01.000 --> 00:06.000\n<v B>Ja.\n",
        [("A", 5.0, "Hei."), ("B", 1.0, "Ja.")],
        sound=True,
    ),
    "empty cues, and times at the end without one": Made(
        "tomme.vtt", f"WEBVTT\n\n{A}\n\n{B}\n<v A></v>\n\n00:05.000 --> 00:06.000\n<v A>Ja.\n\n00:07.000 --> 00:08.000".encode(),
        [("A", 5.0, "Ja.")],
    ),
    "subtitles with tags of subtitles": Made(
        "merker.srt",
        '1\n00:00:01,000 --> 00:00:02,000 X1:10 X2:20\n{\\an8}<font color="#ffffff"><i>Hei</i></font> på <b>deg</b>\n'.encode(),
        [("", 1.0, "Hei på deg")],
    ),
    "subtitles with names": Made(
        "navn.srt",
        b"1\n00:00:01,000 --> 00:00:02,000\nI: Hva?\n\n2\n00:00:02,000 --> 00:00:04,500\nNL: Nei.\nI: Ja vel.\n",
        [("I", 1.0, "Hva?"), ("NL", 2.0, "Nei."), ("I", 2.0, "Ja vel.")],
        sound=True,
    ),
    "subtitles that are WebVTT": Made(
        "egentlig.srt", f"WEBVTT\n\n{A}\n<v A>Hei.\n".encode(), [("A", 1.0, "Hei.")]
    ),
    "captions that are SubRip": Made(
        "egentlig.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nHei.\n\n2\n00:00:02,000 --> 00:00:03,000\nJa.\n",
        [("", 1.0, "Hei."), ("", 2.0, "Ja.")],
    ),
    "Windows letters, subtitles from long ago": Made(
        "gammel.srt", "1\n00:00:01,000 --> 00:00:02,000\nPå øya, sa hun.\n".encode("cp1252"),
        [("", 1.0, "På øya, sa hun.")],
        sound=True,
    ),
}  # fmt: skip
