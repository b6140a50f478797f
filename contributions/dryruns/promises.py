"""What must always be true of dry runs; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "dry_runs_add_up",
        Words(
            "试算的合计等于其逐单位结果，且没有任何明细或账单出自试算",
            "Dry runs are the sums of their effects, and nothing charged comes from one",
        ),
        SQL / "verify_dry_runs.sql",
    )
