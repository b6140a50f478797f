"""An amount repaid month by month: whole fen, as even as can be, and in sum exactly the amount. Pure.

Source: REG 46 (repayment agreement).
"""


def split(amount_fen: int, months: int) -> list[int]:
    """The first months bear a fen more where it does not divide. Raises ValueError when a month would bear nothing."""
    if not 0 < months <= amount_fen:
        raise ValueError(months)
    each, over = divmod(amount_fen, months)
    return [each + 1] * over + [each] * (months - over)
