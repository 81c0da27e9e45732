"""Cleaning a study: layers that can be read, undone and asked where a passage stands; codings move along."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import FormatError, KodeverkError, QuoteError, UnknownName
from kodeverk.model import Coding, Condensation, Source, SourceVersion

FIRST = """I: Hvem bestemmer hos dere?
NL: Mm. Kari og, eh, Ola. Vi har eh to sjefer (latter), og det er det er tungt. Ja.
I: Og økonomien?
NL: Mm.
"""
SECOND = "I: Hvem bestemmer?\nNL: Eh, det er eh staten, altså.\n"


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    (tmp_path / "inf-05.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "inf-06.txt").write_text(SECOND, encoding="utf-8")
    made = kv.Project(tmp_path / "s.kodeverk")
    made.add_sources(tmp_path)
    made.add_code("ledelse")
    made.code("ledelse", source="inf-05", quote="Vi har eh to sjefer", coder="ida")
    made.code("ledelse", source="inf-05", quote="tungt", coder="ida")
    made.code("ledelse", source="inf-06", quote="det er eh staten", coder="marit")
    return made


def quotes(study: kv.Project) -> set[str]:
    return {study.snapshot.quote(coding) for coding in study.snapshot.all(Coding)}


def test_s08_a_cleaning_is_a_layer_over_the_raw_text_and_says_which_rules_made_it(study: kv.Project) -> None:
    done = study.clean(rules=["fillers", "sounds", "repetitions"], coder="ida", why="T2")
    assert study.version("inf-05").text == (
        "I: Hvem bestemmer hos dere?\nNL: Mm. Kari og Ola. Vi har to sjefer, og det er tungt. Ja.\n"
        "I: Og økonomien?\nNL: Mm.\n"
    )
    assert study.version("inf-06").text == "I: Hvem bestemmer?\nNL: Det er staten.\n"
    assert study.version("inf-05", 1).text == FIRST and study.version("inf-06", 1).text == SECOND
    assert quotes(study) == {"Vi har to sjefer", "tungt", "Det er staten"}
    assert done.counts == {"kept": 0, "moved": 1, "changed": 2, "orphaned": 0}
    assert repr(done).startswith("<2 sources cleaned: codings") and len(done.frame) == 3
    assert "Vi har eh to sjefer" in done._repr_html_() and done.corrections[0].why == "T2"
    frame = study.text_layers().frame
    assert list(frame.columns) == [
        "source", "version", "in_force", "by", "rule", "rule_version", "changes", "struck", "keep", "characters", "made",
        "reason",
    ]  # fmt: skip
    rows = [(r.source, r.version, r.in_force, r.by, r.rule) for r in frame.itertuples()]
    assert rows[:4] == [
        ("inf-05", 1, False, "import", ""),
        ("inf-05", 2, True, "cleaning", "sounds"),
        ("inf-05", 2, True, "cleaning", "fillers"),
        ("inf-05", 2, True, "cleaning", "repetitions"),
    ]
    counted = frame[frame.by == "cleaning"].set_index(["source", "rule"])["changes"].to_dict()
    assert counted["inf-05", "fillers"] == 2 and counted["inf-05", "sounds"] == 1 and counted["inf-06", "fillers"] == 3
    assert set(frame[frame.by == "cleaning"].rule_version) == {1.0}
    assert repr(study.text_layers()) == "<4 versions of 2 texts, 2 by cleaning>"
    assert "T2" in study.text_layers("inf-05")._repr_html_()
    assert study.verify().ok


def test_cleaning_again_changes_nothing_and_undo_takes_all_of_it_back(study: kv.Project) -> None:
    before = study.state_hash()
    rules = ["fillers", "sounds", "repetitions", "spaces"]
    study.clean(rules=rules, coder="forsker")
    after = study.state_hash()
    again = study.clean(rules=rules, coder="forsker")
    assert again.corrections == () and "the rules find nothing to change" in repr(again) and study.state_hash() == after
    assert len(again.frame) == 0
    study.undo()
    assert study.state_hash() == before and study.version("inf-05").text == FIRST
    study.redo()
    assert study.state_hash() == after


def test_every_change_is_shown_in_its_sentence_before_it_is_made(study: kv.Project) -> None:
    seen = study.cleanings(rules=["fillers", "sounds"])
    assert study.version("inf-05").number == 1
    frame = seen.frame
    assert list(frame.columns) == [
        "id", "source", "version", "turn", "rule", "start", "end", "before", "after", "context",
    ]  # fmt: skip
    (row,) = frame[frame.rule == "sounds"].itertuples()
    assert (row.source, row.turn, row.after) == ("inf-05", 2, "")
    assert row.before == " (latter)" and row.context == "Vi har eh to sjefer (latter), og det er det er tungt."
    assert all(FIRST[r.start : r.end] == r.before for r in frame[frame.source == "inf-05"].itertuples())
    page = seen._repr_html_()
    assert "<del" in page and "(latter)" in page and row.id in page and "without=" in page
    assert seen.counts == {"sounds": 1, "fillers": 5}


def test_markup_in_a_transcript_is_shown_and_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I: Hei.\nNL: Vi har eh <script>alert(1)</script> to.\n", encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "a.txt")
        page = study.cleanings(rules="fillers")._repr_html_()
        assert "<script" not in page and "&lt;script&gt;" in page


def test_changes_struck_out_are_not_made_and_not_proposed_again(study: kv.Project) -> None:
    frame = study.cleanings("inf-05", rules="fillers").frame
    (struck,) = frame[frame.before == ", eh,"].itertuples()
    study.clean("inf-05", rules="fillers", without=[struck.id], coder="ida")
    after = study.state_hash()
    study.clean("inf-05", rules="fillers", without=[struck.id], coder="ida")
    assert study.state_hash() == after, "the same cell run twice"
    text = study.version("inf-05").text
    assert "Kari og, eh, Ola" in text and "Vi har to sjefer" in text
    assert len(study.cleanings("inf-05", rules="fillers").rows) == 0
    study.correct("inf-05", edits=[(0, 1, "Intervjuer")], coder="ida")
    assert len(study.cleanings("inf-05", rules="fillers").rows) == 0
    layers = study.text_layers("inf-05").frame
    assert layers[layers.rule == "fillers"].struck.tolist() == [1.0]
    with pytest.raises(UnknownName, match="No change with the id 'ffffffff'"):
        study.clean("inf-06", rules="fillers", without=["ffffffff"], coder="ida")


def test_positions_are_mapped_between_any_two_layers_both_ways(study: kv.Project) -> None:
    study.clean(rules="fillers", coder="ida")
    third = study.version("inf-05").text
    at = third.index("(latter)")
    study.correct("inf-05", edits=[(at, at, "høy ")], coder="ida")
    study.clean(rules=["repetitions"], coder="ida")
    assert study.version("inf-05").number == 4
    texts = {n: study.version("inf-05", n).text for n in (1, 2, 3, 4)}
    for words in ("Kari", "tungt. Ja.", "økonomien", "sjefer"):
        for one in texts:
            for other in texts:
                start = texts[one].index(words)
                found = study.place("inf-05", start, start + len(words), from_version=one, to_version=other)
                assert found.exact and found.text == words and found.start == texts[other].index(words)
    start = FIRST.index("eh, Ola")
    gone = study.place("inf-05", start, start + 2, from_version=1, to_version=4)
    assert (gone.start, gone.end, gone.text, gone.exact) == (None, None, "", True)
    now = study.version("inf-05").text
    raw = study.place("inf-05", now.index("Vi har to sjefer"), now.index("Vi har to sjefer") + 16)
    assert raw.version == 1 and raw.text == "Vi har eh to sjefer"


def test_a_version_that_came_as_a_whole_text_is_laid_beside_and_said_to_be_so(study: kv.Project) -> None:
    study.correct("inf-06", text=SECOND.replace("staten", "kommunen"), coder="ida")
    study.clean("inf-06", rules="fillers", coder="ida")
    now = study.version("inf-06").text
    found = study.place("inf-06", now.index("Hvem"), now.index("Hvem") + 4, to_version=1)
    assert (found.text, found.exact) == ("Hvem", False)


def test_a_passage_that_is_none_or_a_version_that_is_not_there_is_refused(study: kv.Project) -> None:
    with pytest.raises(UnknownName, match="has no version 3. It has: 1"):
        study.place("inf-05", 0, 3, to_version=3)
    for span in ((3, 3), (-1, 2), (0, 100_000)):
        with pytest.raises(QuoteError, match="is no passage of inf-05"):
            study.place("inf-05", *span)


def test_what_a_version_keeps_of_a_cleaning_or_a_correction_holds_no_word_of_the_interview(study: kv.Project) -> None:
    study.clean(rules=["fillers", "repetitions"], coder="ida")
    study.correct("inf-05", edits=[(28, 28, "HEMMELIG ")], coder="ida")
    for version in study.snapshot.all(SourceVersion):
        if version.number > 1:
            for word in ("HEMMELIG", "eh", "det er", "Det"):
                assert word not in str(version.report).split("'")
            assert version.report["edits"]


def test_one_summary_over_two_cleaned_interviews_stays_fresh(study: kv.Project, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("informant;kontor;kilde\nKari;Lyngmo;inf-05, inf-06\n", encoding="utf-8")
    study.add_cases(tmp_path / "i.csv")
    study.uncode([c.id for c in study.snapshot.all(Coding)])
    study.code("ledelse", source="inf-05", quote="tungt", coder="ida")
    study.code("ledelse", source="inf-06", quote="staten", coder="ida")
    study.condense("Kari", "ledelse", "To sjefer er tungt.", coder="ida")
    (before,) = study.snapshot.all(Condensation)
    study.clean(rules="fillers", coder="ida")
    (after,) = study.snapshot.all(Condensation)
    assert before.seen != after.seen and not any(study.condensations().frame["stale"])
    study.undo()
    assert study.snapshot.all(Condensation) == [before]


def test_columns_are_put_in_order_alone_and_codings_go_with_their_line(tmp_path: Path) -> None:
    from tests.language.test_cleaning_of_pages import SIDES

    lines = [f"{left:<32}{right}" for left, right in SIDES]
    (tmp_path / "r.txt").write_text("\n".join(["Innledning", *lines, "", "Slutt."]), encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "r.txt", kind="report")
        study.add_code("eier")
        study.code("eier", source="r", quote="Kommunen eier sin del av", coder="ida")
        assert study.cleanings(rules="columns").rows == (), "without names, interviews alone"
        with pytest.raises(KodeverkError, match="Clean with it alone first"):
            study.clean("r", rules=["columns", "hyphens"], coder="ida")
        done = study.clean("r", rules="columns", coder="ida")
        assert done.counts == {"kept": 0, "moved": 1, "changed": 0, "orphaned": 0}
        assert quotes(study) == {"Kommunen eier sin del av"}
        text = study.version("r").text
        assert text.index("en felles avtale.") < text.index("Kommunen") < text.index("Slutt.")
        found = study.place("r", text.index("Kommunen"), text.index("Kommunen") + 8)
        assert (found.text, found.exact) == ("Kommunen", True)
        assert study.clean("r", rules="columns", coder="ida").corrections == ()
        assert study.verify().ok


def test_a_word_divided_across_two_paragraphs_becomes_one_paragraph(tmp_path: Path) -> None:
    text = "Kommunen og staten har i flere år hatt et samar-\nbeid om dette.\nNy linje."
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "r.txt")
        study.clean("r", rules="hyphens", coder="ida")
        assert list(study.version("r").frame["text"]) == [
            "Kommunen og staten har i flere år hatt et samarbeid om dette.", "Ny linje.",
        ]  # fmt: skip
        assert study.clean("r", rules="hyphens", coder="ida").corrections == ()


def test_requests_that_cannot_be_carried_out_say_why(study: kv.Project, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="No rule for cleaning goes by the name 'filler'. Nearest: fillers"):
        study.cleanings(rules="filler")
    with pytest.raises(KodeverkError, match="Name at least one rule"):
        study.cleanings(rules=[])
    with pytest.raises(KodeverkError, match="belong together"):
        study.cleanings(rules="dialect")
    with pytest.raises(KodeverkError, match="into words it changes again"):
        study.cleanings(rules="dialect", words={"a": "b", "b": "a"})
    (tmp_path / "w.csv").write_text("from;to\nitj;ikke\nitj;ikkje\n", encoding="utf-8")
    with pytest.raises(FormatError, match="'itj' stands twice"):
        study.cleanings(rules="dialect", words=tmp_path / "w.csv")


def test_a_list_of_words_comes_from_a_table_yaml_or_the_examples(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I: Hei.\nNL: Æ vet itj ka.\n", encoding="utf-8")
    (tmp_path / "w.csv").write_text("from;to\nitj;ikke\nÆ;jeg\n", encoding="utf-8")
    (tmp_path / "w.yaml").write_text("itj: ikke\næ: jeg\n", encoding="utf-8")
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(tmp_path / "a.txt")
        for words in (tmp_path / "w.csv", str(tmp_path / "w.yaml"), {"itj": "ikke", "æ": "jeg"}):
            frame = study.cleanings(rules="dialect", words=words).frame
            assert list(zip(frame["before"], frame["after"], strict=True)) == [("Æ", "Jeg"), ("itj", "ikke")]
        assert list(study.cleanings(rules="dialect", words="nn").frame["after"]) == ["Eg", "ikkje", "kva"]


def test_s08_the_eight_interviews_get_a_layer_with_its_rules_and_no_coding_is_lost(tmp_path: Path) -> None:
    folder = Path(kv.__file__).parents[1] / "corpora" / "likeverd-2019"
    with kv.Project(tmp_path / "s.kodeverk") as study:
        study.add_sources(folder, leave_out="all")
        for codebook in ("likeverd-2019", "partnerskap-2007"):
            study.use_codebook(folder.parents[1] / "codebooks" / f"{codebook}.yaml")
        study.add_codings(folder / "kodinger.csv")
        raw = {source.name: study.snapshot.text(source.id) for source in study.snapshot.all(Source)}
        count = len(study.snapshot.all(Coding))
        rules = ["unheard", "sounds", "pauses", "fillers", "repetitions", "spaces"]
        done = study.clean(rules=rules, coder="ida", why="senere transkripsjoner")
        assert len(raw) == 8 and count > 100
        assert sum(done.counts.values()) == count and done.counts["orphaned"] == 0
        assert all(study.version(name, 1).text == text for name, text in raw.items())
        layers = study.text_layers().frame
        cleaned = layers[layers.by == "cleaning"]
        assert cleaned.source.nunique() >= 7 and set(cleaned.groupby("source").size()) == {len(rules)}
        for name, text in raw.items():
            for turn in study.version(name).segments:
                if turn.kind == "turn" and turn.body < turn.end:
                    back = study.place(name, turn.body, turn.end)
                    assert back.exact and back.start is not None and back.text == text[back.start : back.end]
        assert study.clean(rules=rules, coder="ida").corrections == ()
        assert study.verify().ok
