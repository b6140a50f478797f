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


class YearLaws:
    """The law of years as believed now, each looked up once: for many accounts together."""

    def __init__(self) -> None:
        self._books: dict[tuple[str, int], LawOfDay] = {}

    def _book(self, region: Region, year: int) -> LawOfDay:
        place = (region.pk, year)
        if place not in self._books:
            self._books[place] = law_of_day(region, dt.date(year, 1, 1))
        return self._books[place]

    def of(self, region: Region, account: str, year: int) -> YearLaw:
        """What governs a year. Raises NoLawInForce: a year without a published rate earns nothing yet."""
        book, (rate, own_month), whose = self._book(region, year), keys_of(account), _category(account)
        return YearLaw(record_rate=book.law(rate, whose), own_month_earns=book.law(own_month, whose))

    def bear_interest(self, region: Region, account: str, year: int) -> bool:
        """Whether there is a rate for the accounts of a region in a year."""
        book = self._book(region, year)
        return all(book.has(key, _category(account)) for key in keys_of(account))


def year_law(region: Region, account: str, year: int) -> YearLaw:
    """What governs a year, as believed now. Raises NoLawInForce: a year without a published rate earns nothing yet."""
    return YearLaws().of(region, account, year)


def bears_interest(region: Region, account: str, year: int) -> bool:
    """Whether there is a rate for the accounts of a region in a year."""
    return YearLaws().bear_interest(region, account, year)
