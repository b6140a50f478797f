"""Pensions granted on last year's reference wage: settled again once it is published, from their first month on."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benefits.payments import actions
from benefits.payments.models import BenefitLine, Component, Entitlement, Rise
from benefits.pension.models import PensionBasis
from benefits.pension.resettling import RESETTLEMENT
from benefits.pension.rules.award import AwardLaw, Counted, wage_parts
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy import selectors
from siadmin.policy.selectors import StoredLawBook
from tests.cities import BEIJING, NOVEMBER, broken, change_law, tick, work
from tests.factories import a_citizen
from tests.payments.till import Till, a_card, funded
from tests.pension.rising import approved
from tests.pension.test_old_age_pension import PAID_FROM, RETIRES, a_career, claimed

YEAR = Month(2026, 1)


@pytest.fixture
def till(five_cities: None) -> Till:
    funded(Fund.PENSION, 10_000_000_000)
    return Till("old_age_pension", Fund.PENSION)


def granted(**traits: object) -> Entitlement:
    person = a_career(**traits)  # type: ignore[arg-type]
    desk, case = claimed(person)
    decision = desk.granted(case)
    a_card(person)
    return Entitlement.objects.get(decision=decision)


def published(value: int = 12_500) -> None:
    change_law("pension.calculation_base", BEIJING, value=value)


def opened(till: Till) -> Rise:
    return actions.open_rise(code=RESETTLEMENT.code, region=till.region, from_month=YEAR, by=till.clerk, at=tick())


def reckoned(till: Till) -> Rise:
    own = opened(till)
    work(own.run)
    own.refresh_from_db()
    return own


def test_the_difference_is_paid_from_the_first_month_on_and_only_once(till: Till) -> None:
    entitlement = granted()
    basis = PensionBasis.objects.get(decision=entitlement.decision)
    assert basis.is_provisional
    published()
    line = reckoned(till).lines.get()
    law = AwardLaw.from_book(StoredLawBook(), region=BEIJING, on=RETIRES.first_day)
    now = wage_parts(Counted(BEIJING, basis.months, basis.index, 0, 0), law).basic.value
    before = entitlement.components.get(component="basic_pension").amount_fen
    assert (line.amount_fen, line.from_month) == (now - before, PAID_FROM)
    assert approved(till, line.rise).state == "done"
    part = Component.objects.get(component="pension_resettled")
    till.opened()
    paid = BenefitLine.objects.filter(component_id=part.pk, person_id=entitlement.person_id)
    assert [each.amount_fen for each in paid] == [now - before] * (NOVEMBER.index - PAID_FROM.index + 1)
    assert broken() == {}


def test_one_that_is_cancelled_is_reckoned_anew_and_settled_ones_stay_out(till: Till) -> None:
    granted()
    published()
    own = reckoned(till)
    actions.cancel_rise(rise_id=own.pk, seen_version=own.version, by=till.approver, at=tick(), reason="公告有误")
    approved(till, reckoned(till))
    with pytest.raises(Refusal) as refused:
        opened(till)
    assert refused.value.code == "rise_already"


def test_before_the_wage_is_published_nothing_is_settled(till: Till) -> None:
    granted()
    with pytest.raises(Refusal) as refused:
        opened(till)
    assert refused.value.code == "pension_wage_not_published" and not Rise.objects.exists()


def test_a_pension_that_ended_is_owed_the_months_it_was_paid(till: Till) -> None:
    entitlement = granted()
    till.stopped(entitlement, month=NOVEMBER - 1)
    published()
    assert approved(till, reckoned(till)).people == 1
    till.opened()
    paid = BenefitLine.objects.filter(person_id=entitlement.person_id, month__gte=(NOVEMBER - 1).first_day)
    assert not paid.exists()
    part = Component.objects.get(component="pension_resettled")
    assert BenefitLine.objects.filter(component_id=part.pk).count() == (NOVEMBER - 1).index - PAID_FROM.index


def test_a_lower_wage_takes_nothing_away(till: Till) -> None:
    granted()
    published(11_000)
    own = reckoned(till)
    assert (own.people, own.month_fen) == (0, 0)


def test_the_law_must_not_change_while_it_is_reckoned(till: Till) -> None:
    granted()
    published()
    own = opened(till)
    published(12_600)
    work(own.run)
    own.refresh_from_db()
    assert own.state == "reckoning" and not own.lines.exists()


def test_the_citizen_sees_it_as_a_part_of_the_pension(till: Till, client: Client) -> None:
    entitlement = granted()
    published()
    approved(till, reckoned(till))
    client.force_login(a_citizen(entitlement.person))
    page = client.get(reverse("citizen_benefits")).content.decode()
    assert "计发基数公布后重算" in page


def test_the_law_is_read_once_a_slice_however_many_rise(till: Till) -> None:
    people = [granted(name=name).person_id for name in ("李一", "李二", "李三")]
    published()
    own = opened(till)
    selectors._believed.cache_clear()  # a process keeps what it has read: nothing was read before
    with CaptureQueriesContext(connection) as asked:
        assert RESETTLEMENT.reckon(own, min(people), max(people))[0] == 3
    assert sum('"policy_value"' in each["sql"] for each in asked.captured_queries) == 1
