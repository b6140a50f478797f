"""Simulated times: what happened when, never later than the moment the world is made."""

import datetime as dt
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock:
    """Times of past days in Shanghai. `now` is when the world is made: nothing in it happens later."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def at(self, day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
        told = dt.datetime.combine(day, dt.time(hour, minute), SHANGHAI)
        return min(told, self.now)
