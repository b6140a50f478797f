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
