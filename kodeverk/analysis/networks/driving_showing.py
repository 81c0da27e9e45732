"""The driving force as a notebook shows it: four cells, and each office with numbers, quotes and what would move it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from kodeverk.analysis.networks.driving import DrivingForce, Placed
from kodeverk.analysis.networks.driving_changes import MOST
from kodeverk.analysis.networks.driving_rule import (
    CELLS,
    CLEAR,
    DENIED,
    FEWEST,
    MOSTLY,
    NOT_OUTSIDE,
    NOT_TOLD,
    PARTLY,
    WHOLLY,
    OwnerContact,
    placement_label,
)
from kodeverk.analysis.networks.showing import called, relations_table
from kodeverk.messages import _, _n, numeral, percent
from kodeverk.views import html
from kodeverk.views.naming import state_label

_SHOWN = 3
"""So many of the smallest changes are shown for each office; the frame has all."""


def driving_html(found: DrivingForce) -> Markup:
    """Return where each office stands as HTML, with what it rests on and the rule."""
    return html.block(
        html.tag("h3", _("Driving force")),
        _board(found),
        *(html.tag("p", html.labelled(one.office, said)) for one in found.offices if (said := differing_told(one))),
        _numbers(found),
        called(found.actors),
        *(_office(one) for one in found.offices),
        html.details(_("The rule"), html.tag("p", found.rule, style=html.SMALL)),
    )


def _board(found: DrivingForce) -> Markup:
    """Return the four cells with the offices in them, those only partly there with how."""
    columns = ["", _("practice level"), _("authority level")]
    rows = []
    for label, cells in ((_("both ways"), CELLS[0::2]), (_("one way"), CELLS[1::2])):
        rows.append([html.tag("b", label), *(html.together(_in_cell(found, cell)) for cell in cells)])
    board = html.table(columns, rows)
    out = [one.office for one in found.offices if not one.score.cells]
    note = html.tag("p", html.labelled(_("Not placed"), ", ".join(out))) if out else Markup("")
    return html.together([board, note])


def _in_cell(found: DrivingForce, cell: str) -> list[Markup]:
    lines = []
    for one in found.offices:
        if cell in one.score.cells:
            first = cell == one.score.cells[0]
            words = {WHOLLY: "{office}", MOSTLY: _("{office} (mostly)"), PARTLY: _("{office} (partly)")}
            lines.append(html.tag("div", words[one.score.degree if first else PARTLY].format(office=one.office)))
    return lines or [html.tag("span", "–")]


def _numbers(found: DrivingForce) -> Markup:
    columns = [
        _("office"), _("initiative at practice level"), _("not told who"), _("two-way (0-1)"), _("relations"),
        _("meetings a year (not used)"),
    ]  # fmt: skip
    rows = [
        [
            one.office,
            _("{practice} of {known}").format(practice=numeral(one.score.practice), known=numeral(one.score.known)),
            one.score.untold,
            between(one.score.low, one.score.high) if one.score.owners else "–",
            len(one.contacts),
            state_label(one.meetings) or "–",
        ]
        for one in found.offices
    ]
    return html.table(columns, rows)


def between(low: float, high: float) -> str:
    """Return a degree, with its bounds where something is not told."""
    if low == high:
        return numeral(low, 2)
    bounds = _("{low} to {high}").format(low=numeral(low, 2), high=numeral(high, 2))
    return f"{numeral((low + high) / 2, 2)} ({bounds})"


def _office(one: Placed) -> Markup:
    """Return one office, folded away: why it stands there, what would move it, and its relations."""
    parts: list[Markup] = []
    if why := why_not(one):
        parts.append(html.tag("p", why))
    if one.score.cells and one.score.low < one.score.high:
        least, most = (placement_label(end) for end in one.score.bounds)
        told = _("What is not told may place it anywhere from {least} to {most}.").format(least=least, most=most)
        parts.append(html.tag("p", told))
    parts.append(html.items(html.labelled(*contact_told(owner)) for owner in one.score.owners))
    parts.append(html.tag("p", html.labelled(_("What would move it"), "")))
    parts.append(html.items(moves_told(one)))
    if one.relations:
        parts.append(relations_table(one.relations))
    return html.details(f"{one.office}: {one.label}", *parts)


def why_not(one: Placed) -> str:
    """Return why an office is not placed, in the language in use; empty where it is."""
    told = {
        "": "",
        "owners": _("No composite actor at the level of authority has members: who the owners are is not known."),
        "initiative": _n(
            "{n} relation tells who takes the initiative; at least {fewest} are needed.",
            "{n} relations tell who takes the initiative; at least {fewest} are needed.",
            one.score.known,
        ),
        "contact": _("Nothing is told of contact with the owners ({owners})."),
    }
    return told[one.score.reason].format(n=one.score.known, fewest=FEWEST, owners=", ".join(one.owners))


def contact_told(owner: OwnerContact) -> tuple[str, str]:
    """Return contact with one owner outside the meeting in words: with whom, and what it is."""
    none = (_("told that {leader} has none ({place})").format(leader=d.practice, place=d.place) for d in owner.denials)
    denials = list(dict.fromkeys(none))
    words = {
        NOT_TOLD: _("nothing is told; it may be anything between 0 and 1"),
        DENIED: _("counts 0: {denials}").format(denials="; ".join(denials)),
        NOT_OUTSIDE: _("told of in the line or the meeting alone: 0"),
    }
    counted = [_n("{count} contact told of", "{count} contacts told of", owner.told).format(count=owner.told)]
    if owner.unplaced:
        counted.append(_("{count} more, not told where").format(count=owner.unplaced))
    told = words.get(owner.why) or _("mutual and frequent {degree}; {counted}").format(
        degree=between(owner.low, owner.high), counted="; ".join([*counted, *denials])
    )
    return _("Contact with {owner} outside the meeting").format(owner=owner.owner), told


def moves_told(one: Placed) -> Iterator[str]:
    """Yield the smallest changes that would move an office, in the language in use; what is too many is counted."""
    moves = one.moves
    chosen = [move for move in moves if not move.to_another_cell][:_SHOWN]
    chosen += [move for move in moves if move.to_another_cell][:_SHOWN]
    for move in chosen:
        yield _("if {what}: {placement}").format(what=move.text, placement=placement_label(move.becomes))
    if more := len(moves) - len(chosen):
        yield _n("and {count} more change", "and {count} more changes", more).format(count=more)
    if not any(move.to_another_cell for move in moves):
        count = _n("{count} relation", "{count} relations", MOST).format(count=MOST)
        yield _("No change of up to {relations} brings it to another cell.").format(relations=count)


def differing_told(one: Placed, coder: Callable[[str], str] = str) -> str:
    """Return what coders read differently at an office and what that does, in the language in use; empty for none.

    `coder` gives what each coder is called.
    """
    places, scores = one.coders
    if not places:
        return ""
    said = _n(
        "Coders read {count} passage differently ({places}); all that is coded counts.",
        "Coders read {count} passages differently ({places}); all that is coded counts.",
        len(places),
    )
    by = _("by {coder} alone: {placement}")
    alone = "; ".join(by.format(coder=coder(who), placement=placement_label(score)) for who, score in scores.items())
    return f"{said.format(count=len(places), places='; '.join(dict.fromkeys(places)))} {alone[:1].upper()}{alone[1:]}."


def rule_in_words() -> str:
    """Return the rule as text, in the language in use."""
    return _(
        "Level: of relations between practice and the level of authority (the owners and their meeting), those in the "
        "line left out, of which it is told who takes the initiative, the share where practice does. Relations of one "
        "passage with the same actor at the level of authority and the initiative at the same level count once, "
        "whoever coded them. Direction: contact with each owner outside the meeting and the line, by how often it is "
        "(fortnightly or oftener 1, monthly 1/2, quarterly 1/4, twice a year 1/8, rarer 0), half of it where it goes "
        "one way; the mean over owners. What one passage leaves open is what others tell of the same two; of several "
        "contacts the one that counts most is taken. Contact told of in the line or the meeting alone counts 0. That "
        "there is none outside, where that is told, is no contact: it counts 0 where no other passage tells of any "
        "there. What nobody tells can be anything between: the least and the most are given, and halfway counts; at "
        "exactly half, two-way is named first. A cell: the lesser of the two. Wholly in a cell: both questions at "
        "least {clear} clear. Partly at the other side: more than {rest}. Partly, too, where what is not told decides. "
        "Not placed: fewer than {fewest} relations that tell who takes the initiative, or nothing told of contact with "
        "the owners. The number of meetings does not count."
    ).format(clear=percent(CLEAR), rest=percent(1 - CLEAR), fewest=FEWEST)
