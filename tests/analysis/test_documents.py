"""Agreements held against their template: points found again, and the class of each."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kodeverk.analysis.documents.comparing import compare_documents
from kodeverk.analysis.documents.comparison import DocumentComparison
from kodeverk.analysis.documents.matching import likeness
from kodeverk.analysis.documents.split import split
from kodeverk.analysis.documents.wording import words
from kodeverk.errors import AmbiguousName, KodeverkError, UnknownName
from kodeverk.model import Segment, Snapshot, Source
from tests.analysis.agreed import TEMPLATE, agreements, filled

AS_TEMPLATE = {
    "1": "same", "2": "same", "3": "fill-in", "3a": "same", "3b": "fill-in", "4": "same", "5": "same", "6": "fill-in",
}  # fmt: skip
"""The classes of an agreement in which nothing but names, dates and choices is filled in."""


def compared(*texts: str, template: str = TEMPLATE) -> DocumentComparison:
    offices = ("Skarvøy", "Rugdal", "Kvernby")
    return compare_documents(agreements(template, **dict(zip(offices, texts, strict=False))), "mal")


def classes(text: str, template: str = TEMPLATE) -> dict[str, str]:
    return {cell.point: cell.judged for cell in compared(text, template=template).cells}


def test_an_agreement_that_fills_in_names_dates_and_choices_is_the_template() -> None:
    assert classes(filled()) == AS_TEMPLATE
    frame = compared(filled()).frame.set_index("point")
    assert frame.loc["6", "filled_in"] == "1.10.2006 | 1. oktober 2007 | hvert andre år"
    assert list(frame.loc["2", ["sentences", "unchanged", "changed", "cut", "added"]]) == [3, 3, 0, 0, 0]
    assert frame.loc["2", "similarity"] == 1.0 and frame.loc["2", "filled_in"] == ""


@pytest.mark.parametrize(
    ("before", "after", "point", "expected"),
    [
        ("Partene er likeverdige.", "Partene er likeverdige. Særlig unge skal få hjelp.", "2", "same with addition"),
        ("Partene er likeverdige.", "Partene er likeverdige.\nSærlig unge skal få hjelp.", "2", "same with addition"),
        ("- ta opp uenighet først", "- ta opp uenighet først\n- ansette leder", "3a", "same with addition"),
        ("Partene er likeverdige.", "Partene er helt likeverdige.", "2", "reworded"),
        ("Partene er likeverdige.", "Likeverdige er partene.", "2", "reworded"),
        (" Partene er likeverdige.", "", "2", "reworded"),
        (" Kontoret drives som før mens saken er til behandling.", "", "5", "reworded"),
        ("ta opp uenighet først", "ta opp uenighet sist", "3a", "reworded"),
        ("Leder rapporterer til begge parter", "Leder rapporterer til hver av partene", "3b", "reworded"),
        ("hvert andre år.", "hvert andre år. Det gjelder også vedlegget.", "6", "fill-in"),
    ],
    ids=[
        "a sentence more", "a paragraph more", "a list item more", "a word put in", "words moved", "one of three cut",
        "one of two cut", "a word exchanged in a list", "words changed beside a filling", "an addition beside a filling",
    ],
)  # fmt: skip
def test_one_change_gives_its_point_its_class_and_no_other(before: str, after: str, point: str, expected: str) -> None:
    assert filled().count(before) == 1
    found = classes(filled().replace(before, after))
    assert found.pop(point) == expected
    assert {key: found[key] for key in found if key != "3"} == {key: AS_TEMPLATE[key] for key in found if key != "3"}


def test_a_point_whose_sentences_are_few_again_is_its_own_and_an_empty_one_is_cut() -> None:
    kept = "Kontoret skal få flere i arbeid."
    point = filled()[filled().index(kept) : filled().index("\n3 Styring")]
    own = filled().replace(point, "Alle i kommunen skal ha noe å leve av. Ingen skal vente lenge. Vi vil mer.")
    assert classes(own)["2"] == "own"
    one_of_three = filled().replace(point, f"{kept} Ingen skal vente lenge. Alle skal høres.")
    assert classes(one_of_three)["2"] == "own"  # 1 of 3 is less than half
    assert classes(filled().replace(point, ""))["2"] == "cut"
    assert classes(filled().replace("2 Formål\n" + point + "\n", ""))["2"] == "cut"


def test_sentences_in_another_order_are_the_same_and_said_to_be() -> None:
    text = filled().replace(
        "Uenighet tas opp i partnerskapsmøtet. Kontoret drives som før mens saken er til behandling.",
        "Kontoret drives som før mens saken er til behandling. Uenighet tas opp i partnerskapsmøtet.",
    )
    assert text != filled()
    found = compared(text)
    assert (found.cell("5", "Skarvøy").judged, found.cell("5", "Skarvøy").reordered) == ("same", True)
    assert not found.cell("2", "Skarvøy").reordered and "↕" in found._repr_html_()


def test_a_place_left_open_as_in_the_template_is_no_filling() -> None:
    assert classes(TEMPLATE.replace("Mal for lokal", "Lokal")) == dict.fromkeys(AS_TEMPLATE, "same")
    assert classes(filled().replace("én leder", "[én leder / to ledere]"))["3b"] == "same"


@pytest.mark.parametrize("place", ["<kommune> kommune", "[kommunens navn]", "____ kommune", "X kommune", "{kommune}"])
def test_a_name_that_is_filled_in_is_no_filling_however_the_place_for_it_is_written(place: str) -> None:
    template = f"1 Parter\nAvtalen gjelder {place} og staten.\n2 Start\nDen gjelder fra ____ av."
    text = "1 Parter\nAvtalen gjelder Nordre Skarvøy kommune og staten.\n2 Start\nDen gjelder fra 1.10.2006 av."
    assert classes(text, template) == {"1": "same", "2": "fill-in"}


def test_a_place_that_is_a_sentence_is_filled_in_by_what_stands_there_and_by_nothing_elsewhere() -> None:
    template = (
        "1 Tjenester\nStaten legger alt dit. [Her føres tjenestene opp.] Nye kan komme til.\n2 Slutt\nDet var alt."
    )
    filled_in = "1 Tjenester\nStaten legger alt dit. Rusarbeid. Også bolig. Nye kan komme til.\n2 Slutt\nDet var alt."
    after = "1 Tjenester\nStaten legger alt dit. Nye kan komme til. Rusarbeid.\n2 Slutt\nDet var alt."
    left = "1 Tjenester\nStaten legger alt dit. Nye kan komme til.\n2 Slutt\nDet var alt."
    assert classes(filled_in, template) == {"1": "fill-in", "2": "same"}
    assert compared(filled_in, template=template).frame.loc[0, "filled_in"] == "Rusarbeid. | Også bolig."
    assert classes(after, template) == {"1": "same with addition", "2": "same"}
    assert classes(left, template) == {"1": "same", "2": "same"}


@pytest.mark.parametrize("mark", ["", "- ", "1. "])
def test_the_items_of_a_list_are_kept_apart_where_a_sentence_is_shown(mark: str) -> None:
    template = "1 Tjenester\nKontaktpersoner for disse skal finnes:\n[en på hver linje]\n2 Slutt\nDet var alt."
    listed = f"{mark}flyktninger\n{mark}bolig i kommunen\n{mark}politiet"
    made = template.replace("[en på hver linje]", listed)
    found = compared(made, template=template).differences("1")
    assert "flyktninger; bolig i kommunen; politiet" in list(found.frame["text"])
    assert "flyktninger; bolig i kommunen; politiet" in found._repr_html_()


# --- points found again ----------------------------------------------------------------------------


def renumbered(text: str, number: Callable[[int], int]) -> str:
    return re.sub(r"(?m)^(\d)(?=[a-c]? [A-Z])", lambda found: str(number(int(found[1]))), text)


def test_a_point_cut_with_those_after_it_renumbered_is_the_only_one_cut() -> None:
    without = re.sub(r"(?s)2 Formål.*?(?=3 Styring)", "", filled())
    text = renumbered(without, lambda n: n if n == 1 else n - 1).replace("jf. punkt 4", "jf. punkt 3")
    found = compared(text)
    assert {cell.point: cell.judged for cell in found.cells} == AS_TEMPLATE | {"2": "cut"}
    assert found.cell("4", "Skarvøy").number_found == "3" and found.cell("3a", "Skarvøy").number_found == "2a"
    assert "number" not in found.cell("4", "Skarvøy").aligned_by and "heading" in found.cell("4", "Skarvøy").aligned_by


def test_a_reference_follows_the_renumbering_and_another_number_is_a_change() -> None:
    assert classes(filled().replace("jf. punkt 4", "jf. punkt 5"))["3b"] == "reworded"


def test_a_point_the_template_has_not_is_local_wherever_it_stands() -> None:
    local = "Frivillige lag\nLag i bygda inviteres to ganger i året.\n"
    last = filled().replace("\n\nUnderskrift", f"\n7 {local}\nUnderskrift")
    first = "Lokal samarbeidsavtale\n1 " + local + renumbered(filled().partition("\n\n")[2], lambda n: n + 1)
    first = first.replace("jf. punkt 4", "jf. punkt 5")
    for text, number in ((last, "7"), (first, "1")):
        found = compared(text)
        assert {cell.point: cell.judged for cell in found.cells} == AS_TEMPLATE
        assert found.local[["number", "heading"]].values.tolist() == [[number, "Frivillige lag"]]
        assert found.local.loc[0, "text"] == "Lag i bygda inviteres to ganger i året."


def test_two_points_under_one_heading_are_judged_each_by_its_own_sentences() -> None:
    text = filled().replace("4 Mål og resultatkrav", "4 Mål, resultatkrav og tvister").replace("\n5 Tvister", "")
    text = renumbered(text, lambda n: n if n < 5 else n - 1)
    found = compared(text)
    assert {cell.point: cell.judged for cell in found.cells} == AS_TEMPLATE
    assert found.cell("5", "Skarvøy").number_found == found.cell("4", "Skarvøy").number_found == "4"
    both = {found.cell(point, "Skarvøy").aligned_by[0] for point in ("4", "5")}
    assert "together with another point" in both
    more = compared(text.replace("er til behandling.", "er til behandling. Ingen taper på det."))
    assert [more.cell(point, "Skarvøy").judged for point in ("4", "5")] == ["same", "same with addition"]


TWO_PARTS = """\
2 Formål
Kontoret skal være åpent hver dag.
3 Ledelse
3a Møtet
Partene møtes to ganger i året. Møtet ledes av rådmannen.
3b Leder
Kontoret har [én leder / to ledere].
4 Mål
Målene settes hvert år.
5 Varighet
Avtalen gjelder fra [dato]. Den gjennomgås hvert år.
"""


def test_a_point_cut_does_not_stand_in_one_that_has_a_sentence_a_little_like_its_own() -> None:
    text = TWO_PARTS.replace("[dato]", "1.1.2007").replace("4 Mål\nMålene settes hvert år.\n", "")
    found = compared(text, template=TWO_PARTS)
    cut = found.cell("4", "Skarvøy")
    assert (cut.judged, cut.number_found, cut.heading_found, cut.aligned_by) == ("cut", "", "", ())
    assert found.cell("5", "Skarvøy").judged == "fill-in"
    more = compared(text.replace("Avtalen gjelder", "Dette er nytt. Avtalen gjelder"), template=TWO_PARTS)
    assert [more.cell(point, "Skarvøy").judged for point in ("4", "5")] == ["cut", "fill-in"]


def test_parts_put_under_one_heading_are_found_there_and_not_where_a_sentence_is_a_little_alike() -> None:
    text = TWO_PARTS.replace("3 Ledelse\n3a Møtet", "3 Møte og leder").replace("3b Leder\n", "")
    found = compared(text.replace("[én leder / to ledere]", "én leder"), template=TWO_PARTS)
    assert {point: found.cell(point, "Skarvøy").judged for point in ("2", "3", "3a", "3b")} == {
        "2": "same", "3": "fill-in", "3a": "same", "3b": "fill-in",
    }  # fmt: skip
    assert found.cell("3b", "Skarvøy").number_found == "3"


@pytest.mark.parametrize(
    "style", ["{n}. {h}", "{n}) {h}", "§ {n} {h}", "§{n}. {h}", "Punkt {n}: {h}", "{n}\t{h}", "{n} – {h}", "## {n} {h}", "{h}"]
)  # fmt: skip
def test_points_are_found_however_they_are_numbered(style: str) -> None:
    text = re.sub(r"(?m)^(\d[ab]?) ([A-Z].*)$", lambda found: style.format(n=found[1], h=found[2]), filled())
    assert text != filled() or style == "{n} {h}"
    assert classes(text) == AS_TEMPLATE
    assert classes(text.replace("Formål", "FORMÅL")) == AS_TEMPLATE


def test_letters_and_decimals_number_parts_of_a_point_alike() -> None:
    for a, b in (("3.1", "3.2"), ("3 a)", "3 b)"), ("3A", "3B"), ("a)", "b)")):
        assert classes(filled().replace("3a", a).replace("3b", b)) == AS_TEMPLATE


def test_a_numbered_list_in_a_point_is_no_point() -> None:
    text = filled().replace("- vedta", "1. Vedta").replace("- drøfte", "2. Drøfte").replace("- ta opp", "3. Ta opp")
    assert classes(text) == AS_TEMPLATE


def test_headings_of_the_file_are_points_where_its_numbers_are_automatic() -> None:
    text = "Mal for avtale\nFormål\nFlere i arbeid.\nTvister\nUenighet tas opp."
    heads = {"Mal for avtale", "Formål", "Tvister"}
    spans = [found.span() for found in re.finditer(r"[^\n]+", text)]
    segments = [
        Segment(n, a, b, a, "heading" if text[a:b] in heads else "paragraph") for n, (a, b) in enumerate(spans, 1)
    ]
    assert [(point.key, point.heading) for point in split(text, segments)] == [("1", "Formål"), ("2", "Tvister")]


def test_a_part_is_judged_by_itself_and_counted_with_its_point() -> None:
    text = filled().replace("- ta opp uenighet først\n", "")
    found = compared(text)
    judged = {point: found.cell(point, "Skarvøy").judged for point in ("3", "3a", "3b")}
    assert judged == {"3": "reworded", "3a": "reworded", "3b": "fill-in"}
    assert found.frame.set_index("point").loc["3", "sentences"] == 5 + 2  # of 3a and of 3b
    part = compared(filled().replace("4 Mål og", "3c Vara\nEn vara utpekes.\n4 Mål og"))
    assert {cell.point: cell.judged for cell in part.cells} == AS_TEMPLATE and part.local["number"].tolist() == ["3c"]
    assert part.frame.set_index("point").loc["3", "added"] == 1  # to point 3 as one it is added


# --- counts ----------------------------------------------------------------------------------------


def test_counts_are_of_points_and_not_of_their_parts() -> None:
    addition = filled().replace("Partene er likeverdige.", "Partene er likeverdige. Særlig unge skal få hjelp.")
    without = re.sub(r"(?s)5 Tvister.*?(?=6 Varighet)", "", addition)
    found = compared(filled(), filled(addition, "Rugdal"), without)
    office = found.per_office.set_index("office")
    assert office.loc["Skarvøy"].to_dict() == {
        "document": "avtale-Skarvøy", "same": 4, "same with addition": 0, "fill-in": 2, "reworded": 0, "own": 0,
        "cut": 0, "points": 6,
    }  # fmt: skip
    assert list(office.loc["Kvernby", ["same", "same with addition", "fill-in", "cut"]]) == [2, 1, 2, 1]
    point = found.per_point.set_index("point")
    assert list(point.loc["2", ["same", "same with addition", "documents"]]) == [1, 2, 3]
    assert found.identical == ("1", "3a", "4")
    assert repr(found) == "<3 documents against mal: 9 of 18 cells the same>"


def test_adaptation_is_told_of_what_can_be_compared_with_its_threshold() -> None:
    addition = filled().replace("Partene er likeverdige.", "Partene er likeverdige. Særlig unge skal få hjelp.")
    found = compared(addition, filled())
    told = found.adaptation()
    assert told.points == ("1", "2", "4", "5")  # 3 and 6 leave something open
    assert (told.same, told.cells, told.degree) == (7, 8, "low")
    assert told.frame.set_index("office")["same"].to_dict() == {"Rugdal": 4, "Skarvøy": 3}
    assert "7 of 8" in repr(told) and "67%" in repr(told)
    assert found.adaptation(["2"]).degree == "some" and found.adaptation(["2"], low=0.5).degree == "low"


def test_sentences_stand_side_by_side_with_where_they_are() -> None:
    text = filled().replace("Partene er likeverdige.", "Partene er helt likeverdige. Slik er det.")
    study = agreements(TEMPLATE, Skarvøy=text)
    frame = compare_documents(study, "mal").differences("Formål", "Skarvøy").frame
    assert frame["found"].tolist() == ["unchanged", "unchanged", "changed", "added"]
    changed, added = frame.iloc[2], frame.iloc[3]
    assert (changed["template"], changed["text"]) == ("Partene er likeverdige.", "Partene er helt likeverdige.")
    assert changed["similarity"] == pytest.approx(2 * 3 / (3 + 4))
    assert study.text("avtale-Skarvøy")[added["start"] : added["end"]] == added["text"] == "Slik er det."
    page = compare_documents(study, "mal")._repr_html_()
    assert "<ins" in page and ">helt<" in page and "40%" in page and "50%" in page  # both thresholds are shown


def test_what_an_agreement_says_can_be_no_tag_of_the_page() -> None:
    page = compared(filled().replace("Partene er likeverdige.", "Partene er <b>likeverdige</b> & blide."))._repr_html_()
    assert "<b>likeverdige" not in page and "&amp; blide" in page


# --- what is not compared --------------------------------------------------------------------------

SOFT, LINE_END, SPACE, QUOTES, DASH = "soft hyphens", "hyphens at line ends", "white space", "quotation marks", "dashes"


def retyped(text: str, what: str, places: list[int]) -> str:
    """Return a text with one thing changed at some of the places where it can be."""
    pattern, put = {
        SOFT: (r"(?<=[a-zæøå]{3})(?=[a-zæøå]{3})", "\u00ad"),
        LINE_END: (r"(?<=[a-zæøå]{3})(?=[a-zæøå]{3})", "-\n"),
        SPACE: (r"(?<=[a-z,.]) (?=\w)", "\u00a0  "),
        QUOTES: (r"[«»]", '"'),
        DASH: (r"(?m)^- ", "– "),
    }[what]
    found = list(re.finditer(pattern, text))
    for one in sorted({place % len(found) for place in places}, reverse=True):
        text = text[: found[one].start()] + put + text[found[one].end() :]
    return text


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([SOFT, LINE_END, SPACE, QUOTES, DASH]), st.lists(st.integers(0, 10**6), min_size=1, max_size=25))
def test_white_space_hyphens_quotation_marks_and_dashes_change_no_class(what: str, places: list[int]) -> None:
    head, body = filled().split("1 Parter\n")
    text = f"{head}1 Parter\n{retyped(body, what, places)}"
    assert text != filled()
    assert classes(text) == AS_TEMPLATE


@settings(max_examples=15, deadline=None)
@given(st.integers(30, 90))
def test_a_text_broken_into_lines_is_the_same_text(width: int) -> None:
    import textwrap

    lines = [textwrap.fill(line, width, subsequent_indent="  " * line.startswith("-")) for line in filled().split("\n")]
    assert classes("\n".join(lines)) == AS_TEMPLATE


def test_likeness_counts_lemmas_and_leaves_room_for_names() -> None:
    one, other = words("Partene møtes i <kommune>"), words("Parten møttes i Nordre Skarvøy")
    assert likeness(one, other) == 1.0  # part, møte(s), i; two words for the name
    assert likeness(words("Partene har ansvar"), words("Partene har plikt")) == pytest.approx(2 * 2 / (3 + 3))
    assert likeness(words("Fra [dato] gjelder dette"), words("Dette står fast")) == pytest.approx(1 / 3)


# --- what cannot be compared -----------------------------------------------------------------------


def test_an_agreement_without_numbers_and_known_headings_is_one_clear_error() -> None:
    with pytest.raises(KodeverkError, match=r"avtale-Skarvøy\.txt has neither numbered points .* 8 headings") as told:
        compared("Vi er enige om å samarbeide.\nDet skal gå bra med oss alle.")
    assert "samarbeide" not in str(told.value)
    with pytest.raises(KodeverkError, match=r"No point of avtale-Skarvøy\.txt \(2\) answers to one of mal\.txt \(8\)"):
        compared("1 Oppskrift\nTa to egg og litt mel.\n2 Steking\nStekes ved høy varme.")


def test_a_template_that_is_not_in_the_study_is_named() -> None:
    with pytest.raises(UnknownName, match="malen"):
        compare_documents(agreements(Skarvøy=filled()), "malen")


def test_a_study_without_an_agreement_of_an_office_says_what_to_do() -> None:
    with pytest.raises(KodeverkError, match="No agreement of the study belongs to an office.*add_documents"):
        compare_documents(agreements(), "mal")


def test_a_point_in_its_own_words_is_found_by_a_heading_that_holds_the_templates() -> None:
    said = "Kontoret skal få flere i arbeid. Innbyggerne i Skarvøy skal møte «én dør». Partene er likeverdige."
    assert said in filled()
    own = filled().replace("2 Formål", "2 Formålet med avtalen").replace(said, "Her bor mange gamle som skal ha ro.")
    own = re.sub(r"^1 Parter\n.*\n", "", own, flags=re.M)
    own = re.sub(r"^(\d)(?=[ab]? )", lambda number: str(int(number[1]) - 1), own, flags=re.M)
    assert "1 Formålet med avtalen\nHer bor" in own
    assert classes(own) == AS_TEMPLATE | {"1": "cut", "2": "own"}


def test_the_last_word_of_a_wrapped_sentence_is_no_heading() -> None:
    # in a file of short lines, a word that is a heading of the template too may stand alone on a line
    points = split("1. Formål\n\nSaken tas opp i\npartnerskapsmøtet.\n\n2. Parter\n\nTo.", [], ["Partnerskapsmøtet"])
    assert [point.heading for point in points] == ["Formål", "Parter"]
    points = split("1. Formål\n\nSaken er avgjort og lagt bort.\n\nPartnerskapsmøtet\n\nTo.", [], ["Partnerskapsmøtet"])
    assert [point.heading for point in points] == ["Formål", "Partnerskapsmøtet"]


def test_what_is_named_wrongly_is_refused_before_anything_is_compared() -> None:
    study = agreements(Skarvøy=filled())
    assert compare_documents(study, "mal", "avtale-Skarvøy").cells == compare_documents(study, "mal").cells
    with pytest.raises(KodeverkError, match="No document is named"):
        compare_documents(study, "mal", [])
    with pytest.raises(KodeverkError, match=r"mal\.txt is the template itself"):
        compare_documents(study, "mal", ["avtale-Skarvøy", "mal"])
    for wrong in ({"sentence": 3.0}, {"kept": -1}):
        with pytest.raises(KodeverkError, match=f"{next(iter(wrong))}=.* is no share from 0 to 1"):
            compare_documents(study, "mal", **wrong)
    with pytest.raises(KodeverkError, match="low=0.2 .* from 0.5 to 1"):
        compare_documents(study, "mal").adaptation(low=0.2)


def two_of_one_office() -> Snapshot:
    study = agreements(Skarvøy=filled(), Rugdal=filled(office="Rugdal"), Kvernby=filled(office="Kvernby"))
    sources = study.table(Source)
    later = sources["avtale-Kvernby"]._replace(office_id="office-Skarvøy")
    return study.replacing(Source, [*(one for one in sources.values() if one.id != later.id), later])


def test_two_agreements_of_one_office_are_told_apart_by_their_names() -> None:
    found = compare_documents(two_of_one_office(), "mal")
    assert [found.title(one.name) for one in found.documents] == ["avtale-Kvernby", "Rugdal", "avtale-Skarvøy"]
    page = found._repr_html_()
    assert page.count(">avtale-Kvernby</th>") == page.count(">Rugdal</th>") == 1 and ">Skarvøy</th>" not in page
    assert "6 Varighet, avtale-Kvernby: " in page
    assert found.cell("2", "avtale-Kvernby").judged == "same"
    with pytest.raises(AmbiguousName, match="'Skarvøy'.*: avtale-Kvernby, avtale-Skarvøy"):
        found.cell("2", "Skarvøy")
