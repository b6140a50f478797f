"""What is granted to a person, as their pages tell it: how much, from when, until when."""

from dataclasses import dataclass

from benefits.claims.schemes import Pension, pensions
from benefits.payments.models import Entitlement
from benefits.payments.selectors import (
    amount_of,
    entitlements_of,
    first_month_of,
    is_suspended,
    name_of,
    over_from,
    runs_in,
)
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Drawn:
    """A benefit granted: what it is called, fen (a month, or once), from which month, the last one where it is known.

    `runs`: it is paid by the month, and not over. `is_pension`: of old age.
    """

    scheme: str
    insurance: str
    name: Words
    amount_fen: int
    first: Month
    last: Month | None
    runs: bool
    is_suspended: bool
    is_pension: bool


def drawn_of(person_id: int, viewer: Viewer, present: Month) -> list[Drawn]:
    """Of the insurances a viewer may see, the newest first."""
    old_age = pensions(Pension.OLD_AGE)
    return [
        _drawn(each, present, is_pension=each.scheme in old_age)
        for each in entitlements_of(person_id)
        if viewer.sees_insurance(each.insurance)
    ]


def _drawn(entitlement: Entitlement, present: Month, *, is_pension: bool) -> Drawn:
    over = over_from(entitlement)
    return Drawn(
        scheme=entitlement.scheme,
        insurance=entitlement.insurance,
        name=name_of(entitlement),
        amount_fen=amount_of(entitlement),
        first=first_month_of(entitlement),
        last=over - 1 if over is not None else None,
        runs=runs_in(entitlement, present),
        is_suspended=is_suspended(entitlement, present),
        is_pension=is_pension,
    )


def pension_among(drawn: list[Drawn]) -> Drawn | None:
    """The pension of old age that is drawn now, or will be: one alone is due."""
    return next((each for each in drawn if each.is_pension and each.runs), None)
