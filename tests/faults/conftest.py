"""A portal of its own in a temporary folder: real PostgreSQL, real Redis, real Celery workers, to be killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from celery import Celery
from pytest_django import DjangoDbBlocker

from bench import tables
from siadmin.embedded import postgres, redis
from siadmin.embedded.account import Account
from siadmin.embedded.binaries import postgres_program
from tests.architecture import tree

PATIENCE, LONGER = 90.0, 300.0  # seconds; for what a loaded machine is slow at, as migrating
_GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEY", "CONNECT_AS_OWNER")


def _where(address: postgres.PostgresAddress) -> list[str]:
    return [f"--host={address.host}", f"--username={address.owner}"]


class Town:
    """The portal in `root` and what tests do to it and ask of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {name: value for name, value in os.environ.items() if name not in _GIVEN}
        self.environment |= {"DJANGO_SETTINGS_MODULE": "siadmin.settings", "PYTHONWARNINGS": "ignore"}

    def python(self, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=LONGER,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def lay_tables(self) -> None:
        """Copied from the tests' own server; where that is somebody else's, by the migrations, which take a minute."""
        if "DATABASE_URL" in os.environ:
            self.python("manage.py", "migrate", "--verbosity", "0", CONNECT_AS_OWNER="1")
            return
        ours = Account(os.geteuid(), os.getegid())
        told = subprocess.run(
            [postgres_program("pg_dump", ours), *_where(postgres.ensure(tree.ROOT)), tables.stand()],
            capture_output=True,
            check=True,
        ).stdout
        here = postgres.ensure(self.root)
        quietly = ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        subprocess.run(
            [postgres_program("psql", ours), *_where(here), *quietly, here.name],
            input=told,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def open_month(self, pool: str, how: str = "") -> int:
        """The number of the pool's run; `how="without_redis"` stops Redis before workers are called."""
        return int(self.python("-m", "tests.faults.town", "open", pool, how).split()[-1])

    @contextmanager
    def worker(self) -> Iterator["subprocess.Popen[bytes]"]:
        """A Celery worker with one child, in a process group of its own."""
        command = ["-m", "celery", "-A", "siadmin.celery", "worker", "--concurrency", "1", "--loglevel", "ERROR"]
        process = subprocess.Popen(
            [sys.executable, *command, "--without-gossip", "--without-mingle", "--without-heartbeat"],
            cwd=self.root,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def sweep(self) -> None:
        """What beat sends every half minute."""
        Celery(broker=redis.ensure(self.root).celery_url, set_as_current=False).send_task("kernel.sweep")

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self.connected() as link, link.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def connected(self, user: str = "") -> Iterator[Any]:
        address = postgres.ensure(self.root)
        with closing(
            psycopg2.connect(host=address.host, port=address.port, dbname=address.name, user=user or address.app)
        ) as link:
            link.autocommit = True
            yield link

    @contextmanager
    def nobody_writes_lines(self) -> Iterator[None]:
        """Whoever writes lines waits: a worker that claimed a slice stays in the middle of it."""
        with self.connected(postgres.ensure(self.root).owner) as link, link.cursor() as cursor:
            cursor.execute("BEGIN; LOCK TABLE assessment_line IN EXCLUSIVE MODE")
            yield
            with suppress(psycopg2.Error):  # its server may be the one that was killed
                cursor.execute("ROLLBACK")

    def in_the_middle(self, run: int) -> bool:
        """Whether a worker claimed a slice of the run and waits for the lock on lines."""
        claimed = self.rows("SELECT 1 FROM kernel_slice WHERE run_id = %s AND state = 'running'", run)
        waiting = self.rows(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return bool(claimed and waiting)

    def forget_leases(self) -> None:
        """As if five minutes had passed."""
        self.rows("UPDATE kernel_slice SET lease_until = now() - interval '1 second' WHERE state = 'running'")

    def outcome(self, run: int) -> tuple[str, int, int, int]:
        """The run's state, and how many lines, bills and notices its region has."""
        ((state,),) = self.rows("SELECT state FROM kernel_run WHERE id = %s", run)
        ((lines, bills, notices),) = self.rows(
            "WITH made AS (SELECT id FROM kernel_slice WHERE run_id = %s),"
            " billed AS (SELECT * FROM assessment_bill WHERE slice_id IN (SELECT id FROM made))"
            " SELECT (SELECT count(*) FROM assessment_line WHERE slice_id IN (SELECT id FROM made)),"
            " (SELECT count(*) FROM billed), (SELECT count(DISTINCT notice_id) FROM billed)",
            run,
        )
        return state, lines, bills, notices

    def wait_until(self, holds: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < ends, "it does not happen"
            time.sleep(0.1)

    def is_done(self, run: int) -> bool:
        return self.rows("SELECT state FROM kernel_run WHERE id = %s", run) == [("done",)]

    def broken(self) -> list[str]:
        """The promises that `manage.py verify` finds broken."""
        told = json.loads(self.python("manage.py", "verify", "--json"))
        return [each["code"] for each in told["invariants"] if not each["holds"]]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    root = tmp_path_factory.mktemp("town") / "portal"
    for path in tree.files():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree.ROOT / path, root / path)
    sockets = postgres.status(root).socket.parent
    place = Town(root)
    try:
        with django_db_blocker.unblock():
            place.lay_tables()
        place.python("-m", "tests.faults.town", "found", CONNECT_AS_OWNER="1")
        place.python("-m", "tests.faults.town", "plant")
        yield place
    finally:
        for server in (postgres, redis):
            server.stop(root)
        shutil.rmtree(sockets, ignore_errors=True)
