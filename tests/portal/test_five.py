"""All insurances on one page, and the door by what happened: filled forms, several claims at once."""

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.registry.models import Person, Sex
from siadmin.agency.insurances import Line
from siadmin.agency.posts import Post
from siadmin.portal.life_events import EVENTS
from tests.cities import BEIJING
from tests.claims.desk import a_worker
from tests.factories import a_citizen, a_member_of_staff, a_person
from tests.medical.reimbursing import VISIT, granted

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def a_woman() -> Person:
    _, person = a_worker()
    Person.objects.filter(pk=person.pk).update(sex=Sex.FEMALE, retirement_group="F50")
    person.refresh_from_db()
    return person


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_my_insurances_say_what_each_gives_and_what_of_the_year_is_used() -> None:
    person = a_woman()
    granted(person, VISIT)
    page = signed_in(a_citizen(person)).get(reverse("citizen_five"))
    text = page.content.decode()
    assert page.status_code == 200
    given = {one.state.insurance: one.offers for one in page.context["five"]}
    assert [offer.amount_fen for offer in given["maternity"]] == [800_000 * 98 // 30]
    assert "今天生育一个孩子" in text
    assert given["unemployment"][0].is_monthly and given["unemployment"][0].amount_fen
    assert given["pension_employee"], "what the pension would be, or what is missing"
    year = {each.name.en: (each.used_fen, each.most_fen) for each in page.context["year"]}
    assert year["Outpatient deductible borne"] == (180_000, 180_000)
    assert year["Cap of the pool used"] == (84_000, 50_000_000)
    assert "840.00 元 / 500,000.00 元" in text


def test_staff_see_the_insurances_of_their_line() -> None:
    person = a_woman()
    seen = {}
    for line in (Line.HRSS, Line.HS):
        client = signed_in(a_member_of_staff(Post.CLERK, at=BEIJING, line=line))
        context = client.get(reverse("person_five", args=[person.number])).context
        seen[line] = ({o.insurance for one in context["five"] for o in one.offers}, bool(context["year"]))
    assert seen[Line.HRSS] == ({"pension_employee", "unemployment", "injury"}, False)
    assert seen[Line.HS] == ({"medical_employee", "maternity"}, True)


def test_who_was_never_insured_is_told_so_and_nothing_breaks() -> None:
    page = signed_in(a_citizen(a_person())).get(reverse("citizen_five"))
    assert page.status_code == 200 and page.context["year"] == []
    assert not any(one.offers for one in page.context["five"])


def test_a_child_opens_several_claims_with_their_forms_filled() -> None:
    person = a_woman()
    client = signed_in(a_citizen(person))
    page = client.get(reverse("life_events"), {"event": "child", "day": "2026-10-12"})
    opened = {each["matter"].code: each for each in page.context["opened"]}
    assert {"maternity_allowance", "maternity_costs", "unemployment_childbirth"} <= opened.keys()
    link = opened["maternity_allowance"]["apply"]
    form = client.get(link).context["form"]
    assert form.initial == {"event": "birth", "happened_on": "2026-10-12"}
    assert 'value="2026-10-12"' in client.get(link).content.decode()
    assert opened["maternity_costs"]["apply"] is None, "the place has no values on file"
    assert opened["maternity_costs"]["against"]


def test_what_is_not_on_file_is_named_plainly_to_people_and_precisely_to_staff() -> None:
    person, clerk = a_woman(), a_member_of_staff(Post.CLERK, line=Line.HS)
    told = signed_in(a_citizen(person)).get(reverse("citizen_apply", args=["maternity_costs"]))
    assert not told.context["may_be_put_right"]
    against = told.context["against"][0].words
    assert ("北京市" in against or "Beijing" in against) and "110000" not in against
    at_the_desk = signed_in(clerk).get(reverse("matter_start", args=["maternity_costs", person.number]))
    assert "110000" in at_the_desk.context["against"][0].words


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.code)
def test_every_event_opens_something_for_visitors_and_people(event: object) -> None:
    code = event.code  # type: ignore[attr-defined]
    for client in (Client(), signed_in(a_citizen(a_person()))):
        page = client.get(reverse("life_events"), {"event": code, "day": "not a day"})
        assert page.status_code == 200
        assert page.context["opened"]


@pytest.mark.parametrize(("event", "status"), [("injury", 422), ("death", 422), ("move", 200)])
def test_what_has_happened_has_no_day_to_come(event: str, status: int) -> None:
    client = signed_in(a_citizen(a_person()))
    page = client.get(reverse("life_events"), {"event": event, "day": "2130-05-05"})
    assert page.status_code == status
    assert ("wrong-word" in page.content.decode()) == (status == 422)
    links = [each.get("apply") or "" for each in page.context["opened"]]
    assert status == 200 or not any("2130-05-05" in link for link in links)


def test_what_cannot_be_applied_for_here_says_where_it_can() -> None:
    client = signed_in(a_citizen(a_person()))
    page = client.get(reverse("life_events"), {"event": "death"}).content.decode()
    assert "到经办机构窗口办理" in page


def test_what_is_no_event_shows_the_choice() -> None:
    page = Client().get(reverse("life_events"), {"event": "lottery"})
    assert page.status_code == 200 and page.context["event"] is None
