"""A new basic amount of a place: residents' pensions in payment rise to it, reckoned, approved by another, once."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from benefits.payments import actions
from benefits.payments.models import Component, Entitlement, Rise, RiseLine
from benefits.payments.selectors.rising import granted_since
from benefits.pension.raising_basic import BasicAmountRaised
from benefits.pension.rules.residents import basic_rise
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.policy.actions import approve, propose
from siadmin.policy.models import Series
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, change_law, tick, work
from tests.factories import a_user
from tests.payments.till import Till, a_card, funded
from tests.pension.rising import approved
from tests.pension.test_residents_scheme import NATION, YEAR, a_desk, a_resident

KEY = "pension.resident_basic_month"
DECEMBER = NOVEMBER + 1


@pytest.fixture
def till(five_cities: None) -> Till:
    change_law("pension.minimum_years_months", NATION, category="resident", value=12)
    funded(Fund.PENSION_RESIDENT, 10_000_000_000)
    return Till("residents_pension", Fund.PENSION_RESIDENT)


def drawing(name: str = "李一") -> Person:
    """From December on, at the 998 yuan of Beijing."""
    person = a_resident()
    Person.objects.filter(pk=person.pk).update(name=name)
    desk = a_desk(person)
    desk.granted(desk.asked({}))
    a_card(person)
    return person


def amount_from(month: Month, value: int) -> None:
    """Two people record the amount of Beijing from a month on."""
    series = Series.objects.get(key=KEY, region_id=BEIJING, category="resident")
    proposal = propose(
        key=KEY, region=series.region, category=series.category, unit=series.unit, starts_on=month.first_day,
        ends_before=None, value=Decimal(value), source="test", status="official", note="", by=a_user(staff=True),
        at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def opened(till: Till, month: Month = NOVEMBER) -> Rise:
    return actions.open_rise(
        code=BasicAmountRaised.code, region=till.region, from_month=month, by=till.clerk, at=tick()
    )


def reckoned(till: Till, month: Month = NOVEMBER) -> Rise:
    own = opened(till, month)
    work(own.run)
    own.refresh_from_db()
    return own


def basic_of(person: Person) -> list[tuple[Month, int]]:
    found = Component.objects.filter(entitlement__person=person).exclude(component="resident_account")
    return list(found.order_by("from_month", "pk").values_list("from_month", "amount_fen"))


def test_who_draws_rises_to_the_new_amount_from_their_own_beginning(till: Till) -> None:
    person, ended = drawing(), drawing("李止")
    till.stopped(Entitlement.objects.get(person=ended), month=DECEMBER)
    amount_from(NOVEMBER, 1_018)
    own = reckoned(till)
    (line,) = own.lines.all()
    assert (line.entitlement.person, line.before_fen, line.amount_fen) == (person, 998_00, 20_00)
    assert BasicAmountRaised().explained(line).value == line.amount_fen
    assert approved(till, own).state == "done"
    assert basic_of(person) == [(DECEMBER, 998_00), (DECEMBER, 20_00)]
    assert broken() == {}


def test_who_is_granted_at_the_new_amount_needs_no_supplement(till: Till) -> None:
    drawing()
    amount_from(NOVEMBER, 1_018)
    own = approved(till, reckoned(till))
    late = drawing("李晚")
    assert basic_of(late) == [(DECEMBER, 1_018_00)]
    assert not granted_since(own).exists()


def test_amounts_are_taken_in_the_order_of_their_months(till: Till) -> None:
    person = drawing()
    amount_from(NOVEMBER, 1_018)
    amount_from(DECEMBER + 1, 1_038)
    with pytest.raises(Refusal) as refused:
        opened(till, DECEMBER + 1)
    assert refused.value.code == "pension_earlier_basic_rise_first" and str(NOVEMBER) in refused.value.zh
    assert not Rise.objects.exists(), "the amount from November on was never put in payment"
    approved(till, reckoned(till))
    later = reckoned(till, DECEMBER + 1)
    with pytest.raises(Refusal) as refused:
        BasicAmountRaised().laws(till.region, NOVEMBER)
    assert refused.value.code == "pension_later_basic_rise" and later.number in refused.value.zh
    assert basic_of(person) == [(DECEMBER, 998_00), (DECEMBER, 20_00)]


def test_two_amounts_one_after_the_other_come_to_the_last_one(till: Till) -> None:
    person = drawing()
    amount_from(NOVEMBER, 1_018)
    approved(till, reckoned(till))
    amount_from(DECEMBER + 1, 1_038)
    approved(till, reckoned(till, DECEMBER + 1))
    assert basic_of(person) == [(DECEMBER, 998_00), (DECEMBER, 20_00), (DECEMBER + 1, 20_00)]
    assert broken() == {}


@pytest.mark.parametrize(
    ("pool", "month", "code"),
    [(BEIJING, NOVEMBER, "pension_no_new_basic_amount"), ("440100", YEAR, "not_verified_here")],
)
def test_a_month_or_a_place_without_a_new_amount_of_its_own_is_refused(
    till: Till, pool: str, month: Month, code: str
) -> None:
    drawing()
    there = till if pool == BEIJING else Till("residents_pension", Fund.PENSION_RESIDENT, pool=pool)
    with pytest.raises(Refusal) as refused:
        opened(there, month)
    assert refused.value.code == code and not Rise.objects.exists()


def test_the_database_takes_no_other_amount(till: Till) -> None:
    person = drawing()
    amount_from(NOVEMBER, 1_018)
    own = opened(till)
    entitlement = Entitlement.objects.get(person=person)
    with database.refused("pension_basic_raised"):
        RiseLine.objects.create(
            rise=own, entitlement=entitlement, from_month=DECEMBER, before_fen=998_00, amount_fen=20_01, told={}
        )


def test_nothing_is_lowered() -> None:
    law = Law(KEY, Decimal(1_018), "yuan_per_month", "test", "official", dt.date(2026, 11, 1))
    assert [basic_rise(before, law).value for before in (998_00, 1_017_99, 1_018_00, 1_018_01)] == [20_00, 1, 0, 0]


def test_the_screen_offers_the_month_of_the_new_amount(till: Till, client: Client, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    drawing()
    amount_from(NOVEMBER, 1_018)
    client.force_login(till.clerk)
    told = {"measure": BasicAmountRaised.code, "place": BEIJING, "from_month": str(NOVEMBER)}
    assert "城乡居民基础养老金标准提高" in client.get(reverse("rises")).content.decode()
    assert client.post(reverse("rise_open"), told).status_code == 302
    assert client.post(reverse("rise_open"), told | {"from_month": str(NOVEMBER - 1)}).status_code == 422
    own = Rise.objects.get()
    work(own.run)
    line = own.lines.get()
    page = client.get(reverse("rise", args=[own.number]), {"line": line.pk}).content.decode()
    assert "新的基础养老金标准" in page
