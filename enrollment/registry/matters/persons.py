"""What may be asked about a person who is registered: name, phone, citizen ID number."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from enrollment.registry.actions import PERSON_KNOWN, grant_activation, rename_person, replace_identifier
from enrollment.registry.actions.activating import check_activation
from enrollment.registry.actions.corrections import NOTHING_CHANGES, check_phone, correct_phone
from enrollment.registry.matters.subject import IDENTITY_CARD, AboutTheLiving, because, person_of, told
from enrollment.registry.models import Identifier, IdentifierKind, Person
from enrollment.registry.names import is_slip_of_a_name
from enrollment.registry.questions import NumberField, PersonNameField, PhoneField
from enrollment.registry.selectors import account_tied_to, person_by_identifier
from siadmin.agency.models import User
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

NO_NUMBER_TO_REPLACE = Reason(
    "no_number_to_replace",
    "{name}没有登记公民身份号码，无从更换。",
    "{name} has no citizen ID number on record; there is none to replace.",
    "核对证件种类。",
    "Check what kind of document it is.",
)
_INSURED = Words("参保人本人，或其代办人", "The insured person, or an agent")
_REGISTERED = Words("已在本系统登记", "Is registered")


class NameForm(MatterForm):
    name = PersonNameField()


class CorrectName(Matter):
    """One person signs a character put right, or one that sounds alike; two another name (REG 37)."""

    code = "person_name"
    title = Words("更正姓名", "Correct a name")
    who = _INSURED
    conditions = (
        _REGISTERED,
        Words("登记的姓名与有效身份证件不一致", "The name on record differs from a valid identity document"),
    )
    papers = (
        IDENTITY_CARD,
        Paper(
            "name_changed",
            Words(
                "户口登记机关出具的姓名变更证明（改名的）",
                "Certificate of the household registry, where the name was changed",
            ),
            Words("户口登记条例第17条、第18条", "Household Registration Regulations 17, 18"),
            is_required=False,
        ),
    )
    basis = Words("社会保险经办条例第9条、第10条；社会保险法第74条", "REG 9, 10; SIL 74")
    result = Words("姓名更正，原姓名留存备查", "The name is corrected; what it was stays on record")
    category = "change"
    risks = (Risk.LOW, Risk.MIDDLE)
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = NameForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW if is_slip_of_a_name(person_of(subject).name, facts["name"]) else Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if person_of(subject).name == facts["name"]:
            raise NOTHING_CHANGES()

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("姓名", "Name"), person_of(subject).name, facts["name"])]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.select_for_update().get(number=case.subject)
        rename_person(person=person, name=facts["name"], by=by, at=at, reason=because(case))
        return told(Words("姓名已更正为{name}。", "The name is now {name}.").filled(name=facts["name"]))


class PhoneForm(MatterForm):
    masked = frozenset({"phone"})

    phone = PhoneField(label=gettext_lazy("New mobile number"))


class CorrectPhone(AboutTheLiving):
    """One person signs, looking at the identity document; two where a code to the phone opens an account (REG 37)."""

    code = "person_phone"
    title = Words("变更联系电话", "Change a phone number")
    who = _INSURED
    conditions = (_REGISTERED,)
    papers: tuple[Paper, ...] = ()
    basis = Words("社会保险经办条例第9条", "REG 9")
    result = Words(
        "此后的通知发往新号码；原号码会收到提醒", "Messages go to the new number from now on; the old one is told once"
    )
    category = "change"
    risks = (Risk.LOW, Risk.MIDDLE)
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = PhoneForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE if account_tied_to(person_of(subject)) else Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_phone(person_of(subject), facts["phone"])

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("联系电话", "Phone"), person_of(subject).phone or "", facts["phone"], is_masked=True)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        correct_phone(person=person, phone=facts["phone"], case=case, by=by, at=at, reason=because(case))
        return told(Words("联系电话已变更。", "The phone number is changed."))


class NothingAsked(MatterForm):
    """Nothing is asked: who is at the counter says it all."""


class OpenAccount(AboutTheLiving):
    """One person signs, having seen the identity document. The clerk learns neither the name nor the password."""

    code = "person_account"
    title = Words("开通个人网上账号", "Open an account online")
    who = Words("参保人本人", "The insured person")
    conditions = (
        _REGISTERED,
        Words("登记了本人使用的手机号码", "The mobile number on record is the person's own"),
    )
    papers = (IDENTITY_CARD,)
    basis = Words("社会保险经办条例第29条、第32条；社会保险法第74条", "REG 29, 32; SIL 74")
    result = Words(
        "七天内在门户“开通账号”页面凭身份号码、姓名和短信验证码设置用户名和密码；忘记密码的同样办理",
        "Within seven days they choose a name and a password on the portal, by number, name and a code to the phone; "
        "a forgotten password is renewed the same way",
    )
    category = "registration"
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER})
    may_agents = False
    form = NothingAsked

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_activation(person_of(subject))

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        phone = person_of(subject).phone or ""
        return [Change(Words("验证码发往", "The code goes to"), "", phone, is_masked=True)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        granted = grant_activation(person=Person.objects.get(number=case.subject), by=by, at=at, reason=because(case))
        words = Words("请在 {day} 前到门户“开通账号”页面办理。", "Open the account on the portal before {day}.")
        return told(words.filled(day=timezone.localdate(granted.expires_at)))


class NumberForm(MatterForm):
    masked = frozenset({"number"})

    number = NumberField(label=gettext_lazy("New citizen ID number"), citizens_only=True)
    document = forms.CharField(
        label=gettext_lazy("Certificate of the police: number and date"), max_length=100, strip=True
    )


class ReplaceNumber(Matter):
    """Two people sign; three where the new number says another day of birth or sex than is on record."""

    code = "person_number"
    title = Words("更换公民身份号码", "Replace a citizen ID number")
    who = _INSURED
    conditions = (
        _REGISTERED,
        Words("公安机关已更正公民身份号码", "The police have corrected the citizen ID number"),
        Words(
            "登记的出生日期、性别和退休类别不随号码改变，另行核定",
            "Day of birth, sex and retirement group on record do not follow the number; they are determined apart",
        ),
    )
    papers = (
        IDENTITY_CARD,
        Paper(
            "number_corrected",
            Words("公安机关出具的公民身份号码更正证明", "Certificate of the police that the number was corrected"),
            Words("居民身份证法第3条；户口登记条例第17条", "Resident Identity Cards 3; Household Registration 17"),
        ),
    )
    basis = Words("社会保险经办条例第6条、第9条；社会保险法第58条", "REG 6, 9; SIL 58")
    result = Words("新号码为社会保障号码，原号码留存备查", "The new number counts; the old one stays on record")
    category = "change"
    risks = (Risk.MIDDLE, Risk.HIGH)
    subject_kind = "person"
    doors = frozenset({Door.COUNTER})
    form = NumberForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        person, new = person_of(subject), citizen.parse(facts["number"])
        same = (person.birth_on, person.sex) == (new.birth_on, str(new.sex))
        return Risk.MIDDLE if same else Risk.HIGH

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person, number = person_of(subject), facts["number"]
        old = _citizen_id(person)
        if old is None:
            raise NO_NUMBER_TO_REPLACE(name=person.name)
        if old.value == number:
            raise NOTHING_CHANGES()
        holder = person_by_identifier(number)
        if holder is not None:
            raise PERSON_KNOWN(name=holder.name)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person, new = person_of(subject), citizen.parse(facts["number"])
        old = _citizen_id(person)
        found = [
            Change(Words("公民身份号码", "Citizen ID number"), old.value if old else "", new.number, is_masked=True)
        ]
        if new.birth_on != person.birth_on:
            label = Words("号码中的出生日期（登记的不变）", "Day of birth in the number (the record stays)")
            found.append(Change(label, str(person.birth_on), str(new.birth_on)))
        return found

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        replace_identifier(
            person=Person.objects.select_for_update().get(number=case.subject),
            kind=IdentifierKind.CITIZEN_ID,
            number=facts["number"],
            on=timezone.localdate(at),
            by=by,
            at=at,
            reason=because(case, facts["document"]),
        )
        return told(Words("公民身份号码已更换。", "The citizen ID number is replaced."))


def _citizen_id(person: Person) -> Identifier | None:
    return person.identifiers.filter(kind=IdentifierKind.CITIZEN_ID, ends_before__isnull=True).first()


NAME, PHONE, NUMBER, ACCOUNT = CorrectName(), CorrectPhone(), ReplaceNumber(), OpenAccount()
