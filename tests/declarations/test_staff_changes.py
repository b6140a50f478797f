"""People start and leave on any day: insured from the month work began, late ones asked why (SIL 50, 58)."""

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contributions.assessment.models import AssessmentLine
from contributions.declarations.actions import Newcomer, Starting, facts_of, take_on
from contributions.declarations.matters.staff import JOINING, LEAVING
from contributions.declarations.models import StaffList, StaffListState
from contributions.declarations.selectors import wages_in_force
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.participation.rules.ages import WORKING_AGE
from enrollment.participation.rules.reporting import days_late, last_day_to_report
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import person_by_identifier
from enrollment.registry.subjects import Employers
from siadmin.agency.insurances import Insurance
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.actions import handle, receive
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import Case, Channel
from siadmin.policy.lawbook import NATIONAL
from tests import database
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    NOVEMBER,
    SEPTEMBER,
    SHENZHEN,
    broken,
    change_law,
    charge,
    declare,
    staff,
    tick,
)
from tests.factories import (
    TODAY,
    a_delegate,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    citizen_number,
    identity_number_of,
)

pytestmark = pytest.mark.usefixtures("five_cities", "at_the_desk")
NUMBER = citizen_number(order=801)


@pytest.fixture
def office() -> tuple[Client, Employer, list[Person]]:
    """A delegate of an employer with two people who have declared wages."""
    employer, people = an_employer(at=COUNTY_OF[BEIJING]), [a_person(name="李伟"), a_person(name="王芳")]
    for person in people:
        an_employment(person, employer, since=SEPTEMBER)
    declare(employer, SEPTEMBER, dict.fromkeys(people, 8_000))
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_delegate(employer))
    return client, employer, people


Office = tuple[Client, Employer, list[Person]]


def starting(starts_on: dt.date, wage_fen: int | None = 700_000, **told: str) -> Starting:
    return Starting(Newcomer(facts_of("钱新", NUMBER), starts_on, **told), wage_fen)  # type: ignore[arg-type]


def start(employer: Employer, *wanted: Starting) -> list[Person]:
    return take_on(employer=employer, starting=wanted, by=None, at=tick())


def refused(employer: Employer, *wanted: Starting) -> str:
    with pytest.raises(Refusal) as refusal:
        start(employer, *wanted)
    return refusal.value.code


@pytest.mark.parametrize(
    ("happened", "told", "late"),
    [((2026, 9, 1), (2026, 10, 1), 0), ((2026, 9, 1), (2026, 10, 2), 1), ((2026, 9, 1), (2026, 9, 1), 0)],
)
def test_the_first_day_does_not_count(happened: tuple[int, int, int], told: tuple[int, int, int], late: int) -> None:
    assert days_late(dt.date(*happened), dt.date(*told), 30) == late
    assert last_day_to_report(dt.date(2026, 11, 5), 15) == dt.date(2026, 11, 20)


def test_who_starts_is_insured_at_a_wage_and_the_month_is_still_to_be_declared() -> None:
    employer, _ = staff(1)
    (person,) = start(employer, starting(dt.date(2026, 11, 9)))
    assert person == person_by_identifier(NUMBER)
    assert wages_in_force(employer.pk, NOVEMBER)[person.pk] == 700_000
    periods = InsuredPeriod.objects.filter(person=person)
    assert {(p.from_month, p.before_month) for p in periods} == {(NOVEMBER, None)}
    assert Employment.objects.get(person=person).reported_on == TODAY
    assert not employer.declarations.exists()
    assert broken() == {}


def test_nobody_under_sixteen_starts_work() -> None:
    employer, _ = staff(1)
    child = citizen_number(born_on=dt.date(2010, 11, 10), order=802)
    young = Newcomer(facts_of("孙小宝", child), dt.date(2026, 11, 9))
    assert refused(employer, Starting(young, 700_000)) == "starts_under_working_age"
    assert not Person.objects.filter(name="孙小宝").exists()
    start(employer, Starting(dataclasses.replace(young, starts_on=dt.date(2026, 11, 10)), 700_000))


def test_from_which_age_work_may_start_is_the_law_on_file() -> None:
    employer, _ = staff(1)
    change_law(WORKING_AGE, NATIONAL, category="", value=18 * 12)
    youth = Newcomer(facts_of("孙小宝", citizen_number(born_on=dt.date(2009, 1, 1), order=802)), dt.date(2026, 11, 9))
    assert refused(employer, Starting(youth, 700_000)) == "starts_under_working_age"


def test_months_that_were_charged_follow() -> None:
    employer, (li,) = staff(1)
    declare(employer, SEPTEMBER, {li: 8_000})
    charge(BEIJING, SEPTEMBER)
    (person,) = start(employer, starting(dt.date(2026, 9, 14), late_because="forgotten"))
    lines = AssessmentLine.objects.filter(person_id=person.pk, month=SEPTEMBER)
    assert lines.get(insurance=Insurance.PENSION).wage_fen == 700_000
    assert broken() == {}


def test_later_than_thirty_days_needs_a_reason_and_one_in_time_keeps_none() -> None:
    employer, _ = staff(1)
    assert refused(employer, starting(TODAY - dt.timedelta(days=31))) == "late_without_cause"
    (person,) = start(employer, starting(TODAY - dt.timedelta(days=31), late_because="probation"))
    employment = Employment.objects.get(person=person)
    assert (employment.late_because, employment.starts_on) == ("probation", dt.date(2026, 10, 23))
    with database.refused("employment_late_by_a_report"):
        Employment.objects.filter(pk=employment.pk).update(reported_on=employment.starts_on)


def test_thirty_days_are_in_time() -> None:
    employer, _ = staff(1)
    (person,) = start(employer, starting(TODAY - dt.timedelta(days=30)))
    assert Employment.objects.get(person=person).late_because == ""


@pytest.mark.parametrize(
    ("day", "code"),
    [(dt.date(2026, 12, 1), "starts_later"), (dt.date(2010, 1, 4), "starts_before_registration")],
)
def test_a_day_that_cannot_be(day: dt.date, code: str) -> None:
    employer, _ = staff(1)
    assert refused(employer, starting(day)) == code
    assert person_by_identifier(NUMBER) is None


def test_nobody_starts_where_the_registration_is_cancelled() -> None:
    employer = an_employer(cancelled=dt.date(2026, 11, 1))
    assert refused(employer, starting(dt.date(2026, 11, 9))) == "starts_after_cancellation"


def test_a_number_of_somebody_else_and_somebody_who_works_here() -> None:
    employer, (li,) = staff(1)
    other = Starting(Newcomer(facts_of("别人", identity_number_of(li)), dt.date(2026, 11, 2)), 1)
    assert refused(employer, other) == "number_of_another"
    again = Starting(Newcomer(facts_of(li.name, identity_number_of(li)), dt.date(2026, 11, 2)), 1)
    assert refused(employer, again) == "already_employed"
    twice = starting(dt.date(2026, 11, 2))
    assert refused(employer, twice, twice) == "named_twice"


def test_of_several_all_or_none() -> None:
    employer, _ = staff(1)
    other = Starting(Newcomer(facts_of("孙新", citizen_number(order=803)), dt.date(2026, 12, 9)), 1)
    assert refused(employer, starting(dt.date(2026, 11, 2)), other) == "starts_later"
    assert person_by_identifier(NUMBER) is None


def test_insurance_begins_after_what_a_former_employer_still_covers() -> None:
    employer, _ = staff(1)
    former = an_employer(at=COUNTY_OF[BEIJING])
    person = a_person(name="钱新")
    an_employment(person, former, since=Month(2020, 1), left=NOVEMBER + 1)
    one = Starting(Newcomer(facts_of("钱新", identity_number_of(person)), dt.date(2026, 11, 9)), 700_000)
    start(employer, one)
    begun = dict(InsuredPeriod.objects.filter(person=person, employer=employer).values_list("insurance", "from_month"))
    assert begun[Insurance.PENSION] == NOVEMBER + 1
    assert begun[Insurance.INJURY] == NOVEMBER


# --- screens -------------------------------------------------------------------------------------------------


def send(client: Client, route: str, *arguments: object, **body: object) -> tuple[int, str]:
    answer = client.post(reverse(route, args=arguments), body)
    return answer.status_code, answer.content.decode()


def told(*, confirmed: bool = False, **other: Any) -> dict[str, Any]:
    """What is typed; `confirmed`: after what follows of this day was seen."""
    typed = {"name": "钱新", "number": NUMBER, "starts_on": "2026-11-09", "wage": "7000"} | other
    return typed | ({"confirmed": f"{typed['starts_on']}:{typed['starts_on'][:7]}"} if confirmed else {})


def test_what_follows_is_said_before_anything_is_recorded(office: Office) -> None:
    client, employer, _ = office
    status, page = send(client, "employer_start", employer.number, **told())
    assert status == 200 and "钱新 is insured from 2026-11 on" in page
    assert person_by_identifier(NUMBER) is None
    assert send(client, "employer_start", employer.number, **told(confirmed=True))[0] == 302
    person = person_by_identifier(NUMBER)
    assert person is not None and wages_in_force(employer.pk, NOVEMBER)[person.pk] == 700_000


def test_another_day_written_since_is_shown_before_it_is_recorded(office: Office) -> None:
    client, employer, _ = office
    seen = told(confirmed=True)["confirmed"]
    status, page = send(client, "employer_start", employer.number, **told(starts_on="2026-10-28"), confirmed=seen)
    assert status == 200 and "钱新 is insured from 2026-10 on" in page
    assert person_by_identifier(NUMBER) is None


def test_the_page_asks_why_it_is_told_so_late(office: Office) -> None:
    client, employer, _ = office
    late = told(starts_on="2026-09-14", confirmed=True)
    status, page = send(client, "employer_start", employer.number, **late)
    assert status == 422 and "40 days after the legal time limit" in page
    assert '<select name="late_because"' in page
    assert send(client, "employer_start", employer.number, **late, late_because="other")[0] == 422
    assert send(client, "employer_start", employer.number, **late, late_because="forgotten")[0] == 302


def test_what_was_typed_stays(office: Office) -> None:
    client, employer, _ = office
    status, page = send(client, "employer_start", employer.number, **told(number="110105199001010000"))
    assert status == 422 and 'value="110105199001010000"' in page and 'value="钱新"' in page


def test_where_tax_hears_of_wages_none_is_asked() -> None:
    employer, _ = staff(1, at=COUNTY_OF[SHENZHEN])
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_delegate(employer))
    assert 'name="wage"' not in client.get(reverse("employer_start", args=[employer.number])).content.decode()
    assert send(client, "employer_start", employer.number, **told(confirmed=True))[0] == 302
    person = person_by_identifier(NUMBER)
    assert person is not None and person.pk not in wages_in_force(employer.pk, NOVEMBER)


def test_the_list_of_those_who_left_says_who_was_told_late(office: Office) -> None:
    client, employer, (li, wang) = office
    for person, day, reason in ((li, "2026-11-08", "contract_expired"), (wang, "2026-11-07", "resigned")):
        assert send(client, "employer_leave", employer.number, person.number, last_day=day, reason=reason)[0] == 302
    page = client.get(reverse("employer_left", args=[employer.number])).content.decode()
    assert "2 people left within a year" in page
    assert page.count("in time") == 1 and page.count("1 day late") == 1
    assert page.count("opens unemployment benefit") == 1
    Employment.objects.filter(person=li).update(end_reported_on=None)  # before the day was kept
    assert "in time" not in client.get(reverse("employer_left", args=[employer.number])).content.decode()


def test_a_late_start_is_explained_once(office: Office) -> None:
    client, employer, _ = office
    start(employer, starting(dt.date(2026, 9, 14), late_because="forgotten"))
    employment = Employment.objects.get(employer=employer, late_because="forgotten")
    Employment.objects.filter(pk=employment.pk).update(late_because="")
    clerk = Client(headers={"accept-language": "en"})
    clerk.force_login(a_member_of_staff(Post.CLERK, at=BEIJING))
    assert "1 start told late has no reason yet" in clerk.get(reverse("told_late")).content.decode()
    explain = ("employer_late_explain", employer.number, employment.pk)
    assert send(client, *explain, because="probation")[0] == 302
    employment.refresh_from_db()
    assert employment.late_because == "probation"
    assert send(client, *explain, because="other")[0] == 409
    assert "has no reason yet" not in clerk.get(reverse("told_late")).content.decode()


def upload(client: Client, employer: Employer, *rows: str) -> StaffList:
    content = "\n".join(["姓名,身份证号码,应发工资,入职日期,离职日期,离职原因", *rows]).encode()
    file = SimpleUploadedFile("名单.csv", content)
    assert client.post(reverse("employer_staff_file", args=[employer.number]), {"file": file}).status_code == 302
    return StaffList.objects.latest("pk")


def test_a_file_starts_some_and_ends_others_and_says_which_rows_it_cannot_take(office: Office) -> None:
    client, employer, (li, wang) = office
    stranger = a_person(name="孙某")
    kept = upload(
        client,
        employer,
        f"钱新,{NUMBER},7000,2026-11-09,,",
        f"{li.name},{identity_number_of(li)},,,2026-11-20,合同期满",
        f"{wang.name},{identity_number_of(wang)},8000,,,",
        f"{stranger.name},{identity_number_of(stranger)},,,2026-11-20,辞职",
        f"周新,{citizen_number(order=805)},6000,,,",
        f"吴新,{citizen_number(order=807)},,2026-11-02,,",
    )
    page = client.get(reverse("employer_staff_list", args=[employer.number, kept.number])).content.decode()
    assert "1 start, 1 leave; 3 rows cannot be taken" in page
    for said in ("has no open employment with this employer", "no first day of work is given", "The wage is missing"):
        assert said in page
    assert person_by_identifier(NUMBER) is None
    assert send(client, "employer_staff_take", employer.number, kept.number)[0] == 302
    kept.refresh_from_db()
    assert (kept.state, kept.started, kept.left) == (StaffListState.TAKEN, 1, 1)
    assert Employment.objects.get(employer=employer, person=li).ends_before == dt.date(2026, 11, 21)
    assert Employment.objects.get(employer=employer, person=wang).ends_before is None
    assert person_by_identifier(NUMBER) is not None
    assert broken() == {}
    assert send(client, "employer_staff_take", employer.number, kept.number)[0] in (409, 422)
    with database.refused("staff_list_ended_once"):
        StaffList.objects.filter(pk=kept.pk).update(state="read")


def test_a_leaving_of_a_file_is_of_who_the_row_names_and_has_happened(office: Office) -> None:
    client, employer, (li, wang) = office
    kept = upload(
        client,
        employer,
        f"赵误,{identity_number_of(li)},,,2026-11-20,辞职",
        f"{wang.name},{identity_number_of(wang)},,,2026-12-20,辞职",
    )
    page = client.get(reverse("employer_staff_list", args=[employer.number, kept.number])).content.decode()
    assert "0 start, 0 leave; 2 rows cannot be taken" in page
    assert "is registered under another name" in page and "that has not happened yet" in page
    assert send(client, "employer_staff_take", employer.number, kept.number)[0] == 422
    assert not Employment.objects.filter(employer=employer, ends_before__isnull=False).exists()


def test_late_starts_of_a_file_need_one_reason(office: Office) -> None:
    client, employer, _ = office
    kept = upload(client, employer, f"钱新,{NUMBER},7000,2026-09-09,,")
    assert send(client, "employer_staff_take", employer.number, kept.number)[0] == 422
    assert person_by_identifier(NUMBER) is None
    assert send(client, "employer_staff_take", employer.number, kept.number, because="inspection")[0] == 302
    assert Employment.objects.get(late_because="inspection").person == person_by_identifier(NUMBER)


def test_a_file_that_cannot_be_read_or_is_put_aside_changes_nothing(office: Office) -> None:
    client, employer, _ = office
    file = SimpleUploadedFile("名单.xlsx", b"PK\x03\x04 no workbook")
    answer = client.post(reverse("employer_staff_file", args=[employer.number]), {"file": file})
    assert answer.status_code == 422 and not StaffList.objects.exists()
    kept = upload(client, employer, f"钱新,{NUMBER},7000,2026-11-09,,")
    assert send(client, "employer_staff_discard", employer.number, kept.number)[0] == 302
    kept.refresh_from_db()
    assert kept.state == StaffListState.DISCARDED and person_by_identifier(NUMBER) is None


def test_the_sample_is_a_file_that_reads(office: Office) -> None:
    client, employer, _ = office
    sample = client.get(reverse("employer_staff_sample", args=[employer.number])).content
    file = SimpleUploadedFile("sample.csv", sample)
    assert client.post(reverse("employer_staff_file", args=[employer.number]), {"file": file}).status_code == 302


# --- at the counter ------------------------------------------------------------------------------------------


def carried_out(matter: Matter, employer: Employer, **facts: Any) -> Case:
    """Received and handled by one clerk: a single signature is needed."""
    clerk = a_member_of_staff(Post.CLERK, at=COUNTY_OF[BEIJING])
    case = receive(
        matter=matter,
        subject=Employers().find([employer.number])[employer.number],
        facts=facts,
        channel=Channel.COUNTER,
        applied_by="self",
        papers=[],
        by=clerk,
        at=tick(),
    )
    return handle(case_id=case.pk, seen_version=case.version, by=clerk, at=tick())


def joining_facts(**other: Any) -> dict[str, Any]:
    return {"name": "钱新", "number": NUMBER, "starts_on": "2026-11-09", "wage": "7000.00", "late_because": ""} | other


def test_a_start_told_at_the_counter_is_carried_out() -> None:
    employer, _ = staff(1)
    case = carried_out(JOINING, employer, **joining_facts())
    assert case.said.startswith("钱新自 2026-11 起参保。")
    person = person_by_identifier(NUMBER)
    assert person is not None and wages_in_force(employer.pk, NOVEMBER)[person.pk] == 700_000


def test_a_late_start_is_refused_at_receipt_until_it_says_why() -> None:
    employer, _ = staff(1)
    with pytest.raises(Refusal) as refusal:
        carried_out(JOINING, employer, **joining_facts(starts_on="2026-09-14"))
    assert refusal.value.code == "late_without_cause"
    carried_out(JOINING, employer, **joining_facts(starts_on="2026-09-14", late_because="forgotten"))


def test_the_form_asks_a_wage_only_where_it_is_told_here() -> None:
    for at, is_asked in ((COUNTY_OF[BEIJING], True), (COUNTY_OF[SHENZHEN], False)):
        employer, _ = staff(1, at=at)
        subject = Employers().find([employer.number])[employer.number]
        form = JOINING.form(joining_facts(wage=""), subject=subject)
        assert ("wage" in form.errors) == is_asked


def test_a_leaving_told_at_the_counter_is_carried_out() -> None:
    employer, (li,) = staff(1)
    early = {"number": li.number, "last_day": "2026-08-01", "reason": "resigned"}
    with pytest.raises(Refusal) as refusal:
        carried_out(LEAVING, employer, **early)
    assert refusal.value.code == "leaves_before_joining"
    carried_out(LEAVING, employer, **early | {"last_day": "2026-11-20"})
    assert Employment.objects.get(person=li).ends_before == dt.date(2026, 11, 21)
