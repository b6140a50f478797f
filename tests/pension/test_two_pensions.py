"""Of a residents' and an employees' pension one is drawn: the other is ended first, under whichever record it is."""

from itertools import product
from typing import Any

import pytest
from django.db import connection

from benefits.claims.schemes import Pension, pensions, schemes
from benefits.claims.selectors import assessed, claimant_of
from benefits.payments.models import Entitlement
from benefits.payments.selectors import not_beside
from benefits.pension.checks import BOTH
from benefits.pension.schemes import residents
from benefits.pension.unsettled import drawn_beside
from enrollment.registry.models import Merge, Person
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from tests import database
from tests.cities import NOVEMBER, broken, change_law, tick
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_member_of_staff
from tests.payments.till import Till
from tests.pension.test_disability_scheme import claimed as allowance_claimed
from tests.pension.test_old_age_pension import a_career, claimed
from tests.pension.test_residents_scheme import SIXTY_IN_OCTOBER, paid_as_resident
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")
FIRST = NOVEMBER + 1  # the year was paid in November


@pytest.fixture(autouse=True)
def _a_year_suffices(five_cities: None) -> None:
    change_law("pension.minimum_years_months", "000000", category="resident", value=12)


def of_both(**traits: Any) -> Person:
    """A career among employees, and a year paid as a resident."""
    person = a_career(lives_in="110105", **traits)
    paid_as_resident(person)
    return person


def resident_claimed(person: Person) -> tuple[ClaimDesk, Case]:
    desk = ClaimDesk(person, matter="residents_pension")
    return desk, desk.asked({})


def in_payment(claim: tuple[ClaimDesk, Case]) -> Entitlement:
    desk, case = claim
    return Entitlement.objects.get(decision=desk.granted(case))


def test_the_residents_pension_is_ended_before_that_of_employees_is_granted() -> None:
    person = of_both()
    drawn = in_payment(resident_claimed(person))
    desk, case = claimed(person)
    told = assessed(desk.matter.scheme, claimant_of(desk.claim(case)), {}).told["known"]
    assert any(drawn.number in each["value"]["zh"] and str(FIRST) in each["value"]["en"] for each in told)
    case = desk.handled(case)
    with pytest.raises(Refusal) as refused:
        desk.act("review", case, desk.reviewer)
    assert refused.value.code == "entitlement_pension_beside"
    assert drawn.number in refused.value.en and str(FIRST) in refused.value.zh and "停发" in refused.value.remedy_zh
    till = Till("residents_pension", Fund.PENSION_RESIDENT)
    till.stopped(drawn, month=FIRST + 1, because=BOTH)
    with pytest.raises(Refusal) as refused:
        desk.act("review", case, desk.reviewer)
    assert refused.value.code == "entitlement_pension_beside", "one month is drawn twice still"
    till.stopped(drawn, month=FIRST, because=BOTH)
    with pytest.raises(Refusal) as refused:
        desk.act("review", case, desk.reviewer)
    assert refused.value.code == "claim_assessed_anew", "who signed first signed for what was in payment then"
    case = desk.handled(desk.act("send_back", case, desk.reviewer, reason="居民养老金已停发"))
    desk.act("review", case, desk.reviewer)
    pension = Entitlement.objects.get(decision__claim__case=case)
    assert Entitlement.objects.filter(person=person).count() == 2 and not pension.endings.exists()
    assert broken() == {}


def test_a_residents_pension_follows_one_of_employees_that_has_ended() -> None:
    person = of_both()
    pension = in_payment(claimed(person))
    Till("old_age_pension", Fund.PENSION).stopped(pension, month=NOVEMBER, because="not_entitled")
    later = in_payment(resident_claimed(person))
    assert {part.from_month for part in later.components.all()} == {FIRST}
    assert broken() == {}


def test_an_allowance_for_lost_capacity_does_not_stand_against_a_residents_pension() -> None:
    person = of_both(born_on=SIXTY_IN_OCTOBER)
    in_payment(resident_claimed(person))
    in_payment(allowance_claimed(person))
    assert broken() == {}


def test_two_records_of_one_person_count_as_one() -> None:
    clerk, reviewer = a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER)
    kept, other = a_career(name="李双", lives_in="110105"), of_both(name="李双")
    in_payment(resident_claimed(other))
    merged(kept, other, clerk, reviewer)
    desk, case = claimed(kept)
    with pytest.raises(Refusal) as refused:
        desk.act("review", desk.handled(case), desk.reviewer)
    assert refused.value.code == "entitlement_pension_beside"


def test_records_under_which_both_were_drawn_are_not_merged() -> None:
    kept, other = a_career(name="李双", lives_in="110105"), of_both(name="李双")
    pension, drawn = in_payment(claimed(kept)), in_payment(resident_claimed(other))
    (found,) = drawn_beside(kept, other, TODAY)
    assert pension.number in found.said.zh and drawn.number in found.said.en
    with database.refused("merged_drawn_beside"):
        Merge.objects.create(
            record=other, into=kept, from_month=NOVEMBER, case=drawn.decision.claim.case, merged_at=tick()
        )
    Till("residents_pension", Fund.PENSION_RESIDENT).stopped(drawn, month=FIRST, because=BOTH)
    assert not list(drawn_beside(kept, other, TODAY))


def test_two_signed_at_one_moment_are_not_both_granted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at the record, and nobody at what is in payment: the database does."""
    monkeypatch.setattr(residents, "is_drawn", lambda *_args, **_how: False)
    monkeypatch.setattr("benefits.payments.actions.entitling.pensions_beside", lambda *_: [])
    person = of_both()
    in_payment(claimed(person))
    desk, case = resident_claimed(person)
    with database.refused("pension_one_at_a_time"):
        desk.act("review", desk.handled(case), desk.reviewer)


def database_says(one: str, other: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pension_not_beside(%s, %s)", [one, other])
        return bool(cursor.fetchone()[0])


def test_the_database_knows_the_same_pairs() -> None:
    codes = [scheme.code for scheme in schemes()]
    assert set(not_beside("residents_pension")) == {"old_age_pension"}
    assert set(not_beside("old_age_pension")) == {"residents_pension", *pensions(Pension.DISABILITY)}
    assert not_beside("pension_survivor_benefit") == []
    for one, other in product(codes, codes):
        said = database_says(one, other)
        both_allowances = one != other and {one, other} <= set(pensions(Pension.DISABILITY))
        assert said is (both_allowances or other in not_beside(one)), (one, other)
