"""A conclusion of the appraisal committee is put on record: the grade, and how far nursing is needed (WIR 21–29)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.injury.actions import record_appraisal, why_not_record
from benefits.injury.actions.appraising import Conclusion
from benefits.injury.models import AppraisalKind
from benefits.injury.rules.appraising import KIND_WORDS, NURSING
from benefits.injury.selectors import injuries_of, injury_numbered
from benefits.injury.words import grade_words
from enrollment.registry.matters.subject import person_of, told
from enrollment.registry.questions import Choices, said
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Matter, MatterForm, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

NO_GRADE, NO_NURSING = "none", "none"


def _grades() -> Choices:
    return [("", "—"), *said([(NO_GRADE, grade_words(None)), *((str(n), grade_words(n)) for n in range(1, 11))])]


def _nursing() -> Choices:
    return [("", "—"), *said([(NO_NURSING, Words("能够自理", "none")), *NURSING.items()])]


class AppraisalForm(MatterForm):
    linked = frozenset({"injury"})

    injury = forms.ChoiceField(label=gettext_lazy("Which injury"))
    kind = forms.ChoiceField(label=gettext_lazy("Which appraisal"), choices=lambda: said(KIND_WORDS.items()))
    asked_on = forms.DateField(
        label=gettext_lazy("Day on which it was asked for"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        help_text=gettext_lazy("Of an appraisal asked for again, or of a review."),
    )
    committee = forms.CharField(label=gettext_lazy("Committee"), max_length=80, strip=True)
    document = forms.CharField(label=gettext_lazy("Number of the conclusion"), max_length=40, strip=True)
    concluded_on = forms.DateField(
        label=gettext_lazy("Concluded on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    delivered_on = forms.DateField(
        label=gettext_lazy("Served on the worker on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    grade = forms.ChoiceField(label=gettext_lazy("Grade of disability"), choices=_grades)
    nursing = forms.ChoiceField(label=gettext_lazy("Nursing"), choices=_nursing)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = injuries_of(person_of(subject)) if subject else []
        self.fields["injury"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.happened_on} · {each.employer.name} · {each.number}") for each in own
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") != AppraisalKind.FIRST and not given.get("asked_on") and "asked_on" not in self.errors:
            self.add_error("asked_on", gettext_lazy("Say when it was asked for."))
        return given


class InjuryAppraisal(Matter):
    """Two people, always: money follows from it."""

    code = "injury_appraisal"
    title = Words("登记劳动能力鉴定结论", "Record an appraisal of an injury")
    subject_kind = "person"
    line = Line.HRSS
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "injury_appraisal"
    who = Words("劳动能力鉴定委员会送达结论后由经办机构登记", "The agency, as the committee sends its conclusion")
    conditions = (
        Words(
            "再次鉴定在收到结论之日起15日内申请；省级结论为最终结论",
            "Asked for again in 15 days; the province's is final",
        ),
        Words("结论作出一年后可以申请复查鉴定", "Reviewed a year after the conclusion"),
    )
    papers: Any = ()
    basis = Words("工伤保险条例第21条至第29条；劳动能力鉴定管理办法第17条至第20条", "WIR 21–29; LCA 17–20")
    result = Words("结论生效后据以核定待遇", "Benefits are decided by it once it is final")
    form = AppraisalForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if injuries_of(person_of(subject)).exists():
            return []
        return [Obstacle(Words("没有已认定的工伤", "No injury of work is on record"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return injury_numbered(facts["injury"]).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_record(injury_numbered(facts["injury"]), _conclusion(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        before = injury_numbered(facts["injury"]).appraisals.order_by("-pk").first()
        then = str(grade_words(before.grade)) if before else ""
        return [Change(Words("伤残等级", "Grade"), then, str(grade_words(_conclusion(facts).grade)))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        injury = injury_numbered(facts["injury"])
        recorded = record_appraisal(injury=injury, told=_conclusion(facts), case=case, by=by, at=at)
        words = Words("已登记：{grade}，自 {day} 起生效。", "On record: {grade}, final from {day} on.")
        return told(words.filled(grade=grade_words(recorded.grade), day=recorded.final_from))


def _conclusion(facts: Mapping[str, Any]) -> Conclusion:
    asked = facts.get("asked_on")
    return Conclusion(
        kind=facts["kind"],
        grade=None if facts["grade"] == NO_GRADE else int(facts["grade"]),
        nursing="" if facts["nursing"] == NO_NURSING else facts["nursing"],
        committee=facts["committee"],
        document=facts["document"],
        concluded_on=dt.date.fromisoformat(facts["concluded_on"]),
        delivered_on=dt.date.fromisoformat(facts["delivered_on"]),
        asked_on=dt.date.fromisoformat(asked) if asked else None,
    )


APPRAISAL = InjuryAppraisal()
