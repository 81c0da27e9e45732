"""Correcting a text: what moves with it, what stays marked as removed, and what can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import KodeverkError, UnknownName
from kodeverk.model import Asked, Coding, Memo, Speaker, Suggestion
from kodeverk.reading.corrected import divided_anew

TEXT = """I: Hvem bestemmer hos dere?
NL: Kari og Ola. Vi har to sjefer, og det er tungt. Ja.
I: Og økonomien?
NL: Den styrer kommunen. Det er tungt. Ja.
"""


@pytest.fixture
def study(tmp_path: Path) -> kv.Project:
    (tmp_path / "inf-05.txt").write_text(TEXT, encoding="utf-8")
    made = kv.Project(tmp_path / "s.kodeverk")
    made.add_sources(tmp_path / "inf-05.txt")
    for name in ("ledelse", "økonomi"):
        made.add_code(name)
    made.code("ledelse", source="inf-05", quote="Vi har to sjefer", coder="ida")
    made.code("økonomi", source="inf-05", quote="Den styrer kommunen.", coder="marit")
    return made


def edit(old: str, new: str, text: str = TEXT) -> tuple[int, int, str]:
    assert text.count(old) == 1, old
    return text.index(old), text.index(old) + len(old), new


def outcomes(done: object) -> dict[str, str]:
    return {row.before: row.outcome for row in done.rows}  # type: ignore[attr-defined]


def quotes(study: kv.Project) -> set[str]:
    return {study.snapshot.quote(coding) for coding in study.snapshot.all(Coding)}


def test_a_correction_makes_a_version_and_tells_what_became_of_each_coding(study: kv.Project) -> None:
    done = study.correct("inf-05", edits=[edit("Kari og Ola", "[Leder 1] og [Leder 2]"), edit("to sjefer", "tre sjefer")],
                         coder="ida", why="pseudonyms")  # fmt: skip
    assert outcomes(done) == {"Vi har to sjefer": "changed", "Den styrer kommunen.": "moved"}
    assert done.counts == {"kept": 0, "moved": 1, "changed": 1, "orphaned": 0}
    assert quotes(study) == {"Vi har tre sjefer", "Den styrer kommunen."}
    assert study.version("inf-05").text == TEXT.replace("Kari og Ola", "[Leder 1] og [Leder 2]").replace(
        "to s", "tre s"
    )
    old = study.version("inf-05", 1)
    assert (old.text, old.in_force, study.version("inf-05").reason) == (TEXT, False, "pseudonyms")
    assert list(old.frame["speaker"]) == ["I", "NL", "I", "NL"]
    with pytest.raises(UnknownName, match="has no version 7. It has: 1, 2"):
        study.version("inf-05", 7)
    shown = done._repr_html_()
    assert "Vi har to sjefer" in shown and "Vi har tre sjefer" in shown
    assert study.verify().ok


def test_a_correction_that_changes_nothing_makes_no_version(study: kv.Project) -> None:
    for done in (
        study.correct("inf-05", edits=[(0, 1, "I")], coder="ida"),
        study.correct("inf-05", text=TEXT, coder="ida"),
    ):
        assert "no new version" in repr(done) and done.rows == ()
    assert study.version("inf-05").number == 1 and study.corrections().corrections == ()


def test_one_way_is_given_and_a_text_is_left(study: kv.Project) -> None:
    for ways in ({}, {"text": "a", "edits": []}):
        with pytest.raises(KodeverkError, match="Say in one way what is corrected"):
            study.correct("inf-05", coder="ida", **ways)
    for text in ("", " \n"):
        with pytest.raises(KodeverkError, match="Nothing would be left"):
            study.correct("inf-05", text=text, coder="ida")
    assert study.version("inf-05").text == TEXT


def test_what_is_put_in_is_brought_into_canonical_form(study: kv.Project) -> None:
    study.correct("inf-05", edits=[edit("Hvem", "\ufeffHva\u030a\r\n")], coder="ida")
    assert study.version("inf-05").text.startswith("I: Hvå\n bestemmer")


# --- ED-3: text removed ---------------------------------------------------------------------------


def test_a_coding_whose_text_was_removed_stays_with_its_quote_and_is_marked_everywhere(
    study: kv.Project, tmp_path: Path
) -> None:
    done = study.correct("inf-05", edits=[edit("Vi har to sjefer, og d", "D")], coder="ida")
    assert outcomes(done)["Vi har to sjefer"] == "orphaned"
    frame = study.table("codings").set_index("quote")
    assert frame["text_removed"].to_dict() == {"Vi har to sjefer": True, "Den styrer kommunen.": False}
    assert list(frame["version"].sort_values()) == [1, 2]
    mark = "text removed (version 1)"
    assert mark in study.by_theme("ledelse")._repr_html_() and "1 with its text removed" in repr(
        study.by_theme("ledelse")
    )
    assert mark not in study.by_theme("økonomi")._repr_html_()
    assert "1 coding with its text removed" in repr(study.matrix(rows="source"))
    assert "1 with its text removed" in repr(study)
    (problem,) = [row for row in study.problems().itertuples() if "removed by a correction" in row.what]
    assert (problem.where, problem.severity) == ("inf-05", "warning") and "corrections()" in problem.advice
    page = study.to_html(tmp_path / "t.html").read_text(encoding="utf-8")
    assert "Vi har to sjefer" in page and mark in page
    import docx

    told = "\n".join(p.text for p in docx.Document(str(study.to_word(tmp_path / "f.docx"))).paragraphs)
    assert "Vi har to sjefer" in told and mark in told
    agreed = study.agreement("ida", "marit")
    assert agreed.removed == 1 and "not compared" in agreed._repr_html_()


def test_the_review_list_is_there_after_a_restart(study: kv.Project) -> None:
    done = study.correct("inf-05", edits=[edit("Vi har to sjefer, og d", "D")], coder="ida", why="sagt feil")
    study.close()
    with kv.Project(study.path) as again:
        (told,) = again.corrections("inf-05").corrections
        assert told == done._replace(receipt=None) and (told.who, told.why, told.number) == ("ida", "sagt feil", 2)
        assert list(again.corrections().frame["outcome"]) == ["moved", "orphaned"]


def test_of_codings_that_would_become_equal_one_stays_where_it_was(study: kv.Project) -> None:
    study.code("ledelse", source="inf-05", quote="Vi har to sjefer,", coder="ida")
    at = TEXT.index(", og det")
    done = study.correct("inf-05", edits=[(at, at + 1, "")], coder="ida")
    assert outcomes(done)["Vi har to sjefer"] == "kept" and outcomes(done)["Vi har to sjefer,"] == "orphaned"
    assert quotes(study) == {"Vi har to sjefer", "Vi har to sjefer,", "Den styrer kommunen."} and study.verify().ok


# --- what else counts in a text -------------------------------------------------------------------


def test_memos_on_turns_questions_asked_and_suggestions_move(study: kv.Project) -> None:
    study.memo("Viktig.", on="segment", target="inf-05/4", coder="ida")
    study.memo("Her?", on="segment", target="inf-05/2", coder="ida")
    study.asked("", source="inf-05", turn=1, coder="ida")
    study.asked("", source="inf-05", turn=3, coder="ida")
    new = TEXT.replace("I: Hvem bestemmer hos dere?\nNL: Kari og Ola. Vi har to sjefer, og det er tungt. Ja.\n", "")
    done = study.correct("inf-05", text=new, coder="ida")
    assert [(link.segment, link.id[-3:]) for link in study.snapshot.all(Asked)] == [(1, "/1/")]
    on = {memo.text: memo.target_id.partition("/")[2] for memo in study.snapshot.all(Memo)}
    assert on == {"Viktig.": "2/2", "Her?": "1/2"}
    rest = {(row.kind, row.outcome) for row in done.rows if row.kind != "coding"}
    assert rest == {("memo", "moved"), ("memo", "orphaned"), ("asked", "moved"), ("asked", "orphaned")}


def test_a_judged_passage_moves_and_judging_it_again_is_the_same_judgement(study: kv.Project, tmp_path: Path) -> None:
    from kodeverk.model import Evidence, Plan, Proposition, Theory, Wording, made

    theory = [Theory("t", "1", Wording(nb="T")), Proposition("t:A", "t", "A", "", Wording(nb="A"))]
    study.write(lambda now: Plan(made(*theory)), verb="use_theory", who="ida")
    study.judge("A", "supports", source="inf-05", quote="styrer kommunen", coder="ida")
    study.correct("inf-05", edits=[edit("Kari", "[Leder]")], coder="ida")
    study.judge("A", "contradicts", source="inf-05", quote="styrer kommunen", coder="ida")
    (judged,) = study.snapshot.all(Evidence)
    assert (judged.stance, judged.version) == ("contradicts", 2)
    assert study.version("inf-05").text[judged.start : judged.end] == "styrer kommunen"


def test_condensations_are_stale_only_where_words_were_altered(study: kv.Project, tmp_path: Path) -> None:
    (tmp_path / "informanter.csv").write_text("informant,kontor,kilde\n5,Lyngmo,inf-05\n", encoding="utf-8")
    study.add_cases(tmp_path / "informanter.csv")
    for theme in ("ledelse", "økonomi"):
        study.condense("5", theme, f"Om {theme}.", coder="ida")
    study.correct("inf-05", edits=[edit("Kari og Ola", "[Leder 1]"), edit("to sjefer", "tre sjefer")], coder="ida")
    stale = study.condensations().frame.set_index("theme")["stale"]
    assert [bool(stale[theme]) for theme in ("ledelse", "økonomi")] == [True, False]


# --- turns ----------------------------------------------------------------------------------------


def turns(study: kv.Project) -> list[tuple[str, str]]:
    found = study.version("inf-05")
    return [(turn.speaker, turn.speech.of(found.text)) for turn in found.segments]


def test_a_new_line_typed_in_a_turn_stays_in_it(study: kv.Project) -> None:
    study.correct("inf-05", edits=[edit("og det er tungt", "og\nI: det er tungt")], coder="ida")
    assert turns(study)[1] == ("NL", "Kari og Ola. Vi har to sjefer, og\nI: det er tungt. Ja.")
    assert len(turns(study)) == 4


def test_what_is_put_in_at_the_end_or_start_of_a_turn_belongs_to_it(study: kv.Project) -> None:
    end, start = TEXT.index("?\nNL: Kari") + 1, TEXT.index("Den styrer")
    study.correct("inf-05", edits=[(end, end, " Da?"), (start, start, "Å. ")], coder="ida")
    assert turns(study)[0] == ("I", "Hvem bestemmer hos dere? Da?")
    assert turns(study)[3] == ("NL", "Å. Den styrer kommunen. Det er tungt. Ja.")


def test_an_edit_across_turns_leaves_whole_turns(study: kv.Project) -> None:
    start, end = TEXT.index(" Ja.\nI: Og"), TEXT.index("Det er tungt. Ja.\n")
    study.correct("inf-05", edits=[(start, end, " ")], coder="ida")
    assert turns(study) == [
        ("I", "Hvem bestemmer hos dere?"),
        ("NL", "Kari og Ola. Vi har to sjefer, og det er tungt. Det er tungt. Ja."),
    ]


def test_a_label_that_is_taken_out_or_written_otherwise(study: kv.Project) -> None:
    at = TEXT.index("I: Og")
    study.correct("inf-05", edits=[(at, at + 3, "")], coder="ida")
    assert turns(study)[1] == ("NL", "Kari og Ola. Vi har to sjefer, og det er tungt. Ja.\nOg økonomien?")
    study.undo()
    places = [TEXT.index("NL: Kari"), TEXT.index("NL: Den")]
    study.correct("inf-05", edits=[(place, place + 2, "KM") for place in places], coder="ida")
    assert [speaker for speaker, _said in turns(study)] == ["I", "KM", "I", "KM"]
    assert {one.label: one.role for one in study.snapshot.all(Speaker)} == {"I": "interviewer", "KM": "informant"}


def test_turns_are_found_anew_only_where_the_turn_finder_found_them(study: kv.Project) -> None:
    segments = study.version("inf-05").segments
    assert divided_anew(TEXT, segments, TEXT, segments) is not None
    by_hand = (segments[0]._replace(speaker="Anne"), *segments[1:])
    assert divided_anew(TEXT, by_hand, TEXT, by_hand) is None


# --- files ----------------------------------------------------------------------------------------


def test_the_file_edited_outside_moves_what_is_certain_and_is_recognised_afterwards(
    study: kv.Project, tmp_path: Path
) -> None:
    new = TEXT.replace("Kari og Ola", "[Leder 1]").replace("NL: Den", "I: Ja?\nNL: Den")
    with pytest.raises(KodeverkError, match=r"use correct\('inf-05', file=...\)"):
        (tmp_path / "ny").mkdir()
        (tmp_path / "ny" / "inf-05.txt").write_text(new, encoding="utf-8")
        study.add_sources(tmp_path / "ny" / "inf-05.txt")
    done = study.correct("inf-05", file=tmp_path / "ny" / "inf-05.txt", coder="ida")
    assert done.counts == {"kept": 0, "moved": 2, "changed": 0, "orphaned": 0}
    assert [speaker for speaker, _said in turns(study)] == ["I", "NL", "I", "I", "NL"]
    assert "already in the study" in repr(study.add_sources(tmp_path / "ny" / "inf-05.txt"))
    assert study.verify().ok


def test_of_two_equal_sentences_when_one_was_taken_out_neither_is_guessed_at(study: kv.Project) -> None:
    twice = TEXT.replace("Det er tungt. Ja.\n", "Det er veldig tungt for oss. Det er veldig tungt for oss. Ja.\n")
    study.correct("inf-05", text=twice, coder="ida")
    start = twice.index("Det er veldig")
    made = study.code("ledelse", source="inf-05", span=(start, start + 28), coder="ida").ids[0]
    done = study.correct("inf-05", text=twice.replace(" Det er veldig tungt for oss.", "", 1), coder="ida")
    assert {row.id: row.outcome for row in done.rows}[made] == "orphaned"


# --- undoing --------------------------------------------------------------------------------------


def test_undoing_a_correction_returns_the_state_exactly_after_a_restart_too(study: kv.Project) -> None:
    before = study.state_hash()
    study.correct("inf-05", edits=[edit("Vi har to sjefer, og d", "D")], coder="ida")
    after = study.state_hash()
    study.close()
    with kv.Project(study.path) as again:
        again.undo()
        assert again.state_hash() == before and again.corrections().corrections == ()
        again.redo()
        assert again.state_hash() == after and again.verify().ok
        assert [one.who for one in again.corrections().corrections] == ["ida"]


def test_undoing_a_correction_another_has_coded_upon_is_refused_and_corrupts_nothing(study: kv.Project) -> None:
    before = study.state_hash()
    study.correct("inf-05", edits=[edit("Kari og Ola", "[Leder]")], coder="ida")
    study.code("økonomi", source="inf-05", quote="[Leder]", coder="marit")
    after = study.state_hash()
    with pytest.raises(KodeverkError):
        study.undo(coder="ida")
    assert study.state_hash() == after and study.verify().ok
    study.undo()
    study.undo(coder="ida")
    assert study.state_hash() == before and study.verify().ok


def test_a_correction_of_a_text_that_was_corrected_meanwhile_is_refused(study: kv.Project) -> None:
    from kodeverk.coding.correcting import correct
    from kodeverk.coding.ways import by_edits

    now = study.snapshot
    late = by_edits(now, now.source("inf-05"), [(0, 0, "x")], divided_anew)
    study.correct("inf-05", edits=[edit("Kari", "[Leder]")], coder="marit")
    with pytest.raises(KodeverkError, match="was corrected meanwhile: version 2 is in force"):
        study.write(lambda now: correct(now, now.source("inf-05"), late), verb="correct", who="ida")


# --- ED-6: removing what codings hang on ----------------------------------------------------------


def test_a_code_is_removed_or_merged_with_codings_of_old_versions_too(study: kv.Project) -> None:
    study.correct("inf-05", edits=[edit("Vi har to sjefer, og d", "D")], coder="ida")
    before = study.state_hash()
    told = study.remove_code("ledelse")
    assert "1 coding went with it" in str(told) and quotes(study) == {"Den styrer kommunen."}
    study.undo()
    assert study.state_hash() == before
    study.recode("ledelse", into="økonomi")
    assert quotes(study) == {"Vi har to sjefer", "Den styrer kommunen."} and study.verify().ok
    study.undo()
    assert study.state_hash() == before and study.verify().ok


def test_suggestions_move_and_those_without_a_place_go(study: kv.Project) -> None:
    from kodeverk.model import Coder, Plan, content_id, made

    source, code = study.snapshot.source("inf-05").id, study.snapshot.code("ledelse").id
    places = [TEXT.index("Vi har"), TEXT.index("Den styrer")]
    one, other = (
        Suggestion(content_id("s", n), source, 1, at, at + 6, code, "regler@1", "sjef: sjefer")
        for n, at in enumerate(places)
    )
    study.write(lambda now: Plan(made(Coder("regler@1", "rules"), one, other)), verb="apply_rules", who="ida")
    study.correct("inf-05", edits=[edit("Vi har to sjefer, og d", "D")], coder="ida")
    (left,) = study.suggestions().itertuples()
    assert (left.quote, left.version) == ("Den st", 2)
    study.accept(left.suggestion_id, coder="ida")
    assert "Den st" in quotes(study)
