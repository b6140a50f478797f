"""Two at the same moment: a late fee is charged once, a refund is paid once (COLL 12; SIL 86)."""

import pytest

from contributions.collection.actions import charge_employer, pay_refund, put_to_late_fee
from contributions.collection.matters import REFUNDS
from contributions.collection.models import FeePayment, LateFee, Receipt, Refund
from enrollment.registry.models import Employer
from funds.ledger.models import Entry
from siadmin.agency.insurances import Fund, Line
from siadmin.kernel.refusal import Refusal
from tests.cities import SEPTEMBER, broken, pay, tick
from tests.factories import TODAY, a_user
from tests.owing import Desk, late
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")
PENSION = Fund.PENSION


def codes(answers: list[object]) -> list[str]:
    return sorted(answer.code if isinstance(answer, Refusal) else "done" for answer in answers)


def paid_late() -> Employer:
    employer, _ = late()
    pay(employer, SEPTEMBER)
    return employer


def test_two_runs_at_once_charge_a_late_fee_once() -> None:
    employer, at = paid_late(), tick()
    sums = at_once(*(lambda: charge_employer(employer=employer, by=None, at=at) for _ in range(4)))
    assert sorted(each["charged"] for each in sums) == [0, 0, 0, 4]
    assert set(LateFee.objects.values_list("version", flat=True)) == {1}
    assert broken() == {}


def test_two_people_put_the_same_money_to_a_late_fee_once() -> None:
    employer = paid_late()
    charge_employer(employer=employer, by=None, at=tick())
    pay(employer, SEPTEMBER, {PENSION: 100})
    receipt, clerks = Receipt.objects.latest("pk"), [a_user(staff=True) for _ in range(2)]

    def put(place: int) -> FeePayment:
        return put_to_late_fee(
            receipt_id=receipt.pk, employer=employer, month=SEPTEMBER, amount_fen=100, seen_allocated_fen=0,
            by=clerks[place], at=tick(), reason="核对",
        )  # fmt: skip

    assert codes(at_once(lambda: put(0), lambda: put(1))) == ["changed_since", "done"]
    assert broken() == {}


def test_a_refund_is_paid_once_though_two_cashiers_press() -> None:
    employer = paid_late()
    pay(employer, SEPTEMBER, {PENSION: 10_000})
    number, desk = Receipt.objects.latest("pk").external_id, Desk()
    asked = desk.asked(REFUNDS[Line.HRSS], employer, receipt=number, fund=PENSION, amount="100.00", cause="over")
    desk.signed(asked)
    refund, cashiers = Refund.objects.get(), [a_user(staff=True) for _ in range(2)]

    def paid(place: int) -> Refund:
        return pay_refund(refund_id=refund.pk, paid_on=TODAY, bank_reference=f"B{place}", by=cashiers[place], at=tick())

    assert codes(at_once(lambda: paid(0), lambda: paid(1))) == ["changed_since", "done"]
    assert Entry.objects.filter(flow="refund_from_fiscal").count() == 1
    assert broken() == {}
