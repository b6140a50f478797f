"""What the person bears may be paid from personal accounts: one's own, then those of the family that are shared."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benefits.settlement import settlers
from benefits.settlement.models import Settlement, Stay
from benefits.settlement.reasons import ACCOUNT_OF_OTHER_FUND
from benefits.settlement.rules.bills import Difference
from contributions.accounts.actions import pay_back_to_account, pay_from_account
from contributions.accounts.models import AccountKind, AccountPayment
from contributions.accounts.selectors import spendable
from enrollment.registry.actions import lock_people
from enrollment.registry.models import Person
from enrollment.registry.records import records_of

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Share:
    """So many fen from the account of one holder."""

    holder: Person
    fen: int


def shares_of(stay: Stay, wanted_fen: int, today: dt.date, *, locking: bool = False) -> list[Share]:
    """What each account could pay of so many fen, in the order in which they pay; nothing of what holds nothing.

    `locking`: nobody else takes from them to the end of the transaction. Raises ACCOUNT_OF_OTHER_FUND.
    """
    settler = settlers.of(stay.scheme)
    if stay.fund not in settler.account_items:
        raise ACCOUNT_OF_OTHER_FUND()
    holders = settler.account_holders(stay.person, today)
    of_each = [records_of(each.pk) for each in holders]
    if locking:
        lock_people(record for records in of_each for record in records)
    shares, left, asked = [], wanted_fen, set[int]()
    for holder, records in zip(holders, of_each, strict=True):
        if left <= 0 or asked.intersection(records):
            continue
        asked.update(records)
        if fen := min(left, spendable(holder.pk, AccountKind.MEDICAL, stay.region)):
            shares.append(Share(holder, fen))
            left -= fen
    return shares


def account_difference(shown: Mapping[str, Any], shares: Sequence[Share]) -> list[Difference]:
    """Where another amount was shown than is there now; nothing where none was asked for."""
    before, now = shown.get("account_fen"), sum(each.fen for each in shares)
    return [] if before is None or before == now else [Difference("", "account_fen", before, now)]


def take_from_accounts(made: Settlement, shares: Sequence[Share]) -> None:
    """One payment an account, by the number of the settlement."""
    for number, share in enumerate(shares, 1):
        pay_from_account(
            key=f"settlement:{made.number}:{number}", holder=share.holder, region=made.region, used_for=made.person,
            amount_fen=share.fen, paid_to=made.institution.employer.name[:LONGEST_NAME], on=made.settled_on,
        )  # fmt: skip


def give_back_to_accounts(own: Settlement, made: Settlement) -> None:
    """Each payment of a settlement comes back to its account, by the number of what takes it back."""
    if not own.account_fen:
        return
    paid = AccountPayment.objects.filter(key__startswith=f"settlement:{own.number}:").order_by("pk")
    for number, payment in enumerate(paid, 1):
        pay_back_to_account(key=f"settlement:{made.number}:{number}", payment=payment, on=made.settled_on)
