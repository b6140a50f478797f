"""What came back twice goes to the person, or is kept for what another demand still asks (REG 46)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.actions import (
    keep_owed,
    left_of,
    left_owed,
    pay_back,
    why_not_keep,
    why_not_pay_back,
)
from benefits.payments.matters.recovering import AboutADemand
from benefits.payments.models import Overpayment, OwedBack
from benefits.payments.selectors import overpayments_of, owed_to
from enrollment.registry.matters.subject import person_of, told
from funds.banking.forms import LineForm, line_day, read_off
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.catalogue import Change, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.subjects import Subject

PAID = "paid"


class OwedForm(LineForm):
    """All that is left is settled; the line is asked for where it was paid."""

    linked = frozenset({"owed"})

    owed = forms.ChoiceField(label=gettext_lazy("What is owed"))
    how = forms.ChoiceField(label=gettext_lazy("How it is settled"))
    paid_on = line_day(gettext_lazy("Day on which it was paid"), is_required=False)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.fields["bank_reference"].required = False
        person = person_of(subject).pk if subject else None
        open_ones = [each for each in owed_to(person) if left_owed(each)] if person else []
        demands = [each for each in overpayments_of(person) if left_of(each)] if person else []
        kept = gettext_lazy("kept for")
        owed = [(each.number, f"{each.number} · ¥{written(left_owed(each))}") for each in open_ones]
        ways = [(each.number, f"{kept} {each.number} · ¥{written(left_of(each))}") for each in demands]
        self.fields["owed"].choices = owed  # type: ignore[attr-defined]
        self.fields["how"].choices = [(PAID, gettext_lazy("paid to the person")), *ways]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("how") == PAID:
            for field in ("paid_on", "bank_reference"):
                if not self.cleaned_data.get(field) and field not in self.errors:
                    self.add_error(field, gettext_lazy("As the bank's statement shows it."))
        return cleaned


class SettleWhatIsOwed(AboutADemand):
    code = "owed_back"
    title = Words("退回重复收回的待遇", "Pay back what came back twice")
    who = Words("退还的待遇又被银行退回的人", "Whoever repaid what the bank then returned")
    conditions = (
        Words("银行退回的款项，本人已退还或者已抵扣", "The bank returned what had been repaid, or set off"),
        Words(
            "退回本人，或者抵作同一基金其他应退款", "Paid to the person, or kept for another demand of the same fund"
        ),
    )
    result = Words("退回并入账，或者抵作应退款", "It is paid and booked, or kept")
    form = OwedForm

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if any(left_owed(each) for each in owed_to(person_of(subject).pk)):
            return []
        return [Obstacle(Words("没有应退回本人的款项", "Nothing is owed to the person"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _owed(facts).overpayment.ending.entitlement.region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        owed = _owed(facts)
        if facts["how"] == PAID:
            refusal = why_not_pay_back(owed, read_off(facts, day="paid_on"), on)
        else:
            refusal = why_not_keep(owed, _kept_for(facts))
        if refusal:
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        left = left_owed(_owed(facts))
        kept = left if facts["how"] == PAID else min(left, left_of(_kept_for(facts)))
        return [Change(Words("应退回本人", "Owed to the person"), f"¥{written(left)}", f"¥{written(left - kept)}")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        owed = _owed(facts)
        if facts["how"] == PAID:
            settled = pay_back(owed=owed, read=read_off(facts, day="paid_on"), case=case, by=by, at=at)
            words = Words("已退回 {amount} 元。", "¥{amount} were paid back.")
        else:
            settled = keep_owed(owed=owed, kept_for=_kept_for(facts), case=case, by=by, at=at)
            words = Words("已抵作应退款 {amount} 元。", "¥{amount} were kept for what is to be returned.")
        return told(words.filled(amount=written(settled.amount_fen)))


def _owed(facts: Mapping[str, Any]) -> OwedBack:
    related = "overpayment__ending__entitlement__person", "overpayment__ending__entitlement__region"
    return OwedBack.objects.select_related(*related).get(number=facts["owed"])


def _kept_for(facts: Mapping[str, Any]) -> Overpayment:
    return Overpayment.objects.select_related("ending__entitlement").get(number=facts["how"])


OWED = SettleWhatIsOwed()
