"""What the bank and the books say, how the funds stand, what is open between them."""

from funds.banking.selectors.proofs import (
    bank_credits,
    booked_contributions,
    open_differences,
    statement_gaps,
    told_until,
)

__all__ = ["bank_credits", "booked_contributions", "open_differences", "statement_gaps", "told_until"]
