"""The same receipt told fifty times at the same moment over HTTP is one receipt, booked once."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import Request, urlopen

import pytest

from contributions.collection.models import Receipt
from funds.ledger.models import Entry
from siadmin.agency.insurances import Fund
from siadmin.kernel.models import IdempotencyKey
from tests.api.doors import receipt, settle_in
from tests.cities import SEPTEMBER, SHENZHEN, broken, charge, declare, reference

pytestmark = pytest.mark.usefixtures("five_committed_cities")
TIMES = 50


@pytest.mark.parametrize("keys", [["k"], [f"k{number}" for number in range(TIMES)]], ids=["one key", "own keys"])
def test_a_receipt_told_fifty_times_at_once_is_one(live_server: Any, keys: list[str]) -> None:
    place = settle_in()
    declare(place.taxed, SEPTEMBER, {place.taxed_person: 8_000})
    charge(SHENZHEN, SEPTEMBER)
    keys_before = IdempotencyKey.objects.count()
    due = place.taxed.bills.get(month=SEPTEMBER, fund=Fund.PENSION).total_fen
    body = json.dumps(receipt(amount=f"{due / 100:.2f}", reference=reference(place.taxed, SEPTEMBER))).encode()

    def tell(number: int) -> tuple[int, str]:
        headers = {
            "Authorization": f"Bearer {place.tokens['tax_authority']}",
            "Idempotency-Key": keys[number % len(keys)],
            "Content-Type": "application/json",
        }
        request = Request(f"{live_server.url}/api/v1/receipts/", body, headers)
        with urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()

    with ThreadPoolExecutor(TIMES) as programs:
        answers = list(programs.map(tell, range(TIMES)))
    told = [json.loads(text) for _, text in answers]
    assert told == [told[0]] * TIMES
    assert sorted(status for status, _ in answers) == [200] * (TIMES - len(keys)) + [201] * len(keys)
    assert told[0]["allocated_fen"] == due
    assert (Receipt.objects.count(), Entry.objects.count()) == (1, 2)
    assert IdempotencyKey.objects.count() - keys_before == len(keys)
    assert broken() == {}
