"""Networks as files other programs read: GraphML, GEXF and JSON.

The file may travel, so what was said stays behind unless it is asked for: quotes, who says them and who coded them. The
file names offices and actors, the document and turn of each contact, and no relation that tells that there is none. For
persons as the role they fill, write ``network(roles=True)``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kodeverk.analysis.networks.network import Network
from kodeverk.files import replacing

if TYPE_CHECKING:
    import networkx as nx

_SAID = ("quote", "case", "coder")


def to_graphml(network: Network, path: str | Path, *, quotes: bool = False) -> Path:
    """Write a network as GraphML, and return the path.

    What is not told is left out of an edge; members are one text, parted by ``; ``.

    Parameters
    ----------
    network : Network
    path : str or Path
    quotes : bool
        Write what was said, who said it and who coded it.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    """
    import networkx as nx

    with replacing(path) as draft:
        nx.write_graphml(_plain(network, quotes), draft)
    return Path(path)


def to_gexf(network: Network, path: str | Path, *, quotes: bool = False) -> Path:
    """Write a network as GEXF, for Gephi, and return the path.

    What is not told is left out of an edge; members are one text, parted by ``; ``.

    Parameters
    ----------
    network : Network
    path : str or Path
    quotes : bool
        Write what was said, who said it and who coded it.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    """
    import networkx as nx

    with replacing(path) as draft:
        nx.write_gexf(_plain(network, quotes), draft)
    return Path(path)


def to_json(network: Network, path: str | Path, *, quotes: bool = False) -> Path:
    """Write a network as node-link JSON (networkx ``node_link_data``), and return the path.

    What is not told is null; members are a list.

    Parameters
    ----------
    network : Network
    path : str or Path
    quotes : bool
        Write what was said, who said it and who coded it.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    """
    import networkx as nx

    data = nx.node_link_data(_graph(network, quotes), edges="edges")
    with replacing(path) as draft:
        draft.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Path(path)


def _graph(network: Network, quotes: bool) -> nx.MultiDiGraph:
    graph = network.graph
    for _one, _other, edge in graph.edges(data=True) if not quotes else ():
        for name in _SAID:
            del edge[name]
    return graph


def _plain(network: Network, quotes: bool) -> nx.MultiDiGraph:
    """Return the graph with texts, numbers and truth values alone, which is all GraphML and GEXF hold."""
    graph = _graph(network, quotes)
    for _name, node in graph.nodes(data=True):
        node["members"] = "; ".join(node["members"])
    for _one, _other, edge in graph.edges(data=True):
        for name in [name for name, value in edge.items() if value is None]:
            del edge[name]
    return graph
