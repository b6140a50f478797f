"""Two invented matters: a person's name is corrected, an employer's address. What they do can be seen in the registry.

with toys.registered():
    case = receive(matter=toys.NAME, …)
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django import forms

from enrollment.registry.actions import rename_person
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.matters import catalogue
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

SAME_NAME = Reason(
    "test_same_name", "新姓名与原姓名相同。", "The new name is the old one.", "无需更正。", "Nothing to correct."
)
CAUSES = {"slip": Risk.LOW, "household": Risk.MIDDLE, "court": Risk.HIGH}


class NameForm(MatterForm):
    masked = frozenset({"identifier"})

    name = forms.CharField(label="姓名", max_length=60)
    cause = forms.ChoiceField(
        label="原因", choices=[("slip", "录入错误"), ("household", "户口簿变更"), ("court", "判决")]
    )
    since = forms.DateField(label="变更日期", required=False)
    identifier = forms.CharField(label="身份号码", max_length=18, required=False)


class NameCorrection(Matter):
    """One person signs a slip, two a change in the household register, three a judgment."""

    code = "toy_name"
    title = Words("更正姓名", "Correct a name")
    who = Words("参保人本人", "The insured person")
    conditions = (Words("姓名与有效证件不一致", "The name differs from a valid identity document"),)
    papers = (
        Paper("identity", Words("居民身份证", "Identity card"), Words("社会保险经办条例第31条", "REG 31")),
        Paper(
            "household",
            Words("户口簿", "Household register"),
            Words("户口登记条例第18条", "Household Registration Regulations 18"),
            is_required=False,
        ),
    )
    basis = Words("社会保险经办条例第10条", "REG 10")
    result = Words("姓名更正", "The name is corrected")
    category = "change"
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = NameForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return CAUSES[facts["cause"]]

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if _person(subject).name == facts["name"]:
            raise SAME_NAME()

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("姓名", "Name"), _person(subject).name, facts["name"])]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        rename_person(person=person, name=facts["name"], by=by, at=at, reason=f"办件 {case.number}")
        return f"已更正为 {facts['name']}"


def _person(subject: Subject | None) -> Person:
    assert subject is not None
    return Person.objects.get(number=subject.number)


class AddressForm(MatterForm):
    address = forms.CharField(label="地址", max_length=200)


class AddressChange(Matter):
    """Of the healthcare line only; one person signs."""

    code = "toy_address"
    title = Words("变更单位地址", "Change an employer's address")
    who = Words("用人单位", "The employer")
    conditions: tuple[Words, ...] = ()
    papers = (
        Paper(
            "licence",
            Words("营业执照", "Business licence"),
            Words("社会保险费征缴暂行条例第9条", "COLL 9"),
            is_required=False,
        ),
    )
    basis = Words("社会保险经办条例第10条", "REG 10")
    result = Words("地址变更", "The address is changed")
    category = "change"
    line = "hs"
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = AddressForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        pass

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        assert subject is not None
        return [Change(Words("地址", "Address"), Employer.objects.get(number=subject.number).address, facts["address"])]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        Employer.objects.filter(number=case.subject).update(address=facts["address"])
        return "地址已变更"


NAME, ADDRESS = NameCorrection(), AddressChange()


@contextmanager
def registered() -> Iterator[None]:
    """The toys are known inside, and nothing else is afterwards that was not before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "_matters", dict(catalogue._matters))
        catalogue.register(NAME)
        catalogue.register(ADDRESS)
        yield
