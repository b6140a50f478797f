"""Grants beside the benefit: once a spell, by the law of its place; months paid at once are not paid monthly too."""

from typing import Any

import pytest

from benefits.claims.models import Decision
from benefits.payments.models import Entitlement, Hold
from benefits.unemployment.models import SpellGrant
from benefits.unemployment.schemes.benefit import BENEFIT
from benefits.unemployment.selectors import last_spell
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from tests import cities, database
from tests.cities import BEIJING, GUANGZHOU, NOVEMBER, broken
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, an_employer, an_employment
from tests.payments.till import Till, funded
from tests.unemployment.spells import A_MONTH, A_MONTH_BEFORE_SEPTEMBER, a_desk, a_spell, works_again

pytestmark = pytest.mark.usefixtures("a_year_paid")
REEMPLOYED, STARTUP = "unemployment_reemployed", "unemployment_startup"
CHILDBIRTH, JOB_SEEKING = "unemployment_childbirth", "unemployment_job_seeking"
A_YEARS_CONTRACT = {"contract_months": 12}
A_BUSINESS = {"business": "某某面馆", "licence": "92440101MA5XXXXX0A"}


def not_due(desk: ClaimDesk, facts: dict[str, Any]) -> str:
    """Why the second hand may not grant it."""
    case = desk.handled(desk.asked(facts))
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert refusal.value.code == "claim_not_due"
    return refusal.value.zh


def granted(person: Person, matter: str, facts: dict[str, Any]) -> tuple[Case, int]:
    """The case, and fen paid once."""
    desk = a_desk(person, matter)
    case = desk.asked(facts)
    assert case.hands >= 2
    (item,) = desk.granted(case).items.all()
    assert item.rhythm == "once"
    return case, item.amount_fen


def back_at_work(*, paid: int = 3) -> tuple[Person, Entitlement]:
    person, spell = a_spell(months=12, first=Month(2026, 2))
    works_again(person, since=Month(2026, 6), paid=paid)
    return person, spell


def test_who_is_back_at_work_is_paid_half_of_what_is_left_and_keeps_the_other_half() -> None:
    """12 months from February, work in June: 8 are left, 4 are paid at once, 4 are kept."""
    person, spell = back_at_work()
    with pytest.MonkeyPatch.context() as unended, database.refused("spell_grant_ends_the_benefit"):
        unended.setattr("benefits.unemployment.schemes.granted.stop", lambda **_: None)
        granted(person, REEMPLOYED, A_YEARS_CONTRACT)
    case, fen = granted(person, REEMPLOYED, A_YEARS_CONTRACT)
    assert fen == 4 * A_MONTH_BEFORE_SEPTEMBER
    grant = SpellGrant.objects.get()
    assert (grant.spell_id, grant.months_used, grant.from_month) == (spell.pk, 4, Month(2026, 6))
    ending = spell.endings.get()
    assert (ending.kind, ending.from_month, ending.because, ending.case_id) == (
        "ended", Month(2026, 6), "reemployed", case.pk,
    )  # fmt: skip
    left = last_spell(person, BENEFIT)
    assert left is not None and left.unused == 4
    assert broken() == {}


@pytest.mark.parametrize("because", ["reemployed", "not_verified"])
def test_months_left_are_those_after_the_end_that_was_decided_before(because: str) -> None:
    """Work in June, the benefit ended from July by decision: June stays paid, 7 are left, 4 at once, 3 are kept."""
    person, spell = back_at_work()
    Till(fund=Fund.UNEMPLOYMENT, pool=GUANGZHOU).stopped(spell, month=Month(2026, 7), because=because)
    _, fen = granted(person, REEMPLOYED, A_YEARS_CONTRACT)
    grant = SpellGrant.objects.get()
    assert (fen, grant.months_used, grant.from_month) == (4 * A_MONTH_BEFORE_SEPTEMBER, 4, Month(2026, 7))
    left = last_spell(person, BENEFIT)
    assert left is not None and left.unused == 3
    assert spell.endings.count() == 1 and broken() == {}


def test_an_end_decided_while_the_grant_is_handled_has_it_handled_again() -> None:
    person, spell = back_at_work()
    desk = a_desk(person, REEMPLOYED)
    case = desk.handled(desk.asked(A_YEARS_CONTRACT))
    Till(fund=Fund.UNEMPLOYMENT, pool=GUANGZHOU).stopped(spell, month=Month(2026, 7), because="reemployed")
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert refusal.value.code == "claim_assessed_anew"


def test_an_end_for_another_reason_before_work_began_is_decided_in_writing() -> None:
    person, spell = back_at_work()
    Till(fund=Fund.UNEMPLOYMENT, pool=GUANGZHOU).stopped(spell, month=Month(2026, 5))
    assert "此前已因其他情形停发" in not_due(a_desk(person, REEMPLOYED), A_YEARS_CONTRACT)


def test_a_short_contract_or_too_few_months_insured_is_decided_in_writing() -> None:
    person, _ = back_at_work(paid=2)
    assert "须满3个月，现为2个月" in not_due(a_desk(person, REEMPLOYED), A_YEARS_CONTRACT)
    assert "须满12个月，现为6个月" in not_due(a_desk(person, REEMPLOYED), {"contract_months": 6})


def test_without_new_work_there_is_nothing_for_early_work() -> None:
    person, _ = a_spell()
    assert "没有重新就业" in not_due(a_desk(person, REEMPLOYED), A_YEARS_CONTRACT)


def test_a_business_is_paid_all_months_left_and_the_benefit_ends() -> None:
    """Six months from November: November is paid monthly, the five after it at once; both by one run."""
    person, spell = a_spell()
    _, fen = granted(person, STARTUP, A_BUSINESS)
    assert fen == 5 * A_MONTH
    assert spell.endings.get().from_month == NOVEMBER + 1
    left = last_spell(person, BENEFIT)
    assert left is not None and left.unused == 0
    funded(Fund.UNEMPLOYMENT, pool=GUANGZHOU)
    till = Till(fund=Fund.UNEMPLOYMENT, pool=GUANGZHOU)
    own = till.opened()
    assert own.total_fen == 6 * A_MONTH
    for hold in Hold.objects.filter(lifted_at=None).exclude(because="sample"):
        assert hold.because == "outlier"
        till.lift(hold)
    till.answered(till.sent(till.approved(own)))
    assert broken() == {}


def test_what_is_paid_to_who_works_again_is_not_held_for_working() -> None:
    person, _ = back_at_work()
    granted(person, REEMPLOYED, A_YEARS_CONTRACT)
    till = Till(fund=Fund.UNEMPLOYMENT, pool=GUANGZHOU)
    before = till.approved(till.opened(Month(2026, 6)))
    own = till.opened()
    assert own.total_fen == 4 * A_MONTH_BEFORE_SEPTEMBER
    held = Hold.objects.filter(because="working").values_list("batch_id", flat=True)
    of_the_benefit = set(before.batches.values_list("pk", flat=True))
    assert held and set(held) <= of_the_benefit, "only months of the benefit are drawn beside work"


def test_who_works_does_not_found_a_business() -> None:
    person, _ = a_spell()
    an_employment(person, an_employer(at=cities.COUNTY_OF[GUANGZHOU]), since=NOVEMBER)
    assert "按重新就业申领" in not_due(a_desk(person, STARTUP), A_BUSINESS)


def test_months_are_paid_at_once_one_time_only() -> None:
    person, _ = a_spell()
    case, _ = granted(person, STARTUP, A_BUSINESS)
    for matter, facts in ((STARTUP, A_BUSINESS), (REEMPLOYED, A_YEARS_CONTRACT)):
        with pytest.raises(Refusal) as refusal:
            a_desk(person, matter).asked(facts)
        assert refusal.value.code == "matter_stands_against" and case.number in refusal.value.zh


def test_two_claims_at_once_are_granted_once() -> None:
    person, _ = a_spell()
    one, other = a_desk(person, STARTUP), a_desk(person, STARTUP)
    first = one.handled(one.asked(A_BUSINESS))
    second = other.handled(other.asked(A_BUSINESS | {"business": "另一面馆"}))
    one.act("review", first, one.reviewer)
    with pytest.raises(Refusal) as refusal:
        other.act("review", second, other.reviewer)
    assert refusal.value.code == "claim_assessed_anew"


def test_a_birth_while_drawing_adds_three_months_once_a_birth() -> None:
    person, _ = a_spell()
    born = {"born_on": "2026-11-12"}
    _, fen = granted(person, CHILDBIRTH, born)
    assert fen == 3 * A_MONTH
    assert "这次生育已由办件" in not_due(a_desk(person, CHILDBIRTH), born)
    assert "这次生育已由办件" in not_due(a_desk(person, CHILDBIRTH), {"born_on": "2026-11-03"}), "another day of it"
    assert "没有在领取" in not_due(a_desk(person, CHILDBIRTH), {"born_on": "2026-04-12"})
    assert broken() == {}


def test_how_far_apart_two_births_are_is_dated_law() -> None:
    """8 or 9 days apart: one birth by the 180 on file, two where the place says 8."""
    person, _ = a_spell()
    granted(person, CHILDBIRTH, {"born_on": "2026-11-12"})
    assert "这次生育已由办件" in not_due(a_desk(person, CHILDBIRTH), {"born_on": "2026-11-03"})
    cities.change_law("unemployment.between_births_days", "000000", category="", value=8)
    granted(person, CHILDBIRTH, {"born_on": "2026-11-04"})
    assert SpellGrant.objects.filter(scheme=CHILDBIRTH).count() == 2


def test_the_job_seeking_subsidy_is_paid_for_the_months_drawn() -> None:
    """Ten months drawn: six are paid for, 15 % of 8,000 each."""
    person, _ = a_spell(months=12, first=Month(2026, 2))
    _, fen = granted(person, JOB_SEEKING, {})
    assert fen == 6 * 1_200_00
    with pytest.raises(Refusal) as refusal:
        a_desk(person, JOB_SEEKING).asked({})
    assert refusal.value.code == "matter_stands_against"
    assert broken() == {}


def test_the_job_seeking_subsidy_waits_until_it_can_be_decided_whole() -> None:
    person, _ = a_spell()
    assert "已领取1个月" in not_due(a_desk(person, JOB_SEEKING), {})


def test_a_place_without_a_value_on_file_says_so_before_anybody_asks() -> None:
    desk = ClaimDesk()
    desk.granted(desk.received())
    asked: dict[str, dict[str, Any]] = {
        REEMPLOYED: A_YEARS_CONTRACT, STARTUP: A_BUSINESS, CHILDBIRTH: {"born_on": str(TODAY)}, JOB_SEEKING: {},
    }  # fmt: skip
    for matter, facts in asked.items():
        with pytest.raises(Refusal) as refusal:
            ClaimDesk(desk.person, matter=matter).asked(facts)
        assert refusal.value.code == "matter_stands_against"
        assert BEIJING in refusal.value.zh and "不按其他地区或全国数值推算" in refusal.value.zh


def test_who_draws_nothing_is_told_to_claim_the_benefit_first() -> None:
    with pytest.raises(Refusal) as refusal:
        ClaimDesk(matter=CHILDBIRTH).asked({"born_on": str(TODAY)})
    assert "没有核定过失业保险金" in refusal.value.zh


def test_the_database_keeps_a_grant_to_its_spell_and_ends_the_benefit_with_it() -> None:
    person, spell = a_spell()
    granted(person, CHILDBIRTH, {"born_on": "2026-11-12"})
    decision = Decision.objects.latest("pk")
    grant = SpellGrant.objects.get()
    with database.refused("spell_grant_as_decided"):
        SpellGrant.objects.create(
            decision=spell.decision, spell=spell, scheme=JOB_SEEKING, from_month=NOVEMBER
        )  # fmt: skip
    with database.refused("spell_grant_once_a_birth"):
        SpellGrant.objects.create(
            decision=spell.decision, spell=spell, scheme=CHILDBIRTH, from_month=NOVEMBER, born_on=grant.born_on
        )
    with database.refused("spell_grant_of_its_kind"):
        SpellGrant.objects.create(
            decision=spell.decision, spell=spell, scheme=STARTUP, from_month=NOVEMBER, months_used=0
        )
    assert grant.decision_id == decision.pk
