"""Flexible employment at the counter: join, choose other terms, stop, be recognised as hard to place."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contributions.selfpay.forms import BaseField
from contributions.selfpay.selectors import home_pool
from contributions.selfpay.words import RHYTHMS
from enrollment.participation.actions.by_oneself import (
    BASE_OUTSIDE,
    NOTHING_CHOSEN,
    RHYTHM_NOT_HERE,
    change_terms,
    join_by_oneself,
    set_hard_to_place,
    stop_paying,
)
from enrollment.participation.models import FLEXIBLE_INSURANCES, OwnTerms
from enrollment.participation.own_terms import base_limits, flexible_insurances, rhythms
from enrollment.participation.selectors import flexible_terms_under
from enrollment.registry.matters.subject import IDENTITY_CARD, because, person_of, told
from enrollment.registry.models import Person
from enrollment.registry.questions import Choices, MonthQuestion, said
from siadmin.agency.insurances import NAMES, Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.selectors import law_of_day

LIVES_NOWHERE = Reason(
    "lives_in_no_pool",
    "{name}没有登记居住地或户籍地，或登记地不在本系统的统筹区内。",
    "No residence or household of {name} is on record in a region of this portal.",
    "先登记居住地，再办理参保。",
    "Record where they live first.",
)
NOTHING_OTHER = Reason(
    "own_terms_unchanged",
    "与现在的缴费基数和周期相同。",
    "Base and rhythm are as they stand.",
    "填写要变更的内容。",
    "Write what is to change.",
)
_PAYS_ALREADY = Words("已以灵活就业身份参保缴费", "Pays in flexible employment already")
_DOES_NOT_PAY = Words("没有以灵活就业身份参保缴费", "Does not pay in flexible employment")
_RECORDED_ALREADY = Words("已登记为就业困难人员", "Is recorded as hard to place already")
_NO_PAPERS: tuple[Paper, ...] = ()
_WHO = Words(
    "无雇工的个体工商户、非全日制从业人员和其他灵活就业人员",
    "People in business without staff, in part-time work, and others in flexible employment",
)
_BASIS = Words(
    "社会保险法第10条、第23条；国办发〔2019〕13号；社会保险经办条例第6条", "SIL 10, 23; 国办发〔2019〕13号; REG 6"
)


def _rhythm_choices() -> Choices:
    return said(RHYTHMS.items())


def _insurance_choices() -> Choices:
    return said((code, NAMES[code]) for code in FLEXIBLE_INSURANCES)


class WholeYuan(BaseField):
    """As it is kept with the case: whole yuan in text."""

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else str(Decimal(amount) / 100)


class TermsQuestions(MatterForm):
    base = WholeYuan(label=gettext_lazy("Base a month, whole yuan"))
    rhythm = forms.ChoiceField(label=gettext_lazy("Pays"), choices=_rhythm_choices)
    month = MonthQuestion(label=gettext_lazy("From which month"))


class JoinQuestions(TermsQuestions):
    insurances = forms.MultipleChoiceField(
        label=gettext_lazy("Insurances"), choices=_insurance_choices, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("insurances", "base", "rhythm", "month")


class StopQuestions(MatterForm):
    month = MonthQuestion(label=gettext_lazy("First month without insurance"))


class RecognitionQuestions(MatterForm):
    document = forms.CharField(
        label=gettext_lazy("Recognition by the employment service: number and date"), max_length=100, strip=True
    )


class _OfFlexible(Matter):
    who = _WHO
    papers = _NO_PAPERS
    basis = _BASIS
    category = "change"
    line = Line.HRSS
    subject_kind = "person"
    doors = frozenset({Door.COUNTER})
    risks = (Risk.LOW,)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW


class _OfTheJoined(_OfFlexible):
    """Only for who pays for themself in flexible employment, and has not told the end of it."""

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        return [] if _open_terms(subject) else [Obstacle(_DOES_NOT_PAY)]


class Join(_OfFlexible):
    """One person signs: nothing is owed by it that is not paid."""

    code = "flexible_join"
    title = Words("灵活就业人员参保", "Join in flexible employment")
    conditions = (
        Words("年满 16 周岁，没有用人单位为其参保", "Is 16 or older, and no employer insures them"),
        Words("居住地或户籍地在本统筹区", "Lives, or has their household, in the region"),
        Words(
            "也可以登录本人页面自行办理，立即生效",
            "Can be done by oneself after signing in, and counts at once",
        ),
    )
    papers = (IDENTITY_CARD,)
    category = "registration"
    result = Words(
        "自所选月份起参加所选险种，按所选基数和周期由本人缴费；不含工伤、生育",
        "Insured in what was chosen from that month, paid by oneself; without work injury and maternity",
    )
    form = JoinQuestions

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        return [Obstacle(_PAYS_ALREADY)] if _open_terms(subject) else []

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        region = _pool(person_of(subject))
        book = law_of_day(region, Month.parse(facts["month"]).first_day)
        if not set(facts["insurances"]) <= set(flexible_insurances(book)):
            raise NOTHING_CHOSEN()
        _check(facts, region)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        names = Words("、", ", ")
        return [
            Change(Words("险种", "Insurances"), "", str(names).join(str(NAMES[code]) for code in facts["insurances"])),
            *_changed(None, facts),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        join_by_oneself(
            person=person, region=_pool(person), insurances=facts["insurances"], base_fen=_base(facts),
            rhythm=facts["rhythm"], from_month=Month.parse(facts["month"]), by=by, at=at, channel="counter",
        )  # fmt: skip
        words = Words("{name}自 {month} 起参保。", "{name} is insured from {month} on.")
        return told(words.filled(name=person.name, month=facts["month"]))


class ChangeTerms(_OfTheJoined):
    code = "flexible_change"
    title = Words("变更灵活就业缴费基数或周期", "Change base or rhythm in flexible employment")
    conditions = (
        Words("已以灵活就业身份参保", "Has joined in flexible employment"),
        Words("变更自尚未缴费的月份起生效", "Counts from a month that is not paid yet"),
    )
    result = Words("自所选月份起按新的基数和周期缴费", "The new base and rhythm count from that month")
    form = TermsQuestions

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        terms = _open_terms(subject)
        assert terms is not None, "asked of those who pay alone (`against`)"
        if (terms.base_fen, terms.rhythm) == (_base(facts), facts["rhythm"]):
            raise NOTHING_OTHER()
        _check(facts, terms.region)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        return _changed(_open_terms(subject), facts)

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        terms = change_terms(
            person=person, base_fen=_base(facts), rhythm=facts["rhythm"], from_month=Month.parse(facts["month"]),
            by=by, at=at,
        )  # fmt: skip
        words = Words("自 {month} 起按新的基数和周期缴费。", "The new terms count from {month} on.")
        return told(words.filled(month=terms.from_month))


class Stop(_OfTheJoined):
    code = "flexible_stop"
    title = Words("灵活就业人员停止缴费", "Stop paying in flexible employment")
    conditions = (
        Words("已以灵活就业身份参保", "Has joined in flexible employment"),
        Words("已缴费的月份不变，不产生滞纳金", "Months that are paid stay; no late fee arises"),
    )
    result = Words("自所选月份起不再参保；以后可以重新参保", "Not insured from that month on; may join again later")
    form = StopQuestions

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Nothing beside what stands against it."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        insured, none = Words("参保", "insured"), Words("停止", "stopped")
        return [Change(Words(f"自 {facts['month']}", f"from {facts['month']}"), str(insured), str(none))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        stop_paying(person=person, before=Month.parse(facts["month"]), by=by, at=at, channel="counter")
        words = Words("自 {month} 起停止缴费。", "Nothing is asked for from {month} on.")
        return told(words.filled(month=facts["month"]))


class RecogniseHardToPlace(_OfTheJoined):
    """Two people sign: it opens a claim to public money."""

    code = "flexible_hard_to_place"
    title = Words("登记就业困难人员社保补贴", "Record the subsidy for the hard to place")
    conditions = (
        Words("已以灵活就业身份参保", "Has joined in flexible employment"),
        Words("经公共就业服务机构认定为就业困难人员", "Recognised as hard to place by the employment service"),
    )
    papers = (
        Paper(
            "hard_to_place",
            Words("就业困难人员认定信息（可共享的不提交）", "Recognition as hard to place; not asked for where shared"),
            Words("就业促进法第52条；社会保险经办条例第31条", "Employment Promotion Law 52; REG 31"),
            is_required=False,
        ),
    )
    basis = Words("就业促进法第52条；社会保险法第10条", "Employment Promotion Law 52; SIL 10")
    result = Words("此后缴费的月份列入补贴申请", "Months paid from now on are claimed from government")
    form = RecognitionQuestions
    risks = (Risk.MIDDLE,)

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        terms = _open_terms(subject)
        is_recorded = terms is not None and terms.is_hard_to_place
        return [Obstacle(_RECORDED_ALREADY)] if is_recorded else super().against(subject, on)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Nothing beside what stands against it."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        no, yes = Words("否", "no"), Words("是", "yes")
        return [Change(Words("就业困难人员", "Hard to place"), str(no), str(yes))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        set_hard_to_place(person=person, by=by, at=at, reason=because(case, facts["document"]))
        return told(Words("已登记，此后缴费的月份列入补贴申请。", "Recorded: months paid from now on are claimed."))


def _open_terms(subject: Subject | None) -> OwnTerms | None:
    """The terms on which the subject pays for themself from now on."""
    assert subject is not None
    return flexible_terms_under(subject.numbers)


def _pool(person: Person) -> Region:
    region = home_pool(person)
    if region is None:
        raise LIVES_NOWHERE(name=person.name)
    return region


def _base(facts: Mapping[str, Any]) -> int:
    return int(Decimal(facts["base"]) * 100)


def _check(facts: Mapping[str, Any], region: Region) -> None:
    book = law_of_day(region, max(Month.parse(facts["month"]), Month.of(timezone.localdate())).first_day)
    floor, ceiling = base_limits(book)
    if not floor <= _base(facts) <= ceiling:
        raise BASE_OUTSIDE(base=written(_base(facts)), floor=written(floor), ceiling=written(ceiling))
    if facts["rhythm"] not in rhythms(book):
        words = RHYTHMS[facts["rhythm"]]
        raise RHYTHM_NOT_HERE(region=region.words, rhythm=f"{words.zh} ({words.en})")


def _changed(terms: OwnTerms | None, facts: Mapping[str, Any]) -> list[Change]:
    before = (written(terms.base_fen), str(RHYTHMS[terms.rhythm])) if terms else ("", "")
    return [
        Change(Words("缴费基数（元/月）", "Base, yuan a month"), before[0], written(_base(facts))),
        Change(Words("缴费周期", "Pays"), before[1], str(RHYTHMS[facts["rhythm"]])),
        Change(Words("自", "From"), "", facts["month"]),
    ]


JOIN, CHANGE, STOP, HARD_TO_PLACE = Join(), ChangeTerms(), Stop(), RecogniseHardToPlace()
