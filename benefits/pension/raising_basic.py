"""A new basic amount of the residents' pension is a measure: who draws one rises to it (国发〔2014〕8号 §6)."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.db.models import QuerySet, Sum

from benefits.payments.models import Ending, EndingKind, Entitlement, Rise, RiseLine
from benefits.payments.rules.rising import RiseState
from benefits.pension.rules.residents import basic_rise
from benefits.pension.schemes.residents import BASIC, CODE, RISEN
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.models import Value
from siadmin.policy.names import name_of
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import own_value

KEY = "pension.resident_basic_month"
RAISE = Path(__file__).resolve().parent / "sql" / "raise_basic.sql"
NOT_A_NEW_AMOUNT = Reason(
    "pension_no_new_basic_amount",
    "地区 {region} 的基础养老金标准不自 {month} 起变动：现行标准自 {since} 起执行。",
    "The basic amount of region {region} does not change in {month}: the one of that month holds from {since} on.",
    "选择新标准开始执行的月份；新标准未登记的，请政策管理人员登记。",
    "Choose the month in which the new amount begins, or have the policy officers record it.",
)
LATER_RISE_STANDS = Reason(
    "pension_later_basic_rise",
    "{month} 起的基础养老金调整已有批次 {number}，不能再补做更早月份的调整。",
    "The basic amount from {month} on has {number} already; one of an earlier month cannot follow it.",
    "后一批次未执行的，先作废，再按月份先后办理。",
    "Cancel the later one if it is not in payment, then take them in the order of their months.",
)
EARLIER_RISE_FIRST = Reason(
    "pension_earlier_basic_rise_first",
    "在付的基础养老金低于此前自 {month} 起执行的标准，该次调整还没有执行。",
    "Basic parts in payment are below the amount that holds from {month} on, before this one.",
    "先办理 {month} 起的调整，再办理本次调整。",
    "Put the rise from {month} on in payment first.",
)


class BasicAmountRaised:
    """From the month of the new amount on, for everybody in payment; by the amount of the place alone."""

    code = "residents_basic"
    title = Words("城乡居民基础养老金标准提高", "Basic amount of residents' pensions raised")
    basis = Words(
        "社会保险法第20条；国发〔2014〕8号第六条；当地提高基础养老金标准的通知",
        "SIL 20; State Council [2014] 8, §6; the place's notice of the new amount",
    )
    fund: str = Fund.PENSION_RESIDENT
    component = RISEN
    leaves_out: Words | None = None
    follows_grants = True

    def begins(self, first: Month, last: Month) -> Collection[Month]:
        found = Value.objects.filter(
            series__key=KEY, superseded_at=None, starts_on__gte=first.first_day, starts_on__lt=(last + 1).first_day
        )
        return {Month.of(day) for day in found.values_list("starts_on", flat=True)}

    def laws(self, region: Region, from_month: Month) -> Collection[tuple[Words, Law]]:
        """Raises NOT_A_NEW_AMOUNT, LATER_RISE_STANDS, EARLIER_RISE_FIRST, NOT_VERIFIED_HERE."""
        law = _law(region.pk, from_month.first_day)
        if law.starts_on != from_month.first_day:
            raise NOT_A_NEW_AMOUNT(region=region.pk, month=from_month, since=law.starts_on)
        later = Rise.objects.filter(region=region, measure=self.code, from_month__gt=from_month)
        if stands := later.exclude(state=RiseState.CANCELLED).order_by("from_month").first():
            raise LATER_RISE_STANDS(month=stands.from_month, number=stands.number)
        self._after_the_earlier(region, from_month)
        return [(name_of(law.key), law)]

    def _after_the_earlier(self, region: Region, from_month: Month) -> None:
        """Whoever draws less than the amount of the month before would lose the months in between."""
        before = _law_before(region.pk, from_month)
        if before is None or before.starts_on is None:
            return
        month = Month.of(before.starts_on)
        done = Rise.objects.filter(region=region, measure=self.code, from_month=month, state=RiseState.DONE)
        if not done.exists() and _below(region.pk, fen(before.value, HALF_UP), from_month).exists():
            raise EARLIER_RISE_FIRST(month=month)

    def reckon(self, rise: Rise, first: int, last: int) -> tuple[int, int]:
        given: dict[str, Any] = {
            "rise": rise.pk, "region": rise.region_id, "fund": rise.fund, "scheme": CODE, "parts": [BASIC, RISEN],
            "from_month": rise.from_month.first_day, "first": first, "last": last, "amount_fen": _amount(rise),
        }  # fmt: skip
        ((people, more),) = run_sql(RAISE, given)
        return int(people), int(more)

    def may_rise(self, rise: Rise) -> QuerySet[Entitlement]:
        """As `reckon`: whose basic part without an end is below the amount."""
        return _below(rise.region_id, _amount(rise), rise.from_month)

    def explained(self, line: RiseLine) -> Explained[Fen]:
        return basic_rise(line.before_fen, _law(line.rise.region_id, line.rise.from_month.first_day))


def _below(region: str, amount_fen: int, month: Month) -> QuerySet[Entitlement]:
    """Not ended by that month."""
    ended = Ending.objects.filter(kind=EndingKind.ENDED, from_month__lte=month)
    own = Entitlement.objects.filter(region=region, fund=Fund.PENSION_RESIDENT, scheme=CODE)
    own = own.filter(components__component__in=[BASIC, RISEN], components__before_month=None)
    below = own.annotate(basic_fen=Sum("components__amount_fen")).filter(basic_fen__lt=amount_fen)
    return below.exclude(pk__in=ended.values("entitlement"))


def _amount(rise: Rise) -> Fen:
    return fen(_law(rise.region_id, rise.from_month.first_day).value, HALF_UP)


def _law(region: str, on: dt.date) -> Law:
    return own_value(StoredLawBook(), KEY, region=region, category="resident", on=on)


def _law_before(region: str, from_month: Month) -> Law | None:
    """That of the month before, where the place had one of its own."""
    try:
        return _law(region, (from_month - 1).first_day)
    except Refusal:
        return None
