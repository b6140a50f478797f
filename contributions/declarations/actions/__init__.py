"""Verbs of declarations: keep a draft, correct it, file it, set the wages that follow."""

from contributions.declarations.actions.correcting import accept_suggestions, correct_row, discard, put_aside
from contributions.declarations.actions.drafts import Entered, draft_from_file, draft_from_rows, give_template
from contributions.declarations.actions.filing import FiledRow, Newcomer, file, file_unchanged
from contributions.declarations.actions.submitting import FiledBasket, declare, submit, submit_basket
from contributions.declarations.actions.tax_files import TaxFileRun, receive_tax_file
from contributions.declarations.actions.wages import set_wages

__all__ = [
    "Entered",
    "FiledBasket",
    "FiledRow",
    "Newcomer",
    "TaxFileRun",
    "accept_suggestions",
    "correct_row",
    "declare",
    "discard",
    "draft_from_file",
    "draft_from_rows",
    "file",
    "file_unchanged",
    "give_template",
    "put_aside",
    "receive_tax_file",
    "set_wages",
    "submit",
    "submit_basket",
]
