"""Verbs: put in payment, suspect, stop, lift, recover, rise; make a run; lift holds; send, take answers, pay again."""

from benefits.payments.actions.arriving import (
    is_beside,
    left_twice,
    put_arrived_right,
    repay_twice,
    why_not_arrived,
    why_not_repay_twice,
)
from benefits.payments.actions.entitling import lift, put_in_payment, stop, suspension_of, why_not_stop
from benefits.payments.actions.entrusting import Report, entrust, report_entrustment
from benefits.payments.actions.holding import lift_hold
from benefits.payments.actions.offsetting import (
    may_be_set_off,
    set_off,
    why_not_set_off,
    why_not_withdraw,
    withdraw_offset,
)
from benefits.payments.actions.owing import keep_owed, left_owed, pay_back, why_not_keep, why_not_pay_back
from benefits.payments.actions.recovering import agree, left_of, repay, why_not_agree, why_not_repay
from benefits.payments.actions.reporting import report_stop
from benefits.payments.actions.results import take_results
from benefits.payments.actions.returning import pay_again
from benefits.payments.actions.rising import RisePutRun, RiseRun, RiseToldRun, approve_rise, cancel_rise, open_rise
from benefits.payments.actions.running import PaymentBatchRun, approve, cancel, open_payments, review, send_back
from benefits.payments.actions.sending import SendingRun, open_sending, send_file, take_out
from benefits.payments.actions.suspecting import clear_suspicion, compare_batch, why_not_clear
from benefits.payments.actions.verifying import ask_person, confirm_entitlement, wish_for_a_visit

__all__ = [
    "PaymentBatchRun",
    "Report",
    "RisePutRun",
    "RiseRun",
    "RiseToldRun",
    "SendingRun",
    "agree",
    "approve",
    "approve_rise",
    "ask_person",
    "cancel",
    "cancel_rise",
    "clear_suspicion",
    "compare_batch",
    "confirm_entitlement",
    "entrust",
    "is_beside",
    "keep_owed",
    "left_of",
    "left_owed",
    "left_twice",
    "lift",
    "lift_hold",
    "may_be_set_off",
    "open_payments",
    "open_rise",
    "open_sending",
    "pay_again",
    "pay_back",
    "put_arrived_right",
    "put_in_payment",
    "repay",
    "repay_twice",
    "report_entrustment",
    "report_stop",
    "review",
    "send_back",
    "send_file",
    "set_off",
    "stop",
    "suspension_of",
    "take_out",
    "take_results",
    "why_not_agree",
    "why_not_arrived",
    "why_not_clear",
    "why_not_keep",
    "why_not_pay_back",
    "why_not_repay",
    "why_not_repay_twice",
    "why_not_set_off",
    "why_not_stop",
    "why_not_withdraw",
    "wish_for_a_visit",
    "withdraw_offset",
]
