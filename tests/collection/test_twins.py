"""The statement that takes receipts in and the rule in Python put the same money to the same bills."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contributions.collection.actions import receive_file
from contributions.collection.models import Receipt, Source
from contributions.collection.rules.covering import covers
from enrollment.registry.models import Employer
from siadmin.agency.insurances import Fund
from tests import cities, database
from tests.cities import BEIJING, SEPTEMBER, tick

pytestmark = pytest.mark.usefixtures("five_cities")
DUE = 192_000  # pension of a wage of 8,000: 16 % and 8 %


@pytest.fixture
def billed(five_cities: None) -> Employer:
    employer, (person,) = cities.staff()
    cities.declare(employer, SEPTEMBER, {person: 8_000})
    cities.charge(BEIJING, SEPTEMBER)
    assert cities.owed(employer, SEPTEMBER)[Fund.PENSION] == DUE
    return employer


near = st.integers(DUE - 2, DUE + 2)


@settings(max_examples=30)
@given(files=st.lists(st.lists(near | st.integers(1, 2 * DUE), max_size=4), max_size=3))
def test_sql_and_python_put_receipts_to_bills_alike(billed: Employer, files: list[list[int]]) -> None:
    reference, due, expected = cities.reference(billed, SEPTEMBER), DUE, []
    with database.savepoint():
        for place, amounts in enumerate(files):
            rows = [(f"F{place}.{n}", BEIJING, str(Fund.PENSION), fen, reference) for n, fen in enumerate(amounts)]
            content = cities.receipt_file(rows)
            cities.work(receive_file(source=Source.TAX, name="r.csv", content=content, by=None, at=tick())[1])
            paid = covers([due], amounts)
            due -= sum(paid)
            expected += paid
        assert list(Receipt.objects.order_by("external_id").values_list("allocated_fen", flat=True)) == expected


@given(due=st.integers(-5, 10), amounts=st.lists(st.integers(1, 12)))
def test_a_due_amount_is_paid_once_and_whole_or_not_at_all(due: int, amounts: list[int]) -> None:
    paid = covers([due], amounts)
    assert sum(paid) in {0, due}
    assert all(0 <= part <= amount for part, amount in zip(paid, amounts, strict=True))
    assert sum(paid) == due or due <= 0 or max(amounts, default=0) < due


@given(dues=st.lists(st.integers(-3, 6), min_size=2, max_size=2), amounts=st.lists(st.integers(1, 12), max_size=4))
def test_orders_or_staff_alone_are_paid_by_just_what_they_are_due(dues: list[int], amounts: list[int]) -> None:
    paid = covers(dues, amounts)
    assert sum(paid) in {0, sum(dues), *dues}
    if not any(0 < sum(dues) <= amount for amount in amounts):
        assert all(due in paid for due in dues if due > 0 and due in amounts)
    assert all(part in {0, amount} or part == sum(dues) < amount for part, amount in zip(paid, amounts, strict=True))
