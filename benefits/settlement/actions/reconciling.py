"""What an institution says a day came to is compared with ours: counts, sums, each settlement."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from benefits.providers.models import ProviderClient
from benefits.settlement.models import Difference, Reconciliation, Settlement
from benefits.settlement.rules.reconciling import Totals, compare
from benefits.settlement.selectors import locked
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason

DAY_OPEN = Reason(
    "reconciliation_day_open",
    "{day} 还没有过完，不能对账。",
    "{day} is not over.",
    "次日再对账。",
    "Compare it on the next day.",
)


@transaction.atomic
def reconcile_day(
    *, client: ProviderClient, day: dt.date, told: Totals, rows: Mapping[str, tuple[int, int]] | None, at: dt.datetime
) -> Reconciliation:
    """Keep both sides and each difference. `rows`: by number what the funds and the person paid; may be left out.

    Raises DAY_OPEN.
    """
    if day >= timezone.localdate(at):
        raise DAY_OPEN(day=day)
    institution = client.institution
    locked(f"day:{institution.pk}:{day}")
    ours = {each.number: each for each in Settlement.objects.filter(institution=institution, settled_on=day)}
    own = Totals(
        len(ours),
        sum(each.charged_fen for each in ours.values()),
        sum(each.fund_fen for each in ours.values()),
        sum(each.self_pay_fen for each in ours.values()),
    )
    found = (
        compare(rows, {number: (each.fund_fen, each.self_pay_fen) for number, each in ours.items()})
        if rows is not None
        else []
    )
    version = Reconciliation.objects.filter(institution=institution, day=day).count() + 1
    made = Reconciliation.objects.create(
        institution=institution, day=day, version=version, told_count=told.count, told_charged_fen=told.charged_fen,
        told_fund_fen=told.fund_fen, told_self_pay_fen=told.self_pay_fen, own_count=own.count,
        own_charged_fen=own.charged_fen, own_fund_fen=own.fund_fen, own_self_pay_fen=own.self_pay_fen,
        agrees=told == own and not found, told_at=at,
    )  # fmt: skip
    Difference.objects.bulk_create(
        Difference(
            reconciliation=made, number=each.number,
            told_fund_fen=each.told[0] if each.told else None, told_self_pay_fen=each.told[1] if each.told else None,
            own_fund_fen=each.own[0] if each.own else None, own_self_pay_fen=each.own[1] if each.own else None,
        )
        for each in found
    )  # fmt: skip
    record(
        by=None, at=at, code="day_reconciled", subject_kind="employer", subject=institution.employer.number,
        channel="api", institution=institution.number, day=day.isoformat(), agrees=made.agrees,
        differences=len(found),
    )  # fmt: skip
    return made
