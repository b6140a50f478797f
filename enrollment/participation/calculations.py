"""Worked cases of the family `retirement_age`."""

import datetime as dt
from decimal import Decimal

from enrollment.participation.rules.retirement import (
    RetirementGroup,
    RetirementLaw,
    flexible_window,
    minimum_contribution_months,
    statutory_retirement,
)
from siadmin.kernel.calculators import Fields, register
from siadmin.kernel.figures import plain
from siadmin.kernel.inputs import EARLIEST_MONTH, LATEST_MONTH, Inputs
from siadmin.kernel.trace import Explained
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL

FAMILY = "retirement_age"


def _statutory(inputs: Inputs) -> Explained[Fields]:
    answer = statutory_retirement(inputs.month("birth_month"), _group(inputs), _law(inputs))
    retirement = answer.value
    fields = {
        "age_months": retirement.age_months,
        "delay_months": retirement.delay_months,
        "retire_month": retirement.month,
    }
    return Explained(fields, answer.trace)


def _flexible_window(inputs: Inputs) -> Explained[Fields]:
    answer = flexible_window(inputs.month("birth_month"), _group(inputs), _law(inputs))
    window = answer.value
    fields = {"earliest": window.earliest, "latest": window.latest, "statutory": window.statutory}
    return Explained(fields, answer.trace)


def _min_years(inputs: Inputs) -> Explained[Fields]:
    year = inputs.whole("retire_year", least=EARLIEST_MONTH.year, most=LATEST_MONTH.year)
    law = shipped().law("pension.minimum_years_months", region=NATIONAL, category="employee", on=dt.date(year, 12, 31))
    answer = minimum_contribution_months(year, law)
    return Explained({"min_months": answer.value, "min_years": plain(Decimal(answer.value) / 12)}, answer.trace)


def _group(inputs: Inputs) -> RetirementGroup:
    return RetirementGroup(inputs.choice("group", tuple(RetirementGroup)))


def _law(inputs: Inputs) -> RetirementLaw:
    return RetirementLaw.from_book(shipped(), on=inputs.on)


register(FAMILY, "statutory", _statutory)
register(FAMILY, "flexible_window", _flexible_window)
register(FAMILY, "min_years", _min_years)
