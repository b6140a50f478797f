"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "interest_follows_from_credits",
        Words(
            "每年利息都由年初余额、当年记账和利率算出", "A year's interest follows from its opening, credits and rate"
        ),
        SQL / "verify_interest.sql",
    )
    register_sql(
        "interest_runs_are_rows",
        Words("计息批次合计等于其记入的利息", "The sums of an interest run are the rows it wrote"),
        SQL / "verify_interest_runs.sql",
    )
    register_sql(
        "interest_again_by_four_eyes",
        Words(
            "重新结算利息由一人提交、另一人放行，且与提交时一致",
            "Interest is settled again as it was put forward by one person and let go by another",
        ),
        SQL / "verify_interest_again.sql",
    )
    register_sql(
        "accounts_get_back_what_they_paid",
        Words("医疗个人账户支付的费用整笔退回", "What a medical account paid comes back to it whole or not at all"),
        SQL / "verify_payments.sql",
    )
    register_sql(
        "statements_were_sent",
        Words("年度权益记录单人人都有一条通知", "Everybody in a run of yearly statements has its message"),
        SQL / "verify_statements.sql",
    )
