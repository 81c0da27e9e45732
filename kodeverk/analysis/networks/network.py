"""The network of an office, or of all: who has to do with whom, as it was told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.networks import told as telling
from kodeverk.analysis.networks.told import Told, actors_by_name
from kodeverk.messages import _, _n, language
from kodeverk.model import Actor, Case, Snapshot

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

_NODES = ("actor", "label", "kind", "level", "line", "members", "told_of", "denied")


class Network(NamedTuple):
    """Actors and the relations told of between them.

    Attributes
    ----------
    office : str
        Empty for the network of all offices together.
    actors : tuple of Actor
        Those told of, and the members of composite ones told of.
    relations : tuple of Told
        One for each passage and coder: a tie told of three times is three relations, and counts once in `measures`.
        Among them those that tell that there is no contact (``denied``), which nothing counts.
    untold : tuple of str
        Names of the actors of the study nobody told of here: silence, which is not the same as having no relations.
    names : dict of str to str
        Short name of every actor by id; of a person that of the role, where persons count as such.
    """

    office: str
    actors: tuple[Actor, ...]
    relations: tuple[Told, ...]
    untold: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def contacts(self) -> tuple[Told, ...]:
        """The relations that tell of contact, which are counted."""
        return tuple(one for one in self.relations if not one.denied)

    @property
    def denied(self) -> tuple[Told, ...]:
        """The relations that tell that there is no contact."""
        return tuple(one for one in self.relations if one.denied)

    @property
    def graph(self) -> nx.MultiDiGraph:
        """A new networkx graph: a node for each actor, an edge for each contact told of, from the actor it goes from.

        Nodes carry label, kind, level, line and members (a list of names); edges, keyed by relation_id, carry office,
        initiator, reciprocal, channel, frequency, coder, case, document (the source), turn and quote. What is not told
        is None.
        """
        import networkx as nx

        graph = nx.MultiDiGraph(office=self.office)
        for actor in self.actors:
            graph.add_node(
                actor.name, label=actor.label.in_language(language()), kind=actor.kind, level=actor.level,
                line=actor.line, members=self.members(actor),
            )  # fmt: skip
        for one in self.contacts:
            graph.add_edge(
                one.from_actor, one.to_actor, key=one.relation_id, office=one.office, initiator=one.initiator or None,
                reciprocal=one.reciprocal, channel=one.channel or None, frequency=one.frequency or None,
                coder=one.coder, case=one.case, document=one.source, turn=one.turn, quote=one.quote,
            )  # fmt: skip
        return graph

    def members(self, actor: Actor) -> list[str]:
        """Return the names of the actors a composite one is made of."""
        return list(dict.fromkeys(self.names[key] for key in actor.members))

    @property
    def frame(self) -> pd.DataFrame:
        """One row per relation.

        Columns: office, from_actor, to_actor, initiator (empty: not told), reciprocal (True, False or None: not told),
        channel, frequency (empty: not told; ``never``: told that there is none), coder, case (who says it), source,
        turn, quote, relation_id.
        """
        return telling.frame_of(self.relations)

    @property
    def nodes(self) -> pd.DataFrame:
        """One row per actor.

        Columns: actor, label, kind, level, line, members (names, parted by ``; ``), told_of (in how many relations
        that tell of contact; 0 for one that is there as a member only), denied (in how many that tell of none).
        """
        import pandas as pd

        rows = [
            (a.name, a.label.in_language(language()), a.kind, a.level, a.line,
             "; ".join(self.members(a)),
             *(sum(a.name in (one.from_actor, one.to_actor) for one in told) for told in (self.contacts, self.denied)))
            for a in self.actors
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(_NODES))

    @property
    def measures(self) -> pd.DataFrame:
        """The usual measures, with what each means and where it means nothing; see `measures.measures`.

        Columns: measure, actor (empty for the whole network), value (missing where it means nothing), n (what it is
        counted of), unit (of n), note (why it is missing), meaning, formula, source.
        """
        from kodeverk.analysis.networks.measures import measures

        return measures(self)

    def to_graphml(self, path: str | Path, *, quotes: bool = False) -> Path:
        """Write the network as GraphML and return the path; see `export`."""
        from kodeverk.analysis.networks.export import to_graphml

        return to_graphml(self, path, quotes=quotes)

    def to_gexf(self, path: str | Path, *, quotes: bool = False) -> Path:
        """Write the network as GEXF and return the path; see `export`."""
        from kodeverk.analysis.networks.export import to_gexf

        return to_gexf(self, path, quotes=quotes)

    def to_json(self, path: str | Path, *, quotes: bool = False) -> Path:
        """Write the network as JSON (node-link) and return the path; see `export`."""
        from kodeverk.analysis.networks.export import to_json

        return to_json(self, path, quotes=quotes)

    def __repr__(self) -> str:
        actors = _n("{count} actor", "{count} actors", len(self.actors)).format(count=len(self.actors))
        count = len(self.contacts)
        relations = _n("{count} relation", "{count} relations", count).format(count=count)
        return f"<{self.office or _('all offices')}: {actors}, {relations}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.networks.showing import network_html

        return str(network_html(self))


def network(snapshot: Snapshot, office: str | None = None, *, roles: bool = False) -> Network:
    """Return the network told of at an office, or at all offices together.

    Parameters
    ----------
    snapshot : Snapshot
    office : str, optional
        Name of an office; without it, all relations there are.
    roles : bool
        Count persons as the role they fill. A relation between two who fill the same role is then one of the role with
        itself: it is listed, and no measure counts it.

    Raises
    ------
    UnknownName
        If there is no such office.
    """
    name = "" if office is None else telling.the_office(snapshot, office)
    relations = tuple(one for one in telling.told(snapshot, roles=roles) if office is None or one.office == name)
    known = actors_by_name(snapshot)
    ids = {actor.id: actor for actor in known.values()}
    names = {key: ids[one.fills].name if roles and one.fills else one.name for key, one in ids.items()}
    heard = telling.heard(relations)
    there = {*heard, *(names[key] for end in heard for key in known[end].members)}
    actors = tuple(actor for actor in known.values() if actor.name in there)
    untold = [a for a in known.values() if a.name not in there and not (roles and a.fills)]
    own = {None, *(case.id for case in snapshot.all(Case) if office is None or case.name == name)}
    return Network(name, actors, relations, tuple(a.name for a in untold if a.office_id in own), names)


def networks(snapshot: Snapshot, *, roles: bool = False) -> dict[str, Network]:
    """Return the network of each office by its name, also of those nobody tells a relation of.

    Parameters
    ----------
    snapshot : Snapshot
    roles : bool
        Count persons as the role they fill.
    """
    return {name: network(snapshot, name, roles=roles) for name in telling.offices(snapshot)}
