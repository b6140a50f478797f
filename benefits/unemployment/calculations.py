"""Worked cases of the family `unemployment`.

A case that gives a value of the law itself is answered with it; asked for policy, and where nothing is given, the value
on file for region and day counts. A month given as the day of a case is looked up on its last day.
"""

from benefits.unemployment.rules.amount import AmountLaw, monthly_benefit, share_of_minimum_wage
from benefits.unemployment.rules.death import death_benefit
from benefits.unemployment.rules.duration import DurationLaw, benefit_months, carried
from benefits.unemployment.rules.entitlement import EntitlementLaw, Facts, Separation, entitlement
from benefits.unemployment.rules.grants import (
    MigrantLaw,
    childbirth,
    has_new_work,
    job_seeking,
    migrant_grant,
    paid_at_once,
    skill_subsidy,
)
from benefits.unemployment.rules.medical import medical_law, medical_paid_by_fund
from benefits.unemployment.rules.nearing import extension
from benefits.unemployment.rules.stopping import MonthFacts, StopLaw, month_verdict
from siadmin.kernel.calculators import Calculation, Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.money import yuan
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.cases import MOST_MONTHS, law_of_place
from siadmin.policy.files import shipped
from siadmin.policy.places import place_code

FAMILY = "unemployment"
_EVENTS = ("reemployed", "conscripted", "emigrated", "on_pension", "imprisoned", "died")


def _entitlement(inputs: Inputs) -> Explained[Fields]:
    decided = "decided_involuntary"
    facts = Facts(
        paid_months=_months(inputs, "paid_months"),
        unused_months=_months(inputs, "unused_months") if inputs.gives("unused_months") else 0,
        separation=Separation(inputs.choice("separation", tuple(Separation))),
        registered=inputs.flag("registered"),
        seeking=inputs.flag("seeking"),
        decided_involuntary=inputs.flag(decided) if inputs.gives(decided) else None,
    )
    answer = entitlement(facts, EntitlementLaw.from_book(shipped(), region=_region(inputs), on=inputs.on_last_day))
    return Explained({"entitled": "no" if answer.value else "yes", "unmet": [*map(str, answer.value)]}, answer.trace)


def _duration(inputs: Inputs) -> Explained[Fields]:
    law = DurationLaw.from_book(shipped(), region=_region(inputs), on=inputs.on_last_day)
    answer = benefit_months(_months(inputs, "months_paid"), law)
    return Explained({"months": answer.value}, answer.trace)


def _carry(inputs: Inputs) -> Explained[Fields]:
    answer = carried(
        _months(inputs, "new_months"),
        _months(inputs, "unused_months"),
        _law(inputs, "cap", "merged_cap_months", "months"),
    )
    return Explained({"months": answer.value}, answer.trace)


def _amount(inputs: Inputs) -> Explained[Fields]:
    law = AmountLaw.from_book(shipped(), region=_region(inputs), on=inputs.on_last_day)
    month = inputs.whole("benefit_month", least=1, most=MOST_MONTHS)
    answer = monthly_benefit(_months(inputs, "months_paid"), month, law, extended=inputs.flag("extended"))
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _amount_pct(inputs: Inputs) -> Explained[Fields]:
    wage = _law(inputs, "min_wage", "wage.minimum_month", "yuan_per_month")
    answer = share_of_minimum_wage(wage, _law(inputs, "pct", "benefit_ratio_of_minimum_wage", "rate"))
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _medical(inputs: Inputs) -> Explained[Fields]:
    answer = medical_paid_by_fund(medical_law(shipped(), region=_region(inputs), on=inputs.on_last_day))
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _job_seeking(inputs: Inputs) -> Explained[Fields]:
    answer = job_seeking(
        inputs.fen("avg_base"),
        _months(inputs, "months_drawn"),
        _law(inputs, "rate", "job_seeking_rate", "rate"),
        _law(inputs, "most_months", "job_seeking_most_months", "months"),
    )
    found = answer.value
    return Explained({"monthly": yuan(found.month_fen), "total": yuan(found.total_fen)}, answer.trace)


def _reemployed_half(inputs: Inputs) -> Explained[Fields]:
    """`contract_months` and `insured_months`, where they are given, must be long enough."""
    why = Trace()
    if inputs.gives("contract_months") or inputs.gives("insured_months"):
        why = has_new_work(
            _months(inputs, "contract_months"),
            _months(inputs, "insured_months"),
            _law(inputs, "contract_needed", "reemployed_contract_months", "months"),
            _law(inputs, "insured_needed", "reemployed_insured_months", "months"),
        )
    return _at_once(inputs, "reemployed_share", why)


def _startup(inputs: Inputs) -> Explained[Fields]:
    return _at_once(inputs, "startup_share", Trace())


def _at_once(inputs: Inputs, key: str, before: Trace) -> Explained[Fields]:
    share = _law(inputs, "share", key, "rate")
    answer = paid_at_once(inputs.fen("monthly"), _months(inputs, "remaining_months"), share)
    found = answer.value
    fields = {"lump": yuan(found.lump_fen), "months_used": found.months_used, "months_left": found.months_left}
    return Explained(fields, Trace(answer.trace.sentence, [*before.steps, *answer.trace.steps]))


def _childbirth(inputs: Inputs) -> Explained[Fields]:
    answer = childbirth(inputs.fen("monthly"), _law(inputs, "months", "childbirth_months", "months"))
    return Explained({"lump": yuan(answer.value)}, answer.trace)


def _migrant_grant(inputs: Inputs) -> Explained[Fields]:
    law = MigrantLaw(
        qualifying=_law(inputs, "needed_months", "migrant_qualifying_months", "months"),
        month=_law(inputs, "month", "migrant_month", "yuan_per_month"),
        months_a_year=_law(inputs, "months_a_year", "migrant_months_a_year", "months"),
        most_months=_law(inputs, "most_months", "migrant_most_months", "months"),
    )
    answer = migrant_grant(_months(inputs, "months_worked"), law)
    return Explained({"lump": yuan(answer.value)}, answer.trace)


def _skill_subsidy(inputs: Inputs) -> Explained[Fields]:
    grade = "skill_" + inputs.choice("grade", ("junior", "middle", "senior"))
    answer = skill_subsidy(
        _months(inputs, "insured_months"),
        _law(inputs, "needed_months", "skill_qualifying_months", "months"),
        _law(inputs, "standard", "skill_subsidy", "yuan", grade),
    )
    return Explained({"amount": yuan(answer.value)}, answer.trace)


def _death(inputs: Inputs) -> Explained[Fields]:
    answer = death_benefit(
        _law(inputs, "avg_wage", "wage.on_post_average_month", "yuan_per_month"),
        _law(inputs, "funeral_months", "funeral_months", "months"),
        _law(inputs, "survivors_months", "survivors_months", "months"),
        funeral_elsewhere=inputs.flag("funeral_elsewhere"),
    )
    found = answer.value
    fields = {
        "funeral": yuan(found.funeral_fen),
        "pension": yuan(found.survivors_fen),
        "total": yuan(found.total_fen),
    }
    return Explained(fields, answer.trace)


def _near_retirement(inputs: Inputs) -> Explained[Fields]:
    answer = extension(
        inputs.month("first_month"),
        inputs.month("last_month"),
        inputs.month("retirement_month"),
        _law(inputs, "near_months", "near_retirement_months", "months"),
    )
    found = answer.value
    fields = {"months": found.months, "last_month": found.last_month, "pension_from": found.pension_from}
    return Explained(fields, answer.trace)


def _stop(inputs: Inputs) -> Explained[Fields]:
    facts = MonthFacts(
        drawn_months=_months(inputs, "drawn_months"),
        spell_months=_months(inputs, "spell_months"),
        refusals=inputs.whole("refusals", most=MOST_MONTHS) if inputs.gives("refusals") else 0,
        **{event: inputs.flag(event) for event in _EVENTS},
    )
    answer = month_verdict(facts, StopLaw.from_book(shipped(), region=_region(inputs), on=inputs.on_last_day))
    found = answer.value
    fields = {"verdict": str(found.verdict), "reasons": [*map(str, found.reasons)], "months_kept": found.kept_months}
    return Explained(fields, answer.trace)


def _months(inputs: Inputs, name: str) -> int:
    return inputs.whole(name, most=MOST_MONTHS)


def _region(inputs: Inputs) -> str:
    return place_code(inputs.region)


def _law(inputs: Inputs, name: str, key: str, unit: str, category: str = "") -> Law:
    """Raises NOT_VERIFIED_HERE."""
    return law_of_place(inputs, name, key if "." in key else f"{FAMILY}.{key}", unit, category)


_CASES: dict[str, Calculation] = {
    "entitlement": _entitlement,
    "duration": _duration,
    "carry": _carry,
    "amount": _amount,
    "amount_pct": _amount_pct,
    "medical": _medical,
    "job_seeking": _job_seeking,
    "reemployed_half": _reemployed_half,
    "startup": _startup,
    "childbirth": _childbirth,
    "migrant_grant": _migrant_grant,
    "skill_subsidy": _skill_subsidy,
    "death": _death,
    "near_retirement": _near_retirement,
    "stop": _stop,
}
for _case, _function in _CASES.items():
    register(FAMILY, _case, _function)
