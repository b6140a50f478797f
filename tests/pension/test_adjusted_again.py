"""A provisional pension that the yearly adjustment raised and that was settled again since: adjusted on what is due."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from benefits.payments import actions
from benefits.payments.models import BenefitLine, Component, Entitlement, Rise
from benefits.payments.tiles import tiles_for as tiles_of_payments
from benefits.pension.adjusted import AGAIN, FIRST, law_of, waiting
from benefits.pension.adjusting_again import AdjustedAgain
from benefits.pension.models import PensionBasis
from benefits.pension.resettling import RESETTLEMENT
from benefits.pension.rules.adjustment import AdjustmentFacts, adjusted_again
from benefits.pension.tiles import tiles_for
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose
from siadmin.policy.models import Series
from tests.cities import BEIJING, NOVEMBER, broken, tick, work
from tests.factories import TODAY, a_user, region
from tests.payments.till import Till, funded
from tests.pension.rising import YEAR, a_pensioner, a_till, approved, reckoned

RETIRED = Month(2024, 1)  # the year of who retired in it
BASE = "pension.calculation_base"


def base_of_2024(value: int, status: str) -> None:
    series = Series.objects.get(key=BASE, region_id=BEIJING, category="employee")
    proposal = propose(
        key=BASE, region=series.region, category="employee", unit=series.unit, starts_on=dt.date(2024, 1, 1),
        ends_before=dt.date(2025, 1, 1), value=Decimal(value), source="test", status=status, note="",
        by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


@pytest.fixture
def till(five_cities: None) -> Till:
    funded(Fund.PENSION, 10_000_000_000)
    base_of_2024(11_000, "provisional")
    return a_till()


def rise_of(till: Till, code: str, month: Month) -> Rise:
    own = actions.open_rise(code=code, region=till.region, from_month=month, by=till.clerk, at=tick())
    work(own.run)
    own.refresh_from_db()
    return own


def adjusted_then_settled(till: Till) -> Entitlement:
    """Granted on 11,000, adjusted for 2025, then 2024's wage of 11,883 is published and 2024 settled again."""
    person = a_pensioner()
    drawn = Entitlement.objects.get(person=person)
    assert PensionBasis.objects.get(decision=drawn.decision).is_provisional
    approved(till, reckoned(till))
    base_of_2024(11_883, "official")
    approved(till, rise_of(till, RESETTLEMENT.code, RETIRED))
    return drawn


def fen(drawn: Entitlement, component: str) -> int:
    return sum(part.amount_fen for part in drawn.components.filter(component=component))


def test_the_adjustment_is_made_anew_on_the_amount_settled_again_and_paid_with_the_months_gone_by(till: Till) -> None:
    drawn = adjusted_then_settled(till)
    granted, more = drawn.decision.assessment.monthly_fen, fen(drawn, "pension_resettled")  # type: ignore[union-attr]
    assert fen(drawn, "pension_adjusted") == plan(granted) and more > 0
    own = rise_of(till, AGAIN, YEAR)
    line = own.lines.get()
    assert line.amount_fen == plan(granted + more) - plan(granted) == round(Fraction(more) * 15 / 10_000)
    assert (line.before_fen, line.from_month) == (granted + more + plan(granted), YEAR)
    explained = AdjustedAgain().explained(line)
    assert explained.value == line.amount_fen and str(explained.trace.sentence).startswith("按重算后的金额补做年度调整")
    assert approved(till, own).state == "done"
    part = Component.objects.get(component="pension_adjusted_again")
    assert (part.amount_fen, part.from_month) == (line.amount_fen, YEAR)
    till.opened()
    paid = BenefitLine.objects.filter(component_id=part.pk, person_id=drawn.person_id)
    assert [each.amount_fen for each in paid] == [line.amount_fen] * (NOVEMBER.index - YEAR.index + 1)
    assert broken() == {}


def plan(before_fen: int) -> int:
    """Beijing 2025, sixteen years, aged sixty, in fen: 18 + 1.8 × 16 + 18 + 0.15 %."""
    assert before_fen <= 711_800
    return int(Fraction(before_fen) * 15 / 10_000 + 1_800 + 180 * 16 + 1_800 + Fraction(1, 2))


def test_it_waits_on_the_desk_until_it_is_made_and_the_next_year_waits_for_it(till: Till) -> None:
    drawn = adjusted_then_settled(till)
    viewer = viewer_of(till.clerk, on=TODAY)
    assert [each.count for each in tiles_for(viewer, TODAY) if each.code == "pension.adjust_anew"] == [1]
    with pytest.raises(Refusal) as refused:
        rise_of(till, FIRST, YEAR + 12)
    assert refused.value.code == "pension_adjusted_anew_first" and "1" in refused.value.en
    approved(till, rise_of(till, AGAIN, YEAR))
    assert not waiting(till.region, YEAR).exists()
    assert not [each for each in tiles_for(viewer, TODAY) if each.code == "pension.adjust_anew"]
    assert not [each for each in tiles_of_payments(viewer, TODAY) if each.code == "payments.to_supplement"]
    with pytest.raises(Refusal) as refused:
        rise_of(till, AGAIN, YEAR)
    assert refused.value.code == "rise_already"
    assert drawn.components.filter(component="pension_adjusted_again").count() == 1


def test_who_was_settled_before_the_adjustment_has_nothing_made_anew(till: Till) -> None:
    a_pensioner()
    base_of_2024(11_883, "official")
    approved(till, rise_of(till, RESETTLEMENT.code, RETIRED))
    approved(till, reckoned(till))
    assert not waiting(till.region, YEAR).exists()
    own = rise_of(till, AGAIN, YEAR)
    assert (own.people, own.month_fen) == (0, 0)


def test_nothing_is_made_anew_while_the_settlement_is_put_in_payment(till: Till) -> None:
    a_pensioner()
    approved(till, reckoned(till))
    base_of_2024(11_883, "official")
    own = rise_of(till, RESETTLEMENT.code, RETIRED)
    own = actions.approve_rise(rise_id=own.pk, seen_version=own.version, by=till.approver, at=tick())
    with pytest.raises(Refusal) as refused:
        rise_of(till, AGAIN, YEAR)
    assert refused.value.code == "pension_still_settling"
    assert own.put_run is not None
    work(own.put_run)
    assert rise_of(till, AGAIN, YEAR).people == 1


def test_a_year_that_was_not_adjusted_is_not_made_anew(till: Till) -> None:
    a_pensioner()
    with pytest.raises(Refusal) as refused:
        rise_of(till, AGAIN, YEAR)
    assert refused.value.code == "pension_not_adjusted_then"


def test_above_the_limit_of_the_level_nothing_is_taken_back(five_cities: None) -> None:
    """The level part falls from 18 to 3 yuan as the new amount crosses the limit: less than before, so nothing."""
    law = law_of(region(BEIJING), YEAR)
    assert adjusted_again(AdjustmentFacts(711_800, 16, 60), plan(700_000), law).value == plan(711_800) - plan(700_000)
    crossed = adjusted_again(AdjustmentFacts(711_801, 16, 60), plan(711_800), law)
    assert crossed.value == 0 and "不足零按零" in str(crossed.trace.steps[-1].how)
