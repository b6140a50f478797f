"""What coverage needs from the rooms above: unpaid months, what one would be worth, what follows from a batch."""

import datetime as dt
from dataclasses import dataclass

from siadmin.agency.models import Region
from siadmin.kernel.followers import Followers, Slot
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class UnpaidSpell:
    """Somebody is insured and unpaid: since which month, how many months. No employer: they pay for themself."""

    person_id: int
    employer_id: int | None
    since: Month
    months: int


@dataclass(frozen=True, slots=True)
class UnpaidMonth:
    """One month of a person that a payer has not paid; amounts in fen, `account_fen` is what the account lacks.

    `payer`: an employer's id, or the person's own below zero (`registry.payers`).
    """

    month: Month
    payer: int
    insurances: tuple[str, ...]
    employer_fen: int
    employee_fen: int
    account_fen: int
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class Worth:
    """What a month at a wage would bring, in fen; provisional where a value of the law is."""

    base_fen: int
    employer_fen: int
    employee_fen: int
    account_fen: int
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class People:
    """A range of people insured in a region, looked at as of a day: months up to `month`, due before `today`."""

    region: str
    month: Month
    today: dt.date
    first: int
    last: int


unpaid_spells: Slot[[People], list[UnpaidSpell]] = Slot("unpaid_spells")
unpaid_months: Slot[[int, dt.date], list[UnpaidMonth]] = Slot("unpaid_months")
paid_months: Slot[[int, dt.date], int] = Slot("paid_months")
worth_of: Slot[[Region, Month, int], Worth | None] = Slot("worth_of")
# A batch's id and when: what its rows say of people is compared with what a higher room holds (REG 26).
batch_taken: Followers[[int, dt.datetime]] = Followers("batch_taken")
