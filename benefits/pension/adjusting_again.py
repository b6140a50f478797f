"""A pension that was adjusted on its provisional amount is adjusted again once it was settled on the published wage.

What the yearly adjustment would have brought on the amount that was due, less what it brought, from its month on: the
re-settlement itself goes back to the first month of the pension, and leaves the adjustments made since as they were.
"""

from collections.abc import Collection

from django.db.models import QuerySet

from benefits.payments.models import Entitlement, Rise, RiseLine
from benefits.payments.rules.rising import RiseState
from benefits.pension.adjusted import AGAIN, FIRST, SETTLED, candidates, law_of, more_of, waiting
from benefits.pension.adjusting import YearlyAdjustment
from benefits.pension.rules.adjustment import AdjustmentFacts, adjusted_again
from benefits.pension.rules.rising import in_january, januaries
from benefits.pension.schemes.employees import ADJUSTED_AGAIN
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law

LAW_CHANGED_SINCE = Reason(
    "pension_plan_changed_since",
    "年度调整批次 {number} 之后，当年调整方案的参数已变更，补做须按同一方案。",
    "The values of the plan changed after {number}; what is made anew goes by the same ones.",
    "请政策管理人员核对参数的变更。",
    "Ask the policy officers about the change.",
)
STILL_SETTLING = Reason(
    "pension_still_settling",
    "地区 {region} 的养老金重算批次 {number} 正在入账在付。",
    "The re-settlement {number} of region {region} is being put in payment.",
    "待其执行完毕后再补做。",
    "Wait until it is done.",
)
NOT_ADJUSTED = Reason(
    "pension_not_adjusted_then",
    "地区 {region} 自 {month} 起的年度调整还没有执行。",
    "The yearly adjustment of region {region} from {month} on is not in payment.",
    "重算在先、调整在后的，年度调整已按重算后的金额计算，不需要补做。",
    "Where the re-settlement came first, the adjustment goes by what it brought: nothing is made anew.",
)


class AdjustedAgain:
    """From the January of a yearly adjustment on, for who was settled again since it was reckoned."""

    code = AGAIN
    title = Words("重算后补做年度调整", "Yearly adjustment made anew after a re-settlement")
    basis = Words(
        "社会保险法第18条；国发〔2005〕38号第6条；当年省级调整方案",
        "SIL 18; 国发〔2005〕38号 art. 6; the province's plan of the year",
    )
    fund: str = Fund.PENSION
    component = ADJUSTED_AGAIN
    leaves_out: Words | None = Words(
        "按重算后的金额，年度调整不增加的（例如因此高于养老金水平界限），不扣减已调整的金额。",
        "Where the adjustment brings no more on the new amount, as above the level’s limit, nothing is taken back.",
    )
    follows_grants = False

    def begins(self, first: Month, last: Month) -> Collection[Month]:
        return januaries(first, last)

    def laws(self, region: Region, from_month: Month) -> Collection[tuple[Words, Law]]:
        """Those of the adjustment. Raises NOT_JANUARY, STILL_SETTLING, NOT_ADJUSTED, LAW_CHANGED_SINCE."""
        in_january(from_month)
        putting = Rise.objects.filter(region=region, measure=SETTLED, state=RiseState.APPROVED).first()
        if putting is not None:
            raise STILL_SETTLING(region=region.pk, number=putting.number)
        done = Rise.objects.filter(region=region, measure=FIRST, from_month=from_month, state=RiseState.DONE)
        first = done.order_by("sequence").first()
        if first is None:
            raise NOT_ADJUSTED(region=region.pk, month=from_month)
        found = YearlyAdjustment().values(region, from_month)
        if [each["value"] for each in first.law] != [str(law.value) for _, law in found]:
            raise LAW_CHANGED_SINCE(number=first.number)
        return found

    def reckon(self, rise: Rise, first: int, last: int) -> tuple[int, int]:
        law = law_of(rise.region, rise.from_month)
        found = candidates(rise.region, rise.from_month).filter(
            entitlement__person__gte=first, entitlement__person__lte=last
        )
        lines = [
            RiseLine(
                rise=rise, entitlement=each.first.entitlement, from_month=rise.from_month,
                before_fen=each.pension_fen + each.adjusted_fen, amount_fen=more,
                told={"pension_fen": each.pension_fen, "adjusted_fen": each.adjusted_fen} | each.first.told,
            )
            for each, more in more_of(found, rise.from_month, law)
        ]  # fmt: skip
        RiseLine.objects.bulk_create(lines, batch_size=1000)
        return len(lines), sum(line.amount_fen for line in lines)

    def may_rise(self, rise: Rise) -> QuerySet[Entitlement]:
        """Whose adjustment would have brought more: known person by person."""
        return waiting(rise.region, rise.from_month)

    def explained(self, line: RiseLine) -> Explained[Fen]:
        told = line.told
        facts = AdjustmentFacts(told["pension_fen"], told["years"], told["age"])
        return adjusted_again(facts, told["adjusted_fen"], law_of(line.rise.region, line.rise.from_month))
