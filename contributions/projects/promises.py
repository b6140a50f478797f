"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "projects_are_registered_and_billed",
        Words(
            "建设项目都由两人登记，账单等于按造价核定的保险费；延期、终止和造价变更由办件决定",
            "Projects are registered by two and billed their premium; terms and changed costs follow by cases of two",
        ),
        SQL / "verify_projects.sql",
    )
