"""RQDA projects: what is in force comes across, what was deleted there is told."""

import pytest

from kodeverk.errors import ReadingError
from kodeverk.refi.rqda import read_rqda
from tests.refi.databases import RQDA, database, keyed

WHEN = "Tue Mar 10 12:00:05 2009"
TEXT = "Intervjuer: Hvem leder?\nKari: Vi har to sjefer 😀, og det er vanskelig.\nIntervjuer: Hvorfor?\nKari: Å, pa\u030a gata."
CODING = ("cid", "fid", "seltext", "selfirst", "selend", "status", "owner", "date", "memo")


def coded(code: int, quote: str, owner: str = "ida", shift: int = 0, words: str = "", status: int = 1) -> tuple:
    start = TEXT.index(quote) + shift
    return (code, 1, words or quote, float(start), float(start + len(quote)), status, owner, WHEN, f"om {quote}")


def rows(**more: list[dict]) -> dict[str, list[dict]]:
    return {
        "project": keyed(("databaseversion", "date", "memo"), ("0.2.2", WHEN, "Likeverd")),
        "source": keyed(
            ("name", "id", "file", "memo", "owner", "date", "status"),
            ("inf-01", 1, TEXT, "Første", "ida", WHEN, 1), ("kladd", 2, "Bort.", None, "ida", WHEN, 0),
        ),
        "freecode": keyed(
            ("name", "memo", "id", "status", "color", "owner"),
            ("to sjefer", "Når to leder", 1, 1, "#abcdef", "ida"), ("makt", None, 2, 1, None, "ola"), ("x", None, 3, 0, None, "ida"),
        ),
        "codecat": keyed(("name", "catid", "memo", "status"), ("Ledelse", 1, "Over", 1), ("Gammel", 2, "", 0)),
        "treecode": keyed(("cid", "catid", "status"), (1, 1, 1), (2, 1, 1), (2, 2, 1), (3, 1, 1)),
        "filecat": keyed(("name", "catid", "status"), ("Runde 1", 1, 1)),
        "treefile": keyed(("fid", "catid", "status"), (1, 1, 1)),
        "coding": keyed(
            CODING, coded(1, "to sjefer 😀"), coded(2, "pa\u030a gata", "ola"), coded(1, "vanskelig", status=0), coded(3, "Hvem"),
        ),
        "coding2": keyed(CODING, coded(2, "to sjefer 😀", "kontroll")),
        "cases": keyed(("name", "id", "memo", "status", "owner"), ("Kari", 1, "Leder", 1, "ida")),
        "caselinkage": keyed(
            ("caseid", "fid", "selfirst", "selend", "status"), (1, 1, 0.0, float(len(TEXT)), 1), (1, 1, 30.0, 40.0, 1), (1, 2, 0, 5, 1),
        ),
        "attributes": keyed(("name", "class", "status"), ("alder", "numeric", 1)),
        "caseAttr": keyed(("variable", "value", "caseID", "status"), ("alder", "47", 1, 1), ("kontor", "NA", 1, 1)),
        "fileAttr": keyed(("variable", "value", "fileID", "status"), ("år", "2007", 1, 1)),
        "annotation": keyed(("fid", "position", "annotation", "owner", "date", "status"), (1, 12, "Obs", "ola", WHEN, 1)),
        "journal": keyed(("name", "journal", "owner", "date", "status"), (WHEN, "Tanker", "ida", WHEN, 1)),
        "image": keyed(("name", "id", "status"), ("kart.png", 1, 1)),
    } | more  # fmt: skip


def read(tmp_path, schema: str = RQDA, **more):
    return read_rqda(database(tmp_path / "x.rqda", schema, rows(**more)), "x.rqda", "x")


def quotes(source) -> list[str]:
    return [source.text[one.start : one.end] for one in source.selections]


def test_codings_of_both_tables_stand_on_their_words_with_coder_code_and_memo(tmp_path):
    found = read(tmp_path)
    (source,) = found.sources
    people = {user.guid: user.name for user in found.users}
    codes = {code.guid: code.name for code in found.codes}
    memos = {note.guid: note.text for note in found.notes}
    told = [
        (quote, codes[c.code], people[c.user], c.made, [memos[n] for n in c.notes])
        for quote, one in zip(quotes(source), source.selections, strict=True)
        for c in one.codings
    ]
    when = "2009-03-10T12:00:05"
    assert told == [
        ("to sjefer 😀", "to sjefer", "ida", when, ["om to sjefer 😀"]),
        ("pa\u030a gata", "makt", "ola", when, ["om pa\u030a gata"]),
        ("to sjefer 😀", "makt", "kontroll", when, ["om to sjefer 😀"]),
    ]
    assert source.text == TEXT and found.warnings == ()


def test_categories_cases_attributes_annotations_and_the_journal_come_across(tmp_path):
    found = read(tmp_path)
    (source,), (kari,) = found.sources, found.cases
    names = {one.guid: one.name for part in (found.codes, found.sources, found.variables) for one in part}
    assert [(s.name, [names[m] for m in (*s.codes, *s.sources)]) for s in found.sets] == [
        ("Ledelse", ["to sjefer", "makt"]), ("Runde 1", ["inf-01"]),
    ]  # fmt: skip
    assert [(names[v.variable], v.value) for v in kari.values] == [("alder", 47), ("kontor", None)]
    assert [(names[v.variable], v.value) for v in source.values] == [("år", "2007")]
    assert kari.sources == (source.guid,) and len(kari.selections) == 1
    notes = {note.guid: note for note in found.notes}
    assert [(notes[n].name, notes[n].text) for n in source.notes] == [("Annotation at 12", "Obs")]
    assert [notes[n].text for n in found.notes_on_project] == ["Tanker"]
    assert found.description == "Likeverd" and found.codes[0].colour == "#abcdef"


def test_what_was_deleted_in_rqda_and_what_hung_on_it_is_told_row_by_row(tmp_path):
    told = {(loss.element, loss.note): loss.left_out for loss in read(tmp_path).losses}
    deleted, hanging = "deleted in RQDA", "what it belongs to is not in the project any more"
    assert told == {
        ("TextSource", deleted): 1, ("Code", deleted): 1, ("Set", deleted): 1, ("PlainTextSelection", deleted): 1,
        ("PlainTextSelection", hanging): 1, ("MemberCode", hanging): 2, ("SourceRef", hanging): 1,
        ("PictureSource", ""): 1,
    }  # fmt: skip


def test_every_row_is_taken_along_or_told(tmp_path):
    found, made = read(tmp_path), rows()
    lost = {e: sum(one.left_out for one in found.losses if one.element == e) for e in {o.element for o in found.losses}}
    assert len(found.codes) + lost["Code"] == len(made["freecode"])
    assert sum(len(s.codes) for s in found.sets) + lost["MemberCode"] == len(made["treecode"])
    codings = sum(len(one.codings) for one in found.sources[0].selections)
    assert codings + lost["PlainTextSelection"] == len(made["coding"]) + len(made["coding2"])


def test_words_that_rqda_renewed_with_one_character_too_many_do_not_move_the_coding(tmp_path):
    found = read(tmp_path, coding=keyed(CODING, coded(1, "vanskelig", words=" vanskelig")), coding2=[], caselinkage=[])
    assert quotes(found.sources[0]) == ["vanskelig"] and found.warnings == ()


def test_a_project_of_an_early_version_without_colours_second_codings_and_pictures_is_read(tmp_path):
    old = RQDA.replace(", color text", "").replace("create table coding2", "create table unused")
    old = old.replace("create table image ", "create table image_old ")
    made = rows(coding2=[], image=[], freecode=keyed(("name", "id", "status"), ("to sjefer", 1, 1), ("makt", 2, 1)))
    made["treecode"] = made["treecode"][:2]
    found = read_rqda(database(tmp_path / "x.rqda", old, {k: v for k, v in made.items() if v}), "x.rqda", "x")
    assert quotes(found.sources[0])[:2] == ["to sjefer 😀", "pa\u030a gata"]


def test_a_view_in_place_of_the_codings_is_refused(tmp_path):
    then = "ALTER TABLE coding RENAME TO held; CREATE VIEW coding AS SELECT * FROM held;"
    with pytest.raises(ReadingError, match="coding is no table"):
        read_rqda(database(tmp_path / "x.rqda", RQDA, rows(), then), "x.rqda", "x")
