"""The .qdc file: valid by the format's own rules, complete, and the same bytes every time."""

import re
from xml.etree import ElementTree as ET

import pytest
from pyrefiqda import RefiCodebook

from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Category, Code, Codebook, SubQuestion, Wording, content_id
from kodeverk.refi import to_qdc
from kodeverk.refi.codebook import NAMESPACE, guid
from tests.memory import study_of

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
GUID_LIKE = "00000000-0000-0000-0000-000000000000"
ALLOWED = {  # element: (required attributes, optional attributes, children in order)
    "CodeBook": ({"origin"}, set(), ["Codes", "Sets"]),
    "Codes": (set(), set(), ["Code"]),
    "Sets": (set(), set(), ["Set"]),
    "Code": ({"guid", "name", "isCodable"}, {"color"}, ["Description", "Code"]),
    "Set": ({"guid", "name"}, set(), ["Description", "MemberCode"]),
    "Description": (set(), set(), []),
    "MemberCode": ({"guid"}, set(), []),
}


def faults(root: ET.Element) -> list[str]:
    """What breaks the published structure: elements, attributes, order, empty containers, identifiers."""
    found, seen = [], []
    for element in root.iter():
        space, _, name = element.tag[1:].partition("}")
        required, optional, children = ALLOWED.get(name, (set(), set(), []))
        inner = [child.tag.partition("}")[2] for child in element]
        places = [children.index(child) if child in children else -1 for child in inner]
        found += [f"{name}: namespace"] if space != NAMESPACE else []
        found += [f"{name}: attributes"] if not required <= set(element.keys()) <= required | optional else []
        found += [f"{name}: children"] if -1 in places or places != sorted(places) else []
        found += [f"{name}: empty"] if name in {"CodeBook", "Codes", "Sets"} and not inner else []
        found += [f"{name}: several {c}" for c in {"Description", "Codes", "Sets"} if inner.count(c) > 1]
        found += [f"{name}: guid"] if not GUID.fullmatch(element.get("guid", GUID_LIKE)) else []
        if not re.fullmatch(r"#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}", element.get("color", "#000")):
            found.append(f"{name}: colour")
        seen += [element.get("guid")] if name in {"Code", "Set"} else []
    return found + (["guid twice"] if len(seen) != len(set(seen)) else [])


def study(*extra):
    return study_of({}, codes=["vertikalt/to sjefer", "vertikalt/makt", "horisontalt/makt"], extra=extra)


def categories():
    question = SubQuestion("V1", Wording(nb="Hvem styrer?"), ("code-vertikalt/makt",))
    return (
        Category(
            "cat-v", "bok", "styring", Wording(nb="Styring"), Wording(nb="Ovenfra."),
            ("code-vertikalt", "code-horisontalt/makt"), (question,),
        ),
        Category("cat-h", "bok", "samarbeid", Wording(nb="Samarbeid"), codes=("code-horisontalt/makt",), order=1),
    )  # fmt: skip


def written(snapshot, folder, **options) -> ET.Element:
    return ET.parse(to_qdc(snapshot, folder / "bok.qdc", **options)).getroot()


def test_the_file_keeps_the_structure_the_format_publishes(tmp_path):
    root = written(study(*categories()), tmp_path)
    assert faults(root) == []
    assert [e.get("name") for e in root.iter(f"{{{NAMESPACE}}}Code")] == [
        "vertikalt", "to sjefer", "makt", "horisontalt", "makt",
    ]  # fmt: skip


def test_the_check_of_the_structure_finds_what_is_wrong():
    bad = f'<CodeBook xmlns="{NAMESPACE}" origin="x"><Sets/><Codes><Code guid="1" name="a"/></Codes></CodeBook>'
    assert sorted(faults(ET.fromstring(bad))) == ["Code: attributes", "Code: guid", "CodeBook: children", "Sets: empty"]


def test_another_library_reads_tree_sets_and_descriptions(tmp_path):
    definition = Wording(nb="Om to linjer & <én> leder")
    described = Code("code-x", "bok", "ros", Wording(nb="Ros"), definition, include=Wording(nb="Skryt"), colour="#abc")
    book = RefiCodebook.load(to_qdc(study(described, *categories()), tmp_path / "bok.qdc"))
    vertical, horizontal, praise = (
        sorted(book.codes.code, key=lambda c: c.name, reverse=True)[:1]
        + sorted(book.codes.code, key=lambda c: c.name)[:2]
    )
    assert [c.name for c in vertical.code] == ["to sjefer", "makt"]
    assert [c.name for c in horizontal.code] == ["makt"] and vertical.code[1].guid != horizontal.code[0].guid
    assert praise.color == "#abc" and praise.description.startswith("Om to linjer & <én> leder\n")
    assert praise.description.endswith(": Skryt")
    first, second = book.sets.set
    assert first.description == "Ovenfra.\nV1: Hvem styrer?"
    assert [m.guid for m in first.member_code] == [guid("code-vertikalt"), guid("code-horisontalt/makt")]
    assert [m.guid for m in second.member_code] == [guid("code-horisontalt/makt")]


def test_ids_that_are_guids_are_kept_and_others_get_one_for_ever():
    own = content_id("code", "bok", "ros")
    assert guid(own) == own
    assert GUID.fullmatch(guid("code-ros")) and guid("code-ros") == guid("code-ros") != guid("code-ris")


def test_children_inherit_the_colour_and_a_colour_that_is_none_is_left_out(tmp_path):
    top = Code("a", "bok", "ros", Wording(nb="Ros"), colour="#1b6ca8")
    child = Code("b", "bok", "ros/skryt", Wording(nb="Skryt"), order=1)
    odd = Code("c", "bok", "ris", Wording(nb="Ris"), colour="red; x", order=2)
    root = written(study_of({}, extra=(top, child, odd)), tmp_path)
    assert [e.get("color") for e in root.iter(f"{{{NAMESPACE}}}Code")] == ["#1b6ca8", "#1b6ca8", None]


def test_several_codebooks_stand_under_a_code_each_that_cannot_be_coded(tmp_path):
    other = (Codebook("annen", "2", Wording(nb="Den andre")), Code("ny", "annen", "rom", Wording(nb="Rom")))
    root = written(study(*other, *categories()), tmp_path)
    assert faults(root) == []
    assert [(e.get("name"), e.get("isCodable")) for e in root[0]] == [("Den andre", "false"), ("Bok", "false")]
    assert [e.get("name") for e in written(study(*other), tmp_path, codebook="annen")[0]] == ["rom"]


def test_without_categories_there_are_no_sets(tmp_path):
    assert [e.tag for e in written(study(), tmp_path)] == [f"{{{NAMESPACE}}}Codes"]


def test_control_characters_are_shown_and_the_same_study_gives_the_same_bytes(tmp_path):
    odd = Code("a", "bok", "ros", Wording(nb="Ros"), Wording(nb="\x00a\x0b\ufffe\r<b>"))
    first, second = (to_qdc(study_of({}, extra=(odd,)), tmp_path / f"{n}.qdc").read_bytes() for n in "ab")
    assert first == second and "␀a␋\ufffd␍&lt;b&gt;".encode() in first


def test_no_codes_and_an_unknown_codebook_are_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(KodeverkError, match="Use a codebook first"):
        to_qdc(study_of({}, extra=()), tmp_path / "tom.qdc")
    with pytest.raises(UnknownName, match="There are: bok"):
        to_qdc(study(), tmp_path / "tom.qdc", codebook="bøk")
    assert list(tmp_path.iterdir()) == []
