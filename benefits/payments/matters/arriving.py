"""A payment that was told as returned had arrived: put right by two; and what arrived twice comes back (REG 40, 46)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.actions import (
    is_beside,
    left_twice,
    put_arrived_right,
    repay_twice,
    why_not_arrived,
    why_not_repay_twice,
)
from benefits.payments.models import Arrived, Payment, PaymentRun
from benefits.payments.rules.course import ANSWER_WORDS
from benefits.payments.selectors import arrived_twice_of, told_returned_of
from enrollment.registry.matters.subject import person_of, told
from funds.banking.forms import BankLineForm, read_off, told_fen
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.catalogue import Change, Matter, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class ArrivedForm(MatterForm):
    linked = frozenset({"payment"})

    payment = forms.ChoiceField(label=gettext_lazy("Which payment"))
    why = forms.CharField(label=gettext_lazy("What the bank's paper says"), max_length=500, strip=True)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = told_returned_of(person_of(subject).pk) if subject else []
        self.fields["payment"].choices = [  # type: ignore[attr-defined]
            (
                each.reference,
                f"{each.reference} · {each.month} · ¥{written(each.amount_fen)} · {ANSWER_WORDS[each.answer]}",
            )
            for each in found
        ]


class RepaidTwiceForm(BankLineForm):
    """How much of which came, by which line of the bank."""

    linked = frozenset({"demand"})

    demand = forms.ChoiceField(label=gettext_lazy("Which demand"))

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = arrived_twice_of(person_of(subject).pk) if subject else []
        self.fields["demand"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.number} · ¥{written(left_twice(each))} / {written(each.undue_fen)}")
            for each in found
            if left_twice(each)
        ]


class AboutAPayment(Matter):
    """Two people, always: it is money of the fund."""

    subject_kind = "person"
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "overpayment"
    papers: Any = ()

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE


class PutRightThatItArrived(AboutAPayment):
    code = "payment_arrived"
    title = Words("更正银行退回结果（实际已到账）", "Put right a payment that was told as returned and arrived")
    who = Words("待遇被报为退回、实际已到账的人", "Whoever was paid though a bank was said to have returned it")
    conditions = (
        Words("银行回盘报为退回", "The bank's answer, or who took it in, told it as returned"),
        Words("银行书面证明款项已到账", "The bank says in writing that it arrived"),
    )
    papers = (
        Paper(
            "bank_confirmation",
            Words("银行出具的到账证明", "The bank's paper that it arrived"),
            Words("社会保险经办条例第40条、第46条；会计法第14条", "REG 40, 46; Accounting Law art. 14"),
        ),
    )
    basis = Words("社会保险经办条例第37条、第40条、第46条", "REG 37, 40, 46")
    result = Words(
        "记为已到账并入账；已重新发放的，重复部分要求退还",
        "It counts as arrived and is booked; where it was paid again, what arrived twice is demanded back",
    )
    form = ArrivedForm

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if told_returned_of(person_of(subject).pk):
            return []
        return [Obstacle(Words("没有报为退回的款项", "No payment was told as returned"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _run(facts).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_arrived(_payment(facts)):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        payment = _payment(facts)
        amount = f"¥{written(payment.amount_fen)}"
        returned, there = Words("退回", "returned"), Words("已到账", "arrived")
        found = [Change(Words("本笔发放", "The payment"), f"{amount} {returned}", f"{amount} {there}")]
        if is_beside(payment):
            found.append(Change(Words("要求退还", "Demanded back"), "", amount))
        return found

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        arrived = put_arrived_right(payment=_payment(facts), reason=facts["why"], case=case, by=by, at=at)
        if not arrived.undue_fen:
            return told(Words("已更正为到账并入账。", "Put right as arrived, and booked."))
        words = Words(
            "已更正并入账；重复到账 {fen} 元，已要求退还（{number}）。",
            "Put right and booked; ¥{fen} arrived twice and are demanded back ({number}).",
        )
        return told(words.filled(fen=written(arrived.undue_fen), number=arrived.number))


class RepayWhatArrivedTwice(AboutAPayment):
    code = "paid_twice_repaid"
    title = Words("登记退还的重复到账款", "Record a repayment of what arrived twice")
    who = Words("同一笔待遇到账两次的人或其继承人", "Whoever was paid the same twice, or who inherits from them")
    conditions = (Words("款项已到支出户，有银行流水", "The money is on the expenditure account, with the bank's line"),)
    basis = Words("社会保险经办条例第46条", "REG 46")
    result = Words("入账，余额相应减少", "It is booked, and as much less is left")
    form = RepaidTwiceForm

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if any(left_twice(each) for each in arrived_twice_of(person_of(subject).pk)):
            return []
        return [Obstacle(Words("没有待退还的重复到账款", "Nothing that arrived twice is to be returned"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _demand(facts).run.region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_repay_twice(_demand(facts), told_fen(facts), read_off(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        left = left_twice(_demand(facts))
        after = f"¥{written(left - told_fen(facts))}"
        return [Change(Words("尚未退还", "Still to be returned"), f"¥{written(left)}", after)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        arrived = _demand(facts)
        repay_twice(arrived=arrived, amount_fen=told_fen(facts), read=read_off(facts), case=case, by=by, at=at)
        words = Words("已入账，尚余 {left} 元。", "Booked; ¥{left} are left.")
        return told(words.filled(left=written(left_twice(arrived))))


def _run(facts: Mapping[str, Any]) -> PaymentRun:
    return PaymentRun.objects.select_related("region").get(number=facts["payment"].rpartition("-")[0])


def _payment(facts: Mapping[str, Any]) -> Payment:
    own, row = _run(facts), int(facts["payment"].rpartition("-")[2])
    return Payment.objects.get(month=own.month, batch_id__in=own.batches.values("pk"), row=row)


def _demand(facts: Mapping[str, Any]) -> Arrived:
    return Arrived.objects.select_related("run__region", "person").get(number=facts["demand"])


ARRIVED, REPAID_TWICE = PutRightThatItArrived(), RepayWhatArrivedTwice()
