"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "projects_are_registered_and_billed",
        Words(
            "建设项目都由两人登记，账单等于按造价核定的保险费，延期和终止依次由办件决定",
            "Projects are registered by two people and billed their premium; extensions and ends follow by cases",
        ),
        SQL / "verify_projects.sql",
    )
