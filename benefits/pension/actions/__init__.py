"""What pensions do beside the claim workflow."""

from benefits.pension.actions.telling import tell_coming

__all__ = ["tell_coming"]
