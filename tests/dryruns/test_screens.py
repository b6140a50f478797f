"""A dry run on the screens: asked for from the proposal, its answer, charts and lists, each for whom it is meant."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment.registry.models import Employer
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.policy.actions import approve
from siadmin.policy.models import Proposal, Series
from tests.cities import BEIJING, GUANGZHOU, NOVEMBER, OCTOBER, SHENZHEN, charge, declare, tick, work
from tests.dryruns.trying import CEILING, a_town, by_oneself, proposed, resident, tried
from tests.factories import a_member_of_staff, a_user

pytestmark = pytest.mark.usefixtures("five_cities", "at_the_desk")


class Desk:
    """Somebody with posts, signed in."""

    def __init__(self, settings: Any, *posts: str, at: str = BEIJING, line: str = Line.HRSS) -> None:
        self.user: User = a_member_of_staff(*posts, at=at, line=line)
        self.client = Client(headers={"accept-language": "en"})
        self.client.force_login(self.user, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def sees(self, name: str, pk: int, query: str = "") -> str:
        answer = self.client.get(reverse(name, args=[pk]) + query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def knocks(self, name: str, pk: int) -> int:
        return int(self.client.get(reverse(name, args=[pk])).status_code)

    def tries(self, proposal: Proposal, *others: Proposal) -> Run | None:
        answer = self.client.post(reverse("dry_run_try", args=[proposal.pk]), {"with": [each.pk for each in others]})
        return work(Run.objects.filter(kind="dry_run").latest("pk")) if answer.status_code == 302 else None


def chart(page: str, name: str) -> dict[str, Any]:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page)
    assert found is not None
    told: dict[str, Any] = json.loads(found[1])
    return told


@pytest.fixture
def town() -> Employer:
    employer, _ = a_town(500_000, 900_000, 4_000_000)
    return employer


def test_from_the_proposal_to_the_answer(settings: Any, town: Employer) -> None:
    officer, approver = Desk(settings, Post.POLICY_OFFICER), Desk(settings, Post.APPROVER)
    low, high = proposed(7_400), proposed(36_000, CEILING)
    page = approver.sees("policy_proposal", low.pk)
    assert "Nobody has tried this value out" in page
    assert reverse("dry_run", args=[low.pk]) in page
    assert f'value="{high.pk}" checked' in officer.sees("dry_run", low.pk), "of the same day: suggested to come along"
    run = officer.tries(low, high)
    assert run is not None
    assert [each["id"] for each in run.parameters["proposals"]] == [low.pk, high.pk]
    answer = "1 person pays more, 1 less; the funds receive ¥52.32 less a month"
    for proposal in (low, high):
        told = approver.sees("policy_proposal", proposal.pk)
        assert answer in told
        assert "together with 1 other value" in told
        assert "Out of date" not in told
    page = approver.sees("dry_run", low.pk)
    assert f"<h1>{answer}</h1>" in page
    assert town.number in page
    assert "taken with the base or tier they chose" in page
    assert "pay for themselves</th>" not in page, "there are none here"
    bands = chart(page, "dry-run-bands")
    assert [series["values"] for series in bands["series"]] == [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert bands["labels"] == ["4,000–6,000", "8,000–10,000", "30,000 and more"]


def test_the_approver_is_told_that_it_is_out_of_date(settings: Any, town: Employer) -> None:
    approver = Desk(settings, Post.APPROVER)
    low = proposed(7_400)
    tried(low)
    people = [period.person for period in town.insured_periods.filter(insurance="injury")]
    declare(town, OCTOBER, dict.fromkeys(people, 5_000))
    charge(BEIJING, OCTOBER)
    for name in ("policy_proposal", "dry_run"):
        page = approver.sees(name, low.pk)
        assert "Out of date" in page
        assert "Beijing has charged 2026-10 since." in page
    approve(proposal_id=low.pk, seen_version=0, by=a_user(staff=True), at=tick())
    assert "1 proposal was decided on since." in approver.sees("dry_run", low.pk)
    assert approver.tries(low) is None


def test_what_a_dry_run_cannot_show_is_said_plainly(settings: Any, town: Employer) -> None:
    officer = Desk(settings, Post.POLICY_OFFICER)
    for key, says in (
        ("pension.account_record_rate", "interest of a year is credited"),
        ("pension.minimum_years_months", "what the fund pays out, not what is paid in"),
        ("contribution.undeclared_factor", "who will not declare nobody knows"),
        ("contribution.working_age_months", "who may join or what they may choose"),
        ("collection.due_day", "when or how something is done"),
        ("contribution.late_fee_daily_rate", "who will be late, and for how long, nobody knows"),
    ):
        value = _of(key)
        for name in ("dry_run", "policy_proposal"):
            assert says in officer.sees(name, value.pk)
        assert officer.tries(value) is None


def _of(key: str) -> Proposal:
    """Another value of a number of the law, in its own unit."""
    series = Series.objects.filter(key=key).earliest("pk")
    return proposed("1", key, unit=series.unit, category=series.category)


def test_lists_are_paged_and_given_as_files(settings: Any, town: Employer) -> None:
    reviewer = Desk(settings, Post.REVIEWER)
    a_town(510_000)
    run = tried(proposed(7_400))
    page = reviewer.sees("dry_run_employers", run.pk)
    assert "2 employers" in page
    told = reviewer.client.get(reverse("dry_run_employers_file", args=[run.pk]))
    assert told["Content-Type"] == "text/csv; charset=utf-8"
    rows = told.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert ",20.80,10.40,31.20,1,0" in rows[1]
    people = reviewer.sees("dry_run_people", run.pk, "?outcome=more&band=1")
    assert "职**" in people
    assert "职工0" not in people
    assert "581.60" in people and "592.00" in people
    assert "0 people you work with" in reviewer.sees("dry_run_people", run.pk, "?outcome=less")
    assert "1 person you work with" in reviewer.sees("dry_run_people", run.pk, f"?employer={town.number}")
    rows = reviewer.client.get(reverse("dry_run_people_file", args=[run.pk])).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert all(row.startswith("职**,") for row in rows[1:])


def test_who_pays_for_themself_is_told_apart_and_masked(settings: Any) -> None:
    """By hand: 500,000 fen on 7,400 is 10.40 of the employee and 20.80 of the employer; 7,270 at 20% is 26.00 more."""
    by_oneself(727_000)
    resident(100_000)
    resident(300_000)
    a_town(500_000, 900_000, months=(NOVEMBER,))
    low = proposed(7_400)
    tier = proposed(1_100, "pension.resident_tier_min_year", category="resident", unit="yuan_per_year")
    run = tried(low, tier)
    reviewer = Desk(settings, Post.REVIEWER)
    page = reviewer.sees("dry_run", low.pk)
    assert "2 people pay more, 0 less; the funds receive ¥57.20 more a month" in page
    assert "1 resident pays more, 0 less; their funds receive ¥100.00 more a year" in page
    assert "of 3 people looked at; paying for themselves: 1" in page
    assert [each["values"] for each in chart(page, "dry-run-tiers")["series"]] == [[1, 0], [0, 0], [0, 1]]
    everybody = reviewer.sees("dry_run_people", run.pk)
    assert "2 people you work with" in everybody
    assert everybody.count("pays for themself") == 1
    own = reviewer.sees("dry_run_people", run.pk, "?who=own")
    assert "1 person you work with" in own
    assert "1,454.00" in own and "1,480.00" in own
    residents = reviewer.sees("dry_run_people", run.pk, "?who=residents")
    assert "1 person you work with" in residents
    assert "1,000.00" in residents and "1,100.00" in residents
    file = reviewer.client.get(reverse("dry_run_people_file", args=[run.pk]) + "?who=residents").content.decode()
    assert len(file.splitlines()) == 2
    assert len(reviewer.client.get(reverse("dry_run_people_file", args=[run.pk])).content.decode().splitlines()) == 3
    assert "0 people you work with" in reviewer.sees("dry_run_people", run.pk, "?who=own&band=5")


def test_who_may_look_where(settings: Any, town: Employer) -> None:
    """Sums for policy officers; people for who works with their bills; the other line and region see nothing."""
    run = tried(proposed(7_400))
    officer, auditor = Desk(settings, Post.POLICY_OFFICER), Desk(settings, Post.AUDITOR)
    assert officer.knocks("dry_run_employers", run.pk) == 200
    assert officer.knocks("dry_run_people", run.pk) == 403
    assert reverse("dry_run_people", args=[run.pk]) not in officer.sees("dry_run", run.parameters["proposals"][0]["id"])
    assert auditor.knocks("dry_run_people", run.pk) == 200
    for stranger in (Desk(settings, Post.APPROVER, at=GUANGZHOU), Desk(settings, Post.APPROVER, line=Line.HS)):
        assert stranger.knocks("dry_run_people", run.pk) == 404
        page = stranger.sees("policy_proposal", run.parameters["proposals"][0]["id"])
        assert "what that found is for those who work there" in page


def test_of_a_provinces_value_a_city_sees_its_own_part(settings: Any) -> None:
    a_town(1_000_000, at=GUANGZHOU)
    far, _ = a_town(1_000_000, 2_000_000, at=SHENZHEN)
    value = proposed("0.09", "pension.employee_rate", at="440000", unit="rate")
    run = tried(value)
    city, province = Desk(settings, Post.REVIEWER, at=GUANGZHOU), Desk(settings, Post.REVIEWER, at="440000")
    assert "1 person pays more" in city.sees("dry_run", value.pk)
    page = province.sees("dry_run", value.pk)
    assert "3 people pay more" in page
    assert chart(page, "dry-run-places")["labels"] == ["Guangzhou", "Shenzhen"]
    assert far.number in province.sees("dry_run_employers", run.pk)
    assert far.number not in city.sees("dry_run_employers", run.pk)
    assert city.tries(value) is None, "who tries a province's value out is of the province"


def test_progress_is_seen_and_ends_with_the_page_loaded_anew(settings: Any, town: Employer) -> None:
    officer = Desk(settings, Post.POLICY_OFFICER)
    low = proposed(7_400)
    officer.client.post(reverse("dry_run_try", args=[low.pk]))
    page = officer.sees("dry_run", low.pk)
    assert "0 of 1 slices done; 3 people in all" in page
    assert "It is being tried out." in officer.sees("policy_proposal", low.pk)
    url, watching = reverse("dry_run", args=[low.pk]), {"HX-Request": "true"}
    assert "HX-Refresh" not in officer.client.get(url, headers=watching)
    work(Run.objects.get(kind="dry_run"))
    assert officer.client.get(url, headers=watching)["HX-Refresh"] == "true"


def test_it_stands_among_the_runs(settings: Any, town: Employer) -> None:
    approver, stranger = Desk(settings, Post.APPROVER), Desk(settings, Post.APPROVER, at=GUANGZHOU)
    run = tried(proposed(7_400))
    page = approver.sees("run", run.pk)
    assert "1 person pays more, 0 less" in page
    assert "Beijing, 1 value" in page
    assert stranger.knocks("run", run.pk) == 404
