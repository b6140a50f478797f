"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "reimbursements_count_as_granted",
        Words(
            "每笔核定的手工报销计入年度累计，金额与决定一致；先行支付与决定一致",
            "Every reimbursement granted counts in its year with what was decided, and every advance is of one",
        ),
        SQL / "verify_reimbursed.sql",
    )
    register_sql(
        "days_are_paid_for_once",
        Words(
            "医院已直接结算的住院日不再手工报销；已报销日期的账单核定后才拨付",
            "Days that a hospital settled are not claimed back; a bill of days claimed back waits for a word",
        ),
        SQL / "verify_days.sql",
    )
    register_sql(
        "advances_are_recovered_by_two",
        Words(
            "先行支付的追偿不超过支付额，由两人签署并已入账",
            "Advances are recovered up to what was paid, by cases of two, and booked",
        ),
        SQL / "verify_advances.sql",
    )
    register_sql(
        "filings_and_sharings_are_by_cases",
        Words(
            "异地就医备案和个人账户共济都有办结的办件，备案时间不重叠",
            "Filings of care elsewhere and shared accounts are by cases that are done; filings do not overlap",
        ),
        SQL / "verify_filings.sql",
    )
