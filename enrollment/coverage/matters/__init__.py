"""What people may ask of coverage; registered when the app is ready."""

from enrollment.coverage.matters.disputes import MONTH_DISPUTE
from siadmin.matters.catalogue import register

__all__ = ["MONTH_DISPUTE", "register_matters"]


def register_matters() -> None:
    register(MONTH_DISPUTE)
