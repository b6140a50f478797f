"""What is suspected of a benefit is unfounded: prepared by one, decided by another, never by one alone (REG 26, 37)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.actions import clear_suspicion, why_not_clear
from benefits.payments.models import Suspicion
from benefits.payments.selectors import amount_of, name_of, suspected_of
from benefits.payments.words import VERIFIED, suspected_words
from enrollment.registry.matters.subject import person_of, told
from enrollment.registry.questions import said
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.catalogue import Change, Matter, MatterForm, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class KeepForm(MatterForm):
    linked = frozenset({"suspicion"})

    suspicion = forms.ChoiceField(label=gettext_lazy("What is suspected"))
    verified = forms.ChoiceField(label=gettext_lazy("How it was verified"), choices=lambda: said(VERIFIED.items()))
    found = forms.CharField(label=gettext_lazy("What was found"), max_length=300, strip=True)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = suspected_of(person_of(subject).pk) if subject else []
        self.fields["suspicion"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{name_of(each.entitlement)} · {suspected_words(each.kind)} · {each.happened_on}")
            for each in found
        ]


def _suspicion(facts: Mapping[str, Any]) -> Suspicion:
    related = "entitlement__person", "entitlement__region", "closed_by"
    return Suspicion.objects.select_related(*related).get(pk=facts["suspicion"])


class KeepABenefit(Matter):
    """Two people, always: what it lets go is money that something spoke against."""

    code = "benefit_kept"
    title = Words("认定疑点不成立，继续发放待遇", "Find a suspicion unfounded: the benefit is still due")
    subject_kind = "person"
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "benefit_stop"
    who = Words("经办机构核实后提出，另一人决定", "Verified and prepared by one, decided by another")
    conditions = (
        Words("疑点线索已经核实，仍符合领取条件", "What was suspected is verified: the benefit is still due"),
        Words(
            "自助认证、委托或者上门核实的，须已有记录", "Self-service, entrusted checks and home visits are on record"
        ),
    )
    papers: Any = ()
    basis = Words("社会保险经办条例第26条、第37条", "REG 26, 37")
    result = Words("待核实的发放由复核岗放行", "A reviewer lets go what waits of it")
    form = KeepForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if any(each.closed_at is None for each in suspected_of(person_of(subject).pk)):
            return []
        return [Obstacle(Words("没有待核实的疑点线索", "Nothing is suspected of a benefit"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _suspicion(facts).entitlement.region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_clear(_suspicion(facts), facts["verified"]):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        suspicion = _suspicion(facts)
        name, fen = name_of(suspicion.entitlement), written(amount_of(suspicion.entitlement))
        after = Words("仍可领取，{how}", "still due, {how}").filled(how=VERIFIED[facts["verified"]])
        return [
            Change(Words(f"{name.zh} ¥{fen}", f"{name.en} ¥{fen}"), str(suspected_words(suspicion.kind)), str(after))
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        suspicion = clear_suspicion(
            suspicion_id=_suspicion(facts).pk,
            verified=facts["verified"],
            reason=facts["found"],
            case=case,
            by=by,
            at=at,
        )
        words = Words("认定“{what}”不成立，{how}。", "“{what}” is unfounded: {how}.")
        return told(words.filled(what=suspected_words(suspicion.kind), how=VERIFIED[suspicion.verified]))


KEEP = KeepABenefit()
