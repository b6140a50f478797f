"""What carries payments: the interface of a payment channel (cashier of the tax authority, bank, wallet).

Settings: PAYMENT_CHANNEL names the class; without one nothing is paid here, and people pay by their notice's reference.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self

from django.conf import settings
from django.utils.module_loading import import_string

from siadmin.kernel.refusal import Reason

LONGEST_NUMBER, LONGEST_TRADE = 40, 64
FORGED = Reason(
    "callback_forged",
    "签名不对，或不是刚刚发出的。",
    "The signature is wrong, or the message is not a fresh one.",
    "核对渠道密钥和时钟；伪造的通知不予理会。",
    "Check the channel's key and clock; forged messages are not heard.",
)
NO_CHANNEL = Reason(
    "no_payment_channel",
    "本系统没有接通支付渠道。",
    "No payment channel is connected here.",
    "凭缴费通知单号通过税务机关的渠道缴费。",
    "Pay through the tax authority with the reference of your notice.",
)
CHANNEL_SILENT = Reason(
    "payment_channel_silent",
    "支付渠道暂时没有应答，没有扣款。",
    "The payment channel does not answer at the moment; nothing was charged.",
    "稍后再试。",
    "Try again later.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A payment as a channel is asked for it."""

    number: str
    title: str
    amount_fen: int
    expires_at: dt.datetime
    callback_url: str


@dataclass(frozen=True, slots=True)
class Paid:
    """What a channel says of a payment: our number, its own, how much, when."""

    number: str
    trade: str
    amount_fen: int
    paid_at: dt.datetime

    @classmethod
    def said(cls, number: Any, trade: Any, amount_fen: Any, paid_at: str) -> Self:
        """What a message names. Raises ValueError, TypeError where it is not what a channel promises."""
        when = dt.datetime.fromisoformat(paid_at)
        if not isinstance(number, str) or not 0 < len(number) <= LONGEST_NUMBER:
            raise ValueError("number")
        if not isinstance(trade, str) or not 0 < len(trade) <= LONGEST_TRADE:
            raise ValueError("trade")
        if type(amount_fen) is not int or amount_fen <= 0:
            raise ValueError("amount")
        if when.tzinfo is None:
            raise ValueError("time")
        return cls(number, trade, amount_fen, when)


class Channel(Protocol):
    """One payment channel. Every call may be made again: the channel knows a payment by our number."""

    code: str

    def create(self, asked: Asked) -> str:
        """The address at which it is paid, also shown as a code. Raises CHANNEL_SILENT."""

    def read_callback(self, headers: Mapping[str, str], body: bytes, *, now: dt.datetime) -> Paid:
        """What a message of the channel says, once its signature is verified. Raises FORGED."""

    def query(self, number: str) -> Paid | None:
        """Whether it was paid, asked by ourselves: messages get lost. Raises CHANNEL_SILENT."""

    def close(self, number: str) -> Paid | None:
        """Take no payment for it any more; what was paid a moment before is told. Raises CHANNEL_SILENT."""

    def refund(self, *, number: str, trade: str, refund_number: str, amount_fen: int, reason: str) -> None:
        """Return a trade's money to who paid; the same refund number returns it once. Raises CHANNEL_SILENT."""


def channel() -> Channel | None:
    """The channel this portal is connected to."""
    name: str = settings.PAYMENT_CHANNEL
    if not name:
        return None
    connected: Channel = import_string(name)()
    return connected
