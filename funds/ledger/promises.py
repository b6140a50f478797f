"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "entries_balance",
        Words("凭证借贷平衡", "Every entry balances in every book"),
        SQL / "verify_entries.sql",
    )
    register_sql(
        "postings_allowed",
        Words("每笔分录都在收支范围内", "Every posting is within the whitelist"),
        SQL / "verify_postings.sql",
    )
    register_sql(
        "closed_stays_closed",
        Words("结账后的余额没有变动", "Closed months have not moved"),
        SQL / "verify_closed.sql",
    )
    register_sql(
        "closed_by_four_eyes",
        Words("结账由一人准备、另一人完成", "Who prepares a closing does not close it"),
        SQL / "verify_eyes.sql",
    )
    register_sql(
        "accounts_fit_their_books",
        Words("账户与账套的征收方式一致", "Accounts fit their books"),
        SQL / "verify_books.sql",
    )
    register_sql(
        "drawn_by_plan",
        Words("支出户用款不超过财政批复的用款计划", "The expenditure account draws what was granted, and no more"),
        SQL / "verify_plans.sql",
    )
