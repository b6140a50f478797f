"""Making past months good (补缴): an employer for its own staff, with evidence, at that time's wage."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from contributions.collection.actions import check_is_past, pay_back
from enrollment.participation.actions import NOT_EMPLOYED, NOTHING_MISSING
from enrollment.participation.selectors import missing_months
from enrollment.registry.matters.subject import because, employer_of, told
from enrollment.registry.models import Employer, Person
from enrollment.registry.questions import MonthQuestion, NumberField
from enrollment.registry.selectors import person_by_identifier
from siadmin.agency.forms import YuanField
from siadmin.agency.models import User
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class BackPaymentForm(MatterForm):
    masked = frozenset({"number"})
    linked = frozenset({"first_month", "last_month"})

    number = NumberField(label=gettext_lazy("Identity number of the employee"))
    first_month = MonthQuestion(label=gettext_lazy("First month"))
    last_month = MonthQuestion(label=gettext_lazy("Last month"))
    wage = YuanField(
        label=gettext_lazy("Wage a month at that time, in yuan"),
        max_digits=11,
        min_value=Decimal("0.01"),
        help_text=gettext_lazy("Held between the limits of each month, as always."),
    )
    why = forms.CharField(label=gettext_lazy("Why it was not paid then"), max_length=200)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("first_month") and given.get("last_month") and given["first_month"] > given["last_month"]:
            self.add_error("last_month", gettext_lazy("The last month lies before the first."))
        return given


class PayBack(Matter):
    """Two people sign: it makes contribution years."""

    code = "back_payment"
    title = Words("补缴以前月份", "Pay for past months")
    who = Words(
        "用人单位，为本单位职工；灵活就业人员只缴当期",
        "An employer, for its own staff; people who pay for themselves pay for the current period only",
    )
    conditions = (
        Words("当时存在劳动关系而未参保缴费", "Employed at that time, and not insured"),
        Words("该月已申报或核定", "The month was declared or assessed"),
    )
    papers: Sequence[Paper] = (
        Paper(
            "employment",
            Words("劳动合同或者劳动关系的裁决、判决", "The labour contract, or a ruling on the employment"),
            Words("社会保险法第58条；社会保险费征缴暂行条例第18条", "SIL 58; COLL 18"),
        ),
        Paper(
            "wages",
            Words("该期间的工资支付凭证", "Proof of the wages paid in that time"),
            Words("社会保险费征缴暂行条例第10条、第18条", "COLL 10, 18"),
        ),
    )
    basis = Words("社会保险法第58条、第60条、第63条、第86条", "SIL 58, 60, 63, 86")
    result = Words(
        "按当月工资和当月上下限核定，自当月应缴之日起加收滞纳金，由单位承担",
        "Assessed at that month's wage and limits; the late fee runs from that month's due day and is the employer's",
    )
    category = "back_payment"
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = BackPaymentForm
    risks = (Risk.MIDDLE,)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        employer, person = employer_of(subject), _person(facts)
        first, last = _months(facts)
        for month in first.until(last + 1):
            check_is_past(month, on)
        if not missing_months(employer, person, first, last):
            raise NOTHING_MISSING(name=person.name)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person, (first, last) = _person(facts), _months(facts)
        label = Words(f"{person.name}，{first} 至 {last}", f"{person.name}, {first} to {last}")
        return [
            Change(label, str(Words("未参保", "not insured")), str(Words("参保", "insured"))),
            Change(Words("月工资，元", "Wage a month, ¥"), "", facts["wage"]),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        first, last = _months(facts)
        person = _person(facts)
        pay_back(
            employer=Employer.objects.get(number=case.subject),
            person=person,
            first=first,
            last=last,
            wage_fen=fen(facts["wage"], HALF_UP),
            case_number=case.number,
            by=by,
            at=at,
            reason=because(case, facts["why"]),
        )
        words = Words(
            "{name} {first} 至 {last} 已补核，账单和滞纳金见单位账单页。",
            "{first} to {last} of {name} are assessed; the bills and the late fee stand on the employer's page.",
        )
        return told(words.filled(name=person.name, first=first, last=last))


def _person(facts: Mapping[str, Any]) -> Person:
    """Raises NOT_EMPLOYED for a number nobody has."""
    person = person_by_identifier(facts["number"])
    if person is None:
        raise NOT_EMPLOYED(name=masked(facts["number"]))
    return person


def _months(facts: Mapping[str, Any]) -> tuple[Month, Month]:
    return Month.parse(facts["first_month"]), Month.parse(facts["last_month"])


BACK_PAYMENT = PayBack()
