"""Monthly benefits of injuries rise by the province's notice: reckoned, approved by another, once (WIR 40)."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.injury.raising import MEASURES
from benefits.injury.rules.raising import RaiseLaw, raised
from benefits.injury.selectors.notices import FIXED, SHARE
from benefits.payments import actions
from benefits.payments.models import Component, Entitlement, Rise
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from tests.cities import broken, tick, work
from tests.factories import a_person
from tests.injury.course import a_desk, appraised, certified, notice, works
from tests.injury.test_death import DEPENDS, died, granted
from tests.payments.till import Till
from tests.pension.rising import approved

NOVEMBER = Month(2026, 11)
(ALLOWANCE, _, DEPENDANT) = MEASURES


def law(fixed: str, share: str) -> RaiseLaw:
    return RaiseLaw(
        Law(FIXED, Decimal(fixed), "yuan_per_month", "", "official"), Law(SHARE, Decimal(share), "rate", "", "official")
    )


@given(before=st.integers(1, 10_000_000), fixed=st.integers(0, 1000), share=st.integers(0, 10))
def test_a_rise_is_the_fixed_amount_and_the_share(before: int, fixed: int, share: int) -> None:
    found = raised(before, law(str(fixed), f"0.{share:02}")).value
    assert abs(found - fixed * 100 - before * share / 100) <= 0.5


def opened(till: Till) -> Rise:
    return actions.open_rise(code=ALLOWANCE.code, region=till.region, from_month=NOVEMBER, by=till.clerk, at=tick())


@pytest.mark.usefixtures("a_year_paid")
def test_who_draws_an_allowance_rises_by_the_notice_and_by_none_without_it() -> None:
    employer, person = works(since=Month(2025, 7), until=Month(2026, 7))
    injury = certified(person, employer, happened_on="2026-07-06")
    appraised(injury, grade="1")
    desk = a_desk(person, "injury_allowance")
    desk.granted(desk.asked({"injury": injury.number}))
    till = Till(fund=Fund.INJURY)
    with pytest.raises(Refusal) as refusal:
        opened(till)
    assert refusal.value.code == "not_verified_here"
    notice("120", "0.0125")
    own = opened(till)
    work(own.run)
    own.refresh_from_db()
    (line,) = own.lines.all()
    assert (line.before_fen, line.amount_fen) == (720_000, 12_000 + 9_000)
    assert ALLOWANCE.explained(line).value == line.amount_fen
    assert approved(till, own).state == "done"
    more = Component.objects.get(component="injury_allowance_raised")
    assert (more.amount_fen, more.from_month) == (21_000, NOVEMBER)
    assert broken() == {}


@pytest.mark.usefixtures("a_year_paid")
def test_a_childs_pension_that_ends_at_eighteen_rises_until_then() -> None:
    injury = died(grade="1")
    Person.objects.filter(pk=injury.person_id).update(died_on=dt.date(2026, 9, 28))
    child = a_person(name="李子", born_on=dt.date(2016, 3, 5))
    (item,) = granted(injury, DEPENDANT.scheme, child, DEPENDS).values()
    assert (item.from_month, item.before_month) == (Month(2026, 10), Month(2034, 4))
    notice("50", "0.02", of=DEPENDANT.scheme)
    till = Till(fund=Fund.INJURY)
    own = actions.open_rise(code=DEPENDANT.code, region=till.region, from_month=NOVEMBER, by=till.clerk, at=tick())
    work(own.run)
    own.refresh_from_db()
    assert list(DEPENDANT.may_rise(own)) == [Entitlement.objects.get(person=child)]
    (line,) = own.lines.all()
    assert (line.before_fen, line.amount_fen, line.before_month) == (240_000, 5_000 + 4_800, Month(2034, 4))
    assert approved(till, own).state == "done"
    more = Component.objects.get(component="injury_dependant_raised")
    assert (more.amount_fen, more.from_month, more.before_month) == (9_800, NOVEMBER, Month(2034, 4))
    assert broken() == {}
