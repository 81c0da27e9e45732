"""Actors from a table: composite ones, the same one by two sources, and everything that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kodeverk.errors import FormatError
from kodeverk.model import Actor, Case, Plan, Snapshot
from kodeverk.model.problems import problems
from kodeverk.reading.actors import add_actors, read_actors
from kodeverk.reading.relations import read_relations
from tests.memory import study_of

HEAD = "actor,label,kind,level,line,members,office,fills,read_from\n"
SOUND = HEAD + (
    "R,rådmannen,role,authority,municipal,,,,\n"
    "FD,fylkesdirektøren,role,authority,state,,,,\n"
    "PM,møtet,composite,authority,both,R; FD,,,mal\n"
    "PM,møtet,composite,authority,both,R;FD;NL,,,referat Ås\n"
    "NL,lederen,role,practice,both,,,,\n"
    "NL-stat,statens leder,person,practice,state,,Ås,NL,\n"
)


def study() -> Snapshot:
    return study_of({"int-1": "1: Ja."}, {"1": ("Ås", {})})


def add(snapshot: Snapshot, folder: Path, text: str, name: str = "aktører.csv") -> tuple[Snapshot, Plan]:
    (folder / name).write_text(text, encoding="utf-8")
    plan = add_actors(snapshot, read_actors(folder / name))
    return snapshot.after(plan.changes, snapshot.seq + 1), plan


def by_name(snapshot: Snapshot) -> dict[str, Actor]:
    return {actor.name: actor for actor in snapshot.all(Actor)}


def test_actors_come_in_with_members_roles_and_office(tmp_path: Path) -> None:
    snapshot, plan = add(study(), tmp_path, SOUND)
    found = by_name(snapshot)
    assert len(found) == 5 and plan.note == "1 actor has other members elsewhere"
    assert found["PM"].members == (found["R"].id, found["FD"].id)
    assert found["NL-stat"].fills == found["NL"].id and found["NL-stat"].office_id == "office-Ås"
    assert found["R"].read_from == "aktører.csv, row 2" and found["R"].label.nb == "rådmannen"


def test_what_another_source_says_of_the_members_is_kept_and_told_as_a_problem(tmp_path: Path) -> None:
    """Template: the two owners; minutes: the leader too. Neither is right by itself."""
    snapshot, _plan = add(study(), tmp_path, SOUND)
    assert [tuple(one) for one in by_name(snapshot)["PM"].others] == [("R; FD; NL", "referat Ås")]
    (problem,) = [one for one in problems(snapshot) if one.where == "PM"]
    assert problem.what == "sources name other members: R; FD (mal), R; FD; NL (referat Ås)"


def test_the_same_table_again_changes_nothing_and_a_corrected_one_replaces_what_it_said(tmp_path: Path) -> None:
    snapshot, _plan = add(study(), tmp_path, SOUND)
    assert add(snapshot, tmp_path, SOUND)[1].changes == []
    corrected, plan = add(snapshot, tmp_path, SOUND.replace("both,R;FD;NL,,,referat", "both,R;NL,,,referat"))
    assert [one.value for one in by_name(corrected)["PM"].others] == ["R; NL"] and len(plan.changes) == 1
    agreed, _plan = add(snapshot, tmp_path, SOUND.replace("R;FD;NL", "FD;R"))
    assert by_name(agreed)["PM"].others == ()


def test_another_table_may_add_members_it_has_heard_of(tmp_path: Path) -> None:
    snapshot, _plan = add(study(), tmp_path, SOUND)
    more, _plan = add(
        snapshot,
        tmp_path,
        HEAD + "PM,,composite,authority,both,R;FD;KST,,,avtale\nKST,,role,political,municipal,,,,\n",
        "flere.csv",
    )
    assert [one.read_from for one in by_name(more)["PM"].others] == ["referat Ås", "avtale"]
    assert len(by_name(more)) == 6


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("X,,robot,authority,both,,,,", "row 2: kind is 'robot'; it must be one of person, role, composite"),
        ("X,,role,top,both,,,,", "level is 'top'"),
        (",,role,authority,both,,,,", "row 2: the column actor is empty"),
        ("X,,composite,authority,both,,,,", "X is composite, and has no members"),
        ("X,,role,authority,both,R,,,", "X has members, and is not composite"),
        ("X,,composite,authority,both,Q,,,", "row 2: No actor goes by the name 'Q'"),
        ("X,,composite,authority,both,X,,,", "X cannot be a member of itself"),
        ("X,,person,practice,state,,Øy,,", "No office goes by the name 'Øy'. There are 1: Ås."),
        ("X,,person,practice,state,,,Y,", "No role goes by the name 'Y'"),
        ("X,,role,practice,both,,,,a\nX,,role,authority,both,,,,b", "row 3: X has another level in a; an actor has one"),
        ("Q1,,role,practice,both,,,,a\nQ1,,person,practice,both,,,,a", "row 3: Q1 has another kind in a"),
        ("X,,composite,authority,both,Q,,,a\nX,,composite,authority,both,P,,,a\nQ,,role,practice,both,,,,\n"
         "P,,role,practice,both,,,,", "row 3: X has other members in another row of a"),
        ("X1,,composite,authority,both,X2,,,\nX2,,composite,authority,both,X1,,,",
         "X1, X2, X1: each is a member of the next, and so of itself"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_clear_error(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(FormatError) as error:
        add(study(), tmp_path, f"{HEAD}{row}\n")
    assert said in str(error.value) and str(error.value).endswith("Nothing was read.")


def test_a_circle_of_members_through_what_was_there_before_is_refused(tmp_path: Path) -> None:
    snapshot, _plan = add(study(), tmp_path, SOUND)
    rows = "S,,composite,authority,both,PM,,,\nPM,,composite,authority,both,S,,,mal\n"
    with pytest.raises(FormatError, match="PM, S, PM: each|S, PM, S: each"):
        add(snapshot, tmp_path, HEAD + rows, "flere.csv")


def test_every_faulty_row_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"(?s)row 2.*row 4"):
        add(study(), tmp_path, HEAD + "A,,x,authority,both,,,,\nB,,role,authority,both,,,,\nC,,role,y,both,,,,\n")


def test_words_and_names_that_are_wrong_are_told_of_together(tmp_path: Path) -> None:
    """An unknown level, then two names nobody has in one row, then another level of an actor there is."""
    snapshot, _plan = add(study(), tmp_path, SOUND)
    rows = "A,,role,himmel,both,,,,\nB,,composite,authority,both,Q;P,Øy,,\nR,,role,political,state,,,,brev\n"
    with pytest.raises(FormatError) as error:
        add(snapshot, tmp_path, HEAD + rows, "flere.csv")
    lines = str(error.value).splitlines()
    assert [line.split(":")[0][-5:] for line in lines[:-1]] == ["row 2", *["row 3"] * 3, *["row 4"] * 2]
    assert "another level in aktører.csv, row 2" in lines[4] and "another line in" in lines[5]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="has no column level. Columns found: actor, kind, line"):
        add(study(), tmp_path, "actor,kind,line\nR,role,state\n")


def test_an_informant_may_be_an_actor(tmp_path: Path) -> None:
    text = "actor,kind,level,line,case\nL,person,practice,both,1\n"
    snapshot, _plan = add(study(), tmp_path, text)
    assert snapshot.table(Case)[by_name(snapshot)["L"].case_id or ""].name == "1"


RELATIONS = "source,turn,quote,code,from,to,initiator,reciprocal,channel,frequency,coder\n"


def test_what_is_blank_in_a_table_of_relations_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "rel.csv"
    path.write_text(
        RELATIONS + "int-1,1,Ja.,k,NL,R,,,,,ida\nint-1,1,Ja.,k,NL,R,NL,Nei,line,weekly,ida\n", encoding="utf-8"
    )
    first, second = read_relations(path)
    assert first[1:] == ("NL", "R", "", None, "", "") and first.coding.quote == "Ja."
    assert second[3:] == ("NL", False, "line", "weekly")


def test_an_answer_that_is_neither_yes_nor_no_is_refused_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "rel.csv"
    path.write_text(RELATIONS + "int-1,1,Ja.,k,NL,R,,kanskje,,,ida\n", encoding="utf-8")
    with pytest.raises(FormatError, match="must hold yes, no or nothing. row 2: 'kanskje'. Nothing was read."):
        read_relations(path)
    path.write_text(RELATIONS.replace(",channel", ""), encoding="utf-8")
    with pytest.raises(FormatError, match="no table|no column channel"):
        read_relations(path)
