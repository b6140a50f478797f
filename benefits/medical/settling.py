"""Medical insurance joins direct settlement: who is insured as what on a day, and what a bill comes to."""

import datetime as dt
from dataclasses import asdict
from decimal import Decimal

from benefits.claims.rules.assessed import Rhythm
from benefits.medical.items import ITEMS
from benefits.medical.rules.law import Away, Care, CareLaw, Insured, Scheme
from benefits.medical.rules.order import Bill, Year, added_up, settle
from benefits.medical.rules.scope import CatalogueClass, LineScope, line_scope
from benefits.payments.models import Component
from benefits.settlement import settlers
from benefits.settlement.rules.bills import LineParts, Parts, Priced
from enrollment.coverage.protocols import unpaid_months
from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import FUND_OF, Insurance, ResidentScheme
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value

NOT_INSURED = Reason(
    "medical_not_insured",
    "{on} 没有参加基本医疗保险，也不是退休后享受待遇的人员。",
    "Not insured for medical care on {on}, nor retired with care for life.",
    "核对参保状态；参保后再结算。",
    "Check where the person is insured; care is settled from then on.",
)
UNPAID = Reason(
    "medical_unpaid",
    "{month}的医疗保险费到期未缴，费用暂不能直接结算。",
    "The medical contribution of {month} is due and was not paid: bills are not settled directly.",
    "补缴到账后再结算。",
    "Settle once it was paid.",
)
_MEDICAL = (Insurance.MEDICAL, ResidentScheme.MEDICAL)
_WORDS = {
    Scheme.EMPLOYEE: Words("职工基本医疗保险", "Employees' medical insurance"),
    Scheme.RESIDENT: Words("城乡居民基本医疗保险", "Residents' medical insurance"),
}
_RETIRED = Words("退休人员", "retired")


class MedicalSettler:
    code = "medical"
    title = Words("基本医疗保险", "Medical insurance")
    items = ITEMS

    def eligible(self, person: Person, on: dt.date) -> Explained[settlers.Insured]:
        """Insured in the month of the day and nothing due unpaid; or retired having paid long enough (SIL 27).

        Raises NOT_INSURED, UNPAID, NOT_VERIFIED_HERE.
        """
        month = Month.of(on)
        periods = list(
            InsuredPeriod.objects.filter(person__in=records_of(person.pk), insurance__in=_MEDICAL).order_by(
                "from_month"
            )
        )
        now = [each for each in periods if _covers(each, month)]
        found = next((each for each in now if each.insurance == Insurance.MEDICAL), next(iter(now), None))
        if found is None:
            return self._retired(person, on, periods)
        scheme = Scheme.EMPLOYEE if found.insurance == Insurance.MEDICAL else Scheme.RESIDENT
        for unpaid in unpaid_months.call(person.pk, on):
            if unpaid.due_on < on and found.insurance in unpaid.insurances:
                raise UNPAID(month=unpaid.month)
        months = _without_a_gap(periods, found.insurance, month)
        return _insured(found.insurance, found.region_id, Insured(scheme, months=months))

    def _retired(self, person: Person, on: dt.date, periods: list[InsuredPeriod]) -> Explained[settlers.Insured]:
        month = Month.of(on)
        own = [each for each in periods if each.insurance == Insurance.MEDICAL and each.from_month <= month]
        last = own[-1] if own else None
        if last is None or last.ended_because != PeriodEnd.RETIRED or not _draws_a_pension(person, month):
            raise NOT_INSURED(on=on)
        needed = value(
            StoredLawBook(), "medical.retired_paid_months", region=last.region_id, on=on, category=person.sex
        )
        months = sum(_months(each, month) for each in own)
        if months < needed.value:
            raise NOT_INSURED(on=on)
        return _insured(last.insurance, last.region_id, Insured(Scheme.EMPLOYEE, is_retired=True, months=months))

    def settle(self, bill: settlers.Bill) -> Explained[settlers.Answer]:
        """The order of the law (`rules.order`). Raises NOT_VERIFIED_HERE."""
        told = bill.insured.facts
        insured = Insured(Scheme(told["scheme"]), is_retired=told["is_retired"], months=told["months"])
        law = CareLaw.from_book(
            StoredLawBook(), region=bill.insured.region, on=bill.on, insured=insured, care=Care(bill.care),
            level=bill.level, away=Away(told["away"]) if told["away"] else None,
        )  # fmt: skip
        lines = [_scope(line) for line in bill.lines]
        found = settle(
            Bill(
                added_up(lines),
                opens_stay=bill.opens_stay,
                is_further=bill.is_further,
                deductible_taken_fen=bill.deductible_taken_fen,
            ),
            Year(**bill.year),
            law,
        )
        settled = found.value
        parts = Parts(
            charged_fen=settled.charged_fen,
            out_of_scope_fen=settled.out_of_scope_fen,
            deductible_fen=settled.deductible_fen,
            pool_fen=settled.pool_fen,
            large_fen=settled.large_fen,
            major_fen=settled.major_fen,
            own_in_scope_fen=settled.own_in_scope_fen,
        )
        return Explained(settlers.Answer(tuple(map(_parts, lines)), parts, asdict(settled.year)), found.trace)


def _scope(line: Priced) -> LineScope:
    limit = None if line.limit is None else Law("limit", Decimal(line.limit) / 10_000, "yuan", line.source, "official")
    advance = (
        Law("advance", Decimal(line.advance_ppm) / 1_000_000, "rate", line.source, "official")
        if line.advance_ppm
        else None
    )
    return line_scope(line.price, line.times, CatalogueClass(line.item_class), limit=limit, advance=advance).value


def _parts(scope: LineScope) -> LineParts:
    return LineParts(scope.charged_fen, scope.over_limit_fen, scope.excluded_fen, scope.advance_fen, scope.in_scope_fen)


def _insured(insurance: str, region: str, found: Insured) -> Explained[settlers.Insured]:
    words = _WORDS[found.scheme]
    if found.is_retired:
        words = Words(f"{words.zh}（{_RETIRED.zh}）", f"{words.en} ({_RETIRED.en})")
    why = Trace()
    why.fact(Words("参保身份", "Insured as"), words, "text")
    why.fact(Words("统筹地区", "Pooling region"), region, "text")
    why.fact(Words("参保月数", "Months insured"), found.months, "months")
    facts = {"scheme": str(found.scheme), "is_retired": found.is_retired, "months": found.months, "away": ""}
    return why.conclude(settlers.Insured(insurance, FUND_OF[insurance], region, words, facts), words)


def _covers(period: InsuredPeriod, month: Month) -> bool:
    return period.from_month <= month and (period.before_month is None or month < period.before_month)


def _months(period: InsuredPeriod, until: Month) -> int:
    """Insured to a month, that month included."""
    end = until + 1 if period.before_month is None else min(period.before_month, until + 1)
    return max(0, end.index - period.from_month.index)


def _without_a_gap(periods: list[InsuredPeriod], insurance: str, month: Month) -> int:
    """Months of an insurance without a gap, up to and with this one."""
    since = month + 1
    for each in sorted(periods, key=lambda period: period.from_month, reverse=True):
        if each.insurance == insurance and each.from_month < since:
            end = each.before_month or month + 1
            if min(end, month + 1) < since:
                break
            since = each.from_month
    return (month + 1).index - since.index


def _draws_a_pension(person: Person, month: Month) -> bool:
    drawn = Component.objects.filter(
        entitlement__person__in=records_of(person.pk), entitlement__insurance=Insurance.PENSION,
        rhythm=Rhythm.MONTHLY, from_month__lte=month,
    )  # fmt: skip
    return drawn.exclude(entitlement__endings__from_month__lte=month, entitlement__endings__kind="ended").exists()
