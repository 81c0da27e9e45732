"""Codebooks, guides and theories from YAML: what is wrong is told with its line, all at once."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from kodeverk.errors import FormatError, ReadingError
from kodeverk.model import Asked, Change, Code, Coding, Evidence, Plan, Snapshot, content_id
from kodeverk.reading import (
    read_codebook,
    read_crosswalk,
    read_guide,
    read_plan,
    read_theory,
    use_codebook,
    use_guide,
    use_theory,
)
from tests.memory import MemoryLoader
from tests.reading.made import written

BOOKS = Path(__file__).resolve().parents[2] / "codebooks"

CODEBOOK = """\
format: kodeverk/codebook/1
id: bok
version: "1.0"
title: {nb: Bok, en: Book}
declares: {codes: 1, expressions: 1}
codes:
  - name: ledelse
    label: {nb: Ledelse}
    definition: {nb: Om ledelse}
    colour: "#1b6ca8"
    children:
      - name: to sjefer
        label: {nb: To sjefer}
        definition: {nb: Om to sjefer}
        expressions:
          - label: å ha to sjefer
            words: ["styringslinj*", ja]
            phrases: [to sjefer]
            patterns:
              - [{LOWER: to}, {LENGTH: 3}]
categories:
  - name: vertikal
    label: {nb: Vertikal}
    codes: [ledelse]
    sub_questions:
      - {id: V1, text: {nb: Hva?}, codes: [to sjefer]}
"""
GUIDE = """\
format: kodeverk/guide/1
id: guide
version: "1.0"
title: {nb: Guide}
declares: {parts: 1}
parts:
  - id: 1
    title: {nb: Først}
    themes:
      - id: 1a
        title: {nb: Tema}
        feeds: [ledelse]
        questions:
          - {id: 1a.1, text: {nb: Hva?}, probes: [{nb: Hvordan?}]}
"""
THEORY = """\
format: kodeverk/theory/1
id: teori
version: "1.0"
title: {nb: Teori}
written: 2026-11-21
relative_to_coding: before
groups:
  - id: PA
    title: {nb: Gruppe}
    propositions:
      - id: PA-1
        statement: {nb: Utsagn}
        kind: proposition
        source: {author: Opstad, year: 2013}
        codes: ["bok:ledelse", "annen:kode"]
"""


def codebook(tmp_path: Path, text: str = CODEBOOK) -> Path:
    return written(tmp_path, text.encode(), "bok.yaml")


def test_a_codebook_is_read_whole(tmp_path: Path) -> None:
    book, codes, categories = read_codebook(codebook(tmp_path))
    assert (book.id, book.version, dict(book.declares)) == ("bok", "1.0", {"codes": 1, "expressions": 1})
    assert [(c.path, c.colour, c.order) for c in codes] == [
        ("ledelse", "#1b6ca8", 0),
        ("ledelse/to sjefer", "#1b6ca8", 1),
    ]
    assert codes[1].id == content_id("code", "bok", "ledelse/to sjefer")
    (expression,) = codes[1].expressions
    assert expression.words == ("styringslinj*", "ja") and expression.patterns == (({"LOWER": "to"}, {"LENGTH": 3}),)
    assert categories[0].codes == (codes[0].id,) and categories[0].sub_questions[0].codes == (codes[1].id,)


def test_a_guide_and_a_theory_are_read_whole(tmp_path: Path) -> None:
    guide = read_guide(written(tmp_path, GUIDE.encode(), "guide.yaml"))
    assert [(t.id, q.id, str(q.probes[0])) for t, q in guide.questions()] == [("1a", "1a.1", "Hvordan?")]
    assert guide.parts[0].id == "1" and next(guide.themes()).feeds == ("ledelse",)
    theory, propositions = read_theory(written(tmp_path, THEORY.encode(), "teori.yaml"))
    assert (theory.written, theory.relative_to_coding, str(theory.groups["PA"])) == ("2026-11-21", "before", "Gruppe")
    (one,) = propositions
    assert (one.id, one.group, one.source["year"], one.codes[0]) == ("teori:PA-1", "PA", "2013", "bok:ledelse")


@pytest.mark.parametrize("path", sorted(BOOKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_files_keep_to_their_format(path: Path) -> None:
    readers = {
        "codebook": read_codebook,
        "guide": read_guide,
        "theory": read_theory,
        "crosswalk": read_crosswalk,
        "plan": read_plan,
    }
    text = path.read_text(encoding="utf-8")
    assert next(read for kind, read in readers.items() if f"format: kodeverk/{kind}/1" in text)(path)


@pytest.mark.parametrize("kind", ["codebook", "guide", "theory", "crosswalk", "plan"])
def test_the_published_schemas_are_sound(kind: str) -> None:
    import kodeverk.reading

    folder = Path(kodeverk.reading.__file__).parent / "schemas"
    schema = json.loads((folder / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)


# what is changed in the codebook, and what must be said
WRONG = {
    "tab": ("    label: {nb: Ledelse}", "\tlabel: {nb: Ledelse}", r"line 8: a tab stands in the indentation"),
    "unsound": ("title: {nb: Bok, en: Book}", "title: {nb: Bok, en: Book", r"line \d+: not sound YAML"),
    "duplicate key": ("id: bok", "id: bok\nid: bok2", r"line 3: the key 'id' stands twice"),
    "unknown key": ("    definition: {nb: Om ledelse}", "    definition: {nb: Om ledelse}\n    defintion: {nb: x}",
                    r"line 10, codes > ledelse: unknown key 'defintion'; did you mean 'definition'"),
    "missing key": ("    definition: {nb: Om ledelse}\n", "", r"line 7, codes > ledelse: the key 'definition' is missing"),
    "missing bokmål": ("{nb: Om to sjefer}", "{en: Two bosses}",
                       r"line 14, codes > ledelse > children > to sjefer > definition: the key 'nb' is missing"),
    "empty": ("{nb: Om to sjefer}", "", r"line 14, .*definition: it is empty"),
    "text where words must be": ("{nb: Om to sjefer}", "Om to sjefer", r"line 14, .*there must be keys and values here"),
    "unresolved": ("codes: [to sjefer]}", "codes: [to sjefar]}",
                   r"line 26, categories > vertikal > sub_questions > V1 > codes > .*no code 'to sjefar'; nearest: to sjefer"),
    "duplicate path": ("categories:", "  - name: ledelse\n    label: {nb: x}\n    definition: {nb: x}\ncategories:",
                       r"line 21, codes > ledelse > name: the code 'ledelse' stands twice"),
    "colour": ('"#1b6ca8"', "blå", r"line 10, .*colour: 'blå' does not have the right form: # and six"),
    "wrong format": ("kodeverk/codebook/1", "kodeverk/guide/1", r"line 1: format is 'kodeverk/guide/1'; a codebook starts"),
    "no format": ("format: kodeverk/codebook/1\n", "", "the line 'format: kodeverk/codebook/1' is missing"),
    "alias": ("label: {nb: Ledelse}", "label: &x {nb: Ledelse}\n    include: *x", r"line 8: anchors and aliases"),
    "count": ("{codes: 1,", "{codes: mange,", r"line 5, declares > codes: there must be a whole number"),
    "list": (CODEBOOK, "- en\n- to\n", "it is no list of keys and values"),
    "nothing": (CODEBOOK, "", "is empty"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, what: str) -> None:
    old, new, message = WRONG[what]
    assert old in CODEBOOK
    with pytest.raises(FormatError, match=message) as told:
        read_codebook(codebook(tmp_path, CODEBOOK.replace(old, new, 1)))
    assert str(told.value).startswith("bok.yaml")


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = (
        CODEBOOK.replace('"#1b6ca8"', "blå")
        .replace("{nb: Vertikal}", "{nn: Vertikal}")
        .replace("    colour", "    farge: x\n    colour")
    )
    with pytest.raises(FormatError) as told:
        read_codebook(codebook(tmp_path, text))
    rows = str(told.value).split("\n")
    assert rows[0] == "bok.yaml breaks the format of a codebook in 3 places; nothing was read from it."
    assert [row.split(",")[0] for row in rows[1:]] == ["  line 10", "  line 11", "  line 24"]


def test_an_ambiguous_code_name_lists_the_paths(tmp_path: Path) -> None:
    second = "  - name: styring\n    label: {nb: x}\n    definition: {nb: x}\n    children:\n      - {name: to sjefer, label: {nb: x}, definition: {nb: x}}\n"
    with pytest.raises(
        FormatError, match="'to sjefer' fits several codes: ledelse/to sjefer, styring/to sjefer; write the path"
    ):
        read_codebook(codebook(tmp_path, CODEBOOK.replace("categories:", second + "categories:")))


@pytest.mark.parametrize("bomb", ["a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "[" * 100_000, "{a: " * 5000])
def test_a_yaml_bomb_is_refused(tmp_path: Path, bomb: str) -> None:
    with pytest.raises(FormatError):
        read_codebook(codebook(tmp_path, bomb))


def test_a_missing_or_wrongly_encoded_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"no file ingen\.yaml"):
        read_codebook(tmp_path / "ingen.yaml")
    with pytest.raises(FormatError, match="is not UTF-8"):
        read_codebook(written(tmp_path, CODEBOOK.replace("Om ledelse", "Om å lede").encode("cp1252"), "bok.yaml"))


def test_ids_that_stand_twice_are_refused(tmp_path: Path) -> None:
    question = "          - {id: 1a.1, text: {nb: Hva?}}\n"
    with pytest.raises(FormatError, match=r"line 15.*question id '1a\.1' stands twice"):
        read_guide(written(tmp_path, (GUIDE + question).encode(), "guide.yaml"))
    again = "      - {id: PA-1, statement: {nb: x}, kind: premise}\n"
    with pytest.raises(FormatError, match="proposition 'PA-1' stands twice"):
        read_theory(written(tmp_path, (THEORY + again).encode(), "teori.yaml"))


def kept(loader: MemoryLoader, plan: Plan) -> list[Change]:
    for change in plan.changes:
        if change.after is None:
            del loader.tables[change.kind][change.record.id]
        else:
            loader.add(change.after)
    return plan.changes


def test_a_new_version_keeps_ids_and_what_is_coded(tmp_path: Path) -> None:
    loader, first = MemoryLoader(), read_codebook(codebook(tmp_path))
    old = first[1][1]._replace(id="guid-fra-import")
    loader.add(old)
    assert kept(loader, use_codebook(Snapshot(loader), *first)) != []
    assert kept(loader, use_codebook(Snapshot(loader), *first)) == []
    assert Snapshot(loader).code("to sjefer").id == "guid-fra-import"
    second = read_codebook(
        codebook(tmp_path, CODEBOOK.replace("to sjefer\n", "to ledere\n").replace("[to sjefer]", "[to ledere]"))
    )
    loader.add(Coding("c1", "s", 1, 0, 1, "guid-fra-import", "tone"))
    plan = use_codebook(Snapshot(loader), *second)
    kept(loader, plan)
    assert "ledelse/to sjefer" in plan.note
    assert {code.path for code in Snapshot(loader).all(Code)} == {"ledelse", "ledelse/to sjefer", "ledelse/to ledere"}
    loader.tables[Coding].clear()
    kept(loader, use_codebook(Snapshot(loader), *second))
    assert {code.path for code in Snapshot(loader).all(Code)} == {"ledelse", "ledelse/to ledere"}


def test_guides_and_theories_are_used_once_and_what_hangs_on_them_is_told(tmp_path: Path) -> None:
    loader = MemoryLoader()
    guide = read_guide(written(tmp_path, GUIDE.encode(), "guide.yaml"))
    assert len(kept(loader, use_guide(Snapshot(loader), guide))) == 1
    assert use_guide(Snapshot(loader), guide).changes == []
    loader.add(Asked("a", "s", 1, "guide:9.9", "tone"))
    assert "guide:9.9" in use_guide(Snapshot(loader), guide).note
    kept(loader, use_codebook(Snapshot(loader), *read_codebook(codebook(tmp_path))))
    theory, propositions = read_theory(written(tmp_path, THEORY.encode(), "teori.yaml"))
    plan = use_theory(Snapshot(loader), theory, propositions)
    assert "annen" in plan.note and "bok" not in plan.note
    assert len(kept(loader, plan)) == 2
    assert use_theory(Snapshot(loader), theory, propositions).changes == []
    loader.add(Evidence("e", "c1", "teori:PA-1", "supports", "tone"))
    without = use_theory(Snapshot(loader), theory, [])
    assert without.changes == [] and "PA-1" in without.note
