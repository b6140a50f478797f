"""An injury is applied for: by the employer in thirty days, else by the worker, a relative or the union (WIR 17, 18).

One person decides whether it is accepted, in fifteen days; with that the case opens in which two decide what it is.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from benefits.injury.actions import accept, why_not_accept
from benefits.injury.actions.applying import Told
from benefits.injury.forms.sites import SiteField
from benefits.injury.matters.certifying import open_certification
from benefits.injury.rules.grounds import APPLICANT_WORDS, CLAIMED, GROUND_WORDS, Applicant
from benefits.injury.selectors import employer_named, employers_now
from contributions.projects.selectors import project_numbered
from enrollment.participation.matters.employment import EmployeeField
from enrollment.registry.matters.subject import AboutEmployer, employer_of, person_of, told
from enrollment.registry.models import Employer, Person
from enrollment.registry.questions import said
from enrollment.registry.records import head_of
from enrollment.registry.selectors import person_by_number
from siadmin.agency.forms import PastDayField
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

NOBODY_OF_THIS_NUMBER = Reason(
    "injury_nobody_of_this_number",
    "没有身份号码为 {number} 的登记人员。",
    "Nobody is registered under {number}.",
    "核对身份号码；尚未登记的，先办理登记。",
    "Check the number; who is not registered is registered first.",
)
_OTHERS = (Applicant.WORKER, Applicant.RELATIVE, Applicant.UNION)
DIAGNOSIS = Paper(
    "injury_diagnosis",
    Words("医疗诊断证明或者职业病诊断证明书（鉴定书）", "The medical diagnosis, or that of the occupational disease"),
    Words("工伤保险条例第18条", "WIR 18"),
)
LABOUR_RELATION = Paper(
    "labour_relation",
    Words("劳动关系（含事实劳动关系）证明，没有用工记录的", "What shows the labour relation, where none is on record"),
    Words("工伤保险条例第18条", "WIR 18"),
    is_required=False,
)


class InjuryForm(MatterForm):
    happened_on = PastDayField(label=gettext_lazy("Day of the accident, or of the diagnosis of the disease"))
    place = forms.CharField(label=gettext_lazy("Where it happened"), max_length=120, strip=True)
    story = forms.CharField(
        label=gettext_lazy("What happened, and who saw it"),
        max_length=600,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    harm = forms.CharField(label=gettext_lazy("What was hurt, by the diagnosis"), max_length=200, strip=True)
    ground = forms.ChoiceField(
        label=gettext_lazy("Which case of the law it is"),
        choices=lambda: [("", "—"), *said((each, GROUND_WORDS[each]) for each in CLAIMED)],
    )
    project = SiteField()
    undisputed = forms.BooleanField(
        label=gettext_lazy("The facts are clear and nobody disputes them: decided in fifteen days"), required=False
    )


class WorkersForm(InjuryForm):
    applicant = forms.ChoiceField(
        label=gettext_lazy("Who applies"), choices=lambda: said((each, APPLICANT_WORDS[each]) for each in _OTHERS)
    )
    employer = forms.CharField(
        label=gettext_lazy("Credit code of the employer, or its number with us"), max_length=40, strip=True
    )
    excuse = forms.CharField(
        label=gettext_lazy("Where a year has passed: what kept the worker from applying"),
        max_length=300,
        required=False,
        strip=True,
    )
    field_order = (
        "applicant", "employer", "happened_on", "place", "project", "story", "harm", "ground", "undisputed", "excuse",
    )  # fmt: skip

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        """Who employs the worker by the record is filled in, and told by name."""
        super().__init__(*args, subject=subject, **kwargs)
        if subject and (known := employers_now(person_of(subject))):
            self.fields["employer"].initial = known[0].credit_code
            named = [f"{chosen(zh=each.name, en=each.name_en or each.name)} {each.credit_code}" for each in known]
            self.fields["employer"].help_text = format_html(gettext("On record: {names}"), names=" · ".join(named))

    def clean_employer(self) -> str:
        found = employer_named(self.cleaned_data["employer"])
        if found is None:
            raise forms.ValidationError(
                gettext_lazy("No employer is registered under this code: one that never was is registered first.")
            )
        return found.number


class EmployersForm(InjuryForm):
    masked = frozenset({"number"})
    linked = frozenset({"number"})

    number = EmployeeField(label=gettext_lazy("Identity number of the injured worker, or their number with us"))
    field_order = ("number", "happened_on", "place", "project", "story", "harm", "ground", "undisputed")


class _Applies(Matter):
    """One person accepts it or not: what it is, two decide."""

    line = Line.HRSS
    category = "injury_application"
    risks = (Risk.LOW,)
    papers = (DIAGNOSIS, LABOUR_RELATION)
    conditions = (
        Words(
            "用人单位应当自事故发生或者被诊断为职业病之日起30日内申请；逾期的，此前发生的待遇费用由单位负担",
            "The employer applies within 30 days; if it is late it bears the costs of until then",
        ),
        Words("单位未申请的，职工、近亲属、工会可在一年内申请", "Else the worker, a relative or the union, in a year"),
    )
    basis = Words("工伤保险条例第17条、第18条；工伤认定办法第4条至第8条", "WIR 17, 18; WIC 4–8")
    result = Words(
        "15日内决定是否受理；受理后60日内作出认定决定，事实清楚的15日内",
        "Accepted or not in 15 days; then decided in 60, or in 15 where it is clear",
    )

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        """Where the project is insured on whose site it happened, else where the employer is."""
        return self._told(facts, on).region(self._employer(facts, subject))

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person, employer = self._person(facts, subject), self._employer(facts, subject)
        if refusal := why_not_accept(person, employer, self._told(facts, on)):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        employer = self._employer(facts, subject)
        name = Words(employer.name, employer.name_en or employer.name)
        return [
            Change(Words("用人单位", "Employer"), "", str(name)),
            Change(Words("申请的情形", "Case of the law"), "", str(GROUND_WORDS[facts["ground"]])),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person, employer = self._of_case(case, facts)
        told_then = self._told(facts, timezone.localdate(case.received_at))
        application = accept(person=person, employer=employer, told=told_then, case=case, by=by, at=at)
        opened = open_certification(application, by=by, at=at)
        words = Words(
            "已受理（{number}），{day} 前作出认定决定（办件 {case}）。",
            "Accepted ({number}); it is decided by {day} (case {case}).",
        )
        return told(words.filled(number=application.number, day=opened.due_on, case=opened.number))

    def _employer(self, facts: Mapping[str, Any], subject: Subject | None) -> Employer:
        raise NotImplementedError

    def _person(self, facts: Mapping[str, Any], subject: Subject | None) -> Person:
        raise NotImplementedError

    def _of_case(self, case: Case, facts: Mapping[str, Any]) -> tuple[Person, Employer]:
        raise NotImplementedError

    def _told(self, facts: Mapping[str, Any], applied_on: dt.date) -> Told:
        return Told(
            applicant=facts.get("applicant", Applicant.EMPLOYER),
            applied_on=applied_on,
            happened_on=dt.date.fromisoformat(facts["happened_on"]),
            ground=facts["ground"],
            is_undisputed=bool(facts["undisputed"]),
            excuse=facts.get("excuse") or "",
            project=project_numbered(facts.get("project") or ""),
        )


class InjuryApplication(_Applies):
    code = "injury_application"
    title = Words("申请工伤认定", "Apply for an injury to be certified as one of work")
    who = Words("受伤害职工本人、其近亲属或者工会组织", "The injured worker, a near relative, or the union")
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = WorkersForm

    def _employer(self, facts: Mapping[str, Any], subject: Subject | None) -> Employer:
        return _numbered(facts["employer"])

    def _person(self, facts: Mapping[str, Any], subject: Subject | None) -> Person:
        return person_of(subject)

    def _of_case(self, case: Case, facts: Mapping[str, Any]) -> tuple[Person, Employer]:
        return Person.objects.get(number=case.subject), _numbered(facts["employer"])


class InjuryApplicationOfStaff(_Applies, AboutEmployer):
    code = "injury_application_employer"
    title = Words("为职工申请工伤认定", "Apply for an injury of one's worker to be certified")
    who = Words("用人单位，在30日内", "The employer, within 30 days")
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = EmployersForm

    def _employer(self, facts: Mapping[str, Any], subject: Subject | None) -> Employer:
        return employer_of(subject)

    def _person(self, facts: Mapping[str, Any], subject: Subject | None) -> Person:
        """Whom it never reported too: that is what an application may be about. Raises NOBODY_OF_THIS_NUMBER."""
        found = person_by_number(facts["number"])
        if found is None:
            raise NOBODY_OF_THIS_NUMBER(number=masked(facts["number"]))
        return head_of(found)

    def _of_case(self, case: Case, facts: Mapping[str, Any]) -> tuple[Person, Employer]:
        return self._person(facts, None), Employer.objects.select_related("pooling_region").get(number=case.subject)


def _numbered(number: str) -> Employer:
    return Employer.objects.select_related("pooling_region").get(number=number)


APPLICATION, APPLICATION_OF_STAFF = InjuryApplication(), InjuryApplicationOfStaff()
