"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    _of_months()
    _of_stops()
    register_sql(
        "overpayments_are_demanded",
        Words(
            "停发后已发的都已要求退还，退还和分期由两人办理并入账",
            "What was paid after an end is demanded; what comes back is decided by two, booked, and no more than that",
        ),
        SQL / "verify_overpayments.sql",
    )
    register_sql(
        "offsets_are_as_agreed",
        Words(
            "抵扣经本人同意、两人签署，与发放、入账和应退余额一致",
            "What is set off was agreed by two, and is what payments lack, what came back and what is booked",
        ),
        SQL / "verify_offsets.sql",
    )
    register_sql(
        "bank_files_are_booked",
        Words(
            "银行文件与其中各笔及账目一致，退回已入账，待核的没有划出",
            "Bank files are the sum of what is in them and booked; what came back is; nothing held has left",
        ),
        SQL / "verify_files.sql",
    )
    register_sql(
        "wrong_returns_are_put_right_by_two",
        Words(
            "原报退回、实际到账的由两人更正并入账，重复到账的全部要求退还",
            "What was told as returned and had arrived is put right by two and booked; what arrived twice is demanded",
        ),
        SQL / "verify_arrived.sql",
    )
    register_sql(
        "benefits_in_the_books_are_those_paid",
        Words("账上的待遇支出等于划付减去退回", "Benefits in the books are what files paid, without what came back"),
        SQL / "verify_benefits.sql",
    )
    register_sql(
        "benefits_are_booked_by_item",
        Words(
            "每份划付、抵扣、退回凭证的待遇明细科目与各笔明细一致",
            "Benefits are booked by sub-item as the lines of the payments say: sent, set off, returned",
        ),
        SQL / "verify_items.sql",
    )


def _of_months() -> None:
    register_sql(
        "benefits_are_paid_as_granted",
        Words(
            "每月发放与核定一致且只发一次，明细、发放与批次合计相等",
            "Each month pays what was granted, once; lines, payments and the run are one sum",
        ),
        SQL / "verify_lines.sql",
    )
    register_sql(
        "every_month_due_is_paid",
        Words(
            "在付待遇截至最近一次已审批的发放，每月都有明细，停发、暂停的除外",
            "Each month of a benefit up to the last approved run has its line, but for those ended or suspended",
        ),
        SQL / "verify_due.sql",
    )
    register_sql(
        "benefits_are_drawn_under_one_record",
        Words("同一人不以两条记录重复领取同一项待遇", "Nobody draws one benefit under two of their records"),
        SQL / "verify_drawn_once.sql",
    )
    register_sql(
        "rises_are_paid_as_approved",
        Words(
            "待遇调整与试算一致，由另一人批准，逐笔在付",
            "Rises of benefits are in payment as they were reckoned, and as another person approved them",
        ),
        SQL / "verify_rises.sql",
    )


def _of_stops() -> None:
    register_sql(
        "benefits_are_stopped_by_two",
        Words("停发、暂停和恢复都有两人签署的办件", "Benefits are stopped and paid again by cases of two people"),
        SQL / "verify_endings.sql",
    )
    register_sql(
        "suspicions_hold_until_answered",
        Words(
            "疑点线索都有来源，未处理的不发放，停发的有停发决定",
            "What is suspected of a benefit has its source, holds payments until it is answered, is stopped by a stop",
        ),
        SQL / "verify_suspicions.sql",
    )
    register_sql(
        "stop_events_are_reported_by_cases",
        Words(
            "停发情形的报告都有办结的办件，由此产生的疑点与报告一致",
            "What is reported that ends a benefit is told by a case, and suspected as it was reported",
        ),
        SQL / "verify_reports.sql",
    )
