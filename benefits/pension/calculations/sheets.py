"""Worked cases of the family `pension` that follow an approval sheet: its items, and the sheet as a whole."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from benefits.pension.rules.amounts import rounded_up
from benefits.pension.rules.annuity import AnnuityLaw, annuity_months
from benefits.pension.rules.award import total_of
from benefits.pension.rules.basic import (
    LowIndexLaw,
    Wages,
    account_pension,
    basic_pension,
    basic_pension_by_months,
    halves,
    wages_as_given,
)
from benefits.pension.rules.transition import (
    Form,
    indexed_addition,
    one_child_addition,
    phased_in,
    transition_adjustment,
    transitional,
    transitional_beijing,
    transitional_on_wage,
)
from siadmin.kernel.calculators import Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, yuan
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.cases import law_of_case, place_of_sheet
from siadmin.policy.files import shipped

FAMILY = "pension"
KINDS = (*Form, "indexed_wage", "beijing")
_BEIJING, _GUANGDONG, _SHANGHAI = "110000", "440000", "310000"
_MOST_YEARS, _MOST_MONTHS = 100, 1200
_FORM_SINCE = dt.date(2006, 1, 1)  # sheets without a date are read by the form as it was first in force


def _sheet(inputs: Inputs) -> Explained[Fields]:
    """Items as on the sheet; what is given as printed is taken as printed."""
    basic = basic_pension(_wages(inputs), _years(inputs), _year_rate(inputs))
    fields, parts = _with_account(inputs, basic)
    items = [basic.value, fields.pop("account_fen")]
    if inputs.gives("transitional"):
        early = _transitional_of(inputs.part("transitional"), inputs)
        fields["transitional"] = yuan(early.value)
        items.append(early.value)
        parts.append(early.trace)
    items += [inputs.fen(name) for name in ("given_transitional", "given_extra") if inputs.gives(name)]
    total = total_of(items)
    fields["total"] = yuan(total.value)
    return _together(fields, [*parts, total.trace], total)


def _sheet_low_index(inputs: Inputs) -> Explained[Fields]:
    """Guangdong's way below an index of 0.6."""
    day = _day(inputs)
    low = LowIndexLaw(
        shipped().law("pension.low_index_limit", region=_GUANGDONG, on=day),
        shipped().law("pension.low_index_decimals", region=_GUANGDONG, on=day),
    )
    wages = halves(_base(inputs), inputs.number("index"), low=low)
    basic = basic_pension(wages, _years(inputs), _year_rate(inputs))
    fields, parts = _with_account(inputs, basic)
    fields.pop("account_fen")
    return _together(fields, parts, basic)


def _sheet_rounded_up(inputs: Inputs) -> Explained[Fields]:
    """The items as on the sheet, the total rounded up to the places of the region (a tenth of a yuan)."""
    answer = _sheet(inputs)
    why = Trace(steps=[*answer.trace.steps])
    region = place_of_sheet(inputs)
    places = shipped().law("pension.round_up_decimals", region=region, category="total", on=_day(inputs))
    why.law(Words("合计进位保留小数位", "Places the total is rounded up to"), places)
    total = rounded_up(Fraction(answer.value["total"]), places)
    how = Words("合计见分进角", "the total rounded up to a tenth of a yuan")
    why.money(Words("进角后合计", "Total rounded up"), total, how, is_result=True)
    assert answer.trace.sentence is not None
    return why.conclude(answer.value | {"total": yuan(total)}, answer.trace.sentence)


def _basic_shanghai(inputs: Inputs) -> Explained[Fields]:
    months = inputs.whole("years", most=_MOST_YEARS) * 12 + inputs.whole("extra_months", most=11)
    rounding = shipped().law("pension.round_up_decimals", region=_SHANGHAI, category="item", on=_day(inputs))
    by_month = law_of_case(inputs, "month_rate", "pension.basic_extra_month_rate", "rate", category="")
    answer = basic_pension_by_months(_wages(inputs), months, _year_rate(inputs), by_month, rounding)
    return Explained({"basic": yuan(answer.value)}, answer.trace)


def _transitional(inputs: Inputs) -> Explained[Fields]:
    answer = _transitional_of(inputs, inputs)
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _phase_in(inputs: Inputs) -> Explained[Fields]:
    share = law_of_case(inputs, "share", "pension.transition_new_share", "rate", category="")
    answer = phased_in(inputs.fen("old"), inputs.fen("new"), share)
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _percentage_addition(inputs: Inputs) -> Explained[Fields]:
    rate = law_of_case(inputs, "rate", "pension.indexed_addition_rate", "rate", category="")
    answer = indexed_addition(_base(inputs), inputs.number("index"), _years(inputs), rate)
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _one_child(inputs: Inputs) -> Explained[Fields]:
    rate = law_of_case(inputs, "rate", "pension.one_child_rate", "rate", category="")
    items = inputs.amounts("items")
    answer = one_child_addition(items, rate)
    total = sum(items) + answer.value
    return Explained({"addition": yuan(answer.value), "total": yuan(total)}, answer.trace)


def _zhejiang(inputs: Inputs) -> Explained[Fields]:
    constant = law_of_case(inputs, "constant", "pension.transition_adjustment_constant", "yuan_per_month", category="")
    factor = law_of_case(inputs, "factor", "pension.transition_adjustment_factor", "yuan_per_month", category="")
    answer = transition_adjustment(constant, factor, inputs.number("index"), _years(inputs))
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _transitional_of(item: Inputs, sheet: Inputs) -> Explained[Fen]:
    """`sheet` gives the reference wage; `category` names a province's rate that is not that of the form."""
    kind = item.choice("kind", KINDS)
    if kind == "beijing":
        rates = shipped().table("pension.transition_rate", region=_BEIJING, on=_day(sheet))
        return transitional_beijing(
            _base(sheet),
            item.number("index"),
            deemed=Fraction(item.number("n_tong", most=_MOST_YEARS)),
            actual=Fraction(item.number("n_shi", most=_MOST_YEARS)),
            deemed_rate=rates["deemed_on_base"],
            actual_rate=rates["actual_on_indexed"],
        )
    category = item.text("category") if item.gives("category") else kind
    rate = law_of_case(item, "rate", "pension.transition_rate", "rate", category=category)
    if kind == "indexed_wage":
        return transitional_on_wage(item.number("indexed_wage"), _years(item), rate)
    return transitional(Form(kind), _base(sheet), item.number("index"), _years(item), rate)


def _with_account(inputs: Inputs, basic: Explained[Fen]) -> tuple[Fields, list[Trace]]:
    account = account_pension(inputs.fen("balance"), _divisor(inputs))
    fields: Fields = {"basic": yuan(basic.value), "account": yuan(account.value), "account_fen": account.value}
    return fields, [basic.trace, account.trace]


def _wages(inputs: Inputs) -> Explained[Wages]:
    if inputs.gives("indexed_wage"):
        return wages_as_given(_base(inputs), inputs.number("indexed_wage"))
    second = None
    if inputs.gives("base_for_index"):
        second = inputs.law("base_for_index", inputs.number("base_for_index"), "yuan_per_month")
    return halves(_base(inputs), inputs.number("index"), base_for_index=second)


def _base(inputs: Inputs) -> Law:
    """`base_year`: the year whose reference wage was used, where that of the year of retirement was not published."""
    on = None
    if inputs.gives("base_year"):
        on = dt.date(inputs.whole("base_year", least=1998, most=2199), 1, 1)
    return law_of_case(inputs, "base", "pension.calculation_base", "yuan_per_month", on=on)


def _divisor(inputs: Inputs) -> Explained[Decimal]:
    """As printed, or from the age at retirement by the table in force."""
    if inputs.exactly_one("divisor", "age_months") == "age_months":
        age = inputs.whole("age_months", most=_MOST_MONTHS)
        return annuity_months(age, AnnuityLaw.from_book(shipped(), on=_day(inputs)))
    months = inputs.number("divisor", least=1)
    why = Trace()
    why.law(Words("计发月数", "Annuity months"), inputs.law("divisor", months, "months"))
    return why.conclude(months, Words(f"除以{months}个月。", f"Divided by {months} months."))


def _years(inputs: Inputs) -> Fraction:
    if inputs.exactly_one("years", "months") == "months":
        return Fraction(inputs.whole("months", most=_MOST_MONTHS), 12)
    return Fraction(inputs.number("years", most=_MOST_YEARS))


def _year_rate(inputs: Inputs) -> Law:
    return law_of_case(inputs, "year_rate", "pension.basic_year_rate", "rate", category="", on=_day(inputs))


def _day(inputs: Inputs) -> dt.date:
    return inputs.on if inputs.as_of.strip() else _FORM_SINCE


def _together(fields: Fields, parts: list[Trace], last: Explained[Fen]) -> Explained[Fields]:
    assert last.trace.sentence is not None
    return Explained(fields, Trace(last.trace.sentence, [step for part in parts for step in part.steps]))


register(FAMILY, "sheet", _sheet)
register(FAMILY, "sheet_low_index_alpha", _sheet_low_index)
register(FAMILY, "sheet_jiao_ceiling", _sheet_rounded_up)
register(FAMILY, "basic_shanghai", _basic_shanghai)
register(FAMILY, "transitional", _transitional)
register(FAMILY, "phase_in", _phase_in)
register(FAMILY, "percentage_addition", _percentage_addition)
register(FAMILY, "one_child_addition", _one_child)
register(FAMILY, "zhejiang_adjustment", _zhejiang)
