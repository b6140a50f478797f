"""Registering a platform at the counter; registered when the app is ready."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from contributions.platforms.actions import register_platform
from contributions.platforms.models import Platform
from contributions.platforms.words import INDUSTRIES
from enrollment.registry.actions.corrections import NOTHING_CHANGES
from enrollment.registry.matters.subject import employer_of, told
from enrollment.registry.models import Employer
from enrollment.registry.questions import Choices, MonthQuestion, said
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper, register
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_NO_PAPERS: tuple[Paper, ...] = ()


def _industries() -> Choices:
    return said(INDUSTRIES.items())


class PlatformQuestions(MatterForm):
    industry = forms.ChoiceField(label=gettext_lazy("What sort of orders"), choices=_industries)
    month = MonthQuestion(label=gettext_lazy("From which month"))


class RegisterPlatform(Matter):
    """One person signs: it opens a duty of the platform and costs nobody else anything."""

    code = "platform_registration"
    title = Words("平台企业职业伤害保障登记", "Register as a platform that insures by the order")
    who = Words(
        "组织网约车司机、外卖配送员、货运司机等劳动的平台企业",
        "Platforms that organise the work of drivers and couriers",
    )
    conditions = (
        Words("已办理用人单位社会保险登记", "Is registered as an employer"),
        Words(
            "按单为未建立劳动关系的劳动者缴费，个人不缴费",
            "Pays by the order for workers without an employment; they pay nothing",
        ),
    )
    papers = _NO_PAPERS
    basis = Words("人社部发〔2025〕24号；社会保险经办条例第9条", "人社部发〔2025〕24号; REG 9")
    result = Words("按月申报订单，按单缴费", "Declares orders by the month and pays by the order")
    category = "registration"
    line = Line.HRSS
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = PlatformQuestions
    risks = (Risk.LOW,)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        standing = Platform.objects.filter(employer=employer_of(subject)).first()
        if standing is not None and (standing.industry, str(standing.from_month)) == (
            facts["industry"],
            facts["month"],
        ):
            raise NOTHING_CHANGES()

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        standing = Platform.objects.filter(employer=employer_of(subject)).first()
        before = str(INDUSTRIES[standing.industry]) if standing else ""
        return [
            Change(Words("订单类型", "Sort of orders"), before, str(INDUSTRIES[facts["industry"]])),
            Change(Words("自", "From"), str(standing.from_month) if standing else "", facts["month"]),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer = Employer.objects.get(number=case.subject)
        register_platform(
            employer=employer, industry=facts["industry"], from_month=Month.parse(facts["month"]), by=by, at=at
        )
        return told(Words("已登记为平台企业，可以申报订单。", "Registered: orders can be declared."))


PLATFORM = RegisterPlatform()


def register_matters() -> None:
    register(PLATFORM)
