"""A settlement is taken back by a row with every amount's other sign; nothing is edited. The last one first."""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from benefits.providers.models import ProviderClient
from benefits.settlement.actions.accounts import give_back_to_accounts
from benefits.settlement.actions.settling import add_to_year, lock_year
from benefits.settlement.models import Settlement
from benefits.settlement.models.bills import PARTS
from benefits.settlement.protocols import paid_since
from benefits.settlement.reasons import IS_REVERSAL, LATER_STANDS, PAID_SINCE, REVERSED_ALREADY
from benefits.settlement.rules.bills import YEAR_SUMS
from benefits.settlement.selectors import locked, standing_after
from enrollment.registry.records import records_of
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number

SQL = Path(__file__).resolve().parent.parent / "sql"


@transaction.atomic
def reverse(*, client: ProviderClient, own: Settlement, reason: str, at: dt.datetime) -> Settlement:
    """Take a settlement back, also one that was cleared: the next clearing nets it.

    Raises IS_REVERSAL, REVERSED_ALREADY, LATER_STANDS, PAID_SINCE.
    """
    if own.reverses_id is not None:
        raise IS_REVERSAL(number=own.number)
    locked(f"stay:{own.stay_id}")
    lock_year(own.person_id, own.year, own.scheme)
    before = Settlement.objects.filter(reverses=own).first()
    if before is not None:
        raise REVERSED_ALREADY(number=own.number, reversal=before.number)
    if later := standing_after(own, records_of(own.person_id)):
        raise LATER_STANDS(numbers=", ".join(each.number for each in later))
    if since := paid_since.all(records_of(own.person_id), own.year, own.scheme, own.settled_at):
        zh, en = "；".join(each.zh for each in since), "; ".join(each.en for each in since)
        raise PAID_SINCE(what_zh=zh, what_en=en)
    today = timezone.localdate(at)
    made = Settlement.objects.create(
        number=opaque_number("Z"), stay=own.stay, shown=own.shown, client=client, institution=own.institution,
        person=own.person, region_id=own.region_id, fund=own.fund, scheme=own.scheme, year=own.year,
        month=Month.of(today), settled_on=today, settled_at=at, until=own.until, is_last=own.is_last,
        opens_stay=own.opens_stay, is_further=own.is_further, lines=own.lines, reverses=own, reason=reason,
        account_fen=-own.account_fen,
        **{name: -getattr(own, name) for name in PARTS},
        **{f"adds_{name}": -getattr(own, f"adds_{name}") for name in YEAR_SUMS},
    )  # fmt: skip
    told = {
        "person": own.person_id, "month": own.month.first_day, "settlement": own.pk, "back": made.pk,
        "back_month": made.month.first_day,
    }  # fmt: skip
    run_sql(SQL / "lines_back.sql", told)
    add_to_year(made)
    give_back_to_accounts(own, made)
    record(
        by=None, at=at, code="settlement_reversed", subject_kind="person", subject=own.person.number, reason=reason,
        channel="api", settlement=own.number, reversal=made.number, institution=own.institution.number,
        fund_fen=made.fund_fen, account_fen=made.account_fen,
    )  # fmt: skip
    return made
