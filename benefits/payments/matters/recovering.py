"""Benefits that were not due come back: a repayment the bank shows, or an agreement on monthly amounts (REG 46)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.actions import agree, left_of, repay, why_not_agree, why_not_repay
from benefits.payments.models import Overpayment
from benefits.payments.selectors import overpayments_of
from enrollment.registry.matters.subject import IDENTITY_CARD, person_of, told
from enrollment.registry.questions import MonthQuestion
from funds.banking.forms import BankLineForm, read_off, told_fen
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Change, Matter, MatterForm, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

MOST_MONTHS = 120


class OfADemand(MatterForm):
    """About one demand of the person."""

    linked = frozenset({"demand"})

    demand = forms.ChoiceField(label=gettext_lazy("Which demand"))

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = overpayments_of(person_of(subject).pk) if subject else []
        self.fields["demand"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.number} · ¥{written(left_of(each))} / {written(each.amount_fen)}") for each in found
        ]


class RepaymentForm(BankLineForm, OfADemand):
    """How much of it came, by which line of the bank."""


class AgreementForm(OfADemand):
    first_month = MonthQuestion(label=gettext_lazy("First month of repayment"))
    months = forms.IntegerField(label=gettext_lazy("Over how many months"), min_value=2, max_value=MOST_MONTHS)
    why = forms.CharField(label=gettext_lazy("Why not at once"), max_length=300, strip=True)


def demand_of(facts: Mapping[str, Any]) -> Overpayment:
    related = "ending__entitlement__person", "ending__entitlement__region"
    return Overpayment.objects.select_related(*related).get(number=facts["demand"])


class AboutADemand(Matter):
    """Two people, always: it is money of the fund."""

    subject_kind = "person"
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "overpayment"
    papers: Any = ()
    basis = Words("社会保险经办条例第46条", "REG 46")
    who = Words("多享受待遇的人或其继承人", "Whoever was paid more than was due, or who inherits from them")

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if any(left_of(each) for each in overpayments_of(person_of(subject).pk)):
            return []
        return [Obstacle(Words("没有待退还的待遇", "Nothing is to be returned"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return demand_of(facts).ending.entitlement.region


class RepayAnOverpayment(AboutADemand):
    code = "overpayment_repaid"
    title = Words("登记退还的待遇", "Record a repayment of benefits")
    conditions = (Words("款项已到支出户，有银行流水", "The money is on the expenditure account, with the bank's line"),)
    result = Words("入账，余额相应减少", "It is booked, and as much less is left")
    form = RepaymentForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_repay(demand_of(facts), told_fen(facts), read_off(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        left = left_of(demand_of(facts))
        after = f"¥{written(left - told_fen(facts))}"
        return [Change(Words("尚未退还", "Still to be returned"), f"¥{written(left)}", after)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        overpayment = demand_of(facts)
        repay(overpayment=overpayment, amount_fen=told_fen(facts), read=read_off(facts), case=case, by=by, at=at)
        words = Words("已入账，尚余 {left} 元。", "Booked; ¥{left} are left.")
        return told(words.filled(left=written(left_of(overpayment))))


class AgreeOnRepayment(AboutADemand):
    code = "repayment_agreement"
    title = Words("多享受待遇的还款协议", "Agreement on repaying benefits")
    conditions = (Words("一次退还有困难", "It cannot be returned at once"),)
    papers = (IDENTITY_CARD,)
    result = Words("按月退还，合计等于应退余额", "Monthly amounts that sum to what is left")
    form = AgreementForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_agree(demand_of(facts), facts["months"]):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        overpayment = demand_of(facts)
        after = Words("自 {month} 起分 {many} 个月", "over {many} months from {month} on").filled(
            month=facts["first_month"], many=facts["months"]
        )
        left = f"¥{written(left_of(overpayment))}"
        return [Change(Words("退还方式", "How it is returned"), left, str(after))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        agreement = agree(
            overpayment=demand_of(facts), first_month=Month.parse(facts["first_month"]), months=facts["months"],
            case=case, by=by, at=at,
        )  # fmt: skip
        words = Words("{amount} 元分 {many} 个月退还。", "¥{amount} are returned over {many} months.")
        return told(words.filled(amount=written(agreement.amount_fen), many=facts["months"]))


REPAYMENT, AGREEMENT = RepayAnOverpayment(), AgreeOnRepayment()
