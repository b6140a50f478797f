"""One number governs a day at a time, and nobody approves what they proposed (SIL 90)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from siadmin.agency.models import User
from siadmin.policy.models import Proposal, Series, Status, Unit, Value
from tests import database, factories
from tests.factories import NOW

MAY, JUNE, JULY = (dt.date(2026, month, 1) for month in (5, 6, 7))
LATER = NOW + dt.timedelta(days=1)


def _series() -> Series:
    series, _ = Series.objects.get_or_create(
        key="pension.base_floor", region=factories.region("110000"), category="employee", unit=Unit.YUAN_PER_MONTH
    )
    return series


def _value(starts_on: dt.date, ends_before: dt.date | None = None, **traits: Any) -> Value:
    return Value.objects.create(
        **{
            "series": _series(),
            "starts_on": starts_on,
            "ends_before": ends_before,
            "value": Decimal("7162"),
            "source": "京人社发〔2026〕7号",
            "status": Status.OFFICIAL,
            "approved_at": NOW,
        }
        | traits
    )


def _proposal(by: User, **traits: Any) -> Proposal:
    return Proposal.objects.create(
        **{
            "key": "pension.base_floor",
            "region": factories.region("110000"),
            "category": "employee",
            "unit": Unit.YUAN_PER_MONTH,
            "starts_on": JULY,
            "value": Decimal("7400"),
            "source": "文件",
            "status": Status.OFFICIAL,
            "proposed_by": by,
            "proposed_eyes": by.eyes,
            "proposed_at": NOW,
        }
        | traits
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_before"),
    [(MAY, JULY), (JUNE, JULY), (dt.date(2026, 6, 15), None), (dt.date(2020, 1, 1), dt.date(2026, 5, 2))],
)
def test_two_values_do_not_govern_one_day(starts_on: dt.date, ends_before: dt.date | None) -> None:
    _value(MAY, JULY)
    with database.refused("value_no_overlap"):
        _value(starts_on, ends_before)


@pytest.mark.django_db
def test_the_day_a_value_ends_belongs_to_the_next() -> None:
    _value(MAY, JULY)
    _value(JULY)
    with database.refused("value_no_overlap"):
        Value.objects.filter(ends_before=JULY).update(ends_before=JULY + dt.timedelta(days=1))


@pytest.mark.django_db
def test_what_was_believed_until_now_may_say_another_thing_of_the_same_day() -> None:
    _value(MAY, superseded_at=LATER)
    _value(MAY, approved_at=LATER)
    with database.refused("value_no_overlap"):
        _value(MAY, superseded_at=LATER)


@pytest.mark.django_db
def test_other_regions_and_categories_have_values_of_their_own() -> None:
    _value(MAY)
    elsewhere = Series.objects.create(
        key="pension.base_floor", region=factories.region("310000"), category="employee", unit=Unit.YUAN_PER_MONTH
    )
    _value(MAY, series=elsewhere)
    assert Value.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_values_at_once_do_not_both_govern() -> None:
    _series()
    outcome = database.in_the_meantime(lambda: _value(MAY), lambda: _value(JUNE))
    assert database.promise_broken(outcome) == "value_no_overlap"


@pytest.mark.django_db
def test_a_value_is_not_approved_by_who_proposed_it() -> None:
    officer = factories.a_user(staff=True)
    with database.refused("value_two_people"):
        _value(MAY, proposed_by=officer, approved_by=officer)


@pytest.mark.django_db
def test_a_value_somebody_proposed_is_approved_by_somebody() -> None:
    with database.refused("value_from_a_file_or_by_people"):
        _value(MAY, proposed_by=factories.a_user(staff=True))


@pytest.mark.django_db
def test_a_proposal_is_not_decided_by_another_account_of_its_proposer() -> None:
    number = factories.citizen_number(order=781)
    officer, same_person = (factories.a_user(identity_number=number, staff=True) for _ in range(2))
    proposal = _proposal(officer)
    with database.refused("proposal_four_eyes"):
        Proposal.objects.filter(pk=proposal.pk).update(
            state="approved", decided_by=same_person, decided_eyes=same_person.eyes, decided_at=NOW
        )


@pytest.mark.django_db
def test_a_decided_proposal_says_by_whom() -> None:
    proposal = _proposal(factories.a_user(staff=True))
    with database.refused("proposal_decided_by_someone"):
        Proposal.objects.filter(pk=proposal.pk).update(state="approved")


@pytest.mark.django_db
def test_who_decides_is_known_as_a_person_and_only_once_something_is_decided() -> None:
    officer, other = (factories.a_user(staff=True) for _ in range(2))
    proposal = _proposal(officer)
    decided = {"decided_by": other, "decided_eyes": other.eyes, "decided_at": NOW}
    for state in ("proposed", "withdrawn"):
        with database.refused("proposal_decided_by_someone"):
            Proposal.objects.filter(pk=proposal.pk).update(state=state, **decided)
    for eyes in ("", factories.a_user(staff=True).eyes):
        with database.refused("eyes_of_the_account"):
            Proposal.objects.filter(pk=proposal.pk).update(state="approved", **decided | {"decided_eyes": eyes})
        with database.refused("eyes_of_the_account"):
            _proposal(officer, proposed_eyes=eyes)


@pytest.mark.django_db
def test_no_value_is_without_a_source() -> None:
    with database.refused("value_has_a_source"):
        _value(MAY, source="")
