"""Whether a residents' pension is drawn, and from which month. Pure.

Source: 国发〔2014〕8号 §7: sixty, fifteen years paid, no other basic pension. The later retirement of employees does
not move it. First paid for the month after the conditions are met (人社厅发〔2019〕84号, to be confirmed).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from benefits.pension.rules.amounts import same
from siadmin.kernel.figures import plain
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook


class Unmet(StrEnum):
    """Which condition is not met."""

    AGE = "age"
    PAID = "paid"
    NO_OTHER = "no_other"


@dataclass(frozen=True, slots=True)
class ResidentFacts:
    """Months that count at the place; `came`: those of them by the month in which they came to count, oldest first."""

    birth_in: Month
    applied_in: Month
    months: int
    draws_other: bool
    came: Sequence[tuple[Month, int]] = ()


@dataclass(frozen=True, slots=True)
class ResidentLaw:
    """Both in months: the age, the time to be paid."""

    age: Law
    minimum: Law

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "ResidentLaw":
        """Raises NoLawInForce."""
        return cls(
            book.law("pension.resident_age_months", region=region, category="resident", on=on),
            book.law("pension.minimum_years_months", region=region, category="resident", on=on),
        )


def unmet_words(condition: Unmet, law: ResidentLaw) -> Words:
    """A condition that is not met, in a sentence with its number and article."""
    age, paid = plain(law.age.value / 12), plain(law.minimum.value / 12)
    return {
        Unmet.AGE: Words(
            f"未满{age}周岁（国发〔2014〕8号第七条）", f"not {age} years old yet (State Council [2014] 8, §7)"
        ),
        Unmet.PAID: Words(
            f"累计缴费不满{paid}年（国发〔2014〕8号第七条）",
            f"fewer than {paid} years paid (State Council [2014] 8, §7)",
        ),
        Unmet.NO_OTHER: Words(
            "已领取职工基本养老金（国发〔2014〕8号第七条；人社部发〔2014〕17号第八条）",
            "an employees' pension is drawn already (State Council [2014] 8, §7; MOHRSS [2014] 17, art. 8)",
        ),
    }[condition]


def conditions(facts: ResidentFacts, law: ResidentLaw) -> Explained[tuple[Unmet, ...]]:
    """The conditions that are not met, every one of them; none: the pension is due."""
    why = Trace()
    reached = age_reached(facts.birth_in, law, why)
    paid = why.fact(Words("累计缴费月数", "Months paid"), facts.months, "months")
    needed = int(why.law(Words("须缴满", "Needed"), law.minimum))
    other = Words("是", "yes") if facts.draws_other else Words("否", "no")
    why.fact(Words("已领取职工基本养老金", "An employees' pension is drawn"), other, "flag")
    checks = (
        (Unmet.AGE, facts.applied_in >= reached),
        (Unmet.PAID, paid >= needed),
        (Unmet.NO_OTHER, not facts.draws_other),
    )
    unmet = tuple(condition for condition, met in checks if not met)
    if not unmet:
        words = Words("符合领取条件，可以按月领取城乡居民养老金。", "The conditions are met: the pension is due.")
        return why.conclude(unmet, words)
    reasons = [unmet_words(each, law) for each in unmet]
    zh, en = "；".join(each.zh for each in reasons), "; ".join(each.en for each in reasons)
    return why.conclude(unmet, Words(f"不能领取城乡居民养老金：{zh}。", f"The pension is not due: {en}."))


def first_month(facts: ResidentFacts, law: ResidentLaw) -> Explained[Month]:
    """The month after that of the age, or after the one in which the time paid was reached, where that was later.

    Only of facts that meet the conditions.
    """
    why = Trace()
    met_in = age_reached(facts.birth_in, law, Trace())
    needed = int(law.minimum.value)
    counted = facts.months - sum(months for came_in, months in facts.came if came_in > met_in)
    for came_in, months in sorted(each for each in facts.came if each[0] > met_in):
        if counted >= needed:
            break
        met_in, counted = came_in, counted + months
    why.fact(Words("符合条件的月份", "The conditions are met in"), met_in, "month")
    how = Words(
        f"{met_in} + 1（从符合条件的次月起，人社厅发〔2019〕84号，待核）",
        f"{met_in} + 1 (from the month after, MOHRSS office [2019] 84, to be confirmed)",
    )
    first = why.step(Words("首个领取月份", "First month"), met_in + 1, "month", how, True)
    return why.conclude(first, Words(f"自{first}起领取。", f"Due from {first} on."))


def age_reached(birth_in: Month, law: ResidentLaw, why: Trace) -> Month:
    why.fact(Words("出生月份", "Month of birth"), birth_in, "month")
    age = int(why.law(Words("领取年龄", "Age"), law.age))
    how = same(f"{birth_in} + {age}")
    return why.step(Words("达到领取年龄的月份", "Month of the age"), birth_in + age, "month", how)
