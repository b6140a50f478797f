"""Verbs of transfers. Each checks itself who may (line × region, post, four eyes), on the version its actor saw."""

from contributions.transfers.actions.answering import answer, prepare, prepare_refusal, refuse, send_back, withdraw
from contributions.transfers.actions.money import pay_out, receive
from contributions.transfers.actions.opening import TEMPORARY_OPEN, open_temporary
from contributions.transfers.actions.requesting import TRANSFER_OPEN, request
from contributions.transfers.actions.returning import return_overlap

__all__ = [
    "TEMPORARY_OPEN",
    "TRANSFER_OPEN",
    "answer",
    "open_temporary",
    "pay_out",
    "prepare",
    "prepare_refusal",
    "receive",
    "refuse",
    "request",
    "return_overlap",
    "send_back",
    "withdraw",
]
