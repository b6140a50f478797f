"""A construction project is insured by its total cost: one bill, paid before work begins.

Sources: SPI 3; 人社部发〔2014〕103号.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contributions.projects.actions import Told, register_project, why_not_register
from contributions.projects.models import MOST_FEN
from contributions.projects.reasons import NO_POOL_THERE
from contributions.projects.rules import PARTS
from contributions.projects.selectors import premium_of
from enrollment.registry.matters.subject import AboutEmployer, told
from enrollment.registry.models import Employer
from enrollment.registry.questions import RegionField
from siadmin.agency.forms import YuanField
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.figures import percent
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, written
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Change, Door, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.listing import pool_over

PERMIT = Paper(
    "construction_permit",
    Words("建筑工程施工许可证（或开工批准文件）", "The construction permit, or the approval to begin work"),
    Words("建筑法第7条；人社部发〔2014〕103号", "Construction Law, art. 7; 人社部发〔2014〕103号"),
)
CONTRACT = Paper(
    "construction_contract",
    Words("载明工程总造价和工期的施工合同", "The contract that says the total cost and the time of the work"),
    Words("部分行业企业工伤保险费缴纳办法第3条", "SPI 3"),
)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ProjectForm(MatterForm):
    name = forms.CharField(label=gettext_lazy("Name of the project"), max_length=120, strip=True)
    site = RegionField(
        label=gettext_lazy("County or district of the site"),
        help_text=gettext_lazy("It is insured where it is built: the rate and the fund are those of this place."),
    )
    place = forms.CharField(label=gettext_lazy("Where the site is"), max_length=200, strip=True)
    permit = forms.CharField(label=gettext_lazy("Number of the construction permit"), max_length=60, strip=True)
    cost = YuanField(
        label=gettext_lazy("Total cost of the project, in yuan"),
        min_value=Decimal("0.01"),
        max_value=Decimal(MOST_FEN) / 100,
        help_text=gettext_lazy("As the contract says it, the shares of all subcontractors included."),
    )
    starts_on = DayField(label=gettext_lazy("Planned first day of work"))
    last_on = DayField(label=gettext_lazy("Planned last day of work"))

    def clean_permit(self) -> str:
        return half_width(self.cleaned_data["permit"]).replace(" ", "").upper()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("starts_on"), given.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", gettext_lazy("The last day lies before the first."))
        return given


class RegisterProject(AboutEmployer):
    """Two people sign: it makes a bill, and insures whoever works on the site."""

    code = "project_registration"
    title = Words("建设项目参加工伤保险", "Insure a construction project against work injury")
    who = Words("施工总承包单位，为整个工程项目", "The general contractor, for the whole project")
    conditions: Sequence[Words] = (
        Words("已办理用人单位社会保险登记", "Is registered as an employer"),
        Words("在项目所在地参保，不论单位在何处登记", "Insured where it is built, not where the contractor is"),
        Words(
            "开工前一次性缴清；缴清且开工之日起参保", "Paid at once before work begins; insured from paid and begun on"
        ),
        Words(
            "项目期内在工地作业的人员全部参保，含分包和劳务单位，不逐人登记",
            "Whoever works on the site in its time is insured, of subcontractors too, without lists of names",
        ),
        Words("工期延长的，期满前申请延期", "Work that takes longer is filed before the end"),
    )
    papers: Sequence[Paper] = (PERMIT, CONTRACT)
    basis = Words("部分行业企业工伤保险费缴纳办法第3条；人社部发〔2014〕103号", "SPI 3; 人社部发〔2014〕103号")
    result = Words("按工程总造价和项目费率核定一次性账单", "One bill: the total cost by the rate of projects")
    category = "registration"
    line = Line.HRSS
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = ProjectForm
    risks = (Risk.MIDDLE,)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Raises what `why_not_register` answers, NOT_VERIFIED_HERE, NO_POOL_THERE."""
        project = _told(facts)
        if refusal := why_not_register(project, on):
            raise refusal

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        """Where it is built."""
        return _told(facts).region

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        project = _told(facts)
        return [
            Change(Words("参保项目", "Insured project"), "", f"{project.name} · {project.permit}"),
            Change(Words("参保地", "Insured in"), "", str(project.region.words)),
            Change(Words("计划工期", "Planned time"), "", f"{project.starts_on} – {project.last_on}"),
            *_paid(project),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer = Employer.objects.get(number=case.subject)
        project = register_project(employer=employer, told=_told(facts), case=case, by=by, at=at)
        words = Words(
            "已登记（{number}），应缴 {amount} 元，{day} 前缴清；缴清且开工之日起参保。",
            "Registered ({number}): ¥{amount} is due by {day}; the site is insured once it is paid and work begins.",
        )
        day, amount = project.bill.due_on, written(project.premium_fen)
        return told(words.filled(number=project.number, amount=amount, day=day))


def _paid(project: Told) -> list[Change]:
    """What it costs by the rate of today; nothing while none is on file."""
    try:
        due = premium_of(project.region, project.cost_fen, timezone.localdate()).value
    except Refusal:
        return []
    said = f"{written(project.cost_fen)} × {percent(Decimal(due.rate_ppm) / PARTS)} = {written(due.amount_fen)}"
    return [Change(Words("一次性缴费，元", "Paid once, ¥"), "", said)]


def _told(facts: Mapping[str, Any]) -> Told:
    """It is insured where it is built. Raises NO_POOL_THERE."""
    site = Region.objects.get(pk=facts["site"])
    if (region := pool_over(site)) is None:
        raise NO_POOL_THERE(place=facts["site"])
    return Told(
        region=region,
        site=site,
        name=facts["name"],
        place=facts["place"],
        permit=facts["permit"],
        cost_fen=fen(Decimal(facts["cost"]), HALF_UP),
        starts_on=dt.date.fromisoformat(facts["starts_on"]),
        last_on=dt.date.fromisoformat(facts["last_on"]),
    )


REGISTRATION = RegisterProject()
