"""Our own records are looked through before a month is assembled: what they say is verified, and stops nothing."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benefits.claims.schemes import Pension
from benefits.payments import actions
from benefits.payments.checks import checks_of, known_check
from benefits.payments.models import Entitlement, Hold, Suspicion
from benefits.payments.rules.course import Why
from benefits.pension.checks import OnePension
from benefits.unemployment.checks import StillUnemployed
from benefits.unemployment.models import RefusedOffer
from enrollment.coverage.rules.kinds import Register
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.claims.toy import Rainwear
from tests.coverage.registers import came, lives
from tests.factories import TODAY, a_member_of_staff, a_person, an_employer, an_employment, identity_number_of
from tests.payments.refusals import refused
from tests.payments.setting_off import next_month
from tests.payments.till import Till, a_card, funded
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture(autouse=True)
def _old_age(monkeypatch: Any) -> None:
    """The toy's pension counts as an old-age pension."""
    monkeypatch.setattr(Rainwear, "pension", Pension.OLD_AGE, raising=False)
    monkeypatch.setattr(OnePension, "pensions", ("toy_pension",))


@pytest.fixture
def till() -> Till:
    funded(Fund.UNEMPLOYMENT)
    return Till("toy_dole", Fund.UNEMPLOYMENT)


def drawing(till: Till, **traits: Any) -> Entitlement:
    person = a_person(lives_in="110105", **traits)
    a_card(person)
    return till.granted(person)


def kinds(entitlement: Entitlement) -> list[str]:
    return sorted(entitlement.suspicions.values_list("kind", flat=True))


def offered(till: Till, entitlement: Entitlement, by: str = "某厂", on: dt.date = TODAY) -> Any:
    facts = {"entitlement": entitlement.number, "refused_on": str(on), "offered_by": by, "offered": "装配工，称路远"}
    desk = ClaimDesk(entitlement.person, matter="work_refused")
    return desk.act("review", desk.handled(desk.asked(facts)), desk.reviewer)


def test_who_works_again_is_held_verified_and_paid_only_by_two(till: Till) -> None:
    at_work, jobless = drawing(till), drawing(till)
    an_employment(at_work.person, an_employer(), since=NOVEMBER)
    own = till.opened()
    suspicion = Suspicion.objects.get()
    assert (suspicion.entitlement, suspicion.kind, suspicion.found_by) == (at_work, "reemployed", StillUnemployed.code)
    assert (suspicion.row, suspicion.happened_on) == (None, NOVEMBER.first_day)
    assert not at_work.endings.exists() and not jobless.suspicions.exists()
    assert Hold.objects.filter(because=Why.SUSPECTED).get().person == at_work.person
    assert till.sent(till.approved(own)).payments == 1
    assert broken() == {}


def test_the_run_says_in_words_what_our_own_record_found(till: Till, client: Client) -> None:
    entitlement = drawing(till)
    an_employment(entitlement.person, an_employer(), since=NOVEMBER)
    own = till.opened()
    client.force_login(till.reviewer)
    page = client.get(reverse("payment_run", args=[own.number])).content.decode()
    assert "用工登记显示已在单位就业" in page


def test_what_was_answered_is_not_asked_again_next_month(till: Till) -> None:
    entitlement = drawing(till)
    an_employment(entitlement.person, an_employer(), since=NOVEMBER)
    own = till.opened()
    till.kept(Suspicion.objects.get())
    assert actions.suspecting.look_through(till.region, till.fund, NOVEMBER + 1, tick()) == 0
    assert Suspicion.objects.count() == 1 and own.total_fen == 10_000


def test_work_before_the_benefit_or_ended_is_no_lead(till: Till) -> None:
    entitlement = drawing(till)
    an_employment(entitlement.person, an_employer(), since=Month(2025, 1))
    till.opened()
    assert kinds(entitlement) == []


def test_who_draws_a_pension_under_any_record_is_suspected(till: Till) -> None:
    entitlement, other = drawing(till), a_person()
    merged(entitlement.person, other, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    Till("toy_pension", Fund.PENSION).granted(other)
    till.opened()
    assert kinds(entitlement) == ["on_pension"]
    assert broken() == {}


def test_who_is_past_the_month_of_retirement_is_suspected(till: Till) -> None:
    entitlement, younger = drawing(till), drawing(till)
    assert kinds(younger) == []
    Person.objects.filter(pk=entitlement.person_id).update(
        birth_on=dt.date(1965, 1, 5), retirement_group="M60", sex="male"
    )
    till.opened()
    suspicion = entitlement.suspicions.get()
    assert (suspicion.kind, suspicion.happened_on) == ("past_retirement", dt.date(2025, 2, 1))
    assert not younger.suspicions.exists()


def test_work_refused_as_often_as_the_place_says_is_suspected(till: Till) -> None:
    entitlement = drawing(till)
    with refused("refused_offer_when"):
        offered(till, entitlement, on=dt.date(2020, 1, 1))
    offered(till, entitlement)
    with refused("refused_offer_known"):
        offered(till, entitlement)
    till.opened()
    suspicion = entitlement.suspicions.get()
    assert (suspicion.kind, suspicion.happened_on) == ("refused_work", TODAY)
    with database.refused("refused_offer_says_what"):
        RefusedOffer.objects.create(
            entitlement=entitlement, refused_on=TODAY, offered_by="", offered="x", case=RefusedOffer.objects.get().case,
            recorded_at=tick(),
        )  # fmt: skip
    with database.refused("refused_offer_by_two"):
        RefusedOffer.objects.create(
            entitlement=entitlement, refused_on=TODAY, offered_by="另一厂", offered="x",
            case=ClaimDesk(entitlement.person, matter="work_refused").asked(
                {"entitlement": entitlement.number, "refused_on": str(TODAY), "offered_by": "另一厂", "offered": "x"}
            ),
            recorded_at=tick(),
        )  # fmt: skip
    assert broken() == {}


def test_who_draws_no_unemployment_benefit_refuses_nothing(till: Till) -> None:
    entitlement = Till("toy_pension", Fund.PENSION).granted(a_person())
    with refused("facts_invalid"):
        offered(till, entitlement)


def test_a_residents_pension_beside_an_employees_is_suspected_and_work_is_not() -> None:
    funded(Fund.PENSION_RESIDENT)
    till = Till("toy_residents", Fund.PENSION_RESIDENT)
    both, one = drawing(till), drawing(till)
    Till("toy_pension", Fund.PENSION).granted(both.person)
    an_employment(one.person, an_employer(), since=NOVEMBER)
    till.opened()
    assert kinds(both) == ["two_pensions"] and kinds(one) == []
    assert broken() == {}


def test_who_moved_out_is_suspected_of_a_residents_pension_alone(till: Till) -> None:
    resident, jobless = drawing(Till("toy_residents", Fund.PENSION_RESIDENT)), drawing(till)
    rows = [lives(identity_number_of(each.person), each.person.name, over=True) for each in (resident, jobless)]
    batch = came(Register.HOUSEHOLD, *rows)
    came(Register.HOUSEHOLD, *rows, as_of=TODAY - dt.timedelta(days=1))
    suspicion = Suspicion.objects.get()
    assert suspicion.row is not None and suspicion.row.batch == batch
    assert (suspicion.entitlement, suspicion.kind) == (resident, "moved_out")
    assert broken() == {}


def test_a_suspicion_has_one_source_and_a_check_one_code(till: Till) -> None:
    entitlement = drawing(till)
    with database.refused("suspicion_has_one_source"):
        Suspicion.objects.create(entitlement=entitlement, kind="x", happened_on=TODAY, found_at=tick())
    with pytest.raises(ValueError, match="another check"):
        known_check(StillUnemployed())
    assert [each.code for each in checks_of(Fund.UNEMPLOYMENT)] == [StillUnemployed.code]


def test_the_work_list_says_who_found_it(till: Till, client: Any) -> None:
    entitlement = drawing(till)
    an_employment(entitlement.person, an_employer(), since=NOVEMBER)
    till.opened()
    client.force_login(till.clerk)
    page = client.get(reverse("suspicions")).content.decode()
    assert str(StillUnemployed.title.zh) in page and StillUnemployed.kinds["reemployed"].zh in page
    start = reverse("matter_start", args=["work_refused", entitlement.person.number])
    assert entitlement.number in client.get(start).content.decode()
    assert till.region.pk == BEIJING


@pytest.mark.parametrize(
    ("since", "before", "is_held"),
    [
        (NOVEMBER - 12, NOVEMBER + 1, False),
        (NOVEMBER - 12, NOVEMBER + 2, True),
        (NOVEMBER - 12, None, True),
        (NOVEMBER, NOVEMBER + 1, True),
    ],
    ids=["lost this month", "lost next month", "goes on", "began since"],
)
def test_the_job_that_was_lost_is_no_work_in_the_first_month_of_the_benefit(
    till: Till, since: Month, before: Month | None, is_held: bool
) -> None:
    """Registered on a day of November, the month is due (SIL 50); the employer insured the person through it."""
    entitlement = drawing(till)
    InsuredPeriod.objects.create(
        person=entitlement.person, employer=an_employer(), insurance="unemployment", region_id=BEIJING,
        from_month=since, before_month=before, ended_because="left" if before else "",
    )  # fmt: skip
    till.opened()
    assert Hold.objects.filter(because=Why.WORKING).exists() is is_held


def test_a_job_that_ends_in_a_later_month_of_the_benefit_is_work(till: Till, monkeypatch: Any) -> None:
    entitlement = drawing(till)
    till.sent(till.approved())
    InsuredPeriod.objects.create(
        person=entitlement.person, employer=an_employer(), insurance="unemployment", region_id=BEIJING,
        from_month=NOVEMBER, before_month=NOVEMBER + 2, ended_because="left",
    )  # fmt: skip
    own = next_month(till, monkeypatch)
    assert Hold.objects.filter(month=own.month, because=Why.WORKING).exists()


def test_the_guard_knows_every_record_of_the_person(till: Till) -> None:
    entitlement, other = drawing(till), a_person(lives_in="110105")
    merged(entitlement.person, other, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    a_card(other, account="6222000099999999999")
    funded(Fund.PENSION)
    pension = Till("toy_pension", Fund.PENSION)
    pension.granted(other)
    pension.opened()
    InsuredPeriod.objects.create(
        person=other, employer=an_employer(), insurance="unemployment", region_id=BEIJING, from_month=NOVEMBER
    )
    till.opened()
    held = Hold.objects.filter(person=entitlement.person).values_list("because", flat=True)
    assert {Why.TWO_BENEFITS, Why.WORKING} <= set(held)
