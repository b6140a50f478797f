"""Real servers in temporary folders: strange places, several at once, killed, moved, deleted, other accounts."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg2
import pytest
from kombu import Connection
from redis import Redis

from siadmin.embedded import postgres, redis
from siadmin.embedded.__main__ import main
from siadmin.embedded.account import account_for
from siadmin.embedded.failure import EmbeddedStartFailed
from tests.embedded.acting import acting_as, as_root, connect, kill_9, rows
from tests.thorough import EXPLORES

HERE = Path(__file__).parents[2]
START_BOTH = (
    "import sys; from pathlib import Path; from siadmin.embedded import postgres, redis; "
    "print(postgres.ensure(Path(sys.argv[1])).host, redis.ensure(Path(sys.argv[1])).url)"
)


def begin(root: Path) -> "subprocess.Popen[str]":
    """Another process, in a group of its own, that wants both servers."""
    return subprocess.Popen(
        [sys.executable, "-c", START_BOTH, str(root)],
        cwd=HERE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def starts(root: Path) -> int:
    log = (root / ".local" / "postgres" / "postgres.log").read_text()
    return log.count("database system is ready to accept connections")


def borrowed_sleep(root: Path) -> "subprocess.Popen[bytes]":
    """A process that has nothing to do with us, of the servers' own account."""
    account = account_for(root / ".local" / "postgres", root)
    return subprocess.Popen(["sleep", "60"], cwd="/", **account.process_options)


def test_a_new_project_gets_a_cluster_with_its_roles_and_its_database(project: Path) -> None:
    address = postgres.ensure(project)
    assert rows(
        address,
        "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolcanlogin FROM pg_roles "
        "WHERE rolname LIKE 'siadmin%' ORDER BY 1",
    ) == [
        ("siadmin_app", False, False, False, True),
        ("siadmin_owner", False, True, False, True),
    ]
    assert rows(
        address,
        "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datlocale FROM pg_database "
        "WHERE datname = 'siadmin'",
    ) == [("siadmin_owner", "UTF8", "C.UTF-8")]
    assert rows(address, "CREATE TABLE made_by_owner (id int)", address.owner) == []
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(address, "CREATE TABLE made_by_app (id int)", address.app)


def test_the_cluster_is_durable_in_utc_and_away_from_the_network(project: Path) -> None:
    address = postgres.ensure(project)
    wanted = {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "data_checksums": "on",
        "TimeZone": "UTC",
        "listen_addresses": "",
        "jit": "off",
        "server_version_num": "18",
    }
    found = dict(rows(address, "SELECT name, setting FROM pg_settings"))
    assert {name: found[name][:2] if name == "server_version_num" else found[name] for name in wanted} == wanted
    assert (Path(address.host).stat().st_mode & 0o777) == 0o700


def test_redis_serves_redis_py_and_celerys_transport(project: Path) -> None:
    address = redis.ensure(project)
    with Redis.from_url(address.url) as client:
        assert client.config_get("port")["port"] == "0"
        assert client.config_get("appendonly")["appendonly"] == "yes"
    with Connection(address.celery_url) as broker:
        queue = broker.SimpleQueue("wake")
        queue.put({"run": 7})
        assert queue.get(timeout=5).payload == {"run": 7}
        queue.close()


def test_a_running_server_is_used_without_asking_for_a_lock(project: Path) -> None:
    postgres.ensure(project)
    pid = postgres.status(project).pid
    (project / ".local" / "postgres" / "starting.lock").unlink()
    (project / ".local" / "postgres" / "starting.lock").mkdir()
    assert postgres.ensure(project).name == "siadmin"
    assert postgres.status(project).pid == pid
    (project / ".local" / "postgres" / "starting.lock").rmdir()


def test_a_path_longer_than_postgresql_allows_works(new_project: Callable[[Path], Path]) -> None:
    root = new_project(Path(*("很长 long " + "x" * 180 for _ in range(6))))
    assert len(os.fsencode(root)) > 1024
    assert rows(postgres.ensure(root), "SELECT 1") == [(1,)]
    with Redis.from_url(redis.ensure(root).url) as client:
        assert client.ping()


def test_four_processes_at_once_start_one_server(project: Path) -> None:
    addresses = {process.communicate()[0] for process in [begin(project) for _ in range(4)]}
    assert len(addresses) == 1 and "redis.sock" in addresses.pop()
    assert starts(project) == 1


def test_processes_that_want_servers_get_them_while_somebody_kills_these(project: Path) -> None:
    rows(postgres.ensure(project), "CREATE TABLE kept AS SELECT 1 AS id")
    redis.ensure(project)
    wanting = []
    for _ in range(2):  # a start tries three times
        for server in (postgres, redis):
            if pid := server.status(project).pid:
                kill_9(pid)
        wanting += [begin(project) for _ in range(2)]
        time.sleep(0.4)
    assert [process.wait(timeout=60) for process in wanting] == [0, 0, 0, 0]
    for process in wanting:
        process.communicate()
    assert rows(postgres.ensure(project), "SELECT id FROM kept") == [(1,)]


def test_servers_outlive_the_process_group_that_started_them(project: Path) -> None:
    process = begin(project)
    process.communicate()
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
    assert postgres.status(project).answers and redis.status(project).answers


@pytest.mark.parametrize("delay", [0.15, 0.3, 0.5, 0.7] if EXPLORES else [0.15, 0.7])
def test_a_start_killed_half_way_is_made_good_by_the_next(project: Path, delay: float) -> None:
    process = begin(project)
    time.sleep(delay)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert rows(postgres.ensure(project), "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'siadmin%'") == [(2,)]


def test_after_kill_9_of_postgresql_in_the_middle_of_work_what_was_committed_is_there(project: Path) -> None:
    address = postgres.ensure(project)
    rows(address, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id")
    busy = connect(address, address.admin)

    def never_ends() -> None:
        with suppress(psycopg2.Error), busy.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b")

    work = threading.Thread(target=never_ends)
    work.start()
    time.sleep(0.3)
    kill_9(postgres.status(project).pid)
    assert rows(postgres.ensure(project), "SELECT count(*) FROM kept") == [(1000,)]
    work.join(timeout=10)
    assert not work.is_alive()


def test_after_a_backend_was_killed_the_address_is_given_only_when_recovery_is_over(project: Path) -> None:
    address = postgres.ensure(project)
    [(pid,)] = rows(address, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
    kill_9(pid)
    time.sleep(0.05)
    assert rows(postgres.ensure(project), "SELECT 1") == [(1,)]


def test_a_pid_that_now_belongs_to_somebody_else_is_neither_believed_nor_killed(project: Path) -> None:
    postgres.ensure(project)
    redis.ensure(project)
    local = project / ".local"
    pid_file, redis_pid = local / "postgres/18/data/postmaster.pid", local / "redis/redis.pid"
    kill_9(postgres.status(project).pid)
    kill_9(redis.status(project).pid)
    with borrowed_sleep(project) as stranger:
        pid_file.write_text("\n".join([str(stranger.pid), *pid_file.read_text().splitlines()[1:]]))
        redis_pid.write_text(str(stranger.pid))
        assert rows(postgres.ensure(project), "SELECT 1") == [(1,)]
        redis.ensure(project)
        assert redis.status(project).answers
        assert stranger.poll() is None
        stranger.terminate()


def test_after_kill_9_of_redis_in_the_middle_of_a_write_the_rest_is_there(project: Path) -> None:
    with Redis.from_url(redis.ensure(project).url) as client:
        client.set("wake", "7")
        client.config_set("appendfsync", "always")
        client.set("run", "8")
    kill_9(redis.status(project).pid)
    with (project / ".local" / "redis" / "appendonly.aof").open("ab") as written:
        written.write(b"*3\r\n$3\r\nSET\r\n$4\r\nha")
    with Redis.from_url(redis.ensure(project).url) as client:
        assert client.mget("wake", "run") == [b"7", b"8"]


@pytest.mark.usefixtures("soon_out_of_reach")
def test_lost_sockets_are_noticed_and_the_servers_started_again(project: Path) -> None:
    shutil.rmtree(postgres.ensure(project).host)
    assert rows(postgres.ensure(project), "SELECT 1") == [(1,)]
    redis.ensure(project)


@pytest.mark.usefixtures("soon_out_of_reach")
def test_a_moved_project_takes_its_servers_along(project: Path, new_project: Callable[[str], Path]) -> None:
    address = postgres.ensure(project)
    rows(address, "CREATE TABLE kept (id int)")
    moved = new_project("elsewhere")
    moved.rmdir()
    project.rename(moved)
    shutil.rmtree(address.host)
    assert rows(postgres.ensure(moved), "SELECT count(*) FROM kept") == [(0,)]
    moved.rename(project)
    postgres.stop(project)


@pytest.mark.usefixtures("soon_out_of_reach")
def test_deleting_the_folder_of_running_servers_gives_new_ones(project: Path) -> None:
    rows(postgres.ensure(project), "CREATE TABLE gone (id int)")
    with Redis.from_url(redis.ensure(project).url) as client:
        client.set("gone", "1")
    shutil.rmtree(project / ".local")
    assert rows(postgres.ensure(project), "SELECT to_regclass('gone')") == [(None,)]
    with Redis.from_url(redis.ensure(project).url) as client:
        assert client.get("gone") is None


def test_a_failed_start_shows_the_log_and_what_to_do(project: Path) -> None:
    postgres.ensure(project)
    postgres.stop(project)
    configuration = project / ".local/postgres/18/data/postgresql.conf"
    sound = configuration.read_text()
    configuration.write_text(sound + "no_such_setting = 1\n")
    with pytest.raises(EmbeddedStartFailed) as failure:
        postgres.ensure(project)
    for words in ("no_such_setting", "did not start", "请查看日志", "DATABASE_URL"):
        assert words in str(failure.value)
    configuration.write_text(sound)
    assert rows(postgres.ensure(project), "SELECT 1") == [(1,)]


def test_people_start_ask_and_stop_by_one_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for act in ("status", "start", "status", "stop", "stop", "status"):
        assert main([act, "--root", str(project)]) == 0
        said.append(capsys.readouterr().out.count("running 运行中"))
    assert said == [0, 2, 2, 0, 0, 0]


def test_a_folder_that_somebody_else_put_at_our_sockets_place_is_refused(project: Path) -> None:
    place = postgres.status(project).socket.parent
    place.mkdir(mode=0o777)
    place.chmod(0o777)
    with pytest.raises(EmbeddedStartFailed, match="not a private folder"):
        postgres.ensure(project)


@as_root
def test_root_runs_the_servers_as_somebody_else_where_only_root_may_go(project: Path) -> None:
    project.chmod(0o700)
    postgres.ensure(project)
    assert Path(f"/proc/{postgres.status(project).pid}").stat().st_uid != 0


@as_root
def test_an_ordinary_user_starts_servers_that_root_may_use_and_others_may_not() -> None:
    root = Path("/var/tmp") / f"siadmin-test-{os.getpid()}"
    root.mkdir(mode=0o755)
    os.chown(root, 65534, 65534)
    try:
        assert acting_as(65534, lambda: postgres.ensure(root).app) == "siadmin_app"
        assert acting_as(65534, lambda: redis.ensure(root).url).startswith("unix:")
        pid = postgres.status(root).pid
        assert rows(postgres.ensure(root), "SELECT 1") == [(1,)]
        assert postgres.status(root).pid == pid
        refusal = acting_as(1, lambda: postgres.ensure(root).app)
        assert "belongs to the account nobody" in refusal and "chown -R" in refusal
        postgres.stop(root)
        assert rows(postgres.ensure(root), "SELECT 1") == [(1,)]
        assert acting_as(65534, lambda: postgres.ensure(root).app) == "siadmin_app"
    finally:
        for server in (postgres, redis):
            server.stop(root)
        shutil.rmtree(postgres.status(root).socket.parent)
        shutil.rmtree(root)
