"""Worked cases of the family `medical`. Bands are given as `[from, to, share]` in yuan, the last one open: null."""

from benefits.medical.rules.bands import Split, by_own_share
from benefits.medical.rules.layers import account_inflow, large_sum, major_illness, outpatient
from benefits.medical.rules.scope import CatalogueClass, line_scope
from siadmin.kernel.calculators import Calculation, Fields, register
from siadmin.kernel.inputs import LARGEST, Inputs
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, times, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.cases import law_of_place, place_of_sheet
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.verified import Band, bands

FAMILY = "medical"


def _line_item(inputs: Inputs) -> Explained[Fields]:
    """One line of a bill, and what a fund of `fund_rate` pays of what is in scope."""
    found = line_scope(
        inputs.number("price"),
        inputs.number("quantity"),
        CatalogueClass(inputs.choice("catalogue", tuple(CatalogueClass))),
        limit=_given(inputs, "limit", "yuan"),
        advance=_given(inputs, "prepay", "rate"),
    )
    scope = found.value
    fund = times(scope.in_scope_fen, inputs.rate("fund_rate"), HALF_UP) if inputs.gives("fund_rate") else Fen(0)
    fields = {
        "charged": yuan(scope.charged_fen),
        "in_scope": yuan(scope.in_scope_fen),
        "fund": yuan(fund),
        "self_pay": yuan(scope.charged_fen - fund),
    }
    return Explained(fields, found.trace)


def _inpatient_self_pay(inputs: Inputs) -> Explained[Fields]:
    """`self_pay` is the person's part above the deductible. `before`: costs in scope of the year before this bill."""
    ratio = _given(inputs, "person_ratio", "multiple")
    answer = by_own_share(
        inputs.fen("in_scope"),
        inputs.fen("deductible"),
        inputs.fen("before") if inputs.gives("before") else 0,
        _bands(inputs, "self_segments", "inpatient_own_share", "employee_level_3_yuan"),
        ratio if ratio is not None and ratio.value != 1 else None,
    )
    return Explained(_parts(answer.value, with_deductible=False), answer.trace)


def _segment_one(inputs: Inputs) -> Explained[Fields]:
    """One band: `amount` above the deductible and up to `upper`, the person bearing `rate` of it."""
    upper = inputs.whole("upper") if inputs.gives("upper") else None
    band = Band(0, upper, inputs.law("rate", inputs.rate("rate"), "rate"))
    answer = by_own_share(inputs.fen("amount"), _fen(inputs, "deductible"), 0, (band,), _given(inputs, "ratio", "rate"))
    return Explained(_parts(answer.value, with_deductible=False), answer.trace)


def _large_sum(inputs: Inputs) -> Explained[Fields]:
    answer = large_sum(
        inputs.fen("amount"),
        _fen(inputs, "paid_before"),
        _law(inputs, "rate", "large_sum_rate", "rate", "employee"),
        _given(inputs, "cap", "yuan"),
    )
    return Explained({"paid": yuan(answer.value)}, answer.trace)


def _major_illness(inputs: Inputs) -> Explained[Fields]:
    answer = major_illness(
        inputs.fen("residual"),
        _law(inputs, "deductible", "major_deductible", "yuan_per_year"),
        _bands(inputs, "segments", "major_rate", "yuan"),
        _given(inputs, "cap", "yuan_per_year"),
    )
    return Explained({"paid": yuan(answer.value)}, answer.trace)


def _combined(inputs: Inputs) -> Explained[Fields]:
    """What the layers pay together, what was out of scope, what of the scope is left to the person."""
    why = Trace()
    total, in_scope = inputs.fen("total"), inputs.fen("in_scope")
    basic, major = inputs.fen("basic_paid"), inputs.fen("major_paid")
    for name, amount in (
        (Words("总费用", "Total"), total),
        (Words("符合范围的费用", "In scope"), in_scope),
        (Words("基本医疗支付", "Basic insurance"), basic),
        (Words("大病保险支付", "Major-illness insurance"), major),
    ):
        why.fact(name, yuan(amount), "yuan")
    together = Words("基本医疗 + 大病保险", "basic + major-illness")
    paid = why.money(Words("基金合计", "Funds together"), basic + major, together, is_result=True)
    fields = {
        "fund_total": yuan(paid),
        "out_of_scope": yuan(total - in_scope),
        "residual_in_scope": yuan(in_scope - paid),
    }
    return why.conclude(
        fields, Words(f"基金共支付{written(paid)}元。", f"The funds pay {written(paid)} yuan together.")
    )


def _outpatient(inputs: Inputs) -> Explained[Fields]:
    """`cap` of the year, of which `paid_before` is used."""
    left = max(0, inputs.fen("cap") - _fen(inputs, "paid_before")) if inputs.gives("cap") else None
    answer = outpatient(
        inputs.fen("amount"),
        _fen(inputs, "cumulative_in_scope"),
        inputs.law("deductible", inputs.number("deductible"), "yuan_per_year"),
        inputs.law("rate", inputs.rate("rate"), "rate"),
        left_fen=left,
    )
    return Explained(_parts(answer.value, with_deductible=True), answer.trace)


def _account_inflow(inputs: Inputs) -> Explained[Fields]:
    """The own rate is the law on file; all of it goes to the account."""
    answer = account_inflow(inputs.fen("base"), _law(inputs, "rate", "employee_rate", "rate", "employee"))
    return Explained({"inflow": yuan(answer.value)}, answer.trace)


def _parts(found: Split, *, with_deductible: bool) -> Fields:
    own = found.self_pay_fen if with_deductible else found.own_fen
    return {
        "deductible_used": yuan(found.deductible_fen),
        "fund": yuan(found.fund_fen),
        "self_pay": yuan(own),
    }


def _bands(inputs: Inputs, name: str, key: str, kind: str) -> tuple[Band, ...]:
    """Those of the case; by policy, those on file for the place where there are any."""
    if inputs.by_policy or not inputs.gives(name):
        try:
            on_file = shipped().table(f"{FAMILY}.{key}", region=place_of_sheet(inputs), on=inputs.on_last_day)
            return bands(on_file, kind)
        except NoLawInForce:
            if not inputs.gives(name):
                raise
    given = inputs.stretches(name)
    return tuple(Band(least, below, inputs.law(name, share, "rate")) for least, below, share in given)


def _fen(inputs: Inputs, name: str) -> Fen:
    return inputs.fen(name) if inputs.gives(name) else Fen(0)


def _given(inputs: Inputs, name: str, unit: str) -> Law | None:
    if not inputs.gives(name):
        return None
    return inputs.law(name, inputs.number(name, most=1 if unit == "rate" else LARGEST), unit)


def _law(inputs: Inputs, name: str, key: str, unit: str, category: str = "") -> Law:
    """Raises NOT_VERIFIED_HERE."""
    return law_of_place(inputs, name, f"{FAMILY}.{key}", unit, category)


_CASES: dict[str, Calculation] = {
    "line_item": _line_item,
    "inpatient_self_pay": _inpatient_self_pay,
    "segment_one": _segment_one,
    "large_sum": _large_sum,
    "major_illness": _major_illness,
    "combined": _combined,
    "outpatient": _outpatient,
    "account_inflow": _account_inflow,
}
for _case, _function in _CASES.items():
    register(FAMILY, _case, _function)
