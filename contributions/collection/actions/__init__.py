"""Verbs of collection: take receipts in, allocate them, settle bills, clear what waits.

And what is done about money owed: late fees, deferrals, the ladder of SIL 63, back payments, refunds.
"""

from contributions.collection.actions.attributing import attribute
from contributions.collection.actions.back_paying import check_is_past, pay_back
from contributions.collection.actions.clearing import allocate, settle_credits, settle_month
from contributions.collection.actions.deferring import NOT_DEFERRED, defer, running, stop_deferral
from contributions.collection.actions.enforcing import RUNG_NOT_THERE, take_rung
from contributions.collection.actions.intake import receive_file, receive_one
from contributions.collection.actions.late_fees import LateFeeRun, charge_employer, open_late_fees
from contributions.collection.actions.paying_fees import put_to_late_fee
from contributions.collection.actions.refunding import (
    ask_withdrawal,
    order_refund,
    pay_refund,
    take_back_refund,
    withdraw_refund,
)
from contributions.collection.actions.settling import CollectionRun, take_in
from contributions.collection.actions.taking_back import take_back_attribution

__all__ = [
    "NOT_DEFERRED",
    "RUNG_NOT_THERE",
    "CollectionRun",
    "LateFeeRun",
    "allocate",
    "ask_withdrawal",
    "attribute",
    "charge_employer",
    "check_is_past",
    "defer",
    "open_late_fees",
    "order_refund",
    "pay_back",
    "pay_refund",
    "put_to_late_fee",
    "receive_file",
    "receive_one",
    "running",
    "settle_credits",
    "settle_month",
    "stop_deferral",
    "take_back_attribution",
    "take_back_refund",
    "take_in",
    "take_rung",
    "withdraw_refund",
]
