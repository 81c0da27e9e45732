"""The traps of exchange between programs, each with a project made by hand that falls into it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kodeverk.errors import ReadingError
from kodeverk.model import Case, Category, Code, Coder, Coding, Memo, Record, Source, SourceVersion, Speaker, Value
from kodeverk.refi.foreign import Taken, plan_of
from kodeverk.refi.opening import read_package
from tests.refi.projects import guid, package, project

TEXT = "I: Hvem leder?\nNL: Vi har to sjefer.\n"
BOOK = f'<CodeBook><Codes><Code guid="{guid(1, 2)}" name="ledelse" isCodable="true"/></Codes></CodeBook>'


def selection(start: int, end: int, name: str = "", *, code: str = guid(1, 2), number: int = 1, inner: str = "") -> str:
    return (
        f'<PlainTextSelection guid="{guid(number, 5)}" name="{name}" startPosition="{start}" endPosition="{end}">{inner}'
        f'<Coding guid="{guid(number, 6)}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def source(inner: str = "", *, path: str = "internal://a.txt", name: str = "inf-01", number: int = 1) -> str:
    return f'<TextSource guid="{guid(number, 1)}" name="{name}" plainTextPath="{path}">{inner}</TextSource>'


def took(data: bytes, tmp_path: Path, **options: object) -> Taken:
    file = tmp_path / "prosjekt.qdpx"
    file.write_bytes(data)
    return plan_of(read_package(file), file=file.name, **options)  # type: ignore[arg-type]


def records(taken: Taken, kind: type[Record]) -> list:
    return [change.after for change in taken.plan.changes if isinstance(change.after, kind)]


def quotes(taken: Taken) -> list[str]:
    texts = dict(zip((version.source_id for version in records(taken, SourceVersion)), taken.plan.texts, strict=True))
    return [texts[coding.source_id][coding.start : coding.end] for coding in records(taken, Coding)]


def simple(text: bytes, marked: str, *, member: str = "sources/a.txt", **options: str) -> bytes:
    return package(project(BOOK + f"<Sources>{source(marked, **options)}</Sources>"), {member: text})


def test_trap_01_a_project_document_of_another_name_is_read_and_said(tmp_path):
    inner = BOOK + f"<Sources>{source(selection(26, 35, 'to sjefer'))}</Sources>"
    taken = took(package(project(inner), {"sources/a.txt": TEXT.encode()}, name="Mitt prosjekt.qde"), tmp_path)
    assert quotes(taken) == ["to sjefer"]
    assert any("Mitt prosjekt.qde" in warning for warning in taken.losses.warnings)


def test_trap_01_im_5_several_project_documents_are_refused(tmp_path):
    two = package(project(BOOK), {"another.qde": project(BOOK).encode()})
    with pytest.raises(ReadingError, match="holds 2 projects"):
        took(two, tmp_path)


@pytest.mark.parametrize("member", ["Sources/A.TXT", "sources/a.txt", "SOURCES/a.Txt", "a.txt", "sources\\a.txt"])
def test_trap_02_folders_and_endings_in_any_case_are_found(member, tmp_path):
    taken = took(simple(TEXT.encode(), selection(26, 35), member=member), tmp_path)
    assert quotes(taken) == ["to sjefer"]


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:0:10", "urn:QDA-XML:project:0:4", "urn:QDA-XML:project:2.0"]
)
def test_trap_03_another_namespace_is_read_by_local_names(namespace, tmp_path):
    inner = BOOK + f"<Sources>{source(selection(26, 35))}</Sources>"
    data = package(project(inner, namespace=namespace), {"sources/a.txt": TEXT.encode()})
    assert quotes(took(data, tmp_path)) == ["to sjefer"]


def test_trap_03_malformed_xml_is_one_error_that_names_the_line(tmp_path):
    with pytest.raises(ReadingError, match="not well-formed XML at line 2"):
        took(package('<?xml version="1.0"?>\n<Project name="x"><Sources></Project>'), tmp_path)


def test_trap_04_guids_in_braces_and_capitals_are_one_and_kept_in_one_form(tmp_path):
    book = '<CodeBook><Codes><Code guid="{0C62D07E-9C1B-4F4C-8B4E-0000000000AB}" name="a" isCodable="1"/></Codes></CodeBook>'
    marked = selection(26, 35, code="0c62d07e-9c1b-4f4c-8b4e-0000000000ab")
    taken = took(package(project(f"{book}<Sources>{source(marked)}</Sources>"), {"a.txt": TEXT.encode()}), tmp_path)
    assert [code.id for code in records(taken, Code)] == ["0c62d07e-9c1b-4f4c-8b4e-0000000000ab"]
    assert [coding.id for coding in records(taken, Coding)] == [guid(1, 6)]
    assert [one.id for one in records(taken, Source)] == [guid(1, 1)]


def test_trap_04_one_guid_for_an_area_of_a_page_and_its_words_is_one_passage(tmp_path):
    coding = f'<Coding guid="{guid(7, 6)}"><CodeRef targetGUID="{guid(1, 2)}"/></Coding>'
    area = f'<PDFSelection guid="{guid(1, 5)}" page="0" firstX="1" firstY="1" secondX="9" secondY="9">{coding}</PDFSelection>'
    text = f'<Representation guid="{guid(3, 1)}" plainTextPath="internal://a.txt">{selection(26, 35)}</Representation>'
    pdf = f'<PDFSource guid="{guid(1, 1)}" name="avtale" path="internal://a.pdf">{area}{text}</PDFSource>'
    data = package(
        project(f"{BOOK}<Sources>{pdf}</Sources>"), {"sources/a.txt": TEXT.encode(), "sources/a.pdf": b"%PDF"}
    )
    taken = took(data, tmp_path)
    assert quotes(taken) == ["to sjefer"]
    assert taken.plan.originals == (b"%PDF",)
    assert not taken.losses.left_out


def test_trap_04_a_guid_used_twice_for_one_kind_gives_two_records(tmp_path):
    twice = selection(26, 35) + selection(0, 14)
    taken = took(simple(TEXT.encode(), twice), tmp_path)
    assert quotes(taken) == ["to sjefer", "I: Hvem leder?"]
    assert len({coding.id for coding in records(taken, Coding)}) == 2


@pytest.mark.parametrize(
    ("counted", "way"),
    [(TEXT.replace("\n", "\r\n"), "code points"), (TEXT, "code points, CRLF as one")],
    ids=["as two", "as one"],
)
def test_trap_05_crlf_counted_as_one_place_or_as_two_gives_the_same_words(counted, way, tmp_path):
    text = (TEXT * 3).replace("\n", "\r\n")
    counted *= 3
    places = [i for i in range(len(counted)) if counted.startswith("to sjefer", i)]
    marked = "".join(selection(at, at + 9, "to sjefer", number=n) for n, at in enumerate(places, 1))
    taken = took(simple(text.encode(), marked), tmp_path)
    assert quotes(taken) == ["to sjefer"] * 3
    assert taken.plan.texts == (TEXT * 3,), "only line ends are brought to one form"
    assert [str(one.convention) for one in taken.positions] == [way]
    assert taken.plan.originals == (text.encode(),), "the text as it was is kept"


@pytest.mark.parametrize("first", [0, 1], ids=["mark not counted", "mark counted"])
def test_trap_06_a_byte_order_mark_counts_or_not(first, tmp_path):
    marked = selection(26 + first, 35 + first, "to sjefer") + selection(first, 14 + first, "I: Hvem leder?", number=2)
    taken = took(simple(b"\xef\xbb\xbf" + TEXT.encode(), marked), tmp_path)
    assert quotes(taken) == ["to sjefer", "I: Hvem leder?"]
    assert taken.plan.texts == (TEXT,)


def test_trap_06_a_byte_order_mark_before_the_project_document(tmp_path):
    inner = BOOK + f"<Sources>{source(selection(26, 35))}</Sources>"
    data = package(b"\xef\xbb\xbf" + project(inner).encode(), {"sources/a.txt": TEXT.encode()})
    assert quotes(took(data, tmp_path)) == ["to sjefer"]


def test_trap_07_places_in_utf_16_and_in_decomposed_text_are_mapped_and_no_text_is_altered(tmp_path):
    text = "😀😀 på go\u0308y sta\u030ad to sjefer og pa\u030a gata"
    start = len(text[: text.index("to sjefer")].encode("utf-16-le")) // 2
    last = len(text[: text.index("pa\u030a gata")].encode("utf-16-le")) // 2
    marked = selection(start, start + 9, "to sjefer") + selection(last, last + 8, "på gata", number=2)
    taken = took(simple(text.encode(), marked), tmp_path)
    assert quotes(taken) == ["to sjefer", "på gata"]
    assert taken.plan.texts == ("😀😀 på göy ståd to sjefer og på gata",)
    assert taken.plan.originals == (text.encode(),)


def test_trap_08_the_way_of_counting_is_found_from_cut_names_and_told_with_its_hit_rate(tmp_path):
    text = "😀 " + TEXT
    marked = selection(29, 38, "to sj…") + selection(3, 17, "I: Hve...", number=2)
    taken = took(simple(text.encode(), marked), tmp_path)
    (found,) = taken.positions
    assert (str(found.convention), found.hits, found.named, found.sure) == ("utf-16", 2, 2, True)
    assert quotes(taken) == ["to sjefer", "I: Hvem leder?"]


def test_trap_09_equal_names_in_two_branches_stay_two_codes_with_their_codings(tmp_path):
    def branch(number: int, name: str) -> str:
        inner = f'<Code guid="{guid(number + 10, 2)}" name="tillit" isCodable="true"/>'
        return f'<Code guid="{guid(number, 2)}" name="{name}" isCodable="true">{inner}</Code>'

    book = f"<CodeBook><Codes>{branch(1, 'stat')}{branch(2, 'kommune')}</Codes></CodeBook>"
    marked = selection(26, 35, code=guid(11, 2)) + selection(3, 14, code=guid(12, 2), number=2)
    taken = took(package(project(f"{book}<Sources>{source(marked)}</Sources>"), {"a.txt": TEXT.encode()}), tmp_path)
    assert {code.id: code.path for code in records(taken, Code)}[guid(12, 2)] == "kommune/tillit"
    assert [coding.code_id for coding in records(taken, Coding)] == [guid(11, 2), guid(12, 2)]


def test_trap_10_trees_folders_double_colons_and_groups_of_codes(tmp_path):
    book = (
        f'<CodeBook><Codes><Code guid="{guid(1, 2)}" name="mappe" isCodable="false">'
        f'<Code guid="{guid(2, 2)}" name="under" isCodable="true"/></Code>'
        f'<Code guid="{guid(3, 2)}" name="ledelse::stat" isCodable="true"/>'
        f'<Code guid="{guid(4, 2)}" name="stat/kommune" isCodable="true"/></Codes></CodeBook>'
    )
    sets = f'<Sets><Set guid="{guid(1, 8)}" name="gruppe"><MemberCode targetGUID="{guid(2, 2)}"/></Set></Sets>'
    taken = took(package(project(book + sets)), tmp_path)
    assert [code.path for code in records(taken, Code)] == ["mappe", "mappe/under", "ledelse::stat", "stat-kommune"]
    assert records(taken, Code)[3].label.nb == "stat/kommune"
    assert [(one.name, one.codes) for one in records(taken, Category)] == [("gruppe", (guid(2, 2),))]


VARIABLES = "".join(
    f'<Variable guid="{guid(n, 3)}" name="{name}" typeOfVariable="{kind}"/>'
    for n, name, kind in ((1, "kjønn", "Text"), (2, "alder", "Integer"), (3, "leder", "Boolean"))
)


def value(number: int, element: str) -> str:
    return f'<VariableValue><VariableRef targetGUID="{guid(number, 3)}"/>{element}</VariableValue>'


def values(taken: Taken) -> dict[str, object]:
    return {one.attribute: one.value for one in records(taken, Value)}


def test_trap_11_attributes_on_sources_as_maxqda_writes_them(tmp_path):
    told = value(1, "<TextValue>kvinne</TextValue>") + value(2, "<IntegerValue>41</IntegerValue>") + value(3, "")
    inner = f"<Variables>{VARIABLES}</Variables><Sources>{source(told)}</Sources>"
    taken = took(package(project(inner, origin="MAXQDA 2022"), {"a.txt": TEXT.encode()}), tmp_path)
    assert values(taken) == {"kjønn": "kvinne", "alder": 41, "leder": None, "source": "inf-01"}
    assert {one.attribute: one.state for one in records(taken, Value)}["leder"] == "unknown"
    (case,) = records(taken, Case)
    assert {one.label: one.case_id for one in records(taken, Speaker)} == {"I": None, "NL": case.id}


def test_trap_11_a_nameless_case_beside_its_one_source_as_quirkos_writes_it(tmp_path):
    case = f'<Case guid="{guid(1, 4)}">{value(1, "<TextValue>mann</TextValue>")}<SourceRef targetGUID="{guid(1, 1)}"/></Case>'
    inner = f"<Variables>{VARIABLES}</Variables><Cases>{case}</Cases><Sources>{source()}</Sources>"
    taken = took(package(project(inner), {"a.txt": TEXT.encode()}), tmp_path)
    assert [(one.id, one.name) for one in records(taken, Case)] == [(guid(1, 4), "inf-01")]
    assert values(taken) == {"kjønn": "mann", "source": "inf-01"}
    assert {one.label: one.case_id for one in records(taken, Speaker)}["NL"] == guid(1, 4)


def test_trap_11_sets_named_like_attributes_as_atlas_ti_writes_them_are_proposed(tmp_path):
    sets = "".join(
        f'<Set guid="{guid(n, 8)}" name="{name}"><MemberSource targetGUID="{guid(1, 1)}"/></Set>'
        for n, name in ((1, "gender: male"), (2, "age: 67"), (3, "Corpus"))
    )
    data = package(project(f"<Sources>{source()}</Sources><Sets>{sets}</Sets>"), {"a.txt": TEXT.encode()})
    asked = took(data, tmp_path)
    assert [one[:2] for one in asked.attributes_proposed] == [("gender", "male"), ("age", "67")]
    assert not records(asked, Value) and len(records(asked, Memo)) == 3
    taken = took(data, tmp_path, attributes_from_sets=True)
    assert values(taken) == {"gender": "male", "age": "67", "source": "inf-01"}
    assert not taken.attributes_proposed and not taken.losses.left_out


def test_trap_12_a_coding_whose_code_is_a_case_binds_her_who_speaks(tmp_path):
    case = f'<Case guid="{guid(1, 4)}" name="Leder"/>'
    text = "I: Hvem?\nA: Vi har to.\nB: Nei.\n"
    marked = selection(9, 22, code=guid(1, 4))
    taken = took(package(project(f"<Cases>{case}</Cases><Sources>{source(marked)}</Sources>"), {"a.txt": text.encode()}),
                 tmp_path, positions="code points")  # fmt: skip
    assert {one.label: one.case_id for one in records(taken, Speaker)} == {"I": None, "A": guid(1, 4), "B": None}
    assert not records(taken, Coding) and not taken.losses.left_out


def test_trap_13_memos_in_descriptions_notes_links_and_passages_without_coding(tmp_path):
    bare = f'<PlainTextSelection guid="{guid(9, 5)}" name="" startPosition="3" endPosition="14"><Description>uten koding</Description></PlainTextSelection>'
    marked = (
        selection(26, 35, inner="<Description>på en passasje</Description>")
        + bare
        + f'<NoteRef targetGUID="{guid(1, 7)}"/>'
    )
    book = BOOK.replace(
        "/></Codes>", f'><Description>hva den betyr</Description><NoteRef targetGUID="{guid(2, 7)}"/></Code></Codes>'
    )
    notes = "".join(
        f'<Note guid="{guid(n, 7)}" name="Notat {n}"><PlainTextContent>tekst {n}</PlainTextContent></Note>'
        for n in (1, 2, 3, 4)
    )
    link = f'<Link guid="{guid(1, 9)}" originGUID="{guid(3, 7)}" targetGUID="{guid(9, 5)}"/>'
    inner = f"{book}<Sources>{source(marked)}</Sources><Notes>{notes}</Notes><Links>{link}</Links>"
    taken = took(package(project(inner), {"a.txt": TEXT.encode()}), tmp_path)
    assert records(taken, Code)[0].definition.nb == "hva den betyr"
    assert {(memo.on, memo.target_id, memo.text) for memo in records(taken, Memo)} == {
        ("coding", guid(1, 6), "på en passasje"),
        ("segment", f"{guid(1, 1)}/1/1", "uten koding\n(code points 3-14)"),
        ("source", guid(1, 1), "Notat 1\n\ntekst 1"),
        ("code", guid(1, 2), "Notat 2\n\ntekst 2"),
        ("segment", f"{guid(1, 1)}/1/1", "Notat 3\n\ntekst 3"),
        ("study", "", "Notat 4\n\ntekst 4"),
    }
    assert not taken.losses.left_out


def test_trap_14_dates_that_are_missing_or_have_no_zone_do_not_matter(tmp_path):
    marked = selection(26, 35).replace("<Coding ", '<Coding creationDateTime="2019-03-18T10:00:00+01:00" ')
    marked += selection(3, 14, number=2).replace("<Coding ", '<Coding creationDateTime="2019-03-18T10:00:00" ')
    marked += selection(15, 36, number=3)
    taken = took(simple(TEXT.encode(), marked), tmp_path)
    assert [coding.made for coding in records(taken, Coding)] == [
        "2019-03-18T09:00:00+00:00",
        "2019-03-18T10:00:00",
        "",
    ]


@pytest.mark.parametrize("path", ["a.txt", "internal:/a.txt", "internal:///a.txt", "sources/a.txt", "internal://A.TXT"])
def test_trap_15_odd_paths_are_found(path, tmp_path):
    assert quotes(took(simple(TEXT.encode(), selection(26, 35), path=path), tmp_path)) == ["to sjefer"]


@pytest.mark.parametrize(
    "path", ["absolute:///etc/passwd", "relative://a.txt", "file:///etc/passwd", "../../etc/passwd"]
)
def test_trap_15_paths_outside_the_file_are_never_read_and_said(path, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    taken = took(simple(TEXT.encode(), selection(26, 35), path=path), tmp_path, positions="code points")
    assert not taken.plan.texts
    assert {row.element: row.left_out for row in taken.losses.left_out} == {
        "TextSource": 1, "PlainTextSelection": 1, "Coding": 1,
    }  # fmt: skip
    assert any("never read" in warning for warning in taken.losses.warnings)
    assert "passwd" not in str(taken.losses)


def test_trap_16_empty_containers_are_taken_for_what_they_are(tmp_path):
    empty = "<Users/><CodeBook><Codes/></CodeBook><Variables/><Cases/><Sources/><Notes/><Links/><Sets/><Graphs/>"
    taken = took(package(project(empty)), tmp_path)
    assert not taken.losses.rows and not records(taken, Source)


def test_trap_17_a_rich_text_path_to_a_plain_file_is_read_as_plain_text(tmp_path):
    one = f'<TextSource guid="{guid(1, 1)}" name="a" richTextPath="internal://a.txt">{selection(26, 35)}</TextSource>'
    taken = took(package(project(f"{BOOK}<Sources>{one}</Sources>"), {"sources/a.txt": TEXT.encode()}), tmp_path)
    assert quotes(taken) == ["to sjefer"]


def test_trap_18_equal_names_and_hundreds_of_tiny_sources(tmp_path):
    held = "".join(
        f'<TextSource guid="{guid(n, 1)}" name="svar"><PlainTextContent>Svar nummer {n}</PlainTextContent></TextSource>'
        for n in range(300)
    )
    taken = took(package(project(f"<Sources>{held}</Sources>")), tmp_path)
    names = [one.name for one in records(taken, Source)]
    assert len(set(names)) == 300 and names[:3] == ["svar", "svar (2)", "svar (3)"]
    assert sorted(taken.plan.texts) == sorted(f"Svar nummer {n}" for n in range(300))


def test_trap_19_empty_passages_and_one_file_for_a_text_and_a_transcript(tmp_path):
    empty = selection(5, 5, number=2, inner="<Description>her</Description>")
    sound = (
        f'<AudioSource guid="{guid(2, 1)}" name="lyd" path="internal://a.mp3"><Transcript guid="{guid(3, 1)}" '
        f'plainTextPath="internal://a.txt"><SyncPoint guid="{guid(1, 10)}" timeStamp="1500" position="15"/>'
        f'<SyncPoint guid="{guid(2, 10)}" timeStamp="9000" position="36"/>'
        f'<TranscriptSelection guid="{guid(8, 5)}" fromSyncPoint="{guid(1, 10)}" toSyncPoint="{guid(2, 10)}">'
        f'<Coding guid="{guid(8, 6)}"><CodeRef targetGUID="{guid(1, 2)}"/></Coding></TranscriptSelection></Transcript></AudioSource>'
    )
    inner = f"{BOOK}<Sources>{source(selection(26, 35) + empty)}{sound}</Sources>"
    taken = took(package(project(inner), {"sources/a.txt": TEXT.encode(), "sources/a.mp3": b"ID3"}), tmp_path)
    assert quotes(taken) == ["to sjefer", "NL: Vi har to sjefer."]
    assert {row.element: (row.left_out, row.note) for row in taken.losses.left_out} == {
        "PlainTextSelection": (1, "it is empty"), "Coding": (1, "it is empty"),
        "SyncPoint": (1, "it stands at the start of no turn"),
    }  # fmt: skip
    assert [memo.text for memo in records(taken, Memo)] == ["ledelse\nher"]
    second = records(taken, SourceVersion)[1]
    assert [(segment.speaker, segment.seconds) for segment in second.segments] == [("I", None), ("NL", 1.5)]


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE Project SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_trap_20_im_1_a_dtd_is_refused(prolog, tmp_path):
    document = project(f"<Description>{'&a;' if 'ENTITY' in prolog else ''}</Description>")
    with pytest.raises(ReadingError, match="contains a DTD"):
        took(package(document.replace("<Project", f"{prolog}<Project", 1)), tmp_path)


def test_trap_20_im_2_laughs_in_the_root_element_are_refused(tmp_path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 10}">' for n in range(12))
    document = f'<?xml version="1.0"?><!DOCTYPE Project [{laughs}]><Project name="&l11;"/>'
    with pytest.raises(ReadingError):
        took(package(document), tmp_path)


def test_trap_20_im_4_nothing_is_unpacked_by_name_and_base_path_is_not_kept(tmp_path):
    names = ["../../out.txt", "/abs.txt", "C:\\win.txt", "sources/../../up.txt", "CON", "x:stream"]
    inner = project(f"{BOOK}<Sources>{source(selection(26, 35), path='../../out.txt')}</Sources>")
    document = inner.replace("<Project ", '<Project basePath="C:\\Users\\Kari\\hemmelig" ')
    before = set(tmp_path.rglob("*"))
    taken = took(package(document, {name: TEXT.encode() for name in names}), tmp_path)
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "prosjekt.qdpx"}
    assert "Kari" not in repr(taken)


def test_trap_20_im_3_a_zip_bomb_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="refused"):
        took(package(project(BOOK), {"sources/a.txt": b"a" * 30 * 2**20}), tmp_path)


def test_trap_21_drawings_and_unknown_elements_are_counted_one_by_one(tmp_path):
    graph = f'<Graphs><Graph guid="{guid(1, 11)}"><Vertex guid="{guid(2, 11)}" firstX="1" firstY="1"/></Graph></Graphs>'
    own = '<tq:Extra xmlns:tq="urn:tq"><tq:Row/><tq:Row/></tq:Extra>'
    taken = took(package(project(BOOK + graph + own)), tmp_path)
    assert Counter({row.element: row.left_out for row in taken.losses.left_out}) == {
        "Graph": 1, "Vertex": 1, "Extra": 1, "Row": 2,
    }  # fmt: skip


def test_coders_of_equal_names_stay_two_and_a_coding_without_coder_has_one(tmp_path):
    users = "".join(f'<User guid="{guid(n, 12)}" name="Ida"/>' for n in (1, 2))
    marked = selection(26, 35).replace("<Coding ", f'<Coding creatingUser="{guid(2, 12)}" ') + selection(
        3, 14, number=2
    )
    data = package(project(f"<Users>{users}</Users>{BOOK}<Sources>{source(marked)}</Sources>", origin="NVivo 14"),
                   {"a.txt": TEXT.encode()})  # fmt: skip
    taken = took(data, tmp_path)
    assert [coding.coder for coding in records(taken, Coding)] == ["Ida (2)", "NVivo 14"]
    assert [one.id for one in records(taken, Coder)] == ["Ida", "Ida (2)", "NVivo 14"]
