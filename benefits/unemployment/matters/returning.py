"""The medical fund returns contributions of months whose unemployment benefit was ended since (SIL 48, 51)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.unemployment.actions import NOTHING_TO_RETURN, return_medical
from benefits.unemployment.models import MedicalMonth
from benefits.unemployment.selectors import undue_of
from enrollment.registry.matters.subject import person_of, told
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.catalogue import Change, Matter, MatterForm, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class ReturnForm(MatterForm):
    """Which months it is about is on record (REG 31)."""

    found = forms.CharField(label=gettext_lazy("Why these contributions come back"), max_length=300, strip=True)


class MedicalReturned(Matter):
    """Two people, always: one fund pays the other."""

    code = "medical_return"
    title = Words("退回停发后已缴的医疗保险费", "Return medical contributions of ended months")
    subject_kind = "person"
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "benefit_stop"
    who = Words("经办机构发现后办理", "Found by the agency")
    conditions = (
        Words(
            "失业保险金自更早的月份起停发，该月已由基金缴纳医疗保险费",
            "The benefit was ended from before a month paid for",
        ),
        Words("退回后，这些月份不再计为参保", "These months count as insured no more"),
    )
    papers: Any = ()
    basis = Words("社会保险法第48条、第51条、第64条", "SIL 48, 51, 64")
    result = Words(
        "由医疗保险基金退回失业保险基金，两只基金同时记账",
        "The medical fund pays the unemployment fund; both are booked",
    )
    form = ReturnForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        person = person_of(subject)
        region = _region(person)
        if region is not None and undue_of(person, region):
            return []
        refusal = NOTHING_TO_RETURN(name=person.name)
        return [Obstacle.of(refusal)]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _region(person_of(subject))

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """What stands against it says all."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person = person_of(subject)
        region = _region(person)
        months = undue_of(person, region) if region else []
        return [
            Change(
                Words(f"退回 {each.month} 的医疗保险费（元）", f"Contributions of {each.month} returned, yuan"), "",
                written(each.total_fen),
            )
            for each in months
        ]  # fmt: skip

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        region = _region(person)
        if region is None:
            raise NOTHING_TO_RETURN(name=person.name)
        own = return_medical(person=person, region=region, case=case, by=by, at=at)
        words = Words("已退回 {months} 个月，{amount} 元。", "{months} months came back: ¥{amount}.")
        return told(words.filled(months=own.months, amount=written(own.total_fen)))


def _region(person: Person) -> Region | None:
    """Where the newest such month was paid."""
    own = MedicalMonth.objects.filter(person__in=records_of(person.pk), returned__isnull=True)
    regions = Region.objects.in_bulk(own.values_list("payment__payment_run__region", flat=True))
    found = [each for region in regions.values() for each in undue_of(person, region)]
    return max(found, key=lambda each: each.month).payment.payment_run.region if found else None


RETURN = MedicalReturned()
