"""One plain table for every kind of record, as a frame with documented columns in a stable order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kodeverk.errors import UnknownName
from kodeverk.model import Snapshot
from kodeverk.views import rows, rows_together

if TYPE_CHECKING:
    import pandas as pd

TABLES: dict[str, tuple[str, Callable[[Snapshot], rows.Rows]]] = {
    "sources": ("source kind format file version characters turns cases office sha256 source_id", rows.sources),
    "segments": ("source turn kind speaker role case seconds start end body text source_id", rows.segments),
    "speakers": ("source speaker role case source_id case_id", rows.speakers),
    "cases": ("case kind office case_id", rows.cases),
    "attributes": ("case attribute value state read_from case_id", rows.attributes),
    "codes": ("code codebook label definition include exclude example colour categories codings code_id", rows.codes),
    "categories": ("category codebook label definition codes sub_questions category_id", rows.categories),
    "codings": (
        "source start end quote code case office coder sub_question made source_id version text_removed code_id "
        "coding_id",
        rows.codings,
    ),
    "suggestions": (
        "source start end quote code categories coder reason decision decided_by source_id version code_id coding_id "
        "suggestion_id",
        rows.suggestions,
    ),
    "evidence": (
        "proposition stance source start end quote code case coder note made proposition_id coding_id evidence_id",
        rows.evidence,
    ),
    "propositions": ("proposition theory group statement kind applies_to codes proposition_id", rows.propositions),
    "memos": ("on target text coder made target_id memo_id", rows.memos),
    "condensations": ("case theme text codings coder made case_id condensation_id", rows.condensations),
    "actors": ("actor label kind level line members office fills case read_from actor_id", rows.actors),
    "relations": (
        "from_actor to_actor initiator reciprocal channel frequency quote coder made coding_id relation_id",
        rows.relations,
    ),
    "asked": ("source turn question coder source_id", rows.asked),
    "decisions": (
        "source start end quote codes between layer coder note made stands between_ids coding_ids source_id version "
        "decision_id",
        rows_together.decisions,
    ),
    "readings": ("source coder read note made version stale source_id reading_id", rows_together.readings),
    "coders": ("coder kind version", rows.coders),
    "claims": (
        "claim quantifier unit condition among verdict document place coder made claim_id",
        rows.claims,
    ),
}
"""For each table the names of its columns, and the function that gives its rows."""


def table(snapshot: Snapshot, name: str) -> pd.DataFrame:
    """Return one kind of record as a frame.

    ``source``, ``code``, ``case``, ``coder`` and ``proposition`` hold the short names every verb
    accepts, ``*_id`` the permanent ids; ``start`` and ``end`` count code points; several names in a
    cell are parted by ``; ``. Texts are in the language in use. The verdict of a claim is the one last
    recorded; `Study.claims` has it as it is now. A decision is ``between`` coders, on a passage; its
    ``codes`` are empty where it was decided that nothing is coded, and it ``stands`` until one of these
    coders judges anew. A reading is ``stale`` where the text has a newer version than was read.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        =============  ==================================================================================
        table          columns
        =============  ==================================================================================
        sources        source, kind, format, file, version, characters, turns, cases, office, sha256, source_id
        segments       source, turn, kind, speaker, role, case, seconds, start, end, body, text, source_id
        speakers       source, speaker, role, case, source_id, case_id
        cases          case, kind, office, one column per attribute (its value, or its state), case_id
        attributes     case, attribute, value, state, read_from, case_id
        codes          code, codebook, label, definition, include, exclude, example, colour, categories,
                       codings, code_id
        categories     category, codebook, label, definition, codes, sub_questions, category_id
        codings        source, start, end, quote, code, case, office, coder, sub_question, made,
                       source_id, version, text_removed, code_id, coding_id
        suggestions    source, start, end, quote, code, categories, coder, reason, decision, decided_by,
                       source_id, version, code_id, coding_id, suggestion_id
        evidence       proposition, stance, source, start, end, quote, code, case, coder, note, made,
                       proposition_id, coding_id, evidence_id
        propositions   proposition, theory, group, statement, kind, applies_to, codes, proposition_id
        memos          on, target, text, coder, made, target_id, memo_id
        condensations  case, theme, text, codings, coder, made, case_id, condensation_id
        actors         actor, label, kind, level, line, members, office, fills, case, read_from, actor_id
        relations      from_actor, to_actor, initiator, reciprocal, channel, frequency, quote, coder, made,
                       coding_id, relation_id
        asked          source, turn, question, coder, source_id
        decisions      source, start, end, quote, codes, between, layer, coder, note, made, stands,
                       between_ids, coding_ids, source_id, version, decision_id
        readings       source, coder, read, note, made, version, stale, source_id, reading_id
        coders         coder, kind, version
        claims         claim, quantifier, unit, condition, among, verdict, document, place, coder, made,
                       claim_id
        =============  ==================================================================================

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    UnknownName
        If there is no such table; the message lists those there are.
    """
    import pandas as pd

    if name not in TABLES:
        raise UnknownName(f"There is no table {name!r}. There are: {', '.join(TABLES)}.")
    columns = TABLES[name][0].split()
    if name == "cases":
        columns = ["case", "kind", "office", *snapshot.attributes(), "case_id"]
    return pd.DataFrame(list(TABLES[name][1](snapshot)), columns=columns)
