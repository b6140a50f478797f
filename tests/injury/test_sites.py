"""Who is hurt on the site of an insured construction project is insured without being listed (SPI 3;
人社部发〔2014〕103号)."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from benefits.injury.models import Application, Injury
from benefits.injury.rules.wage import AVERAGE, site_wage
from benefits.injury.selectors.advanced import left_of
from benefits.injury.unsettled import advances_open
from contributions.projects.models import Project
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Act
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.letters.models import Issued, Message
from tests import cities, database
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, NOVEMBER, broken
from tests.factories import TODAY, a_person, an_employer
from tests.injury.course import (
    HAPPENED_ON,
    a_desk,
    advanced,
    applied,
    applied_by_employer,
    appraised,
    certified,
    concluded,
    decided,
    deciding,
    works,
)
from tests.injury.test_advancing import of_employer, paid
from tests.projects.sites import rate, registered

pytestmark = pytest.mark.usefixtures("a_year_paid")
AVERAGE_FEN = 1_211_600
LONG_AGO = "2026-10-12"


def a_site(*, paid_on: dt.date | None = dt.date(2026, 10, 8), at: str = BEIJING) -> Project:
    """Begun on 10 October, until the end of next June."""
    rate(pool=at)
    contractor = an_employer(at=COUNTY_OF[at], name="某建设集团有限公司")
    site = registered(contractor, starts_on="2026-10-10", last_on="2027-06-30")
    if paid_on:
        cities.pay(contractor, NOVEMBER, {Fund.INJURY: site.premium_fen}, received_on=paid_on)
    return site


def a_labourer() -> tuple[Employer, Person]:
    """Of a subcontractor that insured nobody."""
    return an_employer(at=COUNTY_OF[BEIJING], name="某劳务有限公司"), a_person(name="工人甲")


def test_nobody_listed_is_insured_on_an_insured_site_and_drawn_by_the_average_wage() -> None:
    site, (employer, person) = a_site(), a_labourer()
    application = applied_by_employer(person, employer, project=site.permit, happened_on=LONG_AGO)
    assert application.was_insured and application.project == site
    decided(application, happened_on=LONG_AGO)
    injury = Injury.objects.get()
    assert (injury.was_insured, injury.project, injury.region_id) == (True, site, BEIJING)
    appraised(injury, concluded_on="2026-10-20", delivered_on="2026-10-21", grade="10")
    desk = a_desk(person, "injury_disability_lump")
    item = desk.granted(desk.asked({"injury": injury.number})).items.get()
    assert item.amount_fen == 7 * AVERAGE_FEN
    assert broken() == {}


def test_the_golden_wage_of_a_site_is_the_average_of_the_place() -> None:
    average = Law(AVERAGE, Decimal("12116"), "yuan_per_month", "", "official")
    share = Law("injury.project_wage_share", Decimal("1"), "multiple", "", "memory")
    assert site_wage(average, share).value == Fraction(AVERAGE_FEN)


@pytest.mark.parametrize("paid_on", [None, HAPPENED_ON + dt.timedelta(days=1)])
def test_on_a_site_that_was_not_paid_by_the_day_nobody_is_insured(paid_on: dt.date | None) -> None:
    site, (employer, person) = a_site(paid_on=paid_on), a_labourer()
    assert not certified(person, employer, project=site.number).was_insured


def test_an_injury_on_an_unpaid_site_is_advanced_and_its_contractor_owes_it_with_the_employer() -> None:
    """Both are told; either pays it back; neither is closed before that."""
    site, (employer, person) = a_site(paid_on=None), a_labourer()
    injury = certified(person, employer, project=site.number, happened_on=LONG_AGO)
    assert (injury.was_insured, injury.project) == (False, site)
    advance = paid(injury, concluded_on="2026-10-20", delivered_on="2026-10-21")
    assert advance.contractor == site.employer
    letters = {each.kind: each.subject for each in Issued.objects.filter(kind__startswith="injury_advanced")}
    assert letters == {"injury_advanced": employer.number, "injury_advanced_jointly": site.employer.number}
    message = Message.objects.get(code="injury_advanced_jointly")
    assert (message.recipient, message.params["project"]) == (site.employer.number, site.number)
    for each in (employer, site.employer):
        (obstacle,) = advances_open(each, TODAY)
        assert obstacle.amount_fen == left_of(advance) > 0
        with database.refused("closing_owes_nothing"):
            Employer.objects.filter(pk=each.pk).update(cancelled_on=TODAY)
    half = {"advance": advance.number, "amount": "10000.00", "received_on": str(TODAY), "bank_reference": "B1"}
    left = left_of(advance)
    of_employer(injury, "injury_advance_back", half)
    of_employer(injury, "injury_advance_back", half | {"bank_reference": "B2"}, site.employer)
    assert left_of(advance) == left - 2_000_000
    subjects = Act.objects.filter(code="injury_advance_recovered").order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [employer.number, site.employer.number]
    of_employer(injury, "injury_advance_lost", {"advance": advance.number, "found": "两单位均已破产"}, site.employer)
    assert list(advances_open(employer, TODAY)) == list(advances_open(site.employer, TODAY)) == []
    assert broken() == {}


def test_the_contractors_own_worker_is_its_own_to_pay_for() -> None:
    site, person = a_site(paid_on=None), a_person(name="工人乙")
    injury = certified(person, site.employer, project=site.number)
    assert advanced(injury, answer="refuses").contractor is None
    assert broken() == {}


def test_the_database_takes_no_advance_that_leaves_the_contractor_out() -> None:
    site, (employer, person) = a_site(paid_on=None), a_labourer()
    injury = certified(person, employer, project=site.number)
    with pytest.MonkeyPatch.context() as patched, database.refused("injury_advance_contractor"):
        patched.setattr("benefits.injury.actions.advancing.liable_with", lambda _: None)
        advanced(injury, answer="refuses")


def test_before_work_began_and_after_its_end_nobody_is_insured() -> None:
    site, (employer, person) = a_site(paid_on=dt.date(2026, 9, 1)), a_labourer()
    assert not applied(person, employer, happened_on="2026-10-09", project=site.number).was_insured
    other, another = a_labourer()
    assert applied(another, other, happened_on="2026-10-10", project=site.number).was_insured


def test_who_is_insured_by_name_keeps_their_own_wage_on_a_site() -> None:
    site = a_site()
    employer, person = works(wage=10_000)
    injury = certified(person, employer, project=site.number, happened_on=LONG_AGO)
    assert injury.was_insured
    appraised(injury, concluded_on="2026-10-20", delivered_on="2026-10-21", grade="10")
    desk = a_desk(person, "injury_disability_lump")
    item = desk.granted(desk.asked({"injury": injury.number})).items.get()
    assert item.amount_fen == 7 * 1_000_000


def test_that_it_was_not_on_the_site_is_found_by_who_certifies() -> None:
    site, (employer, person) = a_site(), a_labourer()
    application = applied_by_employer(person, employer, project=site.number)
    decided(application, project="")
    injury = Injury.objects.get()
    assert (application.was_insured, injury.was_insured, injury.project) == (True, False, None)
    assert broken() == {}


def test_a_project_of_another_place_is_not_found_here() -> None:
    there, (employer, person) = a_site(at=CHENGDU), a_labourer()
    desk, case = concluded(applied_by_employer(person, employer), project=there.number)
    with pytest.raises(Refusal) as refusal:
        desk.handled(case)
    assert refusal.value.code == "injury_project_elsewhere"


def test_an_unknown_number_is_no_project() -> None:
    employer, person = a_labourer()
    with pytest.raises(Refusal) as refusal:
        applied_by_employer(person, employer, project="X000")
    assert refusal.value.code == "facts_invalid"
    assert not Application.objects.exists()


def test_the_database_takes_no_injury_that_its_site_insured_and_says_it_did_not() -> None:
    site, (employer, person) = a_site(), a_labourer()
    injury = certified(person, employer, project=site.number)
    with database.refused("injury_insured_by_its_project"):
        Injury.objects.create(
            number="W-9", certification=injury.certification, person=person, employer=employer, region=injury.region,
            happened_on=HAPPENED_ON + dt.timedelta(days=1), was_insured=False, project=site,
        )  # fmt: skip


def test_the_case_that_certifies_names_the_project(client: Client) -> None:
    site, (employer, person) = a_site(), a_labourer()
    application = applied_by_employer(person, employer, project=site.number)
    desk = a_desk(person)
    client.force_login(desk.clerk)
    shown = client.get(reverse("case", args=[deciding(application).number])).content.decode()
    assert site.number in shown and site.name in shown
