"""What is asked about benefits in payment; registered when the app is ready."""

from benefits.payments.matters.stopping import RESUME, STOP, register_matters

__all__ = ["RESUME", "STOP", "register_matters"]
