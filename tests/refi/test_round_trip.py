"""A study written as .qdpx and read again is the same study, also where another program has had it in between."""

import json
import re
import uuid
import zipfile
from pathlib import Path

import pytest

from kodeverk.errors import ReadingError, StoreError
from kodeverk.model import TABLES, Coder, Coding, Evidence, Memo, Plan, Source, SourceVersion, Speaker, Wording, made
from kodeverk.model.theory import Proposition, Theory
from kodeverk.project import Project
from kodeverk.project.handing_out import taken_back
from kodeverk.refi.opening import read_package
from kodeverk.refi.returning import is_own
from kodeverk.store import verify
from tests.refi.schema import faults
from tests.refi.studies import new_study
from tests.store.study import at, code
from tests.store.study import new_study as small_study


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def dumped(study, folder):
    study.dump(folder)
    return files(folder)


def round_trip(folder, seed, *, originals):
    """The dumps of a study made from a seed and of the one that came back, and whether the file was valid and stable."""
    new_study(folder / "a.kodeverk", seed).close()
    with Project(folder / "a.kodeverk") as study:
        first = study.to_qdpx(folder / "a.qdpx", originals=originals)
        second = study.to_qdpx(folder / "b.qdpx", originals=originals)
        before = dumped(study, folder / "a")
    assert faults(first) == []
    assert Path(first).read_bytes() == Path(second).read_bytes()
    again, losses = taken_back(read_package(first), folder / "c.kodeverk", file="a.qdpx")
    with again:
        after = dumped(again, folder / "c")
        assert again.verify().ok
        third = again.to_qdpx(folder / "c.qdpx", originals=originals)
        assert Path(third).read_bytes() == Path(first).read_bytes()
    assert losses.left_out == () and not any("another program" in warning for warning in losses.warnings)
    assert len(before) > len(TABLES)
    return before, after


@pytest.mark.parametrize("seed", range(10))
def test_ex_4_a_study_of_every_kind_of_record_comes_back_equal_to_the_byte(seed, tmp_path):
    before, after = round_trip(tmp_path, seed, originals=True)
    assert before == after


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 60))
def test_ex_4_fifty_studies_come_back_equal_to_the_byte(seed, tmp_path):
    before, after = round_trip(tmp_path, seed, originals=True)
    assert before == after


def test_the_studies_made_for_this_hold_what_is_hard(tmp_path):
    texts, names = "", ""
    for seed in range(10):
        with new_study(tmp_path / f"{seed}.kodeverk", seed) as store:
            now = store.snapshot()
            texts += "".join(now.text(v.source_id, v.number) for v in now.all(SourceVersion))
            names += "".join(memo.text for memo in now.all(Memo))
            codings = now.all(Coding)
            versions = {source.id: source.version for source in now.all(Source)}
            orphaned = [c for c in codings if c.version != versions[c.source_id]]
            overlapping = [1 for a in codings for b in codings if a.id < b.id and a.span.overlaps(b.span)]
            names += "O" * len(orphaned) + "L" * len(overlapping)
    assert all(sign in texts for sign in ("🙂", "👩‍👩‍👧", "\ufeff", "\x0c", "\u2028", "å"))
    assert all(sign in names for sign in ("\x00", "\ufffe", "\r\n", "a\u030a", "<x>", "]]>", "O", "L"))


def test_without_the_originals_everything_but_them_comes_back(tmp_path):
    before, after = round_trip(tmp_path, 4, originals=False)
    assert {name for name in before if before[name] != after.get(name)} == {
        "source_version.csv", *(name for name in before if name.startswith("originals"))
    }  # fmt: skip
    assert not any(name.startswith("originals") for name in after)


def test_the_file_is_not_written_over_and_a_study_is_not_left_half_made(tmp_path):
    new_study(tmp_path / "a.kodeverk", 1).close()
    with Project(tmp_path / "a.kodeverk") as study:
        handed = study.to_qdpx(tmp_path / "a.qdpx")
    before = files(tmp_path)
    with pytest.raises(StoreError, match="already"):
        taken_back(read_package(handed), tmp_path / "a.kodeverk")
    assert files(tmp_path) == before


# --- another program in between ------------------------------------------------------------------


def handed_out(folder) -> Path:
    """The small study of one interview with two codings, evidence and a memo on them, as a project."""
    with small_study(folder / "a.kodeverk") as store:
        first, second = at("to sjefer 🙂"), at("ett kontor", "cb:kontor")
        code(store, first, second)
        records = [
            Theory("t", "1", Wording("T")), Proposition("t:P", "t", "P", "", Wording("P")),
            Evidence("e", first.id, "t:P", "supports", "tone"), Memo("m", "coding", second.id, "Se her.", "tone", ""),
        ]  # fmt: skip
        store.write(lambda now: Plan(made(*records)), verb="all", who="tone")
    with Project(folder / "a.kodeverk") as study:
        return Path(study.to_qdpx(folder / "a.qdpx"))


def edited(path: Path, change, texts=lambda data: data) -> Path:
    """The project as another program saves it: its document, and the texts of its sources, changed."""
    target = path.with_name("b.qdpx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        before = {name: old.read(name) for name in old.namelist()}
        after = {name: texts(data) for name, data in before.items()}
        after["project.qde"] = change(before["project.qde"].decode("utf-8")).encode("utf-8")
        for name, data in after.items():
            new.writestr(name, data)
    assert after != before
    return target


def back(path: Path):
    assert is_own(read_package(path))
    study, losses = taken_back(read_package(path), path.with_name("c.kodeverk"), file=path.name)
    assert verify(study.path).ok
    return study, losses


def test_a_code_renamed_elsewhere_has_its_new_name_and_keeps_what_it_holds(tmp_path):
    file = edited(handed_out(tmp_path), lambda xml: xml.replace('name="to sjefer"', 'name="dobbel ledelse"'))
    study, losses = back(file)
    with study:
        renamed = study.snapshot.code("dobbel ledelse")
        assert (renamed.id, renamed.label) == ("cb:sjefer", Wording("dobbel ledelse"))
        assert len([c for c in study.snapshot.all(Coding) if c.code_id == "cb:sjefer"]) == 1
    assert "code: 1 were changed in another program, whose version stands." in losses.warnings


def test_a_coding_removed_elsewhere_takes_what_hangs_on_it_along_and_that_is_told(tmp_path):
    path = handed_out(tmp_path)
    gone = at("to sjefer 🙂")

    def without(xml):
        start = xml.index(f'<Coding guid="{gone.id}"')
        return xml[:start] + xml[xml.index("</Coding>", start) + len("</Coding>") :]

    study, losses = back(edited(path, without))
    with study:
        assert [c.code_id for c in study.snapshot.all(Coding)] == ["cb:kontor"]
        assert study.snapshot.all(Evidence) == [] and len(study.snapshot.all(Memo)) == 1
    assert [(row.element, row.found, row.left_out) for row in losses.left_out] == [("evidence", 1, 1)]
    assert any(told.startswith("coding: 2 were written, 1 are there now") for told in losses.warnings)


def test_a_coding_a_coder_and_a_memo_added_elsewhere_are_taken_in(tmp_path):
    path = handed_out(tmp_path)
    user, coding, note = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))

    def more(xml):
        xml = xml.replace("</Users>", f'<User guid="{user}" name="ny"/></Users>')
        first = f'<Coding guid="{at("to sjefer 🙂").id}"'
        target = xml[xml.index("<CodeRef", xml.index(first)) :].partition("/>")[0] + "/>"
        added = f'<Coding guid="{coding}" creatingUser="{user}">{target}<NoteRef targetGUID="{note}"/></Coding>'
        xml = xml.replace(first, added + first)
        return xml.replace(
            "<Notes>",
            f'<Notes><Note guid="{note}" creatingUser="{user}"><PlainTextContent>Enig.</PlainTextContent></Note>',
        )

    study, losses = back(edited(path, more))
    with study:
        new = study.snapshot.table(Coding)[coding]
        assert (study.snapshot.quote(new), new.coder, new.code_id) == ("to sjefer 🙂", "ny", "cb:sjefer")
        assert study.snapshot.table(Memo)[note] == Memo(note, "coding", coding, "Enig.", "ny", "")
        assert study.snapshot.table(Coder)["ny"] == Coder("ny")
    assert losses.left_out == ()


def test_what_is_added_elsewhere_and_has_no_place_here_is_counted(tmp_path):
    path = handed_out(tmp_path)
    guid = "00000000-0000-4000-8000-000000000001"

    def more(xml):
        xml = xml.replace(
            "<Sets>", f'<Sets><Set guid="{guid}" name="gender: male"><MemberSource targetGUID="{guid}"/></Set>'
        )
        link = f'<Links><Link guid="{guid}" originGUID="{guid}" targetGUID="{guid}"/></Links>'
        return xml.replace("<Sets>", link + "<Sets>").replace(
            "<PlainTextSelection", "<Description>Rolig.</Description><PlainTextSelection", 1
        )

    study, losses = back(edited(path, more))
    study.close()
    assert {(row.element, row.left_out) for row in losses.left_out} == {
        ("Set", 1), ("MemberSource", 1), ("Link", 1), ("Description", 1),
    }  # fmt: skip


def test_a_source_added_elsewhere_comes_in_with_its_turns_and_codings(tmp_path):
    path = handed_out(tmp_path)
    guid, coding, passage = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))

    def more(xml):
        target = xml[xml.index("<CodeRef") :].partition("/>")[0] + "/>"
        return xml.replace("</Sources>", (
            f'<TextSource guid="{guid}" name="ny"><PlainTextContent>I: Ja?\nK: To sjefer.\nI: Og?\nK: Ja.</PlainTextContent>'
            f'<PlainTextSelection guid="{passage}" name="To sjefer" startPosition="10" endPosition="19">'
            f'<Coding guid="{coding}">{target}</Coding></PlainTextSelection></TextSource></Sources>'
        ))  # fmt: skip

    study, losses = back(edited(path, more))
    with study:
        new = study.snapshot.table(Coding)[coding]
        assert (study.snapshot.quote(new), new.coder) == ("To sjefer", "unknown")
        assert [s.speaker for s in study.snapshot.version(guid).segments] == ["I", "K", "I", "K"]
        assert {s.label for s in study.snapshot.all(Speaker) if s.source_id == guid} == {"I", "K"}
    assert losses.left_out == ()


def test_texts_written_with_a_mark_and_other_line_ends_leave_every_coding_on_its_words(tmp_path):
    path = handed_out(tmp_path)
    texts = lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    study, losses = back(edited(path, lambda xml: xml, texts))
    with study:
        assert sorted(map(study.snapshot.quote, study.snapshot.all(Coding))) == ["ett kontor", "to sjefer 🙂"]
        assert study.snapshot.all(Speaker)[0].case_id == "5"
        (version,) = study.snapshot.all(SourceVersion)
        assert [segment.seconds for segment in version.segments] == [n / 7 for n in (1, 2, 3, 4)]
    assert losses.left_out == ()


def test_a_text_changed_elsewhere_is_the_text_and_that_is_told(tmp_path):
    path = handed_out(tmp_path)
    study, losses = back(
        edited(path, lambda xml: xml, lambda data: data.replace(b"mellom to stoler.", b"mellom stoler!"))
    )
    with study:
        assert study.snapshot.text("s1").endswith("mellom stoler!")
        assert study.snapshot.all(SourceVersion)[0].segments[-1].end == len(study.snapshot.text("s1"))
        assert sorted(map(study.snapshot.quote, study.snapshot.all(Coding))) == ["ett kontor", "to sjefer 🙂"]
    assert "text: 1 were changed in another program, whose version stands." in losses.warnings


def test_a_program_that_gives_everything_new_guids_loses_nothing(tmp_path):
    path = handed_out(tmp_path)
    made_anew: dict[str, str] = {}

    def anew(xml):
        head, note, own = xml.partition('{"kodeverk"')
        guids = dict.fromkeys(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", head))
        made_anew.update((guid, str(uuid.uuid4())) for guid in guids)
        own, end, tail = own.partition("</PlainTextContent>")
        for guid, other in made_anew.items():
            head, tail = head.replace(guid, other), tail.replace(guid, other)
        return head + note + own + end + tail

    file = edited(path, anew)
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(path.with_name("d.qdpx"), "w") as after:
        for name in before.namelist():
            stem = Path(name).stem
            after.writestr(name.replace(stem, made_anew.get(stem, stem)), before.read(name))
    study, losses = back(path.with_name("d.qdpx"))
    with study, Project(tmp_path / "a.kodeverk") as first:
        before, after = dumped(first, tmp_path / "a"), dumped(study, tmp_path / "c")
    differing = {name for name in before if before[name] != after.get(name)}
    assert {name.partition("/")[0] for name in differing} == {"source_version.csv", "originals"}
    assert losses.left_out == () and len(made_anew) > 10


@pytest.mark.parametrize("damage", [
    lambda line: line[:-5], lambda line: line.replace('"t"', '"u"'), lambda line: '{"t":"coding","w":{"x":1}}',
    lambda line: '{"t":"none","w":{}}', lambda line: "[1]", lambda line: '{"t":"coding","w":[]}',
    lambda line: '{"text":"x","is":7}', lambda line: "", lambda line: '{"original":"x","is":"?"}', lambda line: "[" * 100_000,
])  # fmt: skip
def test_what_kodeverk_wrote_damaged_is_one_error_and_nothing_is_made(damage, tmp_path):
    path = handed_out(tmp_path)

    def broken(xml):
        start = xml.index('{"kodeverk"')
        end = xml.index("</PlainTextContent>", start)
        head, second, *rest = xml[start:end].split("\n")
        return xml[:start] + "\n".join([head, damage(second), *rest]) + xml[end:]

    file = edited(path, broken)
    with pytest.raises(ReadingError, match="is damaged. Nothing was imported") as raised:
        exchange = read_package(file)
        taken_back(exchange, tmp_path / "c.kodeverk", file=file.name)
    assert "sjefer" not in str(raised.value) and not (tmp_path / "c.kodeverk").exists()


@pytest.mark.parametrize(("right", "wrong"), [
    ('"body":3', '"body":"3"'), ('"body":3', '"body":-3'), ('"seconds":0.14', '"seconds":true,"x":0.14'),
    ('"role":"informant"', '"role":null'), ('"kind":"office"', '"kind":["office"]'),
])  # fmt: skip
def test_what_is_carried_is_not_believed_where_it_is_of_another_type(right, wrong, tmp_path):
    file = edited(handed_out(tmp_path), lambda xml: xml.replace(right, wrong, 1))
    with pytest.raises(ReadingError, match="b.qdpx: the note .* is damaged. Nothing was imported"):
        taken_back(read_package(file), tmp_path / "c.kodeverk", file=file.name)
    assert not (tmp_path / "c.kodeverk").exists()


def test_a_project_of_a_newer_kodeverk_is_refused(tmp_path):
    file = edited(handed_out(tmp_path), lambda xml: xml.replace('{"kodeverk":1', '{"kodeverk":2'))
    with pytest.raises(ReadingError, match="newer kodeverk"):
        taken_back(read_package(file), tmp_path / "c.kodeverk", file=file.name)


def test_every_line_carried_is_json_in_ascii(tmp_path):
    new_study(tmp_path / "a.kodeverk", 6).close()
    with Project(tmp_path / "a.kodeverk") as study:
        exchange = read_package(study.to_qdpx(tmp_path / "a.qdpx"))
    (own,) = [note.text for note in exchange.notes if note.text.startswith("{")]
    lines = [json.loads(line) for line in own.splitlines()]
    assert own.isascii() and lines[0]["kodeverk"] == 1 and len(lines) > 50
