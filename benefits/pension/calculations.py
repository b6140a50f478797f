"""Worked cases of the family `annuity_months`."""

from benefits.pension.rules.annuity import AnnuityLaw, annuity_months
from siadmin.kernel.calculators import Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.trace import Explained
from siadmin.policy.files import shipped

FAMILY = "annuity_months"
_OLDEST_AGE = 120


def _annuity_months(inputs: Inputs) -> Explained[Fields]:
    years = inputs.whole("age_years", most=_OLDEST_AGE)
    extra = inputs.whole("age_extra_months", most=11) if inputs.gives("age_extra_months") else 0
    answer = annuity_months(years * 12 + extra, AnnuityLaw.from_book(shipped(), on=inputs.on))
    return Explained({"months": answer.value}, answer.trace)


register(FAMILY, "table", _annuity_months)
register(FAMILY, "interpolated", _annuity_months)
