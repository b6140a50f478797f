"""Workers, Redis and PostgreSQL end in the middle of a month: nothing is lost, nothing is charged twice."""

import os
import signal

from siadmin.embedded import postgres, redis
from tests.cities import BEIJING, GUANGZHOU, SHANGHAI
from tests.faults.conftest import Town
from tests.faults.town import PEOPLE

EVERYBODY_ONCE = ("done", sum(PEOPLE) * 5, len(PEOPLE) * 4, len(PEOPLE))


def test_a_worker_killed_inside_a_slice_loses_and_doubles_nothing(town: Town) -> None:
    with town.worker() as worker, town.nobody_writes_lines():
        run = town.open_month(BEIJING)
        town.wait_until(lambda: town.in_the_middle(run))
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    assert town.outcome(run) == ("running", 0, 0, 0), "what it had begun is gone with it"
    town.forget_leases()
    town.sweep()
    with town.worker():
        town.wait_until(lambda: town.is_done(run))
    assert town.outcome(run) == EVERYBODY_ONCE
    assert town.rows("SELECT attempts FROM kernel_slice WHERE run_id = %s AND attempts > 1", run) == [(2,)]
    assert town.broken() == []


def test_a_month_opened_while_redis_is_away_is_done_once_it_is_back(town: Town) -> None:
    run = town.open_month(SHANGHAI, "without_redis")
    assert not redis.status(town.root).answers
    assert town.outcome(run) == ("running", 0, 0, 0)
    town.sweep()
    with town.worker():
        town.wait_until(lambda: town.is_done(run))
    assert town.outcome(run) == EVERYBODY_ONCE
    assert town.broken() == []


def test_a_month_goes_on_after_postgresql_went_away_inside_a_slice(town: Town) -> None:
    with town.worker():
        with town.nobody_writes_lines():
            run = town.open_month(GUANGZHOU)
            town.wait_until(lambda: town.in_the_middle(run))
            os.kill(postgres.status(town.root).pid, signal.SIGKILL)
        assert town.outcome(run) == ("running", 0, 0, 0)
        town.forget_leases()
        town.sweep()
        town.wait_until(lambda: town.is_done(run))
    assert town.outcome(run) == EVERYBODY_ONCE
    assert town.broken() == []
