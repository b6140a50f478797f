"""Registering somebody at the counter who is not known yet (REG 6)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.registry.actions import PERSON_KNOWN, PersonFacts, register_person
from enrollment.registry.actions.merging import told_apart
from enrollment.registry.likenesses import Alike, alike_to
from enrollment.registry.matters.subject import IDENTITY_CARD, because, told
from enrollment.registry.models import RetirementGroup
from enrollment.registry.questions import NumberField, PersonNameField, PhoneField, group_words, womens_groups
from enrollment.registry.selectors import REGISTRATION_OF_A_PERSON, person_by_identifier
from enrollment.registry.words import SEXES, SIGNS
from siadmin.agency.models import User
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class RegistrationForm(MatterForm):
    masked = frozenset({"number", "phone"})

    name = PersonNameField()
    number = NumberField(
        label=gettext_lazy("Identity number"),
        help_text=gettext_lazy("Sex and day of birth are read from it."),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Original retirement age, for women"), choices=womens_groups, required=False
    )
    phone = PhoneField(label=gettext_lazy("Mobile number"), required=False)
    is_another = forms.BooleanField(
        label=gettext_lazy("I have compared: this is none of the people the portal named"),
        required=False,
        help_text=gettext_lazy("Only where somebody alike is registered; a second person then looks at it as well."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if number := given.get("number"):
            if citizen.parse(number).sex is citizen.Sex.MALE:
                given["group"] = ""
            elif not given.get("group"):
                self.add_error("group", gettext_lazy("Choose it for a woman: it decides when she retires."))
        if not self.errors:
            alike = alike_of(given)
            given["is_another"] = bool(alike) and bool(given.get("is_another"))
            if alike and not given["is_another"]:
                self.add_error("is_another", _named(alike))
        return given


def _named(alike: list[Alike]) -> str:
    """Who is registered already, and by what they are alike: people, not numbers of identity documents."""
    comma = str(Words("、", ", "))
    told = "；".join(
        f"{each.person.name} {each.person.number}（{comma.join(str(SIGNS[sign]) for sign in each.signs)}）"
        for each in alike
    )
    said = Words(
        "可能已经登记过：{people}。是同一人的，在其页面办理；确非同一人的，勾选此项。",
        "May be registered already: {people}. If it is one person, go on with their page; if not, tick this.",
    )
    return str(said.filled(people=told))


def alike_of(facts: Mapping[str, Any]) -> list[Alike]:
    """Who is registered and like the newcomer."""
    read = citizen.parse(facts["number"])
    return alike_to(
        name=facts["name"], birth_on=read.birth_on, phone=facts.get("phone") or "", kind=str(read.holder),
        number=read.number,
    )  # fmt: skip


class RegisterPerson(Matter):
    """One person signs: nothing is paid on a registration. Two, where somebody alike is registered already."""

    code = REGISTRATION_OF_A_PERSON
    title = Words("个人社会保险登记", "Register a person")
    who = Words("未登记的个人，或其代办人", "Whoever is not registered yet, or an agent")
    conditions = (Words("尚未在本系统登记", "Is not registered yet"),)
    papers = (IDENTITY_CARD,)
    basis = Words("社会保险经办条例第6条；社会保险法第58条", "REG 6; SIL 58")
    result = Words(
        "建立个人社会保险档案，常住地为受理地", "A record is opened; the place of residence is the office's region"
    )
    category = "registration"
    risks = (Risk.LOW, Risk.MIDDLE)
    doors = frozenset({Door.COUNTER})
    form = RegistrationForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE if facts.get("is_another") else Risk.LOW

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
            *(
                Change(Words("相似的已有登记", "Somebody alike is registered"), each.person.number, each.person.name)
                for each in (alike_of(facts) if facts.get("is_another") else ())
            ),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        read = citizen.parse(facts["number"])
        others = alike_of(facts) if facts.get("is_another") else []
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
            case=case,
        )
        told_apart(person=person, others=others, by=by, at=at, reason=because(case))
        return told(Words("已登记，编号 {number}。", "Registered under {number}.").filled(number=person.number))


def _group(facts: Mapping[str, Any]) -> str:
    return facts["group"] or RetirementGroup.M60


REGISTRATION = RegisterPerson()
