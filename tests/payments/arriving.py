"""Payments told as returned, paid again, and put right as arrived by two with the bank's paper."""

from django.utils import timezone

from benefits.payments import actions
from benefits.payments.models import Arrived, Payment, PaymentRun
from enrollment.registry.models import Person
from siadmin.matters.models import Case
from tests.cities import tick
from tests.claims.desk import ClaimDesk
from tests.factories import a_person
from tests.payments.till import BANKS, Till, a_card


def told_returned(till: Till, people: int = 1) -> tuple[PaymentRun, list[Person]]:
    """As much sent to each, and told as returned."""
    found = []
    for _ in range(people):
        person = a_person(lives_in="110105")
        a_card(person)
        till.granted(person)
        found.append(person)
    own = till.approved()
    till.answered(till.sent(own), dict.fromkeys(range(people), "account_closed"))
    return own, found


def payment_of(person: Person) -> Payment:
    """The one that was told as returned."""
    return Payment.objects.get(person_id=person.pk, again_for=None)


def paid_again(till: Till, own: PaymentRun, person: Person) -> Payment:
    a_card(person, bank=BANKS[1], account=f"62229999{person.pk:011d}")
    return actions.pay_again(payment_run_id=own.pk, row=payment_of(person).row, by=till.clerk, at=tick())


def put_right(own: PaymentRun, person: Person, payment: Payment | None = None) -> Case:
    """One says so with the bank's paper, another confirms."""
    desk = ClaimDesk(person, matter="payment_arrived")
    row = (payment or payment_of(person)).row
    told = {"payment": f"{own.number}-{row}", "why": "银行出具证明：款项已于当日入账"}
    case = desk.handled(desk.asked(told))
    return desk.act("review", case, desk.reviewer)


def repaid(arrived: Arrived, yuan: str, *, reference: str = "B-91") -> Case:
    desk = ClaimDesk(arrived.person, matter="paid_twice_repaid")
    day = str(timezone.localdate(arrived.decided_at))
    told = {"demand": arrived.number, "amount": yuan, "received_on": day, "bank_reference": reference}
    case = desk.handled(desk.asked(told | {"line_amount": ""}))
    return desk.act("review", case, desk.reviewer)
