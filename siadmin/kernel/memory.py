"""How a process that serves pages keeps its memory."""

import gc

_ROWS_OF_A_PAGE = 50_000  # new objects before the youngest are searched; of Python's own 700 one record has tens


def keep_what_is_loaded() -> None:
    """Once everything is imported: what stays for good is not searched for garbage again at every page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ROWS_OF_A_PAGE, 20, 100)
