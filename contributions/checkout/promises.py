"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from siadmin.kernel.invariants import register_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "orders_are_receipts",
        Words("网上缴费与到账逐笔一致", "What was paid by a link is what was taken in, one by one"),
        SQL / "verify_orders.sql",
    )
    register_sql(
        "channel_refunds_are_booked",
        Words("经支付渠道退回的款项逐笔入账", "What a payment channel returned is booked, and no more than came"),
        SQL / "verify_channel_refunds.sql",
    )
