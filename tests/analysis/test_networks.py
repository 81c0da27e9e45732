"""Networks: who has to do with whom, measures with their limits, and files other programs read."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

from kodeverk.analysis.networks.measures import both_ways, counted
from kodeverk.analysis.networks.network import Network, network, networks
from kodeverk.analysis.networks.told import told
from kodeverk.errors import UnknownName
from kodeverk.model import Actor, Case, Relation, Source, Speaker, Wording
from tests.analysis.related import Row, related

STAR: list[Row] = [
    ("1", "NL", "R", "NL", True, "outside", "weekly"),
    ("1", "NL", "FD", "NL", None, "outside", "monthly"),
    ("1", "NL", "PM", "NL", False, "meeting", ""),
    ("1", "R", "NL", "R", True, "outside", ""),
]
"""NL in the middle: arcs NL-R, R-NL, NL-FD, NL-PM between four actors."""


def values(found: Network, measure: str) -> dict[str, float | None]:
    return {one.actor: one.value for one in counted(found) if one.measure == measure}


def test_an_edge_is_a_relation_and_a_node_an_actor_told_of() -> None:
    """Staff, council and directorate are nobody's word here: silence, and listed as such."""
    found = network(related(STAR), "Ås")
    graph = found.graph
    assert sorted(graph) == ["FD", "NL", "PM", "R"] and graph.number_of_edges() == 4
    edge = graph.edges["NL", "FD", found.relations[1].relation_id]
    assert (edge["initiator"], edge["reciprocal"], edge["frequency"], edge["coder"]) == ("NL", None, "monthly", "ida")
    assert edge["quote"] == "Utsagn 2 om NL og FD." and (edge["document"], edge["turn"]) == ("int-1", 3)
    assert graph.nodes["PM"]["members"] == ["R", "FD"] and graph.nodes["R"]["line"] == "municipal"
    assert found.untold == ("ANS", "DIR", "KST", "NL-kommune", "NL-stat")
    assert repr(found) == "<Ås: 4 actors, 4 relations>"


def test_members_of_a_body_told_of_are_there_and_have_no_tie_of_their_own() -> None:
    found = network(related([("1", "NL", "PM", "NL", None, "meeting", "")]), "Ås")
    assert dict(zip(found.nodes["actor"], found.nodes["told_of"], strict=True)) == {"FD": 0, "NL": 1, "PM": 1, "R": 0}
    assert set(values(found, "out-degree")) == {"NL", "PM"}


def test_each_office_has_its_network_and_all_have_one_together() -> None:
    snapshot = related([*STAR, ("2", "NL", "R", "", None, "", "")])
    each = networks(snapshot)
    assert {name: len(found.relations) for name, found in each.items()} == {"Bø": 1, "Ås": 4}
    assert len(network(snapshot).relations) == 5 and repr(network(snapshot)).startswith("<all offices: ")
    with pytest.raises(UnknownName, match="No office goes by the name 'Øy'"):
        network(snapshot, "Øy")


def test_a_document_speaks_of_the_office_it_belongs_to() -> None:
    """Nobody is bound to speak in the agreement; the office is the document's."""
    snapshot = related([("Avtale", "R", "FD", "", None, "", ""), *STAR])
    (source,) = [s for s in snapshot.all(Source) if s.name == "int-Avtale"]
    unbound = [s._replace(case_id=None) for s in snapshot.all(Speaker) if s.source_id == source.id]
    others = [s for s in snapshot.all(Speaker) if s.source_id != source.id]
    loose = snapshot.replacing(Speaker, [*others, *unbound])
    (bo,) = [case.id for case in snapshot.all(Case) if case.name == "Bø"]
    documents = [s._replace(office_id=bo) if s.id == source.id else s for s in snapshot.all(Source)]
    assert [one.office for one in told(loose)].count("") == 1
    assert [one.office for one in told(loose.replacing(Source, documents))].count("Bø") == 1


def test_measures_agree_with_what_is_counted_by_hand() -> None:
    """Arcs NL-R, R-NL, NL-FD, NL-PM of 4 * 3 possible; every path between others goes by NL."""
    found = network(related(STAR), "Ås")
    assert values(found, "out-degree") == {"NL": 3, "R": 1, "FD": 0, "PM": 0}
    assert values(found, "in-degree") == {"NL": 1, "R": 1, "FD": 1, "PM": 1}
    assert values(found, "betweenness") == {"NL": 1.0, "R": 0.0, "FD": 0.0, "PM": 0.0}
    assert values(found, "density")[""] == pytest.approx(4 / 12)
    assert values(found, "components") == {"": 1}


def test_a_tie_counts_once_whoever_tells_of_it_and_whoever_coded_it() -> None:
    once, often = network(related(STAR), "Ås"), network(related(STAR * 3, coders=["ida", "bo"]), "Ås")
    assert len(often.relations) == 24 and list(counted(often)) == list(counted(once))


def test_no_share_is_given_of_few_ties_and_no_betweenness_of_three_actors() -> None:
    """Of three ties one goes both ways, one one way, and of one nobody tells."""
    found = network(related(STAR), "Ås")
    (share,) = [one for one in counted(found) if one.measure == "reciprocity"]
    assert (share.value, share.n) == (None, 2)
    assert share.note == "1 of 2: no share of fewer than 5; not told of 1 tie"
    pair = network(related(STAR[:1]), "Ås")
    assert values(pair, "density") == {"": None} and values(pair, "betweenness") == {"NL": None, "R": None}
    frame = pair.measures
    assert frame.loc[frame["measure"] == "betweenness", "note"].unique().tolist() == ["fewer than 4 actors"]
    assert (frame[["meaning", "formula", "source"]] != "").all(axis=None)


def test_a_share_of_ties_both_ways_is_given_from_five_ties_on() -> None:
    rows: list[Row] = [("1", "NL", name, "", True, "", "") for name in ("R", "FD", "PM", "KST")]
    found = network(related([*rows, ("1", "NL", "DIR", "", False, "", "")]), "Ås")
    assert values(found, "reciprocity") == {"": 0.8}


NEVER: Row = ("1", "NL", "FD", "", None, "outside", "never")
"""It is told that there is no contact."""


def test_that_there_is_no_contact_is_listed_apart_and_is_neither_contact_nor_silence() -> None:
    rows: list[Row] = [STAR[0], STAR[2], STAR[3]]
    without, found = network(related(rows), "Ås"), network(related([*rows, NEVER, NEVER]), "Ås")
    assert list(counted(found)) == list(counted(without)) and repr(found) == repr(without)
    assert len(found.frame) == 5 and [one.frequency for one in found.denied] == ["never"] * 2
    assert found.graph.number_of_edges() == 3 == len(found.contacts) and found.untold == without.untold
    nodes = found.nodes.set_index("actor")
    assert nodes.loc["FD", ["told_of", "denied"]].tolist() == [0, 2]
    contact, apart = found._repr_html_().split("Told that there is none")
    assert "2 relations, not counted" in apart and "Utsagn 4" not in contact and "Utsagn 4" in apart


def test_an_actor_of_whom_only_no_contact_is_told_is_told_of_and_not_measured() -> None:
    found = network(related([("1", "NL", "KST", "", None, "", "never")]), "Ås")
    assert [actor.name for actor in found.actors] == ["KST", "NL"] and "KST" not in found.untold
    assert {one.value for one in counted(found)} == {None, 0} and not found.graph.edges


TOLD_FROM_EITHER_END: list[Row] = [("1", "NL", "R", "NL", None, "", ""), ("1", "R", "NL", "R", None, "", "")]


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        (TOLD_FROM_EITHER_END, True),
        ([*TOLD_FROM_EITHER_END, ("1", "R", "NL", "", False, "", "")], False),
        ([*TOLD_FROM_EITHER_END, ("1", "R", "NL", "", True, "", "")], True),
        (TOLD_FROM_EITHER_END[:1], None),
        ([TOLD_FROM_EITHER_END[0], ("1", "R", "NL", "", None, "", "never")], None),
    ],
)
def test_that_contact_goes_one_way_is_not_overruled_by_its_being_told_from_either_end(
    rows: list[Row], answer: bool | None
) -> None:
    assert both_ways(network(related(rows), "Ås"), "NL", "R") is answer


def test_ties_of_which_passages_say_both_yes_and_no_are_counted_beside_the_share() -> None:
    yes: Row = ("1", "NL", "R", "", True, "", "")
    no: Row = ("1", "R", "NL", "", False, "", "")
    notes = [
        next(one.note for one in counted(network(related(rows), "Ås")) if one.measure == "reciprocity")
        for rows in ([yes, no], [yes, yes], [no, ("1", "NL", "FD", "", True, "", "")])
    ]
    assert [note.partition("; ")[2] for note in notes] == [
        "of 1 tie passages say both yes and no: it counts as yes",
        "",
        "",
    ]


def test_an_empty_network_measures_nothing() -> None:
    found = network(related([]), "Ås")
    assert found.measures["value"].dropna().tolist() == [0.0] and "0 relations told" in found._repr_html_()


def test_persons_count_as_their_role_where_that_is_asked_for() -> None:
    rows: list[Row] = [
        ("1", "NL-stat", "FD", "NL-stat", None, "", ""), ("1", "NL-kommune", "NL-stat", "", True, "", ""),
    ]  # fmt: skip
    snapshot = related(rows)
    assert sorted(network(snapshot, "Ås").graph) == ["FD", "NL-kommune", "NL-stat"]
    found = network(snapshot, "Ås", roles=True)
    assert sorted(found.graph) == ["FD", "NL"] and found.relations[0].initiator == "NL"
    assert "NL-stat" not in found.untold
    assert values(found, "out-degree") == {"NL": 1, "FD": 0}  # two who fill one role: listed, not measured


@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_a_file_reads_back_as_the_same_network_and_keeps_quotes_to_itself(tmp_path: Path, ending: str) -> None:
    found = network(related(STAR), "Ås")
    read = {
        "graphml": lambda path: nx.read_graphml(path, force_multigraph=True),
        "gexf": nx.read_gexf,
        "json": lambda path: nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges"),
    }[ending]
    path = getattr(found, f"to_{ending}")(tmp_path / f"nett.{ending}")
    again = read(path)
    assert again.is_directed() and sorted(again) == sorted(found.graph)
    told_in_file = sorted((one, other, e.get("frequency") or "") for one, other, e in again.edges(data=True))
    assert told_in_file == sorted((r.from_actor, r.to_actor, r.frequency) for r in found.relations)
    assert again.nodes["NL"]["level"] == "practice"
    told_where = {(e["document"], e["turn"]) for _one, _other, e in again.edges(data=True)}
    assert told_where == {("int-1", turn) for turn in (2, 3, 4, 5)}
    assert not any(word in path.read_text(encoding="utf-8") for word in ("Utsagn", "ida"))
    with_quotes = getattr(found, f"to_{ending}")(tmp_path / f"ord.{ending}", quotes=True)
    assert with_quotes.read_text(encoding="utf-8").count("Utsagn") == 4
    assert "ida" in with_quotes.read_text(encoding="utf-8")


def test_a_network_by_roles_names_no_person_not_even_as_a_member() -> None:
    kari = Actor("a-Kari", "Kari", Wording("Kari N."), "person", "authority", "municipal", fills="a-R")
    snapshot = related([("1", "NL", "PM", "", None, "", "")], extra=[kari])
    members = [a._replace(members=("a-R", "a-Kari")) if a.name == "PM" else a for a in snapshot.all(Actor)]
    found = network(snapshot.replacing(Actor, members), "Ås", roles=True)
    assert found.graph.nodes["PM"]["members"] == ["R"] and "Kari" not in found.graph
    assert "Kari" in network(snapshot.replacing(Actor, members), "Ås").graph


def test_what_the_actors_are_called_stands_unfolded() -> None:
    snapshot = related(STAR)
    told_names = [a._replace(label=Wording("<rådmannen>")) if a.name == "R" else a for a in snapshot.all(Actor)]
    shown = network(snapshot.replacing(Actor, told_names), "Ås")._repr_html_()
    assert "R: &lt;rådmannen&gt;" in shown.split("<details")[0]


def test_what_is_shown_has_every_quote_once_for_all_coders_and_is_escaped() -> None:
    snapshot = related(STAR, coders=["ida", "<b>bo</b>"])
    shown = network(snapshot, "Ås")._repr_html_()
    assert shown.count("Utsagn 1 om NL og R.") == 1 and "&lt;b&gt;bo&lt;/b&gt;, ida" in shown and "<b>bo" not in shown


def test_a_withdrawn_relation_is_gone_from_graph_and_frame() -> None:
    snapshot = related(STAR)
    left = snapshot.replacing(Relation, snapshot.all(Relation)[1:])
    assert len(network(left, "Ås").frame) == 3 == network(left, "Ås").graph.number_of_edges()
