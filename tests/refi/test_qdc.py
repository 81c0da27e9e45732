"""Codebooks of any program into a study, and the study's own there and back without a change."""

import pytest

import kodeverk
from kodeverk.errors import FormatError, ReadingError
from kodeverk.model import Category, Change, Code, Codebook, Coding, Expression, SubQuestion, Wording, content_id
from kodeverk.refi import to_qdc
from kodeverk.refi.qdc import read_qdc, use_qdc
from tests.memory import study_of

A, B, C, D = (f"0c62d07e-9c1b-4f4c-8b4e-00000000000{n}" for n in "1234")
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def codebook(codes: str, sets: str = "", origin: str = "ATLAS.ti") -> str:
    body = f"<Codes>{codes}</Codes>" + (f"<Sets>{sets}</Sets>" if sets else "")
    return f'{HEAD}<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="{origin}">{body}</CodeBook>'


def foreign() -> str:
    """A tree with a folder, the same name in two branches and twice in one, braces, capitals, colours, sets."""
    return codebook(
        f'<Code guid="{{{A.upper()}}}" name="Ledelse" isCodable="false">'
        f'<Code guid="{B}" name="makt" isCodable="true" color="#F80"><Description>Hvem\nbestemmer</Description></Code>'
        f'<Code guid="{C}" name="makt" isCodable="1"/></Code>'
        f'<Code guid="{D}" name="ros/ris" isCodable="true"><Code guid="{{}}" name="makt" isCodable="0"/></Code>',
        f'<Set guid="{{{A[:-1]}9}}" name="Maktgruppe"><Description>Om makt</Description><MemberCode guid="{{{B.upper()}}}"/>'
        f'<MemberCode guid="{D}"/></Set>',
    )


def read(tmp_path, text: str | bytes, name: str = "atlas.qdc"):
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_qdc(tmp_path / name)


def used(tmp_path, text: str | bytes):
    with kodeverk.Project(tmp_path / "studie.kodeverk") as study:
        (tmp_path / "atlas.qdc").write_bytes(text if isinstance(text, bytes) else text.encode())
        receipt = study.use_codebook(tmp_path / "atlas.qdc")
        return receipt, study.snapshot


def test_any_programs_codebook_comes_in_with_its_tree_colours_sets_and_guids(tmp_path):
    receipt, now = used(tmp_path, foreign())
    codes = sorted(now.all(Code), key=lambda code: code.order)
    assert [(c.path, c.id, c.colour, str(c.definition)) for c in codes[:4]] == [
        ("Ledelse", A, "", ""), ("Ledelse/makt", B, "#ff8800", "Hvem\nbestemmer"), ("Ledelse/makt (2)", C, "", ""),
        ("ros-ris", D, "", ""),
    ]  # fmt: skip
    assert codes[4].path == "ros-ris/makt" and len(codes[4].id) == 36
    (category,) = now.all(Category)
    assert (category.name, str(category.definition), category.codes) == ("Maktgruppe", "Om makt", (B, D))
    (book,) = now.all(Codebook)
    assert (book.id, book.source) == ("atlas", "ATLAS.ti")
    assert "names that stood twice at one place got a number: Ledelse/makt (2)" in receipt.note
    assert "2 codes only hold others there" in receipt.note


@pytest.mark.parametrize(
    "written",
    [
        b"\xef\xbb\xbf" + codebook(f'<Code guid="{A}" name="\xe5pen" isCodable="true"/>').encode(),
        codebook(f'<Code guid="{A}" name="\xe5pen" isCodable="true"/>').replace("utf-8", "utf-16").encode("utf-16"),
        codebook(f'<Code guid="{A}" name="\xe5pen" isCodable="true"/>')
        .replace(":1.0", ":0:4")
        .replace("\n", "\r\n")
        .encode(),
        codebook(f'<Code guid="{A}" name="\xe5pen"/>').replace('xmlns="urn:QDA-XML:codebook:1.0" ', "").encode(),
    ],
    ids=["byte order mark", "UTF-16", "another namespace and CRLF", "no namespace, no isCodable"],
)
def test_byte_order_mark_utf_16_line_ends_and_namespaces_make_no_difference(tmp_path, written):
    (code,) = read(tmp_path, written).codes
    assert (code.guid, code.name, code.codable) == (A, "åpen", True)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ('<!DOCTYPE CodeBook [<!ENTITY a SYSTEM "file:///etc/passwd">]><CodeBook>&a;</CodeBook>', ReadingError, "DTD"),
        ('<!DOCTYPE CodeBook SYSTEM "http://x.no/a.dtd"><CodeBook/>', ReadingError, "DTD"),
        ("<CodeBook><Codes>", ReadingError, "no well-formed XML"),
        ("", ReadingError, "no well-formed XML"),
        ("<Project/>", FormatError, "its root is Project"),
        (codebook(""), FormatError, "holds no code"),
        (codebook("<Code name='a'>" * 400 + "</Code>" * 400), ReadingError, "no well-formed XML"),
    ],
)
def test_what_is_no_codebook_is_refused_and_nothing_changes(tmp_path, text, error, said):
    (tmp_path / "x.qdc").write_text(text, encoding="utf-8")
    with kodeverk.Project(tmp_path / "studie.kodeverk") as study:
        with pytest.raises(error, match=said):
            study.use_codebook(tmp_path / "x.qdc")
        assert not study.snapshot.all(Code) and not study.snapshot.all(Codebook)
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_qdc(tmp_path / "borte.qdc")


def test_elements_the_standard_does_not_have_are_told(tmp_path):
    receipt, _now = used(tmp_path, codebook(f'<Code guid="{A}" name="a"><Weight>3</Weight></Code>'))
    assert "1 Weight left out" in receipt.note


def own():
    """A codebook with what a .qdc file has no place for: languages, rules, expressions, levels, sub-questions."""
    ids = {name: content_id("code", "bok", name) for name in ("vertikalt", "vertikalt/to sjefer", "horisontalt")}
    both = Wording(nb="Om to linjer", en="On two lines", nn="Om to liner")
    codes = (
        Code(ids["vertikalt"], "bok", "vertikalt", Wording(nb="Vertikalt"), both, colour="#1b6ca8", order=4),
        Code(
            ids["vertikalt/to sjefer"], "bok", "vertikalt/to sjefer", Wording(nb="To sjefer", en="Two bosses"), both,
            include=Wording(nb="Når to leder"), exclude=Wording(nb="Ellers"), example=Wording(nb="«to sjefer»"),
            levels=("skole",), expressions=(Expression("sjef", ("sjef",)),), order=5,
        ),
        Code(ids["horisontalt"], "bok", "horisontalt", Wording(nb="Horisontalt"), colour="#aabbcc", order=9),
    )  # fmt: skip
    question = SubQuestion("V1", Wording(nb="Hvem styrer?", en="Who rules?"), (ids["vertikalt"],))
    category = Category(
        content_id("category", "bok", "styring"), "bok", "styring", Wording(nb="Styring", en="Rule"), Wording(nb="Ovenfra."),
        (ids["vertikalt"],), (question,), order=3,
    )  # fmt: skip
    return codes, category


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_studys_own_codebook_there_and_back_changes_nothing_whatever_language_it_was_written_in(tmp_path, language):
    codes, category = own()
    study = study_of({}, extra=(*codes, category))
    kodeverk.use_language(language)
    try:
        to_qdc(study, tmp_path / "bok.qdc")
    finally:
        kodeverk.use_language("en")
    plan = use_qdc(study, read_qdc(tmp_path / "bok.qdc"), "bok.qdc")
    assert plan.changes == [] and plan.note == ""


def test_into_another_study_it_gives_the_same_guids_and_the_same_bytes_again(tmp_path):
    codes, category = own()
    to_qdc(study_of({}, extra=(*codes, category)), tmp_path / "bok.qdc")
    with kodeverk.Project(tmp_path / "ny.kodeverk") as study:
        study.use_codebook(tmp_path / "bok.qdc")
        again = study.snapshot
        assert {(code.id, code.path) for code in again.all(Code)} == {(code.id, code.path) for code in codes}
        assert to_qdc(again, tmp_path / "igjen.qdc").read_bytes() == (tmp_path / "bok.qdc").read_bytes()
        assert "nothing to change" in str(study.use_codebook(tmp_path / "bok.qdc"))


def test_a_code_renamed_moved_and_described_anew_elsewhere_keeps_its_id_its_codings_and_what_the_file_cannot_hold(
    tmp_path,
):
    codes, category = own()
    to_qdc(study_of({}, extra=(*codes, category)), tmp_path / "bok.qdc")
    with kodeverk.Project(tmp_path / "studie.kodeverk") as study:
        (tmp_path / "a.txt").write_text("I: Hvem?\nKari: Vi har to sjefer.", encoding="utf-8")
        study.add_sources(tmp_path / "a.txt")
        study.write(lambda now: _made(codes, category), verb="test")
        study.code("to sjefer", source="a", quote="to sjefer", coder="ida")
        text = (tmp_path / "bok.qdc").read_text(encoding="utf-8")
        text = text.replace('name="to sjefer"', 'name="to herrer"').replace("Ovenfra.", "Nedenfra.")
        (tmp_path / "ute.qdc").write_text(text, encoding="utf-8")
        study.use_codebook(tmp_path / "ute.qdc")
        now = study.snapshot
        renamed = now.table(Code)[codes[1].id]
        assert renamed.path == "vertikalt/to herrer" and str(renamed.label) == "to herrer"
        assert renamed[4:8] == codes[1][4:8], "the rules of use"
        assert (renamed.levels, renamed.expressions) == (codes[1].levels, codes[1].expressions)
        assert [coding.code_id for coding in now.all(Coding)] == [renamed.id]
        (group,) = now.all(Category)
        assert (str(group.definition), group.sub_questions, group.name) == (
            "Nedenfra.",
            category.sub_questions,
            "styring",
        )
        assert len(now.all(Code)) == 3 and study.verify().ok


def test_two_codes_that_change_names_with_each_other_keep_their_ids(tmp_path):
    first = codebook(f'<Code guid="{A}" name="a"/><Code guid="{B}" name="b"/>')
    swapped = codebook(f'<Code guid="{B}" name="a"/><Code guid="{A}" name="b"/>')
    with kodeverk.Project(tmp_path / "studie.kodeverk") as study:
        for number, text in enumerate((first, swapped)):
            (tmp_path / "bok.qdc").write_text(text, encoding="utf-8")
            study.use_codebook(tmp_path / "bok.qdc")
            assert {code.path: code.id for code in study.snapshot.all(Code)} == [{"a": A, "b": B}, {"a": B, "b": A}][
                number
            ]


def test_a_code_renamed_to_one_that_is_in_use_and_not_in_the_file_is_refused(tmp_path):
    with kodeverk.Project(tmp_path / "studie.kodeverk") as study:
        (tmp_path / "a.txt").write_text("I: Hvem?\nKari: Vi har to sjefer.", encoding="utf-8")
        study.add_sources(tmp_path / "a.txt")
        (tmp_path / "bok.qdc").write_text(codebook(f'<Code guid="{A}" name="a"/><Code guid="{B}" name="b"/>'), "utf-8")
        study.use_codebook(tmp_path / "bok.qdc")
        study.code("b", source="a", quote="to sjefer", coder="ida")
        before = study.snapshot.all(Code)
        (tmp_path / "bok.qdc").write_text(codebook(f'<Code guid="{A}" name="b"/>'), "utf-8")
        with pytest.raises(FormatError, match="another code the name 'b'"):
            study.use_codebook(tmp_path / "bok.qdc")
        assert study.snapshot.all(Code) == before


def test_a_file_with_several_codebooks_of_the_study_is_refused(tmp_path):
    codes, category = own()
    other = (Codebook("annen", "1", Wording(nb="Annen")), Code(A, "annen", "rom", Wording(nb="Rom")))
    study = study_of({}, extra=(*codes, category, *other))
    to_qdc(study, tmp_path / "alt.qdc")
    with pytest.raises(FormatError, match="several codebooks of this study: annen, bok. Export one at a time"):
        use_qdc(study, read_qdc(tmp_path / "alt.qdc"), "alt.qdc")


def _made(codes, category):
    from kodeverk.model import Plan

    return Plan([Change(None, one) for one in (Codebook("bok", "1", Wording(nb="Bok")), *codes, category)])
