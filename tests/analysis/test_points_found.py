"""Points of agreements found where numbers are roman, stand alone, stand twice or are gone."""

from __future__ import annotations

import re

import pytest

from kodeverk.analysis.documents.comparing import compare_documents
from kodeverk.analysis.documents.comparison import DocumentComparison
from kodeverk.analysis.documents.split import split
from kodeverk.errors import KodeverkError
from kodeverk.model import Source
from tests.analysis.agreed import TEMPLATE, agreements, filled
from tests.analysis.test_documents import AS_TEMPLATE

ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
NO_NUMBER = "no number stands in the text"


def compared(text: str, template: str = TEMPLATE) -> DocumentComparison:
    return compare_documents(agreements(template, Skarvøy=text), "mal")


def classes(found: DocumentComparison) -> dict[str, str]:
    return {cell.point: cell.judged for cell in found.cells}


def numbered(style: str, text: str) -> str:
    """Return a text with its points numbered in another way: ``{r}`` roman, ``{s}`` roman in small letters.

    Parts (``3a``) are left as they are where the style has no ``{a}``, the letter.
    """

    def put(found: re.Match[str]) -> str:
        if found[2] and "{a}" not in style:
            return found[0]
        roman = ROMAN[int(found[1])]
        return style.format(n=found[1], r=roman, s=roman.lower(), a=found[2], h=found[3])

    return re.sub(r"(?m)^(\d)([ab]?) ([A-Z].*)$", put, text)


@pytest.mark.parametrize(
    "style",
    [
        "{r}{a} {h}", "{r}. {h}", "{r}{a}. {h}", "{s}) {h}", "§ {r} {h}", "Kapittel {r}: {h}", "{r}\n{h}",
        "{n}{a}\n{h}", "{n}{a}.\n\n{h}", "Punkt {n}{a}\n{h}", "{r}.\n{h}", "{n}{a}.",
    ],
)  # fmt: skip
def test_points_are_found_by_roman_numerals_and_by_numbers_on_lines_of_their_own(style: str) -> None:
    text = numbered(style, filled())
    assert text != filled()
    found = compared(text)
    assert classes(found) == AS_TEMPLATE and found.notes == ()
    assert found.cell("5", "Skarvøy").number_found == "5"
    if "{h}" in style:
        assert classes(compared(text, numbered(style, TEMPLATE))) == AS_TEMPLATE


def test_a_reference_in_roman_numerals_is_the_same_and_another_number_is_a_change() -> None:
    text = numbered("{r}{a} {h}", filled())
    assert classes(compared(text.replace("jf. punkt 4", "jf. punkt IV"))) == AS_TEMPLATE
    assert classes(compared(text.replace("jf. punkt 4", "jf. punkt V")))["3b"] == "reworded"


def test_a_preposition_is_no_roman_numeral_and_neither_is_a_pronoun() -> None:
    text = "1 Parter\nVi to.\n2 Sted\nI Skarvøy\nX kommune\nVI ER ENIGE\nI. Det gjelder alle"
    assert [point.key for point in split(text, [])] == ["1", "2"]
    text = "I Parter\nVi to.\nII Sted\nI Skarvøy\nVi er enige\nIII Tid\nTo år."
    assert [(point.key, point.heading) for point in split(text, [])] == [("1", "Parter"), ("2", "Sted"), ("3", "Tid")]


def test_a_number_that_ends_a_wrapped_sentence_is_no_point() -> None:
    text = (
        "1 Parter\nHer avtales det som følger av lov om sosiale tjenester og av punkt\n4.\n"
        "2 Formål\nPartene vil at flere skal komme i arbeid og at færre skal leve av\nstønad, jf. punkt\n3.\n"
        "5 Slutt\nDet var det som skulle sies om dette i denne avtalen mellom partene\nvåre."
    )
    assert [point.key for point in split(text, [])] == ["1", "2", "5"]


def test_a_number_that_stands_twice_is_two_points_and_told_of() -> None:
    known = compared(filled().replace("5 Tvister", "4 Tvister"))
    assert classes(known) == AS_TEMPLATE and known.cell("5", "Skarvøy").number_found == "4"
    parts = compared(filled().replace("3a ", "3 ").replace("3b ", "3 "))
    assert classes(parts) == AS_TEMPLATE and "are numbered 3;" in parts.notes[0]
    local = "Frivillige lag\nLag i bygda inviteres to ganger i året.\n"
    for head in ("4 Mål og", "5 Tvister"):
        found = compared(filled().replace(head, f"4 {local}{head}"))
        assert classes(found) == AS_TEMPLATE
        assert found.local[["number", "heading"]].values.tolist() == [["4", "Frivillige lag"]]
        assert len(found.notes) == 1 and "several points are numbered 4;" in found.notes[0]
        assert "several points are numbered 4;" in found._repr_html_()


def test_a_table_of_contents_and_a_list_number_no_points_twice() -> None:
    heads = re.findall(r"(?m)^\d[ab]? [A-Z].*$", filled())
    assert len(heads) == len(AS_TEMPLATE)
    title, _, rest = filled().partition("\n\n")
    found = compared("\n".join([title, *heads, "Avtalen er laget etter malen.", rest]))
    assert classes(found) == AS_TEMPLATE and found.notes == () and found.local.empty
    listed = filled().replace("er til behandling.", "er til behandling.\n4. Først dette\n5. Så dette")
    assert classes(compared(listed))["5"] == "same with addition" and compared(listed).notes == ()


def test_a_template_that_gives_two_points_one_number_is_refused() -> None:
    with pytest.raises(KodeverkError, match=r"mal\.txt numbers several points 4\. .*a number of its own"):
        compared(filled(), TEMPLATE.replace("5 Tvister", "4 Tvister"))


def test_an_agreement_whose_numbers_are_gone_is_compared_by_its_headings_and_said_to_be() -> None:
    found = compared(re.sub(r"(?m)^\d[ab]? (?=[A-Z])", "", filled()))
    assert classes(found) == AS_TEMPLATE
    assert len(found.notes) == 1 and found.notes[0].startswith("avtale-Skarvøy:") and NO_NUMBER in found.notes[0]
    assert NO_NUMBER in found._repr_html_() and NO_NUMBER not in compared(filled())._repr_html_()
    template = "Formål\nFlere skal i arbeid.\nTvister\nUenighet tas opp først."
    study = agreements(template, ["Formål", "Tvister"], Skarvøy=template)
    automatic = compare_documents(study, "mal")  # numbers of a word processor are not in the text
    assert set(classes(automatic).values()) == {"same"} and NO_NUMBER in automatic.notes[0]


def test_an_interview_is_no_agreement_and_no_template() -> None:
    study = agreements(Skarvøy=filled(), Rugdal=filled(office="Rugdal"))
    talk = study.source("avtale-Rugdal")._replace(kind="interview")
    study = study.replacing(Source, [talk if one.id == talk.id else one for one in study.all(Source)])
    for template, documents in (("mal", ["avtale-Rugdal"]), ("avtale-Rugdal", ["avtale-Skarvøy"])):
        with pytest.raises(KodeverkError, match=r"avtale-Rugdal\.txt is an interview and no agreement"):
            compare_documents(study, template, documents)
