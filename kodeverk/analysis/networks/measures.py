"""The usual measures of a network, with what each means, and where a network is too small for it.

Counted are ties: whatever many passages and coders tell of, one actor and another are one tie. Nothing here is
compared with chance: networks of so few actors, told by one or two persons, are described and not tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.groups.limits import SMALL
from kodeverk.messages import _, _n

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kodeverk.analysis.networks.network import Network
    from kodeverk.analysis.networks.told import Told

FEWEST_BETWEEN = 4
"""Among fewer actors than this, betweenness tells nothing a look at the table does not: none is given."""

_WF = "Wasserman & Faust 1994, Social Network Analysis"
_SOURCES = {
    "out-degree": (f"{_WF}, ch. 4", "number of actors v with an arc u -> v"),
    "in-degree": (f"{_WF}, ch. 4", "number of actors v with an arc v -> u"),
    "betweenness": (
        "Freeman 1977, Sociometry 40(1), 35-41",
        "sum over pairs s, t of g(s, t through u) / g(s, t), by (n - 1)(n - 2) / 2; g counts shortest paths, arcs "
        "read both ways",
    ),
    "density": (f"{_WF}, ch. 4", "arcs / (n (n - 1))"),
    "reciprocity": (f"{_WF}, ch. 13, of ties whose answer is told", "ties both ways / (ties both ways + ties one way)"),
    "components": (f"{_WF}, ch. 4", "number of parts no tie joins"),
}
MEASURES = tuple(_SOURCES)


class Measure(NamedTuple):
    """One number of a network.

    Attributes
    ----------
    measure : str
        One of `MEASURES`.
    actor : str
        Empty for the whole network.
    value : float or None
        None where it means nothing.
    n : int
        What it is counted of.
    unit : str
        Of n: ``actors``, ``ties``, ``possible arcs``.
    note : str
        Why it is missing, or what it leaves out; in the language in use.
    """

    measure: str
    actor: str
    value: float | None
    n: int
    unit: str
    note: str = ""


def measures(network: Network) -> pd.DataFrame:
    """Return the measures of a network, one row each.

    An arc goes from u to v where a relation is told from u to v, or one from v to u that goes both ways; loops are left
    out. Actors nobody tells of contact with are not measured, since silence is no lack of relations; that there is
    none, where that is told, makes no arc. Members of a composite actor have no tie to it unless one is told.

    Columns: measure, actor, value, n, unit, note, meaning, formula, source.
    """
    import pandas as pd

    rows = [(*one, meaning(one.measure), *reversed(_SOURCES[one.measure])) for one in counted(network)]
    columns = [*Measure._fields, "meaning", "formula", "source"]
    return pd.DataFrame(rows, columns=columns).astype({"value": float})


def counted(network: Network) -> Iterator[Measure]:
    """Yield the measures of a network: of each actor, then of the whole."""
    arcs = arcs_of(network)
    n = arcs.number_of_nodes()
    for name, degree in (("out-degree", arcs.out_degree), ("in-degree", arcs.in_degree)):
        yield from (Measure(name, actor, degree[actor], max(n - 1, 0), "actors") for actor in arcs)
    yield from _betweenness(arcs)
    possible = n * (n - 1)
    few = _("fewer than {n} possible arcs").format(n=SMALL) if possible < SMALL else ""
    yield Measure("density", "", None if few else arcs.number_of_edges() / possible, possible, "possible arcs", few)
    yield _reciprocity(network)
    import networkx as nx

    yield Measure("components", "", nx.number_weakly_connected_components(arcs) if n else 0, n, "actors")


def arcs_of(network: Network) -> nx.DiGraph:
    """Return the simple graph that is measured: actors in contact, and at most one arc each way between two."""
    import networkx as nx

    arcs = nx.DiGraph()
    for one in network.contacts:
        arcs.add_nodes_from((one.from_actor, one.to_actor))
        if one.from_actor != one.to_actor:
            arcs.add_edge(one.from_actor, one.to_actor)
            if one.reciprocal:
                arcs.add_edge(one.to_actor, one.from_actor)
    return arcs


def _betweenness(arcs: nx.DiGraph) -> Iterator[Measure]:
    import networkx as nx

    n, note = arcs.number_of_nodes(), ""
    if n < FEWEST_BETWEEN:
        note = _("fewer than {n} actors").format(n=FEWEST_BETWEEN)
    elif nx.number_weakly_connected_components(arcs) > 1:
        note = _("the network is in several parts")
    values = nx.betweenness_centrality(arcs.to_undirected()) if not note else {}
    yield from (Measure("betweenness", actor, values.get(actor), n, "actors", note) for actor in arcs)


def _reciprocity(network: Network) -> Measure:
    answers = [both_ways(network, *pair) for pair in ties(network)]
    both, known = answers.count(True), len(answers) - answers.count(None)
    notes = [_("{both} of {known}: no share of fewer than {n}").format(both=both, known=known, n=SMALL)]
    if untold := answers.count(None):
        notes.append(_n("not told of {count} tie", "not told of {count} ties", untold).format(count=untold))
    if split := sum(len(_answers(network, *pair)) > 1 for pair in ties(network)):
        notes.append(_n(
            "of {count} tie passages say both yes and no: it counts as yes",
            "of {count} ties passages say both yes and no: they count as yes",
            split,
        ).format(count=split))  # fmt: skip
    share = both / known if known >= SMALL else None
    return Measure("reciprocity", "", share, known, "ties", "; ".join(notes[share is not None :]))


def ties(network: Network) -> list[tuple[str, str]]:
    """Return each two actors contact is told of between, once, in order of name."""
    pairs = ((one.from_actor, one.to_actor) for one in network.contacts)
    return sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})


def both_ways(network: Network, one: str, other: str) -> bool | None:
    """Return whether contact goes both ways between two.

    True where a passage says so, whatever others say, False where passages say only that it goes one way. Where none
    says either, True if contact is told of from either end, else None.
    """
    if said := _answers(network, one, other):
        return True in said
    return True if len({r.from_actor for r in _between(network, one, other)}) > 1 else None


def _answers(network: Network, one: str, other: str) -> set[bool]:
    """Return what passages say of whether contact goes both ways between two; both where they differ."""
    return {r.reciprocal for r in _between(network, one, other) if r.reciprocal is not None}


def _between(network: Network, one: str, other: str) -> list[Told]:
    return [r for r in network.contacts if {r.from_actor, r.to_actor} == {one, other}]


def meaning(measure: str) -> str:
    """Return what a measure means in a network as small as these, in the language in use."""
    words = {
        "out-degree": _("to how many others contact goes from it"),
        "in-degree": _("from how many others contact comes to it"),
        "betweenness": _(
            "how much of the contact between others goes by it (0-1); with so few actors one tie more or less may turn "
            "the order"
        ),
        "density": _(
            "how much of the contact that could be is told of (0-1); it falls with the number of actors, and is not "
            "compared between networks of unlike size"
        ),
        "reciprocity": _(
            "how many of the ties of which it is told go both ways (0-1): a passage says so, or contact goes from "
            "either to the other and none says that it goes one way"
        ),
        "components": _("in how many parts the network falls; one: everybody told of is joined somehow"),
    }
    return words[measure]
