"""Medical contributions of who draws the benefit: what is to be paid, what was, and what is to come back."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, QuerySet, Sum

from benefits.payments.models import PaymentRun
from benefits.payments.protocols import PaidBeside
from benefits.payments.selectors import runs_seen_by
from benefits.unemployment.models import MedicalMonth, MedicalPayment
from contributions.accounts.protocols import Brought
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Fund, Insurance
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"
_NAME = Words("基金缴纳的职工医疗保险费", "Medical contributions paid by the fund")


@dataclass(frozen=True, slots=True)
class MonthPaid:
    """Of one payment: people and fen of a month."""

    month: Month
    people: int
    employer_fen: int
    employee_fen: int
    maternity_fen: int

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.employee_fen + self.maternity_fen


@dataclass(frozen=True, slots=True)
class Undue:
    """A month paid for of which the benefit was ended since; or did not arrive: `ended_from` none."""

    person: Person
    month: Month
    amount_fen: int
    payment: str
    ended_from: Month | None


def medical_due(own: PaymentRun) -> dict[Month, int]:
    """How many people's contributions of each month a run leaves to be paid."""
    rows = run_sql(SQL / "medical_due.sql", {"run": own.pk})
    return {Month.of(month): int(people) for month, people in rows}


def unemployment_runs(viewer: Viewer) -> QuerySet[PaymentRun]:
    return runs_seen_by(viewer).filter(fund=Fund.UNEMPLOYMENT)


def payments_seen_by(viewer: Viewer) -> QuerySet[MedicalPayment]:
    """For staff: of runs of the unemployment fund they see. None for others."""
    found = MedicalPayment.objects.filter(payment_run__in=unemployment_runs(viewer))
    return found.select_related("payment_run__region", "paid_by")


def months_of(payment: MedicalPayment) -> list[MonthPaid]:
    rows = run_sql(SQL / "medical_months.sql", {"payment": payment.pk})
    return [MonthPaid(Month.of(month), *map(int, rest)) for month, *rest in rows]


def undue_seen_by(viewer: Viewer) -> list[Undue]:
    """What is to come back to the fund, the newest month first."""
    runs = [*unemployment_runs(viewer).order_by().values_list("pk", flat=True)]
    rows = run_sql(SQL / "medical_undue.sql", {"runs": runs}) if runs else []
    people = Person.objects.in_bulk({row[0] for row in rows})
    return [
        Undue(people[person_id], Month.of(month), int(fen), number, Month.of(ended) if ended else None)
        for person_id, month, fen, number, ended in rows
    ]


def undue_of(person: Person, region: Region) -> list[MedicalMonth]:
    """Months of somebody at a place that are to come back: whose benefit was ended since; oldest first."""
    rows = run_sql(SQL / "medical_ended.sql", {"persons": records_of(person.pk), "region": region.pk})
    return list(MedicalMonth.objects.filter(pk__in=[row[0] for row in rows]).order_by("month"))


def paid_beside(person_ids: Collection[int]) -> list[PaidBeside]:
    """For the page of who draws it."""
    own = MedicalMonth.objects.filter(person_id__in=person_ids, returned__isnull=True)
    return [PaidBeside(_NAME, each.month, each.total_fen) for each in own]


def told_to_rights(person_id: int) -> list[Brought]:
    """Months of medical insurance the fund paid, beside those charged."""
    own = MedicalMonth.objects.filter(person__in=records_of(person_id), returned__isnull=True)
    own = own.select_related("payment__payment_run__region")
    return [
        Brought(Insurance.MEDICAL, each.month, _place(each), each.base_fen, is_deemed=False)
        for each in own.order_by("month")
    ]


def _place(each: MedicalMonth) -> Words:
    region = each.payment.payment_run.region.words
    return Words(f"{region.zh}（失业保险基金缴纳）", f"{region.en}, paid by the unemployment fund")


def counted_in(
    region: str, insurance: str, first: Month, last: Month, people: Collection[int]
) -> list[tuple[int, int]]:
    """How many such months people have in a region; who has none is not there."""
    if insurance != Insurance.MEDICAL:
        return []
    rows = MedicalMonth.objects.filter(
        person_id__in=people,
        month__gte=first,
        month__lte=last,
        payment__payment_run__region=region,
        returned__isnull=True,
    )
    return list(rows.values_list("person_id").annotate(months=Count("pk")).order_by())


def sums_of(viewer: Viewer) -> tuple[int, int]:
    """Months and fen paid in all, of what a viewer sees."""
    found = payments_seen_by(viewer).aggregate(months=Sum("months", default=0), fen=Sum("total_fen", default=0))
    return found["months"], found["fen"]
