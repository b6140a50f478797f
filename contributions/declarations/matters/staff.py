"""Staff who start or leave, told at the counter: what employers do by themselves online (SIL 50, 58; REG 29)."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from contributions.declarations.actions import Newcomer, Plan, Starting, asks_wage, newcomer_of, plan_starting, take_on
from contributions.declarations.forms import LeavingForm, StartQuestions
from contributions.declarations.reasons import LATE_WITHOUT_CAUSE
from enrollment.participation.actions import Leaving, check_leaving, leave
from enrollment.participation.matters.employment import EmployeeForm, employment_of
from enrollment.participation.models import EndReason
from enrollment.registry.matters.subject import AboutEmployer, because, employer_of, told
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Change, Door, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_NO_PAPERS: tuple[Paper, ...] = ()
_EMPLOYER = Words("已登记的用人单位", "An employer that is registered")


class StaffJoiningForm(StartQuestions, MatterForm):
    masked = frozenset({"number"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wage"].required = False
        self.fields["wage"].help_text = gettext_lazy(
            "Leave it empty where employers declare wages to the tax authority."
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts_on = given.get("starts_on")
        is_asked = starts_on and self.subject and asks_wage(employer_of(self.subject), Month.of(starts_on))
        if is_asked and given.get("wage") is None:
            self.add_error("wage", gettext_lazy("The wage is needed: contributions are charged on it."))
        return given


class StaffLeavingForm(LeavingForm, EmployeeForm):
    """Who left is asked first."""


class OfStaff(AboutEmployer):
    """One person signs: what follows is a contribution, or its end."""

    who = _EMPLOYER
    papers = _NO_PAPERS
    category = "change"
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER})

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW


class StaffJoining(OfStaff):
    code = "staff_joining"
    title = Words("增员", "Somebody starts work")
    conditions = (
        Words("在社会保险法第58条规定的期限内", "Within the time that SIL 58 gives from the first day of work"),
    )
    basis = Words("社会保险法第58条", "SIL 58")
    result = Words(
        "自用工当月起参保；逾期的说明原因，仍从用工当月起算",
        "Insured from the month work began, also where it is told late",
    )
    form = StaffJoiningForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        plan = _plan(employer_of(subject), facts, on)
        if plan.problem is not None:
            raise plan.problem
        if plan.days_late and not facts["late_because"]:
            raise LATE_WITHOUT_CAUSE(name=facts["name"], days=plan.days_late)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        plan = _plan(employer_of(subject), facts, timezone.localdate())
        since = str(plan.insured_from or "—")
        return [Change(Words(f"{facts['name']}，参保起始月", f"{facts['name']}, insured from"), "", since)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer = Employer.objects.select_related("pooling_region").get(number=case.subject)
        since = _plan(employer, facts, timezone.localdate(at)).insured_from
        wage = fen(Decimal(facts["wage"]), HALF_UP) if facts["wage"] is not None else None
        take_on(
            employer=employer,
            starting=[Starting(_newcomer(facts, because(case)), wage)],
            by=by,
            at=at,
            channel="counter",
        )
        words = Words("{name}自 {month} 起参保。", "{name} is insured from {month} on.")
        return told(words.filled(name=facts["name"], month=since or "—"))


class StaffLeaving(OfStaff):
    code = "staff_leaving"
    title = Words("减员", "Somebody left")
    conditions = (
        Words("在社会保险法第50条规定的期限内", "Within the time that SIL 50 gives from the end of the employment"),
    )
    basis = Words("社会保险法第50条", "SIL 50")
    result = Words(
        "参保至离职当月；离职原因决定能否领取失业保险金",
        "Insured to the end of that month; the reason decides about unemployment benefit",
    )
    form = StaffLeavingForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_leaving(employment_of(employer_of(subject), facts), dt.date.fromisoformat(facts["last_day"]), on)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person = employment_of(employer_of(subject), facts).person
        return [Change(Words(f"{person.name}，最后工作日", f"{person.name}, last day of work"), "", facts["last_day"])]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer, last_day = Employer.objects.get(number=case.subject), dt.date.fromisoformat(facts["last_day"])
        person = employment_of(employer, facts).person
        leaving = Leaving(person, last_day, EndReason(facts["reason"]))
        leave(employer=employer, leavings=[leaving], by=by, at=at, channel="counter")
        words = Words("{name}于 {day} 离职，已登记。", "{name} left on {day}: recorded.")
        return told(words.filled(name=person.name, day=last_day))


def _newcomer(facts: Mapping[str, Any], note: str = "") -> Newcomer:
    late = facts["late_because"]
    starts_on = dt.date.fromisoformat(facts["starts_on"])
    return newcomer_of(facts["name"], facts["number"], starts_on, late_because=late, late_note=note if late else "")


def _plan(employer: Employer, facts: Mapping[str, Any], on: dt.date) -> Plan:
    (plan,) = plan_starting(employer=employer, newcomers=[_newcomer(facts)], today=on)
    return plan


JOINING, LEAVING = StaffJoining(), StaffLeaving()
