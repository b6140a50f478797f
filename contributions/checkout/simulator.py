"""A payment channel for the demonstration and for tests: it keeps its own books, and signs what it says as a real one.

The signature is HMAC-SHA-256 over time, nonce and body, each on its own line; a message is heard for five minutes.
"""

import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from contributions.checkout.channels import FORGED, Asked, Paid
from contributions.checkout.models import SimulatedTrade
from siadmin.kernel.refusal import Reason

HEARD_FOR = dt.timedelta(minutes=5)
NOT_PAYABLE = Reason(
    "simulated_trade_not_payable",
    "这笔付款已经支付、关闭或过期。",
    "This payment is paid, closed or expired.",
    "回到个人缴费页面重新发起。",
    "Go back and start a new one.",
)
NOTHING_TO_RETURN = Reason(
    "simulated_trade_not_paid",
    "这笔付款没有支付，或已经全部退回。",
    "This payment was not paid, or all of it was returned.",
    "核对订单号。",
    "Check the number.",
)


class SimulatedChannel:
    code = "simulator"

    def create(self, asked: Asked) -> str:
        trade, _ = SimulatedTrade.objects.get_or_create(
            number=asked.number,
            defaults={
                "token": secrets.token_urlsafe(32),
                "title": asked.title,
                "amount_fen": asked.amount_fen,
                "expires_at": asked.expires_at,
            },
        )
        return f"{settings.PUBLIC_URL}{reverse('simulated_payment', args=[trade.token])}"

    def read_callback(self, headers: Mapping[str, str], body: bytes, *, now: dt.datetime) -> Paid:
        sent_at, nonce = headers.get("X-Time", ""), headers.get("X-Nonce", "")
        wanted = signature(sent_at, nonce, body)
        if not hmac.compare_digest(wanted.encode(), headers.get("X-Signature", "").encode()):
            raise FORGED()
        if not sent_at.isdecimal() or abs(now.timestamp() - int(sent_at)) > HEARD_FOR.total_seconds():
            raise FORGED()
        said = json.loads(body)
        return Paid.said(said["number"], said["trade"], said["amount_fen"], said["paid_at"])

    def query(self, number: str) -> Paid | None:
        trade = SimulatedTrade.objects.filter(number=number, paid_at__isnull=False).first()
        return _paid(trade) if trade else None

    def close(self, number: str) -> Paid | None:
        with transaction.atomic():
            trade = SimulatedTrade.objects.select_for_update().filter(number=number).first()
            if trade is None:
                return None
            if trade.paid_at is None and trade.closed_at is None:
                trade.closed_at = dt.datetime.now(dt.UTC)
                trade.save(update_fields=["closed_at"])
        return _paid(trade) if trade.paid_at else None

    def refund(self, *, number: str, trade: str, refund_number: str, amount_fen: int, reason: str) -> None:
        with transaction.atomic():
            kept = SimulatedTrade.objects.select_for_update().get(number=number)
            if refund_number in kept.returns:
                return
            returned = sum(each["fen"] for each in kept.returns.values() if each["trade"] == trade)
            if kept.paid_at is None or (trade == kept.trade and returned + amount_fen > kept.amount_fen):
                raise NOTHING_TO_RETURN()
            kept.returns[refund_number] = {"trade": trade, "fen": amount_fen}
            kept.save(update_fields=["returns"])


@transaction.atomic
def pay(token: str, *, at: dt.datetime) -> SimulatedTrade:
    """Somebody pressed “paid” on the simulator's page. Raises NOT_PAYABLE."""
    trade = SimulatedTrade.objects.select_for_update().get(token=token)
    if trade.paid_at or trade.closed_at or trade.expires_at <= at:
        raise NOT_PAYABLE()
    trade.paid_at, trade.trade = at, f"SIM{secrets.token_hex(8).upper()}"
    trade.save(update_fields=["paid_at", "trade"])
    return trade


def message(trade: SimulatedTrade, *, at: dt.datetime) -> tuple[dict[str, str], bytes]:
    """What the simulator would send of a paid trade: headers and body."""
    paid = _paid(trade)
    said = {
        "number": paid.number, "trade": paid.trade, "amount_fen": paid.amount_fen, "paid_at": paid.paid_at.isoformat(),
    }  # fmt: skip
    return signed(json.dumps(said).encode(), at=at)


def signed(body: bytes, *, at: dt.datetime) -> tuple[dict[str, str], bytes]:
    sent_at, nonce = str(int(at.timestamp())), secrets.token_hex(8)
    return {"X-Time": sent_at, "X-Nonce": nonce, "X-Signature": signature(sent_at, nonce, body)}, body


def signature(sent_at: str, nonce: str, body: bytes) -> str:
    key = hashlib.sha256(f"checkout.simulator:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, b"\n".join((sent_at.encode(), nonce.encode(), body)), hashlib.sha256).hexdigest()


def _paid(trade: SimulatedTrade) -> Paid:
    assert trade.paid_at is not None
    return Paid(trade.number, trade.trade, trade.amount_fen, trade.paid_at)
