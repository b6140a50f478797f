"""Simulated times: what happened when, never later than the moment the world is made."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock:
    """Times of past days in Shanghai. `now` is when its making begins: none of its past is later."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self._begun = time.monotonic()

    def at(self, day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
        told = dt.datetime.combine(day, dt.time(hour, minute), SHANGHAI)
        return min(told, self.now)

    def going(self) -> dt.datetime:
        """What time it is there by now."""
        return self.now + dt.timedelta(seconds=time.monotonic() - self._begun)
