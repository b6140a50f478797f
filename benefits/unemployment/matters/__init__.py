"""What is decided beside the benefits themselves: an offer turned down, contributions that come back."""

from benefits.unemployment.matters.refusing import REFUSED
from benefits.unemployment.matters.returning import RETURN
from siadmin.matters.catalogue import register


def register_matters() -> None:
    register(REFUSED)
    register(RETURN)


__all__ = ["REFUSED", "RETURN", "register_matters"]
