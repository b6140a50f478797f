"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "settlements_are_their_lines",
        Words(
            "每笔结算等于其明细之和；冲正与原结算相抵，后结算的先冲正",
            "A settlement is the sum of its lines; what is taken back cancels it, the last one first",
        ),
        SQL / "verify_settlements.sql",
    )
    register_sql(
        "years_are_their_settlements",
        Words("个人年度累计等于其结算之和", "A person's year is the sum of its settlements"),
        SQL / "verify_years.sql",
    )
