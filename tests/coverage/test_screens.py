"""The desk's pages as clerks use them: the dashboard drills down, lists are filtered and worked, files come in."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enrollment.coverage.models import Batch, Contact, Finding, Mismatch, Rate
from enrollment.coverage.rules.kinds import Register
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from tests import cities
from tests.coverage.registers import CODE, came, file_of, lives, paid, scan, somebody
from tests.factories import TODAY, a_member_of_staff, a_person, an_employer, an_employment, identity_number_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture
def clerk() -> User:
    return a_member_of_staff(Post.CLERK, at=cities.BEIJING)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def town(clerk: User) -> None:
    """Two insured in Chaoyang; in Mentougou one insured and one missing."""
    employer = an_employer()
    for place in ("110105", "110105", "110109"):
        an_employment(a_person(lives_in=place), employer)
    came(Register.WAGE_TAX, paid(somebody(), code=employer.credit_code, place="110109"))
    scan(by=clerk)


def test_the_dashboard_drills_down_with_the_least_covered_first(clerk) -> None:
    town(clerk)
    client = signed_in(clerk)
    page = client.get(reverse("coverage"))
    assert (page.context["here"].rate, page.context["here"].missing) == ("75.0%", 1)
    below = page.context["below"]  # the level of “Beijing districts”, which has them all, is passed over
    assert [(each.region.pk, each.rate, each.shade) for each in below] == [
        ("110109", "50.0%", 1),
        ("110105", "100.0%", 5),
    ]


def test_nobody_looks_beyond_their_region(clerk) -> None:
    town(clerk)
    county = signed_in(a_member_of_staff(Post.CLERK, at="110105"))
    page = county.get(reverse("coverage"), {"region": "110109"})
    assert page.context["region"].pk == "110105"
    assert page.context["here"].missing == 0
    far = signed_in(a_member_of_staff(Post.ADMINISTRATOR, at="440300"))
    assert far.get(reverse("coverage"), {"region": "110000"}).context["here"] is None


def test_above_the_places_that_charge_their_figures_are_added(clerk) -> None:
    """Guangdong has none of its own: Guangzhou's and Shenzhen's."""
    for pool in (cities.GUANGZHOU, cities.SHENZHEN):
        an_employment(a_person(lives_in=cities.COUNTY_OF[pool]), an_employer(at=cities.COUNTY_OF[pool]))
        scan(at=pool)
    boss = signed_in(a_member_of_staff(Post.DIRECTOR, at="440000"))
    page = boss.get(reverse("coverage"))
    assert page.context["here"].insured == 2
    assert {each.region.pk for each in page.context["below"]} == {cities.GUANGZHOU, cities.SHENZHEN}


def test_the_trend_is_a_chart_and_a_table(clerk) -> None:
    town(clerk)
    for month in (Month(2026, 9), Month(2026, 10)):
        Rate.objects.create(
            region_id=cities.BEIJING, pool_id=cities.BEIJING, month=month, insured=3, missing=4, lapsed=0,
            interrupted=0, must=4, counted_at=cities.tick(),
        )  # fmt: skip
    page = signed_in(clerk).get(reverse("coverage"))
    assert page.context["chart"]["labels"] == ["2026-09", "2026-10", "2026-11"]
    assert page.context["chart"]["series"][0]["values"] == [4, 4, 1]
    assert [str(month) for month, _ in page.context["trend"]] == ["2026-11", "2026-10", "2026-09"]


def test_a_month_is_scanned_again_from_the_dashboard(clerk) -> None:
    town(clerk)
    reviewer = signed_in(a_member_of_staff(Post.REVIEWER, at=cities.BEIJING))
    answer = reviewer.post(reverse("coverage_scan"), {"region": cities.BEIJING})
    assert answer.status_code == 302
    assert reviewer.post(reverse("coverage_scan"), {"region": cities.BEIJING}).status_code == 409, "it is not done yet"
    assert reviewer.post(reverse("coverage_scan"), {"region": "110105"}).status_code == 404, "no place that charges"


def test_the_list_is_filtered_handed_over_and_worked(clerk) -> None:
    came(Register.WAGE_TAX, paid(somebody(1), "王芳", code=CODE, place="110105"))
    came(Register.HOUSEHOLD, lives(somebody(3), "赵敏", place="110109"))
    scan(by=clerk)
    client = signed_in(clerk)
    page = client.get(reverse("outreach"))
    assert [each.whose.name for each in page.context["page"]] == ["王芳", "赵敏"], "whom the law obliges comes first"
    assert {each.region.pk for each in page.context["below"] if each.region} == {"110105", "110109"}
    assert [each.whose.name for each in client.get(reverse("outreach"), {"region": "110109"}).context["page"]] == [
        "赵敏"
    ]
    obliged, today = Finding.objects.get(is_must=True), timezone.localdate()
    for nobody in ([], ["²"], ["9" * 30], ["x"]):
        assert client.post(reverse("outreach_assign"), {"to": "", "finding": nobody}).status_code == 302
    client.post(reverse("outreach_assign"), {"to": str(clerk.pk), "finding": [obliged.pk]})
    assert len(client.get(reverse("outreach"), {"whose": "mine"}).context["page"]) == 1
    place = reverse("finding_contact", args=[obliged.pk])
    given = {
        "seen_version": "1",
        "channel": "phone",
        "result": "not_reached",
        "next_on": str(TODAY),
        "note": "无人接听",
    }
    untouched = client.post(place, given | {"channel": "", "result": ""})
    assert (untouched.status_code, Contact.objects.count()) == (422, 0), "no result is offered as if it were chosen"
    assert 'value="" selected' in client.get(reverse("finding", args=[obliged.pk])).content.decode()
    refused = client.post(place, given)
    assert (refused.status_code, Contact.objects.count()) == (409, 0)
    assert "无人接听" in refused.content.decode(), "nothing that was written is lost"
    given["next_on"] = str(today + dt.timedelta(days=3))
    assert client.post(place, given).status_code == 302
    assert client.post(place, given | {"result": "refuses"}).status_code == 422, "not offered to whom it obliges"
    assert "无人接听" in client.get(reverse("finding", args=[obliged.pk])).content.decode()


def test_a_number_is_shown_once_and_recorded(clerk) -> None:
    number = somebody()
    came(Register.WAGE_TAX, paid(number, code=CODE, place="110105"))
    scan(by=clerk)
    finding, client = Finding.objects.get(), signed_in(clerk)
    assert number not in client.get(reverse("finding", args=[finding.pk])).content.decode()
    place = reverse("finding_unmask", args=[finding.pk])
    assert client.post(place, {"reason": "curiosity"}).status_code == 409
    shown = client.post(place, {"reason": "contact"})
    assert number in shown.content.decode() and shown.headers["Cache-Control"] == "no-store"
    assert Act.objects.filter(code="number_shown", subject_kind="known").count() == 1


def test_a_register_comes_in_and_its_bad_row_is_put_right(clerk) -> None:
    client, bad = signed_in(clerk), paid(somebody(3)[:-1], code=CODE)
    content = file_of(Register.WAGE_TAX, paid(somebody(), code=CODE), bad)
    given = {"kind": "wage_tax", "region": cities.BEIJING, "source": "税务局", "as_of": str(TODAY)}

    def sent() -> Any:
        return client.post(reverse("register_send"), given | {"file": SimpleUploadedFile("w.csv", content)})

    assert sent().status_code == 302
    batch = Batch.objects.get()
    assert sent().headers["Location"] == reverse("register_batch", args=[batch.number]), "the same file is one batch"
    assert Batch.objects.count() == 1
    ((_, form),) = client.get(reverse("register_batch", args=[batch.number])).context["refused"]
    assert form.initial["id_number"] == somebody(3)[:-1]
    place = reverse("register_row_correct", args=[batch.number, batch.rows.get(state="refused").pk])
    assert client.post(place, bad).status_code == 409
    assert client.post(place, bad | {"id_number": somebody(3)}).status_code == 302
    assert not batch.rows.filter(state="refused").exists()
    assert client.get(reverse("register_sample", args=["death"])).content.startswith("﻿id_number".encode())
    assert client.get(reverse("register_sample", args=["nothing"])).status_code == 404


def test_a_difference_is_decided_with_both_values_in_sight(clerk) -> None:
    person = a_person(name="王芳", lives_in="110105")
    came(Register.HOUSEHOLD, lives(identity_number_of(person), "王方"))
    client, mismatch = signed_in(clerk), Mismatch.objects.get()
    text = client.get(reverse("mismatches")).content.decode()
    assert "王芳" in text and "王方" in text
    place = reverse("mismatch_decide", args=[mismatch.pk])
    assert client.post(place, {"decision": "theirs", "reason": ""}).status_code == 422
    assert client.post(place, {"decision": "theirs", "reason": "核对户口簿"}).status_code == 302
    decided = client.get(reverse("mismatches"), {"show": "decided"})
    assert reverse("matter_start", args=["person_name", person.number]) in decided.content.decode()


def test_every_page_speaks_both_languages(clerk) -> None:
    town(clerk)
    client = signed_in(clerk)
    finding = Finding.objects.get()
    for place in ("coverage", "outreach", "registers", "mismatches"):
        assert client.get(reverse(place), headers={"accept-language": "en"}).status_code == 200
    text = client.get(reverse("finding", args=[finding.pk]), headers={"accept-language": "en"}).content.decode()
    assert "never insured" in text and "obligation of the employer" in text
