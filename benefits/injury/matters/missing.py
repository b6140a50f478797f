"""Somebody is missing since an accident of work, or came back: on record by two people (WIR 41)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.injury.actions.missing import record_came_back, record_missing, why_not_came_back, why_not_missing
from benefits.injury.rules.grounds import Ground
from benefits.injury.selectors import injuries_of, injury_numbered
from benefits.injury.selectors.missing import missing_of
from enrollment.registry.matters.subject import person_of, told
from enrollment.registry.models import Person
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Matter, MatterForm, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class MissingForm(MatterForm):
    linked = frozenset({"injury"})

    injury = forms.ChoiceField(label=gettext_lazy("Which injury"))
    since_on = _day(gettext_lazy("Missing since"))
    found = forms.CharField(label=gettext_lazy("How that is known"), max_length=300, strip=True)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = injuries_of(person_of(subject)) if subject else []
        self.fields["injury"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.happened_on} · {each.employer.name} · {each.number}") for each in own
        ]


class CameBackForm(MatterForm):
    came_on = _day(gettext_lazy("Came back on"))
    found = forms.CharField(label=gettext_lazy("How that is known"), max_length=300, strip=True)


class _ByTwo(Matter):
    """Money of the fund follows from it."""

    line = Line.HRSS
    subject_kind = "person"
    risks = (Risk.MIDDLE,)
    may_agents = False
    papers: Any = ()
    category = "injury_missing"
    who = Words("经办机构", "The agency")
    basis = Words("工伤保险条例第41条", "WIR 41")

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE


class InjuryMissing(_ByTwo):
    code = "injury_missing"
    title = Words("登记因工下落不明", "Record who is missing since an accident of work")
    conditions = (
        Words(
            "因工外出期间发生事故，或者在抢险救灾中下落不明，已认定工伤",
            "Missing since an accident while away for work, or in rescue; certified as one of work",
        ),
    )
    result = Words(
        "从事故发生当月起3个月内由单位照发工资；从第4个月起停发工资，由基金向供养亲属按月支付抚恤金",
        "For three months the employer pays the wage; from the fourth on dependants draw from the fund",
    )
    form = MissingForm

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if injuries_of(person_of(subject)).filter(certification__ground__in=[Ground.ON_ERRAND, Ground.RESCUE]).exists():
            return []
        return [Obstacle(Words("没有因工外出或者抢险救灾中的工伤", "No injury while away for work, or in rescue"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return injury_numbered(facts["injury"]).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        since_on = dt.date.fromisoformat(facts["since_on"])
        if refusal := why_not_missing(injury_numbered(facts["injury"]), since_on, on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("下落不明自", "Missing since"), "", facts["since_on"])]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        since_on = dt.date.fromisoformat(facts["since_on"])
        record_missing(injury=injury_numbered(facts["injury"]), since_on=since_on, case=case, by=by, at=at)
        return told(Words("已登记。", "On record."))


class InjuryCameBack(_ByTwo):
    code = "injury_came_back"
    title = Words("登记下落不明职工重新出现", "Record that who was missing came back")
    conditions = (Words("已登记下落不明", "It is on record that the person is missing"),)
    result = Words(
        "供养亲属抚恤金停发，预支的一次性工亡补助金退还",
        "What dependants draw ends, and what was advanced of the lump sum comes back",
    )
    form = CameBackForm

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if missing_of(person_of(subject)) is not None:
            return []
        return [Obstacle(Words("没有登记下落不明", "Nobody recorded that the person is missing"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        missing = missing_of(person_of(subject))
        return missing.injury.region if missing else None

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        missing = missing_of(person_of(subject))
        assert missing is not None, "else it stands against it"
        if refusal := why_not_came_back(missing, dt.date.fromisoformat(facts["came_on"]), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("重新出现", "Came back on"), "", facts["came_on"])]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        missing = missing_of(Person.objects.get(number=case.subject))
        assert missing is not None, "else it stood against it"
        record_came_back(missing=missing, came_on=dt.date.fromisoformat(facts["came_on"]), case=case, by=by, at=at)
        return told(
            Words(
                "已登记；请停发供养亲属抚恤金，并停发预支款以追回。",
                "On record: end what dependants draw, and the advance, which is then demanded back.",
            )
        )


MISSING_MATTERS: tuple[Matter, ...] = (InjuryMissing(), InjuryCameBack())
