"""The .qdpx file: valid by the published schema, what it says where, the same bytes every time, nothing filtered away."""

import html
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kodeverk.errors import KodeverkError
from kodeverk.messages import use_language
from kodeverk.model import (
    TABLES,
    Actor,
    Category,
    Claim,
    Code,
    Coder,
    Coding,
    Condensation,
    Consent,
    Evidence,
    Memo,
    Proposition,
    Relation,
    Theory,
    Value,
    WholeReading,
    Wording,
    content_id,
)
from kodeverk.project import Project, Study
from kodeverk.refi.codebook import guid
from kodeverk.refi.opening import read_package
from kodeverk.refi.references import REFERENCES
from kodeverk.refi.writing import to_qdpx
from kodeverk.store import schema
from kodeverk.views.select import select
from tests.memory import study_of
from tests.refi.schema import faults
from tests.refi.studies import new_study

TALK = "I: Hvem bestemmer?\n5: Vi har to sjefer 🙂 på kontoret.\nI: Og så?\n5: Tillit til begge."
SHARED = "I: Og dere?\n5: Vi er enige.\n6: HEMMELIG seks sier noe annet.\nI: Takk."


def study(*extra, texts=None, codings=(("inf-01", "to sjefer", "ledelse/to sjefer", "ida"),)):
    return study_of(
        texts or {"inf-01": TALK},
        {"5": ("Lyngmo", {"leder": True, "år": 7}), "6": ("Skjervø", {"leder": False, "år": "ukjent"})},
        ["ledelse/to sjefer", "tillit"],
        codings,
        extra,
    )


def written(snapshot, folder, **options):
    return to_qdpx(snapshot, folder / "studie.qdpx", **options)


def all_in(path) -> str:
    """Everything a file says, escapes of XML and JSON taken away."""
    with zipfile.ZipFile(path) as package:
        raw = "".join(package.read(name).decode("utf-8") for name in package.namelist())
    return raw + html.unescape(raw).encode("ascii", "backslashreplace").decode("unicode_escape", "ignore")


def document(path):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("project.qde"))


# --- what stands where ---------------------------------------------------------------------------


def test_the_package_is_laid_out_as_the_standard_says_and_tells_nothing_of_this_machine(tmp_path):
    handed = written(study(), tmp_path)
    with zipfile.ZipFile(handed) as package:
        (source,) = [name for name in package.namelist() if name != "project.qde"]
        assert source == f"sources/{guid_of_source()}.txt"
        assert package.read(source) == TALK.encode("utf-8")
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert document(handed).attrib == {"name": "kodeverk", "origin": "kodeverk"}
    assert str(tmp_path) not in all_in(handed) and os.environ.get("USER", "root") + "@" not in all_in(handed)


def guid_of_source():
    return content_id("guid", "source", "src-inf-01")


def test_positions_are_half_open_code_points_and_the_name_of_a_passage_is_its_quote(tmp_path):
    snapshot = study(codings=[("inf-01", quote, "tillit", "ida") for quote in ("sjefer 🙂 på", TALK[5:70])])
    (source,) = read_package(written(snapshot, tmp_path)).sources
    assert [(s.name, source.text[s.start : s.end]) for s in source.selections] == [
        (TALK[5:64] + "…", TALK[5:70]), ("sjefer 🙂 på", "sjefer 🙂 på"),
    ]  # fmt: skip


def test_codings_of_one_passage_share_it_and_say_who_and_when(tmp_path):
    snapshot = study(
        codings=[("inf-01", "to sjefer", code, who) for code in ("tillit", "ledelse") for who in ("ida", "ola")]
    )
    dated = snapshot.replacing(Coding, [c._replace(made="2026-01-01T12:00:00+00:00") for c in snapshot.all(Coding)])
    exchange = read_package(written(dated, tmp_path))
    (selection,) = exchange.sources[0].selections
    names = {user.guid: user.name for user in exchange.users} | {code.guid: code.name for code in exchange.codes}
    assert sorted((names[c.code], names[c.user]) for c in selection.codings) == [
        ("ledelse", "ida"), ("ledelse", "ola"), ("tillit", "ida"), ("tillit", "ola"),
    ]  # fmt: skip
    assert {c.made for c in selection.codings} == {"2026-01-01T12:00:00Z"}
    assert {c.guid for c in selection.codings} == set(dated.table(Coding))


def test_codes_keep_the_guids_that_the_codebook_file_gives_them(tmp_path):
    codes = {code.name: code for code in read_package(written(study(), tmp_path)).codes}
    assert codes["to sjefer"].guid == guid("code-ledelse/to sjefer")
    assert codes["to sjefer"].parent == codes["ledelse"].guid == guid("code-ledelse")


def test_attributes_are_typed_and_what_is_not_known_has_no_value(tmp_path):
    states = [Value("case-5/x", "case-5", "x", None, "not released"), Value("case-6/x", "case-6", "x", 0.1)]
    exchange = read_package(written(study(*states), tmp_path))
    names = {variable.guid: variable.name for variable in exchange.variables}
    assert {v.name: v.kind for v in exchange.variables} == {"leder": "Boolean", "år": "Text", "x": "Float"}
    values = {case.name: {names[variable]: value for variable, value in case.values} for case in exchange.cases}
    assert values["5"] == {"leder": True, "år": "7", "x": None}
    assert values["6"] == {"leder": False, "år": "ukjent", "x": 0.1}


def test_an_informant_has_the_source_that_is_hers_and_her_turns_in_one_she_shares(tmp_path):
    exchange = read_package(written(study(texts={"inf-01": TALK, "par": SHARED}), tmp_path))
    cases = {case.name: case for case in exchange.cases}
    sources = {source.name: source for source in exchange.sources}
    assert cases["5"].sources == (sources["inf-01"].guid,) and cases["6"].sources == ()
    spoken = {s.guid: sources["par"].text[s.start : s.end] for s in sources["par"].selections}
    assert [spoken[s] for s in cases["5"].selections] == ["Vi er enige."]
    assert [spoken[s] for s in cases["6"].selections] == ["HEMMELIG seks sier noe annet."]


def test_memos_evidence_condensations_relations_and_consent_are_notes_a_person_can_read(tmp_path):
    coding = Coding("k", "src-inf-01", 1, 26, 35, "code-tillit", "ida")
    exchange = read_package(written(study(
        coding,
        Theory("likeverd", "1", Wording("Likeverd")),
        Proposition("likeverd:P-1", "likeverd", "P-1", "", Wording("To ledere gir uklarhet.")),
        Evidence("e", "k", "likeverd:P-1", "supports", "ida", "Hun sier det rett ut."),
        Actor("r", "R", Wording("Rådmann"), "role", "authority", "municipal"),
        Actor("s", "S", Wording("Stat"), "role", "authority", "state"),
        Relation("rel", "r", "s", "r", None, "meeting", "weekly", "k", "ida", ""),
        Condensation("con", "case-5", "code-tillit", "Hun stoler på begge.", ("k",), "ida", ""),
        Consent("sam", "case-5", "2", "2026-01-01", ("quotes",)),
        WholeReading("w", "src-inf-01", 1, "ida", "", "En rolig samtale.", ""),
        Memo("m", "code", "code-tillit", "Kan deles i to.", "ida", ""),
    ), tmp_path))  # fmt: skip
    notes = {note.name: note for note in exchange.notes}
    of = {note.guid: note.name for note in exchange.notes}
    assert notes["Supports P-1"].text == "Supports P-1: To ledere gir uklarhet.\nHun sier det rett ut.\nida"
    assert notes["Relation: R - S"].text == (
        "Relation: R - S\ninitiative: R\nboth ways: not said\nchannel: meeting\nhow often: weekly\nida"
    )
    assert notes["Condensation: 5 / tillit"].text == "Hun stoler på begge."
    assert notes["Consent: 5"].text == "Consent given 2026-01-01, form 2\nTo: quotes"
    (marked,) = [c for s in exchange.sources[0].selections for c in s.codings if len(c.notes) > 0]
    assert sorted(of[n] for n in marked.notes) == ["Condensation: 5 / tillit", "Relation: R - S", "Supports P-1"]
    assert [of[n] for n in exchange.sources[0].notes] == ["Reading as a whole: inf-01"]
    assert [of[n] for code in exchange.codes for n in code.notes] == ["Kan deles i to."]
    cases = {case.guid: case.name for case in exchange.cases}
    assert sorted((of[link.origin], cases[link.target]) for link in exchange.links) == [
        ("Condensation: 5 / tillit", "5"), ("Consent: 5", "5"),
    ]  # fmt: skip
    assert {s.name: [of[n] for n in s.notes] for s in exchange.sets} == {
        "P-1: To ledere gir uklarhet.": ["Supports P-1"], "Condensations": ["Condensation: 5 / tillit"],
        "Relations": ["Relation: R - S"], "Consent": ["Consent: 5"],
        "Readings as a whole": ["Reading as a whole: inf-01"],
    }  # fmt: skip


def test_what_the_elements_say_is_not_said_again_in_what_is_carried(tmp_path):
    snapshot = study(
        Memo("m", "code", "code-tillit", "Kan deles i to.", "ida", "2026-01-01T12:00:00+00:00"),
        Condensation("con", "case-5", "code-tillit", "Hun stoler.", (), "ida", "2026-01-01T12:00:00+00:00"),
        Category("cat", "bok", "styring", Wording("Styring"), codes=("code-tillit",)),
    )
    (own,) = [note.text for note in read_package(written(snapshot, tmp_path)).notes if note.text.startswith("{")]
    assert '"con"' in own and "sjefer" not in own.replace("code-ledelse/to sjefer", "").replace("ledelse/to sjefer", "")
    assert not any(words in own for words in ("Kan deles", "stoler", "Styring", "Hvem bestemmer"))


# --- valid, and the same every time --------------------------------------------------------------


def test_an_empty_study_is_a_valid_project(tmp_path):
    handed = written(study_of({}), tmp_path)
    assert faults(handed) == [] and read_package(handed).sources == ()


def test_control_characters_are_shown_in_names_and_kept_in_texts(tmp_path):
    snapshot = study(
        Code("c", "bok", "a\x07b", Wording("x")),
        texts={"x\x00y": "5: to\x0c sjefer"},
        codings=[("x\x00y", "to\x0c s", "tillit", "i\x01")],
    )
    handed = written(snapshot, tmp_path)
    exchange = read_package(handed)
    assert faults(handed) == []
    assert exchange.sources[0].name == "x␀y" and exchange.sources[0].text == "5: to\x0c sjefer"
    assert exchange.sources[0].selections[0].name == "to␌ s" and [user.name for user in exchange.users] == ["i␁"]
    assert "a␇b" in [code.name for code in exchange.codes]


def test_the_language_in_use_makes_no_difference(tmp_path):
    new_study(tmp_path / "a.kodeverk", 3).close()
    found = set()
    with Project(tmp_path / "a.kodeverk") as project:
        for language in ("nb", "nn", "en"):
            use_language(language)
            found.add(Path(project.to_qdpx(tmp_path / f"{language}.qdpx")).read_bytes())
    use_language("en")
    assert len(found) == 1


def test_ex_5_equal_studies_give_equal_bytes_in_other_processes_time_zones_and_folders(tmp_path):
    code = (
        "import sys, hashlib, pathlib; from tests.refi.studies import new_study; from kodeverk.project import Project\n"
        "folder = pathlib.Path(sys.argv[1]); folder.mkdir(); new_study(folder / 'a.kodeverk', 5).close()\n"
        "with Project(folder / 'a.kodeverk') as p:\n"
        "    p.to_qdpx(folder / 'x.qdpx', originals=True)\n"
    )
    found = []
    for number, seed, zone in ((1, "1", "UTC"), (2, "77", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8" if number == 1 else "C"}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / str(number))], env=environment, check=True)
        with zipfile.ZipFile(tmp_path / str(number) / "x.qdpx") as package:
            names = package.namelist()
            found.append([names, *(strip(package.read(name)) for name in names)])
    assert found[0] == found[1] and len(found[0]) > 2


def strip(data: bytes) -> bytes:
    """The file without which study it is: each study made anew has its own id."""
    head, _sign, rest = data.partition(b',"book":')
    return head[: head.rfind(b'{"kodeverk"')] + rest if rest else data


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_the_order_records_were_made_in_makes_no_difference(seed, tmp_path):
    with new_study(tmp_path / "a.kodeverk", seed) as store:
        turned = snapshot = store.snapshot()
        for kind in TABLES.values():
            turned = turned.replacing(kind, reversed(turned.all(kind)))
        first, second = (to_qdpx(now, tmp_path / name) for now, name in ((snapshot, "a.qdpx"), (turned, "b.qdpx")))
    assert Path(first).read_bytes() == Path(second).read_bytes()


# --- what stays behind ---------------------------------------------------------------------------


def test_nothing_of_what_was_filtered_away_leaves(tmp_path):
    secret = "HEMMELIG"
    texts = {"inf-01": TALK, "inf-06": f"I: Ja?\n6: {secret} alene.", "par": SHARED}
    whole = study(
        Memo("m1", "case", "case-6", secret, "ida", ""), Memo("m2", "coding", "c6", secret, "ida", ""),
        Memo("m3", "segment", "src-inf-06/2", secret, "ida", ""), Memo("m4", "code", "code-tillit", "stays", "ida", ""),
        Coder(f"{secret}-koder"), Coding("c6", "src-inf-06", 1, 10, 18, "code-tillit", f"{secret}-koder"),
        Theory("t", "1", Wording("T")), Proposition("t:P", "t", "P", "", Wording("P")),
        Evidence("e", "c6", "t:P", "supports", f"{secret}-koder", secret),
        Condensation("con", "case-6", "code-tillit", secret, ("c6",), "ida", ""),
        Condensation("both", "case-5", "code-tillit", secret, ("c6",), "ida", ""),
        Consent("s", "case-6", secret, "2026-01-01"), Value("case-6/navn", "case-6", "navn", secret),
        Actor("a", secret, Wording(secret), "person", "service", "state", case_id="case-6"),
        Actor("b", secret, Wording(secret), "role", "service", "state"),
        Relation("r", "a", "b", None, None, "", "", "c6", "ida", ""),
        Claim("cl", secret, "alle", "informants", 'code("x")', coder="ida"),
        texts=texts,
    )  # fmt: skip
    assert secret in all_in(written(whole, tmp_path))
    handed = written(select(whole, 'case == "5"'), tmp_path, selection=True)
    assert secret not in all_in(handed) and "Skjervø" not in all_in(handed) and "stays" in all_in(handed)
    assert faults(handed) == []
    (shared,) = [s for s in read_package(handed).sources if s.name == "par"]
    assert shared.text == "I: Og dere?\n5: Vi er enige.\n" + "██ ████████ ████ ████ ███ ██████" + "\nI: Takk."
    assert ("segment", 1) in [(row.element, row.left_out) for row in handed.losses.left_out]


def test_the_originals_of_a_selection_are_refused(tmp_path):
    with pytest.raises(KodeverkError, match="they hold what was filtered away"):
        Study(study()).to_qdpx(tmp_path / "a.qdpx", originals=True)
    assert list(tmp_path.iterdir()) == []


# --- the report ----------------------------------------------------------------------------------


def test_the_report_counts_every_element_and_says_what_only_kodeverk_reads_back(tmp_path):
    with new_study(tmp_path / "a.kodeverk", 8):
        pass
    with Project(tmp_path / "a.kodeverk") as project:
        handed = project.to_qdpx(tmp_path / "a.qdpx")
        root = document(handed)
        snapshot = project.snapshot
        tables = {name: len(snapshot.table(kind)) for name, kind in TABLES.items()}
    rows = {row.element: row for row in handed.losses.rows}
    for element in (
        "User",
        "Code",
        "Variable",
        "Case",
        "VariableValue",
        "TextSource",
        "PlainTextSelection",
        "Coding",
        "Note",
        "Link",
        "Set",
    ):
        in_file = len(root.findall(f".//{{*}}{element}"))
        assert rows[element].found == rows[element].kept == in_file > 0, element
    for table in (
        "evidence",
        "condensation",
        "relation",
        "consent",
        "adjudication",
        "whole_reading",
        "guide",
        "claim",
        "suggestion",
    ):
        assert rows[table].kept == tables[table] > 0 and "kodeverk reads it back" in rows[table].note
    assert rows["original"].left_out == rows["original"].found > 0
    assert all(row.found == row.kept + row.left_out for row in handed.losses.rows)
    assert (
        repr(handed).startswith("<a.qdpx: ")
        and "<table>" in handed._repr_html_()
        and os.fspath(handed).endswith("a.qdpx")
    )


def test_the_references_are_those_a_study_file_holds():
    assert {
        table: {field: target.partition(".")[0] for field, target in fields.items() if target != "text.sha256"}
        for table, fields in schema.REFERENCES.items()
    } == REFERENCES
