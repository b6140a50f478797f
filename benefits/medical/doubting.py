"""What was claimed back by hand says of bills settled directly: days are paid for once."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from benefits.medical.models import Reimbursed
from benefits.medical.selectors import MATERNITY_COSTS, SETTLER, births_granted, births_of
from siadmin.kernel.database import run_prepared
from siadmin.kernel.refusal import Reason, Refusal

SQL = Path(__file__).resolve().parent / "sql"

REIMBURSED = Reason(
    "bill_reimbursed",
    "{began_on} 至 {ended_on} 的费用已手工报销（{case}）。",
    "Costs of {began_on} to {ended_on} were claimed back by hand ({case}).",
    "核对票据和账单，同一费用只支付一次。",
    "Compare the receipts with the bill: the same costs are paid once.",
)


def waited_for() -> list[str]:
    """What was claimed back by hand is not paid to the hospital before somebody looked."""
    return [REIMBURSED.code]


def doubts_of_bill(records: Collection[int], scheme: str, first: dt.date, last: dt.date) -> list[Refusal]:
    """Reimbursements, and costs of a birth, that were granted of days of the bill."""
    if scheme != SETTLER:
        return []
    told = {
        "records": list(records), "first": first, "last": last,
        "births": list(births_of(records, first, last)), "birth": MATERNITY_COSTS,
    }  # fmt: skip
    near = run_prepared(SQL / "reimbursed_about.sql", told)  # asked of each bill: most have none
    doubts = _reimbursed([pk for pk, is_birth in near if not is_birth])
    if any(is_birth for _, is_birth in near):
        births = sorted(births_granted(records, first, last).items())
        doubts += [REIMBURSED(began_on=day, ended_on=day, case=case) for day, case in births]
    return doubts


def _reimbursed(near: Collection[int]) -> list[Refusal]:
    if not near:
        return []
    kept = Reimbursed.objects.filter(pk__in=near).select_related("decision__claim__case").order_by("pk")
    return [
        REIMBURSED(began_on=each.began_on, ended_on=each.ended_on, case=each.decision.claim.case.number)
        for each in kept
    ]
