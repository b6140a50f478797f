"""The family may use a personal account: its holder and whoever uses it consent (国办发〔2021〕14号)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from benefits.claims.forms import choices_of
from benefits.claims.selectors import person_named
from benefits.medical.actions import end_sharing, share_account, why_not_share
from benefits.medical.models import AccountSharing
from benefits.medical.selectors import shared_by, shared_with, standing_of
from enrollment.registry.matters.subject import IDENTITY_CARD, AboutTheLiving, person_of, told
from enrollment.registry.models import Person
from enrollment.registry.questions import NumberField
from enrollment.registry.records import numbered
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Door, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

FAMILY = {
    "spouse": Words("配偶", "Spouse"),
    "child": Words("子女", "Child"),
    "parent": Words("父母", "Parent"),
}
_BASIS = Words("国办发〔2021〕14号", "State Council Office 〔2021〕14")


class SharingForm(MatterForm):
    masked = frozenset({"user"})

    user = NumberField(label=gettext_lazy("Identity number of the member of the family"))
    relation = forms.ChoiceField(label=gettext_lazy("What they are to you"), choices=choices_of(FAMILY))

    def clean_user(self) -> str:
        number: str = self.cleaned_data["user"]
        found = person_named(number)
        if found is None:
            raise forms.ValidationError(gettext_lazy("Nobody is registered under this number."))
        if self.subject is not None and found.pk in numbered(self.subject.number):
            raise forms.ValidationError(gettext_lazy("This is your own number."))
        if found.died_on:
            raise forms.ValidationError(gettext_lazy("The person with this number has died."))
        return number


class EndSharingForm(MatterForm):
    sharing = forms.ChoiceField(label=gettext_lazy("Which sharing"))

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = _either(person_of(subject)) if subject else []
        self.fields["sharing"].choices = [  # type: ignore[attr-defined]
            (each.case.number, f"{each.holder.name} → {each.user.name} · {each.starts_on}") for each in found
        ]


class ShareAccount(AboutTheLiving):
    code = "account_sharing"
    title = Words("医保个人账户家庭共济", "Share the medical personal account with the family")
    who = Words("有职工医保个人账户的人", "Whoever has a personal account of medical insurance")
    conditions = (
        Words("共济对象是本人的配偶、父母或者子女", "With a spouse, parents or children"),
        Words("本人和使用人都同意，随时可以终止", "Both consent, and either may end it at any time"),
    )
    papers = (
        IDENTITY_CARD,
        Paper("consent_of_both", Words("双方签字的同意书", "The consent of both, signed"), _BASIS),
    )
    basis = _BASIS
    result = Words("使用人可以使用本人的个人账户", "They may pay from this account")
    category = "change"
    line = str(Line.HS)
    risks = (Risk.LOW,)
    may_agents = False
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = SharingForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return standing_of(person_of(subject), on).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_share(person_of(subject), _user(facts)):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        before = Words("、", ", ")
        names = str(before).join(each.user.name for each in shared_by(person_of(subject)))
        return [Change(Words("可以使用账户的家庭成员", "Who may use the account"), names, _user(facts).name)]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        user = _user(facts)
        share_account(
            holder=Person.objects.get(number=case.subject), user=user, relation=facts["relation"],
            starts_on=timezone.localdate(at), case=case, by=by, at=at,
        )  # fmt: skip
        return told(Words("{name}可以使用该个人账户。", "{name} may use the account.").filled(name=user.name))


class EndSharing(AboutTheLiving):
    code = "account_sharing_end"
    title = Words("终止个人账户家庭共济", "End the sharing of a personal account")
    who = Words("账户本人或者使用人", "The account's holder, or whoever may use it")
    conditions = (Words("一方提出即终止", "Either of them ends it"),)
    papers = (IDENTITY_CARD,)
    basis = _BASIS
    result = Words("使用人不再使用该个人账户", "The account is used by its holder only")
    category = "change"
    line = str(Line.HS)
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = EndSharingForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if _either(person_of(subject)):
            return super().against(subject, on)
        return [Obstacle(Words("没有家庭共济", "No account is shared"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return standing_of(_sharing(facts).holder, on).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """What is chosen stands: it is among those of the form."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("可以使用账户的家庭成员", "Who may use the account"), _sharing(facts).user.name, "")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        end_sharing(sharing=_sharing(facts), ends_before=timezone.localdate(at), case=case, by=by, at=at)
        return told(Words("已终止。", "It is ended."))


def _either(person: Person) -> list[AccountSharing]:
    return [*shared_by(person), *shared_with(person)]


def _sharing(facts: Mapping[str, Any]) -> AccountSharing:
    return AccountSharing.objects.select_related("holder", "user").get(case__number=facts["sharing"])


def _user(facts: Mapping[str, Any]) -> Person:
    found = person_named(facts["user"])
    assert found is not None, "the form knows the person"
    return found


SHARING, END_SHARING = ShareAccount(), EndSharing()
