"""What government owes by the law of a place and month, as the runs of claims use it: each question is asked once.

The rules are Python's; a statement joins their answers to people.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from contributions.assessment.law import flexible_law
from contributions.assessment.rules.flexible import share_meant, subsidy
from contributions.selfpay.models import SubsidyKind
from contributions.selfpay.rules import capped, medical_subsidy, subsidised_before, tier_subsidy
from enrollment.participation.own_terms import base_limits, flexible_insurances
from enrollment.participation.rules.retirement import RetirementGroup, RetirementLaw, statutory_retirement
from siadmin.agency.models import Region
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from siadmin.policy.selectors import LawOfDay, StoredLawBook, law_of_day

SQL = Path(__file__).resolve().parent / "sql"
EVERYBODY = {"first": 0, "last": 2**63 - 1}


def owed_of(kind: str, region: Region, until: Month, people: dict[str, int] = EVERYBODY) -> dict[str, Any]:
    """What the statements that read `selfpay_owed` are given: whom, and the law's answers. Raises NO_LAW_IN_FORCE."""
    where = {"kind": kind, "region": region.pk, "until": until.first_day, **people}
    with joining_sets():
        rows = run_sql(SQL / "to_ask.sql", where)
    book = cache(lambda month: law_of_day(region, month.first_day))
    law = {
        "amounts": list(_amounts(kind, (row[1:5] for row in rows if row[0] == "amount"), book)),
        "ends": list(_ends(((row[1], row[5], row[3]) for row in rows if row[0] == "end"), book, until)),
    }
    return where | {"law": json.dumps(law)}


def people_owed(kind: str, region: Region, until: Month) -> int:
    """For how many people government owes something and was not asked. Raises NO_LAW_IN_FORCE."""
    wanted = owed_of(kind, region, until)
    with joining_sets():
        ((people,),) = run_sql(SQL / "people_owed.sql", wanted)
    return int(people)


def _amounts(
    kind: str, asked: Iterable[tuple[dt.date, int, str, int]], book: Callable[[Month], LawOfDay]
) -> Iterator[dict[str, Any]]:
    """What is added to each sum paid for a month on a tier; to nothing only where government pays all of it."""
    for day, base_fen, category, paid_fen in asked:
        law = book(Month.of(day))
        if kind == SubsidyKind.HARD_TO_PLACE:
            amount, provisional = hard_to_place_subsidy(paid_fen, law), False
        else:
            amount, provisional = resident_subsidy(kind, base_fen, category, law)
            amount = amount if paid_fen or not own_share(kind, category, law).value else 0
        if amount > 0:
            yield {
                "month": day.isoformat(), "base_fen": base_fen, "category": category, "paid_fen": paid_fen,
                "amount_fen": amount, "is_provisional": provisional,
            }  # fmt: skip


def _ends(
    asked: Iterable[tuple[dt.date, dt.date, str]], book: Callable[[Month], LawOfDay], until: Month
) -> Iterator[dict[str, str]]:
    """Before which month each life is subsidised: by the law of its first month, retiring by the law of the last."""
    retirement = RetirementLaw.from_book(StoredLawBook(), on=until.first_day)
    for first_on, born_in, group in asked:
        first = Month.of(first_on)
        retires = statutory_retirement(Month.of(born_in), RetirementGroup(group), retirement).value.month
        months, near = (
            int(book(first).law(f"subsidy.{name}", "hard_to_place").value)
            for name in ("flexible_months", "flexible_near_retirement_months")
        )
        before = subsidised_before(first, retires, months, near)
        yield {
            "first_month": first_on.isoformat(), "born_in": born_in.isoformat(), "retirement_group": group,
            "before_month": before.first_day.isoformat(),
        }  # fmt: skip


def own_share(scheme: str, category: str, book: LawOfDay) -> Law:
    """The share of a year's amount that people of a category pay themselves. Raises NO_LAW_IN_FORCE."""
    prefix = "pension" if scheme == SubsidyKind.PENSION_RESIDENT else "medical"
    return book.law(f"{prefix}.resident_own_share", category)


def resident_subsidy(kind: str, tier_fen: int, category: str, book: LawOfDay) -> tuple[int, bool]:
    """What government adds for a resident's year, and whether a value of it is provisional. Raises NO_LAW_IN_FORCE.

    Of a tier that government pays in the person's place, that part comes with it.
    """
    if kind == SubsidyKind.MEDICAL_RESIDENT:
        explained = medical_subsidy(
            book.law("medical.resident_individual_year", "resident"),
            own_share(kind, category, book),
            book.law("medical.resident_subsidy_year", "resident"),
        )
        return explained.value, bool(explained.trace.provisional)
    explained = tier_subsidy(tier_fen, subsidy_steps(book))
    own = own_share(kind, category, book)
    in_place = tier_fen - fen(own.value * tier_fen / 100, HALF_UP)
    return explained.value + in_place, bool(explained.trace.provisional)


def subsidy_steps(book: LawOfDay) -> dict[int, Law]:
    """From which tier in fen which subsidy counts: `pension.resident_subsidy_year`, category `from_<yuan>`."""
    return {
        int(category.removeprefix("from_")) * 100: law
        for (key, category), law in book.laws.items()
        if key == "pension.resident_subsidy_year"
    }


def hard_to_place_subsidy(paid_fen: int, book: LawOfDay) -> int:
    """A month's subsidy: the place's share of what was paid, where it says so of the lowest base only, capped."""
    share = book.law("subsidy.flexible_share", "hard_to_place")
    counted = paid_fen
    if book.has("subsidy.flexible_at_floor", "hard_to_place") and book.is_set(
        "subsidy.flexible_at_floor", "hard_to_place"
    ):
        floor, _ = base_limits(book)
        lowest = sum(flexible_law(book, code).figures().line(floor).employee_fen for code in flexible_insurances(book))
        counted = min(paid_fen, lowest)
    amount = subsidy(counted, None, share_meant(share), share).value
    has_cap = book.has("subsidy.flexible_cap_month", "hard_to_place")
    return capped(amount, book.law("subsidy.flexible_cap_month", "hard_to_place") if has_cap else None).value
