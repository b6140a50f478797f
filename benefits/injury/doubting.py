"""What injuries of work say of bills that another fund pays: what work did the injury fund owes (SIL 30)."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from siadmin.agency.insurances import Insurance
from siadmin.kernel.database import run_prepared
from siadmin.kernel.refusal import Reason, Refusal

SQL = Path(__file__).resolve().parent / "sql"
OF_WORK = Reason(
    "bill_injury_of_work",
    "患者 {on} 发生的工伤已认定（{number}），应由工伤保险基金支付的费用不纳入医疗保险基金（社会保险法第30条）。",
    "An injury of work of {on} was found ({number}): care of it is not the medical fund's to pay (SIL 30).",
    "核对病历与工伤部位；属于工伤的，核减并由工伤保险基金支付。",
    "Compare the records with the injury; what is of work is disallowed, and the injury fund pays it.",
)
MAY_BE_OF_WORK = Reason(
    "bill_injury_waits",
    "患者 {on} 的事故正在申请工伤认定（{number}），认定后应由工伤保险基金支付（社会保险法第30条）。",
    "Whether an accident of {on} is an injury of work is being decided ({number}); if so its fund pays (SIL 30).",
    "核对病历；待认定结论作出后核定。",
    "Compare the records; decide once the injury is decided.",
)


def doubts_of_bill(records: Collection[int], scheme: str, _first: dt.date, last: dt.date) -> list[Refusal]:
    """Injuries found, and applications that wait, of a day up to the last of the bill."""
    if scheme == Insurance.INJURY:
        return []
    found = run_prepared(SQL / "hurt_before.sql", {"records": list(records), "last": last})
    return [
        OF_WORK(on=on, number=number) if is_found else MAY_BE_OF_WORK(on=on, number=number)
        for number, on, is_found in found
    ]
