"""Certificates by API: an employer's program gets the same letter as on the screens, for its own staff only."""

import base64
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.registry.models import Employer
from siadmin.letters.models import Issued
from tests.api.doors import Place, call, refused, settle_in
from tests.cities import staff
from tests.factories import identity_number_of

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def place(five_cities: None) -> Place:
    return settle_in()


def ask(place: Place, employer: Employer | None = None, **told: Any) -> Any:
    url = reverse("api_certificate", args=[(employer or place.employer).number])
    body = {"id_number": identity_number_of(place.person)} | told
    return call(url, body, token=place.tokens["employer"], key=str(sorted(map(str, told.items())))[:120])


@pytest.mark.usefixtures("letters_set")
def test_a_program_gets_the_letter_and_what_its_code_shows(place: Place) -> None:
    answer = ask(place, what="statement", first="2026-01", last="2026-12")
    told = answer.json()
    issued = Issued.objects.get()
    assert (answer.status_code, told["number"]) == (201, issued.number)
    assert base64.b64decode(told["pdf"]).startswith(b"%PDF-")
    page = Client().get(reverse("verify_code", args=[told["code"]])).content.decode()
    assert all(figure["value_zh"] in page for figure in told["figures"])
    assert {figure["label_en"]: figure["value_en"] for figure in told["figures"]}["From"] == "2026-01"
    assert issued.issued_by == place.users["employer"]


def test_only_for_ones_own_staff(place: Place) -> None:
    other, (stranger,) = staff()
    assert refused(ask(place, id_number=identity_number_of(stranger))) == "certificate_not_our_staff"
    assert refused(ask(place, id_number="110105199001010000")) == "certificate_not_our_staff"
    assert ask(place, other).status_code == 404
    assert refused(ask(place, first="2026-10", last="2026-09")) == "months_reversed"
    for wrong in ("2026-13", "0000-01", "9999-12", "2026-1", "x"):
        assert ask(place, first=wrong).status_code == 400
    assert not Issued.objects.exists()
