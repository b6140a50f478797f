"""Whether an injury is one of work: decided by two, in sixty days, in fifteen where it is clear (WIR 14–20; WIC 18–22).

The case opens as an application is accepted. Whoever handles it writes the conclusion into its facts and signs; the
clock stands while another authority's conclusion is waited for (WIR 20). “Not one of work” is a conclusion with its
ground, not a refusal of the case.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from benefits.injury.actions import certify, why_not_certify
from benefits.injury.actions.certifying import NOT_CONCLUDED, why_not_sign, why_not_there
from benefits.injury.forms.sites import SiteField
from benefits.injury.models import Application
from benefits.injury.rules.grounds import APPLICANT_WORDS, GROUND_WORDS, OUTCOME_OF, OUTCOME_WORDS
from benefits.injury.selectors import applications_of, waiting_of
from benefits.injury.words import stands_words
from contributions.projects.models import Project
from contributions.projects.selectors import project_numbered
from enrollment.registry.matters.subject import person_of, told
from enrollment.registry.questions import said
from siadmin.agency.forms import PastDayField
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.matters import actions, subjects
from siadmin.matters.catalogue import Beside, Change, Matter, MatterForm, Obstacle
from siadmin.matters.models import AppliedBy, Case
from siadmin.matters.rules import Risk
from siadmin.matters.selectors.cases import facts_of
from siadmin.matters.subjects import Subject

CONCLUDE_INSTEAD = Reason(
    "injury_conclude_instead",
    "不予认定也是认定结论，须写明情形并作出书面决定。",
    "That it is not one of work is a conclusion too: it has a ground and is told in writing.",
    "把“认定的情形”改为第16条或者“不符合任何情形”，再签署。",
    "Choose the ground of WIR 16, or none of these, and sign.",
)


class ConclusionForm(MatterForm):
    """Empty until it is concluded; the application stands."""

    linked = frozenset({"application"})

    application = forms.ChoiceField(label=gettext_lazy("Which application"))
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground of the decision"),
        choices=lambda: [("", "—"), *said(GROUND_WORDS.items())],
        required=False,
    )
    happened_on = PastDayField(
        label=gettext_lazy("Day of the injury, as found"),
        required=False,
    )
    project = SiteField()
    found = forms.CharField(
        label=gettext_lazy("What was found, and on which evidence"),
        max_length=600,
        strip=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stands in the letter to the worker and the employer."),
    )

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = applications_of(person_of(subject)) if subject else []
        self.fields["application"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.happened_on} · {each.number}") for each in own
        ]


class InjuryCertification(Matter):
    """Two people, always, none of whom is the worker or acts for the employer."""

    code = category = "injury_certification"
    title = Words("工伤认定", "Certify an injury of work")
    subject_kind = "person"
    line = Line.HRSS
    risks = (Risk.MIDDLE,)
    may_agents = False
    who = Words("受理工伤认定申请后由经办机构办理", "The agency, once an application is accepted")
    conditions = (
        Words("符合工伤保险条例第14条或者第15条，没有第16条的情形", "A case of WIR 14 or 15, and none of WIR 16"),
        Words(
            "需要以司法机关等的结论为依据的，期限中止（第20条）",
            "The clock stands while a court's or another authority's conclusion is waited for (WIR 20)",
        ),
    )
    papers: Any = ()
    basis = Words("工伤保险条例第14条至第20条；工伤认定办法第8条至第22条", "WIR 14–20; WIC 8–22")
    result = Words("书面决定，送达职工和用人单位", "A decision in writing to the worker and the employer")
    form = ConclusionForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if waiting_of(person_of(subject)):
            return []
        return [Obstacle(Words("没有待认定的申请", "No application waits to be decided"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _application(facts).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """What is concluded is asked as it is signed."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        if not facts.get("ground"):
            return []
        outcome = OUTCOME_WORDS[OUTCOME_OF[facts["ground"]]]
        return [
            Change(Words("结论", "Conclusion"), "", str(outcome)),
            Change(Words("情形", "Ground"), "", str(GROUND_WORDS[facts["ground"]])),
        ]

    def signed(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """Raises NOT_CONCLUDED and what a certification refuses."""
        if not all(facts.get(name) for name in ("ground", "happened_on", "found")):
            raise NOT_CONCLUDED()
        application = _application(facts)
        if refusal := why_not_sign(application, by, timezone.localdate(at)):
            raise refusal
        if refusal := why_not_there(application, _site(facts, application)):
            raise refusal

    def decided_against(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        if why_not_certify(_application(facts), timezone.localdate(at)) is None:
            raise CONCLUDE_INSTEAD()

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        application = _application(facts)
        decided = certify(
            application=application, ground=facts["ground"], happened_on=dt.date.fromisoformat(facts["happened_on"]),
            found=facts["found"], project=_site(facts, application), case=case, by=by, at=at,
        )  # fmt: skip
        outcome = OUTCOME_WORDS[decided.outcome]
        return told(Words("{outcome}。决定书已送达。", "It is {outcome}. The letter is sent.").filled(outcome=outcome))

    def beside(self, case: Case) -> Beside | None:
        application = _application(facts_of(case))
        told_by = application.case
        return Beside(
            "injury/_application.html",
            {
                "application": application,
                "applicant": APPLICANT_WORDS[application.applicant],
                "ground": GROUND_WORDS[application.ground],
                "stands": stands_words(application),
                "told": facts_of(told_by),
                "proof": facts_of(application.statement.case) if hasattr(application, "statement") else None,
            },
        )


class InjuryCertificationClear(InjuryCertification):
    """Facts and duties are clear: fifteen days (WIR 20)."""

    code = category = "injury_certification_clear"
    title = Words("工伤认定（事实清楚）", "Certify an injury of work whose facts are clear")


def open_certification(application: Application, *, by: User, at: dt.datetime) -> Case:
    """The case in which two decide upon it: its clock begins with the day it was accepted."""
    matter = CERTIFICATION_CLEAR if application.is_undisputed else CERTIFICATION
    number = application.person.number
    facts = {
        "application": application.number, "ground": "", "happened_on": str(application.happened_on), "found": "",
        "project": application.project.number if application.project else "",
    }  # fmt: skip
    return actions.receive(
        matter=matter, subject=subjects.find("person", [number])[number], facts=facts, applied_by=AppliedBy.AGENCY,
        by=by, at=at,
    )  # fmt: skip


def _application(facts: Mapping[str, Any]) -> Application:
    related = ("person", "employer", "region", "project__employer", "case", "statement__case", "certification")
    return Application.objects.select_related(*related).get(number=facts["application"])


def _site(facts: Mapping[str, Any], application: Application) -> Project | None:
    """On whose site it was, as found; as it was applied for where nothing else was found."""
    told = facts.get("project")
    return application.project if told is None else project_numbered(told)


CERTIFICATION, CERTIFICATION_CLEAR = InjuryCertification(), InjuryCertificationClear()
