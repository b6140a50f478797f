"""What people ask for beside the benefits themselves: an offer that was turned down is put on record."""

from benefits.unemployment.matters.refusing import register_matters

__all__ = ["register_matters"]
