"""What the fund advanced comes back from the third party, by a line of the bank (SIL 30)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.medical.actions import recover_advance, why_not_recover
from benefits.medical.models import ThirdPartyAdvance
from benefits.medical.selectors import advances_of, left_to_recover
from enrollment.registry.matters.subject import person_of, told
from funds.banking.forms import BankLineForm, read_off, told_fen
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.catalogue import Change, Matter, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class RecoveredForm(BankLineForm):
    """How much came for which advance, by which line of the bank."""

    linked = frozenset({"advance"})

    advance = forms.ChoiceField(label=gettext_lazy("Which advance"))

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = advances_of(person_of(subject)) if subject else []
        self.fields["advance"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.number} · {each.party} · ¥{written(left_to_recover(each))}") for each in found
        ]


class RecoverAnAdvance(Matter):
    """Two people, always: it is money of the fund."""

    code = "medical_advance_recovered"
    title = Words("登记第三人先行支付的追偿", "Record what a third party repaid of an advance")
    who = Words("经办机构；付款的第三人", "The agency, as the third party pays")
    conditions = (Words("款项已到支出户，有银行流水", "The money is on the expenditure account, with the bank's line"),)
    basis = Words("社会保险法第30条；医疗保障基金使用监督管理条例第45条", "SIL 30; MFS 45")
    result = Words("入账，待追偿的余额相应减少", "It is booked, and as much less is left to recover")
    subject_kind = "person"
    line = str(Line.HS)
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "overpayment"
    papers: Any = ()
    form = RecoveredForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if any(left_to_recover(each) for each in advances_of(person_of(subject))):
            return []
        return [
            Obstacle(Words("没有已支付而待追偿的先行支付", "Nothing that was advanced and paid is left to recover"))
        ]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _advance(facts).decision.claim.region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_recover(_advance(facts), told_fen(facts), read_off(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        left = left_to_recover(_advance(facts))
        after = written(max(0, left - told_fen(facts)))
        return [Change(Words("待追偿", "Left to recover"), f"¥{written(left)}", f"¥{after}")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        advance = _advance(facts)
        recover_advance(advance=advance, amount_fen=told_fen(facts), read=read_off(facts), case=case, by=by, at=at)
        words = Words("已入账，待追偿 {left} 元。", "Booked; ¥{left} are left to recover.")
        return told(words.filled(left=written(left_to_recover(advance))))


def _advance(facts: Mapping[str, Any]) -> ThirdPartyAdvance:
    related = "decision__claim__person", "decision__claim__region"
    return ThirdPartyAdvance.objects.select_related(*related).get(number=facts["advance"])


RECOVERED = RecoverAnAdvance()
