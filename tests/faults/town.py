"""A town in a portal of its own, told inside its folder: `python -m tests.faults.town found`, `plant`, `open POOL`."""

import sys
from collections.abc import Callable

import django
from django.conf import settings

django.setup()

from siadmin.embedded import redis  # noqa: E402 (Django first)
from siadmin.kernel import jobs, partitions  # noqa: E402
from tests import cities, factories  # noqa: E402

PEOPLE = (3, 1, 2, 2, 1, 3)


def plant() -> None:
    """Employers with declared people in three pools; nothing is charged yet."""
    cities.plant()
    for pool in (cities.BEIJING, cities.SHANGHAI, cities.GUANGZHOU):
        for people in PEOPLE:
            employer, colleagues = cities.staff(people, at=cities.COUNTY_OF[pool])
            cities.declare(employer, cities.SEPTEMBER, dict.fromkeys(colleagues, 8_000))


def found() -> None:
    """As the owner: room for the months, and the reference data."""
    partitions.ensure(today=factories.TODAY)
    factories.lay_ground()


def open_month(pool: str, how: str) -> None:
    """Open a pool's September, one slice an employer, and call workers; prints the run's number."""
    if how == "without_redis":
        redis.stop(settings.BASE_DIR)
    run = cities.open_only(pool, cities.SEPTEMBER, people_a_slice=1)
    jobs.wake(run.pk)
    print(run.pk)


if __name__ == "__main__":
    acts: dict[str, Callable[..., None]] = {"found": found, "plant": plant, "open": open_month}
    acts[sys.argv[1]](*sys.argv[2:])
