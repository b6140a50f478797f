"""A bill is settled as it was shown: reckoned anew under the lock of its year, once; what changed is explained."""

import datetime as dt
import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from benefits.providers.models import ProviderClient
from benefits.settlement.actions.accounts import Share, account_difference, shares_of, take_from_accounts
from benefits.settlement.actions.presettling import charged_of
from benefits.settlement.actions.reckoning import Reckoned, reckon
from benefits.settlement.models import PreSettlement, Settlement, Stay
from benefits.settlement.models.bills import PARTS
from benefits.settlement.reasons import NO_PRESETTLEMENT, RESULT_CHANGED, SETTLED_ALREADY, Told
from benefits.settlement.rules.bills import YEAR_SUMS, Difference, differences
from benefits.settlement.selectors import Shown, locked, shown_of
from enrollment.registry.records import records_of
from siadmin.agency.trail import record
from siadmin.kernel.database import run_prepared
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number

SQL = Path(__file__).resolve().parent.parent / "sql"


@transaction.atomic
def settle(
    *, client: ProviderClient, stay: Stay, shown_number: str, accept_changes: bool, at: dt.datetime,
    from_account: bool = False,
) -> Settlement:  # fmt: skip
    """One settlement of what a pre-settlement showed. What differs now refuses it unless changes are accepted.

    `from_account`: the person wants it paid from personal accounts as far as they reach.

    Raises NO_PRESETTLEMENT, SETTLED_ALREADY, RESULT_CHANGED and what a pre-settlement raises.
    """
    locked(f"stay:{stay.pk}")
    shown = shown_of(stay, shown_number)
    if shown is None:
        raise NO_PRESETTLEMENT(stay=stay.number, number=shown_number)
    if shown.settled is not None:
        raise SETTLED_ALREADY(number=shown.number, settlement=shown.settled)
    today = timezone.localdate(at)
    records = lock_year(stay.person_id, shown.until.year, stay.scheme)
    found = reckon(stay, charged_of(shown), until=shown.until, is_last=shown.is_last, today=today, records=records)
    changed = differences(shown.shown, found.lines, found.answer.value.parts)
    shares: list[Share] = []
    if from_account:
        shares = shares_of(stay, found.answer.value.parts.self_pay_fen, today, locking=True)
        changed += account_difference(shown.shown, shares)
    if changed and not accept_changes:
        told = {"number": shown.number, "count": len(changed)}
        raise Told(RESULT_CHANGED, told, {"differences": [each.as_dict() for each in changed]})
    return _written(client, stay, shown, found, changed, shares, at)


def _written(
    client: ProviderClient,
    stay: Stay,
    shown: Shown,
    found: Reckoned,
    changed: list[Difference],
    shares: list[Share],
    at: dt.datetime,
) -> Settlement:
    answer, today = found.answer.value, timezone.localdate(at)
    parts = {name: getattr(answer.parts, name) for name in PARTS}
    made = Settlement.objects.create(
        number=opaque_number("Z"), stay=stay, shown=PreSettlement(pk=shown.pk, number=shown.number), client=client,
        institution=stay.institution, person=stay.person, region_id=stay.region_id, fund=stay.fund, scheme=stay.scheme,
        year=shown.until.year, month=Month.of(today), settled_on=today, settled_at=at, until=shown.until,
        is_last=shown.is_last, opens_stay=found.opens_stay, is_further=found.is_further, lines=len(found.charged),
        account_fen=sum(each.fen for each in shares), **parts,
        **{f"adds_{name}": answer.adds[name] for name in YEAR_SUMS},
        explained=[each.as_dict() for each in changed], trace=found.answer.trace.as_list(),
    )  # fmt: skip
    lines = [
        [
            line.line, rule.item, rule.pk, line.on.isoformat(), line.department, line.unit_price, line.quantity,
            its.charged_fen, its.over_limit_fen, its.excluded_fen, its.advance_fen, its.in_scope_fen,
        ]
        for line, rule, its in zip(found.charged, found.rules, answer.lines, strict=True)
    ]  # fmt: skip
    run_prepared(SQL / "put_lines.sql", {"settlement": made.pk, "lines": json.dumps(lines)})
    if found.flags:
        flags = [[each.told.code, each.line, each.told.as_dict()] for each in found.flags]
        run_prepared(SQL / "put_flags.sql", {"settlement": made.pk, "flags": json.dumps(flags)})
    add_to_year(made)
    take_from_accounts(made, shares)
    record(
        by=None, at=at, code="bill_settled", subject_kind="person", subject=stay.person.number, channel="api",
        stay=stay.number, settlement=made.number, institution=stay.institution.number, fund_fen=made.fund_fen,
        self_pay_fen=made.self_pay_fen, account_fen=made.account_fen, differences=len(changed),
    )  # fmt: skip
    return made


def lock_year(person_id: int, year: int, scheme: str) -> list[int]:
    """The year of a person under a lock, under whichever of their records it was begun; the records."""
    records = records_of(person_id)
    told = {"records": records, "year": year, "scheme": scheme}
    if (person_id,) not in run_prepared(SQL / "lock_year.sql", told):
        run_prepared(SQL / "begin_year.sql", {"person": person_id, "year": year, "scheme": scheme})
        run_prepared(SQL / "lock_year.sql", told)
    return records


def add_to_year(made: Settlement) -> None:
    """What a settlement adds, or with a minus takes out."""
    run_prepared(SQL / "add_to_year.sql", {"settlement": made.pk})
