"""Changing how an employee is insured without leaving: the kind of worker, the categories of rates."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from enrollment.participation.actions.changing import ChangePlan, change_participation, plan_change
from enrollment.participation.actions.insuring import Terms
from enrollment.participation.matters.employment import (
    EmployeeForm,
    OfAnEmployee,
    asked_month,
    employment_of,
    this_month,
)
from enrollment.participation.models import LOCAL_HOUSEHOLD, MEDICAL_TIER_TWO
from enrollment.participation.words import WORKER_KINDS
from enrollment.registry.matters.subject import because, employer_of, told
from enrollment.registry.models import Employer
from enrollment.registry.questions import Choices, MonthQuestion, said
from siadmin.agency.insurances import NAMES
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.names import category_name
from siadmin.policy.selectors import ORDINARY

_AS_IT_IS = ("", Words("不变", "as it is"))


def _kinds() -> Choices:
    return said([_AS_IT_IS, *WORKER_KINDS.items()])


def _categories(special: str) -> Any:
    def choices() -> Choices:
        return said([_AS_IT_IS, *((each, category_name(each)) for each in (ORDINARY, special))])

    return choices


class ChangeForm(EmployeeForm):
    month = MonthQuestion(label=gettext_lazy("First month it holds for"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of worker"),
        choices=_kinds,
        required=False,
        help_text=gettext_lazy("The insurances follow from it by law."),
    )
    medical_category = forms.ChoiceField(
        label=gettext_lazy("Category, medical insurance"), choices=_categories(MEDICAL_TIER_TWO), required=False
    )
    pension_category = forms.ChoiceField(
        label=gettext_lazy("Category, pension insurance"), choices=_categories(LOCAL_HOUSEHOLD), required=False
    )
    cause = forms.CharField(label=gettext_lazy("Why it changes"), max_length=100)


class ChangeParticipation(OfAnEmployee):
    """Two people sign where an insurance stops or months already charged change; one otherwise."""

    code = "employee_change"
    title = Words("变更参保", "Change participation")
    conditions = (
        Words("用工关系未结束，且正在参保", "The employment goes on and is insured"),
        Words("自变更当月或以前的月份起", "From the present month or an earlier one"),
    )
    basis = Words(
        "社会保险经办条例第10条；社会保险法第10条、第57条；实施《社会保险法》若干规定第9条",
        "REG 10; SIL 10, 57; IMPL 9",
    )
    result = Words(
        "自所填月份起按新的情况参保，已核定的月份按差额补退", "Insured in the new way; charged months follow"
    )
    form = ChangeForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        is_charged = asked_month(facts) < this_month()
        return Risk.MIDDLE if is_charged or _plan(employer_of(subject), facts).lapsing else Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        _plan(employer_of(subject), facts)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        plan = _plan(employer_of(subject), facts)
        old, new, name = Terms.of(plan.employment), plan.terms, plan.employment.person.name
        month = asked_month(facts)
        shown = [
            Change(
                Words(f"{name}，自 {month}：险种", f"{name}, from {month}: insurances"),
                _names(each.insurance for each in (*plan.goes_on, *plan.ends)),
                _names([*(each.insurance for each in plan.goes_on), *plan.begun]),
            )
        ]
        if new.kind != old.kind:
            kind = Words("人员类别", "Kind of worker")
            shown.append(Change(kind, str(WORKER_KINDS[old.kind]), str(WORKER_KINDS[new.kind])))
        for label, before, after in (
            (Words("医疗保险类别", "Category, medical insurance"), old.medical_category, new.medical_category),
            (Words("养老保险类别", "Category, pension insurance"), old.pension_category, new.pension_category),
        ):
            if after != before:
                shown.append(Change(label, str(category_name(before)), str(category_name(after))))
        return shown

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer, month = Employer.objects.get(number=case.subject), asked_month(facts)
        employment = employment_of(employer, facts)
        change_participation(
            employer=employer,
            person=employment.person,
            terms=_terms(Terms.of(employment), facts),
            from_month=month,
            by=by,
            at=at,
            reason=because(case, facts["cause"]),
        )
        words = Words("{name}自 {month} 起按新的情况参保。", "{name} is insured in the new way from {month} on.")
        return told(words.filled(name=employment.person.name, month=month))


def _terms(present: Terms, facts: Mapping[str, Any]) -> Terms:
    """What was asked, and where nothing was, what holds now."""
    return Terms(
        facts["kind"] or present.kind,
        facts["medical_category"] or present.medical_category,
        facts["pension_category"] or present.pension_category,
    )


def _plan(employer: Employer, facts: Mapping[str, Any]) -> ChangePlan:
    employment = employment_of(employer, facts)
    terms = _terms(Terms.of(employment), facts)
    return plan_change(employer, employment.person, terms, asked_month(facts), timezone.localdate())


def _names(insurances: Iterable[str]) -> str:
    meant = set(insurances)
    return str(Words("、", ", ")).join(str(name) for insurance, name in NAMES.items() if insurance in meant)


CHANGE = ChangeParticipation()
