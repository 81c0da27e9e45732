"""Which sentences can be claims, what they are bound to, and that the same sentence is one claim."""

from __future__ import annotations

import pytest

from kodeverk.coding.claims import bound, keep, quantifier_of, the_claim, withdraw
from kodeverk.errors import GrammarError, KodeverkError, UnknownName
from kodeverk.model import Case, Claim, Snapshot
from tests.views.four import four


def claim(text: str, study: Snapshot | None = None, **more: str) -> Claim:
    return bound(study or four(), text, condition=more.pop("condition", 'code("ledelse")'), coder="ida", **more)


@pytest.mark.parametrize(
    ("text", "quantifier", "unit"),
    [
        ("De fleste lederne opplever det.", "De fleste", "informants"),
        ("Begge kontorene gjør det.", "Begge", "offices"),
        ("De fleste sakene er slike.", "De fleste", "items"),
        ("De fleste opplever det.", "De fleste", ""),
        ("Alle unntatt Tangvåg gjør det.", "Alle unntatt Tangvåg", "offices"),
        ("Alle unntatt én gjør det.", "Alle unntatt én", ""),
        ("Av de fire informantene sier flere av lederne det.", "flere", "informants"),
    ],
)
def test_the_sentence_says_how_many_and_of_what(text: str, quantifier: str, unit: str) -> None:
    found = claim(text)
    assert (found.quantifier, found.unit) == (quantifier, unit)


def test_what_is_said_outright_goes_before_what_the_sentence_says() -> None:
    assert claim("De fleste lederne opplever det.", unit="offices").unit == "offices"


def test_a_name_that_is_an_informants_too_says_no_unit() -> None:
    study = four([Case("x", "Tangvåg", "informant")])
    assert claim("Alle unntatt Tangvåg gjør det.", study).unit == ""


def test_of_several_quantifiers_one_must_be_chosen() -> None:
    with pytest.raises(KodeverkError, match="holds 2 quantifiers: 'De fleste', 'ingen'"):
        claim("De fleste lederne sier det, og ingen av de ansatte gjør det.")
    chosen = claim("De fleste lederne sier det, og ingen av de ansatte gjør det.", quantifier="INGEN")
    assert chosen.quantifier == "ingen" and quantifier_of(chosen).kind == "none"


def test_a_quantifier_can_be_pointed_at_where_its_noun_is_not_known() -> None:
    with pytest.raises(KodeverkError, match="no quantifier that is known"):
        claim("Alle veiviserne gjør det.")
    chosen = claim("Alle veiviserne gjør det.", quantifier="alle")
    assert (chosen.quantifier, chosen.unit, quantifier_of(chosen).kind) == ("Alle", "", "all")


@pytest.mark.parametrize(
    ("more", "error", "says"),
    [
        ({"quantifier": "noen"}, KodeverkError, "'noen' does not stand in the sentence. Quantifiers found there: 'De fl"),
        ({"quantifier": "opplever"}, KodeverkError, "'opplever' stands in the sentence, but is no quantifier"),
        ({"unit": "leaders"}, UnknownName, "No unit goes by the name 'leaders'"),
        ({"condition": "code(ledelse)"}, GrammarError, "not allowed"),
        ({"condition": " "}, GrammarError, "cannot be understood"),
        ({"among": "role = 'leder'"}, GrammarError, "cannot be understood"),
    ],
)
def test_what_cannot_be_a_claim_is_told(more: dict[str, str], error: type[KodeverkError], says: str) -> None:
    with pytest.raises(error, match=says):
        claim("De fleste lederne opplever det.", **more)


def test_the_same_sentence_is_one_claim_and_is_brought_up_to_date() -> None:
    first = claim("De fleste lederne\n opplever   det.")
    plan = keep(four(), [first])
    (made,) = [change.after for change in plan.changes]
    assert isinstance(made, Claim) and made.text == "De fleste lederne opplever det." and made.made
    study = four([made])
    assert keep(study, [claim("De fleste lederne opplever det.")]).changes == []
    (change,) = keep(study, [claim("De fleste lederne opplever det.", among='line == "stat"')]).changes
    assert change.before == made and change.after is not None and change.record.id == made.id


def test_a_claim_is_withdrawn_by_its_sentence_or_its_id() -> None:
    made = claim("De fleste lederne opplever det.")
    study = four([made])
    for name in (made.text, "De fleste  lederne opplever det.", made.id):
        assert the_claim(study, name) == made
        assert [change.before for change in withdraw(study, name).changes] == [made]
    with pytest.raises(UnknownName, match="Nearest: De fleste lederne opplever det"):
        withdraw(study, "De fleste ledere opplever det.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tallet er 1/3 prosjektmøter per uke.", "3"),
        ("Ikke mange lederne sier det.", "mange"),
        ("Alle informantene sier det, bortsett fra lederne.", "alle"),
        ("En håndfull informanter sier det.", "en håndfull"),
    ],
)
def test_what_has_no_clear_reading_is_refused_also_where_it_is_pointed_at(text: str, words: str) -> None:
    with pytest.raises(KodeverkError, match="Words that can be counted say a number, a range"):
        claim(text, quantifier=words)
    with pytest.raises(KodeverkError, match="no quantifier that is known"):
        claim(text)
