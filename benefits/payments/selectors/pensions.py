"""Which pensions stand against another of the same person: nobody draws two for the same months."""

from collections.abc import Collection
from pathlib import Path

from benefits.claims.schemes import Pension, pensions, scheme_of
from benefits.payments.models import Entitlement
from enrollment.registry.records import records_of
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"


def not_beside(code: str) -> list[str]:
    """Schemes whose benefits are not drawn beside those of this one; none where it pays no pension.

    Of two old-age pensions one is due, whichever insurance pays them (人社部发〔2014〕17号 art. 8); an insurance pays
    an allowance for lost capacity until it pays the pension (SIL 17).
    """
    own = scheme_of(code)
    if own.pension is None:
        return []
    found = pensions(Pension.OLD_AGE) if own.pension == Pension.OLD_AGE else []
    other = Pension.DISABILITY if own.pension == Pension.OLD_AGE else Pension.OLD_AGE
    found += [each for each in pensions(other) if scheme_of(each).insurance == own.insurance]
    return [each for each in found if each != code]


def pensions_beside(
    person_id: int, code: str, months: Collection[tuple[Month, Month | None]]
) -> list[tuple[Entitlement, Month]]:
    """Under any record, what is drawn in some of these months that a benefit of a scheme is not drawn beside.

    Each with the first month in common; `months`: from one up to, not including, another, or without an end.
    """
    given = {
        "records": records_of(person_id),
        "schemes": not_beside(code),
        "froms": [first.first_day for first, _ in months],
        "befores": [None if before is None else before.first_day for _, before in months],
    }
    rows = run_sql(SQL / "pensions_beside.sql", given)
    found = Entitlement.objects.in_bulk([drawn for drawn, _ in rows])
    return [(found[drawn], Month.of(first)) for drawn, first in rows]
