"""What programs of institutions do: stays, what a bill comes to, settlements, reversals."""

from benefits.settlement.actions.admitting import admit, eligible, withdraw_stay
from benefits.settlement.actions.presettling import presettle
from benefits.settlement.actions.reversing import reverse
from benefits.settlement.actions.settling import settle

__all__ = ["admit", "eligible", "presettle", "reverse", "settle", "withdraw_stay"]
