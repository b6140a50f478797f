"""Verbs of declarations: keep a draft, correct it, file it, set the wages that follow."""

from contributions.declarations.actions.acknowledging import answer_wage, record_paper
from contributions.declarations.actions.correcting import accept_suggestions, correct_row, discard, put_aside
from contributions.declarations.actions.drafts import Entered, draft_from_file, draft_from_rows, give_template
from contributions.declarations.actions.enrolling import Newcomer, facts_of, newcomer_of
from contributions.declarations.actions.filing import FiledRow, file, file_unchanged
from contributions.declarations.actions.staff import Plan, Starting, asks_wage, plan_starting, take_on
from contributions.declarations.actions.staff_lists import discard_list, keep_list, read_list, take_list
from contributions.declarations.actions.submitting import FiledBasket, declare, submit, submit_basket
from contributions.declarations.actions.tax_files import TaxFileRun, receive_tax_file
from contributions.declarations.actions.wages import set_wages

__all__ = [
    "Entered",
    "FiledBasket",
    "FiledRow",
    "Newcomer",
    "Plan",
    "Starting",
    "TaxFileRun",
    "accept_suggestions",
    "answer_wage",
    "asks_wage",
    "correct_row",
    "declare",
    "discard",
    "discard_list",
    "draft_from_file",
    "draft_from_rows",
    "facts_of",
    "file",
    "file_unchanged",
    "give_template",
    "keep_list",
    "newcomer_of",
    "plan_starting",
    "put_aside",
    "read_list",
    "receive_tax_file",
    "record_paper",
    "set_wages",
    "submit",
    "submit_basket",
    "take_list",
    "take_on",
]
