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
    register_sql(
        "law_comes_from_proposals",
        Words(
            "参数值出自已批准的提案，且无缺失的日期",
            "Values say what their approved proposals say; no day lost its value",
        ),
        SQL / "verify_values.sql",
    )
    register_sql(
        "law_once",
        Words("同一参数同一天只有一个值", "One value of a number governs a day"),
        SQL / "verify_overlap.sql",
    )
