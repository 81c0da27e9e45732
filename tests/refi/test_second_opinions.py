"""Our .qdpx opened by libraries that know nothing of kodeverk: what they count, and what each is known to lose."""

import sys
import tempfile
import zipfile
from importlib.metadata import files
from types import ModuleType

import pytest
from pyrefiqda import RefiProject

from kodeverk.model import Case, Category, Code, Coding, Source
from kodeverk.project import Project
from kodeverk.project.handing_out import taken_back
from kodeverk.refi.opening import read_package
from tests.refi.studies import new_study

SEEDS = range(6)


@pytest.fixture(scope="module", params=SEEDS)
def handed(request, tmp_path_factory):
    """A study and the project file it was written to."""
    folder = tmp_path_factory.mktemp(f"study-{request.param}")
    new_study(folder / "a.kodeverk", request.param).close()
    with Project(folder / "a.kodeverk") as study:
        yield study.snapshot, study.to_qdpx(folder / "a.qdpx").path, folder


def in_force(snapshot):
    """The codings of the texts in force: those that have an element."""
    sources = snapshot.table(Source)
    return [coding for coding in snapshot.all(Coding) if sources[coding.source_id].version == coding.version]


def below(codes):
    return [one for code in codes for one in (code, *below(code.code))]


def test_pyrefiqda_reads_every_source_code_coding_case_value_note_and_set(handed):
    snapshot, path, folder = handed
    project = RefiProject.load(path, extract_dir=folder / "unpacked")
    codes = below(project.code_book.codes.code)
    sources = project.sources.text_source
    selections = [selection for source in sources for selection in source.plain_text_selection]
    codings = [coding for selection in selections for coding in selection.coding]
    assert len(sources) == len(snapshot.all(Source)) > 0
    assert len([code for code in codes if code.is_codable]) == len(snapshot.all(Code)) > 0
    assert len(codings) == len(in_force(snapshot)) > 0
    assert len(project.cases.case) == len(snapshot.all(Case)) > 0
    assert len([one for one in project.sets.set if one.member_code]) == len(
        [c for c in snapshot.all(Category) if c.codes]
    )
    of = {coding.guid: selection for selection in selections for coding in selection.coding}
    unpacked = folder / "unpacked" / "sources"
    texts = {source.guid: (unpacked / f"{source.guid}.txt").read_bytes().decode("utf-8") for source in sources}
    text_of = {selection.guid: texts[source.guid] for source in sources for selection in source.plain_text_selection}
    quotes = sorted(text_of[s.guid][s.start_position : s.end_position] for s in of.values())
    assert quotes == sorted(snapshot.quote(coding) for coding in in_force(snapshot))


def pyqdpx() -> ModuleType:
    """The library pyqdpx; one line of it is Python 3.12, and is put as older versions can read it."""
    (path,) = [file for file in files("pyqdpx") or [] if file.name == "pyqdpx.py"]
    code = path.locate().read_text(encoding="utf-8")
    code = code.replace('{(f": {sel.description}") if sel.description else ""}', "{sel.description or ''}")
    module = ModuleType("pyqdpx_of_any_python")
    sys.modules[module.__name__] = module
    exec(compile(code, "pyqdpx.py", "exec"), module.__dict__)
    return module


def test_pyqdpx_reads_every_source_and_code_and_of_each_passage_its_first_coding(handed):
    pytest.importorskip("bs4")
    snapshot, path, _folder = handed
    project = pyqdpx().QDPX(str(path)).get_project()
    passages = {(c.source_id, c.start, c.end) for c in in_force(snapshot)}
    assert len(project.sources) == len(snapshot.all(Source)) > 0
    assert len([code for code in project.codes.values() if code.is_codable]) == len(snapshot.all(Code)) > 0
    found = [s for source in project.sources.values() for s in source.coded_selections.values()]
    assert len(found) == len(passages) > 0
    plain = {
        s.name: s.text_content
        for s in project.sources.values()
        if not any(ord(sign) > 0xFFFF for sign in s.text_content)
    }
    for source in project.sources.values():
        if source.name in plain and not source.text_content.startswith("\ufeff"):
            for selection in source.coded_selections.values():
                assert selection.text == plain[source.name][selection.start : selection.end]


def test_qdpxlib_finds_every_code_on_every_passage_but_counts_bytes(handed, monkeypatch, tmp_path):
    qdpxlib = pytest.importorskip("qdpxlib")
    snapshot, path, _folder = handed
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(qdpxlib.QDPXFile, "_split_codings_by_sentence", lambda self, min_sentence_length=10: None)
    monkeypatch.setattr(qdpxlib.QDPXFile, "_process_uncoded_intervals", lambda self: None)
    project = qdpxlib.QDPXFile(str(path), filter_std=None)
    by_passage: dict[tuple[str, int, int], list[str]] = {}
    for coding in in_force(snapshot):
        by_passage.setdefault((coding.source_id, coding.start, coding.end), []).append(coding.code_id)
    coded = [labels for *_rest, labels in project.codings if labels]
    assert sorted(map(len, coded)) == sorted(map(len, by_passage.values())) != []
    books = {code.codebook for code in snapshot.all(Code)}
    assert len(project.codes) == len(snapshot.all(Code)) + (len(books) if len(books) > 1 else 0)
    with zipfile.ZipFile(path) as package:
        assert len([name for name in package.namelist() if name.startswith("sources/")]) >= len(snapshot.all(Source))


def test_what_pyrefiqda_saves_again_comes_back_whole(handed):
    _snapshot, path, folder = handed
    project = RefiProject.load(path, extract_dir=folder / "again")
    RefiProject.save(project, folder / "again.qdpx", source_media_dir=folder / "again" / "sources")
    first, _losses = taken_back(read_package(path), folder / "first.kodeverk")
    again, losses = taken_back(read_package(folder / "again.qdpx"), folder / "second.kodeverk")
    with first, again:
        assert first.state_hash() == again.state_hash()
    assert losses.left_out == () and not any("another program" in told for told in losses.warnings)
