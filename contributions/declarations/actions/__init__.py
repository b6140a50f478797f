"""Verbs of declarations: file one, keep its rows, set the wages that follow."""

from contributions.declarations.actions.filing import FiledRow, Newcomer, file, file_unchanged
from contributions.declarations.actions.wages import set_wages

__all__ = ["FiledRow", "Newcomer", "file", "file_unchanged", "set_wages"]
