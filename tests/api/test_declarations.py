"""Declarations by API: payroll software for the employers its user acts for, the tax authority for its region."""

from typing import Any

import pytest
from django.urls import reverse

from contributions.declarations.models import Declaration, DeclarationState
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Employer
from tests.api.doors import NANSHAN, Place, call, refused, row, settle_in, token_for
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, SEPTEMBER, SHENZHEN, broken, staff
from tests.factories import a_person, an_employer

pytestmark = pytest.mark.usefixtures("five_cities")
TAX = "tax_authority"


@pytest.fixture
def place(five_cities: None) -> Place:
    return settle_in()


def send(
    place: Place, body: Any, *, employer: Employer | None = None, month: str = str(SEPTEMBER), key: str = "k"
) -> Any:
    url = reverse("api_declaration", args=[(employer or place.employer).number, month])
    return call(url, body, token=place.tokens["employer"], key=key)


def send_tax(
    place: Place, body: Any, *, code: str = "", month: str = str(SEPTEMBER), key: str = "k", token: str = ""
) -> Any:
    url = reverse("api_tax_declaration", args=[code or place.taxed.credit_code, month])
    return call(url, body, token=token or place.tokens[TAX], key=key)


def test_payroll_software_files_a_month(place: Place) -> None:
    answer = send(place, {"rows": [row(place.person)]})
    told = answer.json()
    assert (answer.status_code, told["state"], told["people"], told["wages_fen"]) == (201, "filed", 1, 800_000)
    assert wages_in_force(place.employer.pk, SEPTEMBER) == {place.person.pk: 800_000}
    assert broken() == {}


def test_another_employer_is_not_there(place: Place) -> None:
    other, (person,) = staff()
    assert send(place, {"rows": [row(person)]}, employer=other).status_code == 404
    assert send(place, {"rows": [row(place.taxed_person)]}, employer=place.taxed).status_code == 404
    assert not Declaration.objects.exists()


def test_one_bad_row_files_nothing_unless_good_rows_are_asked_for(place: Place) -> None:
    rows = [row(place.person), row(a_person(name="新人"), "eight thousand")]
    whole = send(place, {"rows": rows}).json()
    assert (whole["state"], [each["state"] for each in whole["rows"]]) == ("discarded", ["accepted", "refused"])
    assert {problem["code"] for problem in whole["rows"][1]["problems"]} == {"wage_not_a_number"}
    assert not Declaration.objects.filter(state=DeclarationState.FILED).exists()
    good = send(place, {"rows": rows, "accept": "good_rows"}, key="k2").json()
    assert (good["state"], good["people"]) == ("filed", 1)


@pytest.mark.parametrize("wage", ["", "abc", "八千", "1e400", "NaN", "-1", "9" * 40, "٣٠٠٠x"])
def test_a_wage_that_is_no_money_is_refused_in_words(place: Place, wage: str) -> None:
    told = send(place, {"rows": [row(place.person, wage)]}).json()
    assert told["state"] == "discarded"
    (problem,) = told["rows"][0]["problems"]
    assert problem["zh"] and problem["en"]
    assert not wages_in_force(place.employer.pk, SEPTEMBER)


@pytest.mark.parametrize(
    "body",
    [
        {"rows": "all"}, {"rows": [1]}, {"rows": [{}]}, {"rows": {"a": 1}}, {"rows": [{"name": "李", "wage": "1"}]},
        {"rows": [], "accept": "some"}, {"unchanged": "perhaps"},
        {"rows": [{"name": "李", "id_number": "1", "wage": {"yuan": 1}}]},
        {"rows": [{"name": "李\0", "id_number": "1", "wage": "1"}]},
        {"rows": [{"name": "李" * 81, "id_number": "1", "wage": "1"}]},
        {"rows": [{"name": "李", "id_number": "1", "wage": "9" * 41}]},
    ],
)  # fmt: skip
@pytest.mark.parametrize("door", [send, send_tax])
def test_another_shape_is_refused_with_400(place: Place, body: object, door: Any) -> None:
    answer = door(place, body)
    assert (answer.status_code, bool(answer.json())) == (400, True)
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("month", ["2026-13", "soon", "0000-01", "9999-12", "2099-01", "1900-01", "2026-9", "٢٠٢٦-٠٩"])
@pytest.mark.parametrize("door", [send, send_tax])
def test_a_month_that_cannot_be_declared_is_refused_in_words(place: Place, month: str, door: Any) -> None:
    person = place.person if door is send else place.taxed_person
    code = refused(door(place, {"rows": [row(person)]}, month=month))
    assert code in {"month_not_open", "before_registration"}
    assert not Declaration.objects.exists()


def test_nothing_to_file_is_said(place: Place) -> None:
    assert refused(send(place, {"rows": []})) in {"empty", "empty_file", "nothing_to_file", "no_rows"}
    assert refused(send(place, {"unchanged": True})) == "wage_unknown"


def test_unchanged_files_the_people_at_their_wages(place: Place) -> None:
    send(place, {"rows": [row(place.person)]})
    told = send(place, {"unchanged": True}, month="2026-10", key="k2").json()
    assert (told["state"], told["people"], told["wages_fen"]) == ("filed", 1, 800_000)


def test_a_month_by_another_spelling_is_the_same_month(place: Place) -> None:
    assert send(place, {"rows": [row(place.person)]}, month="202609").json()["month"] == str(SEPTEMBER)


# --- the tax authority ---------------------------------------------------------------------------------------


def test_the_tax_authority_declares_for_its_region(place: Place) -> None:
    told = send_tax(place, {"rows": [row(place.taxed_person)]}).json()
    assert (told["state"], told["people"]) == ("filed", 1)
    corrected = send_tax(
        place, {"rows": [row(place.taxed_person, "9000")], "corrects": told["number"]}, key="k2"
    ).json()
    assert (corrected["version"], corrected["wages_fen"]) == (2, 900_000)


def test_an_employer_outside_the_tokens_region_is_as_if_it_were_not_there(place: Place) -> None:
    far, (person,) = staff(at=COUNTY_OF[GUANGZHOU])
    outside = send_tax(place, {"rows": [row(person)]}, code=far.credit_code)
    nowhere = send_tax(place, {"rows": [row(person)]}, code="91440300MA00000000", key="k2")
    assert refused(outside) == refused(nowhere) == "tax_file_employer"
    assert outside.json()["refused"]["en"].replace(far.credit_code, "") == nowhere.json()["refused"]["en"].replace(
        "91440300MA00000000", ""
    )
    assert not Declaration.objects.exists()


@pytest.mark.parametrize(("at", "reaches"), [("440000", True), (SHENZHEN, True), (NANSHAN, True), (BEIJING, False)])
def test_a_token_reaches_its_regions_subtree(place: Place, at: str, reaches: bool) -> None:
    token = token_for(place.users[TAX], TAX, at)
    answer = send_tax(place, {"rows": [row(place.taxed_person)]}, token=token)
    assert answer.status_code == (201 if reaches else 409)


def test_a_cancelled_employer_and_small_letters(place: Place) -> None:
    cancelled = an_employer(at=NANSHAN, cancelled=True)
    answer = send_tax(place, {"rows": [row(place.taxed_person)]}, code=cancelled.credit_code, key="cancelled")
    assert refused(answer) == "tax_file_employer"
    assert send_tax(place, {"rows": [row(place.taxed_person)]}, code=place.taxed.credit_code.lower()).status_code == 201


def test_the_tax_authority_does_not_declare_where_employers_declare_to_us(place: Place) -> None:
    token = token_for(place.users[TAX], TAX, BEIJING)
    answer = send_tax(place, {"rows": [row(place.person)]}, code=place.employer.credit_code, token=token)
    assert refused(answer) == "not_tax_region"


def test_payroll_software_does_not_declare_where_tax_does(place: Place) -> None:
    place.users["employer"].delegations.create(
        employer=place.taxed, starts_on=place.taxed.registered_on, granted_at=place.users["employer"].date_joined
    )
    assert refused(send(place, {"rows": [row(place.taxed_person)]}, employer=place.taxed)) == "tax_declares_here"


def test_a_second_declaration_of_a_person_month_files_nothing(place: Place) -> None:
    send_tax(place, {"rows": [row(place.taxed_person)]})
    told = send_tax(place, {"rows": [row(place.taxed_person, "8200")]}, key="k2").json()
    assert (told["state"], told["rows"][0]["problems"][0]["code"]) == ("discarded", "tax_declared_before")
    assert wages_in_force(place.taxed.pk, SEPTEMBER) == {place.taxed_person.pk: 800_000}
