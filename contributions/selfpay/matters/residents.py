"""Residents at the counter: a tier of the pension, or the medical insurance, for a year."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contributions.selfpay.actions import choose_resident_tier
from contributions.selfpay.matters.flexible import LIVES_NOWHERE, WholeYuan
from contributions.selfpay.selectors import home_pool
from contributions.selfpay.words import CATEGORIES
from enrollment.participation.actions.by_oneself import TIER_CHOSEN_ALREADY
from enrollment.participation.models import InsuredPeriod, OwnTerms
from enrollment.participation.selectors import in_month
from enrollment.registry.matters.subject import IDENTITY_CARD, person_of, told
from enrollment.registry.models import Person
from enrollment.registry.questions import Choices, said
from enrollment.registry.records import records_of
from siadmin.agency.insurances import NAMES, Insurance, ResidentScheme
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Change, Door, Matter, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_EMPLOYEE = Words("已参加职工养老和职工医疗保险", "Is insured as an employee in pension and medical insurance")


def _scheme_choices() -> Choices:
    return said((code, NAMES[code]) for code in ResidentScheme.values)


def _category_choices() -> Choices:
    return said(CATEGORIES.items())


def _years() -> list[tuple[str, str]]:
    year = timezone.localdate().year
    return [(str(each), str(each)) for each in (year, year + 1)]


class TierQuestions(MatterForm):
    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), choices=_scheme_choices)
    year = forms.ChoiceField(label=gettext_lazy("Year"), choices=_years)
    tier = WholeYuan(label=gettext_lazy("Tier a year, yuan"))
    category = forms.ChoiceField(label=gettext_lazy("As"), choices=_category_choices)
    document = forms.CharField(
        label=gettext_lazy("Where the category stands: number and date of the decision"), max_length=100, required=False
    )


class ChooseTier(Matter):
    """One person signs; two where government pays in the person's place."""

    code = "resident_tier"
    title = Words("城乡居民选择缴费档次", "Residents: choose a tier for a year")
    who = Words("未参加职工保险的城乡居民", "Residents who are not insured as employees")
    conditions = (
        Words("养老：年满 16 周岁，非在校学生", "Pension: 16 or older and not a student"),
        Words("户籍或居住地在本统筹区", "Has their household, or lives, in the region"),
        Words("由政府代缴的，只限最低档", "Where government pays in one's place, the lowest tier only"),
    )
    papers: tuple[Paper, ...] = (IDENTITY_CARD,)
    basis = Words(
        "社会保险法第20条、第22条、第24条、第25条；国发〔2014〕8号；国发〔2016〕3号", "SIL 20, 22, 24, 25; R8; RM3"
    )
    result = Words(
        "该年度参保；本人缴费和政府补贴记入个人账户（养老）",
        "Insured for the year; what one pays and government adds goes to the account (pension)",
    )
    category = "registration"
    subject_kind = "person"
    doors = frozenset({Door.COUNTER})
    form = TierQuestions
    risks = (Risk.LOW, Risk.MIDDLE)

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW if facts["category"] == "resident" else Risk.MIDDLE

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        """Insured as an employee in pension and medical, this month and when the next year begins: no year is open."""
        assert subject is not None
        month, rivals = Month.of(on), (Insurance.PENSION, Insurance.MEDICAL)
        now, later = (
            set(
                InsuredPeriod.objects.filter(
                    in_month(each), person__number__in=subject.numbers, insurance__in=rivals
                ).values_list("insurance", flat=True)
            )
            for each in (month, Month(month.year + 1, 1))
        )
        return [Obstacle(_EMPLOYEE)] if set(rivals) <= now & later else []

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person = person_of(subject)
        if home_pool(person) is None:
            raise LIVES_NOWHERE(name=person.name)
        first = Month(int(facts["year"]), 1)
        standing = OwnTerms.objects.filter(
            person__in=records_of(person.pk), kind=facts["scheme"], from_month=first, before_month__gt=first
        )
        if standing.exists():
            raise TIER_CHOSEN_ALREADY(name=person.name, year=facts["year"])

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        words = Words("{year} 年，{tier} 元", "{tier} yuan for {year}")
        after = words.filled(year=facts["year"], tier=facts["tier"])
        return [Change(NAMES[facts["scheme"]], "", f"{after} · {CATEGORIES[facts['category']]}")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        region = home_pool(person)
        if region is None:
            raise LIVES_NOWHERE(name=person.name)
        choose_resident_tier(
            person=person, region=region, scheme=facts["scheme"], year=int(facts["year"]),
            tier_fen=int(Decimal(facts["tier"]) * 100), category=facts["category"], by=by, at=at, channel="counter",
        )  # fmt: skip
        words = Words(
            "已选择 {year} 年的档次，缴费后生效。", "The tier for {year} is chosen; it counts once it is paid."
        )
        return told(words.filled(year=facts["year"]))


TIER = ChooseTier()
