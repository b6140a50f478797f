"""What a person is entitled to and was paid, for themself and for a clerk who may see them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.db.models import F
from django.utils import timezone

from benefits.claims.rules.assessed import Rhythm
from benefits.claims.schemes import Pension, pensions, scheme_of
from benefits.payments.models import (
    Component,
    EndingKind,
    Entitlement,
    OffsetAgreement,
    Overpayment,
    OwedBack,
    Suspicion,
    Verification,
)
from benefits.payments.rules.course import Suspected
from benefits.payments.rules.reporting import REPORTED, Event
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"
_DEATHS = (Suspected.DIED, f"{REPORTED}{Event.DIED}")


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """One payment: in which month's run, of which fund, fen, how it stands, why it waits, when sent, fen set off."""

    month: Month
    fund: str
    amount_fen: int
    stands: str
    because: str
    sent_at: dt.datetime | None
    offset_fen: int


def entitlements_of(person_id: int) -> list[Entitlement]:
    """Under any record, with their components, the newest first."""
    found = Entitlement.objects.filter(person__in=records_of(person_id)).select_related("region", "decision__letter")
    return list(found.prefetch_related("endings", "components").order_by("-pk"))


def name_of(entitlement: Entitlement) -> Words:
    """What it is made of, as people call it."""
    names = scheme_of(entitlement.scheme).components
    parts = [names.get(code, Words(code, code)) for code in dict.fromkeys(_codes(entitlement))]
    return Words("、".join(each.zh for each in parts), ", ".join(each.en for each in parts))


def amount_of(entitlement: Entitlement, month: Month | None = None) -> int:
    """Fen a month, in this one unless told, of one that is over or to come its last; else what is paid once."""
    parts = [each for each in entitlement.components.all() if each.rhythm == Rhythm.MONTHLY]
    if not parts:
        return sum(each.amount_fen for each in entitlement.components.all())
    asked = month or Month.of(timezone.localdate())
    drawn = [each for each in parts if _covers(each, asked)]
    ends = [each.before_month for each in parts]
    last = None if None in ends else max(end for end in ends if end is not None)
    return sum(each.amount_fen for each in drawn or [each for each in parts if each.before_month == last])


def _covers(part: Component, month: Month) -> bool:
    return part.from_month <= month and (part.before_month is None or month < part.before_month)


def first_month_of(entitlement: Entitlement) -> Month:
    return min(each.from_month for each in entitlement.components.all())


def over_from(entitlement: Entitlement) -> Month | None:
    """From which month nothing of it is paid any more: its own end, or one decided before; none where none is known."""
    ends = [each.before_month for each in entitlement.components.all()]
    own = max((each for each in ends if each is not None), default=None) if None not in ends else None
    decided = [each.from_month for each in entitlement.endings.all() if each.kind == EndingKind.ENDED]
    return min((each for each in (own, *decided) if each is not None), default=None)


def runs_in(entitlement: Entitlement, month: Month) -> bool:
    """Whether something of it is paid by the month in or after this one: not over before, even if suspended."""
    over = over_from(entitlement)
    is_monthly = any(each.rhythm == Rhythm.MONTHLY for each in entitlement.components.all())
    return is_monthly and (over is None or month < over)


def is_suspended(entitlement: Entitlement, month: Month) -> bool:
    return any(
        each.kind == EndingKind.SUSPENDED
        and each.from_month <= month
        and (each.before_month is None or month < each.before_month)
        for each in entitlement.endings.all()
    )


def pension_of(person_id: int, month: Month) -> Entitlement | None:
    """The pension of old age that is paid in or after a month, by whichever insurance: one alone is due."""
    old_age = pensions(Pension.OLD_AGE)
    found = (each for each in entitlements_of(person_id) if each.scheme in old_age and runs_in(each, month))
    return next(found, None)


def _codes(entitlement: Entitlement) -> list[str]:
    return [each.component for each in sorted(entitlement.components.all(), key=lambda each: each.pk)]


def death_of(entitlement: Entitlement) -> dt.date | None:
    """The day on record, under any record of the person; else what is suspected, the last told."""
    dead = Person.objects.filter(pk__in=records_of(entitlement.person_id), died_on__isnull=False)
    told = entitlement.suspicions.filter(kind__in=_DEATHS, closed_at__isnull=True).order_by("-found_at", "-pk")
    return dead.values_list("died_on", flat=True).first() or told.values_list("happened_on", flat=True).first()


def unpaid_by_death(entitlement: Entitlement) -> Month | None:
    """The first month that the law of its scheme leaves unpaid; none where no death, or no such law, is known."""
    died_on = death_of(entitlement)
    return None if died_on is None else scheme_of(entitlement.scheme).unpaid_from(died_on)


def to_confirm(person_id: int) -> list[Verification]:
    """What the person is asked to confirm under any record, the first due first."""
    found = Verification.objects.filter(
        suspicion__entitlement__person__in=records_of(person_id), suspicion__closed_at__isnull=True
    )
    found = found.filter(answered_at__isnull=True).select_related("suspicion__entitlement")
    return list(found.prefetch_related("suspicion__entitlement__components").order_by("due_on", "pk"))


def suspected_of(person_id: int) -> list[Suspicion]:
    """What is or was suspected of the person's benefits under any record; what waits for an answer first."""
    found = Suspicion.objects.filter(entitlement__person__in=records_of(person_id)).select_related("entitlement")
    found = found.prefetch_related("entitlement__components")
    return list(found.order_by(F("closed_at").desc(nulls_first=True), "found_at", "pk"))


def overpayments_of(person_id: int) -> list[Overpayment]:
    """Demanded of any record, the newest first."""
    found = Overpayment.objects.filter(ending__entitlement__person__in=records_of(person_id))
    related = "ending__entitlement__region", "letter", "agreement"
    beside = "months", "recovered", "offset_agreements__ended"
    return list(found.select_related(*related).prefetch_related(*beside).order_by("-found_at", "-pk"))


def owed_to(person_id: int) -> list[OwedBack]:
    """What came back twice, to a person under any record, the newest first."""
    found = OwedBack.objects.filter(overpayment__ending__entitlement__person__in=records_of(person_id))
    related = "overpayment__letter", "overpayment__ending__entitlement__decision__claim"
    return list(found.select_related(*related).prefetch_related("settled__kept_for").order_by("-pk"))


def standing_offset(overpayment: Overpayment) -> OffsetAgreement | None:
    """The agreement to set it off that was not withdrawn; what is left of it, and whether anything is, another asks."""
    return next((each for each in overpayment.offset_agreements.all() if not hasattr(each, "ended")), None)


def paid_to(person_ids: Collection[int]) -> list[PaidMonth]:
    """Payments to these records, the newest first."""
    rows = run_sql(SQL / "paid_to.sql", {"persons": list(person_ids)})
    return [PaidMonth(Month.of(month), *rest) for month, *rest in rows]


def paid_through(entitlement: Entitlement) -> Month | None:
    """The last month of it that has left for the bank; none before the first."""
    ((month,),) = run_sql(SQL / "paid_through.sql", {"entitlement": entitlement.pk})
    return Month.of(month) if month else None
