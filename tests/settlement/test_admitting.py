"""Who is admitted: by an institution that gives such care, is still designated, and tells it in time."""

import datetime as dt

import pytest

from benefits.settlement.models import Flag, Stay
from tests import database
from tests.cities import BEIJING, broken
from tests.factories import NOW, TODAY
from tests.settlement.agency import in_force
from tests.settlement.hospital import Hospital, Refused, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def test_a_pharmacy_has_no_inpatients() -> None:
    pharmacy, person = Hospital(kind="pharmacy", level=None), patient()
    with pytest.raises(Refused) as refused:
        pharmacy.admitted(person, care="inpatient")
    assert refused.value.code == "stay_not_their_care"
    visit = Stay.objects.get(number=pharmacy.admitted(person, care="outpatient"))
    with database.refused("stay_of_their_care"):
        Stay.objects.create(
            number="Sforged", institution=pharmacy.institution, agreement=visit.agreement, client=pharmacy.client,
            reference="forged", person=person, scheme=visit.scheme, insurance=visit.insurance, fund=visit.fund,
            region_id=BEIJING, care="inpatient", admitted_on=TODAY, insured=visit.insured, opened_at=NOW,
        )  # fmt: skip


def test_who_was_terminated_admits_nobody_by_an_earlier_day() -> None:
    hospital, person = Hospital(), patient()
    measure = in_force(hospital, "terminate")
    with pytest.raises(Refused) as refused:
        hospital.admitted(person, on=measure.effective_on - dt.timedelta(1))
    assert refused.value.code == "institution_suspended"


@pytest.mark.parametrize("care", ["inpatient", "outpatient"])
def test_no_admission_of_months_ago_is_told_now(care: str) -> None:
    hospital, person = Hospital(), patient()
    with pytest.raises(Refused) as refused:
        hospital.admitted(person, care=care, on=TODAY - dt.timedelta(61))
    assert refused.value.code == "stay_told_too_late"


@pytest.mark.parametrize(("days", "flags"), [(3, []), (4, ["bill_told_late"])])
def test_an_admission_told_late_is_flagged_on_its_bills(days: int, flags: list[str]) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person, on=TODAY - dt.timedelta(days))
    for is_last in (False, True):
        shown = hospital.presettled(stay, [line("XB0001", 1, "20")], is_last=is_last)
        hospital.settled(stay, shown)
        assert {each["code"] for each in shown["flags"]} - {"bill_lines_alike"} == set(flags)
    assert set(flags) <= set(Flag.objects.values_list("code", flat=True))
    assert broken() == {}
