"""Staff see injuries of their places and the course of each; a person their own; an employer applies online."""

import pytest
from django.test import Client
from django.urls import reverse

from benefits.injury.models import Application
from benefits.injury.selectors.course import course_of
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests import cities
from tests.cities import BEIJING, COUNTY_OF, SHANGHAI
from tests.factories import a_citizen, a_delegate, a_member_of_staff, identity_number_of
from tests.injury.course import TOLD, a_desk, applied_by_employer, appraised, certified, deciding, works
from tests.injury.test_leaving import recorded

pytestmark = pytest.mark.usefixtures("a_year_paid")


def page(client: Client, name: str, *arguments: str) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_course_of_an_injury_is_told_day_by_day(client: Client) -> None:
    employer, person = works(since=Month(2026, 5), until=Month(2026, 7))
    injury = certified(person, employer, happened_on="2026-07-06")
    appraised(injury, grade="9")
    desk = a_desk(person, "injury_disability_lump")
    desk.granted(desk.asked({"injury": injury.number}))
    application = injury.certification.application
    told = [each.what.zh for each in course_of(application)]
    assert told == [
        "受伤", "初次鉴定：9级", "用人单位申请工伤认定", "认定为工伤", "申领一次性伤残补助金",
    ]  # fmt: skip
    client.force_login(desk.clerk)
    shown = page(client, "injury", application.number)
    assert all(each in shown for each in told) and "登记劳动能力鉴定结论" in shown
    client.force_login(a_citizen(person))
    assert "认定为工伤" in page(client, "citizen_injuries")


def test_staff_see_the_injuries_of_their_places_only(client: Client) -> None:
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING])
    application = applied_by_employer(person, employer)
    client.force_login(a_member_of_staff(Post.CLERK, at=BEIJING))
    assert application.number in page(client, "injuries")
    client.force_login(a_member_of_staff(Post.CLERK, at=SHANGHAI))
    assert application.number not in page(client, "injuries")
    assert client.get(reverse("injury", args=[application.number])).status_code == 404


def test_an_employer_applies_online_and_keeps_what_it_wrote(client: Client) -> None:
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING])
    a_member_of_staff(Post.CLERK, at=BEIJING)
    client.force_login(a_delegate(employer))
    send = reverse("employer_apply_send", args=[employer.number, "injury_application_employer"])
    told = TOLD | {"number": identity_number_of(person), "happened_on": "2126-01-01", "undisputed": ""}
    answer = client.post(send, told)
    assert answer.status_code == 422
    assert "一号车间" in answer.content.decode()
    assert client.post(send, told | {"happened_on": "2026-11-02"}).status_code == 302
    assert not Application.objects.exists(), "a clerk accepts it"


def test_the_decision_is_shown_with_what_both_told_in_either_language(client: Client) -> None:
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING])
    application = applied_by_employer(person, employer)
    client.force_login(a_member_of_staff(Post.CLERK, at=BEIJING))
    number = deciding(application).number
    assert "操作冲床时压伤" in page(client, "case", number) and "60 天" in page(client, "case", number)
    client.cookies["django_language"] = "en"
    assert "Applied for by" in page(client, "case", number)


def test_an_employer_sees_until_when_it_pays_and_nobody_elses_injuries(client: Client) -> None:
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING])
    injury = certified(person, employer)
    recorded(injury, kind="first", months=3, committee="", document="")
    client.force_login(a_delegate(employer))
    shown = page(client, "employer_injuries", employer.number)
    assert injury.number in shown and "2027-02-01" in shown and "工伤保险条例第33条" in shown
    other, _ = cities.staff(at=COUNTY_OF[BEIJING])
    assert client.get(reverse("employer_injuries", args=[other.number])).status_code == 404
    client.force_login(a_citizen(person))
    assert "各项期限" in page(client, "citizen_injuries")
