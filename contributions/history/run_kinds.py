"""The kind of the runs of history, as they are stored and asked for, and the key of what they book."""

BOOKING = "history"


def entry_key(file_id: int) -> str:
    """The ledger entry of the money that came with a file."""
    return f"history:{file_id}"
