"""Matters by API: an employer's program asks for what needs no paper; people of the agency sign it."""

from typing import Any

import pytest
from django.urls import reverse

from enrollment.registry.models import Employer
from siadmin.matters.models import Case
from tests.api.doors import Place, call, refused, settle_in, suspension
from tests.cities import OCTOBER, SEPTEMBER, staff
from tests.factories import a_person

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def place(five_cities: None) -> Place:
    return settle_in()


def ask(place: Place, facts: Any, *, matter: str = "employee_suspension", employer: Employer | None = None) -> Any:
    url = reverse("api_matter", args=[(employer or place.employer).number, matter])
    return call(url, {"facts": facts}, token=place.tokens["employer"], key=f"{matter}{facts}"[:120])


def test_a_program_applies_and_the_case_waits_for_a_clerk(place: Place) -> None:
    answer = ask(place, suspension(place.person))
    case = Case.objects.get()
    told = answer.json()
    assert (answer.status_code, told["number"], told["state"]) == (201, case.number, "received")
    assert (case.subject, case.applied_by, told["due_on"]) == (place.employer.number, "employer", str(case.due_on))
    assert place.person.insured_periods.filter(before_month__isnull=True).exists(), "nothing changes before a signature"


def test_a_change_of_participation_is_asked_for_by_the_same_door_and_refused_in_words(place: Place) -> None:
    facts = {"number": place.person.number, "month": str(SEPTEMBER), "cause": "到龄", "medical_category": ""}
    answer = ask(place, facts | {"kind": "over_age", "pension_category": ""}, matter="employee_change")
    assert refused(answer) == "not_over_age_yet"
    assert refused(ask(place, facts | {"month": "soon"}, matter="employee_change")) == "facts_invalid"
    assert not Case.objects.exists()


def test_other_employers_people_and_matters_with_papers_are_not_there(place: Place) -> None:
    other, (person,) = staff()
    assert ask(place, suspension(person), employer=other).status_code == 404
    assert ask(place, {}, matter="no_such_matter").status_code == 404
    assert ask(place, {}, matter="person_retirement_group").status_code == 404
    assert ask(place, {}, matter="employer_bank_account").status_code == 404
    assert refused(ask(place, suspension(a_person(), month=str(OCTOBER)))) == "not_employed"
    assert not Case.objects.exists()
