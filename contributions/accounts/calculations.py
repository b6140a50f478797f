"""Worked cases of the family `pension` about personal accounts: a year's interest, a balance over several years."""

import datetime as dt

from contributions.accounts.rules.interest import MONTHS_A_YEAR, YearFacts, YearLaw, account_year
from siadmin.kernel.calculators import Fields, register
from siadmin.kernel.inputs import NOT_A_LIST, Inputs
from siadmin.kernel.language import Words
from siadmin.kernel.money import written, yuan
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL

FAMILY = "pension"
RATE, OWN_MONTH = "pension.account_record_rate", "pension.account_own_month_earns"
_FIRST_YEAR, _LAST_YEAR = 1998, 2199
_PARTS = 1_000_000
RATE_TOO_FINE = Reason(
    "record_rate_too_fine",
    "记账利率 {given} 超过六位小数。",
    "A record rate has at most six decimals: {given}.",
    "请按公布的利率填写，如 0.015。",
    "Write it as published, like 0.015.",
)


def _account_interest(inputs: Inputs) -> Explained[Fields]:
    """`credited_1` … `credited_12`: what was credited in each month of the year, none where they are left out."""
    year = inputs.whole("year", least=_FIRST_YEAR, most=_LAST_YEAR)
    credited = {
        month: inputs.fen(f"credited_{month}")
        for month in range(1, MONTHS_A_YEAR + 1)
        if inputs.gives(f"credited_{month}")
    }
    rate = inputs.rate("rate")
    if rate * _PARTS != (rate * _PARTS).to_integral_value():
        raise RATE_TOO_FINE(given=rate)
    law = YearLaw(inputs.law("rate", rate, "rate"), _law(OWN_MONTH, year))
    answer = account_year(YearFacts(inputs.fen("opening"), credited), law)
    found = answer.value
    return Explained({"interest": yuan(found.interest_fen), "closing": yuan(found.closing_fen)}, answer.trace)


def _account_projection(inputs: Inputs) -> Explained[Fields]:
    """Years one after another at the rates on file, nothing credited in between; interest rounded each year."""
    years = inputs["years"] if inputs.gives("years") else None
    if not isinstance(years, list) or not years or not all(map(_is_year, years)):
        raise NOT_A_LIST(name="years", given=years)
    opening: int = inputs.fen("opening")
    balance = opening
    why = Trace()
    for year in years:
        found = account_year(YearFacts(balance), YearLaw(_law(RATE, year), _law(OWN_MONTH, year))).value
        why.law(Words(f"{year}年记账利率", f"Record rate of {year}"), _law(RATE, year))
        added = f"{written(balance)} + {written(found.interest_fen)}"
        why.money(Words(f"{year}年末余额", f"Balance at the end of {year}"), found.closing_fen, Words(added, added))
        balance = found.closing_fen
    words = Words(
        f"{written(opening)}元从{years[0]}年起逐年计息，{years[-1]}年末为{written(balance)}元。",
        f"{written(opening)} yuan with interest from {years[0]} are {written(balance)} yuan at the end of {years[-1]}.",
    )
    return why.conclude({"closing": yuan(balance)}, words)


def _is_year(given: object) -> bool:
    return type(given) is int and _FIRST_YEAR <= given <= _LAST_YEAR


def _law(key: str, year: int) -> Law:
    return shipped().law(key, region=NATIONAL, category="employee", on=dt.date(year, 1, 1))


register(FAMILY, "account_interest", _account_interest)
register(FAMILY, "account_projection", _account_projection)
