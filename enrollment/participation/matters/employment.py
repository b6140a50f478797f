"""Suspending and resuming the insurance of somebody who goes on being employed."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from enrollment.participation.actions import NOT_EMPLOYED, NOT_INSURED, resume, suspend
from enrollment.participation.models import Employment, InsuredPeriod
from enrollment.participation.selectors import in_month
from enrollment.registry.matters.subject import AboutEmployer, because, employer_of, told
from enrollment.registry.models import Employer
from enrollment.registry.questions import Choices, MonthQuestion, NumberField, said
from enrollment.registry.selectors import our_number, person_by_number
from siadmin.agency.models import User
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

INSURED_ALREADY = Reason(
    "insured_already",
    "{name}自 {month} 起在本单位已经参保，无需恢复。",
    "{name} is insured with this employer in {month} already; there is nothing to resume.",
    "请核对人员与月份。",
    "Check the person and the month.",
)
RESUMES_BEFORE_JOINING = Reason(
    "resumes_before_joining",
    "{name}的恢复参保月份早于入职月份 {month}。",
    "{name} cannot be insured again before the month of joining, {month}.",
    "请核对月份。",
    "Check the month.",
)
_EMPLOYER = Words("已登记的用人单位", "An employer that is registered")
_BASIS = Words("社会保险经办条例第9条、第10条；社会保险法第58条、第60条", "REG 9, 10; SIL 58, 60")
_NO_PAPERS: tuple[Paper, ...] = ()
CAUSES = {
    "unpaid_leave": Words("停薪留职或无薪假", "unpaid leave"),
    "contract_suspended": Words("劳动合同中止履行", "labour contract suspended"),
    "military_service": Words("应征入伍", "military service"),
    "missing": Words("失踪或失去联系", "missing"),
    "other": Words("其他", "other"),
}


def _causes() -> Choices:
    return said(CAUSES.items())


class EmployeeField(NumberField):
    """An employee by our own number, which says nothing about them, or by their identity number."""

    def clean(self, value: Any) -> str:
        return our_number(str(value or "").strip().upper()) or super().clean(value)


class EmployeeForm(MatterForm):
    masked = frozenset({"number"})
    linked = frozenset({"number"})

    number = EmployeeField(label=gettext_lazy("Identity number of the employee, or their number with us"))


class SuspensionForm(EmployeeForm):
    month = MonthQuestion(label=gettext_lazy("First month without insurance"))
    cause = forms.ChoiceField(label=gettext_lazy("Reason"), choices=_causes)
    note = forms.CharField(label=gettext_lazy("More about it"), max_length=100, required=False)


class ResumptionForm(EmployeeForm):
    month = MonthQuestion(label=gettext_lazy("First month with insurance again"))
    note = forms.CharField(label=gettext_lazy("More about it"), max_length=100, required=False)


class OfAnEmployee(AboutEmployer):
    """About one employee of the employer: one person signs from this month on, two for months already charged."""

    who = _EMPLOYER
    papers = _NO_PAPERS
    basis = _BASIS
    category = "change"
    risks = (Risk.LOW, Risk.MIDDLE)
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE if asked_month(facts) < this_month() else Risk.LOW


class Suspend(OfAnEmployee):
    code = "employee_suspension"
    title = Words("停保", "Suspend insurance")
    conditions = (
        Words("用工关系未结束而不发放工资", "The employment goes on and no wages are paid"),
        Words("用工关系已结束的，办理减员", "Where the employment has ended, report the leaving instead"),
    )
    result = Words("自所填月份起不再计缴", "Nothing is charged from that month on")
    form = SuspensionForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        employment = employment_of(employer_of(subject), facts)
        if not _periods(employment).filter(in_month(asked_month(facts))).exists():
            raise NOT_INSURED(name=employment.person.name, month=asked_month(facts))

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        insured, none = Words("参保", "insured"), Words("停保", "not insured")
        return [_changed(subject, facts, insured, none)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer, month = Employer.objects.get(number=case.subject), asked_month(facts)
        person = employment_of(employer, facts).person
        reason = because(case, CAUSES[facts["cause"]].zh, facts["note"])
        suspend(employer=employer, person=person, before=month, by=by, at=at, reason=reason)
        words = Words("{name}自 {month} 起停保。", "{name} is not insured from {month} on.")
        return told(words.filled(name=person.name, month=month))


class Resume(OfAnEmployee):
    code = "employee_resumption"
    title = Words("恢复参保", "Resume insurance")
    conditions = (Words("用工关系未结束，且已停保", "The employment goes on and the insurance was suspended"),)
    result = Words("自所填月份起恢复计缴", "Contributions are charged again from that month on")
    form = ResumptionForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        employment, month = employment_of(employer_of(subject), facts), asked_month(facts)
        joined = Month.of(employment.starts_on)
        if month < joined:
            raise RESUMES_BEFORE_JOINING(name=employment.person.name, month=joined)
        if _periods(employment).filter(in_month(month)).exists():
            raise INSURED_ALREADY(name=employment.person.name, month=month)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        insured, none = Words("参保", "insured"), Words("停保", "not insured")
        return [_changed(subject, facts, none, insured)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer, month = Employer.objects.get(number=case.subject), asked_month(facts)
        person = employment_of(employer, facts).person
        resume(employer=employer, person=person, from_month=month, by=by, at=at, reason=because(case, facts["note"]))
        words = Words("{name}自 {month} 起恢复参保。", "{name} is insured again from {month} on.")
        return told(words.filled(name=person.name, month=month))


def this_month() -> Month:
    return Month.of(timezone.localdate())


def asked_month(facts: Mapping[str, Any]) -> Month:
    return Month.parse(facts["month"])


def employment_of(employer: Employer, facts: Mapping[str, Any]) -> Employment:
    """Raises NOT_EMPLOYED alike for people elsewhere and for numbers nobody has."""
    person = person_by_number(facts["number"])
    open_ones = Employment.objects.select_related("person").filter(employer=employer, ends_before__isnull=True)
    found = open_ones.filter(person=person).first() if person else None
    if found is None:
        raise NOT_EMPLOYED(name=masked(facts["number"]))
    return found


def _periods(employment: Employment) -> Any:
    return InsuredPeriod.objects.filter(employer=employment.employer_id, person=employment.person_id)


def _changed(subject: Subject | None, facts: Mapping[str, Any], before: Words, after: Words) -> Change:
    person, month = employment_of(employer_of(subject), facts).person, asked_month(facts)
    return Change(Words(f"{person.name}，自 {month}", f"{person.name}, from {month}"), str(before), str(after))


SUSPENSION, RESUMPTION = Suspend(), Resume()
