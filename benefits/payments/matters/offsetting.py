"""What is left of an overpayment is set off against another benefit of the same person and fund (REG 46)."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.actions import (
    left_of,
    may_be_set_off,
    set_off,
    why_not_set_off,
    why_not_withdraw,
    withdraw_offset,
)
from benefits.payments.matters.recovering import AboutADemand, OfADemand, demand_of
from benefits.payments.models import Entitlement
from benefits.payments.selectors import entitlements_of, name_of, overpayments_of, standing_offset
from enrollment.registry.matters.subject import IDENTITY_CARD, person_of, told
from siadmin.agency.forms import YuanField
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, written
from siadmin.matters.catalogue import Change, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.subjects import Subject

CONSENT = Paper(
    "offset_consent",
    Words("本人签署的抵扣同意书", "The person's written consent to the set-off"),
    Words("社会保险经办条例第46条", "REG 46"),
)

WITHDRAWAL = Paper(
    "offset_withdrawal",
    Words("本人签署的撤回书", "The person's written withdrawal"),
    Words("社会保险经办条例第46条", "REG 46"),
)


class OffsetForm(OfADemand):
    against = forms.ChoiceField(label=gettext_lazy("Against which benefit"))
    most = YuanField(label=gettext_lazy("At most of each payment, ¥"), min_value=Decimal("0.01"))
    consented_on = forms.DateField(
        label=gettext_lazy("Day of the written consent"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = _drawn(person_of(subject).pk) if subject else []
        self.fields["against"].choices = [(each.number, f"{name_of(each)} · {each.number}") for each in found]  # type: ignore[attr-defined]


def _drawn(person_id: int) -> list[Entitlement]:
    """Benefits that something demanded of the person may be set off against, each once."""
    own, found = entitlements_of(person_id), {}
    for each in overpayments_of(person_id):
        if left_of(each):
            found.update({fit.pk: fit for fit in may_be_set_off(each, own)})
    return list(found.values())


class SetOffAnOverpayment(AboutADemand):
    code = "overpayment_offset"
    title = Words("以后续待遇抵扣多享受的待遇", "Set an overpayment off against a benefit")
    conditions = (
        Words("本人书面同意，写明每月最多抵扣额", "The person consents in writing, to so much a month at most"),
        Words("同一地区同一基金仍在支付本人的待遇", "The same fund of the same place pays them a benefit by the month"),
    )
    papers = (IDENTITY_CARD, CONSENT)
    result = Words("自下一批次起按月抵扣，直到退清", "From the next run on, month by month, until nothing is left")
    form = OffsetForm

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if found := super().against(subject, on):
            return found
        if _drawn(person_of(subject).pk):
            return []
        return [Obstacle(Words("没有同一基金在付的待遇", "No benefit of the same fund is in payment"))]

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_set_off(demand_of(facts), _against(facts), _most(facts), _day(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        after = Words("自 {name} 每月最多抵扣 {most} 元", "at most ¥{most} of each payment of {name}").filled(
            name=name_of(_against(facts)), most=written(_most(facts))
        )
        left = f"¥{written(left_of(demand_of(facts)))}"
        return [Change(Words("退还方式", "How it is returned"), left, str(after))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        agreement = set_off(
            overpayment=demand_of(facts), against=_against(facts), most_fen=_most(facts), consented_on=_day(facts),
            case=case, by=by, at=at,
        )  # fmt: skip
        words = Words("自下一批次起每月最多抵扣 {most} 元。", "From the next run on, at most ¥{most} of each payment.")
        return told(words.filled(most=written(agreement.most_fen)))


class WithdrawalForm(OfADemand):
    withdrawn_on = forms.DateField(
        label=gettext_lazy("Day on which the consent was withdrawn"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    why = forms.CharField(label=gettext_lazy("Why it is withdrawn"), max_length=300, strip=True)


class WithdrawAnOffset(AboutADemand):
    code = "offset_withdrawn"
    title = Words("撤回抵扣同意", "Withdraw the consent to a set-off")
    conditions = (
        Words("有抵扣协议，尚未退清", "It is set off by agreement, and something is left"),
        Words("已汇总的批次不变，自下一批次起不再抵扣", "Runs opened before stay as they are"),
    )
    papers = (IDENTITY_CARD, WITHDRAWAL)
    result = Words("不再抵扣；余额退还，或者另行商定", "Nothing more is set off; the rest is repaid")
    form = WithdrawalForm

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if found := super().against(subject, on):
            return found
        if any(standing_offset(each) and left_of(each) for each in overpayments_of(person_of(subject).pk)):
            return []
        return [Obstacle(Words("没有抵扣协议", "Nothing is set off"))]

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_withdraw(demand_of(facts), _withdrawn(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        agreement = standing_offset(demand_of(facts))
        before = f"¥{written(agreement.most_fen)}" if agreement else ""
        return [Change(Words("每次发放最多抵扣", "At most of each payment"), before, "¥0.00")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        overpayment = demand_of(facts)
        withdraw_offset(
            overpayment=overpayment, withdrawn_on=_withdrawn(facts), reason=facts["why"], case=case, by=by, at=at
        )
        words = Words("不再抵扣，尚余 {left} 元。", "Nothing more is set off; ¥{left} are left.")
        return told(words.filled(left=written(left_of(overpayment))))


def _withdrawn(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["withdrawn_on"])


def _against(facts: Mapping[str, Any]) -> Entitlement:
    return Entitlement.objects.select_related("person", "region").get(number=facts["against"])


def _most(facts: Mapping[str, Any]) -> int:
    return fen(Decimal(facts["most"]), HALF_UP)


def _day(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["consented_on"])


OFFSET, WITHDRAWN = SetOffAnOverpayment(), WithdrawAnOffset()
