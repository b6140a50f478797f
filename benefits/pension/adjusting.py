"""The yearly adjustment of employees' pensions is a measure that raises what is in payment (SIL 18)."""

from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from benefits.payments.models import Component, Ending, EndingKind, Entitlement, Rise, RiseLine
from benefits.payments.rules.rising import RiseState
from benefits.pension.adjusted import FIRST, law_of, waiting
from benefits.pension.models import PensionBasis
from benefits.pension.rules.adjustment import AdjustmentFacts, adjustment
from benefits.pension.rules.rising import januaries
from benefits.pension.schemes.employees import ADJUSTED, CODE
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.names import name_of

ADJUST = Path(__file__).resolve().parent / "sql" / "adjust.sql"

ANEW_FIRST = Reason(
    "pension_adjusted_anew_first",
    "地区 {region} 自 {month} 起的年度调整中，有 {count} 人此后已重算，尚未按重算后的金额补做。",
    "Of the adjustment of region {region} from {month} on, {count} were settled again since and not adjusted anew.",
    "先办理该年度的“重算后补做年度调整”。",
    "Make that year’s adjustment anew first.",
)
_OF_LEVEL = {
    "level_low": Words("不高于界限的", "up to the limit"),
    "level_high": Words("高于界限的", "above the limit"),
}


class YearlyAdjustment:
    """From January on, for who had retired by the end of the year before. Amounts are yuan a month in the plan."""

    code = FIRST
    title = Words("基本养老金年度调整", "Yearly adjustment of pensions")
    basis = Words("社会保险法第18条；当年国家通知和省级调整方案", "SIL 18; the year's notice and the province's plan")
    fund: str = Fund.PENSION
    component = ADJUSTED
    follows_grants = True
    leaves_out: Words | None = Words(
        "病残津贴不在其中：2024年起的病残津贴如何随国家统一调整同步调整，现有政策文件中没有可核实的依据，核实之前不予调整。",
        "Disability allowances do not rise by it: how those of the measure of 2024 follow the national adjustment is "
        "in no source on file; until that is verified they stay as they were granted.",
    )

    def begins(self, first: Month, last: Month) -> Collection[Month]:
        return januaries(first, last)

    def laws(self, region: Region, from_month: Month) -> Collection[tuple[Words, Law]]:
        """Raises NOT_JANUARY, NoLawInForce, ANEW_FIRST."""
        done = Rise.objects.filter(region=region, measure=self.code, from_month__lt=from_month, state=RiseState.DONE)
        for month in sorted(set(done.values_list("from_month", flat=True))):
            if count := waiting(region, month).count():
                raise ANEW_FIRST(region=region.pk, month=month, count=count)
        return self.values(region, from_month)

    def values(self, region: Region, from_month: Month) -> Collection[tuple[Words, Law]]:
        """Every value of the plan, each with its name. Raises NOT_JANUARY, NoLawInForce."""
        law, found = law_of(region, from_month), list[tuple[Words, Law]]()
        for each in fields(law):
            value = getattr(law, each.name)
            if isinstance(value, Law):
                found.append((_named(value, _OF_LEVEL.get(each.name)), value))
            else:
                found += [(_named(tilt, Words(f"{age}岁起", f"from {age}")), tilt) for age, tilt in value.items()]
        return found

    def reckon(self, rise: Rise, first: int, last: int) -> tuple[int, int]:
        given = self.given(rise) | {"first": first, "last": last}
        ((people, fen),) = run_sql(ADJUST, given)
        return int(people), int(fen)

    def given(self, rise: Rise) -> dict[str, Any]:
        """What the statement takes, but for the range of persons. Raises as `laws`."""
        from_month = rise.from_month
        law = law_of(rise.region, from_month)
        return {
            "rise": rise.pk,
            "opened_at": rise.opened_at,
            "region": rise.region_id,
            "fund": rise.fund,
            "from_month": from_month.first_day,
            "sequence": rise.sequence,
            "measure": self.code,
            "scheme": CODE,
            "retired_before": Month(from_month.year, 1).first_day.isoformat(),
            "age_in": from_month.year - 1,
            "fixed": str(law.fixed.value),
            "per_year": str(law.per_year.value),
            "least_months": int(law.least_years.value),
            "share": str(law.share.value),
            "level_limit": str(law.level_limit.value),
            "level_low": str(law.level_low.value),
            "level_high": str(law.level_high.value),
            "ages": sorted(law.tilt),
            "tilts": [str(law.tilt[age].value) for age in sorted(law.tilt)],
            "long_service": str(law.long_service.value),
            "long_months": int(law.long_service_months.value),
            "long_age_months": int(law.long_service_age.value),
        }

    def may_rise(self, rise: Rise) -> QuerySet[Entitlement]:
        """As `reckon`: who had retired by the end of the year before, and whose pension is drawn in its first month."""
        month = rise.from_month
        retired = PensionBasis.objects.filter(retired_in__lt=Month(month.year, 1))
        drawn = Component.objects.filter(
            Q(before_month__isnull=True) | Q(before_month__gt=month), from_month__lte=month
        )
        ended = Ending.objects.filter(kind=EndingKind.ENDED, from_month__lte=month)
        own = Entitlement.objects.filter(region=rise.region_id, fund=rise.fund, scheme=CODE)
        own = own.filter(decision__in=retired.values("decision"), pk__in=drawn.values("entitlement"))
        return own.exclude(pk__in=ended.values("entitlement"))

    def explained(self, line: RiseLine) -> Explained[Fen]:
        facts = AdjustmentFacts(line.before_fen, line.told["years"], line.told["age"])
        return adjustment(facts, law_of(line.rise.region, line.rise.from_month))


def _named(law: Law, of: Words | None) -> Words:
    name = name_of(law.key)
    return name if of is None else Words(f"{name.zh}（{of.zh}）", f"{name.en}, {of.en}")
