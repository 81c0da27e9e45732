"""A network as a notebook shows it: its relations with what was said, and its measures with their limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from kodeverk.analysis.networks.measures import MEASURES, Measure, counted, meaning
from kodeverk.analysis.networks.network import Network
from kodeverk.analysis.networks.told import Told, both_ways_label, channel_label, frequency_label
from kodeverk.messages import _, _n, language, numeral
from kodeverk.model import Actor
from kodeverk.views import html


def network_html(network: Network) -> Markup:
    """Return a network as HTML: relations with quotes, actors, measures."""
    parts: list[Markup] = [html.tag("h3", network.office or _("all offices"))]
    parts.append(html.tag("p", _sum(network)))
    if network.relations:
        parts.append(called(network.actors))
        parts.append(relations_table(network.relations, with_office=not network.office))
        parts.append(html.details(_("Actors"), _actors(network)))
        parts.append(html.details(_("Measures, and what they mean here"), *_measures(network)))
    return html.block(*parts)


def relations_table(relations: Sequence[Told], *, with_office: bool = False) -> Markup:
    """Return relations with what was said, those that tell that there is no contact in a table of their own."""
    contacts, denied = ([one for one in relations if one.denied is not_there] for not_there in (False, True))
    parts = [_table(contacts, with_office)] if contacts else []
    if denied:
        parts += [
            html.tag("p", html.labelled(_("Told that there is none"), _count(denied))),
            _table(denied, with_office),
        ]
    return html.together(parts)


def called(actors: Iterable[Actor]) -> Markup:
    """Return what actors who have a short name are called, in the language in use, on one line."""
    label = {actor.name: actor.label.in_language(language()) for actor in actors}
    words = "; ".join(f"{name}: {label[name]}" for name in label if label[name] != name)
    return html.tag("p", words, style=html.SMALL) if words else Markup("")


def _count(denied: Sequence[Told]) -> str:
    count = len(alike(denied))
    return _n("{count} relation, not counted", "{count} relations, not counted", count).format(count=count)


def _table(relations: Iterable[Told], with_office: bool) -> Markup:
    """Return relations as a table; two coders' relations of one passage stand in one row."""
    columns = [_("from"), _("to"), _("initiative"), _("goes"), _("channel"), _("how often"), _("passage")]
    rows = []
    for same in alike(relations):
        one = same[0]
        coders = ", ".join(sorted({other.coder for other in same}))
        line = _("{place}; coded by {coder}").format(place=one.place, coder=coders)
        rows.append([
            *([one.office] if with_office else []), one.from_actor, one.to_actor, one.initiator or _("not told"),
            both_ways_label(one.reciprocal), channel_label(one.channel), frequency_label(one.frequency),
            html.together([one.quote, html.tag("div", line, style=html.SMALL)]),
        ])  # fmt: skip
    return html.table([*([_("office")] if with_office else []), *columns], rows)


def alike(relations: Iterable[Told]) -> list[list[Told]]:
    """Return relations that say the same of one passage together, whoever coded them, in the order given."""
    found: dict[tuple[object, ...], list[Told]] = {}
    for one in relations:
        found.setdefault((one.office, *one[1:7], one.source, one.start, one.end), []).append(one)
    return list(found.values())


def _sum(network: Network) -> str:
    actors = _n("{count} actor", "{count} actors", len(network.actors)).format(count=len(network.actors))
    count = len(network.contacts)
    parts = [actors, _n("{count} relation told", "{count} relations told", count).format(count=count)]
    if network.untold:
        parts.append(_("nobody tells of: {actors}").format(actors=", ".join(network.untold)))
    return "; ".join(parts) + "."


def _actors(network: Network) -> Markup:
    columns = [_("actor"), _("called"), _("kind"), _("level"), _("line"), _("members")]
    rows = [
        [actor.name, actor.label.in_language(language()), kind_label(actor.kind), level_label(actor.level),
         line_label(actor.line), ", ".join(network.members(actor))]
        for actor in network.actors
    ]  # fmt: skip
    return html.table(columns, rows)


def _measures(network: Network) -> list[Markup]:
    """Return the measures of actors as one table, those of the whole as a list, and what they leave out."""
    found = list(counted(network))
    actors = list(dict.fromkeys(one.actor for one in found if one.actor))
    by_actor = [name for name in MEASURES if any(one.measure == name and one.actor for one in found)]
    cells = {(one.actor, one.measure): one for one in found}
    rows = [[actor, *(_value(cells[actor, name]) for name in by_actor)] for actor in actors]
    whole = [
        html.labelled(measure_label(one.measure), _of(one) + (f" ({one.note})" if one.note else ""))
        for one in found
        if not one.actor
    ]
    told = (html.labelled(measure_label(name), meaning(name)) for name in MEASURES)
    counted_of = _(
        "Ties are counted, not passages: two actors are one tie, however often and by however many coders it is told. "
        "Nothing is compared with chance."
    )
    return [
        html.table([_("actor"), *(measure_label(name) for name in by_actor)], rows),
        html.items(whole),
        html.tag("p", counted_of, style=html.SMALL),
        html.tag("div", html.items(told), style=html.SMALL),
    ]


def _value(one: Measure) -> object:
    if one.value is None:
        return f"– ({one.note})"
    return int(one.value) if one.measure != "betweenness" else numeral(one.value, 2)


def _of(one: Measure) -> str:
    """Return the value of a measure of the whole network with what it is of."""
    units = {"actors": _("of {n} actors"), "ties": _("of {n} ties"), "possible arcs": _("of {n} possible arcs")}
    value = "–" if one.value is None else numeral(one.value, 0 if one.measure == "components" else 2)
    return f"{value}, {units[one.unit].format(n=one.n)}"


def measure_label(measure: str) -> str:
    """Return the name of a measure in the language in use."""
    labels = {
        "out-degree": _("out-degree"),
        "in-degree": _("in-degree"),
        "betweenness": _("betweenness"),
        "density": _("density"),
        "reciprocity": _("reciprocity"),
        "components": _("components"),
    }
    return labels[measure]


def kind_label(kind: str) -> str:
    """Return a kind of actor in the language in use."""
    return {"person": _("person"), "role": _("role"), "composite": _("composite")}.get(kind, kind)


def level_label(level: str) -> str:
    """Return a level in the language in use."""
    labels = {
        "political": _("political level"),
        "authority": _("authority level"),
        "practice": _("practice level"),
        "service": _("service"),
    }
    return labels.get(level, level)


def line_label(line: str) -> str:
    """Return a line in the language in use."""
    return {"state": _("state"), "municipal": _("municipal"), "both": _("both lines")}.get(line, line)
