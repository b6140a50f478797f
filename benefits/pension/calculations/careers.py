"""Worked cases of the family `pension` over a career and after it: index, award, adjustment, disability, death."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from benefits.pension.rules.adjustment import AdjustmentFacts, AdjustmentLaw, adjustment
from benefits.pension.rules.award import AwardFacts, AwardLaw, monthly_award
from benefits.pension.rules.contribution_record import Spell, index_average
from benefits.pension.rules.death import (
    DeathFacts,
    SurvivorLaw,
    death_benefits,
    inheritance,
    stops_from,
)
from benefits.pension.rules.disability import DisabilityFacts, DisabilityLaw, disability_allowance
from benefits.pension.rules.entitlement import Choice, LumpLaw, NoticeLaw, ShortFacts, minimum_met, pension_start
from benefits.pension.rules.resettlement import resettled
from benefits.pension.rules.special_jobs import SpecialJob, SpecialLaw, SpecialWork, special_window
from enrollment.participation.rules.retirement import RetirementGroup, RetirementLaw, flexible_window
from siadmin.kernel.calculators import Fields, register
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.cases import law_of_case
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.places import place_code

FAMILY = "pension"
_SCHEME_PLACES = {"beijing": "110000"}
_PLAN = "pension.adjustment_fixed"  # what every plan of a year begins with
_MOST_MONTHS, _MOST_AGE, _MOST_YEARS = 1200, 130, 100


def _index_average(inputs: Inputs) -> Explained[Fields]:
    """`decimals` is how a sheet prints the index; the province's where it is not given."""
    if inputs.gives("decimals"):
        decimals = inputs.law("decimals", inputs.whole("decimals", most=10), "decimals")
    else:
        decimals = shipped().law("pension.index_decimals", region=place_code(inputs.region), on=inputs.on)
    total, periods = inputs.number("sum_of_indices"), inputs.number("periods")
    answer = index_average(total, periods, decimals)
    return Explained({"index": answer.value}, answer.trace)


def _award(inputs: Inputs) -> Explained[Fields]:
    """`as_of`: the month of retirement. `history`: spells, each with its `average` or the `year` of it on file."""
    region = place_code(inputs.region)
    facts = AwardFacts(
        region=region,
        spells=[_spell(each, region) for each in inputs.parts("history")],
        balance_fen=inputs.fen("balance"),
        age_months=inputs.whole("age_months", most=_MOST_AGE * 12),
        deemed_months=_months(inputs, "deemed_months"),
        before_account_months=_months(inputs, "before_account_months"),
        transitional_index=inputs.number("transitional_index") if inputs.gives("transitional_index") else None,
        old_way_fen=inputs.fen("old_way") if inputs.gives("old_way") else None,
    )
    answer = monthly_award(facts, AwardLaw.from_book(shipped(), region=region, on=inputs.on))
    award = answer.value
    fields: Fields = {
        "basic": yuan(award.basic_fen),
        "account": yuan(award.account_fen),
        "transitional": yuan(award.transitional_fen),
        "total": yuan(award.total_fen),
        "months": award.months,
        "index": award.index,
        "provisional": "yes" if award.is_provisional else "no",
    }
    return Explained(fields, answer.trace)


def _resettlement(inputs: Inputs) -> Explained[Fields]:
    months = inputs.whole("months", most=_MOST_MONTHS)
    answer = resettled(inputs.fen("paid"), inputs.fen("due"), months)
    found = answer.value
    return Explained({"monthly": yuan(found.monthly_fen), "difference": yuan(found.difference_fen)}, answer.trace)


def _start(inputs: Inputs) -> Explained[Fields]:
    """`as_of`: the day the question is asked; `chosen`: the month of retirement asked for."""
    group = RetirementGroup(inputs.choice("group", tuple(RetirementGroup)))
    window = flexible_window(inputs.month("birth_month"), group, RetirementLaw.from_book(shipped(), on=inputs.on))
    if inputs.gives("special_job"):
        work = SpecialWork(
            SpecialJob(inputs.choice("special_job", tuple(SpecialJob))),
            inputs.whole("special_months", most=_MOST_MONTHS),
        )
        law = SpecialLaw.from_book(shipped(), work.job, group, on=inputs.on)
        window = special_window(window, inputs.month("birth_month"), work, law)
    chosen = inputs.month("chosen")
    choice = Choice(
        chosen,
        inputs.whole("paid_months", most=_MOST_MONTHS),
        inputs.month("noticed_in") if inputs.gives("noticed_in") else None,
        has_employer=not inputs.gives("employer") or inputs.choice("employer", ("yes", "no")) == "yes",
        is_for_the_job=inputs.gives("special_job"),
    )
    notice = NoticeLaw(*(_national("retirement.flexible_notice_months", inputs.on, each) for each in ("early", "late")))
    answer = pension_start(choice, window, _minimum_of(chosen), notice)
    start = answer.value
    return Explained({"timing": str(start.timing), "first_payment": start.first_payment}, answer.trace)


def _minimum(inputs: Inputs) -> Explained[Fields]:
    facts = ShortFacts(
        inputs.whole("paid_months", most=_MOST_MONTHS),
        inputs.month("first_insured"),
        _months(inputs, "paid_on_months"),
    )
    law = LumpLaw(
        _national("pension.lump_insured_before", inputs.on, "employee"),
        _national("pension.lump_after_paying_on_months", inputs.on, "employee"),
    )
    answer = minimum_met(facts, _minimum_of(Month.of(inputs.on)), law)
    options = [str(each) for each in answer.value.options]
    return Explained({"missing_months": answer.value.missing_months, "options": options}, answer.trace)


def _disability(inputs: Inputs) -> Explained[Fields]:
    facts = DisabilityFacts(
        months_to_age=inputs.whole("months_to_age", most=_MOST_MONTHS),
        paid_months=inputs.whole("paid_months", most=_MOST_MONTHS),
        base_fen=inputs.fen("base_pension"),
        other_items_fen=inputs.fen("other_items"),
        appraised_in=inputs.month("appraised_in"),
    )
    law = DisabilityLaw.from_book(shipped(), on=inputs.on)
    answer = disability_allowance(facts, _minimum_of(Month.of(inputs.on)), law)
    found = answer.value
    fields: Fields = {
        "kind": str(found.kind),
        "monthly": yuan(found.monthly_fen),
        "months": found.months,
        "appraise_before": found.appraise_before,
    }
    return Explained(fields, answer.trace)


def _adjustment(inputs: Inputs) -> Explained[Fields]:
    """`scheme`: a plan by place and year (`beijing-2025`); without it, that of the region and day."""
    if inputs.gives("scheme"):
        plans = _plans()
        region, on = plans[inputs.choice("scheme", tuple(plans))]
    else:
        region, on = place_code(inputs.region), inputs.on
    facts = AdjustmentFacts(
        inputs.fen("pension"), inputs.whole("years", most=_MOST_YEARS), inputs.whole("age", most=_MOST_AGE)
    )
    answer = adjustment(facts, AdjustmentLaw.from_book(shipped(), region=region, on=on))
    return Explained({"increase": yuan(answer.value)}, answer.trace)


def _plans() -> dict[str, tuple[str, dt.date]]:
    """The plans on file, each by place and the year in which it begins: its region and first day."""
    return {
        f"{place}-{row.valid_from.year}": (row.region, row.valid_from)
        for place, region in _SCHEME_PLACES.items()
        for row in shipped().rows
        if (row.key, row.region) == (_PLAN, region)
    }


def _survivor(inputs: Inputs) -> Explained[Fields]:
    """`monthly_income`: a month's; on file it is the province's of the year, so a national case states its own."""
    inputs.choice("rounding", ("fen",))
    retired = inputs.choice("status", ("working", "retired")) == "retired"
    paid = _months_or_years(inputs, "contribution")
    drawn = _months_or_years(inputs, "retired") if retired else None
    elsewhere = inputs.gives("funeral_elsewhere") and inputs.choice("funeral_elsewhere", ("yes", "no")) == "yes"
    answer = death_benefits(
        DeathFacts(paid, drawn, elsewhere), _income(inputs), SurvivorLaw.from_book(shipped(), on=inputs.on)
    )
    found = answer.value
    fields: Fields = {
        "pension_months": _number(found.months),
        "funeral": yuan(found.funeral_fen),
        "pension": yuan(found.survivors_fen),
        "total": yuan(found.total_fen),
    }
    return Explained(fields, answer.trace)


def _inheritance(inputs: Inputs) -> Explained[Fields]:
    answer = inheritance(inputs.fen("balance"), inputs.fen("drawn"))
    return Explained({"inherited": yuan(answer.value)}, answer.trace)


def _stop_month(inputs: Inputs) -> Explained[Fields]:
    died_in = inputs.month("died_in")
    law = _national("pension.last_paid_after_death_months", died_in.first_day, "employee")
    answer = stops_from(died_in, law)
    return Explained({"stops_from": answer.value}, answer.trace)


def _spell(given: Inputs, region: str) -> Spell:
    if given.gives("average"):
        average = given.law("average", given.number("average", least=1), "yuan_per_month")
    else:
        on = dt.date(given.whole("year", least=1951, most=2199), 1, 1)
        average = shipped().law("wage.average_month", region=region, category="full_calibre", on=on)
    return Spell(given.fen("base"), average, given.whole("months", most=_MOST_MONTHS))


def _income(inputs: Inputs) -> Law:
    if inputs.gives("monthly_income") and place_code(inputs.region) == NATIONAL:
        return inputs.law("monthly_income", inputs.number("monthly_income"), "yuan_per_month")
    key, unit = "income.urban_disposable_year", "yuan_per_month"
    return law_of_case(inputs, "monthly_income", key, unit, category="")


def _months_or_years(inputs: Inputs, name: str) -> int:
    if inputs.exactly_one(f"{name}_years", f"{name}_months") == f"{name}_months":
        return inputs.whole(f"{name}_months", most=_MOST_MONTHS)
    return inputs.whole(f"{name}_years", most=_MOST_YEARS) * 12


def _months(inputs: Inputs, name: str) -> int:
    return inputs.whole(name, most=_MOST_MONTHS) if inputs.gives(name) else 0


def _number(months: Fraction) -> int | Decimal:
    """Whole months as a number, parts as decimals (19.25)."""
    if months.denominator == 1:
        return months.numerator
    return (Decimal(months.numerator) / months.denominator).quantize(Decimal("0.0001"))


def _minimum_of(month: Month) -> Law:
    return _national("pension.minimum_years_months", dt.date(month.year, 12, 31), "employee")


def _national(key: str, on: dt.date, category: str) -> Law:
    return shipped().law(key, region=NATIONAL, category=category, on=on)


register(FAMILY, "index_average", _index_average)
register(FAMILY, "award", _award)
register(FAMILY, "resettlement", _resettlement)
register(FAMILY, "start", _start)
register(FAMILY, "minimum", _minimum)
register(FAMILY, "disability", _disability)
register(FAMILY, "adjustment", _adjustment)
register(FAMILY, "survivor", _survivor)
register(FAMILY, "inheritance", _inheritance)
register(FAMILY, "stop_month", _stop_month)
