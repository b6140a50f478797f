"""The pension of employees and of people who paid for themselves joins the claim workflow (SIL 10–17; REG 17, 18)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Pension, Scheme
from benefits.payments.selectors import pensions_beside
from benefits.pension.forms.employees import RetirementForm
from benefits.pension.items import BASIC_PENSION
from benefits.pension.rules.award import Award, AwardFacts, AwardLaw, monthly_award
from benefits.pension.rules.entitlement import (
    Choice,
    LumpLaw,
    Minimum,
    NoticeLaw,
    ShortFacts,
    Start,
    minimum_met,
    pension_start,
)
from benefits.pension.rules.special_jobs import NOT_ON_FILE, SpecialJob, SpecialLaw, SpecialWork, special_window
from benefits.pension.selectors.career import (
    Career,
    before_accounts,
    career_of,
    granted_before,
    minimum_law,
    paid_by_nobody_here,
    pays_at,
    spells_of,
)
from benefits.pension.selectors.death import unpaid_from
from benefits.pension.selectors.drawing import ALLOWANCES, is_drawn
from enrollment.participation.models import Employment
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import FlexibleWindow, RetirementGroup, flexible_window
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.matters.catalogue import Door, Obstacle, Paper
from siadmin.matters.rules import Risk
from siadmin.policy.lawbook import NATIONAL, LawBook
from siadmin.policy.selectors import StoredLawBook

CODE = "old_age_pension"
BASIC, ACCOUNT, TRANSITIONAL, ROUNDED = "basic_pension", "account_pension", "transitional_pension", "pension_rounded_up"
ADJUSTED, RESETTLED = "pension_adjusted", "pension_resettled"
ADJUSTED_AGAIN = "pension_adjusted_again"
_RECORD = Words("缴费记录、转入和历史记录", "paid bills, transfers and history")
_REGISTER = Words("参保登记", "the register")
_PLACE = Words("缴费记录，国办发〔2009〕66号第六条", "the record, 国办发〔2009〕66号 art. 6")
_NOT_BOTH = Words("在付待遇，人社部发〔2014〕17号第八条", "benefits in payment, 人社部发〔2014〕17号 art. 8")
_AGES = Words("国务院关于渐进式延迟法定退休年龄的办法", "Measures on the delayed retirement age, 2024-09-13")

ELSEWHERE = Words(
    "待遇领取地是{place}，本系统没有该地的经办机构；请先把养老保险关系转移到待遇领取地（国办发〔2009〕66号第六条）",
    "The place of benefits is {place}, where no agency of this system pays: move the pension relation there first "
    "(国办发〔2009〕66号 art. 6)",
)


SPECIAL_PAPER = Paper(
    "special_job_file",
    Words(
        "职工档案中特殊工种的岗位记录（因特殊工种提前退休的）",
        "Posts in the personnel file, to retire earlier for them",
    ),
    Words("国务院关于渐进式延迟法定退休年龄的办法第8条", "Measures of 2024-09-13, art. 8"),
    is_required=False,
    required_if=lambda facts: bool(facts.get("special_job")),
)


@dataclass(frozen=True, slots=True)
class Retirement:
    """What retiring in a month chosen comes from: when one may, when it is paid first, what was paid by then."""

    chosen: Month
    window: Explained[FlexibleWindow]
    career: Career
    book: LawBook


class OldAgePension(Scheme):
    code = CODE
    insurance = Insurance.PENSION
    retires = True
    pension = Pension.OLD_AGE
    title = Words("申领职工基本养老金", "Old-age pension of employees")
    who = Words("参加职工基本养老保险、达到退休年龄的个人", "Whoever is in the employees' pension and may retire")
    conditions = (
        Words(
            "达到法定退休年龄，或在规定幅度内自愿选择的退休月份；从事特殊工种满规定年限的可以提前",
            "The statutory retirement month, one chosen within the range of the law, or earlier after years in a "
            "special job",
        ),
        Words("缴费（含视同缴费）满最低缴费年限", "The minimum contribution time, deemed years included"),
    )
    papers: Sequence[Paper] = (
        IDENTITY_CARD,
        Paper(
            "retirement_choice",
            Words("提前退休的书面告知，或延迟退休的书面协议", "Notice of, or agreement on, another month"),
            Words(
                "国务院关于渐进式延迟法定退休年龄的办法第3条；人社部发〔2024〕94号", "Measures of 2024-09-13, art. 3"
            ),
            is_required=False,
        ),
        SPECIAL_PAPER,
    )
    basis = Words(
        "社会保险法第10条至第17条；国发〔2005〕38号第6条；社会保险经办条例第17条、第18条",
        "SIL 10–17; 国发〔2005〕38号 art. 6; REG 17, 18",
    )
    result = Words(
        "核定基础养老金、个人账户养老金和过渡性养老金，自退休次月起按月支付",
        "Base, account and transitional pension are decided and paid each month from the one after retirement",
    )
    category = "pension"
    components: Mapping[str, Words] = {
        BASIC: Words("基础养老金", "Base pension"),
        ACCOUNT: Words("个人账户养老金", "Account pension"),
        TRANSITIONAL: Words("过渡性养老金", "Transitional pension"),
        ROUNDED: Words("合计进位", "Rounding of the total"),
        ADJUSTED: Words("年度调整", "Yearly adjustment"),
        RESETTLED: Words("计发基数公布后重算", "Settled again on the published wage"),
        ADJUSTED_AGAIN: Words("重算后补做年度调整", "Yearly adjustment made anew"),
    }
    items: Mapping[str, str] = dict.fromkeys(components, BASIC_PENSION)
    form = RetirementForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """The place of benefits (国办发〔2009〕66号 art. 6)."""
        return pays_at(person, on)

    def unpaid_from(self, died_on: dt.date) -> Month:
        """Raises NoLawInForce."""
        return unpaid_from(died_on).value

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        found = []
        if (drawn := granted_before(person, self.code)) is not None:
            since = drawn.from_month
            found.append(Obstacle(Words(f"自{since}起已核定养老金", f"A pension was granted from {since} on")))
        if (place := paid_by_nobody_here(person, on)) is not None:
            found.append(Obstacle(ELSEWHERE.filled(place=place.words)))
        return found

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """It is paid for life: never by one alone; that a job wears people out three weigh by its papers."""
        return Risk.HIGH if facts.get("special_job") else Risk.MIDDLE

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        person = claimant.person
        retires = retirement(claimant, facts)
        window = retires.window.value
        told = [
            Known(Words("出生日期", "Born on"), person.birth_on, _REGISTER),
            Known(Words("人员类别", "Group"), RetirementGroup(person.retirement_group).words, _REGISTER),
            Known(Words("法定退休月份", "Statutory month"), window.statutory, _AGES),
            Known(
                Words("可选择的退休月份", "Months that may be chosen"),
                Words(f"{window.earliest}至{window.latest}", f"{window.earliest} to {window.latest}"),
                _AGES,
            ),
            Known(Words("缴费月数", "Months paid"), len(retires.career.paid), _RECORD),
            Known(
                Words("个人账户储存额（元）", "Personal account, yuan"),
                written(retires.career.balance_fen),
                Words("个人账户", "the account"),
            ),
        ]
        told.append(Known(Words("待遇领取地", "Where it is paid"), claimant.region.words, _PLACE))
        if (card := person.bank_cards.filter(ends_before__isnull=True).first()) is not None:
            account = f"{card.bank_name} {masked(card.account)}"
            told.append(Known(Words("收款账户", "Account it is paid to"), account, _REGISTER))
        for drawn, first in pensions_beside(person.pk, self.code, [(retires.chosen + 1, None)]):
            other = Words(f"{drawn.number}，先自{first}起停发", f"{drawn.number}: to be ended from {first} on first")
            told.append(Known(Words("不能同时领取的在付待遇", "In payment and not due beside it"), other, _NOT_BOTH))
        if retires.career.deemed:
            told.append(
                Known(
                    Words("视同缴费月数", "Months deemed paid"),
                    len(retires.career.deemed),
                    Words("经核定的历史记录，社会保险法第13条", "history decided by two, SIL 13"),
                )
            )
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """When it is paid first, whether enough was paid, and every part by the law of the month of retirement.

        Raises NOT_ON_FILE, NoLawInForce, AVERAGE_NOT_ON_FILE and what the rules of the province refuse.
        """
        retires = retirement(claimant, facts)
        if retires.chosen > Month.of(claimant.applied_on):
            return _unmet(
                Words(f"退休月份{retires.chosen}尚未到", f"The month of retirement, {retires.chosen}, is still to come")
            )
        short = _short(retires)
        if short.value.missing_months:
            return Explained(Assessed(unmet=[_short_words(short)]), short.trace)
        try:
            start = _start(claimant, facts, retires)
        except Refusal as refusal:
            if refusal.reason is NOT_ON_FILE:
                raise
            return _unmet(refusal.words)
        first = start.value.first_payment
        if is_drawn(claimant.person, self.insurance, first, schemes=ALLOWANCES):
            return _unmet(
                Words(
                    f"{first}仍在领取病残津贴，不能同时领取基本养老金；按基本养老金各项核定的，到龄后继续发放",
                    f"A disability allowance is still paid in {first}: no pension beside it; one that is the whole "
                    "pension goes on at the age",
                )
            )
        award = awarded(claimant, retires)
        trace = Trace(award.trace.sentence, [*start.trace.steps, *short.trace.steps, *award.trace.steps])
        return Explained(Assessed(items=award_items(award.value, first)), trace)


def retirement(claimant: Claimant, facts: Mapping[str, Any]) -> Retirement:
    """In the month chosen, else the statutory one."""
    person = claimant.person
    law = retirement_law(claimant.applied_on)
    group = RetirementGroup(person.retirement_group)
    window = flexible_window(Month.of(person.birth_on), group, law)
    chosen = Month.parse(facts["month"]) if facts.get("month") else window.value.statutory
    career = career_of(person, claimant.region.pk, until=chosen, today=claimant.applied_on)
    return Retirement(chosen, window, career, StoredLawBook())


def awarded(claimant: Claimant, retires: Retirement) -> Explained[Award]:
    """Every part of the pension by the law of the month of retirement. Raises as `OldAgePension.assess`."""
    law = AwardLaw.from_book(retires.book, region=claimant.region.pk, on=retires.chosen.first_day)
    return monthly_award(award_facts(claimant, retires), law)


def award_facts(claimant: Claimant, retires: Retirement) -> AwardFacts:
    """Raises AVERAGE_NOT_ON_FILE and NoLawInForce."""
    region, on, career, book = claimant.region.pk, retires.chosen.first_day, retires.career, retires.book
    return AwardFacts(
        region=region,
        spells=spells_of(career.paid, book),
        balance_fen=career.balance_fen,
        age_months=retires.chosen.index - Month.of(claimant.person.birth_on).index,
        deemed_months=len(career.deemed),
        before_account_months=before_accounts(career.paid, book, region=region, on=on),
    )


def _start(claimant: Claimant, facts: Mapping[str, Any], retires: Retirement) -> Explained[Start]:
    employed = Employment.objects.filter(person__in=records_of(claimant.person.pk), ends_before__isnull=True)
    choice = Choice(
        chosen=retires.chosen,
        paid_months=retires.career.months,
        noticed_in=Month.parse(facts["noticed_in"]) if facts.get("noticed_in") else None,
        has_employer=employed.exists(),
        is_for_the_job=bool(facts.get("special_job")),
    )
    notice = NoticeLaw(
        _national(retires.book, "retirement.flexible_notice_months", claimant.applied_on, "early"),
        _national(retires.book, "retirement.flexible_notice_months", claimant.applied_on, "late"),
    )
    return pension_start(
        choice, _window(claimant, facts, retires), minimum_law(retires.book, retires.chosen.year), notice
    )


def _window(claimant: Claimant, facts: Mapping[str, Any], retires: Retirement) -> Explained[FlexibleWindow]:
    """Earlier for the job they did, where the papers show it. Raises NOT_ON_FILE, TOO_FEW_YEARS."""
    if not facts.get("special_job"):
        return retires.window
    person = claimant.person
    work = SpecialWork(SpecialJob(facts["special_job"]), int(facts["special_months"]))
    law = SpecialLaw.from_book(retires.book, work.job, RetirementGroup(person.retirement_group), on=claimant.applied_on)
    return special_window(retires.window, Month.of(person.birth_on), work, law)


def _short(retires: Retirement) -> Explained[Minimum]:
    career = retires.career
    facts = ShortFacts(
        paid_months=career.months,
        first_insured=career.first or retires.chosen,
        paid_on_months=sum(each.month > retires.window.value.statutory for each in career.paid),
    )
    on = retires.chosen.first_day
    law = LumpLaw(
        _national(retires.book, "pension.lump_insured_before", on, "employee"),
        _national(retires.book, "pension.lump_after_paying_on_months", on, "employee"),
    )
    return minimum_met(facts, minimum_law(retires.book, retires.chosen.year), law)


def _short_words(short: Explained[Minimum]) -> Words:
    ways = [option.words for option in short.value.options]
    return Words(
        f"缴费年限不足，还差{short.value.missing_months}个月。可以选择：{'；'.join(each.zh for each in ways)}",
        f"{short.value.missing_months} months of the minimum time are missing. Ways open: "
        f"{'; '.join(each.en for each in ways)}",
    )


def award_items(award: Award, first: Month) -> list[Item]:
    """Every part that pays; what the province rounds the total up by is a part of its own."""
    parts: dict[str, int] = {BASIC: award.basic_fen, ACCOUNT: award.account_fen, TRANSITIONAL: award.transitional_fen}
    parts[ROUNDED] = award.total_fen - sum(parts.values())
    return [Item(component, fen, Rhythm.MONTHLY, first) for component, fen in parts.items() if fen]


def _unmet(why: Words) -> Explained[Assessed]:
    return Explained(Assessed(unmet=[why]), Trace(why))


def _national(book: LawBook, key: str, on: dt.date, category: str) -> Law:
    return book.law(key, region=NATIONAL, category=category, on=on)
