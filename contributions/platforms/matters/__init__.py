"""Registering a platform at the counter; registered when the app is ready."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from contributions.platforms.actions import register_platform
from contributions.platforms.reasons import ORDERS_DECLARED_SINCE
from contributions.platforms.selectors import last_declared, newest_terms
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


NO_MORE = "none"
ENDS = Words("不再组织此类劳动", "No such work any more")


def _industries() -> Choices:
    return said([*INDUSTRIES.items(), (NO_MORE, ENDS)])


def _named(industry: str) -> str:
    return str(INDUSTRIES.get(industry, ENDS))


class PlatformQuestions(MatterForm):
    industry = forms.ChoiceField(label=gettext_lazy("What sort of orders"), choices=_industries)
    month = MonthQuestion(label=gettext_lazy("From which month"))


class RegisterPlatform(Matter):
    """The first time one person signs: it opens a duty. A change or an end alters what is owed: two sign (REG 37)."""

    code = "platform_registration"
    title = Words("平台企业职业伤害保障登记", "Register as a platform that insures by the order")
    who = Words(
        "组织网约车司机、外卖配送员、货运司机等劳动的平台企业",
        "Platforms that organise the work of drivers and couriers",
    )
    conditions = (
        Words("已办理用人单位社会保险登记", "Is registered as an employer"),
        Words(
            "变更订单类型、不再组织此类劳动的，自尚未申报的月份起登记",
            "A change, or an end, is registered from a month on whose orders are not declared yet",
        ),
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
    risks = (Risk.LOW, Risk.MIDDLE)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW if newest_terms(employer_of(subject)) is None else Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        standing, wanted, month = newest_terms(employer_of(subject)), _stored(facts), Month.parse(facts["month"])
        if standing is None:
            if not wanted:
                raise NOTHING_CHANGES()
            return
        last = last_declared(standing.platform)
        if last is not None and month <= last:
            raise ORDERS_DECLARED_SINCE(last=last, first=last + 1)
        if standing.industry == wanted and month >= standing.from_month:
            raise NOTHING_CHANGES()

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        standing = newest_terms(employer_of(subject))
        before = _named(standing.industry) if standing else ""
        return [
            Change(Words("订单类型", "Sort of orders"), before, _named(_stored(facts))),
            Change(Words("自", "From"), str(standing.from_month) if standing else "", facts["month"]),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer = Employer.objects.get(number=case.subject)
        register_platform(
            employer=employer, industry=_stored(facts), from_month=Month.parse(facts["month"]), by=by, at=at
        )
        if not _stored(facts):
            return told(Words("已登记，此后不再申报订单。", "Registered: no orders are declared any more."))
        return told(Words("已登记为平台企业，可以申报订单。", "Registered: orders can be declared."))


def _stored(facts: Mapping[str, Any]) -> str:
    return "" if facts["industry"] == NO_MORE else str(facts["industry"])


PLATFORM = RegisterPlatform()


def register_matters() -> None:
    register(PLATFORM)
