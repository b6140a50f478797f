"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "lines_have_parents",
        Words("每条核定明细都有人、单位和费率", "Every line has its person, employer and tariff"),
        SQL / "verify_parents.sql",
    )
    register_sql(
        "lines_replay",
        Words("明细金额可由其依据重算", "Every line's amounts follow from its own inputs"),
        SQL / "verify_amounts.sql",
    )
    register_sql(
        "versions_add_up",
        Words("补差与原核定相加等于现值", "Re-assessed lines add up to the present value"),
        SQL / "verify_versions.sql",
    )
    register_sql(
        "bills_are_lines",
        Words("账单等于明细之和", "Bills are the sums of their lines"),
        SQL / "verify_bills.sql",
    )
