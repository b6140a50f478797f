"""An employer that had not insured does not pay: the fund pays in its stead, and takes it back from it (SIL 41, 42)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy

from benefits.injury.actions.advancing import (
    decide_advance,
    give_up,
    liable_with,
    take_back,
    why_not_advance,
    why_not_take_back,
)
from benefits.injury.models import Advance, Injury
from benefits.injury.selectors import injuries_of, injury_numbered
from benefits.injury.selectors.advanced import left_of
from enrollment.registry.matters.subject import IDENTITY_CARD, employer_of, person_of, told
from enrollment.registry.models import Employer
from enrollment.registry.questions import said
from funds.banking.forms import BankLineForm, read_off, told_fen
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Obstacle
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

REFUSES, SILENT = "refuses", "silent"
_ANSWERS = {
    REFUSES: Words("书面拒绝或者无力支付", "It refuses, or cannot pay"),
    SILENT: Words("没有答复，也没有支付", "It neither answers nor pays"),
}


class AdvanceForm(MatterForm):
    linked = frozenset({"injury"})

    injury = forms.ChoiceField(label=gettext_lazy("Which injury"))
    asked_on = forms.DateField(
        label=gettext_lazy("Day on which the employer was asked to pay"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    answer = forms.ChoiceField(label=gettext_lazy("What it did"), choices=lambda: said(_ANSWERS.items()))
    found = forms.CharField(label=gettext_lazy("How that is known"), max_length=300, strip=True)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = injuries_of(person_of(subject)).filter(was_insured=False) if subject else []
        self.fields["injury"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.happened_on} · {each.employer.name} · {each.number}") for each in own
        ]


class _OfAnAdvance(MatterForm):
    linked = frozenset({"advance"})

    advance = forms.ChoiceField(label=gettext_lazy("Which advance"))

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        found = _of_employer(employer_of(subject)) if subject else []
        self.fields["advance"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.number} · {each.injury.person.name} · ¥{written(left_of(each))}") for each in found
        ]


class PaidBackForm(BankLineForm, _OfAnAdvance):
    """How much of it came, by which line of the bank."""


class LostForm(_OfAnAdvance):
    found = forms.CharField(
        label=gettext_lazy("Why nothing more can be had, and which decision says so"), max_length=300, strip=True
    )


class _TwoPeople(Matter):
    """It is money of the fund."""

    line = Line.HRSS
    risks = (Risk.MIDDLE,)
    may_agents = False
    category = "injury_advance"
    papers: Any = ()
    basis = Words("社会保险法第41条、第42条；社会保险基金先行支付暂行办法", "SIL 41, 42; rules on advances")

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE


class InjuryAdvance(_TwoPeople):
    code = "injury_advance"
    title = Words("工伤待遇先行支付", "The fund pays in an uninsured employer's stead")
    subject_kind = "person"
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True
    papers = (IDENTITY_CARD,)
    who = Words("用人单位未参保且不支付工伤待遇的职工", "Workers whose employer had not insured and does not pay")
    conditions = (
        Words("已认定工伤，受伤时用人单位没有为其参保", "The injury is certified; the employer had not insured"),
        Words(
            "书面催告后五个工作日内不支付，或者拒绝支付",
            "It does not pay in five working days of being asked, or refuses",
        ),
    )
    result = Words(
        "基金按规定先行支付，并向用人单位追偿；在未缴清项目受伤的，施工总承包单位承担连带责任",
        "The fund pays what it would have paid, and takes it back from the employer; on an unpaid site its general "
        "contractor is liable with it",
    )
    form = AdvanceForm

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if injuries_of(person_of(subject)).filter(was_insured=False).exists():
            return []
        return [Obstacle(Words("没有未参保单位的工伤", "No injury with an uninsured employer is on record"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return injury_numbered(facts["injury"]).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        injury, asked_on = injury_numbered(facts["injury"]), dt.date.fromisoformat(facts["asked_on"])
        if refusal := why_not_advance(injury, asked_on, refuses=facts["answer"] == REFUSES, on=on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        injury = injury_numbered(facts["injury"])
        from_whom = [injury.employer, *([joint] if (joint := liable_with(injury)) else [])]
        names = [str(Words(each.name, each.name_en or each.name)) for each in from_whom]
        return [Change(Words("向其追偿", "Taken back from"), "", " · ".join(names))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        advance = decide_advance(
            injury=injury_numbered(facts["injury"]), asked_on=dt.date.fromisoformat(facts["asked_on"]),
            refuses=facts["answer"] == REFUSES, case=case, by=by, at=at,
        )  # fmt: skip
        words = Words(
            "由基金先行支付（{number}），请申领各项待遇。", "The fund advances it ({number}): claim the benefits now."
        )
        return told(words.filled(number=advance.number))


class _AboutAnAdvance(_TwoPeople):
    subject_kind = "employer"
    who = Words("经办机构", "The agency")

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if _of_employer(employer_of(subject)):
            return []
        return [Obstacle(Words("没有先行支付的待遇", "Nothing was advanced for this employer"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return _advance(facts).injury.region


class AdvancePaidBack(_AboutAnAdvance):
    code = "injury_advance_back"
    title = Words("登记用人单位偿还的先行支付", "An employer pays back what was advanced")
    conditions = (Words("银行流水已到账", "The bank shows that it came"),)
    result = Words("记入工伤保险基金支出户，冲减待遇支出", "Booked back as benefits of the fund")
    form = PaidBackForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        if refusal := why_not_take_back(_advance(facts), told_fen(facts), read_off(facts), on):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        left = left_of(_advance(facts))
        name = Words("尚未收回（元）", "Not come back, yuan")
        return [Change(name, written(left), written(max(0, left - told_fen(facts))))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        advance = _advance(facts)
        take_back(advance=advance, amount_fen=told_fen(facts), read=read_off(facts), case=case, by=by, at=at)
        words = Words("已入账，尚未收回 {left} 元。", "Booked; ¥{left} have not come back.")
        return told(words.filled(left=written(left_of(advance))))


class AdvanceLost(_AboutAnAdvance):
    code = "injury_advance_lost"
    title = Words("登记先行支付无法追回", "What was advanced cannot be had back")
    conditions = (
        Words("经依法追偿仍无法收回，如单位已破产终结", "Pursued by law without success: the employer is wound up"),
    )
    result = Words("登记在案；以后收到的仍应入账", "It is on record; what comes later is still taken")
    form = LostForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """The database knows whether it is on record already."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return [Change(Words("无法收回（元）", "Cannot be had, yuan"), "", written(left_of(_advance(facts))))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        give_up(advance=_advance(facts), case=case, by=by, at=at)
        return told(Words("已登记。", "On record."))


def _of_employer(employer: Employer) -> list[Advance]:
    """In its stead, or for an injury on its unpaid site."""
    own = Advance.objects.filter(Q(injury__in=Injury.objects.filter(employer=employer)) | Q(contractor=employer))
    return list(own.select_related("injury__person", "injury__region").order_by("pk"))


def _advance(facts: Mapping[str, Any]) -> Advance:
    related = "injury__employer", "injury__region", "injury__person"
    return Advance.objects.select_related(*related).get(number=facts["advance"])


ADVANCE_MATTERS: tuple[Matter, ...] = (InjuryAdvance(), AdvancePaidBack(), AdvanceLost())
