"""What ends a benefit is reported, online or at the counter: a lead that holds and stops nothing (REG 25)."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from benefits.payments.models import Entitlement, Hold, StopReport, Suspicion
from benefits.payments.rules.course import Why
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.letters.models import Message
from siadmin.matters.actions import receive
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case, Channel
from tests import database
from tests.cities import NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_citizen, a_person, an_employer, an_employment, identity_number_of
from tests.payments.refusals import refused
from tests.payments.till import Till, a_card, funded
from tests.registry.counter import about

pytestmark = pytest.mark.usefixtures("five_cities")
DAY = TODAY - dt.timedelta(days=10)


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


def drawing(till: Till) -> Entitlement:
    person = a_person(lives_in="110105")
    a_card(person)
    return till.granted(person)


def told(of: Person | None = None, *, event: str = "died", on: dt.date = DAY, **more: str) -> dict[str, Any]:
    """Of oneself, or of a relative."""
    whose = {"reporter": "relative", "number": identity_number_of(of), "name": of.name} if of else {}
    facts = {"reporter": "beneficiary", "number": "", "name": "", "event": event, "happened_on": str(on)}
    return facts | {"more": "家里人看到的"} | whose | more


def reported(who: Person, facts: dict[str, Any], *, by: User | None = None) -> Case:
    """By somebody at the counter or online, and taken in by a clerk."""
    desk = ClaimDesk(who, matter="stop_event")
    return desk.handled(desk.asked(facts, by=by))


def test_a_relative_reports_a_death_and_it_holds_until_it_is_answered(till: Till) -> None:
    entitlement, daughter = drawing(till), a_person(lives_in="110105")
    till.opened()
    case = reported(daughter, told(entitlement.person), by=a_citizen(daughter))
    assert case.state == "done" and entitlement.number not in str(case.outcome)
    report, suspicion = StopReport.objects.get(), Suspicion.objects.get()
    assert (report.person, report.reporter, report.is_late) == (entitlement.person, "relative", False)
    assert report.law.startswith("社会保险经办条例")
    assert (suspicion.kind, suspicion.happened_on, suspicion.report) == ("reported_died", DAY, report)
    assert not entitlement.endings.exists() and entitlement.person.died_on is None
    assert Hold.objects.filter(person=entitlement.person, because=Why.SUSPECTED).exists()
    message = Message.objects.get(code="entitlement_suspected")
    assert message.recipient == entitlement.person.number and message.params["what"]["zh"] == "有人报告：死亡"
    till.looked_into(suspicion, finding="not_entitled", visitor=till.clerk)
    till.stopped(entitlement, "suspended", because="died", verified="visited")
    suspicion.refresh_from_db()
    assert suspicion.outcome == "stopped"
    assert broken() == {}


def test_what_is_told_after_twenty_working_days_is_late_and_on_the_work_list(till: Till, client: Any) -> None:
    """Twenty working days after 1 September 2026 end before or with the holidays of October."""
    entitlement = drawing(till)
    reported(entitlement.person, told(event="other", on=dt.date(2026, 9, 1)))
    report = StopReport.objects.get()
    assert report.is_late and dt.date(2026, 9, 29) <= report.due_on <= dt.date(2026, 10, 9)
    client.force_login(till.clerk)
    page = client.get(reverse("suspicions")).content.decode()
    assert report.case.number in page and "逾期报告" in page
    with database.refused("stop_report_after_it"):
        StopReport.objects.create(
            case=report.case, person=report.person, event="died", happened_on=TODAY, reporter="relative",
            reported_on=DAY, due_on=TODAY + dt.timedelta(days=9), law="x",
        )  # fmt: skip


def test_a_report_names_a_person_by_number_and_name_and_tells_nobody_who_draws(till: Till) -> None:
    """Online alike for who draws something, who draws nothing, and nobody: a clerk finds out."""
    other, daughter = a_person(lives_in="110105"), a_person(lives_in="110105")
    case = reported(daughter, told(other), by=a_citizen(daughter))
    assert case.state == "done" and not Suspicion.objects.exists()
    desk = ClaimDesk(daughter, matter="stop_event")
    wrong = desk.asked(told(other, name="别人"))
    with refused("stop_event_nobody_of_that_name"):
        desk.handled(wrong)
    with refused("facts_invalid"):
        desk.asked(told(other, number=""))
    with refused("facts_invalid"):
        desk.asked(told(other, reporter=""))
    with refused("facts_invalid"):
        desk.asked(told(event="died"))
    with refused("facts_invalid"):
        desk.asked(told(event="other", on=timezone.localdate() + dt.timedelta(days=1)))


def test_an_employer_reports_of_its_staff_and_of_nobody_else() -> None:
    funded(Fund.UNEMPLOYMENT)
    till = Till("toy_dole", Fund.UNEMPLOYMENT)
    person, stranger, employer = drawing(till).person, drawing(till).person, an_employer()
    an_employment(person, employer, since=NOVEMBER)
    ClaimDesk(person, matter="stop_event_employer").handled(_by_employer(till, employer, identity_number_of(person)))
    assert StopReport.objects.get().reporter == "employer"
    fresh = Suspicion.objects.get()
    assert (fresh.kind, fresh.entitlement.person) == ("reported_reemployed", person)
    for number in (identity_number_of(stranger), identity_number_of(a_person())):
        with refused("stop_event_never_employed"):
            _by_employer(till, employer, number)
    assert broken() == {}


def _by_employer(till: Till, employer: Any, number: str) -> Case:
    facts = {"number": number, "event": "reemployed", "happened_on": str(DAY), "more": "已入职"}
    return receive(
        matter=matter_of("stop_event_employer"), subject=about(employer), facts=facts, channel=Channel.COUNTER,
        papers=[], by=till.clerk, at=tick(),
    )  # fmt: skip


def test_the_database_takes_a_report_from_a_case_alone_and_a_suspicion_as_reported(till: Till) -> None:
    entitlement, other = drawing(till), drawing(till)
    reported(entitlement.person, told(event="imprisoned"))
    report = StopReport.objects.get()
    with database.refused("stop_report_of_its_case"):
        StopReport.objects.create(
            case=entitlement.decision.claim.case, person=other.person, event="died", happened_on=DAY,
            reporter="relative", reported_on=TODAY, due_on=TODAY, law="x",
        )  # fmt: skip
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
    with database.refused("suspicion_of_its_report"):
        Suspicion.objects.create(
            entitlement=other, kind="reported_imprisoned", report=report, happened_on=DAY, found_at=tick()
        )
    with database.refused("suspicion_has_one_source"):
        Suspicion.objects.create(entitlement=other, kind="reported_imprisoned", happened_on=DAY, found_at=tick())


def test_a_citizen_reports_on_a_page_and_what_they_wrote_stays(till: Till, client: Any) -> None:
    entitlement = drawing(till)
    client.force_login(a_citizen(entitlement.person))
    page = client.get(reverse("citizen_apply", args=["stop_event"])).content.decode()
    assert 'name="happened_on"' in page and 'name="reporter"' in page
    late = told(on=timezone.localdate() + dt.timedelta(days=3), more="写下的内容")
    answer = client.post(reverse("citizen_apply_send", args=["stop_event"]), late)
    assert answer.status_code == 422 and "写下的内容" in answer.content.decode()
