"""What other insurances' records say of a bill: an injury of work, costs claimed back by hand; of taking it back."""

import datetime as dt

import pytest

from benefits.medical.models import Reimbursed
from benefits.settlement.models import Flag, Settlement
from tests import database
from tests.cities import broken
from tests.claims.desk import a_worker
from tests.factories import TODAY
from tests.injury.course import HAPPENED_ON, applied, certified, works
from tests.medical.reimbursing import STAY, VISIT, amounts, granted
from tests.settlement.hospital import Hospital, Refused, line

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


@pytest.mark.parametrize(("is_found", "code"), [(True, "bill_injury_of_work"), (False, "bill_injury_waits")])
def test_care_from_an_injury_of_work_on_is_flagged(is_found: bool, code: str) -> None:
    hospital, (employer, person) = Hospital(), works()
    before = hospital.admitted(person, care="outpatient", on=HAPPENED_ON - dt.timedelta(1))
    if is_found:
        certified(person, employer)
    else:
        applied(person, employer)
    stay = hospital.admitted(person, on=HAPPENED_ON)
    shown = hospital.presettled(stay, [line("DV0001", 3, "8000", on=HAPPENED_ON)])
    assert "bill_doubted" in [each["code"] for each in shown["flags"]]
    assert "工伤" not in str(shown["flags"]), "what it is about is the agency's to know"
    hospital.settled(stay, shown)
    assert code in Flag.objects.values_list("code", flat=True)
    day = HAPPENED_ON - dt.timedelta(1)
    shown = hospital.presettled(before, [line("XA0001", 1, "20", on=day)], until=day)
    assert "bill_doubted" not in [each["code"] for each in shown["flags"]]
    assert broken() == {}


@pytest.mark.parametrize(("day", "is_doubted"), [(dt.date(2026, 10, 20), True), (dt.date(2026, 10, 21), False)])
def test_days_that_were_claimed_back_by_hand_are_flagged(day: dt.date, is_doubted: bool) -> None:
    hospital, (_, person) = Hospital(), a_worker()
    granted(person, STAY)
    visit = hospital.admitted(person, care="outpatient", on=day)
    hospital.settled(visit, hospital.presettled(visit, [line("XA0001", 1, "20", on=day)], until=day))
    assert ("bill_reimbursed" in Flag.objects.values_list("code", flat=True)) is is_doubted


def test_care_of_over_a_year_that_was_claimed_back_is_found() -> None:
    hospital, (_, person) = Hospital(), a_worker()
    with database.written_with(Reimbursed, began_on=dt.date(2024, 9, 1), ended_on=TODAY, year=2024):
        granted(person, STAY)
    visit = hospital.admitted(person, care="outpatient", on=TODAY)
    hospital.settled(visit, hospital.presettled(visit, [line("XA0001", 1, "20", on=TODAY)], until=TODAY))
    assert Flag.objects.filter(code="bill_reimbursed").exists()


def test_a_deductible_is_borne_once_whatever_is_taken_back() -> None:
    hospital, (_, person) = Hospital(), a_worker()
    visit = hospital.admitted(person, care="outpatient")
    first = hospital.settled(visit, hospital.presettled(visit, [line("XA0001", 100, "20", on=TODAY)]))
    by_hand = granted(person, VISIT)
    with pytest.raises(Refused) as refused:
        hospital.reversed(first)
    assert refused.value.code == "paid_since"
    assert by_hand.claim.case.number in refused.value.told["refused"]["zh"]
    paid = sum(each.fund_fen for each in Settlement.objects.all()) + sum(amounts(by_hand).values())
    assert paid == (200_000 + 300_000 - 180_000) * 70 // 100
    assert broken() == {}
