"""Everything said by one informant is found, and nothing of the others'."""

from kodeverk.model import Adjudication, Coding, Memo, WholeReading
from kodeverk.privacy import traces
from tests.memory import evidence, study_of

TEXTS = {"alene": "I: Hei\n5: Vi er to sjefer her.", "sammen": "I: Og dere?\n5: Jeg er enig.\n6: Ikke jeg, altså."}


def test_one_informants_traces_are_all_found_and_no_one_elses() -> None:
    study = study_of(
        TEXTS,
        {"5": ("Lyngmo", {"line": "stat"}), "6": ("Lyngmo", {"line": "kommune"})},
        ["a"],
        [("alene", "to sjefer", "a", "ida"), ("sammen", "enig", "a", "ida"), ("sammen", "Ikke jeg", "a", "ida")],
    )
    judged = evidence(study, "enig", "t:A", "supports")
    others = evidence(study, "Ikke jeg", "t:A", "supports")
    (mine,) = [c for c in study.all(Coding) if study.quote(c) == "to sjefer"]
    memo = Memo("memo-1", "coding", mine.id, "tenk på dette", "ida", "2026-01-01")
    study = study.replacing(type(judged), [judged, others]).replacing(Memo, [memo])
    (theirs,) = [c for c in study.all(Coding) if study.quote(c) == "Ikke jeg"]
    decided = [
        Adjudication(f"d-{c.id}", c.source_id, 1, c.start, c.end, (c.id,), (), "avgjort", "tone", "", "2026-01-01")
        for c in (mine, theirs)
    ]
    read = WholeReading("src-alene/ida", "src-alene", 1, "ida", "", "Om å ha to sjefer.", "2026-01-01")
    study = study.replacing(Adjudication, decided).replacing(WholeReading, [read])
    found = {(t.table, t.id): t.why for t in traces(study, "5")}
    assert found["whole_reading", "src-alene/ida"] == found["adjudication", f"d-{mine.id}"] == "on speech"
    assert ("adjudication", f"d-{theirs.id}") not in found
    codings = {study.quote(study.table(Coding)[i]) for (table, i) in found if table == "coding"}
    assert codings == {"to sjefer", "enig"}
    assert found["evidence", judged.id] == "on speech" and ("evidence", others.id) not in found
    assert found["memo", "memo-1"] == "on speech"
    assert found["source", "src-alene"] == "speech" and found["source", "src-sammen"] == "shared source"
    assert found["value", "case-5/line"] == "attribute" and ("value", "case-6/line") not in found
