"""An employer is registered at the counter (SIL 57, REG 6), and moves to another county of its pooling region."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.registry.actions import EmployerFacts, register_employer
from enrollment.registry.actions.corrections import check_move, move_employer
from enrollment.registry.actions.registering import EMPLOYER_KNOWN
from enrollment.registry.matters.employers import FACTORS_OF_CLASS_1
from enrollment.registry.matters.subject import CHANGED_LICENCE, AboutEmployer, because, employer_of, told
from enrollment.registry.models import Employer
from enrollment.registry.questions import AccountField, Choices, PhoneField, RegionField, said
from enrollment.registry.words import AUTHORITIES, EMPLOYER_KINDS
from siadmin.agency.forms import PastDayField
from siadmin.agency.models import Region, User
from siadmin.kernel.identifiers import credit_code
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import OPEN, Risk
from siadmin.matters.selectors.cases import facts_of
from siadmin.matters.subjects import Subject
from siadmin.policy.listing import pool_over

NO_POOL = Reason(
    "place_in_no_pool",
    "{place}不属于任何已有缴费标准的统筹地区。",
    "{place} is in no pooling region that has limits of its own.",
    "核对区划代码；统筹地区的缴费标准由参数管理岗登记。",
    "Check the code; the limits of a pooling region are entered by the policy officer.",
)
REGISTERED_ELSEWHERE = Reason(
    "employer_registered_elsewhere",
    "{place}不在{office}的辖区内，不能在这里登记。",
    "{place} does not belong to {office}; it is not registered here.",
    "由该地的经办机构登记。",
    "The office of that place registers it.",
)
ASKED_ALREADY = Reason(
    "employer_registration_open",
    "代码 {code} 的登记已在办理，办件编号 {case}。",
    "A registration under {code} is being handled already: case {case}.",
    "在原办件上继续办理；确需重办的，先撤回原办件。",
    "Go on with that case; to begin anew, have it withdrawn first.",
)
_PLACE = gettext_lazy("County, district or township: name or division code")
_PLACE_HELP = gettext_lazy("Such as 110109 or Mentougou District; where several have the name, their codes are listed.")


def _kinds() -> Choices:
    return said(EMPLOYER_KINDS.items())


def _authorities() -> Choices:
    return said(AUTHORITIES.items())


FIRST_REGISTRATIONS = dt.date(1949, 10, 1)  # an earlier day is a slip of the pen


class OpeningForm(MatterForm):
    masked = frozenset({"contact_phone", "bank_account"})

    code = forms.CharField(label=gettext_lazy("Unified social credit code"), max_length=40)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=160, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=_kinds)
    authority = forms.ChoiceField(label=gettext_lazy("Registering authority"), choices=_authorities)
    region = RegionField(label=_PLACE, help_text=_PLACE_HELP)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200)
    legal_representative = forms.CharField(label=gettext_lazy("Legal representative"), max_length=60)
    contact_phone = PhoneField(label=gettext_lazy("Contact phone"), landline=True, required=False)
    bank_name = forms.CharField(label=gettext_lazy("Bank and branch"), max_length=80)
    bank_account = AccountField(label=gettext_lazy("Bank account"))
    risk_class = forms.ChoiceField(
        label=gettext_lazy("Work injury class"), choices=[(str(number), str(number)) for number in range(1, 9)]
    )
    registered_on = PastDayField(label=gettext_lazy("Day of registration"))

    def clean_code(self) -> str:
        try:
            return credit_code.parse(self.cleaned_data["code"]).code
        except Refusal as refusal:
            raise forms.ValidationError(f"{refusal.message} {refusal.remedy}") from refusal

    def clean_registered_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["registered_on"]
        if day < FIRST_REGISTRATIONS:
            raise forms.ValidationError(gettext_lazy("Nobody was registered so long ago: check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        return {name: half_width(value) if isinstance(value, str) else value for name, value in given.items()}


class RegisterEmployer(Matter):
    """Two people sign: its class of work injury decides what it pays, its account where money goes."""

    code = "employer_registration"
    title = Words("单位社会保险登记", "Register an employer")
    who = Words("登记机关未共享登记信息的用人单位", "An employer of which no registering authority has told us")
    conditions = (
        Words("尚未在本系统登记", "Is not registered yet"),
        Words("分支机构以自己的代码登记", "A branch registers under its own code"),
    )
    papers = (
        Paper(
            "licence",
            Words("营业执照或登记证书", "The business licence or certificate"),
            Words("社会保险法第57条；社会保险费征缴暂行条例第7条、第8条", "SIL 57; COLL 7, 8"),
        ),
    )
    basis = Words("社会保险经办条例第6条；社会保险法第57条；社会保险费征缴暂行条例第7条", "REG 6; SIL 57; COLL 7")
    result = Words("单位登记在册，可以为职工参保申报", "The employer is on the register and may insure its people")
    category = "registration"
    risks = (Risk.MIDDLE,)
    doors = frozenset({Door.COUNTER})
    form = OpeningForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        """Only offices over the employer's place take it in, as only they can carry it out."""
        return Region.objects.get(pk=facts["region"])

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """One open registration a code, told when it is asked for. Raises ASKED_ALREADY."""
        for other in Case.objects.filter(matter=self.code, state__in=OPEN).exclude(pk=case.pk):
            if facts_of(other).get("code") == facts["code"]:
                raise ASKED_ALREADY(code=facts["code"], case=other.number)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if Employer.objects.filter(credit_code=facts["code"], cancelled_on__isnull=True).exists():
            raise EMPLOYER_KNOWN(code=facts["code"])
        _pool(Region.objects.get(pk=facts["region"]))

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        region = Region.objects.get(pk=facts["region"])
        return [
            Change(Words("单位名称", "Name"), "", facts["name"]),
            Change(Words("统一社会信用代码", "Unified social credit code"), "", facts["code"]),
            Change(Words("所属地区", "Place"), "", str(region.words)),
            Change(Words("统筹地区", "Pooling region"), "", str(_pool(region).words)),
            Change(Words("工伤行业风险类别", "Work injury class"), "", facts["risk_class"]),
            Change(Words("银行账号", "Bank account"), "", facts["bank_account"], is_masked=True),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        region = Region.objects.get(pk=facts["region"])
        if not region.path.startswith(case.region.path):
            office = Words(case.office.name_zh, case.office.name_en)
            raise REGISTERED_ELSEWHERE(place=region.words, office=office)
        employer = register_employer(
            facts=EmployerFacts(
                credit_code=facts["code"],
                name=facts["name"],
                name_en=facts["name_en"],
                kind=facts["kind"],
                authority=facts["authority"],
                address=facts["address"],
                legal_representative=facts["legal_representative"],
                contact_phone=facts["contact_phone"],
                bank_name=facts["bank_name"],
                bank_account=facts["bank_account"],
                region=region,
                pooling_region=_pool(region),
                risk_class=int(facts["risk_class"]),
                factor=Decimal(FACTORS_OF_CLASS_1[0]),
            ),
            on=dt.date.fromisoformat(facts["registered_on"]),
            by=by,
            at=at,
        )
        return told(Words("已登记，编号 {number}。", "Registered under {number}.").filled(number=employer.number))


def _pool(region: Region) -> Region:
    pool = pool_over(region)
    if pool is None:
        raise NO_POOL(place=region.words)
    return pool


class PlaceForm(MatterForm):
    region = RegionField(label=_PLACE, help_text=_PLACE_HELP)


class MoveEmployer(AboutEmployer):
    """One person signs: within a pooling region nothing is paid otherwise for it."""

    code = "employer_region"
    title = Words("变更单位所属地区", "Move an employer to another county")
    who = Words("已登记的用人单位", "An employer that is registered")
    conditions = (
        Words("新地址在同一统筹地区", "The new place is in the same pooling region"),
        Words("迁往其他统筹地区的，在原地注销、到新地登记", "To another one: cancel here and register there"),
    )
    papers = (CHANGED_LICENCE,)
    basis = Words("社会保险经办条例第10条；社会保险费征缴暂行条例第9条", "REG 10; COLL 9")
    result = Words("此后由新地区的经办机构办理", "From now on the offices of the new place handle it")
    category = "change"
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})
    form = PlaceForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_move(employer_of(subject), Region.objects.get(pk=facts["region"]))

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        here, there = employer_of(subject).region, Region.objects.get(pk=facts["region"])
        return [Change(Words("所属地区", "Place"), str(here.words), str(there.words))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        region = Region.objects.get(pk=facts["region"])
        move_employer(
            employer=Employer.objects.get(number=case.subject), region=region, by=by, at=at, reason=because(case)
        )
        words = Words("此后由{place}的经办机构办理。", "From now on the offices of {place} handle it.")
        return told(words.filled(place=region.words))


REGISTER, MOVE = RegisterEmployer(), MoveEmployer()
