"""Suitable work or training was offered to somebody who draws unemployment benefit, and turned down (SIL 51(5))."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.models import Entitlement
from benefits.payments.selectors import entitlements_of, name_of
from benefits.unemployment.actions import record_refused_offer, why_not_record
from enrollment.registry.matters.subject import person_of, told
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Matter, MatterForm, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


def _drawn(person_id: int) -> list[Entitlement]:
    return [each for each in entitlements_of(person_id) if each.fund == Fund.UNEMPLOYMENT]


class RefusedForm(MatterForm):
    linked = frozenset({"entitlement"})

    entitlement = forms.ChoiceField(label=gettext_lazy("Which benefit"))
    refused_on = forms.DateField(
        label=gettext_lazy("Day on which it was turned down"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    offered_by = forms.CharField(label=gettext_lazy("Who offered it"), max_length=120, strip=True)
    offered = forms.CharField(
        label=gettext_lazy("What was offered, and what was said to it"), max_length=300, strip=True
    )

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = _drawn(person_of(subject).pk) if subject else []
        self.fields["entitlement"].choices = [(each.number, f"{name_of(each)} · {each.number}") for each in found]  # type: ignore[attr-defined]


class OfferRefused(Matter):
    """Two people, always: it is a fact against somebody."""

    code = "work_refused"
    title = Words("登记拒绝适当工作或者培训", "Record suitable work or training that was turned down")
    subject_kind = "person"
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "benefit_stop"
    who = Words("公共就业服务机构告知；经办机构登记", "Told by the employment service, recorded by the agency")
    conditions = (
        Words(
            "无正当理由，拒不接受当地人民政府指定部门或者机构介绍的适当工作或者提供的培训",
            "Turned down without a good reason",
        ),
        Words(
            "本身不停发；次数达到当地规定的，先核实再决定",
            "It stops nothing: as often as the place says, it is looked into",
        ),
    )
    papers: Any = ()
    basis = Words("社会保险法第51条第(五)项", "SIL 51(5)")
    result = Words("登记在案", "It is on record")
    form = RefusedForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if _drawn(person_of(subject).pk):
            return []
        return [Obstacle(Words("没有在付的失业保险待遇", "No unemployment benefit is in payment"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _entitlement(facts).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_record(_entitlement(facts), _day(facts), facts["offered_by"], on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        before = _entitlement(facts).refused_offers.count()
        return [Change(Words("登记的拒绝次数", "Offers turned down on record"), str(before), str(before + 1))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        entitlement = _entitlement(facts)
        record_refused_offer(
            entitlement=entitlement, refused_on=_day(facts), offered_by=facts["offered_by"], offered=facts["offered"],
            case=case, by=by, at=at,
        )  # fmt: skip
        words = Words("已登记，共 {many} 次。", "On record: {many} in all.")
        return told(words.filled(many=entitlement.refused_offers.count()))


def _entitlement(facts: Mapping[str, Any]) -> Entitlement:
    return Entitlement.objects.select_related("person", "region").get(number=facts["entitlement"])


def _day(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["refused_on"])


REFUSED = OfferRefused()
