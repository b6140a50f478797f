"""Earlier retirement for the work done: three sign by the personnel file, by years on file alone."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from siadmin.agency.models import Region
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose
from tests.cities import broken, tick
from tests.factories import a_user
from tests.pension.test_old_age_pension import NOTHING_CHOSEN, a_career, claimed

pytestmark = pytest.mark.usefixtures("five_cities")
BORN = dt.date(1970, 3, 15)
UNDERGROUND = {"month": "2026-06", "special_job": "underground", "special_months": 120}


def years_on_file(months: int = 108) -> None:
    proposal = propose(
        key="retirement.special_job_months", region=Region.objects.get(pk="000000"), category="underground",
        unit="months", starts_on=dt.date(2025, 1, 1), ends_before=None, value=Decimal(months), source="test",
        status="official", note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def test_who_worked_underground_long_enough_is_granted_before_sixty_by_three() -> None:
    years_on_file()
    desk, case = claimed(a_career(born_on=BORN), **UNDERGROUND)
    assert case.hands == 3
    decision = desk.granted(case)
    assert {str(item.from_month) for item in decision.items.all()} == {"2026-07"}
    assert broken() == {}


def test_too_few_years_are_denied_in_writing() -> None:
    years_on_file(121)
    desk, case = claimed(a_career(born_on=BORN), **UNDERGROUND)
    case = desk.act("review", desk.handled(case), desk.reviewer)
    with pytest.raises(Refusal) as told:
        desk.act("approve", case, desk.approver)
    assert told.value.code == "claim_not_due" and "须满121个月" in told.value.zh


def test_where_the_years_are_not_on_file_nobody_signs() -> None:
    desk, case = claimed(a_career(born_on=BORN), **UNDERGROUND)
    with pytest.raises(Refusal) as told:
        desk.handled(case)
    assert told.value.code == "pension_special_job_not_on_file"


def test_the_personnel_file_must_be_there() -> None:
    years_on_file()
    desk, _ = claimed(a_career(born_on=BORN))
    case = desk.asked(NOTHING_CHOSEN | UNDERGROUND, without="special_job_file")
    with pytest.raises(Refusal) as told:
        desk.handled(case)
    assert told.value.code == "papers_missing" and "特殊工种" in told.value.zh


def test_the_estimate_says_what_is_missing_or_begins_at_the_age_of_the_job(client: Client) -> None:
    asked = {
        "place": "110000", "born": "1971-03", "group": "M60", "kind": "employee", "paid": "240", "deemed": "",
        "index": "1", "balance": "50000", "base": "8000", "special_job": "underground", "special_months": "",
        "unemployment_paid": "",
    }  # fmt: skip
    assert client.get(reverse("public_estimate"), asked).status_code == 422
    asked["special_months"] = "120"
    assert "没有登记“井下作业”" in client.get(reverse("public_estimate"), asked).content.decode()
    years_on_file()
    assert "2026-11" in client.get(reverse("public_estimate"), asked).content.decode()
