"""The residents' pension joins the claim workflow (SIL 20–22; 国发〔2014〕8号 §6–7; REG 17–18)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, Known, Pension, Scheme
from benefits.pension.forms.residents import ResidentsClaimForm
from benefits.pension.items import RESIDENT_ACCOUNT, RESIDENT_BASE
from benefits.pension.rules.residents import account_part, residents_pension
from benefits.pension.rules.residents_entitlement import (
    ResidentFacts,
    ResidentLaw,
    conditions,
    first_month,
    unmet_words,
)
from benefits.pension.selectors.drawing import is_drawn
from benefits.pension.selectors.residents import ResidentRecord, place_of_resident, resident_record
from enrollment.registry.matters.subject import IDENTITY_CARD
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Step, Trace
from siadmin.matters.catalogue import Door, Obstacle, Paper
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import own_value

CODE = "residents_pension"
BASIC, ACCOUNT, RISEN = "resident_basic", "resident_account", "resident_basic_risen"
_BILLS = Words("缴费记录和转入记录", "paid bills, and what was transferred")


class ResidentsPension(Scheme):
    code = CODE
    pension = Pension.OLD_AGE
    insurance = ResidentScheme.PENSION
    title = Words("申领城乡居民养老金", "Residents' pension")
    who = Words("参加城乡居民基本养老保险、年满60周岁的个人", "Residents insured for a pension who are sixty")
    conditions = (
        Words("年满60周岁（不随职工延迟退休）", "Sixty years old; the later retirement of employees does not move it"),
        Words("累计缴费满15年", "Fifteen years paid"),
        Words("未领取职工基本养老金等国家规定的基本养老保障待遇", "No employees' or other basic pension is drawn"),
    )
    papers: Sequence[Paper] = (IDENTITY_CARD,)
    basis = Words(
        "社会保险法第20条至第22条；国发〔2014〕8号第六条、第七条；社会保险经办条例第18条",
        "SIL 20–22; State Council [2014] 8, §6–7; REG 18",
    )
    result = Words(
        "核定基础养老金和个人账户养老金，从符合条件的次月起按月支付",
        "The basic and the account pension are decided, and paid each month from the one after the conditions are met",
    )
    category = "pension"
    components: Mapping[str, Words] = {
        BASIC: Words("基础养老金", "Basic pension"),
        ACCOUNT: Words("个人账户养老金", "Account pension"),
        RISEN: Words("基础养老金标准提高", "Rise of the basic amount"),
    }
    items: Mapping[str, str] = {BASIC: RESIDENT_BASE, ACCOUNT: RESIDENT_ACCOUNT, RISEN: RESIDENT_BASE}
    form = ResidentsClaimForm
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents = True

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """Where the residents' relation is, else that of the household (国发〔2014〕8号 §3, 8)."""
        return place_of_resident(person)

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        found = []
        if is_drawn(person, self.insurance, Month.of(on), schemes=[self.code]):
            found.append(Obstacle(Words("已在领取城乡居民养老金", "The residents' pension is in payment already")))
        return found

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        record = resident_record(claimant.person, claimant.region, claimant.applied_on)
        told = [
            Known(
                Words("出生日期", "Born on"),
                claimant.person.birth_on,
                Words("参保登记", "the register"),
            ),
            Known(Words("累计缴费月数", "Months paid"), record.months, _BILLS),
            Known(
                Words("个人账户储存额", "Account balance"),
                Words(f"{written(record.balance_fen)} 元", f"¥{written(record.balance_fen)}"),
                Words("个人账户", "the personal account"),
            ),
        ]
        if record.elsewhere:
            told.append(
                Known(
                    Words("在其他地区缴费的月数（转入后计算）", "Months paid elsewhere: they count once moved here"),
                    record.elsewhere,
                    Words("缴费记录，国发〔2014〕8号第八条", "paid bills, State Council [2014] 8, §8"),
                )
            )
        return told

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """The three conditions; the basic amount of the place, as it was in each month; the account by its divisor.

        Raises NOT_VERIFIED_HERE, NoLawInForce.
        """
        person, region, on = claimant.person, claimant.region, claimant.applied_on
        record = resident_record(person, region, on)
        told, law = _facts(person, record, on), ResidentLaw.from_book(StoredLawBook(), region=region.pk, on=on)
        met = conditions(told, law)
        if met.value:
            return Explained(Assessed(unmet=[unmet_words(each, law) for each in met.value]), met.trace)
        first = first_month(told, law)
        items, steps = _items(record.balance_fen, first.value, region.pk, on)
        trace = Trace(
            Words(
                f"符合领取条件，自{first.value}起按月领取，支付终身。",
                f"The pension is due from {first.value} on, for life.",
            ),
            [*met.trace.steps, *first.trace.steps, *steps],
        )
        return Explained(Assessed(items=items), trace)


def _facts(person: Person, record: ResidentRecord, on: dt.date) -> ResidentFacts:
    return ResidentFacts(
        birth_in=Month.of(person.birth_on),
        applied_in=Month.of(on),
        months=record.months,
        draws_other=is_drawn(person, Insurance.PENSION, Month.of(on)),
        came=record.came,
    )


def _items(balance_fen: int, first: Month, region: str, on: dt.date) -> tuple[list[Item], list[Step]]:
    """The account part for life; the basic amount by the law of each month up to now, the last one without an end."""
    book, items, steps = StoredLawBook(), list[Item](), list[Step]()
    divisor = book.law("pension.resident_annuity_months", region=region, category="resident", on=on)
    part = account_part(balance_fen, divisor).value
    for month in first.until(max(first, Month.of(on)) + 1):
        law = own_value(book, "pension.resident_basic_month", region=region, category="resident", on=month.first_day)
        basic = fen(law.value, HALF_UP)
        if items and items[-1].amount_fen == basic:
            continue
        if items:
            before = items.pop()
            items.append(Item(BASIC, before.amount_fen, Rhythm.MONTHLY, before.from_month, month))
        items.append(Item(BASIC, basic, Rhythm.MONTHLY, month))
        steps += residents_pension(balance_fen, law, divisor).trace.steps
    if part > 0:
        items.append(Item(ACCOUNT, part, Rhythm.MONTHLY, first))
    return items, steps
