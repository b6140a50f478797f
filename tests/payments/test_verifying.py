"""Who is suspected confirms by self-service; a person closes it, and the record keeps when and how (REG 26)."""

from typing import Any

import pytest
from django.urls import reverse

from benefits.payments import actions
from benefits.payments.models import Entrustment, Suspicion, Verification
from siadmin.agency.insurances import Fund
from siadmin.letters.models import Message
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.factories import TODAY, a_citizen, a_person, an_employer, an_employment, an_office
from tests.payments.refusals import refused
from tests.payments.till import Till, a_card, funded

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded(Fund.UNEMPLOYMENT)
    return Till("toy_dole", Fund.UNEMPLOYMENT)


def suspected(till: Till) -> Suspicion:
    person = a_person(lives_in="110105")
    a_card(person)
    till.granted(person)
    an_employment(person, an_employer(), since=NOVEMBER)
    till.opened()
    return Suspicion.objects.get()


def test_the_person_is_asked_confirms_and_a_clerk_closes(till: Till, client: Any) -> None:
    suspicion = suspected(till)
    person = suspicion.entitlement.person
    client.force_login(till.clerk)
    url = reverse("suspicion_ask", args=[suspicion.pk])
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 409
    assert Message.objects.filter(code="entitlement_to_confirm", recipient=person.number).count() == 1
    client.force_login(a_citizen(person))
    confirm = reverse("citizen_still_entitled")
    assert confirm in client.get(reverse("citizen_benefits")).content.decode()
    assert client.post(confirm).status_code == 302
    assert confirm not in client.get(reverse("citizen_benefits")).content.decode()
    asked = Verification.objects.get()
    assert asked.answered_at is not None and asked.law.startswith("社会保险经办条例")
    suspicion.refresh_from_db()
    assert suspicion.closed_at is None, "a person closes it"
    client.force_login(till.clerk)
    assert suspicion.entitlement.person.number in client.get(reverse("suspicions")).content.decode()
    assert broken() == {}


def test_who_is_nobody_asked_confirms_nothing(till: Till) -> None:
    suspicion = suspected(till)
    with refused("payments_not_your_post"):
        actions.ask_person(suspicion_id=suspicion.pk, by=till.reviewer, at=tick())
    actions.ask_person(suspicion_id=suspicion.pk, by=till.clerk, at=tick())
    stranger = a_person()
    with database.refused("verification_by_the_person"):
        Verification.objects.update(answered_by=a_citizen(stranger), answered_at=tick())
    assert actions.confirm_entitlement(records=[stranger.pk], by=a_citizen(stranger), at=tick()) == 0
    person = suspicion.entitlement.person
    assert actions.confirm_entitlement(records=[person.pk], by=a_citizen(person), at=tick()) == 1
    with database.refused("verification_stays"):
        Verification.objects.update(answered_at=tick())
    with database.refused("verification_stays"):
        Verification.objects.all().delete()


def test_what_was_answered_is_not_asked_about(till: Till) -> None:
    suspicion = suspected(till)
    with refused("verification_not_on_record"), database.savepoint():
        till.kept(suspicion, verified="self_service")
    till.kept(suspicion)
    with refused("suspicion_answered_already"):
        actions.ask_person(suspicion_id=suspicion.pk, by=till.clerk, at=tick())
    asked = {"suspicion": suspicion, "asked_by": till.clerk, "asked_at": tick(), "due_on": TODAY, "law": "x"}
    with database.refused("verification_of_an_open_suspicion"):
        Verification.objects.create(**asked)
    with database.refused("entrustment_of_an_open_suspicion"):
        Entrustment.objects.create(**asked, office=an_office(at=BEIJING), directly="elderly")
