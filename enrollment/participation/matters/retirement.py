"""Changing the retirement group of a woman, with the month of retirement it moves."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, statutory_retirement
from enrollment.registry.actions.corrections import change_retirement_group, check_retirement_group
from enrollment.registry.matters.subject import IDENTITY_CARD, AboutTheLiving, because, person_of, told
from enrollment.registry.models import Person, Sex
from enrollment.registry.questions import group_words, womens_groups
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Change, Door, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class GroupForm(MatterForm):
    group = forms.ChoiceField(label=gettext_lazy("Original retirement age"), choices=womens_groups)
    post = forms.CharField(
        label=gettext_lazy("Post she works in, and since when"),
        max_length=150,
        help_text=gettext_lazy("As in the labour contract."),
    )


class ChangeRetirementGroup(AboutTheLiving):
    """Two people sign: it decides when a pension begins."""

    code = "person_retirement_group"
    title = Words("变更女职工退休类别", "Change a woman's retirement group")
    who = Words("参保女职工本人，或其代办人", "The insured woman, or an agent")
    conditions = (
        Words("岗位性质与登记的退休类别不符", "The post does not fit the retirement group on record"),
        Words("尚未办理退休", "Has not retired yet"),
    )
    papers = (
        IDENTITY_CARD,
        Paper(
            "labour_contract",
            Words("载明岗位的劳动合同或聘用合同", "Labour or employment contract that names the post"),
            Words("国发〔1978〕104号；劳动合同法第17条", "State Council [1978] 104; Labour Contract Law, art. 17"),
        ),
    )
    basis = Words("国务院关于渐进式延迟法定退休年龄的办法第1条；国发〔1978〕104号", "RET 1; State Council [1978] 104")
    result = Words("法定退休时间按新类别计算", "The statutory month of retirement follows the new group")
    category = "change"
    risks = (Risk.MIDDLE,)
    line = Line.HRSS
    doors = frozenset({Door.COUNTER})
    form = GroupForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if person_of(subject).sex == Sex.MALE:
            return [Obstacle(Words("男职工只有 60 周岁一类", "Men have one group only: 60"))]
        return super().against(subject, on)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_retirement_group(person_of(subject), facts["group"])

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person, new = person_of(subject), facts["group"]
        old = person.retirement_group
        month = Words("法定退休时间", "Statutory month of retirement")
        return [
            Change(Words("原法定退休年龄", "Original retirement age"), str(group_words(old)), str(group_words(new))),
            Change(month, _retires(person, old), _retires(person, new)),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = change_retirement_group(
            person=Person.objects.get(number=case.subject),
            group=facts["group"],
            by=by,
            at=at,
            reason=because(case, facts["post"]),
        )
        month = _retires(person, person.retirement_group)
        words = Words("退休类别已变更，法定退休时间为 {month}。", "The group is changed; she may retire in {month}.")
        return told(words.filled(month=month))


def _retires(person: Person, group: str) -> str:
    law = retirement_law(timezone.localdate())
    return str(statutory_retirement(Month.of(person.birth_on), RetirementGroup(group), law).value.month)


RETIREMENT_GROUP = ChangeRetirementGroup()
