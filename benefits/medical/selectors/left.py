"""What is left of a year: of deductibles still to be borne, of caps still to be paid up to (level 3, at home)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from benefits.medical.rules.law import Care, CareLaw
from benefits.medical.selectors.standing import Standing, standing_of
from benefits.medical.selectors.years import year_so_far
from enrollment.registry.models import Person
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, half_up
from siadmin.kernel.refusal import Refusal
from siadmin.policy.selectors import StoredLawBook

LEVEL = 3


@dataclass(frozen=True, slots=True)
class Left:
    """One measure of the year: how much of it is used, in fen."""

    name: Words
    used_fen: int
    most_fen: int

    @property
    def percent(self) -> int:
        """Of the measure used, whole percent, up to a hundred."""
        return min(100, self.used_fen * 100 // max(1, self.most_fen))


def years_left(person: Person, standing: Standing, on: dt.date) -> list[Left]:
    """By what was reimbursed so far. Raises NOT_VERIFIED_HERE."""
    return list(_left(person, standing, on))


def year_left(person: Person, today: dt.date) -> list[Left]:
    """Of today's year; nothing for who is not covered, or where values are unknown."""
    try:
        return years_left(person, standing_of(person, today), today)
    except Refusal:
        return []


def _left(person: Person, standing: Standing, on: dt.date) -> Iterator[Left]:
    insured, region = standing.insured, standing.region
    if insured is None or region is None:
        return
    year, book = year_so_far(person, on.year), StoredLawBook()

    def law(care: Care) -> CareLaw:
        return CareLaw.from_book(book, region=region.pk, on=on, insured=insured, care=care, level=LEVEL, away=None)

    outpatient, inpatient = law(Care.OUTPATIENT), law(Care.INPATIENT)
    least = fen(outpatient.deductible.value, HALF_UP)
    if least:
        borne = min(least, year.outpatient_scope_fen)
        yield Left(Words("门诊起付线已承担", "Outpatient deductible borne"), borne, least)
    if outpatient.cap is not None:
        most = half_up(outpatient.cap.amount_fen)
        yield Left(Words("门诊限额已用", "Outpatient cap used"), year.outpatient_pool_fen, most)
    assert inpatient.cap is not None, "the pool of every place has one"
    yield Left(Words("统筹基金限额已用", "Cap of the pool used"), year.pool_fen, half_up(inpatient.cap.amount_fen))
    if inpatient.major is not None:
        least = fen(inpatient.major.deductible.value, HALF_UP)
        borne = min(least, year.residual_fen)
        yield Left(Words("大病保险起付线已承担", "Major-illness deductible borne"), borne, least)
