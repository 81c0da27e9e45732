"""Projects in the dialects of other programs become studies: everything in them is kept, or counted as left out."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import kodeverk as kv
from kodeverk.errors import ReadingError, StoreError, UnsurePositions
from kodeverk.model import Case, Code, Coding, Memo, Source, Speaker, Value
from tests.refi.projects import SIX, generated, guid, package, project

TEXTS = {
    1: "I: Hvem leder her?\nKari: Vi har to sjefer 😀 og det går fint.\nI: Alltid?\nKari: Ja, som regel.\n",
    2: "I: Hvem leder her?\nOla: Bare én, og hun er statlig.\nI: Alltid?\nOla: Nei.\n",
}
USERS = f'<Users><User guid="{guid(1, 12)}" name="Ida"/><User guid="{guid(2, 12)}" name="Per"/></Users>'


def place(number: int, words: str, counting: str) -> tuple[int, int]:
    """Where words stand in a text, counted by a program that counts so, with CRLF in its file for NVivo and MAXQDA."""
    text = TEXTS[number].replace("\n", "\r\n") if counting == "crlf" else TEXTS[number]
    before = text[: text.index(words)]
    if counting == "utf-16":
        return len(before.encode("utf-16-le")) // 2, len((before + words).encode("utf-16-le")) // 2
    return len(before), len(before) + len(words)


def marked(number: int, key: int, words: str, code: str, counting: str, name: str) -> str:
    start, end = place(number, words, counting)
    return (
        f'<PlainTextSelection guid="{guid(key, 5)}" name="{name}" startPosition="{start}" endPosition="{end}" '
        f'creatingUser="{guid(1, 12)}"><Coding guid="{guid(key, 6)}" creatingUser="{guid(1 + key % 2, 12)}">'
        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


QUOTES = {(1, 1): "Vi har to sjefer", (1, 2): "det går fint", (2, 3): "Bare én", (2, 4): "hun er statlig"}


def texts(counting: str = "", *, names: str = "", inner: str = "", extra: str = "") -> str:
    """Two text sources with four codings; `names` says how passages are named."""
    held = ""
    for number in TEXTS:
        own = "".join(
            marked(number, key, words, guid(1 + key % 2, 2), counting, names.format(words=words, place=place(number, words, counting)))
            for (of, key), words in QUOTES.items() if of == number
        )  # fmt: skip
        held += (
            f'<TextSource guid="{guid(number, 1)}" name="intervju {number}" plainTextPath="internal://{guid(number, 1)}.txt" '
            f"{extra}>{own}{inner.format(number=number)}</TextSource>"
        )
    return f"<Sources>{held}</Sources>"


def members(folder: str, *, ends: str = "\n", mark: bytes = b"", ending: str = "txt") -> dict[str, bytes]:
    return {
        f"{folder}/{guid(number, 1)}.{ending}": mark + text.replace("\n", ends).encode()
        for number, text in TEXTS.items()
    }


def book(one: str = "ledelse", other: str = "likeverd") -> str:
    return (
        f'<CodeBook><Codes><Code guid="{guid(1, 2)}" name="{one}" isCodable="true" color="#ff0000"/>'
        f'<Code guid="{guid(2, 2)}" name="{other}" isCodable="true"/></Codes></CodeBook>'
    )


def variable_value(number: int, element: str) -> str:
    return f'<VariableValue><VariableRef targetGUID="{guid(number, 3)}"/>{element}</VariableValue>'


VARIABLES = (
    f'<Variables><Variable guid="{guid(1, 3)}" name="kjønn" typeOfVariable="Text"/>'
    f'<Variable guid="{guid(2, 3)}" name="alder" typeOfVariable="Integer"/></Variables>'
)


def nvivo() -> bytes:
    """Nested codes, capital S, empty names, CRLF, cases with classification, notes linked to passages."""
    codes = (
        f'<CodeBook><Codes><Code guid="{guid(1, 2)}" name="ledelse" isCodable="true"><Description>hvem</Description>'
        f'<Code guid="{guid(2, 2)}" name="likeverd" isCodable="true"/></Code></Codes></CodeBook>'
    )
    cases = "".join(
        f'<Case guid="{guid(n, 4)}" name="{name}">{variable_value(1, f"<TextValue>{sex}</TextValue>")}'
        f'{variable_value(2, "<IntegerValue>41</IntegerValue>")}<SourceRef targetGUID="{guid(n, 1)}"/></Case>'
        for n, name, sex in ((1, "Kari", "kvinne"), (2, "Ola", "mann"))
    )
    notes = (
        f'<Notes><Note guid="{guid(1, 7)}" name="Annotation"><PlainTextContent>viktig</PlainTextContent></Note></Notes>'
    )
    links = f'<Links><Link guid="{guid(1, 9)}" direction="OneWay" originGUID="{guid(1, 7)}" targetGUID="{guid(1, 5)}"/></Links>'
    inner = f"{USERS}{codes}{VARIABLES}<Cases>{cases}</Cases>{texts('crlf')}{notes}{links}"
    document = project(inner, origin="NVivo 14").replace("<Project ", '<Project basePath="" ')
    return package(document, members("Sources", ends="\r\n"))


def maxqda() -> bytes:
    """Positions as names, document groups as sets, values on sources, a passage with a memo and no coding."""
    inner = f"{variable_value(1, '<TextValue>kvinne</TextValue>')}{variable_value(2, '<IntegerValue>{number}</IntegerValue>')}"
    sets = f'<Sets><Set guid="{guid(1, 8)}" name="Leder stat"><MemberSource targetGUID="{guid(1, 1)}"/></Set></Sets>'
    held = texts(names="{place[0]},{place[1]}", inner=inner).replace(
        f'<PlainTextSelection guid="{guid(3, 5)}"',
        f'<PlainTextSelection guid="{guid(9, 5)}" name="0,1" startPosition="0" endPosition="18"><Description>memo</Description>'
        f'</PlainTextSelection><PlainTextSelection guid="{guid(3, 5)}"',
    )
    sound = f'<VideoSource guid="{guid(5, 1)}" name="opptak" path="internal://E.m4a"><Description>lyd</Description></VideoSource></Sources>'
    held = held.replace("</Sources>", sound)
    return package(
        project(f"{USERS}{book()}{VARIABLES}{held}{sets}", origin="MAXQDA 2022"),
        members("sources") | {"sources/E.m4a": b"x"},
    )


def atlas() -> bytes:
    """Its own document name, ``A::B`` names, UTF-16 places, quotes as names, attributes and code groups as sets."""
    member = f'<MemberSource targetGUID="{guid(1, 1)}"/>'
    sets = (
        f'<Sets><Set guid="{guid(1, 8)}" name="gender: female">{member}</Set><Set guid="{guid(2, 8)}" name="Makt">'
        f'<Description>gruppe</Description><MemberCode targetGUID="{guid(1, 2)}"/></Set></Sets>'
    )
    links = f'<Links><Link guid="{guid(1, 9)}" name="er årsak til" originGUID="{guid(1, 2)}" targetGUID="{guid(2, 2)}"/></Links>'
    graphs = (
        f'<Graphs><Graph guid="{guid(1, 11)}"><Vertex guid="{guid(2, 11)}" firstX="0" firstY="0"/></Graph></Graphs>'
    )
    inner = f"{USERS}{book('Makt::ledelse', 'Makt::likeverd')}{texts('utf-16', names='{words}')}{links}{sets}{graphs}"
    return package(project(inner, origin="ATLAS.ti 26"), members("sources"), name="Prosjekt.qde")


def qualcoder() -> bytes:
    """A byte order mark in every text, folders that cannot be coded, a coding that is a case, no dates."""
    codes = (
        f'<CodeBook><Codes><Code guid="{guid(9, 2)}" name="kategori" isCodable="false">'
        f'<Code guid="{guid(1, 2)}" name="ledelse" isCodable="true"/></Code>'
        f'<Code guid="{guid(2, 2)}" name="likeverd" isCodable="true"/></Codes></CodeBook>'
    )
    cases = f'<Cases><Case guid="{guid(1, 4)}" name="Kari"/></Cases>'
    own = marked(1, 20, TEXTS[1].strip(), guid(1, 4), "", "")
    held = texts(names="{words}").replace("</TextSource>", f"{own}</TextSource>", 1)
    return package(
        project(f"{USERS}{codes}{cases}{held}", origin="QualCoder 3.8"), members("sources", mark=b"\xef\xbb\xbf")
    )


def quirkos() -> bytes:
    """Nameless cases beside their one source."""
    cases = "".join(
        f'<Case guid="{guid(n, 4)}">{variable_value(1, "<TextValue>kvinne</TextValue>")}<SourceRef targetGUID="{guid(n, 1)}"/></Case>'
        for n in TEXTS
    )
    return package(
        project(f"{USERS}{book()}{VARIABLES}<Cases>{cases}</Cases>{texts(names='{words}')}", origin="Quirkos"),
        members("sources"),
    )


def dedoose() -> bytes:
    """Codings on whole sources, text inside the document, quotes cut short."""
    held = "".join(
        f'<TextSource guid="{guid(n, 1)}" name="i{n}"><PlainTextContent>{text}</PlainTextContent>'
        f"{marked(n, n, QUOTES[n, 1 if n == 1 else 3], guid(1, 2), '', QUOTES[n, 1 if n == 1 else 3][:5] + '…')}"
        f'<Coding guid="{guid(n + 30, 6)}"><CodeRef targetGUID="{guid(2, 2)}"/></Coding></TextSource>'
        for n, text in TEXTS.items()
    )
    return package(project(f"{USERS}{book()}<Sources>{held}</Sources>", origin="Dedoose"))


def f4() -> bytes:
    """A recording with a transcript that has sync points, besides a PDF with a page's area and a picture."""
    words, text = "Vi har to sjefer", TEXTS[1]
    at = text.index(words)
    points = "".join(
        f'<SyncPoint guid="{guid(n, 10)}" timeStamp="{stamp}" position="{spot}"/>'
        for n, stamp, spot in ((1, 0, 0), (2, 4000, at - 6), (3, 5000, at), (4, 9000, at + len(words)))
    )
    coding = f'<Coding guid="{{0}}"><CodeRef targetGUID="{guid(1, 2)}"/></Coding>'
    sound = (
        f'<AudioSource guid="{guid(1, 1)}" name="intervju 1" path="internal://a.mp3"><Transcript guid="{guid(2, 1)}">'
        f"<PlainTextContent>{text}</PlainTextContent>{points}"
        f'<TranscriptSelection guid="{guid(1, 5)}" fromSyncPoint="{guid(3, 10)}" toSyncPoint="{guid(4, 10)}">'
        f'{coding.format(guid(1, 6))}</TranscriptSelection></Transcript><AudioSelection guid="{guid(2, 5)}" begin="0" end="4000">'
        f"<Description>latter</Description>{coding.format(guid(2, 6))}</AudioSelection></AudioSource>"
    )
    pdf = (
        f'<PDFSource guid="{guid(3, 1)}" name="avtale" path="internal://b.pdf"><PDFSelection guid="{guid(3, 5)}" page="2" '
        f'firstX="0" firstY="0" secondX="9" secondY="9">{coding.format(guid(3, 6))}</PDFSelection>'
        f'<Representation guid="{guid(4, 1)}"><PlainTextContent>Partene er enige.</PlainTextContent></Representation></PDFSource>'
    )
    picture = (
        f'<PictureSource guid="{guid(5, 1)}" name="skisse" path="internal://c.png"><PictureSelection guid="{guid(5, 5)}" '
        f'firstX="0" firstY="0" secondX="9" secondY="9">{coding.format(guid(5, 6))}</PictureSelection></PictureSource>'
    )
    return package(
        project(f"{USERS}{book()}<Sources>{sound}{pdf}{picture}</Sources>", origin="f4analyse"),
        {"sources/b.pdf": b"%PDF-1.4"},
    )


DIALECTS = {"nvivo": nvivo, "maxqda": maxqda, "atlas": atlas, "qualcoder": qualcoder, "quirkos": quirkos,
            "dedoose": dedoose, "f4": f4}  # fmt: skip

ACCOUNTED = [
    "User", "Code", "Variable", "VariableValue", "Case", "SourceRef", "SelectionRef", "TextSource", "PDFSource",
    "PictureSource", "AudioSource", "VideoSource", "PlainTextSelection", "PDFSelection", "PictureSelection",
    "AudioSelection", "VideoSelection", "TranscriptSelection", "SyncPoint", "Coding", "NoteRef", "Note", "Link",
    "Set", "MemberCode", "MemberSource", "MemberNote", "Description", "Graph", "Vertex", "Edge",
]  # fmt: skip


def elements(data: bytes) -> dict[str, int]:
    """How many elements of each kind a project has, counted by another parser that knows nothing of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        name = next(name for name in held.namelist() if name.endswith(".qde"))
        root = ET.fromstring(held.read(name))
    found = Counter(element.tag.rpartition("}")[2] for element in root.iter())
    return {name: found[name] for name in ACCOUNTED if found[name]}


def read(data: bytes, tmp_path: Path, **options: object) -> kv.project.exchanging.Exchanged:  # type: ignore[name-defined]
    file = tmp_path / "prosjekt.qdpx"
    file.write_bytes(data)
    return kv.read_qdpx(file, tmp_path / "studie.kodeverk", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_sl_8_every_element_of_a_dialect_is_kept_or_counted_as_left_out(dialect, tmp_path):
    data = DIALECTS[dialect]()
    found = read(data, tmp_path)
    told: Counter[str] = Counter()
    for row in found.losses.rows:
        assert row.found == row.kept + row.left_out
        assert row.note or not row.left_out, "what is left out has its reason"
        told[row.element] += row.found
    assert dict(told) == elements(data)
    assert found.study.verify().ok


LEFT_OUT = {
    "nvivo": {},
    "maxqda": {"VideoSource": 1},
    "atlas": {"Graph": 1, "Vertex": 1},
    "qualcoder": {},
    "quirkos": {"Variable": 1},
    "dedoose": {},
    "f4": {"PDFSelection": 1, "PictureSource": 1, "PictureSelection": 1, "Coding": 2, "SyncPoint": 2},
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_sl_8_what_a_dialect_loses_is_exactly_this(dialect, tmp_path):
    found = read(DIALECTS[dialect](), tmp_path)
    left: Counter[str] = Counter()
    for row in found.losses.left_out:
        left[row.element] += row.left_out
    assert dict(left) == LEFT_OUT[dialect]


@pytest.mark.parametrize("dialect", ["nvivo", "maxqda", "atlas", "qualcoder", "quirkos"])
def test_sl_8_codings_stand_on_their_words_with_guids_and_coders(dialect, tmp_path):
    study = read(DIALECTS[dialect](), tmp_path).study
    snapshot = study.snapshot
    quotes = {coding.id: coding.span.of(snapshot.text(coding.source_id)) for coding in snapshot.all(Coding)}
    assert quotes == {guid(key, 6): words for (_of, key), words in QUOTES.items()}
    assert {coding.id: coding.coder for coding in snapshot.all(Coding)} == {
        guid(1, 6): "Per", guid(2, 6): "Ida", guid(3, 6): "Per", guid(4, 6): "Ida",
    }  # fmt: skip
    assert {guid(1, 2), guid(2, 2)} <= set(snapshot.table(Code))
    assert set(snapshot.table(Source)) == {guid(1, 1), guid(2, 1)}


@pytest.mark.parametrize(
    ("dialect", "way"),
    [("nvivo", "code points"), ("maxqda", "code points"), ("atlas", "utf-16"), ("qualcoder", "code points")],
)
def test_sl_8_the_way_of_counting_is_shown_per_source(dialect, way, tmp_path):
    found = read(DIALECTS[dialect](), tmp_path)
    frame = found.positions
    assert list(frame.columns) == ["source", "convention", "hits", "named", "edges", "selections", "sure"]
    assert frame["convention"][0] == way and bool(frame["sure"].all())
    assert way in str(found) and way in found._repr_html_()


@pytest.mark.parametrize(("dialect", "names"), [("nvivo", ["Kari", "Ola"]), ("quirkos", ["intervju 1", "intervju 2"])])
def test_cases_are_bound_to_those_who_speak(dialect, names, tmp_path):
    snapshot = read(DIALECTS[dialect](), tmp_path).study.snapshot
    assert sorted(case.name for case in snapshot.all(Case)) == names
    bound = {speaker.label: speaker.case_id for speaker in snapshot.all(Speaker)}
    assert bound == {"I": None, "Kari": guid(1, 4), "Ola": guid(2, 4)}
    assert {value.value for value in snapshot.all(Value) if value.attribute == "kjønn"} <= {"kvinne", "mann"}


def test_several_cases_in_one_source_are_told_apart_by_their_turns(tmp_path):
    text = "I: Hvem?\nA: Vi har to.\nB: Vi har én.\nA: Ja.\nB: Nei.\n"
    spots = {"A": [(12, 22), (40, 43)], "B": [(26, 36), (47, 51)]}
    held, cases, key = "", "", 0
    for n, (label, spans) in enumerate(spots.items(), 1):
        refs = ""
        for start, end in spans:
            key += 1
            held += f'<PlainTextSelection guid="{guid(key, 5)}" name="{text[start:end]}" startPosition="{start}" endPosition="{end}"/>'
            refs += f'<SelectionRef targetGUID="{guid(key, 5)}"/>'
        cases += (
            f'<Case guid="{guid(n, 4)}" name="deltaker {label}"><SourceRef targetGUID="{guid(1, 1)}"/>{refs}</Case>'
        )
    one = (
        f'<TextSource guid="{guid(1, 1)}" name="gruppe"><PlainTextContent>{text}</PlainTextContent>{held}</TextSource>'
    )
    found = read(package(project(f"<Cases>{cases}</Cases><Sources>{one}</Sources>")), tmp_path)
    bound = {speaker.label: speaker.case_id for speaker in found.study.snapshot.all(Speaker)}
    assert bound == {"I": None, "A": guid(1, 4), "B": guid(2, 4)}
    assert not found.losses.left_out


def test_passages_that_tell_nobody_apart_bind_nobody_and_are_counted(tmp_path):
    text = "I: Hvem?\nA: Vi har to.\nB: Vi har én.\nI: Takk.\n"
    marked = (
        f'<PlainTextSelection guid="{guid(1, 5)}" name="Vi har to.\nB: Vi har én." startPosition="12" endPosition="36">'
        f"<Description>begge</Description></PlainTextSelection>"
    )
    case = f'<Case guid="{guid(1, 4)}" name="de to"><SelectionRef targetGUID="{guid(1, 5)}"/></Case>'
    one = f'<TextSource guid="{guid(1, 1)}" name="gruppe"><PlainTextContent>{text}</PlainTextContent>{marked}</TextSource>'
    found = read(package(project(f"<Cases>{case}</Cases><Sources>{one}</Sources>")), tmp_path, positions="code points")
    assert {speaker.case_id for speaker in found.study.snapshot.all(Speaker)} == {None}
    assert [(row.element, row.left_out) for row in found.losses.left_out] == [("SelectionRef", 1)]


def test_a_stretch_of_a_recording_between_sync_points_is_the_passage_of_the_transcript(tmp_path):
    snapshot = read(f4(), tmp_path).study.snapshot
    quotes = {coding.id: coding.span.of(snapshot.text(coding.source_id)) for coding in snapshot.all(Coding)}
    assert quotes == {guid(1, 6): "Vi har to sjefer", guid(2, 6): "I: Hvem leder her?\n"}
    memos = {(memo.on, memo.text) for memo in snapshot.all(Memo)}
    assert memos == {("coding", "latter")}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_guids_are_kept_when_a_study_is_handed_on(dialect, tmp_path):
    study = read(DIALECTS[dialect](), tmp_path).study
    handed = study.to_qdpx(tmp_path / "videre.qdpx")
    again = kv.read_qdpx(handed.path, tmp_path / "igjen.kodeverk").study
    for kind in (Source, Code, Case, Coding):
        assert set(again.snapshot.table(kind)) == set(study.snapshot.table(kind))


def test_a_study_that_is_there_is_not_touched(tmp_path):
    file, into = tmp_path / "p.qdpx", tmp_path / "s.kodeverk"
    file.write_bytes(quirkos())
    into.write_bytes(b"mitt")
    with pytest.raises(StoreError, match="already"):
        kv.read_qdpx(file, into)
    assert into.read_bytes() == b"mitt"


def test_im_8_nothing_is_left_behind_where_a_project_cannot_be_read(tmp_path):
    file = tmp_path / "p.qdpx"
    unsure = f'<TextSource guid="{guid(1, 1)}" name="a"><PlainTextContent>😀 Vi har to sjefer</PlainTextContent>' \
        f'{marked(1, 1, "Vi", guid(1, 2), "", "")}</TextSource>'.replace('startPosition="25" endPosition="27"', 'startPosition="10" endPosition="14"')  # fmt: skip
    for data, error in (
        (quirkos()[:-200], ReadingError),
        (b"", ReadingError),
        (b"I: Hei", ReadingError),
        (package(project(f"{book()}<Sources>{unsure}</Sources>")), UnsurePositions),
    ):
        file.write_bytes(data)
        with pytest.raises(error) as caught:
            kv.read_qdpx(file, tmp_path / "s.kodeverk")
        assert "sjefer" not in str(caught.value)
        assert [path.name for path in tmp_path.iterdir()] == ["p.qdpx"]
    with pytest.raises(ReadingError, match="cannot be opened"):
        kv.read_qdpx(tmp_path / "nei.qdpx", tmp_path / "s.kodeverk")


def test_a_generated_project_of_several_sources_is_read_whole(tmp_path):
    made = generated(7, SIX[2], sources=4)
    found = read(made.data, tmp_path)
    snapshot = found.study.snapshot
    for source, (name, text, passages) in zip(
        sorted(snapshot.all(Source), key=lambda one: one.name), made.sources, strict=True
    ):
        assert (source.name, snapshot.text(source.id)) == (name, text)
        quotes = Counter(coding.span.of(text) for coding in snapshot.all(Coding) if coding.source_id == source.id)
        assert set(quotes) == {passage.words for passage in passages}
