"""What a bill comes to now: looked through, priced by the catalogue, settled by its insurance. Writes nothing."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from benefits.providers.rules import Care
from benefits.providers.selectors import Rule, rules_of
from benefits.settlement import settlers
from benefits.settlement.models import Stay
from benefits.settlement.reasons import BILL_REFUSED, STAY_ENDED, STAY_WITHDRAWN, UNTIL_WHEN, VISIT_WHOLE, Told
from benefits.settlement.rules.bills import Charged, LineParts, Priced
from benefits.settlement.rules.checks import COVER_ENDED, Finding, Patient, look_through
from benefits.settlement.selectors import Beside, beside, year_before
from enrollment.registry.records import head_of
from siadmin.kernel.months import Month
from siadmin.kernel.reading import one_reading
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`rules`: of the catalogue, one for each line."""

    charged: tuple[Charged, ...]
    rules: tuple[Rule, ...]
    answer: Explained[settlers.Answer]
    flags: tuple[Finding, ...]
    opens_stay: bool
    is_further: bool

    @property
    def lines(self) -> list[tuple[str, LineParts]]:
        return [(line.line, parts) for line, parts in zip(self.charged, self.answer.value.lines, strict=True)]


def reckon(
    stay: Stay, charged: Sequence[Charged], *, until: dt.date, is_last: bool, today: dt.date, records: Collection[int]
) -> Reckoned:
    """By the catalogue of each line's day, the law of the last day, and the year as it stands, under all `records`.

    Raises STAY_WITHDRAWN, STAY_ENDED, UNTIL_WHEN, VISIT_WHOLE, BILL_REFUSED with every problem, and what the insurance
    refuses.
    """
    days = [line.on for line in charged]
    catalogue = rules_of([line.code for line in charged], stay.region_id, min(days), max(days))
    rules = [catalogue.of(line.code, line.on) for line in charged]
    its = beside(stay, until, charged, rules, records, today)
    _check(stay, its, until, is_last, today)
    patient = Patient(stay.person.sex, stay.person.birth_on, its.died_on)
    found = [*look_through(charged, rules, patient, its.around), *_cover_ended(stay, until)]
    if problems := [each for each in found if each.refuses]:
        raise Told(BILL_REFUSED, {"count": len(problems)}, {"problems": [each.as_dict() for each in problems]})
    governing = tuple(rule for rule in rules if rule is not None)
    year = year_before(records, until.year, stay.scheme)
    further = its.before[0].is_further if its.before else year["stays"] > 0
    bill = settlers.Bill(
        insured=settlers.Insured(
            stay.insurance, stay.fund, stay.region_id, settlers.of(stay.scheme).title, stay.insured
        ),
        care=stay.care,
        level=stay.institution.level_of_care,
        on=until,
        lines=[_priced(line, rule) for line, rule in zip(charged, governing, strict=True)],
        year=year,
        opens_stay=not its.before,
        is_further=further,
        deductible_taken_fen=sum(each.deductible_fen for each in its.before),
    )
    answer = settlers.of(stay.scheme).settle(bill)
    flags = tuple(each for each in found if not each.refuses)
    return Reckoned(tuple(charged), governing, answer, flags, not its.before, further)


def _check(stay: Stay, its: Beside, until: dt.date, is_last: bool, today: dt.date) -> None:
    if its.is_withdrawn:
        raise STAY_WITHDRAWN(stay=stay.number)
    for each in its.before:
        if each.is_last:
            raise STAY_ENDED(stay=stay.number, until=each.until, number=each.number)
    least = max([stay.admitted_on, *(each.until for each in its.before)])
    if not least <= until <= today:
        raise UNTIL_WHEN(until=until)
    if stay.care == Care.OUTPATIENT and (until != stay.admitted_on or not is_last):
        raise VISIT_WHOLE()


def _cover_ended(stay: Stay, until: dt.date) -> list[Finding]:
    """A flag where the person is not covered any more on the last day; cover goes by months."""
    if Month.of(until) == Month.of(stay.admitted_on):
        return []
    try:
        with one_reading():
            settlers.of(stay.scheme).eligible(head_of(stay.person), until)
    except Refusal as refusal:
        zh, en = refusal.zh.rstrip("。"), refusal.en.rstrip(".")
        return [Finding(COVER_ENDED(until=until, why_zh=zh, why_en=en), "", False)]
    return []


def _priced(line: Charged, rule: Rule) -> Priced:
    return Priced(line.unit_price, line.quantity, rule.item_class, rule.advance_ppm, rule.limit, rule.source)
