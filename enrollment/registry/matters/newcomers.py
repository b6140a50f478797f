"""Registering somebody at the counter who is not known yet (REG 6)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.registry.actions import PERSON_KNOWN, PersonFacts, register_person
from enrollment.registry.matters.subject import IDENTITY_CARD, because, told
from enrollment.registry.models import RetirementGroup
from enrollment.registry.questions import NumberField, PhoneField, group_words, womens_groups
from enrollment.registry.selectors import person_by_identifier
from enrollment.registry.words import SEXES
from siadmin.agency.models import User
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class RegistrationForm(MatterForm):
    masked = frozenset({"number", "phone"})

    name = forms.CharField(label=gettext_lazy("Name as on the identity document"), max_length=60, strip=True)
    number = NumberField(
        label=gettext_lazy("Identity number"),
        help_text=gettext_lazy("Sex and day of birth are read from it."),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Original retirement age, for women"), choices=womens_groups, required=False
    )
    phone = PhoneField(label=gettext_lazy("Mobile number"), required=False)

    def clean_name(self) -> str:
        return half_width(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if number := given.get("number"):
            if citizen.parse(number).sex is citizen.Sex.MALE:
                given["group"] = ""
            elif not given.get("group"):
                self.add_error("group", gettext_lazy("Choose it for a woman: it decides when she retires."))
        return given


class RegisterPerson(Matter):
    """One person signs: nothing is paid on a registration."""

    code = "person_registration"
    title = Words("个人社会保险登记", "Register a person")
    who = Words("未登记的个人，或其代办人", "Whoever is not registered yet, or an agent")
    conditions = (Words("尚未在本系统登记", "Is not registered yet"),)
    papers = (IDENTITY_CARD,)
    basis = Words("社会保险经办条例第6条；社会保险法第58条", "REG 6; SIL 58")
    result = Words(
        "建立个人社会保险档案，常住地为受理地", "A record is opened; the place of residence is the office's region"
    )
    category = "registration"
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER})
    form = RegistrationForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        known = person_by_identifier(facts["number"])
        if known is not None:
            raise PERSON_KNOWN(name=known.name)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        read = citizen.parse(facts["number"])
        return [
            Change(Words("姓名", "Name"), "", facts["name"]),
            Change(Words("身份号码", "Identity number"), "", read.number, is_masked=True),
            Change(Words("性别", "Sex"), "", str(SEXES[str(read.sex)])),
            Change(Words("出生日期", "Day of birth"), "", str(read.birth_on)),
            Change(Words("原法定退休年龄", "Original retirement age"), "", str(group_words(_group(facts)))),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        read = citizen.parse(facts["number"])
        person = register_person(
            facts=PersonFacts(
                name=facts["name"],
                number=read.number,
                kind=str(read.holder),
                sex=str(read.sex),
                birth_on=read.birth_on,
                retirement_group=_group(facts),
                residence=case.office.region,
                phone=facts["phone"],
            ),
            by=by,
            at=at,
            reason=because(case),
        )
        return told(Words("已登记，编号 {number}。", "Registered under {number}.").filled(number=person.number))


def _group(facts: Mapping[str, Any]) -> str:
    return facts["group"] or RetirementGroup.M60


REGISTRATION = RegisterPerson()
