"""The residents' pension from application to decision: facts of the record, law of the place, a letter, guards."""

import datetime as dt

import pytest

from benefits.claims.models import Decision
from benefits.payments.models import Component, Entitlement
from contributions.assessment.models import Bill, Notice
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.selfpay.actions import choose_resident_tier
from enrollment.registry.models import Person
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import ResidentScheme
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.letters.selectors import reissue_pdf
from siadmin.matters.rules import State
from tests import database
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, NOVEMBER, SHANGHAI, broken, change_law, tick
from tests.claims import toy
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_citizen, a_person, region
from tests.pension.golden import golden

pytestmark = pytest.mark.usefixtures("five_cities")
SIXTY_IN_OCTOBER = dt.date(1966, 10, 31)
YEAR = Month(2026, 1)
NATION = "000000"


@pytest.fixture(autouse=True)
def _a_year_suffices(five_cities: None) -> None:
    """Nobody pays fifteen years in a test; which number the law says is in the parameters."""
    change_law("pension.minimum_years_months", NATION, category="resident", value=12)


def a_resident(pool: str = BEIJING, *, born_on: dt.date = SIXTY_IN_OCTOBER, pays: bool = True) -> Person:
    """The year 2026 on a tier of a thousand yuan, paid at once."""
    person = a_person(born_on=born_on, lives_in=COUNTY_OF[pool], household=COUNTY_OF[pool])
    if pays:
        paid_as_resident(person, pool)
    return person


def paid_as_resident(person: Person, pool: str = BEIJING) -> None:
    choose_resident_tier(
        person=person, region=region(pool), scheme=ResidentScheme.PENSION, year=2026, tier_fen=1_000_00,
        category="resident", by=None, at=tick(),
    )  # fmt: skip
    notice = Notice.objects.filter(person=person, month=YEAR).latest("version")
    for bill in Bill.objects.filter(person=person, month=YEAR, settled_on=None, total_fen__gt=0):
        told = Told(
            external_id=f"W{bill.pk}", received_on=str(TODAY), region=bill.region_id, fund=bill.fund,
            amount=str(yuan(bill.total_fen)), reference=notice.reference,
        )  # fmt: skip
        receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)


def a_desk(person: Person, pool: str = BEIJING) -> ClaimDesk:
    return ClaimDesk(person, pool=pool, matter="residents_pension")


def denied(desk: ClaimDesk) -> str:
    """Decided against by the last hand; what the first one signed for says why."""
    case = desk.handled(desk.asked({}))
    with pytest.raises(Refusal) as told:
        desk.act("review", case, desk.reviewer)
    assert told.value.code == "claim_not_due"
    desk.act("refuse", case, desk.reviewer, reason="不符合国发〔2014〕8号第七条")
    decision = Decision.objects.get(claim__case=case)
    assert decision.outcome == "denied" and reissue_pdf(decision.letter).startswith(b"%PDF")
    assert broken() == {}
    return told.value.zh


@pytest.mark.usefixtures("letters_set")
def test_basic_and_account_are_granted_for_life_in_beijing() -> None:
    expected = golden("residents_pension", "RES-010")
    desk = a_desk(a_resident(born_on=dt.date(1966, 11, 30)))
    case = desk.asked({})
    decision = desk.granted(case)
    items = {each.component: each for each in decision.items.all()}
    assert items["resident_account"].amount_fen == expected["account"]
    assert sum(each.amount_fen for each in items.values()) == expected["total"]
    assert {(each.rhythm, each.from_month, each.before_month) for each in items.values()} == {
        ("monthly", NOVEMBER + 1, None)
    }
    case.refresh_from_db()
    assert case.state == State.DONE and case.hands == 2
    assert Component.objects.filter(entitlement__decision=decision, entitlement__fund="pension_resident").count() == 2
    assert reissue_pdf(decision.letter).startswith(b"%PDF")
    assert Message.objects.filter(code="claim_granted", recipient=desk.person.number).count() == 1
    assert broken() == {}


def test_who_reached_the_time_paid_after_sixty_draws_from_the_month_after_that() -> None:
    """Sixty long ago, the year that was missing was paid in November."""
    desk = a_desk(a_resident(born_on=dt.date(1963, 1, 1)))
    assert {each.from_month for each in desk.granted(desk.asked({})).items.all()} == {NOVEMBER + 1}


def test_who_is_not_sixty_is_denied_in_writing() -> None:
    assert "60" in denied(a_desk(a_resident(born_on=dt.date(1966, 12, 1))))


def test_who_paid_too_little_is_denied_in_writing_at_the_household() -> None:
    desk = a_desk(a_resident(pays=False))
    assert "不满1年" in denied(desk), "as the law on file says, not as a text does"


def test_nobody_gets_it_beside_an_employees_pension() -> None:
    person = a_resident()
    with toy.joined():
        desk = ClaimDesk(person, matter="toy_pension")
        desk.granted(desk.asked({"days": 100}))
        assert "职工基本养老金" in denied(a_desk(person))


def test_a_nation_wide_minimum_does_not_stand_in_for_the_amount_of_a_place() -> None:
    desk = a_desk(a_resident(GUANGZHOU), GUANGZHOU)
    case = desk.asked({})
    with pytest.raises(Refusal) as told:
        desk.handled(case)
    assert told.value.code == "not_verified_here"


def test_the_amount_of_shanghai_is_that_of_shanghai() -> None:
    desk = a_desk(a_resident(SHANGHAI), SHANGHAI)
    decision = desk.granted(desk.asked({}))
    assert decision.items.get(component="resident_basic").amount_fen == 1_555_00


def test_it_is_not_claimed_twice_nor_for_the_dead() -> None:
    desk = a_desk(a_resident())
    desk.granted(desk.asked({}))
    with pytest.raises(Refusal) as told:
        desk.asked({})
    assert told.value.code == "matter_stands_against"
    Person.objects.filter(pk=desk.person.pk).update(died_on=TODAY)
    subject = Persons().find([desk.person.number])[desk.person.number]
    assert len(desk.matter.against(subject, TODAY)) == 2


def test_what_is_paid_between_two_hands_is_not_signed_for() -> None:
    """Regulations E: an amount never changes between the hands that decide it."""
    desk = a_desk(a_resident())
    case = desk.handled(desk.asked({}))
    change_law("pension.resident_basic_month", BEIJING, category="resident", value=1_010)
    with pytest.raises(Refusal) as told:
        desk.act("review", case, desk.reviewer)
    assert told.value.code == "claim_assessed_anew"
    assert not Decision.objects.exists()


def test_a_citizen_applies_online() -> None:
    desk = a_desk(a_resident())
    case = desk.asked({}, by=a_citizen(desk.person))
    assert desk.claim(case).region_id == BEIJING


@pytest.mark.usefixtures("letters_set")
def test_no_benefit_and_no_part_of_one_is_in_payment_without_a_decision() -> None:
    desk = a_desk(a_resident())
    part = desk.granted(desk.asked({})).items.get(component="resident_basic").in_payment
    own = part.entitlement
    denied(a_desk(a_resident(born_on=dt.date(1980, 1, 1))))
    with database.refused("component_by_what"):
        Component.objects.create(
            entitlement=own, component=part.component, booked_as=part.booked_as, amount_fen=1, rhythm=part.rhythm,
            from_month=part.from_month + 1,
        )  # fmt: skip
    with database.refused("entitlement_as_granted"):
        Entitlement.objects.create(
            number="B-TEST", decision=Decision.objects.get(outcome="denied"), person=own.person, region=own.region,
            insurance=own.insurance, fund=own.fund, scheme=own.scheme,
        )  # fmt: skip
