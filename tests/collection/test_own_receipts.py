"""Receipts of people who pay for themselves: found by whom they name, put to their bills, kept as they were told."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from contributions.assessment.models import Bill
from contributions.collection.actions import allocate, receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.matters import ATTRIBUTIONS_TO_PEOPLE, ATTRIBUTIONS_TO_PEOPLE_BACK
from contributions.collection.models import Allocation, Attribution, Receipt, ReceiptRow
from contributions.collection.suspense import Candidate, WaitingKind, candidates, waiting_seen_by
from contributions.collection.whose import whose
from enrollment.participation.actions.by_oneself import join_by_oneself
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.factories import TODAY, a_member_of_staff, a_person, a_user, identity_number_of, region
from tests.owing import Desk

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def accountant(five_cities: None, settings: Settings) -> User:
    settings.STAFF_TOTP_REQUIRED = False
    return a_member_of_staff(Post.ACCOUNTANT, at=BEIJING)


@pytest.fixture
def person(five_cities: None) -> Person:
    """In flexible employment from November on: pension, 1,454.00 yuan a month."""
    somebody = a_person(name="欧阳晓雨", lives_in="110105")
    join_by_oneself(
        person=somebody, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    return somebody


def told(amount: str, *, reference: str = "", code: str = "", name: str = "") -> Receipt:
    return receive_one(
        source="tax_authority",
        told=Told(f"T{amount}", str(TODAY), BEIJING, Fund.PENSION, amount, reference, code, name),
        by=None,
        at=tick(),
        on=TODAY,
    )


@pytest.mark.parametrize("said", ["number", "name"])
def test_without_a_reference_the_whole_number_or_name_points_to_whose_bill_it_is(
    person: Person, accountant: User, said: str
) -> None:
    given = {"code": identity_number_of(person)} if said == "number" else {"name": person.name}
    receipt = told("2000.00", **given)
    assert (receipt.payer, receipt.allocated_fen) == (None, 0)
    (found,) = candidates(receipt)
    assert (found.bill.person, found.is_its_payers) == (person, said == "number")
    if said == "name":  # which others bear
        with pytest.raises(Refusal) as refused:
            put(receipt, found, accountant)
        assert refused.value.code == "whose_money_not_said"
        desk = Desk(BEIJING)
        facts = {"receipt": receipt.external_id, "fund": Fund.PENSION, "evidence": "本人来窗口确认"}
        desk.signed(desk.asked(ATTRIBUTIONS_TO_PEOPLE[Line.HRSS], person, **facts))
    put(receipt, found, accountant)
    assert Bill.objects.get(person=person).settled_on is not None
    assert broken() == {}


def test_money_said_to_be_of_who_pays_for_themself_is_nobodys_again_once_two_say_so(person: Person) -> None:
    receipt, desk = told("2000.00", name="某人"), Desk(BEIJING)
    facts = {"receipt": receipt.external_id, "fund": Fund.PENSION, "evidence": "本人来窗口确认"}
    desk.signed(desk.asked(ATTRIBUTIONS_TO_PEOPLE[Line.HRSS], person, **facts))
    assert whose(receipt).known == -person.pk
    desk.signed(desk.asked(ATTRIBUTIONS_TO_PEOPLE_BACK[Line.HRSS], person, **facts))
    assert whose(receipt).known is None
    assert broken() == {}


def test_the_page_of_a_receipt_leads_to_taking_it_back(person: Person, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    receipt, desk = told("2000.00", name="某人"), Desk(BEIJING)
    facts = {"receipt": receipt.external_id, "fund": Fund.PENSION, "evidence": "本人来窗口确认"}
    desk.signed(desk.asked(ATTRIBUTIONS_TO_PEOPLE[Line.HRSS], person, **facts))
    client = Client(headers=ENGLISH)
    client.force_login(desk.clerk)
    begins = reverse("matter_start", args=[ATTRIBUTIONS_TO_PEOPLE_BACK[Line.HRSS].code, person.number])
    assert begins in client.get(reverse("receipt", args=[receipt.pk])).content.decode()
    case = desk.signed(desk.asked(ATTRIBUTIONS_TO_PEOPLE_BACK[Line.HRSS], person, **facts))
    page = client.get(reverse("receipt", args=[receipt.pk])).content.decode()
    assert begins not in page and f"taken back by case {case.number}" in page


def put(receipt: Receipt, found: Candidate, by: User) -> None:
    allocate(
        receipt_id=receipt.pk, bill_id=found.bill.pk, amount_fen=found.open_fen, seen_allocations=0, by=by, at=tick(),
        on=TODAY, reason="本人来窗口确认",
    )  # fmt: skip


def test_nobody_puts_money_to_a_bill_of_their_own(person: Person) -> None:
    number = identity_number_of(person)
    own = a_user(staff=True, identity_number=number)
    receipt = told("2000.00", code=number)
    (found,) = candidates(receipt)
    with pytest.raises(Refusal) as refused:
        put(receipt, found, own)
    assert refused.value.code == "own_bill"
    Attribution.objects.create(receipt=receipt, person=person, by=own, at=tick())
    with database.refused("bill_not_paid_by_its_debtor"):
        Allocation.objects.create(
            receipt=receipt, bill=found.bill, amount_fen=1, month=found.bill.month, allocated_on=TODAY, by=own
        )
    put(receipt, found, a_user(staff=True))
    assert broken() == {}


def test_people_are_searched_by_the_whole_name_and_not_by_a_part_of_it(person: Person) -> None:
    receipt = told("1.00", name="某某公司")
    assert [each.bill.person for each in candidates(receipt, query=person.name)] == [person]
    assert candidates(receipt, query=person.name[:2]) == candidates(receipt, query=person.name[:3]) == []


def test_what_a_person_paid_too_much_waits_as_theirs(person: Person, accountant: User) -> None:
    reference = person.own_notices.get().reference
    told("1500.00", reference=reference, name=person.name)
    (waiting,) = waiting_seen_by(viewer_of(accountant, on=timezone.localdate()))
    assert (waiting.why, waiting.left_fen, waiting.person) == (WaitingKind.OVER, 46_00, person)
    assert broken() == {}


def test_the_pages_name_the_person_whose_bill_it_is(client: Client, person: Person, accountant: User) -> None:
    receipt = told("1454.00", name="某某公司")
    client.force_login(accountant)
    for address in (reverse("receipt", args=[receipt.pk]), reverse("receipts_waiting")):
        assert person.name in client.get(address, headers=ENGLISH).content.decode()


def test_a_receipt_and_its_row_go_on_saying_for_whom_they_are(person: Person) -> None:
    reference = person.own_notices.get().reference
    receipt = told("1454.00", reference=reference, name=person.name)
    somebody = a_person(name="别人")
    with database.refused("receipt_not_changed"):
        Receipt.objects.filter(pk=receipt.pk).update(person=somebody)
    with database.refused("receipt_row_stays"):
        ReceiptRow.objects.filter(file=receipt.file_id).update(person=somebody)
    ReceiptRow.objects.filter(file=receipt.file_id).update(problem="receipt_id_reused")
