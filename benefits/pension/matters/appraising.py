"""A later conclusion that all working capacity is lost is put on record: the allowance rests on it from then on."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from benefits.pension.actions import Conclusion, record_appraisal, why_not_appraised
from benefits.pension.forms.disability import DisabilityForm
from benefits.pension.schemes.disability import APPRAISAL_PAPER
from benefits.pension.selectors.appraisals import allowance_of, last_appraisal
from enrollment.registry.matters.subject import IDENTITY_CARD, person_of, told
from enrollment.registry.models import Person
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Matter, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class LaterAppraisal(Matter):
    """Two people, always: an allowance is paid on it."""

    code = "disability_reappraised"
    title = Words("登记病残津贴的劳动能力复查鉴定结论", "Record a later appraisal for a disability allowance")
    subject_kind = "person"
    line = Line.HRSS
    risks = (Risk.MIDDLE,)
    may_agents = True
    category = "pension"
    who = Words("领取病残津贴、原鉴定结论有效期将满或已满的个人", "Who draws the allowance, and whose appraisal ends")
    conditions = (
        Words("仍为完全丧失劳动能力", "All working capacity is lost still"),
        Words(
            "结论为未完全丧失劳动能力的，不在此登记，按停发待遇办理",
            "Where it is not, nothing is recorded here: the benefit is stopped by its own case",
        ),
    )
    papers = (IDENTITY_CARD, APPRAISAL_PAPER)
    basis = Words("社会保险法第17条；人社部发〔2024〕72号", "SIL 17; MOHRSS [2024] 72")
    result = Words("病残津贴自此以该结论为依据", "The allowance rests on it from then on")
    form = DisabilityForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if allowance_of(person_of(subject), on) is not None:
            return []
        return [Obstacle(Words("没有在付的病残津贴", "No disability allowance is in payment"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        drawn = allowance_of(person_of(subject), on)
        return drawn.region if drawn else None

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_appraised(person_of(subject), _conclusion(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        before = last_appraisal(person_of(subject))
        then = f"{before.document}（{before.concluded_on}）" if before else ""
        now = f"{facts['appraisal']}（{facts['appraised_on']}）"
        return [Change(Words("鉴定结论", "Conclusion"), then, now)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        kept = record_appraisal(
            person=Person.objects.get(number=case.subject), told=_conclusion(facts), case=case, by=by, at=at
        )
        words = Words("已登记，有效至 {month}。", "On record; it holds to the end of {month}.")
        return told(words.filled(month=kept.holds_before - 1))


def _conclusion(facts: Mapping[str, Any]) -> Conclusion:
    return Conclusion(facts["appraisal"], dt.date.fromisoformat(str(facts["appraised_on"])))


REAPPRAISED = LaterAppraisal()
