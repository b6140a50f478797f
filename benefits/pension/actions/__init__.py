"""What pensions do beside the claim workflow."""

from benefits.pension.actions.telling import tell_coming, tell_near_age

__all__ = ["tell_coming", "tell_near_age"]
