"""QualCoder projects: every coding on its words, every memo kept, everything else told."""

import random
import sqlite3
from collections.abc import Iterator

import pytest

from kodeverk.errors import ReadingError
from kodeverk.refi import native
from kodeverk.refi.losses import Loss
from kodeverk.refi.native import read_bytes
from kodeverk.refi.qualcoder import read_qualcoder
from tests.refi.databases import QUALCODER, database, keyed, qt

WHEN = "2024-01-15 10:00:00"
TEXT = "I: Hvem leder?\r\nKari: Vi har to sjefer 😀, og det er vanskelig.\r\nI: Hvorfor?\r\nKari: Ingen bestemmer.\r\n"


def span(quote: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(quote), text.index(quote) + len(quote)


def coding(key: int, code: int, quote: str, place: tuple[int, int], owner: str = "ida", **more: object) -> dict:
    row = {"ctid": key, "cid": code, "fid": 1, "seltext": quote, "pos0": place[0], "pos1": place[1], "owner": owner}
    return row | {"date": WHEN, "memo": ""} | more


def rows(**more: list[dict]) -> dict[str, list[dict]]:
    """Two interviews and a picture, two coders, a tree of codes, cases with attributes, memos everywhere."""
    return {
        "project": keyed(("databaseversion", "date", "memo", "codername"), ("v8", WHEN, "Om to linjer", "ida")),
        "source": keyed(
            ("id", "name", "fulltext", "mediapath", "memo", "owner", "date"),
            (1, "inf-01.docx", TEXT, None, "Første intervju", "ida", WHEN),
            (2, "inf-02.txt", "Kort.", "docs:/home/x/inf-02.txt", "", "ola", WHEN),
            (3, "kart.png", None, "/images/kart.png", "", "ida", WHEN),
            (4, "opptak.mp3", None, "/audio/opptak.mp3", "", "ida", WHEN),
        ),
        "code_cat": keyed(("catid", "name", "memo", "supercatid"), (1, "Ledelse", "Over", None), (2, "Daglig", "", 1)),
        "code_name": keyed(
            ("cid", "name", "memo", "catid", "color"),
            (1, "to sjefer", "Når to leder", 2, "#CC3333"), (2, "alene", None, None, None),
        ),
        "code_text": [
            coding(1, 1, "to sjefer 😀", qt(TEXT, *span("to sjefer 😀")), memo="Sterkt!"),
            coding(2, 2, "vanskelig", span("vanskelig"), "ola", important=1),
            coding(3, 2, "Ingen bestemmer.\u2029", qt(TEXT, *span("Ingen bestemmer.\r\n"))),
        ],
        "annotation": keyed(
            ("anid", "fid", "pos0", "pos1", "memo", "owner", "date"),
            (1, 1, *qt(TEXT, *span("Hvorfor?")), "Godt spurt", "ola", WHEN),
        ),
        "cases": keyed(("caseid", "name", "memo", "owner"), (1, "Kari", "Ny leder", "ida"), (2, "Per", "", "ida")),
        "case_text": keyed(
            ("id", "caseid", "fid", "pos0", "pos1", "owner"),
            (1, 1, 1, 0, len(TEXT), "ida"), (2, 2, 1, *qt(TEXT, *span("Hvorfor?")), "ida"), (3, 2, 4, 0, 0, "ida"),
        ),
        "attribute_type": keyed(
            ("name", "memo", "caseOrFile", "valuetype"),
            ("alder", "i år", "case", "numeric"), ("kontor", "", "case", "character"), ("år", "", "file", "numeric"),
        ),
        "attribute": keyed(
            ("name", "attr_type", "value", "id"),
            ("alder", "case", "47", 1), ("kontor", "case", "Lyngmo", 1), ("alder", "case", "", 2), ("år", "file", "2007", 1),
        ),
        "journal": keyed(("jid", "name", "jentry", "owner", "date"), (1, "Dag 1", "Første tanker", "ida", WHEN)),
        "code_image": keyed(
            ("imid", "id", "x1", "y1", "width", "height", "cid", "memo", "owner"), (1, 3, 5, 6, 70, 80, 1, "Her", "ida")
        ),
        "code_av": keyed(("avid", "id", "pos0", "pos1", "cid", "memo", "owner"), (1, 4, 12000, 20000, 2, "", "ola")),
        "graph": keyed(("grid", "name"), (1, "Kart")),
    } | more  # fmt: skip


def read(tmp_path, **more):
    return read_qualcoder(database(tmp_path / "x.qda" / "data.qda", QUALCODER, rows(**more)), "data.qda", "x")


def quotes(source) -> list[str]:
    return [source.text[one.start : one.end] for one in source.selections if one.start >= 0]


def test_codings_counted_by_the_window_and_by_the_program_both_stand_on_their_words(tmp_path):
    found = read(tmp_path)
    assert found.origin == "QualCoder" and found.warnings == ()
    assert quotes(found.sources[0]) == ["to sjefer 😀", "vanskelig", "Ingen bestemmer.\r\n", "Hvorfor?", "Hvorfor?"]
    assert found.sources[0].text == TEXT, "the text is as stored, line ends and all"
    assert [one.name for one in found.sources[0].selections] == quotes(found.sources[0])


def test_coders_codes_in_their_tree_and_memos_come_across(tmp_path):
    found = read(tmp_path)
    assert [user.name for user in found.users] == ["ida", "ola"]
    names = {code.guid: code.name for code in found.codes}
    assert [(c.name, names.get(c.parent, ""), c.codable, c.colour, c.description) for c in found.codes] == [
        ("Ledelse", "", False, "", "Over"), ("Daglig", "Ledelse", False, "", ""),
        ("to sjefer", "Daglig", True, "#CC3333", "Når to leder"), ("alene", "", True, "", ""),
    ]  # fmt: skip
    first, second = found.sources[0].selections[:2]
    people = {user.guid: user.name for user in found.users}
    assert [people[one.codings[0].user] for one in (first, second)] == ["ida", "ola"]
    assert first.codings[0].made == "2024-01-15T10:00:00"
    notes = {note.guid: note for note in found.notes}
    assert [notes[guid].text for guid in first.codings[0].notes] == ["Sterkt!"]
    assert [notes[guid].text for guid in found.notes_on_project] == ["Første tanker"]
    assert found.description == "Om to linjer" and found.sources[0].description == "Første intervju"
    annotation = found.sources[0].selections[3]
    assert (annotation.codings, annotation.description, people[annotation.user]) == ((), "Godt spurt", "ola")


def test_cases_have_their_values_their_sources_and_their_parts_of_sources(tmp_path):
    found = read(tmp_path)
    variables = {one.guid: (one.name, one.kind) for one in found.variables}
    kari, per = found.cases
    assert [(variables[v.variable], v.value) for v in kari.values] == [
        (("alder", "Float"), 47), (("kontor", "Text"), "Lyngmo"),
    ]  # fmt: skip
    assert [v.value for v in per.values] == [None]
    assert [variables[v.variable][0] for v in found.sources[0].values] == ["år"]
    assert kari.sources == (found.sources[0].guid,) and kari.selections == ()
    assert per.sources == (found.sources[3].guid,)
    assert per.selections == (found.sources[0].selections[4].guid,)


def test_what_is_marked_in_pictures_and_recordings_is_there_in_words_and_graphs_are_told(tmp_path):
    found = read(tmp_path)
    assert [source.kind for source in found.sources] == ["text", "text", "picture", "audio"]
    picture, recording = (source.selections[0] for source in found.sources[2:])
    assert (picture.element, picture.place, picture.start) == ("PictureSelection", "from 5, 6: 70 x 80 pixels", -1)
    assert (recording.element, recording.place) == ("AudioSelection", "12000-20000 ms")
    assert "Her" in {note.text for note in found.notes if note.guid in picture.codings[0].notes}
    assert found.losses == (Loss("important", 1, 0, 1, "a mark on a coding"), Loss("table graph", 1, 0, 1))


def test_a_coding_beside_its_words_is_set_on_them_where_they_stand_once_near_by_and_is_told(tmp_path):
    start, end = span("vanskelig")
    found = read(tmp_path, code_text=[coding(1, 1, "vanskelig", (start - 2, end - 2))], annotation=[], case_text=[])
    assert quotes(found.sources[0])[0] == "vanskelig"
    told = "inf-01.docx: 1 coding was set where its words stand; its positions pointed beside them."
    assert found.warnings == (told,)


@pytest.mark.parametrize(
    ("quote", "place"),
    [("ikke sagt", (3, 12)), ("Hv", (9, 11)), ("Kari", (40_000, 40_004)), ("Hvem", (None, 4))],
)
def test_a_coding_whose_words_stand_nowhere_near_or_twice_is_a_memo_on_the_source_and_no_coding(tmp_path, quote, place):
    found = read(tmp_path, code_text=[coding(1, 1, quote, place, memo="Husk")], annotation=[], case_text=[])
    (lost,) = [loss for loss in found.losses if loss.element == "PlainTextSelection"]
    assert (lost.found, lost.kept, lost.left_out) == (1, 0, 1) and "memos on the source" in lost.note
    (note,) = [note for note in found.notes if note.guid in found.sources[0].notes]
    assert note.text == f"{quote}\nHusk" and found.sources[0].selections == ()
    assert found.warnings == (f"inf-01.docx: {note.name}",) and quote not in found.warnings[0]


def test_what_has_no_stored_words_is_counted_as_the_codings_of_the_project_are(tmp_path):
    """An annotation behind an emoji in a text without codings: other sources' codings tell, by window or by program."""
    text = "Kari: 😀 Vi har to sjefer."
    place = span("to sjefer", text)
    sources = keyed(("id", "name", "fulltext"), (1, "inf-01", TEXT), (2, "inf-02", text))
    for counted in (qt, lambda _text, start, end: (start, end)):
        found = read(
            tmp_path, source=sources, case_text=[], code_image=[], code_av=[],
            code_text=[coding(1, 1, "Ingen", counted(TEXT, *span("Ingen")))],
            annotation=keyed(("anid", "fid", "pos0", "pos1", "memo"), (1, 2, *counted(text, *place), "Se her")),
        )  # fmt: skip
        assert quotes(found.sources[1]) == ["to sjefer"] and found.warnings == ()
    window = keyed(("anid", "fid", "pos0", "pos1", "memo"), (1, 2, *qt(text, *place), "Se her"))
    found = read(tmp_path, source=sources, case_text=[], code_text=[], annotation=window, code_image=[], code_av=[])
    assert quotes(found.sources[1]) == ["to sjefer"]
    assert found.warnings == (
        "inf-02: no stored words tell how places are counted; annotations and parts of cases may be off.",
    )


def test_codings_whose_code_is_gone_as_a_known_fault_leaves_them_are_counted(tmp_path):
    found = read(tmp_path, code_text=[coding(1, None, "Hvem", (3, 7)), coding(2, 1, "Hvem", (3, 7), fid=99)])
    lost = [loss for loss in found.losses if loss.element == "PlainTextSelection"]
    assert [(one.found, one.left_out) for one in lost] == [(2, 2)]


def test_a_project_of_an_older_or_a_newer_version_is_read_as_far_as_its_columns_go(tmp_path):
    old = QUALCODER.replace(", important integer", "").replace("av_text_id integer, risid integer, ", "")
    made = {k: [{c: v for c, v in row.items() if c != "important"} for row in r] for k, r in rows().items()}
    found = read_qualcoder(database(tmp_path / "old.qda", old, made), "old.qda", "x")
    assert quotes(found.sources[0])[0] == "to sjefer 😀"
    new = "ALTER TABLE code_name ADD supercid integer; UPDATE code_name SET supercid = 1 WHERE cid = 2;"
    found = read_qualcoder(database(tmp_path / "new.qda", QUALCODER, rows(), new), "new.qda", "x")
    names = {code.guid: code.name for code in found.codes}
    assert names[found.codes[3].parent] == "to sjefer"


def test_the_same_project_gives_the_same_ids_and_no_id_stands_for_two_things(tmp_path):
    first, second = read(tmp_path), read(tmp_path)
    assert first == second
    ids = [one.guid for part in (first.codes, first.sources, first.cases, first.notes, first.users) for one in part]
    ids += [s.guid for source in first.sources for s in source.selections]
    assert len(ids) == len(set(ids)) > 20


def test_a_database_in_write_ahead_mode_is_read_but_not_one_with_changes_waiting_beside_it(tmp_path):
    path = tmp_path / "x.qda" / "data.qda"
    database(path, QUALCODER, rows(), "PRAGMA journal_mode=WAL;")
    assert path.read_bytes()[18:20] == b"\x02\x02"
    assert read_qualcoder(read_bytes(path), "data.qda", "x").sources
    path.with_name("data.qda-wal").write_bytes(b"not yet written")
    with pytest.raises(ReadingError, match="close it there"):
        read_bytes(path)


HOSTILE = {
    "a view in place of a table": "ALTER TABLE code_text RENAME TO held; CREATE VIEW code_text AS SELECT * FROM held;",
    "a virtual table in place of a table": "DROP TABLE journal; CREATE VIRTUAL TABLE journal USING fts5(name, jentry);",
    "a column that is computed": "DROP TABLE journal; CREATE TABLE journal (jid integer primary key, name text, "
    "jentry text AS (hex(zeroblob(100000000))), date text, owner text);",
    "a view that calls itself": "DROP TABLE cases; CREATE VIEW cases AS WITH RECURSIVE n(caseid) AS (SELECT 1 UNION ALL "
    "SELECT caseid + 1 FROM n) SELECT caseid, 'a' AS name, '' AS memo, '' AS owner FROM n;",
    "bytes that are no text": "UPDATE source SET fulltext = CAST(x'ff80c0' AS TEXT) WHERE id = 1;",
    "bytes in place of text": "UPDATE source SET fulltext = zeroblob(100) WHERE id = 1;",
    "a schema row that is no text": "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET name = x'ff' WHERE name = 'cases';",
    "a constraint broken": "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, 'memo text', "
    "'memo text NOT NULL') WHERE name = 'code_name';",
    "a schema that is none": "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE source (' "
    "WHERE name = 'source';",
    "a table on the pages of another": "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage "
    "FROM sqlite_schema WHERE name = 'source') WHERE name = 'journal';",
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_database_is_refused_with_one_error_that_tells_no_text(tmp_path, shape):
    data = database(tmp_path / "data.qda", QUALCODER, rows(), HOSTILE[shape])
    with pytest.raises(ReadingError) as refused:
        read_qualcoder(data, "data.qda", "x")
    assert "Nothing was imported" in str(refused.value) and "sjefer" not in str(refused.value)


def test_a_cell_longer_than_any_interview_and_a_table_with_too_many_rows_are_refused(tmp_path, monkeypatch):
    long = keyed(("id", "name", "fulltext"), (1, "lang.txt", "ja " * 1000))
    data = database(tmp_path / "data.qda", QUALCODER, rows(source=long))
    for limit, most in (("_LONGEST_CELL", 1000), ("_MOST_ROWS", 2)):
        with monkeypatch.context() as patch, pytest.raises(ReadingError, match="Nothing was imported"):
            patch.setattr(native, limit, most)
            read_qualcoder(data, "data.qda", "x")


def test_a_trigger_and_a_further_view_in_the_file_are_never_run(tmp_path):
    then = (
        "CREATE TRIGGER bort AFTER INSERT ON code_text BEGIN DELETE FROM code_text; END;"
        "CREATE VIEW visible_codes AS SELECT * FROM code_name;"
    )
    found = read_qualcoder(database(tmp_path / "data.qda", QUALCODER, rows(), then), "data.qda", "x")
    assert len(found.sources[0].selections) == 5


def mutants(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Copies with some bytes changed, or a piece cut out; most within the schema, where it hurts."""
    chance = random.Random(seed)
    for _number in range(count):
        mutant = bytearray(data)
        for _change in range(chance.randint(1, 4)):
            place = chance.randrange(len(mutant) if chance.random() < 0.5 else 4096)
            if chance.random() < 0.8:
                mutant[place] = chance.randrange(256)
            else:
                del mutant[place : place + chance.randint(1, 5000)]
        yield bytes(mutant)


def test_a_damaged_database_is_read_or_refused_with_one_error(tmp_path):
    data, seen = database(tmp_path / "data.qda", QUALCODER, rows()), []
    for mutant in mutants(data, 300, seed=1):
        try:
            seen.append(read_qualcoder(mutant, "data.qda", "x").origin)
        except ReadingError as error:
            assert "sjefer" not in str(error)
            seen.append("refused")
    assert set(seen) == {"QualCoder", "refused"} and len(seen) == 300


def test_the_file_itself_is_never_opened_by_sqlite(tmp_path, monkeypatch):
    data = database(tmp_path / "data.qda", QUALCODER, rows())
    opened, real = [], sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: opened.append(path) or real(path, **options))
    read_qualcoder(data, "data.qda", "x")
    assert opened == [":memory:"]
