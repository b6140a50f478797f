"""The employer says what it has to say of an application by others: the burden of proof is its own (WIR 19)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.injury.actions import make_statement, why_not_state
from benefits.injury.models import Application
from benefits.injury.selectors import to_state
from enrollment.registry.matters.subject import employer_of, told
from enrollment.registry.questions import said
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

AGREES, DISAGREES = "agrees", "disagrees"
_ANSWERS = {
    AGREES: Words("认可是工伤", "It is an injury of work"),
    DISAGREES: Words("不认为是工伤，举证如下", "It is not, and this proves it"),
}


class StatementForm(MatterForm):
    linked = frozenset({"application"})

    application = forms.ChoiceField(label=gettext_lazy("Which application"))
    answer = forms.ChoiceField(
        label=gettext_lazy("What the employer holds"), choices=lambda: [("", "—"), *said(_ANSWERS.items())]
    )
    proof = forms.CharField(
        label=gettext_lazy("What happened, and what proves it"),
        max_length=600,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = Application.objects.filter(employer=employer_of(subject)).select_related("person") if subject else []
        self.fields["application"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.person.name} · {each.happened_on} · {each.number}")
            for each in found
            if each.answer_by is not None
        ]


class InjuryStatement(Matter):
    """One person takes it in: it decides nothing."""

    code = "injury_statement"
    title = Words("就工伤认定申请举证", "Say what the employer knows of an injury")
    subject_kind = "employer"
    line = Line.HRSS
    risks = (Risk.LOW,)
    category = "injury_statement"
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    who = Words("用人单位，职工等申请了工伤认定的", "An employer about whose worker others applied")
    conditions = (
        Words(
            "单位不认为是工伤的，由单位承担举证责任；拒不举证的，可以根据职工提供的证据作出决定",
            "The burden of proof is the employer's; where it proves nothing, the worker's evidence decides",
        ),
    )
    papers = (
        Paper(
            "injury_evidence",
            Words("证据材料", "Evidence"),
            Words("工伤保险条例第19条", "WIR 19"),
            is_required=False,
        ),
    )
    basis = Words("工伤保险条例第19条", "WIR 19")
    result = Words("作为证据审核", "It is weighed as evidence")
    form = StatementForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if to_state(employer_of(subject)):
            return []
        return [Obstacle(Words("没有需要举证的申请", "No application waits for a word of this employer"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _application(facts).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_state(_application(facts)):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("单位的意见", "What the employer holds"), "", str(_ANSWERS[facts["answer"]]))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        make_statement(
            application=_application(facts), agrees=facts["answer"] == AGREES, case=case, by=by, at=at
        )  # fmt: skip
        return told(Words("已收到，将作为证据审核。", "Received; it is weighed as evidence."))


def _application(facts: Mapping[str, Any]) -> Application:
    return Application.objects.select_related("person", "region", "statement", "certification").get(
        number=facts["application"]
    )


STATEMENT = InjuryStatement()
