"""From admission to settlement and back, over HTTP, as a hospital's program asks."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benefits.settlement.models import BillLine, Settlement, YearTotal
from tests.cities import broken
from tests.factories import TODAY, a_person
from tests.settlement.hospital import Hospital, Program, Refused, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def test_a_stay_is_settled_and_taken_back(five_cities: None) -> None:
    hospital, person = Hospital(), patient()
    told = hospital.eligible(person)
    assert (told["person"], told["insurance"], told["region"]) == (person.number, "medical_employee", "110000")
    stay = hospital.admitted(person)
    lines = [line("SV0001", 1, "150"), line("XA0001", 2, "21"), line("XB0001", 1, "300"), line("XC0001", 10, "12.3456")]
    shown = hospital.presettled(stay, [*lines, line("DV0001", 2, "10000")])
    assert shown["charged_fen"] == 15_000 + 4_200 + 30_000 + 12_346 + 2_000_000
    assert [each["in_scope_fen"] for each in shown["lines"]] == [15_000, 4_100, 27_000, 0, 1_280_000]
    in_scope = 15_000 + 4_100 + 27_000 + 1_280_000
    # Beijing, level 3, first stay: 1,300 yuan deductible, then 85 % up to 30,000 yuan
    assert shown["pool_fen"] == shown["fund_fen"] == round((in_scope - 130_000) * 0.85)
    assert shown["self_pay_fen"] == shown["charged_fen"] - shown["fund_fen"]
    assert shown["trace"][0]["sentence_en"]
    settled = hospital.settled(stay, shown)
    assert {name: settled[name] for name in ("charged_fen", "fund_fen", "self_pay_fen", "differences")} == {
        "charged_fen": shown["charged_fen"], "fund_fen": shown["fund_fen"], "self_pay_fen": shown["self_pay_fen"],
        "differences": [],
    }  # fmt: skip
    year = YearTotal.objects.get(person=person)
    assert (year.stays, year.inpatient_scope_fen, year.pool_fen) == (1, in_scope, shown["pool_fen"])
    assert hospital.ask("api_settlement", method="GET", number=settled["settlement"]) == settled
    back = hospital.reversed(settled)
    assert (back["charged_fen"], back["reverses"]) == (-shown["charged_fen"], settled["settlement"])
    year.refresh_from_db()
    assert (year.stays, year.inpatient_scope_fen, year.pool_fen, year.residual_fen) == (0, 0, 0, 0)
    assert sum(BillLine.objects.values_list("charged_fen", flat=True)) == 0
    assert broken() == {}


def test_a_further_stay_and_further_bills_go_on_from_what_was_before(five_cities: None) -> None:
    hospital, person = Hospital(), patient()
    first = hospital.admitted(person)
    part = hospital.settled(first, hospital.presettled(first, [line("DV0001", 1, "1000")], is_last=False))
    assert (part["deductible_fen"], part["fund_fen"]) == (80_000, 0)
    last = hospital.settled(first, hospital.presettled(first, [line("DV0001", 1, "2000")]))
    assert last["deductible_fen"] == 50_000
    again = hospital.admitted(person)
    further = hospital.settled(again, hospital.presettled(again, [line("DV0001", 1, "8000")]))
    assert further["deductible_fen"] == 65_000
    assert YearTotal.objects.get(person=person).stays == 2
    assert broken() == {}


def test_the_last_settled_is_taken_back_first(five_cities: None) -> None:
    hospital, person = Hospital(), patient()
    stays = [hospital.admitted(person, care="outpatient") for _ in range(3)]
    settled = [hospital.settled(stay, hospital.presettled(stay, [line("XB0001", 1, "900")])) for stay in stays]
    with pytest.raises(Refused) as refused:
        hospital.reversed(settled[0])
    assert refused.value.code == "later_stands"
    told = refused.value.told["refused"]["en"]
    assert told.index(settled[2]["settlement"]) < told.index(settled[1]["settlement"])
    for each in reversed(settled):
        hospital.reversed(each)
    with pytest.raises(Refused) as refused:
        hospital.reversed(settled[0])
    assert refused.value.code == "reversed_already"
    assert YearTotal.objects.get(person=person).outpatient_scope_fen == 0
    assert broken() == {}


def test_one_institution_does_not_see_anothers_stays(five_cities: None) -> None:
    hospital, other, person = Hospital(), Hospital(with_catalogue=False), patient()
    stay = hospital.admitted(person)
    shown = hospital.presettled(stay, [line("XA0001", 1, "20")])
    settled = hospital.settled(stay, shown)
    for ask in (
        lambda: other.presettled(stay, [line("XA0001", 1, "20")]),
        lambda: other.settled(stay, shown),
        lambda: other.reversed(settled),
        lambda: other.ask("api_settlement", method="GET", number=settled["settlement"]),
        lambda: other.ask("api_stay_withdrawal", {"reason": "x"}, number=stay),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.status == 404
    assert Settlement.objects.count() == 1


def test_who_is_not_insured_or_elsewhere_is_not_admitted(five_cities: None) -> None:
    hospital = Hospital()
    with pytest.raises(Refused) as refused:
        hospital.admitted(a_person())
    assert refused.value.code == "medical_not_covered"
    person = patient()
    for on, code in ((TODAY + dt.timedelta(1), "stay_admitted_when"), (dt.date(2026, 8, 31), "medical_not_covered")):
        with pytest.raises(Refused) as refused:
            hospital.admitted(person, on=on)
        assert refused.value.code == code


def test_credentials_that_are_wrong_or_revoked_open_nothing(five_cities: None) -> None:
    hospital = Hospital()
    with pytest.raises(Refused) as refused:
        Program(hospital.credentials[0], "wrong")
    assert refused.value.status == 401
    hospital.client.revoked_at = hospital.client.issued_at
    hospital.client.save(update_fields=["revoked_at"])
    with pytest.raises(Refused) as refused:
        hospital.eligible(a_person())
    assert refused.value.status == 401


def test_what_a_bill_asks_of_the_database_does_not_grow_with_its_lines(five_cities: None) -> None:
    hospital, counts = Hospital(), []
    for lines in (1, 1, 60):  # the first prepares what the others ask
        stay = hospital.admitted(patient(), care="outpatient")
        with CaptureQueriesContext(connection) as shown_by:
            shown = hospital.presettled(stay, [line("XB0001", 1, str(20 + each)) for each in range(lines)])
        with CaptureQueriesContext(connection) as settled_by:
            hospital.settled(stay, shown)
        counts.append((len(shown_by), len(settled_by), shown["flags"] != []))
    assert counts[1][:2] == (counts[2][0], counts[2][1] - counts[2][2])  # one statement for all flags
    assert max(counts[2][:2]) < 30
    assert broken() == {}
