"""Worked cases of the families `annuity_months` and `residents_pension`."""

from benefits.pension.rules.annuity import AnnuityLaw, annuity_months
from benefits.pension.rules.residents import account_part, accumulated, residents_pension
from siadmin.kernel.calculators import Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.money import yuan
from siadmin.kernel.trace import Explained, Trace
from siadmin.policy.cases import law_of_case
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL

FAMILY = "annuity_months"
RESIDENTS = "residents_pension"
_DIVISOR = "pension.resident_annuity_months"
_OLDEST_AGE = 120


def _annuity_months(inputs: Inputs) -> Explained[Fields]:
    years = inputs.whole("age_years", most=_OLDEST_AGE)
    extra = inputs.whole("age_extra_months", most=11) if inputs.gives("age_extra_months") else 0
    answer = annuity_months(years * 12 + extra, AnnuityLaw.from_book(shipped(), on=inputs.on))
    return Explained({"months": answer.value}, answer.trace)


def _monthly(inputs: Inputs) -> Explained[Fields]:
    basic = law_of_case(inputs, "basic", "pension.resident_basic_month", "yuan_per_month", category="resident")
    months = law_of_case(inputs, "divisor", _DIVISOR, "months", category="resident", least=1)
    balance = inputs.fen("balance")
    total, part = residents_pension(balance, basic, months), account_part(balance, months)
    return Explained({"account": yuan(part.value), "total": yuan(total.value)}, total.trace)


def _accumulation(inputs: Inputs) -> Explained[Fields]:
    """With the divisor of the law (国发〔2014〕8号: 139)."""
    held = accumulated(
        inputs.fen("deposit_per_year"), inputs.fen("subsidy_per_year"), inputs.whole("years", most=_OLDEST_AGE),
        inputs.fen("interest"),
    )  # fmt: skip
    part = account_part(held.value, shipped().law(_DIVISOR, region=NATIONAL, category="resident", on=inputs.on))
    why = Trace(steps=[*held.trace.steps, *part.trace.steps], sentence=held.trace.sentence)
    return Explained({"account": yuan(part.value), "balance": yuan(held.value)}, why)


register(RESIDENTS, "monthly", _monthly)
register(RESIDENTS, "accumulation", _accumulation)
register(FAMILY, "table", _annuity_months)
register(FAMILY, "interpolated", _annuity_months)
