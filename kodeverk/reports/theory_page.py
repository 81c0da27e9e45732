"""The theory check as one web page: verdict, rule, who says what, deviant cases first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from markupsafe import Markup

from kodeverk.analysis.theory.findings import CaseFinding, Finding, Judged, TheoryCheck
from kodeverk.analysis.theory.showing import provisional, standing_label, standing_lines
from kodeverk.analysis.theory.verdict import CONTRADICTED, OPEN, PARTLY, SUPPORTED, VERDICTS, verdict_label
from kodeverk.messages import _, language
from kodeverk.model import Proposition, Snapshot
from kodeverk.reports.page import html, joined, write_page
from kodeverk.reports.people import naming, numbered

Coders: TypeAlias = Mapping[str, str]

_COLOURED = {SUPPORTED, PARTLY, CONTRADICTED, OPEN}
"""Verdicts with a class of their own in the style sheet; the rest are grey."""


def theory_html(
    check: TheoryCheck,
    path: str | os.PathLike[str],
    *,
    snapshot: Snapshot | None = None,
    title: str = "",
    coder_names: bool = False,
) -> Path:
    """Write a theory check as one web page and return its path.

    For each proposition: verdict, deviant cases, where every case stands, and the quotes for, against
    and nuancing with who says them and who judged. The page needs no network and runs no script.

    Parameters
    ----------
    check : TheoryCheck
    path : path-like
        The file to write, ``.html``.
    snapshot : Snapshot, optional
        The study checked, so that coders get the same numbers as in its other reports; without it those
        who judged are numbered.
    title : str
    coder_names : bool
        Whether coders are named; they go by K1, K2 ... if not.
    """
    coders = naming(snapshot).coders if snapshot is not None else numbered(sorted(_judges(check)))
    if coder_names:
        coders = {}
    theories = [theory.title.in_language(language()) or theory.id for theory in check.theories]
    title = title or ": ".join([_("Theory check"), "; ".join(theories)])
    main = [html("<h1>{title}</h1>", title=title), _summary(check)]
    for number, finding in enumerate(check.findings, 1):
        main.append(_finding(finding, check, coders, number))
    return write_page(path, title, _navigation(check), main)


def _judges(check: TheoryCheck) -> set[str]:
    return {coder for finding in check.findings for coder in finding.coders}


def _navigation(check: TheoryCheck) -> Markup:
    rows = [
        html(
            '<li><a href="#p{number}" title="{statement}">{name}</a> <span class="small">{verdict}</span></li>',
            number=number,
            statement=finding.statement,
            name=finding.name,
            verdict=verdict_label(finding.verdict),
        )
        for number, finding in enumerate(check.findings, 1)
    ]
    return html("<h2>{heading}</h2><ul>{rows}</ul>", heading=_("Propositions"), rows=joined(rows))


def _summary(check: TheoryCheck) -> Markup:
    counts = check.verdicts()
    heads = Markup("").join(html('<th scope="col">{v}</th>', v=verdict_label(v)) for v in VERDICTS)
    cells = Markup("").join(html('<td class="count">{n}</td>', n=counts.get(v, 0)) for v in VERDICTS)
    template = (
        '<p class="lead">{rule}</p><div class="table"><table class="wide"><thead><tr>{heads}</tr></thead>'
        "<tbody><tr>{cells}</tr></tbody></table></div>"
    )
    return html(template, rule=check.rule.in_words(), heads=heads, cells=cells)


def _finding(finding: Finding, check: TheoryCheck, coders: Coders, number: int) -> Markup:
    lines = [_line(_("Deviant cases"), ", ".join(finding.deviant))] if finding.deviant else []
    lines += [_line(label, text) for label, text in standing_lines(finding)]
    lines += [_line(_("Note"), note) for note in finding.notes]
    lines += [
        _dispute(coders, dispute.supports, dispute.contradicts, dispute.quote.place) for dispute in finding.disputes
    ]
    quotes = [_quote(finding, case, judged, check, coders) for case in finding.cases for judged in case.evidence]
    kind = finding.verdict if finding.verdict in _COLOURED else "none"
    template = (
        '<article id="p{number}"><h3><span class="label">{name}</span> {statement}</h3>'
        '<p><span class="verdict {kind}">{verdict}</span> {reservation} <span class="small">{source}</span></p>'
        '<ul class="status">{lines}</ul>{quotes}</article>'
    )
    return html(
        template,
        number=number,
        name=finding.name,
        statement=finding.statement,
        kind=kind,
        verdict=verdict_label(finding.verdict),
        reservation=provisional(finding),
        source=source_line(finding.proposition),
        lines=joined(lines),
        quotes=joined(quotes),
    )


def _line(label: str, text: str) -> Markup:
    return html("<li><b>{label}:</b> {text}</li>", label=label[:1].upper() + label[1:], text=text)


def _dispute(coders: Coders, supporting: tuple[str, ...], opposing: tuple[str, ...], place: str) -> Markup:
    said = _("{supporting} for, {opposing} against ({place})")
    sides = {"supporting": supporting, "opposing": opposing}
    text = said.format(
        place=place, **{side: ", ".join(coders.get(one, one) for one in judges) for side, judges in sides.items()}
    )
    return _line(_("Judged oppositely"), text)


def _quote(finding: Finding, case: CaseFinding, judged: Judged, check: TheoryCheck, coders: Coders) -> Markup:
    quote = judged.quote
    line = [check.speakers[case.case_id], quote.place, quote.code, coders.get(judged.coder, judged.coder)]
    if case.case_id is not None and case.case in finding.deviant:
        line.append(_("deviant case"))
    template = (
        '<blockquote class="{stance}"><p lang="nb">{text}</p>'
        "<footer><b>{label}</b> – {line}{note}</footer></blockquote>"
    )
    return html(
        template,
        stance=judged.stance,
        text=quote.quote,
        label=standing_label(judged.stance),
        line=" – ".join(line),
        note=html("<br>{note}", note=judged.note) if judged.note else "",
    )


def source_line(proposition: Proposition) -> str:
    """Return where a proposition comes from, such as ``Opstad 2013``."""
    return " ".join(proposition.source[key] for key in ("author", "year", "page") if proposition.source.get(key))
