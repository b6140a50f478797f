"""One number governs a day at a time, and nobody approves what they proposed (SIL 90)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from siadmin.agency.models import User
from siadmin.policy.actions import load_calendar
from siadmin.policy.models import CalendarYear, Proposal, Series, Status, Unit, Value
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
        _value(dt.date(2026, 6, 30), JULY)


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


def _approved(**traits: Any) -> Proposal:
    """Decided by somebody else; its value is still to be written."""
    proposal, other = _proposal(factories.a_user(staff=True), **traits), factories.a_user(staff=True)
    Proposal.objects.filter(pk=proposal.pk).update(
        state="approved", decided_by=other, decided_eyes=other.eyes, decided_at=NOW
    )
    return proposal


def _value_of(proposal: Proposal, **traits: Any) -> Value:
    said = ("starts_on", "ends_before", "value", "source", "status", "note")
    return _value(**{name: getattr(proposal, name) for name in said} | {"proposal": proposal} | traits)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"value": 1},
        {"ends_before": JULY},
        {"source": "x"},
        {"approved_at": LATER},
        {"superseded_at": LATER, "value": 1},
    ],
)
def test_a_value_says_what_it_said(changes: dict[str, Any]) -> None:
    value = _value(MAY)
    with database.refused("value_stays"):
        Value.objects.filter(pk=value.pk).update(**changes)


@pytest.mark.django_db
def test_a_value_is_neither_deleted_nor_believed_again() -> None:
    current, old = _value(JULY), _value(MAY, JULY, superseded_at=LATER)
    with database.refused("value_stays"):
        current.delete()
    for superseded_at in (None, LATER + dt.timedelta(days=1)):
        with database.refused("value_stays"):
            Value.objects.filter(pk=old.pk).update(superseded_at=superseded_at)


@pytest.mark.django_db
def test_the_law_loses_no_day() -> None:
    value = _value(MAY)
    for shorter in ({"starts_on": JUNE}, {"starts_on": MAY, "ends_before": JULY}, None):
        with database.refused("law_loses_no_day"):
            Value.objects.filter(pk=value.pk).update(superseded_at=LATER)
            if shorter:
                _value(**shorter, approved_at=LATER)


@pytest.mark.django_db
def test_another_number_for_known_days_is_proposed() -> None:
    value = _value(MAY)
    with database.refused("value_for_known_days_is_proposed"):
        Value.objects.filter(pk=value.pk).update(superseded_at=LATER)
        _value(MAY, value=Decimal(1), approved_at=LATER)


@pytest.mark.django_db
def test_a_value_comes_from_an_approved_proposal() -> None:
    with database.refused("value_is_approved"):
        _value_of(_proposal(factories.a_user(staff=True)))
    assert _value_of(_approved()).proposal is not None
    database.run("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"value": 1}, {"starts_on": JUNE}, {"ends_before": LATER.date()}, {"source": "x"}])
def test_a_value_says_what_its_proposal_says(other: dict[str, Any]) -> None:
    proposal = _approved()
    with database.refused("value_is_its_proposals"):
        _value_of(proposal, **other)


@pytest.mark.django_db
def test_a_value_is_of_the_number_and_the_place_its_proposal_names() -> None:
    proposal = _approved()
    for key, region, category in (
        ("pension.base_ceiling", "110000", "employee"),
        ("pension.base_floor", "310000", "employee"),
        ("pension.base_floor", "110000", "flexible"),
    ):
        series = Series.objects.create(
            key=key, region=factories.region(region), category=category, unit=Unit.YUAN_PER_MONTH
        )
        with database.refused("value_is_its_proposals"):
            _value_of(proposal, series=series)


@pytest.mark.django_db
def test_an_approved_proposal_does_not_overrule_what_came_after_it() -> None:
    first = _value_of(_approved())
    assert first.proposal is not None
    Value.objects.filter(pk=first.pk).update(superseded_at=LATER)
    later = _value_of(_approved(value=Decimal(7500)), approved_at=LATER)
    again = LATER + dt.timedelta(days=1)
    with database.refused("value_is_its_proposals"):
        Value.objects.filter(pk=later.pk).update(superseded_at=again)
        _value_of(first.proposal, approved_at=again)


@pytest.mark.django_db
def test_what_was_proposed_stays_as_it_was_seen() -> None:
    proposal = _proposal(factories.a_user(staff=True))
    rows = Proposal.objects.filter(pk=proposal.pk)
    for changes in ({"value": 1}, {"region": factories.region("310000")}, {"starts_on": MAY}, {"source": "x"}):
        with database.refused("proposal_stays"):
            rows.update(**changes)
    with database.refused("proposal_stays"):
        proposal.delete()


@pytest.mark.django_db
def test_a_proposal_is_decided_once() -> None:
    proposal = _approved()
    undecided = {"state": "proposed", "decided_by": None, "decided_eyes": "", "decided_at": None}
    for changes in ({"state": "refused"}, undecided, {"reason": "another"}):
        with database.refused("proposal_stays"):
            Proposal.objects.filter(pk=proposal.pk).update(**changes)


@pytest.mark.django_db
def test_a_series_and_a_calendar_stay() -> None:
    series = _series()
    with database.refused("policy_series_stays"):
        Series.objects.filter(pk=series.pk).update(key="pension.base_ceiling")
    year = load_calendar(year=2026, rest_days=[MAY], source="x", is_provisional=False, at=NOW)
    assert year is not None
    with database.not_permitted():
        CalendarYear.objects.filter(pk=year.pk).update(rest_days=[])


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
