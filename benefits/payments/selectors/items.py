"""Of which sub-items of a fund's book money is: what payments pay, what was set off, what a demand asks (REG C6)."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from benefits.payments.models import Batch
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.money import share
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"
_ASKED = "SELECT item, fen FROM payments_demanded_by_item WHERE overpayment_id = %s ORDER BY item"


def leaving_by_item(
    batch: Batch, month: Month, rows: Sequence[int], set_off: Sequence[int]
) -> tuple[dict[str, int], dict[str, int]]:
    """Fen that these payments, all that leave at once, pay, and fen that were set off of them, by item.

    A batch is nearly whole as it leaves first: then it is what its run added up of its lines, less those of what stays,
    and what was `set_off` is looked at payment by payment. Otherwise all of them are.
    """
    given = {"run": batch.payment_run_id, "batch": batch.pk, "month": month.first_day, "rows": list(rows)}
    with joining_sets():
        ((staying, has_again),) = run_sql(SQL / "staying.sql", given)
        planned = batch.payment_run.run.totals.get("by_item", {}).get(str(batch.pk))
        if planned is None or has_again or len(staying) > len(rows):
            return paid_by_item(batch, month, rows)
        less = dict(run_sql(SQL / "lines_by_item.sql", given | {"rows": staying})) if staying else {}
    whole = {item: left for item, fen in planned.items() if (left := fen - less.get(item, 0))}
    if not set_off:
        return whole, {}
    _, off = paid_by_item(batch, month, set_off)
    return {item: fen - off.get(item, 0) for item, fen in whole.items()}, off


def paid_by_item(batch: Batch, month: Month, rows: Sequence[int]) -> tuple[dict[str, int], dict[str, int]]:
    """Fen that these payments pay, and fen that were set off of them, by item, looked at one by one."""
    given = {"batch": batch.pk, "month": month.first_day, "rows": list(rows)}
    with joining_sets():
        found = run_sql(SQL / "paid_by_item.sql", given)
    return {item: paid for item, paid, _ in found}, {item: off for item, _, off in found}


def set_off_by_item(batch_id: int, month: Month, rows: Sequence[int]) -> dict[str, int]:
    """Fen that came back by being set off of these payments, by item of what had been paid too long.

    Of each demand by what its months paid of each item.
    """
    given = {"batch": batch_id, "month": month.first_day, "rows": list(rows)}
    demands: dict[int, dict[str, int]] = defaultdict(dict)
    taken: dict[int, int] = {}
    for demand, fen, item, asked in run_sql(SQL / "set_off_by_item.sql", given):
        demands[demand][item], taken[demand] = asked, fen
    total: dict[str, int] = defaultdict(int)
    for demand, fen in taken.items():
        for item, part in shared(fen, demands[demand]).items():
            total[item] += part
    return dict(total)


def asked_by_item(overpayment_id: int, amount_fen: int) -> dict[str, int]:
    """So much of a demand, by what its months paid of each item."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [overpayment_id])
        return shared(amount_fen, dict(cursor.fetchall()))


def shared(amount_fen: int, asked: dict[str, int]) -> dict[str, int]:
    """So much, as what is asked of each item."""
    return dict(zip(asked, share(amount_fen, list(asked.values())), strict=True))
