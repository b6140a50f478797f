"""How a scheme becomes something people may ask for."""

from benefits.claims.matters.claiming import ClaimMatter, join

__all__ = ["ClaimMatter", "join"]
