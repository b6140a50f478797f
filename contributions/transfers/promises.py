"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "transfers_are_booked",
        Words(
            "转移资金两地都已入账，在途资金与在途转移一致",
            "Transfers are booked on both sides; money in transit agrees",
        ),
        SQL / "verify_booked.sql",
    )
    register_sql(
        "transfers_move_accounts",
        Words("个人账户的转出转入与转移一致", "Accounts move exactly as their transfers say"),
        SQL / "verify_accounts.sql",
    )
    register_sql(
        "transfer_records_add_up",
        Words("信息表与各年度记录一致", "Information forms are what their years add up to"),
        SQL / "verify_records.sql",
    )
    register_sql(
        "transfers_by_different_people",
        Words("转移各环节由不同的人办理", "Each step of a transfer is another person's"),
        SQL / "verify_eyes.sql",
    )
    register_sql(
        "temporary_accounts_move_whole",
        Words("临时缴费账户的单位缴费全额转移", "Of temporary accounts all that employers paid moves"),
        SQL / "verify_temporary.sql",
    )
    register_sql(
        "overlaps_are_returned",
        Words("重复缴费的清退与各年度一致，且只退一次", "What was paid twice goes back as its years say, and once"),
        SQL / "verify_overlaps.sql",
    )
