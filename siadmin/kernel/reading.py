"""What one page asks twice is answered once. A page only reads: until it is built, a question has one answer.

@answered_once
def head_of_number(number: str) -> Person: ...
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """While a page is built, a case assessed or taken to be signed: nothing is written. Outside, each is asked anew.

    One inside another is the same.
    """
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def answered_once(ask: Callable[P, R]) -> Callable[P, R]:
    """A question whose arguments can be told apart by value, and whose answer no reader changes."""

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        known = _answers.get()
        if known is None:
            return ask(*args, **kwargs)
        question = (ask, args, tuple(kwargs.items()))
        if question not in known:
            known[question] = ask(*args, **kwargs)
        found: R = known[question]
        return found

    return answer
