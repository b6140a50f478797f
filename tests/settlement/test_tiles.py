"""The front page tells each post what waits about institutions: doubts, clearings, days that differ, catalogues."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benefits.providers import tiles as of_providers
from benefits.providers.actions import read_catalogue
from benefits.settlement import tiles as of_settlement
from benefits.settlement.actions import approve_clearing, review_clearing
from benefits.settlement.models import Flag, Settlement
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from tests.cities import BEIJING, SHANGHAI, tick
from tests.factories import NOW, TODAY, a_member_of_staff
from tests.payments.till import funded
from tests.settlement.agency import Clearer
from tests.settlement.hospital import CATALOGUE, HEAD, Hospital, desk, line, patient
from tests.settlement.test_days import said

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def counts(user: User) -> dict[str, int]:
    viewer = viewer_of(user, on=TODAY)
    return {
        each.code: each.count for source in (of_settlement, of_providers) for each in source.tiles_for(viewer, TODAY)
    }


def billed(hospital: Hospital, *lines: Any) -> None:
    stay = hospital.admitted(patient())
    hospital.settled(stay, hospital.presettled(stay, [*lines, line("DV0001", 1, "9000")]))


def test_each_step_of_a_clearing_waits_for_its_post_and_place() -> None:
    hospital, clearer = Hospital(), Clearer()
    billed(hospital)
    funded(Fund.MEDICAL)
    people = {
        "review": clearer.reviewer, "approve": clearer.approver, "pay": clearer.cashier, "clerk": clearer.clerk,
        "other line": a_member_of_staff(Post.REVIEWER, at=BEIJING, line=Line.HRSS),
        "other place": a_member_of_staff(Post.REVIEWER, at=SHANGHAI, line=Line.HS),
    }  # fmt: skip

    def waits() -> dict[str, dict[str, int]]:
        return {name: found for name, user in people.items() if (found := counts(user))}

    own = clearer.opened()
    assert waits() == {"review": {"settlement.to_review": 1}}
    own = clearer.act(own, review_clearing, clearer.reviewer)
    assert waits() == {"approve": {"settlement.to_approve": 1}}
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(clearer.approver)
    page = client.get(reverse("work"))
    assert "Clearings to approve" in page.content.decode() and reverse("clearings") in page.content.decode()
    clearer.act(own, approve_clearing, clearer.approver)
    assert waits() == {"pay": {"settlement.to_pay": 1}}


def test_doubts_wait_for_reviewers_until_decided() -> None:
    hospital, clearer = Hospital(), Clearer()
    billed(hospital, line("XB0001", 1, "20"), line("XB0001", 1, "20"))
    found = Flag.objects.count()
    assert found and counts(clearer.reviewer) == {"settlement.flags": found}
    assert counts(clearer.clerk) == counts(desk(Post.REVIEWER, at=SHANGHAI)) == {}
    for flag in Flag.objects.all():
        clearer.decided(flag)
    assert counts(clearer.reviewer) == {}


def test_a_day_that_differs_waits_until_it_is_told_anew_and_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    hospital, clearer = Hospital(), Clearer()
    billed(hospital)
    assert Settlement.objects.exists()
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(1))
    hospital.token = hospital.signed_in()
    for _ in range(2):
        hospital.ask("api_days", said(fund_fen=1, rows=[]))
        assert counts(clearer.clerk) == {"settlement.days": 1}
    assert counts(a_member_of_staff(Post.CLERK, at=BEIJING, line=Line.HRSS)) == {}
    hospital.ask("api_days", said())
    assert counts(clearer.clerk) == {}


def test_a_catalogue_file_waits_for_another_person() -> None:
    content = "\n".join([HEAD, *CATALOGUE]).encode()
    clerk, reviewer = desk(Post.CLERK), desk(Post.REVIEWER)
    read_catalogue(
        region=Region.objects.get(pk=BEIJING), starts_on=dt.date(2026, 1, 1), name="catalogue.csv", content=content,
        by=clerk, at=tick(),
    )  # fmt: skip
    assert counts(reviewer) == {"providers.catalogue": 1}
    assert counts(clerk) == counts(a_member_of_staff(Post.REVIEWER, at=BEIJING, line=Line.HRSS)) == {}
