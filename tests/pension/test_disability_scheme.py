"""The disability allowance: near the age the whole pension, else the base pension, for a time or up to the age."""

import datetime as dt
from typing import Any

import pytest

from benefits.claims.models import Decision, DecisionItem
from benefits.claims.schemes import scheme_of
from benefits.claims.selectors import assessed, claimant_of
from benefits.payments.actions import entitling
from benefits.payments.models import Entitlement
from benefits.pension.schemes import employees
from benefits.pension.unsettled import drawn_beside
from enrollment.registry.models import Merge, Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from tests import database
from tests.cities import NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY
from tests.payments.till import Till
from tests.pension.test_old_age_pension import a_career
from tests.pension.test_old_age_pension import claimed as pension_claimed

pytestmark = pytest.mark.usefixtures("five_cities")
NEAR, FAR = dt.date(1967, 12, 15), dt.date(1978, 3, 15)
APPRAISED = {"appraised_on": "2026-09-10"}


def claimed(person: Person, **told: Any) -> tuple[ClaimDesk, Case]:
    desk = ClaimDesk(person, matter="disability_allowance")
    return desk, desk.asked(APPRAISED | {"appraisal": f"京劳鉴〔2026〕{person.pk}号"} | told)


def granted(person: Person) -> list[DecisionItem]:
    desk, case = claimed(person)
    return list(desk.granted(case).items.order_by("component"))


def test_near_the_age_it_is_every_part_of_the_pension_without_end() -> None:
    items = granted(a_career(born_on=NEAR))
    assert [item.component for item in items] == ["account_pension", "basic_pension"]
    assert {(item.from_month, item.before_month) for item in items} == {(NOVEMBER + 1, None)}
    assert broken() == {}


def test_what_is_the_whole_pension_goes_on_and_no_other_is_granted_beside_it() -> None:
    person = a_career(born_on=dt.date(1966, 10, 15))
    assert {item.before_month for item in granted(person)} == {None}
    desk, case = pension_claimed(person, month="2026-11", noticed_in="2026-08")
    case = desk.handled(case)
    with pytest.raises(Refusal) as refused:
        desk.act("review", case, desk.reviewer)
    assert refused.value.code == "claim_not_due" and "病残津贴" in refused.value.zh


def test_far_from_the_age_with_the_minimum_met_it_is_the_base_pension_up_to_the_age() -> None:
    (item,) = granted(a_career("2008-01", "2023-12", born_on=FAR))
    assert (item.component, item.from_month) == ("disability_allowance", NOVEMBER + 1)
    assert item.before_month == Month(2041, 4), "63 years in March 2041"


def test_without_the_minimum_it_is_paid_for_a_time() -> None:
    (item,) = granted(a_career("2016-01", "2023-12", born_on=FAR))
    assert item.before_month == NOVEMBER + 1 + (12 + 3 * 3), "eight years: three more than five"
    (short,) = granted(a_career("2020-01", "2023-12", born_on=FAR, name="李短"))
    assert short.before_month == NOVEMBER + 1 + 12


def test_an_appraisal_of_more_than_a_year_ago_is_answered_in_writing() -> None:
    desk, case = claimed(a_career(born_on=NEAR), appraised_on="2025-10-10")
    case = desk.handled(case)
    desk.act("refuse", case, desk.reviewer, reason="鉴定结论已过有效期")
    assert Decision.objects.get(claim__case=case).outcome == "denied"


def test_at_the_age_it_is_refused_and_the_pension_named() -> None:
    desk, case = claimed(a_career())
    desk.act("refuse", desk.handled(case), desk.reviewer, reason="已到龄")
    assert Decision.objects.get(claim__case=case).outcome == "denied"
    told = assessed(scheme_of(desk.matter.code), claimant_of(desk.claim(case)), APPRAISED).told
    assert "应申领基本养老金" in told["unmet"][0]["zh"]


def test_nobody_draws_it_twice_or_beside_a_pension() -> None:
    person = a_career(born_on=NEAR)
    granted(person)
    with pytest.raises(Refusal) as refused:
        claimed(person)
    assert refused.value.code == "matter_stands_against"
    retired = a_career(name="李退")
    desk, case = pension_claimed(retired)
    desk.granted(case)
    with pytest.raises(Refusal) as refused:
        claimed(retired)
    assert refused.value.code == "matter_stands_against"


def test_no_day_of_the_future_is_taken() -> None:
    desk = ClaimDesk(a_career(born_on=NEAR), matter="disability_allowance")
    form = desk.matter.form({"appraised_on": "2099-01-01", "appraisal": "1"})
    assert not form.is_valid() and "appraised_on" in form.errors


def test_a_pension_and_an_allowance_signed_at_one_moment_are_not_both_granted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a screen asks before is taken away: the grant refuses the second, and the database by itself."""
    person = a_career(born_on=dt.date(1966, 10, 15))
    granted(person)
    monkeypatch.setattr(employees, "is_drawn", lambda *args, **how: False)
    desk, case = pension_claimed(person, month="2026-11", noticed_in="2026-08")
    case = desk.handled(case)
    with pytest.raises(Refusal) as refused:
        desk.act("review", case, desk.reviewer)
    assert refused.value.code == "entitlement_pension_beside"
    monkeypatch.setattr(entitling, "pensions_beside", lambda *_: [])
    with database.refused("pension_one_at_a_time"):
        desk.act("review", case, desk.reviewer)


def test_records_under_which_a_pension_and_an_allowance_were_drawn_are_not_merged_though_both_ended() -> None:
    kept, other = a_career(), a_career(born_on=NEAR, name="李近")
    desk, case = pension_claimed(kept)
    pension = Entitlement.objects.get(decision=desk.granted(case))
    desk, case = claimed(other)
    allowance = Entitlement.objects.get(decision=desk.granted(case))
    till = Till("disability_allowance", Fund.PENSION)
    for each in (pension, allowance):
        till.stopped(each, month=NOVEMBER + 3)
    (found,) = drawn_beside(kept, other, TODAY)
    assert pension.number in found.said.zh and allowance.number in found.said.en
    with database.refused("merged_drawn_beside"):
        Merge.objects.create(record=other, into=kept, from_month=NOVEMBER, case=case, merged_at=tick())
    till.stopped(allowance, month=NOVEMBER + 1)
    assert not list(drawn_beside(kept, other, TODAY))
