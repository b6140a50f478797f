"""Worked cases of the family `contributions`: names of the golden examples in, rules called, yuan out."""

from decimal import Decimal

from contributions.assessment.rules.arrears import LateFeeFacts, late_fee, order_fee, undeclared_amount
from contributions.assessment.rules.flexible import flexible_amount, flexible_from_average, flexible_split, subsidy
from contributions.assessment.rules.limits import LimitsLaw, limits
from contributions.assessment.rules.line import LineFacts, LineLaw, assess_line
from siadmin.kernel.calculators import Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.language import Words
from siadmin.kernel.money import yuan
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL

FAMILY = "contributions"

_INSURANCES = {
    "pension": Words("养老保险", "Pension"),
    "medical": Words("医疗保险", "Medical"),
    "unemployment": Words("失业保险", "Unemployment"),
    "injury": Words("工伤保险", "Work injury"),
    "maternity": Words("生育保险", "Maternity"),
}
_UP_TO_TENFOLD = 10
_A_CENTURY_OF_DAYS = 36_525


def _limits(inputs: Inputs) -> Explained[Fields]:
    average = inputs.exactly_one("avg_month", "avg_year")
    unit = "yuan_per_month" if average == "avg_month" else "yuan_per_year"
    law = LimitsLaw(
        average=inputs.law(average, inputs.number(average), unit),
        floor_share=_multiple(inputs, "floor_pct"),
        ceiling_share=_multiple(inputs, "ceil_pct"),
    )
    answer = limits(law)
    fields = {"ceiling": answer.value.ceiling_fen // 100, "floor": answer.value.floor_fen // 100}
    return Explained(fields, answer.trace)


def _line(inputs: Inputs) -> Explained[Fields]:
    name = inputs.text("insurance") if inputs.gives("insurance") else ""
    law = LineLaw(
        insurance=_INSURANCES.get(name, Words(name or "社会保险", name or "Social insurance")),
        employer_rate=_rate(inputs, "employer_rate"),
        employee_rate=_rate(inputs, "employee_rate"),
        floor=_amount_if_given(inputs, "floor"),
        ceiling=_amount_if_given(inputs, "ceiling"),
        floating_factor=_multiple_if_given(inputs, "floating_factor"),
        employer_supplement_rate=_rate_if_given(inputs, "employer_supplement_rate"),
        employee_fixed=_amount_if_given(inputs, "employee_fixed"),
        account_share=_rate_if_given(inputs, "account_share"),
    )
    answer = assess_line(LineFacts(inputs.fen("declared")), law)
    line = answer.value
    fields: Fields = {
        "base": yuan(line.base_fen),
        "employer": yuan(line.employer_fen),
        "employee": yuan(line.employee_fen),
    }
    if law.employer_supplement_rate:
        fields["employer_supplement"] = yuan(line.employer_supplement_fen)
    if law.account_share:
        fields["account"] = yuan(line.account_fen)
    return Explained(fields, answer.trace)


def _flex(inputs: Inputs) -> Explained[Fields]:
    answer = flexible_amount(inputs.fen("base"), _rate(inputs, "rate"))
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _flex_from_average(inputs: Inputs) -> Explained[Fields]:
    answer = flexible_from_average(
        inputs.law("avg_month", inputs.number("avg_month"), "yuan_per_month"),
        _multiple(inputs, "pct"),
        [inputs.law("rates", rate, "rate") for rate in inputs.rates("rates")],
    )
    amounts = [yuan(amount) for amount in answer.value.amounts_fen]
    return Explained({"amounts": amounts, "base": answer.value.base_fen // 100}, answer.trace)


def _flex_split(inputs: Inputs) -> Explained[Fields]:
    answer = flexible_split(inputs.fen("base"), _rate(inputs, "total"), _rate(inputs, "account"))
    split = answer.value
    fields = {"account": yuan(split.account_fen), "pool": yuan(split.pool_fen), "total": yuan(split.total_fen)}
    return Explained(fields, answer.trace)


def _subsidy(inputs: Inputs) -> Explained[Fields]:
    share = inputs.share("share")
    share_law = inputs.law("share", Decimal(share.numerator) / share.denominator, "rate")
    if inputs.exactly_one("base", "fixed") == "fixed":
        answer = subsidy(inputs.fen("fixed"), None, share, share_law)
    else:
        answer = subsidy(inputs.fen("base"), _rate(inputs, "rate"), share, share_law)
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _late_fee(inputs: Inputs) -> Explained[Fields]:
    facts = LateFeeFacts(inputs.fen("principal"), inputs.whole("days", most=_A_CENTURY_OF_DAYS))
    key = "contribution.late_fee_daily_rate"
    answer = late_fee(facts, _rate(inputs, "daily_rate") if inputs.gives("daily_rate") else _shipped(inputs, key))
    return Explained({"fee": yuan(answer.value)}, answer.trace)


def _undeclared(inputs: Inputs) -> Explained[Fields]:
    key = "contribution.undeclared_factor"
    factor = _multiple(inputs, "factor") if inputs.gives("factor") else _shipped(inputs, key)
    answer = undeclared_amount(inputs.fen("last_month_amount"), factor)
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _order_fee(inputs: Inputs) -> Explained[Fields]:
    fee = inputs.law("fee_per_order", inputs.number("fee_per_order"), "yuan_per_order")
    answer = order_fee(inputs.whole("orders"), fee)
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _rate(inputs: Inputs, name: str) -> Law:
    return inputs.law(name, inputs.rate(name), "rate")


def _rate_if_given(inputs: Inputs, name: str) -> Law | None:
    return _rate(inputs, name) if inputs.gives(name) else None


def _multiple(inputs: Inputs, name: str) -> Law:
    return inputs.law(name, inputs.number(name, most=_UP_TO_TENFOLD), "multiple")


def _multiple_if_given(inputs: Inputs, name: str) -> Law | None:
    return _multiple(inputs, name) if inputs.gives(name) else None


def _amount_if_given(inputs: Inputs, name: str) -> Law | None:
    return inputs.law(name, yuan(inputs.fen(name)), "yuan_per_month") if inputs.gives(name) else None


def _shipped(inputs: Inputs, key: str) -> Law:
    return shipped().law(key, region=NATIONAL, on=inputs.on)


register(FAMILY, "limits", _limits)
register(FAMILY, "line", _line)
register(FAMILY, "flex", _flex)
register(FAMILY, "flex_from_average", _flex_from_average)
register(FAMILY, "flex_split", _flex_split)
register(FAMILY, "subsidy", _subsidy)
register(FAMILY, "late_fee", _late_fee)
register(FAMILY, "undeclared", _undeclared)
register(FAMILY, "order_fee", _order_fee)
