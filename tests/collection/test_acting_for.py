"""Whoever acts for an employer, by whichever account, decides on none of its money (REG 37)."""

import pytest

from contributions.assessment.models import Bill
from contributions.collection.actions import allocate, put_to_late_fee, receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.matters import ATTRIBUTIONS
from contributions.collection.models import Allocation, Attribution, Receipt, Source
from enrollment.registry.models import Delegate, Employer
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from siadmin.matters.selectors.permits import may_sign_next
from tests import database
from tests.cities import BEIJING, SEPTEMBER, broken, pay, tick
from tests.factories import TODAY, a_delegate, a_member_of_staff, a_user, citizen_number
from tests.owing import Desk, late

pytestmark = pytest.mark.usefixtures("five_cities")


def acting_too(employer: Employer) -> User:
    """A clerk of the pool's desk who, by another account, acts for the employer."""
    number = citizen_number(order=905)
    a_delegate(employer, identity_number=number)
    return a_member_of_staff(Post.CLERK, at=BEIJING, identity_number=number)


def nameless(external_id: str) -> Receipt:
    told = Told(external_id, str(TODAY), BEIJING, Fund.PENSION, "10.00", payer_name="某公司")
    return receive_one(source=Source.TAX, told=told, by=None, at=tick(), on=TODAY)


def said_of(desk: Desk, employer: Employer, receipt: Receipt) -> Case:
    facts = {"receipt": receipt.external_id, "fund": Fund.PENSION, "evidence": "银行回单"}
    return desk.asked(ATTRIBUTIONS[Line.HRSS], employer, **facts)


def test_who_acts_for_an_employer_does_not_sign_that_nameless_money_is_its() -> None:
    employer, _ = late()
    receipt, desk, both = nameless("N1"), Desk(BEIJING), acting_too(employer)
    case = said_of(desk, employer, receipt)
    assert both not in may_sign_next(case, TODAY) and desk.clerk in may_sign_next(case, TODAY)
    desk.clerk = both
    with pytest.raises(Refusal) as refused:
        desk.signed(case, hands=1)
    assert refused.value.code == "own_matter"
    Delegate.objects.update(ends_before=TODAY)
    desk.signed(case)
    assert Attribution.objects.get(receipt=receipt).employer == employer
    assert broken() == {}


def test_the_database_refuses_who_acted_for_it_when_it_was_said() -> None:
    employer, _ = late()
    desk, both = Desk(BEIJING), acting_too(employer)
    Delegate.objects.update(ends_before=TODAY)
    case, desk.clerk = said_of(desk, employer, nameless("N1")), both
    desk.signed(case)
    Delegate.objects.update(ends_before=None)
    row = {"receipt": nameless("N2"), "employer": employer, "at": tick()}
    for by, case_number in ((both, None), (desk.reviewer, case.number)):
        with database.refused("attribution_not_by_who_acts_for_it" if case_number else "attribution_by_its_code"):
            Attribution.objects.create(by=by, case_id=case_number, **row)


def test_who_acts_for_an_employer_puts_no_money_to_what_it_owes() -> None:
    employer, _ = late()
    both = acting_too(employer)
    pay(employer, SEPTEMBER, {Fund.PENSION: 100_000})
    receipt = Receipt.objects.latest("pk")
    bill = Bill.objects.get(employer=employer, fund=Fund.PENSION)

    def put(by: User) -> Allocation:
        return allocate(
            receipt_id=receipt.pk, bill_id=bill.pk, amount_fen=100_000, seen_allocations=0, by=by, at=tick(), on=TODAY,
            reason="核对",
        )  # fmt: skip

    with pytest.raises(Refusal) as refused:
        put(both)
    assert refused.value.code == "bill_of_whom_one_acts_for" and employer.name in refused.value.zh
    with database.refused("bill_not_paid_by_who_acts_for_it"):
        Allocation.objects.create(
            receipt=receipt, bill=bill, month=bill.month, amount_fen=1, allocated_on=TODAY, by=both, reason="核对"
        )
    with pytest.raises(Refusal) as refused:
        put_to_late_fee(
            receipt_id=receipt.pk, employer=employer, month=SEPTEMBER, amount_fen=1, seen_allocated_fen=0, by=both,
            at=tick(), reason="核对",
        )  # fmt: skip
    assert refused.value.code == "bill_of_whom_one_acts_for"
    put(a_user(staff=True))
    assert broken() == {}
