"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "agents_by_a_mandate",
        Words("代办的事项均有有效授权", "Cases by an agent rest on a mandate that covered them"),
        SQL / "verify_mandates.sql",
    )
