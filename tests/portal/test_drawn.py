"""Who draws a benefit reads it on every page of theirs, and is offered nothing that no longer fits."""

import pytest
from django.test import Client
from django.urls import reverse

from benefits.payments.models import Entitlement
from benefits.payments.selectors import over_from, pension_of, runs_in
from enrollment.registry.models import Person
from enrollment.registry.selectors import account_tied_to
from siadmin.kernel.months import Month
from siadmin.portal.templatetags.words import money
from tests.claims.desk import ClaimDesk, a_worker, loses_work
from tests.factories import TODAY, a_citizen
from tests.pension.test_old_age_pension import PAID_FROM, a_career, claimed
from tests.pension.test_residents_scheme import a_resident
from tests.unemployment.spells import NOVEMBER, drawn_in_beijing

ENGLISH = {"accept-language": "en"}
pytestmark = pytest.mark.usefixtures("a_year_paid")


def signed_in(person: Person) -> Client:
    tied, client = account_tied_to(person), Client()
    client.force_login(tied.user if tied else a_citizen(person))
    return client


def read(person: Person, page: str, language: str = "en") -> str:
    answer = signed_in(person).get(reverse(page), headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def a_pensioner() -> tuple[Person, str]:
    """Since August 2026; and how much a month."""
    person = a_career()
    desk, case = claimed(person)
    return person, money(sum(item.amount_fen for item in desk.granted(case).items.all()))


def test_who_draws_a_pension_reads_how_much_and_is_not_told_to_be_insured() -> None:
    person, amount = a_pensioner()
    page = read(person, "citizen_home")
    assert f"you draw a pension of ¥{amount} a month</h1>" in page
    assert "You have drawn it since August 2026." in page and reverse("citizen_benefits") in page
    for advice in ("no insurance covers you", "Do you work?", "statutory retirement month"):
        assert advice not in page
    assert f"您每月领取养老金 {amount} 元</h1>" in read(person, "citizen_home", "zh-hans")


def test_the_pensions_card_says_that_it_is_drawn() -> None:
    person, amount = a_pensioner()
    page = read(person, "citizen_five")
    assert "Pension in payment" in page and f"¥{amount}" in page and "granted, from 2026-08" in page
    assert "Without work now" not in page and "a month, an estimate" not in page


def test_nothing_is_estimated_for_who_draws_a_pension() -> None:
    person, amount = a_pensioner()
    page = read(person, "citizen_estimate")
    assert f"Your pension is granted: ¥{amount} a month from August 2026 on" in page
    assert reverse("citizen_benefits") in page
    assert "Retiring in" not in page and "If I lost my work now" not in page


def test_who_may_draw_one_and_does_not_reads_the_month_that_is_past() -> None:
    assert "Your statutory retirement month was July 2026; a monthly pension needs 15 years" in read(
        a_career(), "citizen_home"
    )


def test_who_draws_the_benefit_without_work_is_told_until_when_and_not_to_apply() -> None:
    _, person = a_worker()
    loses_work(person)
    assert "may receive unemployment benefit (SIL 45)" in read(person, "citizen_home")
    desk = ClaimDesk(person)
    case = desk.received()
    assert "may receive unemployment benefit (SIL 45)" not in read(person, "citizen_home"), "it is asked for"
    desk.granted(case)
    until = "a month from November 2026 to January 2027."
    home = read(person, "citizen_home")
    assert "Unemployment benefit: you draw ¥" in home and until in home
    assert "Out of work?" not in home
    five = read(person, "citizen_five")
    assert "granted, from 2026-11 to 2027-01" in five and "Without work now" not in five
    estimate = read(person, "citizen_estimate")
    assert until in estimate and "not enough was paid" not in estimate


def test_who_retired_without_a_pension_loses_no_work_and_reads_when_care_is_covered_again() -> None:
    _, person = a_worker()
    before = read(person, "citizen_five")
    assert "Without work now" in before and "Retired" not in before
    person.insured_periods.filter(before_month=None).update(before_month=NOVEMBER, ended_because="retired")
    page = read(person, "citizen_five")
    assert "Without work now" not in page and "in neither scheme" not in page
    assert "Retired, and no pension is drawn yet" in page


def test_who_is_insured_as_a_resident_reads_the_age_of_residents() -> None:
    page = read(a_resident(born_on=TODAY.replace(year=1969)), "citizen_home")
    assert "A residents&#x27;" in page or "A residents'" in page
    assert "pension is due after November 2029, when you reach its age; it needs 15 years" in page
    assert "statutory retirement month" not in page


def test_what_the_record_makes_fail_is_said_before_anybody_applies() -> None:
    person = a_resident(born_on=TODAY.replace(year=1969))
    client = signed_in(person)
    page = client.get(reverse("citizen_apply", args=["residents_pension"]), headers=ENGLISH).content.decode()
    assert "As your record stands it would be refused:" in page and "not 60 years old yet" in page
    assert "You may apply all the same" in page and "<form" in page
    assert "as your record stands: not 60 years old yet" in read(person, "citizen_matters")


def test_benefits_that_may_be_due_come_first_and_what_cannot_be_applied_for_says_why() -> None:
    person, _ = a_pensioner()
    client = signed_in(person)
    shown = client.get(reverse("citizen_benefits"), headers=ENGLISH).context["apply"]
    by_code = {each.matter.code: each for each in shown}
    assert not by_code["old_age_pension"].url
    assert by_code["old_age_pension"].against[0].words == "A pension was granted from 2026-08 on"
    assert not by_code["maternity_allowance"].url, "a man"
    assert by_code["medical_reimbursement"].url
    assert [bool(each.against) for each in shown] == sorted(bool(each.against) for each in shown)
    assert "not now: A pension was granted from 2026-08 on" in read(person, "citizen_benefits")


def test_each_estimate_says_for_what_one_applies_and_no_grade_is_asked_for() -> None:
    _, person = a_worker()
    page = signed_in(person).get(reverse("citizen_five"), headers=ENGLISH)
    text = page.content.decode()
    assert "Medical costs claimed back (employees)</a>" in text and ">Apply</a>" not in text
    asked = [each.asks_for for one in page.context["five"] for each in one.offers if one.state.insurance == "injury"]
    assert [each is None for each in asked] == [True, True, False]
    assert "where insured" in text


def test_the_home_says_what_must_be_completed_and_how_many_matters_are_under_way() -> None:
    desk = ClaimDesk()
    assert "under way" not in read(desk.person, "citizen_home")
    case = desk.received()
    home = read(desk.person, "citizen_home")
    assert "1 matter is under way" in home and "have to complete it" not in home
    desk.act("ask_correction", case, desk.clerk, missing=["身份证正反面"])
    home = read(desk.person, "citizen_home")
    assert "Unemployment benefit: you have to complete it." in home
    assert reverse("citizen_case", args=[case.number]) in home and reverse("citizen_matters") in home


def test_a_benefit_runs_until_its_end_or_the_one_decided() -> None:
    drawn_in_beijing(first=Month(2026, 8))
    benefit = Entitlement.objects.get()
    assert over_from(benefit) == NOVEMBER
    assert runs_in(benefit, NOVEMBER - 1) and not runs_in(benefit, NOVEMBER)
    person, _ = a_pensioner()
    pension = pension_of(person.pk, PAID_FROM)
    assert pension is not None and over_from(pension) is None and runs_in(pension, Month(2060, 1))
