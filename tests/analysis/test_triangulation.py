"""What leaders say held against agreements, minutes and register: confirmed, not confirmed, or met with silence."""

from __future__ import annotations

import pytest

from kodeverk.analysis.triangulation.triangulation import Triangulation, triangulate
from kodeverk.errors import GrammarError, KodeverkError, UnknownName
from kodeverk.messages import use_language
from kodeverk.model import Claim, Code, Coding, Reading, Record, Snapshot, Source, SourceVersion, Value, Wording
from tests.analysis.claimed import claim
from tests.analysis.meetings import held, judged, minutes_of

BINDING = 'code("forpliktelse/bindende")'


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def study(*extra: Record, judgements: bool = True) -> Snapshot:
    """1 at Nord and 3 at Øst say that the meeting decides, 2 at Sør that it does not; Øst's minutes are not released.

    Nord: five items, one binding. Sør: two items, both binding.
    """
    people = {"1": ("Nord", {"valg": "nei"}), "2": ("Sør", {"valg": "ja"}), "3": ("Øst", {})}
    texts = {
        "int-1": "I: Og møtet?\n1: Det er der vi bestemmer.",
        "int-2": "2: Møtet bestemmer ikke noe.",
        "int-3": "3: Vi bestemmer der.",
    }
    made = held(
        {"ref-nord": ("Nord", minutes_of(".....")), "ref-sør": ("Sør", minutes_of(".."))},
        ["Øst"],
        [
            Code("code-bestemmer", "bok", "bestemmer", Wording(nb="Bestemmer"), order=90),
            Value("office-Øst/minutes_released", "office-Øst", "minutes_released", None, "not released"),
            Value("case-3/valg", "case-3", "valg", None, "unknown", "register.xlsx, C4"),
            *extra,
        ],
        texts=texts, cases=people,
    )  # fmt: skip
    said = [("int-1", "Det er der vi bestemmer."), ("int-3", "Vi bestemmer der.")]
    made = made.replacing(Coding, [_coding(made, source, quote, "code-bestemmer") for source, quote in said])
    if not judgements:
        return made
    rows = [(f"ref-nord, {n}/06", "sakstype/status", "ida") for n in range(1, 6)]
    rows += [(f"ref-sør, {n}/06", "sakstype/status", "ida") for n in (1, 2)]
    rows += [(f"ref-{name}", "forpliktelse/bindende", "ida") for name in ("nord, 1/06", "sør, 1/06", "sør, 2/06")]
    rows += [(f"ref-nord, {n}/06", "forpliktelse/ingen av delene", "ida") for n in range(2, 6)]
    rows += [(row[0], "konflikt/ingen konflikt", "ida") for row in rows[:7]]
    return judged(made, *rows)


def _coding(snapshot: Snapshot, source: str, quote: str, code: str) -> Coding:
    start = snapshot.text(f"src-{source}").index(quote)
    return Coding(f"c-{source}-{code}", f"src-{source}", 1, start, start + len(quote), code, "ida")


def outcomes(found: Triangulation, source: str) -> dict[str, str]:
    return {one.office: one.outcome for one in found.findings if one.source == source}


# --- minutes -------------------------------------------------------------------------------------------------


def test_we_decide_there_is_not_borne_out_by_few_binding_decisions() -> None:
    found = triangulate(study(), 'code("bestemmer")', minutes=BINDING, of_items="de fleste")
    assert outcomes(found, "interview") == {"Nord": "said", "Sør": "unknown whether asked", "Øst": "said"}
    assert outcomes(found, "minutes") == {"Nord": "does not confirm", "Sør": "says it", "Øst": "silent"}
    nord = found.of("Nord", "minutes")
    assert (nord.why, [one.quote for one in nord.passages]) == ("1 of 5 items", ["Konklusjon: Greit."])
    assert nord.passages[0].place == "ref-nord, Sak 1/06"
    said = found.of("Nord", "interview").passages[0]
    assert said == ("Det er der vi bestemmer.", "1, Nord – int-1, segment 2", ("ida",))
    assert found.of("Øst", "minutes").why == "not released"
    assert str(found.overall[0]) == (
        "minutes (how many items of an office: de fleste): confirmed in 0 of 2 offices that say it; "
        "not in Nord (1 of 5 items); nothing speaks to it in Øst (not released)"
    )


def test_how_many_items_it_takes_must_be_said_and_stands_in_the_result() -> None:
    with pytest.raises(KodeverkError, match="How many items of an office .*of_items='minst én'"):
        triangulate(study(), 'code("bestemmer")', minutes=BINDING)
    one = triangulate(study(), 'code("bestemmer")', minutes=BINDING, of_items="minst én")
    assert outcomes(one, "minutes")["Nord"] == "confirms"
    assert str(one.overall[0]) == (
        "minutes (how many items of an office: minst én): confirmed in 1 of 2 offices that say it: Nord (1 of 5 items); "
        "nothing speaks to it in Øst (not released)"
    )
    assert str(one.overall[0]) in one._repr_html_() and str(one.overall[0]) in repr(one)
    none = triangulate(study(), 'code("bestemmer")', minutes='code("konflikt/konfliktsak")', of_items="ingen")
    assert outcomes(none, "minutes") == {"Nord": "confirms", "Sør": "says it", "Øst": "silent"}
    assert "(ingen)" in none._repr_html_()
    with pytest.raises(KodeverkError, match="'ofte' says no quantity"):
        triangulate(study(), 'code("bestemmer")', minutes=BINDING, of_items="ofte")


def test_minutes_nobody_has_read_for_it_are_silent_and_deny_nothing() -> None:
    unread = triangulate(study(judgements=False), 'code("bestemmer")', minutes=BINDING, of_items="minst én")
    assert outcomes(unread, "minutes") == {"Nord": "silent", "Sør": "silent", "Øst": "silent"}
    assert unread.of("Nord", "minutes").why == "no item has one of these codes, or a sibling of one"
    for quantity in ("minst én", "ingen"):  # that nobody has looked for a conflict is not that there is none
        categories = judged(
            study(judgements=False), *((f"ref-nord, {n}/06", "sakstype/status", "ida") for n in range(1, 6))
        )
        found = triangulate(categories, 'code("bestemmer")', minutes='code("konflikt/konfliktsak")', of_items=quantity)
        assert found.of("Nord", "minutes")[2:4] == ("silent", "no item has one of these codes, or a sibling of one")
        assert "counts where a coder says so" in found._repr_html_()
    half = judged(study(judgements=False), ("ref-nord, 1/06", "sakstype/status", "ida"))
    found = triangulate(half, 'code("bestemmer")', minutes='code("sakstype/strategi")', of_items="minst én")
    assert found.of("Nord", "minutes")[2:4] == (
        "silent", "0 of 5 items. It hangs on 4 items that are not placed, or that coders place differently.",
    )  # fmt: skip


# --- register and agreement -----------------------------------------------------------------------------------


def test_the_register_confirms_denies_or_is_silent_and_shows_other_readings() -> None:
    found = triangulate(study(), 'code("bestemmer")', register='valg == "nei"')
    assert outcomes(found, "register") == {"Nord": "confirms", "Sør": "does not say it", "Øst": "silent"}
    assert found.of("Øst", "register").why == "unknown"
    other = Value("case-1/valg", "case-1", "valg", "nei", "known", "register.xlsx, C2", (Reading("ja", "ark.csv, B2"),))
    shown = triangulate(study(other), 'code("bestemmer")', register='valg == "nei"').of("Nord", "register")
    assert shown.passages == (("1, valg: nei (otherwise: ja in ark.csv, B2)", "register.xlsx, C2", ()),)


def test_two_informants_of_whom_one_is_unknown_leave_the_register_silent() -> None:
    two = {"4": ("Vest", {"valg": "nei"}), "5": ("Vest", {})}
    made = held({"ref": ("Vest", minutes_of("."))}, [], [Value("case-5/valg", "case-5", "valg", None, "unknown")],
                texts={"int": "4: a\n5: b"}, cases=two)  # fmt: skip
    assert outcomes(triangulate(made, 'code("sakstype")', register='valg == "nei"'), "register") == {"Vest": "says it"}
    assert outcomes(triangulate(made, 'code("sakstype")', register='valg != "nei"'), "register") == {"Vest": "silent"}


def agreements() -> Snapshot:
    """Nord's agreement lets the leader choose employer; a passage of it is coded."""
    text = "Avtale\n1 Parter\nStat og kommune.\n3 Ledelse\nLeder velger selv om stat eller kommune er arbeidsgiver.\n5 Fullmakter\nStatlige fullmakter avventes.\n6 Tjenester\nTil kontoret legges bolig."
    extra = [
        Source("src-avtale", "avtale", "agreement", "txt", "avtale.txt", 1, "office-Nord"),
        Code("code-gitt", "bok", "fullmakter/gitt", Wording(), order=91),
        Code("code-avventes", "bok", "fullmakter/avventes", Wording(), order=92),
    ]
    made = study(*extra, judgements=False)
    one = held({"avtale": ("Nord", text)})
    made._loader.texts |= one._loader.texts  # type: ignore[attr-defined]
    made = made.replacing(SourceVersion, [*made.all(SourceVersion), *one.all(SourceVersion)])
    coding = _coding(made, "avtale", "Statlige fullmakter avventes.", "code-avventes")
    return made.replacing(Coding, [*made.all(Coding), coding])


def test_an_agreement_says_one_thing_and_the_register_another() -> None:
    """The leader may choose by the agreement, and by the register did not choose."""
    found = triangulate(
        agreements(), 'code("bestemmer")', agreement='agreement_employer == "valgfri"', register='valg == "ja"'
    )
    assert outcomes(found, "agreement") == {"Nord": "confirms", "Sør": "silent", "Øst": "silent"}
    assert found.of("Nord", "register").outcome == "does not confirm"
    assert found.differing == ("Nord",)
    (passage,) = found.of("Nord", "agreement").passages
    assert passage.quote.startswith("employer of the leader: valgfri – Leder velger selv")
    assert passage.place == "avtale, 3"
    assert found.of("Sør", "agreement").why == "no agreement in the study"


def test_a_condition_without_a_sentence_is_called_by_the_headings_of_what_it_asks_for() -> None:
    found = triangulate(agreements(), 'code("bestemmer")', register='valg == "ja"')
    assert found.claim == "Bestemmer" and found.conditions["interview"] == 'code("bestemmer")'


def test_a_passage_of_an_agreement_that_is_coded_otherwise_does_not_confirm() -> None:
    """A leader has all powers; by the agreement those of the state are awaited."""
    found = triangulate(agreements(), 'code("bestemmer")', agreement='code("fullmakter/gitt")')
    assert outcomes(found, "agreement") == {"Nord": "does not confirm", "Sør": "silent", "Øst": "silent"}
    awaited = triangulate(agreements(), 'code("bestemmer")', agreement='code("fullmakter/avventes")')
    assert awaited.of("Nord", "agreement")[2:] == (
        "confirms", "", (("Statlige fullmakter avventes.", "avtale, segment 7", ("ida",)),),
    )  # fmt: skip


# --- what is asked, and how it is shown -----------------------------------------------------------------------


def test_a_claim_of_the_ledger_is_held_against_by_its_sentence() -> None:
    made = study()
    kept = claim(made, "To av kontorene sier at møtet bestemmer.", 'code("bestemmer")')
    with_claim = made.replacing(Claim, [kept])
    found = triangulate(with_claim, "To av kontorene sier at møtet bestemmer.", minutes=BINDING, of_items="noen")
    assert found.conditions == {"interview": 'code("bestemmer")', "minutes": BINDING}
    items = claim(made, "De fleste av sakene er status.", 'code("sakstype/status")')
    with pytest.raises(KodeverkError, match="counts items"):
        triangulate(made.replacing(Claim, [items]), items.text, register='valg == "ja"')
    with pytest.raises(UnknownName, match="No claim goes by the name"):
        triangulate(with_claim, "Ingen sier det.", minutes=BINDING, of_items="noen")


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(KodeverkError, match="Held against what"):
        triangulate(study(), 'code("bestemmer")')
    with pytest.raises(GrammarError, match="asked for attributes alone"):
        triangulate(study(), 'code("bestemmer")', register='code("bestemmer")')
    with pytest.raises(GrammarError, match="counted by code and category alone"):
        triangulate(study(), 'code("bestemmer")', minutes='valg == "ja"', of_items="noen")


def test_the_frame_has_every_passage_with_its_place_and_the_page_is_escaped() -> None:
    found = triangulate(study(), 'code("bestemmer")', minutes=BINDING, register='valg == "nei"', of_items="noen")
    frame = found.frame
    assert list(frame.columns) == ["office", "source", "outcome", "why", "quote", "place", "coders", "condition"]
    assert set(frame.source) == {"interview", "minutes", "register"}
    assert set(frame[frame.source == "minutes"].quote) == {"Konklusjon: Greit.", ""}
    page = found._repr_html_()
    assert "code(&#34;bestemmer&#34;)" in page and "<script" not in page
    assert repr(found).startswith(
        "<minutes (how many items of an office: noen): confirmed in 1 of 2 offices that say it"
    )


# --- who says it, and where it stands -------------------------------------------------------------------------


def test_a_passage_two_coders_give_the_code_stands_once_with_both() -> None:
    made = study()
    again = [c._replace(id=f"{c.id}-per", coder="per") for c in made.all(Coding) if c.id == "c-int-1-code-bestemmer"]
    found = triangulate(
        made.replacing(Coding, [*made.all(Coding), *again]), 'code("bestemmer")', register='valg == "nei"'
    )
    assert [tuple(one) for one in found.of("Nord", "interview").passages] == [
        ("Det er der vi bestemmer.", "1, Nord – int-1, segment 2", ("ida", "per"))
    ]
    assert "int-1, segment 2 (ida, per)" in found._repr_html_()
    written = agreements()
    coding = next(c for c in written.all(Coding) if c.code_id == "code-avventes")
    both = written.replacing(Coding, [*written.all(Coding), coding._replace(id="c-per", coder="per")])
    awaited = triangulate(both, 'code("bestemmer")', agreement='code("fullmakter/avventes")')
    assert [one.place for one in awaited.of("Nord", "agreement").passages] == ["avtale, segment 7"]


@pytest.mark.parametrize("condition", ['valg == "nei"', 'case == "1" or not valg == "ja"'])
def test_what_nobody_says_is_not_triangulated(condition: str) -> None:
    made = study()
    with pytest.raises(KodeverkError, match="nothing that is said in interviews"):
        triangulate(made, condition, register='valg == "nei"')
    kept = claim(made, "To av kontorene valgte ikke.", condition)
    with pytest.raises(KodeverkError, match="nothing that is said in interviews"):
        triangulate(made.replacing(Claim, [kept]), kept.text, register='valg == "nei"')


def test_the_passage_of_a_service_or_a_point_stands_with_it() -> None:
    found = triangulate(agreements(), 'code("bestemmer")', agreement='agreement_service_rus == "nei"')
    assert found.of("Nord", "agreement").passages[0].quote.endswith("– Til kontoret legges bolig.")
