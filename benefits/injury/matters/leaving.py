"""Paid leave after an injury, its extension, a recurrence: told with the diagnosis and the record (WIR 33, 38).

No money of the fund: the record says until when the employer goes on paying the own pay, and that it nurses.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.injury.actions.leaving import (
    LeaveTold,
    record_leave,
    record_recurrence,
    why_not_record_leave,
    why_not_recur,
)
from benefits.injury.models import Injury
from benefits.injury.rules.leave import EXTENDED, FIRST, KIND_WORDS
from benefits.injury.selectors import injuries_at, injuries_of, injury_numbered
from enrollment.registry.matters.subject import employer_of, person_of, told
from enrollment.registry.questions import said
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

MOST_MONTHS = 24
PAPERS = (
    Paper(
        "injury_diagnosis",
        Words("医疗诊断证明", "The medical diagnosis"),
        Words("社会保险经办条例第21条", "REG 21"),
    ),
    Paper("injury_record", Words("病历资料", "The medical record"), Words("社会保险经办条例第21条", "REG 21")),
)
_NO_INJURY = Words("没有已认定的工伤", "No injury of work is on record")


class _OfAnInjury(MatterForm):
    linked = frozenset({"injury"})

    injury = forms.ChoiceField(label=gettext_lazy("Which injury"))

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["injury"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.happened_on} · {each.person.name} · {each.employer.name} · {each.number}")
            for each in injuries_told_of(subject)
        ]


class LeaveForm(_OfAnInjury):
    kind = forms.ChoiceField(label=gettext_lazy("Which leave"), choices=lambda: said(KIND_WORDS.items()))
    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=1, max_value=MOST_MONTHS)
    committee = forms.CharField(
        label=gettext_lazy("Committee that confirmed it"),
        max_length=80,
        strip=True,
        required=False,
        help_text=gettext_lazy("Of a longer leave only: as it was confirmed."),
    )
    document = forms.CharField(
        label=gettext_lazy("Number of the confirmation"), max_length=40, strip=True, required=False
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") == EXTENDED:
            for name in ("committee", "document"):
                if not given.get(name):
                    self.add_error(name, gettext_lazy("A longer leave is confirmed by the committee: say which."))
        return given


class RecurrenceForm(_OfAnInjury):
    starts_on = forms.DateField(
        label=gettext_lazy("Treated again from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    committee = forms.CharField(label=gettext_lazy("Committee that confirmed it"), max_length=80, strip=True)
    document = forms.CharField(label=gettext_lazy("Number of the confirmation"), max_length=40, strip=True)
    confirmed_on = forms.DateField(
        label=gettext_lazy("Confirmed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class _AfterAnInjury(Matter):
    line = Line.HRSS
    papers = PAPERS
    may_agents = True

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        return [] if injuries_told_of(subject) else [Obstacle(_NO_INJURY)]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return injury_numbered(facts["injury"]).region


class _Leave(_AfterAnInjury):
    """The first is taken in by one, a longer one by two: it rests on what a committee confirmed."""

    title = Words("登记停工留薪期", "Paid leave after an injury")
    risks = (Risk.LOW, Risk.MIDDLE)
    category = "injury_leave"
    who = Words("接受工伤医疗的职工本人，或者用人单位", "Who is treated after an injury, or the employer")
    conditions = (
        Words(
            "原工资福利待遇不变，由所在单位按月支付；生活不能自理的，由单位负责护理",
            "The own pay goes on unchanged, paid by the employer each month; where nursing is needed, it nurses",
        ),
        Words(
            "一般不超过12个月；经劳动能力鉴定委员会确认可以延长，延长不得超过12个月",
            "Twelve months at most; twelve more at most where the committee confirms it",
        ),
        Words("评定伤残等级后停发，按伤残等级享受待遇", "It ends with the grade, whose benefits follow"),
    )
    basis = Words("工伤保险条例第33条；社会保险经办条例第21条", "WIR 33; REG 21")
    result = Words("登记在案，告知单位和职工期限和支付责任", "On record: both see until when, and who pays")
    form = LeaveForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE if facts.get("kind") == EXTENDED else Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_record_leave(injury_numbered(facts["injury"]), _leave(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        pays = Words("用人单位（原工资福利待遇不变）", "The employer: the own pay unchanged")
        return [Change(Words("支付", "Paid by"), "", str(pays))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        leave = record_leave(injury=injury_numbered(facts["injury"]), told=_leave(facts), case=case, by=by, at=at)
        last = leave.ends_before - dt.timedelta(days=1)
        words = Words(
            "停工留薪期到 {day} 为止，由用人单位支付原工资福利待遇。",
            "Paid leave until {day}: the employer pays the own pay.",
        )
        return told(words.filled(day=last))


class InjuryLeave(_Leave):
    code = "injury_leave"
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})


class InjuryLeaveOfStaff(_Leave):
    code = "injury_leave_employer"
    title = Words("登记职工的停工留薪期", "Paid leave of one's injured worker")
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})


class InjuryRecurrence(_AfterAnInjury):
    """Two people, always: benefits follow from it."""

    code = category = "injury_recurrence"
    title = Words("登记工伤复发确认", "Record that an injury broke out again")
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    risks = (Risk.MIDDLE,)
    who = Words("工伤复发需要治疗的职工", "Whose injury broke out again and is treated")
    conditions = (
        Words("劳动能力鉴定委员会确认工伤复发", "The appraisal committee confirmed the recurrence"),
        Words(
            "享受工伤医疗、辅助器具和停工留薪期待遇",
            "Treatment, devices and paid leave follow as for the injury itself",
        ),
    )
    basis = Words("工伤保险条例第38条；社会保险经办条例第21条", "WIR 38; REG 21")
    result = Words("登记在案；可以报销费用、登记停工留薪期", "On record: costs are reimbursed, and leave begins anew")
    form = RecurrenceForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        starts_on, confirmed_on = (dt.date.fromisoformat(facts[name]) for name in ("starts_on", "confirmed_on"))
        injury = injury_numbered(facts["injury"])
        if refusal := why_not_recur(injury, starts_on, confirmed_on, facts["committee"], facts["document"], on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("复发治疗自", "Treated again from"), "", facts["starts_on"])]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        again = record_recurrence(
            injury=injury_numbered(facts["injury"]), starts_on=dt.date.fromisoformat(facts["starts_on"]),
            confirmed_on=dt.date.fromisoformat(facts["confirmed_on"]), committee=facts["committee"],
            document=facts["document"], case=case, by=by, at=at,
        )  # fmt: skip
        words = Words("工伤复发已登记（{number}）。", "The recurrence is on record ({number}).")
        return told(words.filled(number=again.number))


def injuries_told_of(subject: Subject | None) -> list[Injury]:
    """Of the person, or of the employer's people."""
    if subject is None:
        return []
    return [*(injuries_at(employer_of(subject)) if subject.kind == "employer" else injuries_of(person_of(subject)))]


def _leave(facts: Mapping[str, Any]) -> LeaveTold:
    return LeaveTold(
        facts.get("kind") or FIRST, int(facts["months"]), facts.get("committee") or "", facts.get("document") or ""
    )


LEAVE_MATTERS: tuple[Matter, ...] = (InjuryLeave(), InjuryLeaveOfStaff(), InjuryRecurrence())
