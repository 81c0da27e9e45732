"""Open answers come into the study as a source, without names."""

from __future__ import annotations

from pathlib import Path

import pytest

import kodeverk as kv
from kodeverk.errors import KodeverkError, UnknownName

PLAN = """format: kodeverk/survey/1
id: skjema
version: "1"
variables:
  - {name: nr, kind: respondent}
  - {name: rolle, kind: role}
  - {name: kommune, kind: municipality}
  - {name: mer, kind: open}
  - {name: annet, kind: open}
"""
ANSWERS = """nr;rolle;kommune;mer;annet
7;rådmann;Hemmelig;Vi ringer når det er noe: da får vi svar.;
8;ordfører;Hemmelig;;
9;;Hemmelig;"Nei.
Det holder.";
"""


def test_open_answers_become_turns_by_number_and_role_to_code_and_nothing_comes_twice(tmp_path: Path) -> None:
    (tmp_path / "svar.csv").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    survey = kv.read_survey(tmp_path / "svar.csv", tmp_path / "plan.yaml")
    with kv.Project(tmp_path / "studie.kodeverk") as study:
        study.add_open_answers(survey, "mer")
        (source,) = study.table("sources").itertuples()
        assert (source.source, source.kind) == ("svar-mer", "survey")
        turns = study.table("segments")
        assert turns["speaker"].tolist() == ["7 rådmann", "9"] and turns["kind"].tolist() == ["turn", "turn"]
        source_id = study.snapshot.source("svar-mer").id
        text = study.snapshot.text(source_id)
        assert text == "7 rådmann: Vi ringer når det er noe: da får vi svar.\n9: Nei.\nDet holder."
        assert [text[s.body : s.end] for s in study.snapshot.version(source_id).segments] == [
            "Vi ringer når det er noe: da får vi svar.", "Nei.\nDet holder.",
        ]  # fmt: skip
        assert "Hemmelig" not in text
        study.add_code("kontakt")
        study.code("kontakt", source="svar-mer", quote="Vi ringer", coder="ida")
        assert "already" in str(study.add_open_answers(survey, "mer")) and len(study.table("sources")) == 1
        assert study.verify().ok
        with pytest.raises(KodeverkError, match="Nobody answered annet"):
            study.add_open_answers(survey, "annet")
        with pytest.raises(UnknownName, match="of kind open"):
            study.add_open_answers(survey, "rolle")
