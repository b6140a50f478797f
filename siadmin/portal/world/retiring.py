"""People of Beijing who retire: careers of the former register, claims in every state."""

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal

from django.db import transaction

from benefits.pension.rules.coming import born_to_retire_in
from enrollment.participation.rules.retirement import RetirementGroup, RetirementLaw
from enrollment.registry.actions.corrections import change_bank_card
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import matter_of
from siadmin.policy.files import shipped
from siadmin.portal.world.bringing import book_rows
from siadmin.portal.world.build import Builder
from siadmin.portal.world.chance import stream
from siadmin.portal.world.claiming import BANKS, acted, asked, signed
from siadmin.portal.world.numbers import bank_account, citizen_number
from siadmin.portal.world.people import full_name

CLAIM = "old_age_pension"
POOL, CREW, AREA = "110000", "bj", "110105"
_MOST, _DAYS = 240, 28
_LATE_FROM, _LATE_MONTHS = Month(2024, 3), 9  # who retired then, applied late, and rises with the plan of 2025
_FIRST_YEARS = (2004, 2009)  # the first years of their careers: from 2004 on the averages of Beijing are on file
_SHORT_SINCE = 2016  # of the last one, who has not paid long enough
# What the last ones tell; all before them draw their pension.
_STORIES = ("received", "handled", "no_card", "short")
_GROUPS = (RetirementGroup.M60, RetirementGroup.M60, RetirementGroup.F55, RetirementGroup.F50)


def tell_claims(builder: Builder, now: dt.datetime) -> list[Person]:
    """Who retired in the last months, and before them who retired in 2024; who draws a pension now, those first."""
    draw, present = stream(builder.world.seed, "pensions"), Month.of(builder.world.span.today)
    count = min(len(builder.world.employers) * 3 // 2, _MOST)
    late = count // 3
    stories = ["granted"] * (count - len(_STORIES)) + list(_STORIES)
    months = [
        _LATE_FROM + place % _LATE_MONTHS if place < late else present - place // len(_GROUPS) % 4
        for place in range(count)
    ]
    law = RetirementLaw.from_book(shipped(), on=builder.world.span.today)
    people = [_somebody(draw, month, place, law) for place, month in enumerate(months)]
    before = builder.world.span.opened - 1
    told = zip(people, months, stories, strict=True)
    rows = [row for each, retires, story in told for row in _career(draw, each, min(retires, before), before, story)]
    book_rows(builder, POOL, CREW, rows, "原业务系统移交清单（临近退休人员）", now)
    registered = [_registered(each["number"]) for each in people]
    granted = [_claimed(builder, each, story, draw, now) for each, story in zip(registered, stories, strict=True)]
    return [each for each, is_granted in zip(registered, granted, strict=True) if is_granted]


def _somebody(draw: random.Random, retires: Month, place: int, law: RetirementLaw) -> dict[str, str]:
    """Whose statutory month of retirement is that one, or the one before where nobody's is."""
    group = _GROUPS[place % len(_GROUPS)]
    born = next(each for month in (retires, retires - 1) for each in born_to_retire_in(month, group, law))
    day = born.first_day + dt.timedelta(days=place % _DAYS)
    sex = "male" if group is RetirementGroup.M60 else "female"
    number = citizen_number(AREA, day, is_male=sex == "male", place=40 + place // _DAYS)
    return {"number": number, "name": full_name(draw, sex, day.year, AREA), "retirement_group": group.value}


def _career(
    draw: random.Random, who: dict[str, str], last: Month, before: Month, story: str
) -> Iterator[dict[str, str]]:
    """Every year to the last month on a share of the average wage, and what that came to before these books."""
    factor, saved = Decimal(draw.randrange(60, 220)) / 100, Decimal(0)
    first = _SHORT_SINCE if story == "short" else draw.randrange(_FIRST_YEARS[0], _FIRST_YEARS[1])
    yield who | {"record": "person"}
    told = {"number": who["number"], "name": who["name"], "insurance": str(Insurance.PENSION)}
    for year in range(first, last.year + 1):
        until = min(Month(year, 12), last)
        average = shipped().law(
            "wage.average_month", region=POOL, category="full_calibre", on=dt.date(year, 1, 1)
        ).value  # fmt: skip
        base = (average * factor).quantize(Decimal(1))
        saved = saved * Decimal("1.03") + base * Decimal("0.08") * until.number
        yield told | {
            "record": "months", "from_month": f"{year}-01", "to_month": str(until), "base": f"{base}.00",
            "paid_months": str(until.number), "employer_name": "京华机械厂",
        }  # fmt: skip
    yield told | {"record": "balance", "amount": f"{saved:.2f}", "as_of": before.last_day.isoformat()}


def _registered(number: str) -> Person:
    return Person.objects.get(identifiers__value_hash=keyed_hash(number))


def _claimed(builder: Builder, person: Person, story: str, draw: random.Random, now: dt.datetime) -> bool:
    """One claim as far as its story goes, and whether it was granted; what a rule refuses is left out."""
    try:
        with transaction.atomic():
            if story != "no_card":
                change_bank_card(
                    person=person, bank_name=draw.choice(BANKS), account=bank_account(draw),
                    by=builder.staff[f"{CREW}.clerk"], at=now, reason="申领养老金时提供",
                )  # fmt: skip
            case = asked(builder, matter_of(CLAIM), person, POOL, now, month="", noticed_in="")
            if story == "handled":
                acted(builder, case, POOL, "clerk", "handle", now)
            elif story == "short":
                acted(builder, case, POOL, "clerk", "handle", now)
                why = "缴费年限不足，可继续缴费或转入城乡居民养老保险"
                acted(builder, case, POOL, "reviewer", "refuse", now, reason=why)
            elif story != "received":
                signed(builder, case, POOL, now)
    except Refusal:
        return False
    return story in ("granted", "no_card")
