"""Where comparison and self-service have not answered, an office is entrusted or a clerk goes there (REG 26, 30)."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from benefits.payments import actions
from benefits.payments.models import Entrustment, Suspicion, Verification
from benefits.payments.selectors import entrusted_to
from benefits.payments.tiles import tiles_for
from enrollment.coverage.rules.kinds import Register
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.letters.models import Message
from tests import database
from tests.cities import BEIJING, COUNTY_OF, broken, tick
from tests.coverage.registers import came, died
from tests.factories import TODAY, a_citizen, a_member_of_staff, a_person, an_office, identity_number_of
from tests.payments.refusals import refused
from tests.payments.till import Till, a_card, funded

pytestmark = pytest.mark.usefixtures("five_cities")
COUNTY = COUNTY_OF[BEIJING]
PHOTO = b"\x89PNG\r\n\x1a\n0000"


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


@pytest.fixture
def suspicion(till: Till) -> Suspicion:
    person = a_person(lives_in=COUNTY)
    a_card(person)
    till.granted(person)
    came(Register.DEATH, died(identity_number_of(person), dt.date(2026, 10, 20), person.name))
    return Suspicion.objects.get()


def person_of(suspicion: Suspicion) -> Person:
    return suspicion.entitlement.person


def given(till: Till, suspicion: Suspicion, **how: Any) -> Entrustment:
    told: dict[str, Any] = {"office": an_office(at=COUNTY), "by": till.clerk, "at": tick()} | how
    return actions.entrust(suspicion_id=suspicion.pk, **told)


def waiting(clerk: User) -> list[Entrustment]:
    return list(entrusted_to(viewer_of(clerk, on=TODAY)))


def test_self_service_comes_first_and_who_cannot_use_it_is_visited_at_once(till: Till, suspicion: Suspicion) -> None:
    with refused("entrustment_before_self_service"):
        given(till, suspicion)
    actions.ask_person(suspicion_id=suspicion.pk, by=till.clerk, at=tick())
    with refused("entrustment_before_self_service"):
        given(till, suspicion)
    row = {"suspicion": suspicion, "way": "entrusted", "office": an_office(at=COUNTY), "asked_by": till.clerk}
    with database.refused("entrustment_after_self_service"):
        Entrustment.objects.create(asked_at=tick(), due_on=TODAY, law="x", **row)
    made = given(till, suspicion, directly="elderly", partner="南磨房村委会")
    assert made.law.startswith("社会保险经办条例") and made.due_on > TODAY
    (told,) = Message.objects.filter(code="verification_entrusted", recipient=person_of(suspicion).number)
    assert told.params["who"]["zh"] == an_office(at=COUNTY).name_zh
    with refused("entrusted_already"):
        given(till, suspicion, directly="elderly")


def test_who_let_the_day_pass_or_wishes_it_is_visited(till: Till, suspicion: Suspicion, client: Any) -> None:
    asked = actions.ask_person(suspicion_id=suspicion.pk, by=till.clerk, at=tick())
    late = tick() + dt.timedelta(days=60)
    assert asked.due_on < late.date()
    with database.savepoint():
        assert given(till, suspicion, at=late).directly == ""
    client.force_login(a_citizen(person_of(suspicion)))
    wish = reverse("citizen_wish_visit")
    assert wish in client.get(reverse("citizen_benefits")).content.decode()
    assert client.post(wish).status_code == 302
    assert Verification.objects.get().visit_wished_at is not None
    with database.refused("verification_stays"):
        Verification.objects.update(visit_wished_at=None)
    clerk = a_member_of_staff(Post.CLERK, at=COUNTY)
    assert given(till, suspicion, visitor=clerk).way == "visited"


def test_the_office_finds_it_in_its_inbox_reports_and_stops_nothing(
    till: Till, suspicion: Suspicion, client: Any
) -> None:
    there = a_member_of_staff(Post.CLERK, at=COUNTY)
    elsewhere = a_member_of_staff(Post.CLERK, at="310115")
    client.force_login(till.clerk)
    page = client.get(reverse("suspicion_entrusting", args=[suspicion.pk])).content.decode()
    office = an_office(at=COUNTY)
    assert office.name_zh in page and "免费" in page
    url = reverse("suspicion_entrust", args=[suspicion.pk])
    assert client.post(url, {"to": "office:0"}).status_code == 422
    assert client.post(url, {"to": f"office:{office.pk}"}).status_code == 409
    sent = {"to": f"office:{office.pk}", "directly": "no_phone", "partner": "村委会"}
    assert client.post(url, sent).status_code == 302
    made = Entrustment.objects.get()
    assert waiting(there) == [made] and waiting(elsewhere) == []
    (tile,) = [each for each in tiles_for(viewer_of(there, on=TODAY), TODAY) if each.code == "payments.entrusted"]
    assert tile.due_on == made.due_on
    client.force_login(there)
    assert person_of(suspicion).number in client.get(reverse("entrustments")).content.decode()
    report = reverse("entrustment_report", args=[made.pk])
    today = timezone.localdate()
    told = {"visited_on": str(today), "finding": "not_entitled", "found": "村委会证实已去世", "statement": "家属无异议"}
    assert client.post(report, told | {"found": ""}).status_code == 422
    evidence = {"evidence": SimpleUploadedFile("a.png", PHOTO)}
    assert client.post(report, told | {"visited_on": str(today + dt.timedelta(days=1))}).status_code == 409
    assert client.post(report, told | evidence).status_code == 302
    assert client.post(report, told).status_code == 409
    assert waiting(there) == []
    client.force_login(till.reviewer)
    assert "家属无异议" in client.get(reverse("entrustment", args=[made.pk])).content.decode()
    paper = client.get(reverse("entrustment_paper", args=[made.pk]))
    assert paper.content == PHOTO and "attachment" in paper["Content-Disposition"]
    assert "村委会证实已去世" in client.get(reverse("suspicions")).content.decode()
    suspicion.refresh_from_db()
    assert suspicion.closed_at is None and not suspicion.entitlement.endings.exists()
    assert broken() == {}


def test_only_who_goes_there_reports_and_neither_a_stranger_nor_the_person(till: Till, suspicion: Suspicion) -> None:
    visitor, other = a_member_of_staff(Post.CLERK, at=COUNTY), a_member_of_staff(Post.CLERK, at=COUNTY)
    far = a_member_of_staff(Post.CLERK, at="310115")
    own = a_member_of_staff(Post.CLERK, at=COUNTY, identity_number=identity_number_of(person_of(suspicion)))
    for wrong in (far, own):
        with refused("entrusted_to_nobody_there"):
            given(till, suspicion, visitor=wrong, directly="disabled")
    with refused("entrusted_to_nobody_there"):
        given(till, suspicion, office=an_office(at="310115"), directly="disabled")
    made = given(till, suspicion, visitor=visitor, directly="disabled")
    assert waiting(visitor) == [made] and waiting(other) == []
    report = actions.Report(TODAY, "entitled", "见到本人")
    with refused("entrustment_not_yours"):
        actions.report_entrustment(entrustment_id=made.pk, report=report, by=other, at=tick())
    with database.refused("entrustment_by_its_visitor"):
        Entrustment.objects.update(
            finding="entitled", found="x", visited_on=TODAY, reported_by=other, reported_at=tick()
        )
    actions.report_entrustment(entrustment_id=made.pk, report=report, by=visitor, at=tick())
    with database.refused("entrustment_stays"):
        Entrustment.objects.update(found="另")
    with database.refused("entrustment_stays"):
        Entrustment.objects.all().delete()


def test_a_clerk_of_the_office_reports_nothing_of_their_own_benefit(till: Till, suspicion: Suspicion) -> None:
    made = given(till, suspicion, directly="disabled")
    own = a_member_of_staff(Post.CLERK, at=COUNTY, identity_number=identity_number_of(person_of(suspicion)))
    with refused("payments_own_benefit"):
        report = actions.Report(TODAY, "entitled", "见到本人")
        actions.report_entrustment(entrustment_id=made.pk, report=report, by=own, at=tick())
    with database.refused("entrustment_not_of_oneself"):
        Entrustment.objects.update(finding="entitled", found="x", visited_on=TODAY, reported_by=own, reported_at=tick())


def test_what_is_overdue_is_given_to_others(till: Till, suspicion: Suspicion) -> None:
    first = given(till, suspicion, directly="elderly")
    late = tick() + dt.timedelta(days=90)
    assert first.due_on < late.date()
    second = given(till, suspicion, directly="elderly", office=an_office(at=BEIJING), at=late)
    first.refresh_from_db()
    assert (first.finding, first.visited_on, second.finding) == ("taken_back", None, "")


def test_a_stop_because_nobody_was_met_rests_on_who_looked_for_them(till: Till, suspicion: Suspicion) -> None:
    till.looked_into(suspicion, finding="not_met")
    with refused("verification_not_on_record"), database.savepoint():
        till.stopped(suspicion.entitlement, because="died", verified="entrusted")
    with refused("verification_not_on_record"), database.savepoint():
        till.stopped(suspicion.entitlement, "suspended", verified="visited")
    till.stopped(suspicion.entitlement, "suspended", verified="entrusted")
    assert broken() == {}


def test_unfounded_after_a_visit_rests_on_a_visit(till: Till, suspicion: Suspicion) -> None:
    with refused("verification_not_on_record"), database.savepoint():
        till.kept(suspicion, verified="visited")
    till.looked_into(suspicion)
    with refused("verification_not_on_record"), database.savepoint():
        till.kept(suspicion, verified="visited")
    till.kept(suspicion, verified="entrusted")
    with refused("suspicion_answered_already"):
        given(till, suspicion, directly="elderly")
    assert broken() == {}
