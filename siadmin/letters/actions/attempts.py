"""Attempts at a door are counted in the database, so that several web workers and a restart make no difference."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from siadmin.kernel.database import run_sql
from siadmin.kernel.protection import keyed_hash
from siadmin.letters.models import Attempts

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many attempts of one caller within a time that begins with the first of them."""

    door: str
    most: int
    within: dt.timedelta


def locked_until(limit: Limit, caller: str, *, at: dt.datetime) -> dt.datetime | None:
    """When this caller may try again; nothing while attempts are left."""
    held = Attempts.objects.filter(door=limit.door, caller_hash=_hashed(limit, caller)).first()
    if held is None or held.since + limit.within <= at or held.count < limit.most:
        return None
    return held.since + limit.within


@transaction.atomic
def attempt(limit: Limit, caller: str, *, at: dt.datetime) -> int:
    """Count an attempt; how many are left after it, negative when there were more than there may be."""
    ((count, _since),) = run_sql(
        SQL / "count_attempt.sql",
        {"door": limit.door, "caller": _hashed(limit, caller), "at": at, "over": at - limit.within},
    )
    return limit.most - int(count)


@transaction.atomic
def forget_attempts(*, before: dt.datetime) -> int:
    """Take away counts that began before a moment: no window is that long."""
    return Attempts.objects.filter(since__lt=before).delete()[0]


def _hashed(limit: Limit, caller: str) -> bytes:
    return keyed_hash(f"attempts:{limit.door}:{caller}")
