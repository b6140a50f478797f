"""What programs of institutions do: stays, what a bill comes to, settlements, reversals, days compared.

What the agency does: flags decided, institutions paid by the month.
"""

from benefits.settlement.actions.admitting import admit, eligible, withdraw_stay
from benefits.settlement.actions.asking import ask_eligible, note_refused
from benefits.settlement.actions.clearing import (
    ProviderClearingRun,
    approve_clearing,
    cancel_clearing,
    leave_out,
    open_clearing,
    pay_clearing,
    review_clearing,
    send_clearing_back,
)
from benefits.settlement.actions.flagging import decide_flag
from benefits.settlement.actions.holding import hold_institution, let_institution_go
from benefits.settlement.actions.presettling import presettle
from benefits.settlement.actions.reconciling import reconcile_day
from benefits.settlement.actions.remitting import pay_anew, take_clearing_file, take_clearing_results
from benefits.settlement.actions.reversing import reverse
from benefits.settlement.actions.settling import lock_year, settle

__all__ = [
    "ProviderClearingRun", "admit", "approve_clearing", "ask_eligible", "cancel_clearing", "decide_flag", "eligible",
    "hold_institution", "leave_out", "let_institution_go", "lock_year", "note_refused", "open_clearing",
    "pay_anew", "pay_clearing", "presettle", "reconcile_day", "reverse", "review_clearing", "send_clearing_back",
    "settle", "take_clearing_file", "take_clearing_results", "withdraw_stay",
]  # fmt: skip
