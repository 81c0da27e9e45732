"""Precision and recall of the rules, against tables counted by hand."""

from __future__ import annotations

import pytest

from kodeverk.coding.decisions import accept
from kodeverk.coding.rules import apply_rules, precision_recall
from kodeverk.errors import UnknownName
from kodeverk.model import Code, Expression, Snapshot, Suggestion, Wording
from tests.memory import study_of

TEXT = """\
I: Hva med sjefer og makt?
5: Sjefen bestemmer. Makten ligger der. Sjefer flest har makt. Vi trives godt."""


@pytest.fixture
def study() -> Snapshot:
    """Suggested: sjefer in sentences 1 and 3, makt in 2 and 3. Ida: sjefer in 1, styring in 3, trivsel in 4."""
    made = study_of(
        {"inf": TEXT},
        codes=["styring", "styring/sjefer", "styring/makt", "trivsel", "lønn"],
        codings=[
            ("inf", "Sjefen bestemmer", "styring/sjefer", "ida"),
            ("inf", "Sjefer flest har makt.", "styring", "ida"),
            ("inf", "Vi trives godt.", "trivsel", "ida"),
            ("inf", "Hva med sjefer", "styring/sjefer", "ida"),
            ("inf", "Makten ligger der.", "styring/makt", "per"),
        ],
        extra=[
            Code(
                "code-styring/sjefer",
                "bok",
                "styring/sjefer",
                Wording(nb="s"),
                expressions=(Expression("s", ("sjef",)),),
            ),
            Code(
                "code-styring/makt", "bok", "styring/makt", Wording(nb="m"), expressions=(Expression("m", ("makt",)),)
            ),
        ],
    )
    return made.supposing(apply_rules(made).changes)


def counts(snapshot: Snapshot, **options: object) -> dict[str, tuple[object, ...]]:
    return {row.code: tuple(row[1:]) for row in precision_recall(snapshot, coder="ida", **options)}  # type: ignore[arg-type]


def test_per_code_and_in_all_with_counts_and_a_dash_where_there_is_nothing_to_divide_by(study: Snapshot) -> None:
    assert len(study.all(Suggestion)) == 4
    assert counts(study) == {
        "bok:styring": (0, 0, None, 1, 1, 1.0, 0),
        "bok:styring/sjefer": (2, 2, 1.0, 1, 1, 1.0, 0),
        "bok:styring/makt": (2, 1, 0.5, 0, 0, None, 0),
        "bok:trivsel": (0, 0, None, 1, 0, 0.0, 0),
        "": (4, 3, 0.75, 3, 2, 2 / 3, 0),
    }


def test_without_related_codes_only_the_very_code_counts(study: Snapshot) -> None:
    found = counts(study, related=False)
    assert found["bok:styring/sjefer"] == (2, 1, 0.5, 1, 1, 1.0, 0)
    assert found[""] == (4, 1, 0.25, 3, 1, 1 / 3, 0)


def test_a_row_says_its_unit_and_counts(study: Snapshot) -> None:
    row = precision_recall(study, coder="ida")[-1]
    assert str(row) == (
        "<all codes: precision 0.75 (3 of 4 suggestions overlap a coding), recall 0.67 (2 of 3 codings overlapped); "
        "informant speech>"
    )


def test_codings_made_of_suggestions_are_counted_apart(study: Snapshot) -> None:
    makt = next(s for s in study.all(Suggestion) if study.quote(s) == "Makten ligger der.")
    after = study.supposing(accept(study, [makt.id], coder="ida").changes)
    assert counts(after)["bok:styring/makt"] == (2, 2, 1.0, 1, 1, 1.0, 1)


def test_one_set_of_rules_can_be_named_and_an_unknown_coder_is_refused(study: Snapshot) -> None:
    assert counts(study, rules="regler:bok@1") == counts(study)
    with pytest.raises(UnknownName, match="no coder 'kari'"):
        precision_recall(study, coder="kari")
    with pytest.raises(UnknownName, match="no coder 'regler:bok@9'"):
        precision_recall(study, coder="ida", rules="regler:bok@9")


def test_without_suggestions_precision_is_none_and_recall_nothing() -> None:
    bare = study_of(
        {"inf": TEXT},
        codes=["makt"],
        codings=[("inf", "Vi trives godt.", "makt", "ida")],
        extra=[Code("code-makt", "bok", "makt", Wording(nb="m"), expressions=(Expression("m", ("makt",)),))],
    )
    assert counts(bare) == {"bok:makt": (0, 0, None, 1, 0, 0.0, 0), "": (0, 0, None, 1, 0, 0.0, 0)}
