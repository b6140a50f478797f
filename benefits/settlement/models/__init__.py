"""Direct settlement: stays, what their bills come to, what was settled and taken back, and the year it adds up to.

Beside them what bills were flagged for, what a fund pays institutions, and how days compare.
"""

from benefits.settlement.models.asking import Asked
from benefits.settlement.models.bills import BillLine, PreSettlement, Settlement
from benefits.settlement.models.clearing import Cleared, ClearedFlag, Clearing, ClearingRun
from benefits.settlement.models.flags import Flag
from benefits.settlement.models.leaving_out import ClearingHold, LeftOut, Waiting
from benefits.settlement.models.reconciling import Difference, Reconciliation
from benefits.settlement.models.remitting import ClearingAnswer, ClearingFile, Remittance, RemittanceAnswer
from benefits.settlement.models.stays import Stay, Withdrawal, YearTotal

__all__ = [
    "Asked", "BillLine", "Cleared", "ClearedFlag", "Clearing", "ClearingAnswer", "ClearingFile", "ClearingHold",
    "ClearingRun", "Difference", "Flag", "LeftOut", "PreSettlement", "Reconciliation", "Remittance",
    "RemittanceAnswer", "Settlement", "Stay", "Waiting", "Withdrawal", "YearTotal",
]  # fmt: skip
