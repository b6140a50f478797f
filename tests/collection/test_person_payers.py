"""Who pays as a person is kept apart: number and name encrypted, found only whole (PIPL 51; REG 49)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from contributions.collection.actions import receive_file, receive_one
from contributions.collection.actions.intake import COLUMNS, Told, person_payer
from contributions.collection.models import PersonPayer, Receipt, ReceiptRow
from contributions.collection.rules.covering import is_person
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from tests import database, factories
from tests.cities import BEIJING, broken, tick, work
from tests.factories import TODAY

NUMBER, NAME = "11010119900307109X", "欧阳晓雨"
COMPANY_CODE, COMPANY = "91110105MA01234567", "北京某某科技有限公司"
ENGLISH = {"accept-language": "en"}


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        (NUMBER, NAME, True),
        (NUMBER.lower(), "", True),
        ("110101 19900307 109x", "", True),
        ("110101900307109", NAME, True),
        ("110101900307109", COMPANY, False),  # fifteen digits are an old number of either
        (NUMBER, COMPANY, True),  # the number says it
        ("E12345678", "John Smith", True),
        ("E12345678", "", True),
        ("110101199003071099", NAME, True),  # mistyped, and still somebody's number
        (COMPANY_CODE, NAME, False),  # the code says it
        ("", NAME, True),
        ("", "王 丽", True),
        ("", "热依拉·买买提", True),
        ("", COMPANY, False),
        ("", "兴隆饭店", False),
        ("", "John Smith", True),
        ("", "Zhang Wei Co., Ltd.", False),
        ("", "ACME GmbH", False),
        ("", "", False),
    ],
)
def test_who_is_a_person(code: str, name: str, expected: bool) -> None:
    assert is_person(code, name) is expected


@pytest.fixture
def accountant(five_cities: None, settings: Settings) -> User:
    settings.STAFF_TOTP_REQUIRED = False
    return factories.a_member_of_staff(Post.ACCOUNTANT, at=BEIJING)


@pytest.fixture
def paid(accountant: User) -> list[Receipt]:
    """A person, a company, and a person on a row that is refused; told by the accountant."""
    lines = [
        ",".join(COLUMNS),
        f"P1,{TODAY},{BEIJING},{Fund.PENSION},100.00,,{NUMBER},{NAME}",
        f"P2,{TODAY},{BEIJING},{Fund.PENSION},200.00,,{COMPANY_CODE},{COMPANY}",
        f"P3,never,{BEIJING},{Fund.PENSION},300.00,,{NUMBER},{NAME}",
    ]
    _, run, _ = receive_file(
        source="tax_authority", name="r.csv", content="\n".join(lines).encode(), by=accountant, at=tick()
    )
    work(run)
    return list(Receipt.objects.order_by("external_id"))


def test_number_and_name_of_a_person_are_nowhere_in_plain_text(paid: list[Receipt]) -> None:
    own, company = paid
    assert (own.payer_code, own.payer_name) == ("", "")
    assert (own.paid_by, own.paid_by_code) == (NAME, "1101**********109X")
    assert (company.paid_by, company.paid_by_code, company.person_payer) == (COMPANY, COMPANY_CODE, None)
    for table in (
        "collection_receipt",
        "collection_receiptrow",
        "collection_personpayer",
        "kernel_run",
        "kernel_slice",
    ):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(string_agg(told::text, ' '), '') FROM {table} AS told")
            (text,) = cursor.fetchone()
        assert NUMBER not in text and NAME not in text, table
    assert broken() == {}


def test_one_told_by_a_program_is_kept_the_same_way(five_cities: None) -> None:
    told = Told("A1", str(TODAY), BEIJING, Fund.PENSION, "1.00", "", NUMBER, NAME)
    receipt = receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)
    assert (receipt.payer_code, receipt.payer_name, receipt.paid_by) == ("", "", NAME)
    again = receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)
    assert again == receipt


def test_the_whole_number_or_name_finds_what_a_person_paid(
    client: Client, accountant: User, paid: list[Receipt]
) -> None:
    client.force_login(accountant)
    for question, count in [(NUMBER, 1), (NUMBER.lower(), 1), (NAME, 1), ("某某", 1), (NAME[:2], 0), (NUMBER[:17], 0)]:
        answer = client.post(reverse("receipts"), {"q": question})
        assert question not in answer["Location"]
        page = client.get(answer["Location"], headers=ENGLISH).content.decode()
        shown = [one for one in paid if f'"{reverse("receipt", args=[one.pk])}"' in page]
        assert len(shown) == count, question
        assert NUMBER not in page.replace(f'value="{question}"', "")


def test_who_told_of_a_row_gets_it_back_whole_and_others_masked(
    client: Client, accountant: User, paid: list[Receipt]
) -> None:
    address = reverse("receipt_file_problems", args=[paid[0].file_id])
    client.force_login(accountant)
    assert NUMBER in client.get(address).content.decode()
    client.force_login(factories.a_member_of_staff(Post.ACCOUNTANT, at=BEIJING))
    page = client.get(address).content.decode()
    assert NUMBER not in page and "1101**********109X" in page


@pytest.mark.parametrize("model", [Receipt, ReceiptRow])
def test_a_payer_is_not_kept_in_both_places(paid: list[Receipt], model: type[Receipt | ReceiptRow]) -> None:
    told = model._default_manager.filter(person_payer__isnull=False).first()
    assert told is not None
    told.pk, told.payer_name = None, NAME
    if isinstance(told, Receipt):
        told.external_id, told.allocated_fen = "P9", 0
    else:
        told.number = 99
    with database.refused(f"{model._meta.model_name}_person_payer_is_kept_apart"):
        told.save(force_insert=True)


def test_a_payer_and_what_a_receipt_says_of_it_stay(paid: list[Receipt]) -> None:
    with database.not_permitted():
        PersonPayer.objects.update(name=NAME + "一")
    with database.refused("receipt_not_changed"):
        Receipt.objects.filter(pk=paid[0].pk).update(person_payer=None)
    with database.refused("receipt_not_changed"):
        Receipt.objects.filter(pk=paid[1].pk).update(payer_name="别的公司")
    rows = ReceiptRow.objects.filter(file=paid[0].file_id)
    changes: list[dict[str, Any]] = [{"given": {}}, {"payer_name": "别的公司"}, {"amount_fen": 1}]
    for change in changes:
        with database.refused("receipt_row_stays"):
            rows.update(**change)
    with database.refused("collection_receiptrow_not_deleted"):
        rows.delete()


def test_a_payer_without_its_hash_is_refused(five_cities: None) -> None:
    for field, constraint in [("code_hash", "person_payer_found_by_hash"), ("name_hash", "person_payer_named_by_hash")]:
        payer = person_payer(NUMBER, NAME)
        setattr(payer, field, None)
        with database.refused(constraint):
            payer.save()
