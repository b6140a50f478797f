"""Direct settlement: stays, what their bills come to, what was settled and taken back, and the year it adds up to."""

from benefits.settlement.models.bills import BillLine, PreSettlement, Settlement
from benefits.settlement.models.stays import Stay, Withdrawal, YearTotal

__all__ = ["BillLine", "PreSettlement", "Settlement", "Stay", "Withdrawal", "YearTotal"]
