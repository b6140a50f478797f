"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "posts_not_combined",
        Words("不相容岗位不由同一人担任", "No person holds posts that may not be combined"),
        SQL / "verify_posts.sql",
    )
