"""The theory check as a web page: verdict, rule, who says what, deviant cases first."""

from lxml import html as parser

from kodeverk.analysis import check
from kodeverk.model import Coding, Evidence
from kodeverk.reports import theory_html
from tests.reports.studies import reserved, small


def page(checked, folder, **options):
    return parser.fromstring(theory_html(checked, folder / "t.html", **options).read_text(encoding="utf-8"))


def text(element) -> str:
    return " ".join(element.xpath("string()").split())


def test_each_proposition_shows_verdict_standing_and_quotes_with_who(tmp_path):
    snapshot = small()
    first, second = page(check(snapshot), tmp_path, snapshot=snapshot).xpath("//article")
    assert text(first.xpath("h3")[0]) == "P-1 To sjefer gir uro."
    assert first.xpath("string(.//*[contains(@class,'verdict')])") == "open"
    assert [text(li) for li in first.xpath(".//li")] == [
        "Supports: 1 of 4: 1", "Silent: 1 of 4: 2 (asked a1, and no coding of it)",
        "Not asked: 2 of 4: 3, 4 (not put in this interview: a1)",
    ]  # fmt: skip
    assert [(q.get("class"), text(q.xpath("p")[0])) for q in second.xpath(".//blockquote")] == [
        ("supports", "Vi får ros av rådmannen 😀."),
        ("contradicts", "Eg synest me får for lite ros."),
    ]
    footer = "supports – 2, Tangvåg, ansatt, kommune – inf-02, segment 4 – ros – K2 Nokså sikker."
    assert text(second.xpath(".//footer")[0]).replace("K2Nokså", "K2 Nokså") == footer


def test_the_rule_and_the_count_of_verdicts_stand_first(tmp_path):
    root = page(check(small()), tmp_path)
    assert root.xpath("string(//p[@class='lead'])").startswith("Cases are counted, not quotes;")
    heads = [text(th) for th in root.xpath("//th")]
    assert dict(zip(heads, [text(td) for td in root.xpath("//td")], strict=True)) == {
        "supported": "0", "partly": "0", "contradicted": "0", "open": "2", "not illuminated": "0", "premise": "0",
    }  # fmt: skip


def test_deviant_cases_and_coders_who_disagree_are_named(tmp_path):
    snapshot = small()
    praise = {snapshot.quote(c): c.id for c in snapshot.all(Coding)}
    line = praise["to linjer"]
    more = [
        Evidence("x1", line, "teori-bok:P-2", "contradicts", "ida"),
        Evidence("x2", praise["Vi får ros av rådmannen 😀."], "teori-bok:P-2", "contradicts", "ida"),
        Evidence("x3", praise["Vi får ros av rådmannen 😀."], "teori-bok:P-2", "contradicts", "ola"),
    ]  # ola by himself judges 2 to speak both ways, and ida but against
    snapshot = snapshot.replacing(Evidence, [*snapshot.all(Evidence), *more])
    article = page(check(snapshot), tmp_path, snapshot=snapshot).xpath("//article")[1]
    standing = [text(li) for li in article.xpath(".//li")]
    assert (
        standing[0] == "Deviant cases: 2"
        and standing[-1] == "Judged oppositely: K2 for, K1, K2 against (inf-02, segment 4)"
    )
    assert text(article.xpath(".//blockquote/footer")[0]).endswith("deviant case")


def test_without_the_study_those_who_judged_are_numbered_and_names_show_only_when_asked(tmp_path):
    checked = check(small())
    assert "K1" in text(page(checked, tmp_path).xpath("//article")[0])
    assert "ola" not in text(page(checked, tmp_path)) and "ola" in text(page(checked, tmp_path, coder_names=True))


def test_who_nuances_beside_supporting_and_who_is_not_judged_stands_with_the_verdict(tmp_path):
    checked = check(reserved())
    article = page(checked, tmp_path).xpath("//article")[1]
    assert text(article.xpath("p")[0]) == "partly provisional: 1 of 4 cases speak of it and are not judged"
    assert [text(li) for li in article.xpath(".//li")] == [
        "Supports: 2 of 4: 2, 3", "Also nuancing: 1 of 4: 2", "Not asked: 1 of 4: 1 (not put in this interview: b1)",
        "Speaks of it, nothing judged: 1 of 4: 4 (1 coding, not judged on it)",
    ]  # fmt: skip
    shown = text(parser.fromstring(checked._repr_html_()))
    assert "also nuancing: 1 of 4: 2" in shown and "provisional: 1 of 4 cases" in shown
