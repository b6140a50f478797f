"""What must always be true here; `manage.py verify` names what breaks it."""

import json
from collections.abc import Iterator
from pathlib import Path

from contributions.history.models import HistoryRow
from contributions.history.rules import normal_number
from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.sealed import unlike_their_hash

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "history_is_rows",
        Words("历史月份和期初余额等于已入账文件的行", "Months and balances of history are what booked files tell"),
        SQL / "verify_booked.sql",
    )
    register_sql(
        "months_count_once",
        Words(
            "每个月只计算一次：历史月份没有在此重复缴费",
            "A month counts once: history and payments here do not overlap",
        ),
        SQL / "verify_counted_once.sql",
    )
    register_sql(
        "history_opens_with_money",
        Words("转入的个人账户不超过已到账资金", "Certificates open accounts with no more than the money that arrived"),
        SQL / "verify_opened.sql",
    )
    register_sql(
        "history_by_four_eyes",
        Words("历史文件由一人提交、另一人批准", "Who sends history in does not have it booked"),
        SQL / "verify_eyes.sql",
    )
    register_sql(
        "history_money_is_booked",
        Words("随历史转入的资金都已入账", "Money that came with history is booked to the fen"),
        SQL / "verify_money.sql",
    )
    register(
        Invariant(
            "history_numbers_are_found",
            Words("历史行的号码与其检索值一致", "Numbers in rows of history are what their hash finds"),
            _unlike_their_hash,
            frozenset({HistoryRow._meta.db_table}),
        )
    )


def _unlike_their_hash() -> Iterator[str]:
    yield from unlike_their_hash(HistoryRow, "given", "number_hash", _number)


def _number(given: str) -> str:
    return normal_number(json.loads(given)["number"])
