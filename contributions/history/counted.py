"""History told to the rooms below: months from elsewhere beside those charged here."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Count

from contributions.accounts.protocols import Brought
from contributions.assessment.selectors import record_of
from contributions.history.models import HistoryFile, HistoryMonth, MonthKind
from contributions.history.selectors import deemed_in, months_of, paid_in
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month


def brought_to(person_id: int) -> list[Brought]:
    """Every month from elsewhere that counts for a person, under any of their records, each once."""
    months = months_of(person_id)
    if not months:
        return []
    files = HistoryFile.objects.select_related("place").in_bulk({each.file_id for each in months})
    counted = {
        insurance: (paid_in(months, insurance), deemed_in(months, insurance))
        for insurance in {each.insurance for each in months}
    }
    found: dict[tuple[Month, str], Brought] = {}
    for each in months:
        paid, deemed = counted[each.insurance]
        if each.month in (paid if each.kind == MonthKind.ACTUAL else deemed):
            told = Brought(
                each.insurance, each.month, files[each.file_id].place.words, each.base_fen,
                is_deemed=each.kind == MonthKind.DEEMED,
            )  # fmt: skip
            found.setdefault((each.month, each.insurance), told)
    return list(found.values())


def brought_in(
    region: str, insurance: str, first: Month, last: Month, people: Collection[int]
) -> list[tuple[int, int]]:
    """Months of people paid elsewhere, of the files of a region; who has none is not there."""
    files = HistoryFile.objects.filter(region=region).values("pk")
    rows = HistoryMonth.objects.filter(
        person_id__in=people, insurance=insurance, kind=MonthKind.ACTUAL, month__gte=first, month__lte=last,
        file_id__in=files,
    )  # fmt: skip
    return list(rows.values_list("person_id").annotate(months=Count("month")).order_by())


def months_paid(person_id: int, today: dt.date) -> int:
    """Months of the pension insurance that are paid, here and elsewhere; what is only deemed paid is none of them."""
    record = record_of(person_id, today=today)
    here = {each.month for each in record if each.insurance == Insurance.PENSION and each.is_paid}
    return len(here | paid_in(months_of(person_id), Insurance.PENSION))
