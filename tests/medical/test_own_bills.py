"""What was paid for a person's care: their own bills alone, each with its lines, its reckoning and how to object."""

import pytest
from django.test import Client
from django.urls import reverse

from benefits.medical.views import citizen
from benefits.settlement.models import Settlement
from enrollment.registry.models import Employer, Person
from siadmin.agency.posts import Post
from siadmin.kernel.trace import Trace
from tests.cities import BEIJING
from tests.factories import a_citizen, a_member_of_staff, a_person
from tests.registry.counter import merged
from tests.settlement.hospital import Hospital, line, patient
from tests.settlement.test_accounts import shown_to

pytestmark = [pytest.mark.usefixtures("five_cities", "at_the_desk")]


def billed(hospital: Hospital, person: Person, price: str = "9000") -> Settlement:
    stay = hospital.admitted(person)
    shown = hospital.presettled(stay, [line("DV0001", 2, price), line("XC0001", "1.5", "12.3456")])
    return Settlement.objects.get(number=hospital.settled(stay, shown)["settlement"])


def signed_in(person: Person, language: str = "zh-hans") -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.force_login(a_citizen(person))
    return client


def read(client: Client, name: str, *arguments: str, **query: int) -> str:
    answer = client.get(reverse(name, args=arguments), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_list_says_who_paid_what_in_both_languages() -> None:
    hospital, person = Hospital(), patient()
    Employer.objects.filter(pk=hospital.institution.employer_id).update(name="北京第一医院", name_en="")
    bill = billed(hospital, person)
    client = signed_in(person)
    for language, words in (
        ("zh-hans", ["由谁支付了多少", "北京第一医院", "住院", "统筹基金限额已用"]),
        ("en", ["by whom", "Bei Jing Di Yi Yi Yuan 北京第一医院", "Inpatient", "Cap of the pool used"]),
    ):
        shown = read(_speaking(client, language), "citizen_care")
        for word in [*words, "18,018.52", bill.number]:
            assert word in shown, word
        assert 'class="ledger by-label"' in shown and 'data-label="' in shown, "on a phone each figure has its name"


def _speaking(client: Client, language: str) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def test_a_bill_has_its_lines_its_reckoning_and_how_to_object() -> None:
    hospital, person = Hospital(), patient()
    bill = billed(hospital, person)
    client = signed_in(person)
    shown = read(client, "citizen_bill", bill.number)
    for word in ("冠脉支架", "人参", "12.3456", "1.5", "统筹基金", "救济途径", "60日内", "行政复议"):
        assert word in shown, word
    told = Trace.of_list(bill.trace)
    assert str(told.steps[0].name) and all(str(step.name.zh) in shown for step in told.steps)
    shown = read(_speaking(client, "en"), "citizen_bill", bill.number)
    for word in ("Coronary stent", "Who pays what", "How it was reckoned", "reconsideration within 60 days"):
        assert word in shown, word


def test_what_was_taken_back_says_so() -> None:
    hospital, person = Hospital(), patient()
    bill = billed(hospital, person)
    hospital.reversed({"settlement": bill.number})
    client = signed_in(person, "en")
    assert "taken back" in read(client, "citizen_care")
    assert "nothing of it counts" in read(client, "citizen_bill", bill.number)
    back = Settlement.objects.get(reverses=bill)
    assert client.get(reverse("citizen_bill", args=[back.number])).status_code == 404


def test_what_an_account_paid_is_told_apart_from_ones_own() -> None:
    hospital, person = Hospital(), patient()
    stay, shown = shown_to(hospital, person)
    bill = Settlement.objects.get(number=hospital.settled(stay, shown, from_account=True)["settlement"])
    text = read(signed_in(person, "en"), "citizen_bill", bill.number)
    assert bill.account_fen and f"{bill.account_fen / 100:,.2f}" in text and f"{bill.cash_fen / 100:,.2f}" in text


def test_only_ones_own_under_every_record_and_nobody_elses() -> None:
    hospital, person, stranger = Hospital(), patient(), patient()
    bill, foreign = billed(hospital, person), billed(hospital, stranger)
    client = signed_in(person)
    assert client.get(reverse("citizen_bill", args=[foreign.number])).status_code == 404
    assert client.get(reverse("citizen_bill", args=["Znone"])).status_code == 404
    assert foreign.number not in read(client, "citizen_care")
    clerk = Client()
    clerk.force_login(a_member_of_staff(Post.CLERK, at=BEIJING))
    assert clerk.get(reverse("citizen_bill", args=[bill.number])).status_code in (403, 404)
    kept = a_person(name=person.name, lives_in="110105")
    merged(kept, person, *(a_member_of_staff(post, at=BEIJING) for post in (Post.CLERK, Post.REVIEWER)))
    assert bill.number in read(signed_in(kept), "citizen_care")


def test_many_are_paged_and_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有医院" in read(signed_in(a_person()), "citizen_care")
    monkeypatch.setattr(citizen, "A_PAGE", 1)
    hospital, person = Hospital(), patient()
    first, second = billed(hospital, person), billed(hospital, person, "9500")
    client = signed_in(person)
    newest, older = read(client, "citizen_care"), read(client, "citizen_care", page=2)
    assert second.number in newest and first.number not in newest
    assert first.number in older and second.number not in older
