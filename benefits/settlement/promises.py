"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "settlements_are_their_lines",
        Words(
            "每笔结算等于其明细之和；冲正与原结算相抵，后结算的先冲正",
            "A settlement is the sum of its lines; what is taken back cancels it, the last one first",
        ),
        SQL / "verify_settlements.sql",
    )
    register_sql(
        "days_in_one_hospital",
        Words(
            "同一人同一天不在两家医院住院：结算的日期不重叠，住院未结束不再登记住院",
            "Nobody lies in two hospitals on one day: neither by bills that stand, nor by a stay opened during another",
        ),
        SQL / "verify_days.sql",
    )
    register_sql(
        "years_are_their_settlements",
        Words("个人年度累计等于其结算之和", "A person's year is the sum of its settlements"),
        SQL / "verify_years.sql",
    )
    register_sql(
        "clearings_are_their_settlements",
        Words(
            "每笔拨付等于其结算减去核减，只拨付一次并已入账，由四人办理；此后核减的由下一批次扣除，或列为待结转",
            "A clearing is its settlements less what was disallowed, once, booked, by four people; what is disallowed "
            "later is taken off by the next, or told to wait",
        ),
        SQL / "verify_clearing.sql",
    )
    register_sql(
        "left_out_of_clearings",
        Words(
            "移出批次的机构不拨付，由他人办理；待结转的不在批次内",
            "Who is left out of a clearing is not paid by it, by another's word; what waits is not in it",
        ),
        SQL / "verify_left_out.sql",
    )
    register_sql(
        "clearings_leave_in_files",
        Words(
            "拨付文件等于其明细，每家机构只划付一次；银行退回的已冲回，重新拨付的另行入账",
            "A clearing's file is its lines, each institution once; what came back is booked back, and paid anew once",
        ),
        SQL / "verify_remitting.sql",
    )
    register_sql(
        "days_agree_or_differ",
        Words("每日对账一致的没有差异，不一致的列明差异", "A day that agrees has no differences, another has"),
        SQL / "verify_reconciliations.sql",
    )
