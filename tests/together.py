"""Several people at the same moment: threads with a database connection of their own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

_PATIENCE = 60.0


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned, or the exception it raised, in their order. They start together."""
    start = threading.Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def do(place: int, act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait(_PATIENCE)
            answers[place] = act()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(_PATIENCE)
        assert not thread.is_alive(), "somebody waits for ever"
    return answers
