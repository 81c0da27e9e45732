"""The desk's session: what a page asks for is in the study before it is answered, and every page knows what is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk import Project
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Code, Coding, Evidence, Memo, Relation, WholeReading
from kodeverk.notebook.session import VIEWS_AT_MOST, Session
from tests.notebook.desks import FAMILY, TRANSCRIPT, Page, codings, study_in, with_theory_and_actors


@pytest.fixture
def study(tmp_path: Path) -> Project:
    return study_in(tmp_path)


@pytest.fixture
def page(study: Project) -> Page:
    return Page(Session(study, "ida"))


def test_a_page_is_told_the_study_and_the_text_it_opens(page: Page) -> None:
    settings = page.greeting["settings"]
    assert (settings["coder"], settings["study"], settings["language"]) == ("ida", "likeverd", "en")
    assert (settings["blind"], settings["read_first"], settings["adjudicate"]) == (False, False, None)
    assert [one["id"] for one in settings["stances"]] == ["supports", "contradicts", "nuances", "illustrates"]
    assert settings["channels"][0] == {"id": "meeting", "label": "in the meeting"}
    assert page.greeting["open"] == page.source["id"]
    assert page.source["text"] == TRANSCRIPT
    assert page.source["segments"][1] == [2, 23, 63, 26, "turn", "5", None, "informant", ""]
    (source,) = page.known["source"].values()
    assert (source["name"], source["characters"], source["codings"], source["read"]) == ("inf-01", len(TRANSCRIPT), 0, False)
    by_path = {one["path"]: one for one in page.known["code"].values()}
    assert [one["path"] for one in sorted(by_path.values(), key=lambda c: c["order"])] == ["ledelse", "ledelse/to sjefer", "tvil"]
    assert by_path["ledelse/to sjefer"]["parent"] == by_path["ledelse"]["id"] and by_path["tvil"]["parent"] is None


def test_who_speaks_is_told_with_attributes_and_what_is_not_known_of_them(study: Project, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("informant,kontor,rolle,alder\n5,Lyngmo,leder,ukjent\n", encoding="utf-8")
    study.add_cases(tmp_path / "cases.csv")
    study.bind("5", "5", source="inf-01")
    page = Page(Session(study, "ida"))
    assert page.source["segments"][1][7:] == ["informant", "5"]
    (who,) = page.source["who"]
    assert who["case"] == "5" and ["rolle", "leder", "known"] in who["attributes"]
    assert page.known["source"][page.source["id"]]["who"] == "5"


def test_a_stroke_is_in_the_study_when_it_is_confirmed(study: Project, page: Page) -> None:
    reply = page.change("code", spans=[page.span("to sjefer"), page.span("vet jeg ikke")], code=page.code_id("tvil"))
    assert codings(study) == {("to sjefer", "tvil", "ida"), ("vet jeg ikke", "tvil", "ida")}
    assert reply["said"] == "Coded 2 passages." and len(reply["ids"]) == 2 and reply["seq"] == study.snapshot.seq
    assert set(page.known["coding"]) == set(reply["ids"])
    assert page.known["code"][page.code_id("tvil")]["count"] == 2
    assert page.known["source"][page.source["id"]]["own"] == 2
    assert len(study.table("changes")) == study.snapshot.seq  # one transaction for both


def test_coding_the_same_twice_is_coding_once_and_said(study: Project, page: Page) -> None:
    first = page.code("to sjefer")
    reply = page.change("code", spans=[page.span("to sjefer")], code=page.code_id("tvil"))
    assert reply["ids"] == [first] and reply["said"] == "So it was already." and len(study.snapshot.all(Coding)) == 1


def test_a_passage_that_cuts_an_emoji_family_is_widened_to_hold_it(study: Project, page: Page) -> None:
    start = TRANSCRIPT.index(FAMILY)
    page.change("code", spans=[[start + 2, start + 3]], code=page.code_id("tvil"))
    assert codings(study) == {(FAMILY, "tvil", "ida")}


def test_a_code_in_her_own_words_is_named_by_the_passage(study: Project, page: Page) -> None:
    quote = "Ja, vi har to sjefer, og det går bra.\nI: Hvem bestemmer?\n5: Det vet jeg"
    reply = page.change("in_vivo", spans=[page.span(quote), page.span("spør òg")])
    code = page.known["code"][reply["result"]["code"]]
    assert code["name"] == "Ja, vi har to sjefer, og det går bra. I: Hvem bestemmer? 5…"
    assert code["codebook"] == "eget" and code["count"] == 2
    assert {found[0] for found in codings(study)} == {quote, "spør òg"}
    longer = page.change("in_vivo", spans=[page.span(f"{quote} ikke")])  # other words that are cut to the same name
    assert page.known["code"][longer["result"]["code"]]["name"] == f"{code['name']} (2)"
    for words, named in ((quote, reply), (f"{quote} ikke", longer)):
        again = page.change("in_vivo", spans=[page.span(words)])
        assert again["said"] == "So it was already." and again["result"] == named["result"]
    page.ask("undo")
    page.ask("undo")
    assert codings(study) == set() and len(study.snapshot.all(Code)) == 3


def test_the_same_words_elsewhere_are_coded_with_the_code_they_have_and_it_is_said(study: Project, page: Page) -> None:
    first, second = ([at, at + 5] for at in (TRANSCRIPT.index("I: Ha"), TRANSCRIPT.index("I: Hv")))
    hvem, har = [second[0], second[0] + 2], [first[0], first[0] + 2]
    made = page.change("in_vivo", spans=[har])
    again = page.change("in_vivo", spans=[hvem])
    assert again["result"] == made["result"] and len(again["ids"]) == 1 and again["ids"] != made["ids"]
    assert again["said"] == "Coded 1 passage with the code of these words, which was there already."
    assert [code.path for code in study.snapshot.all(Code) if code.codebook == "eget"].count("I:") == 1


def test_a_new_code_is_made_before_there_is_any_source(tmp_path: Path) -> None:
    page = Page(Session(Project(tmp_path / "tom.kodeverk"), "ida"), source=None)
    reply = page.ask("new_code", path="makt", spans=[])
    assert page.known["code"][reply["result"]["code"]]["path"] == "makt"
    assert page.refused_plain("new_code", path="tid", spans=[[0, 3]]) == "malformed"
    assert page.refused_plain("new_code", path="tid", spans=[], source="x") == "malformed"


def test_a_new_code_is_made_with_its_parents_and_used_at_once(study: Project, page: Page) -> None:
    reply = page.change("new_code", path="makt / lønn", definition=" Om lønn. ", spans=[page.span("bra")])
    assert codings(study) == {("bra", "makt/lønn", "ida")}
    assert page.known["code"][reply["result"]["code"]]["definition"] == "Om lønn."
    alone = page.change("new_code", path="makt", spans=[])
    assert alone["ids"] == [] and page.known["code"][alone["result"]["code"]]["path"] == "makt"
    assert page.refused("new_code", path="makt//x", spans=[]) == "refused"
    assert page.refused("new_code", path="x", spans=[], codebook="no such book") == "unknown"


def test_a_coding_is_extended_recoded_and_removed_and_stays_the_same_coding(study: Project, page: Page) -> None:
    id = page.code("sjefer")
    page.change("adjust", coding=id, span=page.span("to sjefer"))
    page.change("adjust", coding=id, code=page.code_id("ledelse"))
    assert codings(study) == {("to sjefer", "ledelse", "ida")} and list(page.known["coding"]) == [id]
    page.code("to sjefer", "tvil")
    assert page.refused("adjust", coding=id, code=page.code_id("tvil")) == "refused"  # it would be two equal ones
    rows = page.ask("look", source=page.source["id"], what="history", coding=id)["result"]["rows"]
    assert [(row["who"], row["quote"]) for row in rows] == [("ida", "sjefer"), ("ida", "to sjefer"), ("ida", "to sjefer")]
    assert rows[0]["text"] == "Coded with tvil" and rows[2]["text"] == "Another code: ledelse instead of tvil"
    page.change("uncode", codings=[id])
    assert codings(study) == {("to sjefer", "tvil", "ida")} and id not in page.known["coding"]


def test_memos_stand_on_what_they_are_about(study: Project, page: Page) -> None:
    coding = page.code("to sjefer")
    for on, target in (("coding", coding), ("source", ""), ("segment", "2"), ("code", page.code_id("tvil")), ("study", "")):
        page.change("memo", on=on, target=target, text=f"Om {on}.")
    source = page.source["id"]
    found = {(memo.on, memo.target_id, memo.text) for memo in study.snapshot.all(Memo)}
    assert found == {
        ("coding", coding, "Om coding."), ("source", source, "Om source."), ("segment", f"{source}/1/2", "Om segment."),
        ("code", page.code_id("tvil"), "Om code."), ("study", "", "Om study."),
    }  # fmt: skip
    assert {memo["text"] for memo in page.known["memo"].values()} == {text for _on, _target, text in found}
    assert page.refused("memo", on="segment", target="5", text="x") == "unknown"
    assert page.refused("memo", on="case", target="5", text="x") == "unknown"
    assert page.refused("memo", on="study", target="", text=" \n") == "refused"


def test_a_coding_is_evidence_and_tells_of_a_relation(study: Project) -> None:
    with_theory_and_actors(study)
    page = Page(Session(study, "ida"))
    coding, p1, p0, r, f = page.code("to sjefer"), "T:P1", "T:P0", "a-R", "a-F"
    page.change("judge", coding=coding, proposition=p1, stance="supports", note="Tydelig.")
    (evidence,) = study.snapshot.all(Evidence)
    assert (evidence.coding_id, evidence.stance, evidence.coder, evidence.note) == (coding, "supports", "ida", "Tydelig.")
    assert [one["coding"] for one in page.known["evidence"].values()] == [coding]
    assert page.refused("judge", coding=coding, proposition=p0, stance="supports") == "refused"
    tie = {"coding": coding, "from": r, "to": f}
    page.change("relate", **tie, initiator=None, reciprocal=None, channel="", frequency="")
    (relation,) = study.snapshot.all(Relation)
    assert (relation.initiator, relation.reciprocal, relation.channel, relation.frequency) == (None, None, "", "")
    page.change("relate", **tie, initiator=f, reciprocal=True, channel="meeting", frequency="monthly")
    assert {one["frequency"] for one in page.known["relation"].values()} == {"", "monthly"}
    assert page.refused("relate", coding=coding, **{"from": r, "to": r}) == "refused"
    page.change("uncode", codings=[coding])
    assert page.known["evidence"] == page.known["relation"] == {}


def test_a_source_is_read_as_a_whole_before_it_is_coded_where_the_desk_insists(study: Project) -> None:
    study.apply_rules()
    page = Page(Session(study, "ida", read_first=True))
    span, code = page.span("to sjefer"), page.code_id("tvil")
    assert page.refused("code", spans=[span], code=code) == "unread"
    assert page.refused("in_vivo", spans=[span]) == "unread"
    assert page.refused("new_code", path="ny", spans=[span]) == "unread"
    page.change("new_code", path="uten sted", spans=[])
    study.read_through("inf-01", coder="marit")
    assert page.refused("code", spans=[span], code=code) == "unread" and codings(study) == set()
    page.change("whole_note", text="Om å ha to ledere.")
    page.change("read", read=True)
    (mine,) = [one for one in page.known["reading"].values() if one["coder"] == "ida"]
    assert mine["note"] == "Om å ha to ledere." and mine["read"] and page.known["source"][page.source["id"]]["read"]
    page.code("to sjefer")
    page.change("read", read=False)
    assert page.refused("code", spans=[page.span("bra")], code=code) == "unread"
    assert next(r for r in study.snapshot.all(WholeReading) if r.coder == "ida").note == "Om å ha to ledere."


def test_undo_and_redo_take_back_what_this_coder_did_and_nothing_else(study: Project, page: Page) -> None:
    page.code("to sjefer")
    study.code("tvil", source="inf-01", quote="bra", coder="marit")
    reply = page.ask("undo")
    assert codings(study) == {("bra", "tvil", "marit")} and reply["said"].startswith("Taken back: 1 coding removed")
    assert [one["mine"] for one in page.known["coding"].values()] == [False]
    redone = page.ask("redo")
    assert ("to sjefer", "tvil", "ida") in codings(study) and redone["ids"] == [c for c in page.known["coding"] if page.known["coding"][c]["mine"]]
    assert page.refused_plain("redo") == "refused"


def test_a_page_is_told_what_other_cells_and_other_pages_wrote(study: Project, page: Page) -> None:
    other = Page(page.session, beside=page)
    page.code("to sjefer")
    assert other.known == page.known and len(other.known["coding"]) == 1
    study.code("tvil", source="inf-01", quote="bra", coder="marit")
    assert len(page.known["coding"]) == 1
    page.ask("sync")
    assert {one["coder"] for one in page.known["coding"].values()} == {"ida", "marit"} and other.known == page.known


def test_another_coders_coding_is_hers_to_alter(study: Project, page: Page) -> None:
    study.code("tvil", source="inf-01", quote="bra", coder="marit")
    page.ask("sync")
    (id,) = page.known["coding"]
    assert page.refused("uncode", codings=[id]) == page.refused("adjust", coding=id, code=page.code_id("ledelse")) == "not yours"
    page.change("memo", on="coding", target=id, text="Enig?")
    assert codings(study) == {("bra", "tvil", "marit")}


def test_a_desk_opens_where_its_coder_coded_last(tmp_path: Path) -> None:
    study = study_in(tmp_path, inf_01="5: Ja.\n", inf_02="6: Nei.\n")
    assert Page(Session(study, "ida"), source=None).greeting["open"] == study.snapshot.source("inf-01").id
    study.code("tvil", source="inf-02", quote="Nei", coder="ida")
    assert Page(Session(study, "ida"), source=None).greeting["open"] == study.snapshot.source("inf-02").id
    asked = Session(study, "ida", source="inf-01")
    assert Page(asked, source=None).greeting["open"] == study.snapshot.source("inf-01").id


def test_a_view_longest_unused_is_forgotten_and_one_in_use_is_not(study: Project, page: Page) -> None:
    idle = Page(page.session, beside=page)
    for _number in range(VIEWS_AT_MOST - 1):
        page.ask("sync")
        Page(page.session, beside=page)
    page.code("to sjefer")
    assert idle.refused("code", spans=[[0, 1]], code=page.code_id("tvil")) == "unknown"
    assert len(page.session.views) == VIEWS_AT_MOST and not idle.known["coding"]


def test_a_desk_says_who_codes_and_is_one_thing_only(study: Project) -> None:
    with pytest.raises(KodeverkError, match="Who codes"):
        Session(study, " ")
    with pytest.raises(KodeverkError, match="Choose one"):
        Session(study, "tone", blind=True, adjudicate=("ida", "marit"))
    with pytest.raises(UnknownName, match="source"):
        Session(study, "ida", source="inf-09")
    with pytest.raises(UnknownName, match="coder"):
        Session(study, "tone", adjudicate=("ida", "marit"))
