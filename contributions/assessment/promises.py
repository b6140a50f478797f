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
    register_sql(
        "notices_are_bills",
        Words("缴费通知单等于其账单", "Notices ask for what their bills say"),
        SQL / "verify_notices.sql",
    )
    register_sql(
        "runs_are_rows",
        Words("批次合计等于其写入的明细", "The sums of a run are the rows it wrote"),
        SQL / "verify_runs.sql",
    )
    register_sql(
        "by_hand_by_four_eyes",
        Words("人工核定由一人拟定、另一人复核", "Who sets wages by hand does not let them become bills"),
        SQL / "verify_by_hand.sql",
    )
    register_sql(
        "settled_by_four_eyes",
        Words(
            "重新结算由一人提交、另一人放行，且与试算一致",
            "Months are settled again as tried out: put forward by one person, let go by another",
        ),
        SQL / "verify_settled.sql",
    )
