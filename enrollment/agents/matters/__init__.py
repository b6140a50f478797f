"""What may be asked about who acts for a person; registered when the app is ready."""

from enrollment.agents.matters.recording import MANDATE

__all__ = ["MANDATE"]
