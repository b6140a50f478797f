"""Verbs of cases. Each checks itself who may (line × region, post, four eyes), on the version its actor saw."""

from siadmin.matters.actions.absences import end_absence, hand_over_absent, record_absence
from siadmin.matters.actions.clock import ask_correction, go_on, recount_deadlines, stop_clock
from siadmin.matters.actions.receiving import Attached, add_paper, change_facts, correct, receive
from siadmin.matters.actions.showing import show_fact
from siadmin.matters.actions.signing import approve, handle, refuse, review, send_back
from siadmin.matters.actions.turning import hand_over, reopen, withdraw
from siadmin.matters.actions.visits import Asked, cancel_visit, order_visit, plan_visit, report_visit

__all__ = [
    "Asked",
    "Attached",
    "add_paper",
    "approve",
    "ask_correction",
    "cancel_visit",
    "change_facts",
    "correct",
    "end_absence",
    "go_on",
    "hand_over",
    "hand_over_absent",
    "handle",
    "order_visit",
    "plan_visit",
    "receive",
    "record_absence",
    "recount_deadlines",
    "refuse",
    "reopen",
    "report_visit",
    "review",
    "send_back",
    "show_fact",
    "stop_clock",
    "withdraw",
]
