"""Monthly benefits of injuries rise by the province's notice: three measures, one for each of them (WIR 40)."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from benefits.injury.rules.raising import raised
from benefits.injury.selectors.at_age import ALLOWANCE, NURSING
from benefits.injury.selectors.notices import begins_in, notice_months, raise_law
from benefits.injury.selectors.sharing import MONTHLY
from benefits.injury.words import RAISED
from benefits.payments.models import Component, Ending, EndingKind, Entitlement, Rise, RiseLine
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.names import name_of

SQL = Path(__file__).resolve().parent / "sql" / "raise.sql"
NO_NEW_NOTICE = Reason(
    "injury_no_new_notice",
    "地区 {region} 没有自 {month} 起执行的工伤待遇调整通知。",
    "Region {region} has no notice that raises this benefit from {month} on.",
    "选择通知规定的月份；通知未登记的，请政策管理人员登记。",
    "Choose the month of the notice, or have the policy officers record it.",
)


class InjuryBenefitRaised:
    """From the month of the notice on, for who drew it before. `scheme` names the benefit and its law's category."""

    fund: str = Fund.INJURY
    basis = Words("工伤保险条例第40条；所在省的调整通知", "WIR 40; the province's notice")
    leaves_out: Words | None = None
    follows_grants = True

    def __init__(self, scheme: str, title: Words) -> None:
        self.scheme, self.title = scheme, title
        self.code, self.component = f"{scheme}_raised", RAISED[scheme]

    def begins(self, first: Month, last: Month) -> Collection[Month]:
        return notice_months(self.scheme, first, last)

    def laws(self, region: Region, from_month: Month) -> Collection[tuple[Words, Law]]:
        """Raises NO_NEW_NOTICE, NOT_VERIFIED_HERE."""
        law = raise_law(self.scheme, region.pk, from_month)
        if not begins_in(law, from_month):
            raise NO_NEW_NOTICE(region=region.pk, month=from_month)
        return [(name_of(each.key), each) for each in (law.fixed, law.share)]

    def reckon(self, rise: Rise, first: int, last: int) -> tuple[int, int]:
        law = raise_law(self.scheme, rise.region_id, rise.from_month)
        given: dict[str, Any] = {
            "rise": rise.pk, "opened_at": rise.opened_at, "region": rise.region_id, "fund": rise.fund,
            "scheme": self.scheme, "parts": self._parts(), "first": first, "last": last,
            "from_month": rise.from_month.first_day, "sequence": rise.sequence, "measure": self.code,
            "fixed": str(law.fixed.value), "share": str(law.share.value),
        }  # fmt: skip
        ((people, more),) = run_sql(SQL, given)
        return int(people), int(more)

    def may_rise(self, rise: Rise) -> QuerySet[Entitlement]:
        """As `reckon`: who drew it before its month, and has not been ended."""
        month = rise.from_month
        goes_on = Q(before_month=None) | Q(before_month__gt=month)
        drawn = Component.objects.filter(goes_on, component__in=self._parts(), from_month__lt=month)
        ended = Ending.objects.filter(kind=EndingKind.ENDED, from_month__lte=month)
        own = Entitlement.objects.filter(region=rise.region_id, fund=rise.fund, scheme=self.scheme)
        return own.filter(pk__in=drawn.values("entitlement")).exclude(pk__in=ended.values("entitlement"))

    def explained(self, line: RiseLine) -> Explained[Fen]:
        return raised(line.before_fen, raise_law(self.scheme, line.rise.region_id, line.rise.from_month))

    def _parts(self) -> list[str]:
        return [self.scheme, self.component]


MEASURES = (
    InjuryBenefitRaised(ALLOWANCE, Words("伤残津贴年度调整", "Yearly adjustment of injury allowances")),
    InjuryBenefitRaised(NURSING, Words("生活护理费年度调整", "Yearly adjustment of nursing")),
    InjuryBenefitRaised(MONTHLY, Words("供养亲属抚恤金年度调整", "Yearly adjustment of dependants' pensions")),
)
