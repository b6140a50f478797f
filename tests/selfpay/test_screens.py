"""What people who pay for themselves read of it, and the agency of them: the end is told, each year by itself."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contributions.selfpay.actions import choose_resident_tier, claim_subsidies
from contributions.selfpay.matters import flexible, residents
from contributions.selfpay.models import SubsidyClaim, SubsidyKind
from enrollment.participation.actions.by_oneself import join_by_oneself, stop_paying
from enrollment.participation.models import OwnTerms
from enrollment.registry.models import Person
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.posts import Post
from siadmin.kernel import runs
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.models import Channel
from tests.assessment.test_own import pay
from tests.cities import BEIJING, NOVEMBER, tick, work
from tests.factories import (
    TODAY,
    a_citizen,
    a_member_of_staff,
    a_person,
    a_user,
    an_employer,
    an_employment,
    region,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def _one_factor(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture
def courier() -> Person:
    person = a_person(lives_in="110105")
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    return person


def _chooses(person: Person, *years: int) -> None:
    for year in years:
        choose_resident_tier(
            person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=year, tier_fen=1_000_00,
            category="resident", by=None, at=tick(),
        )  # fmt: skip


def _as(person: Person) -> Client:
    client = Client(headers=ENGLISH)
    client.force_login(a_citizen(person))
    return client


def _barred(person: Person) -> dict[str, str]:
    """What stands against each matter of people who pay for themselves, in English."""
    subject = Persons().find([person.number])[person.number]
    matters = (flexible.JOIN, flexible.CHANGE, flexible.STOP, flexible.HARD_TO_PLACE, residents.TIER)
    return {each.code: against[0].what.en for each in matters if (against := each.against(subject, TODAY))}


# --- the end of paying for oneself ---------------------------------------------------------------------------------


def test_who_stopped_reads_from_when_and_is_offered_to_join_again(courier: Person) -> None:
    stop_paying(person=courier, before=NOVEMBER + 1, by=None, at=tick())
    client = _as(courier)
    page = client.get(reverse("citizen_own")).content.decode()
    assert "You have stopped: from December 2026 on you are not insured by this." in page
    assert reverse("citizen_own_join") in page
    assert "Change or stop" not in page
    assert client.get(reverse("citizen_own_change")).status_code == 302, "nothing is left to change"


def test_stopping_takes_a_second_thought(courier: Person) -> None:
    client = _as(courier)
    page = client.get(reverse("citizen_own_change")).content.decode()
    assert "I want to stop: from November 2026 on I am not insured by this." in page
    answer = client.post(reverse("citizen_own_stop"), follow=True)
    assert "Nothing was stopped" in answer.content.decode()
    assert OwnTerms.objects.get().before_month is None
    client.post(reverse("citizen_own_stop"), {"sure": "1"})
    assert OwnTerms.objects.get().before_month == NOVEMBER


def test_a_day_of_next_year_is_told_with_its_year() -> None:
    person = a_person(lives_in="110105")
    _chooses(person, 2027)
    assert "1,000.00 to pay by 31 December 2027" in _as(person).get(reverse("citizen_own")).content.decode()


def test_a_resident_reads_first_what_covers_them_and_where_to_choose_a_tier() -> None:
    person = a_person(lives_in="110105")
    _chooses(person, 2026)
    answer = _as(person).get(reverse("citizen_home"))
    assert [one.is_covered for one in answer.context["insured"]] == [True, False, False, False, False, False]
    page = answer.content.decode()
    assert "Choose a tier or pay" in page and f'href="{reverse("citizen_own")}"' in page


def test_the_home_says_the_same_month_everywhere_to_a_resident_whose_year_is_paid() -> None:
    person = a_person(lives_in="110105")
    _chooses(person, 2026)
    pay(person, NOVEMBER - 10)
    page = _as(person).get(reverse("citizen_home")).content.decode()
    assert "covers you until the end of December 2026" in page
    assert "You pay for yourself, paid up to December 2026." in page
    assert "counts once you pay it" not in page


def test_the_home_says_to_who_stops_what_of_it_is_still_to_pay(courier: Person) -> None:
    pay(courier)
    stop_paying(person=courier, before=NOVEMBER + 2, by=None, at=tick())
    page = _as(courier).get(reverse("citizen_home")).content.decode()
    assert "until the end of December 2026" in page
    assert "You pay for yourself, paid up to November 2026. What comes after it, up to December 2026, counts" in page


# --- the agency's list ---------------------------------------------------------------------------------------------


def test_each_year_of_a_resident_stands_by_itself() -> None:
    person = a_person(lives_in="110105")
    _chooses(person, 2026, 2027)
    pay(person, NOVEMBER - 10)
    client = Client(headers=ENGLISH)
    client.force_login(a_member_of_staff(Post.CLERK, at=BEIJING))
    rows = client.get(reverse("own_payers")).context["rows"]
    assert {terms.from_month.year: state for terms, state, _ in rows} == {2026: "paid", 2027: "open"}


# --- what can be done now ------------------------------------------------------------------------------------------


def test_who_does_not_pay_alone_cannot_change_or_stop_it() -> None:
    person = a_person(lives_in="110105")
    an_employment(person, an_employer(), since=NOVEMBER)
    does_not = "Does not pay in flexible employment"
    assert _barred(person) == {
        "flexible_change": does_not,
        "flexible_stop": does_not,
        "flexible_hard_to_place": does_not,
        "resident_tier": "Is insured as an employee in pension and medical insurance",
    }


def test_who_pays_alone_cannot_join_again_and_who_stopped_can(courier: Person) -> None:
    assert _barred(courier) == {"flexible_join": "Pays in flexible employment already"}
    stop_paying(person=courier, before=NOVEMBER + 1, by=None, at=tick())
    assert set(_barred(courier)) == {"flexible_change", "flexible_stop", "flexible_hard_to_place"}


def test_what_stands_against_it_locks_the_offer_and_refuses_the_case() -> None:
    clerk, person = a_member_of_staff(Post.CLERK, at=BEIJING), a_person(lives_in="110105")
    client = Client(headers=ENGLISH)
    client.force_login(clerk)
    page = client.get(reverse("person", args=[person.number]))
    assert "Stop paying in flexible employment" in {title.en for title, *_ in page.context["barred"]}
    assert "Does not pay in flexible employment" in page.content.decode()
    with pytest.raises(Refusal) as refused:
        actions.receive(
            matter=flexible.STOP, subject=Persons().find([person.number])[person.number],
            facts={"month": str(NOVEMBER)}, channel=Channel.COUNTER, by=clerk, at=tick(),
        )  # fmt: skip
    assert refused.value.code == "matter_stands_against"


# --- claims --------------------------------------------------------------------------------------------------------


def _claims(*tiers: int) -> SubsidyClaim:
    for tier in tiers:
        person = a_person(lives_in="110105")
        choose_resident_tier(
            person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=2026, tier_fen=tier,
            category="resident", by=None, at=tick(),
        )  # fmt: skip
        pay(person, NOVEMBER - 10)
    return claim_subsidies(
        kind=SubsidyKind.PENSION_RESIDENT, region=region(BEIJING), until=NOVEMBER, by=a_user(staff=True), at=tick(),
        people_a_slice=1,
    )  # fmt: skip


def _clerk() -> Client:
    client = Client(headers=ENGLISH)
    client.force_login(a_member_of_staff(Post.CLERK, at=BEIJING))
    return client


def test_a_claim_shows_how_far_its_list_is_and_its_final_figures_by_itself() -> None:
    claim = _claims(1_000_00, 2_000_00)
    client, address = _clerk(), reverse("subsidy_claim", args=[claim.number])
    page = client.get(address).content.decode()
    assert "0 of 2 people done" in page and 'hx-trigger="every 2s"' in page
    assert claim.listed_in is not None
    taken = runs.claim(claim.listed_in.pk, worker="one", lease=runs.LEASE)
    assert taken is not None and runs.do_slice(taken[0], attempt=taken[1])
    page = client.get(address).content.decode()
    assert "1 of 2 people done" in page and "Listed so far" in page
    listed = claim.items.get().amount_fen
    assert f'<td class="num">{written(listed)}</td></tr></tfoot>' in page
    work(claim.listed_in)
    claim.refresh_from_db()
    page = client.get(address).content.decode()
    assert f"¥\xa0{written(claim.total_fen)} claimed for 2 people" in page and "every 2s" not in page


def test_the_list_of_claims_follows_runs_and_is_filtered() -> None:
    claim = _claims(1_000_00)
    client = _clerk()
    page = client.get(reverse("subsidies")).content.decode()
    assert claim.number in page and "every 2s" in page
    assert claim.listed_in is not None
    work(claim.listed_in)
    page = client.get(reverse("subsidies")).content.decode()
    assert "every 2s" not in page
    for asked, is_there in (
        ({"kind": "pension_resident"}, True), ({"kind": "hard_to_place"}, False), ({"state": "claimed"}, True),
        ({"state": "received"}, False), ({"year": "2026"}, True), ({"year": "2025"}, False),
    ):  # fmt: skip
        found = client.get(reverse("subsidies"), asked).context["page"]
        assert [each.number for each in found] == ([claim.number] if is_there else []), asked
