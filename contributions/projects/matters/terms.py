"""A project takes longer, or ends: filed by its contractor, decided by two; what has passed stays insured."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contributions.projects.actions import end_project, extend_project, why_not_end, why_not_extend
from contributions.projects.matters.registering import DayField
from contributions.projects.models import Project
from contributions.projects.reasons import NO_SUCH_PROJECT
from contributions.projects.selectors import not_ended, project_numbered, term_of
from enrollment.registry.matters.subject import AboutEmployer, employer_of, told
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Change, Door, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_NONE = Words("没有可以延期或者终止的建设项目", "No project is insured that may be extended or ended")
_PAPERS: Sequence[Paper] = (
    Paper(
        "project_term",
        Words("工期延长、竣工或者终止施工的证明，没有记录可查的", "What shows the new end, where no record has it"),
        Words("人社部发〔2014〕103号", "人社部发〔2014〕103号"),
        is_required=False,
    ),
)


class _TermForm(MatterForm):
    linked = frozenset({"project"})

    project = forms.ChoiceField(label=gettext_lazy("Which project"))
    last_on = DayField(label=gettext_lazy("Last day of work"))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=200, strip=True)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = not_ended(employer_of(subject), timezone.localdate()) if subject else []
        self.fields["project"].choices = [  # type: ignore[attr-defined]
            (each.project.number, f"{each.project.name} · {each.project.number} · {each.last}") for each in own
        ]


class _OfAProject(AboutEmployer):
    """Two people sign: who is insured follows from it. What counts is the day it was filed."""

    category = "change"
    line = Line.HRSS
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    who = Words("施工总承包单位", "The general contractor")
    papers = _PAPERS
    basis = Words("人社部发〔2014〕103号", "人社部发〔2014〕103号")
    form = _TermForm
    risks = (Risk.MIDDLE,)
    change: Words

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        is_any = bool(not_ended(employer_of(subject), on))
        return [*super().against(subject, on), *([] if is_any else [Obstacle(_NONE)])]

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Raises NO_SUCH_PROJECT; the days are looked at by the day it was filed."""
        _project(facts, employer_of(subject).pk)

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        project = _project(facts)
        if refusal := self._why_not(project, _last_on(facts), timezone.localdate(case.received_at)):
            raise refusal

    def _why_not(self, project: Project, last_on: dt.date, filed_on: dt.date) -> Refusal | None:
        raise NotImplementedError

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        project = _project(facts)
        return [
            Change(Words("参保项目", "Insured project"), project.number, project.number),
            Change(self.change, str(term_of(project).last_on), facts["last_on"]),
        ]


class ExtendProject(_OfAProject):
    code = "project_extension"
    title = Words("建设项目延长参保期限", "An insured project takes longer")
    conditions: Sequence[Words] = (Words("在参保期满前申请，不另缴费", "Filed before its end; nothing more is paid"),)
    result = Words("保障不间断，至新的竣工日期", "Insured without a gap until the new last day")
    change = Words("参保至", "Insured until")

    def _why_not(self, project: Project, last_on: dt.date, filed_on: dt.date) -> Refusal | None:
        return why_not_extend(project, last_on, filed_on)

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        project, last_on = _project(facts), _last_on(facts)
        extend_project(project=project, last_on=last_on, case=case, by=by, at=at)
        words = Words("项目 {number} 参保期限延长至 {day}。", "Project {number} is insured until {day}.")
        return told(words.filled(number=project.number, day=last_on))


class EndProject(_OfAProject):
    code = "project_ending"
    title = Words("建设项目终止参保", "End an insured project")
    conditions: Sequence[Words] = (
        Words(
            "提前竣工或者终止施工的，自申请之日或以后终止",
            "Done early, or given up: from the day of filing on, or later",
        ),
    )
    result = Words("终止之日后不再保障，已缴费用不退", "Not insured after that day; what was paid stays paid")
    change = Words("最后参保日", "Last insured day")

    def _why_not(self, project: Project, last_on: dt.date, filed_on: dt.date) -> Refusal | None:
        return why_not_end(project, last_on, filed_on)

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        project, last_on = _project(facts), _last_on(facts)
        end_project(project=project, last_on=last_on, case=case, by=by, at=at)
        words = Words("项目 {number} 于 {day} 后不再参保。", "Project {number} is not insured after {day}.")
        return told(words.filled(number=project.number, day=last_on))


def _project(facts: Mapping[str, Any], employer_id: int | None = None) -> Project:
    """Raises NO_SUCH_PROJECT."""
    found = project_numbered(facts["project"])
    if found is None or employer_id not in (None, found.employer_id):
        raise NO_SUCH_PROJECT(number=facts["project"])
    return found


def _last_on(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["last_on"])


EXTENSION, ENDING = ExtendProject(), EndProject()
