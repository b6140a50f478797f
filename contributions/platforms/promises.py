"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "orders_are_billed",
        Words("按单保费逐人相加等于账单，与申报清单一致", "Premiums by the order add up to their bills and lists"),
        SQL / "verify_orders.sql",
    )
