"""What is asked about pensions in payment; registered when the app is ready."""

from benefits.pension.matters.appraising import REAPPRAISED
from siadmin.matters.catalogue import register

__all__ = ["REAPPRAISED", "register_matters"]


def register_matters() -> None:
    register(REAPPRAISED)
