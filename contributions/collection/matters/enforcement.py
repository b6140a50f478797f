"""The steps of SIL 63 as matters: the agency takes each of its own accord, the graver ones with more signatures."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contributions.collection.actions import RUNG_NOT_THERE, take_rung
from contributions.collection.enforcement import owed_now, taken_rungs
from contributions.collection.matters.standing import nothing_overdue
from contributions.collection.matters.words import LINE_WORDS
from contributions.collection.models import Enforcement
from contributions.collection.rules.ladder import RUNGS, Rung, may_take
from enrollment.registry.matters.subject import employer_of, told
from enrollment.registry.models import Employer
from enrollment.registry.questions import Choices, said
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

# Asking the employer is one person's; asking banks is two people's; taking money or property three people's.
_RISKS = {Rung.ORDER_TO_PAY: Risk.LOW, Rung.BANK_QUERY: Risk.MIDDLE, Rung.GUARANTEE_DEMAND: Risk.MIDDLE}


def _rungs() -> Choices:
    return said((rung, RUNGS[rung].title) for rung in Rung)


class StepForm(MatterForm):
    linked = frozenset({"rung"})

    rung = forms.ChoiceField(label=gettext_lazy("Step"), choices=_rungs)
    note = forms.CharField(
        label=gettext_lazy("Note for the letter"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as the bank that is asked, or what it answered. No account numbers."),
    )


class TakeAStep(Matter):
    category = "enforcement"
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER})
    who = Words("经办机构依职权", "The agency of its own accord")
    conditions = (
        Words("保险费到期未缴，且未缓缴", "Contributions are past due and not deferred"),
        Words(
            "逐级采取，前一步的期限届满后方可进行下一步",
            "One step after the other, each after the day of the one before",
        ),
    )
    papers: tuple[Paper, ...] = ()
    basis = Words("社会保险法第63条、第86条", "SIL 63, 86")
    result = Words("出具文书并记录期限", "The letter is issued and its day is on record")
    form = StepForm

    def __init__(self, line: str) -> None:
        self.line = line
        self.code = f"enforcement_{line}"
        self.title = LINE_WORDS[line].of(Words("追缴欠费", "Collect what is past due"))

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return _RISKS.get(Rung(facts["rung"]), Risk.HIGH)

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        return nothing_overdue(subject, self.line, on)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        employer, rung = employer_of(subject), Rung(facts["rung"])
        if not may_take(rung, taken_rungs(self._open(employer)), on):
            raise RUNG_NOT_THERE(step=RUNGS[rung].title)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        employer, rung = employer_of(subject), Rung(facts["rung"])
        standing = self._open(employer)
        last = standing.steps.order_by("-pk").first() if standing else None
        before = str(RUNGS[Rung(last.rung)].title) if last else str(Words("尚未追缴", "nothing yet"))
        owed = owed_now(employer, self.line, timezone.localdate())
        return [
            Change(Words("追缴", "Step"), before, str(RUNGS[rung].title)),
            Change(Words("欠缴保险费", "Past due"), "", f"¥{written(owed.open_fen)}"),
            Change(Words("滞纳金", "Late fee"), "", f"¥{written(owed.fee_fen)}"),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        rung = Rung(facts["rung"])
        step = take_rung(
            employer=Employer.objects.get(number=case.subject),
            line=self.line,
            rung=rung,
            office=case.office,
            case_number=case.number,
            note=facts["note"],
            by=by,
            at=at,
        )
        words = Words("已作出“{step}”，文书 {letter}，期限至 {due_on}。", "Done: {step}. Letter {letter}, by {due_on}.")
        return told(words.filled(step=RUNGS[rung].title, letter=step.letter.number, due_on=step.due_on))

    def _open(self, employer: Employer) -> Enforcement | None:
        return Enforcement.objects.filter(employer=employer, line=self.line, ended_on=None).first()


ENFORCEMENTS = {line: TakeAStep(line) for line in Line.values}
