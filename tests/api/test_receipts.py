"""Receipts by API: within the token's region, yuan to the fen, and once, however often they are told."""

from typing import Any

import pytest
from django.urls import reverse

from contributions.collection.models import Receipt, ReceiptFile
from siadmin.agency.insurances import Fund
from tests.api.doors import Place, call, receipt, refused, settle_in, token_for
from tests.cities import BEIJING, SEPTEMBER, SHENZHEN, broken, charge, declare, reference, staff
from tests.factories import TODAY, region

pytestmark = pytest.mark.usefixtures("five_cities")
TAX = "tax_authority"


@pytest.fixture
def place(five_cities: None) -> Place:
    return settle_in()


def tell(place: Place, body: Any, *, key: str = "k", token: str = "") -> Any:
    return call(reverse("api_receipts"), body, token=token or place.tokens[TAX], key=key)


def test_a_receipt_settles_the_bill_its_notice_names(place: Place) -> None:
    declare(place.taxed, SEPTEMBER, {place.taxed_person: 8_000})
    charge(SHENZHEN, SEPTEMBER)
    due = place.taxed.bills.get(month=SEPTEMBER, fund=Fund.PENSION).total_fen
    answer = tell(place, receipt(amount=f"{due / 100:.2f}", reference=reference(place.taxed, SEPTEMBER)))
    assert answer.json() == {
        "external_id": "R-1",
        "amount_fen": due,
        "allocated_fen": due,
        "waiting_fen": 0,
        "employer": place.taxed.number,
        "month": str(SEPTEMBER),
    }
    assert broken() == {}


def test_a_token_tells_of_no_region_but_its_own(place: Place) -> None:
    assert refused(tell(place, receipt(region=BEIJING))) == "receipt_out_of_reach"
    assert refused(tell(place, receipt(), token=place.tokens["bank"])) == "receipt_out_of_reach"
    assert not Receipt.objects.exists()
    assert not ReceiptFile.objects.exists()


def test_a_token_of_the_province_reaches_its_cities_and_one_of_a_county_no_city(place: Place) -> None:
    province = token_for(place.users[TAX], TAX, "440000")
    county = token_for(place.users[TAX], TAX, "440305")
    assert tell(place, receipt(), token=province).status_code == 201
    assert refused(tell(place, receipt(external_id="R-2"), token=county)) == "receipt_out_of_reach"


def test_who_may_not_tell_of_a_receipt_does_not_hear_of_it_either(place: Place) -> None:
    """The very same words as the token that may: still nothing is said."""
    assert tell(place, receipt()).status_code == 201
    elsewhere = token_for(place.users[TAX], TAX, BEIJING)
    assert refused(tell(place, receipt(), token=elsewhere, key="other")) == "receipt_out_of_reach"


def test_the_same_receipt_under_another_key_or_by_another_program_is_one(place: Place) -> None:
    first = tell(place, receipt())
    second = tell(place, receipt(), key="k2")
    third = tell(place, receipt(), token=token_for(place.users[TAX], TAX, "440000"))
    assert first.json() == second.json() == third.json()
    assert Receipt.objects.count() == 1
    assert refused(tell(place, receipt(amount="1920.01"), key="k3")) == "receipt_id_reused"
    assert broken() == {}


def test_a_bank_does_not_tell_where_tax_collects(place: Place) -> None:
    answer = tell(place, receipt(region=BEIJING), token=place.tokens["bank"])
    assert refused(answer) == "receipt_told_by_tax"


@pytest.mark.parametrize(
    "amount",
    [
        "", "abc", "一百元", "12,5x", "1e9999", "1E400", "NaN", "sNaN", "Infinity", "-Infinity", "1.005",
        "9" * 14 + ".00", "9" * 2000, None, True, [], {}, 10**20, 1e300,
    ],
    ids=lambda amount: str(amount)[:12],
)  # fmt: skip
def test_an_amount_that_is_no_yuan_and_fen_is_named(place: Place, amount: object) -> None:
    answer = tell(place, receipt(amount=amount))
    assert (answer.status_code, list(answer.json())) == (400, ["amount"])
    assert not ReceiptFile.objects.exists()


@pytest.mark.parametrize("amount", ["0", "0.00", "-1", "-1920.00", "100000000000", "99999999999.99"])
def test_an_amount_that_cannot_be_one_receipt_is_refused_in_words(place: Place, amount: str) -> None:
    answer = tell(place, receipt(amount=amount))
    assert answer.status_code == 201 if amount == "99999999999.99" else refused(answer) == "receipt_amount"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("external_id", ""), ("external_id", "x" * 61), ("external_id", "a\0b"), ("external_id", "\ud800"),
        ("received_on", "2026-02-30"), ("received_on", "yesterday"), ("received_on", 20261101),
        ("region", "44030"), ("region", "44030x"), ("region", "4403000"), ("fund", "housing"), ("fund", None),
        ("payer_code", "1" * 19), ("payer_name", "公" * 121), ("reference", "r" * 61), ("reference", "\0"),
    ],
)  # fmt: skip
def test_a_field_of_another_shape_is_named(place: Place, field: str, value: object) -> None:
    answer = tell(place, receipt(**{field: value}))
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert not ReceiptFile.objects.exists()


@pytest.mark.parametrize("field", ["external_id", "received_on", "region", "fund", "amount"])
def test_a_field_that_is_missing_is_named(place: Place, field: str) -> None:
    body = receipt()
    del body[field]
    answer = tell(place, body)
    assert (answer.status_code, list(answer.json())) == (400, [field])


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"received_on": "2099-01-01"}, "receipt_day_to_come"),
        ({"region": "999999"}, "receipt_book"),
        ({"region": "440305"}, "receipt_book"),
    ],
)
def test_what_cannot_be_booked_says_why_and_is_not_kept(place: Place, other: dict[str, str], code: str) -> None:
    assert refused(tell(place, receipt(**other))) == code
    assert not ReceiptFile.objects.exists()
    assert tell(place, receipt()).status_code == 201, "the key was not spent on the refusal"


def test_money_of_an_unknown_payer_waits(place: Place) -> None:
    answer = tell(place, receipt(reference="unknown", payer_code="440305199001010014", payer_name="某人"))
    told = answer.json()
    assert (told["waiting_fen"], told["employer"]) == (192_000, None)
    assert Receipt.objects.get().received_on == TODAY


def test_a_notice_of_an_employer_of_another_city_does_not_move_money_there(place: Place) -> None:
    """The reference is Beijing's, the fund Shenzhen's: it waits, nothing of Beijing's is settled."""
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    answer = tell(place, receipt(reference=reference(employer, SEPTEMBER)))
    assert answer.json()["allocated_fen"] == 0
    assert region(SHENZHEN).pk == Receipt.objects.get().book.region_id
    assert broken() == {}
