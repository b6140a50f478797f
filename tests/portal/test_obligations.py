"""An employer's days reach its calendar program: those of the law, on working days, as long as one acts for it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from contributions.platforms.actions import register_platform
from contributions.platforms.models import Industry
from enrollment.registry.actions import end_delegate
from enrollment.registry.models import Delegate, Employer
from siadmin.portal.deadlines import within_months
from siadmin.portal.obligations import key_of, subscription
from tests import cities, factories
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, OCTOBER, SEPTEMBER, SHENZHEN
from tests.factories import NOW, TODAY
from tests.projects.sites import rate, registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]


def _employer(city: str = BEIJING) -> Employer:
    employer, _ = cities.staff(at=COUNTY_OF[city], since=SEPTEMBER)
    return employer


def _events(content: bytes) -> list[tuple[dt.date, str]]:
    calendar = Calendar.from_ical(content)
    return [(each.start, str(each["summary"])) for each in calendar.walk("VEVENT")]


def test_the_file_has_every_deadline_to_come_as_a_whole_day_with_a_warning(client: Client) -> None:
    employer = _employer()
    client.force_login(factories.a_delegate(employer))
    answer = client.get(reverse("employer_calendar", args=[employer.number]))
    assert answer["content-type"].startswith("text/calendar")
    wanted = within_months(employer.pooling_region, TODAY, months=12)
    assert len(wanted) > 12
    assert _events(answer.content) == [(each.due_on, f"{each.title} · {each.month}") for each in wanted]
    for event in Calendar.from_ical(answer.content).walk("VEVENT"):
        assert event.end - event.start == dt.timedelta(days=1)
        assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [-dt.timedelta(days=3)]


def test_where_tax_collects_the_calendar_says_whom_to_declare_to(client: Client) -> None:
    employer = _employer(SHENZHEN)
    client.force_login(factories.a_delegate(employer))
    told = _events(client.get(reverse("employer_calendar", args=[employer.number])).content)
    assert any("税务机关申报" in title for _, title in told)


def test_an_address_is_read_without_signing_in_in_the_language_it_was_asked_for_in(client: Client) -> None:
    employer = _employer()
    key = key_of(factories.a_delegate(employer), employer, "en")
    answer = client.get(reverse("obligations", args=[key]), headers={"accept-language": "zh-hans"})
    assert answer.status_code == 200
    assert {title.partition(" ·")[0] for _, title in _events(answer.content)} == {
        "Employers declare (unless nothing changed)",
        "Employers pay",
    }


def test_a_platforms_calendar_has_the_days_of_its_orders(client: Client) -> None:
    employer = factories.an_employer(at=COUNTY_OF[CHENGDU])
    register_platform(employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=OCTOBER, by=None, at=NOW)
    client.force_login(factories.a_delegate(employer))
    told = _events(client.get(reverse("employer_calendar", args=[employer.number])).content)
    assert (dt.date(2026, 11, 25), "申报并缴纳订单保费 · 2026-10") in told
    assert (dt.date(2026, 12, 25), "申报并缴纳订单保费 · 2026-11") in told


def test_a_contractors_calendar_has_the_last_day_of_each_insured_project(client: Client) -> None:
    rate()
    site = registered(factories.an_employer(at=COUNTY_OF[BEIJING]), last_on="2027-06-30")
    client.force_login(factories.a_delegate(site.employer))
    told = _events(client.get(reverse("employer_calendar", args=[site.employer.number])).content)
    assert (dt.date(2027, 6, 30), f"{site.name}参保期满，需延长的在此前申请 · 2027-06") in told


def test_it_ends_with_the_delegation_and_nobody_writes_one_himself(client: Client) -> None:
    employer, delegate = _employer(), factories.a_delegate(_employer())
    forged = key_of(delegate, employer, "en")  # of an employer he never acted for
    assert subscription(forged, on=TODAY) is None
    assert client.get(reverse("obligations", args=[forged[:-2] + "xx"])).status_code == 404
    own = Delegate.objects.get(user=delegate)
    key = key_of(delegate, own.employer, "en")
    assert subscription(key, on=TODAY) is not None
    end_delegate(employer=own.employer, user=delegate, on=TODAY, by=None, at=NOW, reason="left")
    assert client.get(reverse("obligations", args=[key])).status_code == 404


def test_a_cancelled_employer_has_no_days_left(client: Client) -> None:
    employer = factories.an_employer(cancelled=True)
    client.force_login(factories.a_delegate(employer))
    assert _events(client.get(reverse("employer_calendar", args=[employer.number])).content) == []
