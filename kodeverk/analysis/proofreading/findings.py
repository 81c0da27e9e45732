"""What a check of a report returns: findings, and beneath them every quote, quantifier sentence and reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kodeverk.analysis.proofreading.matching import Match
from kodeverk.analysis.proofreading.report import Paragraph
from kodeverk.analysis.proofreading.shelf import Place
from kodeverk.messages import _, _n

if TYPE_CHECKING:
    import pandas as pd

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)

ALTERED, UNKNOWN_QUOTE, STITCHED_QUOTE = "quote altered", "quote unknown", "quote stitched"
OF_INTERVIEWER, OF_DOCUMENT = "quote of the interviewer", "quote of a document"
ATTRIBUTED_WRONG, ATTRIBUTED_NOT = "attribution wrong", "attribution missing"
MISDESCRIBED, MISCOUNTED, OTHER_NUMBER, CLAIM = "informant misdescribed", "count wrong", "number differs", "claim"
TO_NOTHING, CAPTION_NUMBER, NOT_REFERRED = "reference to nothing", "caption number", "not referred to"
HEADING_NUMBER, LETTER, FIELD, CELL = "heading number", "letter of a list", "field broken", "cell unknown"
MARK, BRACKET = "quotation mark", "bracket broken"
KINDS = (
    ALTERED, UNKNOWN_QUOTE, STITCHED_QUOTE, OF_INTERVIEWER, OF_DOCUMENT, ATTRIBUTED_WRONG, ATTRIBUTED_NOT, MISDESCRIBED,
    MISCOUNTED, OTHER_NUMBER, CLAIM, TO_NOTHING, CAPTION_NUMBER, HEADING_NUMBER, LETTER, FIELD, MARK, BRACKET, CELL,
    NOT_REFERRED,
)  # fmt: skip
"""Kinds of findings, in the order a person reads them."""

CONSISTENT, WRONG, MISSING, UNCHECKED = "consistent", "wrong", "missing", "not checkable"
ATTRIBUTIONS = (CONSISTENT, WRONG, MISSING, UNCHECKED)


class Finding(NamedTuple):
    """Something in the report a person should look at.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    severity : str
        ``error``: the report says what the study denies; ``warning``: it is likely wrong; ``note``: look at it.
    paragraph : Paragraph
    start, end : int
        In code points of the paragraph's text.
    found : str
        What the report says.
    expected : str
        What the study, or the report itself, says instead; empty where that is not known.
    advice : str
        In the language in use.
    place : Place or None
        Where in the sources it is shown.
    """

    kind: str
    severity: str
    paragraph: Paragraph
    start: int
    end: int
    found: str
    expected: str
    advice: str
    place: Place | None = None


class QuoteCheck(NamedTuple):
    """A quote of the report with where it stands.

    Attributes
    ----------
    quote : str
    paragraph : Paragraph
    start, end : int
        In code points of the paragraph's text.
    match : Match
    verdict : str
        ``exact``, ``near``, ``stitched``, ``unknown``; ``interviewer`` and ``document`` where it stands, exactly or
        nearly, but no informant says it.
    said : str
        Whom the report says it is from.
    attribution : str
        One of `ATTRIBUTIONS`.
    place : Place or None
    """

    quote: str
    paragraph: Paragraph
    start: int
    end: int
    match: Match
    verdict: str
    said: str
    attribution: str
    place: Place | None


class Counting(NamedTuple):
    """A sentence that says how many.

    Attributes
    ----------
    sentence, quantifier : str
    paragraph : Paragraph
    start : int
        Of the quantifier, in code points of the paragraph's text.
    register : str
        What the register says of the number; empty where it does not tell.
    claim_id : str
        The claim in the ledger it makes; empty where none is bound to it.
    verdict : str
        Of the claim, or by the register; empty where a person has to check it.
    """

    sentence: str
    quantifier: str
    paragraph: Paragraph
    start: int
    register: str
    claim_id: str
    verdict: str


class Reference(NamedTuple):
    """A reference of the report to a part of itself.

    Attributes
    ----------
    kind : str
        ``figure``, ``table``, ``section`` or ``appendix``.
    number : str
        Empty for ``tabellen nedenfor``.
    said : str
        As it stands.
    paragraph : Paragraph
    start : int
    verdict : str
        ``there``, ``nowhere``, ``wrong side`` or ``not checkable``.
    """

    kind: str
    number: str
    said: str
    paragraph: Paragraph
    start: int
    verdict: str


class ReportCheck(NamedTuple):
    """A finished report checked against the study.

    Attributes
    ----------
    name : str
        File name; empty for a text.
    findings : tuple of Finding
        In the order of the report.
    quoted : tuple of QuoteCheck
    counted : tuple of Counting
    referred : tuple of Reference
    """

    name: str
    findings: tuple[Finding, ...]
    quoted: tuple[QuoteCheck, ...]
    counted: tuple[Counting, ...]
    referred: tuple[Reference, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per finding, in the order of the report.

        Columns: kind, severity (``error``, ``warning``, ``note``), heading, paragraph (number, headings and table rows
        counted), found, expected, advice, source, segment (0 for none), case, start, end (code points of the source;
        -1 for none).
        """
        rows = [
            (
                f.kind,
                f.severity,
                f.paragraph.heading,
                f.paragraph.number,
                f.found,
                f.expected,
                f.advice,
                *_where(f.place),
            )
            for f in self.findings
        ]
        return _frame(rows, "kind severity heading paragraph found expected advice source segment case start end")

    @property
    def quotes(self) -> pd.DataFrame:
        """One row per quote.

        Columns: quote, verdict, likeness (0-1), attribution (a verdict), said (whom the report names), case (who says
        it), source, segment, start, end (code points of the source; -1 for none), diff, insertions (parted by ``; ``),
        heading, paragraph.
        """
        rows = []
        for q in self.quoted:
            source, segment, case, start, end = _where(q.place)
            inserted = "; ".join(q.match.insertions)
            rows.append((
                q.quote, q.verdict, q.match.likeness, q.attribution, q.said, case, source, segment, start, end,
                q.match.diff, inserted, q.paragraph.heading, q.paragraph.number,
            ))  # fmt: skip
        return _frame(
            rows,
            "quote verdict likeness attribution said case source segment start end diff insertions heading paragraph",
        )

    @property
    def quantifiers(self) -> pd.DataFrame:
        """One row per sentence that says how many.

        Columns: sentence, quantifier, verdict (empty: to be checked by a person), register (what it says of the
        number), claim_id (empty: no claim is bound to it), heading, paragraph.
        """
        rows = [
            (c.sentence, c.quantifier, c.verdict, c.register, c.claim_id, c.paragraph.heading, c.paragraph.number)
            for c in self.counted
        ]
        return _frame(rows, "sentence quantifier verdict register claim_id heading paragraph")

    @property
    def references(self) -> pd.DataFrame:
        """One row per reference to a figure, table, section or appendix of the report.

        Columns: said, kind, number, verdict (``there``, ``nowhere``, ``wrong side``, ``not checkable``), heading,
        paragraph.
        """
        rows = [(r.said, r.kind, r.number, r.verdict, r.paragraph.heading, r.paragraph.number) for r in self.referred]
        return _frame(rows, "said kind number verdict heading paragraph")

    def __repr__(self) -> str:
        count = Counter(finding.severity for finding in self.findings)
        told = [severity_label(one, count[one]) for one in SEVERITIES if count[one]]
        quotes = _n("{count} quote", "{count} quotes", len(self.quoted)).format(count=len(self.quoted))
        name, found = self.name or _("report"), ", ".join(told) or _("nothing found")
        return f"<{name}: {quotes}; {found}>"

    def _repr_html_(self) -> str:
        from kodeverk.analysis.proofreading.showing import report_html

        return str(report_html(self))


def severity_label(severity: str, count: int) -> str:
    """Return how many findings are of a severity, in the language in use."""
    forms = {
        ERROR: _n("{count} error", "{count} errors", count),
        WARNING: _n("{count} warning", "{count} warnings", count),
        NOTE: _n("{count} note", "{count} notes", count),
    }
    return forms[severity].format(count=count)


def _where(place: Place | None) -> tuple[str, int, str, int, int]:
    return ("", 0, "", -1, -1) if place is None else (place.source, place.segment, place.case, place.start, place.end)


def _frame(rows: Sequence[tuple[object, ...]], columns: str) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns.split())
