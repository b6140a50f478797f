"""The two laws a dry run compares: of the month in which proposed values begin, with them and without.

The people are those of a region's last charged month, as they stand; the law is that of the month in which the values
govern, so that what else was decided for it by then counts on both sides. What nobody has published for that month yet
goes on as it is, on both sides alike.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Max

from contributions.assessment.models import Bill, BillKind, Tariff
from contributions.assessment.rules.limits import FLOOR_ABOVE_CEILING
from contributions.assessment.tariffs import tariffs_of
from contributions.dryruns.answers import is_charged_with
from contributions.dryruns.models import Baseline
from contributions.dryruns.rules import months_governed
from siadmin.agency.models import Region
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.policy.models import Proposal
from siadmin.policy.selectors import LawOfDay, law_of_day

GOVERN_NO_MONTH = Reason(
    "values_govern_no_month",
    "这些参数没有共同适用的月份，不能一起试算。",
    "There is no month that these values govern together; they cannot be tried out together.",
    "分别试算，或核对各自的起止日期。",
    "Try each out by itself, or check their first and last days.",
)
FIGURES = (
    "floor_fen", "ceiling_fen", "employer_ppm", "supplement_ppm", "employee_ppm", "employee_fixed_fen", "account_ppm",
)  # fmt: skip
_SHARE_OF = {"pension.flexible_account_rate": "pension.flexible_account_share"}  # a tariff keeps what it comes to
_CHARGED = (BillKind.ASSESSED, BillKind.ADJUSTMENT)


@dataclass(frozen=True, slots=True)
class AsIf:
    """A region's people of `month`, under the law of `law_month`."""

    region: Region
    month: Month
    law_month: Month


def governed_together(proposals: Iterable[Proposal]) -> tuple[Month, Month | None]:
    """The first and the last month that all of the proposed values govern. Raises GOVERN_NO_MONTH."""
    spells = [months_governed(each.starts_on, each.ends_before) for each in proposals]
    first = max(begins for begins, _ in spells)
    last = min((ends for _, ends in spells if ends is not None), default=None)
    if last is not None and last < first:
        raise GOVERN_NO_MONTH()
    return first, last


def as_if(regions: Iterable[Region], first: Month, last: Month | None) -> list[AsIf]:
    """Each region with its last charged month that values of `first` to `last` may be tried on; others are left out.

    Employers' bills say which: people who pay for themselves may be asked for a year that has not begun.
    """
    places = list(regions)
    charged = Bill.objects.filter(region__in=places, kind__in=_CHARGED, employer__isnull=False)
    if last is not None:
        charged = charged.filter(month__lte=last)
    months = dict(charged.values_list("region").annotate(last=Max("month")))
    return [AsIf(region, months[region.pk], max(first, months[region.pk])) for region in places if region.pk in months]


def book_of(each: AsIf) -> tuple[LawOfDay, set[str]]:
    """What governs the law month now, and which values go on because it says nothing of them."""
    book = law_of_day(each.region, each.law_month.first_day)
    said = {key for key, _ in book.laws}
    before = law_of_day(each.region, each.month.first_day).laws
    kept = {place: law for place, law in before.items() if is_charged_with(place[0]) and place[0] not in said}
    return replace(book, laws={**kept, **book.laws}), {key for key, _ in kept}


def pairs(each: AsIf, before: LawOfDay, after: LawOfDay, *, at: dt.datetime) -> list[tuple[Tariff, Baseline]]:
    """What either law comes to, for the insurances in which they differ; neither is kept yet.

    Raises NO_LAW_IN_FORCE, FLOOR_ABOVE_CEILING.
    """
    without = {_whom(tariff): tariff for tariff in _tariffs(each, before, at)}
    found = []
    for tariff in _tariffs(each, after, at):
        if tariff.floor_fen > tariff.ceiling_fen:
            raise FLOOR_ABOVE_CEILING(floor=written(tariff.floor_fen), ceiling=written(tariff.ceiling_fen))
        if (old := without.get(_whom(tariff))) is not None:
            found.append((tariff, Baseline(tariff=tariff, laws=old.laws, **_figures(old))))
    touched = {tariff.insurance for tariff, baseline in found if _figures(tariff) != _figures(baseline)}
    return [(tariff, baseline) for tariff, baseline in found if tariff.insurance in touched]


def why_untouched(each: AsIf, tried: Collection[Mapping[str, Any]], after: LawOfDay, *, at: dt.datetime) -> str:
    """Why proposals make no difference there: `nobody` they are about, the `same` number, or one of its `own`."""
    keys = {_SHARE_OF.get(proposal["key"], proposal["key"]) for proposal in tried}
    used = [law for tariff in _tariffs(each, after, at) for law in tariff.laws.values() if law["key"] in keys]
    if not used:
        return "nobody"
    said = {(proposal["key"], Decimal(proposal["value"])) for proposal in tried}
    return "same" if any((law["key"], Decimal(law["value"])) in said for law in used) else "own"


def _tariffs(each: AsIf, book: LawOfDay, at: dt.datetime) -> Iterator[Tariff]:
    """Residents are asked for a year in its first month; here all of a month's people are meant."""
    return tariffs_of(each.region, each.month, at=at, book=book, residents_any_month=True)


def _whom(tariff: Tariff) -> tuple[str, str, int, Decimal]:
    return tariff.insurance, tariff.category, tariff.risk_class, tariff.factor


def _figures(law: Tariff | Baseline) -> dict[str, int]:
    return {name: getattr(law, name) for name in FIGURES}
