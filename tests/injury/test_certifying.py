"""From the application to the decision: days, the employer's burden of proof, two people, both told (WIR 14–20)."""

import datetime as dt

import pytest
from django.utils import timezone

from benefits.injury.models import Application, Certification, Injury, Statement
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued, Message
from siadmin.matters import actions
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from tests import cities, database
from tests.cities import BEIJING, COUNTY_OF, broken, tick
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_delegate, a_member_of_staff, a_person, an_employer, citizen_number
from tests.injury.course import (
    HAPPENED_ON,
    a_desk,
    applied,
    applied_by_employer,
    by_employer,
    certified,
    concluded,
    decided,
    deciding,
    told_by_worker,
)
from tests.matters.counter import subject_of

pytestmark = pytest.mark.usefixtures("a_year_paid")


def hired() -> tuple[Employer, Person]:
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING], since=cities.Month(2025, 10))
    return employer, person


def refused(desk: ClaimDesk, name: str, case: Case, by: User) -> str:
    with pytest.raises(Refusal) as refusal:
        desk.act(name, case, by)
    return refusal.value.code


def test_an_employer_applies_and_two_people_certify_in_sixty_days() -> None:
    employer, person = hired()
    application = applied_by_employer(person, employer)
    assert (application.applicant, application.answer_by, application.is_late) == ("employer", None, False)
    assert application.was_insured
    case = deciding(application)
    assert (case.matter, case.limit_days, case.limit_unit, case.hands) == ("injury_certification", 60, "days", 2)
    assert case.due_on == dt.date(2027, 1, 22)
    assert Case.objects.get(pk=application.case_id).limit_unit == "days"
    case = decided(application)
    injury = Injury.objects.get()
    assert (injury.person, injury.employer, injury.happened_on) == (person, employer, HAPPENED_ON)
    assert injury.certification.outcome == "certified"
    letters = Issued.objects.filter(kind="injury_certified")
    assert {each.subject_kind for each in letters} == {"person", "employer"}
    assert Message.objects.filter(code="injury_certified").count() == 2
    assert broken() == {}


def test_what_is_clear_is_decided_in_fifteen_days() -> None:
    employer, person = hired()
    case = deciding(applied_by_employer(person, employer, undisputed=True))
    assert (case.matter, case.limit_days) == ("injury_certification_clear", 15)


def test_an_employer_that_applies_after_its_thirty_days_bears_the_costs_until_then() -> None:
    employer, person = hired()
    application = applied_by_employer(person, employer, happened_on="2026-10-20")
    assert application.is_late
    decided(application, happened_on="2026-10-20")
    assert "逾期" in Issued.objects.filter(kind="injury_certified").first().payload  # type: ignore[union-attr]


def test_the_employer_is_asked_and_heard_before_it_is_decided_on_the_workers_evidence() -> None:
    employer, person = hired()
    application = applied(person, employer)
    assert application.answer_by is not None and application.answer_by > TODAY
    assert Message.objects.get(code="injury_statement_asked").recipient == employer.number
    desk, case = concluded(application)
    assert refused(desk, "handle", case, desk.clerk) == "injury_employer_still_asked"
    by_employer(
        employer, "injury_statement",
        {"application": application.number, "answer": "disagrees", "proof": "当日休息，不在厂内"},
    )  # fmt: skip
    case = desk.handled(case)
    with database.written_with(Certification, is_silent=True), database.refused("injury_employer_heard"):
        desk.act("review", case, desk.reviewer)
    desk.act("review", case, desk.reviewer)
    assert Certification.objects.get().is_silent is False
    with pytest.raises(Refusal) as twice:
        by_employer(
            employer, "injury_statement", {"application": application.number, "answer": "agrees", "proof": "同意"}
        )
    assert twice.value.code == "matter_stands_against"
    assert broken() == {}


def test_an_employer_that_is_silent_past_its_days_is_decided_without(monkeypatch: pytest.MonkeyPatch) -> None:
    employer, person = hired()
    application = applied(person, employer)
    desk, case = concluded(application)
    later = tick() + dt.timedelta(days=20)
    monkeypatch.setattr(timezone, "now", lambda: later)
    for name, by in (("handle", desk.clerk), ("review", desk.reviewer)):
        version = Case.objects.get(pk=case.pk).version
        getattr(actions, name)(case_id=case.pk, seen_version=version, by=by, at=later)
    assert Certification.objects.get().is_silent is True


def test_nothing_is_signed_before_it_is_concluded_and_a_refusal_is_a_conclusion_too() -> None:
    employer, person = hired()
    application = applied_by_employer(person, employer)
    case = deciding(application)
    desk = a_desk(person, case.matter)
    assert refused(desk, "handle", case, desk.clerk) == "injury_not_concluded"
    _, case = concluded(application)
    case = desk.handled(Case.objects.get(pk=case.pk))
    with pytest.raises(Refusal) as refusal:
        desk.act("refuse", case, desk.reviewer, reason="不是工伤")
    assert refusal.value.code == "injury_conclude_instead"


@pytest.mark.parametrize(
    ("ground", "outcome"),
    [("sudden_illness", "treated_as"), ("drunk", "not_certified"), ("none_of_these", "not_certified")],
)
def test_what_follows_from_a_ground_is_not_chosen(ground: str, outcome: str) -> None:
    employer, person = hired()
    decided(applied_by_employer(person, employer), ground=ground)
    assert Certification.objects.get().outcome == outcome
    assert Injury.objects.exists() == (outcome != "not_certified")
    assert broken() == {}


def test_who_acts_for_the_employer_does_not_decide() -> None:
    employer, person = hired()
    application = applied_by_employer(person, employer)
    desk, case = concluded(application)
    number = citizen_number(order=777)
    a_delegate(employer, identity_number=number)
    clerk = a_member_of_staff(Post.CLERK, at=BEIJING, identity_number=number)
    assert refused(desk, "handle", case, clerk) == "injury_decided_by_the_employer"


def test_a_year_later_nothing_is_accepted_without_a_reason() -> None:
    employer, person = hired()
    desk = a_desk(person)
    facts = told_by_worker(employer, happened_on="2025-11-01")
    with pytest.raises(Refusal) as refusal:
        desk.asked(facts)
    assert refusal.value.code == "injury_applied_too_late"
    desk.handled(desk.asked(facts | {"excuse": "住院抢救至上月"}))
    assert Application.objects.get().happened_on == dt.date(2025, 11, 1)


def test_an_injury_is_applied_for_once() -> None:
    employer, person = hired()
    applied(person, employer)
    with pytest.raises(Refusal) as refusal:
        applied_by_employer(person, employer)
    assert refusal.value.code == "injury_applied_for_already"


def test_who_was_insured_only_after_the_accident_was_not_insured() -> None:
    employer, person = hired()
    person.employments.update(reported_on=HAPPENED_ON + dt.timedelta(days=1), late_because="forgotten")
    assert applied_by_employer(person, employer).was_insured is False


def test_the_employer_on_record_is_filled_in_and_named() -> None:
    employer, person = hired()
    Employer.objects.filter(pk=employer.pk).update(name="甲<b>厂</b>")
    asked = matter_of("injury_application").form(subject=subject_of(person))
    assert asked["employer"].value() == employer.credit_code
    assert "甲&lt;b&gt;厂" in asked["employer"].help_text
    assert matter_of("injury_application").form(subject=subject_of(a_person()))["employer"].value() is None


def test_an_unknown_employer_is_said_in_the_form() -> None:
    form = matter_of("injury_application").form(data={"employer": "91110105MA00000000"})
    assert "employer" in form.errors


def test_the_database_takes_no_certification_that_its_case_does_not_say() -> None:
    employer, person = hired()
    injury = certified(person, employer)
    with database.written_with(Application, person=a_person()), database.refused("injury_application_of_its_case"):
        applied(person, employer, happened_on="2026-11-10")
    told = applied(person, employer, happened_on="2026-11-10")
    one = injury.certification
    with database.refused("injury_as_certified"):
        database.forged(injury, number="W-9", employer_id=an_employer().pk)
    with database.refused("injury_certified_by_two"):
        Certification.objects.create(
            application=told, outcome="not_certified", ground="drunk", is_silent=False, case=told.case,
            letter=Issued.objects.exclude(pk__in=[one.letter_id, one.employer_letter_id]).first() or _a_letter(one),
            employer_letter=_a_letter(one), decided_by=one.decided_by, decided_at=tick(),
        )  # fmt: skip
    with database.refused("injury_outcome_of_its_ground"):
        Certification.objects.create(
            application=told, outcome="certified", ground="drunk", is_silent=False, case=told.case,
            letter=_a_letter(one), employer_letter=_a_letter(one), decided_by=one.decided_by, decided_at=tick(),
        )  # fmt: skip
    with database.refused("injury_statement_of_its_case"):
        Statement.objects.create(application=told, agrees=True, case=told.case, made_at=tick())
    with database.not_permitted():
        Injury.objects.update(was_insured=False)


def _a_letter(one: Certification) -> Issued:
    """Another letter, as far as a constraint asks."""
    letter = Issued.objects.get(pk=one.letter_id)
    letter.pk, letter.number, letter.key = None, f"L{tick():%H%M%S%f}"[:12], str(tick())
    letter.code_hash = str(tick()).encode().ljust(32, b"0")[:32]
    letter.save(force_insert=True)
    return letter
