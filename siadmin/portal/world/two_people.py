"""What one person prepares and another lets take effect, in the present month, through the real actions (REG 37)."""

import datetime as dt
from decimal import Decimal

from contributions.assessment import actions
from contributions.assessment.actions import resettlements
from contributions.assessment.models import HandAssessment
from contributions.dryruns.actions import try_out
from enrollment.participation.selectors import roster
from siadmin.agency.models import Region
from siadmin.kernel.models import Run
from siadmin.policy.actions import approve, propose
from siadmin.portal.world.build import Builder
from siadmin.portal.world.finishing import work_out

# City → who sets wages by hand there, and who looks at them.
_BY_HAND = {"510100": ("cd.clerk", "cd.reviewer"), "440300": ("sz.clerk", "sz.reviewer")}
_SETTLED = "440300"
_CEILING = Decimal(27_600)
_TRIED = "310000"
_NEXT_LIMITS = {"pension.base_floor": Decimal(7_802), "pension.base_ceiling": Decimal(39_012)}
_SOURCE = "演示数据：假设的公布值，不是真实文件"


def assess_by_hand(builder: Builder, now: dt.datetime) -> int:
    """Of those who declared nothing: one approved, one waiting for a second person, one sent back; returns how many."""
    today, told = builder.world.span.today, 0
    silent = [builder.employers[each.key].pk for each in builder.world.employers if each.story == "silent"]
    waiting = HandAssessment.objects.filter(employer__in=silent, decided_at__isnull=True).select_related("employer")
    for place, each in enumerate(waiting.order_by("employer_id")):
        clerk, reviewer = (builder.staff[name] for name in _BY_HAND[each.employer.pooling_region_id])
        people = roster(each.employer_id, each.month).values_list("person_id", flat=True)
        proposal = actions.prepare_by_hand(
            employer=each.employer,
            month=each.month,
            wages={person_id: 620_000 + 35_000 * seat for seat, person_id in enumerate(people)},
            by=clerk,
            at=now,
            reason="未申报；按招聘合同载明的工资",
        )
        if place == 0:
            actions.approve_by_hand(proposal_id=proposal.pk, seen_version=0, by=reviewer, at=now, today=today)
        elif place == 2:
            why = "请附劳动合同，或按同行业工资重新拟定"
            actions.send_back_by_hand(proposal_id=proposal.pk, seen_version=0, by=reviewer, at=now, reason=why)
        told += 1
    return told


def settle_a_month_again(builder: Builder, now: dt.datetime) -> bool:
    """A value that stood in for an unpublished one is replaced; the months charged with it are settled again.

    False where nobody's base reaches it.
    """
    region, first = Region.objects.get(pk=_SETTLED), builder.world.span.current - 1
    maker, checker = builder.staff["cn.policy"], builder.staff["cn.approver"]
    proposal = propose(
        key="pension.base_ceiling", region=region, category="employee", unit="yuan_per_month",
        starts_on=first.first_day, ends_before=None, value=_CEILING, source=_SOURCE, status="provisional",
        note="演示重新结算", by=maker, at=now,
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=proposal.version, by=checker, at=now)
    tried, _ = resettlements.try_out(region=region, first=first, by=maker, at=now)
    tried = work_out(tried.pk)
    if not tried.totals["insurances"]:
        return False
    asked = resettlements.put_forward(tried_id=tried.pk, by=maker, at=now, reason="公布的缴费基数上限替代暂定值")
    run = resettlements.let_go(resettlement_id=asked.pk, seen_version=asked.version, by=checker, at=now)
    work_out(run.pk)
    return True


def try_next_limits_out(builder: Builder, now: dt.datetime) -> Run:
    """Next July's limits are proposed in a city and tried out together; they wait for whoever decides on them."""
    region, today = Region.objects.get(pk=_TRIED), builder.world.span.today
    starts_on = dt.date(today.year + (today.month >= 7), 7, 1)
    maker = builder.staff["cn.policy"]
    proposals = [
        propose(
            key=key, region=region, category="employee", unit="yuan_per_month", starts_on=starts_on, ends_before=None,
            value=value, source=_SOURCE, status="provisional", note="演示试算", by=maker, at=now,
        )
        for key, value in _NEXT_LIMITS.items()
    ]  # fmt: skip
    run, _ = try_out(proposal_ids=[each.pk for each in proposals], by=maker, at=now)
    return work_out(run.pk)
