"""A benefit is stopped, suspended or paid again: verified, decided by two, told with reasons and remedies (REG 25, 26).

No register stops anything by itself: what one says is a suspicion that somebody verifies.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.actions import lift, stop, suspension_of, why_not_stop
from benefits.payments.actions.entitling import NOT_SUSPENDED
from benefits.payments.causes import causes
from benefits.payments.checks import check_titles
from benefits.payments.matters.arriving import ARRIVED, REPAID_TWICE
from benefits.payments.matters.keeping import KEEP
from benefits.payments.matters.offsetting import OFFSET, WITHDRAWN
from benefits.payments.matters.owing import OWED
from benefits.payments.matters.recovering import AGREEMENT, REPAYMENT
from benefits.payments.matters.reporting import STOP_EVENT, STOP_EVENT_OF_STAFF
from benefits.payments.models import EndingKind, Entitlement, Suspicion
from benefits.payments.rules.course import Suspected
from benefits.payments.rules.reporting import REPORTER_WORDS
from benefits.payments.selectors import (
    amount_of,
    death_of,
    entitlements_of,
    first_month_of,
    name_of,
    suspected_of,
    unpaid_by_death,
)
from benefits.payments.words import ENDINGS, VERIFIED, suspected_words
from enrollment.registry.matters.subject import IDENTITY_CARD, person_of, told
from enrollment.registry.questions import MonthQuestion, said
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Matter, MatterForm, Obstacle, register
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_UNSAID = ("", "—")  # what is found is chosen, never there before: it stands in the letter


DEATH_ENDS_FROM = Reason(
    "entitlement_death_ends_from",
    "{day} 死亡的，依法自 {month} 起停发。",
    "By the law nothing is due from {month} on, for a death on {day}; that month it ends from.",
    "按该月份填写；死亡日期有误的，先更正登记。",
    "Write that month; if the day of death is wrong, have the record put right first.",
)


class _OfABenefit(MatterForm):
    entitlement = forms.ChoiceField(label=gettext_lazy("Which benefit"))
    from_month = MonthQuestion(label=gettext_lazy("From which month"))

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = entitlements_of(person_of(subject).pk) if subject else []
        self.fields["entitlement"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{name_of(each)} · ¥{written(amount_of(each))} · {first_month_of(each)}") for each in found
        ]


class StopForm(_OfABenefit):
    """From a suspicion it brings what that says along: the ground, the month after, and where it comes from."""

    linked = frozenset({"entitlement", "suspicion"})

    kind = forms.ChoiceField(label=gettext_lazy("What is decided"), choices=lambda: said(ENDINGS.items()))
    because = forms.ChoiceField(label=gettext_lazy("Ground"), choices=lambda: [_UNSAID, *said(causes().items())])
    verified = forms.ChoiceField(
        label=gettext_lazy("How it was verified"), choices=lambda: [_UNSAID, *said(VERIFIED.items())]
    )
    found = forms.CharField(
        label=gettext_lazy("What was found"),
        max_length=300,
        strip=True,
        help_text=gettext_lazy("It stands in the letter to the person."),
    )

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = entitlements_of(person_of(subject).pk) if subject else []
        linked = self.initial.get("entitlement")
        chosen = next((each for each in found if each.number == linked), found[0] if found else None)
        if chosen and (month := unpaid_by_death(chosen)):
            self.fields["from_month"].initial = str(month)
        meant = self.initial.get("suspicion")
        if subject and meant:
            open_now = (each for each in suspected_of(person_of(subject).pk) if each.closed_at is None)
            for each in (each for each in open_now if str(each.pk) == meant):
                self.initial = {**self.initial, **_told_by(each)}


def _told_by(suspicion: Suspicion) -> dict[str, str]:
    """A register's word or a report as the answers it suggests; how it was verified is never among them (REG 26)."""
    source: Words | str
    if suspicion.report:
        source = REPORTER_WORDS[suspicion.report.reporter]
    else:
        source = suspicion.row.batch.source if suspicion.row else check_titles()[suspicion.found_by]
    words = Words("{what}，{day}（{source}）", "{what}, {day} ({source})").filled(
        what=suspected_words(suspicion.kind), day=suspicion.happened_on, source=source
    )
    return {
        "entitlement": suspicion.entitlement.number,
        "from_month": str(unpaid_by_death(suspicion.entitlement) or Month.of(suspicion.happened_on) + 1),
        "because": suspicion.kind if suspicion.kind in causes() else "",
        "found": str(words),
    }


class ResumeForm(_OfABenefit):
    found = forms.CharField(label=gettext_lazy("Why it is paid again"), max_length=300, strip=True)


def _entitlement(facts: Mapping[str, Any]) -> Entitlement:
    return Entitlement.objects.select_related("person", "region").get(number=facts["entitlement"])


class _AboutABenefit(Matter):
    """Two people, always: it takes money from somebody, or gives it back."""

    subject_kind = "person"
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "benefit_stop"

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if entitlements_of(person_of(subject).pk):
            return []
        return [Obstacle(Words("没有在付的待遇", "No benefit is in payment"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _entitlement(facts).region


class StopABenefit(_AboutABenefit):
    code = "benefit_stop"
    title = Words("停发、暂停发放待遇", "Stop or suspend a benefit")
    who = Words(
        "用人单位、待遇享受人员或其亲属报告；经办机构核实",
        "Reported by employer, beneficiary or relatives, or found by the agency",
    )
    conditions = (
        Words("出现法定停发情形，已经核实", "A ground of the law to stop it, verified"),
        Words("比对信息只作线索，不直接停发", "What registers say is a lead only and stops nothing by itself"),
        Words(
            "自助认证、委托或者上门核实的，须已有记录", "Self-service, entrusted checks and home visits are on record"
        ),
    )
    papers = ()
    basis = Words("社会保险经办条例第25条、第26条；社会保险法第51条", "REG 25, 26; SIL 51")
    result = Words("书面决定，写明理由和救济途径", "A decision in writing, with reasons and remedies")
    form = StopForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        entitlement, month = _entitlement(facts), Month.parse(facts["from_month"])
        if refusal := why_not_stop(entitlement, facts["kind"], month, facts["because"], facts["verified"]):
            raise refusal
        if facts["because"] != Suspected.DIED or facts["kind"] != EndingKind.ENDED:
            return
        if (due := unpaid_by_death(entitlement)) is not None and due != month:
            raise DEATH_ENDS_FROM(day=death_of(entitlement), month=due)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        entitlement = _entitlement(facts)
        after = Words("自 {month} 起{what}", "{what} from {month} on").filled(
            month=facts["from_month"], what=ENDINGS[facts["kind"]]
        )
        return [Change(name_of(entitlement), f"¥{written(amount_of(entitlement))}", str(after))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        ending = stop(
            entitlement=_entitlement(facts), kind=facts["kind"], from_month=Month.parse(facts["from_month"]),
            because=facts["because"], verified=facts["verified"], reason=facts["found"], case=case, by=by, at=at,
        )  # fmt: skip
        words = Words("自 {month} 起{what}，决定书 {letter}。", "{what} from {month} on; letter {letter}.")
        return told(words.filled(month=ending.from_month, what=ENDINGS[ending.kind], letter=ending.letter.number))


class ResumeABenefit(_AboutABenefit):
    code = "benefit_resume"
    title = Words("恢复发放待遇", "Pay a benefit again")
    who = Words("待遇暂停发放的本人", "Whose benefit is suspended")
    conditions = (Words("暂停的情形已经消除", "What it was suspended for is over"),)
    papers = (IDENTITY_CARD,)
    basis = Words("社会保险经办条例第26条", "REG 26")
    result = Words("恢复发放，未发的月份补发", "It is paid again, with the months that were not")
    form = ResumeForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        entitlement = _entitlement(facts)
        if suspension_of(entitlement) is None:
            raise NOT_SUSPENDED(number=entitlement.number)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        entitlement = _entitlement(facts)
        after = Words(f"自 {facts['from_month']} 起发放", f"paid from {facts['from_month']} on")
        return [Change(name_of(entitlement), str(Words("暂停", "suspended")), str(after))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        ending = lift(
            entitlement=_entitlement(facts), from_month=Month.parse(facts["from_month"]), reason=facts["found"],
            case=case, by=by, at=at,
        )  # fmt: skip
        return told(Words("自 {month} 起恢复发放。", "Paid again from {month} on.").filled(month=ending.before_month))


STOP, RESUME = StopABenefit(), ResumeABenefit()


def register_matters() -> None:
    of_stops = (STOP_EVENT, STOP_EVENT_OF_STAFF, STOP, KEEP, RESUME)
    for matter in (*of_stops, REPAYMENT, AGREEMENT, OFFSET, WITHDRAWN, OWED, ARRIVED, REPAID_TWICE):
        register(matter)
