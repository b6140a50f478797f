"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "insured_once",
        Words("同一险种同一时间只参保一次", "Nobody is insured twice at once in one insurance"),
        SQL / "verify_overlap.sql",
    )
    register_sql(
        "insured_employed",
        Words("参保关系都有用工关系", "Every insured period has its employment"),
        SQL / "verify_employment.sql",
    )
    register_sql(
        "insured_on_terms",
        Words("个人参保都有选定的基数和周期", "Whoever is insured by themself chose the terms"),
        SQL / "verify_own_terms.sql",
    )
