"""Verbs of history: receive a file, submit it, decide on it, book it."""

from contributions.history.actions.booking import HistoryRun
from contributions.history.actions.deciding import approve, confirm_money, send_back, submit, withdraw
from contributions.history.actions.receiving import Money, Origin, receive

__all__ = ["HistoryRun", "Money", "Origin", "approve", "confirm_money", "receive", "send_back", "submit", "withdraw"]
