"""The law of a year for personal accounts of a region: what the batch and the explanation compute with."""

import datetime as dt

from contributions.accounts.models import AccountKind
from contributions.accounts.rules.interest import YearLaw
from enrollment.participation.models import RESIDENT
from siadmin.agency.insurances import PARAMETER_PREFIX
from siadmin.agency.models import Region
from siadmin.policy.selectors import ORDINARY, LawOfDay, law_of_day

RATE, OWN_MONTH = "account_record_rate", "account_own_month_earns"


def keys_of(account: str) -> tuple[str, str]:
    """The parameters that govern an account's interest: rate, and whether the month of crediting earns.

    Residents' accounts have a rate of their own (国发〔2014〕8号 art. 5): the employees' never stands in for it.
    """
    prefix = PARAMETER_PREFIX[account]
    whose = "resident_" if account == AccountKind.PENSION_RESIDENT else ""
    return f"{prefix}.{whose}{RATE}", f"{prefix}.{whose}{OWN_MONTH}"


def _category(account: str) -> str:
    return RESIDENT if account == AccountKind.PENSION_RESIDENT else ORDINARY


def _book(region: Region, account: str, year: int) -> LawOfDay:
    return law_of_day(region, dt.date(year, 1, 1), keys=keys_of(account))


def year_law(region: Region, account: str, year: int) -> YearLaw:
    """What governs a year, as believed now. Raises NoLawInForce: a year without a published rate earns nothing yet."""
    book, (rate, own_month), whose = _book(region, account, year), keys_of(account), _category(account)
    return YearLaw(record_rate=book.law(rate, whose), own_month_earns=book.law(own_month, whose))


def bears_interest(region: Region, account: str, year: int) -> bool:
    """Whether there is a rate for the accounts of a region in a year."""
    book = _book(region, account, year)
    return all(book.has(key, _category(account)) for key in keys_of(account))
