"""What received money settles: a due amount in full, never a part of it (SIL 60; COLL 11, 12)."""

from collections.abc import Sequence


def covers(due_fen: int, amounts: Sequence[int]) -> list[int]:
    """How much of each receipt, in the order they came, goes to what a month of one fund is due, in fen.

    The first receipt that covers it pays it whole; what is left of that one, and all of the others, waits for a person.
    """
    paid = [0] * len(amounts)
    for place, amount in enumerate(amounts):
        if 0 < due_fen <= amount:
            paid[place] = due_fen
            break
    return paid
