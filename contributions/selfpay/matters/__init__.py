"""What may be asked for at the counter by people who pay for themselves; registered when the app is ready."""

from contributions.selfpay.matters.flexible import CHANGE, HARD_TO_PLACE, JOIN, STOP
from contributions.selfpay.matters.residents import TIER
from siadmin.matters.catalogue import register

SELFPAY_MATTERS = (JOIN, CHANGE, STOP, HARD_TO_PLACE, TIER)

__all__ = ["CHANGE", "HARD_TO_PLACE", "JOIN", "STOP", "TIER", "register_matters"]


def register_matters() -> None:
    for matter in SELFPAY_MATTERS:
        register(matter)
