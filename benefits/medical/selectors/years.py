"""What of a calendar year is used up: deductibles, caps, bands."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from django.db.models import Max

from benefits.medical.models import YEAR_FIELDS, Reimbursed
from benefits.medical.rules.law import Scheme
from benefits.medical.rules.order import Year
from benefits.settlement.selectors import year_before
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.database import run_prepared
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent.parent / "sql"
SETTLER = "medical"


def year_so_far(person: Person, year: int) -> Year:
    """What somebody's year comes to, under any record: bills settled directly, and what was reimbursed."""
    return Year(**year_before(records_of(person.pk), year, SETTLER))


def reimbursed_in(records: Collection[int], year: int, code: str) -> list[dict[str, int]]:
    """What reimbursements add to a year, for direct settlement."""
    if code != SETTLER:
        return []
    (sums,) = run_prepared(SQL / "reimbursed_in.sql", {"records": list(records), "year": year})
    return [dict(zip(YEAR_FIELDS, sums, strict=True))]


def reimbursed_since(records: Collection[int], year: int, code: str, moment: dt.datetime) -> list[Words]:
    """What of it was granted at a moment or later."""
    if code != SETTLER:
        return []
    found = Reimbursed.objects.filter(person__in=records, year=year, decision__decided_at__gte=moment)
    cases = found.order_by("pk").values_list("decision__claim__case__number", flat=True)
    return [Words(f"手工报销（{case}）", f"a reimbursement by hand ({case})") for case in cases]


def next_in_year(person: Person, scheme: Scheme, year: int) -> int:
    """The place of the next reimbursement in it, from one."""
    own = Reimbursed.objects.filter(person__in=records_of(person.pk), scheme=scheme, year=year)
    return int(own.aggregate(last=Max("sequence", default=0))["last"]) + 1
