"""What every test stands on: a database of two roles, no message that leaves, files in a folder of their own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axes.handlers import proxy
from django.conf import settings as configured
from django.core.servers.basehttp import WSGIServer
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings
from xdist.remote import Producer
from xdist.scheduler.loadfile import LoadFileScheduling
from xdist.workermanage import WorkerController

from bench import tables
from siadmin.celery import app as queue
from siadmin.kernel.language import read_in
from siadmin.kernel.memory import keep_what_is_loaded
from tests import cities, database, factories, printing
from tests.claims.desk import make_ready

WSGIServer.request_queue_size = 128  # tests ask fifty times at once; by default ten may wait

for profile, same_each_time in (("portal", True), ("explore", False)):
    hypothesis_settings.register_profile(
        profile,
        deadline=None,
        derandomize=same_each_time,
        max_examples=50,
        print_blob=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],  # examples that write do so in a savepoint
    )
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "portal"))


# Few tests that take minutes: begun last, they would keep one process busy while the others have nothing left.
LONGEST = (
    "tests/faults/",
    "tests/embedded/",  # they need no tables, which another process is making meanwhile
    "tests/architecture/test_migrations.py",
    "tests/access/test_every_door.py",
    "tests/portal/test_demonstration.py",
    "tests/browser/",
    "tests/bench/",
)


class LongestFirst(LoadFileScheduling):
    """A file's tests stay together; the longest files are begun first, then those with most tests."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        for part in reversed(LONGEST):
            for file in [each for each in self.workqueue if each.startswith(part)]:
                self.workqueue.move_to_end(file, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LongestFirst | None:
    return LongestFirst(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: while one waits for a server that is started or ended, the others go on."""
    return len(os.sched_getaffinity(0)) + 1


_at: dict[str, Path] = {}
_STATES = {
    "nobody_ready": database.BARE,
    "five_committed_cities": database.PLANTED,
    "nobody_paid": database.PLANTED,
    "a_year_paid": database.PAID,
    "five_cities": database.PLANTED,
}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Whoever asks for the five cities finds them: planting them for each test is a fifth of all the time.

    What a file does begins at nine: no day may end while many files are run one after another.
    """
    if item.path != _at.get("file"):
        _at["file"] = item.path
        cities.begin_the_day()
    asked = getattr(item, "fixturenames", ())
    database.stand_on(next((state for fixture, state in _STATES.items() if fixture in asked), database.BARE))


def pytest_configure(config: pytest.Config) -> None:
    configured.CACHES["default"]["KEY_PREFIX"] = f"test-{os.getpid()}"  # processes beside each other share one Redis
    configured.WHITENOISE_AUTOREFRESH = True  # a client of each test would look through all the icons there are
    if configured.DATABASE_OWNER["USER"] == configured.APPLICATION_ROLE:
        raise pytest.UsageError(
            "DATABASE_OWNER_URL must name another role than DATABASE_URL: see docs/howto/run-the-tests.md"
        )


def pytest_collection_finish() -> None:
    """Searching all that was imported for garbage, again and again, took a tenth of the time."""
    keep_what_is_loaded()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database belongs to the owner and begins as a copy. TEST_DATABASE_NAME: several test on one server.

    Tests run side by side have a database for each process.
    """
    parts = [os.environ.get("TEST_DATABASE_NAME", "test_siadmin"), os.environ.get("PYTEST_XDIST_WORKER", "")]
    connection.settings_dict["TEST"]["NAME"] = "_".join(filter(None, parts))
    connection.settings_dict["OPTIONS"] = {"options": "-c synchronous_commit=off"}  # nobody waits for the disk
    database.connect_as(database.OWNER)
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = tables.stand()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made, migrated and given its reference data by its owner, partitions too; tests are the application."""
    with django_db_blocker.unblock():
        database.make_partitions()
        factories.lay_ground()
        database.remember_ground()
        database.connect_as(database.APPLICATION)
        database.make_twin(_planted)
        database.make_when_asked(database.PAID, make_ready, django_db_blocker)
    yield
    with django_db_blocker.unblock():
        try:
            database.drop_twins()
        finally:
            database.connect_as(database.OWNER)


def _planted() -> None:
    cities.plant()
    factories.make_staff_ready()


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_the_owner() -> Iterator[None]:
    """After a test with real commits: Django's own flush is a TRUNCATE, which the application may not do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: database.empty())
        yield


@pytest.fixture(scope="session", autouse=True)
def _on_their_own_day() -> Iterator[None]:
    """It is always the same morning, whatever the calendar says; who needs another says so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: factories.NOW)
        patch.setattr(proxy, "now", lambda: factories.NOW)  # it has the clock under a name of its own
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_leaves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Workers are not woken (tests call them), files do not reach the portal's own, passwords cost nothing."""
    queue.conf.broker_url = "memory://"
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _letters_alike_are_set_once() -> Iterator[None]:
    with printing.alike_once():
        yield


@pytest.fixture
def letters_set() -> Iterator[None]:
    """For who opens what was issued: it is a PDF."""
    with printing.every_one():
        yield


@pytest.fixture(autouse=True)
def _read_in_chinese() -> None:
    """Whatever language the test before was read in."""
    translation.activate(configured.LANGUAGE_CODE)
    read_in(configured.LANGUAGE_CODE)


@pytest.fixture
def five_cities(db: None) -> None:
    """The five cities with their law, calendar, flows and books; gone after the test."""
    cities.plant()


@pytest.fixture
def nobody_ready(db: None) -> None:
    """The five cities as they are before anybody holds a post there."""
    cities.plant()


@pytest.fixture
def a_year_paid(five_cities: None) -> None:
    """The five cities, in two of which there are people who worked and paid: whom `a_worker` hands out first."""


@pytest.fixture
def nobody_paid(five_cities: None) -> None:
    """For a test of a file that asks for `a_year_paid`: no month is charged yet."""


@pytest.fixture
def five_committed_cities(transactional_db: None) -> None:
    """The same for tests with several connections: committed, and taken away by the owner."""
    cities.plant()


@pytest.fixture
def at_the_desk(settings: Settings) -> Iterator[None]:
    """Pages are tested in English, signed in without the second factor."""
    settings.STAFF_TOTP_REQUIRED = False
    with translation.override("en"):
        yield
