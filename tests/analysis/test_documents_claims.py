"""What agreements say as attributes of their offices, and claims counted by them."""

from __future__ import annotations

import pytest

from kodeverk.analysis.claims.evaluate import claims, recorded
from kodeverk.analysis.documents.attributes import agreement_attributes, with_documents
from kodeverk.coding.claims import bound
from kodeverk.errors import UnknownName
from kodeverk.model import Claim, Code, Snapshot, Source, Value, Wording
from tests.analysis.agreed import TEMPLATE, agreements, filled

OWN = "Partene er likeverdige. Særlig unge skal få hjelp."


def adding(office: str = "Skarvøy") -> str:
    return filled(office=office).replace("Partene er likeverdige.", OWN)


def claimed(snapshot: Snapshot, text: str, condition: str) -> Claim:
    return recorded(snapshot, bound(snapshot, text, condition=condition, unit="offices", coder="ida"))


def test_the_class_of_each_point_is_an_attribute_of_the_office() -> None:
    study = with_documents(agreements(Skarvøy=adding(), Rugdal=filled(office="Rugdal")))
    assert study.value("office-Skarvøy", "clause_2") == "same with addition"
    assert study.value("office-Rugdal", "clause_2") == "same"
    assert study.value("leader-Rugdal", "clause_3a") == "same"  # informants have it from their office
    assert study.values("office-Skarvøy")["clause_2"].read_from == "avtale-Skarvøy, 2"
    assert study.value("office-Rugdal", "agreement_adaptation") == "low"
    assert with_documents(study) is study


def test_nothing_is_written_and_what_the_study_says_stays() -> None:
    before = agreements(Skarvøy=filled())
    before = before.replacing(Value, [Value("office-Skarvøy/størrelse", "office-Skarvøy", "størrelse", "liten")])
    after = with_documents(before)
    assert after.value("office-Skarvøy", "størrelse") == "liten" and len(before.all(Value)) == 1


def test_an_office_without_an_agreement_or_with_two_is_unknown_and_one_that_cannot_be_divided() -> None:
    study = agreements(Skarvøy=filled(), Rugdal="Vi er enige om alt.", Kvernby=filled(office="Kvernby"))
    sources = study.table(Source)
    two = sources["avtale-Kvernby"]._replace(office_id="office-Skarvøy")
    found = with_documents(study.replacing(Source, [*sources.values(), two]))
    for office in ("Skarvøy", "Rugdal", "Kvernby"):
        for attribute in ("clause_2", "agreement_employer"):
            value = found.values(f"office-{office}").get(attribute)
            assert value is None or (value.value, value.state) == (None, "unknown")
    alone = with_documents(agreements(Skarvøy=filled(), Rugdal="Vi er enige om alt."))
    assert alone.values("office-Rugdal")["clause_2"].state == "unknown"


def test_without_one_template_no_clause_is_told_of() -> None:
    study = agreements(Skarvøy=filled())
    source = study.table(Source)["mal"]._replace(kind="report")
    found = with_documents(study.replacing(Source, [*study.table(Source).values(), source]))
    names = set(found.values("office-Skarvøy"))
    assert "agreement_from" in names and not any(name.startswith("clause_") for name in names)


def test_a_claim_about_clauses_is_counted_in_offices_and_turns_stale_when_a_clause_changes() -> None:
    then = agreements(Skarvøy=adding(), Rugdal=filled(office="Rugdal"), Kvernby=adding("Kvernby"))
    claim = claimed(then, "Alle unntatt ett kontor har egen ordlyd i formålet.", 'clause_2 != "same"')
    (before,) = claims(then.replacing(Claim, [claim])).findings
    assert (before.verdict, before.stale) == ("true", False)
    changed = agreements(Skarvøy=adding(), Rugdal=adding("Rugdal"), Kvernby=adding("Kvernby"))
    (after,) = claims(changed.replacing(Claim, [claim])).findings
    assert after.verdict == "false" and after.stale
    assert "Rugdal moved from does not hold to holds." in after.changes


def test_a_claim_is_stale_when_the_passage_changes_though_the_count_does_not() -> None:
    then = agreements(Skarvøy=adding(), Rugdal=filled(office="Rugdal"))
    claim = claimed(then, "Bare ett kontor har egen ordlyd i formålet.", 'clause_2 != "same"')
    other = agreements(Skarvøy=adding().replace("Særlig unge", "Særlig eldre"), Rugdal=filled(office="Rugdal"))
    (found,) = claims(other.replacing(Claim, [claim])).findings
    assert found.verdict == "true" and found.stale and "Skarvøy: other passages." in found.changes
    elsewhere = agreements(Skarvøy=adding().replace("møtes fire", "møtes fem"), Rugdal=filled(office="Rugdal"))
    (still,) = claims(elsewhere.replacing(Claim, [claim])).findings
    assert not still.stale


def test_a_class_no_point_has_can_be_asked_for_and_a_misspelt_one_cannot() -> None:
    study = agreements(Skarvøy=filled())
    claim = claimed(study, "Ingen kontor har strøket formålet.", 'clause_2 == "cut"')
    assert claim.verdict == "true"
    with pytest.raises(UnknownName, match="'strøket'.*'cut'"):
        claimed(study, "Ingen kontor har strøket formålet.", 'clause_2 == "strøket"')


# --- what is read out ------------------------------------------------------------------------------

AGREEMENT = """\
1 Ledelse av kontoret
{leader}
2 Tjenester i kontoret
{services}
3 Varighet og revisjon
{period}
"""
PLAIN = {
    "leader": "Kontoret har én leder. Leder tilsettes i kommunen.",
    "services": "Kommunen legger sosialhjelp til kontoret.",
    "period": "Avtalen gjelder fra 1.10.06 til 1. oktober 2007. Den revideres hvert år.",
}


def read(**parts: str) -> dict[str, object]:
    frame = agreement_attributes(agreements(Skarvøy=AGREEMENT.format(**PLAIN | parts))).frame
    assert len(frame) == 7 and frame["office"].eq("Skarvøy").all()
    return {row.attribute.removeprefix("agreement_"): row.value for row in frame.itertuples() if row.state == "known"}


def test_each_attribute_is_read_with_the_passage_that_says_it() -> None:
    assert read() == {
        "leader_model": "enleder", "employer": "kommunal", "from": "2006-10-01", "to": "2007-10-01",
        "period": "2006-10-01/2007-10-01", "revision": 12, "services": "sosialhjelp",
    }  # fmt: skip
    study = agreements(Skarvøy=AGREEMENT.format(**PLAIN))
    frame = agreement_attributes(study).frame.set_index("attribute")
    row = frame.loc["agreement_employer"]
    assert (row["point"], row["passage"]) == ("1", "Leder tilsettes i kommunen.")
    assert study.text("avtale-Skarvøy")[row["start"] : row["end"]] == row["passage"]


@pytest.mark.parametrize(
    ("part", "text", "attribute", "expected"),
    [
        ("leader", "Kontoret skal ha delt ledelse.", "leader_model", "toleder"),
        ("leader", "Det er enhetlig ledelse ved kontoret.", "leader_model", "enleder"),
        ("leader", "Kontoret skal ha [én leder / to ledere].", "leader_model", None),
        ("leader", "Det er én leder i dag. Fra nyttår er det to ledere.", "leader_model", None),
        ("leader", "Den ene er ansatt i kommunen og den andre i staten.", "employer", "kommunal og statlig"),
        ("leader", "Leder velger selv om stat eller kommune er arbeidsgiver.", "employer", "valgfri"),
        ("leader", "Arbeidsgiver for leder er staten.", "employer", "statlig"),
        ("leader", "Leder har nødvendige fullmakter.", "employer", None),
        ("services", "Dit legges rusarbeid og bolig, men ikke barnevern.", "services", "rus; bolig"),
        ("services", "Flyktningtjenesten er i samme hus, men inngår ikke.", "services", None),
        ("period", "Avtalen varer fra 2006-10-01 til 2007-10-01. Den evalueres annethvert år.", "revision", 24),
        ("period", "Avtalen vurderes hver sjette måned.", "revision", 6),
        ("period", "Partene møtes hvert år.", "revision", None),
        ("period", "Avtalen gjelder fra 31.02.2006 til 1.1.2007.", "from", None),
        ("period", "Avtalen gjelder fra 31.02.2006 til 1.1.2007.", "to", "2007-01-01"),
        ("period", "Avtalen gjelder til den sies opp.", "period", None),
    ],
)  # fmt: skip
def test_attributes_are_read_by_expressions_and_unknown_where_they_are_not_said(
    part: str, text: str, attribute: str, expected: object
) -> None:
    assert read(**{part: text}).get(attribute) == expected


def test_what_is_read_out_is_shown_with_the_passage_escaped() -> None:
    text = AGREEMENT.format(**PLAIN | {"leader": "Kontoret har én leder i < 2 år."})
    found = agreement_attributes(agreements(TEMPLATE, Skarvøy=text))
    assert repr(found) == "<6 of 7 attributes of 1 office>"
    assert "i &lt; 2 år" in found._repr_html_()


def test_each_service_is_an_attribute_of_its_own() -> None:
    services = {"Skarvøy": "Dit legges rusarbeid og psykisk helse.", "Rugdal": "Dit legges bolig.", "Kvernby": "Ingen."}
    study = agreements(**{office: AGREEMENT.format(**PLAIN | {"services": said}) for office, said in services.items()})
    found = with_documents(study)
    assert [found.value(f"office-{office}", "agreement_service_rus") for office in services] == ["ja", "nei", None]
    assert found.value("office-Skarvøy", "agreement_service_psykisk_helse") == "ja"
    assert found.values("office-Kvernby")["agreement_service_rus"].state == "unknown"
    claim = claimed(study, "Bare ett kontor har rusarbeid.", 'agreement_service_rus == "ja"')
    assert claim.verdict == "open"  # of Kvernby it is not known
    with pytest.raises(UnknownName, match="'kanskje'.*'ja', 'nei'"):
        claimed(study, "Bare ett kontor har rusarbeid.", 'agreement_service_rus == "kanskje"')
    assert not agreement_attributes(study).frame["attribute"].str.startswith("agreement_service_").any()


def test_what_keeps_an_agreement_from_being_read_is_told() -> None:
    odd = AGREEMENT.format(**PLAIN | {"period": "Avtalen gjelder fra 1. januar 2007 til 30. februar 2008."})
    study = agreements(
        Skarvøy=odd, Rugdal=odd.replace("30. februar", "1. mars"), Kvernby=filled(), Tolvik="Vi er enige."
    )
    sources = study.table(Source)
    two = sources["avtale-Kvernby"]._replace(office_id="office-Rugdal")
    template = sources["mal"]._replace(kind="other")
    found = agreement_attributes(study.replacing(Source, [*sources.values(), two, template]))
    assert len(found.problems) == 3
    assert found.problems[:2] == (
        "Rugdal has 2 agreements, and none of them is read: avtale-Kvernby, avtale-Rugdal.",
        "avtale-Skarvøy, point 3: there is no such day as «30. februar 2008».",
    )
    assert "avtale-Tolvik.txt has neither numbered points" in found.problems[2]
    assert all(one in found._repr_html_() for one in found.problems[:2])
    assert agreement_attributes(agreements(Skarvøy=filled())).problems == ()


def test_what_is_read_out_is_shown_by_name_and_unit() -> None:
    page = agreement_attributes(agreements(Skarvøy=AGREEMENT.format(**PLAIN)))._repr_html_()
    assert "months between revisions" in page and "<code>agreement_revision</code>" in page


def test_services_in_a_list_are_kept_apart_in_the_passage_that_names_them() -> None:
    listed = AGREEMENT.format(**PLAIN | {"services": "Til kontoret legges:\n- sosialhjelp\n- bolig\n- rusarbeid"})
    frame = agreement_attributes(agreements(Skarvøy=listed)).frame.set_index("attribute")
    assert frame.loc["agreement_services", "passage"] == "sosialhjelp; bolig; rusarbeid"


# --- how a claim on agreements is shown ------------------------------------------------------------


def test_a_claim_on_agreements_shows_where_it_holds_with_the_passages_and_speaks_of_no_informant() -> None:
    study = agreements(Skarvøy=adding(), Rugdal=filled(office="Rugdal"))
    claim = claimed(study, "Bare ett kontor har egen ordlyd i formålet.", 'clause_2 != "same"')
    ledger = claims(study.replacing(Claim, [claim]))
    page = ledger._repr_html_()
    assert "informants" not in page and "silent" not in page
    assert "<b>holds: </b>1 of 2: Skarvøy" in page and "<b>does not hold: </b>1 of 2: Rugdal" in page
    quotes = ledger.quotes.set_index("office")
    assert list(quotes["code"]) == ["clause_2: same", "clause_2: same with addition"]
    row = quotes.loc["Skarvøy"]
    assert (row["source"], row["coder"]) == ("avtale-Skarvøy", "")
    assert OWN in study.text("avtale-Skarvøy")[row["start"] : row["end"]] == row["quote"]
    assert "Skarvøy – avtale-Skarvøy, segment 5 – point 2: same with addition</" in page and "clause_2: " not in page


def test_a_claim_on_what_is_said_is_shown_as_before() -> None:
    study = agreements(Skarvøy=adding(), Rugdal=filled(office="Rugdal"))
    code = Code("code-makt", "bok", "makt", Wording(nb="Makt"))
    study = study.replacing(Code, [code])
    claim = claimed(study, "Alle kontorene snakker om makt.", 'code("makt")')
    page = claims(study.replacing(Claim, [claim]))._repr_html_()
    assert "unknown whether asked" in page and "informants" in page


def test_agreements_are_counted_as_their_offices() -> None:
    study = agreements(Skarvøy=adding(), Rugdal=filled(office="Rugdal"))
    made = bound(
        study, "Alle avtalene har samme ordlyd om partnerskapsmøtet.", condition='clause_3a == "same"', coder="ida"
    )
    assert made.unit == "offices" and recorded(study, made).verdict == "true"
    purpose = bound(study, "Alle avtalene har samme formål.", condition='clause_2 == "same"', coder="ida")
    assert recorded(study, purpose).verdict == "false"
