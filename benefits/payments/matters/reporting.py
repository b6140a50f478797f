"""What ends a benefit is reported: by who draws it or a relative, by an employer, online or at the counter (REG 25).

A report stops nothing: the benefits it may end are suspected, and looked into. Nobody learns by it who draws a benefit.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.actions import report_stop
from benefits.payments.rules.reporting import EVENT_WORDS, REPORTER_WORDS, Event, Reporter
from enrollment.participation.matters.employment import EmployeeField
from enrollment.participation.models import Employment
from enrollment.registry.matters.subject import employer_of, told
from enrollment.registry.models import Employer, Person
from enrollment.registry.questions import Choices, NumberField, said
from enrollment.registry.records import head_of, records_of
from enrollment.registry.selectors import person_by_identifier, person_by_number
from siadmin.agency.forms import PastDayField
from siadmin.agency.models import User
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

NEVER_EMPLOYED = Reason(
    "stop_event_never_employed",
    "{name}没有在本单位的用工记录。",
    "{name} was never employed by this employer, by our record.",
    "核对身份号码；不是本单位（原）职工的，由本人或者亲属报告。",
    "Check the number; of others the person or a relative reports.",
)
NOBODY_OF_THAT_NAME = Reason(
    "stop_event_nobody_of_that_name",
    "身份号码与姓名不符，或者没有登记。",
    "No person with this number and name is registered.",
    "请报告人补正身份号码和姓名；确无此人的，不予登记并说明理由。",
    "Have the number and the name corrected; where there is nobody, refuse it and say why.",
)
_REPORTERS = (Reporter.BENEFICIARY, Reporter.RELATIVE)
_NO_PAPERS: tuple[Paper, ...] = ()


def _events() -> Choices:
    return [("", "—"), *said(EVENT_WORDS.items())]


class EventForm(MatterForm):
    masked = frozenset({"number"})

    event = forms.ChoiceField(label=gettext_lazy("What happened"), choices=_events)
    happened_on = PastDayField(label=gettext_lazy("Day on which it happened"))
    more = forms.CharField(
        label=gettext_lazy("More about it, and how you know"),
        max_length=300,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReportForm(EventForm):
    reporter = forms.ChoiceField(
        label=gettext_lazy("Who reports it"),
        choices=lambda: [("", "—"), *said((each, REPORTER_WORDS[each]) for each in _REPORTERS)],
    )
    number = NumberField(
        label=gettext_lazy("Identity number of who draws the benefit"),
        required=False,
        help_text=gettext_lazy("Of a relative only; empty where you report of yourself."),
    )
    name = forms.CharField(label=gettext_lazy("Their name"), max_length=60, required=False, strip=True)
    field_order = ("reporter", "number", "name", "event", "happened_on", "more")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        is_relative = given.get("reporter") == Reporter.RELATIVE
        if given.get("event") == Event.DIED and given.get("reporter") == Reporter.BENEFICIARY:
            self.add_error("reporter", gettext_lazy("Nobody reports their own death: a relative does, saying of whom."))
        for name in ("number", "name"):
            if is_relative and not given.get(name) and name not in self.errors:
                self.add_error(name, gettext_lazy("Say of whom you report."))
            if not is_relative:
                given[name] = ""
        return given


class EmployerReportForm(EventForm):
    number = EmployeeField(label=gettext_lazy("Identity number of the employee, or their number with us"))
    field_order = ("number", "event", "happened_on", "more")


class _StopEvent(Matter):
    """One person signs: it decides nothing."""

    risks = (Risk.LOW,)
    may_agents = False
    category = "benefit_stop"
    conditions: Sequence[Words] = (
        Words(
            "出现停止发放情形之日起二十个工作日内报告；逾期的仍应报告",
            "Reported within twenty working days of it; what is late is reported all the same",
        ),
        Words("报告只作线索，核实前不停发", "A report is a lead: nothing stops before it is verified"),
    )
    papers = _NO_PAPERS
    basis = Words("社会保险经办条例第25条、第26条", "REG 25, 26")
    result = Words("登记为线索，由经办机构核实", "It is kept as a lead, which the agency looks into")

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Nothing that could tell the reporter who draws a benefit."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("报告的情形", "What is reported"), "", str(EVENT_WORDS[facts["event"]]))]

    def _report(
        self, person: Person, reporter: str, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime
    ) -> str:
        report_stop(
            person=person, event=facts["event"], happened_on=dt.date.fromisoformat(facts["happened_on"]),
            reporter=reporter, case=case, by=by, at=at,
        )  # fmt: skip
        return told(
            Words(
                "已登记，经办机构依法核实；核实前不停发。",
                "It is kept, and the agency looks into it; nothing stops before that.",
            )
        )


class StopEvent(_StopEvent):
    code = "stop_event"
    title = Words("报告停发待遇的情形", "Report what ends a benefit")
    who = Words("待遇享受人员本人或者其亲属", "Who draws a benefit, or a relative")
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = ReportForm

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        """Raises NOBODY_OF_THAT_NAME, to who handles it."""
        reporter = facts["reporter"]
        person: Person | None = Person.objects.get(number=case.subject)
        if reporter == Reporter.RELATIVE:
            person = person_by_identifier(facts["number"])
            if person is None or person.name != facts["name"]:
                raise NOBODY_OF_THAT_NAME()
        assert person is not None, "of themself, or found a moment ago"
        return self._report(head_of(person), reporter, case, facts, by, at)


class StopEventOfStaff(_StopEvent):
    code = "stop_event_employer"
    title = Words("报告（原）职工停发待遇的情形", "Report what ends a benefit of present or former staff")
    who = Words("用人单位，为本单位在职或者离职的人员", "An employer, of people it employs or employed")
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = EmployerReportForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        _employed(employer_of(subject), facts)

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = _employed(Employer.objects.get(number=case.subject), facts)
        return self._report(head_of(person), Reporter.EMPLOYER, case, facts, by, at)


def _employed(employer: Employer, facts: Mapping[str, Any]) -> Person:
    """Raises NEVER_EMPLOYED alike for people elsewhere and for numbers nobody has."""
    person = person_by_number(facts["number"])
    if person is None or not Employment.objects.filter(employer=employer, person__in=records_of(person.pk)).exists():
        raise NEVER_EMPLOYED(name=masked(facts["number"]))
    return person


STOP_EVENT, STOP_EVENT_OF_STAFF = StopEvent(), StopEventOfStaff()
