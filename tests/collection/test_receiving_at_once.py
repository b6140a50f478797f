"""The same money told several times at the same moment, or two payments of one bill: once each."""

import pytest

from contributions.accounts.models import AccountCredit
from contributions.assessment.models import Bill
from contributions.collection.actions import allocate, receive_file, receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Receipt, ReceiptFile
from enrollment.registry.models import Employer
from funds.ledger.models import Entry
from siadmin.agency.insurances import Fund
from siadmin.kernel import runs
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, SEPTEMBER, broken, charge, declare, receipt_file, reference, staff, tick
from tests.factories import TODAY, a_user
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")
OWED = 192_000


def billed() -> tuple[Employer, str]:
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    return employer, reference(employer, SEPTEMBER)


def told(ref: str, external_id: str = "T1", amount: str = "1920.00") -> Told:
    return Told(external_id, str(TODAY), BEIJING, Fund.PENSION, amount, ref)


def receive(one: Told) -> Receipt:
    return receive_one(source="tax_authority", told=one, by=None, at=tick(), on=TODAY)


def test_the_same_receipt_fifty_times_at_once_is_one_receipt_with_one_answer() -> None:
    _, ref = billed()
    answers = at_once(*[lambda: receive(told(ref))] * 50)
    assert {(answer.pk, answer.amount_fen, answer.allocated_fen) for answer in answers} == {
        (Receipt.objects.get().pk, OWED, OWED)
    }
    assert Entry.objects.count() == 2
    assert AccountCredit.objects.count() == 1
    assert broken() == {}


def test_two_payments_of_one_bill_at_once_settle_it_once() -> None:
    employer, ref = billed()
    answers = at_once(*[lambda n=n: receive(told(ref, f"T{n}")) for n in range(6)])
    assert sorted(answer.allocated_fen for answer in answers) == [0] * 5 + [OWED]
    assert Bill.objects.get(employer=employer, fund=Fund.PENSION).settled_on == TODAY
    assert AccountCredit.objects.count() == 1
    assert broken() == {}


def test_one_id_with_two_amounts_at_once_is_one_receipt_and_one_refusal() -> None:
    _, ref = billed()
    answers = at_once(*[lambda n=n: receive(told(ref, amount=f"{n}.00")) for n in range(1, 7)])
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [each.code for each in refused] == ["receipt_id_reused"] * 5
    assert Receipt.objects.count() == 1
    assert broken() == {}


def test_the_same_file_at_once_is_one_file_and_one_run() -> None:
    _, ref = billed()
    content, times = receipt_file([("T1", BEIJING, Fund.PENSION, OWED, ref)]), [tick() for _ in range(4)]
    answers = at_once(
        *[
            lambda at=at: receive_file(source="tax_authority", name="x.csv", content=content, by=None, at=at)
            for at in times
        ]
    )
    assert len({(file.pk, run.pk) for file, run, _ in answers}) == ReceiptFile.objects.count() == 1
    assert sum(is_new for *_, is_new in answers) == 1
    at_once(*[lambda: runs.work(answers[0][1].pk)] * 3)
    assert Receipt.objects.get().allocated_fen == OWED
    assert broken() == {}


def test_two_files_that_tell_of_one_receipt_at_once_book_it_once() -> None:
    _, ref = billed()
    planned = []
    for other in ("A", "B"):
        rows = [("T1", BEIJING, Fund.PENSION, OWED, ref), (other, BEIJING, Fund.PENSION, 7, ref)]
        planned.append(receive_file(
            source="tax_authority", name=other, content=receipt_file(rows), by=None, at=tick()
        )[1])  # fmt: skip
    at_once(*[lambda run=run: runs.work(run.pk) for run in planned])
    for run in planned:
        run.refresh_from_db()
    assert {run.state for run in planned} == {"done"}
    assert sorted(Receipt.objects.values_list("external_id", flat=True)) == ["A", "B", "T1"]
    assert broken() == {}


def test_one_receipt_put_to_two_bills_at_once_is_not_spent_twice() -> None:
    (first, ref), times = billed(), [tick() for _ in range(4)]
    receive(told(ref, amount="1919.99"))
    receipt, bill, clerk = (
        Receipt.objects.get(),
        Bill.objects.get(employer=first, fund=Fund.PENSION),
        a_user(staff=True),
    )
    answers = at_once(
        *[
            lambda at=at: allocate(
                receipt_id=receipt.pk,
                bill_id=bill.pk,
                amount_fen=100_000,
                seen_allocations=0,
                by=clerk,
                at=at,
                on=TODAY,
                reason="x",
            )
            for at in times
        ]
    )
    assert sum(isinstance(answer, Refusal) for answer in answers) == 3
    receipt.refresh_from_db()
    assert receipt.allocated_fen == 100_000
    assert broken() == {}


def test_a_payment_and_a_correction_at_once_leave_everything_accounted_for() -> None:
    employer, ref = billed()
    person = employer.insured_periods.first().person  # type: ignore[union-attr]
    times = [tick() for _ in range(3)]
    answers = at_once(
        lambda: receive(told(ref)),
        *[
            lambda wage=wage, at=at: declare(employer, SEPTEMBER, {person: wage}, at=at)
            for wage, at in zip((9_000, 7_500, 10_000), times, strict=True)
        ],
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert broken() == {}
