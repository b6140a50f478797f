"""What must always be true here; `manage.py verify` names what breaks it."""

from collections.abc import Iterator
from pathlib import Path

from contributions.collection.late_fees import unlike_the_law
from contributions.collection.models import Allocation, Attribution, Deferral, LateFee, OwedSince, PersonPayer, Refund
from contributions.collection.signed import unlike_their_cases
from enrollment.registry.selectors import folded
from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.sealed import unlike_their_hash

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register(
        Invariant(
            "person_payers_found_by_hash",
            Words("个人付款人的号码、姓名与其检索值一致", "Payers who are persons are what their hashes find"),
            _unlike_their_hash,
            frozenset({PersonPayer._meta.db_table}),
        )
    )
    register_sql(
        "receipts_allocated",
        Words("到账分配数与分配明细一致", "Receipts and bills agree with their allocations"),
        SQL / "verify_allocations.sql",
    )
    register_sql(
        "funds_not_mixed",
        Words("到账不跨基金、不跨统筹区", "No money crosses funds or regions"),
        SQL / "verify_fund.sql",
    )
    register_sql(
        "money_pays_its_payer",
        Words("到账只抵缴缴费人自己的账单，认领由两人签署", "Money pays its payer's bills; two people say whose it is"),
        SQL / "verify_whose.sql",
    )
    register_sql(
        "credits_are_paid",
        Words("缴足的账单都已记个人账户", "Accounts are credited for settled bills and only for them"),
        SQL / "verify_credits.sql",
    )
    register_sql(
        "credits_are_lines",
        Words("每笔记账都有核定明细", "Every credit is its line's amount"),
        SQL / "verify_credit_lines.sql",
    )
    register_sql(
        "money_is_booked",
        Words("到账和结清都已入账，金额一致", "Receipts and settled bills are booked to the fen"),
        SQL / "verify_booked.sql",
    )
    register_sql(
        "receipts_are_told",
        Words("到账都有报送记录，逐行保存", "Receipts are what their files told, row by row"),
        SQL / "verify_files.sql",
    )
    _register_owed()


def _register_owed() -> None:
    """Late fees, what was decided about money owed, and refunds."""
    register_sql(
        "late_fees_add_up",
        Words("滞纳金逐笔相加等于应收，缴纳不超过应收", "Late fees add up, and no more is paid than was charged"),
        SQL / "verify_late_fees.sql",
    )
    register(
        Invariant(
            "late_fees_are_the_laws",
            Words("滞纳金与依法计算的一致", "Late fees are what the law makes of what was paid late"),
            unlike_the_law,
            frozenset(model._meta.db_table for model in (LateFee, Allocation, Deferral, OwedSince)),
        )
    )
    register_sql(
        "late_fees_and_refunds_are_booked",
        Words("滞纳金和退费都已入账，不跨基金", "Late fees and refunds are booked to the fen, in their own fund"),
        SQL / "verify_fees_booked.sql",
    )
    register_sql(
        "owed_money_is_decided_by_enough",
        Words(
            "缓缴、退费有两人以上签署，追缴逐级进行",
            "Deferrals and refunds are signed by two; no step of collection is jumped",
        ),
        SQL / "verify_owed.sql",
    )
    register(
        Invariant(
            "refunds_are_as_signed",
            Words(
                "退费、认领的到账、基金和金额与签署的办件一致",
                "Refunds, and money said to be somebody's, are of the receipt, fund and amount that were signed",
            ),
            unlike_their_cases,
            frozenset({Refund._meta.db_table, Attribution._meta.db_table}),
        )
    )


def _unlike_their_hash() -> Iterator[str]:
    yield from unlike_their_hash(PersonPayer, "code", "code_hash")
    yield from unlike_their_hash(PersonPayer, "name", "name_hash", folded)
