"""Several processes tell the world, each its own cities: nobody works in two of them, so nobody waits for another."""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from django.db import connections

from siadmin.kernel import statistics
from siadmin.kernel.months import Month
from siadmin.portal.world.build import Builder
from siadmin.portal.world.cities import CITIES

_MEASURED_AFTER = (0, 1, 4, 9)  # months; the tables have grown by much since the last time
_END = "end"


class CrewFailed(Exception):
    """A process could not tell its cities; its own words are the text."""


@dataclass(frozen=True, slots=True)
class Step:
    """A city group finished a month."""

    month: Month
    cities: tuple[str, ...]


def groups(builder: Builder, count: int) -> list[tuple[str, ...]]:
    """The cities in `count` groups with about as many people each."""
    people = {city.code: 0 for city in CITIES}
    for employer in builder.world.employers:
        people[employer.city.code] += employer.size
    crews: list[list[str]] = [[] for _ in range(min(count, len(CITIES)))]
    for code in sorted(people, key=lambda code: -people[code]):
        min(crews, key=lambda crew: sum(people[c] for c in crew)).append(code)
    return [tuple(crew) for crew in crews]


def processors() -> int:
    """How many processes may work at once; a server does its part beside them."""
    return max(os.cpu_count() or 1, 1)


def tell_all(builder: Builder, *, crews: int) -> Iterator[Step]:
    """Tell every month of every city, yielding as they are done. One crew works in this process. Raises CrewFailed."""
    plan = groups(builder, crews)
    if len(plan) == 1 or "fork" not in multiprocessing.get_all_start_methods():
        for month in builder.world.months:
            builder.tell_month(month, tuple(city.code for city in CITIES))
            _measure(builder, month)
            yield Step(month, plan[0])
        return
    yield from _in_processes(builder, plan)
    builder.learn_everybody()


def _in_processes(builder: Builder, plan: list[tuple[str, ...]]) -> Iterator[Step]:
    connections.close_all()
    context: Any = multiprocessing.get_context("fork")
    hands: dict[Connection, BaseProcess] = {}
    try:
        for place, cities in enumerate(plan):
            ours, theirs = context.Pipe(duplex=False)
            hand = context.Process(target=_work, args=(builder, cities, theirs, place == 0), daemon=True)
            hand.start()
            theirs.close()
            hands[ours] = hand
        yield from _heard(hands)
    finally:
        for hand in hands.values():
            hand.terminate()
            hand.join()


def _heard(hands: dict[Connection, BaseProcess]) -> Iterator[Step]:
    open_ones = set(hands)
    while open_ones:
        for each in wait(open_ones):
            assert isinstance(each, Connection)
            said: Any = None
            with suppress(EOFError):
                said = each.recv()
            if isinstance(said, Step):
                yield said
            elif said == _END:
                open_ones.remove(each)
            else:
                raise CrewFailed(said or "a process was killed")


def _work(builder: Builder, cities: tuple[str, ...], out: Connection, measures: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started us ends us
    try:
        for month in builder.world.months:
            builder.tell_month(month, cities)
            if measures:
                _measure(builder, month)
            out.send(Step(month, cities))
        out.send(_END)
    except Exception:
        out.send(traceback.format_exc())


def _measure(builder: Builder, month: Month) -> None:
    if month.index - builder.world.span.opened.index in _MEASURED_AFTER:
        statistics.refresh()
