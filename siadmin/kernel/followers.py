"""What a higher room does after an act of a lower one: the lower defines the protocol, the higher registers.

Called by name, in order, in the act's own transaction; what refuses, refuses the act.
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")


class Followers(Generic[P]):
    """`after_change = Followers[[…]]("after_change")`; `after_change.register(f)`; `after_change.call(…)`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._functions: list[Callable[P, Any]] = []

    def register(self, function: Callable[P, Any]) -> Callable[P, Any]:
        if function not in self._functions:
            self._functions.append(function)
        return function

    def call(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for function in self._functions:
            function(*args, **kwargs)


R = TypeVar("R")


class Tellers(Generic[P, R]):
    """What several higher rooms tell a lower one: `against_closing = Tellers[[…], Obstacle]("against_closing")`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._functions: list[Callable[P, Iterable[R]]] = []

    def register(self, function: Callable[P, Iterable[R]]) -> Callable[P, Iterable[R]]:
        if function not in self._functions:
            self._functions.append(function)
        return function

    def all(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Everything they tell, in the order in which they registered."""
        return [each for function in self._functions for each in function(*args, **kwargs)]


class Slot(Generic[P, R]):
    """One function a lower room needs and a higher one fills: `bill_preview = Slot[…]("bill_preview")`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._function: Callable[P, R] | None = None

    def fill(self, function: Callable[P, R]) -> Callable[P, R]:
        self._function = function
        return function

    def call(self, *args: P.args, **kwargs: P.kwargs) -> R:
        assert self._function is not None, f"nobody filled the slot {self.name}"
        return self._function(*args, **kwargs)
