"""What may be asked about an employer: its details, its bank account, its work injury rate."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.registry.actions import INJURY_RATE_STANDS_LATER, set_injury_rate
from enrollment.registry.actions.corrections import (
    NOTHING_CHANGES,
    change_bank_account,
    change_employer,
    check_bank_account,
    employer_changes,
)
from enrollment.registry.matters.subject import CHANGED_LICENCE, AboutEmployer, because, employer_of, told
from enrollment.registry.models import Employer, InjuryRate
from enrollment.registry.questions import AccountField, MonthQuestion, PhoneField
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Change, Door, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

FACTORS = ("0.50", "0.80", "1.00", "1.20", "1.50")
# Class 1, the safest sectors, has no discount (人社部发〔2015〕71号).
FACTORS_OF_CLASS_1 = ("1.00", "1.20", "1.50")
_EMPLOYER = Words("已登记的用人单位", "An employer that is registered")
_STANDS = Words("单位未注销", "Its registration stands")
_DETAILS = {
    "name": Words("单位名称", "Name"),
    "name_en": Words("英文名称", "English name"),
    "address": Words("地址", "Address"),
    "legal_representative": Words("法定代表人", "Legal representative"),
    "contact_phone": Words("联系电话", "Contact phone"),
}


class DetailsForm(MatterForm):
    masked = frozenset({"contact_phone"})

    name = forms.CharField(
        label=gettext_lazy("New name"), max_length=120, required=False, help_text=gettext_lazy("Empty: it stays.")
    )
    name_en = forms.CharField(label=gettext_lazy("New English name"), max_length=160, required=False)
    address = forms.CharField(label=gettext_lazy("New address"), max_length=200, required=False)
    legal_representative = forms.CharField(
        label=gettext_lazy("New legal representative"), max_length=60, required=False
    )
    contact_phone = PhoneField(label=gettext_lazy("New contact phone"), landline=True, required=False)

    def clean(self) -> dict[str, Any]:
        given = {name: half_width(value) for name, value in (super().clean() or {}).items()}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(gettext_lazy("Write at least one thing that changes."))
        return given


class ChangeDetails(AboutEmployer):
    """One person signs: no money follows a name or an address."""

    code = "employer_details"
    title = Words("变更单位登记信息", "Change what is registered of an employer")
    who = _EMPLOYER
    conditions = (_STANDS,)
    papers = (CHANGED_LICENCE,)
    basis = Words("社会保险经办条例第9条、第10条；社会保险费征缴暂行条例第7条", "REG 9, 10; COLL 7")
    result = Words("登记信息变更，原信息留存备查", "The registration is changed; what it was stays on record")
    category = "change"
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = DetailsForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        employer_changes(employer_of(subject), facts)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        employer = employer_of(subject)
        return [
            Change(label, getattr(employer, name) or "", facts[name], is_masked=name == "contact_phone")
            for name, label in _DETAILS.items()
            if facts.get(name) and facts[name] != (getattr(employer, name) or "")
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        employer = Employer.objects.get(number=case.subject)
        change_employer(employer=employer, details=facts, by=by, at=at, reason=because(case))
        return told(Words("单位登记信息已变更。", "The registration of the employer is changed."))


class AccountForm(MatterForm):
    masked = frozenset({"bank_account"})

    bank_name = forms.CharField(label=gettext_lazy("Bank and branch"), max_length=80)
    bank_account = AccountField(label=gettext_lazy("New bank account"))


class ChangeBankAccount(AboutEmployer):
    """Two people sign: money is paid to it."""

    code = "employer_bank_account"
    title = Words("变更单位银行账户", "Change an employer's bank account")
    who = _EMPLOYER
    conditions = (_STANDS, Words("账户户名与单位名称一致", "The account is in the name of the employer"))
    papers = (
        Paper(
            "account_certificate",
            Words("开户银行出具的账户信息", "What the bank states of the account"),
            Words("社会保险费征缴暂行条例第7条", "COLL 7"),
        ),
    )
    basis = Words("社会保险经办条例第9条；社会保险费征缴暂行条例第7条", "REG 9; COLL 7")
    result = Words("此后退费和待遇拨付至新账户", "Refunds and payments go to the new account from now on")
    category = "change"
    risks = (Risk.MIDDLE,)
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = AccountForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_bank_account(employer_of(subject), facts["bank_name"], facts["bank_account"])

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        employer = employer_of(subject)
        return [
            Change(Words("开户银行", "Bank"), employer.bank_name, facts["bank_name"]),
            Change(Words("银行账号", "Bank account"), employer.bank_account, facts["bank_account"], is_masked=True),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        change_bank_account(
            employer=Employer.objects.get(number=case.subject),
            bank_name=facts["bank_name"],
            bank_account=facts["bank_account"],
            by=by,
            at=at,
            reason=because(case),
        )
        return told(Words("银行账户已变更。", "The bank account is changed."))


class InjuryRateForm(MatterForm):
    risk_class = forms.ChoiceField(
        label=gettext_lazy("Risk class"), choices=[(str(number), str(number)) for number in range(1, 9)]
    )
    factor = forms.ChoiceField(label=gettext_lazy("Floating factor"), choices=[(each, each) for each in FACTORS])
    from_month = MonthQuestion(label=gettext_lazy("From month"))
    decision = forms.CharField(label=gettext_lazy("Decision: document and number"), max_length=90)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("risk_class") == "1" and given.get("factor") not in (None, *FACTORS_OF_CLASS_1):
            self.add_error("factor", gettext_lazy("Class 1 has the factors 1.00, 1.20 and 1.50 only."))
        return given


class SetInjuryRate(AboutEmployer):
    """Two people sign: it decides what the employer pays."""

    code = "employer_injury_rate"
    title = Words("核定工伤保险费率", "Set the work injury rate")
    who = Words("经办机构依职权；用人单位可以申请重新核定", "The agency of its own accord; the employer may ask for it")
    conditions = (_STANDS,)
    papers: tuple[Paper, ...] = ()
    basis = Words("工伤保险条例第8条；社会保险法第34条", "WIR 8; SIL 34")
    result = Words("自所定月份起按新费率缴费", "Contributions follow the new rate from that month on")
    category = "injury_rate"
    risks = (Risk.MIDDLE,)
    line = Line.HRSS
    doors = frozenset({Door.COUNTER})
    form = InjuryRateForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        present = _present_rate(subject)
        if Month.parse(facts["from_month"]).first_day < present.starts_on:
            raise INJURY_RATE_STANDS_LATER(since=Month.of(present.starts_on))
        if (str(present.risk_class), present.factor) == (facts["risk_class"], Decimal(facts["factor"])):
            raise NOTHING_CHANGES()

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        present = _present_rate(subject)
        return [
            Change(Words("风险类别", "Risk class"), str(present.risk_class), facts["risk_class"]),
            Change(Words("浮动系数", "Floating factor"), f"{present.factor:.2f}", facts["factor"]),
            Change(Words("执行月份", "From month"), str(Month.of(present.starts_on)), facts["from_month"]),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        set_injury_rate(
            employer=Employer.objects.get(number=case.subject),
            risk_class=int(facts["risk_class"]),
            factor=Decimal(facts["factor"]),
            from_month=Month.parse(facts["from_month"]),
            by=by,
            at=at,
            decision=f"{facts['decision']}（{case.number}）",
        )
        words = Words(
            "自 {month} 起，工伤保险费率为第 {number} 类、浮动系数 {factor}。",
            "From {month} on the work injury rate is that of class {number} with the factor {factor}.",
        )
        return told(words.filled(month=facts["from_month"], number=facts["risk_class"], factor=facts["factor"]))


def _present_rate(subject: Subject | None) -> InjuryRate:
    return InjuryRate.objects.get(employer=employer_of(subject), ends_before__isnull=True)


DETAILS, BANK_ACCOUNT, INJURY_RATE = ChangeDetails(), ChangeBankAccount(), SetInjuryRate()
