"""The analysis as a web page: a verdict leads to its quotes, a quote to the turn it was said in, in two clicks."""

from __future__ import annotations

from pathlib import Path

from lxml import html as parser

from kodeverk.analysis import coverage
from kodeverk.model import Proposition, Snapshot, Theory
from kodeverk.reports import analysis_to_html
from tests.memory import evidence, study_of
from tests.reports.studies import reserved, small


def page_of(snapshot: Snapshot, folder: Path, by: str | None = "leader_model"):
    path = analysis_to_html(snapshot, folder / "a.html", by=by, coverages=[coverage(snapshot)])
    return parser.fromstring(path.read_text(encoding="utf-8"))


def under(page, anchor: str) -> list:
    """The elements after a heading, down to the next one."""
    (start,) = page.xpath(f"//*[@id='{anchor}']")
    found = []
    for element in start.itersiblings():
        if element.tag in ("h2", "h3", "h4"):
            break
        found.append(element)
    return found


def quotes(elements) -> list:
    return [quote for element in elements for quote in element.iter("blockquote")]


def test_every_verdict_leads_to_quotes_and_every_quote_to_the_turn_it_was_said_in(tmp_path):
    page = page_of(small(), tmp_path)
    verdicts = page.xpath("//h3[starts-with(@id,'v')]/following-sibling::div[1]//td//a")
    assert len(verdicts) == 2
    followed = 0
    for verdict in verdicts:
        shown = quotes(under(page, verdict.get("href")[1:]))
        assert shown
        for quote in shown:
            (place,) = quote.xpath(".//footer//a")
            (turn,) = page.xpath(f"//*[@id='{place.get('href')[1:]}']")
            assert quote.find("p").text in turn.text_content()
            followed += 1
    assert followed == 3


def test_every_link_of_the_page_leads_somewhere_and_no_name_is_used_twice(tmp_path):
    page = page_of(small(), tmp_path)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    links = [element.get("href")[1:] for element in page.iter("a")]
    assert len(links) > 20 and set(links) <= set(ids) and len(ids) == len(set(ids))


def test_a_turn_leads_back_to_where_it_is_quoted(tmp_path):
    page = page_of(small(), tmp_path)
    (turn,) = page.xpath("//article[contains(., 'Vi har to linjer')]")
    back = {page.get_element_by_id(link.get("href")[1:]).text for link in turn.iter("a")}
    assert "P-1: open" in back
    assert "I: Hvordan er det med to sjefer?" in turn.text_content(), "the turn before stands with it"


def test_the_chapters_stand_in_their_order_and_what_is_empty_is_left_out(tmp_path):
    heads = [head.text for head in page_of(small(), tmp_path).iter("h2") if head.get("id")]
    assert heads == [
        "Material and balance", "How to read this", "Comparison by leader_model", "Theory check: Teorien",
        "How far this can be relied on", "Where it was said",
    ]  # fmt: skip
    without = [head.text for head in page_of(small(), tmp_path, by=None).iter("h2") if head.get("id")]
    assert without == [head for head in heads if not head.startswith("Comparison")]


def test_a_study_without_anything_still_gives_a_page(tmp_path):
    empty = study_of({"inf-01": "I: Hei.\n1: Hei."})
    heads = [head.text for head in page_of(empty, tmp_path, by=None).iter("h2") if head.get("id")]
    assert heads[:2] == ["Material and balance", "How to read this"]


def torn() -> Snapshot:
    """1 to 4 say that praise works, 1 twice and 2 three times; 5 says both that it does and that it does not."""
    said = {
        "1": "Ros virker alltid.\n1: Ros er viktig.", "2": "Ros hjelper.\n2: Jo, ros.\n2: Mer ros.",
        "3": "Ros gir lyst.", "4": "Ros varmer.", "5": "Ros er tull.\n5: Men litt hjelper det.",
    }  # fmt: skip
    texts = {f"inf-0{name}": f"I: Ros?\n{name}: {words}" for name, words in said.items()}
    cases = {name: ("Lyngmo" if name in "45" else "Tangvåg", {"leader_model": name}) for name in said}
    codings = [
        (source, line.partition(": ")[2], "ros", "ida")
        for source, text in texts.items()
        for line in text.split("\n")[1:]
    ]
    extra = [*small().all(Theory), *(p for p in small().all(Proposition) if p.name == "P-2")]
    first = study_of(texts, cases, ["ros"], codings, extra)
    stances = dict.fromkeys((quote for _source, quote, _code, _coder in codings), "supports")
    stances["Ros er tull."] = "contradicts"
    judged = [evidence(first, quote, "teori-bok:P-2", stance) for quote, stance in stances.items()]
    return study_of(texts, cases, ["ros"], codings, [*extra, *judged])


def test_deviant_cases_come_first_with_all_their_quotes_and_the_rest_are_folded_away(tmp_path):
    page = page_of(torn(), tmp_path, by=None)
    shown = under(page, "p1_1")
    open_quotes = [element.find("p").text for element in shown if element.tag == "blockquote"]
    folded = [q.find("p").text for element in shown if element.tag == "details" for q in element.iter("blockquote")]
    assert open_quotes == ["Ros er tull.", "Men litt hjelper det.", "Ros virker alltid.", "Ros hjelper."]
    assert folded == ["Ros gir lyst.", "Ros varmer.", "Ros er viktig.", "Jo, ros.", "Mer ros."], "one of each first"
    assert any("Deviant case: 5, speaks both ways" in element.text_content() for element in shown)


def test_a_verdict_that_can_change_is_called_provisional_and_nuancing_is_named(tmp_path):
    page = page_of(reserved(), tmp_path)
    (row,) = page.xpath("//tr[contains(., 'Ros virker.')]")
    assert "partly" in row.text_content() and "provisional" in row.text_content()
    assert "Also nuancing: 1 of 4: 2" in " ".join(element.text_content() for element in under(page, "p1_2"))


def test_pictures_are_numbered_and_told_in_words(tmp_path):
    page = page_of(small(), tmp_path)
    captions = [caption.text for caption in page.iter("figcaption")]
    assert [caption.split(".")[0] for caption in captions] == [f"Figure {n}" for n in range(1, len(captions) + 1)]
    assert len(captions) >= 4 and all(len(image.get("alt")) > 20 for image in page.iter("img"))
