"""A construction project in Beijing, insured by its total cost and paid, through the real actions."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from contributions.assessment.models import Notice
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Source
from contributions.projects.models import Project
from enrollment.registry.models import Employer
from enrollment.registry.subjects import Employers
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.money import yuan
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import matter_of
from siadmin.policy.actions import approve, propose
from siadmin.portal.world.build import Builder
from siadmin.portal.world.claiming import signed, tell

_POOL = "110000"
_BUILDERS = ("建筑", "建设", "工程")
_RATE = Decimal("0.001")
_SOURCE = "演示数值（未取得当地文件）"
_COST = "86000000.00"


def tell_sites(builder: Builder, now: dt.datetime) -> None:
    """A rate that says it is only shown, two people's decision, the bill, and its money: the site is insured."""
    tell(_site, builder, now)


def _site(builder: Builder, now: dt.datetime) -> None:
    contractor, today = _contractor(), timezone.localdate(now)
    _rate(builder, today, now)
    facts = {
        "name": "运河中学教学楼工程", "site": contractor.region_id, "place": "北京市通州区运河东路8号",
        "permit": f"110112{today.year}11150101",
        "cost": _COST, "starts_on": str(today), "last_on": str(today + dt.timedelta(days=400)),
    }  # fmt: skip
    matter = matter_of("project_registration")
    case = matters.receive(
        matter=matter, subject=Employers().find([contractor.number])[contractor.number], facts=facts,
        papers=[Attached(paper.code, seen_original=True) for paper in matter.papers], by=builder.staff["bj.clerk"],
        at=now,
    )  # fmt: skip
    signed(builder, case, _POOL, now)
    _paid(Project.objects.get(employer=contractor), today, now)


def _contractor() -> Employer:
    """One that builds, if there is one."""
    here = Employer.objects.filter(pooling_region=_POOL, cancelled_on=None).order_by("pk")
    building = (each for each in here if any(word in each.name for word in _BUILDERS))
    return next(building, None) or here.earliest("pk")


def _rate(builder: Builder, today: dt.date, now: dt.datetime) -> None:
    proposal = propose(
        key="injury.project_rate", region=Region.objects.get(pk=_POOL), category="", unit="rate",
        starts_on=dt.date(today.year, 1, 1), ends_before=None, value=_RATE, source=_SOURCE, status="memory",
        note="仅供演示，待核实", by=builder.staff["bj.policy"], at=now,
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=builder.staff["cn.policy"], at=now)


def _paid(project: Project, today: dt.date, now: dt.datetime) -> None:
    """Just its premium, by its own notice."""
    contractor, notice = project.employer, Notice.objects.get(pk=project.bill.notice_id or 0)
    told = Told(
        external_id=f"X{project.number}", received_on=today.isoformat(), region=_POOL, fund=Fund.INJURY,
        amount=str(yuan(project.premium_fen)), reference=notice.reference,
        payer_code=contractor.credit_code, payer_name=contractor.name,
    )  # fmt: skip
    receive_one(source=Source.TAX, told=told, by=None, at=now, on=today)
