"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "wages_once",
        Words("同一人同一单位同一月份只有一个工资", "One wage in force per person, employer and month"),
        SQL / "verify_wages.sql",
    )
    register_sql(
        "declared_rows",
        Words("有效申报的人数与工资等于其逐人记录之和", "A declaration in force says what its rows add up to"),
        SQL / "verify_rows.sql",
    )
