"""What stands beside a bill: another hospital, death, cover that ended, other bills of the stay."""

import datetime as dt
from typing import Any

import pytest

from benefits.medical.settling import NOT_COVERED, MedicalSettler
from benefits.settlement.models import Flag, Stay
from enrollment.registry.models import Person
from siadmin.agency.posts import Post
from siadmin.kernel.protection import opaque_number
from tests import database
from tests.cities import broken, tick
from tests.factories import TODAY, a_member_of_staff, a_person
from tests.registry.counter import merged
from tests.settlement.hospital import Hospital, Refused, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]
BEGUN = TODAY - dt.timedelta(5)


def settled(hospital: Hospital, stay: str, *lines: Any, until: dt.date = TODAY, is_last: bool = True) -> Any:
    return hospital.settled(stay, hospital.presettled(stay, lines, until=until, is_last=is_last))


def test_nobody_lies_in_two_hospitals_on_one_day() -> None:
    hospital, other, person = Hospital(), Hospital(with_catalogue=False), patient()
    first = hospital.admitted(person, on=BEGUN)
    second = other.admitted(person, on=BEGUN - dt.timedelta(1))  # told later, of days before
    with pytest.raises(Refused) as refused:
        settled(other, second, line("XB0001", 1, "100", on=BEGUN))
    assert refused.value.problems == ["bill_two_hospitals"]
    shown = other.presettled(second, [line("XB0001", 1, "100", on=BEGUN)], until=BEGUN)  # moved on that day
    other.settled(second, shown)
    settled(hospital, first, line("DV0001", 1, "8000"))
    assert broken() == {}


def test_the_database_takes_no_bill_of_days_in_two_hospitals(monkeypatch: pytest.MonkeyPatch) -> None:
    hospital, other, person = Hospital(), Hospital(with_catalogue=False), patient()
    first = hospital.admitted(person, on=BEGUN)
    second = other.admitted(person, on=BEGUN - dt.timedelta(1))
    settled(hospital, first, line("DV0001", 1, "8000"))
    monkeypatch.setattr("benefits.settlement.actions.reckoning.look_through", lambda *_: [])
    with database.refused("settlement_in_one_hospital"):
        settled(other, second, line("XB0001", 1, "100"))


def test_the_database_opens_no_stay_while_another_lasts() -> None:
    """Neither under one record nor under another of the same person; who left that day may enter."""
    hospital, other, person = Hospital(), Hospital(with_catalogue=False), patient()
    first = hospital.admitted(person, on=BEGUN)
    its = Stay.objects.get(number=first)

    def opened(whose: Person, on: dt.date = TODAY) -> None:
        Stay.objects.create(
            number=opaque_number("S"), institution=other.institution, agreement=other.institution.agreements.get(),
            client=other.client, reference=opaque_number("A"), person=whose, scheme=its.scheme,
            insurance=its.insurance, fund=its.fund, region=its.region, care="inpatient", admitted_on=on, insured={},
            opened_at=tick(),
        )  # fmt: skip

    with database.refused("stay_in_one_hospital"):
        opened(person)
    another = a_person()
    merged(person, another, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    with database.refused("stay_in_one_hospital"):
        opened(another)
    settled(hospital, first, line("DV0001", 1, "8000"))
    opened(another)
    assert broken() == {}


def test_where_else_somebody_lies_is_told_to_the_agency_alone() -> None:
    hospital, other, person = Hospital(), Hospital(with_catalogue=False), patient()
    first = hospital.admitted(person, on=BEGUN)
    with pytest.raises(Refused) as refused:
        other.admitted(person)
    assert refused.value.code == "stay_overlaps"
    with pytest.raises(Refused) as here:
        hospital.admitted(person)
    assert here.value.code == "stay_lies_here"
    visit = other.admitted(person, care="outpatient")
    shown = other.presettled(visit, [line("XA0001", 1, "20")])
    assert [each["code"] for each in shown["flags"]] == ["bill_lies_elsewhere"]
    other.settled(visit, shown)
    flag, name = Flag.objects.get(code="bill_in_hospital"), hospital.institution.employer.name
    assert name in flag.told["zh"] and first in flag.told["en"]
    for told in (refused.value.told, shown):
        assert name not in str(told) and first not in str(told)


def test_nothing_is_charged_for_days_after_death() -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person, on=BEGUN)
    died = BEGUN + dt.timedelta(1)
    Person.objects.filter(pk=person.pk).update(died_on=died)
    with pytest.raises(Refused) as refused:
        hospital.presettled(stay, [line("DV0001", 1, "8000", on=TODAY)])
    assert refused.value.problems == ["bill_after_death", "bill_after_death"]
    assert settled(hospital, stay, line("DV0001", 1, "8000", on=died), until=died)["settlement"]


def test_a_stay_that_outlasts_the_cover_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    hospital, person = Hospital(), patient()
    begun = dt.date(2026, 10, 30)
    stay = hospital.admitted(person, on=begun)
    covered = hospital.presettled(stay, [line("XA0001", 1, "20")])
    assert "bill_cover_ended" not in [each["code"] for each in covered["flags"]]

    def ended(*_: Any) -> None:
        raise NOT_COVERED(on=TODAY, why_zh="停保", why_en="stopped")

    monkeypatch.setattr(MedicalSettler, "eligible", ended)
    shown = hospital.presettled(stay, [line("XA0001", 1, "20")])
    assert "bill_cover_ended" in [each["code"] for each in shown["flags"]]


@pytest.mark.parametrize(
    ("code", "quantity", "flags"),
    [("XA0001", 10, {"bill_over_a_day", "bill_lines_alike"}), ("XB0001", 1, {"bill_lines_alike"})],
)
def test_a_day_is_a_day_over_all_bills_of_a_stay(code: str, quantity: int, flags: set[str]) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    settled(hospital, stay, line(code, quantity, "20.5"), is_last=False)
    assert not Flag.objects.exists()
    settled(hospital, stay, line(code, quantity, "20.4999"))
    assert set(Flag.objects.values_list("code", flat=True)) == flags
    assert broken() == {}
