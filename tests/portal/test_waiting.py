"""What waits for an employer is on its home page until it is done: a word on an injury, its case on a measure."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from benefits.providers.actions import state_case
from enrollment.registry.models import Employer
from enrollment.registry.names import named
from tests.cities import tick
from tests.factories import TODAY, a_delegate
from tests.injury.course import applied, by_employer, works
from tests.settlement.agency import proposed
from tests.settlement.hospital import Hospital

pytestmark = pytest.mark.usefixtures("a_year_paid", "at_the_desk")


def home(client: Client, employer: Employer) -> str:
    client.force_login(a_delegate(employer))
    page = client.get(reverse("employer_home", args=[employer.number]), headers={"accept-language": "en"})
    return page.content.decode()


def test_an_employer_is_told_on_its_home_to_say_what_it_knows_of_an_injury(client: Client) -> None:
    employer, person = works()
    application = applied(person, employer)
    waits = f"Say what you know of an injury: {named(person.name).en}, {application.happened_on}"
    page = home(client, employer)
    assert waits in page and reverse("employer_apply", args=[employer.number, "injury_statement"]) in page
    told = {"application": application.number, "answer": "agrees", "proof": "情况属实"}
    by_employer(employer, "injury_statement", told)
    assert waits not in home(client, employer)


def test_an_institution_is_told_on_its_home_to_state_its_case_on_a_measure(client: Client) -> None:
    hospital = Hospital()
    measure = proposed(hospital, "urge", state_until=TODAY + dt.timedelta(3))
    employer = hospital.institution.employer
    page = home(client, employer)
    assert f"State your case on a measure: Urged to put it right, {measure.number}" in page
    assert reverse("employer_institution", args=[employer.number]) in page
    state_case(measure_id=measure.pk, said="已退还", by=a_delegate(employer), at=tick())
    assert measure.number not in home(client, employer)
