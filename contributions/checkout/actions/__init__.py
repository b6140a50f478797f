"""Verbs of paying by a link: ask the channel, hear what it says, take the money in, end what strays."""

from contributions.checkout.actions.hearing import Heard, book, hear, take_callback
from contributions.checkout.actions.ordering import close_order, open_order
from contributions.checkout.actions.refunding import refund_by_channel
from contributions.checkout.actions.straying import confirm_stray, end_stray

__all__ = [
    "Heard",
    "book",
    "close_order",
    "confirm_stray",
    "end_stray",
    "hear",
    "open_order",
    "refund_by_channel",
    "take_callback",
]
