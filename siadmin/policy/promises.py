"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "law_by_four_eyes",
        Words("参数由一人提出、另一人批准", "Who proposes a number of the law does not approve it"),
        SQL / "verify_eyes.sql",
    )
