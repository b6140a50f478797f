"""A medical account pays for care, and what it paid comes back; the room that settles the care says how much."""

import datetime as dt

from django.db import transaction

from contributions.accounts.models import AccountKind, AccountPayment
from enrollment.registry.models import Person
from siadmin.agency.models import Region
from siadmin.kernel.database import refusing
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason

ACCOUNT_SHORT = Reason(
    "account_short",
    "医疗个人账户余额不足 ¥{amount}。",
    "The medical account holds less than ¥{amount}.",
    "按现在的余额重新计算。",
    "Have it reckoned again by what it holds now.",
)


@transaction.atomic
def pay_from_account(
    *, key: str, holder: Person, region: Region, used_for: Person, amount_fen: int, paid_to: str, on: dt.date
) -> AccountPayment:
    """Fen of the holder's account in a pooling region pay for somebody's care. Raises ACCOUNT_SHORT."""
    with refusing("account_not_overdrawn", ACCOUNT_SHORT(amount=written(amount_fen))), transaction.atomic():
        return AccountPayment.objects.create(
            key=key, person=holder, account=AccountKind.MEDICAL, region=region, used_for=used_for,
            amount_fen=amount_fen, paid_to=paid_to, paid_on=on,
        )  # fmt: skip


def pay_back_to_account(*, key: str, payment: AccountPayment, on: dt.date) -> AccountPayment:
    """All of one payment comes back, once."""
    return AccountPayment.objects.create(
        key=key, person_id=payment.person_id, account=payment.account, region_id=payment.region_id,
        used_for_id=payment.used_for_id, amount_fen=-payment.amount_fen, paid_to=payment.paid_to, paid_on=on,
        reverses=payment,
    )  # fmt: skip
