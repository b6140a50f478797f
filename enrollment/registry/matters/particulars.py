"""What else may be asked about a person who is registered: where they live, their household, their bank card."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.registry.actions.corrections import change_bank_card, check_bank_card, check_places, correct_places
from enrollment.registry.matters.subject import IDENTITY_CARD, AboutTheLiving, because, person_of, told
from enrollment.registry.models import BankCard, Person
from enrollment.registry.questions import AccountField, RegionField
from enrollment.registry.records import records_of
from enrollment.registry.selectors import bank_card_of
from siadmin.agency.models import Region, User
from siadmin.kernel.identifiers import bank_card
from siadmin.kernel.language import Words
from siadmin.kernel.protection import keyed_hash
from siadmin.matters.catalogue import Change, Door, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_INSURED = Words("参保人本人，或其代办人", "The insured person, or an agent")
_REGISTERED = Words("已在本系统登记", "Is registered")


class PlacesForm(MatterForm):
    residence = RegionField(
        label=gettext_lazy("Where they live"),
        required=False,
        help_text=gettext_lazy("Name or code of the county, or of the township or village; empty: as it is."),
    )
    household = RegionField(label=gettext_lazy("Where the household is registered"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("residence") and not given.get("household"):
            self.add_error("residence", gettext_lazy("Write what is to be changed."))
        return given


class CorrectPlaces(AboutTheLiving):
    """One person signs; two where the household moves to another city: where a pension is drawn depends on it (T66 6).

    No paper beyond the identity document: what the police share is not asked of people (REG 8, Online Services 7).
    """

    code = "person_places"
    title = Words("变更居住地、户籍地", "Change residence or household registration")
    who = _INSURED
    conditions = (
        _REGISTERED,
        Words("登记的居住地或户籍地与现在不同", "The places on record are not those of today"),
        Words(
            "户籍信息由公安机关共享核对，不收户口簿",
            "Household registration is compared with the police; no booklet is asked for",
        ),
    )
    papers = (IDENTITY_CARD,)
    basis = Words("社会保险经办条例第8条、第9条、第12条", "REG 8, 9, 12")
    result = Words("此后的事项由居住地机构受理", "Later matters go to the office of the residence")
    category = "change"
    risks = (Risk.LOW, Risk.MIDDLE)
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = PlacesForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        before, after = person_of(subject).household, _place(facts["household"])
        return Risk.LOW if after is None or (before and _city(before) == _city(after)) else Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_places(person_of(subject), _place(facts["household"]), _place(facts["residence"]))

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person = person_of(subject)
        asked = (
            (Words("居住地", "Residence"), person.residence, _place(facts["residence"])),
            (Words("户籍地", "Household registration"), person.household, _place(facts["household"])),
        )
        return [
            Change(label, str(before.words) if before else "", f"{after.words} {after.pk}")
            for label, before, after in asked
            if after not in (None, before)
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        correct_places(
            person=Person.objects.get(number=case.subject),
            household=_place(facts["household"]),
            residence=_place(facts["residence"]),
            by=by,
            at=at,
            reason=because(case),
        )
        return told(Words("居住地、户籍地已变更。", "Residence and household registration are changed."))


def _place(code: str) -> Region | None:
    return Region.objects.filter(pk=code).first() if code else None


def _city(region: Region) -> str:
    """The city or prefecture a place is in, by the first four digits of its code (GB/T 2260)."""
    return region.pk[:4]


class BankCardForm(MatterForm):
    masked = frozenset({"account"})

    bank_name = forms.CharField(label=gettext_lazy("Bank"), max_length=80, strip=True)
    account = AccountField(
        label=gettext_lazy("Card or account number"),
        help_text=gettext_lazy(
            "Of an account in the person's own name; that of the social security card where it has one."
        ),
    )


class ChangeBankCard(AboutTheLiving):
    """Two people sign: benefits and refunds go there. Three where somebody else's money goes to the same account."""

    code = "person_bank_card"
    title = Words("变更待遇领取账户", "Change the account money goes to")
    who = _INSURED
    conditions = (
        _REGISTERED,
        Words(
            "账户为本人名下，社会保障卡账户优先",
            "The account is the person's own, that of the social security card first",
        ),
    )
    papers: tuple[Paper, ...] = (IDENTITY_CARD,)
    basis = Words("社会保险经办条例第9条、第62条", "REG 9, 62")
    result = Words("此后的待遇和退费发往新账户", "Benefits and refunds go to the new account from now on")
    category = "change"
    risks = (Risk.MIDDLE, Risk.HIGH)
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = BankCardForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.HIGH if _others_with(facts["account"], person_of(subject)) else Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_bank_card(person_of(subject), facts["bank_name"], facts["account"])

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        person = person_of(subject)
        card, account = bank_card_of(person), facts["account"]
        found = [
            Change(Words("开户银行", "Bank"), card.bank_name if card else "", facts["bank_name"]),
            Change(Words("账号", "Account"), card.account if card else "", account, is_masked=True),
        ]
        if doubt := bank_card.doubt(account):
            found.append(Change(Words("请核对", "To be compared"), "", str(doubt.words)))
        if others := _others_with(account, person):
            label = Words("同一账户还登记在", "The same account is also on record for")
            found.append(Change(label, "", "、".join(other.number for other in others)))
        return found

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        change_bank_card(
            person=Person.objects.get(number=case.subject),
            bank_name=facts["bank_name"],
            account=facts["account"],
            by=by,
            at=at,
            reason=because(case),
        )
        return told(Words("待遇领取账户已变更。", "The account money goes to is changed."))


def _others_with(account: str, person: Person) -> list[Person]:
    """Other natural persons whose money goes to the same account now."""
    cards = BankCard.objects.filter(account_hash=keyed_hash(account), ends_before__isnull=True)
    return [card.person for card in cards.exclude(person__in=records_of(person.pk)).select_related("person")]


PLACES, BANK_CARD = CorrectPlaces(), ChangeBankCard()
