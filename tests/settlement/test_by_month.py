"""The agency sees what an institution settled, by month and bill, and no patient's name."""

import pytest
from django.test import Client
from django.urls import reverse

from benefits.settlement.models import Settlement
from benefits.settlement.selectors.by_month import months_of
from siadmin.agency.posts import Post
from siadmin.kernel.money import written
from tests.cities import NOVEMBER
from tests.factories import a_citizen
from tests.settlement.hospital import Hospital, desk, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def test_months_add_up_what_was_settled_and_taken_back() -> None:
    hospital, person = Hospital(), patient()
    for is_back in (False, True):
        stay = hospital.admitted(person, care="outpatient")
        settled = hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))
        if is_back:
            hospital.reversed(settled)
    (month,) = months_of(Settlement.objects.all(), NOVEMBER - 11, NOVEMBER)
    kept = Settlement.objects.earliest("pk")
    assert (month.month, month.settlements, month.taken_back) == (NOVEMBER, 2, 1)
    assert (month.charged_fen, month.fund_fen, month.account_fen) == (
        kept.charged_fen,
        kept.fund_fen,
        kept.account_fen,
    )
    assert month.cash_fen == kept.cash_fen
    assert list(months_of(Settlement.objects.all(), NOVEMBER - 11, NOVEMBER - 1)) == []


def test_the_page_of_an_institution_lists_its_bills_without_patients(client: Client) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    settled = hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))
    url = reverse("institution_settled", args=[hospital.institution.number])
    client.force_login(desk(Post.CLERK))
    page = client.get(url).content.decode()
    assert settled["settlement"] in page and written(settled["fund_fen"]) in page
    assert person.name not in page and person.number not in page
    assert "本月没有结算" in client.get(url, {"month": "2026-10"}).content.decode()
    door = reverse("institution", args=[hospital.institution.number])
    assert url in client.get(door).content.decode()
    client.force_login(a_citizen(person))
    assert client.get(url).status_code in (403, 404)
