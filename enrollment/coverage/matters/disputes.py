"""Disputing months: a person says that an employer did not insure them, did not pay, or paid on too low a base."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from enrollment.coverage.actions.disputes import keep_dispute
from enrollment.coverage.actions.orders import order, told_of_order
from enrollment.coverage.reasons import MONTHS_ARE_IN_ORDER, NO_MONTHS_IN_DISPUTE, UNKNOWN_EMPLOYER
from enrollment.coverage.rules.kinds import Claim
from enrollment.coverage.selectors.disputes import employers_known_to, is_in_order, shown_beside
from enrollment.coverage.words import CLAIMS
from enrollment.registry.matters.subject import told
from enrollment.registry.models import Employer
from enrollment.registry.questions import MonthQuestion, said
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Beside, Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_LABOUR_RELATION = Words(
    "劳社部发〔2005〕12号第二条（认定劳动关系可参照的凭证）",
    "MOHRSS 2005 No. 12, art. 2 (what shows a labour relation)",
)


def _paper(code: str, zh: str, en: str, basis: Words = _LABOUR_RELATION) -> Paper:
    return Paper(code, Words(zh, en), basis, is_required=False)


class DisputeForm(MatterForm):
    """Which employer, which months, what is wrong. The employer by name, or by its credit code."""

    employer = forms.ChoiceField(label=gettext_lazy("Employer"), required=False)
    credit_code = forms.CharField(
        label=gettext_lazy("Its unified social credit code, if it is not in the list"), max_length=20, required=False
    )
    first = MonthQuestion(label=gettext_lazy("First month"))
    last = MonthQuestion(label=gettext_lazy("Up to which month"))
    claim = forms.ChoiceField(label=gettext_lazy("What is wrong"), choices=lambda: said(CLAIMS.items()))
    story = forms.CharField(
        label=gettext_lazy("What happened"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Since when you work there, what you were paid, whom you asked."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = employers_known_to(self.subject.number) if self.subject else []
        named = str(self.data.get("employer") or self.initial.get("employer") or "")
        if named and named not in {employer.number for employer in known}:
            known += list(Employer.objects.filter(number=named))
        self.fields["employer"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((each.number, chosen(zh=each.name, en=each.name_en or each.name)) for each in known),
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        code = compact(given.get("credit_code") or "")
        if not given.get("employer") and code:
            found = Employer.objects.filter(credit_code=code, cancelled_on__isnull=True).first()
            if found is None:
                self._refuse("credit_code", UNKNOWN_EMPLOYER(code=code))
            else:
                given["employer"], given["credit_code"] = found.number, ""
        if not given.get("employer") and not code:
            self.add_error("employer", gettext_lazy("Say which employer it is."))
        if not self.errors:
            self._check_months(given)
        return given

    def _check_months(self, given: dict[str, Any]) -> None:
        first, last = Month.parse(given["first"]), Month.parse(given["last"])
        if first > last or last > Month.of(timezone.localdate()):
            self._refuse("first", NO_MONTHS_IN_DISPUTE(first=first, last=last))
        elif given["claim"] != Claim.BASE_TOO_LOW and self.subject is not None:
            employer = Employer.objects.get(number=given["employer"])
            if is_in_order(self.subject.number, employer, first, last, Claim(given["claim"]), timezone.localdate()):
                self._refuse("first", MONTHS_ARE_IN_ORDER(employer=employer.name, first=first, last=last))

    def _refuse(self, field: str, refusal: Refusal) -> None:
        self.add_error(field, f"{refusal.message} {refusal.remedy}")


class DisputeMonths(Matter):
    """The employer answers through its own door, a clerk decides, a second person signs (REG 37)."""

    code = "month_dispute"
    title = Words("对缴费月份提出异议", "Dispute a month")
    who = Words(
        "在用人单位工作、对参保缴费有异议的个人", "Whoever works for an employer and disputes what it insured or paid"
    )
    conditions = (
        Words(
            "单位未参保、未足额缴费，或基数低于工资",
            "The employer did not insure, did not pay, or paid on too low a base",
        ),
        Words("材料有什么交什么，没有也可以提出", "Bring what you have; without any paper it is taken as well"),
    )
    papers = (
        _paper("wage_record", "工资支付凭证（银行流水、工资条）", "Wage records (bank statement, pay slip)"),
        _paper("work_card", "工作证、服务证等证件", "Work card or similar"),
        _paper(
            "labour_contract",
            "劳动合同",
            "Labour contract",
            Words("劳动合同法第16条、第81条", "Labour Contract Law 16, 81"),
        ),
        _paper("attendance", "考勤记录、招聘登记、同事证言等", "Attendance, job application, colleagues' statements"),
    )
    basis = Words("社会保险法第4条、第58条、第60条、第63条、第82条", "SIL 4, 58, 60, 63, 82")
    result = Words("成立的，责令单位限期补办补缴", "If upheld, the employer is ordered to insure and pay by a day")
    category = "month_dispute"
    risks = (Risk.MIDDLE,)
    line = Line.HRSS
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = DisputeForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        """It binds an employer: two people, always."""
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        first, last = Month.parse(facts["first"]), Month.parse(facts["last"])
        if first > last or last > Month.of(on):
            raise NO_MONTHS_IN_DISPUTE(first=first, last=last)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        employer = Employer.objects.get(number=facts["employer"])
        months = f"{facts['first']} – {facts['last']}" if facts["first"] != facts["last"] else facts["first"]
        label = Words(f"{employer.name}，{months}", f"{employer.name_en or employer.name}, {months}")
        return [Change(label, str(CLAIMS[facts["claim"]]), str(Words("责令限期补办补缴", "ordered to put it right")))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        return told(told_of_order(order(case=case, by=by, at=at)))

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        keep_dispute(case=case, facts=facts, at=at)

    def beside(self, case: Case) -> Beside | None:
        return Beside("coverage/_dispute.html", shown_beside(case))


MONTH_DISPUTE = DisputeMonths()
